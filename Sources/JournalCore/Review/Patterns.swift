internal import Glibc

/// When and around what a hurt comes up (`docs/definitions.md` 3.4): counts against what chance would give.
public struct Patterns: Hashable, Sendable {
  /// The days in one category, and how they compare with its base.
  public struct Share: Hashable, Sendable {
    public var count: Int
    /// How many times the base share; nil when the base is none.
    public var lift: Double?
    /// The number of categories times the binomial chance of at least this count, at most 1; nil when the base is none.
    public var chance: Double?
    /// True when the sample rules let it be told.
    public var isShown: Bool
  }

  /// The parts of a day, on the written clock.
  public enum Part: String, CaseIterable, Sendable {
    case morning, afternoon, evening, night
    init(hour: Int) {
      switch hour {
      case 4...11: self = .morning
      case 12...17: self = .afternoon
      case 18...21: self = .evening
      default: self = .night
      }
    }
  }

  /// Days on which the hurt came up.
  public var count: Int
  /// The weekdays on which it came up; those on which it never did are left out.
  public var weekdays: [Weekday: Share]
  /// The parts of the day in which it first came up, the others left out.
  public var parts: [Part: Share]
  /// Days that carry each tag.
  public var tags: [String: Int]
  /// The returns of marked dates near which it came up, by the date's id.
  public var dates: [String: [JournalDay]]
  /// Of the tags, those that the sample rules let be told, bytewise.
  public var shownTags: [String]
  /// Ids of the dates that the sample rules let be told, bytewise.
  public var shownDates: [String]
  /// True when its carrier folded them away for both.
  public var isFolded: Bool
}

extension Reader {
  /// When and around what a hurt of this view comes up, from all its days up to now.
  public func patterns(of hurt: HurtRow) throws -> Patterns {
    let numbers = try numbers()
    let tags = try tagCounts(of: hurt)
    let dates = try returns(near: hurt, within: numbers.anniversaryDays)
    return Patterns(
      count: hurt.days.count,
      weekdays: shares(of: hurt.days.map(\.day.weekday), base: calendar(), categories: 7, numbers),
      parts: shares(
        of: hurt.days.map { Patterns.Part(hour: $0.first.minuteOfDay / 60) },
        base: try writingParts(of: hurt.carriedBy),
        categories: 4, numbers),
      tags: tags, dates: dates,
      shownTags: tags.filter { $0.value >= numbers.tagMinCount }.keys.sorted(by: bytewise),
      shownDates: dates.filter { $0.value.count >= 2 }.keys.sorted(by: bytewise), isFolded: try isFolded(hurt))
  }

  private func shares<Category: Hashable>(
    of days: [Category], base: [Category: Int], categories: Int, _ numbers: Numbers
  ) -> [Category: Patterns.Share] {
    let total = base.values.reduce(0, +)
    var counts: [Category: Int] = [:]
    for day in days { counts[day, default: 0] += 1 }
    return Dictionary(
      uniqueKeysWithValues: counts.map { category, count in
        guard let share = base[category], share > 0 else {
          return (category, Patterns.Share(count: count, lift: nil, chance: nil, isShown: false))
        }
        let lift = Fraction(count * total, days.count * share)
        let tail = binomialTail(count, of: days.count, share: Double(share) / Double(total))
        let chance = min(1, Double(categories) * tail)
        let isShown =
          days.count >= numbers.triggerMinDays && count >= numbers.triggerMinCount && lift >= numbers.triggerLift
          && chance <= numbers.triggerChance.value
        return (category, Patterns.Share(count: count, lift: lift.value, chance: chance, isShown: isShown))
      })
  }

  /// How often each weekday has been since the journal was founded, today included.
  private func calendar() -> [Weekday: Int] {
    let first = JournalDay(journal.founded).number
    var days: [Weekday: Int] = [:]
    for number in stride(from: first, through: today.number, by: 1) {
      days[JournalDay(number: number).weekday, default: 0] += 1
    }
    return days
  }

  /// When in the day somebody writes: all their shared entries, stubs included (`docs/definitions.md` A20b).
  private func writingParts(of person: String) throws -> [Patterns.Part: Int] {
    let hours = try database.all(
      """
      SELECT (at / 60000 + offset + 1440) / 60 % 24 AS hour, count(*) FROM main.entry WHERE author = ? AND visible <= ?
      GROUP BY hour
      """, [.text(person), SQLValue(instant)]
    ) { row in (Int(try row.int(0)), Int(try row.int(1))) }
    var parts: [Patterns.Part: Int] = [:]
    for (hour, count) in hours { parts[Patterns.Part(hour: hour), default: 0] += count }
    return parts
  }

  private func tagCounts(of hurt: HurtRow) throws -> [String: Int] {
    let tags = try database.all(
      "SELECT DISTINCT day, tag FROM ("
        + standingOccurrences("o.day AS day, t.tag AS tag", with: "JOIN %.tag t ON t.entry = o.record") + ")",
      [.text(hurt.id), .text(hurt.carriedBy), SQLValue(instant)]
    ) { row in try row.text(1) }
    return Dictionary(tags.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// The returns of the carrier's and the couple's dates that a hurt came up around.
  private func returns(near hurt: HurtRow, within days: Int) throws -> [String: [JournalDay]] {
    var near: [String: [JournalDay]] = [:]
    for date in try markedDates() where date.owner == hurt.carriedBy || date.owner == "both" {
      let close = hurt.days.flatMap { day in (-days...days).map { day.day.adding(days: $0) } }
      let returns = Set(close).filter(date.returns).sorted()
      if !returns.isEmpty { near[date.id] = returns }
    }
    return near
  }

  private func isFolded(_ hurt: HurtRow) throws -> Bool {
    try database.first(
      """
      SELECT kind FROM main.act WHERE hurt = ? AND kind IN ('patterns_folded', 'patterns_unfolded') AND at <= ?
      ORDER BY at DESC, id DESC
      """, [.text(hurt.id), SQLValue(instant)]
    ) { row in try row.text(0) == "patterns_folded" } ?? false
  }
}

/// Bytewise, as ids and names are ordered in every answer.
func bytewise(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

/// The chance of at least `count` of `n` when each has the chance `share`.
func binomialTail(_ count: Int, of n: Int, share: Double) -> Double {
  guard count > 0 else { return 1 }
  guard share < 1 else { return 1 }
  var tail = 0.0
  for k in count...n {
    let ways = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    tail += exp(ways + Double(k) * log(share) + Double(n - k) * log(1 - share))
  }
  return tail
}
