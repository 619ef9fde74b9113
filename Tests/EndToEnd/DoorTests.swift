import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// What is told at the door: why the files do not open, and what is not as it was left.
@Suite struct DoorTests {
  private let program = Program()

  private func found(sealed: Bool) throws {
    if sealed { program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON" }
    let open = sealed ? [] : ["--no-passphrase"]
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"] + open).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
    for number in 0..<3 { #expect(try program.run(["ask", "--as", "ann"], input: "marigold \(number)").code == 0) }
  }

  private func sitDown(_ passphrase: String?, as person: String = "ann") throws -> Pane {
    let pane = try Pane(folder: program.folder)
    try pane.giveName(person)
    if let passphrase {
      try pane.type(passphrase)
      try pane.keys("Enter")
    }
    return pane
  }

  /// Expects a sentence at the door, and that nothing is another byte for it.
  private func expect(_ sentence: String, to passphrase: String?) throws {
    let before = try program.bytes()
    let pane = try sitDown(passphrase)
    #expect(pane.shows(sentence), "\(pane.screen)")
    #expect(!pane.screen.contains("Today"))
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    #expect(try program.bytes() == before)
  }

  @Test func whileAKeyIsMadeTheDoorSaysSo() throws {
    try found(sealed: true)
    let pane = try Pane(
      folder: program.folder, command: ["sh", "-c", "'\(Program.path)' open --linear; sleep 30"])
    #expect(pane.shows("Name"))
    try pane.type("ann")
    try pane.keys("Enter")
    try pane.type("words of ann")
    try pane.keys("Enter")
    #expect(pane.shows("Today, "), "\(pane.screen)")
    #expect(pane.screen.contains("One moment."))
    try pane.keys("1")
    #expect(pane.waits { pane.screen.components(separatedBy: "One moment.").count == 2 })
  }

  @Test func aWrongPassphraseADamagedFileAndANewerVersionAreThreeSentences() throws {
    try found(sealed: true)
    try expect("That did not open it.", to: "words of ben")
    let path = URL(fileURLWithPath: program.folder + "/journal.db")
    let whole = try Data(contentsOf: path)
    var damaged = whole
    for page in 1..<40 { damaged[page * 4096 + 7] ^= 1 }
    try damaged.write(to: path)
    try expect("This file is damaged", to: "words of ann")
    damaged[7] ^= 1
    try damaged.write(to: path)
    try expect("This file is damaged", to: "words of ann")
    try whole.write(to: path)
    let keys = URL(fileURLWithPath: program.folder + "/keys.json")
    let text = try String(contentsOf: keys, encoding: .utf8)
    try text.replacing("\"version\":3", with: "\"version\":4").write(to: keys, atomically: false, encoding: .utf8)
    try expect("A newer Hearken wrote the file of keys. Nothing was touched", to: "words of ann")
  }

  @Test func aRecoveryKeyOpensTheDoorAndAPassphraseIsChanged() throws {
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON"
    let made = try program.run(["init", "--me", "Ann", "--partner", "Ben"])
    let recovery = try #require(made.out.split(separator: "\n").first { $0.hasPrefix("  ") }).dropFirst(2)
    func opens(_ passphrase: String) throws -> Bool {
      let pane = try sitDown(passphrase)
      let isOpen = pane.waits { pane.screen.contains("[1 Today]") || pane.screen.contains("That did not open it.") }
      #expect(isOpen, "\(pane.screen)")
      defer { try? pane.keys("C-q") }
      return pane.screen.contains("[1 Today]")
    }
    #expect(try opens(String(recovery)))
    let pane = try Pane(
      folder: program.folder, command: ["sh", "-c", "'\(Program.path)' passphrase --as ann; sleep 30"])
    #expect(pane.shows("Passphrase of ann:"))
    // All three typed at once: while a key is made of the first, none of the others is shown.
    for line in [String(recovery), "other words", "other words"] {
      try pane.type(line)
      try pane.keys("Enter")
    }
    #expect(pane.shows("Recovery key, shown this once."), "\(pane.screen)")
    #expect(!pane.screen.contains("other words"))
    // The old passphrase and the old key on paper open nothing any more.
    #expect(try !opens("words of ann"))
    #expect(try !opens(String(recovery)))
    #expect(try opens("other words"))
    // Words are seen while they are typed, right after a passphrase that was not.
    let writing = try Pane(
      folder: program.folder, command: ["sh", "-c", "'\(Program.path)' write feeling --as ann; sleep 30"])
    #expect(writing.shows("Passphrase of ann:"))
    try writing.type("other words")
    try writing.keys("Enter")
    #expect(writing.shows("Write, then Ctrl-D"), "\(writing.screen)")
    try writing.type("It rains.")
    #expect(writing.shows("It rains."), "\(writing.screen)")
    #expect(!writing.screen.contains("other words"))
  }

  @Test func aNewerFileIsSaidToBeOne() throws {
    try found(sealed: false)
    try program.forge("journal.db", "PRAGMA user_version = 99")
    try expect("A newer Hearken wrote this journal. It was not touched", to: nil)
  }

  @Test(arguments: [
    "DELETE FROM prose WHERE record = (SELECT id FROM record ORDER BY position DESC LIMIT 1);"
      + "DELETE FROM record WHERE position = (SELECT max(position) FROM record)",
    "INSERT INTO device VALUES ('ff00', 'ann', x'00', 0);"
      + "INSERT INTO record SELECT position + 1, 'forged', 'ff00', 1, at, bytes, hash, signature FROM record"
      + " ORDER BY position DESC LIMIT 1",
  ]) func whatIsNotAsItWasSignedIsToldToWhomItConcerns(statements: String) throws {
    try found(sealed: false)
    let untouched = try sitDown(nil)
    #expect(untouched.shows("[1 Today]"))
    #expect(!untouched.screen.contains("not as it was signed"))
    try untouched.keys("C-q")
    #expect(untouched.waits { untouched.isDead })
    try program.forge("journal.db", statements)
    let pane = try sitDown(nil)
    #expect(pane.shows("Something here is not as it was signed. hearken verify says what"), "\(pane.screen)")
    #expect(try program.run(["verify", "--as", "ann"]).code == 1)
  }

  private func writeInBensPlace(_ words: String) throws -> String {
    let folder = program.folder
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "words of ann")
    let keys = JournalKeys(shared: ann.shared.secret, own: .random())
    for ending in ["", "-wal", "-shm"] { unlink(folder + "/own-ben.db" + ending) }
    do {
      let database = try Database(path: folder + "/journal.db", key: keys.shared)
      let identity = try Journal.freshOwnFile(folder + "/own-ben.db", key: keys.own, of: "ben", in: database)
      try RecordLog(database: database, schema: "main").add(identity, of: "ben")
    }
    return try Journal(folder: folder, person: "ben", keys: keys).writer().write(
      .entry, "feeling", ["text": .string(words), "visibility": .string("shared")],
      at: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    ).id
  }

  @Test func nobodyJoinsInThePlaceOfOneWhoWritesHere() throws {
    try found(sealed: true)
    let kept = try #require(try program.bytes()["own-ben.db"])
    let script = """
      import hashlib, json, sys
      keys = json.load(open(sys.argv[1]))
      del keys["people"]["ben"]
      text = json.dumps(keys["people"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
      keys["check"] = hashlib.blake2b(text.encode(), digest_size=32).hexdigest()
      json.dump(keys, open(sys.argv[1], "w"))
      """
    let done = try Program.run("/usr/bin/env", ["python3", "-c", script, program.folder + "/keys.json"], input: "")
    #expect(done.code == 0, "\(done.complaint)")
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of ann"
    let refused = try program.run(["join", "--as", "ben"])
    #expect(refused.code != 0 && refused.complaint.contains("own pages lie here already"), "\(refused.complaint)")
    #expect(try program.bytes()["own-ben.db"] == kept)
  }

  /// Who has one passphrase and all files can put pages of their own in the other's place, sign in the other's name
  /// with them, and put everything back but the shared file.
  @Test func whatWasWrittenInSomebodysPlaceIsToldToThem() throws {
    try found(sealed: true)
    let kept = try #require(try program.bytes()["own-ben.db"])
    let forged = try writeInBensPlace("It was my fault.")
    for log in ["-wal", "-shm"] { unlink(program.folder + "/own-ben.db" + log) }
    try kept.write(to: URL(fileURLWithPath: program.folder + "/own-ben.db"))
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON"
    let found = try program.run(["verify", "--as", "ben"])
    #expect(found.code == 1)
    #expect(found.complaint.contains("Record \(forged) bears the name of the one who sits here"))
    let pane = try sitDown("words of ben", as: "ben")
    #expect(pane.shows("Something here is not as it was signed."), "\(pane.screen)")
    try pane.keys("C-q")
  }

  @Test func whoWritesToSomebodyAwayOrInSpaceIsToldUntilWhen() throws {
    try found(sealed: false)
    func complaint(of program: Program? = nil) throws -> String {
      try (program ?? self.program).run(["write", "feeling", "--as", "ann"], input: "marigold").complaint
    }
    #expect(try complaint().isEmpty)
    #expect(try program.run(["space", "--until", "1h", "--as", "ben"]).code == 0)
    #expect(try complaint().contains("Ben has asked for space until"))
    let mine = try program.run(["write", "feeling", "--private", "--as", "ann"], input: "marigold").complaint
    #expect(mine.isEmpty, "what stays with its writer reaches nobody")
    #expect(try program.run(["space", "--end", "--as", "ben"]).code == 0)
    #expect(try complaint().isEmpty)

    let gone = Program()
    let time = ISO8601DateFormatter()
    func at(_ hours: Double) -> String { time.string(from: Date(timeIntervalSinceNow: hours * 3600)) }
    let lines = """
      {"rec":"journal","id":"founding","kind":"journal","author":"ann","at":"\(at(-9))","text":"Ours","home_tz":"Asia/Tokyo",\
      "day_starts":"04:00","partners":[{"id":"ann","name":"Ann"},{"id":"ben","name":"Ben"}]}
      {"rec":"action","id":"join","kind":"join","author":"ben","at":"\(at(-8))"}
      {"rec":"action","id":"away","kind":"away","author":"ben","at":"\(at(-7))","from":"\(at(-6))","until":"\(at(40))"}
      """
    let file = gone.folder + ".jsonl"
    defer { unlink(file) }
    try lines.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try gone.run(["import", file, "--new", "--no-passphrase"]).code == 0)
    #expect(try complaint(of: gone).contains("Ben is away until"))
  }

