import JournalCore
import Testing

@testable import JournalTUI

/// Today where there is little room: both names, the focus in sight, entries from their beginning.
@Suite struct SmallTodayTests {
  @Test func theFocusOfTheFirstEveningIsInSight() throws {
    let stage = try Stage(size: Size(columns: 40, rows: 12))
    stage.isOwner = true
    stage.press("<Enter>")
    while !stage.picture.contains("Your name") { stage.press("<Enter>") }
    stage.press("Ann", "<Enter>", "Ben", "<Enter>", "<Enter>")
    while !stage.picture.contains("has not joined yet") { stage.press("<Enter>") }
    for word in ["write what is there", "ask something", "thank for something", "anything else"] {
      #expect(stage.rows.contains { $0.hasPrefix("›") && $0.contains(word) }, "\(word)\n\(stage.picture)")
      stage.press("j")
    }
  }

  /// Ann and Ben's bars and words, one under the other.
  @Test func whatIsForOneselfHasNoBar() throws {
    let mira = try Stage.couple()
    mira.press("w", "my own", "^S").wait(seconds: 11)
    mira.press("y", "the soup", "^S").wait(seconds: 11)
    for size in [(80, 24), (60, 20), (40, 20)] {
      mira.resize(size.0, size.1)
      #expect(mira.rows.contains { $0.hasPrefix("  my own") }, "\(mira.picture)")
      #expect(mira.rows.contains { $0.hasPrefix("│ the soup") }, "\(mira.picture)")
      let notes = mira.rows.filter { $0.contains("only you see this") }
      #expect(!notes.isEmpty && notes.allSatisfy { $0.hasPrefix("  ") }, "\(mira.picture)")
      #expect(mira.rows.contains { $0.hasPrefix("  20:0") && $0.contains("writes") }, "\(mira.picture)")
    }
  }

  @Test func bothNamesStandOnTheSmallestScreenBesideANotice() throws {
    let mira = try Stage.couple()
    mira.press("w", "rain", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.press("s", "2 hours", "<Enter>")
    mira.resize(40, 12)
    #expect(mira.rows[2].contains("Your space runs until"))
    for name in ["Mira", "Jon"] { #expect(mira.rows.contains { $0.hasPrefix("  \(name)") }, "\(mira.picture)") }
    #expect(mira.picture.contains("rain") && mira.picture.contains("nothing written"), "\(mira.picture)")
    #expect(mira.rows.contains { $0.hasPrefix("›") }, "\(mira.picture)")
  }

  @Test func anEntryBeginsWithItsHeadingAndIsCutAtItsEnd() throws {
    let mira = try Stage.couple()
    let long = (1...60).map { "word\($0)" }.joined(separator: " ")
    mira.press("y", "a first one", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    for text in ["a second one", long] { mira.press("y", text, "^S").wait(seconds: 11) }
    for size in [(40, 12), (50, 14), (60, 16), (60, 20), (71, 24), (60, 30)] {
      mira.resize(size.0, size.1)
      let name = try #require(mira.rows.firstIndex { $0.hasPrefix("  Mira") })
      let other = try #require(mira.rows.firstIndex { $0.hasPrefix("  Jon") })
      let first = mira.rows[name + 1]
      #expect(first.contains("20:0"), "\(mira.picture)")
      // What does not fit ends in dots, and no row above the other's name is left blank.
      #expect(mira.picture.contains("…") == !mira.picture.contains("word60"), "\(mira.picture)")
      #expect(mira.rows[(name + 1)..<other].allSatisfy { $0.hasPrefix("│") }, "\(mira.picture)")
      #expect(mira.rows[other + 1].contains("nothing written"), "\(mira.picture)")
    }
    // The focus on an earlier one brings that one into sight, from its beginning.
    mira.resize(40, 12)
    mira.press("g")
    #expect(mira.picture.contains("a first one"), "\(mira.picture)")
  }

  @Test func noEntryIsLeftOutWhileThereAreRowsBelow() throws {
    let mira = try Stage.couple()
    for text in ["one", "two", "three"] { mira.press("w", text, "^S").wait(seconds: 11) }
    for text in ["one", "two", "three"] { #expect(mira.picture.contains("  \(text)"), "\(mira.picture)") }
    #expect(!mira.picture.contains("earlier"))
    mira.press("s", "2 hours", "<Enter>")
    #expect(!mira.picture.contains("earlier"), "\(mira.picture)")
  }

  @Test func dotsStandAfterALineThatIsOneWord() throws {
    let mira = try Stage.couple()
    mira.press("y", String(repeating: "z", count: 300), "^S").wait(seconds: 11)
    mira.resize(40, 12)
    #expect(mira.picture.contains("z…"), "\(mira.picture)")
  }

  // MARK: - Being away oneself

  @Test func onesOwnAbsenceIsSaidAndNothingCountsAsWaiting() throws {
    let mira = try Stage.couple()
    let jon = try Stage.other(mira)
    jon.press("a", "where were you", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    mira.wait(seconds: 15)
    mira.press("1")
    #expect(mira.picture.contains("Waiting for you   where were you"))
    try Journal(folder: mira.folder, person: "mira").writer().write(
      .action, "away",
      ["from": .string("2026-05-04T20:01:00+02:00"), "until": .string("2026-05-09T20:00:00+02:00")], at: mira.now)
    mira.wait(seconds: 120)
    for place in ["1", "2", "5", "o"] {
      mira.press(place)
      #expect(
        mira.rows[2] == "  You are away until Sat 20:00. Nothing counts as waiting until then.", "\(mira.picture)")
    }
    #expect(mira.picture.contains(Words.openHead) && !mira.picture.contains("Waiting for you"))
    mira.press("1")
    #expect(mira.picture.contains("Open              where were you"), "\(mira.picture)")
    #expect(!mira.picture.contains("Waiting for you"))
    // It is there to be answered all the same.
    mira.press("r")
    #expect(mira.rows[0].contains("Answer Jon"))
  }
}
