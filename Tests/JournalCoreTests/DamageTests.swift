import Foundation
import Testing

@testable import JournalCore

/// A journal that was changed behind its back says so, by the record's id and never by anybody's words; a file that
/// this program can't read stays as it is.
@Suite struct DamageTests {
  let folder = TemporaryFolder()
  static let words = "marigold on the sill"

  init() throws {
    try Journal.importNew([(line: 1, record: Couple.inKenya.founding)], in: folder.path)
    for (index, person) in ["li", "Akinyi", "li", "Akinyi"].enumerated() {
      let journal = try Journal(folder: folder.path, person: person)
      for visibility in ["shared", "private"] {
        try journal.writer().write(
          .entry, "feeling", ["text": .string(Self.words), "visibility": .string(visibility)],
          at: Couple.inKenya.founded.instant.adding(milliseconds: Int64(index + 1) * 3_600_000))
      }
    }
  }

  private var shared: String { folder.path + "/journal.db" }
  private var own: String { folder.path + "/own-li.db" }

  @Test func aMissingOwnFileIsSaidAndNoneIsMade() throws {
    try FileManager.default.removeItem(atPath: own)
    #expect(throws: JournalError.ownFileMissing) { try Journal(folder: folder.path, person: "li") }
    #expect(!Files.exist(own))
    #expect(try Journal(folder: folder.path, person: "Akinyi").verify().isEmpty)
  }

  @Test func aDamagedFirstRecordIsSaidToBe() throws {
    let id = try flip("bytes", in: shared, position: 1)
    #expect(throws: LogDamage.changed(id: id)) { try Journal(folder: folder.path, person: "li") }
  }

  @Test func theLogOfAFileIsAppendedToAlone() throws {
    let database = try Database(path: shared)
    for statement in [
      "UPDATE record SET at = 0", "DELETE FROM record", "UPDATE prose SET bytes = x''", "DELETE FROM prose",
      "UPDATE device SET person = 'li'", "DELETE FROM device",
    ] {
      let error = #expect(throws: SQLiteError.self) { try database.run(statement) }
      #expect(error?.description.contains("marigold") == false)
    }
  }

  /// Numbers that nothing can be counted with, where a file holds them outside its records.
  @Test(arguments: [
    "UPDATE record SET at = 9223372036854775807 WHERE device = (SELECT device FROM record ORDER BY position DESC LIMIT 1)",
    "UPDATE record SET sequence = 9223372036854775807 WHERE position = (SELECT max(position) FROM record)",
    "UPDATE entry SET visible = 9223372036854775807", "UPDATE entry SET intensity = 9000000000000000000",
    "UPDATE entry SET day = -9223372036854775808", "UPDATE entry SET withdrawn = -9223372036854775808",
  ]) func numbersBeyondAllCountingEndNothing(statement: String) throws {
    try edit(shared) { database in try database.run(statement) }
    let now = Couple.inKenya.founded.instant.adding(milliseconds: 90_000_000)
    for person in ["li", "Akinyi"] {
      // Whether it is told or read past: the program goes on, and says nothing of anybody's words.
      do {
        let journal = try Journal(folder: folder.path, person: person)
        _ = try journal.newest()
        let reader = journal.reader(.person(person), at: now)
        _ = try reader.entries(before: now, limit: 50)
        _ = try reader.hurts()
        try journal.writer().write(.entry, "feeling", ["text": .string("kept"), "visibility": "shared"], at: now)
      } catch {
        #expect(!"\(error)".contains("marigold"))
      }
    }
  }

