import Testing

@testable import JournalTUI

@Suite struct ScrollListTests {
  private let heights = Array(repeating: 2, count: 40)

  @Test func whatIsReadStandsStillUntilTheFocusLeavesItAndThenHalfAScreenComes() {
    var list = ScrollList()
    var tops: [Int] = []
    for _ in 0..<12 {
      _ = list.take(.down, heights: heights, rows: 10)
      tops.append(list.top)
    }
    #expect(tops == [0, 0, 0, 0, 6, 6, 6, 12, 12, 12, 18, 18])
    while list.selected > 0 {
      let (top, selected) = (list.top, list.selected)
      _ = list.take(.up, heights: heights, rows: 10)
      #expect(list.selected == selected - 1)
      #expect(list.top == top || list.top < top && list.top <= list.selected * 2)
      #expect(list.selected * 2 >= list.top && list.selected * 2 + 2 <= list.top + 10)
    }
    #expect(list.top == 0)
  }

  @Test func theFocusIsInSightWhateverIsPressed() {
    let heights = (0..<60).map { [1, 3, 2, 14, 1, 6][$0 % 6] }
    for rows in [1, 3, 10, 18] {
      var list = ScrollList()
      let keys: [Action] = [.down, .down, .pageDown, .down, .up, .bottom, .up, .pageUp, .down, .top, .pageDown, .up]
      for step in 0..<600 {
        _ = list.take(keys[(step * 7 + step / 5) % keys.count], heights: heights, rows: rows)
        let begin = heights[..<list.selected].reduce(0, +)
        #expect(begin < list.top + rows && begin + heights[list.selected] > list.top, "\(rows) rows, step \(step)")
        #expect(list.top >= 0 && list.top <= max(0, heights.reduce(0, +) - rows))
      }
    }
  }
}
