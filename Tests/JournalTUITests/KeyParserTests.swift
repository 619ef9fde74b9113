import Fuzzing
import Testing

@testable import JournalTUI

@Suite struct KeyParserTests {
  private func keys(_ text: String) -> [Input] { keys(Array(text.utf8)) }

  private func keys(_ bytes: [UInt8]) -> [Input] {
    var parser = KeyParser()
    return parser.feed(bytes) + parser.flush()
  }

  @Test func lettersOfEveryScriptAreKeys() {
    #expect(keys("aé日🎉") == ["a", "é", "日", "🎉"].map { .key(.letter($0)) })
  }

  @Test func controlAndAltAreNamed() {
    #expect(keys([0x13]) == [.key(.control("s"))])
    #expect(keys([0x1F]) == [.key(.control("_"))])
    #expect(keys([0x1B, UInt8(ascii: "n")]) == [.key(.alt("n"))])
    #expect(keys([0x1B, 0x7F]) == [.key(Key(.backspace, alt: true))])
  }

  @Test func cursorKeysComeInBothModes() {
    #expect(keys("\u{1B}[A\u{1B}OA") == [.key(Key(.up)), .key(Key(.up))])
    #expect(keys("\u{1B}[1;5D") == [.key(Key(.left, control: true))])
    #expect(keys("\u{1B}[5~\u{1B}[3~\u{1B}[Z") == [.key(Key(.pageUp)), .key(Key(.delete)), .key(Key(.backTab))])
  }

  @Test func aLoneEscapeIsAKey() {
    var parser = KeyParser()
    #expect(parser.feed([0x1B]).isEmpty)
    #expect(parser.isWaiting)
    #expect(parser.flush() == [.key(Key(.escape))])
  }

  @Test func aPasteIsOneEventWhateverItHolds() {
    let text = "one\r\ntwo\u{1B}[A three \u{3} é"
    #expect(
      keys("\u{1B}[200~\(text)\u{1B}[201~x") == [
        .paste("one\ntwo\u{1B}[A three \u{3} é"), .key(.letter("x")),
      ])
  }

  @Test func bytesMayBeCutAnywhere() {
    let bytes = Array("aé\u{1B}[1;5C\u{1B}[200~long 日 paste\u{1B}[201~\u{1B}x日".utf8)
    let whole = keys(bytes)
    for cut in 1..<bytes.count where bytes[cut - 1] != 0x1B || cut < 3 {
      var parser = KeyParser()
      let found = parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) + parser.flush()
      #expect(found == whole, "cut at \(cut)")
    }
  }

  @Test func damagedBytesSwallowNothing() {
    #expect(keys([0xFF, UInt8(ascii: "q")]) == [.key(.letter("\u{FFFD}")), .key(.letter("q"))])
    #expect(keys([0xE6, 0x97, UInt8(ascii: "q")]).last == .key(.letter("q")))
  }

  @Test func sequencesWithoutAKeyAreDropped() {
    #expect(keys("\u{1B}[<2;3;4Mq") == [.key(.letter("q"))])
    #expect(keys("\u{1B}[?62;1cq") == [.key(.letter("q"))])
    #expect(keys("\u{1B}[I\u{1B}[Oq").last == .key(.letter("q")))
  }

  @Test func aPasteWithoutItsEndHoldsNobodyBack() {
    var parser = KeyParser()
    #expect(parser.feed(Array("\u{1B}[200~half \u{11} of it".utf8)).isEmpty)
    #expect(parser.feed([0x11]) == [.paste("half \u{11} of it"), .key(.control("q"))])
    #expect(keys("\u{1B}\u{11}") == [.key(Key(.escape)), .key(.control("q"))], "over a slow line")
  }

  @Test func aPastedPassphraseComesLetterByLetter() {
    var parser = KeyParser()
    parser.splitsPastes = true
    #expect(
      parser.feed(Array("\u{1B}[200~bl\u{FC}\u{1B}[201~x".utf8)) == [
        .key(.letter("b")), .key(.letter("l")), .key(.letter("\u{FC}")), .key(.letter("x")),
      ])
  }

  @Test func theBackgroundsAnswerIsNoKey() {
    #expect(
      keys("\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\q") == [
        .background(red: 0x1E, green: 0x20, blue: 0xFF), .key(.letter("q")),
      ])
    #expect(keys("\u{1B}]11;rgb:00/00/00\u{7}q") == [.background(red: 0, green: 0, blue: 0), .key(.letter("q"))])
  }

  @Test func anythingCanComeWithoutACrashOrAnEndlessWait() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      var parser = KeyParser()
      let bytes = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        [UInt8.random(in: 0...255, using: &random), 0x1B, UInt8(ascii: "[")].randomElement(using: &random)!
      }
      _ = parser.feed(bytes)
      _ = parser.flush()
      if !parser.isPasting { #expect(parser.feed([UInt8(ascii: "q")]).last == .key(.letter("q"))) }
    }
  }

  @Test func aPasteThatLostItsEndIsHandedOverInThePauses() {
    var parser = KeyParser()
    #expect(parser.feed("\u{1B}[200~one é日".utf8.dropLast()) == [])
    #expect(parser.rest(isOver: false) == [.paste("one é")], "half a character waits")
    #expect(parser.rest(isOver: false) == [])
    #expect(parser.feed([0xA5]) == [] && parser.isPasting)
    #expect(parser.rest(isOver: false) == [.paste("日")])
    #expect(parser.feed("two\r".utf8) == [])
    #expect(parser.rest(isOver: false) == [.paste("two")])
    #expect(parser.feed("\nthree\u{1B}[201~j".utf8) == [.paste("\nthree"), .key(.letter("j"))])
    #expect(parser.feed("\u{1B}[200~lost".utf8) == [])
    #expect(parser.rest(isOver: true) == [.paste("lost")])
    #expect(!parser.isPasting && parser.feed("j".utf8) == [.key(.letter("j"))])
    #expect(parser.rest(isOver: true) == [])
  }
}
