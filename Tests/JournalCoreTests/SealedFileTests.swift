import CSQLite
import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// What lies on the disk, sealed: the same SQL above, nothing readable below, and damage that is found.
@Suite struct SealedFileTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }
  private var path: String { folder + "/journal.db" }
  private let key = FileKey(.random())
  private static let marker = "MARKER-the-words-of-somebody"

  private func open(_ key: FileKey? = nil) throws -> Database { try Database(path: path, key: key ?? self.key) }

  private func fill(_ database: Database, _ count: Int, from first: Int = 0) throws {
    try database.script("CREATE TABLE IF NOT EXISTS word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    for number in first..<first + count {
      try database.run(
        "INSERT INTO word VALUES (?, ?)",
        [.int(Int64(number)), .text("\(Self.marker) \(number) " + String(repeating: "x", count: 300))])
    }
  }

  private func count(_ database: Database) throws -> Int64 {
    try database.first("SELECT count(*) FROM word") { row in try row.int(0) } ?? -1
  }

  private func isWhole(_ database: Database) throws -> Bool {
    try database.first("PRAGMA integrity_check") { row in try row.text(0) } == "ok"
  }

  /// Every byte of every file in the folder.
  private func bytes() throws -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      all[name] = try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
    return all
  }

  private func noMarker() throws -> Bool {
    try bytes().values.allSatisfy { bytes in
      Data(bytes).range(of: Data("MARKER".utf8)) == nil && Data(bytes).range(of: Data("SQLite format".utf8)) == nil
    }
  }

  @Test func wordsComeBackAndNoneLiesReadableOnTheDisk() throws {
    var database: Database? = try open()
    try fill(database!, 200)
    #expect(try noMarker())
    try database!.run("PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(try noMarker())
    try fill(database!, 50, from: 200)
    database = nil
    #expect(try noMarker())
    let again = try open()
    #expect(try count(again) == 250)
    #expect(try isWhole(again))
  }

  @Test func aWrongKeyOpensNothingAndTouchesNothing() throws {
    try fill(open(), 20)
    let before = try bytes()["journal.db"]
    #expect(throws: SQLiteError.self) { try count(open(FileKey(.random()))) }
    #expect(throws: (any Error).self) { try count(Database(path: path)) }
    #expect(try bytes()["journal.db"] == before)
    #expect(try count(open()) == 20)
  }

  @Test func aWrongKeyLeavesALogThatACrashLeftBehind() throws {
    let database = try open()
    try fill(database, 30)
    let files = try bytes()
    let copy = folder + "/crash"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for name in ["journal.db", "journal.db-wal"] {
      try Data(files[name]!).write(to: URL(fileURLWithPath: copy + "/" + name))
    }
    #expect(throws: SQLiteError.self) { try Database(path: copy + "/journal.db", key: FileKey(.random())) }
    #expect(try count(Database(path: copy + "/journal.db", key: key)) == 30)
  }

  @Test func ofAFileThatWasEmptiedTheLogIsLeft() throws {
    let database = try open()
    try fill(database, 30)
    let log = try #require(bytes()["journal.db-wal"])
    let copy = folder + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: copy + "/journal.db"))
    try Data(log).write(to: URL(fileURLWithPath: copy + "/journal.db-wal"))
    let refused = #expect(throws: SQLiteError.self) { try Database(path: copy + "/journal.db", key: key) }
    #expect(refused?.isDamaged == true && Files.read(copy + "/journal.db-wal") == log)
  }

  @Test func twoSealedFilesShareOneTransaction() throws {
    let other = FileKey(.random())
    let database = try open()
    try database.attach(path: folder + "/own.db", key: other, as: "own")
    try database.script("CREATE TABLE main.a (x TEXT) STRICT; CREATE TABLE own.b (x TEXT) STRICT")
    try database.transaction {
      try database.run("INSERT INTO main.a VALUES (?)", [.text(Self.marker)])
      try database.run("INSERT INTO own.b VALUES (?)", [.text(Self.marker)])
    }
    #expect(throws: (any Error).self) {
      try database.transaction {
        try database.run("INSERT INTO own.b VALUES (?)", [.text("second")])
        throw Refusal("no")
      }
    }
    #expect(try database.first("SELECT count(*) FROM own.b") { row in try row.int(0) } == 1)
    #expect(try noMarker())
    #expect(throws: (any Error).self) {
      try open().attach(path: folder + "/own.db", key: key, as: "wrong")
    }
  }

  @Test func fullTextSearchAndTemporaryStoresStaySealed() throws {
    let database = try open()
    try fill(database, 2000)
    try database.script("CREATE VIRTUAL TABLE f USING fts5(text); INSERT INTO f SELECT text FROM word")
    let sorted = try database.all("SELECT text FROM word ORDER BY substr(text, -5), text DESC") { row in try row.text(0)
    }
    #expect(sorted.count == 2000)
    #expect(try database.first("SELECT count(*) FROM f('somebody')") { row in try row.int(0) } == 2000)
    #expect(try noMarker())
  }

  @Test func aCopyIsSealedWithItsOwnKey() throws {
    let database = try open()
    try fill(database, 300)
    let copyKey = FileKey(.random())
    try database.copy(to: folder + "/copy.db", key: copyKey)
    try database.run("VACUUM")
    #expect(try noMarker())
    let copy = try Database(path: folder + "/copy.db", key: copyKey)
    #expect(try count(copy) == 300)
    #expect(try isWhole(copy))
    #expect(try isWhole(database))
  }

  @Test func twoConnectionsWriteOneFile() throws {
    let (one, two) = (try open(), try open())
    try fill(one, 1)
    for number in 1..<60 { try fill(number % 2 == 0 ? one : two, 1, from: number) }
    #expect(try count(one) == 60)
    #expect(try count(two) == 60)
  }

  @Test func everyFlippedBitIsFound() throws {
    var database: Database? = try open()
    try fill(database!, 100)
    let used = 4096 * Int(try #require(try database!.first("PRAGMA page_count") { row in try row.int(0) }))
    try database!.run("PRAGMA wal_checkpoint(TRUNCATE)")
    database = nil
    let whole = try #require(try bytes()["journal.db"])
    #expect(whole.count == 1 << 20, "files grow in steps")
    var random = SplitMix64(seed: 5)
    for _ in 0..<60 {
      var damaged = whole
      let at = Int.random(in: 0..<used, using: &random)
      damaged[at] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self, "byte \(at)") {
        let database = try open()
        guard try isWhole(database), try count(database) == 100 else { throw Refusal("damaged") }
      }
    }
    try Data(whole).write(to: URL(fileURLWithPath: path))
    #expect(try count(open()) == 100)
  }

  @Test func aPageInAnothersPlaceIsFound() throws {
    var database: Database? = try open()
    try fill(database!, 100)
    try database!.run("PRAGMA wal_checkpoint(TRUNCATE)")
    database = nil
    var damaged = try #require(try bytes()["journal.db"])
    damaged.replaceSubrange(4096 * 3..<4096 * 4, with: damaged[4096 * 4..<4096 * 5])
    try Data(damaged).write(to: URL(fileURLWithPath: path))
    #expect(throws: (any Error).self) { try count(open()) }
  }

  @Test func aLogThatIsCutOrDamagedEndsAtTheLastWholeCommit() throws {
    let database = try open()
    try fill(database, 1)
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    var sizes = [0]
    for number in 1...12 {
      try fill(database, 1, from: number)
      sizes.append(try #require(try bytes()["journal.db-wal"]).count)
    }
    let files = try bytes()
    let log = try #require(files["journal.db-wal"])
    var random = SplitMix64(seed: 9)
    for round in 0..<80 {
      let copy = folder + "/copy-\(round)"
      try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
      try Data(files["journal.db"]!).write(to: URL(fileURLWithPath: copy + "/journal.db"))
      let cut = Int.random(in: 0...log.count, using: &random)
      var torn = log
      if round % 2 == 0 {
        torn = Array(log.prefix(cut))
      } else if cut < log.count {
        torn[cut] ^= 0x40
      }
      try Data(torn).write(to: URL(fileURLWithPath: copy + "/journal.db-wal"))
      let again = try Database(path: copy + "/journal.db", key: key)
      let commits = sizes.lastIndex { $0 <= cut } ?? 0
      #expect(try count(again) == Int64(1 + commits))
      #expect(try isWhole(again))
    }
  }

  @Test func spillingPagesWithinATransactionSurvivesACrash() throws {
    let database = try open()
    try database.run("PRAGMA cache_size = 10")
    try fill(database, 1)
    try database.transaction {
      try fill(database, 2000, from: 1)
      try database.run("UPDATE word SET text = text || 'y'")
    }
    // The files as a crash would leave them: nothing was checkpointed or closed.
    let files = try bytes()
    let copy = folder + "/crash"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for name in ["journal.db", "journal.db-wal"] {
      try Data(files[name]!).write(to: URL(fileURLWithPath: copy + "/" + name))
    }
    let again = try Database(path: copy + "/journal.db", key: key)
    #expect(try count(again) == 2001)
    #expect(try isWhole(again))
  }

  /// SQLite's running checksums of the frames of a log, as it would make them of the pages of another log.
  private func checksums(of pages: [UInt8], as log: [UInt8]) -> [[UInt8]] {
    func word(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> UInt32 {
      let value = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return isBig ? value : value.byteSwapped
    }
    // The last bit of the magic says in which order the words are summed; the header's own checksum is the first.
    let isBig = log[3] & 1 == 1
    var sums = (word(log[24..<28], isBig: true), word(log[28..<32], isBig: true))
    return stride(from: 32, to: log.count, by: 4120).map { start in
      let summed = Array(log[start..<start + 8] + pages[start + 24..<start + 4120])
      for place in stride(from: 0, to: summed.count, by: 8) {
        sums.0 &+= word(summed[place..<place + 4], isBig: isBig) &+ sums.1
        sums.1 &+= word(summed[place + 4..<place + 8], isBig: isBig) &+ sums.0
      }
      return [sums.0, sums.1].flatMap { sum in (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) } }
    }
  }

  @Test func theChecksumsOfTheLogSayNothingOfAPage() throws {
    // The same statements on a plain file give the same pages.
    let statements = ["CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)", "INSERT INTO word VALUES (1, 'words')"]
    var plain: OpaquePointer?
    #expect(sqlite3_open(folder + "/plain.db", &plain) == SQLITE_OK)
    defer { sqlite3_close(plain) }
    var reserved = SealedFile.reserved
    sqlite3_file_control(plain, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)
    for statement in ["PRAGMA journal_mode = WAL"] + statements {
      #expect(sqlite3_exec(plain, statement, nil, nil, nil) == SQLITE_OK)
    }
    let database = try open()
    for statement in statements { try database.run(statement) }
    let logs = try (plain: #require(bytes()["plain.db-wal"]), sealed: #require(bytes()["journal.db-wal"]))
    func stored(_ log: [UInt8]) -> [[UInt8]] {
      stride(from: 32, to: log.count, by: 4120).map { Array(log[$0 + 16..<$0 + 24]) }
    }
    #expect(stored(logs.plain) == checksums(of: logs.plain, as: logs.plain), "else this says nothing")
    #expect(logs.plain.count == logs.sealed.count && logs.plain.count >= 32 + 3 * 4120)
    for (stored, summed) in zip(stored(logs.sealed), checksums(of: logs.plain, as: logs.sealed)) {
      #expect(stored != summed)
    }
  }
}
