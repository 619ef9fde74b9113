/// One phrase of a language's list, as the head of the list describes it, over words that are numbers.
struct Phrase: Sendable {
  let source: String
  /// Says so by itself; of other phrases the weights decide.
  let isSure: Bool
  fileprivate let steps: [Step]

  fileprivate enum Step {
    case start, end, gap
    case word(Set<Int>, isOptional: Bool)
    case any(isOptional: Bool)
  }

  /// The words that it can begin with; nil if any can.
  var beginnings: Set<Int>? {
    var found = Set<Int>()
    for step in steps {
      switch step {
      case .start: continue
      case .end, .gap, .any: return nil
      case .word(let words, let isOptional):
        found.formUnion(words)
        if !isOptional { return found }
      }
    }
    return nil
  }

  /// Where it ends if it begins at `start`.
  func end(in words: [Int], from start: Int, _ book: PhraseBook) -> Int? {
    match(0, words, start, hasBegun: false, book).flatMap { $0 > start ? $0 : nil }
  }

  private func match(_ step: Int, _ words: [Int], _ at: Int, hasBegun: Bool, _ book: PhraseBook) -> Int? {
    guard step < steps.count else { return at }
    switch steps[step] {
    case .start: return at == 0 ? match(step + 1, words, at, hasBegun: hasBegun, book) : nil
    case .end:
      return words[at...].allSatisfy(book.isFiller) ? match(step + 1, words, at, hasBegun: true, book) : nil
    case .gap:
      for skipped in 0...3 {
        guard at + skipped <= words.count else { break }
        if skipped > 0, words[at + skipped - 1] == PhraseBook.wall || book.negations.contains(words[at + skipped - 1]) {
          break
        }
        if let end = match(step + 1, words, at + skipped, hasBegun: hasBegun, book) { return end }
      }
      return nil
    case .word(let set, let isOptional):
      if at < words.count, set.contains(words[at]), let end = match(step + 1, words, at + 1, hasBegun: true, book) {
        return end
      }
      if isOptional, let end = match(step + 1, words, at, hasBegun: hasBegun, book) { return end }
    case .any(let isOptional):
      if at < words.count, words[at] != PhraseBook.wall,
        let end = match(step + 1, words, at + 1, hasBegun: true, book)
      {
        return end
      }
      if isOptional, let end = match(step + 1, words, at, hasBegun: hasBegun, book) { return end }
    }
    let isSkippable = hasBegun && at < words.count && book.isFiller(words[at])
    return isSkippable ? match(step, words, at + 1, hasBegun: true, book) : nil
  }
}

/// A language's list of phrases, read from its file.
struct PhraseBook: Sendable {
  /// What a part of the list is for.
  enum Part: Hashable, Sendable {
    case deflection(Deflection)
    case own, care, fact
    /// Other meanings of the same words.
    case silent
    /// Beginnings by which the words after them are refused.
    case frame
    /// Beginnings of what somebody said, and of what oneself said.
    case reported, retold
    /// By which what somebody else said is refused.
    case refuted
    /// Beginnings of what one would like to say, and what denies it afterwards.
    case wished, denied
    /// Beginnings of saying back what was heard, and of asking whether that is right.
    case saidBack, checks
    /// Of a question: it asks for reasons; it can't be answered in a word or two; it can.
    case asksWhy, asksMore, asksShortly
  }

  struct Finding: Hashable {
    var part: Part
    /// Which phrase of the book.
    var phrase: Int
    /// In words of the sentence.
    var range: Range<Int>
  }

  static let wall = -2

  private(set) var phrases: [Phrase] = []
  /// By the number of a word: true for those that may stand between any two.
  private var fillers: [Bool] = []
  private(set) var negations: Set<Int> = []
  private var parts: [Part] = []
  private var lists: [String: Set<Int>] = [:]
  private var numbers: [String: Int] = [:]
  /// By the word that a phrase begins with.
  private var byBeginning: [Int: [Int]] = [:]
  private var anyBeginning: [Int] = []

  /// The list of English.
  static let english = PhraseBook(String(decoding: PackageResources.deflections_txt, as: UTF8.self))

