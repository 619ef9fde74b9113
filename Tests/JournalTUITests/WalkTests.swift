import Foundation
import JournalCore
import Testing

@testable import JournalTUI

/// Anything pressed, anywhere, at any size: no crash, no broken picture, no lost text.
@Suite struct WalkTests {
  private func check(_ frame: Frame) {
    if frame.size.columns >= 40, frame.size.rows >= 12 {
      #expect(frame.picture.hasSuffix("^Q leave"), "the way out stands on every screen")
    }
    #expect(frame.cells.count == frame.size.columns * frame.size.rows)
    for row in 0..<frame.size.rows {
      var column = 0
      while column < frame.size.columns {
        let cell = frame[row, column]
        #expect(cell.width == 1 || cell.width == 2)
        if cell.width == 2 {
          #expect(column + 1 < frame.size.columns && frame[row, column + 1].width == 0)
        }
        column += max(1, Int(cell.width))
      }
    }
    if let cursor = frame.cursor {
      #expect(cursor.row >= 0 && cursor.row < frame.size.rows)
      #expect(cursor.column >= 0 && cursor.column < frame.size.columns)
    }
  }

  @Test func everyKeyOnEveryScreenDoesSomethingHarmless() throws {
    let ways: [[String]] = [
      ["1"], ["2"], ["3"], ["4"], ["5"], ["o"], ["3", "<Enter>"], ["2", "<Enter>"], ["2", "<Enter>", "="], ["?"], ["c"],
      ["w"], ["a"], ["r"], ["2", "/"], ["2", "d"], ["c", "h"], ["w", "<Tab>"], ["w", "<Esc>"],
    ]
    for way in ways {
      let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
      for step in way { stage.press(step) }
      let there = stage.model
      for key in Set(Keymap.standard.list.flatMap(\.keys) + Keymap.standard.text.flatMap(\.keys)) {
        stage.go(back: there)
        stage.take(.key(key))
        check(stage.model.view())
        #expect(stage.hasLeft == (Keymap.standard.action(key) == .leave || (key == .letter("q") && way == ["1"])))
      }
    }
  }

  @Test func aLongRandomWalkBreaksNothing() throws {
    let steps = ProcessInfo.processInfo.environment["HEARKEN_LONG"] == nil ? 2000 : 100_000
    var random = SplitMix(seed: 2026)
    let stage = try Stage("noor", at: "2026-02-12T21:29:00+01:00")
    let named = Array(Stage.names.keys).sorted().filter { $0 != "^Q" && $0 != "^C" }
    let letters = "jkhlgG123456oawryctmex.=<>/?ndui SNé日\u{301}🎉שx".unicodeScalars.map { String($0) }
    for step in 0..<steps {
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        stage.resize(Int.random(in: 1...200, using: &random), Int.random(in: 1...60, using: &random))
      case 1: stage.take(.paste(["short", "two\nlines of it", "日本語\tand \u{1B}[2J"].randomElement(using: &random)!))
      case 2: stage.wait(seconds: Int.random(in: 1...12, using: &random))
      case 3...9: stage.press(named.randomElement(using: &random)!)
      default: stage.press(letters.randomElement(using: &random)!)
      }
      check(stage.model.view())
      if step % 500 == 499 { try Journal(folder: stage.folder, person: "noor").verify() }
    }
  }
}
