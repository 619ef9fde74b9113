internal import JournalCore

extension Reader {
  func ownPage() throws -> PastPage {
    let entries = try privateEntries(before: instant.adding(milliseconds: 1), limit: Self.pageLength)
    return PastPage(items: try entries.map(item), isEnd: entries.count < Self.pageLength)
  }
}

/// What only the one who sits here sees.
struct Own: Screen {
  private var items: [Item] = []
  private var isLoaded = false
  private var list = ScrollList()

  var query: Query? { .own }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .past(let page)):
      items = page.items
      isLoaded = true
      list.settle(heights: heights(desk), rows: rows(desk).count)
      return []
    case .resized:
      list.settle(heights: heights(desk), rows: rows(desk).count)
      return []
    case .action(let action):
      if list.take(action, heights: heights(desk), rows: rows(desk).count) { return [] }
      if action == .write { return [.push(.editor(.write(.reflection), nil))] }
      guard items.indices.contains(list.selected) else { return nil }
      let item = items[list.selected]
      if action == .open { return [.push(.talk(item.entry.id))] }
      return item.effects(of: action, desk)
    case .key, .paste, .page, .tick: return nil
    }
  }

  private func rows(_ desk: Desk) -> Range<Int> {
    min(desk.body.lowerBound + 2, desk.body.upperBound)..<desk.body.upperBound
  }

  private func blocks(_ desk: Desk) -> [[Line]] {
    items.map { item in
      let date = Dates.weekdayed(item.entry.day, today: desk.today)
      return [Line(item.firstWords(desk.width - 4 - TextLayout.width(date), desk), trailing: Run(date, .muted))]
    }
  }

  private func heights(_ desk: Desk) -> [Int] { blocks(desk).map(\.count) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 4, right: desk.tabHeader)
    if isLoaded {
      canvas.put(items.isEmpty ? Words.ownEmpty : Words.ownNow, row: 2, column: 2, style: .muted)
      list.draw(blocks(desk), on: &canvas, rows: rows(desk))
    }
    canvas.footer([Offer(.write, "own page"), Offer(.open, "open"), Offer(.edit, "new words"), Offer(.today, "Today")])
  }
}
