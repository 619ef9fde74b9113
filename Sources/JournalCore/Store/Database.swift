internal import CSQLite

/// One connection to SQLite. Statements are scoped to a call and cached by their text; errors never carry bound values.
final class Database {
  private var handle: OpaquePointer?
  private var cache: [String: OpaquePointer] = [:]
  private var depth = 0
  /// Statements run so far, the steps of SQLite's machine that they took, and the rows that they read without an index:
  /// tests assert what a write costs.
  private(set) var statementsRun = 0
  private(set) var stepsRun = 0
  private(set) var rowsScanned = 0

  /// True when nobody else can open the file meanwhile: because it was asked for, or because the disk had no room for
  /// what several readers share.
  private(set) var isAlone: Bool

  let isReadOnly: Bool

  /// Kept while their files are open: the VFS reads them where they lie.
  private var keys: [FileKey] = []

  /// Opens, or creates, the file at `path` (`:memory:` for a database in memory).
  /// - Parameters:
  ///   - key: seals the file; without one it is plain.
  ///   - isAlone: keeps everybody else out until this is closed; thrown where somebody has it open.
  ///   - look: what is looked at before anything in the file is touched; what it throws leaves the file as it is.
  init(
    path: String, key: FileKey? = nil, readOnly: Bool = false, isAlone: Bool = false,
    look: (Database) throws -> Void = { _ in }
  ) throws {
    self.isAlone = isAlone
    isReadOnly = readOnly
    // What is thrown from here on is followed by deinit, which closes the handle.
    do {
      try open(path, key, look)
    } catch let error as SQLiteError where error.isDiskFull && !readOnly {
      close()
      self.isAlone = true
      try open(path, key, look)
    }
  }

  private func open(_ path: String, _ key: FileKey?, _ look: (Database) throws -> Void) throws {
    // Of a file that was emptied SQLite would take the log away too.
    guard !Files.isEmpty(path) || Files.isEmpty(path + "-wal") else {
      throw SQLiteError(code: SQLITE_NOTADB, statement: "open")
    }
    let flags =
      (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI
    let code = sqlite3_open_v2(Self.location(path, key), &handle, flags, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, statement: "open") }
    hk_distrust_schema(handle)
    sqlite3_busy_timeout(handle, isAlone ? 500 : 10_000)
    try run("PRAGMA foreign_keys = ON")
    try run("PRAGMA temp_store = MEMORY")
    if isAlone { try keepIndexInMemory() }
    hk_keep_log_on_close(handle, 1)
    try look(self)
    try prepare("main", key)
  }

  /// Holds of every file that is opened from here on; the index of a log is then kept in memory.
  private func keepIndexInMemory() throws { try run("PRAGMA locking_mode = EXCLUSIVE") }

  private func close() {
    for statement in cache.values { sqlite3_finalize(statement) }
    cache = [:]
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// The file as SQLite is told of it: a sealed one by the number of its key. A plain one names its VFS, since one that
  /// is attached to a sealed one would be taken for sealed.
  private static func location(_ path: String, _ key: FileKey?) -> String {
    guard path != ":memory:", SealedFile.isRegistered else { return path }
    var escaped = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"): escaped += "%" + hex([byte])
      default: escaped.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    guard let key else { return "file:" + escaped + "?vfs=" + String(cString: sqlite3_vfs_find(nil).pointee.zName) }
    return "file:" + escaped + "?vfs=\(SealedFile.name)&hk_key=\(key.number)"
  }

  /// The settings of a file that was opened or attached.
  private func prepare(_ schema: String, _ key: FileKey?) throws {
    // Until the file has shown that it opens with this key, closing it must not tidy its log away.
    hk_keep_log_on_close(handle, 1)
    if let key {
      keys.append(key)
      try run("PRAGMA \(schema).page_size = \(SealedFile.pageSize)")
      var reserved = SealedFile.reserved
      sqlite3_file_control(handle, schema, SQLITE_FCNTL_RESERVE_BYTES, &reserved)
      // Sizes tell less of who wrote how much.
      var step = SealedFile.growth
      sqlite3_file_control(handle, schema, SQLITE_FCNTL_CHUNK_SIZE, &step)
    }
    if !isReadOnly {
      try run("PRAGMA \(schema).journal_mode = WAL")
      try run("PRAGMA \(schema).synchronous = FULL")
    }
    // The first reading: what does not open with its key is found here.
    _ = try version(of: schema)
    // What was unsealed once is not unsealed again while one looks around: 4 MB.
    try run("PRAGMA \(schema).cache_size = -4000")
    hk_keep_log_on_close(handle, 0)
  }

  /// Closing leaves the names of the log's files alone: others stand there by then.
  func leaveLogOnClose() { hk_keep_log_on_close(handle, 1) }

  deinit { close() }

  /// Attaches the file at `path` under `name`, with the same settings as the main one.
  func attach(path: String, key: FileKey? = nil, as name: String) throws {
    func join() throws {
      try run("ATTACH DATABASE ? AS \(name)", [.text(Self.location(path, key))])
      try prepare(name, key)
    }
    do {
      try join()
    } catch let error as SQLiteError where error.isDiskFull && !isAlone && !isReadOnly {
      try run("DETACH DATABASE \(name)")
      self.isAlone = true
      try keepIndexInMemory()
      try join()
    }
  }

  /// Writes a compact copy of the main file, sealed with a key of its own where one is given and plain where none is.
  func copy(to path: String, key: FileKey? = nil) throws {
    var reserved = key == nil ? 0 : SealedFile.reserved
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)
    try run("VACUUM INTO ?", [.text(Self.location(path, key))])
  }

