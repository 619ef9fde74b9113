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
    }
  ]

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