  @Test func aKeyThatSignsNothingIsDamageAndWritesNothing() throws {
    for damage in ["x'01'", "zeroblob(64)", "substr(secret, 1, 63) || x'00'"] {
      let before = try #require(Files.read(own))
      try edit(own) { database in
        try database.run("UPDATE identity SET secret = CAST(\(damage) AS BLOB)")
      }
      #expect(throws: JournalError.damaged) {
        try Journal(folder: folder.path, person: "li").writer().write(
          .entry, "feeling", ["text": "kept", "visibility": "shared"],
          at: Couple.inKenya.founded.instant.adding(milliseconds: 90_000_000))
      }
      try Data(before).write(to: URL(fileURLWithPath: own))
    }
  }

  @Test func aFileWithoutAByteIsDamagedAndStaysSo() throws {
    for name in ["own-li.db", "journal.db"] {
      let path = folder.path + "/" + name
      try Data().write(to: URL(fileURLWithPath: path))
      #expect(throws: name == "journal.db" ? JournalError.notAJournal : .damaged) {
        try Journal(folder: folder.path, person: "li")
      }
      #expect(Files.read(path) == [])
    }
  }

  // MARK: - Files of other programs

  @Test(arguments: ["journal.db", "own-li.db"]) func aNewerFileIsRefusedUntouched(name: String) throws {
    let path = folder.path + "/" + name
    try edit(path) { database in try database.run("PRAGMA user_version = 99") }
    let before = try #require(Files.read(path))
    #expect(throws: NewerVersion.self) { try Journal(folder: folder.path, person: "li") }
    #expect(Files.read(path) == before)
  }

  @Test func aFileThatIsNoDatabaseIsNoJournal() throws {
    for text in ["", "marigold on the sill, and more of it than a header holds", String(repeating: "m", count: 5000)] {
      let folder = TemporaryFolder()
      try write(text.utf8, to: folder.path + "/journal.db")
      #expect(throws: JournalError.notAJournal) { try Journal(folder: folder.path, person: nil) }
      #expect(Files.read(folder.path + "/journal.db") == Array(text.utf8))
      #expect(Files.names(in: folder.path) == ["journal.db"])
    }
  }

  @Test func aDatabaseOfAnotherProgramIsNoJournalAndStaysAsItIs() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/journal.db"
    try edit(path) { database in
      try database.run("PRAGMA journal_mode = DELETE")
      try database.script("CREATE TABLE record (id TEXT); PRAGMA user_version = 1;")
    }
    let before = try #require(Files.read(path))
    #expect(throws: JournalError.notAJournal) { try Journal(folder: folder.path, person: nil) }
    #expect(Files.read(path) == before)
    #expect(Files.names(in: folder.path) == ["journal.db"])
  }

  @Test func aFileWithAPageOfNoiseIsDamagedAndSaysNoWords() throws {
    var bytes = try #require(Files.read(shared))
    for at in 4096..<bytes.count where at % 7 == 0 { bytes[at] = bytes[at] ^ 0x55 }
    try write(bytes, to: shared)
    let error = #expect(throws: (any Error).self) { _ = try Journal(folder: folder.path, person: "li").verify() }
    #expect(!"\(try #require(error))".contains("marigold"))
  }

  // MARK: - Doing damage

  /// Runs `body` on a file whose triggers are gone.
  @discardableResult
  private func edit<T>(_ path: String, _ body: (Database) throws -> T) throws -> T {
    let database = try Database(path: path)
    for trigger in try database.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'", [], { try $0.text(0) }) {
      try database.run("DROP TRIGGER \(trigger)")
    }
    return try body(database)
  }

  /// The id of the record in a place.
  private func recordID(in database: Database, position: Int64 = 2) throws -> String {
    try database.first("SELECT id FROM record WHERE position = ?", [.int(position)]) { row in try row.text(0) }!
  }

  /// Turns over the lowest bit of a record's fifth byte.
  /// - Returns: the record's id.
  @discardableResult
  private func flip(_ column: String, in path: String, position: Int64 = 2) throws -> String {
    try edit(path) { database in
      var bytes = try database.first("SELECT \(column) FROM record WHERE position = ?", [.int(position)]) { row in
        try row.blob(0)
      }!
      bytes[4] ^= 1
      try database.run("UPDATE record SET \(column) = ? WHERE position = ?", [.blob(bytes), .int(position)])
      return try recordID(in: database, position: position)
    }
  }
}
