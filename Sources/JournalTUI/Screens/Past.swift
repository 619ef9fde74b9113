internal import JournalCore

/// A stretch of the past, newest first.
struct PastPage: Hashable, Sendable {
  var items: [Item]
  /// True when nothing older is left.
  var isEnd: Bool
}

extension Reader {
  static let pageLength = 100

  func pastPage(before: Instant?, day: JournalDay?) throws -> PastPage {
    let end = before ?? day.map { journal.zone.instant(on: $0.adding(days: 1), minute: 4 * 60) }
    let entries = try entries(before: end ?? instant.adding(milliseconds: 1), limit: Self.pageLength)
    return PastPage(items: try entries.map(item), isEnd: entries.count < Self.pageLength)
  }

  func searchPage(_ text: String) throws -> PastPage {
    let words = text.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return PastPage(items: [], isEnd: true) }
    let found = try search(words, limit: Self.pageLength)
    return PastPage(items: try found.map(item), isEnd: true)
  }
}

/// All talk, by day, the newest first; search and going to a date.
struct Past: ListScreen {
  private var items: [Item] = []
  private var isEnd = false
  private var isLoaded = false
  var list = ScrollList()
  private var before: Instant?
  private var day: JournalDay?
  private var input: Input?
  /// What was searched for, while the list shows what was found.
  private var sought = ""

  private enum Input: Hashable {
    case search(LineField)
    case date(LineField)
  }

  init(searching: Bool = false) {
    if searching { input = .search(LineField()) }
  }

  var query: Query? { isSearch ? .search(sought) : .past(before: before, day: day) }
  var takesText: Bool { input != nil }

