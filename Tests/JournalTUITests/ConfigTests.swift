import Foundation
import Fuzzing
import Testing

@testable import JournalTUI

/// What somebody sets for their machine, and what is said of a file that can't be followed.
@Suite struct ConfigTests {
  @Test func everySettingIsRead() throws {
    let config = try Config(
      """
      # how it looks
      theme = "contrast"   # bright
      colours = 16
      ascii = true
      linear = true
      mouse = false
      editor = true

      [keys]
      write = "W"
      still-hurts = ["!", "alt-x"]
      page-down = ["page-down", "ctrl-f"]
      [keys-while-writing]
      undo = 'ctrl-x'
      [keys-after-esc]
      put-away = "X"
      """)
    #expect(config.theme == .contrast && config.colours == 16)
    #expect(config.isASCII && config.isLinear && !config.hasMouse && config.hasOwnEditor)
    #expect(config.keys.action(.letter("W")) == .write)
    #expect(config.keys.action(.letter("w")) == nil)
    #expect(config.keys.action(.alt("x")) == .stillHurts)
    #expect(config.keys.action(.control("f")) == .pageDown)
    #expect(config.keys.edit(.control("x")) == .undo)
    #expect(config.keys.action(.control("q")) == .leave)
    #expect(config.keys.stop(.letter("X")) == .putAway && config.keys.stop(.alt("X")) == .putAway)
    #expect(config.keys.stop(.letter("x")) == nil && config.keys.stop(.letter("S")) == .send)
  }

  @Test(arguments: [
    ("theme = \"pink\"", 1, ConfigProblem.Reason.value), ("\ntheme = true", 2, .value), ("colours = 7", 1, .value),
    ("wallpaper = true", 1, .unknown), ("[colors]\nx = 1", 2, .unknown), ("[keys]\ndance = \"d\"", 2, .unknown),
    ("mouse", 1, .form), ("mouse = ", 1, .form), ("mouse = yes", 1, .form), ("theme = \"dark", 1, .form),
    ("mouse = true true", 1, .form), ("mouse = true\nmouse = false", 2, .twice), ("[keys]\n[keys]", 2, .twice),
    ("[keys]\nwrite = [\"w\" \"v\"]", 2, .form), ("[keys]\nwrite = []", 2, .value),
    ("[keys]\nwrite = \"hyper-w\"", 2, .value), ("[keys]\nwrite = \"v\"\nask = \"v\"", 3, .keyTwice),
    ("[keys]\nwrite = \"a\"", 0, .keyless("ask")), ("[keys]\nwrite = \"ctrl-q\"", 2, .keyTwice),
    ("[keys-while-writing]\nundo = \"ctrl-c\"", 2, .keyTwice), ("[keys]\nwrite = [\"W\", \"W\"]", 2, .keyTwice),
    ("[keys-while-writing]\nundo = \"u\"", 2, .letters), ("[keys-after-esc]\nsend = \"ctrl-x\"", 2, .letters),
    ("[keys-after-esc]\nsend = \"x\"", 0, .keyless("put-away")), ("[keys-after-esc]\ndance = \"d\"", 2, .unknown),
    ("theme = \"\"\"dark\"\"\"", 1, .form),
    ("[[keys]]", 1, .form), ("= 1", 1, .form), ("\u{0}", 1, .form),
  ])
  func whatCantBeFollowedIsNamedByItsLine(text: String, line: Int, reason: ConfigProblem.Reason) throws {
    #expect(throws: ConfigProblem(line: line, reason)) { try Config(text) }
    let sentence = Words.configProblem(ConfigProblem(line: line, reason))
    #expect(sentence.hasPrefix("config.toml") && sentence.hasSuffix("The usual settings hold."))
  }

