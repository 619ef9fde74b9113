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
