internal import JournalCore

/// How the day lies on the screen.
extension Today {
  func draw(on canvas: inout Canvas, _ desk: Desk) {
    var desk = desk
    // On the first evening the column of the one who is not here says it.
    if page?.nothingYet ?? false, !desk.areBothIn { desk.presence = [:] }
    canvas.tabs(active: 0, desk)
    guard let page else { return }
    let columns = Columns(canvas: canvas, top: desk.list().lowerBound)
    let rows = rows(page, desk)
    if page.nothingYet {
      drawNames(on: &canvas, desk, columns)
      drawBeginning(on: &canvas, desk, columns, page, rows)
    } else {
      let lower = lowerStart(canvas, desk, columns, page, rows.count)
      let end = columns.isWide && canvas.rows >= 24 ? lower - 2 : lower
      drawDay(on: &canvas, desk, columns, page, rows: columns.top..<max(columns.top, end))
      canvas.rule(row: lower)
      draw(rows, on: &canvas, from: lower + 1)
    }
    canvas.footer(
      page.nothingYet
        ? [
          Offer(.write, Words.writeKey), Offer(.ask, Words.askKey), Offer(.thank, Words.thankKey),
          Offer(.more, Words.moreKey),
        ]
        : [
          Offer(.write, Words.writeKey), Offer(.ask, Words.askKey), Offer(.thank, Words.thankKey),
          Offer(.stillHurts, Words.stillHurtsKey),
          Offer(.openList, Words.openKey), Offer(.more, Words.moreKey),
        ])
  }

  /// Where the two columns are: side by side from 72 columns on, else one under the other.
  private struct Columns {
    /// The row of the names.
    var top: Int
    var isWide: Bool
    var left: Range<Int>, right: Range<Int>

    init(canvas: Canvas, top: Int) {
      self.top = top
      isWide = canvas.width >= 72
      let half = canvas.width / 2
      left = isWide ? 0..<half - 2 : 0..<canvas.width
      right = isWide ? half..<canvas.width : 0..<canvas.width
    }
  }

  /// The rule above the rows that wait: in the middle of 24 rows, lower on a taller screen when the day needs it.
  private func lowerStart(
    _ canvas: Canvas, _ desk: Desk, _ columns: Columns, _ page: TodayPage, _ count: Int
  ) -> Int {
    let room = canvas.body
    // On a small screen what waits has a third.
    let small = room.upperBound - 1 - min(count, max(1, room.count / 3))
    let most = canvas.rows >= 24 ? min(canvas.rows - 12, room.upperBound - min(count, 9) - 1) : small
    let items = desk.partners.map { partner in page.items.filter { $0.entry.author == partner.id } }
    let wanted = items.map {
      self.wanted($0, desk, width: columns.left.count - 2, rows: most - columns.top - 3)
    }
    let needed = columns.top + (columns.isWide ? 1 + (wanted.max() ?? 1) : 2 + wanted.reduce(0, +))
    if columns.isWide, canvas.rows >= 24 {
      // No entry is left out while rows stay free below.
      let least = items.map { Self.least($0[...]) }.max() ?? 1
      let free = room.upperBound - 1 - min(count, 9)
      return max(min(most, max(columns.top + 10, needed + 2)), min(free, columns.top + 1 + least + 2))
    }
    // What the day leaves free is for what waits; two names with a row each, and one row below, come first.
    let lower = canvas.rows >= 24 ? most : room.upperBound - 1 - count
    return max(lower, min(small, needed), min(columns.top + 4, room.upperBound - 2))
  }

  private func drawNames(on canvas: inout Canvas, _ desk: Desk, _ columns: Columns) {
    canvas.put(
      desk.partners[0].name, row: columns.top, column: columns.left.lowerBound + 2, style: Style(.first, bold: true))
    if columns.isWide {
      canvas.put(
        desk.partners[1].name, row: columns.top, column: columns.right.lowerBound + 2, style: Style(.second, bold: true)
      )
    }
  }

