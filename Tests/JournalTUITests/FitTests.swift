import JournalCore
import Testing

@testable import JournalTUI

/// What is longer than its room ends in an ellipsis, and what stands beside it stays.
@Suite struct FitTests {
  private func row(_ line: Line, columns: Int) -> String {
    var canvas = Canvas(size: Size(columns: columns, rows: 12), glyphs: .unicode)
    canvas.put(line, row: 0)
    return canvas.frame.picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[0]
  }

  @Test func aRowIsCutAtAWordBeforeWhatStandsAtItsEnd() {
    let feelings = Line([Run("22:15", .muted), Run("  disoriented, overwhelmed")], trailing: Run("hurts 9"))
    #expect(row(feelings, columns: 50) == "  22:15  disoriented, overwhelmed          hurts 9")
    #expect(row(feelings, columns: 40) == "  22:15  disoriented, …          hurts 9")
    #expect(row(Line("exactly as wide as it is"), columns: 26) == "  exactly as wide as it is")
    #expect(row(Line([Run("padded"), Run("            ")]), columns: 10) == "  padded")
    #expect(row(Line("日本語のとても長い文章です"), columns: 20) == "  日本語のとても長…")
  }

  @Test func whatStandsAtTheEndLeavesTheWordsTheirHalf() {
    let name = String(repeating: "a long name ", count: 7)
    let line = Line("Noor, Thu 29 Jan, 22:30", trailing: Run(name))
    #expect(row(line, columns: 80).hasPrefix("  Noor, Thu 29 Jan, 22:30    a long name "))
    #expect(row(line, columns: 80).hasSuffix("…"))
    #expect(row(line, columns: 40) == "  Noor, Thu 29 Jan, …    a long name a …")
    let keys = Line("", trailing: Run("r answer   t later, by a time   Enter the whole talk"))
    #expect(row(keys, columns: 40).hasSuffix("by a time …"))
  }

  @Test func aLongNameLeavesTheTitleItsWords() throws {
    for name in [String(repeating: "the longest name ", count: 5), String(repeating: "長い名前", count: 9)] {
      let stage = try Stage.couple()
      let writer = try stage.tellOfTheNightBus()
      try writer.write(.action, "hurt_renamed", ["hurt": .string("bus"), "text": .string(name)], at: stage.now)
      try writer.write(
        .entry, "question",
        ["text": .string("Why did you not call?"), "hurt": .string("bus"), "visibility": .string("shared")],
        at: stage.now)
      stage.wait(seconds: 1)
      for (columns, rows) in [(80, 24), (60, 20), (40, 12)] {
        stage.resize(columns, rows)
        stage.press("1", "2", "<Enter>")
        #expect(stage.rows[0].hasPrefix(" Why did you not"), "\(stage.rows[0])")
        #expect(stage.rows[0].hasSuffix("…"), "\(stage.rows[0])")
        stage.press("q", "o")
        #expect(stage.picture.contains("› Mira, Mon 4 May"), "\(stage.picture)")
      }
    }
  }

  @Test func wordsWithoutSpacesAreCutInsideAfterAName() {
    #expect(TextLayout.cut("Rémy: 日本語のとても長い文章です", to: 20) == "Rémy: 日本語のとて…")
    #expect(TextLayout.cut("Remy: https://example.org/a/very/long/way", to: 20) == "Remy: https://examp…")
    #expect(TextLayout.cut("a row of words and then incomprehensibilities", to: 30) == "a row of words and then …")
  }

  @Test func whoSeesAHurtIsSaidWholeAtEverySize() throws {
    for (columns, rows) in [(80, 24), (60, 20), (40, 12)] {
      let stage = try Stage.couple()
      stage.resize(columns, rows)
      stage.press("c", "h", "<S-Tab>")
      let words = stage.rows.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
      #expect(words.contains(Words.hurtName), "\(stage.picture)")
    }
  }

  @Test func everyChoiceIsReadWholeOnANarrowScreen() throws {
    let stage = try Stage()
    stage.resize(40, 12)
    #expect(stage.picture.contains("invented people"))
    let couple = try Stage.couple()
    couple.resize(60, 20)
    couple.press("c")
    #expect(couple.picture.contains("what was said\n      there"), "\(couple.picture)")
    couple.press("j", "j", "j", "j", "j", "j", "j")
    #expect(couple.picture.contains("› o   own page"), "\(couple.picture)")
  }

  @Test func zeroIsNotTenAndTheWordsStandBelowWhereThereIsNoRoomBeside() throws {
    let stage = try Stage.couple()
    stage.resize(40, 12)
    stage.press("w", "<Tab>", "<Tab>", "0")
    let zero = stage.picture
    #expect(zero.contains("not at all"), "\(zero)")
    stage.press("<BS>", "1", "0")
    #expect(stage.rows[5] != zero.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[5])
    stage.press("<BS>", "7")
    #expect(stage.picture.contains(Words.anchors[7]!), "\(stage.picture)")
    #expect(stage.model.spoken.screen.items == ["How much, 7, hard to think of other things"])
  }

  @Test func waysToBeginAreInSightWhereverOneIsInThem() throws {
    for (columns, rows) in [(80, 24), (60, 20), (40, 12)] {
      let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00", size: Size(columns: columns, rows: rows))
      stage.press("r", "<S-Tab>")
      for move in Move.all {
        #expect(stage.picture.contains(move.name), "\(stage.picture)")
        let cursor = stage.model.view().cursor!
        #expect(stage.rows[cursor.row].dropFirst(cursor.column).hasPrefix(move.name), "\(stage.picture)")
        stage.press("<Enter>")
        for _ in move.sentences {
          let cursor = stage.model.view().cursor!
          #expect(stage.rows[cursor.row].hasPrefix("› "), "\(stage.picture)")
          stage.press("j")
        }
        #expect(stage.picture.contains("› " + move.sentences.last!), "\(stage.picture)")
        stage.press("<Left>", "<Right>")
      }
      #expect(stage.footer.contains("Enter open"))
      stage.press("<Enter>")
      #expect(stage.footer.contains(Words.intoText))
      stage.press("<Right>")
      #expect(stage.picture.contains("┊ Thank you for asking instead of"), "\(stage.picture)")
    }
  }

