import Foundation
import Testing

@testable import JournalTUI

/// What the program says, held against its own rules of tone.
@Suite struct WordsTests {
  /// Every literal of the file that holds the words.
  private func literals() throws -> [String] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/JournalTUI/App/Words.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      .flatMap { $0.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1).replacing(/\\\([^)]*\)/, with: "") } }
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
    for literal in try literals() {
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
