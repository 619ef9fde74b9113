internal import ArgumentParser
internal import JournalCore

extension Writer {
  /// What `prefix` names in this person's view.
  func entry(_ prefix: String) throws -> EntryRow {
    guard let entry = try found(prefix) else { throw Failure(sentence: Lookup.nothing) }
    return entry
  }

  /// The same; nil where there is no such entry, or more than one.
  func found(_ prefix: String) throws -> EntryRow? {
    try journal.reader(.person(person), at: try now()).entry(prefix: prefix)
  }

  /// The id of the hurt that `name` is, by its id or its label.
  func hurt(_ name: String) throws -> String {
    let reader = journal.reader(.person(person), at: try now())
    return try Lookup.hurt(name, in: reader).id
  }

  /// The later of the clock and the newest record (`docs/definitions.md` B1).
  func now() throws -> Instant { max(Clock.now, try journal.newest() ?? Clock.now) }

  /// Prints the id of what was written; beside it, until when the other is away or has space, if it is for them.
  func print(_ record: Record) throws {
    Swift.print(record.id)
    let other = journal.other(than: person)
    if try journal.isReady(record.id) { Hearken.complain(Words.keptReady(other.name)) }
    guard record.shape == .entry, record.fields["visibility"]?.string == "shared" else { return }
    let reader = journal.reader(.person(person), at: try now())
    let presence = try reader.presence(of: other.id)
    func time(_ instant: Instant) -> String {
      Dates.ahead(
        TimeZoneRules.local.moment(at: instant), today: JournalDay(TimeZoneRules.local.moment(at: reader.instant)))
    }
    if let until = presence.spaceUntil { Hearken.complain(Words.hasSpace(other.name, time(until))) }
    if let until = presence.awayUntil { Hearken.complain(Words.isAway(other.name, time(until))) }
  }
}

/// Finding what a person names on the command line.
enum Lookup {
  static let nothing = "There is nothing of that id here. Nothing was touched."

  static func hurt(_ name: String, in reader: Reader) throws -> HurtRow {
    let hurts = try reader.hurts()
    guard let hurt = hurts.first(where: { $0.id == name }) ?? hurts.first(where: { folded($0.label) == folded(name) })
    else {
      throw Failure(sentence: "There is no hurt of that name here. Nothing was touched.")
    }
    return hurt
  }
}

/// What describes an entry beside its words.
struct Details: ParsableArguments {
  @Option(name: .customLong("feeling"), help: "A feeling, up to four times.") var feelings: [String] = []
  @Option(help: "A number from 0 to 10.") var intensity: Int?
  @Option(help: "The hurt it is about, by id or name.") var hurt: String?
  @Option(name: .customLong("tag"), help: "What brings it up, such as place:hospital.") var tags: [String] = []
  @Flag(name: .customLong("private"), help: "For you alone.") var isPrivate = false
  @Flag(help: "Urgent, as the other agreed beforehand; of a boundary: what it names may reach you in your space.")
  var urgent = false
  @Flag(name: .customLong("shared"), help: "For both of you, also what is for you alone unless you say so.")
  var isShared = false

  /// - Parameter isOwn: true for what is for its writer alone unless they say otherwise.
  func fields(_ writer: Writer, isOwn: Bool = false) throws -> [String: JSON] {
    guard !isPrivate || !isShared else {
      throw Failure(
        sentence: "It is for you alone or for both of you, not for both at once. Nothing was written.", code: 2)
    }
    var fields: [String: JSON] = [
      "visibility": .string(isPrivate || (isOwn && !isShared) ? "private" : "shared"),
      "feelings": .array(feelings.map(JSON.string)),
      "triggers": .array(tags.map(JSON.string)),
    ]
    if urgent { fields["urgent"] = .bool(true) }
    if let intensity { fields["intensity"] = .int(Int64(intensity)) }
    if let hurt { fields["hurt"] = .string(try writer.hurt(hurt)) }
    return fields
  }
}

struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write an entry; its words come from standard input.")
  @Argument(help: "The kind: \(EntryKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: String
  @Option(help: "What would be good: answer, presence, nothing or space.") var wish: String?
  @OptionGroup var details: Details
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    guard let kind = EntryKind(rawValue: kind) else {
      throw Failure(sentence: "There is no such kind of entry. Nothing was written.", code: 2)
    }
    var fields = try details.fields(writer, isOwn: kind == .reflection || kind == .forgiveness)
    fields["text"] = .string(try wordsFromStandardInput())
    if let wish { fields["wish"] = .string(wish) }
    fields["wants_response"] = .bool(wish == "answer" || kind == .question)
    try writer.print(try writer.write(.entry, kind.rawValue, fields, at: Clock.now))
  }
}

struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Ask; the words come from standard input.")
  @Option(help: "The question that this asks again.") var again: String?
  @OptionGroup var details: Details
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    var fields = try details.fields(writer)
    if let again {
      let earlier = try writer.entry(again)
      fields["asks_again"] = .string(earlier.id)
      if fields["hurt"] == nil, let hurt = earlier.hurt { fields["hurt"] = .string(hurt) }
    }
    fields["text"] = .string(try wordsFromStandardInput())
    fields["wants_response"] = .bool(true)
    try writer.print(try writer.write(.entry, "question", fields, at: Clock.now))
  }
}

struct Reply: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Answer; the words come from standard input.")
  @Argument(help: "What you answer.") var id: String
  @Option(help: ArgumentHelp("Not yet an answer: by when it comes.", valueName: "instant")) var holdUntil: String?
  @Flag(name: .customLong("private"), help: "For you alone.") var isPrivate = false
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    let asked = try writer.entry(id)
    var fields: [String: JSON] = [
      "reply_to": .string(asked.id), "visibility": .string(isPrivate ? "private" : "shared"),
      "wants_response": .bool(false),
    ]
    if let hurt = asked.hurt { fields["hurt"] = .string(hurt) }
    if let holdUntil {
      guard Moment(holdUntil) != nil else {
        throw Failure(sentence: "--hold-until takes an instant such as 2026-02-08T20:00:00+01:00.", code: 2)
      }
      fields["holding_until"] = .string(holdUntil)
    }
    fields["text"] = .string(try wordsFromStandardInput())
    try writer.print(try writer.write(.entry, "response", fields, at: Clock.now))
  }
}

struct Heard: ActionOnEntry {
  static let configuration = CommandConfiguration(abstract: "Say that an answer made you feel heard.")
  static let action = "heard"
  @Argument(help: "The answer.") var id: String
  @OptionGroup var session: Session
}

struct NotYet: ActionOnEntry {
  static let configuration = CommandConfiguration(
    commandName: "not-yet", abstract: "Say that an answer did not reach you yet.")
  static let action = "not_yet"
  @Argument(help: "The answer.") var id: String
  @OptionGroup var session: Session
}

struct Unheard: ActionOnEntry {
  static let configuration = CommandConfiguration(abstract: "Take your mark on an answer back.")
  static let action = "unheard"
  @Argument(help: "The answer.") var id: String
  @OptionGroup var session: Session
}

struct Withdraw: ActionOnEntry {
  static let configuration = CommandConfiguration(
    abstract: "Take your words back; a line stays that something was taken back.")
  static let action = "withdraw"
  @Argument(help: "Your entry.") var id: String
  @OptionGroup var session: Session
}

struct Share: ActionOnEntry {
  static let configuration = CommandConfiguration(abstract: "Show the other something that you wrote for yourself.")
  static let action = "share"
  @Argument(help: "Your entry.") var id: String
  @OptionGroup var session: Session
}

struct Edit: WordsOnEntry {
  static let configuration = CommandConfiguration(
    abstract: "Give your entry new words, from standard input; the older ones stay readable.")
  static let action = "edit"
  @Argument(help: "Your entry.") var id: String
  @OptionGroup var session: Session
}

