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

  /// What Enter does is named by who will see it, as it was when it was sent.
  private func offers(_ desk: Desk) -> [Offer] {
    [Offer(keys: "Enter", Words.sendLabel(letter, desk)), Offer(keys: "x", Words.keepAsDraftKey)]
  }

  private func keys(_ desk: Desk) -> String {
    offers(desk).map { $0.key + " " + $0.label }.joined(separator: ", ")
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.wasOnItsWay, lines: [letter.draft.text, keys(desk)])
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: desk.header())
    let head = TextLayout.wrap(Words.wasOnItsWay, width: canvas.width - 4)
    for (row, line) in zip(2..., head) { canvas.put(line, row: row, column: 2) }
    let first = 3 + head.count
    // Where the footer has no room for both keys, they stand below the words.
    let keys = TextLayout.wrap(keys(desk), width: canvas.width - 4)
    let areBelow = TextLayout.width(keys.joined(separator: " ")) > canvas.width - 12
    let end = areBelow ? canvas.body.upperBound - keys.count : canvas.body.upperBound
    let role = desk.role(desk.me.id)
    let lines = TextLayout.wrap(letter.draft.text, width: canvas.width - 2)
    for (row, line) in zip(first..<max(first, end - 1), lines) {
      canvas.put(Line(line, bar: letter.draft.isPrivate ? nil : role), row: row)
    }
    canvas.cursor(row: first, column: 0)
    if areBelow {
      for (row, line) in zip(end..., keys) { canvas.put(line, row: row, column: 2, style: .bold) }
    }
    canvas.footer(areBelow ? [] : offers(desk), help: false)
  }
}
