/// What is ours: one sentence until it has its own pages.
struct Ours: Screen {
  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? { nil }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 3, right: desk.tabHeader)
    for (row, line) in zip(canvas.body, TextLayout.wrap(Words.oursNow, width: canvas.width - 3)) {
      canvas.put(line, row: row, column: 2)
    }
    canvas.cursor(row: 2, column: 0)
    canvas.footer([Offer(.thank, "thank you"), Offer(.more, "more"), Offer(.today, "Today")])
  }
}
