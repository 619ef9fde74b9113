import Foundation
import JournalCore
import Testing

@testable import JournalTUI

/// What two people have and do together, key by key.
@Suite struct OursJourneyTests {
  /// Writes with an editor key, sends, and lets the ten seconds pass.
  private func write(_ stage: Stage, _ keys: String..., words: String) {
    for key in keys { stage.press(key) }
    stage.press(words, "^S")
    stage.wait(seconds: 11)
  }

  @Test func bothSayHowAPromiseWentAndItBecomesABrick() throws {
    let mira = try Stage.couple()
    write(mira, "y", words: "You are here.")
    mira.press("p", "I call at nine.", "<Tab>", "tomorrow 9", "^S")
    mira.wait(seconds: 11)
    mira.press("4")
    #expect(mira.picture.contains("I call at nine."))
    #expect(!mira.picture.contains(Glyphs.unicode.brick))
    mira.press("m")
    #expect(mira.still.contains("kept"))
    mira.press("m")
    #expect(mira.still.contains("You said \"missed\". The other says it for themselves."))
    #expect(mira.picture.contains("\"missed\", said by one of you"))
    let jon = try Stage.other(mira)
    jon.press("4", "m", "k")
    #expect(jon.picture.contains("you saw this differently"))
    #expect(jon.picture.contains(Glyphs.unicode.brick))
    let row = try #require(try jon.reader("jon").promises().first)
    #expect(row.said == ["mira": "missed", "jon": "kept"])
  }

  @Test func aGoalIsAnsweredInOtherWordsAndABoundaryIsCrossedAndEnded() throws {
    let mira = try Stage.couple()
    write(mira, "y", words: "You are here.")
    write(mira, "c", "g", words: "One week by the sea.")
    write(mira, "c", "b", words: "No talk after ten.")
    let jon = try Stage.other(mira)
    jon.press("4", "G", "m", "w", "Three days by the sea.", "^S")
    jon.wait(seconds: 11)
    #expect(try jon.reader("jon").goals().map(\.text) == ["Three days by the sea."])
    jon.press("g", "j", "m", "c", "I called at midnight.", "^S")
    jon.wait(seconds: 11)
    #expect(try jon.reader("jon").boundaries().first?.crossings.map(\.text) == ["I called at midnight."])
    mira.press("4", "j", "j", "m", "e")
    #expect(mira.still.contains(Words.boundaryEnded))
    #expect(!mira.picture.contains("No talk after ten."))
    #expect(try mira.reader("mira").boundaries().map(\.state) == [.ended])
  }

  @Test func spaceHasItsEndAndTheOtherReadsUntilWhen() throws {
    let mira = try Stage.couple()
    mira.press("s", "5", "<Enter>")
    #expect(mira.still.contains("Space until tomorrow") || mira.still.contains("Space until Tue"))
    #expect(mira.picture.contains("Your space runs until"))
    let jon = try Stage.other(mira)
    #expect(jon.picture.contains("Mira has asked for space until"))
    mira.press("s")
    #expect(mira.still.contains(Words.spaceEnded))
    jon.wait(seconds: 2)
    #expect(!jon.picture.contains("has asked for space"))
    mira.press("s", "20:10", "<Enter>")
    #expect(mira.isRefused(Words.spaceHelp), "twenty minutes are the least")
    #expect(try mira.reader("mira").presence(of: "mira").spaceUntil == nil)
  }

  @Test func spaceIsAskedForByItsLengthToo() throws {
    let typed: [(String, minutes: Int64)] = [
      ("2h", 120), ("2 hours", 120), ("20 minutes", 20), ("3 days", 72 * 60), ("2 weeks", 336 * 60),
    ]
    for (typed, minutes) in typed {
      let mira = try Stage.couple()
      mira.press("s", typed, "<Enter>")
      let until = try mira.reader("mira").presence(of: "mira").spaceUntil
      let late = until.map { $0.milliseconds - mira.now.milliseconds - minutes * 60_000 }
      // To the full minute: the longest space is no longer than it may be.
      #expect((minutes == 336 * 60 ? -60_000...0 : 0...60_000).contains(late ?? .min), "\(typed)")
    }
    for typed in ["18 minutes", "15 days", "0 h", "2 moons", "-3 days", "99999999999999999999 d"] {
      let mira = try Stage.couple()
      mira.press("s", typed, "<Enter>")
      #expect(mira.isRefused(Words.spaceHelp), "\(typed)")
      #expect(try mira.reader("mira").presence(of: "mira").spaceUntil == nil)
    }
  }

