/// The recovery key, shown once.
struct Recovery: Screen {
  private let key: String

  init(_ key: String) { self.key = key }

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    if case .action(.open) = event { return [.enter] }
    return nil
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.recoveryTitle, lines: Words.recovery.dropFirst() + [key, Words.recoveryDone])
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.recoveryTitle, right: "")
    canvas.paragraphs(Words.recovery + ["", "    " + key, "", Words.recoveryDone])
    canvas.footer([Offer(.open, Words.continueKey)], help: false)
  }
}
