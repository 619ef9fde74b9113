import JournalCore
import Testing

@testable import JournalTUI

/// The daily loops, key by key, as two people press them.
@Suite struct JourneyTests {
  @Test func foundingAsksForTwoNamesAndShowsTheFirstEvening() throws {
    let stage = try Stage()
    stage.isOwner = true
    #expect(stage.picture.contains(Words.noJournal))
    stage.press("<Enter>")
    #expect(stage.picture.contains("Before you begin"))
    stage.press("<Enter>", "<Enter>", "Ann", "<Enter>", "ann", "<Enter>")
    #expect(stage.still.contains(Words.twoNames))
    stage.press("^U", "Ben", "<Enter>", "<Enter>")
    #expect(stage.picture.contains("Without a passphrase"))
    stage.press("<Enter>")
    #expect(stage.picture.contains("Nothing here yet. Beginnings are often awkward."))
    #expect(stage.picture.contains("has not joined yet"))
    let ben = try Stage.other(stage, "b")
    #expect(ben.picture.contains("Before you begin"))
    ben.press("<Enter>", "<Enter>")
    #expect(ben.still.contains(Words.joined))
    #expect(try ben.reader("ben").joinedAt() != nil)
  }

  @Test func aSealedJournalIsFoundedJoinedLockedAndOpenedWithPassphrases() throws {
    let stage = try Stage()
    stage.isOwner = true
    stage.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "blue door", "<Enter>")
    #expect(!stage.picture.contains("blue"))
    stage.press("blue d", "<Enter>")
    #expect(stage.still.contains(Words.notTheSame))
    stage.press("blue door", "<Enter>", "blue door", "<Enter>")
    #expect(stage.picture.contains("Your recovery key"))
    let line = try #require(stage.rows.first { $0.contains(/[A-Z2-9]{4}-[A-Z2-9]{4}-/) })
    let recovery = line.filter { !$0.isWhitespace }
    stage.press("<Enter>")
    #expect(stage.picture.contains("On this machine: Ben sits down here, beside you"))
    stage.press("<Enter>")
    #expect(stage.picture.contains("Nothing here yet."))
    stage.press("w", "not for the disk")
    stage.press("<Esc>", "L")
    #expect(stage.isLocked)

    let ben = try Stage.other(stage, nil)
    #expect(!ben.picture.contains("Ann") && !ben.picture.contains("Hearken"))
    ben.press("ben", "<Enter>", "<Enter>", "<Enter>", "<Enter>")
    ben.press("wrong", "<Enter>", "red", "<Enter>", "red", "<Enter>")
    #expect(ben.still.contains(Words.nobodyOfThatName))
    ben.press("blue door", "<Enter>", "red", "<Enter>", "red", "<Enter>", "<Enter>")
    #expect(ben.still.contains(Words.joined))

