/// Writes as one person. What may not be written is a `Refusal`: of its form from `Fields`, of who may do it from
/// `Rules`, and from here once somebody has left. What returns without an error is on disk.
public struct Writer {
  public let journal: Journal
  public let person: String

  init(journal: Journal) throws {
    guard let person = journal.person else { throw JournalError.noKey }
    self.journal = journal
    self.person = person
  }

  /// Writes one record at `clock`, or a little later where order asks for it (`docs/definitions.md` B1). What is for
  /// both before the other has joined is kept ready, on its writer's own pages.
  /// - Parameters:
  ///   - id: chosen by the caller when a second try must not write it twice.
  ///   - zone: the clock that its writer looks at.
  ///   - keepsReady: true for what was promised to be kept ready, even if the other has joined since.
  /// - Returns: the record as it was written.
  @discardableResult
  public func write(
    _ shape: Shape, _ kind: String, _ fields: [String: JSON], at clock: Instant, id: String = Identifier.random(),
    zone: TimeZoneRules = .local, keepsReady: Bool = false
  ) throws -> Record {
    let database = journal.database
    let written = try database.transaction {
      let isReady = try isForBoth(shape, fields) && (keepsReady || isAlone())
      var fields = fields
      if isReady { fields["visibility"] = .string("private") }
      var record = Record(
        id: id, shape: shape, moment: zone.moment(at: clock), author: person, kind: kind,
        fields: fields)
      let log = try logFor(record)
      let file = log.schema == "main" ? "shared" : "own"
      guard let identity = try OwnFile.identity(file, in: database) else { throw JournalError.noKey }
      var instant = clock
      if let head = try log.head(of: identity.device) { instant = max(instant, head.at.adding(milliseconds: 1)) }
      for named in ["reply_to", "asks_again", "target", "hurt", "new"].compactMap({ record.text($0) }) {
        if let at = try journal.instant(of: named) { instant = max(instant, at.adding(milliseconds: 1)) }
      }
      record.moment = zone.moment(at: instant)
      try Fields.check(record)
      try Rules(journal: journal).check(record)
      try checkNobodyLeft(record, log)
      try journal.append(record, to: log, by: identity)
      if isReady { try journal.setReady(record.id, true) }
      // A transaction writes one file: what is shared is noted in the own file when it stands.
      if log.schema == "own" { try OwnFile.noteHeads(of: log, device: identity.device) }
      return (record: record, log: log, device: identity.device)
    }
    // Where this fails, the next opening notes it.
    if written.log.schema == "main" { try? OwnFile.noteHeads(of: written.log, device: written.device) }
    return written.record
  }

  /// Once one has left, nothing goes either way: what is written stays on one's own pages. Taking one's own words back,
  /// coming back, and the note of an export stay possible.
  private func checkNobodyLeft(_ record: Record, _ log: RecordLog) throws {
    let gone = try journal.reader(.shared, at: record.moment.instant).whoLeft()
    let comesBack = record.kind == ActionKind.join.rawValue && gone?.id == record.author
    let stays = [ActionKind.withdraw, .exported].map(\.rawValue).contains(record.kind)
    guard let gone, log.schema == "main", !comesBack, !stays else { return }
    throw Refusal(
      gone.id == person
        ? "you left this journal; joining comes back" : "\(gone.name) no longer writes here; your own pages are yours")
  }

  private func isForBoth(_ shape: Shape, _ fields: [String: JSON]) -> Bool {
    shape == .entry && fields["visibility"]?.string != "private"
  }

  /// True while only one is here.
  private func isAlone() throws -> Bool {
    try journal.reader(.shared, at: Projection.forever).joinedAt() == nil
  }

  private func logFor(_ record: Record) throws -> RecordLog {
    try journal.isPrivate(record) ? journal.ownLog! : journal.sharedLog
  }
}

extension Journal {
  /// Writes as the person whose own file is open.
  public func writer() throws -> Writer { try Writer(journal: self) }

  /// Where a record belongs: what is private, or done to something private, stays in its author's own file.
  func isPrivate(_ record: Record) throws -> Bool {
    switch record.shape {
    case .journal: return false
    case .entry, .hurt: return record.isPrivate
    case .action:
      if record.kind == ActionKind.share.rawValue { return false }
      guard let named = record.text("target") ?? record.text("hurt") else { return false }
      return try !sharedKnows(named) && ownKnows(named)
    }
  }

  func sharedKnows(_ id: String) throws -> Bool {
    try database.first(
      """
      SELECT 1 FROM main.entry WHERE id = ?1 UNION SELECT 1 FROM main.act WHERE id = ?1
      UNION SELECT 1 FROM main.hurt WHERE id = ?1
      """, [.text(id)]
    ) { _ in true } ?? false
  }

  func ownKnows(_ id: String) throws -> Bool { try ownLog?.contains(id) ?? false }

  /// When something that this session can see was written or became visible.
  func instant(of id: String) throws -> Instant? {
    for schema in ownLog == nil ? ["main"] : ["main", "own"] {
      let found = try database.first(
        """
        SELECT visible FROM \(schema).entry WHERE id = ?1 UNION SELECT at FROM \(schema).act WHERE id = ?1
        UNION SELECT at FROM \(schema).hurt WHERE id = ?1
        """, [.text(id)]
      ) { row in try row.instant(0) }
      if let found { return found }
    }
    return nil
  }

  /// Appends within a transaction, and derives what the record touches.
  func append(_ record: Record, to log: RecordLog, by identity: Identity) throws {
    var record = record
    if record.kind == ActionKind.share.rawValue, record.shape == .action { record = try withSharedWords(record) }
    try log.append(record, by: identity)
    try Projection(log: log).apply(record)
  }

  /// An entry's record in a file; in the shared file, that of what was shared later stands within its sharing.
  func writing(of entry: String, in schema: String) throws -> Record? {
    if schema == "own" { return try ownLog?.record(entry) }
    if let record = try sharedLog.record(entry) { return record }
    let share = try database.first(
      "SELECT id FROM main.act WHERE target = ? AND kind = 'share'", [.text(entry)]
    ) { row in try row.text(0) }
    return try share.flatMap { try sharedLog.record($0)?.fields["shared"] }.map(Fields.record)
  }

  /// Sharing copies the entry as it stands, with its original instant, into the shared log (`docs/definitions.md` B8):
  /// what it said before, and whether it did, stays in the own file.
  private func withSharedWords(_ share: Record) throws -> Record {
    guard let target = share.text("target"), var entry = try ownLog?.record(target) else { return share }
    let changes = try database.all(
      """
      SELECT id FROM own.act WHERE target = ? AND kind IN ('edit', 'boundary_changed')
      ORDER BY kind = 'boundary_changed', at, id
      """, [.text(target)]
    ) { row in try row.text(0) }
    for change in try changes.compactMap({ try ownLog?.record($0) }) {
      if let parts = change.fields["parts"]?.object {
        entry.fields["parts"] = .object((entry.fields["parts"]?.object ?? [:]).merging(parts) { $1 })
      }
      if let text = change.text("text"), !text.isEmpty || change.kind == ActionKind.edit.rawValue {
        entry.fields["text"] = .string(text)
      }
      if let due = change.text("due") { entry.fields["due"] = .string(due) }
    }
    var share = share
    share.fields["shared"] = entry.line
    return share
  }
}
