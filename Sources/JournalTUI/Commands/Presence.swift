internal import ArgumentParser
internal import JournalCore

struct Away: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Say that you are away; the clocks of what waits stand.")
  @Option(help: ArgumentHelp("From then; now unless you say so.", valueName: "time")) var from: String?
  @Option(help: ArgumentHelp("Until then: \(When.form).", valueName: "time")) var until: String
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    let begins = try from.map(When.moment) ?? When.minute(after: try writer.now())
    try writer.print(
      try writer.write(
        .action, "away", ["from": .string(begins.description), "until": try When.field(until)], at: Clock.now))
  }
}

struct Space: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask for space, from 20 minutes to 14 days; the other sees until when.")
  @Option(help: ArgumentHelp("Until then: \(When.form).", valueName: "time")) var until: String?
  @Flag(help: "End the space that you asked for.") var end = false
  @OptionGroup var session: Session
  func run() throws {
    guard end != (until != nil) else {
      throw Failure(sentence: "Say --until with a time, or --end. Nothing was written.", code: 2)
    }
    if let until {
      try act("space", with: ["until": try When.field(until)], session)
    } else {
      try act("space_end", session)
    }
  }
}

struct Leave: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stop sharing from now on; your own pages stay yours.",
    discussion: "The other will see that you no longer write here, and nothing else. hearken join comes back.")
  @OptionGroup var session: Session
  func run() throws { try act("leave", session) }
}

struct Consent: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Agree that an export holds the shared words; it does once both have agreed.")
  @OptionGroup var session: Session
  func run() throws { try act("export_consent", session) }
}
