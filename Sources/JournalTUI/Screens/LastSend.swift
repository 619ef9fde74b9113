internal import JournalCore

/// What was on its way when the screen closed in haste: sent now, or kept as a draft.
struct LastSend: Screen {
  private let letter: Letter

  init(_ letter: Letter) { self.letter = letter }

  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .key(let key) = event else { return nil }
    if key.code == .enter { return [.out, .commit(letter)] }
    if key == .letter("x") { return [.out, .recall(letter)] }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.wasOnItsWay, lines: [letter.draft.text, Words.sendNow + ", " + Words.keepAsDraft])
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: desk.header())
    canvas.put(Words.wasOnItsWay, row: 2, column: 2)
    let role = desk.role(desk.me.id)
    let lines = TextLayout.wrap(letter.draft.text, width: canvas.width - 2)
    for (row, line) in zip(4..<max(4, canvas.body.upperBound - 2), lines) {
      canvas.put(Line(line, bar: letter.draft.isPrivate ? nil : role), row: row)
    }
    canvas.cursor(row: 4, column: 0)
    canvas.put(Words.sendNow + "   " + Words.keepAsDraft, row: canvas.body.upperBound - 1, column: 2, style: .bold)
    canvas.footer([Offer(.open, Words.sendItKey), Offer(keys: "x", Words.keepAsDraftKey)], help: false)
  }
}
