import JournalCore
import Testing

@testable import JournalTUI

/// The coach on the screen: a hint stands beside the text, waits to be asked for, and gives way.
@Suite struct HintTests {
  /// Remy answers Noor's question of 10 February.
  private func answering(_ text: String, columns: Int = 80, rows: Int = 24) throws -> Stage {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00", size: Size(columns: columns, rows: rows))
    stage.press("o", "j", "r", text)
    return stage
  }

  @Test func itComesAtRestAndGoesWithItsWords() throws {
    let stage = try answering("It was only messages. ")
    #expect(!stage.picture.contains("can sound like"))
    stage.wait(seconds: 1)
    #expect(stage.picture.contains("\"It was only messages\" can sound like the hurt made smaller than it is."))
    #expect(stage.underlined == "It was only messages")
    let text = stage.rows[9...13]
    stage.press("And more. ")
    #expect(stage.underlined == "It was only messages")
    stage.press("^U")
    #expect(!stage.picture.contains("can sound like"))
    #expect(stage.rows.count == 24 && text.first == stage.rows[9].prefix(1) + " It was only messages.")
  }

  @Test func theRowsOfTheTextStayWhereTheyAre() throws {
    let stage = try answering("Yes. ")
    stage.wait(seconds: 1)
    let rules = stage.rows.indices.filter { stage.rows[$0].hasPrefix("─") }
    stage.press("You never asked. ")
    stage.wait(seconds: 1)
    #expect(stage.picture.contains("can sound like"))
    #expect(stage.rows.indices.filter { stage.rows[$0].hasPrefix("─") } == rules)
  }

  @Test func enterPutsTheOtherWayInItsPlaceAndUndoBringsItBack() throws {
    let stage = try answering("Yes. You never asked, did you? I am here.")
    stage.wait(seconds: 1)
    stage.press("<Tab>", "<Enter>")
    #expect(
      stage.rows[9].contains("Yes. Things were hard between us. Lying was my answer to them, and that is"))
    #expect(stage.rows[10].contains("mine. I am here."))
    #expect(!stage.picture.contains("can sound like"))
    stage.press("^Z")
    stage.wait(seconds: 1)
    #expect(stage.rows[9].contains("Yes. You never asked, did you? I am here."))
    #expect(stage.underlined == "You never asked")
  }

  @Test func keptWordsAreNotSpokenOfAgain() throws {
    let stage = try answering("I was drunk. You're paranoid. ")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "You're paranoid")
    stage.press("<Tab>", "x")
    #expect(stage.underlined == "I was drunk")
    stage.press("<Tab>", "x", "Yes. ")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "")
    #expect(stage.rows[9].contains("I was drunk. You're paranoid. Yes."))
  }

  @Test func fewerOfTheseHoldsForThatPersonUntilTheyWantThemBack() throws {
    let stage = try answering("You never asked. ")
    stage.wait(seconds: 1)
    stage.press("<Tab>", "-")
    #expect(stage.underlined == "")
    stage.press("<Esc>", "x", "r", "You pushed me. It was only messages. ")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "It was only messages")
    let journal = try Journal(folder: stage.folder, person: "remy")
    #expect(try journal.isOff(Deflection.blameShifting))
    #expect(try !Journal(folder: stage.folder, person: "noor").isOff(Deflection.blameShifting))
    stage.press("<Esc>", "x", "<Esc>", "<Esc>", "5", "G")
    let rows = stage.rows
    #expect(rows.contains { $0.contains("Hints about blame handed back") })
  }

  @Test func beneathWhatOneWritesAndAsksThereIsNoneUntilItIsWanted() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00", size: Size(columns: 80, rows: 24))
    let everywhere = Words.hintsEverywhere
    func hears(_ key: String) -> Bool {
      stage.press(key, "You always ruin it. You're crazy. ")
      stage.wait(seconds: 1)
      let isHeard = stage.underlined == "You're crazy"
      stage.press("<Esc>", "x")
      return isHeard
    }
    #expect(!hears("w") && !hears("a"))
    stage.press("5", "G")
    while !stage.rows.contains(where: { $0.hasPrefix("›") && $0.contains(everywhere) }) { stage.press("k") }
    stage.press("<Enter>", "1")
    #expect(hears("w") && hears("a"))
    #expect(try !Journal(folder: stage.folder, person: "noor").hasHintsEverywhere())
  }

  @Test func nothingIsHeldBackForAHint() throws {
    let stage = try answering("You never asked.")
    stage.wait(seconds: 1)
    #expect(stage.picture.contains("can sound like"))
    stage.press("^S")
    #expect(stage.still.contains("u takes it back for ten seconds."))
  }

  @Test func aHurtOfOnesOwnHasItsOwnPage() throws {
    let stage = try answering("You're no saint. ")
    stage.wait(seconds: 1)
    #expect(stage.picture.contains("c name a hurt of mine   Enter use this"))
    stage.press("<Tab>", "c")
    #expect(stage.rows[0].contains("Name a hurt"))
    stage.press("<Esc>", "<Esc>")
    #expect(stage.rows[9].contains("You're no saint."))
  }

  @Test func otherLettersGoOnWithTheText() throws {
    let stage = try answering("You never asked. ")
    stage.wait(seconds: 1)
    stage.press("<Tab>", "So it is.")
    #expect(stage.rows[9].contains("You never asked. So it is."))
  }

  @Test func smallScreensShowItWhenItIsAskedFor() throws {
    let stage = try answering("You never asked. ", columns: 40, rows: 12)
    stage.wait(seconds: 1)
    #expect(!stage.picture.contains("Another way"))
    stage.press("<Tab>")
    #expect(stage.picture.contains("Another way: Things were hard"))
    #expect(stage.picture.contains("Enter use  x keep  - fewer"))
    stage.press("<S-Tab>")
    #expect(!stage.picture.contains("Another way"))
  }

  @Test func ownFeelingsAndQuestionsAreNotEdited() throws {
    for keys in [["w"], ["a"]] {
      let stage = try Stage("noor", at: "2026-02-12T21:29:00+01:00")
      for key in keys { stage.press(key) }
      stage.press("You always lie. You never asked. ")
      stage.wait(seconds: 1)
      #expect(!stage.picture.contains("can sound like"))
    }
  }

  @Test func aPromiseIsReadForAskingForgivenessAlone() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    stage.press("p", "You never asked. ")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "")
    stage.press("I call at six, so please forgive me.")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "forgive me")
    #expect(stage.picture.contains("Another way: You owe me nothing. I go on showing up."))
  }

  @Test func whatOneDidIsReadToo() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    stage.press("c")
    for _ in stage.rows where !stage.rows.contains(where: { $0.hasPrefix("›") && $0.contains("what I did") }) {
      stage.press("j")
    }
    stage.press("<Enter>", "I'm sorry if you felt alone. ")
    stage.wait(seconds: 1)
    #expect(stage.underlined == "I'm sorry if")
    #expect(stage.picture.contains("an apology with no deed in it"))
    stage.press("<Tab>", "<Tab>")
    #expect(stage.rows.contains { $0.hasPrefix("› About") })
  }
}
