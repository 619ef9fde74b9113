/// What the recogniser knows of one language: its small words, its concepts, what partners ask, how common words are.
///
/// Read from the files of the language's folder, whose heads say how they are written. A second language is a second
/// folder and a second value like `english`.
struct Lexicon: Sendable {
  /// A phrase in canonical words; `nil` stands for up to two words of any kind.
  struct Phrase: Sendable {
    let words: [String?]
    let concept: Int
  }
  struct Concept: Sendable {
    let name: String
    let theme: Int
    /// How much sharing it tells: high if its words are rare.
    var weight: Double
  }
  struct Theme: Sendable {
    let name: String
    /// Everyday matters, which tell less than what a couple asks each other.
    let isBackground: Bool
  }
  struct Condition: Sendable {
    enum Kind: Sendable {
      case concept(Int)
      case theme(Int)
      case person(Person)
      case opening(Int)
      case past, future, denial
      case words([String?])
    }
    let kind: Kind
    let wanted: Bool
  }
  struct Way: Sendable {
    let issue: Int
    let conditions: [Condition]
  }

  private(set) var spellings: [String: [String]] = [:]
  private(set) var people: [String: Person] = [:]
  private(set) var forms: [String: String] = [:]
  private(set) var little: Set<String> = []
  private(set) var denial: Set<String> = []
  private(set) var past: Set<String> = []
  private(set) var future: Set<String> = []
  private(set) var beforeQuestion: Set<String> = []
  private(set) var auxiliaries: Set<String> = []
  private(set) var openings: [(name: String, phrases: [[String]])] = []
  private(set) var names: Set<String> = []
  private(set) var common: Set<String> = []
  private var frequency: [String: Double] = [:]
  private(set) var themes: [Theme] = []
  private(set) var concepts: [Concept] = []
  private(set) var phrases: [String: [Phrase]] = [:]
  private(set) var issues: [String] = []
  private(set) var ways: [Way] = []
  /// Conditions of `issues` that name nothing: none in the files as they ship.
  private(set) var unknownConditions: [String] = []

  /// The opening of what is not a question.
  static let statement = 15

  static let english = Lexicon(
    words: PackageResources.words_txt, names: PackageResources.names_txt,
    frequencies: PackageResources.frequencies_txt, concepts: PackageResources.concepts_txt,
    issues: PackageResources.issues_txt)

  init(words: [UInt8], names: [UInt8], frequencies: [UInt8], concepts: [UInt8], issues: [UInt8]) {
    readWords(words)
    for line in Self.lines(names) { self.names.formUnion(line.split(separator: " ").map(String.init)) }
    readFrequencies(frequencies)
    readConcepts(concepts)
    readIssues(issues)
  }

  /// How much it tells that two texts share `stem`: near 0 for "have", 6.5 for a word that is not among the common.
  func weight(ofStem stem: String) -> Double {
    let share = frequency[stem] ?? 0
    if share >= 0.05 { return 0.2 }
    return max(0.2, min(9.5, -ln(max(share, 3e-6))) - 3)
  }

  /// The word that stands for all of its kind in phrases: ME for "myself", SHE for a name, else the stem.
  func canonical(_ word: String) -> String {
    people[word]?.rawValue ?? (names.contains(word) ? Person.she.rawValue : stem(word))
  }

  /// The word without its endings; irregular forms by the table.
  func stem(_ word: String) -> String { Stemmer.stem(word, forms: forms) }

  func spelledOut(_ word: String) -> [String] { spellings[word] ?? [word] }

  // MARK: - Files

  static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  private mutating func readWords(_ bytes: [UInt8]) {
    var section = ""
    for line in Self.lines(bytes) {
      if line.hasPrefix("= ") {
        section = String(line.dropFirst(2))
        if section.hasPrefix("opening ") { openings.append((String(section.dropFirst(8)), [])) }
        continue
      }
      guard let colon = line.lastIndex(of: ":") else { continue }
      let left = line[..<colon].split(separator: " ").map(String.init)
      let right = line[line.index(after: colon)...].split(separator: " ").map(String.init)
      switch section {
      case "spellings": spellings[left[0]] = right
      case "people": for word in left { people[word] = Person(rawValue: right[0]) }
      case "forms": for word in left { forms[word] = right[0] }
      case "little": little.formUnion(left)
      case "denial": denial.formUnion(left)
      case "past": past.formUnion(left)
      case "future": future.formUnion(left)
      case "before a question": beforeQuestion.formUnion(left)
      case "begins a question": auxiliaries.formUnion(left)
      default: openings[openings.count - 1].phrases.append(left)
      }
    }
    precondition(openings.count < Self.statement, "more openings than fit")
  }

