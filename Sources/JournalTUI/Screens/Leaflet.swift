/// A page that only says something: help from outside, a quiet minute, numbers. That it was open is kept nowhere.
protocol Leaflet: Screen {
  var title: String { get }
  var paragraphs: [String] { get }
  /// The first row that is shown, where there is no room for all.
  var top: Int { get set }
  /// What its footer names before the way back.
  var offers: [Offer] { get }
}

extension Leaflet {
  var offers: [Offer] { [] }
  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? { scroll(event, desk) }

  /// Scrolls, where there is more than the screen holds; nil for what is no movement.
  mutating func scroll(_ event: Event, _ desk: Desk) -> [Effect]? {
    let most = max(0, lines(desk.width).count - desk.body.count)
    switch event {
    case .action(.down): top = min(top + 1, most)
    case .action(.up): top = max(0, top - 1)
    case .action(.pageDown): top = min(top + max(1, desk.body.count - 1), most)
    case .action(.pageUp): top = max(0, top - max(1, desk.body.count - 1))
    case .action(.top): top = 0
    case .action(.bottom): top = most
    case .resized: top = min(top, most)
    default: return nil
    }
    return []
  }

  private func lines(_ width: Int) -> [String] {
    paragraphs.flatMap { $0.isEmpty ? [""] : TextLayout.wrap($0, width: min(width - 4, 72)) }
  }

  func spoken(_ desk: Desk) -> Spoken { Spoken(title: title, lines: paragraphs) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(title, right: "")
    for (row, line) in zip(canvas.body, lines(canvas.width).dropFirst(top)) { canvas.put(line, row: row, column: 2) }
    canvas.cursor(row: canvas.body.lowerBound, column: 0)
    canvas.footer(offers + [Offer(.out, Words.backKey)])
  }
}

/// Grounding, without words to write.
struct QuietMinute: Leaflet {
  var top = 0
  var title: String { Words.quietTitle }
  var paragraphs: [String] { Words.quiet }
}

/// Who can help when it is not safe; no country is assumed. Below stands what the one who sits here has put down for
/// themselves, in their own file; nothing tells that it was opened.
struct NumbersPage: Leaflet {
  var top = 0
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
    case .action(.edit) where hasOwn:
      return desk.isTogether ? [.say(Words.ownIsClosed)] : [.push(.editor(.numbers, nil))]
    case .action, .key, .paste, .replaced, .page, .tick, .resized: return scroll(event, desk)
    }
  }
}

/// What somebody from outside can do.
struct HelpPage: Leaflet {
  var top = 0
  var title: String { Words.helpPageTitle }
  var paragraphs: [String] { Words.helpPage }
}
