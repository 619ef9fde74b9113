internal import JournalCore

/// A list of rows in groups: the first of a group has its name in a column of its own where there is room.
struct Rows<Target: Hashable & Sendable>: Sendable {
  struct Row: Hashable, Sendable {
    var label = ""
    /// Whose words they are, before them.
    var name: Run?
    var text: String
    var trailing = ""
    /// The day that this is, where it is one: it is said in full.
    var day: JournalDay?
    var style = Style.text
    /// Who said it, as a bar before the words.
    var bar: Style.Role?
    /// What opens it; nil for what is only said.
    var target: Target?
    /// True where a blank row stands before it, though it has no label.
    var beginsGroup = false
    /// True for what names the rows below it: the focus passes it by.
    var isHeading = false
  }

  /// True where a blank row stands between two groups.
  let isSpaced: Bool
  private var list = ScrollList()

  init(isSpaced: Bool = true) { self.isSpaced = isSpaced }

  private(set) var all: [Row] = []

  /// The row that is focused.
  var focused: Row? { all.indices.contains(list.selected) ? all[list.selected] : nil }

  /// Shows other rows, with the focus on the row of the same target where that is there.
  mutating func show(_ rows: [Row], in room: Range<Int>, _ desk: Desk) {
    let (target, before) = (focused?.target, heights(desk))
    let isThere = rows.indices.contains(list.selected) && rows[list.selected].target == target
    all = rows
    let same = isThere ? list.selected : target.flatMap { target in rows.firstIndex { $0.target == target } }
    guard let same, target != nil else {
      list.settle(heights: heights(desk), rows: room.count)
      return passHeading(.down, in: room, desk)
    }
    list.keep(same, before: before, heights: heights(desk), rows: room.count)
  }

  /// Moves as an action asks, to the next group or the one before too; false when it is no movement.
  mutating func take(_ action: Action, in room: Range<Int>, _ desk: Desk) -> Bool {
    if action == .next || action == .previous {
      let starts = all.indices.filter { $0 == 0 || !all[$0].label.isEmpty || all[$0].beginsGroup }
      let next = action == .next ? starts.first { $0 > list.selected } : starts.last { $0 < list.selected }
      if let next { select(next, in: room, desk) }
      return true
    }
    let before = list.selected
    guard list.take(action, heights: heights(desk), rows: room.count) else { return false }
    passHeading(list.selected < before ? .up : .down, in: room, desk)
    return true
  }

  /// Goes on from a heading, back where nothing comes before it.
  private mutating func passHeading(_ action: Action, in room: Range<Int>, _ desk: Desk) {
    for action in [action, .down] where focused?.isHeading ?? false {
      _ = list.take(action, heights: heights(desk), rows: room.count)
    }
  }

  mutating func select(_ item: Int, in room: Range<Int>, _ desk: Desk) {
    list.select(item, heights: heights(desk), rows: room.count)
    passHeading(.down, in: room, desk)
  }

  func draw(on canvas: inout Canvas, in room: Range<Int>, _ desk: Desk) {
    list.draw(blocks(desk), on: &canvas, rows: room)
  }

  private func heights(_ desk: Desk) -> [Int] { all.indices.map { endsGroup($0) ? 2 : 1 } }

  /// True where a blank row stands after a row.
  private func endsGroup(_ index: Int) -> Bool {
    guard isSpaced, all.indices.contains(index + 1) else { return false }
    return !all[index + 1].label.isEmpty || all[index + 1].beginsGroup
  }

  private func blocks(_ desk: Desk) -> [[Line]] {
    let hasLabels = desk.width >= 72 && all.contains { !$0.label.isEmpty }
    return all.enumerated().map { index, row in
      let lines = [Self.line(row, desk, hasLabels: hasLabels)]
      return endsGroup(index) ? lines + [Line()] : lines
    }
  }

  static var labelWidth: Int { 18 }

  private static func line(_ row: Row, _ desk: Desk, hasLabels: Bool) -> Line {
    // A label that is longer than its column has its words after it.
    let own = TextLayout.width(row.label)
    let column = !hasLabels ? 0 : own < labelWidth ? labelWidth : own + 4
    let before = 2 + column + (row.bar == nil ? 0 : 2)
    // On a narrow screen the words come first.
    let asked = TextLayout.width(row.trailing) + 2
    let trailing = row.trailing.isEmpty || desk.width - before - asked < 16 ? 0 : asked
    let head = hasLabels || row.label.isEmpty ? "" : row.text.isEmpty ? row.label : row.label + ": "
    var room = desk.width - before - trailing
    var runs: [Run] = []
    if let name = row.name {
      runs = head.isEmpty ? [name, Run(": ", row.style)] : [Run(head, row.style), name, Run(": ", row.style)]
      room -= runs.reduce(0) { $0 + TextLayout.width($1.text) }
    }
    let words = row.name == nil && !head.isEmpty ? head + row.text : row.text
    runs.append(Run(TextLayout.cut(words, to: max(1, room), ellipsis: desk.glyphs.ellipsis), row.style))
    if let bar = row.bar {
      let sign = desk.glyphs.bar(bar)
      runs.insert(Run(String(sign) + " ", Style(bar)), at: 0)
    }
    if hasLabels { runs.insert(Run(TextLayout.padded(row.label, to: column), .bold), at: 0) }
    return Line(runs, trailing: trailing == 0 ? nil : Run(row.trailing, .muted))
  }
}

extension Sequence {
  /// Rows of a group: the first carries its name.
  func group<Target>(_ label: String, _ row: (Element) -> Rows<Target>.Row) -> [Rows<Target>.Row] {
    enumerated().map { index, element in
      var row = row(element)
      row.label = index == 0 ? label : ""
      return row
    }
  }
}
