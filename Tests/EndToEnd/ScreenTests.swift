import Foundation
import Testing

/// The built program in a real terminal, from the first start on.
@Suite(.serialized) struct ScreenTests {
  private func found(_ program: Program) throws {
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
  }

  @Test func aJournalIsFoundedWrittenAnsweredHeardAndFoundAgain() throws {
    let program = Program()
    let ann = try Pane(folder: program.folder)
    #expect(ann.shows("There is no journal here yet."))
    try ann.keys("Enter")
    #expect(ann.shows("Before you begin"))
    try ann.keys("Enter", "Enter")
    #expect(ann.shows("Your name"))
    try ann.type("Ann")
    try ann.keys("Enter")
    try ann.type("Ben")
    try ann.keys("Enter", "Enter")
    #expect(ann.shows("Without a passphrase"))
    try ann.keys("Enter")
    #expect(ann.shows("Nothing here yet."))
    try ann.keys("a")
    try ann.type("Wär es möglich, 日本?")
    try ann.keys("BTab", "Right", "C-s")
    #expect(ann.shows("Kept ready for Ben"))
    try ann.keys("q")
    #expect(ann.waits { ann.isDead })

    let ben = try Pane(folder: program.folder)
    try ben.giveName("b")
    #expect(ben.shows("Before you begin"))
    try ben.keys("Enter", "Enter")
    #expect(ben.shows("Nothing here yet."))
    try ben.keys("q")
    #expect(ben.waits { ben.isDead })

    // What was kept ready is looked through once, and shared.
    let sharing = try Pane(folder: program.folder)
    try sharing.giveName("Ann")
    #expect(sharing.shows("before Ben joined"))
    try sharing.keys("Enter")
    #expect(sharing.shows("Share what is for both of you"))
    try sharing.keys("G", "Enter")
    #expect(sharing.shows("It is as you said."))
    try sharing.keys("q")
    #expect(sharing.waits { sharing.isDead })

    let answering = try Pane(folder: program.folder)
    try answering.giveName("b")
    #expect(answering.shows("Wär es möglich, 日本?"))
    try answering.keys("r")
    #expect(answering.shows("wants an answer"))
    try answering.type("Yes, I hear you.")
    try answering.keys("C-s", "q")
    #expect(answering.waits { answering.isDead })

    let again = try Pane(folder: program.folder)
    try again.giveName("Ann")
    #expect(again.shows("Yes, I hear you."))
    try again.keys("2", "Enter", "m", "y")
    #expect(again.shows("Marked heard."))
    try again.keys("Escape", "/")
    try again.type("moglich")
    #expect(again.shows("Wär es möglich, 日本?"))
    try again.keys("C-q")
    #expect(again.waits { again.isDead })
    let thread = try program.run(["list", "--as", "ann", "--json"])
    #expect(thread.out.contains("\"mark\":\"heard\""))
    #expect(try program.run(["verify", "--as", "ben"]).code == 0)
  }

  @Test func settingsOfTheMachineAreFollowedAndABadFileIsSaidInOneSentence() throws {
    let program = Program()
    try found(program)
    try Pane.configure(program.folder, "ascii = true\n[keys]\nwrite = \"W\"\n")
    let pane = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(pane.shows("-----"))
    #expect(pane.shows("W   write what is there"))
    #expect(pane.tells("#{mouse_any_flag}#{mouse_button_flag}#{mouse_standard_flag}").contains("1"))
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    // The terminal keeps its own selection.
    try Pane.configure(program.folder, "mouse = false\n")
    let still = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(still.shows("w   write what is there"))
    #expect(still.tells("#{mouse_any_flag}#{mouse_button_flag}#{mouse_standard_flag}") == "000")
    try Pane.configure(program.folder, "ascii = perhaps my words\n")
    let bad = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(bad.shows("config.toml, line 1: that is not a setting. The usual settings hold."))
    #expect(!bad.screen.contains("my words"))
    #expect(bad.shows("─────"))
  }

