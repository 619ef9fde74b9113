internal import ArgumentParser
internal import JournalCore

extension Writer {
  /// The full id of what `prefix` names in this person's view.
  func entry(_ prefix: String) throws -> EntryRow {
    let reader = journal.reader(.person(person), at: max(Clock.now, try journal.newest() ?? Clock.now))
    guard let entry = try reader.entry(prefix: prefix) else { throw Failure(sentence: Lookup.nothing) }
    return entry
  }

  /// The id of the hurt that `name` is, by its id or its label.
  func hurt(_ name: String) throws -> String {
    let reader = journal.reader(.person(person), at: max(Clock.now, try journal.newest() ?? Clock.now))
    return try Lookup.hurt(name, in: reader).id
  }

  func print(_ record: Record) { Swift.print(record.id) }
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
    writer.print(try writer.write(.entry, kind.rawValue, fields, at: Clock.now))
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
    writer.print(try writer.write(.entry, "question", fields, at: Clock.now))
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
    writer.print(try writer.write(.entry, "response", fields, at: Clock.now))
  }
}

/// An action on one entry, without words.
protocol ActionOnEntry: ParsableCommand {
  static var action: String { get }
  var id: String { get }
  var session: Session { get }
}

extension ActionOnEntry {
  func run() throws {
    let writer = try session.writer()
    let target = (try? writer.entry(id).id) ?? id
    writer.print(try writer.write(.action, Self.action, ["target": .string(target)], at: Clock.now))
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

struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give your entry new words, from standard input; the older ones stay readable.")
  @Argument(help: "Your entry.") var id: String
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    let target = try writer.entry(id).id
    writer.print(
      try writer.write(
        .action, "edit", ["target": .string(target), "text": .string(try wordsFromStandardInput())], at: Clock.now))
  }
}

struct StillHurts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "still-hurts", abstract: "Say without words that a hurt came up.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @Option(help: "A number from 1 to 10.") var intensity: Int?
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    var fields: [String: JSON] = ["hurt": .string(try writer.hurt(hurt))]
    if let intensity { fields["intensity"] = .int(Int64(intensity)) }
    writer.print(try writer.write(.action, "still_hurts", fields, at: Clock.now))
  }
}

struct NewHurt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-hurt", abstract: "Name a hurt; its name comes from standard input.")
  @Option(help: "Who carries it, by name.") var carriedBy: String
  @Option(help: "Who caused it, by name, if anybody.") var causedBy: String?
  @Flag(name: .customLong("private"), help: "For you alone.") var isPrivate = false
  @OptionGroup var session: Session
  func run() throws {
    let writer = try session.writer()
    func id(_ name: String) throws -> String {
      guard let partner = writer.journal.partner(named: name) else { throw JournalError.noSuchPerson }
      return partner.id
    }
    var fields: [String: JSON] = [
      "text": .string(try wordsFromStandardInput()), "carried_by": .string(try id(carriedBy)),
      "visibility": .string(isPrivate ? "private" : "shared"),
    ]
    if let causedBy { fields["caused_by"] = .string(try id(causedBy)) }
    writer.print(try writer.write(.hurt, "hurt", fields, at: Clock.now))
  }
}
