/// Words that somebody may want to look at before an answer is sent, why, and another way to say it.
public struct Hint: Hashable, Sendable {
  public let deflection: Deflection
  /// The words that it is about.
  public let words: Range<String.Index>
  /// The sentence that they stand in, which the alternative would replace.
  public let sentence: Range<String.Index>
  public let alternative: String
  /// The question asked for reasons: they may be given, and end with what was one's own.
  public let reasonsWereAskedFor: Bool
}

/// Reads an answer before it is sent (`docs/definitions.md` 4): marks words, says why, offers another way. A pure
/// function of the text, of the question, and of nothing else; it keeps nothing and tells nobody.
///
/// Phrases decide, silenced by quotation, negation, other people and other meanings; where they are not sure by
/// themselves, weights over cues do. In a language without lists it is silent.
public enum Coach {
  /// At most two hints, never two of one category, in the order of the definitions.
  /// - Parameters:
  ///   - text: what is being written; of a text that is too long to be sent the beginning is read.
  ///   - question: the words that are answered, if any.
  ///   - kind: answers and acknowledgements are read whole, promises for asking forgiveness, nothing else at all.
  public static func hints(in text: String, answering question: String?, kind: EntryKind) -> [Hint] {
    switch kind {
    case .response, .acknowledgement: heard(text, answering: question).hints
    case .promise: heard(text, answering: nil).all.filter { $0.deflection == .askingForgiveness }
    default: []
    }
  }

  /// Whether an answer that was sent would have had a hint.
  public static func wouldHint(_ text: String, answering question: String?) -> Bool {
    !hints(in: text, answering: question, kind: .response).isEmpty
  }

  /// Whether an answer without a hint also takes in what the other feels, or owns what was done.
  public static func isEmpathic(_ text: String) -> Bool {
    let heard = heard(text, answering: nil)
    return heard.all.isEmpty && heard.isEmpathic
  }

  /// The cues of each sentence, which `script/fit-coach` weighs.
  public static func cues(in text: String) -> [[String]] {
    CoachReading(text, .english, .english).lines.map { $0.cues.map(\.name) }
  }

  // MARK: - Deciding

  /// Above this likelihood a sentence with phrases of deflections has a hint.
  private static let backed = 0.5
  /// Above this one also a sentence without, if nothing else in the text has.
  private static let unbacked = 0.6
  /// A second category is named from this likelihood on.
  private static let second = 0.3
  /// Below these shares of known words the text is in another language, as far as phrases and guesses go.
  private static let familiar = 0.5
  private static let wellFamiliar = 0.75

  private struct Heard {
    /// In the order of the definitions, then of the text; one of a category.
    var all: [Hint] = []
    var isEmpathic = false
    var hints: [Hint] { Array(all.prefix(2)) }
  }

  private static func heard(_ text: String, answering question: String?) -> Heard {
    let asked = question.map(Asked.init)
    let reading = CoachReading(text, .english, .english)
    guard reading.familiarity >= familiar, asked?.isForeign != true else { return Heard() }
    var heard = Heard()
    var found: [(mark: Mark, line: CoachReading.Line)] = []
    for line in reading.lines {
      let likelihood = CoachWeights.english.likelihood(line.cues)
      let empathy = likelihood.of[.empathic, default: 0]
      if empathy > likelihood.of[.neutral, default: 0], empathy > likelihood.deflects / 2 { heard.isEmpathic = true }
      found += marks(in: line, likelihood, mayGuess: mayGuess(line, reading)).map { ($0, line) }
    }
    if found.contains(where: \.mark.isBacked) { found.removeAll { !$0.mark.isBacked } }
    let ordered = found.enumerated().sorted { a, b in
      (a.element.mark.rank, a.element.mark.isSure ? 0 : 1, a.offset)
        < (b.element.mark.rank, b.element.mark.isSure ? 0 : 1, b.offset)
    }
    for (_, (mark, line)) in ordered where !heard.all.contains(where: { $0.deflection == mark.deflection }) {
      heard.all.append(hint(mark, line, in: text, asked))
    }
    if heard.all.isEmpty, let asked, asked.wantsMoreThanTwoWords, let first = reading.lines.first,
      let last = reading.lines.last, reading.lines.reduce(0, { $0 + $1.sentence.words.count }) <= 2
    {
      let whole = first.sentence.range.lowerBound..<last.sentence.range.upperBound
      heard.all = [
        Hint(
          deflection: .stonewalling, words: whole, sentence: whole, alternative: Deflection.stonewalling.alternative,
          reasonsWereAskedFor: false)
      ]
    }
    return heard
  }

  /// A category that a sentence has, and where.
  private struct Mark {
    var deflection: Deflection
    /// In words of the sentence; nil for all of it.
    var range: Range<Int>?
    var isSure: Bool
    /// Phrases speak for it.
    var isBacked: Bool
    var rank: Int { Deflection.order.firstIndex(of: deflection)! }
  }

