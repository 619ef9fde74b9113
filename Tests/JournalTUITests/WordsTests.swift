import Foundation
import Testing

@testable import JournalTUI

/// What the program says, held against its own rules of tone.
@Suite struct WordsTests {
  private static let app = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/JournalTUI")

  /// The code of a file without its comments.
  private func code(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
  }

  /// Every literal of some code, without what is filled in.
  private func literals(_ code: some StringProtocol) -> [String] {
    String(code).matches(of: /"((?:[^"\\\n]|\\.)*)"/).map { String($0.1).replacing(/\\\([^)]*\)/, with: "") }
  }

  /// What stands between the brackets of each call.
  private func calls(of name: String, in code: String) -> [Substring] {
    code.ranges(of: name + "(").map { range in
      var depth = 1
      return code[range.upperBound...].prefix { character in
        if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
        return depth > 0
      }
    }
  }

  @Test func whatScreensSayStandsHere() throws {
    for folder in ["Screens", "Components"] {
      let files = try FileManager.default.contentsOfDirectory(
        at: Self.app.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      #expect(!files.isEmpty)
      for file in files {
        let code = try code(file)
        for literal in literals(code) where literal.contains(/[a-z] +[A-Za-z]/) && literal != "Left Right" {
          Issue.record("\(file.lastPathComponent): \(literal)")
        }
        for name in ["Offer", "Run", "Line", "say", "put", "title"] {
          for call in calls(of: name, in: code) {
            for literal in literals(call.replacing(/^keys: "[^"]*"/, with: "")) where literal.contains(/[A-Za-z]{2}/) {
              Issue.record("\(file.lastPathComponent): \(literal)")
            }
          }
        }
      }
    }
  }

  @Test func noWordAccusesCountsHurriesOrDiagnoses() throws {
    let forbidden = [
      "betrayer", "victim", "cheater", "guilty party", "perpetrator", "abuser", "toxic", "innocent", "should", "must",
      "need to", "have to", "simply", "failed", "missed", "overdue", "late", "ignored", "unanswered", "unread", "seen",
      "read by", "typing", "online", "last active", "score", "points", "level", "streak", "progress", "goal reached",
      "percent", "rank", "best", "fastest", "well done", "great", "congratulations", "healing journey", "closure",
      "move on", "get over", "resolved", "done with", "symptom", "disorder", "trauma", "trigger", "ptsd", "diagnosis",
      "carrier", "causer", "recurring", "chain", "entry", "record", "session", "user", "warning", "danger", "alert",
      "invalid", "forbidden", "illegal", "oops", "sorry", "just",
    ]
    // "Immediate danger" and "has to be forgiven" say what they mean.
    for literal in try literals(code(Self.app.appendingPathComponent("App/Words.swift"))) {
      let words = " " + literal.lowercased().replacing(/[^a-z]+/, with: " ") + " "
      for word in forbidden where words.contains(" \(word) ") {
        if word == "danger", literal.contains("immediate danger") { continue }
        // A person's own word about a promise, in quotes.
        if word == "missed", literal.contains("\\\"missed\\\"") { continue }
        if word == "have to", literal.contains("nothing has to") { continue }
        Issue.record("\(word): \(literal)")
      }
      #expect(!literal.contains("!"))
      #expect(!literal.unicodeScalars.contains { $0.properties.isEmojiPresentation })
    }
  }

  @Test func oneKeyHasOneMeaning() {
    let keymap = Keymap.standard
    let list = keymap.list.flatMap(\.keys)
    #expect(Set(list).count == list.count)
    let text = keymap.text.flatMap(\.keys)
    #expect(Set(text).count == text.count)
    #expect(Set(keymap.list.map(\.verb)) == Set(Action.allCases))
    #expect(Set(keymap.text.map(\.verb)) == Set(TextAction.allCases))
    for key in text { #expect(key.letter == nil, "letters are letters while writing") }
    let stop = keymap.stop.flatMap(\.keys)
    #expect(Set(stop).count == stop.count && Set(keymap.stop.map(\.verb)) == Set(StopAction.allCases))
    for key in stop { #expect(key.letter != nil, "after Esc a letter does something") }
  }
}
