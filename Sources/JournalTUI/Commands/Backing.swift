internal import ArgumentParser
internal import JournalCore

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the whole journal to a folder, as sealed as it is.",
    discussion: "Needs no passphrase; the copy opens with the passphrases of now.")
  @Argument(help: "The folder of the copy; it is made.") var place: String
  @OptionGroup var session: Session

  func run() throws {
    do { try Journal.copy(session.folder, to: place) } catch let refusal as Refusal {
      throw Failure(sentence: "Not copied: \(refusal.reason). The journal was not touched.")
    }
    print(
      ProgramName.named("Copied. hearken restore puts it back; hearken verify --journal with that folder checks it."))
  }
}

struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put a backup in the place of the journal, where none stands.")
  @Argument(help: "The folder of the backup.") var backup: String
  @OptionGroup var session: Session

  func run() throws {
    guard Journal.exists(in: backup) else {
      throw Failure(sentence: "There is no backup of a journal in that folder. Nothing was touched.")
    }
    guard !Journal.exists(in: session.folder) else { throw JournalError.alreadyThere }
    do { try Journal.copy(backup, to: session.folder) } catch let refusal as Refusal {
      throw Failure(sentence: "Not restored: \(refusal.reason). The backup was not touched.")
    }
    print("Restored.")
  }
}
