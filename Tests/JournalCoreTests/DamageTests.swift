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

  @Test func anUntouchedJournalIsWhole() throws {
    for person in ["li", "Akinyi"] { try Journal(folder: folder.path, person: person).verify() }
  }

  @Test(arguments: ["bytes", "hash", "signature"]) func aFlippedByteOfARecordIsFound(column: String) throws {
    for file in [shared, own] {
      let id = try flip(column, in: file)
      let damage = try #require(verified())
      #expect([.changed(id: id), .notSigned(id: id)].contains(damage))
      expectNoWords(in: damage.sentence, naming: id)
      try flip(column, in: file)
      #expect(verified() == nil)
    }
  }

  @Test func aRecordThatWasRewrittenWithItsHashIsNotSigned() throws {
    let id = try edit(shared) { database in
      let bytes = try database.first("SELECT bytes FROM record WHERE position = 2") { row in try row.blob(0) }!
      let other = Array(String(decoding: bytes, as: UTF8.self).replacing("feeling", with: "promise").utf8)
      try database.run(
        "UPDATE record SET bytes = ?, hash = ? WHERE position = 2", [.blob(other), .blob(Sodium.hash(other))])
      return try recordID(in: database)
    }
    #expect(verified() == .notSigned(id: id))
  }

  @Test func aForeignKeyOfTheSamePersonIsNotThatOne() throws {
    let id = try edit(shared) { database in
      let id = try recordID(in: database)
      try database.run(
        "UPDATE device SET public = ? WHERE id = (SELECT device FROM record WHERE id = ?)",
        [.blob(Identity().publicKey), .text(id)])
      return id
    }
    #expect(verified() == .notSigned(id: id))
  }

  @Test(arguments: ["{\"text\":\"marigold was never there\"}", "marigold"])
  func changedWordsAreFound(instead: String) throws {
    let id = try edit(shared) { database in
      let id = try recordID(in: database)
      try database.run("UPDATE prose SET bytes = ? WHERE record = ?", [.blob(Array(instead.utf8)), .text(id)])
      return id
    }
    #expect(verified() == .rewritten(id: id))
    expectNoWords(in: try #require(verified()).sentence, naming: id)
  }

  @Test func aRemovedRecordIsFound() throws {
    let next = try edit(shared) { database in
      let place = "(SELECT device FROM record WHERE position = 2)"
      let id = try database.first("SELECT id FROM record WHERE device = \(place) AND sequence = 2") { row in
        try row.text(0)
      }!
      try database.run("DELETE FROM prose WHERE record = (SELECT id FROM record WHERE position = 2)")
      try database.run("DELETE FROM record WHERE position = 2")
      return id
    }
    #expect(verified() == .broken(id: next))
    expectNoWords(in: try #require(verified()).sentence, naming: next)
  }

  @Test func aCutOffTailIsSeenByWhatWasDerivedFromIt() throws {
    try edit(shared) { database in
      try database.run("DELETE FROM prose WHERE record = (SELECT id FROM record ORDER BY position DESC LIMIT 1)")
      try database.run("DELETE FROM record WHERE position = (SELECT max(position) FROM record)")
    }
    #expect(throws: JournalError.projectionDiffers) { try Journal(folder: folder.path, person: "li").verify() }
  }

  @Test func aCutOffTailIsMissedByWhoSawIt() throws {
    try Journal(folder: folder.path, person: "li").verify()
    try edit(shared) { database in
      try database.run("DELETE FROM prose WHERE record = (SELECT id FROM record ORDER BY position DESC LIMIT 1)")
      try database.run("DELETE FROM record WHERE position = (SELECT max(position) FROM record)")
    }
    // Also when everything that was derived has been derived anew.
    try Journal(folder: folder.path, person: "li").rebuild()
    #expect(verified() == .cutOff)
    #expect(verified() == .cutOff)
  }

  @Test func aMissingOwnFileIsSaidAndNoneIsMade() throws {
    try FileManager.default.removeItem(atPath: own)
    #expect(throws: JournalError.ownFileMissing) { try Journal(folder: folder.path, person: "li") }
    #expect(!Files.exist(own))
    try Journal(folder: folder.path, person: "Akinyi").verify()
  }

  @Test func aRecordInAnothersPlaceIsFound() throws {
    try edit(shared) { database in
      try database.run("UPDATE record SET sequence = sequence + 10 WHERE position = 2")
    }
    #expect(verified() != nil)
  }

  @Test func aDamagedFirstRecordIsSaidToBe() throws {
    let id = try flip("bytes", in: shared, position: 1)
    #expect(throws: LogDamage.changed(id: id)) { try Journal(folder: folder.path, person: "li") }
  }

  @Test func aProjectionThatDoesNotMatchIsMadeAnew() throws {
    try edit(shared) { database in try database.run("UPDATE entry SET intensity = 10") }
    #expect(throws: JournalError.projectionDiffers) { try Journal(folder: folder.path, person: "li").verify() }
    #expect(verified() == nil)
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
    let error = #expect(throws: (any Error).self) { try Journal(folder: folder.path, person: "li").verify() }
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

  /// What `verify` finds, nil for nothing.
  private func verified() -> LogDamage? {
    do {
      try Journal(folder: folder.path, person: "li").verify()
      return nil
    } catch let damage as LogDamage {
      return damage
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  private func expectNoWords(in sentence: String, naming id: String) {
    #expect(sentence.contains(id))
    #expect(!sentence.contains("marigold"))
  }
}
