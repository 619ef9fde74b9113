import JournalCore
import Testing

@testable import JournalTUI

/// The loops of a day in the keys that they are meant to take; what is typed as words is not counted.
@Suite struct LoopTests {
  /// Presses the keys that a line names, `…` standing for words, and counts the keys.
  private func press(_ stage: Stage, _ line: String, words: String...) -> Int {
    var words = words[...]
    var count = 0
    for key in line.split(separator: " ").map(String.init) {
      guard key == "…" else {
        stage.press(["Enter", "Tab", "Esc", "Right", "Left", "Down"].contains(key) ? "<\(key)>" : key)
        count += 1
        continue
      }
      // Words are followed by a pause, as fingers make one.
      stage.press(words.removeFirst()).wait(seconds: 1)
    }
    return count
  }

  private func sample(_ person: String, _ moment: String) throws -> Stage { try Stage(person, at: moment) }

  /// Two people, a hurt that Mira carries, and a question of hers that waits for Jon.
  private func couple() throws -> (mira: Stage, jon: Stage) {
    let mira = try Stage.couple()
    let writer = try mira.tellOfTheNightBus()
    try writer.write(
      .entry, "question", ["text": .string("Where were you?"), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 1)
    return (mira, try Stage.other(mira))
  }

  @Test func stillHurtsWithoutWordsIsOneKeyAndANumberIsAskedForByAnother() throws {
    let (mira, _) = try couple()
    mira.press("3")
    #expect(press(mira, ".") == 1)
    #expect(mira.still.contains("Kept: the night bus."))
    #expect(press(mira, "i 7 Enter") == 3)
    #expect(try mira.reader("mira").hurts().first?.days.last?.intensity == 7)
  }

  @Test func stillHurtsAsksWhichWhereNoneIsLookedAt() throws {
    let (mira, jon) = try couple()
    #expect(press(mira, ". .") == 2)
    #expect(mira.picture.contains("[1 Today]") && mira.still.contains("Kept: the night bus."))
    #expect(try mira.reader("jon").hurts().first?.days.count == 1)
    // Whoever carries nothing is shown nothing to choose.
    jon.press(".")
    #expect(jon.picture.contains(Words.noHurts) && !jon.picture.contains("night bus"))
  }

  @Test func writingAskingThankingAndAnsweringAreTwoKeysAndTheWords() throws {
    let (mira, jon) = try couple()
    for (line, kind) in [("w … ^S", EntryKind.feeling), ("a … ^S", .question), ("y … ^S", .gratitude)] {
      #expect(press(mira, line, words: "some words of \(kind.rawValue)") == 2)
      mira.wait(seconds: 11)
      #expect(try mira.reader("mira").latestEntry(by: "mira", of: kind)?.text == "some words of \(kind.rawValue)")
    }
    #expect(press(jon, "r … ^S", words: "On the bus.") == 2)
    jon.wait(seconds: 11)
    let answer = try #require(try jon.reader("mira").latestEntry(by: "jon"))
    #expect(answer.kind == .response && answer.text == "On the bus.")
  }

  @Test func theFirstThatWaitsIsAnsweredFromAnyPlace() throws {
    for way in [["2"], ["3"], ["4"], ["5"], ["0"], ["v"], ["3", "<Enter>"], [".", "<Esc>"]] {
      let (mira, jon) = try couple()
      for key in way { jon.press(key) }
      jon.press("r")
      #expect(jon.rows[0].contains("Answer Mira") && jon.picture.contains("Where were you?"), "\(way)")
      mira.press("1")
    }
    let (mira, _) = try couple()
    mira.press("3", "r")
    #expect(mira.still.contains(Words.nothingWaits))
  }

  @Test func askingAgainIsTwoKeysOnTheQuestionAndFourElsewhere() throws {
    let noor = try sample("noor", "2026-02-10T02:11:00+01:00")
    func reader() throws -> Reader {
      try Journal(folder: noor.folder, person: "noor").reader(.person("noor"), at: noor.now)
    }
    let asked = try reader().waiting().count
    #expect(press(noor, "a … Tab Enter ^S", words: "was any of it real. the sundays. us") == 4)
    noor.wait(seconds: 11)
    let latest = try #require(try reader().latestEntry(by: "noor", of: .question))
    #expect(latest.text.hasPrefix("was any of it real") && latest.chain != latest.id)
    #expect(try reader().waiting().count == asked + 1)

    let (mira, _) = try couple()
    mira.press("2", "<Enter>")
    #expect(press(mira, "a ^S") == 2)
    mira.wait(seconds: 11)
    #expect(try mira.reader("mira").waiting().first?.asks.count == 2)
  }

  @Test func laterByATimeIsFourKeys() throws {
    let (mira, jon) = try couple()
    #expect(press(jon, "t 2 3 Enter") == 4)
    jon.wait(seconds: 11)
    #expect(try mira.reader("mira").waiting().first?.state == .held)
  }

  @Test func aMarkIsTwoKeys() throws {
    let (mira, jon) = try couple()
    _ = press(jon, "r … ^S", words: "On the bus.")
    jon.wait(seconds: 11)
    mira.wait(seconds: 12)
    mira.press("2")
    #expect(press(mira, "m y") == 2)
    let answer = try #require(try mira.reader("mira").latestEntry(by: "jon"))
    #expect(try mira.reader("mira").mark(on: answer.id) == .heard)
  }

  @Test func theWeekIsWalkedInSevenKeys() throws {
    let noor = try sample("noor", "2026-02-08T18:00:00+01:00")
    var steps: [String] = []
    noor.press("v")
    for _ in 0..<6 {
      steps.append(Words.weekSteps.first { noor.rows[0].contains("[\($0)]") } ?? "")
      noor.press("<Tab>")
    }
    #expect(steps == Words.weekSteps)
    noor.press("<Esc>")
    let again = try sample("noor", "2026-02-08T18:00:00+01:00")
    #expect(press(again, "v Tab Tab Tab Tab Tab Esc") == 7)
    #expect(again.picture.contains("[1 Today]"))
  }

  @Test func browsingAndTriggersAreAFewKeys() throws {
    let noor = try sample("noor", "2026-04-11T20:00:00+02:00")
    #expect(press(noor, "2 / … Enter =", words: "real") == 4)
    #expect(noor.footer.contains("one by one"))
    #expect(press(noor, "3 Enter") == 2)
    #expect(noor.picture.contains("came up on"))
  }

  /// Feelings, a number, the hurt, what one would like, who sees it, and a line of thanks.
  @Test func theWholeOfADayIsUnderTwentySixKeys() throws {
    let (mira, _) = try couple()
    let keys =
      press(mira, "w … Tab e x h Enter Tab 8 Tab Right Tab Right Tab Right ^S", words: "Three sentences of it.")
      + press(mira, "y … ^S", words: "the tea")
    #expect(keys <= 25, "\(keys)")
    mira.wait(seconds: 11)
    let entry = try #require(try mira.reader("mira").latestEntry(by: "mira", of: .feeling))
    #expect(entry.feelings == ["exhausted"] && entry.intensity == 8 && entry.hurt != nil && entry.wish == "answer")
    #expect(try mira.reader("mira").latestEntry(by: "mira", of: .gratitude)?.text == "the tea")
  }

  @Test func everyLineBelowATextIsSkippedWithEnter() throws {
    let (mira, _) = try couple()
    #expect(press(mira, "w … Tab Enter Enter Enter Enter Enter", words: "only words") == 7)
    mira.press(" and more", "^S").wait(seconds: 11)
    let entry = try #require(try mira.reader("mira").latestEntry(by: "mira", of: .feeling))
    #expect(entry.text == "only words and more" && entry.feelings.isEmpty && entry.intensity == nil)
  }
}