  private var isSearch: Bool {
    if case .search = input { return true }
    return !sought.isEmpty
  }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .past(let page)):
      // An older stretch joins what is there; anything else begins anew.
      items =
        before == nil
        ? page.items : items + page.items.filter { new in !items.contains { $0.entry.id == new.entry.id } }
      isEnd = page.isEnd
      isLoaded = true
      settle(desk)
      return []
    case .resized:
      settle(desk)
      return []
    case .key(let key): return type(key, desk)
    case .paste(let text):
      guard let input else { return nil }
      return edit(input) { $0.paste(text) }
    case .action(let action): return take(action, desk)
    case .page, .tick: return nil
    }
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    if move(action, desk) {
      guard !isEnd, !isSearch, list.selected > items.count - 30, let last = items.last else { return [] }
      before = last.entry.visible
      return [.load(.past(before: before, day: day))]
    }
    switch action {
    case .search:
      input = .search(LineField(sought))
      return []
    case .date:
      input = .date(LineField())
      return []
    case .out:
      guard !sought.isEmpty else { return nil }
      return clear()
    case .nextHit where isSearch: return take(.down, desk)
    case .previousHit where isSearch: return take(.up, desk)
    default: break
    }
    guard items.indices.contains(list.selected) else { return nil }
    let item = items[list.selected]
    switch action {
    case .open: return [.push(.talk(item.entry.id))]
    case .sideBySide: return [.push(.sideBySide(item.entry.id))]
    case .answer: return item.answering(desk)
    case .ask:
      guard item.entry.author == desk.me.id, item.entry.kind == .question else { return nil }
      return [.push(.editor(.askAgain(item.entry.id), nil))]
    case .mark, .edit, .takeBack: return item.effects(of: action, desk)
    default: return nil
    }
  }

  private mutating func clear() -> [Effect] {
    sought = ""
    input = nil
    before = nil
    items = []
    isLoaded = false
    list = ScrollList()
    return [.load(.past(before: nil, day: day))]
  }

  private mutating func type(_ key: Key, _ desk: Desk) -> [Effect]? {
    guard let input else { return nil }
    switch key.code {
    case .escape: return sought.isEmpty && !isSearch ? close() : clear()
    case .enter:
      if case .date(let field) = input { return go(to: field.text, desk) }
      self.input = nil
      return sought.isEmpty ? clear() : []
    case .down, .up:
      self.input = nil
      return take(key.code == .down ? .down : .up, desk)
    default:
      return edit(input) { $0.take(key) }
    }
  }

  private mutating func close() -> [Effect] {
    input = nil
    return []
  }

  private mutating func edit(_ input: Input, _ change: (inout LineField) -> Void) -> [Effect] {
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
      before = nil
      list = ScrollList()
      return [.load(.search(sought))]
    }
  }

  private mutating func go(to text: String, _ desk: Desk) -> [Effect] {
    guard let day = Dates.day(text, today: desk.today) else { return [.say(Words.dateUnclear)] }
    self.day = day
    _ = clear()
    return [.load(.past(before: nil, day: day))]
  }

  // MARK: - Drawing

  func room(_ desk: Desk) -> Range<Int> { desk.body(from: isSearch || input != nil ? 2 : 0) }

  func blocks(_ desk: Desk) -> [[Line]] {
    items.enumerated().map { index, item in
      let isNewDay = index == 0 || items[index - 1].entry.day != item.entry.day
      guard isNewDay else { return [line(item, desk)] }
      return (index == 0 ? [] : [Line()]) + [dayLine(item.entry.day, desk), line(item, desk)]
    }
  }

  private func dayLine(_ day: JournalDay, _ desk: Desk) -> Line {
    Line(Dates.weekdayed(day, today: desk.today), .muted)
  }

  private func line(_ item: Item, _ desk: Desk) -> Line {
    let entry = item.entry
    let role = desk.role(entry.author)
    var note = item.note ?? item.strength
    if entry.isWithdrawn { note = nil }
    let names = desk.partners.map { TextLayout.width($0.name) }.max() ?? 0
    let name = desk.name(entry.author)
    var runs = [
      Run(Dates.clock(entry.moment) + "  ", .muted), Run(name, Style(role, bold: true)),
      Run(String(repeating: " ", count: names - TextLayout.width(name) + 2)),
    ]
    let used = runs.reduce(2) { $0 + TextLayout.width($1.text) }
    let what =
      entry.kind == .feeling || entry.isWithdrawn ? "" : entry.kind == .response ? "" : Words.kind(entry.kind) + "  "
    if !what.isEmpty { runs.append(Run(what, .muted)) }
    let room = desk.width - used - TextLayout.width(what) - (note.map { TextLayout.width($0) + 2 } ?? 0)
    let style: Style = entry.isWithdrawn ? .muted : .text
    runs += hits(in: around(item, room, desk), style)
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

  /// Text with what was sought underlined.
  private func hits(in text: String, _ style: Style) -> [Run] {
    guard isSearch else { return [Run(text, style)] }
    return Hits(of: sought).split(text).map { part, isHit in
      var style = style
      style.isUnderlined = isHit
      return Run(part, style)
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 1, right: desk.tabHeader)
    var top = canvas.body.lowerBound
    switch input {
    case .search(let field): draw(Words.searchPrompt, field, on: &canvas)
    case .date(let field): draw(Words.datePrompt, field, on: &canvas)
    case nil: if !sought.isEmpty { canvas.put(Words.searchPrompt + sought, row: top, column: 2) }
    }
    if isSearch || input != nil { top += 2 }
    if items.isEmpty {
      let words = isSearch ? (sought.isEmpty ? Words.searchEmpty : Words.nothingFound) : isLoaded ? Words.pastEmpty : ""
      if top < canvas.body.upperBound { canvas.put(words, row: top, column: 2, style: .muted) }
    } else {
      let cursor = canvas.frame.cursor
      drawList(on: &canvas, desk, marksLast: true)
      if let cursor, input != nil { canvas.cursor(row: cursor.row, column: cursor.column - canvas.left) }
    }
    canvas.footer([
      Offer(.open, "open"), Offer(.search, "search"), Offer(.date, "date"), Offer(.sideBySide, "side by side"),
      Offer(.openList, "open doors"), Offer(.out, "back"),
    ])
  }

  private func draw(_ prompt: String, _ field: LineField, on canvas: inout Canvas) {
    let row = canvas.body.lowerBound
    let column = canvas.put(prompt, row: row, column: 2, style: .bold)
    field.draw(on: &canvas, row: row, column: column)
  }
}

extension Dates {
  /// A day as people type it: `3 Feb`, `3 2`, `3.2.2026`, `2026-02-03`, `today`, `yesterday`. Without a year, the
  /// latest that is not ahead.
  static func day(_ text: String, today: JournalDay) -> JournalDay? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words == ["today"] { return today }
    if words == ["yesterday"] { return today.adding(days: -1) }
    if let day = JournalDay(text.filter { !$0.isWhitespace }) { return day }
    guard words.count == 2 || words.count == 3, let day = Int(words[0]) else { return nil }
    let month =
      Int(words[1])
      ?? Words.longMonths.firstIndex { $0.lowercased().hasPrefix(words[1]) && words[1].count >= 3 }.map { $0 + 1 }
    guard let month else { return nil }
    if words.count == 3 { return Int(words[2]).flatMap { JournalDay(year: $0, month: month, day: day) } }
    let years = [today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4]
    return years.lazy.compactMap { JournalDay(year: $0, month: month, day: day) }.first { $0 <= today }
  }
}
