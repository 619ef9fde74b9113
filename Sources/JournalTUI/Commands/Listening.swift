internal import ArgumentParser
internal import JournalCore

/// The recogniser over JSON Lines: for measuring it, and for tools of one's own. It opens no journal and keeps nothing.
struct Repeats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeats", abstract: "Which earlier lines ask what a line asks, one JSON object a line.",
    discussion: """
      Each line of standard input is an object with "id" and "text", oldest first, and "ledger" if the lines are of \
      several journals. Each line of the answer has the id, "repeat" (it would be said that the first match asks the \
      same) and "matches": earlier lines of the same journal with "id", "score" and "same", the closest first.
      """)
  @Option(help: "At most so many matches for a line.") var matches = 50
  @Option(help: "A weights file to use instead of the program's own.") var weights: String?
  @Flag(help: "Print what the weights are fitted on too.") var features = false

  private func content(of path: String) throws -> [UInt8] {
    guard let bytes = Files.read(path) else { throw Failure(sentence: "The weights file can't be read.") }
    return bytes
  }

  func validate() throws {
    guard matches > 0 else { throw ValidationError("At least one match.") }
  }

  func run() throws {
    var repetition = Repetition(weights: try weights.map(content(of:)))
    var seen: Set<Numbered> = []
    var number = 0
    while let line = readLine(strippingNewline: true) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      let ask = try Numbered(InputLine(line, number))
      guard seen.insert(ask).inserted else { throw InputLine.bad(number, "its id was there before") }
      print(
        repetition.answer(id: ask.id, ledger: ask.ledger, text: ask.text, limit: matches, withFeatures: features).text)
    }
  }
}

/// An ask of the input. Two are equal if they have the same id in the same journal.
private struct Numbered: Hashable {
  let id: JSON
  let ledger: String
  let text: String

  init(_ line: InputLine) throws {
    (id, text, ledger) = (line.id, line.text, try line.optional("ledger") ?? "")
  }

  static func == (a: Numbered, b: Numbered) -> Bool { a.id == b.id && a.ledger == b.ledger }
  func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(ledger)
  }
}

/// One line of the input: an object with an id and a text.
struct InputLine {
  let number: Int
  let id: JSON
  let text: String
  private let fields: [String: JSON]

  init(_ line: String, _ number: Int) throws {
    self.number = number
    do {
      guard let fields = try JSON(parsing: Array(line.utf8), levels: 32).object else {
        throw Self.bad(number, "it is not an object")
      }
      guard let id = fields["id"], id.string != nil || id.int != nil else { throw Self.bad(number, "it has no id") }
      guard let text = fields["text"]?.string else { throw Self.bad(number, "it has no text") }
      (self.id, self.text, self.fields) = (id, text, fields)
    } catch let error as JSONError {
      throw Self.bad(number, "it is not JSON: \(error)")
    }
  }

  /// A text that need not be there, under the first of these names that is.
  func optional(_ names: String...) throws -> String? {
    let value = names.lazy.compactMap { fields[$0] }.first ?? .null
    guard value.isNull || value.string != nil else { throw Self.bad(number, "its \(names[0]) is not text") }
    return value.string
  }

  static func bad(_ line: Int, _ reason: String) -> Failure {
    Failure(sentence: "Line \(line): \(reason). Nothing is kept of any line.")
  }
}
