/// The last page of a first run: how the other person comes to it, if they do.
struct Inviting: Screen {
  private let name: String
  private var focus = 0

  init(_ name: String) { self.name = name }

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    switch action {
    case .down, .next: focus = min(2, focus + 1)
    case .up, .previous: focus = max(0, focus - 1)
    case .open: return [focus == 1 ? .invite : .enter]
    default: return nil
    }
    return []
  }

  mutating func select(_ item: Int, _ desk: Desk) { focus = item }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.otherPerson(name), lines: [Words.laterToo], items: Words.waysIn(name), focus: focus)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.otherPerson(name), right: "")
    let end = canvas.choices(Words.waysIn(name), focus: focus, from: 2)
    for (row, line) in zip((end + 1)..., TextLayout.wrap(Words.laterToo, width: canvas.width - 4)) {
      canvas.put(line, row: row, column: 2, style: .muted)
    }
    canvas.footer(
      [Offer(.open, Words.continueKey), Offer([.down, .up], Words.nextKey), Offer(.out, Words.backKey)], help: false)
  }
}
