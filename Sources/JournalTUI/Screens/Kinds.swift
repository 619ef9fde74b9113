internal import JournalCore

/// Everything else that can be written, one line each; what one did, where there is a hurt that names one; from a talk,
/// taking turns first.
struct Kinds: Screen {
  private var list = ScrollList()
  private var canOwn = false
  /// The talk that it was opened from, where two can take turns in it.
  private let talk: String?

  init(talk: String?) { self.talk = talk }

  var query: Query? { .kinds }

  private func rows(_ desk: Desk) -> [(key: Unicode.Scalar, words: String, route: Route)] {
    let turns = talk.map { [(Words.takeTurns.letter, Words.takeTurns.words, Route.turns($0))] } ?? []
    return turns
      + Words.kinds.filter { canOwn || $0.kind != .acknowledgement }.map {
        ($0.letter, $0.words, .editor(.write($0.kind), nil))
      }.filter { !desk.isTogether || !$0.2.isOwn }
      + [(Words.nameHurt.letter, Words.nameHurt.words, .editor(.nameHurt, nil))]
  }

  /// The letters of this list are its own.
  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    if case .page(_, .kinds(let canOwn)) = event {
      self.canOwn = canOwn
      list.settle(heights: heights(desk), rows: desk.body.count)
    }
    guard case .key(let key) = event else { return nil }
    let rows = rows(desk)
    if let row = rows.first(where: { key == .letter($0.key) }) { return [.replace(row.route)] }
    guard let action = Keymap.standard.action(key) else { return nil }
    if list.take(action, heights: heights(desk), rows: desk.body.count) { return [] }
    switch action {
    case .open: return [.replace(rows[list.selected].route)]
    case .out, .more: return [.out]
    // Whatever else a key means, it means here.
    default: return [.out, .press(key)]
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.somethingElse, items: rows(desk).map { "\($0.key), \($0.words)" }, focus: list.selected)
  }

  mutating func select(_ item: Int, _ desk: Desk) {
    list.select(item, heights: heights(desk), rows: desk.body.count)
  }

  /// Each with its letter, its words on as many rows as they take.
  private func blocks(_ desk: Desk) -> [[Line]] {
    rows(desk).map { row in
      let words = TextLayout.wrap(row.words, width: desk.width - 7)
      return [Line([Run(String(row.key), .bold), Run("   " + words[0])])]
        + words.dropFirst().map { Line($0, indent: 6) }
    }
  }

  private func heights(_ desk: Desk) -> [Int] { blocks(desk).map(\.count) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.somethingElse, right: desk.header())
    list.draw(blocks(desk), on: &canvas, rows: canvas.body)
    canvas.footer(
      [Offer(.open, Words.writeKey), Offer([.down, .up], Words.nextKey), Offer(.out, Words.backKey)], help: false)
  }
}
