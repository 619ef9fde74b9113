import Testing

@testable import JournalCore

/// Long work tells how far it is, and whoever ends it finds everything as it was.
@Suite struct LongWorkTests {
  @Test func anImportThatIsEndedLeavesNothing() throws {
    let folder = TemporaryFolder()
    let records = try Interchange.records(in: try fixture("scenario.jsonl"))
    var heard: [Int] = []
    #expect(throws: LongWork.Stopped.self) {
      try Journal.importNew(
        records, in: folder.path + "/journal",
        work: LongWork { done, all in
          #expect(all == records.count)
          heard.append(done)
          if done >= 128 { throw LongWork.Stopped() }
        })
    }
    #expect(heard == [0, 64, 128])
    #expect(Files.names(in: folder.path).isEmpty)
  }

  @Test func whatIsDerivedAnewIsAllOfItOrNothing() throws {
    let folder = TemporaryFolder()
    try importScenario(into: folder)
    let journal = try Journal(folder: folder.path, person: "noor")
    let before = try journal.sharedProjection.dump()
    #expect(throws: LongWork.Stopped.self) {
      try journal.rebuild(LongWork { done, _ in if done >= 64 { throw LongWork.Stopped() } })
    }
    #expect(try journal.sharedProjection.dump() == before)
    try journal.rebuild()
    #expect(try journal.sharedProjection.dump() == before)
  }

  @Test func aJournalOfAnOlderProgramTellsHowFarItsOpeningIs() throws {
    let folder = TemporaryFolder()
    try importScenario(into: folder)
    try Journal(folder: folder.path, person: nil).database.run("PRAGMA application_id = 1")
    #expect(throws: LongWork.Stopped.self) {
      _ = try Journal(
        folder: folder.path, person: "noor", work: LongWork { done, _ in if done >= 64 { throw LongWork.Stopped() } })
    }
    // The next one does all of it.
    var last = 0
    let journal = try Journal(folder: folder.path, person: "noor", work: LongWork { done, _ in last = done })
    #expect(last > 64)
    var checked: [Int] = []
    #expect(try journal.verify(LongWork { done, _ in checked.append(done) }).isEmpty)
    #expect(checked.contains(64))
    #expect(throws: LongWork.Stopped.self) { try journal.verify(LongWork { _, _ in throw LongWork.Stopped() }) }
  }
}
