/// A hurt and how it comes back, as a view sees it (`docs/definitions.md` 3).
public struct HurtRow: Hashable, Sendable {
  /// A day on which it came up, however often.
  public struct Day: Hashable, Sendable {
    public var day: JournalDay
    /// The highest number given that day, if any was.
    public var intensity: Int?
    /// The first record of the day, on its written clock.
    public var first: Moment
  }

  /// Where its numbers go, over the days with a number within `Numbers.trendWindowDays`.
  public struct Course: Hashable, Sendable {
    /// What is said of the course; the borders are those of `Numbers`.
    public enum Word: String, Sendable {
      case easing, growing
      case tooFew = "too_few"
      case aboutTheSame = "about_the_same"
    }
    public var word: Word
    /// Days with a number, also when they are too few.
    public var count: Int
    /// Theil-Sen slope, in points of intensity a week; nil when there is too little to say.
    public var pointsPerWeek: Double?
    /// Kendall's tau-a, from -1 to 1; nil when there is too little to say.
    public var tau: Double?
  }

  public var id: String
  public var label: String
  public var carriedBy: String
  public var causedBy: String?
  public var toldBy: String
  public var isPrivate: Bool
  /// Every day it came up, oldest first.
  public var days: [Day]
  /// Those of the last 30 days (`Numbers.recurWindowDays`), today included.
  public var recentDays: [Day]
  public var isRecurring: Bool
  public var isAtRest: Bool
  /// In days; nil under four days on which it came up.
  public var medianGap: Double?
  /// Of the recent days with a number; nil without one.
  public var medianIntensity: Double?
  public var course: Course
  /// True when the figures hold something that this person alone can see.
  public var holdsPrivate: Bool
}

extension Reader {
  /// Every hurt that exists and is visible in this view, by id.
  public func hurts() throws -> [HurtRow] { try hurtRows(where: "1") }

  /// One hurt, nil when this view does not know it.
  public func hurt(_ id: String) throws -> HurtRow? { try hurtRows(where: "id = ?2", .text(id)).first }

  /// Who carries a hurt, and who caused it where that is said; nil when this view does not know it.
  func people(ofHurt id: String) throws -> (carrier: String, causer: String?)? {
    for schema in schemas {
      let people = try database.first(
        "SELECT carried_by, caused_by FROM \(schema).hurt WHERE id = ?1 AND at <= ?2", [.text(id), SQLValue(instant)]
      ) { row in (carrier: try row.text(0), causer: try row.optionalText(1)) }
      if let people { return people }
    }
    return nil
  }

  /// True where somebody carries a hurt, at rest or not.
  public func hasCarried(_ person: String) throws -> Bool {
    try database.first(
      union("SELECT 1 FROM %.hurt WHERE carried_by = ? AND at <= ?"), values(.text(person), SQLValue(instant))
    ) { _ in true } ?? false
  }

  /// True while somebody carries a hurt that is not at rest.
  func carriesAHurt(_ person: String) throws -> Bool {
    let carried = try database.all(
      union("SELECT id FROM %.hurt WHERE carried_by = ? AND at <= ?"), values(.text(person), SQLValue(instant))
    ) { row in try row.text(0) }
    return try carried.contains { try !isAtRest($0, carrier: person) }
  }

