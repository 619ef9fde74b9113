import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// Passphrases, recovery keys and the file that holds what they open.
@Suite struct KeyTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }

  private func same(_ a: JournalKeys, _ b: JournalKeys) -> Bool {
    [(a.shared, b.shared), (a.own, b.own)].allSatisfy { one, other in
      guard let one, let other else { return one == nil && other == nil }
      return memcmp(one.secret.pointer, other.secret.pointer, SecretKey.length) == 0
    }
  }

  @Test func aPassphraseOpensWhatItSealedAndNothingElseDoes() throws {
    let keys = JournalKeys(shared: .random(), own: .random())
    var file = KeyFile()
    let recovery = try file.seal(keys, for: "ann", passphrase: "grün, blau", cost: .least)
    try file.write(to: folder)
    let mode = try FileManager.default.attributesOfItem(atPath: KeyFile.path(folder))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let read = try KeyFile(folder: folder)
    #expect(read == file)
    #expect(same(try read.unlock("ann", passphrase: "grün, blau"), keys))
    #expect(same(try read.unlock("ann", passphrase: "gru\u{308}n, blau"), keys))
    #expect(
      same(try read.unlock("ann", recovery: try #require(PaperKey(Passphrase(recovery.text.lowercased())))), keys))
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ann", passphrase: "grün, blau ") }
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ann", passphrase: "") }
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ann", recovery: PaperKey()) }
    #expect(throws: KeyProblem.notYetJoined) { try read.unlock("ben", passphrase: "grün, blau") }
  }

  @Test func aChangedPassphraseOpensTheSameKeys() throws {
    let keys = JournalKeys(shared: .random(), own: .random())
    var file = KeyFile()
    let first = try file.seal(keys, for: "ann", passphrase: "one", cost: .least)
    _ = try file.seal(keys, for: "ann", passphrase: "two", cost: .least)
    #expect(throws: KeyProblem.wrongPassphrase) { try file.unlock("ann", passphrase: "one") }
    #expect(throws: KeyProblem.wrongPassphrase) { try file.unlock("ann", recovery: first) }
    #expect(same(try file.unlock("ann", passphrase: "two"), keys))
  }

  @Test func onePersonsPassphraseOpensNoneOfTheOthersPages() throws {
    let shared = SecretKey.random()
    let (ann, ben) = (JournalKeys(shared: shared, own: .random()), JournalKeys(shared: shared, own: .random()))
    var file = KeyFile()
    _ = try file.seal(ann, for: "ann", passphrase: "a", cost: .least)
    _ = try file.seal(ben, for: "ben", passphrase: "b", cost: .least)
    #expect(throws: KeyProblem.wrongPassphrase) { try file.unlock("ben", passphrase: "a") }
    #expect(!same(try file.unlock("ann", passphrase: "a"), ben))
    // What stands in another's place is damage.
    try file.write(to: folder)
    let text = try String(contentsOfFile: KeyFile.path(folder), encoding: .utf8)
    let swapped = text.replacing("\"ann\"", with: "\"x\"").replacing("\"ben\"", with: "\"ann\"")
      .replacing("\"x\"", with: "\"ben\"")
    try swapped.write(toFile: KeyFile.path(folder), atomically: true, encoding: .utf8)
    #expect(throws: KeyProblem.damaged) { try KeyFile(folder: folder) }
  }

  @Test func anyChangedBitOfTheFileIsDamageAndNoWrongPassphrase() throws {
    var file = KeyFile()
    _ = try file.seal(JournalKeys(shared: .random(), own: .random()), for: "ann", passphrase: "a", cost: .least)
    try file.write(to: folder)
    let whole = try Data(contentsOf: URL(fileURLWithPath: KeyFile.path(folder)))
    for at in stride(from: 0, to: whole.count - 1, by: 7) {
      var changed = whole
      changed[at] ^= 1
      try changed.write(to: URL(fileURLWithPath: KeyFile.path(folder)))
      #expect(throws: KeyProblem.self, "byte \(at)") {
        let keys = try KeyFile(folder: folder)
        // A changed capital of a hexadecimal digit, or a version that is lower, may read as it was.
        guard keys != file else { throw KeyProblem.damaged }
        do { _ = try keys.unlock("ann", passphrase: "a") } catch KeyProblem.wrongPassphrase { return }
      }
    }
  }

  @Test func aDamagedAndANewerFileSayDifferentThings() throws {
    var file = KeyFile()
    _ = try file.seal(JournalKeys(shared: .random(), own: .random()), for: "ann", passphrase: "a", cost: .least)
    try file.write(to: folder)
    let text = try String(contentsOfFile: KeyFile.path(folder), encoding: .utf8)
    for damaged in [
      "", "{", "[]", "{\"version\":3}", String(text.dropLast(20)), text.replacing("\"salt\"", with: "\"malt\""),
      text.replacing("\"memory\":", with: "\"memory\":999999"),
    ] {
      try damaged.write(toFile: KeyFile.path(folder), atomically: true, encoding: .utf8)
      #expect(throws: KeyProblem.damaged) { try KeyFile(folder: folder) }
    }
    try text.replacing("\"version\":3", with: "\"version\":4").write(
      toFile: KeyFile.path(folder), atomically: true, encoding: .utf8)
    #expect(throws: KeyProblem.newer) { try KeyFile(folder: folder) }
    #expect(Set([KeyProblem.wrongPassphrase, .damaged, .newer].map(\.sentence)).count == 3)
  }

  @Test func aFileOfKeysAsksForNoMoreThanSeconds() throws {
    for (operations, memory, isTaken) in [
      (3, 128 << 20, true), (64, 64 << 20, true), (6, 1 << 30, true), (64, 1 << 30, false), (3, 2 << 30, false),
    ] { #expect(PassphraseCost(operations: UInt64(operations), memory: memory).isSensible == isTaken) }
  }

  @Test func aCodeOpensOnceWhatItInvitesTo() throws {
    let keys = JournalKeys(shared: .random(), own: .random())
    var file = KeyFile()
    _ = try file.seal(keys, for: "ann", passphrase: "a", cost: .least)
    let first = try file.invite("ben", JournalKeys(shared: keys.shared.secret, own: nil))
    let code = try file.invite("ben", JournalKeys(shared: keys.shared.secret, own: nil))
    try file.write(to: folder)
    let read = try KeyFile(folder: folder)
    #expect(read == file)
    #expect(read.ids == ["ann"] && read.isInvited("ben"))
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ben", code: first) }
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ann", code: code) }
    #expect(throws: KeyProblem.wrongPassphrase) { try read.unlock("ann", recovery: code) }
    let opened = try read.unlock("ben", code: code)
    #expect(same(opened, JournalKeys(shared: keys.shared.secret, own: nil)))
    // Joining ends it.
    _ = try file.seal(opened, for: "ben", passphrase: "b", cost: .least)
    #expect(throws: KeyProblem.wrongPassphrase) { try file.unlock("ben", code: code) }
  }

  @Test func aFileOfKeysOfTheFirstVersionOpens() throws {
    let keys = JournalKeys(shared: .random(), own: .random())
    var file = KeyFile()
    _ = try file.seal(keys, for: "ann", passphrase: "a", cost: .least)
    try file.write(to: folder)
    let text = try String(contentsOfFile: KeyFile.path(folder), encoding: .utf8)
    try text.replacing("\"version\":3", with: "\"version\":1").write(
      toFile: KeyFile.path(folder), atomically: true, encoding: .utf8)
    #expect(same(try KeyFile(folder: folder).unlock("ann", passphrase: "a"), keys))
  }

  @Test func aRecoveryKeyIsReadAsPeopleTypeIt() throws {
    var mistaken = 0
    for _ in 0..<200 {
      let key = PaperKey()
      #expect(key.text.count == 34)
      #expect(PaperKey(Passphrase(key.text)) == key)
      #expect(
        PaperKey(Passphrase(" " + key.text.lowercased().replacing("-", with: " ").replacing("l", with: "1"))) == key)
      var wrong = Array(key.text)
      let at = wrong.indices.filter { wrong[$0] != "-" }.randomElement()!
      wrong[at] = wrong[at] == "A" ? "B" : "A"
      #expect(PaperKey(Passphrase(String(wrong))) != key)
      if PaperKey(Passphrase(String(wrong))) != nil { mistaken += 1 }
    }
    // The check has 12 bits: one in 4,096 slips of a letter is not seen here, and opens nothing then.
    #expect(mistaken < 6)
    for wrong in ["", "ABCD", String(repeating: "!", count: 28)] { #expect(PaperKey(Passphrase(wrong)) == nil) }
  }
}
