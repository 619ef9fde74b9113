/// What a person's own file holds beside their private log: signing keys, drafts, how far they have seen each chain go,
/// what they have set, what they were offered, and which questions they keep apart.
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
      ) STRICT, WITHOUT ROWID;
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

  /// Remembers how far each chain of a log goes, of one device where that is given. What was seen before stays as it is
  /// when it is not there any more, however far the chain goes by now.
  static func noteHeads(of log: RecordLog, device: String? = nil) throws {
    for device in try device.map({ [$0] }) ?? log.devices() {
      let isSeen = try log.database.first(
        """
        SELECT 1 FROM own.seen WHERE device = ?1
          AND sequence = (SELECT max(sequence) FROM \(log.schema).record WHERE device = ?1)
        """, [.text(device)]
      ) { _ in true }
      // Most often nothing is new, and nothing has to be locked for that.
      guard isSeen == nil, let head = try log.head(of: device) else { continue }
      try log.database.run(
        """
        INSERT INTO own.seen VALUES (?1, ?2, ?3)
        ON CONFLICT (device) DO UPDATE SET sequence = ?2, hash = ?3 WHERE sequence < ?2
          AND EXISTS (SELECT 1 FROM \(log.schema).record r
            WHERE r.device = seen.device AND r.sequence = seen.sequence AND r.hash = seen.hash)
        """, [.text(device), .int(head.sequence), .blob(head.hash)])
    }
  }

  /// The people of whom something in a log was seen that is not there any more, each once; nil for one whose key is gone
  /// too.
  static func cutOff(from log: RecordLog) throws -> [String?] {
    guard try log.database.hasTable("seen", in: "own") else { return [] }
    let here = try identity("own", in: log.database)?.device ?? ""
    return try log.database.all(
      """
      SELECT DISTINCT d.person FROM own.seen s LEFT JOIN \(log.schema).device d ON d.id = s.device
      WHERE (s.device = ?1 OR s.device IN (SELECT id FROM own.device)) = (?2 = 'own')
        AND NOT EXISTS (SELECT 1 FROM \(log.schema).record r
          WHERE r.device = s.device AND r.sequence = s.sequence AND r.hash = s.hash)
      ORDER BY d.person
      """, [.text(here), .text(log.schema)]
    ) { row in try row.optionalText(0) }
  }

  static func identity(_ file: String, in database: Database) throws -> Identity? {
    try database.first("SELECT public, secret FROM own.identity WHERE file = ?", [.text(file)]) { row in
      guard let identity = Identity(publicKey: try row.blob(0), secretKey: try row.blob(1)) else {
        throw JournalError.damaged
      }
      return identity
    }
  }

  static func keep(_ identity: Identity, for file: String, in database: Database) throws {
    try database.run(
      "INSERT INTO own.identity VALUES (?, ?, ?)", [.text(file), .blob(identity.publicKey), .blob(identity.secretKey)])
  }
}