  @Test func noBytesBreakTheReader() {
    var random = SplitMix64(seed: 7)
    let pieces = ["[", "]", "=", "\"", "'", "\\", "#", "\n", "keys", "write", "true", "1", ",", " ", "é", "\u{0}", "-"]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      _ = try? Config(text)
    }
  }

  @Test func aFileThatIsNotThereOrNotTextLeavesTheUsualSettings() throws {
    let path = NSTemporaryDirectory() + "hearken-config-" + UUID().uuidString
    #expect(Config.load(from: path).problem == nil)
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(Config.load(from: path).problem == ConfigProblem(.unreadable))
    try Data("mouse = 1".utf8).write(to: URL(fileURLWithPath: path))
    let (config, problem) = Config.load(from: path)
    #expect(problem == ConfigProblem(line: 1, .value) && config.hasMouse)
  }

  @Test func keysOfOnesOwnWorkAndAreNamedOnTheScreen() throws {
    let keys = try Config("[keys]\nwrite = \"W\"\nundo = \"U\"\nout = [\"esc\", \"Q\"]").keys
    try Keymap.$standard.withValue(keys) {
      let stage = try Stage.couple()
      #expect(stage.picture.contains("W   write what is there"))
      stage.press("w")
      #expect(stage.picture.contains("[1 Today]"))
      stage.press("W", "a line", "^S")
      #expect(stage.still.contains("U takes it back for ten seconds."))
      stage.press("U")
      #expect(stage.picture.contains("a line"))
      stage.press("<Esc>", "<Esc>", "q")
      #expect(!stage.hasLeft)
      stage.press("Q")
      #expect(stage.hasLeft)
    }
  }

  // MARK: - Themes

  private func colours(_ theme: Theme) -> [Int32] { Style.Role.allCases.map { theme.look(of: Style($0)).foreground } }

  @Test func everyThemeHasTheColoursOfItsColumn() {
    #expect(colours(Theme(colours: 256, background: .dark)) == [-1, 246, 240, 110, 180])
    #expect(colours(Theme(colours: 256, background: .light)) == [-1, 241, 250, 24, 94])
    #expect(colours(Theme(colours: 256, background: .unknown)) == [-1, 243, 243, 30, 130])
    #expect(colours(Theme(colours: 16, background: .dark)) == [-1, -1, -1, 6, 3])
    #expect(colours(Theme(colours: 16, background: .light)) == [-1, -1, -1, 4, 5])
    #expect(colours(Theme(colours: 8, background: .dark)) == [-1, -1, -1, -1, -1])
    #expect(colours(Theme(colours: 0, background: .unknown)) == [-1, -1, -1, -1, -1])
    #expect(colours(Theme(colours: 256, background: .dark, hasContrast: true)) == [231, 231, 231, 159, 229])
    #expect(colours(Theme(colours: 256, background: .light, hasContrast: true)) == [16, 16, 16, 17, 52])
    #expect(Theme(colours: 256, background: .dark, hasContrast: true).look(of: .text).background == 16)
    #expect(Theme(colours: 8, background: .dark, hasContrast: true).look(of: .muted).isBold)
  }

  @Test func whereNumbersAreColoursThemselvesTheHuesAreTheSame() {
    // 110 is #87afd7, 180 is #d7af87, 246 is #949494.
    let direct = colours(Theme(colours: 1 << 24, background: .dark))
    #expect(direct == [-1, 0x949494, 0x585858, 0x87AFD7, 0xD7AF87])
  }

  @Test func whatIsSelectedIsMarkedOnEveryTerminal() {
    for (colours, background) in [
      (256, Theme.Background.dark), (256, .light), (256, .unknown), (16, .dark), (0, .dark),
    ] {
      let look = Theme(colours: colours, background: background).look(of: Style(selected: true))
      #expect(look.isReversed || look.background >= 0)
    }
  }

  @Test(
    arguments: [
      (["LANG": "C"], false), (["LANG": "POSIX"], false), ([:], false), (["LANG": "de_DE.ISO-8859-1"], false),
      (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), (["LC_CTYPE": "UTF-8"], true),
      (["LANG": "C", "LC_ALL": "C.UTF-8"], true), (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "", "LC_CTYPE": "C", "LANG": "C.UTF-8"], false), (["LC_ALL": "", "LANG": "C.UTF-8"], true),
    ] as [([String: String], Bool)])
  func theLocaleThatIsSetSaysWhetherThereAreMoreSignsThanASCII(environment: [String: String], isUTF8: Bool) {
    #expect(Terminal.namesUTF8 { environment[$0] } == isUTF8)
  }
}