  /// Reads a list. The files are the program's own: a line that can't be read is a mistake of its maker.
  init(_ text: String) {
    var part: Part?
    for line in text.split(separator: "\n") {
      let line = line.prefix { $0 != "#" }.trimmed
      if line.isEmpty { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        part = Self.part(named: String(line.dropFirst().dropLast()))
      } else if line.hasPrefix("@"), let equals = line.firstIndex(of: "=") {
        let words = line[equals...].dropFirst().split(separator: " ")
        let name = String(line[..<equals].dropFirst().trimmed)
        lists[name, default: []].formUnion(
          words.flatMap { Contractions.english.readOut(String($0)) }.map { number($0) })
      } else {
        guard let part else { preconditionFailure("a phrase stands before the first heading") }
        add(line, to: part)
      }
    }
    fillers = [Bool](repeating: false, count: numbers.count)
    for word in list("filler") { fillers[word] = true }
    negations = list("negation")
  }

  private static func part(named name: String) -> Part {
    switch name {
    case "own": .own
    case "care": .care
    case "fact": .fact
    case "silent": .silent
    case "frame": .frame
    case "reported": .reported
    case "retold": .retold
    case "refuted": .refuted
    case "wished": .wished
    case "denied": .denied
    case "said_back": .saidBack
    case "checks": .checks
    case "asks_why": .asksWhy
    case "asks_more": .asksMore
    case "asks_shortly": .asksShortly
    default:
      if let deflection = Deflection(rawValue: name) {
        .deflection(deflection)
      } else {
        preconditionFailure("no part of the list is called \(name)")
      }
    }
  }

  private mutating func add(_ line: Substring, to part: Part) {
    let isSure = line.hasPrefix("! ")
    let source = isSure ? line.dropFirst(2) : line
    let phrase = Phrase(
      source: String(source), isSure: isSure, steps: source.split(separator: " ").flatMap { steps(String($0)) })
    if let beginnings = phrase.beginnings {
      for word in beginnings { byBeginning[word, default: []].append(phrases.count) }
    } else {
      anyBeginning.append(phrases.count)
    }
    phrases.append(phrase)
    parts.append(part)
  }

  private mutating func steps(_ item: String) -> [Phrase.Step] {
    switch item {
    case "^": return [.start]
    case "$": return [.end]
    case "...": return [.gap]
    default: break
    }
    let isOptional = item.hasSuffix("?")
    let item = isOptional ? String(item.dropLast()) : item
    if item == "_" { return [.any(isOptional: isOptional)] }
    let choices = item.split(separator: "|")
    if choices.count == 1, !item.hasPrefix("@") {
      return Contractions.english.readOut(item).map { .word([number($0)], isOptional: isOptional) }
    }
    var words = Set<Int>()
    for choice in choices {
      if choice.hasPrefix("@") {
        words.formUnion(list(String(choice.dropFirst())))
      } else {
        words.formUnion(Contractions.english.readOut(String(choice)).map { number($0) })
      }
    }
    return [.word(words, isOptional: isOptional)]
  }

  private mutating func number(_ word: String) -> Int {
    if let number = numbers[word] { return number }
    numbers[word] = numbers.count
    return numbers.count - 1
  }

  /// The words of a list that the file names with `@`.
  func list(_ name: String) -> Set<Int> {
    guard let list = lists[name] else { preconditionFailure("no list is called \(name)") }
    return list
  }

  func isFiller(_ word: Int) -> Bool { word >= 0 && fillers[word] }

  func knows(_ word: String) -> Bool { numbers[word] != nil }

  /// The numbers of a sentence's words: -1 for words of no phrase.
  func numbers(of sentence: Sentence) -> [Int] {
    sentence.words.map { $0.text == Sentence.wall ? Self.wall : numbers[$0.text] ?? -1 }
  }

  /// Every phrase that stands in a sentence.
  func findings(in words: [Int]) -> [Finding] {
    var found: [Finding] = []
    for start in words.indices where words[start] != Self.wall {
      for list in [byBeginning[words[start]] ?? [], anyBeginning] {
        for phrase in list {
          if let end = phrases[phrase].end(in: words, from: start, self) {
            found.append(Finding(part: parts[phrase], phrase: phrase, range: start..<end))
          }
        }
      }
    }
    return found
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var line = self
    while line.first?.isWhitespace == true { line.removeFirst() }
    while line.last?.isWhitespace == true { line.removeLast() }
    return line
  }
}
