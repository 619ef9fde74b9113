internal import JournalCore

/// Which stretch of the past: up to a day, or the same day of earlier months; with a month's marks where a month is
/// looked at.
struct PastQuery: Hashable, Sendable {
  var day: JournalDay?
  var filter = PastFilter()
  var month: JournalDay?
  var isOnThisDay = false
  /// How much of it is read: the newest, or the oldest.
  var count = Self.first
  var isFromOldest = false

  static let first = 100

  /// True where it begins with what is newest of all.
  var isNewest: Bool { !isFromOldest && day == nil }

  /// True where both are of one list, however much of it.
  func isSameList(as other: PastQuery) -> Bool {
    var mine = self
    mine.count = other.count
    return mine == other
  }
}

/// A stretch of the past, newest first.
struct PastPage: Hashable, Sendable {
  var items: [Item] = []
  /// True when nothing is left beyond it.
  var isWhole = true
  /// What a filter can be about.
  var hurts: [HurtName]
  /// The days of the month on which something was written, and the marked dates in it.
  var written: Set<JournalDay> = []
  var dates: Set<JournalDay> = []
  /// The day of the very first entry, where a month is looked at.
  var first: JournalDay?
}

extension Reader {
  func pastPage(_ query: PastQuery, _ desk: Desk) throws -> PastPage {
    var page = PastPage(hurts: try hurtNames())
    if let month = query.month {
      (page.written, page.dates) = try marks(ofMonth: month)
      page.first = try entries(
        after: .beginning, before: Place(instant), limit: 1, fromOldest: true
      ).first?.day
    }
    if query.isOnThisDay, let day = query.day {
      page.items = try earlier(day).flatMap { try entries(on: $0).reversed() }
        .filter { try fits(query.filter, $0) }.map(item)
      return page
    }
    var from = query.filter.from.map { Place(start(of: $0.adding(days: -1))) } ?? .beginning
    var until = Place(query.day.map { start(of: $0.adding(days: 1)) } ?? instant.adding(milliseconds: 1))
    var found: [EntryRow] = []
    // A filter may pass over much: read on until there is enough.
    repeat {
      let limit = query.filter.isEmpty ? query.count : PastQuery.first
      let stretch = try entries(after: from, before: until, limit: limit, fromOldest: query.isFromOldest)
      let fitting = try stretch.filter { try fits(query.filter, $0) }
      found = query.isFromOldest ? fitting + found : found + fitting
      page.isWhole = stretch.count < limit
      guard let first = stretch.first, let last = stretch.last else { break }
      if query.isFromOldest { from = Place(first) } else { until = Place(last) }
    } while !page.isWhole && found.count < query.count
    page.items = try found.map(item)
    if query.isNewest, let item = try desk.onItsWay.flatMap({ try item($0, desk) }), query.filter.admits(item.entry) {
      page.items.insert(item, at: 0)
    }
    return page
  }

  func searchPage(_ text: String, _ query: PastQuery) throws -> PastPage {
    var page = PastPage(hurts: try hurtNames())
    let words = text.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return page }
    let limit = query.filter.isEmpty ? query.count : .max
    let found = try search(words, limit: limit, fromOldest: query.isFromOldest).filter { try fits(query.filter, $0) }
    page.isWhole = found.count < query.count
    page.items = try (query.isFromOldest ? found.suffix(query.count) : found.prefix(query.count)).map(item)
    return page
  }

  private func start(of day: JournalDay) -> Instant { journal.zone.instant(on: day, minute: 4 * 60) }

  /// The same day of earlier months, three years back.
  private func earlier(_ day: JournalDay) -> [JournalDay] {
    (1...36).compactMap { back in
      let months = day.year * 12 + day.month - 1 - back
      return JournalDay(year: months / 12, month: months % 12 + 1, day: day.day)
    }
  }

  private func marks(ofMonth month: JournalDay) throws -> (Set<JournalDay>, Set<JournalDay>) {
    let days = month.daysOfMonth
    let written = Set(try daysWritten(from: days[0], through: days[days.count - 1]))
    let dates = try markedDates().filter { $0.owner == "both" || $0.owner == view.name }
    return (written, Set(days.filter { day in dates.contains { $0.returns(on: day) || $0.date == day } }))
  }
}

extension JournalDay {
  /// Every day of its month.
  var daysOfMonth: [JournalDay] { (1...31).compactMap { JournalDay(year: year, month: month, day: $0) } }

  /// The same day some months on, or the month's last where there is none.
  func adding(months: Int) -> JournalDay {
    let count = year * 12 + month - 1 + months
    return (0...3).lazy.compactMap { JournalDay(year: count / 12, month: count % 12 + 1, day: self.day - $0) }.first
      ?? self
  }
}
