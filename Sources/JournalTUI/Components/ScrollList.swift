/// A list of blocks of rows, one of them focused. A block that is taller than the room is read by scrolling through it.
struct ScrollList: Hashable, Sendable {
  private(set) var selected = 0
  /// The first row that is shown.
  private(set) var top = 0

  /// Moves as an action asks; false when it is no movement.
  mutating func take(_ action: Action, heights: [Int], rows: Int) -> Bool {
    guard !heights.isEmpty, rows > 0 else {
      return [.down, .up, .pageDown, .pageUp, .top, .bottom].contains(action)
    }
    switch action {
    case .down:
      let end = start(of: selected, heights) + heights[selected]
      if end > top + rows, heights[selected] > rows {
        top = min(top + max(1, rows / 2), end - rows)
        return true
      }
      selected = min(selected + 1, heights.count - 1)
    case .up:
      let begin = start(of: selected, heights)
      if begin < top, heights[selected] > rows {
        top = max(begin, top - max(1, rows / 2))
        return true
      }
      selected = max(0, selected - 1)
      if heights[selected] > rows { top = start(of: selected, heights) + heights[selected] - rows }
    case .pageDown:
      top += max(1, rows - 1)
      selected = item(at: min(top, total(heights) - 1), heights)
      if start(of: selected, heights) < top, selected + 1 < heights.count, heights[selected] <= rows { selected += 1 }
    case .pageUp:
      top = max(0, top - max(1, rows - 1))
      selected = item(at: top, heights)
    case .top: selected = 0
    case .bottom: selected = heights.count - 1
    default: return false
    }
    settle(heights: heights, rows: rows)
    return true
  }

  mutating func select(_ item: Int, heights: [Int], rows: Int) {
    selected = item
    settle(heights: heights, rows: rows)
  }

  /// Other items have come: the focus goes on with the item where it was, at the same row of the screen.
  /// - Parameter marksLast: true where its last row is the one that stands still.
  mutating func keep(_ item: Int, before: [Int], heights: [Int], rows: Int, marksLast: Bool = false) {
    guard before.indices.contains(selected), heights.indices.contains(item) else {
      return settle(heights: heights, rows: rows)
    }
    func row(_ item: Int, _ heights: [Int]) -> Int { start(of: item, heights) + (marksLast ? heights[item] : 0) }
    top = max(0, top + row(item, heights) - row(selected, before))
    selected = item
    settle(heights: heights, rows: rows, fillsRoom: false)
  }

  /// Keeps the focus on an item that exists, and in sight.
  /// - Parameter fillsRoom: false where the rows stay as they are though there is room below the last.
  mutating func settle(heights: [Int], rows: Int, fillsRoom: Bool = true) {
    selected = max(0, min(selected, heights.count - 1))
    guard !heights.isEmpty else {
      top = 0
      return
    }
    let begin = start(of: selected, heights)
    let height = heights[selected]
    if height > rows {
      top = min(max(top, begin), begin + height - rows)
    } else if begin < top || begin + height > top + rows {
      // What is read stands still while one goes through it; then half a screen comes into sight.
      top = begin - (rows - height) / 2
    }
    if fillsRoom { top = max(0, min(top, max(0, total(heights) - rows))) }
  }

  private func start(of item: Int, _ heights: [Int]) -> Int { heights[..<item].reduce(0, +) }
  private func total(_ heights: [Int]) -> Int { heights.reduce(0, +) }

  private func item(at row: Int, _ heights: [Int]) -> Int {
    var begin = 0
    for (index, height) in heights.enumerated() {
      if row < begin + height { return index }
      begin += height
    }
    return heights.count - 1
  }

  /// Draws the blocks into rows of a canvas, the focused one marked at its first row, or at its last.
  func draw(
    _ blocks: [[Line]], on canvas: inout Canvas, rows: Range<Int>, marksLast: Bool = false, hasFocus: Bool = true
  ) {
    var row = rows.lowerBound - top
    for (index, block) in blocks.enumerated() {
      if row + block.count <= rows.lowerBound {
        row += block.count
        continue
      }
      for (number, line) in block.enumerated() {
        if rows.contains(row) {
          canvas.put(line, row: row)
          canvas.spot(.item(index), row: row)
          if hasFocus, index == selected, number == (marksLast ? block.count - 1 : 0) {
            canvas.focus(row: row)
          }
        }
        row += 1
      }
      // In the middle of a tall block, the cursor stands at the first row that shows.
      if hasFocus, index == selected, row - block.count < rows.lowerBound, row > rows.lowerBound {
        canvas.cursor(row: rows.lowerBound, column: 0)
      }
      if row >= rows.upperBound { break }
    }
  }
}