  private func hurtRows(where condition: String, _ bound: SQLValue...) throws -> [HurtRow] {
    let numbers = try numbers()
    var rows: [HurtRow] = []
    for schema in schemas {
      let found = try database.all(
        """
        SELECT id, label, carried_by, caused_by, author, visibility FROM \(schema).hurt WHERE at <= ?1 AND \(condition)
        """, [SQLValue(instant)] + bound
      ) { row in
        HurtRow(
          id: try row.text(0), label: try row.text(1), carriedBy: try row.text(2), causedBy: try row.optionalText(3),
          toldBy: try row.text(4), isPrivate: try row.text(5) == "private", days: [], recentDays: [],
          isRecurring: false, isAtRest: false, medianGap: nil, medianIntensity: nil,
          course: HurtRow.Course(word: .tooFew, count: 0, pointsPerWeek: nil, tau: nil), holdsPrivate: false)
      }
      for var row in found {
        row.label = try label(of: row.id, in: schema) ?? row.label
        try fill(&row, numbers)
        rows.append(row)
      }
    }
    return rows.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// What it is about, as whoever named it said.
  public func kinds(of hurt: HurtRow) throws -> [String] {
    try journal.writing(of: hurt.id, in: hurt.isPrivate ? "own" : "main")?.list("kinds") ?? []
  }

  private func fill(_ row: inout HurtRow, _ numbers: Numbers) throws {
    row.days = try occurrenceDays(of: row.id, carrier: row.carriedBy)
    row.holdsPrivate = try hasPrivateOccurrences(of: row.id)
    row.recentDays = days(row.days, last: numbers.recurWindowDays)
    let spread = (row.recentDays.last?.day.number ?? 0) - (row.recentDays.first?.day.number ?? 0)
    row.isRecurring = row.recentDays.count >= numbers.recurMinDays && spread >= numbers.recurMinSpreadDays
    row.isAtRest = try isAtRest(row.id, carrier: row.carriedBy)
    if row.days.count >= 4 {
      row.medianGap = median(zip(row.days.dropFirst(), row.days).map { Double($0.day.number - $1.day.number) })
    }
    row.medianIntensity = median(row.recentDays.compactMap { $0.intensity.map(Double.init) })
    row.course = Self.course(days(row.days, last: numbers.trendWindowDays), numbers)
  }

  private func days(_ days: [HurtRow.Day], last count: Int) -> [HurtRow.Day] {
    days.filter { today.adding(days: 1 - count) <= $0.day && $0.day <= today }
  }

  /// The name that its carrier gave a hurt last; nil when it was never renamed.
  private func label(of hurt: String, in schema: String) throws -> String? {
    let renamed = try database.first(
      "SELECT id FROM \(schema).act WHERE hurt = ? AND kind = 'hurt_renamed' AND at <= ? ORDER BY at DESC, id DESC",
      [.text(hurt), SQLValue(instant)]
    ) { row in try row.text(0) }
    return try renamed.flatMap { try journal.log(of: schema).record($0)?.text("text") }
  }

  private func hasPrivateOccurrences(of hurt: String) throws -> Bool {
    guard view != .shared else { return false }
    return try database.first(
      """
      SELECT 1 FROM own.occurrence o WHERE o.hurt = ?1 AND o.from_at <= ?2 AND o.until_at > ?2
        AND \(counts("o.record", in: "own", now: 2))
      """, [.text(hurt), SQLValue(instant)]
    ) { _ in true } ?? false
  }

  /// The journal days on which a hurt came up (`docs/definitions.md` 3.1). The first instant of a day and its offset are
  /// counted as one number.
  private func occurrenceDays(of hurt: String, carrier: String) throws -> [HurtRow.Day] {
    let records = standingOccurrences("day, at * 4096 + offset + 2048 AS first, intensity")
    return try database.all(
      "SELECT day, min(first), max(intensity) FROM (\(records)) GROUP BY day ORDER BY day",
      [.text(hurt), .text(carrier), SQLValue(instant)]
    ) { row in
      let first = try row.int(1)
      guard let moment = Moment(instant: Instant(milliseconds: first >> 12), offset: first & 4095 - 2048) else {
        throw JournalError.damaged
      }
      return HurtRow.Day(day: try row.day(0), intensity: try row.optionalIntensity(2), first: moment)
    }
  }

  /// Selects every coming up of hurt `?1` by its carrier `?2` that stands at `?3`.
  func standingOccurrences(_ columns: String, with table: String = "", and condition: String = "1") -> String {
    schemas.map { schema in
      """
      SELECT \(columns) FROM \(schema).occurrence o \(inFile(schema, table))
      WHERE o.hurt = ?1 AND o.author = ?2 AND o.from_at <= ?3 AND o.until_at > ?3 AND \(condition)
        AND \(counts("o.record", in: schema, now: 3))
      """
    }.joined(separator: " UNION ALL ")
  }

  /// At rest: the carrier's latest word is rest, and nothing came up at or after it.
  private func isAtRest(_ hurt: String, carrier: String) throws -> Bool {
    let latest = try database.all(
      union(
        """
        SELECT at, kind, id FROM %.act WHERE hurt = ? AND kind IN ('hurt_rest', 'hurt_wake') AND author = ? AND at <= ?
        """), values(.text(hurt), .text(carrier), SQLValue(instant))
    ) { row in (try row.instant(0), try row.text(1), try row.text(2)) }.max { ($0.0, $0.2) < ($1.0, $1.2) }
    guard let latest, latest.1 == "hurt_rest" else { return false }
    return try database.first(
      standingOccurrences("1", and: "at >= ?4"),
      [.text(hurt), .text(carrier), SQLValue(instant), SQLValue(latest.0)]
    ) { _ in true } == nil
  }

  /// Theil-Sen slope in points a week and Kendall tau-a over the days with a number, compared exactly.
  private static func course(_ recent: [HurtRow.Day], _ numbers: Numbers) -> HurtRow.Course {
    let points = recent.compactMap { day in day.intensity.map { (x: day.day.number, y: $0) } }
    let tooFew = HurtRow.Course(word: .tooFew, count: points.count, pointsPerWeek: nil, tau: nil)
    guard points.count >= numbers.trendMinCount, let first = points.first, let last = points.last,
      last.x - first.x >= numbers.trendMinSpanDays
    else { return tooFew }
    var slopes: [Fraction] = []
    var concordance = 0
    for (index, a) in points.enumerated() {
      for b in points[(index + 1)...] {
        slopes.append(Fraction(7 * (b.y - a.y), b.x - a.x))
        concordance += (b.y - a.y).signum()
      }
    }
    slopes.sort()
    let middle = slopes.count / 2
    let slope = slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]).halved
    let tau = Fraction(concordance, slopes.count)
    let word: HurtRow.Course.Word =
      slope <= numbers.trendPointsPerWeek.negative && tau <= numbers.trendMinTau.negative
      ? .easing : slope >= numbers.trendPointsPerWeek && tau >= numbers.trendMinTau ? .growing : .aboutTheSame
    return HurtRow.Course(word: word, count: points.count, pointsPerWeek: slope.value, tau: tau.value)
  }
}

