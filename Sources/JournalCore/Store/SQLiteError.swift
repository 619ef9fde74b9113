internal import CSQLite

/// What SQLite refused: the extended result code and the statement, never a bound value.
public struct SQLiteError: Error, CustomStringConvertible, Sendable {
  /// The extended result code.
  public let code: Int32
  /// The statement's text, without any value bound to it.
  public let statement: String

  /// No room left on the disk: for the words themselves, or for what SQLite keeps beside them.
  public var isDiskFull: Bool {
    code & 0xFF == SQLITE_FULL || [HK_IOERR_SHMSIZE, HK_IOERR_SHMMAP, HK_IOERR_SHMOPEN].contains { code == Int32($0) }
  }
  /// Another process holds the file.
  public var isBusy: Bool { code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED }
  /// The file is none of SQLite's.
  var isNoDatabase: Bool { code & 0xFF == SQLITE_NOTADB }
  /// The file can't be read as what it claims to be.
  public var isDamaged: Bool { code & 0xFF == SQLITE_CORRUPT || code & 0xFF == SQLITE_NOTADB }

  public var description: String {
    "SQLite \(code) (\(String(cString: sqlite3_errstr(code)))) in: \(statement)"
  }
}

/// A column that does not hold what the schema promises: a damaged file or a programming error.
public struct ColumnError: Error, CustomStringConvertible, Sendable {
  let column: Int32
  let wanted: String
  public var description: String { "column \(column) is not \(wanted)" }
}
