/// A text that is read by scrolling: as much of it as there is room for, and a sign below it while more follows.
struct ScrolledText: Hashable, Sendable {
  /// The first line that is shown, where there is no room for all.
  private(set) var top = 0

  /// Moves as an action asks; false when it is no movement.
  mutating func take(_ action: Action, _ lines: [Line], in rows: Range<Int>) -> Bool {
    let most = max(0, lines.count - rows.count)
    let page = max(1, rows.count - 1)
    top = min(top, most)
    switch action {
    case .down: top = min(top + 1, most)
    case .up: top = max(0, top - 1)
    case .pageDown, .next: top = min(top + page, most)
    case .pageUp, .previous: top = max(0, top - page)
    case .top: top = 0
    case .bottom: top = most
    default: return false
    }
    return true
  }

  /// The same where one goes on from a page with Enter: before that, Enter reads it to its end.
  mutating func takeToItsEnd(_ action: Action, _ lines: [Line], _ desk: Desk) -> Bool {
    take(action == .open && goesOn(lines, desk) ? .pageDown : action, lines, in: desk.body)
  }

  /// What Enter does there.
  func goingOn(_ lines: [Line], _ desk: Desk) -> Offer {
    Offer(.open, goesOn(lines, desk) ? Words.readOnKey : Words.continueKey)
  }

  /// True while more of a page follows; where it is heard, all of it is said at once.
  private func goesOn(_ lines: [Line], _ desk: Desk) -> Bool {
    !desk.isHeard && top + desk.body.count < lines.count
  }

  /// Draws it, with the sign on the row below.
  func draw(_ lines: [Line], on canvas: inout Canvas, rows: Range<Int>) {
    let first = min(top, max(0, lines.count - rows.count))
    for (row, line) in zip(rows, lines.dropFirst(first)) { canvas.put(line, row: row) }
    if first + rows.count < lines.count {
      canvas.put(String(canvas.glyphs.more), row: rows.upperBound, column: 2, style: .muted)
    }
    canvas.cursor(row: rows.lowerBound, column: 0)
  }
}

extension Line {
  /// Paragraphs in lines that are easy to read; an empty one is a blank row.
  /// - Parameter hasHeading: true where the first one stands out.
  static func page(_ paragraphs: [String], width: Int, hasHeading: Bool = false) -> [Line] {
    paragraphs.enumerated().flatMap { index, paragraph in
      TextLayout.wrap(paragraph, width: min(width - 4, 72)).map { Line($0, hasHeading && index == 0 ? .bold : .text) }
    }
  }
}
