import Foundation
import Testing

@Suite struct CommandTests {
  let program = Program()

  @Test func twoPeopleAskAnswerAndAreHeard() throws {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 0)
    let question = try program.run(["ask", "--as", "ana"], input: "Where were you?\n").out
    #expect(try program.run(["waiting", "--as", "bo"]).out.contains("Where were you?"))
    let answer = try program.run(["reply", question, "--as", "bo"], input: "At the river.\n").out
    #expect(try program.run(["waiting", "--as", "ana"]).out == "Nothing is waiting.")
    #expect(try program.run(["heard", answer, "--as", "bo"]).code == 1)
    #expect(try program.run(["heard", answer, "--as", "ana"]).code == 0)
    #expect(try program.run(["review", "--json", "--as", "shared"]).out.contains("\"heard\":[\"\(question)\"]"))
    #expect(try program.run(["verify", "--as", "ana"]).code == 0)
  }

  @Test func nobodyWritesBeforeTheyHaveJoined() throws {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    for command in [["write", "feeling"], ["note"], ["away", "--until", "2h"]] {
      let refused = try program.run(command + ["--as", "bo"], input: "rain\n")
      #expect(refused.code == 3 && refused.out.isEmpty, "\(command)")
      #expect(
        refused.complaint.hasPrefix("This person has not joined yet; hearken join comes first. Nothing was touched."),
        "\(command)")
    }
    #expect(try program.run(["write", "feeling", "--as", "ana"], input: "rain\n").code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 1)
    #expect(try program.run(["write", "feeling", "--as", "bo"], input: "rain\n").code == 0)
  }

  @Test func theCoachReadsLinesAndOpensNoJournal() throws {
    let lines = """
      {"id":"a","text":"I already told you."}

      {"id":7,"text":"I did that.","question":"Why?"}
      {"id":"c","text":"Good food.","context":"Why did you stay?"}
      """
    let read = try program.run(["coach"], input: lines + "\n")
    #expect(
      read.out == """
        {"empathic":false,"id":"a","warnings":["rushing"]}
        {"empathic":true,"id":7,"warnings":[]}
        {"empathic":false,"id":"c","warnings":["stonewalling"]}
        """)
    for (bad, reason) in [
      ("secret words", "Line 2: it is not JSON: a value is expected at byte 1."),
      ("[1]", "Line 2: it is not an object."),
      ("{\"id\":\"b\"}", "Line 2: it has no text."), ("{\"text\":\"secret words\"}", "Line 2: it has no id."),
      ("{\"id\":\"b\",\"text\":\"x\",\"question\":1}", "Line 2: its question is not text."),
    ] {
      let failed = try program.run(["coach"], input: "{\"id\":\"a\",\"text\":\"x\"}\n\(bad)\n")
      #expect(failed.code == 1)
      #expect(failed.complaint.contains(reason))
      #expect(!failed.complaint.contains("secret"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/journal.db"))
  }

  @Test func whatIsPrivateIsNotThereForTheOther() throws {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 0)
    let before = try program.run(["review", "--json", "--as", "bo", "--at", "2030-01-01T00:00:00Z"]).out
    let own = try program.run(["write", "feeling", "--private", "--as", "ana"], input: "cold floor\n").out
    #expect(try program.run(["review", "--json", "--as", "bo", "--at", "2030-01-01T00:00:00Z"]).out == before)
    #expect(try program.run(["show", own, "--as", "bo"]).code == 1)
    #expect(
      try program.run(["show", "nothing-here", "--as", "bo"]).complaint
        == program.run(["show", own, "--as", "bo"]).complaint)
    let shared = try Data(contentsOf: URL(fileURLWithPath: program.folder + "/journal.db"))
    #expect(shared.range(of: Data("cold floor".utf8)) == nil)
  }

  /// Every act of the definitions, each as its own command, by who may do it.
  @Test func everyActIsACommand() throws {
    try foundForTwo()
    func ana(_ arguments: String..., words: String = "") throws -> String { try done("ana", arguments, words) }
    func bo(_ arguments: String..., words: String = "", refusing: Bool = false) throws -> String {
      try done("bo", arguments, words, refusing: refusing)
    }

    let hurt = try ana("new-hurt", "--carried-by", "ana", "--caused-by", "bo", words: "the night train")
    _ = try bo("acknowledge", hurt, words: "I took it alone.\n---\nYou waited.\n---\nThe choice was mine.")
    _ = try bo("remember-differently", hurt, words: "I remember a bus.")
    _ = try ana("still-hurts", hurt, "--intensity", "6")
    _ = try ana("rename-hurt", hurt, words: "the night bus")
    _ = try ana("fold", hurt)
    _ = try ana("unfold", hurt)
    _ = try ana("rest", hurt)
    _ = try ana("wake", hurt)
    let page = try bo("hurt", "the night bus")
    for words in ["I remember a bus.", "What I did: I took it alone.", "came up on 1 day"] {
      #expect(page.contains(words))
    }

    let first = try bo("promise", "--due", "2h", words: "I call at six.")
    let second = try bo("promise", "--due", "3h", words: "I call at seven.")
    _ = try ana("accept", second)
    _ = try bo("renegotiate", first, "--new", second)
    _ = try bo("said", second, "kept")
    _ = try ana("said", second, "partly")
    let daily = try bo("promise", "--due", "1d", "--daily", "--until", "2099-01-01", words: "x", refusing: true)
    #expect(daily.contains("ten years"))
    let third = try bo("promise", "--due", "4h", words: "I buy bread.")
    _ = try ana("release", third)
    let promises = try ana("promises", "--json")
    for outcome in ["renegotiated", "seen_differently", "released"] { #expect(promises.contains("\"\(outcome)\"")) }

    let boundary = try ana("boundary", "--protects", "sleep", "--look-again", "30d", words: "No talk after ten.")
    _ = try ana("change-boundary", boundary, words: "No talk after eleven.")
    _ = try bo("crossing", boundary, words: "I called at midnight.")
    _ = try ana("end-boundary", boundary)
    let goal = try ana("write", "goal", words: "One week by the sea.")
    _ = try bo("answer-goal", goal, "reworded", words: "Three days by the sea.")
    _ = try ana("close-goal", goal, "reached")
    let ritual = try bo("write", "ritual", words: "Tea at nine.")
    _ = try ana("did-it", ritual, words: "Two cups.")
    _ = try ana("rest-ritual", ritual)
    let help = try ana("write", "help", words: "Somebody who holds it.")
    _ = try ana("bring-along", help)
    _ = try ana("mark-date", "2025-12-09", "--repeats", "monthly", "--both", words: "the tablet")
    _ = try bo("add-word", words: "cold-floor\nwaking at three")
    let ours = try bo("ours")
    for words in [
      "No talk after eleven.", "I called at midnight.", "ended", "Three days by the sea.", "reached", "Two cups.",
      "resting", "To bring along", "the tablet", "cold-floor: waking at three",
    ] { #expect(ours.contains(words), "\(words)") }

    let question = try ana("ask", words: "Why the train?")
    _ = try bo("answered-outside", question, "--propose")
    _ = try ana("answered-outside", question, "--heard")
    let asked = try ana("again", question)
    _ = try ana("set-aside", asked)
    #expect(try ana("waiting") == "Nothing is waiting.")
    _ = try ana("thank", words: "You called.")
    _ = try ana("note", words: "mine alone")
    _ = try bo("away", "--until", "2d")
    _ = try ana("space", "--until", "20m")
    _ = try ana("space", "--end")
    let proposal = try ana("propose", "grace_h", "48")
    _ = try bo("agree", proposal)
    #expect(try ana("numbers").contains("grace_h  48"))
    _ = try ana("consent")
    _ = try bo("consent")
    #expect(try bo("export").contains("No talk after ten."))
    #expect(try !bo("export").contains("mine alone"))
    #expect(try ana("review").contains("You called."))
    _ = try ana("leave")
    #expect(try bo("thank", words: "x", refusing: true).contains("no longer writes here"))
    #expect(try bo("verify").hasPrefix("Everything is as it was written."))
  }

  @Test func badValuesAreRefusedInASentenceAndNothingIsWritten() throws {
    try foundForTwo()
    let goal = try done("ana", ["write", "goal"], "One week by the sea.")
    for arguments in [
      ["promise", "--due", "soon"], ["promise", "--due", "2x"], ["promise", "--due", "99999h"],
      ["promise", "--about", "forgiveness"], ["promise", "--daily"], ["boundary", "--opens", "my phone"],
      ["answer-goal", goal, "never"], ["close-goal", goal, "won"], ["said", goal, "kept"], ["space", "--until", "5m"],
      ["space"], ["away", "--until", "yesterday"], ["mark-date", "2025-02-30"], ["add-word"],
      ["propose", "nothing", "3"], ["propose", "grace_h", "0"], ["agree", "nothing-here"], ["set-aside", goal],
    ] {
      let before = try program.run(["export", "--as", "bo"]).out
      let refused = try program.run(arguments + ["--as", "bo"], input: "marigold")
      #expect(refused.code != 0, "\(arguments)")
      #expect(refused.complaint.split(separator: "\n").count == 1, "\(arguments): \(refused.complaint)")
      #expect(!refused.complaint.contains("marigold"))
      #expect(try program.run(["export", "--as", "bo"]).out == before)
    }
  }

  private func foundForTwo() throws {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 0)
  }

  /// What a command prints; what it complains when it refuses, as it is expected to.
  private func done(_ person: String, _ arguments: [String], _ words: String, refusing: Bool = false) throws -> String {
    let result = try program.run(arguments + ["--as", person], input: words)
    #expect((result.code == 0) != refusing, "\(arguments): \(result.complaint)")
    return refusing ? result.complaint : result.out
  }

  @Test func wordsAreNeverArgumentsNorRepeated() throws {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    let refused = try program.run(["ask", "--as", "ana", "marigold"])
    #expect(refused.code == 2)
    #expect(!refused.complaint.contains("marigold"))
  }

  @Test func aBadLineImportsNothing() throws {
    let file = NSTemporaryDirectory() + "hearken-bad-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "{\"rec\":\"entry\",\"marigold\":1}\n".write(toFile: file, atomically: true, encoding: .utf8)
    let refused = try program.run(["import", file, "--new", "--no-passphrase"])
    #expect(refused.code == 1)
    #expect(refused.complaint.hasPrefix("Line 1:"))
    #expect(!refused.complaint.contains("marigold"))
    #expect(try program.run(["list", "--as", "ana"]).code == 1)
  }
}
