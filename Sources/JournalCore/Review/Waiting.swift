/// One chain that waits for an answer (`docs/definitions.md` 2.7).
public struct WaitingRow: Hashable, Sendable {
  /// The states of what waits; what is answered, heard or set aside has no row.
  public enum State: String, Sendable {
    case open, held, unanswered
    case unansweredLong = "unanswered_long"
  }

  public var chain: String
  public var asker: String
  public var hurt: String?
  public var asks: [String]
  public var state: State
  public var since: Instant
  /// Milliseconds since `since`; active leaves out the other's absence and anybody's space.
  public var wall: Int64
  public var active: Int64
  public var heldUntil: Moment?
  /// The chain's first ask, where it may have been private; never printed.
  var root: String
}

extension Reader {
  static let hour: Int64 = 3_600_000

  /// What waits, oldest first, equal in every view.
  public func waiting() throws -> [WaitingRow] {
    guard let joined = try joinedAt() else { return [] }
    let chains = try database.all(
      "SELECT root, since FROM main.chain_state WHERE until_at > ?1 AND from_at <= ?1 AND state = 'open'",
      [SQLValue(instant)]
    ) { row in (try row.text(0), max(try row.instant(1), joined)) }
    let (absences, numbers) = (try absences(), try numbers())
    return try chains.map { root, since in try waitingRow(root: root, since: since, absences, numbers) }
      .sorted { ($0.since, $0.chain) < ($1.since, $1.chain) }
  }

  /// The first of what waits for an answer to one person, oldest first, without those that already have one on its way.
  public func waiting(askedBy asker: String, first count: Int, isWanted: (WaitingRow) throws -> Bool) throws
    -> [WaitingRow]
  {
    guard let joined = try joinedAt() else { return [] }
    let (absences, numbers) = (try absences(), try numbers())
    var found: [WaitingRow] = []
    // However many wait, no more are read than are wanted: those that nothing has ended stand in order in the index.
    try database.read(
      """
      SELECT root, since FROM main.chain_state
      WHERE state = 'open' AND asker = ?2 AND until_at = ?3 AND from_at <= ?1
      UNION ALL SELECT root, since FROM main.chain_state
      WHERE state = 'open' AND asker = ?2 AND until_at > ?1 AND until_at < ?3 AND from_at <= ?1
      ORDER BY since
      """, [SQLValue(instant), .text(asker), SQLValue(Projection.forever)],
      until: { row in
        let since = max(try row.instant(1), joined)
        if found.count >= count, found[found.count - 1].since < since { return true }
        let waiting = try waitingRow(root: row.text(0), since: since, absences, numbers)
        if try isWanted(waiting) { found.append(waiting) }
        return false
      })
    return Array(found.sorted { ($0.since, $0.chain) < ($1.since, $1.chain) }.prefix(count))
  }

  /// The chain of one entry, while it waits.
  public func waitingRow(of entry: EntryRow) throws -> WaitingRow? {
    guard let joined = try joinedAt() else { return nil }
    let since = try database.first(
      "SELECT since FROM main.chain_state WHERE root = ?1 AND until_at > ?2 AND from_at <= ?2 AND state = 'open'",
      [.text(entry.chain), SQLValue(instant)]
    ) { row in try row.instant(0) }
    return try since.map {
      try waitingRow(root: entry.chain, since: max($0, joined), try absences(), try numbers())
    }
  }

  /// The state of one entry's chain; nil where nothing of it is shared.
  public func chainState(of entry: EntryRow) throws -> ChainState? {
    try database.first(
      "SELECT state FROM main.chain_state WHERE root = ?1 AND until_at > ?2 AND from_at <= ?2",
      [.text(entry.chain), SQLValue(instant)]
    ) { row in ChainState(rawValue: try row.text(0)) } ?? nil
  }

