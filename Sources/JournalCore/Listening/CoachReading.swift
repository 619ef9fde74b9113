/// A text as the coach hears it: in each sentence the phrases that stand and that nothing makes silent, and the cues
/// that the weights know.
struct CoachReading {
  /// A phrase of a deflection in a sentence.
  struct Hit: Hashable {
    var deflection: Deflection
    /// In words of the sentence.
    var range: Range<Int>
    var phrase: Int
    var isSure: Bool
  }

  struct Line {
    var sentence: Sentence
    var hits: [Hit] = []
    /// Why phrases were silenced, by name.
    var silenced: Set<String> = []
    /// It tells what somebody said, or refuses what it goes on to say.
    var reports = false
    var cues: [Cue] = []
  }

  private(set) var lines: [Line] = []
  /// The share of words that the lists of the language know, 0 to 1.
  let familiarity: Double

  init(_ text: String, _ book: PhraseBook, _ weights: CoachWeights) {
    let sentences = Sentence.all(in: text)
    let words = sentences.flatMap(\.words).map(\.text).filter { $0 != Sentence.wall }
    let known = words.count { weights.knows($0) || book.knows($0) }
    familiarity = words.isEmpty ? 0 : Double(known) / Double(words.count)

    let numbers = sentences.map(book.numbers(of:))
    let findings = numbers.map(book.findings(in:))
    let isOwned = findings.map { $0.contains { $0.part == .own } }
    func stands(_ part: PhraseBook.Part, in at: Int) -> Bool {
      findings.indices.contains(at) && findings[at].contains { $0.part == part }
    }
    for at in sentences.indices {
      let owner = stands(.own, in: at + 1)
      var line = SentenceReading(
        sentences[at], numbers[at], findings[at], isOwnedAfter: owner, isRefutedAfter: stands(.refuted, in: at + 1),
        isDeniedAfter: stands(.denied, in: at + 1), isSaidBackBefore: stands(.saidBack, in: at - 1), book
      ).line
      line.cues += [
        owner || isOwned[..<at].contains(true) ? "own nearby" : nil,
        sentences.count == 1 ? "alone" : nil,
        sentences.count == 1 ? "alone, words: " + Self.length(line.sentence) : nil,
        sentences.count > 2 ? "one of many" : nil,
      ].compactMap { $0.map(Cue.named) }
      lines.append(line)
    }
  }

  static func length(_ sentence: Sentence) -> String {
    switch sentence.words.count(where: { $0.text != Sentence.wall }) {
    case ...1: "1"
    case 2: "2"
    case ...4: "4"
    case ...7: "7"
    case ...12: "12"
    default: "more"
    }
  }
}

/// One sentence held against the phrases that it contains.
private struct SentenceReading {
  let sentence: Sentence
  let words: [Int]
  let book: PhraseBook
  let findings: [PhraseBook.Finding]
  /// The sentence after it owns something.
  let isOwnedAfter: Bool
  /// The sentence after it refuses what somebody else said.
  let isRefutedAfter: Bool
  /// The sentence after it denies what it would like to say.
  let isDeniedAfter: Bool
  /// The sentence before it says back what was heard.
  let isSaidBackBefore: Bool

  init(
    _ sentence: Sentence, _ words: [Int], _ findings: [PhraseBook.Finding], isOwnedAfter: Bool, isRefutedAfter: Bool,
    isDeniedAfter: Bool, isSaidBackBefore: Bool, _ book: PhraseBook
  ) {
    self.sentence = sentence
    self.words = words
    self.findings = findings
    self.isOwnedAfter = isOwnedAfter
    self.isRefutedAfter = isRefutedAfter
    self.isDeniedAfter = isDeniedAfter
    self.isSaidBackBefore = isSaidBackBefore
    self.book = book
  }

  var line: CoachReading.Line {
    var line = CoachReading.Line(sentence: sentence)
    let literal = ranges(.silent)
    for finding in findings {
      guard case .deflection(let deflection) = finding.part else { continue }
      if literal.contains(where: { $0.overlaps(finding.range) }) {
        line.silenced.insert("literal")
      } else if let reason = silence(finding.range, deflection) {
        line.silenced.insert(reason)
      } else {
        line.hits.append(
          .init(
            deflection: deflection, range: finding.range, phrase: finding.phrase,
            isSure: book.phrases[finding.phrase].isSure))
      }
    }
    if !literal.isEmpty { line.silenced.insert("literal") }
    line.reports =
      findings.contains { $0.part == .reported || $0.part == .frame } || isTold(before: words.count)
    line.cues = cues(line)
    return line
  }

  private func ranges(_ part: PhraseBook.Part) -> [Range<Int>] {
    findings.filter { $0.part == part }.map(\.range)
  }

  // MARK: - Silence

