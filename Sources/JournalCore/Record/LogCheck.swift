/// Every record of a log against its hash, its signature, its words and the one before it.
extension RecordLog {
  private struct Key {
    let publicKey: [UInt8]
    let person: String
    let isImported: Bool
  }

  /// The record of a chain that was looked at last.
  private struct Previous {
    var sequence: Int64 = 0
    var hash: [UInt8] = []
    var at: Instant?
    var position = Int64.min
    var isWhole = true
  }

  /// What is wrong with this file's records, nothing when they are as they were written.
  /// - Parameter own: whose session this is, and the id of the key that they sign with here.
  func damage(own: (person: String, device: String)?, _ work: LongWork = .unwatched) throws -> [LogDamage] {
    var found = try guardsStand() ? [] : [LogDamage.guardsChanged(isShared: schema == "main")]
    let keys = try keys()
    let firstWrittenHere =
      try database.first(
        """
        SELECT min(r.position) FROM \(schema).record r JOIN \(schema).device d ON d.id = r.device WHERE d.imported = 0
        """
      ) { row in try row.optionalInt(0) } ?? nil
    var chains: [String: Previous] = [:]
    let next = work.counting(try count())
    try database.forEach(
      """
      SELECT r.bytes, r.hash, r.signature, p.bytes, p.salt, r.id, r.device, r.sequence, r.at, r.position
      FROM \(schema).record r LEFT JOIN \(schema).prose p ON p.record = r.id ORDER BY r.device, r.sequence
      """
    ) { row in
      try next()
      let (device, position) = (try row.text(6), try row.int(9))
      let previous = chains[device] ?? Previous()
      var damage = try Self.damage(in: row, keys)
      if damage == nil, let key = keys[device] {
        let id = try row.text(5)
        if key.isImported, let firstWrittenHere, position > firstWrittenHere { damage = .importedLate(id: id) }
        if let own, !key.isImported, key.person == own.person, device != own.device { damage = .anothersKey(id: id) }
      }
      if damage == nil, previous.isWhole { damage = try Self.damage(in: row, following: previous) }
      if let damage { found.append(damage) }
      chains[device] = Previous(
        sequence: try row.int(7), hash: try row.blob(1), at: try row.instant(8), position: position,
        // What follows on a faulty record is measured anew from the next.
        isWhole: try damage == nil || damage == .gap(before: row.text(5)))
    }
    return found
  }

  /// True when a record in somebody's name is signed by a key that is not theirs here, but for the lines of an import,
  /// which came before anything was written here.
  func bearsAnothersKey(_ person: String, besides own: String) throws -> Bool {
    // From the few keys to their records: the other way round, it would look through every record at each opening.
    try database.first(
      """
      WITH last AS (
        SELECT d.imported, (SELECT r.position FROM \(schema).record r WHERE r.device = d.id ORDER BY r.sequence DESC LIMIT 1)
          AS position FROM \(schema).device d WHERE d.person = ?1 AND d.id <> ?2)
      SELECT 1 FROM last WHERE position IS NOT NULL AND (imported = 0 OR position > (
        SELECT min(f.position) FROM \(schema).device o CROSS JOIN \(schema).record f
        WHERE o.imported = 0 AND f.device = o.id AND f.sequence = 1))
      """, [.text(person), .text(own)]
    ) { _ in true } ?? false
  }

  /// What is wrong with a record by itself.
  private static func damage(in row: borrowing Row, _ keys: [String: Key]) throws -> LogDamage? {
    let (id, bytes) = (try row.text(5), try row.blob(0))
    guard Sodium.hash(bytes) == (try row.blob(1)), let (record, link, prose) = try? RecordCoding.decode(bytes: bytes)
    else { return .changed(id: id) }
    guard record.id == id, link.device == (try row.text(6)), link.sequence == (try row.int(7)),
      record.moment.instant == (try row.instant(8))
    else { return .moved(id: id) }
    guard let key = keys[link.device], key.person == record.author,
      Identity.device(of: key.publicKey) == link.device,
      Identity.verifies(try row.blob(2), of: bytes, by: key.publicKey)
    else { return .notSigned(id: id) }
    if row.isNull(3) { return .wordsMissing(id: id) }
    return hex(Sodium.hash(try row.blob(4), try row.blob(3))) == prose ? nil : .rewritten(id: id)
  }

  /// What is wrong with a record that is whole, in the place where it stands.
  private static func damage(in row: borrowing Row, following previous: Previous) throws -> LogDamage? {
    let id = try row.text(5)
    let (record, link, _) = try RecordCoding.decode(bytes: try row.blob(0))
    if previous.sequence < .max, link.sequence > previous.sequence + 1 { return .gap(before: id) }
    if link.previous != previous.hash { return .broken(id: id) }
    if let at = previous.at, record.moment.instant < at { return .backDated(id: id) }
    return try row.int(9) > previous.position ? nil : .moved(id: id)
  }

  private func keys() throws -> [String: Key] {
    try Dictionary(
      uniqueKeysWithValues: database.all("SELECT id, public, person, imported FROM \(schema).device") { row in
        (
          try row.text(0),
          Key(publicKey: try row.blob(1), person: try row.text(2), isImported: try row.int(3) == 1)
        )
      })
  }

  /// True when the triggers of this file are those that a new file has, and no others.
  private func guardsStand() throws -> Bool {
    let fresh = try Database(path: ":memory:")
    try fresh.migrate(Self.migrations, schema: "main")
    return try Self.guards(of: database, schema) == Self.guards(of: fresh, "main")
  }

  private static func guards(of database: Database, _ schema: String) throws -> [String] {
    try database.all(
      "SELECT name || ' ' || sql FROM \(schema).sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY 1"
    ) { row in try row.text(0) }
  }
}
