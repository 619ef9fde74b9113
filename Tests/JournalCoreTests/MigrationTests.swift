import Foundation
import Testing

@testable import JournalCore

/// Files as the first versions wrote them, kept: each opens today with every word in it.
@Suite struct MigrationTests {
  @Test func filesOfTheFirstVersionOpenWhole() throws {
    let folder = TemporaryFolder()
    try Files.makeFolder(folder.path)
    for name in ["journal", "own-ann", "own-ben"] {
      let kept = try #require(
        Bundle.module.url(forResource: name, withExtension: "sql", subdirectory: "Fixtures/first-files"))
      let database = try Database(path: folder.path + "/\(name).db")
      try database.script(String(contentsOf: kept, encoding: .utf8))
    }
    for person in ["ann", "ben"] {
      let journal = try Journal(folder: folder.path, person: person)
      #expect(try journal.verify().isEmpty)
      let reader = journal.reader(.person(person), at: try #require(try journal.newest()))
      #expect(try reader.chains(in: .heard).count == 1)
      #expect(try reader.hurts().map(\.label) == ["The trip"])
      #expect(try reader.search(["own", "ben"]).count == (person == "ben" ? 1 : 0))
      let written = try journal.writer().write(
        .entry, "feeling", ["text": "today", "visibility": "shared"], at: try #require(try journal.newest()))
      #expect(try journal.contains(written.id))
    }
  }
}
