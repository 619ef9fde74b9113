/// The week as two people look at it together, in the order of its steps (`docs/guide.md`).
public struct Week: Sendable {
  /// Thanks of the last seven days, in order.
  public var thanks: [EntryRow]
  /// Promises that fell due in the last seven days or come due in the next, by time.
  public var promised: [PromiseRow]
  /// What waits, oldest first.
  public var open: [WaitingRow]
  /// Answered, and not yet heard.
  public var notYetHeard: [String]
  /// The hurts that are recurring.
  public var cameBack: [HurtRow]
  /// Marked dates of the next 14 days.
  public var ahead: [(date: MarkedDate, day: JournalDay)]
}

extension Reader {
  /// The week up to this instant, as far as this view sees it.
  public func week() throws -> Week {
    let days = today.number - 6...today.number
    let near = instant.adding(milliseconds: -7 * 24 * Self.hour)...instant.adding(milliseconds: 7 * 24 * Self.hour)
    return Week(
      thanks: try entries(
        where: "e.kind = 'gratitude' AND e.withdrawn > ?1 AND e.day BETWEEN ?3 AND ?4", .int(Int64(days.lowerBound)),
        .int(Int64(days.upperBound))),
      promised: try promises().filter { near.contains($0.due.instant) }
        .sorted { ($0.due.instant, $0.promise) < ($1.due.instant, $1.promise) },
      open: try waiting(), notYetHeard: try chains(in: .notYet), cameBack: try hurts().filter(\.isRecurring),
      ahead: try datesAhead(14, of: view == .shared ? "both" : view.name))
  }
}