  @Test func whatListensIsSeenWhenOneRestsWithoutAKey() throws {
    let program = Program()
    try found(program)
    _ = try program.run(["ask", "--as", "ben"], input: "Shall we talk?")
    let pane = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(pane.shows("Shall we talk?"))
    try pane.keys("r")
    #expect(pane.shows("Answer Ben"))
    try pane.type("You are too sensitive.")
    #expect(pane.shows("can sound like"), "\(pane.screen)")
    try pane.type(" I do not want to live anymore.")
    #expect(pane.shows("9 opens the numbers page"), "\(pane.screen)")
  }

  @Test func linearModeAppendsLinesAndLeavesNothingBehind() throws {
    let program = Program()
    try found(program)
    _ = try program.run(["ask", "--as", "ben"], input: "Shall we talk?")
    let pane = try Pane(
      folder: program.folder,
      command: ["sh", "-c", "'\(Program.path)' open --as ann --linear; echo left with $?; sleep 30"])
    #expect(pane.shows("Today, "))
    #expect(pane.screen.contains("2 of 3, Waiting for you, Shall we talk?"))
    #expect(pane.isOnOwnScreen)
    #expect(!pane.screen.contains("[1 Today]") && !pane.screen.contains("│") && !pane.screen.contains("leave"))
    try pane.keys("r")
    #expect(pane.shows("Answer Ben"))
    try pane.type("Yes, tonight 日本x")
    try pane.keys("BSpace", "Enter")
    try pane.type("and more")
    #expect(pane.shows("Yes, tonight 日本"))
    #expect(pane.waits { pane.screen.split(separator: "\n").last?.hasPrefix("and more") ?? false })
    #expect(pane.tells("#{cursor_x}") == "8")
    // What comes meanwhile waits, in a text, until one is out of it.
    _ = try program.run(["ask", "--as", "ben"], input: "And tomorrow?")
    usleep(1_500_000)
    try pane.keys("Enter")
    try pane.type("as well")
    #expect(pane.waits { pane.screen.split(separator: "\n").last?.hasPrefix("as well") ?? false })
    #expect(!pane.screen.contains("Something new"))
    // What a pause finds is one word, without another key.
    try pane.type(" You are too sensitive.")
    #expect(pane.waits { pane.screen.split(separator: "\n").contains("hint") }, "\(pane.screen)")
    try pane.tmux(["resize-window", "-x", "50", "-y", "12"])
    try pane.keys("C-s")
    #expect(pane.shows("Shared with Ben"))
    try pane.keys("4", "Enter")
    #expect(pane.shows("Something new from Ben."), "\(pane.screen)")
    // Every place and page has words, and none of the picture's signs.
    let places = [
      ("1", "Today, "), ("2", "Past"), ("3", "Nothing has a name here yet"), ("4", "Ours"), ("5", "Own: "),
      ("o", "Open"),
      ("v", "The week, 1 of 6"), ("0", "A quiet minute"), ("9", "Numbers"), ("?", "Keys"), (":", "What would you like"),
    ]
    for (key, words) in places {
      try pane.keys(key)
      #expect(pane.shows(words.hasPrefix("Own") ? "What only you see." : words), "\(key)")
      #expect(!pane.screen.contains { "│┊─›•".contains($0) }, "\(key)")
      // While the week is open, the places are closed.
      if key == "v" { try pane.keys("q") }
    }
    try pane.keys("Escape", "1")
    for _ in 0..<40 { try pane.keys("j", "k") }
    #expect(pane.tells("#{history_size}") == "0")
    try pane.keys("q")
    #expect(pane.shows("left with 0"))
    #expect(!pane.screen.contains("Yes, tonight"))
    #expect(try program.run(["list", "--as", "ann"]).out.contains("Yes, tonight 日本"))
  }

