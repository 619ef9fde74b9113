/// The numbers of `docs/definitions.md` 3: design choices, not clinical borders. A journal has one set, and both people
/// agree to a change.
public struct Numbers: Sendable {
  /// Days within which a hurt that comes up often enough is recurring, today included.
  public var recurWindowDays = 30
  /// Days on which it has to come up within them.
  public var recurMinDays = 3
  /// Days from the first of these to the last.
  public var recurMinSpreadDays = 7
  /// Hours of active time until what waits is unanswered.
  public var graceHours = 24
  /// Hours of active time until it is long unanswered.
  public var longHours = 72
  /// Days that a course is told of, today included.
  public var trendWindowDays = 30
  /// Days with a number within them, fewer being too few to say.
  public var trendMinCount = 6
  /// Days from the first of these to the last.
  public var trendMinSpanDays = 14
  /// Points of intensity a week, up for growing and down for easing.
  var trendPointsPerWeek = Fraction(1, 2)
  /// Kendall's tau-a, up for growing and down for easing.
  var trendMinTau = Fraction(3, 10)
  /// Hours after its time in which a promise is just due.
  public var promiseQuietHours = 48
  /// Days on which a hurt came up before weekdays and parts of the day are told.
  public var triggerMinDays = 8
  /// Days in one weekday or part of the day before it is told.
  public var triggerMinCount = 3
  /// How many times its share of the base it has to have.
  var triggerLift = Fraction(3, 2)
  /// The greatest chance that it may have, the number of categories counted in.
  var triggerChance = Fraction(1, 10)
  /// Days that carry a tag before it is told.
  public var tagMinCount = 3
  /// Days before and after a date's return that count as near it.
  public var anniversaryDays = 1
  /// Marks before the answers within a hurt are told.
  public var heardMinMarked = 5
  /// Waits that an answer ended before the time to an answer is told.
  public var responseTimeMinCount = 5
  /// R1: looks, a week apart, at which a hurt is recurring; the first is now.
  public var r1Weeks = 4
  /// R2: standing asks of one chain.
  public var r2Asks = 4
  /// R2: standing marks of not yet on its answers.
  public var r2NotYet = 3
  /// R2: days within which either was given.
  public var r2WindowDays = 30
  /// R3: the least intensity that counts, of 10.
  public var r3Intensity = 8
  /// R3: days with such a number.
  public var r3Days = 5
  /// R3: days within which they lie, today included.
  public var r3WindowDays = 14
  /// R4: chains long unanswered at once.
  public var r4Chains = 3
  /// Days for which a card is quiet after it was shown.
  public var helpCoolDownDays = 14
  /// Days after help was booked or attended in which a card says to bring it along.
  public var helpSuppressDays = 14

  private enum Place: Sendable {
    case whole(any WritableKeyPath<Numbers, Int> & Sendable, ClosedRange<Int>)
    /// In hundredths.
    case part(any WritableKeyPath<Numbers, Fraction> & Sendable, ClosedRange<Int>)
  }

  private static let places: [String: Place] = [
    "recur_window_days": .whole(\.recurWindowDays, 7...365), "recur_min_days": .whole(\.recurMinDays, 2...30),
    "recur_min_spread_days": .whole(\.recurMinSpreadDays, 0...90), "grace_h": .whole(\.graceHours, 1...336),
    "long_h": .whole(\.longHours, 1...720), "trend_window_days": .whole(\.trendWindowDays, 14...365),
    "trend_min_n": .whole(\.trendMinCount, 3...60), "trend_min_span_days": .whole(\.trendMinSpanDays, 1...90),
    "trend_points_per_week": .part(\.trendPointsPerWeek, 1...1000), "trend_min_abs_tau": .part(\.trendMinTau, 0...100),
    "promise_quiet_h": .whole(\.promiseQuietHours, 1...336), "trigger_min_n": .whole(\.triggerMinDays, 3...100),
    "trigger_min_count": .whole(\.triggerMinCount, 2...50), "trigger_lift": .part(\.triggerLift, 100...1000),
    "trigger_chance": .part(\.triggerChance, 0...100), "tag_min_count": .whole(\.tagMinCount, 2...50),
    "anniversary_days": .whole(\.anniversaryDays, 0...3), "heard_share_min_marked": .whole(\.heardMinMarked, 1...100),
    "response_time_min_n": .whole(\.responseTimeMinCount, 1...100), "r1_weeks": .whole(\.r1Weeks, 1...12),
    "r2_asks": .whole(\.r2Asks, 2...50), "r2_not_yet": .whole(\.r2NotYet, 1...50),
    "r2_window_days": .whole(\.r2WindowDays, 7...365), "r3_intensity": .whole(\.r3Intensity, 1...10),
    "r3_days": .whole(\.r3Days, 1...90), "r3_window_days": .whole(\.r3WindowDays, 1...90),
    "r4_chains": .whole(\.r4Chains, 1...50), "help_cooldown_days": .whole(\.helpCoolDownDays, 1...365),
    "help_suppress_days": .whole(\.helpSuppressDays, 0...365),
  ]

