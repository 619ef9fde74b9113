internal import CSQLite

/// One row while its statement stands on it. Columns are read strictly: another type than asked for is an error.
struct Row: ~Copyable {
  fileprivate let statement: OpaquePointer

  fileprivate init(_ statement: OpaquePointer) { self.statement = statement }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  func int(_ column: Int32) throws(ColumnError) -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
      throw ColumnError(column: column, wanted: "an integer")
    }
    return sqlite3_column_int64(statement, column)
  }

  func text(_ column: Int32) throws(ColumnError) -> String {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT,
      let pointer = sqlite3_column_text(statement, column)
    else { throw ColumnError(column: column, wanted: "text") }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) throws(ColumnError) -> [UInt8] {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else {
      throw ColumnError(column: column, wanted: "a blob")
    }
    let count = Int(sqlite3_column_bytes(statement, column))
    guard count > 0, let pointer = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: pointer, count: count))
  }

  func optionalInt(_ column: Int32) throws(ColumnError) -> Int64? { isNull(column) ? nil : try int(column) }
  func optionalText(_ column: Int32) throws(ColumnError) -> String? { isNull(column) ? nil : try text(column) }
  /// An instant that can be counted with.
  func instant(_ column: Int32) throws(ColumnError) -> Instant {
    let instant = Instant(milliseconds: try int(column))
    guard instant.isInCalendar else { throw ColumnError(column: column, wanted: "an instant") }
    return instant
  }
  /// The instant at which something ends, or `Projection.forever`.
  func end(_ column: Int32) throws(ColumnError) -> Instant {
    try int(column) == Projection.forever.milliseconds ? Projection.forever : try instant(column)
  }
  /// How much it hurts, from 0 to 10.
  func optionalIntensity(_ column: Int32) throws(ColumnError) -> Int? {
    guard let number = try optionalInt(column) else { return nil }
    guard (0...10).contains(number) else { throw ColumnError(column: column, wanted: "an intensity") }
    return Int(number)
  }
  /// An instant with its offset in another column.
  func moment(_ column: Int32, offset: Int32) throws(ColumnError) -> Moment {
    guard let moment = Moment(instant: try instant(column), offset: try int(offset)) else {
      throw ColumnError(column: offset, wanted: "an offset")
    }
    return moment
  }
  func day(_ column: Int32) throws(ColumnError) -> JournalDay {
    let number = try int(column)
    guard Instant.days.contains(number) else { throw ColumnError(column: column, wanted: "a day") }
    return JournalDay(number: Int(number))
  }
  /// One of a set of names.
  func name<Name: RawRepresentable<String>>(_ column: Int32) throws(ColumnError) -> Name {
    guard let name = Name(rawValue: try text(column)) else { throw ColumnError(column: column, wanted: "a known name") }
    return name
  }
  func optionalInstant(_ column: Int32) throws(ColumnError) -> Instant? {
    isNull(column) ? nil : try instant(column)
  }
}

extension Database {
  /// Runs `sql` and hands each row to `body`; a row is valid inside its call alone.
  func forEach(_ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Row) throws -> Void) throws {
    try withStatement(sql, values) { statement in
      while try step(statement, sql) { try body(Row(statement)) }
    }
  }

  /// The same, until `body` says that it has enough.
  func read(_ sql: String, _ values: [SQLValue] = [], until body: (borrowing Row) throws -> Bool) throws {
    try withStatement(sql, values) { statement in
      while try step(statement, sql) { if try body(Row(statement)) { return } }
    }
  }
}