  @Test func aPasteOfAHundredThousandCharactersIsKeptWhole() throws {
    let program = Program()
    try found(program)
    let pane = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(pane.shows("[1 Today]"))
    try pane.keys("w")
    #expect(pane.shows("keep for yourself"))
    let text =
      (0..<2000).map { "line \($0) of a long page, 日本 and e\u{301}, to its very end.".prefix(49) + "\n" }.joined()
      + String(repeating: "x", count: 2000)
    #expect(text.count >= 100_000)
    let file = program.folder + "-paste"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    defer { unlink(file) }
    try pane.tmux(["load-buffer", file])
    try pane.tmux(["paste-buffer", "-p", "-r"])
    #expect(pane.shows("xxxxxxxx"))
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    let draft = try Program.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import sqlite3,json,sys; d=sqlite3.connect(sys.argv[1]); print(json.loads(d.execute('select state from draft').fetchone()[0])['text'])",
        program.folder + "/own-ann.db",
      ], input: "")
    #expect(draft.out == text)
  }

  @Test func theCursorStandsBehindWideCombiningAndJoinedCharacters() throws {
    let program = Program()
    try found(program)
    let pane = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(pane.shows("[1 Today]"))
    try pane.keys("w")
    #expect(pane.shows("keep for yourself"))
    var column = 2
    for (text, width) in [("a", 1), ("日", 2), ("e\u{301}", 1), ("🎉", 2), ("한", 2), ("z", 1)] {
      try pane.type(text)
      column += width
      #expect(pane.waits { pane.tells("#{cursor_x}") == "\(column)" }, "\(text)")
    }
    for width in [1, 2, 2, 1, 2, 1] {
      try pane.keys("Left")
      column -= width
      #expect(pane.waits { pane.tells("#{cursor_x}") == "\(column)" })
    }
  }

  @Test func anEditorOfOnesOwnGetsTheTextInMemoryAndLeavesNothing() throws {
    let program = Program()
    try found(program)
    let script = program.folder + "-editor"
    try
      "#!/bin/sh\necho \"$1\" $(stat -c '%a %T' \"$1\") $(stat -f -c %T \"$1\") > \"$0.saw\"\ncp \"$1\" \"$1~\"\nprintf ' and more\\n' >> \"$1\"\n"
      .write(toFile: script, atomically: true, encoding: .utf8)
    chmod(script, 0o700)
    defer {
      unlink(script)
      unlink(script + ".saw")
    }
    let command = ["env", "EDITOR=\(script)", "VISUAL=", Program.path, "open", "--as", "ann"]
    let off = try Pane(folder: program.folder, command: command)
    #expect(off.shows("[1 Today]"))
    try off.keys("w")
    try off.type("a text")
    try off.keys("Escape")
    #expect(off.shows("Text kept."))
    #expect(!off.screen.contains("your editor"))
    try off.keys("e")
    #expect(off.shows("Your own editor is off."))
    try off.keys("C-q")
    #expect(off.waits { off.isDead })
    try Pane.configure(program.folder, "editor = true\n")
    let pane = try Pane(folder: program.folder, command: command)
    #expect(pane.shows("[1 Today]"))
    try pane.keys("w")
    #expect(pane.shows("a text"))
    try pane.keys("Escape")
    #expect(pane.shows("e your editor"))
    try pane.keys("e")
    #expect(pane.shows("a text and more"))
    let saw = try String(contentsOfFile: script + ".saw", encoding: .utf8).split(separator: " ")
    #expect(saw[1] == "600" && saw.last == "tmpfs\n")
    #expect(!FileManager.default.fileExists(atPath: String(saw[0])))
    #expect(!FileManager.default.fileExists(atPath: String(saw[0].dropLast("/text.txt".count))))
    try pane.keys("C-z")
    #expect(pane.waits { !pane.screen.contains("and more") })
  }

  @Test func aDraftSurvivesAKillThatNobodyCanCatch() throws {
    let program = Program()
    try found(program)
    let pane = try Pane(
      folder: program.folder, command: ["sh", "-c", "'\(Program.path)' open --as ann; sleep 30"])
    #expect(pane.shows("[1 Today]"))
    try pane.keys("w")
    try pane.type("half a line")
    #expect(pane.shows("draft kept"))
    kill(try #require(Self.children(of: pane.process).first), SIGKILL)
    let after = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(after.shows("You were writing on"))
    try after.keys("Enter")
    #expect(after.shows("half a line"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
  func everyWayOutGivesTheTerminalBackAndKeepsTheDraft(signal: Int32) throws {
    let program = Program()
    try found(program)
    let pane = try Pane(
      folder: program.folder,
      command: ["sh", "-c", "'\(Program.path)' open --as ann; stty -a | grep -c ' icanon'; sleep 30"])
    #expect(pane.shows("Ann"))
    try pane.keys("w")
    try pane.type("half a line")
    #expect(pane.shows("draft kept"))
    #expect(pane.isOnOwnScreen)
    let child = try Self.children(of: pane.process).first
    kill(try #require(child), signal)
    #expect(pane.waits { !pane.isOnOwnScreen })
    #expect(pane.tells("#{cursor_flag}") == "1")
    #expect(!pane.screen.contains("half a line"))
    let after = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(after.shows("You were writing on"))
  }

  private static func children(of process: Int32) throws -> [Int32] {
    let text = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    return text.split(separator: " ").compactMap { Int32($0) }
  }

  @Test(arguments: [
    ("xterm-256color", "C.UTF-8"), ("screen-256color", "C.UTF-8"), ("tmux-256color", "C.UTF-8"), ("linux", "C.UTF-8"),
    ("vt100", "C"), ("xterm-256color", "C"), ("xterm-kitty", "C.UTF-8"), ("linux", "C.utf8"),
  ])
  func everyKindOfTerminalShowsTheJournal(kind: String, lang: String) throws {
    let program = Program()
    try found(program)
    _ = try program.run(["ask", "--as", "ben"], input: "Café or 東京?")
    let pane = try Pane(
      folder: program.folder, kind: kind, lang: lang,
      command: ["sh", "-c", "'\(Program.path)' open --as ann; echo left with $?; sleep 30"])
    #expect(pane.shows("Waiting for you"))
    #expect(pane.shows("Café or 東京?"))
    #expect(pane.screen.contains(lang == "C" ? "---" : "───"), "\(pane.screen)")
    // The loop of an evening: answered, looked up, left.
    try pane.keys("r")
    #expect(pane.shows("wants an answer"))
    try pane.type("Yes, both.")
    try pane.keys("C-s")
    #expect(pane.shows("takes it back"))
    try pane.keys("/")
    try pane.type("cafe")
    #expect(pane.shows("Search"))
    try pane.keys("Escape", "3", "4", "5", "v", "Tab", "?")
    #expect(pane.shows("one step out"))
    try pane.keys("C-c")
    #expect(pane.shows("left with 0"))
  }

  /// Only what differs is sent, and of a row that only looks otherwise its looks alone: a redrawn screen is the same.
  @Test(arguments: ["xterm-256color", "tmux-256color", "vt100"]) func whatIsSentPieceByPieceIsTheWholeScreen(
    kind: String
  ) throws {
    let program = Program()
    try found(program)
    for words in ["plain words", "日本 wide, e\u{301} marked", "“quoted” — café", "plain again"] {
      #expect(try program.run(["ask", "--as", "ann"], input: words).code == 0)
    }
    let pane = try Pane(
      folder: program.folder, kind: kind, command: [Program.path, "--as", "ann"], extra: ["COLORFGBG": "15;0"])
    #expect(pane.shows("[1 Today]"))
    func looks() throws -> String { try pane.tmux(["capture-pane", "-p", "-e"]) }
    for keys in [["2"], ["j", "j"], ["k"], ["j", "j", "j"], ["5"], ["j"], ["1", "2", "k"]] {
      for key in keys { try pane.keys(key) }
      var before = try looks()
      // Until nothing moves any more.
      #expect(
        pane.waits {
          usleep(150_000)
          let now = (try? looks()) ?? ""
          defer { before = now }
          return now == before
        })
      try pane.keys("C-l")
      usleep(400_000)
      #expect(try looks() == before, "\(keys)")
    }
    try pane.keys("C-q")
  }

  @Test func resizingSuspendingAndComingBackLeaveTheScreenWhole() throws {
    let program = Program()
    try found(program)
    let pane = try Pane(folder: program.folder, command: ["bash", "--norc", "-i"])
    try pane.type("'\(Program.path)' open --as ann")
    try pane.keys("Enter")
    #expect(pane.shows("[1 Today]"))
    for (columns, rows) in [(110, 30), (60, 16), (40, 12), (30, 5), (80, 24)] {
      try pane.tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
      #expect(pane.shows(columns < 40 ? "more room" : "leave"))
    }
    try pane.keys("C-z")
    #expect(pane.waits { !pane.isOnOwnScreen })
    #expect(!pane.screen.contains("[1 Today]"))
    try pane.type("fg")
    try pane.keys("Enter")
    #expect(pane.shows("[1 Today]"))
    try pane.keys("C-q")
    #expect(pane.waits { !pane.isOnOwnScreen })
  }

  @Test func whatACommandWritesShowsWithinASecondOrSo() throws {
    let program = Program()
    try found(program)
    let pane = try Pane(folder: program.folder, command: [Program.path, "open", "--as", "ann"])
    #expect(pane.shows("[1 Today]"))
    _ = try program.run(["ask", "--as", "ben"], input: "Are you there?")
    #expect(pane.shows("Are you there?"))
    #expect(pane.screen.contains("Something new from Ben."))
  }
}

/// A journal with passphrases, from the command line.
@Suite struct SealedTests {
  @Test func itOpensWithAPassphraseAndWithAFewLinesOfPython() throws {
    let program = Program()
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON"
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"]).out.contains("Recovery key"))
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
    let shared = try program.run(["ask", "--as", "ann"], input: "Käthe, 東京?").out
    let own = try program.run(["write", "reflection", "--private", "--as", "ben"], input: "mine alone").out
    let later = try program.run(["write", "feeling", "--private", "--as", "ann"], input: "shared later").out
    #expect(try program.run(["share", later, "--as", "ann"]).code == 0)
    #expect(try program.run(["verify", "--as", "ben"]).code == 0)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("script/read-journal.py").path
    let lines = try String(contentsOfFile: script, encoding: .utf8).split(separator: "\n")
    #expect(lines.count <= 40 && lines.allSatisfy { $0.count <= 115 })
    let ben = try Program.run("/usr/bin/env", ["python3", script, program.folder, "ben"], input: "words of ben\n")
    #expect(ben.out.contains("\(shared)\tann\tquestion\tKäthe, 東京?"))
    #expect(ben.out.contains("\(own)\tben\treflection\tmine alone"))
    #expect(ben.out.contains("\(later)\tann\tfeeling\tshared later"))
    let ann = try Program.run("/usr/bin/env", ["python3", script, program.folder, "ann"], input: "words of ann\n")
    #expect(ann.out.contains("Käthe") && !ann.out.contains("mine alone"))
    #expect(ann.out.components(separatedBy: "shared later").count == 2)
    #expect(try program.run(["own-file", "open", "--as", "ben"]).code == 0)
    #expect(
      try Program.run("/usr/bin/env", ["python3", script, program.folder, "ben"], input: "words of ben\n").out
        == ben.out)

    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo something else"
    let refused = try program.run(["list", "--as", "ann"])
    #expect(refused.code == 3)
    #expect(refused.complaint == "That did not open it. Nothing was touched.\n")
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "exit 1"
    #expect(try program.run(["list", "--as", "ann"]).code == 3)
  }
}

