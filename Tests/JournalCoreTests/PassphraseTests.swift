import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// What is typed to open a journal: kept letter by letter, without a string.
@Suite struct PassphraseTests {
  private func text(_ passphrase: Passphrase) -> String { String(decoding: passphrase.bytes, as: UTF8.self) }

  @Test func whatIsTypedIsTakenBackLetterByLetterWithItsMarks() {
    var typed: Passphrase = "ab\u{E4}e\u{301}\u{1F33B}"
    let whole = typed
    #expect(typed.length == 5)
    for left in ["ab\u{E4}e\u{301}", "ab\u{E4}", "ab", "a", "", ""] {
      typed.removeLast()
      #expect(text(typed) == left && Array(text(typed).utf8) == Array(left.utf8))
    }
    #expect(typed == Passphrase() && typed.isEmpty)
    #expect(text(whole) == "ab\u{E4}e\u{301}\u{1F33B}", "a copy is one's own")
    #expect(whole != typed && whole == Passphrase("ab\u{E4}e\u{301}\u{1F33B}"))
  }

  @Test func moreThanItHoldsIsLeftOut() {
    var typed = Passphrase(String(repeating: "x", count: Passphrase.capacity - 1))
    typed.append("\u{E4}")
    #expect(typed.bytes.count == Passphrase.capacity - 1)
    typed.append("y")
    typed.append("z")
    #expect(typed.bytes.count == Passphrase.capacity && typed.bytes.last == UInt8(ascii: "y"))
  }

  @Test func everyLetterIsComposedAsInAWholeText() {
    // Every scalar of the planes that people write in, in several orders.
    var random = SplitMix64(seed: 3)
    var all = (0x20...0x1FFFF).compactMap { Unicode.Scalar(UInt32($0)) }
    let marks =
      all.filter { $0.properties.canonicalCombiningClass != .notReordered }
      + (0x1160...0x11FF).map { Unicode.Scalar($0)! }
    for _ in 0..<2 {
      for start in stride(from: 0, to: all.count, by: 200) {
        var text = String.UnicodeScalarView()
        for scalar in all[start..<min(start + 200, all.count)] {
          text.append(scalar)
          if Int.random(in: 0..<3, using: &random) == 0 { text.append(marks.randomElement(using: &random)!) }
        }
        let whole = composed(String(text))
        guard self.text(Passphrase(String(text)).composed()).utf8.elementsEqual(whole.utf8) else {
          Issue.record("from \(start)")
          return
        }
      }
      all.shuffle(using: &random)
    }
  }

  @Test func theSameLettersAreTheSameHoweverTheyWereTyped() {
    let (composed, apart): (Passphrase, Passphrase) = ("caf\u{E9} \u{AC00}", "cafe\u{301} \u{1100}\u{1161}")
    #expect(composed == apart && composed.hashValue == apart.hashValue)
    #expect(composed != "cafe \u{AC00}" && apart != "")
  }

  @Test func aLineIsReadUntilItsEnd() throws {
    func line(_ bytes: [UInt8]) throws -> Passphrase? {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
      try pipe.fileHandleForWriting.close()
      return Passphrase(lineOf: pipe.fileHandleForReading.fileDescriptor)
    }
    #expect(try line(Array("gr\u{FC}n\nmore".utf8)) == "gr\u{FC}n")
    #expect(try line(Array("no end".utf8)) == "no end")
    for wrong in [[], [0x0A], [0xFF], [0x61, 0xC3], [UInt8](repeating: 0x61, count: Passphrase.capacity)] {
      #expect(try line(wrong) == nil)
    }
  }
}
