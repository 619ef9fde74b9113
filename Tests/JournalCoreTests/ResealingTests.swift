import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// New keys for files that hold words already, open own files, and a death on the way.
@Suite struct ResealingTests {
  private let couple = SealedCouple()
  private var folder: String { couple.folder }

  private func fill() throws -> (ann: JournalKeys, ben: JournalKeys) {
    let (ann, ben) = try couple.both()
    try couple.write("MARKER for both", as: "ben", ben)
    try couple.write("MARKER of ann", as: "ann", ann, isPrivate: true)
    return (ann, ben)
  }

  @Test func newKeysForOnesOwnFileLeaveTheOldOneUseless() throws {
    let (ann, ben) = try fill()
    let recovery = try Journal.resealOwnFile(
      of: "ann", in: folder, keys: ann, passphrase: "of ann", open: false, cost: .least)
    #expect(throws: (any Error).self) { try couple.read(as: "ann", ann) }
    for keys in [
      try Journal.unlock(folder, person: "ann", passphrase: "of ann"),
      try Journal.unlock(folder, person: "ann", recovery: recovery),
    ] {
      #expect(try couple.read(as: "ann", keys) == ["MARKER for both", "MARKER of ann"])
    }
    #expect(try couple.read(as: "ben", ben) == ["MARKER for both"])
    #expect(try !couple.holds("MARKER"))
  }

