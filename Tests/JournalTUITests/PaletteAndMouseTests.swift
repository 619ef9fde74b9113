import Testing

@testable import JournalTUI

/// Doing things by their words, and by pointing.
@Suite struct PaletteAndMouseTests {
  @Test func aClickAnswersNoQuestion() throws {
    let mira = try Stage.couple()
    mira.press("y", "For the tea.", "^S").wait(seconds: 11)
    mira.press("2", "x")
    #expect(mira.still.contains("Your words go"))
    mira.click(3, 30, twice: true)
    #expect(mira.still.contains("Your words go") && mira.picture.contains("For the tea."), "\(mira.picture)")
  }

  @Test func aFewLettersFindAnActionAndEnterDoesIt() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    stage.press(":", "hurts what")
    #expect(stage.rows[4].hasPrefix("› 3"))
    stage.press("<Enter>")
    #expect(stage.picture.contains("[3 Hurts]"))
    stage.press("^P", "zzzz")
    #expect(stage.picture.contains(Words.nothingFound))
    stage.press("<Enter>", "<Esc>")
    #expect(stage.picture.contains("[3 Hurts]"))
  }

  @Test func overATextItDoesWhatKeysDoThere() throws {
    let stage = try Stage.couple()
    stage.press("w", "one two", "^P", "cut the word", "<Enter>")
    #expect(stage.picture.contains("one") && !stage.picture.contains("two"))
    stage.press("^P", "undo", "<Enter>")
    #expect(stage.picture.contains("one two"))
  }

  @Test func everyActionIsFoundByItsOwnName() throws {
    for row in Keymap.standard.list where row.verb != .palette {
      let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
      stage.press(":", row.meaning)
      #expect(stage.model.spoken.screen.items.first == row.meaning + ", " + row.keys[0].label)
    }
  }

  @Test func wordsAreFoundInAnyOrderAndAKeyByItself() throws {
    func first(_ typed: String, _ person: String = "noor") throws -> String? {
      let stage = try Stage(person, at: "2026-02-03T22:20:00+01:00")
      stage.press(":", typed)
      return stage.model.spoken.screen.items.first
    }
    #expect(try first("date go")?.hasSuffix(", d") ?? false)
    #expect(try first("go date")?.hasSuffix(", d") ?? false)
    #expect(try first("a")?.hasSuffix(", a") ?? false)
    #expect(try first("boundary") == "a boundary, c b")
    #expect(try first("name a hurt") == "name a hurt, c h")
  }

  @Test func aKindIsFoundByItsNameAndOpensItsEditor() throws {
    let stage = try Stage("remy", at: "2026-02-03T22:20:00+01:00")
    stage.press(":", "what I did", "<Enter>")
    #expect(stage.rows[0].hasPrefix(" What I did"))
    // Nobody owns what nobody did.
    let couple = try Stage.couple()
    couple.press(":", "what I did")
    #expect(!couple.model.spoken.screen.items.contains("what I did, c d"))
  }

  @Test func lettersThatStandTogetherComeFirst() {
    func distance(_ letters: String, _ text: String) -> Int? { Palette.distance(Array(letters), in: Array(text)) }
    #expect(distance("", "open") == 0)
    #expect(distance("op", "open") == 0)
    #expect(distance("on", "open") == 6)
    #expect(distance("pe", "open") == 2)
    #expect(distance("it", "open it") == 1)
    #expect(distance("xo", "open") == nil)
    #expect(distance("open it", "open") == nil)
  }

  @Test func aClickGoesToARowAndASecondOpensIt() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    let row = try #require(stage.rows.firstIndex { $0.contains("I cancelled lunch") })
    stage.click(row, 30)
    #expect(stage.rows[row].hasPrefix("›"))
    stage.click(row, 30, twice: true)
    #expect(stage.rows[0].contains("I cancelled lunch"))
    stage.press("<Esc>")
    stage.click(0, 22)
    #expect(stage.picture.contains("[3 Hurts]"))
    stage.click(5, 10, twice: true)
    #expect(stage.picture.contains("came up on"))
    stage.click(23, 79)
    stage.click(500, 500)
  }

  @Test func aClickOnAnEntryOfTodayTakesThatEntry() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    stage.click(4, 50)
    stage.press("<Enter>")
    #expect(stage.rows[0].contains("What exactly did you tell Kit"))
  }

  @Test func theWheelMovesTheSelectionAndInATextTheCursor() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    stage.press("2")
    let before = stage.picture
    stage.take(.wheel(isDown: true))
    #expect(stage.picture != before)
    stage.take(.wheel(isDown: false))
    #expect(stage.picture == before)
  }

  @Test func aDetailLineOfTheEditorIsClicked() throws {
    let stage = try Stage.couple()
    stage.press("w", "text")
    let row = try #require(stage.rows.firstIndex { $0.hasPrefix("  How much") })
    stage.click(row, 20)
    stage.press("7")
    #expect(stage.picture.contains("hard to think of other things"))
  }

  @Test func reportsOfTheMouseBecomeInputs() {
    var parser = KeyParser()
    #expect(
      parser.feed("\u{1B}[<0;3;5M\u{1B}[<0;3;5m\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<2;1;1Mj".utf8) == [
        .click(row: 4, column: 2), .wheel(isDown: false), .wheel(isDown: true), .key(.letter("j")),
      ])
    #expect(parser.feed("\u{1B}[<0;0;0M\u{1B}[<M\u{1B}[<9999999999999999999;1;1M".utf8) == [])
  }
}
