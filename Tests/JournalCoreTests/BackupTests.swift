import Foundation
import Fuzzing
import Synchronization
import Testing

@testable import JournalCore

/// Copies of a journal while it is in use.
@Suite struct BackupTests {
  private let couple = SealedCouple()
  private let place = TemporaryFolder()
  private var copy: String { place.path + "/copy" }

  @Test func aCopyMadeWhileBothHaveItOpenHoldsEveryWordAndNothingReadable() throws {
    let (ann, ben) = try couple.both()
    let open = [
      try Journal(folder: couple.folder, person: "ann", keys: ann),
      try Journal(folder: couple.folder, person: "ben", keys: ben),
    ]
    try couple.write("MARKER for both", as: "ann", ann)
    try couple.write("MARKER of ben", as: "ben", ben, isPrivate: true)
    try Journal.copy(couple.folder, to: copy)
    #expect(try !couple.holds("MARKER", in: copy))
    #expect(try couple.read(as: "ann", ann, in: copy) == ["MARKER for both"])
    #expect(
      try couple.read(as: "ben", Journal.unlock(copy, person: "ben", passphrase: "of ben"), in: copy)
        == ["MARKER for both", "MARKER of ben"])
    for journal in open { #expect(try journal.verify().isEmpty) }
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  @Test func aPlainJournalIsCopiedAndPutBack() throws {
    try couple.found(passphrase: nil)
    try couple.write("words", as: "ann", nil)
    try Journal.copy(couple.folder, to: copy)
    try FileManager.default.removeItem(atPath: couple.folder)
    try Journal.copy(copy, to: couple.folder)
    #expect(try couple.read(as: "ann", nil) == ["words"])
  }

  @Test func nothingIsWrittenOver() throws {
    try couple.found(passphrase: nil)
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    try write(Array("kept".utf8), to: copy + "/file")
    #expect(throws: Refusal.self) { try Journal.copy(couple.folder, to: copy) }
    #expect(Files.names(in: copy) == ["file"] && Files.names(in: place.path) == ["copy"])
    Files.remove(copy + "/file")
    try Journal.copy(couple.folder, to: copy)
    #expect(throws: JournalError.noJournal) { try Journal.copy(place.path + "/none", to: place.path + "/more") }
    #expect(throws: Refusal.self) { try Journal.copy(copy, to: couple.folder) }
  }

  @Test func aCopyWaitsForWhoWrites() throws {
    try couple.found(passphrase: nil)
    let writer = try Database(path: couple.folder + "/journal.db")
    try writer.run("BEGIN IMMEDIATE")
    try writer.run("CREATE TABLE half (id INTEGER PRIMARY KEY)")
    let (folder, copy) = (couple.folder, copy)
    // A thread of its own: the tests' shared ones may be busy for longer than a copy waits.
    let copying = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    Thread.detachNewThread {
      do { try Journal.copy(folder, to: copy) } catch { failure.withLock { $0 = error } }
      copying.signal()
    }
    usleep(200_000)
    #expect(!Files.exist(copy))
    try writer.run("ROLLBACK")
    copying.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
    #expect(try couple.read(as: "ann", nil, in: copy).isEmpty)
  }
}
