internal import JournalCore

/// All talk, by day, the newest first; search, a month, going to a date, filters.
struct Past: ListScreen {
  /// What each item looks like: laid out once, since it stays the same while one goes through the list.
  private var laid: [[Line]] = []
  private var isLoaded = false
  var list = ScrollList()
  private var asked = PastQuery()
  private var page = PastPage(hurts: [])
  /// What the list shows: of which words, and how much.
  private var shown: (sought: String, asked: PastQuery)?
  private var input: Input?
  private var filterLines = FilterLines()
  /// What was searched for, while the list shows what was found.
  private var sought = ""

  /// Where one was when a month or a search was opened: Esc comes back to it.
  private var left: Place?

  private struct Place {
    var sought: String, asked: PastQuery, page: PastPage, list: ScrollList
    var shown: (sought: String, asked: PastQuery)?
  }

  private enum Input: Hashable {
    case search(LineField)
    case date(LineField)
    /// A month, with the day that one stands on.
    case month
    case filter
  }

  init(searching: Bool = false) {
    if searching { input = .search(LineField()) }
  }

  var query: Query? { isSearch ? .search(sought, asked) : .past(asked) }
  var takesText: Bool { input != nil }
  var names: [String] { items.map(\.entry.id) }
  private var items: [Item] { page.items }

