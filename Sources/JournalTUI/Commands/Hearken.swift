internal import ArgumentParser
internal import Glibc
internal import JournalCore

/// The command `hearken`: the full screen without a subcommand, everything else by name.
@main
struct Hearken: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramName.current,
    // Under a name of somebody's own, the first line of its help says no more than it has to.
    abstract: ProgramName.isChosen
      ? "A journal for two." : "A journal that two partners share while they rebuild trust.",
    discussion:
      "Without a subcommand, the full screen opens. Words are read from standard input, never from arguments.",
    version: "0.1.0",
    subcommands: [OpenScreen.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Beginning",
        subcommands: [
          Init.self, Demo.self, Invite.self, Join.self, Leave.self, Settings.self, Consent.self,
        ]),
      CommandGroup(name: "Keys", subcommands: [ChangePassphrase.self, NewKeys.self, SealOwnFile.self]),
      CommandGroup(
        name: "Files",
        subcommands: [Import.self, Export.self, Backup.self, Restore.self, Verify.self, Rebuild.self]),
      CommandGroup(
        name: "Writing",
        subcommands: [
          Write.self, Ask.self, Again.self, Reply.self, Thank.self, Note.self, MakePromise.self, SetBoundary.self,
          Acknowledge.self, NewHurt.self, DidIt.self, Edit.self, Withdraw.self, Share.self,
        ]),
      CommandGroup(
        name: "Saying",
        subcommands: [
          Heard.self, NotYet.self, Unheard.self, SetAside.self, AnsweredOutside.self, StillHurts.self, Rest.self,
          Wake.self, RenameHurt.self, RememberDifferently.self, Fold.self, Unfold.self, Said.self, Accept.self,
          Release.self, Renegotiate.self, ChangeBoundary.self, EndBoundary.self, Crossing.self, AnswerGoal.self,
          CloseGoal.self, RestRitual.self, BringAlong.self, MarkDate.self, AddWord.self, Propose.self, Agree.self,
          Away.self, Space.self,
        ]),
      CommandGroup(
        name: "Reading",
        subcommands: [
          List.self, Show.self, Thread.self, Search.self, Waiting.self, Hurts.self, Hurt.self, Promises.self,
          WhatIsOurs.self, Review.self, JournalNumbers.self, Prompts.self, Coaching.self, Repeats.self,
        ]),
    ],
    defaultSubcommand: OpenScreen.self)

  /// Exit codes: 0 done, 1 failed, 2 usage, 3 locked or wrong passphrase.
  static func main() {
    Memory.keepPrivate()
    do {
      if let screen = BareScreen(CommandLine.arguments.dropFirst()) { return try screen.run() }
      var command = try parseAsRoot()
      try command.run()
    } catch is LongWork.Stopped {
      complain(Words.stopped)
      Glibc.exit(130)
    } catch let failure as Failure {
      complain(failure.sentence)
      Glibc.exit(failure.code)
    } catch let refusal as Refusal {
      complain("Not written: \(refusal.reason). Nothing else was touched.")
      Glibc.exit(1)
    } catch let error as ImportError {
      complain(error.sentence)
      Glibc.exit(1)
    } catch {
      guard let sentence = sentence(for: error) else { leave(for: error) }
      complain(sentence)
      switch error {
      case is KeyProblem, JournalError.noKey, JournalError.locked: Glibc.exit(3)
      case JournalError.noSuchPerson: Glibc.exit(2)
      default: Glibc.exit(1)
      }
    }
  }

  /// What keeps a journal shut, in a sentence; nil for an error that is about something else.
  static func sentence(for error: any Error) -> String? {
    switch error {
    case let error as JournalError: error.sentence
    case let problem as KeyProblem: problem.sentence
    case let damage as LogDamage: damage.sentence
    case is NewerVersion: "A newer Hearken wrote this journal. It was not touched; this program is too old to read it."
    case is ColumnError: JournalError.damaged.sentence
    case let error as SQLiteError where error.isDiskFull:
      "No room on the disk. What was written before is safe; this was not written."
    case let error as SQLiteError where error.isBusy:
      "Another program is writing. Nothing was lost; try once more in a moment."
    case let error as SQLiteError where error.isDamaged:
      "This file is damaged or is not a journal. Nothing in it was touched."
    case let error as SQLiteError:
      "The journal can't be used right now (SQLite \(error.code)). What was written before is safe."
    default: nil
    }
  }

  /// Usage errors say nothing of what was typed: it may be somebody's words.
  private static func leave(for error: any Error) -> Never {
    let code = exitCode(for: error)
    if code == .success {
      print(ProgramName.named(fullMessage(for: error)))
      Glibc.exit(0)
    }
    complain(
      "That is not how this command is used (hearken help shows how; words are read from standard input), and nothing was written."
    )
    Glibc.exit(2)
  }

  /// One sentence on standard error.
  static func complain(_ sentence: String) {
    let bytes = Array((clean(ProgramName.named(sentence)) + "\n").utf8)
    _ = Glibc.write(2, bytes, bytes.count)
  }
}

/// A command's failure: one sentence that says what is safe, and the exit code.
struct Failure: Error {
  let sentence: String
  var code: Int32 = 1
}
