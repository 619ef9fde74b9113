/// Reads a wording with a lexicon: which concepts it touches, who stands around them, how it opens, what it asks.
struct Reading {
  private(set) var features = Features()
  /// The words of each concept where it takes most of them.
  private(set) var wordsOf: [Int: Range<Int>] = [:]
  private let words: [Wording.Word]
  private let lexicon: Lexicon
  private var clauses: [[String]] = []
  private var strength: [Int: Double] = [:]
  private var themes: Set<Int> = []
  private var isPast = false
  private var isFuture = false
  private var isDenied = false

  init(_ wording: Wording, _ lexicon: Lexicon) {
    words = wording.words
    self.lexicon = lexicon
    features.language = 1
    clauses = words.split(whereSeparator: \.isEnd).map { $0.map(\.plain) }
    for word in words { if let person = Person(rawValue: word.canonical) { features.people |= person.bit } }
    readConcepts()
    readOpenings(asks: wording.asks)
    readIssues()
  }

  // MARK: - Concepts and stems

  private mutating func readConcepts() {
    var hits: [(from: Int, to: Int, concept: Int)] = []
    for at in words.indices {
      for phrase in lexicon.phrases[words[at].canonical] ?? [] {
        if let end = end(of: phrase.words[...], from: at) { hits.append((at, end, phrase.concept)) }
      }
    }
    readStems()
    let places = Dictionary(uniqueKeysWithValues: features.stems.enumerated().map { ($0.element.hash, $0.offset) })
    var covered: [Int: UInt64] = [:]
    var roles: Set<UInt32> = []
    for hit in hits {
      for at in hit.from..<hit.to where !words[at].isEnd {
        guard let place = places[fingerprint(words[at].canonical)] else { continue }
        covered[hit.concept, default: 0] |= 1 << UInt64(place)
      }
      // "in touch" says less of touching than of contact: the longer phrase has the say.
      let isInside = hits.contains {
        $0.from <= hit.from && hit.to <= $0.to && $0.to - $0.from > hit.to - hit.from
      }
      let value = isInside ? 0.5 : hit.to - hit.from > 1 ? 1.25 : 1
      strength[hit.concept] = max(strength[hit.concept] ?? 0, value)
      if hit.to - hit.from > wordsOf[hit.concept]?.count ?? 0 { wordsOf[hit.concept] = hit.from..<hit.to }
      themes.insert(lexicon.concepts[hit.concept].theme)
      let base = UInt32(hit.concept) * 16
      if let before = person(stride(from: hit.from - 1, through: max(0, hit.from - 5), by: -1)) {
        roles.insert(base + before)
      }
      if let after = person(stride(from: hit.to, to: min(words.count, hit.to + 4), by: 1)) {
        roles.insert(base + 8 + after)
      }
    }
    features.roles = roles.sorted()
    features.concepts = strength.sorted { $0.key < $1.key }.map {
      Features.Concept(id: UInt16($0.key), strength: UInt8($0.value * 20), stems: covered[$0.key, default: 0])
    }
  }

  private mutating func readStems() {
    var stems: [UInt32: Features.Stem] = [:]
    func add(_ text: String, weight: Double) {
      let hash = fingerprint(text)
      stems[hash] = Features.Stem(hash: hash, weight: UInt8(weight * 20))
    }
    for word in words where !word.isEnd {
      if word.isName { add("@" + word.plain, weight: 7) }
      if Person(rawValue: word.canonical) != nil || word.canonical.utf8.count == 1
        || lexicon.little.contains(word.plain)
      {
        continue
      }
      add(word.canonical, weight: lexicon.weight(ofStem: word.canonical))
    }
    features.stems = Features.mostTelling(stems)
  }

  /// Where the phrase ends if it stands at `from`.
  private func end(of phrase: ArraySlice<String?>, from: Int) -> Int? {
    guard let first = phrase.first else { return from }
    guard let first else {
      for gap in 0...2 where from + gap <= words.count {
        if let end = end(of: phrase.dropFirst(), from: from + gap) { return end }
      }
      return nil
    }
    guard from < words.count, words[from].canonical == first else { return nil }
    return end(of: phrase.dropFirst(), from: from + 1)
  }

  /// The nearest person on the way, within the clause.
  private func person(_ way: some Sequence<Int>) -> UInt32? {
    for at in way {
      if words[at].isEnd { return nil }
      if let person = Person(rawValue: words[at].canonical) { return UInt32(Person.allCases.firstIndex(of: person)!) }
    }
    return nil
  }

  // MARK: - Openings

  private mutating func readOpenings(asks: Bool) {
    for clause in clauses { if let opening = opening(of: clause) { features.openings |= 1 << UInt16(opening) } }
    let plain = ["do", "did"].compactMap { name in lexicon.openings.firstIndex { $0.name == name } }
      .reduce(UInt16(0)) { $0 | 1 << UInt16($1) }
    let beginsAsQuestion = clauses.first?.first.map(lexicon.auxiliaries.contains) ?? true
    // "I was there" holds a verb that could open a question, and does not.
    if features.openings == 0 || (features.openings & ~plain == 0 && !asks && !beginsAsQuestion) {
      features.openings |= 1 << UInt16(Lexicon.statement)
    }
    let all = Set(clauses.joined())
    isPast = !all.isDisjoint(with: lexicon.past)
    isFuture = !all.isDisjoint(with: lexicon.future) && !all.contains("did")
    isDenied = !all.isDisjoint(with: lexicon.denial)
  }

  private func opening(of clause: [String]) -> Int? {
    for (index, opening) in lexicon.openings.enumerated() {
      let mayStandLater = ["why", "when", "how long", "who", "where"].contains(opening.name)
      for phrase in opening.phrases {
        for at in 0..<min(clause.count, 8) where clause[at...].starts(with: phrase) {
          if at == 0 || mayStandLater || clause[..<at].allSatisfy(lexicon.beforeQuestion.contains) { return index }
        }
      }
    }
    return nil
  }

  // MARK: - Issues

  private mutating func readIssues() {
    var found: [Int: Double] = [:]
    for way in lexicon.ways {
      var score = 0.0
      var holds = true
      for condition in way.conditions {
        let met = isMet(condition.kind)
        guard met == condition.wanted else {
          holds = false
          break
        }
        if condition.wanted { score += weight(condition.kind) }
      }
      if holds { found[way.issue] = max(found[way.issue] ?? 0, score) }
    }
    features.issues = found.sorted { $0.key < $1.key }.map {
      Features.Mark(id: UInt16($0.key), strength: UInt8(min(255, $0.value * 20)))
    }
  }

  private func isMet(_ kind: Lexicon.Condition.Kind) -> Bool {
    switch kind {
    case .concept(let concept): strength[concept] != nil
    case .theme(let theme): themes.contains(theme)
    case .person(let person): features.people & person.bit != 0
    case .opening(let opening): features.openings & 1 << UInt16(opening) != 0
    case .past: isPast
    case .future: isFuture
    case .denial: isDenied
    case .words(let phrase): words.indices.contains { end(of: phrase[...], from: $0) != nil }
    }
  }

  private func weight(_ kind: Lexicon.Condition.Kind) -> Double {
    switch kind {
    case .concept(let concept): 1.5 * min(1, strength[concept] ?? 0)
    case .theme: 0.6
    case .words: 2
    case .person, .opening, .past, .future, .denial: 0.5
    }
  }
}
