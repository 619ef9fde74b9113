internal import JournalCore

/// What was on its way when the screen closed in haste: sent now, or kept as a draft.
struct LastSend: Screen {
  private let letter: Letter
  private var reading = ScrolledText()

  init(_ letter: Letter) { self.letter = letter }

  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .key(let key) = event else { return nil }
    if key.code == .enter { return [.out, .commit(letter)] }
    if key == .letter("x") { return [.out, .recall(letter)] }
    if let action = Keymap.standard.action(key) { _ = reading.take(action, lines(desk), in: room(desk)) }
    return []
  }

  /// What Enter does is named by who will see it, as it was when it was sent.
  private func offers(_ desk: Desk) -> [Offer] {
    [Offer(keys: "Enter", Words.sendLabel(letter, desk)), Offer(keys: "x", Words.keepAsDraftKey)]
  }

  private func keys(_ desk: Desk) -> String {
    offers(desk).map { $0.key + " " + $0.label }.joined(separator: ", ")
  }

  /// The keys in rows below the words, where the footer has no room for both.
  private func keysBelow(_ desk: Desk) -> [String] {
    let keys = TextLayout.wrap(keys(desk), width: desk.width - 4)
    return TextLayout.width(keys.joined(separator: " ")) > desk.width - 12 ? keys : []
  }

  private func room(_ desk: Desk) -> Range<Int> {
    let (body, keys) = (desk.body, keysBelow(desk).count)
    return body.lowerBound..<max(body.lowerBound, body.upperBound - (keys == 0 ? 0 : keys + 1))
  }

  private func lines(_ desk: Desk) -> [Line] {
    let role = letter.draft.isPrivate ? nil : desk.role(desk.me.id)
    return TextLayout.wrap(Words.wasOnItsWay, width: desk.width - 4).map { Line($0) } + [Line()]
      + TextLayout.wrap(letter.paragraphs.joined(separator: "\n\n"), width: desk.width - 2).map { Line($0, bar: role) }
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.wasOnItsWay, lines: letter.paragraphs + [keys(desk)])
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: desk.header())
    let (lines, room, keys) = (lines(desk), room(desk), keysBelow(desk))
    reading.draw(lines, on: &canvas, rows: room)
    for (row, line) in zip((room.upperBound + 1)..., keys) { canvas.put(line, row: row, column: 2, style: .bold) }
    let scroll = lines.count > room.count ? [Offer([.down, .up], Words.scrollKey)] : []
    canvas.footer((keys.isEmpty ? offers(desk) : []) + scroll, help: false)
  }
}

extension Letter {
  /// All of its words, those of each line below the first by its name.
  fileprivate var paragraphs: [String] {
    let below: [Editor.Detail] = [.when, .landed, .responsible, .protects, .lookAgain, .rhythm, .triggers, .kinds]
    let named = below.compactMap { detail in
      detail.line.flatMap { draft.lines[$0] }.flatMap { $0.isEmpty ? nil : detail.label + ": " + $0 }
    }
    return ([draft.words] + named).filter { !$0.isEmpty }
  }
}
