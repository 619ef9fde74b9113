import Foundation
import Testing

/// The built program in a real terminal of its own: tmux is the terminal, keys go in, the screen is read back.
final class Pane {
  private let socket = NSTemporaryDirectory() + "hearken-pane-" + UUID().uuidString.prefix(8)
  let folder: String

  /// - Parameters:
  ///   - command: what runs in the terminal; nil is the full screen itself.
  ///   - extra: what its environment has beside the usual.
  ///   - place: the folder that it is started in.
  init(
    folder: String, kind: String = "xterm-256color", lang: String = "C.UTF-8", command: [String] = [],
    extra: [String: String] = [:], in place: String = "/"
  ) throws {
    self.folder = folder
    let environment =
      [
        "HEARKEN_JOURNAL=\(folder)", "TZ=Europe/Berlin", "TERM=\(kind)", "LANG=\(lang)", "LC_ALL=\(lang)",
        "XDG_CONFIG_HOME=\(folder)-config",
      ] + extra.map { "\($0.key)=\($0.value)" }
    try tmux(
      ["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", place, "env"] + environment
        + (command.isEmpty ? [Program.path] : command))
    try tmux(["set-option", "-g", "remain-on-exit", "on"])
  }

  /// Settings of the machine, for the panes that open on a folder from now on.
  static func configure(_ folder: String, _ text: String) throws {
    let settings = folder + "-config/hearken"
    try FileManager.default.createDirectory(atPath: settings, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: settings + "/config.toml"))
  }

  deinit {
    _ = try? tmux(["kill-server"])
    unlink(socket)
    Program.remove(folder + "-config")
  }

  /// Runs one command of tmux and gives what it printed. Spawned by hand: the server that the first command leaves
  /// behind holds on to whatever Foundation waits for.
  @discardableResult
  func tmux(_ arguments: [String]) throws -> String {
    let file = socket + ".out"
    defer { unlink(file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Test threads run with signals blocked; what they start would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = (["tmux", "-u", "-S", socket] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawnp(&process, "tmux", &actions, &attributes, &words, environ) == 0 else {
      throw CocoaError(.fileNoSuchFile)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  }

  /// Types keys by tmux's names: `Enter`, `Escape`, `C-s`; anything else letter by letter.
  func keys(_ keys: String...) throws { for key in keys { try tmux(["send-keys", key]) } }
  func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

  /// Waits for the door, and writes a name at it.
  func giveName(_ name: String, from place: SourceLocation = #_sourceLocation) throws {
    #expect(shows("Name"), sourceLocation: place)
    try type(name)
    try keys("Enter")
  }

  var screen: String { (try? tmux(["capture-pane", "-p"])) ?? "" }

  /// Waits until the screen says something; false after ten seconds without it.
  func shows(_ text: String) -> Bool { waits { self.screen.contains(text) } }

  func waits(_ condition: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: 10)
    while Date() < end {
      if condition() { return true }
      usleep(30_000)
    }
    return condition()
  }

  func tells(_ format: String) -> String {
    ((try? tmux(["display-message", "-p", format])) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var isDead: Bool { tells("#{pane_dead}") == "1" }
  var process: Int32 { Int32(tells("#{pane_pid}")) ?? 0 }
  /// True while the terminal shows a screen of its own, as full-screen programs ask for.
  var isOnOwnScreen: Bool { tells("#{alternate_on}") == "1" }
}
