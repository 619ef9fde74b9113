import Testing

@testable import JournalCore

/// The index of search leads to the same entries as looking through all of them.
@Suite struct SearchTests {
  @Test(arguments: ["shared", "noor", "remy"]) func everyPartOfEveryWordIsFoundWhereItStands(view: String) throws {
    let folder = TemporaryFolder()
    try importScenario(into: folder)
    let journal = try Journal(folder: folder.path, person: view == "shared" ? nil : view)
    let reader = journal.reader(view == "shared" ? .shared : .person(view), at: instant("2026-04-11T23:59:00+02:00"))
    let standing = try reader.entries(where: "e.withdrawn > ?1").map { (id: $0.id, folded: folded($0.text)) }
    /// What holds every word, found by reading.
    func read(_ words: [String]) -> [String] {
      standing.filter { entry in words.map(folded).allSatisfy { entry.folded.contains($0) } }.map(\.id)
    }
    let words = Set(try reader.entries(where: "1").flatMap { $0.text.split(separator: " ").map(String.init) })
    #expect(words.count > 200)
    for word in words.sorted().enumerated().filter({ $0.offset % 11 == 0 }).map(\.element) {
      for part in [word, String(word.dropFirst()), String(word.prefix(3)), word + "q\""] where !part.isEmpty {
        #expect(try reader.search([part]).map(\.id) == read([part]), "\(part.count)")
      }
    }
    #expect(try reader.search(["the", "you"]).map(\.id) == read(["the", "you"]))
  }

  @Test func whatStandsIsFoundAndWhatStoodIsNot() throws {
    let journal = try SharedJournal(of: .inNepal)
    let start = Couple.inNepal.founded.instant
    func at(_ minutes: Int64) -> Instant { start.adding(milliseconds: minutes * 60_000) }
    func found(_ word: String, _ minutes: Int64) throws -> [String] {
      try journal.reader(.shared, at: at(minutes)).search([word]).map(\.id)
    }
    try journal.write("q", .action, "join", [:], at: at(0))
    let entry = try journal.write("sita", .entry, "gratitude", ["text": "marigold", "visibility": "shared"], at: at(1))
    try journal.write("sita", .action, "edit", ["target": .string(entry), "text": "snapdragon"], at: at(3))
    #expect(try found("rigo", 2) == [entry])
    #expect(try found("rigo", 4).isEmpty)
    #expect(try found("pdra", 4) == [entry])
    try journal.write("sita", .action, "withdraw", ["target": .string(entry)], at: at(5))
    #expect(try found("pdra", 6).isEmpty)
    #expect(try found("pdra", 4) == [entry])
  }
}