/// The middle value, or the mean of the two middle ones; nil for none.
func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// A hurt by its name alone.
public struct HurtName: Hashable, Sendable {
  public var id: String
  public var label: String
  public var isPrivate: Bool
  public var at: Instant
  public var carriedBy: String
  public var causedBy: String?
}

extension Reader {
  /// The names of every hurt that this view knows, newest first, with who carries it and who is named in it.
  public func hurtNames() throws -> [HurtName] {
    try schemas.flatMap { schema in
      try database.all(
        "SELECT id, label, visibility, at, carried_by, caused_by FROM \(schema).hurt WHERE at <= ?", [SQLValue(instant)]
      ) { row in
        HurtName(
          id: try row.text(0), label: try row.text(1), isPrivate: try row.text(2) == "private", at: try row.instant(3),
          carriedBy: try row.text(4), causedBy: try row.optionalText(5))
      }
      .map { name in
        var name = name
        name.label = try label(of: name.id, in: schema) ?? name.label
        return name
      }
    }
    .sorted { ($1.at, $0.id) < ($0.at, $1.id) }
  }

  /// What a hurt is called, nil when this view does not know it.
  public func hurtName(_ id: String) throws -> String? {
    for schema in schemas {
      let label = try database.first(
        "SELECT label FROM \(schema).hurt WHERE id = ? AND at <= ?", [.text(id), SQLValue(instant)]
      ) { row in try row.text(0) }
      if let label { return try self.label(of: id, in: schema) ?? label }
    }
    return nil
  }
}

extension Reader {
  /// The standing answers within a hurt that were marked heard, in order.
  public func heardAnswers(ofHurt hurt: String) throws -> [EntryRow] {
    try entries(
      where: """
        e.kind = 'response' AND e.holding IS NULL AND e.withdrawn > ?1
        AND e.reply_to IN (SELECT q.id FROM %.entry q WHERE q.hurt = ?3)
        AND (SELECT a.kind FROM main.act a WHERE a.target = e.id AND a.at <= ?1
          AND a.kind IN ('heard', 'not_yet', 'unheard') ORDER BY a.at DESC, a.id DESC LIMIT 1) = 'heard'
        """, .text(hurt))
  }

  /// The standing entries of one kind within a hurt, in order.
  public func entries(ofHurt hurt: String, kind: EntryKind) throws -> [EntryRow] {
    try entries(where: "e.hurt = ?3 AND e.kind = ?4 AND e.withdrawn > ?1", .text(hurt), .text(kind.rawValue))
  }

  /// What was owned of a hurt: its standing acknowledgements, in order.
  public func acknowledgements(ofHurt hurt: String) throws -> [EntryRow] {
    try entries(ofHurt: hurt, kind: .acknowledgement)
  }
}
