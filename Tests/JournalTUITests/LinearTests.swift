import JournalCore
import Testing

@testable import JournalTUI

/// The screen as it is heard: line by line, nothing twice, nothing unasked.
@Suite struct LinearTests {
  /// Presses keys one by one and gives what is said after the last.
  private func hear(_ stage: Stage, _ narrator: inout Narrator, _ keys: String...) -> [String] {
    var said: [String] = []
    for key in [""] + keys {
      if !key.isEmpty { stage.press(key) }
      let (screen, depth, still) = stage.model.spoken
      said = narrator.say(screen, depth: depth, still: still)
    }
    return said
  }

  @Test func todayIsATitleAndOneLineAnItem() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    var narrator = Narrator()
    #expect(
      hear(stage, &narrator) == [
        "Today, sample  Tue 3 Feb  Noor", "4 of 9, Waiting for you, Nothing is waiting.",
      ])
    #expect(
      hear(stage, &narrator, "k") == [
        "3 of 9, Noor, Tuesday 3 February 22:15, exhausted, doubtful, hurts 8: Was it real. I know. Again."
      ])
    #expect(hear(stage, &narrator, "^A") == [], "nothing new, nothing said")
  }

  @Test func everyScreenHasWordsAndTheyHoldNoSignOfThePicture() throws {
    let ways: [[String]] = [
      ["1"], ["2"], ["3"], ["4"], ["5"], ["o"], ["v"], ["0"], ["9"], ["3", "<Enter>"], ["2", "<Enter>"],
      ["2", "<Enter>", "="], ["?"], ["c"], ["w"], ["a"], ["r"], ["2", "/"], ["2", "d"], ["c", "h"], ["w", "<Tab>"],
      ["w", "<Esc>"], ["s"], ["5", "<Enter>"], ["2", "/", "real", "<Enter>", "<Enter>", "c", "n"],
    ]
    for way in ways {
      let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
      for key in way { stage.press(key) }
      let spoken = stage.model.spoken.screen
      #expect(!spoken.title.isEmpty, "\(way)")
      let words = [spoken.title] + spoken.lines + spoken.items
      #expect(words.joined().count > 10, "\(way)")
      for line in words { #expect(!line.contains { "│┊─›▌".contains($0) }, "\(way)") }
      if let focus = spoken.focus, !spoken.items.isEmpty { #expect(spoken.items.indices.contains(focus), "\(way)") }
    }
  }

  @Test func takingTurnsSaysWhoSpeaksWhatWasSaidBackAndWhatComesNext() throws {
    let stage = try Stage("noor", at: "2026-02-18T22:30:00+01:00")
    var narrator = Narrator()
    stage.press("2", "/", "real for", "<Enter>", "<Enter>", "c")
    #expect(
      hear(stage, &narrator, "n") == [
        "Taking turns", "The hidden messages", "Next: Remy speaks.",
        "1 of 2, Noor speaks, Tuesday 17 February 22:10, exhausted, hurts 7: Real or not. One more time.",
      ])
    #expect(
      hear(stage, &narrator, "j") == [
        "2 of 2, Remy says back, Wednesday 18 February 07:45, yes, that: Real. And I am the one who made it doubtful. "
          + "Ask me on any day, in any tone."
      ])
    #expect(hear(stage, &narrator, "m") == [Words.turnAsked])
    stage.press("0")
    let said = hear(stage, &narrator)
    #expect(said.contains("Next: Noor says whether that was it.") && said.last == Words.unmarked, "\(said)")
  }

  @Test func theDaysOfAHurtAreSentences() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("3", "<Enter>")
    let lines = stage.model.spoken.screen.lines.joined(separator: " ")
    #expect(lines.contains("on Friday 13 March."))
  }

  @Test func theMonthAndTheWallAreSentences() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("2", "d")
    #expect(stage.model.spoken.screen.lines[0].hasPrefix("April 2026. Words on 1, "))
    #expect(stage.model.spoken.screen.lines.contains("Marked dates: 9."))
    stage.press("<Esc>", "4")
    #expect(stage.model.spoken.screen.lines == [Words.wall])
    #expect(!Words.wall.contains { $0.isNumber })
  }

  @Test func aHintIsOneWordAtRestAndReadByTab() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    var narrator = Narrator()
    stage.press("r")
    _ = hear(stage, &narrator)
    stage.press("You weren't a fool. But you also never asked, and we had both been drifting for months.")
    #expect(hear(stage, &narrator).isEmpty, "nothing while one types")
    stage.wait(seconds: 1)
    #expect(hear(stage, &narrator) == [Words.hintKey])
    #expect(hear(stage, &narrator, "<Tab>").joined().contains("can sound like"))
  }

  @Test func whatASearchFindsIsSaidWhenOneGoesThere() throws {
    let stage = try Stage("noor", at: "2026-02-12T21:29:00+01:00")
    var narrator = Narrator()
    _ = hear(stage, &narrator, "/")
    #expect(hear(stage, &narrator, "r", "e", "a", "l").isEmpty)
    #expect(hear(stage, &narrator, "<Enter>").contains { $0.hasPrefix("1 of ") })
  }

  @Test func whatThePaletteFindsFirstIsSaidAtRest() throws {
    let stage = try Stage("noor", at: "2026-02-12T21:29:00+01:00")
    var narrator = Narrator()
    _ = hear(stage, &narrator, ":")
    #expect(hear(stage, &narrator, "q", "u", "i", "e", "t").isEmpty, "nothing while one types")
    stage.wait(seconds: 1)
    #expect(hear(stage, &narrator) == ["a quiet minute; nothing is kept, 0"])
    #expect(hear(stage, &narrator, "x").isEmpty)
    stage.wait(seconds: 1)
    #expect(hear(stage, &narrator) == [Words.nothingFound])
  }

  @Test func aRefusedTimeIsSaidEachTime() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    var narrator = Narrator()
    _ = hear(stage, &narrator, "s", "x")
    #expect(hear(stage, &narrator, "<Enter>") == [Words.notTaken(Words.spaceHelp)])
    #expect(hear(stage, &narrator, "x").isEmpty)
    #expect(hear(stage, &narrator, "<Enter>") == [Words.notTaken(Words.spaceHelp)])
  }

  @Test func whatStaysIsNotSaidAtEachStepOfTheWeek() throws {
    let stage = try Stage("noor", at: "2026-02-08T20:00:00+01:00")
    var narrator = Narrator()
    stage.isHeardNow()
    let signedIn = Words.signedIn(stage.model.desk)
    #expect(hear(stage, &narrator, "v").contains(signedIn))
    let open = hear(stage, &narrator, "<Tab>", "<Tab>")
    #expect(open[..<2] == ["The week, 3 of 6, open", "Open doors. They can stay open tonight."], "\(open)")
    #expect(open.last?.hasPrefix("1 of 6, Noor, In November") ?? false)
    stage.press("<Esc>")
    _ = hear(stage, &narrator)
    #expect(hear(stage, &narrator, "v").contains(signedIn), "a screen that is opened anew says it")
  }

  @Test func everyKeyIsSaidOnceWithWhatItDoes() throws {
    let stage = try Stage.couple()
    stage.isHeardNow()
    stage.press("?")
    var said: [String] = []
    for number in 1...stage.model.spoken.screen.items.count {
      let focused = stage.model.spoken.screen.focused ?? ""
      #expect(focused.hasPrefix("\(number) of "))
      said.append(focused)
      stage.press("j")
    }
    #expect(said[0].hasSuffix(", 0, a quiet minute; nothing is kept"))
    let keymap = Keymap.standard
    for (keys, meaning) in keymap.list.map({ ($0.keys, $0.meaning) }) + keymap.stop.map({ ($0.keys, $0.meaning) }) {
      let line = keys.map(\.label).joined(separator: " ") + ", " + meaning
      #expect(said.contains { $0.hasSuffix(", " + line) }, "\(line)")
    }
  }

  @Test func answersSideBySideAreSaidForATalkOfOneToo() throws {
    let stage = try Stage.couple()
    stage.press("w", "rain", "^S", "2", "<Enter>")
    stage.wait(seconds: 12)
    var narrator = Narrator()
    _ = hear(stage, &narrator)
    let said = hear(stage, &narrator, "=")
    #expect(said.first == "Side by side: rain" && said.count == 2, "\(said)")
  }

  @Test func daysAreSaidInFull() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("4", "j", "j", "j")
    #expect(stage.model.spoken.screen.focused?.hasSuffix(", Monday 6 April") ?? false)
    #expect(stage.picture.contains("6 Apr"))
  }

  // MARK: - Bytes

  @Test func aLetterIsOneByteAndALineIsOneLine() {
    var output = LinearOutput(glyphs: .unicode)
    _ = output.bytes(["Write"], Spoken.Field(label: "", before: ""), columns: 40)
    #expect(output.bytes([], Spoken.Field(label: "", before: "a"), columns: 40) == "a")
    #expect(output.bytes([], Spoken.Field(label: "", before: "a日"), columns: 40) == "日")
    #expect(output.bytes([], Spoken.Field(label: "", before: "a"), columns: 40) == "\u{8}\u{8}\u{1B}[K")
    #expect(output.bytes([], Spoken.Field(label: "", before: "a"), columns: 40) == "")
    #expect(output.bytes([], Spoken.Field(label: "", before: "", line: 1), columns: 40).hasPrefix("\r\n"))
  }

  @Test func nothingSaidSpeaksToTheTerminal() {
    var output = LinearOutput(glyphs: .ascii)
    let bytes = output.bytes(
      ["\u{1B}[2J\u{9B}x\u{7}\u{202E}… end"], Spoken.Field(label: "", before: "\u{1B}]0;t\u{7}"), columns: 40)
    let controls = bytes.replacing("\u{1B}[K", with: "").unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\r" && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
    }
    #expect(controls.isEmpty)
    #expect(bytes.contains(". end"))
  }

  @Test func aLongLineStaysOneRowWithTheCursorInSight() {
    var output = LinearOutput(glyphs: .unicode)
    let field = Spoken.Field(
      label: "", before: String(repeating: "x", count: 200), after: String(repeating: "y", count: 200))
    let text = output.bytes([], field, columns: 40)
    #expect(text.filter { $0 == "x" || $0 == "y" }.count < 40)
    #expect(text.contains("\u{1B}["))
  }
}
