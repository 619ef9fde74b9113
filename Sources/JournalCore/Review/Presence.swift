/// Where somebody stands towards the journal: what both know, nothing that either did not say.
public struct Presence: Hashable, Sendable {
  public var hasJoined: Bool
  public var hasLeft: Bool
  /// Away until then.
  public var awayUntil: Instant?
  /// Will be away until then, as was announced, and is not yet.
  public var announcedUntil: Instant?
  /// Asked for space until then, and since then without a break.
  public var spaceUntil: Instant?
  public var spaceSince: Instant?
  /// When being away or having space begins or ends next.
  public var changesAt: Instant?
}

extension Reader {
  /// Where a partner stands at this instant, equal in every view.
  public func presence(of person: String) throws -> Presence {
    let last = try database.first(
      "SELECT kind FROM main.act WHERE author = ? AND kind IN ('join', 'leave') AND at <= ? ORDER BY at DESC, id DESC",
      [.text(person), SQLValue(instant)]
    ) { row in try row.text(0) }
    let absences = try absences().filter { $0.author == person && instant < $0.until }
    let running = absences.filter { $0.from <= instant }
    let announced = absences.filter { $0.from > instant }
    return Presence(
      hasJoined: last == "join" || person == journal.founder, hasLeft: last == "leave",
      awayUntil: running.filter { !$0.space }.map(\.until).max(), announcedUntil: announced.map(\.until).max(),
      spaceUntil: running.filter(\.space).map(\.until).max(), spaceSince: running.filter(\.space).map(\.from).min(),
      changesAt: (running.map(\.until) + announced.map(\.from)).min())
  }

  /// Who left the journal and did not come back, if anybody did.
  public func whoLeft() throws -> Partner? {
    let gone = try database.first(
      """
      SELECT author FROM main.act l WHERE kind = 'leave' AND at <= ?1 AND NOT EXISTS (SELECT 1 FROM main.act j
        WHERE j.kind = 'join' AND j.author = l.author AND (j.at, j.id) > (l.at, l.id) AND j.at <= ?1)
      ORDER BY at DESC
      """, [SQLValue(instant)]
    ) { row in try row.text(0) }
    return journal.partners.first { $0.id == gone }
  }
}
