import Foundation
import JournalCore
import Testing

@testable import JournalTUI

/// What the keys of the one table do to an entry: how it stands, and sharing it.
@Suite struct VerbTests {
  /// Mira and Jon, with a hurt that Mira carries and that names Jon.
  private func couple() throws -> (mira: Stage, jon: Stage) {
    let mira = try Stage.couple()
    let writer = try mira.tellOfTheNightBus()
    try writer.write(
      .entry, "feeling",
      [
        "text": .string("It went without me."), "visibility": .string("shared"), "hurt": .string("bus"),
        "feelings": .array([.string("numb"), .string("unseen")]),
      ], at: mira.now, id: "went")
    try writer.write(
      .entry, "question",
      ["text": .string("Where were you?"), "visibility": .string("shared"), "hurt": .string("bus")],
      at: mira.now, id: "where")
    return (mira, try Stage.other(mira))
  }

  private func latest(_ person: String, _ kind: EntryKind, in stage: Stage) throws -> EntryRow {
    try #require(try stage.reader(person).latestEntry(by: person, of: kind))
  }

  @Test func whatWaitsIsTalkedAboutOrLetBe() throws {
    let (mira, jon) = try couple()
    // Jon thinks that they talked; that changes nothing until Mira says so.
    mira.wait(seconds: 60)
    jon.wait(seconds: 60)
    jon.press("o", "m", "<Enter>")
    #expect(jon.still.contains("Mira says whether it is so"))
    #expect(try mira.reader("mira").waiting().count == 1)
    mira.wait(seconds: 1)
    mira.press("o")
    #expect(mira.picture.contains("Jon thinks that you talked about this on Mon 4 May, 20:01."))
    mira.press("m", "t")
    #expect(mira.still.contains("Answered by talking."), "\(mira.still)")
    mira.wait(seconds: 1)
    #expect(try mira.reader("mira").waiting().isEmpty)
    // Asked anew and let be.
    mira.press("<Esc>", "2", "a", "And why?", "^S").wait(seconds: 11)
    mira.press("o", "m", "l")
    #expect(mira.still.contains("It waits no more."))
    #expect(try mira.reader("mira").waiting().isEmpty)
  }

  /// An answer of Jon's to "Where were you?".
  private func answered() throws -> (mira: Stage, jon: Stage) {
    let (mira, jon) = try couple()
    try Journal(folder: mira.folder, person: "jon").writer().write(
      .entry, "response",
      ["text": .string("On the platform."), "reply_to": .string("where"), "visibility": .string("shared")],
      at: mira.now.adding(milliseconds: 1000), id: "there")
    mira.wait(seconds: 2)
    jon.wait(seconds: 2)
    return (mira, jon)
  }

  @Test func whatWasDoneLastIsTakenBackFirst() throws {
    let (mira, _) = try answered()
    // A send, then a mark: the mark; then what is on its way.
    mira.press("w", "Still awake.", "<Tab>", "<Tab>", "<Tab>", "^S", "2", "j", "m", "y")
    #expect(mira.still.contains("Marked heard"), "\(mira.picture)")
    mira.press("u")
    #expect(mira.still.contains(Words.unmarked))
    #expect(try mira.reader("mira").mark(on: "there") == nil)
    mira.press("u")
    #expect(mira.rows[0].hasPrefix(" Write") && mira.picture.contains("Still awake."))
    // A mark, then a send that has come: nothing is left to take back.
    mira.press("<Esc>", "<Esc>", "m", "y")
    #expect(try mira.reader("mira").mark(on: "there") == .heard)
    mira.press("y", "For the tea.", "^S").wait(seconds: 90)
    mira.press("u")
    #expect(mira.still.contains(Words.nothingToUndo))
    #expect(try mira.reader("mira").mark(on: "there") == .heard)
  }

