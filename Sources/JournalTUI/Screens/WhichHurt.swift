internal import JournalCore

/// Still hurts, without words: asks which, of those that the one who sits here carries.
struct WhichHurt: ListScreen {
  private var hurts: [HurtRow] = []
  private var isLoaded = false
  var list = ScrollList()

  var query: Query? { .hurts }
  var names: [String] { hurts.map(\.id) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .hurts(let hurts)):
      keepFocus(desk) {
        $0.hurts = hurts.filter { $0.carriedBy == desk.me.id }.latestFirst
      }
      isLoaded = true
      return []
    case .resized:
      settle(desk)
      return []
    case .action(let action):
      if move(action, desk) { return [] }
      guard action == .open || action == .stillHurts else { return nil }
      return hurts.indices.contains(list.selected) ? [.out] + hurts[list.selected].stillHurts(desk) : [.out]
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  func room(_ desk: Desk) -> Range<Int> { desk.body(from: 0) }

  func blocks(_ desk: Desk) -> [[Line]] {
    hurts.map { hurt in
      let note = hurt.isPrivate ? Words.forYou : hurt.isAtRest ? Words.atRest : ""
      let room = desk.width - 4 - TextLayout.width(note)
      return [
        Line(
          [Run(TextLayout.cut(hurt.label, to: room, ellipsis: desk.glyphs.ellipsis))],
          trailing: note.isEmpty ? nil : Run(note, .muted))
      ]
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.stillHurtsWhich, lines: isLoaded && hurts.isEmpty ? [Words.noHurts] : [], items: hurts.map(\.label),
      focus: list.selected)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.stillHurtsWhich, right: desk.header())
    if hurts.isEmpty {
      if isLoaded { canvas.put(Words.noHurts, row: canvas.body.lowerBound, column: 2) }
    } else {
      drawList(on: &canvas, desk)
    }
    canvas.footer([Offer(.open, Words.thisOneKey), Offer([.down, .up], Words.nextKey), Offer(.out, Words.backKey)])
  }
}