  private func drawBeginning(
    on canvas: inout Canvas, _ desk: Desk, _ columns: Columns, _ page: TodayPage, _ rows: [Row]
  ) {
    var row = columns.top + 1
    for (partner, range) in zip(desk.partners, [columns.left, columns.right]) {
      let words = partner.id != desk.me.id && !page.isJoined ? Words.hasNotJoined : Words.nothingWritten
      if !columns.isWide, partner.id == desk.partners[1].id {
        row += 1
        canvas.put(partner.name, row: row, column: 2, style: Style(.second, bold: true))
        row += 1
      }
      canvas.put(
        Line(words, .muted, bar: desk.role(partner.id)), row: row, from: range.lowerBound, to: range.upperBound)
    }
    let width = canvas.width - 3
    let room = row + 1..<max(row + 1, canvas.body.upperBound)
    var lines: [(line: Line, choice: Int?)] = [(Line(), nil)]
    lines += TextLayout.wrap(Words.beginning, width: width).map { (Line($0), nil) } + [(Line(), nil)]
    lines += rows.enumerated().map { index, choice in
      let words = TextLayout.cut(choice.text, to: width - 4, ellipsis: canvas.glyphs.ellipsis)
      return (Line([Run(TextLayout.padded(choice.label, to: 4), .bold), Run(words)]), index)
    }
    lines.append((Line(), nil))
    lines += TextLayout.wrap(Words.lookAround, width: width).map { (Line($0, .muted), nil) }
    // Where there is no room for all of it, the blank rows go first, and the focus stays in sight.
    if lines.count > room.count { lines.removeAll { $0.line == Line() } }
    let at = lines.firstIndex { line in line.choice.map { focus == .row($0) } ?? false } ?? 0
    for (row, line) in zip(room, lines.dropFirst(max(0, at - room.count + 1))) {
      canvas.put(line.line, row: row)
      guard let choice = line.choice else { continue }
      canvas.spot(.item(page.items.count + choice), row: row)
      if focus == .row(choice) { canvas.focus(row: row) }
    }
  }

  private func draw(_ rows: [Row], on canvas: inout Canvas, from first: Int) {
    let label = canvas.width >= 72 ? 20 : 2
    let room = canvas.body.upperBound - first
    var start = 0
    if case .row(let index) = focus { start = max(0, index - room + 1) }
    for (offset, entry) in rows.dropFirst(start).prefix(max(0, room)).enumerated() {
      let row = first + offset
      if label > 2 { canvas.put(entry.label, row: row, column: 2, style: .bold) }
      let trailing = TextLayout.width(entry.trailing)
      let end = canvas.width - max(trailing == 0 ? 0 : 11, trailing + 2)
      let head = label > 2 || entry.label.isEmpty ? "" : entry.label + ": "
      let words = TextLayout.cut(head + entry.text, to: end - label, ellipsis: canvas.glyphs.ellipsis)
      canvas.put(words, row: row, column: label)
      if let name = entry.name, words.hasPrefix(head + name.text) {
        canvas.put(name.text, row: row, column: label + TextLayout.width(head), style: name.style)
      }
      canvas.put(entry.trailing, row: row, endingAt: canvas.width, style: .muted)
      canvas.spot(.item((page?.items.count ?? 0) + start + offset), row: row)
      if focus == .row(start + offset) { canvas.focus(row: row) }
    }
  }

  private func drawDay(on canvas: inout Canvas, _ desk: Desk, _ columns: Columns, _ page: TodayPage, rows: Range<Int>) {
    drawNames(on: &canvas, desk, columns)
    let items = desk.partners.map { partner in page.items.filter { $0.entry.author == partner.id } }
    let wanted = items.map { self.wanted($0, desk, width: columns.left.count - 2, rows: rows.count - 1) }
    let top = columns.top + 1
    if columns.isWide {
      let room = top..<max(top, rows.upperBound)
      for (index, range) in [columns.left, columns.right].enumerated() {
        draw(
          items[index], of: desk.partners[index], on: &canvas, desk, range, rows: room, page,
          barred: wanted.max() ?? 1)
      }
      return
    }
    // One under the other, each with their name; the one with more to say gets more room.
    let room = max(0, rows.upperBound - top - 1)
    let first = max(1, min(wanted[0], max(room / 2, room - wanted[1])))
    draw(
      items[0], of: desk.partners[0], on: &canvas, desk, columns.left,
      rows: top..<max(top, min(top + first, rows.upperBound)), page)
    let below = top + first
    guard below + 1 < rows.upperBound else { return }
    canvas.put(desk.partners[1].name, row: below, column: 2, style: Style(.second, bold: true))
    draw(items[1], of: desk.partners[1], on: &canvas, desk, columns.right, rows: below + 1..<rows.upperBound, page)
  }

