extension MarkedDate {
  /// True for a day on which this date returns: the same day of a later month or year. A month or year without that
  /// day has no return, and the date itself is none.
  public func returns(on day: JournalDay) -> Bool {
    guard day > date, day.day == date.day else { return false }
    switch rhythm {
    case .monthly: return true
    case .yearly: return day.month == date.month
    case .once: return false
    }
  }
}

extension Reader {
  /// Every date that was marked by now: those of the founding, then those marked later, by id.
  public func markedDates() throws -> [MarkedDate] {
    let later = try database.all(
      "SELECT id FROM main.act WHERE kind = 'date_marked' AND at <= ? ORDER BY id", [SQLValue(instant)]
    ) { row in try row.text(0) }
    return try journal.dates
      + later.compactMap { id in
        guard let record = try journal.sharedLog.record(id), let date = record.text("date").flatMap(JournalDay.init)
        else { return nil }
        return MarkedDate(
          id: id, label: record.text("label") ?? "", date: date,
          rhythm: record.text("repeats").flatMap(MarkedDate.Rhythm.init) ?? .once,
          owner: record.text("owner") ?? record.author)
      }
  }

  /// The days of the coming `days` days, today included, on which a date of `owner` or of both is or returns.
  public func datesAhead(_ days: Int, of owner: String? = nil) throws -> [(date: MarkedDate, day: JournalDay)] {
    let marked = try markedDates().filter { owner == nil || $0.owner == owner || $0.owner == "both" }
    return (0..<days).map { today.adding(days: $0) }.flatMap { day in
      marked.filter { $0.date == day || $0.returns(on: day) }.map { ($0, day) }
    }
  }
}
