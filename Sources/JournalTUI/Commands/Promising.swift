internal import ArgumentParser
internal import JournalCore

struct MakePromise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promise", abstract: "Promise an act of your own; the words come from standard input.")
  @Option(help: ArgumentHelp("When it is due: \(When.form).", valueName: "time")) var due: String?
  @Flag(help: "Each day at that time.") var daily = false
  @Option(help: ArgumentHelp("The last day of a daily promise, such as 2026-02-28.", valueName: "day")) var until:
    String?
  @Option(
    help: ArgumentHelp("What it is about: whereabouts, be_there, openness, check_in or other.", valueName: "word"))
  var about: String?
  @OptionGroup var details: Details
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    var fields = try details.fields(writer)
    if let due { fields["due"] = try When.field(due) }
    if daily { fields["repeat"] = .string("daily") }
    if let until { fields["repeat_until"] = .string(until) }
    if let about { fields["promise_kind"] = .string(about) }
    fields["text"] = .string(try wordsFromStandardInput())
    try writer.print(try writer.write(.entry, "promise", fields, at: Clock.now))
  }
}

struct Said: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say for yourself how it went with a promise: kept, partly or missed.")
  @Argument(help: "The promise.") var id: String
  @Argument(help: "kept, partly or missed.") var outcome: String
  @OptionGroup var instance: Instance
  @OptionGroup var session: Session
  func run() throws {
    try act("promise_said", on: id, with: ["outcome": .string(outcome)].merging(instance.fields()) { $1 }, session)
  }
}

struct Accept: ActionOnEntry {
  static let configuration = CommandConfiguration(abstract: "Accept a promise that was made to you.")
  static let action = "promise_accepted"
  @Argument(help: "The promise.") var id: String
  @OptionGroup var session: Session
}

struct Release: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Release the other from a promise to you, ahead of its time.")
  @Argument(help: "The promise.") var id: String
  @OptionGroup var instance: Instance
  @OptionGroup var session: Session
  func run() throws { try act("promise_released", on: id, with: try instance.fields(), session) }
}

struct Renegotiate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Change a promise of yours ahead of its time into another one.")
  @Argument(help: "The promise.") var id: String
  @Option(help: "The promise that takes its place.") var new: String
  @OptionGroup var instance: Instance
  @OptionGroup var session: Session
  func run() throws {
    try act("promise_renegotiated", on: id, with: try instance.fields(), session) { writer in
      ["new": .string(try writer.entry(new).id)]
    }
  }
}

/// Which time of a daily promise is meant.
struct Instance: ParsableArguments {
  @Option(help: ArgumentHelp("Which time of a daily promise, as hearken promises tells it.", valueName: "instant"))
  var due: String?

  func fields() throws -> [String: JSON] {
    guard let due else { return [:] }
    guard Moment(due) != nil else {
      throw Failure(sentence: "--due takes an instant such as 2026-02-08T20:00:00+01:00. Nothing was written.", code: 2)
    }
    return ["for_due": .string(due)]
  }
}

struct Promises: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What was promised, and what both say of it.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    if options.json { return print(try reader.promisesJSON().text) }
    let rows = try reader.promises()
    if rows.isEmpty { print(Words.noPromises) }
    let text = PlainText(reader: reader)
    for row in rows.sorted(by: { ($0.due.instant, $0.promise) < ($1.due.instant, $1.promise) }) {
      printClean(try text.line(row))
    }
  }
}

extension PlainText {
  /// A promise with its time, its words and what both say.
  func line(_ row: PromiseRow) throws -> String {
    let words = try reader.entry(row.promise).map { $0.isWithdrawn ? PlainText.taken : $0.text } ?? ""
    let said = row.said.sorted { $0.key < $1.key }.map { "\(reader.journal.name(of: $0.key)): \($0.value)" }
    let state = [Words.outcome(row.outcome)] + (said.isEmpty ? [] : [said.joined(separator: ", ")])
    return "\(dayAndClock(row.due))  \(reader.journal.name(of: row.by))  [\(row.promise)]\n  \(words)\n  "
      + state.joined(separator: " · ")
  }
}
