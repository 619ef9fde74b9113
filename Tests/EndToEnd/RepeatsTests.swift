import Foundation
import Testing

@Suite struct RepeatsTests {
  let program = Program()

  private func answers(_ lines: [String], _ arguments: [String] = []) throws -> [[String: Any]] {
    let out = try program.run(["repeats"] + arguments, input: lines.joined(separator: "\n")).out
    return try out.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func eachLineIsRankedAgainstEarlierOnesOfItsJournal() throws {
    let rows = try answers([
      #"{"id":"a","ledger":"one","text":"Did you sleep with her?"}"#,
      #"{"id":"b","ledger":"two","text":"Did you sleep with her?"}"#,
      #"{"id":"c","ledger":"one","text":"The tap is dripping"}"#, "",
      #"{"id":"d","ledger":"one","text":"did u sleep with her"}"#,
      #"{"id":5,"ledger":"one","text":""}"#,
    ])
    #expect(rows.count == 5)
    #expect(rows.prefix(2).allSatisfy { ($0["matches"] as? [Any])?.isEmpty == true && $0["repeat"] as? Bool == false })
    let matches = try #require(rows[3]["matches"] as? [[String: Any]])
    #expect(matches.map { $0["id"] as? String } == ["a", "c"])
    #expect(matches.map { $0["same"] as? Bool } == [true, false])
    let scores = matches.compactMap { $0["score"] as? Double }
    #expect(scores.count == 2 && scores[0] > scores[1])
    #expect(rows[3]["repeat"] as? Bool == true)
    #expect((rows[4]["matches"] as? [Any])?.count == 3)
    #expect(rows[4]["id"] as? Int == 5)
  }

  @Test func aLimitKeepsTheClosest() throws {
    let rows = try answers(
      ["Why her?", "Pass the salt", "why her"].enumerated().map { #"{"id":\#($0.offset),"text":"\#($0.element)"}"# },
      ["--matches", "1"])
    #expect((rows[2]["matches"] as? [[String: Any]])?.map { $0["id"] as? Int } == [0])
  }

  @Test(arguments: [
    ("not json of mine", "Line 1: it is not JSON"), ("[]", "Line 1: it is not an object"),
    (#"{"text":"of mine"}"#, "Line 1: it has no id"), (#"{"id":"a"}"#, "Line 1: it has no text"),
    (#"{"id":"a","text":"of mine","ledger":3}"#, "Line 1: its ledger is not text"),
    (
      #"{"id":"a","text":"of mine"}"# + "\n" + #"{"id":"a","text":"of mine"}"#, "Line 2: its id was there before"
    ),
  ])
  func aBadLineIsNamedAndNotRepeated(_ input: String, _ complaint: String) throws {
    let result = try program.run(["repeats"], input: input)
    #expect(result.code == 1)
    #expect(result.complaint.hasPrefix(complaint))
    #expect(!result.complaint.contains("of mine"))
  }

  @Test func aMissingWeightsFileIsSaid() throws {
    #expect(try program.run(["repeats", "--weights", "/nowhere"]).complaint.hasPrefix("The weights file"))
  }
}
