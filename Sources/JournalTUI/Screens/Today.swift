internal import JournalCore

/// What Today shows.
struct TodayPage: Hashable, Sendable {
  var items: [Item]
  var waitingForMe: [WaitingItem]
  var myWaits: [WaitingItem]
  var promised: [Item]
  var company: Item?
  /// The newest of the other's that came after one's own last entry.
  var new: Item?
  var unfinished: Unfinished?
  /// The one question that today offers.
  var prompt: Prompt?
  var nothingYet: Bool
  var isJoined: Bool
  /// The other wrote while the one who sits here has space: it is folded away until then (`docs/definitions.md` B14).
  var isFolded: Bool

  /// A draft that waits to be gone on with.
  struct Unfinished: Hashable, Sendable {
    var purpose: Purpose
    var draft: Draft
    var at: Moment
  }
}

extension Reader {
  func todayPage(_ desk: Desk, drafts: [Drafts.Draft]) throws -> TodayPage {
    let space = try presence(of: desk.me.id).spaceSince
    func isFolded(_ entry: EntryRow) -> Bool {
      entry.author == desk.other.id && space.map { entry.visible >= $0 } ?? false
    }
    var items = try entries(on: desk.today).filter { !isFolded($0) }.map(item)
    if let letter = desk.onItsWay, let item = try item(letter, desk) { items.append(item) }
    let waiting = try openPage(desk)
    let latestOfMine = try latestEntry(by: desk.me.id)
    let latestOfTheirs = try latestEntry(by: desk.other.id)
    let new = try latestOfTheirs.flatMap { theirs -> Item? in
      guard let mine = latestOfMine, mine.visible < theirs.visible, theirs.day != desk.today, !isFolded(theirs) else {
        return nil
      }
      return try item(theirs)
    }
    let company = items.last { item in
      item.entry.author == desk.other.id && item.entry.wish == "presence" && !item.entry.isWithdrawn
        && !items.contains { $0.entry.replyTo == item.entry.id }
    }
    let unfinished = drafts.compactMap { draft -> TodayPage.Unfinished? in
      guard let purpose = Purpose(slot: draft.slot) else { return nil }
      return TodayPage.Unfinished(purpose: purpose, draft: Draft(draft.state), at: desk.zone.moment(at: draft.at))
    }.first { !$0.draft.isEmpty }
    return TodayPage(
      items: items, waitingForMe: waiting.waitingForMe.filter { !isFolded($0.latest.entry) }, myWaits: waiting.myWaits,
      promised: try promisesDue(within: 48 * 3_600_000).filter { !isFolded($0) }.map(item), company: company, new: new,
      unfinished: unfinished,
      prompt: try prompt(),
      nothingYet: try items.isEmpty && unfinished == nil && entries(before: instant, limit: 1).isEmpty,
      isJoined: try joinedAt() != nil, isFolded: latestOfTheirs.map(isFolded) ?? false)
  }
}

/// The day: both columns, and what waits below them.
struct Today: Screen {
  private var page: TodayPage?
  /// The focused row: entries first, in the order of writing, then the rows below.
  private var focus = Focus.row(0)

  private enum Focus: Hashable {
    case entry(String)
    case row(Int)
  }

  /// A row under the columns.
  private struct Row: Hashable {
    var label: String
    var text: String
    var trailing: String
    var target: Target
  }

  private enum Target: Hashable {
    case none
    case beginning(Action)
    case talk(String)
    case answer(String)
    case company(String)
    case goOn(TodayPage.Unfinished)
    case prompt(Prompt)
    case past
  }

