internal import JournalCore

/// The lines below the text, and ways to begin an answer.
extension Editor {
  mutating func choose(_ key: Key, _ detail: Detail, _ desk: Desk) -> [Effect] {
    if let edit = Keymap.standard.edit(key),
      [.send, .later, .earlierAnswers, .palette, .undo, .redo].contains(edit)
    {
      return write(key, desk)
    }
    if detail == .feelings, feelings.take(key, &draft.feelings) {
      touch()
      return []
    }
    if let line = detail.line, ![.tab, .enter, .down, .backTab, .up].contains(key.code) {
      type(on: line) { $0.take(key) }
      return []
    }
    switch key.code {
    case .tab, .enter, .down: step(detail, 1)
    case .backTab, .up: step(detail, -1)
    case .left: change(detail, -1, desk)
    case .right, .scalar(" "): change(detail, 1, desk)
    case .backspace, .delete:
      if detail == .howMuch { draft.intensity = nil }
      if detail == .about { draft.hurt = nil }
      touch()
    case .scalar(let letter):
      if detail == .howMuch, let digit = Int(String(letter)), !key.control, !key.alt {
        draft.intensity = draft.intensity == 1 && digit == 0 ? 10 : digit
        touch()
      }
    default: break
    }
    return []
  }

  /// What is typed on a line that holds words of its own.
  func field(_ line: Draft.Line) -> LineField { fields[line] ?? LineField(draft.lines[line] ?? "") }

  mutating func type(on line: Draft.Line, _ change: (inout LineField) -> Void) {
    var field = field(line)
    change(&field)
    fields[line] = field
    guard field.text != draft.lines[line] ?? "" else { return }
    draft.lines[line] = field.text.isEmpty ? nil : field.text
    touch()
  }

  /// A detail line that was clicked.
  mutating func select(_ item: Int, _ desk: Desk) {
    if details.indices.contains(item) { focus = .detail(details[item]) }
  }

  mutating func step(_ detail: Detail, _ by: Int) {
    let all = details
    let next = (all.firstIndex(of: detail) ?? 0) + by
    focus = all.indices.contains(next) ? .detail(all[next]) : .text
  }

  mutating func change(_ detail: Detail, _ by: Int, _ desk: Desk) {
    func turned<T: Hashable>(_ all: [T], _ current: T) -> T {
      all[((all.firstIndex(of: current) ?? 0) + by + all.count) % all.count]
    }
    let people = desk.partners.map { Optional($0.id) }
    switch detail {
    case .feelings, .when, .landed, .responsible, .protects, .lookAgain, .rhythm, .triggers, .kinds: return
    case .helpFor: draft.helpFor = turned(Words.helpPeople.map(\.value), draft.helpFor)
    case .status: draft.status = turned(Words.helpStates.map(\.value), draft.status)
    case .howMuch: draft.intensity = min(10, max(0, (draft.intensity ?? (by > 0 ? -1 : 1)) + by))
    case .about:
      draft.hurt = turned([nil] + (page?.hurts ?? []).map { Optional($0.id) }, draft.hurt)
      // What is said about a private hurt is private.
      if isHurtPrivate { draft.isPrivate = true }
    case .wish: draft.wish = turned([nil] + Words.wishes.map { Optional($0.value) }, draft.wish)
    case .carries:
      draft.carrier = turned(people, draft.carrier)
      if draft.causer == draft.carrier { draft.causer = nil }
    case .caused: draft.causer = turned([nil] + people.filter { $0 != draft.carrier }, draft.causer)
    case .urgent, .reachesMe: draft.isUrgent.toggle()
    case .sees: if !isPrivacyFixed { draft.isPrivate.toggle() }
    }
    touch()
  }

  /// True where nobody else can be let see it.
  var isPrivacyFixed: Bool { isHurtPrivate || page?.isOver ?? false }

  var isHurtPrivate: Bool { page?.hurts.first { $0.id == draft.hurt }?.isPrivate ?? false }

