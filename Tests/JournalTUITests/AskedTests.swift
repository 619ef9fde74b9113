import JournalCore
import Testing

@testable import JournalTUI

/// Asked before: beside what is being asked stands what it comes close to, and the person decides.
@Suite struct AskedTests {
  private func noor() throws -> Stage {
    let stage = try Stage("noor", at: "2026-02-10T02:11:00+01:00")
    stage.press("a", "was any of it real. the sundays. us")
    #expect(!stage.picture.contains(Words.looksClose), "not while one types")
    stage.wait(seconds: 1)
    return stage
  }

  @Test func theClosestStandsThereWithTheAnswerThatWasHeard() throws {
    let stage = try noor()
    #expect(stage.picture.contains(Words.looksClose))
    #expect(stage.picture.contains("real"))
    #expect(stage.picture.contains(Words.askedKeys[0]))
    #expect(stage.picture.contains("You marked it heard."))
    #expect(stage.picture.contains("in common:"))
    stage.press(" more")
    #expect(stage.picture.contains("us more"), "it does not take the cursor")
  }

  @Test func oneKeyMakesItTheSameQuestion() throws {
    let stage = try noor()
    stage.press("<Tab>", "<Enter>")
    #expect(!stage.picture.contains(Words.looksClose))
    stage.press("^S")
    stage.wait(seconds: 11)
    let journal = try Journal(folder: stage.folder, person: "noor")
    let reader = journal.reader(.person("noor"), at: stage.now)
    let written = try #require(try reader.latestEntry(by: "noor", of: .question))
    #expect(written.text.hasPrefix("was any of it real"))
    #expect(try reader.chainName(of: written) == "e003")
  }

  @Test func oneKeySaysThatItIsNewAndIsRememberedForThePair() throws {
    let stage = try noor()
    stage.press("<Tab>", "x")
    #expect(!stage.picture.contains(Words.looksClose))
    stage.press(" again")
    stage.wait(seconds: 2)
    #expect(!stage.picture.contains(Words.looksClose))
    stage.press("^S")
    stage.wait(seconds: 11)
    let journal = try Journal(folder: stage.folder, person: "noor")
    let reader = journal.reader(.person("noor"), at: stage.now)
    let written = try #require(try reader.latestEntry(by: "noor", of: .question))
    #expect(written.chain == written.id)
    for pair in try reader.mightBelongTogether() { #expect(pair.newer != .chain(written.id)) }
  }

  @Test func aFeelingIsShownTheHurtThatItMayBelongTo() throws {
    let stage = try Stage("noor", at: "2026-02-10T20:00:00+01:00")
    stage.press("w", "The holiday photos again. I cannot tell on which days you were really there")
    stage.wait(seconds: 1)
    let head = try #require(stage.rows.first { $0.contains("This may be about") })
    #expect(stage.picture.contains(Words.mayBeAboutKeys[0]))
    stage.press("<Tab>", "<Enter>")
    #expect(!stage.picture.contains(Words.mayBeAboutKeys[0]))
    let name = try #require(head.split(separator: "about ").last?.split(separator: ".").first)
    #expect(stage.picture.contains("About        \(name)"))
    // Where a hurt is named, none is offered.
    stage.press(" and the photos")
    stage.wait(seconds: 2)
    #expect(!stage.picture.contains(Words.mayBeAboutKeys[0]))
  }

  @Test func itIsNotThatHurtIsHeard() throws {
    let stage = try Stage("noor", at: "2026-02-10T20:00:00+01:00")
    stage.press("w", "The holiday photos again. I cannot tell on which days you were really there")
    stage.wait(seconds: 1)
    stage.press("<Tab>", "x", " again")
    stage.wait(seconds: 2)
    #expect(!stage.picture.contains(Words.mayBeAboutKeys[0]))
    #expect(stage.picture.contains("│ again"))
  }

  @Test func theWeekShowsWhatMayBelongTogetherUntilSomebodySaysOtherwise() throws {
    let stage = try Stage.couple()
    let journal = try Journal(folder: stage.folder, person: "mira")
    for (hours, text) in [(10, "When did you last talk to her?"), (58, "when did u last talk to her")] {
      try journal.writer().write(
        .entry, "question", ["text": .string(text), "visibility": .string("shared")],
        at: stage.now.adding(milliseconds: Int64(hours) * 3_600_000))
    }
    stage.wait(seconds: 1)
    stage.press("v", "<Tab>", "<Tab>", "<Tab>")
    #expect(stage.picture.contains(Words.mightBelong("Mira").prefix(30)))
    stage.press("<Down>", "x")
    #expect(!stage.picture.contains("these may ask the same"))
    stage.press("<Esc>", "v")
    #expect(!stage.picture.contains("these may ask the same"))
  }

  @Test func everydayWordsBringNothing() throws {
    let stage = try Stage("noor", at: "2026-02-10T20:00:00+01:00")
    stage.press("a", "Did you buy bread for tomorrow?")
    stage.wait(seconds: 1)
    #expect(!stage.picture.contains(Words.looksClose))
  }

  @Test func theAnswersOpenSideBySideAndTheTextIsStillThere() throws {
    let stage = try noor()
    stage.press("<Tab>", "=")
    #expect(stage.picture.contains("Was any of last year real for you?"))
    stage.press("<Esc>")
    #expect(stage.picture.contains("was any of it real. the sundays. us"))
  }
}
