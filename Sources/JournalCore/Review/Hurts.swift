/// A hurt and how it comes back, as a view sees it (`docs/definitions.md` 3).
public struct HurtRow: Hashable, Sendable {
  public struct Day: Hashable, Sendable {
    public var day: JournalDay
    /// The highest number given that day, if any was.
    public var intensity: Int?
    /// The first record of the day, on its written clock.
    public var first: Moment
  }

  public struct Course: Hashable, Sendable {
    public enum Word: String, Sendable {
      case easing, growing
      case tooFew = "too_few"
      case aboutTheSame = "about_the_same"
    }
    public var word: Word
    public var count: Int
    public var pointsPerWeek: Double?
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
  public var recentDays: [Day]
  public var isRecurring: Bool
  public var isAtRest: Bool
  public var medianGap: Double?
  public var medianIntensity: Double?
  public var course: Course
}

extension Reader {
  /// Every hurt that exists and is visible in this view, by id.
  public func hurts() throws -> [HurtRow] {
    let found = try database.all(
      union("SELECT id, label, carried_by, caused_by, author, visibility FROM %.hurt WHERE at <= ?"),
      values(SQLValue(instant))
    ) { row in
      (try row.text(0), try row.text(1), try row.text(2), try row.optionalText(3), try row.text(4), try row.text(5))
    }
    return try found.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map {
      id, label, carrier, causer, author, visibility in
      try row(
        id: id, label: label, carrier: carrier, causer: causer, author: author, isPrivate: visibility == "private")
    }
  }

  /// One hurt, nil when this view does not know it.
  public func hurt(_ id: String) throws -> HurtRow? { try hurts().first { $0.id == id } }

  private func row(
    id: String, label: String, carrier: String, causer: String?, author: String, isPrivate: Bool
  ) throws -> HurtRow {
    let days = try occurrenceDays(of: id, carrier: carrier)
    let recent = days.filter { today.adding(days: -29) <= $0.day && $0.day <= today }
    let spread = (recent.last?.day.number ?? 0) - (recent.first?.day.number ?? 0)
    let gaps = zip(days.dropFirst(), days).map { Double($0.day.number - $1.day.number) }
    return HurtRow(
      id: id, label: label, carriedBy: carrier, causedBy: causer, toldBy: author, isPrivate: isPrivate, days: days,
      recentDays: recent, isRecurring: recent.count >= 3 && spread >= 7, isAtRest: try isAtRest(id, carrier: carrier),
      medianGap: days.count >= 4 ? median(gaps) : nil,
      medianIntensity: median(recent.compactMap { $0.intensity.map(Double.init) }), course: course(recent))
  }

  /// The journal days on which a hurt came up (`docs/definitions.md` 3.1).
  private func occurrenceDays(of hurt: String, carrier: String) throws -> [HurtRow.Day] {
    let records = try database.all(
      standingOccurrences("day, at, offset, intensity, record"), [.text(hurt), .text(carrier), SQLValue(instant)]
    ) { row in
      (
        day: JournalDay(number: Int(try row.int(0))),
        at: Moment(instant: try row.instant(1), offsetMinutes: Int(try row.int(2))),
        intensity: try row.optionalInt(3).map(Int.init), id: try row.text(4)
      )
    }
    var days: [JournalDay: HurtRow.Day] = [:]
    for record in records.sorted(by: { ($0.at.instant, $0.id) < ($1.at.instant, $1.id) }) {
      var day = days[record.day] ?? HurtRow.Day(day: record.day, intensity: nil, first: record.at)
      if let number = record.intensity { day.intensity = max(day.intensity ?? 0, number) }
      days[record.day] = day
    }
    return days.values.sorted { $0.day < $1.day }
  }

  /// Selects every coming up of hurt `?1` by its carrier `?2` that stands at `?3`. What was shared later stands in both
  /// files: the shared copy counts, so that it is gone from both when it is taken back.
  private func standingOccurrences(_ columns: String, and condition: String = "1") -> String {
    schemas.map { schema in
      """
      SELECT \(columns) FROM \(schema).occurrence o
      WHERE hurt = ?1 AND author = ?2 AND from_at <= ?3 AND until_at > ?3 AND \(condition) AND (\(schema == "main")
        OR NOT EXISTS (SELECT 1 FROM main.entry s WHERE s.id = o.record AND s.visible <= ?3))
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
  private func course(_ recent: [HurtRow.Day]) -> HurtRow.Course {
    let points = recent.compactMap { day in day.intensity.map { (x: day.day.number, y: $0) } }
    let tooFew = HurtRow.Course(word: .tooFew, count: points.count, pointsPerWeek: nil, tau: nil)
    guard points.count >= 6, let first = points.first, let last = points.last, last.x - first.x >= 14 else {
      return tooFew
    }
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
      slope <= Fraction(-1, 2) && tau <= Fraction(-3, 10)
      ? .easing
      : slope >= Fraction(1, 2) && tau >= Fraction(3, 10) ? .growing : .aboutTheSame
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

/// A whole-number fraction: borders such as 0.3 are compared exactly (`docs/definitions.md` A24).
struct Fraction: Comparable {
  let top: Int, bottom: Int
  init(_ top: Int, _ bottom: Int) {
    precondition(bottom != 0)
    self.top = bottom < 0 ? -top : top
    self.bottom = abs(bottom)
  }
  static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
  static func == (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom == b.top * a.bottom }
  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
  }
  var halved: Fraction { Fraction(top, bottom * 2) }
  var value: Double { Double(top) / Double(bottom) }
}

extension Reader {
  /// The names of every hurt that this view knows, newest first.
  public func hurtNames() throws -> [(id: String, label: String, isPrivate: Bool)] {
    try database.all(
      union("SELECT id, label, visibility, at FROM %.hurt WHERE at <= ?") + " ORDER BY 4 DESC, 1",
      values(SQLValue(instant))
    ) { row in (id: try row.text(0), label: try row.text(1), isPrivate: try row.text(2) == "private") }
  }

  /// What a hurt is called, nil when this view does not know it.
  public func hurtName(_ id: String) throws -> String? {
    try database.first(
      union("SELECT label FROM %.hurt WHERE id = ? AND at <= ?"), values(.text(id), SQLValue(instant))
    ) { row in try row.text(0) }
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

  /// What was owned of a hurt: its standing acknowledgements, in order.
  public func acknowledgements(ofHurt hurt: String) throws -> [EntryRow] {
    try entries(where: "e.hurt = ?3 AND e.kind = 'acknowledgement' AND e.withdrawn > ?1", .text(hurt))
  }
}
