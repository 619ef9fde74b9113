internal import ArgumentParser
internal import JournalCore

struct SetAside: ActionOnEntry {
  static let configuration = CommandConfiguration(
    commandName: "set-aside", abstract: "Let a question of yours wait no longer.")
  static let action = "set_aside"
  @Argument(help: "Your question.") var id: String
  @OptionGroup var session: Session
}

struct AnsweredOutside: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answered-outside", abstract: "Say that a question was answered by talking.",
    discussion: "The one who asked says it; the other can propose it, and nothing changes until the asker says so.")
  @Argument(help: "The question.") var id: String
  @Option(help: ArgumentHelp("When you talked; now unless you say so.", valueName: "instant")) var at: String?
  @Flag(help: "It made you feel heard.") var heard = false
  @Flag(help: "It did not reach you yet.") var notYet = false
  @Flag(help: "Propose it, as the one who was asked.") var propose = false
  @OptionGroup var session: Session

  func run() throws {
    guard !heard || !notYet else {
      throw Failure(sentence: "Heard or not yet, not both. Nothing was written.", code: 2)
    }
    if let at, Moment(at) == nil {
      throw Failure(sentence: "--at takes an instant such as 2026-02-08T20:00:00+01:00. Nothing was written.", code: 2)
    }
    try act(propose ? "answered_outside_proposed" : "answered_outside", on: id, session) { writer in
      let now = TimeZoneRules.local.moment(at: try writer.now())
      var fields: [String: JSON] = ["told_at": .string(at ?? now.description)]
      if heard || notYet { fields["heard"] = .bool(heard) }
      return fields
    }
  }
}

struct Rest: ActionInHurt {
  static let configuration = CommandConfiguration(abstract: "Let a hurt that you carry rest.")
  static let action = "hurt_rest"
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
}

struct Wake: ActionInHurt {
  static let configuration = CommandConfiguration(abstract: "Wake a hurt that you let rest.")
  static let action = "hurt_wake"
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
}

struct Fold: ActionInHurt {
  static let configuration = CommandConfiguration(
    abstract: "Fold the patterns of a hurt that you carry away, for both of you.")
  static let action = "patterns_folded"
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
}

struct Unfold: ActionInHurt {
  static let configuration = CommandConfiguration(abstract: "Unfold the patterns of a hurt that you carry.")
  static let action = "patterns_unfolded"
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
}

struct RenameHurt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename-hurt", abstract: "Give a hurt that you carry another name, from standard input.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
  func run() throws {
    try act("hurt_renamed", inHurt: hurt, with: ["text": .string(try wordsFromStandardInput())], session)
  }
}

struct RememberDifferently: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remember-differently",
    abstract: "Put one note beside a hurt that names you; nobody decides between the two.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var session: Session
  func run() throws {
    try act("told_differently", inHurt: hurt, with: ["text": .string(try wordsFromStandardInput())], session)
  }
}
