import JournalCore
import Testing

@testable import JournalTUI

/// Two take turns: one speaks, the other says it back, and after "yes, that" the other speaks; key by key, for both.
@Suite struct TurnTests {
  /// Mira has written about the hurt that she carries and that names Jon; both look at the turns of that talk.
  private func couple() throws -> (mira: Stage, jon: Stage) {
    let mira = try Stage.couple()
    try mira.tellOfTheNightBus().write(
      .entry, "feeling",
      [
        "text": .string("It went without me."), "visibility": .string("shared"), "hurt": .string("bus"),
        "feelings": .array([.string("unseen")]),
      ], at: mira.now, id: "went")
    mira.wait(seconds: 1)
    let jon = try Stage.other(mira)
    for stage in [mira, jon] { stage.press("2", "<Enter>", "c", "n") }
    return (mira, jon)
  }

  /// Types into what is open, sends it, and both see it.
  private func send(_ words: String, _ writer: Stage, _ reader: Stage) {
    writer.press(words, "^S").wait(seconds: 11)
    reader.wait(seconds: 12)
  }

  @Test func whatIsSaidBackIsConfirmedAndThenTheOtherSpeaks() throws {
    let (mira, jon) = try couple()
    for stage in [mira, jon] {
      #expect(stage.rows[0].hasPrefix(" Taking turns") && stage.rows[0].hasSuffix("the night bus"))
      #expect(stage.rows[2] == "  Next: Jon says it back.")
      #expect(stage.picture.contains("› Mira speaks, Mon 4 May, 20:00  unseen"), "\(stage.picture)")
      #expect(stage.picture.contains(Words.nothingSaidBack))
    }
    #expect(jon.footer.contains("r say it back") && !mira.footer.contains("say it back"))
    jon.press("r")
    #expect(jon.rows[0].hasPrefix(" Answer Mira") && jon.footer.contains("^S send to Mira"))
    send("You stood there, and nobody came.", jon, mira)
    for stage in [mira, jon] {
      #expect(stage.rows[2] == "  Next: Mira says whether that was it.")
      #expect(stage.picture.contains("  Jon says back, Mon 4 May, 20:00"), "\(stage.picture)")
    }
    #expect(mira.footer.contains("m was that it") && !jon.footer.contains("was that it"))
    mira.press("m")
    #expect(mira.still == " Was that it?  y yes, that  n not yet  0 no mark")
    mira.press("y")
    #expect(mira.still == " Yes, that. u takes it back.")
    jon.wait(seconds: 1)
    for stage in [mira, jon] {
      #expect(stage.rows[2] == "  Next: Jon speaks.")
      #expect(stage.rows.contains { $0.hasPrefix("  Jon says back") && $0.hasSuffix("yes, that") })
    }
    #expect(jon.footer.hasPrefix(" w speak"))
    jon.press("w")
    #expect(jon.rows[0].hasPrefix(" Your turn to speak") && jon.footer.contains("^S share with Mira"))
    send("I was afraid to come.", jon, mira)
    for stage in [mira, jon] {
      #expect(stage.rows[2] == "  Next: Mira says it back.")
      #expect(stage.rows[4].hasPrefix("  Mira  It went without me.") && stage.rows[4].hasSuffix("4 May"))
      #expect(stage.rows.contains { $0.hasPrefix("› Jon speaks, ") }, "\(stage.picture)")
    }
    let spoken = try #require(try mira.reader("mira").latestEntry(by: "jon"))
    #expect(spoken.kind == .feeling && spoken.replyTo == "went" && spoken.hurt == "bus" && !spoken.isPrivate)
    // It answers nothing, waits for nothing, and is no coming up of the hurt.
    #expect(try mira.reader("mira").waiting().isEmpty)
    #expect(try mira.reader("mira").hurt("bus")?.days.count == 1)
    // And on, the other way round.
    mira.press("r")
    send("You were afraid.", mira, jon)
    jon.press("m", "y")
    mira.wait(seconds: 1)
    #expect(mira.rows[2] == "  Next: Mira speaks.")
    mira.press("w")
    send("Come next time.", mira, jon)
    #expect(jon.rows[2] == "  Next: Jon says it back.")
    // A turn before is opened by Enter; Esc comes back.
    jon.press("k", "k", "<Enter>")
    #expect(jon.rows[0].hasPrefix(" It went without me."), "\(jon.picture)")
    jon.press("<Esc>")
    #expect(jon.rows[2] == "  Next: Jon says it back.")
  }