    for way in ["blue door", recovery, "\u{1B}[200~blue door\u{1B}[201~", "blue doorz\u{7F}"] {
      let ann = try Stage.other(stage, nil)
      ann.press("ann", "<Enter>", "red", "<Enter>")
      #expect(ann.still.contains(Words.nobodyOfThatName))
      ann.press(way, "<Enter>")
      #expect(ann.picture.contains("You were writing on"))
    }
  }

  @Test func theOtherJoinsByACodeThatIsHandedOver() throws {
    func code(_ stage: Stage) throws -> String {
      try #require(stage.rows.first { $0.contains(/[A-Z2-9]{4}-[A-Z2-9]{4}-/) }).filter { !$0.isWhitespace }
    }
    let ann = try Stage()
    ann.isOwner = true
    ann.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "blue", "<Enter>", "blue", "<Enter>")
    ann.press("<Enter>", "j", "<Enter>")
    #expect(ann.picture.contains("A code for Ben"))
    let first = try code(ann)
    ann.press("<Enter>")
    #expect(ann.picture.contains("[1 Today]"))
    // Taken back, and made once more: the first opens nothing any more.
    ann.press("5", "G", "k", "<Enter>")
    #expect(ann.still.contains(Words.codeEnded))
    ann.press("<Enter>")
    let second = try code(ann)
    ann.press("<Enter>")
    #expect(ann.picture.contains("[5 Own]"))
    let ben = try Stage.other(ann, nil)
    ben.press("ben", "<Enter>", "<Enter>", "<Enter>", "<Enter>")
    ben.press(first, "<Enter>", "red", "<Enter>", "red", "<Enter>")
    #expect(ben.still.contains(Words.nobodyOfThatName))
    ben.press(second.lowercased(), "<Enter>", "red", "<Enter>", "red", "<Enter>", "<Enter>")
    #expect(ben.still.contains(Words.joined))
    #expect(!Journal.isInvited("ben", to: ann.folder))
  }

  @Test func backFromTheFirstRunIsAlwaysPossible() throws {
    let stage = try Stage()
    stage.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "<Esc>", "<Esc>", "<Esc>", "<Esc>")
    #expect(stage.picture.contains(Words.noJournal))
    stage.press("q")
    #expect(stage.hasLeft)
  }

  @Test func theVeryFirstEntryIsForOneselfAndThenTheLastChoiceHolds() throws {
    let stage = try Stage.couple()
    stage.press("w", "a first line")
    #expect(stage.footer.contains("^S keep for yourself"))
    stage.press("<S-Tab>", "<Right>")
    #expect(stage.footer.contains("^S share with Jon"))
    stage.press("^S").wait(seconds: 11)
    #expect(try stage.reader("jon").latestEntry(by: "mira")?.text == "a first line")
    stage.press("w")
    #expect(stage.footer.contains("^S share with Jon"))
  }

  @Test func aQuestionIsAskedAnsweredAndMarkedHeardInTheFewestKeys() throws {
    let mira = try Stage.couple()
    mira.press("a", "Was it real?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    #expect(jon.picture.contains("Was it real?"))
    jon.press("r", "Yes.", "^S").wait(seconds: 11)
    let again = try Stage.other(mira, "mira")
    again.press("2", "<Enter>", "m", "y")
    let answer = try #require(try again.reader("mira").latestEntry(by: "jon"))
    #expect(try again.reader("mira").mark(on: answer.id) == .heard)
    again.press("u")
    #expect(try again.reader("mira").mark(on: answer.id) == nil)
  }

  @Test func aSendWaitsTenSecondsForTheOneWhoSent() throws {
    let mira = try Stage.couple()
    mira.press("a", "Not these words", "<S-Tab>", "<Right>", "^S")
    #expect(mira.still.contains("u takes it back for ten seconds."))
    mira.wait(seconds: 5)
    #expect(try mira.reader("jon").latestEntry(by: "mira") == nil)
    mira.press("u")
    #expect(mira.picture.contains("Not these words"))
    mira.press("<Esc>", "<Esc>").wait(seconds: 20)
    #expect(try mira.reader("mira").latestEntry(by: "mira") == nil)
    #expect(mira.picture.contains("You were writing on Monday"))
  }

  @Test func whatWasOnItsWayWhenTheScreenClosedIsAskedAbout() throws {
    let mira = try Stage.couple()
    mira.press("a", "In haste", "<S-Tab>", "<Right>", "^S", "^Q")
    #expect(mira.hasLeft)
    let again = try Stage.other(mira, "mira")
    #expect(again.picture.contains(Words.wasOnItsWay))
    again.press("<Enter>")
    #expect(try again.reader("jon").latestEntry(by: "mira")?.text == "In haste")
    #expect(try !Stage.other(again, "mira").picture.contains(Words.wasOnItsWay))
  }

  @Test func leavingWithoutHasteSends() throws {
    let mira = try Stage.couple()
    mira.press("a", "Good night?", "<S-Tab>", "<Right>", "^S", "q")
    #expect(mira.hasLeft)
    #expect(try mira.reader("jon").latestEntry(by: "mira")?.text == "Good night?")
  }

  @Test func leavingAtOnceKeepsEveryTypedLetter() throws {
    for keys in ["^Q", "^C"] {
      let mira = try Stage.couple()
      mira.press("w", "half a sen", keys)
      #expect(mira.hasLeft)
      let again = try Stage.other(mira, "mira")
      #expect(again.picture.contains("You were writing on Monday at 20:00."))
      again.press("<Enter>")
      #expect(again.picture.contains("half a sen"))
    }
  }

  @Test func noScreenTypesOverADraftThatWasKept() throws {
    let mira = try Stage.couple()
    mira.press("c", "h", "The trip", "^S").wait(seconds: 11)
    mira.press("w", "begun elsewhere").wait(seconds: 1)
    mira.press("<Esc>", "<Esc>", "3", "w")
    #expect(mira.picture.contains("begun elsewhere"))
    mira.press(", and on").wait(seconds: 1)
    #expect(try Stage.other(mira, "mira").press("w").picture.contains("begun elsewhere, and on"))
  }

  @Test func whatIsWrittenToOneselfFirstIsKeptBesideWhatStoodThere() throws {
    let mira = try Stage.couple()
    mira.press("a", "Where were you?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("c", "o", "an older page").wait(seconds: 1)
    jon.press("<Esc>", "<Esc>", "1", "r", "You always", "<Esc>", "n")
    #expect(jon.picture.contains("an older page") && jon.picture.contains("You always"))
    jon.press("^Q")
    let again = try Stage.other(jon)
    again.press("c", "o")
    #expect(again.picture.contains("an older page") && again.picture.contains("You always"))
    again.press("<Esc>", "<Esc>", "1", "r")
    #expect(!again.picture.contains("You always"))
  }

  @Test func aDraftIsKeptWithinASecond() throws {
    let mira = try Stage.couple()
    mira.press("w", "kept").wait(seconds: 1)
    #expect(mira.picture.contains("draft kept"))
    // The program dies here: nothing else is done.
    #expect(try Stage.other(mira, "mira").picture.contains("You were writing on"))
  }

  @Test func escapeOpensALineThatNamesItsKeys() throws {
    let mira = try Stage.couple()
    mira.press("w", "first", "<Esc>")
    #expect(mira.picture.contains("Text kept.  S send"))
    mira.press("s")
    #expect(mira.picture.contains("firsts"))
    mira.press("<Esc>", "x")
    #expect(!mira.picture.contains("You were writing"))
  }

  @Test func laterByATimeHoldsWhatWaits() throws {
    let mira = try Stage.couple()
    mira.press("a", "Where were you?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("t", "22")
    #expect(jon.still.contains("by today 22:00"))
    jon.press("<Enter>").wait(seconds: 11)
    let waiting = try #require(try jon.reader("mira").waiting().first)
    #expect(waiting.state == .held)
    #expect(waiting.heldUntil?.instant == Moment("2026-05-04T22:00:00+02:00")?.instant)
  }

  @Test func aTimeToAnswerTakesNoWordOfWhatWasBegun() throws {
    let mira = try Stage.couple()
    mira.press("a", "Where were you?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("r", "I was at", "^T", "22", "<Enter>").wait(seconds: 1)
    #expect(jon.picture.contains("You were writing on"))
    jon.press("u")
    #expect(jon.still.contains(Words.takenBackNow))
    jon.wait(seconds: 20)
    #expect(try jon.reader("mira").waiting().first?.state == .open)
    jon.press("r")
    #expect(jon.picture.contains("I was at") && !jon.picture.contains("I will answer by"))
  }

  @Test func notYetAsksWhatIsStillOpenAndTheWordsAskAgain() throws {
    let mira = try Stage.couple()
    mira.press("a", "Why?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    try Stage.other(mira).press("r", "Because.", "^S").wait(seconds: 11)
    let again = try Stage.other(mira, "mira")
    again.wait(seconds: 60)
    again.press("2", "<Enter>", "m", "n")
    #expect(again.still.contains("What is still open?"))
    again.press("The reason before that.", "^S").wait(seconds: 11)
    let waiting = try #require(try again.reader("jon").waiting().first)
    #expect(waiting.asks.count == 2)
  }

  @Test func aHurtIsNamedOpenedAndComesUpWithoutWords() throws {
    let mira = try Stage.couple()
    mira.press("c", "h", "The trip", "^S").wait(seconds: 11)
    mira.press("3")
    #expect(mira.picture.contains("The trip"))
    mira.press(".")
    #expect(mira.still.contains("Kept: The trip. i gives it a number."))
    mira.press("i", "7", "<Enter>", "<Enter>")
    #expect(mira.picture.contains("came up on 1 day in the last 30"))
    #expect(try Stage.other(mira).reader("jon").hurts().isEmpty)
  }

  @Test func aPromiseStandsOnTodayWhileItIsDue() throws {
    let mira = try Stage.couple()
    mira.press("p", "I am home at seven.", "<Tab>", "nonsense", "^S")
    #expect(mira.still.contains("Your text is kept."))
    for _ in 0..<8 { mira.press("<BS>") }
    mira.press("tomorrow 19", "<Tab>", "<Tab>", "<Right>", "^S").wait(seconds: 11)
    #expect(mira.picture.contains("Promised          Mira: I am home at seven."))
    #expect(mira.picture.contains("Tue 19:00"))
    #expect(try Stage.other(mira).picture.contains("Mira: I am home at seven."))
  }

  @Test func wordsTakenBackLeaveALine() throws {
    let mira = try Stage.couple()
    mira.press("a", "Secret words?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("2", "x")
    #expect(mira.still.contains("a line stays"))
    mira.press("<Enter>")
    #expect(mira.picture.contains("taken back"))
    #expect(!mira.picture.contains("Secret"))
  }

  @Test func newWordsKeepTheOlderOnesReadable() throws {
    let mira = try Stage.couple()
    mira.press("a", "Old words?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("2", "e", " Newer.", "^S").wait(seconds: 11)
    mira.press("<Enter>")
    #expect(mira.picture.contains("Old words? Newer."))
    #expect(mira.picture.contains("edited   Enter older words"))
    mira.press("<Enter>")
    #expect(mira.rows.contains { $0.trimmingTrailingSpaces.hasSuffix("      Old words?") })
  }

  @Test func whatTheOtherWritesAppearsAsOneStillLine() throws {
    let mira = try Stage.couple()
    let jon = try Stage.other(mira)
    mira.press("2")
    jon.press("y", "Thank you for the tea", "<Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.wait(seconds: 1)
    #expect(mira.still.contains("Something new from Jon."))
    #expect(mira.picture.contains("Thank you for the tea"))
  }

  @Test func ownPagesAreOnNobodyElsesScreen() throws {
    let mira = try Stage.couple()
    mira.press("c", "o", "for me alone", "^S").wait(seconds: 11)
    mira.press("5")
    #expect(mira.picture.contains("for me alone"))
    let jon = try Stage.other(mira)
    for key in ["1", "2", "3", "4", "5", "o"] { #expect(!jon.press(key).picture.contains("for me alone")) }
    jon.press("/", "alone")
    #expect(jon.picture.contains(Words.nothingFound))
  }

  @Test func searchFindsAsOneTypesAndMarksWhatItFound() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00", size: Size(columns: 80, rows: 40))
    stage.press("/", "corridor")
    #expect(stage.rows.filter { $0.contains("orridor") }.count >= 8)
    let frame = stage.model.view()
    #expect(frame.cells.filter(\.style.isUnderlined).count >= 8 * 7)
    stage.press("<Esc>")
    #expect(!stage.picture.contains("Search"))
  }

  @Test func escapeAndTheNextKeyMayArriveAsOne() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("2", "<Enter>")
    stage.take(.key(.alt("/")))
    #expect(stage.picture.contains("Search"))
    stage.take(.key(.alt("3")))
    #expect(stage.picture.contains("[3 Hurts]"))
  }

  @Test func anEveningEndsAtFourInTheMorning() throws {
    let stage = try Stage("noor", at: "2026-02-04T03:59:30+01:00")
    #expect(stage.picture.contains("Was it real. I know. Again."))
    stage.wait(seconds: 40)
    #expect(!stage.picture.contains("Was it real. I know. Again."))
    #expect(stage.rows[0].contains("Wed 4 Feb  Noor"))
  }

  @Test func aDateIsGoneTo() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("2", "d", "3 feb", "<Enter>")
    #expect(stage.rows[2].contains("Tue 3 Feb"))
    stage.press("d", "nonsense", "<Enter>")
    #expect(stage.still.contains(Words.dateUnclear))
  }

  @Test func aTextOfMoreThanAnEntryHoldsIsKept() throws {
    let mira = try Stage.couple()
    mira.press("w")
    mira.take(.paste(String(repeating: "long ", count: 900)))
    mira.press("^S")
    #expect(mira.still.contains("Your text is kept"))
    mira.wait(seconds: 1)
    #expect(try Stage.other(mira, "mira").picture.contains("You were writing"))
  }
}

extension Stage {
  /// Two people who have both joined.
  enum Couple {
    static func found(in folder: String, at instant: Instant) -> Result<Void, any Error> {
      Result {
        let zone = try TimeZoneRules.system(named: "Europe/Berlin")
        try Journal.found(
          Record(
            id: Identifier.random(), shape: .journal, moment: zone.moment(at: instant), author: "mira", kind: "journal",
            fields: Journal.founding(me: ("mira", "Mira"), other: ("jon", "Jon"), zone: zone)), in: folder)
        try Journal(folder: folder, person: "jon").writer().write(
          .action, "join", [:], at: instant.adding(milliseconds: 1000))
      }
    }
  }
}
