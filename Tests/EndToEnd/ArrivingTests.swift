import Foundation
import Testing

/// The first minutes with a journal, and the last one: people who think again while they come, and one who goes.
@Suite struct ArrivingTests {
  private let program = Program()
  private let passphrase = "blue door"

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: program.folder)) ?? [] }

  /// Types everything up to the passphrase that is typed once more.
  private func beginFounding() throws -> Pane {
    let pane = try Pane(folder: program.folder)
    #expect(pane.shows("no journal"))
    try pane.keys("Enter")
    #expect(pane.shows("Before you begin"))
    try pane.keys("Enter", "Enter")
    for words in ["Ann", "Ben", passphrase] {
      try pane.type(words)
      try pane.keys("Enter")
    }
    try pane.type(passphrase)
    return pane
  }

  /// The passphrase of the one who came first is asked for, and one's own twice.
  private func beginJoining() throws -> Pane {
    let pane = try Pane(folder: program.folder)
    try pane.giveName("ben")
    try pane.keys("Enter")
    #expect(pane.shows("Before you begin"))
    try pane.keys("Enter", "Enter")
    for words in [passphrase, "mine"] {
      try pane.type(words)
      try pane.keys("Enter")
    }
    try pane.type("mine")
    return pane
  }

  @Test(arguments: [0, 30_000, 100_000]) func whoLeavesWhileKeysAreMadeHasFoundedNothing(after pause: UInt32) throws {
    let pane = try beginFounding()
    try pane.keys("Enter")
    usleep(pause)
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    // Late keys may have found a journal that stood already; what stands is whole.
    if !names.contains("journal.db") {
      let again = try beginFounding()
      try again.keys("Enter")
      #expect(again.shows("Your recovery key"), "\(again.screen)")
      try again.keys("C-q")
      #expect(again.waits { again.isDead })
    }
    let back = try Pane(folder: program.folder)
    try back.giveName("ann")
    try back.type(passphrase)
    try back.keys("Enter")
    #expect(back.shows("[1 Today]"), "\(back.screen)")
    #expect(!names.contains { $0.hasPrefix("draft-") || $0 == "arriving" })
  }

  @Test func whoStopsWhileKeysAreMadeIsWhereTheyWere() throws {
    var pane = try beginFounding()
    try pane.keys("Enter")
    #expect(pane.shows("One moment."))
    try pane.keys("Escape")
    #expect(pane.shows("Stopped. Everything is as it was."), "\(pane.screen)")
    #expect(!names.contains("journal.db") && !names.contains("keys.json"))
    try pane.keys("Enter")
    #expect(pane.shows("Your recovery key"))
    try pane.keys("C-q")

    let keys = try program.bytes()["keys.json"]
    pane = try beginJoining()
    try pane.keys("Enter")
    #expect(pane.shows("One moment."))
    try pane.keys("Escape")
    #expect(pane.shows("Stopped. Everything is as it was."), "\(pane.screen)")
    #expect(try program.bytes()["keys.json"] == keys)
    for words in [passphrase, "mine", "mine"] {
      try pane.type(words)
      try pane.keys("Enter")
    }
    #expect(pane.shows("Your recovery key"), "\(pane.screen)")
  }

  /// Slow readers take 150 words a minute, and a second and a half for a key that they look for.
  @Test func leavingForGoodTakesLessThanAMinuteAndNobodyElse() throws {
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo \(passphrase) of $HEARKEN_PERSON"
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"]).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
    #expect(try program.run(["ask", "--as", "ann"], input: "the marigold").code == 0)
    #expect(try program.run(["ask", "--as", "ben"], input: "the window").code == 0)
    let pane = try Pane(folder: program.folder)
    try pane.giveName("ann")
    try pane.type("\(passphrase) of ann")
    try pane.keys("Enter")
    #expect(pane.shows("[1 Today]"))
    var seconds = 0.0
    func press(_ key: String) throws {
      try pane.keys(key)
      seconds += 1.5
    }
    func read(from words: String) throws {
      let start = try #require(pane.screen.range(of: words)).lowerBound
      seconds += Double(pane.screen[start...].split { !$0.isLetter }.count) * 60 / 150
    }
    try press("5")
    #expect(pane.shows("[5 Own]"))
    try press("G")
    try press("Enter")
    #expect(pane.shows("Ann no longer writes here."), "\(pane.screen)")
    try read(from: "Ben will see")
    try press("Enter")
    #expect(pane.shows("You share nothing from now on."), "\(pane.screen)")
    #expect(seconds < 60, "\(seconds)")
    // A copy of everything that one could read stays, and one goes on alone.
    #expect(try program.run(["list", "--as", "ann"]).out.contains("the window"))
    try pane.keys("1", "w")
    #expect(pane.shows("^S"))
    try pane.type("for myself")
    try pane.keys("C-s")
    #expect(pane.shows("takes it back for ten seconds"), "\(pane.screen)")
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    #expect(try program.run(["list", "--as", "ben"]).out.contains("the marigold"), "what was shared stays")
    #expect(!(try program.run(["list", "--as", "ben"]).out.contains("for myself")))
  }
}