  @Test func whatWasPutAwayComesBackWithOneKey() throws {
    let mira = try Stage.couple()
    mira.press("w", "Half a page, with tears.", "<Tab>", "<Tab>", "7", "<Esc>", "x")
    #expect(mira.still.contains(Words.isPutAway) && !mira.picture.contains("Half a page"))
    mira.press("u")
    #expect(mira.picture.contains("Half a page, with tears.") && mira.picture.contains("· 7 ·"))
    #expect(try Drafts(of: Journal(folder: mira.folder, person: "mira")).all().count == 1)
    // From Today too, where the text waits.
    mira.press("<Esc>", "<Esc>", "k", "k", "k", "x")
    #expect(mira.still.contains(Words.isPutAway), "\(mira.picture)")
    #expect(try Drafts(of: Journal(folder: mira.folder, person: "mira")).all().isEmpty)
    mira.press("u")
    #expect(mira.picture.contains("Half a page, with tears."))
    // What is written afterwards is not lost to it.
    mira.press("<Esc>", "x", "w", "Another page.", "<Esc>", "<Esc>", "u")
    #expect(mira.still.contains(Words.nothingToUndo) && !mira.picture.contains("Half a page"), "\(mira.picture)")
    mira.press("w")
    #expect(mira.picture.contains("Another page."))
    // What is done afterwards leaves it away.
    mira.press("<Esc>", "x", "y", "For the tea.", "^S", "u", "<Esc>", "x", "s", "2h", "<Enter>", "u", "u")
    #expect(mira.still.contains(Words.nothingToUndo), "\(mira.picture)")
  }

  @Test func editedAfterTheAnswerIsSaidOfWhatHadAnAnswerOfItsOwn() throws {
    let (mira, _) = try answered()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    try writer.write(
      .entry, "question",
      ["text": .string("Where, really?"), "visibility": .string("shared"), "asks_again": .string("where")],
      at: mira.now, id: "again")
    mira.wait(seconds: 1)
    try writer.write(.action, "edit", ["target": .string("again"), "text": .string("Where then?")], at: mira.now)
    mira.wait(seconds: 1)
    mira.press("2", "/", "where", "<Enter>", "<Enter>")
    #expect(mira.picture.contains("Where then?") && !mira.picture.contains(Words.editedAfterAnswer), "\(mira.picture)")
    try writer.write(
      .action, "edit", ["target": .string("where"), "text": .string("Where were you then?")], at: mira.now)
    mira.wait(seconds: 2)
    #expect(mira.picture.contains(Words.editedAfterAnswer), "\(mira.picture)")
  }

  @Test func besideTheOthersNoteOnForgivenessStandsThatNothingIsOwed() throws {
    let (mira, jon) = try couple()
    try Journal(folder: mira.folder, person: "mira").writer().write(
      .entry, "forgiveness",
      ["text": .string("Not today."), "visibility": .string("shared"), "hurt": .string("bus")],
      at: mira.now.adding(milliseconds: 5000), id: "note")
    for stage in [mira, jon] {
      stage.wait(seconds: 6)
      stage.press("2", "<Enter>")
      #expect(stage.picture.contains("Not today."))
      #expect(stage.picture.contains(Words.notOwed) == (stage === jon))
      #expect(stage.model.spoken.screen.items[0].contains(Words.notOwed) == (stage === jon))
    }
  }

  @Test func whatHurtsALotIsOfferedAQuietMinuteWithoutWordsToo() throws {
    let (mira, _) = try couple()
    mira.press("3", ".", "i", "7", "<Enter>")
    #expect(mira.still.contains("hurts 7") && !mira.still.contains("a quiet minute"))
    mira.press(".", "i", "8", "<Enter>")
    #expect(mira.still.contains("hurts 8. 0 a quiet minute"))
  }

  @Test func howAPromiseStandsIsSaidWhereItIsReadToo() throws {
    let (mira, jon) = try couple()
    mira.press("p", "I call at nine.", "<Tab>", "20:30", "^S").wait(seconds: 11)
    jon.wait(seconds: 12)
    jon.press("4", "<Enter>", "m")
    #expect(jon.still.contains(Words.promiseAsked), "\(jon.picture)")
    jon.press("<Esc>").wait(seconds: 3600)
    jon.press("m", "k")
    #expect(jon.still.contains("You said kept.") && jon.rows.contains("  Jon: kept"), "\(jon.picture)")
    #expect(try jon.reader("jon").promises().map(\.said) == [["jon": "kept"]])
  }

