internal import Glibc
internal import JournalCore

/// Where commands get a passphrase: a descriptor, the command that the user set up, or the terminal, without echo.
/// Never an argument and never an environment variable's value.
struct Passphrases {
  var descriptor: Int32?

  /// - Parameter isNew: on a terminal, a new one is typed twice.
  func read(for person: String, isNew: Bool = false) throws -> Passphrase {
    if let descriptor {
      guard let line = Passphrase(lineOf: descriptor) else {
        throw Failure(sentence: "No passphrase came from that descriptor. Nothing was touched.", code: 3)
      }
      return line
    }
    if let command = environment("HEARKEN_PASSPHRASE_COMMAND") { return try run(command, for: person, isNew: isNew) }
    let typed = try Self.ask(isNew ? "New passphrase of \(person): " : "Passphrase of \(person): ")
    guard !typed.isEmpty else { throw Failure(sentence: "No passphrase was typed. Nothing was touched.", code: 3) }
    guard try !isNew || Self.ask("Once more: ") == typed else {
      throw Failure(sentence: Words.notTheSame + " Nothing was touched.", code: 3)
    }
    return typed
  }

  private func run(_ command: String, for person: String, isNew: Bool) throws -> Passphrase {
    setenv("HEARKEN_PERSON", person, 1)
    if isNew { setenv("HEARKEN_NEW", "1", 1) }
    defer {
      unsetenv("HEARKEN_PERSON")
      unsetenv("HEARKEN_NEW")
    }
    guard let pipe = popen(command, "re") else {
      throw Failure(sentence: "The passphrase command can't be run. Nothing was touched.", code: 3)
    }
    let line = Passphrase(lineOf: fileno(pipe))
    guard pclose(pipe) == 0, let line else {
      throw Failure(sentence: "The passphrase command gave no passphrase. Nothing was touched.", code: 3)
    }
    return line
  }

  /// The code of an invitation: typed, or a line of standard input.
  static func code() throws -> PaperKey {
    let typed = isatty(0) == 1 ? try ask("Code: ") : Passphrase(lineOf: 0)
    guard let typed, let code = PaperKey(typed) else {
      throw Failure(sentence: "That is not a code as an invitation shows it. Nothing was touched.", code: 3)
    }
    return code
  }

  private static func ask(_ prompt: String) throws -> Passphrase {
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw Failure(
        sentence: "There is no terminal to ask for the passphrase; HEARKEN_PASSPHRASE_COMMAND can give it.", code: 3)
    }
    defer { close(terminal) }
    beSilent(terminal)
    _ = Glibc.write(terminal, prompt, prompt.utf8.count)
    defer { _ = Glibc.write(terminal, "\n", 1) }
    return Passphrase(lineOf: terminal) ?? Passphrase()
  }

  /// From here on what is typed is not shown, since keys take their time and the next passphrase may be typed ahead.
  private static func beSilent(_ terminal: Int32) {
    guard !isSilent else { return }
    tcgetattr(terminal, echoing)
    isSilent = true
    // Whoever ends the program gets the terminal back as it was.
    for end in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] {
      signal(end) { end in
        Passphrases.endSilence()
        signal(end, SIG_DFL)
        raise(end)
      }
    }
    atexit { Passphrases.endSilence() }
    var silent = echoing.pointee
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
  }

  /// Before words are read, and with the program.
  static func endSilence() {
    guard isSilent else { return }
    isSilent = false
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    tcsetattr(terminal, TCSAFLUSH, echoing)
    close(terminal)
  }
}

nonisolated(unsafe) private var isSilent = false

/// The terminal's settings before a passphrase is asked for; it stands where a handler of signals can reach it.
nonisolated(unsafe) private let echoing = UnsafeMutablePointer<termios>.allocate(capacity: 1)

/// A recovery key, as a command shows it: once.
func showRecovery(_ recovery: PaperKey, of person: String? = nil) {
  print(
    "Recovery key\(person.map { " of " + $0 } ?? ""), shown this once. It opens what the passphrase opens; keep it on paper:"
  )
  print("  " + recovery.text)
}

/// The code of an invitation, as a command shows it: once.
func showCode(_ code: PaperKey, for name: String, id: String) {
  printClean("Code for \(name), shown this once. Hand it over, not in a message that others read:")
  print("  " + code.text)
  printClean("\(name) joins with it: \(ProgramName.current) join --code --as \(id)")
}