  @Test func beforeYesThatTheOtherDoesNotSpeak() throws {
    let (mira, jon) = try couple()
    let waits = " Jon's turn to speak comes when Mira has said \"yes, that\"."
    func expectWaiting() {
      for stage in [mira, jon] {
        stage.press("w")
        #expect(stage.still == waits && stage.rows[0].hasPrefix(" Taking turns"), "\(stage.picture)")
      }
    }
    expectWaiting()
    jon.press("r")
    send("It was late.", jon, mira)
    expectWaiting()
    // Who says it back does not say that this was it.
    jon.press("m")
    #expect(jon.still == " Next: Mira says whether that was it.")
    mira.press("m", "n")
    #expect(mira.rows[2] == "  Next: Jon says it back in other words." && mira.picture.contains("not yet"))
    jon.wait(seconds: 1)
    expectWaiting()
    jon.press("r")
    send("You were not seen.", jon, mira)
    mira.press("m", "y")
    jon.wait(seconds: 1)
    // Taken back, it is as before; where he has begun to speak meanwhile, nothing is lost.
    mira.press("u")
    jon.wait(seconds: 1)
    expectWaiting()
    mira.press("m", "y")
    mira.press("w")
    #expect(mira.still == " Next: Jon speaks.")
    jon.wait(seconds: 1)
    jon.press("w", "I", "^S", "w")
    #expect(jon.still == " " + Words.takesBack, "it is on its way")
    jon.press("u")
    #expect(jon.rows[0].hasPrefix(" Your turn to speak") && jon.picture.contains("I"))
  }

  @Test func whatIsSaidBackShowsWhileItIsOnItsWay() throws {
    let (mira, jon) = try couple()
    jon.press("r", "You stood there.", "^S")
    #expect(jon.rows[2] == "  Next: Mira says whether that was it.")
    #expect(jon.rows.contains { $0.hasPrefix("  Jon says back, ") && $0.hasSuffix("on its way") }, "\(jon.picture)")
    #expect(jon.picture.contains("You stood there.") && !jon.picture.contains(Words.nothingSaidBack))
    #expect(jon.model.spoken.screen.items.last?.hasSuffix("on its way: You stood there.") ?? false)
    #expect(jon.footer.hasPrefix(" Enter the whole talk"), "\(jon.footer)")
    for key in ["r", "t"] {
      jon.press(key)
      #expect(jon.still == " " + Words.takesBack && jon.rows[0].hasPrefix(" Taking turns"), "\(key)")
    }
    // It has no talk of its own yet.
    jon.press("G", "<Enter>")
    #expect(jon.rows[0].hasPrefix(" It went without me."), "\(jon.picture)")
    jon.press("<Esc>").wait(seconds: 11)
    #expect(jon.picture.contains("You stood there.") && !jon.picture.contains("on its way"))
    // Taken back, nothing was said.
    mira.wait(seconds: 11)
    mira.press("m", "n")
    jon.wait(seconds: 1)
    jon.press("r", "Nobody came.", "^S")
    #expect(jon.picture.contains("Nobody came.") && !jon.picture.contains("not yet"))
    jon.press("u", "<Esc>", "<Esc>")
    #expect(jon.picture.contains("You stood there.") && jon.footer.contains("r say it back"), "\(jon.picture)")
  }

  @Test func whatOneKeepsForOneselfHasNoTurns() throws {
    let mira = try Stage.couple()
    mira.press("w", "For me alone.", "^S").wait(seconds: 11)
    mira.press("2", "<Enter>", "c")
    #expect(mira.rows[0].hasPrefix(" Something else") && !mira.picture.contains(Words.takeTurns.words))
    mira.press("<Esc>", "<Esc>", "c")
    #expect(!mira.picture.contains(Words.takeTurns.words))
  }

  @Test func onceOneHasLeftNobodysTurnItIs() throws {
    let (mira, jon) = try couple()
    mira.press("5", "G", "<Enter>", "<Enter>")
    jon.wait(seconds: 1)
    #expect(jon.rows[2] == "  Mira no longer writes here. Your pages are yours.")
    #expect(!jon.picture.contains("Next:") && !jon.footer.contains("say it back"))
    jon.press("w")
    #expect(jon.still == " Mira no longer writes here. Your pages are yours.")
  }

  @Test func fewSignsAndLittleRoomSuffice() throws {
    let (mira, jon) = try couple()
    jon.press("r")
    send("You were not seen.", jon, mira)
    mira.resize(40, 12)
    #expect(
      mira.picture == """
         Taking turns             the night bus
        ────────────────────────────────────────
          Next: Mira says whether that was it.
        › Mira speaks, Mon 4 May  unseen
        │ It went without me.

          Jon says back, Mon 4 May
        ┊ You were not seen.


         Something new from Jon.
         m was that it                 ^Q leave
        """)
    let ascii = try Stage(folder: mira.folder, person: "jon", now: mira.now, glyphs: .ascii)
    ascii.press("2", "<Enter>", "c", "n")
    #expect(ascii.picture.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(ascii.rows.contains("> Mira speaks, Mon 4 May, 20:00  unseen"), "\(ascii.picture)")
  }
}
