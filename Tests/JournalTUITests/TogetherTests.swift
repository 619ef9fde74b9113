import JournalCore
import Testing

@testable import JournalTUI

/// While the week is open, two look: nothing of one's own comes to light, and what was left unsent stays as it was.
@Suite struct TogetherTests {
  private func act(_ person: String, _ kind: String, _ fields: [String: JSON] = [:], in stage: Stage) throws {
    try Journal(folder: stage.folder, person: person).writer().write(.action, kind, fields, at: stage.now)
    stage.wait(seconds: 1)
  }

  /// Mira has written for herself, asked Jon something, and left a text unsent.
  private func mira() throws -> Stage {
    let mira = try Stage.couple()
    mira.press("w", "my secret page", "^S").wait(seconds: 11)
    mira.press("a", "where were you", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("w", "a hidden draft").wait(seconds: 1)
    mira.press("<Esc>", "<Esc>", "v")
    return mira
  }

  @Test func aDraftThatWasLeftIsNeitherShownNorLost() throws {
    let mira = try mira()
    for way in [["w"], [":", "write", "<Enter>"]] {
      for key in way { mira.press(key) }
      #expect(mira.still.contains(Words.draftIsClosed) && mira.rows[0].contains("The week"), "\(way)")
    }
    // What has no draft is written as ever, gone on with, and kept.
    mira.press("y", "the soup").wait(seconds: 1)
    #expect(mira.rows[0].contains("Thank Jon"))
    mira.press("<Esc>", "?", "y")
    #expect(mira.picture.contains("the soup") && mira.rows[0].contains("Thank Jon"))
    mira.press("<Esc>", "<Esc>", "<Esc>", "w")
    #expect(mira.picture.contains("a hidden draft"))
    mira.press("<Esc>", "<Esc>", "y")
    #expect(mira.picture.contains("the soup"))
  }

  @Test func whatIsBeingWrittenBelowItStaysClosed() throws {
    let mira = try Stage.couple()
    mira.press("w", "a hidden draft", "<Esc>", "0", "v")
    #expect(mira.rows[0].contains("The week"))
    mira.press("w")
    #expect(mira.still.contains(Words.draftIsClosed) && mira.rows[0].contains("The week"), "\(mira.picture)")
    mira.press("<Esc>", "<Esc>")
    #expect(mira.picture.contains("a hidden draft"))
  }

  @Test func aPrivateTextOnItsWayIsNotBroughtBackAfterStillHurtsEither() throws {
    let mira = try Stage.couple()
    try mira.tellOfTheNightBus()
    mira.wait(seconds: 1)
    mira.press("w", "only for me", "^S", "3", ".", "v", "u")
    #expect(mira.rows[0].contains("The week") && !mira.picture.contains("only for me"), "\(mira.picture)")
  }

  @Test func itsKeyComesBackToItFromATalkAndClosesIt() throws {
    let mira = try mira()
    mira.press("<Tab>", "<Tab>", "<Enter>")
    #expect(mira.rows[0].contains("where were you"), "\(mira.picture)")
    mira.press("v")
    #expect(mira.rows[0].contains("[open]"))
    mira.press("v")
    #expect(mira.picture.contains("[1 Today]"))
  }

  @Test func norIsOneOfFeelingsAloneWhereAHurtBringsTheEditor() throws {
    let mira = try Stage.couple()
    try mira.tellOfTheNightBus()
    mira.press("3", "<Enter>", "a", "where were you", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("1", "w", "<Tab>", "lonely", "<Enter>").wait(seconds: 1)
    mira.press("<Esc>", "<Esc>", "v", "<Tab>", "<Tab>", "<Enter>")
    #expect(mira.rows[0].contains("where were you"))
    mira.press("w")
    #expect(mira.still.contains(Words.draftIsClosed) && !mira.picture.contains("lonely"), "\(mira.picture)")
  }

  @Test func placesAndWhatIsForOneselfAreClosed() throws {
    let mira = try mira()
    for key in ["1", "2", "3", "4", "5"] {
      mira.press(key)
      #expect(mira.rows[0].contains("The week"), "\(key)")
      #expect(mira.still.contains("Esc closes it"), "\(key)")
    }
    for word in ["Past: every", "Own: what"] {
      mira.press(":", word, "<Enter>")
      #expect(mira.rows[0].contains("The week"), "\(word)")
    }
    mira.press("c")
    #expect(mira.picture.contains("a boundary") && !mira.picture.contains("own page"))
    mira.press("o")
    #expect(mira.rows[0].contains(" Open"))
    mira.press("<Esc>", "/", "secret")
    #expect(mira.picture.contains(Words.nothingFound), "\(mira.picture)")
    mira.press("<Esc>", "<Esc>", "<Esc>", "2")
    #expect(mira.picture.contains("my secret page"))
  }

  @Test func ofAnAnswerNothingGoesToAnOwnPageAndWhatIsOnItsWayForOneselfStays() throws {
    let mira = try mira()
    mira.press("<Esc>", "a", "one more thing", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("v", "r", "I was there", "<Esc>")
    #expect(!jon.picture.contains("own page first"))
    jon.press("n")
    #expect(jon.picture.contains("I was there"))
    mira.press("p", "for me alone", "<S-Tab>", "<Right>", "^S", "v", "u")
    if mira.rows[0].contains("The week") {
      #expect(mira.still.contains(Words.ownIsClosed))
    }
    #expect(!mira.picture.contains("for me alone"))
  }

  @Test func whatIsSharedAndOnItsWayComesBackIntoTheWeek() throws {
    let mira = try mira()
    mira.press("y", "the soup", "^S")
    #expect(mira.rows[0].contains("The week"))
    mira.press("u")
    #expect(mira.rows[0].contains("Thank Jon") && mira.picture.contains("the soup"))
  }

  // MARK: - How things are

  @Test func theWeekSaysHowThingsAre() throws {
    let mira = try mira()
    #expect(mira.rows[2].contains("Mira and Jon, side by side."))
    #expect(mira.still.contains("Mira is signed in and writes here. Jon's words come at Jon's own sign-in."))
    let second = try Stage(folder: mira.folder, person: "mira", now: mira.now)
    second.press("v")
    #expect(second.rows[2].contains("Another window writes. Here you can read."))
    #expect(second.picture.contains("side by side") && !second.picture.contains("writes here"))
    try act(
      "jon", "away",
      ["from": .string("2026-05-04T20:30:00+02:00"), "until": .string("2026-05-09T20:00:00+02:00")], in: mira)
    mira.wait(seconds: 1900)
    #expect(mira.rows[2].contains("Jon is away until Sat 20:00."))
    mira.resize(40, 12)
    #expect(mira.picture.contains("Jon is away") && !mira.picture.contains("side by side"))
    mira.resize(80, 24)
    try act("jon", "leave", in: mira)
    #expect(mira.rows[2].contains("Jon no longer writes here."))
    #expect(mira.picture.contains("Mira is signed in and writes here.") && !mira.picture.contains("sign-in"))
    let other = try Stage.couple()
    try act("mira", "leave", in: other)
    other.press("v")
    #expect(!other.picture.contains("signed in") && other.rows[2].contains(Words.youLeft))
  }

  @Test func withoutOpenDoorsOneSentenceSaysSoAndTheFocusIsOnNoHeading() throws {
    let mira = try Stage.couple()
    mira.press("v", "<Tab>", "<Tab>")
    #expect(mira.picture.contains(Words.nothingWaits) && !mira.picture.contains(Words.answeredNotYet))
    mira.press("<Esc>", "a", "where were you", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("r", "here", "^S").wait(seconds: 11)
    // What is answered and not yet heard stands alone below its heading, and has the focus.
    mira.press("v")
    let entry = try #require(try mira.reader("mira").latestEntry(by: "jon", of: .response))
    try act("mira", "not_yet", ["target": .string(entry.id)], in: mira)
    #expect(mira.picture.contains(Words.nothingWaits) && mira.picture.contains(Words.answeredNotYet))
    for key in ["g", "k", "j", "G"] {
      mira.press(key)
      let focused = mira.rows.first { $0.hasPrefix("›") } ?? ""
      #expect(focused.contains("here"), "\(key)")
      #expect(mira.model.spoken.screen.focused?.contains("Answered, not yet heard") ?? false, "\(key)")
    }
  }

  @Test func inTheSampleTheDayStandsBesideItsName() throws {
    let noor = try Stage("noor", at: "2026-02-08T18:00:00+01:00")
    noor.press("v")
    #expect(noor.rows[0].contains("sample  Sun 8 Feb") && noor.rows[0].contains("came back"))
    noor.resize(60, 20)
    #expect(noor.rows[0].contains("sample  Sun 8 Feb"))
    for key in ["0", "9"] {
      #expect(noor.press(key).rows[0].contains("sample"), "\(key)")
      noor.press("<Esc>")
    }
    noor.press("<Esc>", "L")
    #expect(!noor.isLocked && noor.still.contains(Words.sampleHasNoLock))
  }
}