  var query: Query? { .today }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .today(let page)):
      self.page = page
      keepFocus(desk)
      return []
    case .action(let action): return take(action, desk)
    case .tick, .resized, .key, .paste, .replaced, .page: return nil
    }
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    guard let page else { return nil }
    let rows = rows(page, desk)
    switch action {
    case .down: move(1, page, rows)
    case .up: move(-1, page, rows)
    case .top, .pageUp: focus = page.items.first.map { .entry($0.entry.id) } ?? .row(0)
    case .bottom, .pageDown: focus = .row(max(0, rows.count - 1))
    case .next: focus = jump(page, rows)
    case .previous: focus = jump(page, rows)
    case .open: return open(page, rows)
    case .answer: return answer(page, rows, desk)
    case .later:
      let waits = focusedWait(page, rows) ?? page.waitingForMe.first
      return [waits.map { .push(.prompt(.later($0.latest.entry.id))) } ?? .say(Words.nothingWaitsForYou)]
    case .ask:
      guard let item = focused(page), item.entry.author == desk.me.id, item.entry.kind == .question else { return nil }
      return [.push(.editor(.askAgain(item.entry.id), nil))]
    case .mark, .edit, .takeBack:
      if action == .takeBack {
        switch target(rows) {
        case .goOn(let unfinished): return [.dropDraft(unfinished.purpose)]
        case .prompt: return [.notePrompt(isNotToday: true)]
        default: break
        }
      }
      guard let item = focused(page) else { return nil }
      return item.effects(of: action, desk)
    default: return nil
    }
    return []
  }

  private func focused(_ page: TodayPage) -> Item? {
    guard case .entry(let id) = focus else { return nil }
    return page.items.first { $0.entry.id == id }
  }

  private func target(_ rows: [Row]) -> Target {
    guard case .row(let index) = focus, rows.indices.contains(index) else { return .none }
    return rows[index].target
  }

  private func focusedWait(_ page: TodayPage, _ rows: [Row]) -> WaitingItem? {
    guard case .answer(let id) = target(rows) else { return nil }
    return page.waitingForMe.first { $0.latest.entry.id == id }
  }

  private func open(_ page: TodayPage, _ rows: [Row]) -> [Effect]? {
    if let item = focused(page) { return item.isOnItsWay ? [] : [.push(.talk(item.entry.id))] }
    switch target(rows) {
    case .none: return [.push(.open)]
    case .past: return [.go(.past)]
    case .beginning(let action):
      switch action {
      case .write: return [.push(.editor(.write(.feeling), nil))]
      case .ask: return [.push(.editor(.write(.question), nil))]
      case .thank: return [.push(.editor(.write(.gratitude), nil))]
      default: return [.push(.kinds)]
      }
    case .talk(let id), .answer(let id): return [.push(.talk(id))]
    case .company(let id):
      var draft = Draft()
      draft.text = Words.hereNow
      return [.push(.editor(.answer(id), draft))]
    case .goOn(let unfinished): return [.push(.editor(unfinished.purpose, unfinished.draft))]
    case .prompt(let prompt):
      var draft = Draft()
      draft.prompt = prompt.id
      let isOwn = prompt.reader == .own
      draft.isPrivate = isOwn
      return [.push(.editor(.write(isOwn ? .reflection : .feeling), draft)), .notePrompt(isNotToday: false)]
    }
  }

  private func answer(_ page: TodayPage, _ rows: [Row], _ desk: Desk) -> [Effect] {
    if let effects = focused(page)?.answering(desk) { return effects }
    if case .company(let id) = target(rows) { return [.push(.editor(.answer(id), nil))] }
    let waits = focusedWait(page, rows) ?? page.waitingForMe.first
    return [waits.map { .push(.editor(.answer($0.latest.entry.id), nil)) } ?? .say(Words.nothingWaitsForYou)]
  }

  /// Entries come first, in the order of writing, then the rows below.
  mutating func select(_ item: Int, _ desk: Desk) {
    guard let page else { return }
    focus = page.items.indices.contains(item) ? .entry(page.items[item].entry.id) : .row(item - page.items.count)
  }

  private mutating func move(_ step: Int, _ page: TodayPage, _ rows: [Row]) {
    let all = page.items.map { Focus.entry($0.entry.id) } + rows.indices.map(Focus.row)
    guard let at = all.firstIndex(of: focus), !all.isEmpty else {
      focus = .row(0)
      return
    }
    focus = all[max(0, min(all.count - 1, at + step))]
  }

  private func jump(_ page: TodayPage, _ rows: [Row]) -> Focus {
    if case .row = focus, let last = page.items.last { return .entry(last.entry.id) }
    return .row(0)
  }

  private mutating func keepFocus(_ desk: Desk) {
    guard let page else { return }
    switch focus {
    case .entry(let id): if !page.items.contains(where: { $0.entry.id == id }) { focus = .row(0) }
    case .row(let index): focus = .row(max(0, min(index, rows(page, desk).count - 1)))
    }
  }

  // MARK: - Rows below

  private func rows(_ page: TodayPage, _ desk: Desk) -> [Row] {
    if page.nothingYet {
      return Words.beginnings.map { action, words in
        Row(label: Keymap.standard.label(action), text: words, trailing: "", target: .beginning(action))
      } + presence(desk)
    }
    func waiting(_ items: [WaitingItem], _ label: String, answer: Bool) -> [Row] {
      items.prefix(3).enumerated().map { index, item in
        let since = JournalDay(desk.zone.moment(at: item.row.since))
        let held = item.row.heldUntil.map { Dates.ahead(desk.zone.moment(at: $0.instant), today: desk.today) }
        return Row(
          label: index == 0 ? label : "", text: item.name, trailing: held ?? Dates.short(since, today: desk.today),
          target: answer ? .answer(item.latest.entry.id) : .talk(item.latest.entry.id))
      }
    }
    var rows = presence(desk)
    if page.isFolded {
      rows.append(Row(label: "", text: Words.folded(desk.other.name), trailing: "", target: .past))
    }
    if let unfinished = page.unfinished {
      rows.append(
        Row(
          label: Words.unfinished,
          text: Words.youWereWriting(
            Words.longDays[unfinished.at.date.weekday.rawValue], Dates.clock(unfinished.at)),
          trailing: Words.putAway, target: .goOn(unfinished)))
    }
    let nobodyWaits = [Row(label: Words.waitingForYou, text: Words.nothingWaits, trailing: "", target: .none)]
    rows += page.waitingForMe.isEmpty ? nobodyWaits : waiting(page.waitingForMe, Words.waitingForYou, answer: true)
    if let company = page.company {
      rows.append(
        Row(label: "", text: Words.wouldLikeCompany(desk.other.name), trailing: "", target: .company(company.entry.id)))
    }
    rows += waiting(page.myWaits, Words.youWaitFor, answer: false)
    if let new = page.new {
      rows.append(
        Row(
          label: Words.newForYou, text: desk.name(new.entry.author) + ": " + new.words,
          trailing: Dates.short(new.entry.day, today: desk.today), target: .talk(new.entry.id)))
    }
    rows += page.promised.prefix(2).enumerated().map { index, item in
      Row(
        label: index == 0 ? Words.promised : "", text: desk.name(item.entry.author) + ": " + item.words,
        trailing: item.entry.due.map { Dates.ahead(desk.zone.moment(at: $0), today: desk.today) } ?? "",
        target: .talk(item.entry.id))
    }
    if let prompt = page.prompt {
      rows.append(
        Row(label: Words.ifYouLike, text: prompt.text, trailing: Words.notNowKey, target: .prompt(prompt)))
    }
    return rows
  }

  /// Who is away, has asked for space or left, a sentence each.
  private func presence(_ desk: Desk) -> [Row] {
    func time(_ instant: Instant) -> String { Dates.ahead(desk.zone.moment(at: instant), today: desk.today) }
    var lines: [String] = []
    if let other = desk.presence[desk.other.id] {
      if other.hasLeft { lines.append(Words.hasLeft(desk.other.name)) }
      if let until = other.spaceUntil { lines.append(Words.hasSpace(desk.other.name, time(until))) }
      if let until = other.awayUntil { lines.append(Words.isAway(desk.other.name, time(until))) }
    }
    if let until = desk.presence[desk.me.id]?.spaceUntil { lines.append(Words.mySpace(time(until))) }
    return lines.map { Row(label: "", text: $0, trailing: "", target: .none) }
  }

  // MARK: - In words

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: Words.places[0]) }
    let rows = rows(page, desk)
    var group = ""
    let below = rows.map { row in
      if !row.label.isEmpty { group = row.label }
      return [group, row.text, row.trailing].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let at =
      switch focus {
      case .entry(let id): page.items.firstIndex { $0.entry.id == id } ?? 0
      case .row(let index): page.items.count + index
      }
    var lines = desk.partners.filter { partner in !page.items.contains { $0.entry.author == partner.id } }.map {
      partner in
      partner.name + ", "
        + (partner.id != desk.me.id && !page.isJoined ? Words.hasNotJoined : Words.nothingWritten)
    }
    if page.nothingYet { lines += [Words.beginning, Words.lookAround] }
    return Spoken(
      title: Words.places[0] + ", " + desk.header(), lines: lines, items: page.items.map { $0.spoken(desk) } + below,
      focus: at)
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 0, right: desk.tabHeader)
    guard let page else { return }
    let columns = Columns(canvas: canvas)
    let rows = rows(page, desk)
    if page.nothingYet {
      drawNames(on: &canvas, desk, columns)
      drawBeginning(on: &canvas, desk, columns, page, rows)
    } else {
      let lower = lowerStart(canvas, desk, columns, page, rows.count)
      drawDay(on: &canvas, desk, columns, page, rows: 2..<(canvas.rows >= 24 ? lower - 2 : lower))
      canvas.rule(row: lower)
      draw(rows, on: &canvas, from: lower + 1)
    }
    canvas.footer(
      page.nothingYet
        ? [Offer(.write, "write"), Offer(.ask, "ask"), Offer(.thank, "thank you"), Offer(.more, "more")]
        : [
          Offer(.write, "write"), Offer(.ask, "ask"), Offer(.thank, "thank you"), Offer(.stillHurts, "still hurts"),
          Offer(.openList, "open"), Offer(.more, "more"),
        ])
  }

  /// Where the two columns are: side by side from 72 columns on, else one under the other.
  private struct Columns {
    var isWide: Bool
    var left: Range<Int>, right: Range<Int>

    init(canvas: Canvas) {
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
          page.items.filter { $0.entry.author == partner.id }, desk, width: columns.left.count - 2, rows: most - 5)
      }.max() ?? 1
    return canvas.rows >= 24 ? min(most, max(12, needed + 5)) : most
  }

  private func drawNames(on canvas: inout Canvas, _ desk: Desk, _ columns: Columns) {
    canvas.put(desk.partners[0].name, row: 2, column: columns.left.lowerBound + 2, style: Style(.first, bold: true))
    if columns.isWide {
      canvas.put(desk.partners[1].name, row: 2, column: columns.right.lowerBound + 2, style: Style(.second, bold: true))
    }
  }

  private func drawBeginning(
    on canvas: inout Canvas, _ desk: Desk, _ columns: Columns, _ page: TodayPage, _ rows: [Row]
  ) {
    var row = 3
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
        for row in 3..<min(3 + height, rows.upperBound) {
          canvas.bar(desk.role(partner.id), row: row, column: range.lowerBound)
        }
        draw(
          page.items.filter { $0.entry.author == partner.id }, of: partner, on: &canvas, desk, range,
          rows: 3..<rows.upperBound, page)
      }
      return
    }
    // One under the other, each with their name; the one with more to say gets more room.
    let (first, second) = (desk.partners[0], desk.partners[1])
    let ours = [first, second].map { partner in page.items.filter { $0.entry.author == partner.id } }
    let room = rows.count - 2
    let height = columnHeight(ours[0], desk, width: columns.left.count - 2, rows: max(1, room - 1))
    let half = max(1, min(height, max(room / 2, room - 1 - (ours[1].isEmpty ? 0 : 2))))
    draw(ours[0], of: first, on: &canvas, desk, columns.left, rows: 3..<min(3 + half, rows.upperBound), page)
    let below = 3 + half
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
      if let note = item.note { block.append(Line("", bar: role, trailing: Run(note, .muted))) }
      return block
    }
  }
}

extension String {
  var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
