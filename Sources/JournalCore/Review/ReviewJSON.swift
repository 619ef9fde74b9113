internal import Glibc

/// The JSON rows of what the journal tells: the shapes are documented in `docs/format.md`.
extension Reader {
  private func time(_ instant: Instant) -> JSON { .string(journal.zone.moment(at: instant).description) }
  /// Hours as they are told, with two decimals.
  static func hours(_ milliseconds: Int64) -> Double { rounded(Double(milliseconds) / Double(hour), 2) }
  private func ids(_ ids: [String]) -> JSON { .array(ids.map(JSON.string)) }

  /// An answer as JSON, with the instant and the view that it is given for.
  public func answer(_ fields: [String: JSON]) -> JSON {
    .object(fields.merging(["at": time(instant), "view": .string(view.name)]) { own, _ in own })
  }

  private func json(_ row: WaitingRow) throws -> JSON {
    var fields: [String: JSON] = [
      "chain": .string(row.chain), "asker": .string(row.asker), "hurt": row.hurt.map(JSON.string) ?? .null,
      "asks": ids(row.asks), "asked_times": .int(Int64(row.asks.count)), "state": .string(row.state.rawValue),
      "waiting_since": try writtenTime(row), "wall_hours": .double(Self.hours(row.wall)),
      "active_hours": .double(Self.hours(row.active)),
    ]
    if let held = row.heldUntil { fields["held_until"] = .string(held.description) }
    return .object(fields)
  }

  /// Waiting since, with the offset of the record that it comes from: an ask, a sharing, a withdrawal or the joining.
  private func writtenTime(_ row: WaitingRow) throws -> JSON {
    let offset = try database.first(
      """
      SELECT offset, 1 FROM main.entry WHERE root = ?1 AND at = ?2
      UNION ALL
      SELECT a.offset, 2 FROM main.act a WHERE a.at = ?2 AND a.kind IN ('share', 'withdraw', 'join')
        AND (a.kind = 'join' OR a.target IN (SELECT id FROM main.entry WHERE root = ?1)
          OR a.target IN (SELECT r.id FROM main.entry q JOIN main.entry r ON r.reply_to = q.id WHERE q.root = ?1))
      ORDER BY 2
      """, [.text(row.root), SQLValue(row.since)]
    ) { r in try r.int(0) }
    let written = offset.flatMap { Moment(instant: row.since, offset: $0) }
    return written.map { .string($0.description) } ?? time(row.since)
  }

  private func fields(_ row: HurtRow) -> [String: JSON] {
    var course: [String: JSON] = ["word": .string(row.course.word.rawValue), "n": .int(Int64(row.course.count))]
    if row.course.word != .tooFew {
      course["points_per_week"] = Self.number(row.course.pointsPerWeek, 2)
      course["tau"] = Self.number(row.course.tau, 2)
    }
    return [
      "hurt": .string(row.id), "carried_by": .string(row.carriedBy), "days_total": .int(Int64(row.days.count)),
      "days_last_30": .int(Int64(row.recentDays.count)), "recurring": .bool(row.isRecurring),
      "at_rest": .bool(row.isAtRest),
      "first": row.days.first.map { .string($0.day.description) } ?? .null,
      "last": row.days.last.map { .string($0.day.description) } ?? .null,
      "median_gap_days": Self.number(row.medianGap, 2),
      "median_intensity_last_30": Self.number(row.medianIntensity, 2),
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
    let (counts, times) = (try heardCounts(), try answerTimes())
    return answer([
      "hurts": .array(
        try hurts().map { row in
          var all = fields(row)
          all["label"] = .string(row.label)
          all["caused_by"] = row.causedBy.map(JSON.string) ?? .null
          all["visibility"] = .string(row.isPrivate ? "private" : "shared")
          all["patterns"] = Self.json(try patterns(of: row))
          all["answers"] = Self.json(counts[row.id] ?? HeardCounts())
          all["time_to_answer"] = Self.json(times[row.id] ?? AnswerTimes())
          return .object(all)
        })
    ])
  }

  private static func json(_ patterns: Patterns) -> JSON {
    func shares<Category: Hashable>(_ all: [Category: Patterns.Share], _ name: (Category) -> String) -> JSON {
      .object(
        Dictionary(
          uniqueKeysWithValues: all.map { category, share in
            (
              name(category),
              .object([
                "count": .int(Int64(share.count)), "lift": number(share.lift, 2), "chance": number(share.chance, 4),
              ])
            )
          }))
    }
    func texts(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    let weekdays = patterns.weekdays.filter(\.value.isShown).keys.sorted { $0.rawValue < $1.rawValue }
    let parts = Patterns.Part.allCases.filter { patterns.parts[$0]?.isShown ?? false }
    return .object([
      "n": .int(Int64(patterns.count)), "weekday": shares(patterns.weekdays, \.description),
      "part": shares(patterns.parts, \.rawValue), "tags": .object(patterns.tags.mapValues { .int(Int64($0)) }),
      "dates": .object(patterns.dates.mapValues { texts($0.map(\.description)) }), "folded": .bool(patterns.isFolded),
      "shown": .object([
        "weekday": texts(weekdays.map(\.description)), "part": texts(parts.map(\.rawValue)),
        "tags": texts(patterns.shownTags), "dates": texts(patterns.shownDates),
      ]),
    ])
  }

  private static func json(_ counts: HeardCounts) -> JSON {
    .object([
      "heard": .int(Int64(counts.heard)), "not_yet": .int(Int64(counts.notYet)),
      "unmarked": .int(Int64(counts.unmarked)), "shown": .bool(counts.isShown),
    ])
  }

  private static func json(_ times: AnswerTimes) -> JSON {
    .object([
      "n": .int(Int64(times.count)), "median_wall_hours": number(times.wall, 2),
      "median_active_hours": number(times.active, 2), "shown": .bool(times.isShown),
    ])
  }

  private static func number(_ value: Double?, _ decimals: Int) -> JSON {
    value.map { .double(rounded($0, decimals)) } ?? .null
  }

  /// `hearken promises --json`
  public func promisesJSON() throws -> JSON {
    answer([
      "promises": .array(
        try promises().map { row in
          .object([
            "promise": .string(row.promise), "by": .string(row.by), "to": .string(row.to),
            "due": .string(row.due.description), "outcome": .string(row.outcome.rawValue),
            "said": .object(row.said.mapValues(JSON.string)),
          ])
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
      "help_rules": .array(
        try helpReasons().map { reason in
          .object([
            "rule": .string(reason.rule.rawValue), "about": ids(reason.about),
            "audience": .string(reason.audience.name),
          ])
        }),
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
      SELECT count(*) FROM own.entry e WHERE visible <= ?1 AND \(counts("e.id", in: "own"))
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

/// The double's exact value rounded to a number of decimals: for printing, never for comparing.
func rounded(_ value: Double, _ decimals: Int) -> Double {
  var text = [CChar](repeating: 0, count: 400)
  _ = withVaList([Int32(decimals), value]) { vsnprintf(&text, text.count, "%.*f", $0) }
  return strtod(text, nil)
}
