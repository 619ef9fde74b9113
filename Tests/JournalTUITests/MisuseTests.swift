import Foundation
import Fuzzing
import JournalCore
import Testing

@testable import JournalTUI

/// The ways in which a journal for two can be turned against one of them, and what it does then: one test for each row
/// of the list of misuse, through the door that people use.
@Suite struct MisuseTests {
  private func send(_ stage: Stage, _ keys: String...) {
    for key in keys { stage.press(key) }
    stage.press("^S")
    stage.wait(seconds: 11)
  }

  /// Two at their screens, with a hurt that Mira told and that names Jon.
  private func couple() throws -> (mira: Stage, jon: Stage) {
    let mira = try Stage.couple()
    try mira.tellOfTheNightBus()
    return (mira, try Stage.other(mira))
  }

  private func write(_ person: String, _ words: String, in stage: Stage, isPrivate: Bool = false) throws {
    try Journal(folder: stage.folder, person: person).writer().write(
      .entry, "feeling", ["text": .string(words), "visibility": .string(isPrivate ? "private" : "shared")],
      at: stage.now)
  }

  private func bytes(_ folder: String) -> [String: Data] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasSuffix("-shm") }
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0)!) })
  }

  private func sources() throws -> [(name: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path + "/Sources")
    return try names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }.map {
      ($0, try String(contentsOfFile: root.path + "/Sources/" + $0, encoding: .utf8))
    }
  }

  // MARK: - Row by row

  @Test func readingTheOthersPrivatePages() throws {
    let mira = try Stage.couple()
    try write("jon", "marigold on the sill", in: mira, isPrivate: true)
    for way in [["1"], ["2"], ["3"], ["5"], ["o"], ["v"], ["2", "/", "marigold"]] {
      for step in way { mira.press(step) }
      #expect(!mira.picture.contains("on the sill"), "\(way)")
      mira.press("<Esc>", "<Esc>")
    }
    let mine = try Journal(folder: mira.folder, person: "mira")
    #expect(try !mine.export(at: mira.now).lines.map(\.text).joined().contains("marigold"))
    #expect(
      bytes(mira.folder).filter { $0.value.range(of: Data("marigold".utf8)) != nil }.allSatisfy {
        $0.key.hasPrefix("own-jon")
      })
  }

  @Test func inferringPrivateActivity() throws {
    let (mira, jon) = try couple()
    mira.press("1")
    mira.wait(seconds: 1)
    let (before, files) = (mira.picture, bytes(mira.folder))
    send(jon, "w", "marigold", "<Tab>", "<Tab>", "<Tab>", "<Tab>")
    try write("jon", "and more", in: jon, isPrivate: true)
    mira.wait(seconds: 12)
    #expect(try jon.reader("jon").latestEntry(by: "jon")?.isPrivate == true)
    #expect(mira.picture == before)
    let after = bytes(mira.folder)
    for name in files.keys where !name.hasPrefix("own-jon") { #expect(after[name] == files[name], "\(name)") }
  }

  @Test func forcedConfessionOrForcedLogin() throws {
    let (mira, jon) = try couple()
    // Nothing is asked of the one who is named, and nothing waits for it.
    #expect(!jon.picture.contains(Words.nothingOwned))
    jon.press("o")
    #expect(!jon.picture.contains("night bus"))
    // A journal without passphrases says so before it is founded; one with them changes one's own without a notice.
    let sealed = try Stage()
    sealed.isOwner = true
    sealed.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>")
    sealed.press("blue door", "<Enter>", "blue door", "<Enter>", "<Enter>")
    let shared = bytes(sealed.folder)["journal.db"]
    let keys = try Journal.unlock(sealed.folder, person: "ann", passphrase: "blue door")
    _ = try Journal.changePassphrase(sealed.folder, person: "ann", keys: keys, to: "other door")
    #expect(throws: KeyProblem.wrongPassphrase) {
      try Journal.unlock(sealed.folder, person: "ann", passphrase: "blue door")
    }
    #expect(bytes(sealed.folder)["journal.db"] == shared)
    #expect(mira.picture.contains("Today"))
  }

  @Test func surveillanceDressedAsTransparency() throws {
    let reach = [
      "socket(", "connect(", "getaddrinfo", "URLSession", "CoreLocation", "import Foundation", "NetworkExtension",
      "gethostby", "getpwnam",
    ]
    let sources = try sources()
    #expect(sources.count > 100)
    for (name, text) in sources {
      for word in reach { #expect(!text.contains(word), "\(name): \(word)") }
    }
    // An agreement about openness needs its day, and its giver ends it alone.
    let (mira, jon) = try couple()
    let writer = try Journal(folder: jon.folder, person: "jon").writer()
    var fields: [String: JSON] = [
      "text": .string("my calendar is open"), "scope": .string("the calendar"), "visibility": .string("shared"),
    ]
    #expect(throws: Refusal.self) { try writer.write(.entry, "boundary", fields, at: jon.now) }
    fields["due"] = .string("2026-06-01T20:00:00+02:00")
    let given = try writer.write(.entry, "boundary", fields, at: jon.now).id
    let hers = try Journal(folder: mira.folder, person: "mira").writer()
    #expect(throws: Refusal.self) {
      try hers.write(.action, "boundary_ended", ["target": .string(given)], at: mira.now)
    }
    try writer.write(.action, "boundary_ended", ["target": .string(given)], at: jon.now)
    #expect(try mira.reader("mira").boundaries().first?.state == .ended)
  }

  @Test func entriesAsWeapons() throws {
    let (mira, jon) = try couple()
    try write("jon", "his words", in: jon)
    try write("mira", "her words", in: mira)
    let journal = try Journal(folder: mira.folder, person: "mira")
    func exported() throws -> String { try journal.export(at: mira.now).lines.map(\.text).joined() }
    #expect(try exported().contains("her words") && !exported().contains("his words"))
    try journal.writer().write(.action, "export_consent", [:], at: mira.now)
    #expect(try !exported().contains("his words"))
    try Journal(folder: jon.folder, person: "jon").writer().write(.action, "export_consent", [:], at: jon.now)
    mira.press("4")
    #expect(!mira.picture.contains(Words.exports), "of one's own words nobody is told")
    #expect(try exported().contains("his words"))
    for stage in [mira, jon] {
      stage.press("4")
      stage.wait(seconds: 1)
      #expect(stage.picture.contains(Words.exported("Mira")), "each export is listed for both")
      #expect("\(stage.model.spoken)".contains(Words.exported("Mira")))
    }
  }

  @Test func erasingHistory() throws {
    let (mira, jon) = try couple()
    try write("jon", "I was there.", in: jon)
    mira.wait(seconds: 2)
    mira.press("1", "g")
    let (items, before) = (mira.picture, try mira.reader("mira").latestEntry(by: "jon"))
    #expect(items.contains("I was there."))
    for key in ["e", "x"] {
      mira.press(key, "never was", "^S", "<Enter>")
      mira.wait(seconds: 11)
      mira.press("<Esc>", "<Esc>", "<Esc>", "1", "g")
    }
    #expect(try mira.reader("mira").entry(before!.id) == before)
    // One's own older words stay readable, what is taken back leaves a line, and the log is whole.
    send(jon, "1", "g", "e", "^U", "I was not there.")
    let entry = try #require(try mira.reader("mira").entry(before!.id))
    #expect(try mira.reader("mira").versions(of: entry).first?.text == "I was there.")
    #expect(try Journal(folder: mira.folder, person: "mira").verify().isEmpty)
  }

  @Test func pressureToAnswer() throws {
    let (mira, jon) = try couple()
    send(mira, "a", "Where were you?", "<Tab>", "<Tab>", "<Right>")
    jon.wait(seconds: 2)
    let quiet = bytes(jon.folder)
    for way in [
      ["1", "<Enter>"], ["2", "<Enter>"], ["3", "<Enter>"], ["o", "<Enter>"], ["v"], ["2", "/", "where"],
    ] {
      for step in way { jon.press(step) }
      jon.wait(seconds: 3)
      jon.press("<Esc>", "<Esc>", "<Esc>")
    }
    // Reading wrote nothing, in nobody's file.
    #expect(bytes(jon.folder) == quiet)
    let waits = try mira.reader("mira").waiting()
    #expect(waits.allSatisfy { $0.state == .open }, "a day passes before anything counts as unanswered")
  }

  @Test func aFalseOrForcedFrame() throws {
    let (mira, jon) = try couple()
    for stage in [mira, jon] { stage.press("3", "<Enter>") }
    #expect(jon.picture.contains("as told by Mira") && mira.picture.contains("as told by Mira"))
    // One line for the one who is named, nobody else's, and it can be put away.
    #expect(jon.picture.contains(Words.nothingOwned) && !mira.picture.contains(Words.nothingOwned))
    jon.press("x")
    #expect(!jon.picture.contains(Words.nothingOwned))
    let writer = try Journal(folder: jon.folder, person: "jon").writer()
    let hurt = try #require(try jon.reader("jon").hurts().first).id
    for words in ["I remember a tram.", "I remember a tram, and rain."] {
      try writer.write(
        .action, "told_differently", ["hurt": .string(hurt), "text": .string(words)], at: jon.now)
    }
    mira.wait(seconds: 2)
    #expect(mira.picture.contains("I remember a tram, and rain."))
  }

  @Test func floodingByVolume() throws {
    let (mira, jon) = try couple()
    mira.press("1")
    for number in 0..<60 {
      try write("jon", "entry \(number)", in: jon)
      if number % 20 == 0 { mira.wait(seconds: 1) }
    }
    mira.wait(seconds: 1)
    // One line without a number, and the newest in sight.
    #expect(mira.rows.filter { $0.contains(Words.somethingNew("Jon")) }.count == 1)
    #expect(!mira.picture.contains("60"))
    #expect(mira.picture.contains("entry 59"))
    mira.press("w", "mine", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Right>", "^S")
    mira.wait(seconds: 11)
    // Sixty in an hour, about a hurt and about nothing named, are one line.
    let hurt = try #require(try jon.reader("jon").hurts().first).id
    for number in 0..<60 {
      mira.wait(seconds: 60)
      try Journal(folder: jon.folder, person: "jon").writer().write(
        .entry, "feeling",
        [
          "text": .string("more \(number)"), "visibility": .string("shared"),
          "hurt": number % 3 == 0 ? .null : .string(hurt),
        ], at: mira.now)
    }
    mira.wait(seconds: 1)
    #expect(mira.rows.filter { $0.contains(Words.newForYou) }.count == 1)
    #expect(mira.picture.contains("Jon: the night bus · other things"))
    #expect(!mira.picture.contains("60"))
  }

  @Test func whatComesOnceADay() throws {
    let (mira, jon) = try couple()
    try write("jon", "there before", in: jon)
    mira.wait(seconds: 1)
    mira.press("5", "g")
    func isFocused() -> Bool { mira.rows.contains { $0.hasPrefix("›") && $0.contains(Words.comesDaily("Jon")) } }
    for _ in 0..<30 where !isFocused() { mira.press("j") }
    #expect(isFocused())
    let others = bytes(mira.folder).filter { !$0.key.hasPrefix("own-mira") }
    mira.press("<Enter>", "21", "<Enter>")
    #expect(mira.picture.contains(Words.atHour(21)))
    #expect(bytes(mira.folder).filter { !$0.key.hasPrefix("own-mira") } == others, "the other is not told")
    mira.press("1")
    jon.wait(seconds: 30)
    try write("jon", "one of these", in: jon)
    mira.wait(seconds: 60)
    try Journal(folder: jon.folder, person: "jon").writer().write(
      .entry, "question", ["text": .string("And these?"), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 60)
    #expect(mira.picture.contains("there before"))
    #expect(!mira.picture.contains("these") && !mira.picture.contains(Words.somethingNew("Jon")))
    mira.press("o")
    #expect(!mira.picture.contains("these"))
    mira.press("1")
    mira.wait(seconds: 3600)
    #expect(mira.picture.contains("one of these") && mira.picture.contains("And these?"))
  }

  @Test func whatIsSentDoesNotTellWhenItsWriterSatThere() throws {
    let (mira, _) = try couple()
    mira.lingers = true
    var delays: Set<Int> = []
    for number in 0..<8 {
      // The first is for oneself alone, and comes after its ten seconds; then each is shared, as the one before.
      let toShared = number == 1 ? ["<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Right>"] : []
      for key in ["w", "words \(number)"] + toShared + ["^S"] { mira.press(key) }
      var waited = 0
      while try mira.reader("mira").latestEntry(by: "mira")?.text != "words \(number)", waited < 100 {
        mira.wait(seconds: 1)
        waited += 1
      }
      #expect(number == 0 ? waited == 10 : (10...71).contains(waited))
      if number > 0 { delays.insert(waited) }
    }
    #expect(try mira.reader("mira").latestEntry(by: "mira")?.isPrivate == false)
    #expect(delays.count > 1, "by chance")
    // Leaving without haste sends at once.
    mira.press("w", "and more", "^S", "q")
    #expect(try mira.hasLeft && mira.reader("mira").latestEntry(by: "mira")?.text == "and more")
  }

  @Test func spaceBroken() throws {
    let (mira, jon) = try couple()
    try write("jon", "before that", in: jon)
    mira.press("1", "s", "21", "<Enter>")
    #expect(mira.picture.contains("Your space runs until"))
    jon.wait(seconds: 2)
    jon.press("w", "first")
    #expect(jon.picture.contains("Mira has asked for space until"), "the composer shows the return time")
    #expect("\(jon.model.spoken)".contains("Mira has asked for space until"))
    jon.press("<Esc>", "<Esc>")
    for words in ["one of them", "another of them"] {
      try write("jon", words, in: jon)
      jon.wait(seconds: 1)
    }
    try Journal(folder: jon.folder, person: "jon").writer().write(
      .entry, "question", ["text": .string("Where are you?"), "visibility": .string("shared")], at: jon.now)
    mira.wait(seconds: 5)
    #expect(mira.picture.contains("before that"))
    #expect(!mira.picture.contains("of them") && !mira.picture.contains("Where are you?"))
    #expect(!mira.picture.contains(Words.somethingNew("Jon")))
    #expect(mira.picture.contains(Words.folded("Jon")))
    mira.press("2")
    #expect(mira.picture.contains("one of them"), "nothing is kept from who looks for it")
    mira.press("o")
    #expect(!mira.picture.contains("Where are you?"))
    // What she said beforehand is urgent comes at once, and she ends that alone.
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    let agreed = try writer.write(
      .entry, "boundary",
      ["text": .string("the children"), "urgent": .bool(true), "visibility": .string("shared")], at: mira.now
    ).id
    jon.wait(seconds: 1)
    jon.press("1", "w", "Ida has a fever", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Right>")
    #expect(jon.picture.contains(Words.urgent) && jon.picture.contains("the children"))
    jon.press("^S")
    jon.wait(seconds: 11)
    mira.press("1")
    mira.wait(seconds: 1)
    #expect(mira.picture.contains("Ida has a fever"))
    #expect(!mira.picture.contains("of them") && mira.picture.contains(Words.somethingNew("Jon")))
    try writer.write(.action, "boundary_ended", ["target": .string(agreed)], at: mira.now)
    mira.resize(80, 50)
    mira.wait(seconds: 3600)
    let picture = mira.picture
    #expect(!picture.contains(Words.folded("Jon")) && picture.contains("Where are you?"))
    let order = ["one of them", "another of them"].map { words in mira.rows.firstIndex { $0.contains(words) } }
    #expect(try #require(order[0]) < #require(order[1]), "in the order of writing")
  }

  @Test func spaceUsedAsPunishment() throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    let tooLong = Moment(instant: mira.now.adding(milliseconds: 15 * 86_400_000), offsetMinutes: 0).description
    for fields in [[:], ["until": JSON.null], ["until": .string(tooLong)]] as [[String: JSON]] {
      #expect(throws: Refusal.self) { try writer.write(.action, "space", fields, at: mira.now) }
    }
    mira.press("s", "<Enter>")
    #expect(try mira.reader("mira").presence(of: "mira").spaceUntil == nil)
    mira.press("<Esc>", "s", "21", "<Enter>", "s")
    #expect(mira.still.contains(Words.spaceEnded))
    let jon = try Stage.other(mira)
    #expect(!jon.picture.contains("space"))
  }

  @Test func feedingBrooding() throws {
    let (mira, _) = try couple()
    let offered = try #require(try mira.reader("mira").prompt())
    let journal = try Journal(folder: mira.folder, person: "mira")
    try journal.notePrompt(at: mira.now)
    #expect(try mira.reader("mira").prompt() == nil, "one a day")
    // After heavy days no question digs.
    for day in 0..<3 {
      try journal.writer().write(
        .entry, "feeling", ["text": .string("x"), "intensity": .int(9), "visibility": .string("private")],
        at: mira.now.adding(milliseconds: Int64(day) * 86_400_000))
    }
    let later = journal.reader(.person("mira"), at: mira.now.adding(milliseconds: 2 * 86_400_000 + 60_000))
    let care = try #require(try later.prompt())
    #expect(Prompt.care.contains(care.id) && !Prompt.care.contains(offered.id))
  }

  @Test func someoneWalksIn() throws {
    let (mira, _) = try couple()
    let ways: [[String]] = [
      ["1"], ["2"], ["3", "<Enter>"], ["v"], ["?"], [":"], ["s"], ["2", "/", "x"], ["2", "d"], ["w", "half a sent"],
      ["a", "half", "<Esc>"], ["9"], ["c"],
    ]
    for way in ways {
      let there = mira.model
      for step in way { mira.press(step) }
      #expect(mira.footer.contains("^Q"), "\(way)")
      mira.press("^Q")
      #expect(mira.hasLeft, "\(way)")
      mira.go(back: there)
    }
    #expect(
      try Drafts(of: Journal(folder: mira.folder, person: "mira")).all().contains {
        $0.state.text.contains("half a sent")
      })
  }

  @Test func traces() throws {
    let stage = try Stage()
    stage.isOwner = true
    stage.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>")
    stage.press("blue door", "<Enter>", "blue door", "<Enter>", "<Enter>")
    stage.press("w", "marigold on the sill")
    stage.wait(seconds: 2)
    stage.press("^S")
    stage.wait(seconds: 11)
    stage.press("a", "where is the marigold")
    stage.wait(seconds: 2)
    for (name, data) in bytes(stage.folder) {
      for word in ["marigold", "blue door"] { #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(name)") }
    }
    // Nothing takes somebody's words from an argument or an environment, and nothing names a log.
    for (name, text) in try sources() { #expect(!text.contains("syslog") && !text.contains("NSLog"), "\(name)") }
  }

  @Test func oneLeaves() throws {
    let (mira, jon) = try couple()
    try write("mira", "before", in: mira)
    try Journal(folder: mira.folder, person: "mira").writer().write(.action, "leave", [:], at: mira.now)
    jon.wait(seconds: 2)
    #expect(jon.picture.contains("Mira no longer writes here."))
    #expect(jon.picture.contains("before"), "what was shared stays")
    for person in ["mira", "jon"] {
      #expect(throws: Refusal.self, "\(person)") { try write(person, "after", in: jon) }
      try write(person, "for me", in: jon, isPrivate: true)
    }
  }
}
