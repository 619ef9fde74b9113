internal import ArgumentParser
internal import Glibc
internal import JournalCore

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Found a journal for two people.")
  @Option(help: "Your name.") var me: String
  @Option(help: "The other person's name.") var partner: String
  @Option(help: "Where the two of you live, such as Europe/Berlin.") var zone: String?
  @Flag(help: "No passphrase: whoever can read the files can read every word.") var noPassphrase = false
  @OptionGroup var session: Session

  func run() throws {
    let zone = try zone.map { try TimeZoneRules.system(named: $0) } ?? TimeZoneRules.local
    guard !me.isEmpty, !partner.isEmpty, folded(me) != folded(partner) else {
      throw Failure(sentence: "A journal needs two different names. Nothing was founded.", code: 2)
    }
    let ids = Journal.ids(me, partner)
    let passphrase = noPassphrase ? nil : try session.passphrase(of: ids.0, isNew: true)
    let recovery = try Journal.found(
      Record(
        id: Identifier.random(), shape: .journal, moment: zone.moment(at: Clock.now), author: ids.0, kind: "journal",
        fields: Journal.founding(me: (ids.0, me), other: (ids.1, partner), zone: zone)), in: session.folder,
      passphrase: passphrase)
    if let recovery { showRecovery(recovery) }
    print("Founded. \(partner) joins with: hearken join --as \(ids.1)")
  }
}

struct Join: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Join the journal that the other founded.")
  @OptionGroup var session: Session
  func run() throws {
    if Journal.isSealed(session.folder) { return try joinSealed() }
    let writer = try session.writer()
    try join(writer)
  }

  private func join(_ writer: Writer) throws {
    let reader = writer.journal.reader(.shared, at: max(Clock.now, try writer.journal.newest() ?? Clock.now))
    guard writer.person != writer.journal.founder, try reader.joinedAt() == nil else {
      throw Failure(sentence: "You write here already. Nothing was changed.")
    }
    try writer.write(.action, "join", [:], at: Clock.now)
    print("You write here now.")
  }

  /// The one who is in already opens the journal; the other's own passphrase is new.
  private func joinSealed() throws {
    let folder = session.folder
    guard let named = session.person, let id = Journal.person(named, in: folder) else {
      throw JournalError.noSuchPerson
    }
    let people = try Journal.peopleWithKeys(folder)
    guard let first = people.first else { throw KeyProblem.damaged }
    guard !people.contains(id) else { return try join(try session.writer()) }
    let keys = try Journal.unlock(folder, person: first, passphrase: session.passphrase(of: first))
    let (own, recovery) = try Journal.takeIn(
      id, to: folder, by: keys, passphrase: session.passphrase(of: id, isNew: true))
    showRecovery(recovery)
    try join(try Journal(folder: folder, person: id, keys: own).writer())
  }
}

struct ChangePassphrase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase", abstract: "Choose another passphrase; the other is not told.")
  @OptionGroup var session: Session

  func run() throws {
    let folder = session.folder
    guard Journal.isSealed(folder) else {
      throw Failure(sentence: "This journal has no passphrases. Nothing was changed.")
    }
    guard let named = session.person, let id = Journal.person(named, in: folder) else {
      throw JournalError.noSuchPerson
    }
    let keys = try Journal.unlock(folder, person: id, passphrase: session.passphrase(of: id))
    showRecovery(
      try Journal.changePassphrase(folder, person: id, keys: keys, to: session.passphrase(of: id, isNew: true)))
  }
}

struct Settings: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What you have set for yourself, and setting it.")
  @Option(help: "After how many minutes without a key the screen locks, 1 to 240.") var lockMinutes: Int?
  @OptionGroup var session: Session

  func run() throws {
    let journal = try session.writer().journal
    if let lockMinutes { try journal.setLockMinutes(lockMinutes) }
    print("The screen locks after \(try journal.lockMinutes()) minutes without a key, in a journal with passphrases.")
  }
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Found a journal from JSON Lines.")
  @Argument(help: "The file.") var file: String
  @Flag(help: "Found a new journal from it.") var new = false
  @Flag(help: "No passphrase: whoever can read the files can read every word.") var noPassphrase = false
  @OptionGroup var session: Session

  func run() throws {
    guard new, noPassphrase else {
      throw Failure(
        sentence: "An import founds a new journal: hearken import FILE --new --no-passphrase. Nothing was imported.",
        code: 2)
    }
    guard let bytes = Files.read(file) else {
      throw Failure(sentence: "The file can't be read. Nothing was imported.")
    }
    let records = try Interchange.records(in: bytes)
    try Journal.importNew(records, in: session.folder)
    Hearken.complain(
      "The file that you imported holds both people's private lines; keep it as carefully as the journal.")
    print("\(records.count) records imported.")
  }
}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print your words, and the shared ones if both agreed.")
  @Option(help: "jsonl") var format = "jsonl"
  @OptionGroup var session: Session

  func run() throws {
    guard format == "jsonl" else { throw Failure(sentence: "The format is jsonl. Nothing was exported.", code: 2) }
    let (journal, view) = try session.open()
    guard view != .shared else { throw Failure(sentence: "An export is somebody's: say --as with a name.", code: 2) }
    let (lines, isWhole) = try journal.export()
    for line in lines { print(line.text) }
    if !isWhole {
      Hearken.complain("These are your own words; the other's come along when you both have agreed to it.")
    }
  }
}
