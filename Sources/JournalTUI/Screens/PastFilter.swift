internal import JournalCore

/// Which entries of the past are shown: each part that is named must fit.
struct PastFilter: Hashable, Sendable {
  var person: String?
  var kind: EntryKind?
  var hurt: String?
  /// The beginning of a feeling's name, folded.
  var feeling = ""
  var state: ChainState?
  var from: JournalDay?
  var until: JournalDay?

  var isEmpty: Bool { self == PastFilter() }

  /// True when an entry fits, but for its state, which the journal knows.
  func admits(_ entry: EntryRow) -> Bool {
    (person == nil || entry.author == person) && (kind == nil || entry.kind == kind)
      && (hurt == nil || entry.hurt == hurt)
      && (feeling.isEmpty || entry.feelings.contains { folded($0).hasPrefix(feeling) })
      && (from.map { entry.day >= $0 } ?? true) && (until.map { entry.day <= $0 } ?? true)
  }
}

extension Reader {
  /// True when an entry fits a filter.
  func fits(_ filter: PastFilter, _ entry: EntryRow) throws -> Bool {
    guard filter.admits(entry) else { return false }
    guard let state = filter.state else { return true }
    return try chainState(of: entry) == state
  }
}

/// The lines in which a filter is set: Left and Right change, letters are typed.
struct FilterLines: Hashable, Sendable {
  private enum Part: CaseIterable {
    case person, kind, hurt, feeling, state, from, until
  }

  private(set) var focus = 0
  private var chosen = PastFilter()
  private var feeling = LineField()
  private var from = LineField()
  private var until = LineField()

  static var height: Int { Part.allCases.count + 1 }
  private static let states: [ChainState?] = [nil, .open, .answered, .heard, .notYet, .setAside]

  func filter(_ desk: Desk) -> PastFilter {
    var filter = chosen
    filter.feeling = folded(feeling.name)
    filter.from = Dates.day(from.text, today: desk.today)
    filter.until = Dates.day(until.text, today: desk.today)
    return filter
  }

  mutating func select(_ line: Int) { focus = max(0, min(line, Part.allCases.count - 1)) }

  /// - Returns: false for a key that is none of these lines.
  mutating func take(_ key: Key, _ hurts: [HurtName], _ desk: Desk) -> Bool {
    switch (key.code, Keymap.standard.action(key)) {
    case (.down, _), (.tab, _): select(focus + 1)
    case (.up, _), (.backTab, _): select(focus - 1)
    case _ where isTyped: type { $0.take(key) }
    case (.left, _): turn(-1, hurts, desk)
    case (.scalar(" "), _), (_, .open): turn(1, hurts, desk)
    case (_, .down): select(focus + 1)
    case (_, .up): select(focus - 1)
    case (_, .top): select(0)
    case (_, .bottom): select(Part.allCases.count - 1)
    default: return false
    }
    return true
  }

  mutating func paste(_ text: String) { type { $0.paste(text) } }

  /// True on a line where letters are letters.
  var isTyped: Bool { [.feeling, .from, .until].contains(Part.allCases[focus]) }

  private mutating func type(_ change: (inout LineField) -> Void) {
    switch Part.allCases[focus] {
    case .feeling: change(&feeling)
    case .from: change(&from)
    case .until: change(&until)
    case .person, .kind, .hurt, .state: break
    }
  }

  private mutating func turn(_ by: Int, _ hurts: [HurtName], _ desk: Desk) {
    func turned<Value: Equatable>(_ all: [Value], _ value: Value) -> Value {
      all[((all.firstIndex(of: value) ?? 0) + by + all.count) % all.count]
    }
    switch Part.allCases[focus] {
    case .person: chosen.person = turned([nil] + desk.partners.map { $0.id }, chosen.person)
    case .kind: chosen.kind = turned([nil] + EntryKind.allCases, chosen.kind)
    case .hurt: chosen.hurt = turned([nil] + hurts.map { $0.id }, chosen.hurt)
    case .state: chosen.state = turned(Self.states, chosen.state)
    case .feeling, .from, .until: break
    }
  }

  private func label(_ part: Part) -> String {
    switch part {
    case .person: Words.filterPerson
    case .kind: Words.filterKind
    case .hurt: Words.about
    case .feeling: Words.filterFeeling
    case .state: Words.filterState
    case .from: Words.filterFrom
    case .until: Words.filterUntil
    }
  }

  private func value(_ part: Part, _ hurts: [HurtName], _ desk: Desk) -> String {
    switch part {
    case .person: chosen.person.map(desk.name) ?? Words.filterAny
    case .kind: chosen.kind.map(Words.kind) ?? Words.filterAny
    case .hurt: hurts.first { $0.id == chosen.hurt }?.label ?? Words.filterAny
    case .state: chosen.state.map(Words.state) ?? Words.filterAny
    case .feeling: feeling.text
    case .from: from.text
    case .until: until.text
    }
  }

  /// What is set, on one line.
  func summary(_ hurts: [HurtName], _ desk: Desk) -> String {
    let filter = filter(desk)
    let values = Part.allCases.map { part in
      switch part {
      case .from: filter.from.map { Words.from(Dates.short($0, today: desk.today)) } ?? ""
      case .until: filter.until.map { Words.until(Dates.short($0, today: desk.today)) } ?? ""
      case .person, .kind, .hurt, .feeling, .state: value(part, hurts, desk)
      }
    }
    return Words.filterHead + values.filter { !$0.isEmpty && $0 != Words.filterAny }.joined(separator: ", ")
  }

  /// True where something is typed that is no date.
  func isUnclear(_ desk: Desk) -> Bool {
    [from, until].contains { !$0.name.isEmpty && Dates.day($0.text, today: desk.today) == nil }
  }

  func spoken(_ hurts: [HurtName], _ desk: Desk) -> Spoken.Field {
    let part = Part.allCases[focus]
    let label = label(part) + ", "
    switch part {
    case .feeling: return feeling.spoken(label)
    case .from: return from.spoken(label)
    case .until: return until.spoken(label)
    case .person, .kind, .hurt, .state: return Spoken.Field(label: label + value(part, hurts, desk) + " ", before: "")
    }
  }

  func draw(on canvas: inout Canvas, _ hurts: [HurtName], _ desk: Desk, from top: Int) {
    for (offset, part) in Part.allCases.enumerated() where top + offset < canvas.body.upperBound {
      let row = top + offset
      canvas.put(label(part), row: row, column: 2, style: .bold)
      canvas.put(
        TextLayout.cut(value(part, hurts, desk), to: canvas.width - 17, ellipsis: canvas.glyphs.ellipsis), row: row,
        column: 15)
      guard offset == focus else { continue }
      canvas.focus(row: row)
      let typed: LineField? =
        switch part {
        case .feeling: feeling
        case .from: from
        case .until: until
        case .person, .kind, .hurt, .state: nil
        }
      typed?.draw(on: &canvas, row: row, column: 15)
    }
  }
}