  /// Why the phrase at `range` says nothing here; nil if it says what it seems to.
  private func silence(_ range: Range<Int>, _ deflection: Deflection) -> String? {
    let start = range.lowerBound
    let isOwned = isOwnedAfter || ranges(.own).contains { $0.lowerBound >= range.upperBound }
    func opens(_ part: PhraseBook.Part) -> [Range<Int>] {
      ranges(part).filter { $0.lowerBound < start && $0.upperBound <= start + 1 }
    }
    let turns = book.list("turn")
    if opens(.frame).contains(where: { frame in
      !(frame.upperBound < start && words[frame.upperBound..<start].contains(where: turns.contains))
    }) {
      return "frame"
    }
    if isNegated(start) { return "negation" }
    if isSaidBackBefore, ranges(.checks).contains(where: { $0.overlaps(range) }) { return "said back" }
    if isDeniedAfter, !opens(.wished).isEmpty { return "denied" }
    if !opens(.reported).isEmpty { return "reported" }
    if isOwned, !opens(.retold).isEmpty { return "owned" }
    let isRefuted = isRefutedAfter || ranges(.refuted).contains { $0.lowerBound >= range.upperBound }
    if isRefuted, isTold(before: range.upperBound) { return "third person" }
    if isOfOthers(range) { return "third person" }
    // Reasons that end with what was one's own are no excuse.
    switch deflection {
    case .justifying, .butApology: return isOwned ? "owned" : nil
    // "Sorry if you feel I let you down" owns nothing in what follows its if.
    case .conditionalApology: return isOwnedAfter ? "owned" : nil
    default: return nil
    }
  }

  /// Whether a negation stands within three words before, in the same breath.
  private func isNegated(_ start: Int) -> Bool {
    let opensClause = start < words.count && book.list("near").contains(words[start])
    for at in stride(from: start - 1, through: max(0, start - 3), by: -1) {
      if sentence.words[at + 1].followsBreak || book.list("turn").contains(words[at]) { return false }
      // "You never listen and it was only messages": a clause of its own begins.
      if book.list("clause").contains(words[at]), at + 1 == start, opensClause { return false }
      if book.negations.contains(words[at]) {
        return !(at + 1 < words.count && book.list("belief").contains(words[at + 1]))
      }
    }
    return false
  }

  /// Whether somebody else is meant or quoted.
  private func isOfOthers(_ range: Range<Int>) -> Bool {
    if words[range].contains(where: book.list("pair").contains) { return false }
    if isTold(before: range.lowerBound) { return true }
    let others = book.list("third")
    let before = words[..<range.lowerBound]
    for at in before.indices.reversed() {
      if sentence.words[at + 1].followsBreak || book.list("join").contains(words[at])
        || book.list("near").contains(words[at])
      {
        return false
      }
      if others.contains(words[at]) { return true }
    }
    return false
  }

  /// Whether somebody else is said to have said something.
  private func isTold(before end: Int) -> Bool {
    let before = words[..<end]
    guard let other = before.firstIndex(where: book.list("third").contains) else { return false }
    return before[(other + 1)...].contains(where: book.list("telling").contains)
  }

  // MARK: - Cues

  private func cues(_ line: CoachReading.Line) -> [Cue] {
    let plain = sentence.words.map(\.text).filter { $0 != Sentence.wall }
    var names: [String] = ["always", "words: " + CoachReading.length(sentence)]
    var phrases: [String: Set<Int>] = [:]
    for hit in line.hits {
      phrases[hit.deflection.rawValue, default: []].insert(hit.phrase)
      if hit.isSure { names.append(hit.deflection.rawValue + ", sure") }
    }
    for finding in findings {
      switch finding.part {
      case .own: phrases["own", default: []].insert(finding.phrase)
      case .care: phrases["care", default: []].insert(finding.phrase)
      case .fact: phrases["fact", default: []].insert(finding.phrase)
      case .deflection, .silent, .frame, .reported, .retold, .refuted, .wished, .denied, .saidBack, .checks,
        .asksWhy, .asksMore, .asksShortly:
        break
      }
    }
    for (name, found) in phrases { names += (1...min(3, found.count)).map { "\(name) \($0)" } }
    names += line.silenced.map { "silenced: " + $0 }
    if sentence.asks { names.append("asks") }
    if sentence.quotes { names.append("quotes") }
    if words.contains(where: book.negations.contains) { names.append("not") }
    func says(_ list: String) -> Bool { words.contains(where: book.list(list).contains) }
    let (saysI, saysYou) = (says("i"), says("you"))
    names.append(saysI && saysYou ? "i and you" : saysI ? "i" : saysYou ? "you" : says("we") ? "we" : "nobody")
    return Set(names).sorted().map(Cue.named) + Set(plain).sorted().map(Cue.word)
  }
}
