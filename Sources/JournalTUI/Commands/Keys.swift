internal import ArgumentParser
internal import JournalCore

struct ChangePassphrase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase",
    abstract: "Choose another passphrase; the other is not told. Gives a journal without passphrases some.")
  @OptionGroup var session: Session

  func run() throws {
    let folder = session.folder
    guard Journal.isSealed(folder) else { return try giveSome(folder) }
    let (id, keys, typed) = try session.unlock()
    let new = try session.passphrase(of: id, isNew: true)
    guard new != typed else {
      throw Failure(sentence: "That is the passphrase that there was. Nothing was changed.", code: 3)
    }
    let recovery = try Journal.changePassphrase(folder, person: id, keys: keys, to: new)
    Hearken.complain("Changed. The passphrase and the recovery key of before open nothing here any more.")
    showRecovery(recovery)
  }

  /// Both type theirs: what one shares is sealed for both or for nobody.
  private func giveSome(_ folder: String) throws {
    var passphrases: [String: Passphrase] = [:]
    let people = try Journal.peopleWithPages(folder)
    for person in people { passphrases[person] = try session.passphrase(of: person, isNew: true) }
    let recovery = try Journal.seal(folder, passphrases)
    for person in people { showRecovery(recovery[person]!, of: person) }
  }
}

struct NewKeys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write your own file anew under a new key, or the shared one, with everybody who has a passphrase.",
    discussion: "For when a copy of the files and an old passphrase may be in somebody's hands.")
  @Flag(help: "The file of what is shared.") var shared = false
  @OptionGroup var session: Session

  func run() throws {
    let folder = session.folder
    guard Journal.isSealed(folder) else {
      throw Failure(sentence: "This journal has no passphrases, and so no keys. Nothing was changed.")
    }
    guard shared else {
      let (id, keys, passphrase) = try session.unlockToReseal()
      return showRecovery(try Journal.resealOwnFile(of: id, in: folder, keys: keys, passphrase: passphrase))
    }
    let people = try Journal.peopleWithKeys(folder)
    var both: [String: (keys: JournalKeys, passphrase: Passphrase)] = [:]
    for person in people {
      let passphrase = try session.passphrase(of: person)
      both[person] = (try Journal.unlock(folder, person: person, passphrase: passphrase), passphrase)
    }
    let recovery = try Journal.resealSharedFile(in: folder, both)
    for person in people { showRecovery(recovery[person]!, of: person) }
  }
}

struct SealOwnFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "own-file", abstract: "Leave your own file open, or seal it again.",
    discussion: "An open own file is read by whoever can read the files; what is shared stays sealed.")
  enum State: String, ExpressibleByArgument { case open, sealed }
  @Argument(help: "open or sealed") var state: State
  @OptionGroup var session: Session

  func run() throws {
    let folder = session.folder
    guard Journal.isSealed(folder) else {
      throw Failure(sentence: "This journal has no passphrases: every file is open. Nothing was changed.")
    }
    let (id, keys, passphrase) = try session.unlockToReseal()
    if state == .open { Hearken.complain(Words.openOwnFile) }
    showRecovery(
      try Journal.resealOwnFile(of: id, in: folder, keys: keys, passphrase: passphrase, open: state == .open))
  }
}
