import Fuzzing
import Testing

@testable import JournalTUI

@Suite struct TextLayoutTests {
  @Test func widthsAreWhatATerminalGives() {
    for (text, width) in [
      ("e\u{301}", 1), ("日本語", 6), ("한", 2), ("🎉", 2), ("👨‍👩‍👧", 2), ("שלום", 4), ("\u{202E}abc", 3), ("a\u{200B}b", 2),
      ("\u{7}\u{1B}[2J", 5), ("\u{301}", 1), ("ｶﾞ", 2),
    ] { #expect(TextLayout.width(text) == width, "\(text.unicodeScalars.map(\.value))") }
  }

  @Test func nothingInATextSpeaksToTheTerminal() {
    var frame = Frame(size: Size(columns: 40, rows: 1))
    frame.put("a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d\u{85}\u{2028}", row: 0, column: 0)
    for cell in frame.cells {
      for scalar in [cell.scalar] + cell.marks.scalars.map(\.value) where scalar != 0 {
        #expect(scalar >= 0x20 && !(0x7F..<0xA0).contains(scalar) && !(0x202A...0x202E).contains(scalar))
      }
    }
  }

  @Test func linesBreakAfterSpacesAndLongWordsWhereTheyMust() {
    #expect(TextLayout.wrap("one two three", width: 8) == ["one two", "three"])
    #expect(TextLayout.wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TextLayout.wrap("日本語日本語", width: 5) == ["日本", "語日", "本語"])
    #expect(TextLayout.wrap("a\n\nb", width: 5) == ["a", "", "b"])
    #expect(TextLayout.wrap("", width: 5) == [""])
  }

  @Test func noLineIsWiderThanItsRoomAndNothingIsLost() {
    var random = SplitMix64(seed: 3)
    let parts = ["a", "word", "日", " ", "  ", "é", "e\u{301}", "🎉", "longerword", "\u{200B}", "👨‍👩‍👧"]
    for _ in 0..<500 {
      let text = (0..<30).map { _ in parts.randomElement(using: &random)! }.joined()
      let width = Int.random(in: 2...20, using: &random)
      let characters = Array(text)
      let ranges = TextLayout.wrap(characters, width: width)
      #expect(ranges.flatMap { characters[$0] } == characters)
      for line in TextLayout.wrap(text, width: width) { #expect(TextLayout.width(line) <= width) }
    }
  }

  @Test func aCutEndsAtAWord() {
    #expect(TextLayout.cut("I cancelled lunch with the choir", to: 20) == "I cancelled lunch …")
    #expect(TextLayout.cut("short", to: 20) == "short")
    #expect(TextLayout.cut("two\nlines", to: 20) == "two lines")
    #expect(TextLayout.cut("Unbrokenlongword", to: 8) == "Unbroke…")
  }

  @Test(arguments: 0..<200) func plainTextIsCutAsAnyOther(seed: Int) {
    // The same words with a letter that is no plain one go the long way.
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let text = (0..<next(14)).map { _ in
      String(repeating: "a", count: next(11)) + [" ", "  ", "\n", " b ", "-"][next(5)]
    }.joined()
    let accented = text.replacing("a", with: "á")
    for width in 0..<40 {
      for ellipsis in ["…", "", "..."] {
        let cut = TextLayout.cut(accented, to: width, ellipsis: ellipsis).replacing("á", with: "a")
        #expect(TextLayout.cut(text, to: width, ellipsis: ellipsis) == cut)
      }
    }
  }

  @Test func halfOfAWideCharacterNeverStays() {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    frame.put("日本", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.picture == " x本")
    frame.put("日", row: 0, column: 3)
    #expect(frame.picture == " x本")
  }
}

@Suite struct TextAreaTests {
  private func area(_ text: String, _ edits: TextAction...) -> TextArea {
    var area = TextArea(text)
    for edit in edits { _ = area.apply(edit, width: 20, page: 5) }
    return area
  }

  @Test func marksJoinTheCharacterBeforeThem() {
    var area = TextArea()
    for scalar in "cafe\u{301}".unicodeScalars { area.type(scalar) }
    #expect(area.text == "cafe\u{301}")
    #expect(area.cursor.column == 4)
    _ = area.apply(.backspace, width: 20, page: 5)
    #expect(area.text == "caf")
  }

  @Test func wordsAreMovedOverAndCut() {
    #expect(area("one two three", .wordLeft, .wordLeft).cursor.column == 4)
    #expect(area("one two three", .wordBack).text == "one two ")
    #expect(area("one two", .wordLeft, .toLineEnd).text == "one ")
    #expect(area("one two", .wordLeft, .toLineEnd, .lineStart, .yank).text == "twoone ")
    #expect(area("one\ntwo", .toLineStart, .backspace).text == "one")
  }

  @Test func upAndDownKeepTheirColumn() {
    var area = TextArea("a long first line here and on\nxy\nanother long line")
    _ = area.apply(.up, width: 80, page: 5)
    #expect(area.cursor == .init(line: 1, column: 2))
    _ = area.apply(.up, width: 80, page: 5)
    #expect(area.cursor == .init(line: 0, column: 17))
  }

  @Test func everythingCanBeUndoneAndDoneAgain() {
    var area = TextArea()
    area.paste("One. ")
    for scalar in "two three".unicodeScalars { area.type(scalar) }
    _ = area.apply(.wordBack, width: 20, page: 5)
    #expect(area.text == "One. two ")
    for _ in 0..<10 { _ = area.apply(.undo, width: 20, page: 5) }
    #expect(area.text.isEmpty)
    for _ in 0..<10 { _ = area.apply(.redo, width: 20, page: 5) }
    #expect(area.text == "One. two ")
  }

  @Test func aPasteOfAnySizeIsWhole() {
    let text = (0..<2000).map { "line \($0) with some words, 日本 and é" }.joined(separator: "\n")
    var area = TextArea("before ")
    area.paste(text)
    #expect(area.text == "before " + text)
    _ = area.apply(.undo, width: 20, page: 5)
    #expect(area.text == "before ")
  }

  @Test func anyKeysLeaveTheCursorInTheText() {
    var random = SplitMix64(seed: 11)
    var area = TextArea()
    for _ in 0..<5000 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: area.type("aé 日\u{301}🎉".unicodeScalars.randomElement(using: &random)!)
      case 1: area.paste(["two\nlines", "x", "日本 語\n"].randomElement(using: &random)!)
      default: _ = area.apply(TextAction.allCases.randomElement(using: &random)!, width: 12, page: 4)
      }
      #expect(area.lines.indices.contains(area.cursor.line))
      #expect((0...area.lines[area.cursor.line].count).contains(area.cursor.column))
      if area.text.count > 300 { area = TextArea() }
    }
  }
}