  private var isSearch: Bool {
    if case .search = input { return true }
    return !sought.isEmpty
  }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .past(let page)):
      if let shown, shown.sought == sought, shown.asked.isSameList(as: asked) {
        keepFocus(desk) { $0.show(page, desk) }
      } else {
        // What was asked for anew begins at its top, or at the end that was asked for.
        show(page, desk)
        if asked.isFromOldest { select(items.count - 1, desk) } else { settle(desk) }
      }
      shown = (sought, asked)
      return []
    case .resized:
      layOut(desk)
      settle(desk)
      return []
    case .key(let key): return type(key, desk)
    case .paste(let text):
      guard let input else { return nil }
      if input == .filter {
        filterLines.paste(text)
        return filtered(desk)
      }
      return edit(input == .month ? .date(LineField()) : input, desk) { $0.paste(text) }
    case .action(let action): return take(action, desk)
    case .replaced, .page, .tick: return nil
    }
  }

  private mutating func show(_ page: PastPage, _ desk: Desk) {
    // What stands as it was needs no laying out.
    let same = shown?.sought == sought ? zip(items, page.items).prefix { $0 == $1 }.count : 0
    self.page = page
    layOut(from: same, desk)
    isLoaded = true
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    if input == nil {
      if !page.isWhole, action == (asked.isFromOldest ? .top : .bottom) { return turn() }
      if move(action, desk) { return isNearEdge ? more() : [] }
    }
    switch action {
    case .search:
      open(.search(LineField(sought)))
      return []
    case .date:
      open(.month)
      let focused = items.indices.contains(list.selected) && list.selected > 0 ? items[list.selected].entry.day : nil
      // A month is one of the whole past.
      sought = ""
      return look(at: asked.day ?? focused ?? desk.today)
    case .filter:
      input = .filter
      settle(desk)
      return []
    case .out:
      guard !sought.isEmpty || !asked.filter.isEmpty || asked.day != nil else { return nil }
      filterLines = FilterLines()
      asked.filter = PastFilter()
      asked.day = nil
      return clear()
    case .next, .previous:
      if input == nil { goToDay(action, desk) }
      return isNearEdge ? more() : []
    case .nextHit where isSearch: return take(.down, desk)
    case .previousHit where isSearch: return take(.up, desk)
    default: break
    }
    // While a month or the filters are open, nothing of the list is chosen.
    guard input == nil, items.indices.contains(list.selected) else { return nil }
    let item = items[list.selected]
    guard !item.isOnItsWay || ![.open, .ask].contains(action) else { return [.say(Words.takesBack)] }
    switch action {
    case .open: return [.push(isSearch ? .found(item.entry.id, by: sought) : .talk(item.entry.id))]
    case .answer: return item.answering(desk)
    case .ask:
      guard item.entry.author == desk.me.id, item.entry.kind == .question else { return nil }
      return [.push(.editor(.askAgain(item.entry.id), nil))]
    default: return item.effects(of: action, desk)
    }
  }

  /// The first row of the day below, or of the one above.
  private mutating func goToDay(_ action: Action, _ desk: Desk) {
    let starts = items.indices.filter { $0 == 0 || items[$0 - 1].entry.day != items[$0].entry.day }
    let next = action == .next ? starts.first { $0 > list.selected } : starts.last { $0 < list.selected }
    if let next { select(next, desk) }
  }

  /// The list from its other end.
  private mutating func turn() -> [Effect] {
    let isFromOldest = !asked.isFromOldest
    return begin { $0.isFromOldest = isFromOldest }
  }

  /// True where the focus comes near to the end of what was read, and there is more.
  private var isNearEdge: Bool {
    guard !page.isWhole, let shown, shown == (sought, asked) else { return false }
    return asked.isFromOldest ? list.selected < 30 : list.selected > items.count - 30
  }

  /// Reads on. Twice as much each time: however far one goes, little of it is read more than once.
  private mutating func more() -> [Effect] {
    asked.count *= 2
    return reading
  }

  private var reading: [Effect] { query.map { [.load($0)] } ?? [] }

  /// Another list, from its newest on.
  private mutating func begin(_ change: (inout PastQuery) -> Void = { _ in }) -> [Effect] {
    asked.count = PastQuery.first
    asked.isFromOldest = false
    change(&asked)
    list = ScrollList()
    return reading
  }

  private mutating func clear() -> [Effect] {
    sought = ""
    (input, left) = (nil, nil)
    page = PastPage(hurts: page.hurts)
    laid = []
    isLoaded = false
    return begin {
      $0.month = nil
      $0.isOnThisDay = false
    }
  }

  private mutating func type(_ key: Key, _ desk: Desk) -> [Effect]? {
    guard let input else { return nil }
    if input == .month { return month(key, desk) }
    if input == .filter { return filter(key, desk) }
    switch key.code {
    case .escape: return back(desk)
    case .enter:
      if case .date(let field) = input { return go(to: field.text, desk) }
      (self.input, left) = (nil, nil)
      settle(desk)
      return sought.isEmpty ? clear() : []
    case .down, .up:
      (self.input, left) = (nil, nil)
      guard !sought.isEmpty else { return clear() }
      settle(desk)
      return take(key.code == .down ? .down : .up, desk)
    default:
      return edit(input, desk) { $0.take(key) }
    }
  }

  private mutating func open(_ input: Input) {
    if left == nil { left = Place(sought: sought, asked: asked, page: page, list: list, shown: shown) }
    self.input = input
  }

  /// Nothing was chosen: back to where one was.
  private mutating func back(_ desk: Desk) -> [Effect] {
    guard let left else {
      asked.day = nil
      return clear()
    }
    (sought, asked, page, list, shown) = (left.sought, left.asked, left.page, left.list, left.shown)
    (input, self.left) = (nil, nil)
    layOut(desk)
    settle(desk)
    return reading
  }

  private mutating func edit(_ input: Input, _ desk: Desk, _ change: (inout LineField) -> Void) -> [Effect] {
    switch input {
    case .date(var field):
      change(&field)
      self.input = .date(field)
      return []
    case .search(var field):
      change(&field)
      self.input = .search(field)
      guard field.text != sought else { return [] }
      sought = field.text
      layOut(desk)
      return begin()
    case .month, .filter: return []
    }
  }

  // MARK: - Months and filters

  /// By day and by month; a digit begins a date, and so does the first letter of a day's name. Any other key means what
  /// it means elsewhere.
  private mutating func month(_ key: Key, _ desk: Desk) -> [Effect]? {
    let day = asked.day ?? desk.today
    // The keys that elsewhere go out and open.
    switch (key.code, key.letter) {
    case (.left, _), (_, "h"): return look(at: day.adding(days: -1))
    case (.right, _), (_, "l"): return look(at: day.adding(days: 1))
    case (_, "o"):
      (input, left) = (nil, nil)
      return begin { $0.isOnThisDay = true }
    default: break
    }
    switch Keymap.standard.action(key) {
    case .up: return look(at: day.adding(days: -7))
    case .down: return look(at: day.adding(days: 7))
    case .pageUp: return look(at: day.adding(months: -1))
    case .pageDown: return look(at: day.adding(months: 1))
    case .top: return look(at: desk.today)
    case .bottom: return look(at: page.first ?? day)
    case .open:
      (input, left) = (nil, nil)
      asked.month = nil
      settle(desk)
      return [.load(.past(asked))]
    case .out, .date: return back(desk)
    default: break
    }
    guard let letter = key.letter, Dates.begins(with: letter) else { return nil }
    var field = LineField()
    field.take(.letter(letter))
    input = .date(field)
    return []
  }

  /// The list begins with a day, and the month around it is shown.
  private mutating func look(at day: JournalDay) -> [Effect] {
    begin {
      $0.day = day
      $0.month = day
      $0.isOnThisDay = false
    }
  }

  private mutating func filter(_ key: Key, _ desk: Desk) -> [Effect]? {
    let isOut = !filterLines.isTyped && key.code != .left && [.out, .filter].contains(Keymap.standard.action(key))
    if key.code == .escape || key.code == .enter || isOut {
      guard key.code != .enter || !filterLines.isUnclear(desk) else { return [.say(Words.dateUnclear)] }
      input = nil
      settle(desk)
      return []
    }
    // What is no key of these lines means what it means elsewhere.
    return filterLines.take(key, page.hurts, desk) ? filtered(desk) : nil
  }

  /// Shows what fits the filters as they are set now.
  private mutating func filtered(_ desk: Desk) -> [Effect] {
    let filter = filterLines.filter(desk)
    return filter == asked.filter ? [] : begin { $0.filter = filter }
  }

  private mutating func go(to text: String, _ desk: Desk) -> [Effect] {
    guard let day = Dates.day(text, today: desk.today) else { return [.say(Words.dateUnclear)] }
    asked.day = day
    return clear()
  }

  // MARK: - Drawing

  func room(_ desk: Desk) -> Range<Int> { desk.list(from: headRows(desk)) }

  /// The rows above the list.
  private func headRows(_ desk: Desk) -> Int {
    switch input {
    case .month: (monthGrid(desk).map(\.height) ?? 0) + 3
    case .filter: FilterLines.height
    case .search: asked.filter.isEmpty ? 2 : 3
    case .date: 2
    case nil: head(desk) == nil ? 0 : 2
    }
  }

  private func monthGrid(_ desk: Desk) -> WeekGrid? {
    guard case .month = input else { return nil }
    let days = (asked.day ?? desk.today).daysOfMonth
    return WeekGrid(
      first: days[0], last: days[days.count - 1], marked: page.written, starred: page.dates, selected: asked.day)
  }

  func blocks(_ desk: Desk) -> [[Line]] { laid }
  var marksLast: Bool { true }

  private mutating func layOut(from first: Int = 0, _ desk: Desk) {
    laid = laid[..<first] + (first..<items.count).map { block($0, desk) }
  }

  private func block(_ index: Int, _ desk: Desk) -> [Line] {
    let item = items[index]
    guard index == 0 || items[index - 1].entry.day != item.entry.day else { return [line(item, desk)] }
    return (index == 0 ? [] : [Line()]) + [dayLine(item.entry.day, desk), line(item, desk)]
  }

  private func dayLine(_ day: JournalDay, _ desk: Desk) -> Line {
    Line(Dates.weekdayed(day, today: desk.today), .muted)
  }

  /// As many columns of words say something.
  private static let fewest = 12

  private func line(_ item: Item, _ desk: Desk) -> Line {
    let entry = item.entry
    let role = desk.role(entry.author)
    var note = item.note ?? item.strength
    if entry.isWithdrawn, !entry.isPrivate { note = nil }
    let names = min(desk.partners.map { TextLayout.width($0.name) }.max() ?? 0, desk.width / 4)
    let name = TextLayout.cut(desk.name(entry.author), to: names, ellipsis: desk.glyphs.ellipsis)
    var runs = [
      Run(Dates.clock(entry.moment) + "  ", .muted), Run(name, Style(role, bold: true)),
      Run(String(repeating: " ", count: names - TextLayout.width(name) + 2)),
    ]
    let used = runs.reduce(2) { $0 + TextLayout.width($1.text) }
    var what =
      entry.kind == .feeling || entry.isWithdrawn ? "" : entry.kind == .response ? "" : Words.kind(entry.kind) + "  "
    func room() -> Int { desk.width - used - TextLayout.width(what) - (note.map { TextLayout.width($0) + 2 } ?? 0) }
    // On a narrow screen the words come first, but for whose eyes they are.
    if room() < Self.fewest, !entry.isPrivate { note = nil }
    if room() < Self.fewest { what = "" }
    if !what.isEmpty { runs.append(Run(what, .muted)) }
    let style: Style = entry.isWithdrawn ? .muted : .text
    let words = around(item, room(), desk)
    runs += isSearch ? Hits(of: sought).runs(words, style) : [Run(words, style)]
    return Line(runs, bar: entry.isPrivate ? nil : role, trailing: note.map { Run($0, .muted) })
  }

  /// The words of an entry on one line; while something is sought, those around it.
  private func around(_ item: Item, _ room: Int, _ desk: Desk) -> String {
    let first = item.firstWords(room, desk)
    guard isSearch, let word = sought.split(separator: " ").first.map({ folded(String($0)) }),
      !folded(first).contains(word)
    else { return first }
    let words = item.words.split(whereSeparator: \.isWhitespace)
    guard let hit = words.firstIndex(where: { folded(String($0)).contains(word) }) else { return first }
    let rest = words[max(0, hit - 3)...].joined(separator: " ")
    return desk.glyphs.ellipsis + " "
      + TextLayout.cut(rest, to: room - TextLayout.width(desk.glyphs.ellipsis) - 1, ellipsis: desk.glyphs.ellipsis)
  }

  /// The month as it is heard: its days with words, and the marked dates in it.
  private func monthInWords(_ desk: Desk) -> [String] {
    let month = asked.day ?? desk.today
    func days(_ days: Set<JournalDay>) -> String {
      days.filter { $0.year == month.year && $0.month == month.month }.map(\.day).sorted().map(String.init)
        .joined(separator: ", ")
    }
    return Words.monthInWords(month, written: days(page.written), dates: days(page.dates))
  }

  func spoken(_ desk: Desk) -> Spoken {
    var field: Spoken.Field?
    switch input {
    case .search(let line): field = line.spoken((filters(desk).map { $0 + ". " } ?? "") + Words.searchPrompt)
    case .date(let line): field = line.spoken(Words.datePrompt)
    case .month: field = Spoken.Field(label: Dates.long(asked.day ?? desk.today, today: desk.today) + " ", before: "")
    case .filter: field = filterLines.spoken(page.hurts, desk)
    case nil: break
    }
    return Spoken(
      title: Words.places[1],
      lines: input == .month
        ? monthInWords(desk) : field != nil ? [] : [head(desk), empty].compactMap { $0 },
      items: items.map { $0.spoken(desk, cut: 160) }, focus: list.selected, isWhole: page.isWhole, field: field)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 1, desk)
    let first = desk.list().lowerBound
    let top = first + headRows(desk)
    switch input {
    case .search(let field):
      draw(Words.searchPrompt, field, on: &canvas, row: first)
      if let filters = filters(desk), top > first + 1 {
        canvas.put(
          TextLayout.cut(filters, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: first + 1, column: 2,
          style: .muted)
      }
    case .date(let field): draw(Words.datePrompt, field, on: &canvas, row: first)
    case .month: drawMonth(on: &canvas, desk, row: first)
    case .filter: filterLines.draw(on: &canvas, page.hurts, desk, from: first)
    case nil:
      if let head = head(desk) {
        canvas.put(
          TextLayout.cut(head, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: first, column: 2)
      }
    }
    if items.isEmpty {
      if let empty, top < canvas.body.upperBound { canvas.put(empty, row: top, column: 2, style: .muted) }
      if input == nil { canvas.cursor(row: min(top, canvas.body.upperBound - 1), column: 0) }
    } else {
      drawList(on: &canvas, desk, hasFocus: input == nil)
    }
    switch input {
    case .filter: canvas.footer([Offer(keys: "Left Right", Words.changeKey)] + Self.typing(Words.showKey), help: false)
    case .search: canvas.footer(Self.typing(Words.showKey), help: false)
    case .date: canvas.footer(Self.typing(Words.goThereKey), help: false)
    case .month:
      let onThisDay = Offer(keys: "o", Words.onThisDayKey)
      canvas.footer(
        [Offer(keys: "Enter", Words.goThereKey), onThisDay, Offer(keys: "Esc", Words.backKey)], help: false)
    case nil:
      let beside = items.isEmpty ? [] : [Offer(.sideBySide, Words.sideBySideKey)]
      canvas.footer(
        (items.isEmpty ? [] : [Offer(.open, Words.openKey)]) + [
          Offer(.search, Words.searchKey), Offer(.date, Words.monthKey), Offer(.filter, Words.filtersKey),
        ] + beside + [Offer(.out, Words.backKey)])
    }
  }

  /// While something is typed, its letters are no keys.
  private static func typing(_ enter: String) -> [Offer] {
    [Offer(keys: "Enter", enter), Offer(keys: "Esc", Words.backKey)]
  }

  /// What stands in place of a list that is empty.
  private var empty: String? {
    guard items.isEmpty else { return nil }
    if isSearch { return sought.isEmpty ? Words.searchEmpty : Words.nothingFound }
    guard isLoaded else { return nil }
    if asked.isOnThisDay || !asked.filter.isEmpty { return Words.nothingOfThat }
    return asked.day == nil ? Words.beginning : Words.nothingUntilThen
  }

  /// What narrows the list, while nothing is typed.
  private func head(_ desk: Desk) -> String? {
    let what =
      !sought.isEmpty
      ? Words.searchPrompt + sought
      : asked.day.map {
        asked.isOnThisDay ? Words.onThisDay($0.day) : Words.back(from: Dates.weekdayed($0, today: desk.today))
      }
    let parts = [what, filters(desk)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ". ")
  }

  private func filters(_ desk: Desk) -> String? {
    asked.filter.isEmpty ? nil : filterLines.summary(page.hurts, desk)
  }

  private func drawMonth(on canvas: inout Canvas, _ desk: Desk, row: Int) {
    let day = asked.day ?? desk.today
    canvas.put("\(Words.longMonths[day.month - 1]) \(day.year)", row: row, column: 2, style: .bold)
    canvas.put(
      TextLayout.cut(Words.monthKeys, to: canvas.width - 20, ellipsis: canvas.glyphs.ellipsis), row: row, column: 18,
      style: .muted)
    monthGrid(desk)?.draw(on: &canvas, row: row + 1, column: 2)
  }

  private func draw(_ prompt: String, _ field: LineField, on canvas: inout Canvas, row: Int) {
    let column = canvas.put(prompt, row: row, column: 2, style: .bold)
    field.draw(on: &canvas, row: row, column: column)
  }
}