  private mutating func readFrequencies(_ bytes: [UInt8]) {
    for line in Self.lines(bytes) {
      guard let colon = line.firstIndex(of: ":"), let zipf = Double(line[..<colon]) else { continue }
      let share = exp((zipf - 9) * ln(10))
      for word in line[line.index(after: colon)...].split(separator: " ") {
        common.insert(String(word))
        frequency[stem(String(word)), default: 0] += share
      }
    }
  }

  private mutating func readConcepts(_ bytes: [UInt8]) {
    var share: [Double] = []
    for line in Self.lines(bytes) {
      if line.hasPrefix("= ") {
        let name = line.dropFirst(2)
        themes.append(
          Theme(name: String(name.replacing(" (background)", with: "")), isBackground: name.hasSuffix(" (background)")))
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let index = concepts.count
      concepts.append(Concept(name: String(line[..<colon]), theme: themes.count - 1, weight: 0))
      share.append(0)
      for term in line[line.index(after: colon)...].split(separator: ",") {
        let words = term.split(separator: " ").flatMap { phraseWords(String($0)) }
        guard let first = words.first, let first else { continue }
        share[index] += words.count == 1 ? frequency[first] ?? 1e-6 : 1e-5
        phrases[first, default: []].append(Phrase(words: words, concept: index))
      }
    }
    for index in concepts.indices { concepts[index].weight = max(0.5, -ln(max(share[index], 1e-6)) - 1) }
  }

  private func phraseWords(_ word: String) -> [String?] {
    switch word {
    case "~": [nil]
    case "MY", "MYSELF": [Person.me.rawValue]
    case "YOUR", "YOURSELF": [Person.you.rawValue]
    case "OUR": [Person.we.rawValue]
    case _ where Person(rawValue: word) != nil: [word]
    default: spelledOut(word.lowercased()).map(canonical)
    }
  }

  private mutating func readIssues(_ bytes: [UInt8]) {
    let conceptIDs = Dictionary(concepts.indices.map { (concepts[$0].name, $0) }) { first, _ in first }
    let themeIDs = Dictionary(themes.indices.map { (themes[$0].name, $0) }) { first, _ in first }
    func kind(_ text: String) -> Condition.Kind? {
      if let person = Person(rawValue: text) { return .person(person) }
      if let concept = conceptIDs[text] { return .concept(concept) }
      switch text {
      case "statement": return .opening(Self.statement)
      case "past": return .past
      case "future": return .future
      case "not": return .denial
      default: break
      }
      if text.hasSuffix("?") {
        let name = text.dropLast()
        return openings.firstIndex { $0.name == name }.map { .opening($0) }
      }
      if text.hasSuffix("=") { return themeIDs[String(text.dropLast())].map { .theme($0) } }
      guard text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
      return .words(text.dropFirst().dropLast().split(separator: " ").flatMap { spelledOut(String($0)).map(canonical) })
    }
    for line in Self.lines(bytes) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let issue = issues.count
      issues.append(String(line[..<colon]))
      for way in line[line.index(after: colon)...].split(separator: "|") {
        var conditions: [Condition] = []
        for part in way.split(separator: "+") {
          let text = trimmed(part)
          let wanted = !text.hasPrefix("!")
          let name = trimmed(wanted ? text : text.dropFirst())
          guard let kind = kind(String(name)) else {
            unknownConditions.append(String(name))
            continue
          }
          conditions.append(Condition(kind: kind, wanted: wanted))
        }
        ways.append(Way(issue: issue, conditions: conditions))
      }
    }
  }
}

/// The people of a sentence, as the language's files write them.
enum Person: String, CaseIterable, Sendable {
  case me = "ME"
  case you = "YOU"
  case she = "SHE"
  case we = "WE"

  var bit: UInt8 { 1 << UInt8(Person.allCases.firstIndex(of: self)!) }
}

func trimmed(_ text: Substring) -> Substring {
  var text = text
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  return text
}
