/// One of the rules that suggest help, true at an instant (`docs/definitions.md` 3.7).
public struct HelpReason: Hashable, Sendable {
  /// The rules, by the names that JSON has for them.
  public enum Rule: String, CaseIterable, Sendable {
    case comesBack = "R1"
    case askedOften = "R2"
    case heavyDays = "R3"
    case openDoors = "R4"
    case ownWords = "R5"
  }

  /// Who is told: both, or the one whom it is about.
  public enum Audience: Hashable, Sendable {
    case both
    case person(String)

    public var name: String {
      switch self {
      case .both: "both"
      case .person(let id): id
      }
    }
  }

  public var rule: Rule
  /// A hurt, a chain, chains, or the person.
  public var about: [String]
  public var audience: Audience
}

extension Reader {
  /// The rules that are true now and that this view is told of, by rule and what they are about.
  public func helpReasons() throws -> [HelpReason] {
    let numbers = try numbers()
    return try comesBack(numbers) + askedOften(numbers) + heavyDays(numbers) + openDoors(numbers) + ownWords()
  }

  /// R1: a shared hurt that is recurring now and was one, two and three weeks ago, and is not easing.
  private func comesBack(_ numbers: Numbers) throws -> [HelpReason] {
    let shared = journal.reader(.shared, at: instant)
    var back = try shared.hurts().filter { $0.isRecurring && $0.course.word != .easing }.map(\.id)
    for week in 1..<max(1, numbers.r1Weeks) where !back.isEmpty {
      let then = journal.reader(.shared, at: journal.zone.sameClock(instant, daysEarlier: 7 * week))
      back = try back.filter { try then.hurt($0)?.isRecurring ?? false }
    }
    return back.map { HelpReason(rule: .comesBack, about: [$0], audience: .both) }
  }

  /// R2: a question asked often and not heard or set aside, or answered not yet again and again.
  private func askedOften(_ numbers: Numbers) throws -> [HelpReason] {
    guard let joined = try joinedAt() else { return [] }
    let after = journal.zone.sameClock(instant, daysEarlier: numbers.r2WindowDays)
    let asked = try database.all(
      """
      SELECT e.root FROM main.entry e JOIN main.chain_state c ON c.root = e.root AND c.from_at <= ?1 AND c.until_at > ?1
      WHERE e.wants = 1 AND e.visible <= ?1 AND e.withdrawn > ?1 AND max(e.visible, ?3) > ?2
        AND c.state NOT IN ('heard', 'set_aside')
      GROUP BY e.root HAVING count(*) >= ?4
      """, [SQLValue(instant), SQLValue(after), SQLValue(joined), .int(Int64(numbers.r2Asks))]
    ) { row in try row.text(0) }
    let roots = Set(asked).union(try oftenNotYet(since: after, numbers.r2NotYet))
    return try roots.map { try firstSharedAsk(root: $0) }.sorted(by: bytewise).map {
      HelpReason(rule: .askedOften, about: [$0], audience: .both)
    }
  }

  /// The chains whose standing answers carry at least `count` standing marks of not yet, given after an instant.
  private func oftenNotYet(since after: Instant, _ count: Int) throws -> [String] {
    let marks = try database.all(
      """
      SELECT q.root, r.id, NULL FROM main.act a JOIN main.entry r ON r.id = a.target JOIN main.entry q ON q.id = r.reply_to
      WHERE a.kind = 'not_yet' AND a.at > ?2 AND a.at <= ?1 AND q.wants = 1 AND r.kind = 'response' AND r.visible <= ?1
        AND r.withdrawn > ?1
      UNION
      SELECT q.root, o.id, o.heard FROM main.act o JOIN main.entry q ON q.id = o.target
      WHERE o.kind = 'answered_outside' AND o.at <= ?1 AND (o.at > ?2
        OR EXISTS (SELECT 1 FROM main.act a WHERE a.target = o.id AND a.kind = 'not_yet' AND a.at > ?2 AND a.at <= ?1))
      """, [SQLValue(instant), SQLValue(after)]
    ) { row in (root: try row.text(0), answer: try row.text(1), told: try row.optionalInt(2)) }
    var counts: [String: Int] = [:]
    for mark in marks {
      guard let standing = try standingMark(on: mark.answer, told: mark.told), standing.mark == .notYet,
        standing.at > after
      else { continue }
      counts[mark.root, default: 0] += 1
    }
    return counts.filter { $0.value >= count }.map(\.key)
  }

  /// R3, for one's own eyes: strong pain on many of the last days, private pages included.
  private func heavyDays(_ numbers: Numbers) throws -> [HelpReason] {
    guard case .person(let person) = view else { return [] }
    let strong = try strongDays(of: person, since: today.adding(days: 1 - numbers.r3WindowDays), until: today, numbers)
    guard strong.count >= numbers.r3Days else { return [] }
    return [HelpReason(rule: .heavyDays, about: [person], audience: .person(person))]
  }

  /// The days on which somebody gave a number that counts as strong, on private pages too.
  func strongDays(of person: String, since first: JournalDay, until last: JournalDay, _ numbers: Numbers) throws -> Set<
    JournalDay
  > {
    let days = try schemas.flatMap { schema in
      try database.all(
        """
        SELECT day FROM \(schema).entry e WHERE +author = ?1 AND +visible <= ?2 AND withdrawn > ?2 AND intensity >= ?3
          AND day BETWEEN ?4 AND ?5 AND kind IN ('feeling', 'question') AND \(counts("e.id", in: schema, now: 2))
        UNION
        SELECT o.day FROM \(schema).act a JOIN \(schema).occurrence o ON o.record = a.id
        WHERE a.kind = 'still_hurts' AND a.author = ?1 AND a.at <= ?2 AND o.intensity >= ?3 AND o.day BETWEEN ?4 AND ?5
        """,
        [
          .text(person), SQLValue(instant), .int(Int64(numbers.r3Intensity)), .int(Int64(first.number)),
          .int(Int64(last.number)),
        ]
      ) { row in try row.day(0) }
    }
    return Set(days)
  }

  /// R5, for one's own eyes: what the coach would have said of many of one's last answers. It reads them anew; no hint
  /// is ever kept.
  private func ownWords() throws -> [HelpReason] {
    guard case .person(let person) = view else { return [] }
    let answers = try entries(
      in: ["main"], where: "e.author = ?3 AND e.kind = 'response' AND e.holding IS NULL AND e.withdrawn > ?1",
      .text(person), limit: 10, newestFirst: true)
    let hinted = try answers.count { answer in
      Coach.wouldHint(answer.text, answering: try answer.replyTo.flatMap { try entry($0) }?.text)
    }
    guard hinted >= 5 else { return [] }
    return [HelpReason(rule: .ownWords, about: [person], audience: .person(person))]
  }

  /// R4: several questions that have waited long.
  private func openDoors(_ numbers: Numbers) throws -> [HelpReason] {
    let long = try waiting().filter { $0.state == .unansweredLong }.map(\.chain).sorted(by: bytewise)
    guard long.count >= numbers.r4Chains else { return [] }
    return [HelpReason(rule: .openDoors, about: long, audience: .both)]
  }
}