  /// Weights alone decide in a short text of known words, where nothing was quoted or meant otherwise, and
  /// never over an answer of a word or two, which can be all that was asked for.
  private static func mayGuess(_ line: CoachReading.Line, _ reading: CoachReading) -> Bool {
    reading.lines.count <= 2 && reading.familiarity >= wellFamiliar && line.silenced.isEmpty && !line.sentence.quotes
      && !line.reports && line.sentence.words.count >= 4
  }

  private static func marks(
    in line: CoachReading.Line, _ likelihood: CoachWeights.Likelihood, mayGuess: Bool
  ) -> [Mark] {
    // "You also never asked" says more than "you never", which stands in it.
    let hits = line.hits.filter { hit in
      !line.hits.contains { other in
        other.deflection != hit.deflection && other.range != hit.range && other.range.lowerBound <= hit.range.lowerBound
          && other.range.upperBound >= hit.range.upperBound
      }
    }
    let isBacked = !hits.isEmpty
    let says = Set(hits.map(\.deflection))
    let sure = Set(hits.filter(\.isSure).map(\.deflection))
    var named: [Deflection] = []
    if likelihood.deflects >= (isBacked ? backed : unbacked), isBacked || mayGuess {
      let each = Deflection.allCases.compactMap { deflection in
        likelihood.of[.deflection(deflection)].map { (deflection, $0) }
      }
      let highest = each.map(\.1).max() ?? 0
      for (deflection, share) in each where share == highest || share >= second {
        named.append(narrowed(deflection, says))
      }
    }
    // An apology with a tail is named by its tail, if that has a name of its own.
    let apologies: Set<Deflection> = [.butApology, .conditionalApology]
    // A name that no phrase speaks for does not push it aside.
    if !sure.isDisjoint(with: apologies) { named.removeAll { !says.contains($0) } }
    let hasOtherName = !sure.subtracting(apologies).isEmpty || named.contains { sure.contains($0) }
    for deflection in Deflection.allCases where sure.contains(deflection) && !named.contains(deflection) {
      if apologies.contains(deflection), hasOtherName { continue }
      if deflection == .rushing, named.contains(.askingForgiveness) { continue }
      named.append(deflection)
    }
    if named.contains(.conditionalApology) { named.removeAll { $0 == .butApology } }
    return named.map { deflection in
      let own = hits.filter { $0.deflection == deflection }
      let best = (own.contains(where: \.isSure) ? own.filter(\.isSure) : own).min { a, b in
        (a.range.upperBound, -a.range.lowerBound) < (b.range.upperBound, -b.range.lowerBound)
      }
      return Mark(deflection: deflection, range: best?.range, isSure: best?.isSure ?? false, isBacked: isBacked)
    }
  }

  /// The weights know seven categories; phrases say which of the ten it is.
  private static func narrowed(_ deflection: Deflection, _ says: Set<Deflection>) -> Deflection {
    if says.contains(deflection) {
      return deflection == .rushing && says.contains(.askingForgiveness) ? .askingForgiveness : deflection
    }
    return [.conditionalApology, .butApology, .askingForgiveness].first {
      $0.printed == deflection && says.contains($0)
    } ?? deflection
  }

  private static func hint(
    _ mark: Mark, _ line: CoachReading.Line, in text: String, _ asked: Asked?
  ) -> Hint {
    let sentence = line.sentence
    let words = mark.range.map { range in
      sentence.words[range.lowerBound].range.lowerBound..<sentence.words[range.upperBound - 1].range.upperBound
    }
    return Hint(
      deflection: mark.deflection, words: words ?? sentence.range, sentence: sentence.range,
      alternative: beforeTheBut(mark, sentence, in: text) ?? mark.deflection.alternative,
      reasonsWereAskedFor: mark.deflection == .justifying && asked?.asksWhy == true)
  }

  /// The apology with a full stop before its but.
  private static func beforeTheBut(_ mark: Mark, _ sentence: Sentence, in text: String) -> String? {
    guard mark.deflection == .butApology, let range = mark.range else { return nil }
    let words = PhraseBook.english.numbers(of: sentence)
    let turns = PhraseBook.english.list("tail")
    guard let turn = words[range].lastIndex(where: turns.contains), turn > 0 else { return nil }
    return text[sentence.range.lowerBound..<sentence.words[turn - 1].range.upperBound] + "."
  }

  /// What a question asks for.
  private struct Asked {
    let asksWhy: Bool
    let wantsMoreThanTwoWords: Bool
    let isForeign: Bool

    init(_ question: String) {
      let reading = CoachReading(question, .english, .english)
      isForeign = reading.familiarity < familiar
      let book = PhraseBook.english
      let parts = reading.lines.map { line in Set(book.findings(in: book.numbers(of: line.sentence)).map(\.part)) }
      asksWhy = parts.contains { $0.contains(.asksWhy) }
      // Who, where, when, how many are answered in a word; so is what can be answered with yes or no.
      wantsMoreThanTwoWords = zip(reading.lines, parts).contains { line, parts in
        line.sentence.asks && parts.contains(.asksMore) && !parts.contains(.asksShortly)
      }
    }
  }
}
