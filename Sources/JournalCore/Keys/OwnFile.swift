/// What a person's own file holds beside their private log: their signing keys and their drafts.
enum OwnFile {
  static let migrations = [
    Migration(version: 2) { schema in
      """
      CREATE TABLE \(schema).identity (
        file   TEXT PRIMARY KEY,             -- shared or own: whose chain the key signs
        public BLOB NOT NULL,
        secret BLOB NOT NULL
      ) STRICT;
      -- What is being written and was not sent.
      CREATE TABLE \(schema).draft (
        slot  TEXT PRIMARY KEY,              -- which editor it belongs to
        at    INTEGER NOT NULL,
        state BLOB NOT NULL                  -- JSON
      ) STRICT;
      """
    },
    Migration(version: 3) { schema in
      """
      -- How far each chain of the shared log was when this person last had it open.
      CREATE TABLE \(schema).seen (
        device   TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL,
        hash     BLOB NOT NULL
      ) STRICT;
      """
    },
    Migration(version: 4) { schema in
      """
      -- What this person has set for themselves.
      CREATE TABLE \(schema).setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
      """
    },
    Migration(version: 5) { schema in
      """
      -- What this person was offered, and how they took it: cards about help, questions to write to.
      CREATE TABLE \(schema).shown (
        what TEXT NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (what, at)
      ) STRICT, WITHOUT ROWID;
      """
    },
    Migration(version: 6) { schema in
      """
      -- Chains of which this person said that they are two questions; the lesser root first.
      CREATE TABLE \(schema).apart (
        one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)
      ) STRICT, WITHOUT ROWID;
      """
    },
  ]

  /// Remembers how far the shared log's chains go; a chain that has become shorter is not forgotten.
  static func noteHeads(of log: RecordLog) throws {
    for device in try log.devices() {
      guard let head = try log.head(of: device) else { continue }
      try log.database.run(
        """
        INSERT INTO own.seen VALUES (?1, ?2, ?3)
        ON CONFLICT (device) DO UPDATE SET sequence = ?2, hash = ?3 WHERE sequence < ?2
        """, [.text(device), .int(head.sequence), .blob(head.hash)])
    }
  }

  /// Refuses a shared log in which something is missing that stood there before.
  static func verifyHeads(of log: RecordLog) throws {
    let seen = try log.database.all("SELECT device, sequence, hash FROM own.seen ORDER BY device") { row in
      (device: try row.text(0), sequence: try row.int(1), hash: try row.blob(2))
    }
    for head in seen {
      let hash = try log.database.first(
        "SELECT hash FROM \(log.schema).record WHERE device = ? AND sequence = ?",
        [.text(head.device), .int(head.sequence)]
      ) { row in try row.blob(0) }
      guard hash == head.hash else { throw LogDamage.cutOff }
    }
  }

  static func identity(_ file: String, in database: Database) throws -> Identity? {
    try database.first("SELECT public, secret FROM own.identity WHERE file = ?", [.text(file)]) { row in
      Identity(publicKey: try row.blob(0), secretKey: try row.blob(1))
    }
  }

  static func keep(_ identity: Identity, for file: String, in database: Database) throws {
    try database.run(
      "INSERT INTO own.identity VALUES (?, ?, ?)", [.text(file), .blob(identity.publicKey), .blob(identity.secretKey)])
  }
}
