import Foundation
import Fuzzing
import Synchronization
import Testing

@testable import JournalCore

/// A disk that fails under a sealed file, at every call: what was committed stands, or the file says it is damaged.
@Suite(.serialized) struct SealedFaultTests {
  private static let tries = ProcessInfo.processInfo.environment["HEARKEN_LONG"] == nil ? 240 : 5000

  /// Commits one row after another until something fails.
  /// - Returns: how many were committed.
  private func work(_ path: String, _ key: FileKey, _ random: inout SplitMix64) -> Int {
    var committed = 0
    guard let database = try? Database(path: path, key: key) else { return 0 }
    try? database.run("PRAGMA cache_size = 8")
    for number in 1...14 {
      do {
        try database.transaction {
          try database.run(
            "INSERT INTO word VALUES (?, ?)",
            [
              .int(Int64(number)),
              .text(String(repeating: "words \(number) ", count: Int.random(in: 1...900, using: &random))),
            ])
        }
        committed = number
        if Int.random(in: 0..<5, using: &random) == 0 { try database.run("PRAGMA wal_checkpoint(TRUNCATE)") }
      } catch {
        return committed
      }
    }
    return committed
  }

  @Test func whateverCallFailsTheLastCommitStands() throws {
    #expect(FaultyDisk.isInPlace)
    FaultyDisk.turn.lock()
    defer { FaultyDisk.turn.unlock() }
    var random = SplitMix64(seed: 77)
    var failed = 0
    for round in 0..<Self.tries {
      let folder = NSTemporaryDirectory() + FaultyDisk.mark + UUID().uuidString
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let (path, key) = (folder + "/journal.db", FileKey(.random()))
      try Database(path: path, key: key).script("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")

      FaultyDisk.plan.withLock {
        $0 = .init(
          callsLeft: round % Self.tries < 180 ? round : Int.random(in: 0..<400, using: &random),
          failsReads: round % 3 == 2, readsHalf: round % 9 > 4, writesHalf: round % 2 == 1)
      }
      let committed = work(path, key, &random)
      FaultyDisk.plan.withLock { $0 = .init() }
      if committed < 14 { failed += 1 }

      let again = try Database(path: path, key: key)
      #expect(try again.first("PRAGMA integrity_check") { row in try row.text(0) } == "ok", "call \(round)")
      let rows = try again.all("SELECT id, text FROM word ORDER BY id") { row in (try row.int(0), try row.text(1)) }
      // What was being committed when the disk failed may stand or not; nothing else may differ.
      #expect(rows.count == committed || rows.count == committed + 1, "call \(round): \(rows.count) of \(committed)")
      for (index, row) in rows.enumerated() {
        #expect(row.0 == Int64(index + 1))
        #expect(row.1.hasPrefix("words \(index + 1) "))
      }
    }
    #expect(failed > Self.tries / 3, "the disk has to fail for this to say anything")
  }

  @Test func onAFullDiskWhatIsThereIsReadAndADraftFails() throws {
    #expect(FaultyDisk.isInPlace)
    FaultyDisk.turn.lock()
    defer { FaultyDisk.turn.unlock() }
    let folder = NSTemporaryDirectory() + FaultyDisk.mark + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (path, key) = (folder + "/journal.db", FileKey(.random()))
    let database = try Database(path: path, key: key)
    try database.script("CREATE TABLE word (id INTEGER PRIMARY KEY) STRICT; INSERT INTO word VALUES (1)")
    FaultyDisk.plan.withLock { $0 = .init(callsLeft: 0) }
    defer { FaultyDisk.plan.withLock { $0 = .init() } }
    #expect(throws: SQLiteError.self) { try database.run("INSERT INTO word VALUES (2)") }
    #expect(try database.all("SELECT id FROM word") { row in try row.int(0) } == [1])
    let other = try Database(path: path, key: key, readOnly: true)
    #expect(try other.all("SELECT id FROM word") { row in try row.int(0) } == [1])
  }
}
