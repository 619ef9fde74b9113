internal import ArgumentParser
internal import JournalCore

struct SetBoundary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boundary", abstract: "State a boundary; its words come from standard input.")
  @Option(help: "What it protects.") var protects: String?
  @Option(help: ArgumentHelp("When to look at it again: \(When.form).", valueName: "time")) var lookAgain: String?
  @Option(help: "What you open to the other: an agreement about openness, which needs --look-again.") var opens: String?
  @Flag(help: "You would like an answer.") var answer = false
  @OptionGroup var details: Details
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    var fields = try details.fields(writer)
    if let protects { fields["protects"] = .string(protects) }
    if let opens { fields["scope"] = .string(opens) }
    if let lookAgain { fields["due"] = try When.field(lookAgain) }
    fields["wants_response"] = .bool(answer)
    fields["text"] = .string(try wordsFromStandardInput())
    try writer.print(try writer.write(.entry, "boundary", fields, at: Clock.now))
  }
}

struct ChangeBoundary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change-boundary", abstract: "Give a boundary of yours other words, from standard input.")
  @Argument(help: "Your boundary.") var id: String
  @Option(help: ArgumentHelp("When to look at it again: \(When.form).", valueName: "time")) var lookAgain: String?
  @OptionGroup var session: Session
  func run() throws {
    try act("boundary_changed", on: id, session) { _ in
      var fields: [String: JSON] = ["text": .string(try wordsFromStandardInput())]
      if let lookAgain { fields["due"] = try When.field(lookAgain) }
      return fields
    }
  }
}

struct EndBoundary: ActionOnEntry {
  static let configuration = CommandConfiguration(commandName: "end-boundary", abstract: "End a boundary of yours.")
  static let action = "boundary_ended"
  @Argument(help: "Your boundary.") var id: String
  @OptionGroup var session: Session
}

struct Crossing: WordsOnEntry {
  static let configuration = CommandConfiguration(
    abstract: "Note in words that a boundary was crossed; no number is made of it.")
  static let action = "crossing"
  @Argument(help: "The boundary.") var id: String
  @OptionGroup var session: Session
}

struct AnswerGoal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer-goal", abstract: "Say to something that the other wants: ours, not_now or reworded.",
    discussion: "For reworded, the new words come from standard input.")
  @Argument(help: "The goal.") var id: String
  @Argument(help: "ours, not_now or reworded.") var answer: String
  @OptionGroup var session: Session
  func run() throws {
    try act("goal_answer", on: id, with: ["answer": .string(answer)], session) { _ in
      answer == "reworded" ? ["text": .string(try wordsFromStandardInput())] : [:]
    }
  }
}

struct CloseGoal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close-goal", abstract: "Say that a goal was reached, or let go.")
  @Argument(help: "The goal.") var id: String
  @Argument(help: "reached or let_go.") var outcome: String
  @OptionGroup var session: Session
  func run() throws { try act("goal_closed", on: id, with: ["outcome": .string(outcome)], session) }
}

struct RestRitual: ActionOnEntry {
  static let configuration = CommandConfiguration(
    commandName: "rest-ritual", abstract: "Let something that you two do rest; a new note wakes it.")
  static let action = "ritual_resting"
  @Argument(help: "What you two do.") var id: String
  @OptionGroup var session: Session
}

struct DidIt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "did-it", abstract: "Note that you two did it; the words come from standard input.")
  @Argument(help: "What you two do.") var id: String
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    try writer.print(
      try writer.write(
        .entry, "ritual",
        [
          "reply_to": .string(try writer.entry(id).id), "visibility": .string("shared"),
          "text": .string(try wordsFromStandardInput()),
        ], at: Clock.now))
  }
}

struct BringAlong: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bring-along", abstract: "Mark an entry of yours to bring to the next session.")
  @Argument(help: "Your entry.") var id: String
  @Flag(name: .customLong("no"), help: "Take the mark off.") var isOff = false
  @OptionGroup var session: Session
  func run() throws { try act("bring_along", on: id, with: ["value": .bool(!isOff)], session) }
}

struct MarkDate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark-date", abstract: "Mark a date; its name comes from standard input.")
  @Argument(help: "The day, such as 2025-12-09.") var date: String
  @Option(help: "monthly or yearly.") var repeats: String?
  @Flag(help: "It belongs to both of you.") var both = false
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    var fields: [String: JSON] = [
      "label": .string(try wordsFromStandardInput()), "date": .string(date),
      "owner": .string(both ? "both" : writer.person),
    ]
    if let repeats { fields["repeats"] = .string(repeats) }
    try writer.print(try writer.write(.action, "date_marked", fields, at: Clock.now))
  }
}

struct AddWord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-word", abstract: "Add a feeling or a phrase of your own: the word, a line end, what it means.")
  @OptionGroup var session: Session
  func run() throws {
    let lines = try wordsFromStandardInput().split(separator: "\n", maxSplits: 1)
    guard lines.count == 2 else {
      throw Failure(sentence: "The word comes first, then on a line of its own what it means. Nothing was written.")
    }
    try act("word_added", with: ["word": .string(String(lines[0])), "meaning": .string(String(lines[1]))], session)
  }
}

struct Propose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Propose another number for the journal; it holds once the other agrees.",
    discussion: "hearken numbers lists them.")
  @Argument(help: "The number's name.") var name: String
  @Argument(help: "Its new value.") var value: Double
  @OptionGroup var session: Session
  func run() throws {
    let number: JSON = value == value.rounded() && abs(value) < 1e9 ? .int(Int64(value)) : .double(value)
    try act("setting_proposed", with: ["setting": .string(name), "value": number], session)
  }
}

struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Agree to a number that the other proposed.")
  @Argument(help: "The proposal, as hearken numbers tells it.") var id: String
  @OptionGroup var session: Session
  func run() throws { try act("setting_agreed", on: id, session) }
}