  func value(_ detail: Detail, _ desk: Desk) -> String {
    switch detail {
    case .feelings: draft.feelings.isEmpty ? Words.noFeelings : draft.feelings.joined(separator: ", ")
    case .howMuch:
      draft.intensity.map { fits(scale($0), desk) ? scale($0) : places($0) } ?? Words.noNumber
    case .when:
      draft.lines[.when].map { $0 + (due(desk).map { "   " + Dates.ahead($0, today: desk.today) } ?? "") }
        ?? Words.noTime
    case .landed, .responsible, .protects, .rhythm, .triggers:
      detail.line.flatMap { draft.lines[$0] } ?? Words.emptyLine
    case .lookAgain:
      draft.lines[.lookAgain].map { $0 + (lookAgain(desk).map { "   " + $0 } ?? "") } ?? Words.noTime
    case .kinds: draft.lines[.kinds].map { HurtKinds.read($0).joined(separator: ", ") } ?? Words.emptyLine
    case .helpFor: Words.helpPeople.first { $0.value == draft.helpFor }?.words ?? ""
    case .status: Words.helpStates.first { $0.value == draft.status }?.words ?? ""
    case .about: page?.hurts.first { $0.id == draft.hurt }?.label ?? Words.noHurt
    case .wish: Words.wishes.first { $0.value == draft.wish }?.words ?? Words.wishes[2].words
    case .carries: draft.carrier.map(desk.name) ?? Words.nobody
    case .caused: draft.causer.map(desk.name) ?? Words.nobody
    case .urgent: draft.isUrgent ? page?.urgent ?? Words.yes : Words.no
    case .reachesMe: draft.isUrgent ? Words.reaches : Words.no
    case .sees: draft.isPrivate ? Words.alone : Words.both
    }
  }

  /// The day that was typed to look again on, as it is read.
  func lookAgain(_ desk: Desk) -> String? {
    draft.lookAgain(after: desk.moment, zone: desk.zone).map { Dates.ahead($0, today: desk.today) }
  }

  /// A place on a line, with the words of its anchor: `0 · · · · · · · 8 · 10   hard to think of other things`.
  func scale(_ number: Int) -> String { places(number) + "   " + anchor(number) }

  /// The line alone. At one of its ends, the other has no digit: the digits say where one is.
  private func places(_ number: Int) -> String {
    let ends = number == 0 || number == 10 ? [number] : [0, number, 10]
    return (0...10).map { ends.contains($0) ? "\($0)" : "·" }.joined(separator: " ")
  }

  /// The words that a number stands for.
  func anchor(_ number: Int) -> String {
    Words.anchors.filter { $0.key <= number }.max { $0.key < $1.key }?.value ?? ""
  }

  /// True where there is room for words on a line below the text.
  func fits(_ words: String, _ desk: Desk) -> Bool { TextLayout.width(words) <= desk.width - valueColumn - 1 }

  // MARK: - Ways to begin

  /// What it can begin with: inserted by choice, to be changed, never sent unseen.
  var moves: [Move] {
    switch purpose {
    case .answer: Move.all
    case .write(.acknowledgement): Move.starters + Move.all
    default: []
    }
  }

  /// Above an answer they stand in sight; what one did is begun with them while it is empty.
  var offersMoves: Bool { isAnswer || !moves.isEmpty && area.isEmpty }

  mutating func begin(_ key: Key, _ desk: Desk) -> [Effect] {
    switch (focus, Self.moving(key)) {
    case (.ways(let move), .left), (.ways(let move), .up): focus = .ways(max(0, move - 1))
    case (.ways(let move), .right), (.ways(let move), .down): focus = .ways(min(moves.count - 1, move + 1))
    case (.ways(let move), .enter): focus = .sentences(move, 0)
    case (.sentences(let move, let at), .up): focus = .sentences(move, max(0, at - 1))
    case (.sentences(let move, let at), .down):
      focus = .sentences(move, min(moves[move].sentences.count - 1, at + 1))
    case (.sentences(let move, let at), .enter), (.sentences(let move, let at), .right):
      area.put(sentence: moves[move].sentences[at])
      touch()
      focus = .text
    case (.sentences(let move, _), .left): focus = .ways(move)
    case (_, .tab), (_, .backTab): focus = .text
    default:
      // Whatever else is typed was meant for the text.
      focus = .text
      return write(key, desk)
    }
    return []
  }

  /// The letters that go through lists do so here too.
  private static func moving(_ key: Key) -> Key.Code {
    switch key.letter {
    case "h": .left
    case "j": .down
    case "k": .up
    case "l": .right
    default: key.code
    }
  }
}
