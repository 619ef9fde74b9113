internal import JournalCore

/// Naming up to four feelings: by family, or by typing; an own word is as good as any.
struct FeelingPicker: Hashable, Sendable {
  private var typed = ""
  private var family = 0
  private var candidate: Int?

  /// What the two added to the words that the program brings.
  var own: [Feeling] = []

  private var all: [Feeling] { Feeling.all + own }
  private var families: [String] {
    all.reduce(into: []) { names, feeling in if names.last != feeling.family { names.append(feeling.family) } }
  }

  private var candidates: [Feeling] {
    typed.isEmpty ? all.filter { $0.family == families[family] } : Feeling.finding(typed, among: all)
  }

  /// Takes a key while its line has the focus; false for keys that are the editor's.
  mutating func take(_ key: Key, _ named: inout [String]) -> Bool {
    switch key.code {
    case .scalar(let letter) where key.letter != nil && (letter != " " || !typed.isEmpty):
      typed.unicodeScalars.append(letter)
      candidate = candidates.isEmpty ? nil : 0
    case .backspace:
      if !typed.isEmpty {
        typed.removeLast()
        candidate = typed.isEmpty || candidates.isEmpty ? nil : 0
      } else if !named.isEmpty {
        named.removeLast()
      }
    case .left where typed.isEmpty: turn(-1)
    case .right where typed.isEmpty: turn(1)
    case .down: candidate = min((candidate ?? -1) + 1, max(0, candidates.count - 1))
    case .up:
      guard let at = candidate else { return false }
      candidate = at > 0 ? at - 1 : nil
    case .enter:
      guard candidate != nil || !typed.isEmpty else { return false }
      let word =
        candidate.flatMap { candidates.indices.contains($0) ? candidates[$0].word : nil }
        ?? typed.trimmingTrailingSpaces
      if named.count < 4, !named.contains(word) { named.append(word) }
      typed = ""
      candidate = nil
    default: return false
    }
    return true
  }

  private mutating func turn(_ by: Int) {
    family = (family + by + families.count) % families.count
    candidate = nil
  }

  /// The line itself: what is named, and what is being typed.
  func line(_ named: [String]) -> String { (named + (typed.isEmpty ? [] : [typed])).joined(separator: ", ") }

  func cursor(_ named: [String]) -> Int {
    TextLayout.width(line(named)) + (typed.isEmpty && !named.isEmpty ? 2 : 0)
  }

  /// What is typed, and the word that Enter would take.
  var spoken: Spoken.Field {
    let chosen = candidate.flatMap { candidates.indices.contains($0) ? candidates[$0] : nil }
    let label = chosen.map { $0.word + ", " + $0.meaning } ?? families[family]
    return Spoken.Field(label: label + ": ", before: typed)
  }

  /// The words to choose from, each with what it says.
  func lines(rows: Int, _ desk: Desk) -> [Line] {
    let keys = desk.width < 72 ? Words.familyKeysShort : Words.familyKeys
    let head =
      typed.isEmpty
      ? Line([Run(families[family], .bold), Run("   " + keys, .muted)])
      : Line(candidates.isEmpty ? Words.feelingOwn : Words.feelingKeys, .muted)
    let room = max(1, rows - 1)
    let start = max(0, (candidate ?? 0) - room + 1)
    return [head]
      + candidates.dropFirst(start).prefix(room).enumerated().map { offset, feeling in
        let isChosen = start + offset == candidate
        let padding = String(repeating: " ", count: max(2, 18 - TextLayout.width(feeling.word)))
        return Line([
          Run(isChosen ? "› " : "  ", .bold), Run(feeling.word, isChosen ? .bold : .text),
          Run(padding + feeling.meaning, .muted),
        ])
      }
  }
}

extension String {
  var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
