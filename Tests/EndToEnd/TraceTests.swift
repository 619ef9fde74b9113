import Foundation
import Testing

/// What a session leaves behind in a journal with passphrases, however it ends: no word of it, and no passphrase.
@Suite(.serialized) struct TraceTests {
  private let program = Program()
  private let aside = NSTemporaryDirectory() + "hearken-traces-" + UUID().uuidString
  private let began = Date()
  /// Made anew each time, so that nothing else on the machine holds them.
  private let mark = "q" + UUID().uuidString.lowercased().filter { $0.isLetter }.prefix(6)
  private let passphrase = UUID().uuidString.lowercased()
  private var entry: String { "entry\(mark)one" }
  private var draft: String { "draft\(mark)two" }
  private var page: String { "page\(mark)three" }
  private var sought: String { "sought\(mark)four" }
  private var hurt: String { "hurt\(mark)five" }
  private var traces: Traces { Traces(words: [passphrase, entry, draft, page, sought, hurt]) }

  private func cleanUp() { try? FileManager.default.removeItem(atPath: aside) }

  /// Sits down and types everything that there is to type; the draft stays open.
  private func session() throws -> Pane {
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo \(passphrase)"
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"]).code == 0)
    #expect(try program.run(["join", "--as", "ben"]).code == 0)
    for folder in ["/tmp", "/run", "/here"] {
      try FileManager.default.createDirectory(atPath: aside + folder, withIntermediateDirectories: true)
    }
    let pane = try Pane(
      folder: program.folder, extra: ["TMPDIR": aside + "/tmp", "XDG_RUNTIME_DIR": aside + "/run"], in: aside + "/here")
    try signIn(pane)
    #expect(pane.shows("[1 Today]"))
    try pane.keys("w")
    #expect(pane.shows("^S"))
    try pane.type(entry)
    try pane.keys("BTab", "Right", "C-s")
    #expect(pane.shows("takes it back for ten seconds"))
    try pane.keys("c", "h")
    #expect(pane.shows("^S"))
    try pane.type(hurt)
    try pane.keys("C-s", "/")
    #expect(pane.shows("Search"))
    try pane.type(sought)
    #expect(pane.shows(sought))
    try pane.keys("Escape", "Escape", "Escape", "1", "w")
    #expect(pane.shows("^S"))
    try pane.type(page)
    try pane.keys("BTab", "Left", "C-s", "w")
    #expect(pane.shows("^S"))
    try pane.type(draft)
    #expect(pane.shows(draft))
    return pane
  }

  private func signIn(_ pane: Pane) throws {
    try pane.giveName("ann")
    #expect(pane.shows("Passphrase"))
    try pane.type(passphrase)
    try pane.keys("Enter")
  }

  /// Everything that the program could have written to.
  private func expectNoFileHoldsAWord() {
    let found =
      traces.inFiles(under: [program.folder, program.folder + "-config", aside])
      + traces.inFiles(under: ["/tmp", "/var/tmp", "/dev/shm"], since: began, depth: 2)
    #expect(found.isEmpty)
  }

