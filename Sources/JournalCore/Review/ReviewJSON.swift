/// The JSON rows of what the journal tells: the shapes are documented in `docs/format.md`.
extension Reader {
  private func time(_ instant: Instant) -> JSON { .string(journal.zone.moment(at: instant).description) }
  private static func hours(_ milliseconds: Int64) -> JSON { .double(rounded(Double(milliseconds) / Double(hour), 2)) }
  private func ids(_ ids: [String]) -> JSON { .array(ids.map(JSON.string)) }

  private func answer(_ fields: [String: JSON]) -> JSON {
    .object(fields.merging(["at": time(instant), "view": .string(view.name)]) { own, _ in own })
  }

  private func json(_ row: WaitingRow) throws -> JSON {
    var fields: [String: JSON] = [
      "chain": .string(row.chain), "asker": .string(row.asker), "hurt": row.hurt.map(JSON.string) ?? .null,
      "asks": ids(row.asks), "asked_times": .int(Int64(row.asks.count)), "state": .string(row.state.rawValue),
      "waiting_since": try writtenTime(row), "wall_hours": Self.hours(row.wall), "active_hours": Self.hours(row.active),
    ]
    if let held = row.heldUntil { fields["held_until"] = time(held) }
    return .object(fields)
  }

  /// Waiting since, with the offset of the ask that it comes from where there is one.
  private func writtenTime(_ row: WaitingRow) throws -> JSON {
    let offset = try database.first(
      "SELECT offset FROM main.entry WHERE id = ? AND visible = ? AND at = visible",
      [.text(row.asks[0]), SQLValue(row.since)]
    ) { r in try r.int(0) }
    return offset.map { .string(Moment(instant: row.since, offsetMinutes: Int($0)).description) } ?? time(row.since)
  }

  private func fields(_ row: HurtRow) -> [String: JSON] {
    var course: [String: JSON] = ["word": .string(row.course.word.rawValue), "n": .int(Int64(row.course.count))]
    if let slope = row.course.pointsPerWeek { course["points_per_week"] = .double(rounded(slope, 2)) }
    if let tau = row.course.tau { course["tau"] = .double(rounded(tau, 2)) }
    return [
      "hurt": .string(row.id), "carried_by": .string(row.carriedBy), "days_total": .int(Int64(row.days.count)),
      "days_last_30": .int(Int64(row.recentDays.count)), "recurring": .bool(row.isRecurring),
      "at_rest": .bool(row.isAtRest),
      "first": row.days.first.map { .string($0.day.description) } ?? .null,
      "last": row.days.last.map { .string($0.day.description) } ?? .null,
      "median_gap_days": row.medianGap.map { .double(rounded($0, 2)) } ?? .null,
      "median_intensity_last_30": row.medianIntensity.map { .double(rounded($0, 2)) } ?? .null,
      "trend": .object(course),
    ]
  }

  /// `hearken waiting --json`
  public func waitingJSON() throws -> JSON {
    answer([
      "waiting": .array(try waiting().map(json)), "answered_not_yet_heard": ids(try chains(in: .notYet)),
    ])
  }

  /// `hearken hurts --json`
  public func hurtsJSON() throws -> JSON {
    answer([
      "hurts": .array(
        try hurts().map { row in
          var all = fields(row)
          all["label"] = .string(row.label)
          if let causer = row.causedBy { all["caused_by"] = .string(causer) } else { all["caused_by"] = .null }
          all["visibility"] = .string(row.isPrivate ? "private" : "shared")
          return .object(all)
        })
    ])
  }

  /// `hearken review --json`
  public func reviewJSON() throws -> JSON {
    let shared = journal.reader(.shared, at: instant)
    func perView(_ tell: (Reader) throws -> JSON) throws -> JSON {
      var both = ["shared": try tell(shared)]
      if view != .shared { both[view.name] = try tell(self) }
      return .object(both)
    }
    let waiting = try waiting()
    return answer([
      "entries_visible": try perView { .int(try $0.entriesVisible()) },
      "shared_last_7_days": .object(try lastSevenDays().mapValues { .int($0) }),
      "recurring": try perView { reader in ids(try reader.hurts().filter(\.isRecurring).map(\.id)) },
      "hurts": .array(try hurts().filter { !$0.days.isEmpty }.map { .object(fields($0)) }),
      "waiting": .array(try waiting.map(json)),
      "unanswered": ids(waiting.filter { [.unanswered, .unansweredLong].contains($0.state) }.map(\.chain).sorted()),
      "answered_not_yet_heard": ids(try chains(in: .notYet)), "answered_unmarked": ids(try chains(in: .answered)),
      "heard": ids(try chains(in: .heard)), "set_aside": ids(try chains(in: .setAside)),
    ])
  }

  private func entriesVisible() throws -> Int64 {
    let shared =
      try database.first("SELECT count(*) FROM main.entry WHERE visible <= ?", [SQLValue(instant)]) { row in
        try row.int(0)
      } ?? 0
    guard view != .shared else { return shared }
    let own = try database.first(
      """
      SELECT count(*) FROM own.entry e WHERE visible <= ?1
      AND NOT EXISTS (SELECT 1 FROM main.entry s WHERE s.id = e.id AND s.visible <= ?1)
      """, [SQLValue(instant)]
    ) { row in try row.int(0) }
    return shared + (own ?? 0)
  }

  private func lastSevenDays() throws -> [String: Int64] {
    let rows = try database.all(
      """
      SELECT kind, count(*) FROM main.entry WHERE visible <= ? AND day BETWEEN ? AND ?
      AND kind NOT IN ('forgiveness', 'reflection') GROUP BY kind
      """, [SQLValue(instant), .int(Int64(today.number - 6)), .int(Int64(today.number))]
    ) { row in (try row.text(0), try row.int(1)) }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}

/// Rounded half away from zero to a number of decimals: for printing, never for comparing.
func rounded(_ value: Double, _ decimals: Int) -> Double {
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  return (value * scale).rounded() / scale
}
