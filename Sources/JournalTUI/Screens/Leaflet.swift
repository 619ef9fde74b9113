/// A page that only says something: help from outside, a quiet minute, numbers. That it was open is kept nowhere.
protocol Leaflet: Screen {
  var title: String { get }
  var paragraphs: [String] { get }
  var reading: ScrolledText { get set }
  /// What its footer names before the way back.
  var offers: [Offer] { get }
}

extension Leaflet {
  var offers: [Offer] { [] }
  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? { scroll(event, desk) }

  /// Scrolls, where there is more than the screen holds; nil for what is no movement.
  mutating func scroll(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    return reading.take(action, Line.page(paragraphs, width: desk.width), in: desk.body) ? [] : nil
  }

  func spoken(_ desk: Desk) -> Spoken { Spoken(title: title, lines: paragraphs) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(title, right: desk.isSample ? Words.sample : "")
    let lines = Line.page(paragraphs, width: canvas.width)
    reading.draw(lines, on: &canvas, rows: canvas.body)
    let back = Offer(.out, Words.backKey)
    let scrolls = lines.count > canvas.body.count
    canvas.footer(scrolls ? [Offer([.down, .up], Words.scrollKey), back] + offers : offers + [back])
  }
}

/// Grounding, without words to write.
struct QuietMinute: Leaflet {
  var reading = ScrolledText()
  var title: String { Words.quietTitle }
  var paragraphs: [String] { Words.quiet }
}

/// Who can help when it is not safe; no country is assumed. Below stands what the one who sits here has put down for
/// themselves, in their own file; nothing tells that it was opened.
struct NumbersPage: Leaflet {
  var reading = ScrolledText()
  private var own = ""

  var query: Query? { hasOwn ? .numbers : nil }
  var title: String { Words.numbersTitle }
  var paragraphs: [String] {
    let lines = own.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return Words.numbers + (own.isEmpty ? [] : ["", Words.numbersOwn] + lines)
  }
  /// Lines of one's own need somebody who sits here.
  private let hasOwn: Bool
  init(hasOwn: Bool) { self.hasOwn = hasOwn }

  var offers: [Offer] { hasOwn ? [Offer(.edit, Words.numbersEdit)] : [] }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .numbers(let text)):
      own = text
      return []
    case .action(.edit) where hasOwn: return [.push(.editor(.numbers, nil))]
    case .action, .key, .paste, .replaced, .page, .tick, .resized: return scroll(event, desk)
    }
  }
}

/// What somebody from outside can do.
struct HelpPage: Leaflet {
  var reading = ScrolledText()
  var title: String { Words.helpPageTitle }
  var paragraphs: [String] { Words.helpPage }
}