  @Test func escTakesBackTheQuestionAboutATimeAndLeavesTheAnswer() throws {
    let (mira, jon) = try couple()
    jon.press("r", "I was", "^T", "<Esc>", " there")
    #expect(jon.picture.contains("I was there"))
    jon.press("^T", "22", "<Enter>")
    #expect(jon.still.contains("takes it back") && jon.picture.contains("[1 Today]"), "\(jon.picture)")
    jon.wait(seconds: 90)
    #expect(try mira.reader("mira").waiting().map { $0.heldUntil != nil } == [true])
    #expect(jon.picture.contains("You were writing"), "it stays a draft: \(jon.picture)")
  }

  @Test func whatIsOnItsWayStandsWhereItWillStand() throws {
    let (mira, jon) = try couple()
    jon.press("2", "/", "where were", "<Enter>", "<Enter>", "r", "At the station.", "^S")
    #expect(jon.picture.contains("At the station.") && jon.picture.contains(Words.onItsWay), "\(jon.picture)")
    jon.press("j", "j", "e")
    #expect(jon.still.contains(Words.takesBack))
    jon.press("<Esc>", "<Esc>")
    #expect(jon.rows.contains { $0.contains("At the station.") && $0.contains(Words.onItsWay) }, "\(jon.picture)")
    jon.press("g", "<Enter>")
    #expect(jon.still.contains(Words.takesBack))
    mira.press("c", "h", "the song", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Right>", "^S", "3")
    #expect(mira.picture.contains("the song, on its way"), "\(mira.picture)")
  }

  @Test func onesOwnWordsAreSharedWithOneMoreKey() throws {
    let (mira, jon) = try couple()
    mira.press("w", "Only mine, for now.", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let mine = try latest("mira", .feeling, in: mira)
    #expect(mine.isPrivate)
    mira.press("2", "m")
    #expect(mira.still.contains("s show it to Jon"))
    // Any other key leaves it.
    mira.press("x")
    #expect(try latest("mira", .feeling, in: mira).isPrivate)
    mira.press("m", "s")
    #expect(mira.still.contains("Jon sees it from now on."))
    jon.wait(seconds: 1)
    #expect(jon.picture.contains("Only mine, for now."))
  }

  @Test func inATalkOfOnesOwnQuestionAnAnswerGoesToWhatWaits() throws {
    let (mira, _) = try couple()
    try Journal(folder: mira.folder, person: "jon").writer().write(
      .entry, "question", ["text": .string("Are you coming?"), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 1)
    mira.press("2", "/", "where", "<Enter>", "<Enter>")
    #expect(mira.rows[0].contains("Where were you?"))
    for keys in ["r", "=r"] {
      mira.press(keys)
      #expect(mira.rows[0].contains("Answer Jon") && mira.picture.contains("Are you coming?"), "\(mira.picture)")
      mira.press("<Esc>", "<Esc>")
    }
  }

  // MARK: - Lines below the text

  @Test func whatBringsItUpIsTypedBelowAHurt() throws {
    let (mira, _) = try couple()
    mira.press("w", "The 100 went by.", "<Tab>", "<Tab>", "<Tab>")
    #expect(!mira.picture.contains("Brings it up"))
    mira.press("<Right>", "<Tab>", "the stop, person Ada, topic: buses", "<S-Tab>", "<Tab>", "<Tab>", "<Tab>")
    #expect(mira.picture.contains("Brings it up the stop, person Ada, topic: buses"))
    mira.press("^S").wait(seconds: 11)
    let tags = try mira.reader("mira").patterns(of: try #require(try mira.reader("mira").hurt("bus"))).tags
    #expect(tags == ["topic:the stop": 1, "person:Ada": 1, "topic:buses": 1])
    // Of a hurt that somebody else carries it is shown no more, and not sent.
    try Journal(folder: mira.folder, person: "jon").writer().write(
      .hurt, "hurt",
      ["text": .string("the quiet"), "carried_by": .string("jon"), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 1)
    mira.press("w", "It came back.", "<Tab>", "<Tab>", "<Tab>", "<Right>", "<Right>", "<Tab>", "the rails", "<S-Tab>")
    #expect(mira.picture.contains("the night bus") && mira.picture.contains("the rails"), "\(mira.picture)")
    mira.press("<Left>")
    #expect(mira.picture.contains("the quiet") && !mira.picture.contains("Brings it up"), "\(mira.picture)")
    mira.press("^S").wait(seconds: 11)
    let quiet = try #require(try mira.reader("mira").hurts().first { $0.label == "the quiet" })
    #expect(try latest("mira", .feeling, in: mira).hurt == quiet.id)
    let lines = try Journal(folder: mira.folder, person: "mira").export(at: mira.now).lines
    let words = lines.map { String(decoding: $0.encoded(), as: UTF8.self) }.joined()
    #expect(words.contains("It came back.") && words.contains("the stop") && !words.contains("the rails"))
  }

  @Test func aPromiseFarAwayIsAskedForASmallerStep() throws {
    let (mira, _) = try couple()
    mira.press("p", "I finish the attic.", "<Tab>", "20")
    #expect(!mira.picture.contains("A smaller first step"))
    mira.press("<BS>", "<BS>", "30 july 20")
    #expect(mira.picture.contains("A smaller first step within the week is fine too."))
    mira.press("^S").wait(seconds: 11)
    #expect(try latest("mira", .promise, in: mira).text == "I finish the attic.")
  }

  @Test func helpHasForWhomItIsAndHowItStands() throws {
    let (mira, _) = try couple()
    mira.press("c", "s", "Somebody in the Lindenstrasse.", "<Tab>", "<Right>", "<Tab>", "<Right>")
    #expect(mira.picture.contains("both of us") && mira.picture.contains("a day is set"))
    mira.press("^S").wait(seconds: 11)
    let help = try #require(try mira.reader("mira").help().first)
    #expect(help.isForBoth && help.status == "booked")
  }

  @Test func whatTheTwoDoSaysHowOftenAndWhatTheyWantWhenToLookAgain() throws {
    let (mira, _) = try couple()
    mira.press("c", "r", "A walk by the canal.", "<Tab>", "now and then", "^S").wait(seconds: 11)
    #expect(try mira.reader("mira").rituals().first?.rhythm == "now and then")
    mira.press("c", "g", "A summer at the sea.", "<Tab>", "28 may")
    #expect(mira.picture.contains("Look again on 28 may") && mira.picture.contains("Thu 28 May"), "\(mira.picture)")
    mira.press("^S").wait(seconds: 11)
    mira.press("4")
    #expect(
      mira.picture.contains("A walk by the canal. (now and then)")
        && mira.picture.contains("proposed, look again on 28 May"),
      "\(mira.picture)")
    let look = try #require(try mira.reader("mira").goals().first?.lookAgain)
    #expect(look == Moment("2026-05-28T12:00:00+02:00")!.instant)
  }

  @Test func everyTextThatIsBeingWrittenIsOffered() throws {
    let (mira, _) = try couple()
    mira.press("w", "The rain.", "<Esc>", "<Esc>").wait(seconds: 1)
    #expect(mira.picture.contains("You were writing on Monday at 20:00."))
    mira.press("a", "Why the bus?", "<Esc>", "<Esc>").wait(seconds: 1)
    #expect(mira.picture.contains("Ask Jon, on Monday at 20:00") && mira.picture.contains("Write, on Monday at 20:00"))
    let asked = try #require(mira.rows.firstIndex { $0.contains("Ask Jon, on") })
    mira.click(asked, 25)
    mira.press("x")
    #expect(!mira.picture.contains("Ask Jon, on") && mira.picture.contains("You were writing on Monday at 20:00."))
    mira.click(try #require(mira.rows.firstIndex { $0.contains("You were writing") }), 25)
    mira.press("<Enter>")
    #expect(mira.picture.contains("The rain."))
  }

  @Test func beingAwayIsSaidOnTheScreen() throws {
    let (mira, jon) = try couple()
    mira.press("5", "G", "k", "k")
    #expect(mira.rows.contains { $0.hasPrefix("›") && $0.contains("Away; nothing counts as waiting") })
    mira.press("<Enter>", "20:30", "<Enter>")
    #expect(mira.isRefused(Words.awayHelp), "\(mira.picture)")
    #expect(mira.still.hasPrefix(" Away until  20:30"), "what was typed stays in sight")
    mira.press("<Esc>", "<Enter>", "tomorrow 9", "<Enter>")
    #expect(mira.still.contains("Away until Tue 09:00; Jon sees it."), "\(mira.still)")
    jon.wait(seconds: 120)
    #expect(
      jon.picture.contains("Mira is away until Tue 09:00. Nothing counts as waiting until then."), "\(jon.picture)")
    mira.wait(seconds: 1)
    #expect(mira.rows.contains { $0.hasPrefix("›") && $0.contains("until Tue 09:00") }, "\(mira.picture)")
  }

  @Test func aFoundTalkKeepsItsHitsAndGoesOnToTheNext() throws {
    let (mira, _) = try couple()
    mira.press("/", "we", "<Enter>", "<Enter>")
    let first = mira.rows[0]
    #expect(mira.underlined.contains("we"))
    mira.press("n")
    let second = mira.rows[0]
    #expect(Set([first, second].map { $0.contains("Where were you?") }) == [true, false])
    mira.press("N")
    #expect(mira.rows[0] == first)
    mira.press("<Esc>")
    #expect(mira.picture.contains("Search we"))
  }

  @Test func beforeAQuestionAboutDetailsOneIsAskedOnce() throws {
    let (mira, _) = try couple()
    let asked = "Will this make you safer, or leave pictures?"
    mira.press("a", "Where did you meet her?").wait(seconds: 2)
    #expect(!mira.picture.contains(asked))
    mira.press(" And was she naked?").wait(seconds: 2)
    #expect(
      mira.rows.contains { $0.hasPrefix("› " + asked) && $0.hasSuffix("Enter ask   x not now") }, "\(mira.picture)")
    // It stops nothing, and what is typed on is typed into the text.
    mira.press("<Tab>", "y")
    #expect(mira.picture.contains("And was she naked?y"))
    mira.press("<BS>").wait(seconds: 2)
    mira.press("<Tab>", "<Enter>").wait(seconds: 11)
    #expect(try latest("mira", .question, in: mira).text == "Where did you meet her? And was she naked?")
    mira.press("a", "Did you touch her there?").wait(seconds: 2)
    #expect(mira.picture.contains(asked))
    // What has the focus is in sight on a small screen too.
    mira.resize(60, 14)
    mira.press("<Tab>")
    #expect(mira.rows.contains("› " + asked) && mira.picture.contains("  Enter ask   x not now\n"), "\(mira.picture)")
    mira.press("<Esc>")
    mira.resize(80, 24)
    mira.press("<Tab>", "x").wait(seconds: 2)
    #expect(!mira.picture.contains(asked) && mira.picture.contains("Did you touch her there?"))
    mira.press("^S").wait(seconds: 11)
    mira.press("a", "Was she naked there too?").wait(seconds: 2)
    #expect(!mira.picture.contains(asked))
  }

  @Test func howOftenItWasAskedStandsInTheUnfoldedTalkUnlessTheAskerFoldsIt() throws {
    let (mira, jon) = try couple()
    jon.press("o", "<Enter>", "<Enter>")
    #expect(!jon.picture.contains("asked on"))
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    for day in 1...2 {
      try writer.write(
        .entry, "question",
        ["text": .string("Where?"), "visibility": .string("shared"), "asks_again": .string("where")],
        at: mira.now.adding(milliseconds: Int64(day) * 86_400_000), id: "again\(day)")
    }
    for stage in [mira, jon] {
      stage.now = stage.now.adding(milliseconds: 3 * 86_400_000)
      stage.wait(seconds: 1)
    }
    jon.press("1", "o", "<Enter>")
    #expect(jon.picture.contains("Where were you?") && !jon.picture.contains("asked on"), "\(jon.picture)")
    jon.press("<Enter>")
    #expect(jon.picture.contains("asked on 3 days since 4 May"), "\(jon.picture)")
    jon.press("z")
    #expect(jon.picture.contains("asked on 3 days"))
    mira.press("/", "Where", "<Enter>", "<Enter>", "z")
    #expect(mira.still.contains("shown to neither of you"), "\(mira.picture)")
    jon.wait(seconds: 2)
    #expect(!jon.picture.contains("asked on"), "\(jon.picture)")
    mira.press("z")
    jon.wait(seconds: 2)
    #expect(jon.picture.contains("asked on 3 days"), "\(jon.picture)")
  }

  @Test func whoCarriesAHurtFoldsWhenItComesUpForBoth() throws {
    let noor = try Stage(diaryOf: "noor", until: "2026-04-11T20:00:00+02:00", size: Size(columns: 80, rows: 40))
    let remy = try Stage.other(noor, "remy")
    for stage in [noor, remy] {
      stage.press("3")
      stage.click(try #require(stage.rows.firstIndex { $0.contains("The hidden messages") }), 10, twice: true)
      #expect(stage.picture.contains("When it comes up  days, times, places"), "\(stage.picture)")
    }
    func choose(_ words: String) throws {
      noor.click(try #require(noor.rows.firstIndex { $0.contains(words) }, "\(noor.picture)"), 25, twice: true)
    }
    try choose("days, times, places")
    try choose("Show this to neither of us")
    remy.wait(seconds: 1)
    #expect(noor.picture.contains("shown to neither of you; Enter shows it to both"), "\(noor.picture)")
    #expect(!remy.picture.contains("When it comes up") && !remy.picture.contains("Around dates"), "\(remy.picture)")
    try choose("shown to neither of you")
    remy.wait(seconds: 1)
    #expect(remy.picture.contains("When it comes up  days, times, places"))
    remy.click(try #require(remy.rows.firstIndex { $0.contains("days, times, places") }), 25, twice: true)
    #expect(!remy.picture.contains("Show this to neither"))
  }

  @Test func whatOneDidCanBeginWithASentence() throws {
    let (mira, jon) = try couple()
    jon.press("c", "d")
    #expect(jon.picture.contains("ways to begin"), "\(jon.picture)")
    jon.press("<S-Tab>")
    #expect(jon.picture.contains("name what broke") && jon.picture.contains("thank"), "\(jon.picture)")
    jon.press("<Right>", "<Enter>")
    #expect(jon.rows.contains { $0.hasPrefix("› You owe me nothing for this.") }, "\(jon.picture)")
    // It lands in the text; nothing is sent by it.
    jon.press("<Enter>", " Ever.")
    #expect(jon.picture.contains("You owe me nothing for this. Ever."))
    #expect(try mira.reader("jon").newest(.acknowledgement, limit: 1).isEmpty)
    jon.resize(60, 14)
    jon.press("^U", "<S-Tab>")
    #expect(jon.picture.contains("name what broke"), "\(jon.picture)")
  }

  @Test func aNewHurtSaysWhatItWas() throws {
    let (mira, _) = try couple()
    mira.press("c", "h", "Far away in the same room", "<Tab>", "<Tab>", "<Tab>", "neg, hidden, the silence")
    #expect(mira.picture.contains("neglect or absence, hidden conversations, the silence"), "\(mira.picture)")
    mira.press("^S").wait(seconds: 11)
    let hurt = try #require(try mira.reader("mira").hurts().first { $0.label == "Far away in the same room" })
    #expect(hurt.causedBy == nil)
    #expect(
      try mira.reader("mira").kinds(of: hurt) == ["neglect or absence", "hidden conversations", "the silence"])
    mira.press("3")
    mira.click(try #require(mira.rows.firstIndex { $0.contains("Far away") }), 10, twice: true)
    #expect(mira.picture.contains("What it was       neglect or absence, hidden conversations, the"), "\(mira.picture)")
  }

  @Test func theLockIsSetOnTheScreen() throws {
    let (mira, _) = try couple()
    mira.press("5", "G", "k")
    #expect(mira.picture.contains("Locks when no key comes for"))
    mira.press("<Enter>")
    #expect(mira.picture.contains("10 minutes"))
    #expect(mira.keeper.lockAfter == 600_000)
  }

  @Test func whatIsNewNamesWhatItAnswers() throws {
    let (mira, jon) = try couple()
    jon.press("r", "On the bus.", "^S").wait(seconds: 11)
    mira.wait(seconds: 24 * 3600)
    mira.press("1")
    #expect(mira.picture.contains("New for you       Jon answered \"Where were you?\""))
  }
}
