import Foundation
import Testing

/// `hearken verify` as a person runs it: what it says, its exit code, and that it changes nothing.
@Suite struct VerifyCommandTests {
  let program = Program()
  private let words = "marigold on the sill"

  private func found() throws -> [String] {
    #expect(try program.run(["init", "--me", "Ana", "--partner", "Bo", "--no-passphrase"]).code == 0)
    #expect(try program.run(["join", "--as", "bo"]).code == 0)
    return try ["shared", "private", "shared"].map { visibility in
      let flags = visibility == "private" ? ["--private"] : []
      return try program.run(["write", "feeling", "--as", "ana"] + flags, input: words + "\n").out
    }
  }

  /// Runs `verify` for Ana and expects that no byte changes.
  private func verify() throws -> Program.Result {
    let before = try program.bytes()
    let result = try program.run(["verify", "--as", "Ana"])
    #expect(try program.bytes() == before)
    #expect(!(result.out + result.complaint).contains("marigold"))
    return result
  }

  @Test func aGoodJournalIsAsItWasWritten() throws {
    _ = try found()
    let result = try verify()
    #expect(result.code == 0 && result.complaint.isEmpty)
    #expect(result.out == "Everything is as it was written.")
    #expect(try program.run(["verify", "--as", "shared"]).code == 0)
  }

  @Test func whatWasDoneIsSaidInPlainWords() throws {
    let ids = try found()
    try program.forge(
      "journal.db", "UPDATE prose SET bytes = CAST('{\"text\":\"marigolds\"}' AS BLOB) WHERE record = '\(ids[0])'")
    var result = try verify()
    #expect(result.code == 1 && result.out.isEmpty)
    #expect(
      result.complaint == "The words of record \(ids[0]) are not the ones that were signed.\nNothing was changed.\n")
    try program.forge("own-ana.db", "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE id = '\(ids[1])'")
    result = try verify()
    #expect(result.complaint.contains("Record \(ids[1]) was changed after it was written."))
    #expect(result.complaint.contains(ids[0]))
  }

  @Test func aCutOffEndIsSaidAlsoAfterARebuild() throws {
    let ids = try found()
    try program.forge(
      "journal.db", "DELETE FROM prose WHERE record = '\(ids[2])'; DELETE FROM record WHERE id = '\(ids[2])'")
    let gone = "What Ana wrote last in the shared log, and was here before, is not there any more.\n"
    let told = "The journal tells of record \(ids[2]), and there is none: it was removed, or never written.\n"
    #expect(try verify().complaint == gone + told + "Nothing was changed.\n")
    #expect(try program.run(["rebuild", "--as", "Ana"]).code == 0)
    #expect(try verify().complaint == gone + "Nothing was changed.\n")
  }

  @Test func whatIsToldWronglyIsDerivedAnewByRebuildAlone() throws {
    let ids = try found()
    try program.forge("journal.db", "UPDATE version SET text = 'marigolds' WHERE entry = '\(ids[0])'")
    for _ in 0..<2 {
      let result = try verify()
      #expect(result.code == 1)
      #expect(
        result.complaint == """
          What the journal tells of record \(ids[0]) is not what the records say.
          No record is touched by this: hearken rebuild derives anew what is told.

          """)
    }
    #expect(try program.run(["rebuild", "--as", "Ana"]).code == 0)
    #expect(try verify().code == 0)
  }
}
