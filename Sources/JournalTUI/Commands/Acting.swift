internal import ArgumentParser
internal import JournalCore

extension ParsableCommand {
  /// Does something to an entry, or to an act that stands on one, and prints the new record's id.
  func act(
    _ kind: String, on prefix: String, with fields: [String: JSON] = [:], _ session: Session,
    more: (Writer) throws -> [String: JSON] = { _ in [:] }
  ) throws {
    let writer = try session.writer()
    let target = try writer.found(prefix)?.id ?? prefix
    var fields = fields.merging(try more(writer)) { $1 }
    fields["target"] = .string(target)
    try writer.print(try writer.write(.action, kind, fields, at: Clock.now))
  }

  /// Does something in a hurt, and prints the new record's id.
  func act(_ kind: String, inHurt name: String, with fields: [String: JSON] = [:], _ session: Session) throws {
    let writer = try session.writer()
    let hurt = try writer.hurt(name)
    try writer.print(
      try writer.write(.action, kind, fields.merging(["hurt": .string(hurt)]) { $1 }, at: Clock.now))
  }

  /// Does something that concerns oneself or both, and prints the new record's id.
  func act(_ kind: String, with fields: [String: JSON] = [:], _ session: Session) throws {
    let writer = try session.writer()
    try writer.print(try writer.write(.action, kind, fields, at: Clock.now))
  }
}

/// An action on one entry, without words.
protocol ActionOnEntry: ParsableCommand {
  static var action: String { get }
  var id: String { get }
  var session: Session { get }
}

extension ActionOnEntry {
  func run() throws { try act(Self.action, on: id, session) }
}

/// An action in one hurt, without words.
protocol ActionInHurt: ParsableCommand {
  static var action: String { get }
  var hurt: String { get }
  var session: Session { get }
}

extension ActionInHurt {
  func run() throws { try act(Self.action, inHurt: hurt, session) }
}

/// An action on one entry, with words from standard input.
protocol WordsOnEntry: ParsableCommand {
  static var action: String { get }
  var id: String { get }
  var session: Session { get }
}

extension WordsOnEntry {
  func run() throws { try act(Self.action, on: id, session) { _ in ["text": .string(try wordsFromStandardInput())] } }
}
