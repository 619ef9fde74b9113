/// When a promise is due: once, or each day at the same clock time at home (`docs/definitions.md` A15).
struct PromiseTerms: Hashable {
  /// The last day or the last instant of a daily promise, itself included.
  enum End: Hashable {
    case instant(Instant)
    case day(JournalDay)
  }

  var due: Moment
  var isDaily: Bool
  var until: End?

  /// The longest that a daily promise lasts: ten years.
  static let mostDays = 3_660

  /// Nil when the promise names no time.
  init?(due: String?, isDaily: Bool, until: String?) {
    guard let due = due.flatMap(Moment.init) else { return nil }
    self.due = due
    self.isDaily = isDaily
    self.until = until.flatMap { text in
      JournalDay(text).map(End.day) ?? Moment(text).map { .instant($0.instant) }
    }
  }

  init?(_ record: Record) {
    self.init(due: record.text("due"), isDaily: record.text("repeat") != nil, until: record.text("repeat_until"))
  }

  /// Every time it falls due, in order: the first as it was written, later ones on home's clock.
  func instances(at home: TimeZoneRules) -> [Moment] {
    guard isDaily, let until else { return [due] }
    var all = [due]
    for days in 1...Self.mostDays {
      let next = home.moment(at: home.sameClock(due.instant, daysEarlier: -days))
      let isPast =
        switch until {
        case .instant(let last): next.instant > last
        case .day(let last): next.date > last
        }
      if isPast { break }
      all.append(next)
    }
    return all
  }
}
