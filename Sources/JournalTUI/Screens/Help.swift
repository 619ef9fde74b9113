/// Every key, from the key table; the ways out first.
struct Help: Screen {
  private var reading = ScrolledText()

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    if action == .help { return [.out] }
    return reading.take(action, lines(desk), in: room(desk)) ? [] : nil
  }

  /// Where it is heard, line by line to the last.
  private func room(_ desk: Desk) -> Range<Int> { desk.isHeard ? 0..<1 : desk.body }

  private func lines(_ desk: Desk) -> [Line] {
    func line(_ keys: [Key], _ meaning: String) -> [Line] {
      let names = keys.map(\.label).joined(separator: " ")
      if desk.isHeard { return [Line(names + ", " + meaning)] }
      // Beside the keys, or below them where there is no room.
      let isWide = desk.width >= 60 && TextLayout.width(names) < 23
      let column = isWide ? 26 : 4
      let words = TextLayout.wrap(meaning, width: max(1, desk.width - column - 1))
      guard isWide else { return [Line(names, .bold)] + words.map { Line($0, indent: column) } }
      return [Line([Run(TextLayout.padded(names, to: 24), .bold), Run(words[0])])]
        + words.dropFirst().map { Line($0, indent: column) }
    }
    func head(_ words: String) -> [Line] { (desk.isHeard ? [] : [Line()]) + [Line(words, .bold)] }
    let keymap = Keymap.standard
    // What helps, and what gets out, stands first.
    let first: [Action] = [.quiet, .numbers, .lock, .leave]
    let list = first.map(keymap.row) + keymap.list.filter { !first.contains($0.verb) }
    return list.flatMap { line($0.keys, $0.meaning) }
      + head(Words.helpText) + keymap.text.flatMap { line($0.keys, $0.meaning) }
      + head(Words.helpStop) + keymap.stop.flatMap { line($0.keys, $0.meaning) }
  }

  func spoken(_ desk: Desk) -> Spoken {
    let items = lines(desk).map { $0.runs.map(\.text).joined() }.filter { !$0.isEmpty }
    return Spoken(title: Words.helpTitle, items: items, focus: reading.top)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.helpTitle, right: desk.header())
    reading.draw(lines(desk), on: &canvas, rows: canvas.body)
    canvas.footer([Offer([.down, .up], Words.scrollKey), Offer(.out, Words.backKey)], help: false)
  }
}
