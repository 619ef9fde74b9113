internal import JournalCore

/// The sample: whose place one takes.
struct SampleSeat: Screen {
  private var focus = 0

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    switch action {
    case .down, .next: focus = 1
    case .up, .previous: focus = 0
    case .open: return [.sit(desk.partners[focus].id, passphrase: nil)]
    default: return nil
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.sample, lines: [Words.sampleFirst, Words.whoReads], items: desk.partners.map(\.name), focus: focus)
  }

  mutating func select(_ item: Int, _ desk: Desk) { focus = item }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: Words.sample)
    for (row, line) in zip(2..., TextLayout.wrap(Words.sampleFirst, width: canvas.width - 4)) {
      canvas.put(line, row: row, column: 2)
    }
    canvas.put(Words.whoReads, row: 4, column: 2)
    for (index, partner) in desk.partners.enumerated() {
      canvas.put(partner.name, row: 6 + index, column: 2, style: Style(desk.role(partner.id), bold: true))
      canvas.spot(.item(index), row: 6 + index)
      if index == focus { canvas.focus(row: 6 + index) }
    }
    canvas.footer(
      [
        Offer(.open, Words.openKey), Offer([.down, .up], Words.nextKey),
        Offer(keys: Keymap.standard.quit?.label ?? "", Words.leaveKey),
      ], help: false)
  }
}
