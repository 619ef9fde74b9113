/// Every key, from the key table; the ways out first.
struct Help: Screen {
  private var top = 0

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    let most = max(0, lines.count - desk.body.count)
    switch action {
    case .down: top = min(top + 1, most)
    case .up: top = max(0, top - 1)
    case .pageDown, .next: top = min(top + desk.body.count - 1, most)
    case .pageUp, .previous: top = max(0, top - desk.body.count + 1)
    case .top: top = 0
    case .bottom: top = most
    case .help: return [.out]
    default: return nil
    }
    return []
  }

  private var lines: [Line] {
    func line(_ keys: [Key], _ meaning: String) -> Line {
      let names = keys.map(\.label).joined(separator: " ")
      return Line([
        Run(names + String(repeating: " ", count: max(2, 24 - TextLayout.width(names))), .bold), Run(meaning),
      ])
    }
    let keymap = Keymap.standard
    // What helps, and what gets out, stands first.
    let first: [Action] = [.quiet, .numbers, .lock, .leave]
    let list = first.map(keymap.row) + keymap.list.filter { !first.contains($0.verb) }
    return list.map { line($0.keys, $0.meaning) }
      + [Line(), Line(Words.helpText, .bold)] + keymap.text.map { line($0.keys, $0.meaning) }
      + [Line(), Line(Words.helpStop, .bold)] + keymap.stop.map { line($0.keys, $0.meaning) }
  }

  func spoken(_ desk: Desk) -> Spoken {
    let items = lines.map { $0.runs.map(\.text).joined() }.filter { !$0.isEmpty }
    return Spoken(title: Words.helpTitle, items: items, focus: top)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.helpTitle, right: desk.header())
    for (row, line) in zip(canvas.body, lines.dropFirst(top)) { canvas.put(line, row: row) }
    canvas.cursor(row: 2, column: 0)
    canvas.footer([Offer([.down, .up], "scroll"), Offer(.out, "back")], help: false)
  }
}