struct Again: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a question of yours again, in the words that it was asked in last.")
  @Argument(help: "Your question.") var id: String
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    let earlier = try writer.entry(id)
    guard !earlier.isWithdrawn else {
      throw Failure(sentence: "These words were taken back; hearken ask --again asks in new ones. Nothing was written.")
    }
    var fields: [String: JSON] = [
      "asks_again": .string(earlier.id), "text": .string(earlier.text), "wants_response": .bool(true),
      "visibility": .string(earlier.isPrivate ? "private" : "shared"),
    ]
    if let hurt = earlier.hurt { fields["hurt"] = .string(hurt) }
    try writer.print(try writer.write(.entry, "question", fields, at: Clock.now))
  }
}

struct Thank: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Thank the other; the words come from standard input.")
  @OptionGroup var details: Details
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    var fields = try details.fields(writer)
    fields["text"] = .string(try wordsFromStandardInput())
    try writer.print(try writer.write(.entry, "gratitude", fields, at: Clock.now))
  }
}

struct Note: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write on your own page; the words come from standard input.")
  @Option(help: "The question that it answers, as hearken prompts names it.") var prompt: String?
  @OptionGroup var details: Details
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    var fields = try details.fields(writer, isOwn: true)
    if let prompt {
      guard Prompt.named(prompt) != nil else {
        throw Failure(sentence: "There is no question of that name; hearken prompts lists them. Nothing was written.")
      }
      fields["prompt"] = .string(prompt)
    }
    fields["text"] = .string(try wordsFromStandardInput())
    try writer.print(try writer.write(.entry, "reflection", fields, at: Clock.now))
  }
}

struct Acknowledge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what you did, how it landed, and what you are responsible for.",
    discussion: "The three parts come from standard input, each after a line of three dashes; any may stay empty.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @Flag(name: .customLong("private"), help: "For you alone.") var isPrivate = false
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    let hurt = try writer.hurt(hurt)
    let parts = try wordsFromStandardInput().split(
      separator: "\n", omittingEmptySubsequences: false
    ).split(separator: "---", omittingEmptySubsequences: false).map { $0.joined(separator: "\n") }
    guard parts.count <= 3 else {
      throw Failure(sentence: "There are three parts, each after a line of three dashes. Nothing was written.")
    }
    let names = ["what_i_did", "how_it_landed", "i_am_responsible"]
    try writer.print(
      try writer.write(
        .entry, "acknowledgement",
        [
          "hurt": .string(hurt), "visibility": .string(isPrivate ? "private" : "shared"),
          "parts": .object(Dictionary(uniqueKeysWithValues: zip(names, parts.map(JSON.string)))),
        ], at: Clock.now))
  }
}

struct StillHurts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "still-hurts", abstract: "Say without words that a hurt came up.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @Option(help: "A number from 1 to 10.") var intensity: Int?
  @OptionGroup var session: Session
  func run() throws {
    try act("still_hurts", inHurt: hurt, with: intensity.map { ["intensity": .int(Int64($0))] } ?? [:], session)
  }
}

struct NewHurt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-hurt", abstract: "Name a hurt; its name comes from standard input.")
  @Option(help: "Who carries it, by name.") var carriedBy: String
  @Option(help: "Who caused it, by name, if anybody.") var causedBy: String?
  @Option(name: .customLong("kind"), help: "What it is about, in your words or as often as you want.") var kinds:
    [String] = []
  @Option(help: "A key of your own that two hurts of one event share.") var event: String?
  @Flag(name: .customLong("private"), help: "For you alone.") var isPrivate = false
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    func id(_ name: String) throws -> String {
      guard let partner = writer.journal.partners.partner(named: name) else { throw JournalError.noSuchPerson }
      return partner.id
    }
    var fields: [String: JSON] = [
      "text": .string(try wordsFromStandardInput()), "carried_by": .string(try id(carriedBy)),
      "visibility": .string(isPrivate ? "private" : "shared"),
    ]
    if !kinds.isEmpty { fields["kinds"] = .array(kinds.map(JSON.string)) }
    if let event { fields["event"] = .string(event) }
    if let causedBy { fields["caused_by"] = .string(try id(causedBy)) }
    try writer.print(try writer.write(.hurt, "hurt", fields, at: Clock.now))
  }
}
