import Foundation
import Testing

/// Kept under a name of somebody's own, the program says that name and no other, and everything it makes bears it.
@Suite struct NeutralNameTests {
  private let home = NSTemporaryDirectory() + "home-" + UUID().uuidString
  private var path: String { home + "/bin/tally" }
  private var environment: [String: String] {
    [
      "HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config",
      "XDG_RUNTIME_DIR": home + "/run",
      "TZ": "Europe/Berlin", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "LD_LIBRARY_PATH": URL(fileURLWithPath: Program.path).deletingLastPathComponent().path,
    ]
  }

  private func setUp() throws {
    for folder in ["/bin", "/data", "/config/tally", "/run"] {
      try FileManager.default.createDirectory(atPath: home + folder, withIntermediateDirectories: true)
    }
    // By another process: a program that is open for writing, here or in what another test starts, can't be run.
    #expect(try Program.run("/bin/cp", [Program.path, path], input: "").code == 0)
  }

  private func run(_ arguments: [String], input: String = "") throws -> Program.Result {
    try Program.run(path, arguments, input: input, environment: environment)
  }

  private func isSaid(_ text: String) -> Bool { text.range(of: "hearken", options: .caseInsensitive) != nil }

  @Test func noCommandSaysTheUsualName() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try setUp()
    #expect(try run(["list", "--as", "ana"]).complaint.contains("tally init founds one"))
    let help = try run(["--help"]).out
    #expect(help.contains("USAGE: tally"))
    let names = help.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
    }.filter { !$0.hasPrefix("-") && !$0.hasPrefix("<") }
    #expect(names.count > 50)
    let ways =
      [[], ["--help"], ["--version"], ["help"], ["nonsense"], ["open"]] + names.map { [$0, "--help"] }
      + [["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"], ["join", "--as", "bo"], ["list"], ["verify"]]
      + [["list", "--as", "ana"], ["verify", "--as", "ana"], ["review", "--as", "bo"], ["settings", "--as", "bo"]]
      + [
        ["import", "/nowhere"], ["backup", home + "/copy"], ["restore", home + "/copy"], ["invite", "--as", "ana"],
      ]
    for way in ways {
      let result = try run(way)
      // Variables of the environment are named as they are: they are for who sets them.
      #expect(!isSaid((result.out + result.complaint).replacingOccurrences(of: "HEARKEN_", with: "")), "\(way)")
    }
    #expect(FileManager.default.fileExists(atPath: home + "/data/tally/journal/journal.db"))
    let made = try FileManager.default.subpathsOfDirectory(atPath: home)
    #expect(made.allSatisfy { !isSaid($0) }, "\(made)")
  }

  @Test func noScreenAndNoProcessBearsTheUsualName() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try setUp()
    try Data("theme = 7\n".utf8).write(to: URL(fileURLWithPath: home + "/config/tally/config.toml"))
    let pane = try Pane(
      folder: home + "/unused", command: ["env", "-u", "HEARKEN_JOURNAL", path], extra: environment)
    #expect(pane.shows("Begin a journal for two"))
    #expect(pane.screen.contains("Tally") && pane.screen.contains("config.toml, line 1"))
    func expectNothing(_ place: String) {
      #expect(!isSaid(pane.screen), "\(place)")
      for name in ["cmdline", "comm"] {
        let told = FileManager.default.contents(atPath: "/proc/\(pane.process)/\(name)") ?? Data()
        #expect(!isSaid(String(decoding: told, as: UTF8.self)), "\(place): \(name)")
      }
    }
    expectNothing("the beginning")
    for words in ["", "", "", "Ana", "Bo", "blue door", "blue door"] {
      if !words.isEmpty { try pane.type(words) }
      try pane.keys("Enter")
      expectNothing(words)
    }
    #expect(pane.shows("Your recovery key"))
    try pane.keys("Enter", "Down", "Down", "Enter")
    #expect(pane.shows("[1 Today]"))
    for key in ["5", "?", "Escape", "9", "Escape", ":", "Escape"] {
      try pane.keys(key)
      expectNothing(key)
    }
    try pane.keys("L")
    #expect(pane.shows("Your text is kept."))
    expectNothing("the lock")
    #expect(try String(contentsOfFile: "/proc/\(pane.process)/comm", encoding: .utf8) == "tally\n")
    let environ = FileManager.default.contents(atPath: "/proc/\(pane.process)/environ") ?? Data()
    #expect(!String(decoding: environ, as: UTF8.self).contains("HEARKEN_LOCKED"))
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    let made = try FileManager.default.subpathsOfDirectory(atPath: home)
    #expect(made.contains("data/tally/journal/journal.db") && made.allSatisfy { !isSaid($0) }, "\(made)")
  }
}
