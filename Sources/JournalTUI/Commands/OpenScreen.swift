internal import ArgumentParser
internal import Glibc
internal import JournalCore

struct OpenScreen: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "open", abstract: "Open the full screen.")
  @OptionGroup var look: LookOptions
  @OptionGroup var session: Session

  func run() throws {
    try FullScreen.open(session.folder, person: session.person, isLinear: look.linear)
  }
}

/// The full screen as most people open it: without a word, or with a few plain options. It opens without gathering the
/// options of every command.
struct BareScreen {
  private var folder: String?
  private var person: String?
  private var isLinear = false

  /// Nil for anything else, which the parser of commands reads, or refuses.
  init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--linear": isLinear = true
      case "--as", "--journal":
        guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
        if option == "--as" { person = value } else { folder = value }
      default: return nil
      }
    }
  }

  func run() throws { try FullScreen.open(folder ?? Session.usualFolder, person: person, isLinear: isLinear) }
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
      Keeper(folder: try Sample.copy(), isSample: true, startingAt: evening) { Clock.now }, session.person,
      isLinear: look.linear)
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

  static func open(_ folder: String, person: String?, isLinear: Bool) throws {
    try run(Keeper(folder: folder, isSample: false) { Clock.now }, person, isLinear: isLinear)
  }

  static func run(_ keeper: Keeper, _ person: String?, isLinear: Bool) throws {
    var (config, problem) = Config.load()
    if isLinear { config.isLinear = true }
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