  /// Every name that a setting can have, in order.
  public static let names: [String] = places.keys.sorted()

  /// What a setting's number is now, as it is written in JSON; nil for a name that is none.
  public func value(of name: String) -> JSON? {
    switch Self.places[name] {
    case .whole(let path, _): .int(Int64(self[keyPath: path]))
    case .part(let path, _): .double(self[keyPath: path].value)
    case nil: nil
    }
  }

  /// Sets one number.
  /// - Throws: `Refusal` for a name that is none, or a number outside its range.
  public mutating func set(_ name: String, to value: JSON) throws {
    guard let place = Self.places[name] else { throw Refusal("there is no setting of that name") }
    switch place {
    case .whole(let path, let range):
      guard let number = value.int.map(Int.init), range.contains(number) else {
        throw Refusal("this setting takes a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      self[keyPath: path] = number
    case .part(let path, let range):
      let hundredths: Int? =
        switch value {
        case .int(let number) where number.magnitude < 1_000_000: Int(number) * 100
        case .double(let number) where number.magnitude < 1_000_000: Int((number * 100).rounded())
        default: nil
        }
      guard let hundredths, range.contains(hundredths) else {
        throw Refusal(
          "this setting takes a number from \(Double(range.lowerBound) / 100) to \(Double(range.upperBound) / 100)")
      }
      self[keyPath: path] = Fraction(hundredths, 100)
    }
  }
}

/// A number that one of the two proposes for the journal.
public struct ProposedSetting: Hashable, Sendable {
  public var id: String
  public var author: String
  public var name: String
  public var value: JSON
  public var isAgreed: Bool
}

extension Reader {
  /// The numbers that hold at this instant: each setting's is the one agreed last.
  public func numbers() throws -> Numbers {
    if let numbers = found.numbers { return numbers }
    var numbers = Numbers()
    for proposed in try proposedSettings() where proposed.isAgreed {
      try numbers.set(proposed.name, to: proposed.value)
    }
    found.numbers = numbers
    return numbers
  }

  /// Every number that was proposed: what both agreed to in the order of agreeing, then what stands open.
  public func proposedSettings() throws -> [ProposedSetting] {
    let found = try database.all(
      """
      SELECT p.id, p.author, (SELECT min(a.at) FROM main.act a WHERE a.target = p.id AND a.kind = 'setting_agreed'
        AND a.author <> p.author AND a.at <= ?1) AS agreed
      FROM main.act p WHERE p.kind = 'setting_proposed' AND p.at <= ?1 ORDER BY agreed IS NULL, agreed, p.at, p.id
      """, [SQLValue(instant)]
    ) { row in (id: try row.text(0), author: try row.text(1), isAgreed: try row.optionalInstant(2) != nil) }
    return try found.compactMap { proposal in
      guard let record = try journal.sharedLog.record(proposal.id), let name = record.text("setting"),
        let value = record.fields["value"]
      else { return nil }
      return ProposedSetting(
        id: proposal.id, author: proposal.author, name: name, value: value, isAgreed: proposal.isAgreed)
    }
  }
}
