import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// Coming to a sealed journal by a code, and to one that was imported.
@Suite struct JoiningTests {
  private let couple = SealedCouple()
  private var folder: String { couple.folder }

  @Test func aCodeLetsTheOtherInOnceAndAlone() throws {
    try couple.found()
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    try couple.write("before you came", as: "ann", ann)
    let code = try Journal.invite("ben", to: folder, by: ann)
    #expect(Journal.isInvited("ben", to: folder))
    let typed = try #require(PaperKey(Passphrase(code.text.lowercased())))
    let (ben, _) = try Journal.takeIn("ben", to: folder, code: typed, passphrase: "of ben", cost: .least)
    try couple.join(ben)
    #expect(try couple.read(as: "ben", ben) == [])
    try couple.write("now that you are here", as: "ann", ann)
    #expect(try couple.read(as: "ben", ben) == ["now that you are here"])
    #expect(!Journal.isInvited("ben", to: folder))
    #expect(throws: Refusal.self) { try Journal.invite("ben", to: folder, by: ann) }
    #expect(throws: (any Error).self) {
      try Journal.takeIn("ben", to: folder, code: typed, passphrase: "once more", cost: .least)
    }
    #expect(try couple.read(as: "ben", Journal.unlock(folder, person: "ben", passphrase: "of ben")).count == 1)
  }

  @Test func aCodeThatWasTakenBackOpensNothing() throws {
    try couple.found()
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    let first = try Journal.invite("ben", to: folder, by: ann)
    let second = try Journal.invite("ben", to: folder, by: ann)
    #expect(throws: KeyProblem.wrongPassphrase) {
      try Journal.takeIn("ben", to: folder, code: first, passphrase: "b", cost: .least)
    }
    #expect(try Journal.endInvitation(of: "ben", to: folder))
    #expect(try !Journal.endInvitation(of: "ben", to: folder))
    #expect(throws: KeyProblem.wrongPassphrase) {
      try Journal.takeIn("ben", to: folder, code: second, passphrase: "b", cost: .least)
    }
    #expect(try couple.read(as: "ann", ann).isEmpty)
  }

  @Test func anImportIsSealedAndTheOthersPagesWaitBehindTheCode() throws {
    let lines = try Interchange.records(in: try fixture("scenario.jsonl"))
    let papers = try #require(
      try Journal.importNew(lines, in: folder, sealing: (person: "noor", passphrase: "n"), cost: .least))
    #expect(try !couple.holds("corridor") && !couple.holds("SQLite format"))
    let noor = try Journal.unlock(folder, person: "noor", passphrase: "n")
    #expect(throws: KeyProblem.needsCode) { try Journal.invite("remy", to: folder, by: noor) }
    #expect(throws: KeyProblem.needsCode) { try Journal.endInvitation(of: "remy", to: folder) }
    #expect(throws: KeyProblem.needsCode) {
      try Journal.takeIn("remy", to: folder, by: noor, passphrase: "r", cost: .least)
    }
    let (remy, _) = try Journal.takeIn("remy", to: folder, code: papers.code, passphrase: "r", cost: .least)
    let instant = instant("2026-04-11T23:59:00+02:00")
    let sealed = try Journal(folder: folder, person: "remy", keys: remy)
    let plain = TemporaryFolder()
    try importScenario(into: plain)
    let open = try Journal(folder: plain.path, person: "remy")
    for view in [sealed, open] { #expect(try view.verify().isEmpty) }
    #expect(
      try sealed.reader(.person("remy"), at: instant).entries(before: instant, limit: 1000)
        == open.reader(.person("remy"), at: instant).entries(before: instant, limit: 1000))
    // Remy signs with keys that nobody had before.
    try sealed.writer().write(
      .entry, "reflection", ["text": .string("mine"), "visibility": .string("private")], at: instant)
    #expect(try sealed.verify().isEmpty)
    #expect(throws: (any Error).self) {
      try Journal.takeIn("remy", to: folder, code: papers.code, passphrase: "x", cost: .least)
    }
    #expect(try Journal(folder: folder, person: "noor", keys: noor).verify().isEmpty)
  }

  @Test func nobodyElseHasAPlaceInAnImport() throws {
    let lines = try Interchange.records(in: try fixture("scenario.jsonl"))
    #expect(throws: JournalError.noSuchPerson) {
      try Journal.importNew(lines, in: folder, sealing: (person: "kit", passphrase: "k"), cost: .least)
    }
    #expect(!Journal.exists(in: folder))
  }
}