  /// What anybody on the machine may see of a running program.
  private func expectNothingIsTold(of process: Int32) {
    for name in ["cmdline", "environ", "comm"] {
      let told = FileManager.default.contents(atPath: "/proc/\(process)/\(name)") ?? Data()
      for word in traces.words { #expect(told.range(of: Data(word.utf8)) == nil) }
    }
  }

  @Test func afterTheLockNeitherFilesNorMemoryHoldAWord() throws {
    defer { cleanUp() }
    let pane = try session()
    let process = pane.process
    let before = traces.inMemory(of: process)
    // Root may look, where the kernel lets it; nobody else may, of the same account neither.
    if geteuid() != 0 { #expect(before == nil) }
    if let before {
      #expect(before.contains(draft) && before.contains(entry), "else the search finds nothing")
      // What opens the files was wiped when it had opened them, and no half of it is left.
      let halves = Traces(words: [String(passphrase.prefix(12)), String(passphrase.suffix(12))])
      #expect(halves.inMemory(of: process) == [])
    }
    expectNothingIsTold(of: process)
    try pane.keys("Escape", "Escape", "L")
    #expect(pane.shows("Name"))
    #expect(pane.process == process, "the same process, begun anew")
    expectNoFileHoldsAWord()
    expectNothingIsTold(of: process)
    #expect(Self.isClean(pane))
    if before != nil { #expect(traces.inMemory(of: process) == []) }
    try signIn(pane)
    #expect(pane.shows(draft), "what was being written is there again")
    try pane.keys("C-q")
  }

  @Test func afterQuickExitNoWordIsInFilesNorOnTheTerminal() throws {
    defer { cleanUp() }
    let pane = try session()
    let title = pane.tells("#{pane_title}")
    let sent = program.folder + "-sent"
    defer { unlink(sent) }
    try pane.tmux(["pipe-pane", "cat > \(sent)"])
    try pane.type("x")
    #expect(pane.shows(draft + "x"))
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    let shown = try pane.tmux(["capture-pane", "-p", "-S", "-", "-E", "-"])
    for word in traces.words { #expect(!shown.contains(word)) }
    #expect(pane.tells("#{pane_title}") == title, "no title was ever set")
    let bytes = String(decoding: FileManager.default.contents(atPath: sent) ?? Data(), as: UTF8.self)
    #expect(!bytes.isEmpty)
    for opening in ["\u{1B}]0;", "\u{1B}]1;", "\u{1B}]2;", "\u{1B}k", "\u{1B}]52", "\u{9D}"] {
      #expect(!bytes.contains(opening))
    }
    expectNoFileHoldsAWord()
  }

  @Test func leavingNeedsNoPassphraseToBeTriedFirst() throws {
    defer { cleanUp() }
    program.extra["HEARKEN_PASSPHRASE_COMMAND"] = "echo \(passphrase)"
    #expect(try program.run(["init", "--me", "Ann", "--partner", "Ben"]).code == 0)
    let pane = try Pane(folder: program.folder, command: ["sh", "-c", "\(Program.path); echo ended $?; cat"])
    try signIn(pane)
    try pane.keys("C-q")
    #expect(pane.shows("ended 0") && !pane.isOnOwnScreen)
    #expect(!pane.screen.contains("Today") && !pane.screen.contains("ann"))
    expectNoFileHoldsAWord()

    // What is typed meanwhile is not lost.
    let again = try Pane(folder: program.folder)
    try signIn(again)
    try again.type("wfirst words")
    #expect(again.shows("first words"))
    try again.keys("C-q")
    #expect(again.waits { again.isDead })
  }

  @Test(arguments: [SIGKILL, SIGSEGV]) func afterADeathNoFileHoldsAWordAndNoCoreIsLeft(signal: Int32) throws {
    defer { cleanUp() }
    let pane = try session()
    // A draft is kept each half second; then it lies in a log that nobody tidied.
    usleep(1_200_000)
    let limits = try String(contentsOfFile: "/proc/\(pane.process)/limits", encoding: .utf8)
    #expect(limits.contains(/Max core file size +0 +0\s/))
    kill(pane.process, signal)
    #expect(pane.waits { pane.isDead })
    #expect(try FileManager.default.contentsOfDirectory(atPath: aside + "/here").isEmpty, "no core")
    expectNoFileHoldsAWord()
    let again = try Pane(folder: program.folder)
    try signIn(again)
    #expect(again.shows(page), "what was on its way is asked about")
    try again.keys("C-q")
  }

  /// Nothing of the session on the screen or above it.
  private static func isClean(_ pane: Pane) -> Bool {
    let shown = (try? pane.tmux(["capture-pane", "-p", "-S", "-", "-E", "-"])) ?? ""
    return !shown.contains("Ann") && !shown.contains("draft")
  }
}
