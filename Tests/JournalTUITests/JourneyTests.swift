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
    #expect(ben.still.contains(Words.didNotJoin))
    ben.press("wrong too", "<Enter>")
    #expect(ben.still.contains(Words.didNotJoin))
    ben.press("blue door", "<Enter>", "<Enter>")
    #expect(ben.still.contains(Words.joined))

    for way in ["blue door", recovery, "\u{1B}[200~blue door\u{1B}[201~", "blue doorz\u{7F}"] {
      let ann = try Stage.other(stage, nil)
      ann.press("ann", "<Enter>", "red", "<Enter>")
      #expect(ann.still.contains(Words.didNotOpen))
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
    #expect(ben.still.contains(Words.didNotJoin))
    // Another passphrase can be chosen all the same.
    ben.press("<Esc>", "<Enter>", "<Enter>", "<Enter>")
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
    mira.press("tomorrow 19", "<Tab>", "<Right>", "^S").wait(seconds: 11)
    #expect(mira.picture.contains("Promised          Mira: I am home at seven."))
    #expect(mira.picture.contains("Tue 19:00"))
    #expect(try Stage.other(mira).picture.contains("Mira: I am home at seven."))
  }

  @Test func theTimeOfAPromiseIsALineLikeAnyOther() throws {
    let mira = try Stage.couple()
    mira.press("p", "I call.", "<Tab>", "8", "^U", "1:30", "<Home>")
    mira.take(.paste("2"))
    #expect(mira.rows.contains { $0.contains("When") && $0.contains("21:30") } && mira.rows[2].contains("I call."))
    mira.press("<S-Tab>", "^S").wait(seconds: 11)
    #expect(try mira.reader("mira").promises().map { Dates.clock($0.due) } == ["21:30"])
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
    stage.press("d", "3 nonsense", "<Enter>")
    #expect(stage.still.contains(Words.dateUnclear))
  }

  @Test func aTextOfMoreThanAnEntryHoldsIsKept() throws {
    let mira = try Stage.couple()
    mira.press("w")
    mira.take(.paste(String(repeating: "long ", count: 900)))
    mira.press("^S")
    #expect(mira.still.contains("all kept"))
    mira.wait(seconds: 1)
    #expect(try Stage.other(mira, "mira").picture.contains("You were writing"))
  }

  @Test func aLongTextGoesInPartsAndEachCanBeTakenBack() throws {
    let mira = try Stage.couple()
    let paragraphs = (0..<12).map { number in String(repeating: "word\(number) ", count: 90) + "end." }
    mira.press("w")
    mira.take(.paste(paragraphs.joined(separator: "\n\n")))
    mira.press("^S", "x")
    #expect(!mira.still.contains("all kept"), "any other key puts it off")
    mira.press("<BS>", "^S", "^S")
    #expect(mira.still.contains("the first part") && mira.picture.contains("word7"))
    // Taken back, it stands before the rest again.
    mira.press("<Esc>", "<Esc>", "u")
    mira.press("^Q")
    let again = try Stage.other(mira, "mira")
    again.press("<Enter>", "^S", "^S", "^S").wait(seconds: 11)
    let sent = try again.reader("mira").entries(before: .init(milliseconds: .max), limit: 10).map(\.text)
    #expect(sent.count == 2 && sent.allSatisfy { $0.unicodeScalars.count <= 4000 })
    #expect(sent.reversed().joined(separator: "\n\n") == paragraphs.joined(separator: "\n\n"))
    #expect(sent[1].hasSuffix("end."))
  }

  @Test func theRestOfALongQuestionAsksTheSame() throws {
    let mira = try Stage.couple()
    mira.press("a", "<S-Tab>", "<Right>", "<Esc>")
    mira.take(.paste(String(repeating: "Why? ", count: 1000)))
    mira.press("^S", "^S", "^S").wait(seconds: 11)
    let waiting = try mira.reader("jon").waiting()
    #expect(waiting.count == 1 && waiting[0].asks.count == 2)
  }

  @Test func whatWaitedBehindTheLockIsGoneOnWithAtTheSamePlace() throws {
    let mira = try Stage.couple()
    mira.press("w", "one two three", "<Left>", "<Left>", "<Esc>", "L")
    #expect(mira.isLocked)
    mira.keeper.close()
    let back = try Stage(folder: mira.folder, person: "mira", now: mira.now, wasLocked: true)
    #expect(back.rows[0].contains("Write"))
    back.press("_").wait(seconds: 1)
    #expect(back.picture.contains("one two thr_ee"))
    // Without a lock it is offered, and gone on with where one stood.
    let again = try Stage.other(back, "mira")
    #expect(again.picture.contains("You were writing on"))
    again.press("<Enter>", "|")
    #expect(again.picture.contains("one two thr_|ee"))
  }

  @Test func aPasteIsKeptAtOnce() throws {
    let mira = try Stage.couple()
    let text = (0..<5000).map { "line \($0), 日本 and more" }.joined(separator: "\n")
    #expect(text.count >= 100_000)
    mira.press("w")
    mira.take(.paste(text))
    // The program dies here: no tick, nothing else is done.
    let drafts = try Drafts(of: Journal(folder: mira.folder, person: "mira"))
    #expect(try drafts.all().first?.state["text"]?.string == text)
  }

  @Test func everyLetterOfTheLineAfterEscIsTheSameWithAlt() throws {
    // In the text, at a line that is chosen, and at one that is typed on.
    for place in [["w", "some words"], ["w", "some words", "<Tab>", "<Tab>"], ["p", "some words", "<Tab>"]] {
      for stop in Keymap.standard.stop {
        guard case .scalar(let letter) = stop.keys[0].code else { continue }
        var pictures: [String] = []
        for way in [[Key(.escape), .letter(letter)], [Key.alt(letter)]] {
          let mira = try Stage.couple()
          for keys in place { mira.press(keys) }
          for key in way { mira.take(.key(key)) }
          mira.wait(seconds: 1)
          pictures.append("\(mira.isLocked) " + mira.picture)
        }
        #expect(pictures[0] == pictures[1], "\(place) \(stop.verb)")
      }
    }
    // Any other letter goes back into the text, however it came.
    let mira = try Stage.couple()
    mira.press("w", "some", "<Esc>", "q")
    mira.take(.key(.alt("z")))
    #expect(mira.picture.contains("someqz"))
    mira.press("<Esc>", "?")
    #expect(mira.picture.contains("While writing, after Esc") || mira.rows[0].contains(Words.helpTitle))
    mira.press("<Esc>", "<Esc>", "9", "<Esc>", "<Esc>", "0")
    #expect(mira.rows[0].contains(Words.quietTitle))
    mira.press("<Esc>", "!")
    #expect(mira.picture.contains("someqz!"))
  }

  @Test func notYetCanBeLeftEmptyWithEnter() throws {
    let mira = try Stage.couple()
    mira.press("a", "Why?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    try Stage.other(mira).press("r", "Because.", "^S").wait(seconds: 11)
    let again = try Stage(folder: mira.folder, person: "mira", now: mira.now.adding(milliseconds: 60_000))
    again.press("2", "<Enter>", "m", "n", "<Enter>")
    #expect(again.footer.contains("ask again"))
    #expect(try again.reader("mira").waiting().isEmpty)
  }

  @Test func notYetOnAnAnswerToAFeelingAsksNothingThatCannotBeAskedAgain() throws {
    let mira = try Stage.couple()
    try Journal(folder: mira.folder, person: "mira").writer().write(
      .entry, "feeling", ["text": .string("It rained."), "visibility": .string("shared")], at: mira.now)
    let jon = try Stage.other(mira)
    jon.press("2", "<Enter>", "r", "I was dry.", "^S").wait(seconds: 11)
    mira.wait(seconds: 12)
    mira.press("2", "<Enter>", "m", "n")
    #expect(mira.still.contains("Marked not yet."), "\(mira.picture)")
    let answer = try #require(try mira.reader("mira").latestEntry(by: "jon"))
    #expect(try mira.reader("mira").mark(on: answer.id) == .notYet)
  }

  @Test func fromAHurtWordsAreAboutItAndStayForOneselfUntilTheyWereShared() throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    let hurt = try writer.write(
      .hurt, "hurt",
      ["text": .string("the trip"), "carried_by": .string("mira"), "visibility": .string("shared")], at: mira.now
    ).id
    let asked = try writer.write(
      .entry, "question", ["text": .string("Why there?"), "hurt": .string(hurt), "visibility": .string("shared")],
      at: mira.now
    ).id
    mira.wait(seconds: 1)
    for way in [["3"], ["3", "<Enter>"], ["2", "<Enter>"], ["2", "<Enter>", "="]] {
      for key in way { mira.press(key) }
      mira.press("w", "x")
      #expect(mira.footer.contains("keep for yourself"), "the first of what hurts is for oneself: \(way)")
      #expect(mira.picture.contains("About        the trip"), "\(way)")
      mira.press("<Esc>", "x")
    }
    #expect(try mira.reader("mira").entry(asked)?.hurt == hurt)
  }

  @Test func afterAHighNumberAQuietMinuteIsNamed() throws {
    let mira = try Stage.couple()
    mira.press("w", "so much", "<Tab>", "<Tab>", "7", "^S")
    #expect(!mira.still.contains("quiet"))
    mira.press("w", "too much", "<Tab>", "<Tab>", "8", "^S")
    #expect(mira.still.contains("u takes it back for ten seconds. 0 a quiet minute"))
  }

  @Test func onesOwnQuestionCanBeAnsweredByTalkingOrLetBe() throws {
    for (key, state) in [("t", ChainState.answered), ("y", .heard), ("l", .setAside)] {
      let mira = try Stage.couple()
      mira.press("a", "Where were you?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
      mira.press("2", "m", key)
      let ask = try #require(try mira.reader("mira").latestEntry(by: "mira"))
      #expect(try mira.reader("mira").chainState(of: ask) == state)
      #expect(try mira.reader("jon").waiting().isEmpty)
    }
  }

  @Test func whatOneKeptCanBeShown() throws {
    let mira = try Stage.couple()
    mira.press("w", "for me, then for you", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    #expect(!jon.press("2").picture.contains("then for you"))
    mira.press("2", "m", "<Esc>", "m", "s")
    #expect(mira.still.contains("Jon sees it from now on."))
    #expect(jon.press("1", "2").picture.contains("then for you"))
  }

  @Test func wordsAreBroughtAlongAndListed() throws {
    let mira = try Stage.couple()
    mira.press("a", "How do we say this?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("2", "b")
    #expect(mira.still.contains("comes along"))
    mira.press("4")
    #expect(mira.picture.contains("To bring along") && mira.picture.contains("How do we say this?"))
    let jon = try Stage.other(mira)
    #expect(jon.press("4").picture.contains("How do we say this?"))
    jon.press("2", "b")
    #expect(jon.still.contains(Words.notYours))
    mira.press("2", "b", "4")
    #expect(!mira.picture.contains("To bring along"))
  }

  @Test func whoCarriesAHurtGivesItAnotherName() throws {
    let mira = try Stage.couple()
    mira.press("c", "h", "The trip", "^S").wait(seconds: 11)
    mira.press("3", "e", " to Brno", "<Enter>")
    #expect(mira.picture.contains("The trip to Brno"))
    mira.press("<Enter>", "e", "^U", "Brno", "<Enter>")
    #expect(mira.rows[2].hasPrefix("  Brno"))
  }

  @Test func theHelpSaysEveryKeyWholeAtEverySize() throws {
    let mira = try Stage.couple()
    for size in [(40, 12), (60, 16), (80, 24), (200, 60)] {
      mira.resize(size.0, size.1)
      mira.press("?")
      #expect(mira.rows[2].split(separator: " ").first == "0")
      var seen = ""
      var before = ""
      while mira.picture != before {
        before = mira.picture
        seen += mira.rows.map { " " + $0.split(separator: " ").joined(separator: " ") }.joined()
        mira.press("j")
      }
      for meaning in Keymap.standard.list.map(\.meaning) + Keymap.standard.stop.map(\.meaning) {
        #expect(seen.contains(meaning), "\(size) \(meaning)")
      }
      mira.press("?")
    }
  }

  @Test func theTwoDoorsAreOpenBeforeAnybodySitsDownAndNothingElseIs() throws {
    let stage = try Stage()
    stage.isOwner = true
    stage.press("<Enter>", "9")
    #expect(stage.rows[0].contains(Words.numbersTitle) && !stage.footer.contains("lines of your own"))
    for key in ["w", "e", "1", "o", "/", ":", "?", "L", "v", "9"] { stage.press(key) }
    #expect(stage.rows[0].contains(Words.numbersTitle) && !stage.isLocked)
    stage.press("0", "<Esc>", "<Esc>")
    #expect(stage.picture.contains("Before you begin"))
  }

  @Test func whatElseCanBeWrittenIsWhatFits() throws {
    let mira = try Stage.couple()
    mira.press("c")
    #expect(!mira.picture.contains("what I did") && mira.picture.contains("help from outside"))
    // Any other key means there what it means.
    mira.press("3")
    #expect(mira.picture.contains("[3 Hurts]"))
    for name in ["the bus", "the late train"] {
      try Journal(folder: mira.folder, person: "jon").writer().write(
        .hurt, "hurt",
        [
          "text": .string(name), "carried_by": .string("jon"), "caused_by": .string("mira"),
          "visibility": .string("shared"),
        ], at: mira.now)
    }
    mira.press("c", "d", "I hid it.", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let entry = try #require(try mira.reader("jon").latestEntry(by: "mira", of: .acknowledgement))
    #expect(try mira.reader("jon").hurtName(try #require(entry.hurt)) == "the late train")
    mira.press("c", "s", "Tuesday at five", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    #expect(try mira.reader("jon").latestEntry(by: "mira", of: .help)?.text == "Tuesday at five")
  }

  @Test func whatOneDidHasThreePartsAndABoundaryWhatItProtects() throws {
    let mira = try Stage.couple()
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    let hurt = try jon.write(
      .hurt, "hurt",
      [
        "text": .string("the bus"), "carried_by": .string("jon"), "caused_by": .string("mira"),
        "visibility": .string("shared"),
      ], at: mira.now
    ).id
    try jon.write(
      .entry, "feeling",
      [
        "text": .string("x"), "hurt": .string(hurt), "feelings": .array([.string("lonely"), .string("numb")]),
        "visibility": .string("shared"),
      ], at: mira.now)
    mira.press("c", "d", "I did not come.", "<Tab>", "<Tab>")
    #expect(mira.picture.contains(Words.told + "lonely, numb"))
    mira.press("You stood there alo", "<Left>", "_", "<Tab>", "the lie")
    mira.wait(seconds: 1)
    #expect(mira.picture.contains("How it landed        You stood there al_o"))
    // All of it is in the draft.
    mira.press("^Q")
    let again = try Stage.other(mira, "mira")
    again.press("<Enter>", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let entry = try #require(try again.reader("jon").latestEntry(by: "mira", of: .acknowledgement))
    #expect(entry.parts["how_it_landed"] == "You stood there al_o" && entry.parts["i_am_responsible"] == "the lie")

    again.press("c", "b", "No talk of it after ten.", "<Tab>", "<Tab>", "my sleep", "<Tab>", "some day", "^S")
    #expect(again.still.contains(Words.dayUnclear))
    again.press("^U", "28 may", "^S").wait(seconds: 11)
    let boundary = try #require(try again.reader("jon").boundaries().first)
    #expect(boundary.protects == "my sleep" && boundary.lookAgain != nil)
  }

  @Test func theNamedPartsOfWhatOneDidAreReadInTheTalk() throws {
    let stage = try Stage("noor", at: "2026-01-12T22:00:00+01:00")
    stage.press("3", "<Enter>", "G")
    while !stage.rows[0].contains("For eight months") {
      stage.press("<Enter>")
      guard !stage.rows[0].contains("For eight months") else { break }
      if !stage.rows[0].contains("[3 Hurts]") { stage.press("<Esc>") }
      let before = stage.picture
      stage.press("k")
      try #require(stage.picture != before, "there is a row of what was owned")
    }
    #expect(stage.picture.contains("I am responsible for: Nobody made me do that."))
    #expect(!stage.picture.contains("How it landed"), "a part that is empty is not named")
  }

  @Test func theSameTextNeverHasTwoEditors() throws {
    let mira = try Stage.couple()
    mira.press("a", "Where were you?", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    let jon = try Stage.other(mira)
    jon.press("r", "I was", "^O", "r", " on the bus.")
    #expect(jon.picture.contains("I was on the bus."))
    jon.press("^O", "<Tab>", " Late.")
    #expect(jon.picture.contains("I was on the bus. Late."))
    // Away through the answers, before anything was kept: nothing is lost.
    jon.press(" End.", "^O", "1")
    #expect(try Stage.other(jon).press("r").picture.contains("I was on the bus. Late. End."))
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
