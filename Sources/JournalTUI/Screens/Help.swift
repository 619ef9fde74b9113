/// Every key, from the key table; the ways out first.
struct Help: Screen {
  private var top = 0

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    let most = max(0, lines(desk).count - desk.body.count)
    let page = max(1, desk.body.count - 1)
    top = min(top, most)
    guard case .action(let action) = event else { return nil }
    switch action {
    case .down: top = min(top + 1, most)
    case .up: top = max(0, top - 1)
    case .pageDown, .next: top = min(top + page, most)
    case .pageUp, .previous: top = max(0, top - page)
    case .top: top = 0
    case .bottom: top = most
    case .help: return [.out]
    default: return nil
    }
    return []
  }

  private func lines(_ desk: Desk) -> [Line] {
    func line(_ keys: [Key], _ meaning: String) -> [Line] {
      let names = keys.map(\.label).joined(separator: " ")
      // Beside the keys, or below them where there is no room.
      let isWide = desk.width >= 60 && TextLayout.width(names) < 23
      let column = isWide ? 26 : 4
      let words = TextLayout.wrap(meaning, width: max(1, desk.width - column - 1))
      guard isWide else { return [Line(names, .bold)] + words.map { Line($0, indent: column) } }
      return [Line([Run(TextLayout.padded(names, to: 24), .bold), Run(words[0])])]
        + words.dropFirst().map { Line($0, indent: column) }
    }
    let keymap = Keymap.standard
    // What helps, and what gets out, stands first.
    let first: [Action] = [.quiet, .numbers, .lock, .leave]
    let list = first.map(keymap.row) + keymap.list.filter { !first.contains($0.verb) }
    return list.flatMap { line($0.keys, $0.meaning) }
      + [Line(), Line(Words.helpText, .bold)] + keymap.text.flatMap { line($0.keys, $0.meaning) }
      + [Line(), Line(Words.helpStop, .bold)] + keymap.stop.flatMap { line($0.keys, $0.meaning) }
  }

  func spoken(_ desk: Desk) -> Spoken {
    let items = lines(desk).map { $0.runs.map(\.text).joined() }.filter { !$0.isEmpty }
    return Spoken(title: Words.helpTitle, items: items, focus: top)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.helpTitle, right: desk.header())
    for (row, line) in zip(canvas.body, lines(desk).dropFirst(top)) { canvas.put(line, row: row) }
    canvas.cursor(row: 2, column: 0)
    canvas.footer([Offer([.down, .up], Words.scrollKey), Offer(.out, Words.backKey)], help: false)
  }
}
