import Testing

@testable import JournalCore

/// What an export holds, and that both see when it held what the other shared.
@Suite struct ExportTests {
  private func cast() throws -> (journal: SharedJournal, one: String, other: String, end: Instant) {
    let journal = try SharedJournal(of: .inNepal)
    let (one, other) = (journal.people[0].id, journal.people[1].id)
    let end = Couple.inNepal.founded.instant.adding(milliseconds: 3_600_000)
    try journal.write(other, .action, "join", [:], at: end)
    for person in [one, other] {
      try journal.write(person, .entry, "feeling", ["text": "words", "visibility": "shared"], at: end)
    }
    return (journal, one, other, end)
  }

  private func listed(_ journal: SharedJournal, _ view: View, _ at: Instant) throws -> [String] {
    try journal.reader(view, at: at.adding(milliseconds: 86_400_000)).exports().map(\.author)
  }

  @Test func ofOnesOwnWordsNobodyIsTold() throws {
    let (journal, one, _, end) = try cast()
    try journal.write(one, .action, "export_consent", [:], at: end)
    let before = try journal.count()
    #expect(try !journal[one].export(at: end).isWhole)
    #expect(try journal.count() == before)
    #expect(throws: Refusal.self) { try journal.write(one, .action, "exported", [:], at: end) }
  }

  @Test func ofBothsWordsBothAreTold() throws {
    let (journal, one, other, end) = try cast()
    for person in [one, other] { try journal.write(person, .action, "export_consent", [:], at: end) }
    let first = try journal[one].export(at: end)
    #expect(first.isWhole)
    for view in [View.shared, .person(one), .person(other)] { #expect(try listed(journal, view, end) == [one]) }
    // The list stays here: what is exported is what was written, however often it was.
    #expect(try journal[one].export(at: end).lines == first.lines)
    _ = try journal[other].export(at: end)
    #expect(try listed(journal, .person(other), end).sorted() == [one, one, other].sorted())
    // Also after one has left, and it is nobody's to take back.
    try journal.write(other, .action, "leave", [:], at: end)
    #expect(try journal[other].export(at: end).lines.count == first.lines.count + 1)
    #expect(try listed(journal, .person(one), end).count == 4)
    let record = try #require(try journal.reader(.shared, at: end.adding(milliseconds: 86_400_000)).exports().first)
    #expect(throws: Refusal.self) {
      try journal.write(one, .action, "withdraw", ["target": .string(record.id)], at: end)
    }
  }

  @Test func anImportTellsOfNoExports() throws {
    let (journal, one, other, end) = try cast()
    for person in [one, other] { try journal.write(person, .action, "export_consent", [:], at: end) }
    var lines = try journal[one].export(at: end).lines
    lines.append(
      .object([
        "id": "x1", "rec": "action", "kind": "exported", "author": .string(one), "at": "2027-01-01T00:00:00Z",
      ]))
    #expect(throws: ImportError.self) {
      try Interchange.records(in: Array(lines.map(\.text).joined(separator: "\n").utf8))
    }
  }
}
