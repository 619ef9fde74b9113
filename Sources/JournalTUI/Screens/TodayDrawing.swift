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
      drawDay(
        on: &canvas, desk, columns, page, rows: columns.top..<max(columns.top, canvas.rows >= 24 ? lower - 2 : lower))
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
    let most =
      canvas.rows >= 24
      ? min(canvas.rows - 12, room.upperBound - min(count, 9) - 1)
      : room.upperBound - 1 - min(count, max(1, room.count / 3))
    guard columns.isWide else { return most }
    let needed =
      desk.partners.map { partner in
        columnHeight(
          page.items.filter { $0.entry.author == partner.id }, desk, width: columns.left.count - 2,
          rows: most - columns.top - 3)
      }.max() ?? 1
    return canvas.rows >= 24 ? min(most, max(columns.top + 10, columns.top + needed + 3)) : most
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
    row += 2
    canvas.put(
      TextLayout.cut(Words.beginning, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: row, column: 2)
    row += 2
    for (index, choice) in rows.enumerated() where row < canvas.body.upperBound {
      canvas.put(choice.label, row: row, column: 2, style: .bold)
      canvas.put(choice.text, row: row, column: 6)
      canvas.spot(.item(page.items.count + index), row: row)
      if focus == .row(index) { canvas.focus(row: row) }
      row += 1
    }
    row += 1
    for line in TextLayout.wrap(Words.lookAround, width: canvas.width - 3) where row < canvas.body.upperBound {
      canvas.put(line, row: row, column: 2, style: .muted)
      row += 1
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
      canvas.put(
        TextLayout.cut(
          label > 2 || entry.label.isEmpty ? entry.text : entry.label + ": " + entry.text, to: end - label,
          ellipsis: canvas.glyphs.ellipsis), row: row, column: label)
      canvas.put(entry.trailing, row: row, endingAt: canvas.width, style: .muted)
      canvas.spot(.item((page?.items.count ?? 0) + start + offset), row: row)
      if focus == .row(start + offset) { canvas.focus(row: row) }
    }
  }

  private func drawDay(on canvas: inout Canvas, _ desk: Desk, _ columns: Columns, _ page: TodayPage, rows: Range<Int>) {
    drawNames(on: &canvas, desk, columns)
    if columns.isWide {
      let height =
        desk.partners.map { partner in
          columnHeight(
            page.items.filter { $0.entry.author == partner.id }, desk, width: columns.left.count - 2,
            rows: rows.count - 1)
        }.max() ?? 1
      for (partner, range) in zip(desk.partners, [columns.left, columns.right]) {
        for row in columns.top + 1..<max(columns.top + 1, min(columns.top + 1 + height, rows.upperBound)) {
          canvas.bar(desk.role(partner.id), row: row, column: range.lowerBound)
        }
        draw(
          page.items.filter { $0.entry.author == partner.id }, of: partner, on: &canvas, desk, range,
          rows: columns.top + 1..<max(columns.top + 1, rows.upperBound), page)
      }
      return
    }
    // One under the other, each with their name; the one with more to say gets more room.
    let (first, second) = (desk.partners[0], desk.partners[1])
    let ours = [first, second].map { partner in page.items.filter { $0.entry.author == partner.id } }
    let room = rows.count - 2
    let height = columnHeight(ours[0], desk, width: columns.left.count - 2, rows: max(1, room - 1))
    let half = max(1, min(height, max(room / 2, room - 1 - (ours[1].isEmpty ? 0 : 2))))
    let top = columns.top + 1
    draw(
      ours[0], of: first, on: &canvas, desk, columns.left, rows: top..<max(top, min(top + half, rows.upperBound)), page)
    let below = top + half
    guard below + 1 < rows.upperBound else { return }
    canvas.put(second.name, row: below, column: 2, style: Style(.second, bold: true))
    draw(ours[1], of: second, on: &canvas, desk, columns.right, rows: below + 1..<rows.upperBound, page)
  }

  private func draw(
    _ items: [Item], of partner: Partner, on canvas: inout Canvas, _ desk: Desk, _ range: Range<Int>, rows: Range<Int>,
    _ page: TodayPage
  ) {
    let role = desk.role(partner.id)
    guard !items.isEmpty else {
      let words = partner.id != desk.me.id && !page.isJoined ? Words.hasNotJoined : Words.nothingWritten
      canvas.put(Line(words, .muted, bar: role), row: rows.lowerBound, from: range.lowerBound, to: range.upperBound)
      return
    }
    let blocks = blocks(items, desk, role, width: range.count - 2, rows: rows.count)
    let all = blocks.enumerated().flatMap { index, block in block.map { (index, $0) } + [(index, Line(bar: role))] }
      .dropLast()
    // The latest is in sight, unless the focus is on an earlier one.
    var start = max(0, all.count - rows.count)
    if case .entry(let id) = focus, let index = items.firstIndex(where: { $0.entry.id == id }) {
      let begin = blocks[..<index].reduce(0) { $0 + $1.count + 1 }
      start = min(start, begin)
    }
    for (offset, (index, line)) in all.dropFirst(start).prefix(rows.count).enumerated() {
      let row = rows.lowerBound + offset
      canvas.put(line, row: row, from: range.lowerBound, to: range.upperBound)
      if let place = page.items.firstIndex(where: { $0.entry.id == items[index].entry.id }) {
        canvas.spot(.item(place), row: row, from: range.lowerBound, to: range.upperBound)
      }
      if focus == .entry(items[index].entry.id) {
        canvas.select(row: row, from: range.lowerBound + 2, to: range.upperBound)
        if offset + start == blocks[..<index].reduce(0, { $0 + $1.count + 1 }) {
          canvas.put(String(canvas.glyphs.focus), row: row, column: range.lowerBound + 1)
          canvas.cursor(row: row, column: range.lowerBound + 1)
        }
      }
    }
    if start > 0 {
      canvas.put(
        Line("\(canvas.glyphs.more) " + Words.earlier, .muted), row: rows.lowerBound - 1, from: range.lowerBound + 10,
        to: range.upperBound)
    }
  }

  /// The rows that a column takes.
  private func columnHeight(_ items: [Item], _ desk: Desk, width: Int, rows: Int) -> Int {
    guard !items.isEmpty else { return 1 }
    let blocks = blocks(items, desk, .text, width: width, rows: rows)
    return min(rows, blocks.reduce(-1) { $0 + $1.count + 1 })
  }

  /// The blocks of one column: as much of each as fits, at most four rows of words while the screen is small.
  private func blocks(_ items: [Item], _ desk: Desk, _ role: Style.Role, width: Int, rows: Int) -> [[Line]] {
    let wrapped = items.map { TextLayout.wrap($0.words, width: width) }
    let fixed = items.reduce(-1) { $0 + 2 + ($1.note == nil ? 0 : 1) }
    var limit = 4 + max(0, rows - 7) / 2
    while limit > 1, fixed + wrapped.reduce(0, { $0 + min($1.count, limit) }) > rows { limit -= 1 }
    return zip(items, wrapped).map { item, lines in
      var text = Array(lines.prefix(limit))
      if lines.count > limit {
        let last =
          TextLayout.width(text[limit - 1]) + 2 <= width
          ? text[limit - 1] : TextLayout.cut(text[limit - 1] + " x", to: width - 1, ellipsis: "").trimmingTrailingSpaces
        text[limit - 1] = last + " " + desk.glyphs.ellipsis
      }
      let style: Style = item.entry.isWithdrawn ? .muted : .text
      var heading = [Run(Dates.clock(item.entry.moment), .muted), Run("  " + item.what(desk), .bold)]
      if item.entry.isWithdrawn { heading = [heading[0]] }
      var block = [Line(heading, bar: role, trailing: item.strength.map { Run($0) })]
      block += text.map { Line($0, style, bar: item.entry.isPrivate ? nil : role) }
      if let note = item.note { block.append(Line("", bar: role, trailing: Run(note + " ", .muted))) }
      return block
    }
  }
}

extension String {
  var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
