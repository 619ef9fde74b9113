internal import ArgumentParser
internal import JournalCore

struct Invite: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a code that the other joins with, once, or take it back.")
  @Flag(help: "Take the invitation back: its code opens nothing any more.") var cancel = false
  @OptionGroup var session: Session

  func run() throws {
    let writer = try session.writer()
    let folder = session.folder
    let other = writer.journal.other(than: writer.person)
    guard Journal.isSealed(folder) else {
      throw Failure(sentence: "This journal has no passphrases: \(other.name) joins with hearken join, without a code.")
    }
    if cancel {
      guard try Journal.endInvitation(of: other.id, to: folder) else {
        throw Failure(sentence: "There is no invitation. Nothing was changed.")
      }
      return print(Words.codeEnded)
    }
    let code = try Journal.invite(other.id, to: folder, by: writer.journal.openedWith!)
    try writer.write(.action, "invite", [:], at: Clock.now)
    showCode(code, for: other.name, id: other.id)
  }
}

struct Join: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Join the journal that the other founded.",
    discussion: "Asks for the passphrase of the one who is in, and then for yours, twice; or reads a code.")
  @Flag(help: "Read the code of an invitation, a line of standard input, instead of the other's passphrase.")
  var code = false
  @OptionGroup var session: Session

  func run() throws {
    if Journal.isSealed(session.folder) { return try joinSealed() }
    guard !code else { throw Failure(sentence: "This journal has no passphrases and no codes. Nothing was touched.") }
    try join(try session.writer(isJoining: true))
    print(Words.noPassphrasesHere)
  }

  private func join(_ writer: Writer) throws {
    guard try !writer.hasJoined() else {
      throw Failure(sentence: "You write here already. Nothing was changed.")
    }
    try writer.write(.action, "join", [:], at: Clock.now)
    print(Words.writesHere)
  }

  /// By the code, or with the one who is in already, who opens the journal; one's own passphrase is new.
  private func joinSealed() throws {
    let folder = session.folder
    guard let named = session.person, let id = Journal.person(named, in: folder) else {
      throw JournalError.noSuchPerson
    }
    let people = try Journal.peopleWithKeys(folder)
    guard let first = people.first else { throw KeyProblem.damaged }
    guard !people.contains(id) else { return try join(try session.writer(isJoining: true)) }
    let (own, recovery): (JournalKeys, PaperKey)
    if code {
      let code = try session.code()
      (own, recovery) = try Journal.takeIn(
        id, to: folder, code: code, passphrase: session.passphrase(of: id, isNew: true))
    } else {
      let keys = try Journal.unlock(folder, person: first, typed: session.passphrase(of: first))
      (own, recovery) = try Journal.takeIn(
        id, to: folder, by: keys, passphrase: session.passphrase(of: id, isNew: true))
    }
    showRecovery(recovery)
    let writer = try Journal(folder: folder, person: id, keys: own).writer()
    // An import may have brought the joining along.
    guard try writer.journal.reader(.shared, at: writer.journal.newest() ?? Clock.now).joinedAt() == nil else {
      return print(Words.writesHere)
    }
    try join(writer)
  }
}
