/// A page that only says something: help from outside, a quiet minute, numbers. That it was open is kept nowhere.
protocol Leaflet: Screen {
  var title: String { get }
  var paragraphs: [String] { get }
}

extension Leaflet {
  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? { nil }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(title, right: "")
    let lines = paragraphs.flatMap { $0.isEmpty ? [""] : TextLayout.wrap($0, width: min(canvas.width - 4, 72)) }
    for (row, line) in zip(canvas.body, lines) { canvas.put(line, row: row, column: 2) }
    canvas.cursor(row: canvas.body.lowerBound, column: 0)
    canvas.footer([Offer(.out, "back")])
  }
}

/// Grounding, without words to write.
struct QuietMinute: Leaflet {
  var title: String { Words.quietTitle }
  var paragraphs: [String] { Words.quiet }
}

/// Who can help when it is not safe; no country is assumed.
struct NumbersPage: Leaflet {
  var title: String { Words.numbersTitle }
  var paragraphs: [String] { Words.numbers }
}

/// What somebody from outside can do.
struct HelpPage: Leaflet {
  var title: String { Words.helpPageTitle }
  var paragraphs: [String] { Words.helpPage }
}
