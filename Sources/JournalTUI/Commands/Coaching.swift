internal import ArgumentParser
internal import Glibc
internal import JournalCore

/// The coach over JSON Lines: for measuring it, and for tools of one's own. It opens no journal and keeps nothing.
struct Coaching: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coach", abstract: "What the coach would mark in answers, one JSON object a line.",
    discussion: """
      Each line of standard input is an object with "id" and "text", and "question" if the words that are answered \
      are known. Each line of the answer has the id, "warnings" (minimising, justifying, blame_shifting, \
      counter_attack, rushing, gaslighting, stonewalling) and "empathic".
      """)
  @Flag(help: "Print the cues that are weighed, sentence by sentence, instead.") var cues = false

  func run() throws {
    var number = 0
    while let line = readLine(strippingNewline: true) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      print(try answer(InputLine(line, number)).text)
      // One answer for each line as it comes, also for a program that waits for it.
      fflush(nil)
    }
  }

  private func answer(_ line: InputLine) throws -> JSON {
    let (id, text) = (line.id, line.text)
    let question = try line.optional("question", "context")
    if cues {
      return .object(["id": id, "cues": .array(Coach.cues(in: text).map { .array($0.map(JSON.string)) })])
    }
    var warnings: [String] = []
    for hint in Coach.hints(in: text, answering: question, kind: .response)
    where !warnings.contains(hint.deflection.printed.rawValue) {
      warnings.append(hint.deflection.printed.rawValue)
    }
    return .object([
      "id": id, "warnings": .array(warnings.map(JSON.string)),
      "empathic": .bool(warnings.isEmpty && Coach.isEmpathic(text)),
    ])
  }
}