  /// - Parameter barred: how many rows have a bar at least.
  private func draw(
    _ items: [Item], of partner: Partner, on canvas: inout Canvas, _ desk: Desk, _ range: Range<Int>, rows: Range<Int>,
    _ page: TodayPage, barred: Int = 0
  ) {
    let role = desk.role(partner.id)
    let (first, blocks) = blocks(items, desk, role, width: range.count - 2, rows: rows.count)
    var lines = blocks.enumerated().flatMap { index, block in
      [index == 0 ? nil : (index - 1, Line(bar: blocks[index - 1][0].bar))].compactMap(\.self)
        + block.map { (index, $0) }
    }
    if items.isEmpty {
      let words = partner.id != desk.me.id && !page.isJoined ? Words.hasNotJoined : Words.nothingWritten
      lines = [(0, Line(words, .muted, bar: role))]
    }
    // What is for oneself alone has no bar, nor what stands below it.
    for row in rows.prefix(barred).dropFirst(lines.count) {
      canvas.put(Line(bar: lines.last?.1.bar), row: row, from: range.lowerBound, to: range.upperBound)
    }
    for (row, (index, line)) in zip(rows, lines) {
      canvas.put(line, row: row, from: range.lowerBound, to: range.upperBound)
      guard items.indices.contains(first + index) else { continue }
      let id = items[first + index].entry.id
      if let place = page.items.firstIndex(where: { $0.entry.id == id }) {
        canvas.spot(.item(place), row: row, from: range.lowerBound, to: range.upperBound)
      }
      guard focus == .entry(id) else { continue }
      canvas.select(row: row, from: range.lowerBound + 2, to: range.upperBound)
      if line == blocks[index][0] {
        canvas.put(String(canvas.glyphs.focus), row: row, column: range.lowerBound + 1)
        canvas.cursor(row: row, column: range.lowerBound + 1)
      }
    }
    if first > 0 {
      canvas.put(
        Line("\(canvas.glyphs.more) " + Words.earlier, .muted), row: rows.lowerBound - 1,
        from: range.lowerBound + max(10, TextLayout.width(partner.name) + 4),
        to: range.upperBound)
    }
  }

  /// The rows that a column fills, if it may.
  private func wanted(_ items: [Item], _ desk: Desk, width: Int, rows: Int) -> Int {
    max(1, items.reduce(-1) { $0 + 1 + Self.around($1) + Self.words($1, desk, width: width, rows: rows) })
  }

  /// The rows of entries with a row of words each.
  private static func least(_ items: ArraySlice<Item>) -> Int { items.reduce(-1) { $0 + 2 + around($1) } }

  /// The rows of its words; between two columns on a screen that is not small, of one entry no more than leaves the
  /// others room.
  private static func words(_ item: Item, _ desk: Desk, width: Int, rows: Int) -> Int {
    let most = desk.width >= 72 && desk.size.rows >= 24 ? 4 + max(0, rows - 7) / 2 : .max
    return min(most, TextLayout.wrap(item.words, width: width).count)
  }

  /// The rows of an entry beside those of its words.
  private static func around(_ item: Item) -> Int { item.note == nil ? 1 : 2 }

  /// The entries of one column for which there is room, from `first` on: the latest, or the focused one and what comes
  /// after it. Each begins with its heading; what does not fit is cut at its end.
  private func blocks(_ items: [Item], _ desk: Desk, _ role: Style.Role, width: Int, rows: Int) -> (
    first: Int, blocks: [[Line]]
  ) {
    guard !items.isEmpty else { return (0, []) }
    var first = items.count - 1
    while first > 0, Self.least(items[(first - 1)...]) <= rows { first -= 1 }
    if case .entry(let id) = focus, let at = items.firstIndex(where: { $0.entry.id == id }) { first = min(first, at) }
    var end = first + 1
    while end < items.count, Self.least(items[first...end]) <= rows { end += 1 }
    let shown = items[first..<end]
    // The rows that are left go round, the latest first, to those that have more to say.
    let all = shown.map { Self.words($0, desk, width: width, rows: rows) }
    var taken = all.map { _ in 1 }
    var free = rows - Self.least(shown)
    while free > 0, taken != all {
      for index in all.indices.reversed() where free > 0 && taken[index] < all[index] {
        taken[index] += 1
        free -= 1
      }
    }
    return (first, zip(shown, taken).map { block($0, desk, role, width: width, words: $1, rows: rows) })
  }

  private func block(_ item: Item, _ desk: Desk, _ role: Style.Role, width: Int, words: Int, rows: Int) -> [Line] {
    let style: Style = item.entry.isWithdrawn ? .muted : .text
    let bar = item.entry.isPrivate ? nil : role
    let clock = Run(Dates.clock(item.entry.moment) + "  ", .muted)
    guard rows > 1 else {
      return [Line([clock, Run(item.firstWords(width - TextLayout.width(clock.text), desk), style)], bar: bar)]
    }
    // Where there is no row for who sees it, that stands beside the heading.
    let hasRow = rows > Self.around(item)
    let note = item.note.map { Run($0 + " ", .muted) }
    let heading = [clock] + (item.entry.isWithdrawn ? [] : [Run(item.what(desk), .bold)])
    var block = [Line(heading, bar: bar, trailing: hasRow ? item.strength.map { Run($0) } : note)]
    block += TextLayout.wrap(item.words, width: width, lines: words, desk.glyphs.ellipsis).map {
      Line($0, style, bar: bar)
    }
    if hasRow, let note { block.append(Line("", bar: bar, trailing: note)) }
    return block
  }
}
