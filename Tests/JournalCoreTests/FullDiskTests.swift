import Foundation
import Synchronization
import Testing

@testable import JournalCore

/// A disk without any room: the journal is read, what is typed is kept, and nothing that was written is lost.
@Suite(.serialized) struct FullDiskTests {
  private static let full = FaultyDisk.Plan(callsLeft: 0, failsSharedMemory: true)

  /// Runs `body` on the sample, in a folder whose disk can be filled.
  private func onADisk(_ body: (String) throws -> Void) throws {
    #expect(FaultyDisk.isInPlace)
    FaultyDisk.turn.lock()
    defer {
      FaultyDisk.plan.withLock { $0 = .init() }
      FaultyDisk.turn.unlock()
    }
    let folder = NSTemporaryDirectory() + FaultyDisk.mark + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Journal.importNew(try Interchange.records(in: try fixture("scenario.jsonl")), in: folder)
    try body(folder)
  }

  @Test func theJournalOpensForReading() throws {
    try onADisk { folder in
      let at = Moment("2026-04-11T20:00:00+02:00")!.instant
      let before = try Journal(folder: folder, person: "noor").reader(.person("noor"), at: at).reviewJSON().text
      FaultyDisk.plan.withLock { $0 = Self.full }
      let journal = try Journal(folder: folder, person: "noor")
      #expect(journal.database.isAlone)
      #expect(try journal.reader(.person("noor"), at: at).reviewJSON().text == before)
      let refused = #expect(throws: SQLiteError.self) {
        try journal.writer().write(
          .entry, "feeling", ["text": "marigold", "visibility": "shared"], at: at.adding(milliseconds: 1))
      }
      #expect(refused?.isDiskFull == true)
      let drafts = try Drafts(of: journal)
      try drafts.keep(.object(["text": "typed"]), in: "write.feeling", at: at)
      #expect(drafts.areUnwritten)
      #expect(try drafts.draft(in: "write.feeling")?.state == .object(["text": "typed"]))
    }
  }

  @Test func whatIsTypedWhenTheDiskFillsIsWrittenWhenThereIsRoomAgain() throws {
    try onADisk { folder in
      let at = Moment("2026-04-11T20:00:00+02:00")!.instant
      let journal = try Journal(folder: folder, person: "noor")
      let drafts = try Drafts(of: journal)
      try drafts.keep(.object(["text": "before"]), in: "write.feeling", at: at)
      FaultyDisk.plan.withLock { $0 = Self.full }
      try drafts.keep(.object(["text": "typed"]), in: "write.feeling", at: at.adding(milliseconds: 1))
      try drafts.drop("write.question")
      #expect(drafts.areUnwritten)
      #expect(try drafts.all().map(\.state) == [.object(["text": "typed"])])
      FaultyDisk.plan.withLock { $0 = .init() }
      try drafts.keep(.object(["text": "more"]), in: "write.question", at: at.adding(milliseconds: 2))
      #expect(!drafts.areUnwritten)
      let again = try Drafts(of: try Journal(folder: folder, person: "noor"))
      #expect(try again.all().map(\.state) == [.object(["text": "more"]), .object(["text": "typed"])])
    }
  }

  @Test func roomIsSetAsideForDraftsAndGivenUpForThem() throws {
    try onADisk { folder in
      let journal = try Journal(folder: folder, person: "noor")
      let drafts = try Drafts(of: journal)
      let spare = folder + "/spare"
      #expect((try FileManager.default.attributesOfItem(atPath: spare)[.size] as? Int) == 256 << 10)
      FaultyDisk.plan.withLock { $0 = Self.full }
      try drafts.keep(.object(["text": "typed"]), in: "write.feeling", at: journal.founded.instant)
      #expect(!FileManager.default.fileExists(atPath: spare))
    }
  }
}