  private func waitingRow(root: String, since: Instant, _ absences: [Absence], _ numbers: Numbers) throws -> WaitingRow
  {
    let chain = try database.all(
      """
      SELECT id, author, hurt, wants = 1, withdrawn > ?2 FROM main.entry WHERE root = ?1 AND visible <= ?2
      ORDER BY visible, id
      """, [.text(root), SQLValue(instant)]
    ) { row in
      (
        id: try row.text(0), author: try row.text(1), hurt: try row.optionalText(2), asks: try row.int(3) == 1,
        stands: try row.int(4) == 1
      )
    }
    let asks = chain.filter { $0.asks && $0.stands }
    let holding = try database.first(
      """
      SELECT r.id FROM main.entry q JOIN main.entry r ON r.reply_to = q.id
      WHERE q.root = ?1 AND r.holding > ?2 AND r.visible <= ?2 AND r.withdrawn > ?2 AND r.visible > ?3
        AND r.author <> q.author
      ORDER BY r.holding DESC, r.visible, r.id
      """, [.text(root), SQLValue(instant), SQLValue(since)]
    ) { row in try row.text(0) }
    let held = try holding.flatMap { try journal.writing(of: $0, in: "main")?.text("holding_until") }.flatMap(
      Moment.init)
    guard let asker = asks.first?.author else { throw JournalError.damaged }
    let (grace, long) = (Int64(numbers.graceHours) * Self.hour, Int64(numbers.longHours) * Self.hour)
    let active = activeTime(from: since, to: instant, asker: asker, absences)
    let state: WaitingRow.State =
      held != nil ? .held : active < grace ? .open : active < long ? .unanswered : .unansweredLong
    return WaitingRow(
      chain: chain.first(where: \.asks)?.id ?? root, asker: asker, hurt: chain.first?.hurt, asks: asks.map(\.id),
      state: state, since: since,
      wall: instant.milliseconds - since.milliseconds, active: active, heldUntil: held, root: root)
  }

  /// A chain is named after its first shared ask (`docs/definitions.md` A3).
  func firstSharedAsk(root: String) throws -> String {
    try database.first(
      "SELECT id FROM main.entry WHERE root = ?1 AND wants = 1 AND visible <= ?2 ORDER BY visible, id LIMIT 1",
      [.text(root), SQLValue(instant)]
    ) { row in try row.text(0) } ?? root
  }

  func hurtOfChain(root: String) throws -> String? {
    try database.first(
      "SELECT hurt FROM main.entry WHERE root = ?1 AND visible <= ?2 ORDER BY visible, id LIMIT 1",
      [.text(root), SQLValue(instant)]
    ) { row in try row.optionalText(0) } ?? nil
  }

  /// The chains in a state at this instant, by id.
  public func chains(in state: ChainState) throws -> [String] {
    try database.all(
      "SELECT root FROM main.chain_state WHERE until_at > ?1 AND from_at <= ?1 AND state = ?2",
      [SQLValue(instant), .text(state.rawValue)]
    ) { row in try row.text(0) }.map { try firstSharedAsk(root: $0) }.sorted()
  }

  /// When both had joined, if they have: who founds the journal is in it from the start.
  public func joinedAt() throws -> Instant? {
    let joined =
      try database.first(
        "SELECT min(at) FROM main.act WHERE kind = 'join' AND author <> ? AND at <= ?",
        [.text(journal.founder), SQLValue(instant)]
      ) { row in try row.optionalInstant(0) } ?? nil
    return joined
  }

  struct Absence { var author: String, space: Bool, from: Instant, until: Instant }

  /// Every stretch of away and space recorded by now.
  func absences() throws -> [Absence] {
    if let absences = found.absences { return absences }
    let ends = try database.all(
      "SELECT author, at FROM main.act WHERE kind = 'space_end' AND at <= ?", [SQLValue(instant)]
    ) { row in (author: try row.text(0), at: try row.instant(1)) }
    let absences = try database.all(
      """
      SELECT author, kind, coalesce(from_at, at), until_at, at FROM main.act
      WHERE kind IN ('away', 'space') AND at <= ? AND until_at IS NOT NULL
      """, [SQLValue(instant)]
    ) { row in
      let author = try row.text(0)
      let space = try row.text(1) == "space"
      let recorded = try row.instant(4)
      let from = space ? recorded : try row.instant(2)
      let ended = space ? ends.filter { $0.author == author && $0.at >= recorded }.map(\.at).min() : nil
      return Absence(
        author: author, space: space, from: from, until: min(try row.instant(3), ended ?? Projection.forever))
    }
    found.absences = absences
    return absences
  }

  /// Milliseconds between two instants without the other's absence and without anybody's space, as a union.
  func activeTime(from start: Instant, to end: Instant, asker: String, _ absences: [Absence]) -> Int64 {
    var active = end.milliseconds - start.milliseconds
    var covered = start.milliseconds
    let pauses = absences.filter { $0.space || $0.author != asker }.sorted { $0.from < $1.from }
    for pause in pauses {
      let from = max(pause.from.milliseconds, covered)
      let until = min(pause.until.milliseconds, end.milliseconds)
      if until > from {
        active -= until - from
        covered = until
      }
    }
    return active
  }
}
