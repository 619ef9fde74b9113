/// One step of a schema, applied once, in order, each in its own transaction.
struct Migration: Sendable {
  let version: Int64
  let sql: @Sendable (_ schema: String) -> String
}

/// A file that a newer program wrote.
public struct NewerVersion: Error, Sendable {}

extension Database {
  /// Brings `schema` up to the last of `migrations`, unless the files are only looked at; refuses a file that is past it,
  /// untouched.
  func migrate(_ migrations: [Migration], schema: String) throws {
    let version = try version(of: schema)
    guard version <= migrations.last?.version ?? 0 else { throw NewerVersion() }
    guard !isReadOnly else { return }
    for migration in migrations where migration.version > version {
      try transaction {
        try define(migration.sql(schema))
        try script("PRAGMA \(schema).user_version = \(migration.version)")
      }
    }
  }
}