  /// Runs one statement to its end.
  func run(_ sql: String, _ values: [SQLValue] = []) throws {
    try withStatement(sql, values) { statement in while try step(statement, sql) {} }
  }

  /// Makes tables, indexes and triggers. SQLite keeps what it is told and reads all of it whenever it opens the file, so
  /// it is told without comments and indentation.
  func define(_ schema: String) throws {
    var words: [Substring] = []
    for line in schema.split(separator: "\n") {
      let end = line.firstRange(of: "--")?.lowerBound ?? line.endIndex
      words += line[..<end].split(separator: " ")
    }
    try script(words.joined(separator: " "))
  }

  /// Runs several statements without values.
  func script(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw SQLiteError(code: sqlite3_extended_errcode(handle), statement: "script")
    }
  }

  /// The rows of a query, each decoded by `decode`.
  func all<T>(_ sql: String, _ values: [SQLValue] = [], _ decode: (borrowing Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try forEach(sql, values) { row in found.append(try decode(row)) }
    return found
  }

  /// The first row of a query, decoded, or nil without one.
  func first<T>(_ sql: String, _ values: [SQLValue] = [], _ decode: (borrowing Row) throws -> T) throws -> T? {
    var found: T?
    try read(
      sql, values,
      until: { row in
        found = try decode(row)
        return true
      })
    return found
  }

  /// Runs `body` in one immediate transaction; throws its first error after rolling back.
  func transaction<T>(_ body: () throws -> T) throws -> T {
    if depth > 0 { return try body() }
    try run("BEGIN IMMEDIATE")
    depth += 1
    defer { depth -= 1 }
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  /// Runs `body` on one state of the files; it only reads.
  func reading<T>(_ body: () throws -> T) throws -> T {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    try run("BEGIN")
    defer { try? run("COMMIT") }
    return try body()
  }

  func hasTable(_ name: String, in schema: String) throws -> Bool {
    try first("SELECT 1 FROM \(schema).sqlite_schema WHERE type = 'table' AND name = ?", [.text(name)]) { _ in true }
      ?? false
  }

  /// The number of the last change of form that a file has seen.
  func version(of schema: String) throws -> Int64 {
    try first("PRAGMA \(schema).user_version") { row in try row.int(0) } ?? 0
  }

  /// Rows that were written through this connection.
  var changes: Int64 { sqlite3_total_changes64(handle) }

  /// Changes when another connection has committed to the main file.
  func dataVersion() throws -> Int64 { try first("PRAGMA data_version") { row in try row.int(0) } ?? 0 }

  func withStatement<T>(_ sql: String, _ values: [SQLValue], _ body: (OpaquePointer) throws -> T) throws -> T {
    statementsRun += 1
    let (statement, isCached) = try idle(sql)
    defer {
      stepsRun += Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1))
      rowsScanned += Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1))
      if isCached {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
      } else {
        sqlite3_finalize(statement)
      }
    }
    for (index, value) in values.enumerated() { try bind(value, to: Int32(index + 1), of: statement, sql) }
    return try body(statement)
  }

  func step(_ statement: OpaquePointer, _ sql: String) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(code: sqlite3_extended_errcode(handle), statement: sql)
    }
  }

  /// A statement that nobody steps through at the moment, and whether it is kept for the next time.
  private func idle(_ sql: String) throws -> (OpaquePointer, isCached: Bool) {
    if let cached = cache[sql] { return sqlite3_stmt_busy(cached) == 0 ? (cached, true) : (try prepare(sql), false) }
    let statement = try prepare(sql)
    guard cache.count < 128 else { return (statement, false) }
    cache[sql] = statement
    return (statement, true)
  }

  private func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw SQLiteError(code: code, statement: sql) }
    return statement
  }

  private func bind(_ value: SQLValue, to index: Int32, of statement: OpaquePointer, _ sql: String) throws {
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(statement, index)
    case .int(let number): code = sqlite3_bind_int64(statement, index, number)
    case .text(var text):
      code = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { chars in
          hk_bind_text(statement, index, chars.baseAddress, Int32(chars.count))
        }
      }
    case .blob(let bytes):
      code = bytes.withUnsafeBytes { raw in
        hk_bind_blob(statement, index, raw.baseAddress, Int32(raw.count))
      }
    }
    guard code == SQLITE_OK else { throw SQLiteError(code: code, statement: sql) }
  }
}

@available(*, unavailable)
extension Database: Sendable {}
