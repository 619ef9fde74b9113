/// How the answers within a hurt were taken: standing answers by their standing mark (`docs/definitions.md` A9).
public struct HeardCounts: Hashable, Sendable {
  public var heard = 0
  public var notYet = 0
  public var unmarked = 0
  /// True from enough marks on.
  public var isShown = false
}

/// How long answers within a hurt took, over the waits that an answer ended.
public struct AnswerTimes: Hashable, Sendable {
  public var count = 0
  /// Medians of the hours as they are told, each with two decimals; nil without waits.
  public var wall: Double?
  public var active: Double?
  public var isShown = false
}

/// A wait that an answer ended.
public struct ClosedWait: Hashable, Sendable {
  public var chain: String
  public var asker: String
  /// The hurt of the chain's first ask.
  public var hurt: String?
  public var answer: String
  /// Milliseconds from the asking to the answer; active leaves out the other's absence and anybody's space.
  public var wall: Int64
  public var active: Int64
}

extension Reader {
  /// The counts of every hurt; nil stands for answers to what belongs to none. Equal in every view.
  public func heardCounts(ofHurt hurt: String? = nil) throws -> [String?: HeardCounts] {
    guard try joinedAt() != nil else { return [:] }
    let enough = try numbers().heardMinMarked
    let isAsked = hurt == nil ? "?2 IS NULL" : "q.hurt = ?2"
    let answers = try database.all(
      """
      SELECT q.hurt, r.id, NULL FROM main.entry r JOIN main.entry q ON q.id = r.reply_to
      WHERE r.kind = 'response' AND r.holding IS NULL AND r.author <> q.author AND q.wants = 1
        AND r.visible <= ?1 AND r.withdrawn > ?1 AND \(isAsked)
        AND r.visible > (SELECT min(a.visible) FROM main.entry a WHERE a.root = q.root AND a.wants = 1)
      UNION ALL
      SELECT q.hurt, a.id, a.heard FROM main.act a JOIN main.entry q ON q.id = a.target
      WHERE a.kind = 'answered_outside' AND a.at <= ?1 AND \(isAsked)
      """, [SQLValue(instant), SQLValue(hurt)]
    ) { row in (try row.optionalText(0), try row.text(1), try row.optionalInt(2)) }
    var counts: [String?: HeardCounts] = [:]
    for (hurt, answer, told) in answers {
      switch try standingMark(on: answer, told: told)?.mark {
      case .heard: counts[hurt, default: HeardCounts()].heard += 1
      case .notYet: counts[hurt, default: HeardCounts()].notYet += 1
      case nil: counts[hurt, default: HeardCounts()].unmarked += 1
      }
    }
    return counts.mapValues { count in
      var count = count
      count.isShown = count.heard + count.notYet >= enough
      return count
    }
  }

  /// The mark that stands on an answer, and when it was given; what was told with an answer outside counts until a
  /// later mark.
  func standingMark(on answer: String, told: Int64?) throws -> (mark: Mark, at: Instant)? {
    let last = try database.first(
      """
      SELECT kind, at FROM main.act WHERE target = ? AND kind IN ('heard', 'not_yet', 'unheard') AND at <= ?
      ORDER BY at DESC, id DESC
      """, [.text(answer), SQLValue(instant)]
    ) { row in (kind: try row.text(0), at: try row.instant(1)) }
    if let last { return Mark(rawValue: last.kind).map { ($0, last.at) } }
    guard let told else { return nil }
    let at = try database.first("SELECT at FROM main.act WHERE id = ?", [.text(answer)]) { row in try row.instant(0) }
    return at.map { (told == 1 ? .heard : .notYet, $0) }
  }

  /// Every wait that a standing answer had ended by now, oldest first. Equal in every view.
  public func closedWaits() throws -> [ClosedWait] {
    guard let joined = try joinedAt() else { return [] }
    let absences = try absences()
    return try database.all(
      """
      SELECT root, since, at, answer FROM main.closed_wait WHERE from_at <= ?1 AND until_at > ?1 AND at > ?2
      ORDER BY at, answer
      """, [SQLValue(instant), SQLValue(joined)]
    ) { row in (root: try row.text(0), since: try row.instant(1), at: try row.instant(2), answer: try row.text(3)) }
    .map { wait in
      let chain = try firstSharedAsk(root: wait.root)
      let asker = try database.first("SELECT author FROM main.entry WHERE id = ?", [.text(chain)]) { row in
        try row.text(0)
      }
      let since = max(wait.since, joined)
      return ClosedWait(
        chain: chain, asker: asker ?? "", hurt: try hurtOfChain(root: wait.root), answer: wait.answer,
        wall: wait.at.milliseconds - since.milliseconds,
        active: activeTime(from: since, to: wait.at, asker: asker ?? "", absences))
    }
  }

  /// The times of every hurt; nil stands for what belongs to none. Equal in every view.
  public func answerTimes() throws -> [String?: AnswerTimes] {
    let enough = try numbers().responseTimeMinCount
    return Dictionary(grouping: try closedWaits(), by: \.hurt).mapValues { waits in
      AnswerTimes(
        count: waits.count, wall: median(waits.map { Self.hours($0.wall) }),
        active: median(waits.map { Self.hours($0.active) }), isShown: waits.count >= enough)
    }
  }
}
