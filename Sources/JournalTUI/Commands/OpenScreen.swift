internal import ArgumentParser
internal import Glibc
internal import JournalCore

struct OpenScreen: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "open", abstract: "Open the full screen.")
  @OptionGroup var look: LookOptions
  @OptionGroup var session: Session

  func run() throws {
    try FullScreen.run(Keeper(folder: session.folder, isSample: false) { Clock.now }, session.person, look)
  }
}

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Open a fresh copy of the sample journal.")
  @Option(help: "The day, or the instant, to open it at, such as 2026-02-03.") var at: String?
  @OptionGroup var look: LookOptions
  @OptionGroup var session: Session

  func run() throws {
    let evening = try at.map(evening) ?? Sample.evening
    guard isatty(0) == 1, isatty(1) == 1 else { throw FullScreen.noTerminal }
    try FullScreen.run(
      Keeper(folder: try Sample.copy(), isSample: true, startingAt: evening) { Clock.now }, session.person, look)
  }

  /// Eight in the evening of a day, or an instant.
  private func evening(_ text: String) throws -> Instant {
    if let moment = Moment(text) { return moment.instant }
    guard let day = JournalDay(text) else {
      throw Failure(sentence: "--at takes a day such as 2026-02-03. Nothing was opened.", code: 2)
    }
    return try TimeZoneRules.system(named: "Europe/Berlin").instant(on: day, minute: 20 * 60)
  }
}

/// How the full screen shows itself this time.
struct LookOptions: ParsableArguments {
  @Flag(help: "Line by line, for screen readers and braille.")
  var linear = false
}

/// The full screen, from its opening to its end.
enum FullScreen {
  static let noTerminal = Failure(
    sentence: "The full screen needs a terminal; hearken help lists the commands that do not. Nothing was touched.")

  static func run(_ keeper: Keeper, _ person: String?, _ look: LookOptions) throws {
    var (config, problem) = Config.load()
    if look.linear { config.isLinear = true }
    let terminal: Terminal
    do {
      terminal = try Terminal(config)
    } catch {
      keeper.close()
      throw noTerminal
    }
    let code = try Keymap.$standard.withValue(config.keys) {
      let runtime: Runtime
      do {
        runtime = try Runtime(
          terminal: terminal, keeper: keeper, person: person, hasOwnEditor: config.hasOwnEditor, problem)
      } catch {
        terminal.leave()
        keeper.close()
        throw error
      }
      return runtime.run()
    }
    Glibc.exit(code)
  }
}
