internal import Glibc
internal import JournalCore

/// Where commands get a passphrase: a descriptor, the command that the user set up, or the terminal, without echo.
/// Never an argument and never an environment variable's value.
struct Passphrases {
  var descriptor: Int32?

  /// - Parameter isNew: on a terminal, a new one is typed twice.
  func read(for person: String, isNew: Bool = false) throws -> String {
    if let descriptor {
      guard let line = Self.line(from: descriptor) else {
        throw Failure(sentence: "No passphrase came from that descriptor. Nothing was touched.", code: 3)
      }
      return line
    }
    if let command = environment("HEARKEN_PASSPHRASE_COMMAND") { return try run(command, for: person) }
    guard let typed = Self.ask("Passphrase of \(person): ") else {
      throw Failure(
        sentence: "There is no terminal to ask for the passphrase; HEARKEN_PASSPHRASE_COMMAND can give it.", code: 3)
    }
    guard !isNew || Self.ask("Once more: ") == typed else {
      throw Failure(sentence: "The two were not the same. Nothing was touched.", code: 3)
    }
    return typed
  }

  private func run(_ command: String, for person: String) throws -> String {
    setenv("HEARKEN_PERSON", person, 1)
    defer { unsetenv("HEARKEN_PERSON") }
    guard let pipe = popen(command, "re") else {
      throw Failure(sentence: "The passphrase command can't be run. Nothing was touched.", code: 3)
    }
    let line = Self.line(from: fileno(pipe))
    guard pclose(pipe) == 0, let line else {
      throw Failure(sentence: "The passphrase command gave no passphrase. Nothing was touched.", code: 3)
    }
    return line
  }

  /// The first line that comes, without its end; nil when none does.
  private static func line(from descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while Glibc.read(descriptor, &byte, 1) == 1, byte != 0x0A, bytes.count < 65_536 { bytes.append(byte) }
    return bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// The code of an invitation: typed, or a line of standard input.
  static func code() throws -> PaperKey {
    let typed = isatty(0) == 1 ? ask("Code: ") : line(from: 0)
    guard let typed, let code = PaperKey(typed) else {
      throw Failure(sentence: "That is not a code as an invitation shows it. Nothing was touched.", code: 3)
    }
    return code
  }

  private static func ask(_ prompt: String) -> String? {
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var settings = termios()
    tcgetattr(terminal, &settings)
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
    _ = Glibc.write(terminal, prompt, prompt.utf8.count)
    defer { _ = Glibc.write(terminal, "\n", 1) }
    return line(from: terminal)
  }
}

/// A recovery key, as a command shows it: once.
func showRecovery(_ recovery: PaperKey, of person: String? = nil) {
  print(
    "Recovery key\(person.map { " of " + $0 } ?? ""), shown this once. It opens what the passphrase opens; keep it on paper:"
  )
  print("  " + recovery.text)
}

/// The code of an invitation, as a command shows it: once.
func showCode(_ code: PaperKey, for name: String, id: String) {
  print("Code for \(name), shown this once. Hand it over, not in a message that others read:")
  print("  " + code.text)
  print("\(name) joins with it: hearken join --code --as \(id)")
}
