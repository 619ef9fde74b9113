internal import ArgumentParser
internal import Glibc
internal import JournalCore

/// Which journal, who sits here, and when: what every command takes.
struct Session: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of the journal, instead of HEARKEN_JOURNAL or the usual place.", valueName: "folder")
  )
  var journal: String?

  @Option(
    name: .customLong("as"), help: ArgumentHelp("Who sits here: a partner's id or name, or shared.", valueName: "name"))
  var person: String?

  /// The folder of the journal: given, from the environment, or the usual place.
  var folder: String { journal ?? Self.usualFolder }

  /// The folder where none is given: from the environment, or the usual place.
  static var usualFolder: String {
    if let folder = environment("HEARKEN_JOURNAL") { return folder }
    return (environment("XDG_DATA_HOME") ?? (environment("HOME") ?? ".") + "/.local/share")
      + "/\(ProgramName.current)/journal"
  }

  @Option(help: ArgumentHelp("Read the passphrase from this file descriptor.", valueName: "number"))
  var passphraseFd: Int32?

  /// A passphrase, from where this session takes them.
  func passphrase(of person: String, isNew: Bool = false) throws -> Passphrase {
    try Passphrases(descriptor: passphraseFd).read(for: person, isNew: isNew)
  }

  /// The code of an invitation.
  func code() throws -> PaperKey { try Passphrases.code() }

  /// What the passphrase of the person of `--as` opens, in a journal that has passphrases.
  func unlock() throws -> (person: String, keys: JournalKeys, typed: Passphrase) {
    let id = try sealedPerson()
    let typed = try passphrase(of: id)
    return (id, try Journal.unlock(folder, person: id, typed: typed), typed)
  }

  private func sealedPerson() throws -> String {
    guard let named = person, let id = Journal.person(named, in: folder) else { throw JournalError.noSuchPerson }
    return id
  }

  /// The same, with the passphrase, which seals the keys once more: no recovery key does here.
  func unlockToReseal() throws -> (person: String, keys: JournalKeys, passphrase: Passphrase) {
    let id = try sealedPerson()
    let passphrase = try passphrase(of: id)
    return (id, try Journal.unlock(folder, person: id, passphrase: passphrase), passphrase)
  }

  /// Opens the journal for the person of `--as`, who must be named when both have a key here.
  /// - Parameter readOnly: leaves every file as it is.
  func open(readOnly: Bool = false) throws -> (journal: Journal, view: View) {
    let opened = try Journal.isSealed(folder) ? openSealed(readOnly) : openPlain(readOnly)
    if !readOnly { try opened.journal.noteHeads() }
    return opened
  }

  private func openPlain(_ readOnly: Bool) throws -> (journal: Journal, view: View) {
    if person == "shared" { return (try Journal(folder: folder, person: nil, readOnly: readOnly), .shared) }
    guard let person else {
      let names = try Journal.ask(folder, readOnly: readOnly) { $0.partners.map(\.name).joined(separator: " or ") }
      throw Failure(sentence: "Who sits here? Say --as \(names). Nothing was touched.", code: 2)
    }
    let journal = try Journal(
      folder: folder, readOnly: readOnly, work: Progress.onTerminal(Progress.opening),
      choosing: { partners in
        guard let partner = partners.partner(named: person) else { throw JournalError.noSuchPerson }
        return partner.id
      })
    return (journal, .person(journal.person!))
  }

  private func openSealed(_ readOnly: Bool) throws -> (journal: Journal, view: View) {
    let people = try Journal.peopleWithKeys(folder)
    if person == "shared", let anyone = people.first {
      let keys = try Journal.unlock(folder, person: anyone, typed: passphrase(of: anyone))
      return (try Journal(folder: folder, person: nil, keys: keys, readOnly: readOnly), .shared)
    }
    guard let named = person ?? (people.count == 1 ? people[0] : nil) else {
      throw Failure(sentence: "Who sits here? Say --as with your name. Nothing was touched.", code: 2)
    }
    guard let id = Journal.person(named, in: folder) else { throw JournalError.noSuchPerson }
    guard people.contains(id) else { throw KeyProblem.notYetJoined }
    let keys = try Journal.unlock(folder, person: id, typed: passphrase(of: id))
    let work = Progress.onTerminal(Progress.opening)
    return (try Journal(folder: folder, person: id, keys: keys, readOnly: readOnly, work: work), .person(id))
  }

  /// Opens the journal to write in it.
  /// - Parameter isJoining: true for who has not joined yet, and does so now.
  func writer(isJoining: Bool = false) throws -> Writer {
    let (journal, view) = try open()
    guard view != .shared else {
      throw Failure(sentence: "The shared view only reads. Say --as with a name. Nothing was written.", code: 2)
    }
    let writer = try journal.writer()
    guard try isJoining || writer.hasJoined() else { throw KeyProblem.notYetJoined }
    return writer
  }
}

extension Writer {
  /// True for who founded the journal, and for the other once they have joined it.
  func hasJoined() throws -> Bool {
    try person == journal.founder || journal.reader(.shared, at: now()).joinedAt() != nil
  }
}

/// The instant that a reading command answers for.
struct ReadOptions: ParsableArguments {
  @OptionGroup var session: Session

  @Option(help: ArgumentHelp("Answer as of this instant, such as 2026-02-08T18:00:00+01:00.", valueName: "instant"))
  var at: String?

  @Flag(help: "Print one line of JSON, as docs/format.md describes it.")
  var json = false

  func reader() throws -> Reader {
    let (journal, view) = try session.open()
    if let at {
      guard let moment = Moment(at) else {
        throw Failure(sentence: "--at takes an instant such as 2026-02-08T18:00:00+01:00.", code: 2)
      }
      return journal.reader(view, at: moment.instant)
    }
    return journal.reader(view, at: max(Clock.now, try journal.newest() ?? Clock.now))
  }
}

/// The machine's clock.
enum Clock {
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

func environment(_ name: String) -> String? {
  guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
  return value
}

/// Text for a terminal or a pipe: no control character of an entry gets through but the end of a line.
/// - Parameter hits: underlined on a terminal; a pipe gets the words alone.
func printClean(_ text: String, marking hits: Hits? = nil) {
  let clean = clean(text)
  guard let hits, isatty(1) == 1 else { return print(clean) }
  print(hits.split(clean).map { $0.isHit ? "\u{1B}[4m\($0.part)\u{1B}[24m" : $0.part }.joined())
}

/// The same text without what could speak to a terminal.
func clean(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x0A: scalar
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: Unicode.Scalar(0xFFFD)!
        default: scalar
        }
      }))
}

/// Everything on standard input, without the last end of line.
func wordsFromStandardInput() throws -> String {
  Passphrases.endSilence()
  if isatty(0) == 1 { Hearken.complain("Write, then Ctrl-D on a line of its own.") }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(0, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    bytes.append(contentsOf: buffer[..<count])
  }
  guard var text = String(validating: bytes, as: UTF8.self) else {
    throw Failure(sentence: "The words are not UTF-8 text. Nothing was written.")
  }
  while text.hasSuffix("\n") || text.hasSuffix("\r\n") { text.removeLast() }
  guard !text.isEmpty else { throw Failure(sentence: "Nothing came in on standard input, so nothing was written.") }
  return text
}