  @Test func aNameInAnErrorCannotSpeakToTheTerminal() throws {
    let name = "B\u{202E}en\u{2066}x"
    #expect(try program.run(["init", "--me", "Ann", "--partner", name, "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "benx"]).code == 0)
    #expect(try program.run(["space", "--until", "1h", "--as", "benx"]).code == 0)
    let told = try program.run(["write", "feeling", "--as", "ann"], input: "marigold").complaint
    try program.forge("journal.db", "DELETE FROM device WHERE person = 'benx'")
    let found = try program.run(["verify", "--as", "ann"]).complaint
    let closed = try program.run(["list", "--as", name + "\u{1B}[2J\u{9B}31m"]).complaint
    #expect(told.contains("B\u{FFFD}en\u{FFFD}x has asked for space"))
    for complaint in [told, found, closed] {
      #expect(!complaint.isEmpty)
      #expect(!complaint.unicodeScalars.contains { [0x1B, 0x9B, 0x202E, 0x2066].contains($0.value) })
    }
  }

  @Test(arguments: ["C-c", "C-\\"]) func leavingThePromptForAPassphraseLeavesATerminalThatEchoes(key: String) throws {
    try found(sealed: true)
    let pane = try Pane(
      folder: program.folder,
      command: ["sh", "-c", "trap : INT QUIT; \(Program.path) list --as ann; echo ended $?; stty -a; cat"])
    #expect(pane.shows("Passphrase of ann"))
    try pane.type("half a passphr")
    try pane.keys(key)
    #expect(pane.shows("ended 1"))
    #expect(pane.waits { pane.screen.contains(/\secho\s/) }, "\(pane.screen)")
    #expect(!pane.screen.contains("passphr\n") && !pane.screen.contains("half"))
  }
}