  @Test func aHurtSaysItsSentenceWholeAndShowsWhatThereIsRoomFor() throws {
    func screen(_ columns: Int, _ rows: Int) throws -> Stage {
      let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00", size: Size(columns: columns, rows: rows))
      stage.press("3", "<Enter>")
      return stage
    }
    for (columns, rows) in [(60, 20), (40, 12)] {
      let stage = try screen(columns, rows)
      let words = stage.rows.map { $0.trimmingSpaces }.joined(separator: " ")
      #expect(words.contains("last on Fri 10 Apr, about the same"), "\(stage.picture)")
      stage.press("g")
      #expect(stage.picture.contains("5 on 10 Apr, 5 on 9 Apr"), "\(stage.picture)")
    }
    #expect(try screen(60, 40).picture.contains("8•"), "the weeks below the dots")
    #expect(try !screen(60, 24).picture.contains("8•"))
    // Colour is a person: the dots are those of who carries it.
    let stage = try screen(80, 24)
    let dots = (0..<80).filter { stage.model.view()[8, $0].scalar == 0x2022 }
    #expect(!dots.isEmpty)
    for column in dots { #expect(stage.model.view()[8, column].style == Style(.first)) }
  }

  @Test func answersStandUnderTheirQuestionsOnANarrowScreen() throws {
    for (columns, rows) in [(60, 20), (40, 12)] {
      let stage = try Stage("remy", at: "2026-03-30T20:00:00+02:00", size: Size(columns: columns, rows: rows))
      stage.press("2", "/", "real for", "<Enter>", "<Enter>", "=")
      #expect(stage.picture.contains("› Noor, Tue 24 Mar"), "\(stage.picture)")
      #expect(stage.rows.contains { $0.hasPrefix("┊ Remy, Tue 24 Mar") && $0.hasSuffix(" heard") })
      #expect(stage.picture.contains("┊ Real. I like that you tap on it."))
    }
  }

  @Test func whatIsOfferedSideBySideIsWhatOneCanDo() throws {
    func footer(_ person: String, _ keys: String...) throws -> String {
      let stage = try Stage(person, at: "2026-03-30T20:00:00+02:00")
      for key in keys { stage.press(key) }
      return stage.footer
    }
    let way = ["2", "/", "real for", "<Enter>", "<Enter>", "="]
    let mine = try footer("noor", way[0], way[1], way[2], way[3], way[4], way[5])
    #expect(mine.contains("a ask again") && mine.contains("m mark") && !mine.contains("r answer"))
    let theirs = try footer("remy", way[0], way[1], way[2], way[3], way[4], way[5])
    #expect(!theirs.contains("a ask") && !theirs.contains("m mark") && theirs.contains("r answer"))
    #expect(!theirs.contains("Tab"))
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    stage.press("r", "words", "^O")
    #expect(stage.footer.hasPrefix(" Tab to the text"))
    stage.press("<Tab>")
    #expect(stage.picture.contains("┊ words"))
  }

  @Test func oneThingHasTheFocus() throws {
    for key in ["f", "d", "/"] {
      let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
      stage.press("2", key)
      let frame = stage.model.view()
      let selected = (0..<24).filter { row in (0..<80).contains { frame[row, $0].style.isSelected } }
      #expect(selected.count <= 1, "\(key)")
      #expect(stage.rows.filter { $0.hasPrefix("›") }.count <= 1, "\(key)")
      #expect(selected.allSatisfy { $0 == frame.cursor?.row })
    }
  }

  @Test func whereThereIsNothingTheCursorIsOnTheSentence() throws {
    let stage = try Stage.couple()
    stage.press("2")
    #expect(stage.model.view().cursor! == (2, 0))
    #expect(!stage.footer.contains(Words.openKey) && !stage.footer.contains(Words.sideBySideKey))
    stage.press("o")
    #expect(stage.model.view().cursor! == (2, 0))
  }

  @Test func whatOnlyOneSeesSaysSoWhenItIsTakenBackToo() throws {
    let stage = try Stage.couple()
    stage.press("w", "rain", "^S")
    stage.wait(seconds: 12)
    stage.press("2", "x", "<Enter>")
    stage.wait(seconds: 1)
    let row = try #require(stage.rows.first { $0.contains(Words.taken) })
    #expect(row.hasSuffix(Words.forYou))
  }

  @Test func namesBeforeWordsHaveTheirColour() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("4")
    let frame = stage.model.view()
    let row = try #require(stage.rows.firstIndex { $0.contains("Noor: You told me") })
    #expect(frame[row, 20].style == Style(.first, bold: true) && frame[row, 24].style == .text)
    let today = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    let promised = try #require(today.rows.firstIndex { $0.contains("  Promised          Remy: I will") })
    #expect(today.model.view()[promised, 20].style == Style(.second, bold: true))
    stage.press("3", "<Enter>")
    let at = 79 - TextLayout.width(Words.carries("Noor", toldBy: "Remy"))
    #expect(stage.model.view()[2, at].style == Style(.first))
    #expect(stage.model.view()[2, at + 5].style == .muted)
  }
}

extension String {
  fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}