/// Keys and files, from the command line.
@Suite struct KeyCommandTests {
  private let program = Program()

  init() { program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON" }

  private func paper(_ out: String) throws -> String {
    String(try #require(out.firstMatch(of: /[A-Z2-9]{4}(-[A-Z2-9]{4}){6}/)).0)
  }

  @Test func aCodeIsHandedOverAndLetsTheOtherIn() throws {
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"]).code == 0)
    let code = try paper(try program.run(["invite", "--as", "ann"]).out)
    #expect(try program.run(["join", "--code", "--as", "ben"], input: "no code\n").code == 3)
    // The passphrase command is asked for Ben's alone.
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "test $HEARKEN_PERSON = ben && echo of ben"
    #expect(try program.run(["join", "--code", "--as", "ben"], input: code + "\n").code == 0)
    #expect(try program.run(["join", "--code", "--as", "ben"], input: code + "\n").code == 1)
    #expect(try program.run(["verify", "--as", "ben"]).code == 0)
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo words of $HEARKEN_PERSON"
    #expect(try program.run(["invite", "--as", "ann"]).code == 1)
  }

  @Test func aSealedImportIsBackedUpRestoredAndGivenNewKeys() throws {
    let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("JournalCoreTests/Fixtures/scenario.jsonl").path
    #expect(try program.run(["import", sample, "--new"]).code == 2)
    let founded = try program.run(["import", sample, "--new", "--as", "Noor"])
    #expect(founded.code == 0)
    let papers = founded.out.matches(of: /[A-Z2-9]{4}(-[A-Z2-9]{4}){6}/).map { String($0.0) }
    #expect(papers.count == 2)
    #expect(try program.run(["join", "--as", "remy"]).code == 3)
    #expect(try program.run(["join", "--code", "--as", "remy"], input: papers[1] + "\n").code == 0)
    let list = try program.run(["list", "--as", "remy", "--json", "--at", "2026-04-12T00:00:00Z"]).out

    let copy = program.folder + "-copy"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    #expect(try program.run(["backup", copy]).code == 0)
    #expect(try program.run(["backup", copy]).code == 1)
    #expect(try program.run(["restore", copy]).code == 1)
    #expect(try program.run(["new-keys", "--as", "remy"]).out.contains("Recovery key"))
    #expect(try program.run(["new-keys", "--shared"]).out.components(separatedBy: "Recovery key").count == 3)
    let open = try program.run(["own-file", "open", "--as", "remy"])
    #expect(open.complaint.contains("read every word of your own pages"))
    #expect(try program.run(["list", "--as", "remy", "--json", "--at", "2026-04-12T00:00:00Z"]).out == list)
    #expect(try program.run(["own-file", "sealed", "--as", "remy"]).code == 0)
    for person in ["noor", "remy"] { #expect(try program.run(["verify", "--as", person]).code == 0) }
    try FileManager.default.removeItem(atPath: program.folder)
    #expect(try program.run(["restore", copy]).code == 0)
    #expect(try program.run(["list", "--as", "remy", "--json", "--at", "2026-04-12T00:00:00Z"]).out == list)
  }

  @Test func aPlainJournalIsGivenPassphrases() throws {
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).out.contains("whoever can read the files"))
    _ = try program.run(["write", "reflection", "--private", "--as", "ben"], input: "MARKER")
    #expect(try program.run(["passphrase"]).out.components(separatedBy: "Recovery key").count == 3)
    #expect(try program.run(["list", "--as", "ben"]).out.contains("MARKER"))
    // The command gives what there was: nothing changes. It is told where a new one is chosen.
    let same = try program.run(["passphrase", "--as", "ben"])
    #expect(same.code == 3 && same.complaint.contains("Nothing was changed") && !same.out.contains("Recovery"))
    let first = program.extra["HEARKEN_PASSPHRASE_COMMAND"]
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "test -z $HEARKEN_NEW && \(first ?? "") || echo another"
    #expect(try program.run(["passphrase", "--as", "ben"]).complaint.contains("open nothing here any more"))
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = first
    #expect(try program.run(["list", "--as", "ben"]).code == 3)
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo another"
    #expect(try program.run(["list", "--as", "ben"]).out.contains("MARKER"))
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo other"
    #expect(try program.run(["list", "--as", "ben"]).code == 3)
    for name in try FileManager.default.contentsOfDirectory(atPath: program.folder) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: program.folder + "/" + name))
      #expect(bytes.range(of: Data("MARKER".utf8)) == nil, "\(name)")
    }
  }
}

/// Killed while it writes: what was acknowledged stands.
@Suite struct KillTests {
  @Test func noAcknowledgedWordIsLostToAKill() throws {
    let program = Program()
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
    var random = SystemRandomNumberGenerator()
    var acknowledged: [String] = []
    for number in 0..<40 {
      let out = try program.runKilled(
        ["write", "feeling", "--as", "ann"], input: "words \(number)",
        after: UInt32.random(in: 1_000...60_000, using: &random))
      if out.hasSuffix("\n") { acknowledged.append(out.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    #expect(try program.run(["verify", "--as", "ann"]).code == 0)
    let list = try program.run(["list", "--as", "ann", "--json", "--limit", "100"]).out
    for id in acknowledged { #expect(list.contains("\"\(id)\"")) }
  }
}
