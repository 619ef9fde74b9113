/// The append-only log of one file: hash-chained per device key, signed, verified before it is committed.
struct RecordLog {
  let database: Database
  /// `main` or the name that the file was attached under.
  let schema: String

  static let migrations = [
    Migration(version: 1) { schema in
      """
      -- A signing key: one per person, device and file.
      CREATE TABLE \(schema).device (
        id       TEXT PRIMARY KEY,           -- start of the hash of the public key
        person   TEXT NOT NULL,              -- partner id
        public   BLOB NOT NULL,              -- Ed25519
        imported INTEGER NOT NULL            -- 1: a one-off key of an import, destroyed afterwards
      ) STRICT;
      CREATE TABLE \(schema).record (
        position  INTEGER PRIMARY KEY,       -- order of arrival, local to this file
        id        TEXT NOT NULL UNIQUE,
        device    TEXT NOT NULL REFERENCES device (id),
        sequence  INTEGER NOT NULL,          -- from 1, without gaps, per device
        at        INTEGER NOT NULL,          -- milliseconds since 1970, UTC
        bytes     BLOB NOT NULL,             -- encoded once; hashed and signed exactly so
        hash      BLOB NOT NULL,
        signature BLOB NOT NULL,
        UNIQUE (device, sequence)
      ) STRICT;
      CREATE INDEX \(schema).record_at ON record (at);
      CREATE TABLE \(schema).prose (
        record TEXT PRIMARY KEY REFERENCES record (id),
        salt   BLOB NOT NULL,
        bytes  BLOB NOT NULL
      ) STRICT;
      CREATE TRIGGER \(schema).device_fixed BEFORE UPDATE ON device BEGIN SELECT RAISE(ABORT, 'append only'); END;
      CREATE TRIGGER \(schema).device_kept BEFORE DELETE ON device BEGIN SELECT RAISE(ABORT, 'append only'); END;
      CREATE TRIGGER \(schema).record_fixed BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'append only'); END;
      CREATE TRIGGER \(schema).record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'append only'); END;
      CREATE TRIGGER \(schema).prose_fixed BEFORE UPDATE ON prose BEGIN SELECT RAISE(ABORT, 'append only'); END;
      CREATE TRIGGER \(schema).prose_kept BEFORE DELETE ON prose BEGIN SELECT RAISE(ABORT, 'append only'); END;
      """
    }
  ]

  /// Makes a key known to the log.
  func add(_ identity: Identity, of person: String, imported: Bool = false) throws {
    try database.run(
      "INSERT OR IGNORE INTO \(schema).device VALUES (?, ?, ?, ?)",
      [.text(identity.device), .text(person), .blob(identity.publicKey), .int(imported ? 1 : 0)])
  }

  /// Every signing key that this file knows.
  func devices() throws -> [String] {
    try database.all("SELECT id FROM \(schema).device ORDER BY id") { row in try row.text(0) }
  }

  /// True once a key of `person` has signed something here.
  func holdsRecords(by person: String) throws -> Bool {
    try database.first(
      "SELECT 1 FROM \(schema).record r JOIN \(schema).device d ON d.id = r.device WHERE d.person = ? LIMIT 1",
      [.text(person)]
    ) { _ in true } ?? false
  }

  /// The people whose lines an import brought.
  func importedPeople() throws -> [String] {
    try database.all("SELECT DISTINCT person FROM \(schema).device WHERE imported = 1 ORDER BY 1") { row in
      try row.text(0)
    }
  }

  /// The last record of a device's chain: its sequence, hash and instant.
  func head(of device: String) throws -> (sequence: Int64, hash: [UInt8], at: Instant)? {
    try database.first(
      "SELECT sequence, hash, at FROM \(schema).record WHERE device = ? ORDER BY sequence DESC LIMIT 1",
      [.text(device)]
    ) { row in (try row.int(0), try row.blob(1), try row.instant(2)) }
  }

  /// Appends within the caller's transaction, then reads the record back and checks it.
  func append(_ record: Record, by identity: Identity) throws {
    let head = try head(of: identity.device)
    let (sequence, isPastAll) = (head?.sequence ?? 0).addingReportingOverflow(1)
    guard !isPastAll else { throw LogDamage.gap(before: record.id) }
    let link = Link(device: identity.device, sequence: sequence, previous: head?.hash ?? [])
    let stored = RecordCoding.encode(record, link: link, by: identity)
    try database.run(
      "INSERT INTO \(schema).record (id, device, sequence, at, bytes, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .text(record.id), .text(link.device), .int(link.sequence), SQLValue(record.moment.instant),
        .blob(stored.bytes), .blob(stored.hash), .blob(stored.signature),
      ])
    try database.run(
      "INSERT INTO \(schema).prose VALUES (?, ?, ?)", [.text(record.id), .blob(stored.salt), .blob(stored.prose)])
    guard try self.record(record.id) == record else { throw LogDamage.notAsWritten(id: record.id) }
  }

  /// The record of an id in this file, checked against its hash and its prose's.
  func record(_ id: String) throws -> Record? {
    try database.first(Self.select(schema) + " WHERE r.id = ?", [.text(id)]) { row in try Self.decode(row) }
  }

  /// The record that came first, and the key that signed it. Its words came first, too: they are not looked for by its id.
  func first() throws -> (record: Record, device: String)? {
    try database.first(
      Self.select(schema, words: "p.rowid = (SELECT min(rowid) FROM \(schema).prose) AND p.record = r.id")
        + " ORDER BY r.position LIMIT 1"
    ) { row in (try Self.decode(row), try row.text(5)) }
  }

  func count() throws -> Int {
    try database.first("SELECT count(*) FROM \(schema).record") { row in Int(try row.int(0)) } ?? 0
  }

  func contains(_ id: String) throws -> Bool {
    try database.first("SELECT 1 FROM \(schema).record WHERE id = ?", [.text(id)]) { _ in true } ?? false
  }

  /// Every record in order of arrival, but those of `ids`.
  /// - Throws: `LogDamage` at the first that can't be read.
  func readAll(except ids: Set<String> = [], _ work: LongWork = .unwatched, _ body: (Record) throws -> Void) throws {
    let next = work.counting(try count())
    try database.forEach(Self.select(schema) + " ORDER BY r.position") { row in
      try next()
      if try !ids.contains(row.text(4)) { try body(try Self.decode(row)) }
    }
  }

  /// The newest instant in this file, if it holds any record.
  func newest() throws -> Instant? {
    try database.first("SELECT max(at) FROM \(schema).record") { row in try row.optionalInstant(0) } ?? nil
  }

  private static func select(_ schema: String, words: String = "p.record = r.id") -> String {
    """
    SELECT r.bytes, r.hash, p.bytes, p.salt, r.id, r.device
    FROM \(schema).record r LEFT JOIN \(schema).prose p ON \(words)
    """
  }

  private static func decode(_ row: borrowing Row) throws -> Record {
    let (bytes, id) = (try row.blob(0), try row.text(4))
    guard Sodium.hash(bytes) == (try row.blob(1)), let (bare, _, proseHash) = try? RecordCoding.decode(bytes: bytes)
    else { throw LogDamage.changed(id: id) }
    guard bare.id == id else { throw LogDamage.moved(id: id) }
    var record = bare
    // A record whose prose was erased comes without those fields.
    guard !row.isNull(2) else { return record }
    let prose = try row.blob(2)
    guard hex(Sodium.hash(try row.blob(3), prose)) == proseHash, let words = try? JSON(parsing: prose).object else {
      throw LogDamage.rewritten(id: id)
    }
    record.fields.merge(words) { own, _ in own }
    return record
  }
}