  @Test func newKeysForWhatIsSharedNeedBoth() throws {
    let (ann, ben) = try fill()
    #expect(throws: Refusal.self) {
      try Journal.resealSharedFile(in: folder, ["ann": (ann, "of ann")], cost: .least)
    }
    _ = try Journal.resealSharedFile(
      in: folder, ["ann": (ann, "of ann"), "ben": (ben, "of ben")], cost: .least)
    #expect(throws: (any Error).self) { try couple.read(as: "ben", ben) }
    #expect(try couple.read(as: "ben", Journal.unlock(folder, person: "ben", passphrase: "of ben")).count == 1)
    #expect(try couple.read(as: "ann", Journal.unlock(folder, person: "ann", passphrase: "of ann")).count == 2)
  }

  @Test func onePersonAloneMayLeaveTheirOwnFileOpen() throws {
    let (ann, ben) = try fill()
    _ = try Journal.resealOwnFile(of: "ann", in: folder, keys: ann, passphrase: "of ann", open: true, cost: .least)
    #expect(try couple.holds("MARKER of ann") && !couple.holds("MARKER for both"))
    let open = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    #expect(try couple.read(as: "ann", open).count == 2)
    try couple.write("MARKER too", as: "ann", open, isPrivate: true)
    let drafts = try Drafts(of: Journal(folder: folder, person: "ann", keys: open))
    try drafts.keep(.string("draft"), in: "write.feeling", at: couple.now)
    #expect(try drafts.all().count == 1)
    // A plain own file opens nothing of what is shared, nor of the other's.
    #expect(throws: JournalError.locked) { try Journal(folder: folder, person: "ann") }
    #expect(throws: KeyProblem.wrongPassphrase) { try Journal.unlock(folder, person: "ann", passphrase: "") }
    #expect(try couple.read(as: "ben", ben) == ["MARKER for both"])
  }

  @Test func theOtherCantPutAnOpenOwnFileInASealedOnesPlace() throws {
    let (ann, _) = try fill()
    let path = KeyFile.path(folder)
    func change(_ change: (inout [String: JSON]) -> Void) throws {
      let bytes = try #require(Files.read(path))
      var file = try #require(try JSON(parsing: bytes).object)
      var people = try #require(file["people"]?.object)
      var ben = try #require(people["ben"]?.object)
      change(&ben)
      people["ben"] = .object(ben)
      file["people"] = .object(people)
      file["check"] = .string(hex(Sodium.hash(JSON.object(people).encoded())))
      try Data(JSON.object(file).encoded()).write(to: URL(fileURLWithPath: path))
    }
    // Ann has the files, and an empty page in which Ben would write on, readable to her.
    let shared = try Database(path: folder + "/journal.db", key: ann.shared)
    _ = try Journal.freshOwnFile(folder + "/bait.db", key: nil, of: "ben", in: shared)
    try FileManager.default.removeItem(atPath: folder + "/own-ben.db")
    try FileManager.default.moveItem(atPath: folder + "/bait.db", toPath: folder + "/own-ben.db")
    var own: JSON?
    try change { ben in
      own = ben["own"]
      ben["own"] = .null
    }
    #expect(throws: KeyProblem.wrongPassphrase) { try Journal.unlock(folder, person: "ben", passphrase: "of ben") }
    try change { $0["own"] = own }
    let ben = try Journal.unlock(folder, person: "ben", passphrase: "of ben")
    #expect(throws: SQLiteError.self) { try Journal(folder: folder, person: "ben", keys: ben) }
  }

  @Test func anOpenOwnFileIsSealedAgain() throws {
    let (ann, _) = try fill()
    _ = try Journal.resealOwnFile(of: "ann", in: folder, keys: ann, passphrase: "of ann", open: true, cost: .least)
    let open = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    _ = try Journal.resealOwnFile(of: "ann", in: folder, keys: open, passphrase: "of ann", open: false, cost: .least)
    #expect(try !couple.holds("MARKER of ann"))
    #expect(try couple.read(as: "ann", Journal.unlock(folder, person: "ann", passphrase: "of ann")).count == 2)
  }

  @Test func aJournalWithoutPassphrasesIsGivenSome() throws {
    try couple.found(passphrase: nil)
    try couple.join(nil)
    try couple.write("MARKER for both", as: "ben", nil)
    try couple.write("MARKER of ben", as: "ben", nil, isPrivate: true)
    #expect(try couple.holds("MARKER"))
    #expect(throws: Refusal.self) { try Journal.seal(folder, ["ann": "a"], cost: .least) }
    _ = try Journal.seal(folder, ["ann": "a", "ben": "b"], cost: .least)
    #expect(try !couple.holds("MARKER") && !couple.holds("SQLite format"))
    #expect(try couple.read(as: "ben", Journal.unlock(folder, person: "ben", passphrase: "b")).count == 2)
    #expect(try couple.read(as: "ann", Journal.unlock(folder, person: "ann", passphrase: "a")) == ["MARKER for both"])
    #expect(throws: Refusal.self) { try Journal.seal(folder, ["ann": "a", "ben": "b"], cost: .least) }
  }

  @Test func beforeTheOtherJoinsOnePassphraseSealsAll() throws {
    try couple.found(passphrase: nil)
    try couple.write("MARKER", as: "ann", nil)
    _ = try Journal.seal(folder, ["ann": "a"], cost: .least)
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "a")
    let (ben, _) = try Journal.takeIn("ben", to: folder, by: ann, passphrase: "b", cost: .least)
    try couple.join(ben)
    #expect(try couple.read(as: "ann", ann) == ["MARKER"])
    #expect(try couple.read(as: "ben", ben) == [])
  }

  @Test func whatIsOpenElsewhereIsNotTouched() throws {
    let (ann, ben) = try fill()
    let elsewhere = try Journal(folder: folder, person: "ann", keys: ann)
    _ = try elsewhere.newest()
    let keys = Files.read(KeyFile.path(folder))
    #expect(throws: JournalError.inUse) {
      try Journal.resealOwnFile(of: "ann", in: folder, keys: ann, passphrase: "of ann", open: false, cost: .least)
    }
    #expect(throws: JournalError.inUse) {
      try Journal.resealSharedFile(in: folder, ["ann": (ann, "of ann"), "ben": (ben, "of ben")], cost: .least)
    }
    #expect(Files.read(KeyFile.path(folder)) == keys)
    #expect(try couple.read(as: "ann", ann).count == 2)
    #expect(Files.names(in: folder).allSatisfy { !$0.hasPrefix("draft") && $0 != "arriving" })
  }

  @Test func aDeathOnTheWayLeavesAllAsItWasOrAllAsItWillBe() throws {
    let before = TemporaryFolder()
    let (ann, _) = try couple.both()
    try couple.write("MARKER of ann", as: "ann", ann, isPrivate: true)
    try Journal.copy(couple.folder, to: before.path + "/j")
    // Each place that a death can come at: files already moved, and files that wait.
    for moved in [[], ["own-ann.db"], ["keys.json"], ["own-ann.db", "keys.json"]] {
      let place = TemporaryFolder()
      let journal = place.path + "/j"
      try Journal.copy(before.path + "/j", to: journal)
      var file = try KeyFile(folder: journal)
      let new = JournalKeys(shared: ann.shared.secret, own: .random())
      _ = try file.seal(new, for: "ann", passphrase: "new", cost: .least)
      let waiting = journal + "/arriving"
      try Files.makeFolder(waiting)
      try Database(path: journal + "/own-ann.db", key: ann.own).copy(to: waiting + "/own-ann.db", key: new.own)
      try file.write(to: waiting)
      for name in moved {
        for ending in ["", "-wal", "-shm"] { Files.remove(journal + "/" + name + ending) }
        #expect(rename(waiting + "/" + name, journal + "/" + name) == 0)
      }
      #expect(Journal.isSealed(journal))
      let keys = try Journal.unlock(journal, person: "ann", passphrase: "new")
      #expect(try couple.read(as: "ann", keys, in: journal) == ["MARKER of ann"])
      #expect(!Files.exist(waiting))
    }
  }

  @Test func whatADeathLeftHalfMadeIsSweptAwayAndWhatIsBeingMadeIsNot() throws {
    let (ann, _) = try couple.both()
    let left = folder + "/draft-left"
    func leaveOne() throws {
      try Files.makeFolder(left)
      try Files.replace(left + "/own-ann.db", with: [1, 2, 3])
    }
    try leaveOne()
    try Arrival.put(in: folder) { draft in
      #expect(!Files.exist(left))
      try leaveOne()
      #expect(Journal.isSealed(folder))
      #expect(Files.exist(draft) && Files.exist(left), "somebody is at work here")
    }
    #expect(Journal.isSealed(folder))
    #expect(!Files.exist(left))
    #expect(try couple.read(as: "ann", ann).isEmpty)
  }

  @Test func withoutItsFileOfKeysAJournalSaysSo() throws {
    let (ann, _) = try fill()
    // Closing folds the log into the file.
    _ = try couple.read(as: "ann", ann)
    Files.remove(KeyFile.path(folder))
    #expect(throws: JournalError.keysMissing) { try Journal(folder: folder, person: "ann") }
  }
}