  @Test func onceOneHasLeftNothingOffersWhatNobodyWouldSee() throws {
    let mira = try Stage.couple()
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    mira.press("w", "Kept ready", "^Q")
    let again = try Stage.other(mira, "mira")
    try jon.write(.action, "leave", [:], at: again.now)
    again.wait(seconds: 2)
    again.press("s")
    #expect(again.still.contains(Words.hasLeft("Jon")))
    again.press("w")
    #expect(again.picture.contains("keep for yourself"))
    again.press("<S-Tab>", "<Right>")
    #expect(again.picture.contains("keep for yourself") && !again.picture.contains(Words.changeKey))
  }

  @Test func theOneWhoCarriesAHurtLetsItRestAndWakesIt() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("3", "<Enter>", "z")
    #expect(stage.still.contains(Words.resting))
    #expect(stage.picture.contains("at rest"))
    stage.press("u")
    #expect(stage.still.contains(Words.awake))
    let remy = try Stage("remy", at: "2026-04-11T20:00:00+02:00")
    remy.press("3", "<Enter>", "z")
    #expect(remy.still.contains(Words.carrierMarks))
  }

  @Test func whileTheWeekIsOpenOnlyWhatBothSeeIsShown() throws {
    let stage = try Stage("noor", at: "2026-02-22T20:00:00+01:00")
    stage.press("v")
    for _ in 0..<6 {
      #expect(!stage.picture.contains(Words.forYou))
      stage.press("5")
      #expect(stage.still.contains(Words.ownIsClosed))
      stage.press("<Tab>")
    }
    stage.press("<S-Tab>", "<S-Tab>", "<Enter>")
    #expect(!stage.picture.contains(Words.forYou))
    stage.press("<Esc>", "<Esc>", "v")
    #expect(stage.picture.contains("[came back]"), "it opens where it was left")
    stage.press("<Esc>")
    stage.wait(seconds: 1)
    #expect(stage.picture.contains("[1 Today]"))
  }

  @Test func aCardIsPutAsideWithOneKeyAndStaysAway() throws {
    let stage = try Stage("noor", at: "2026-02-08T18:30:00+01:00")
    stage.press("v", "<Tab>", "<Tab>", "<Tab>", "G")
    #expect(stage.picture.contains(Words.helpCard))
    stage.press("<Enter>")
    #expect(stage.picture.contains("hear pain without blame"))
    stage.press("<Esc>", "x")
    #expect(!stage.picture.contains(Words.helpCard))
    stage.press("<Esc>", "v")
    #expect(!stage.picture.contains(Words.helpCard))
  }

  @Test func todaysQuestionIsTakenOrPutAsideOnceADay() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    stage.press("G", "<Enter>")
    #expect(stage.picture.contains("Answer, company, or written down and left there?"))
    stage.press("Company.", "^S")
    stage.wait(seconds: 11)
    #expect(!stage.picture.contains(Words.ifYouLike))
    #expect(stage.picture.contains("Company."))
    let remy = try Stage("remy", at: "2026-02-03T22:20:00+01:00")
    #expect(remy.picture.contains(Words.ifYouLike))
    remy.press("G", "x")
    #expect(!remy.picture.contains(Words.ifYouLike))
  }

  @Test func afterTwentyMinutesOneStillLineSaysOnceThatOneCanStop() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    stage.press("w", "It was a long day")
    stage.wait(seconds: 20 * 60 - 1)
    #expect(!stage.picture.contains(Words.twentyMinutes))
    stage.wait(seconds: 1)
    #expect(stage.still.trimmingCharacters(in: .whitespaces) == Words.twentyMinutes)
    #expect(stage.model.spoken.still == Words.twentyMinutes)
    stage.press(", and it stays while I type.")
    #expect(stage.still.contains(Words.twentyMinutes) && stage.picture.contains("while I type."))
    stage.wait(seconds: 60)
    #expect(!stage.picture.contains(Words.twentyMinutes))
    stage.wait(seconds: 25 * 60)
    #expect(!stage.picture.contains(Words.twentyMinutes), "once a session")
  }

  @Test func theHintToStopCoversNothing() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    stage.press("s", "tomorrow 9")
    let asked = stage.still
    stage.wait(seconds: 20 * 60)
    #expect(stage.still == asked, "a line that is being typed")
    stage.press("<Esc>")
    #expect(stage.still.contains(Words.twentyMinutes))
  }

  @Test func aWordThatOneAddedIsChosenByTheOtherWithItsMeaning() throws {
    let mira = try Stage.couple()
    let journal = try Journal(folder: mira.folder, person: "mira")
    try journal.writer().write(
      .action, "word_added", ["word": .string("cold-floor"), "meaning": .string("waking at three")], at: mira.now)
    let jon = try Stage.other(mira)
    jon.press("w", "here", "<Tab>", "cold")
    #expect(jon.picture.contains("cold-floor") && jon.picture.contains("waking at three"))
    jon.press("<Enter>", "^S")
    jon.wait(seconds: 11)
    #expect(try jon.reader("jon").latestEntry(by: "jon")?.feelings == ["cold-floor"])
  }

  @Test func wordsOfDangerBringOneCalmLineToTheirWriter() throws {
    let mira = try Stage.couple()
    mira.press("w", "I am afraid of you")
    #expect(!mira.picture.contains(Words.dangerLine))
    mira.wait(seconds: 1)
    #expect(mira.picture.contains(Words.dangerLine))
    mira.press("<Esc>", "9")
    #expect(mira.picture.contains("Afraid of the other"))
    mira.press("<Esc>")
    #expect(mira.picture.contains("I am afraid of you"))
  }

  @Test func ownPagesStandForOneselfAlone() throws {
    let mira = try Stage.couple()
    mira.press("5")
    #expect(mira.picture.contains(Words.pages(.ready)))
    #expect(!mira.picture.contains(Words.pages(.forgiveness)), "it is for who carries a hurt")
    mira.press("<Enter>", "j", "<Enter>", "To heal.", "^S")
    mira.wait(seconds: 11)
    mira.press("<Esc>")
    #expect(mira.picture.contains("To heal."))
    let jon = try Stage.other(mira)
    jon.press("5")
    #expect(!jon.picture.contains("To heal."))
    #expect(try jon.reader("jon").latestEntry(by: "mira") == nil)
    mira.press("G", "k", "k", "k")
    #expect(mira.picture.contains(Words.lighter))
  }

  @Test func leavingIsOneActAndSaysWhatTheOtherSees() throws {
    let mira = try Stage.couple()
    mira.press("y", "You are here.", "<Tab>", "<Right>", "^S")
    mira.wait(seconds: 11)
    mira.press("5", "G", "<Enter>")
    #expect(mira.picture.contains("Mira no longer writes here."))
    mira.press("<Esc>")
    #expect(try mira.reader("mira").whoLeft() == nil)
    mira.press("<Enter>", "<Enter>")
    #expect(try mira.reader("mira").whoLeft()?.id == "mira")
    let jon = try Stage.other(mira)
    #expect(jon.picture.contains("Mira no longer writes here. Your pages are yours."))
    jon.press("y", "Thank you.", "^S")
    jon.wait(seconds: 11)
    #expect(try jon.reader("jon").latestEntry(by: "jon")?.isPrivate == true)
  }

  @Test func theLineAboutOwningIsForTheOneItConcernsAndCanBePutAway() throws {
    let jon = try Stage.couple("jon")
    let mira = try Stage.other(jon, "mira")
    mira.press("c", "h", "the night bus", "<Tab>", "<Tab>", "<Right>", "<Tab>", "<Tab>", "<Right>", "^S")
    mira.wait(seconds: 11)
    mira.press("3", "<Enter>")
    #expect(!mira.picture.contains(Words.nothingOwned))
    jon.press("3", "<Enter>")
    #expect(jon.picture.contains(Words.nothingOwned))
    jon.press("x")
    #expect(!jon.picture.contains(Words.nothingOwned))
    jon.press("<Esc>", "<Enter>")
    #expect(!jon.picture.contains(Words.nothingOwned))
    jon.press("e", "I remember a tram.", "^S")
    jon.wait(seconds: 11)
    #expect(jon.picture.contains("I remember a tram."))
    mira.wait(seconds: 1)
    #expect(mira.picture.contains("I remember a tram."))
  }
}
