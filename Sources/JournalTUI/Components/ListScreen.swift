/// A screen that is one list of blocks: moving in it, and keeping the focus in sight, are the same everywhere.
protocol ListScreen: Screen {
  var list: ScrollList { get set }
  /// The rows of the screen that the list has.
  func room(_ desk: Desk) -> Range<Int>
  /// What each item looks like.
  func blocks(_ desk: Desk) -> [[Line]]
  /// What each item is known by, where the list changes under one's eyes.
  var names: [String] { get }
  /// True where the last row of an item is marked, not its first.
  var marksLast: Bool { get }
}

extension ListScreen {
  var names: [String] { [] }
  var marksLast: Bool { false }

  private func heights(_ desk: Desk) -> [Int] { blocks(desk).map { $0.count } }

  /// Keeps the focus on an item that exists, and in sight.
  mutating func settle(_ desk: Desk) { list.settle(heights: heights(desk), rows: room(desk).count) }

  /// Takes in what came, with the focus on the item that it was on, where that is still there.
  mutating func keepFocus(_ desk: Desk, _ change: (inout Self) -> Void) {
    let (old, before) = (names, heights(desk))
    change(&self)
    let same = old.indices.contains(list.selected) ? names.firstIndex(of: old[list.selected]) : nil
    guard let same else { return settle(desk) }
    list.keep(same, before: before, heights: heights(desk), rows: room(desk).count, marksLast: marksLast)
  }

  mutating func select(_ item: Int, _ desk: Desk) {
    list.select(item, heights: heights(desk), rows: room(desk).count)
  }

  /// Moves as an action asks; false when it is no movement.
  mutating func move(_ action: Action, _ desk: Desk) -> Bool {
    list.take(action, heights: heights(desk), rows: room(desk).count)
  }

  /// - Parameter hasFocus: false while something above it has it.
  func drawList(on canvas: inout Canvas, _ desk: Desk, hasFocus: Bool = true) {
    list.draw(blocks(desk), on: &canvas, rows: room(desk), marksLast: marksLast, hasFocus: hasFocus)
  }
}
