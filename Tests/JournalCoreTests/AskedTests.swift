import Testing

@testable import JournalCore

/// What was asked before, as its writer's journal tells it.
@Suite struct AskedTests {
  let journal: SharedJournal
  let start = Couple.inNewfoundland.founded.instant
  var clock: Instant { start.adding(milliseconds: 100 * 86_400_000) }
  var ines: Reader { journal.reader(.person("ines"), at: clock) }

  init() throws {
    journal = try SharedJournal(of: .inNewfoundland)
    try journal.write("dov", .action, "join", [:], at: start.adding(milliseconds: 1000))
  }

  private func time(_ hours: Int64) -> Instant { start.adding(milliseconds: hours * 3_600_000) }

  @discardableResult
  private func ask(
    _ text: String, _ hours: Int64, by person: String = "ines", again: String? = nil, isPrivate: Bool = false
  ) throws -> String {
    var fields: [String: JSON] = ["text": .string(text), "visibility": isPrivate ? "private" : "shared"]
    if let again { fields["asks_again"] = .string(again) }
    return try journal.write(person, .entry, "question", fields, at: time(hours))
  }

  @Test func theClosestWordingOfAChainIsSuggestedWithTheAnswerThatWasHeard() throws {
    let root = try ask("Are you still in touch with her?", 10)
    let again = try ask("When did you last hear from her?", 20, again: root)
    try ask("What shall we cook on Sunday?", 21)
    let answer = try journal.write(
      "dov", .entry, "response", ["text": "In May.", "reply_to": .string(again), "visibility": "shared"], at: time(30))
    #expect(try ines.askedBefore(text: "when did u last hear from her").first?.heardAnswer == nil)
    try journal.write("ines", .action, "heard", ["target": .string(answer)], at: time(31))

    let found = try ines.askedBefore(text: "when did u last hear from her")
    #expect(found.map(\.group) == [.chain(root)])
    #expect(found.first?.wording == again)
    #expect(found.first?.heardAnswer == answer)
    #expect(found.first?.common.isEmpty == false)
    #expect(try ines.askedBefore(text: "when did u last hear from her", where: { $0 != .chain(root) }).isEmpty)
    #expect(try ines.askedBefore(text: "the tap is dripping again").isEmpty)
  }

  @Test func whatWasAskedLongAgoIsComparedToo() throws {
    let oldest = try ask("Are you still in touch with her?", 1)
    try journal["ines"].database.transaction {
      for number in 0..<2_100 { try ask("What shall we cook on evening \(number)?", 2) }
    }
    #expect(try ines.askedBefore(text: "are u still in touch with her").map(\.wording) == [oldest])
  }

  @Test func onlyTheWritersOwnStandingWordsAreLookedAt() throws {
    let text = "Did you sleep with her in our bed?"
    try ask(text, 10, by: "dov")
    let own = try ask(text, 11, isPrivate: true)
    #expect(try ines.askedBefore(text: text).map(\.group) == [.chain(own)])
    #expect(try journal.reader(.shared, at: clock).askedBefore(text: text).isEmpty)
    #expect(try journal.reader(.person("ines"), at: time(5)).askedBefore(text: text).isEmpty)
    try journal.write("ines", .action, "withdraw", ["target": .string(own)], at: time(12))
    #expect(try ines.askedBefore(text: text).isEmpty)
  }

  @Test func anEditIsWhatIsComparedAndAHurtIsFoundByItsEntries() throws {
    let question = try ask("What shall we cook on Sunday?", 10)
    try journal.write(
      "ines", .action, "edit", ["target": .string(question), "text": "Do you still love her?"], at: time(11))
    #expect(try ines.askedBefore(text: "do you still love her").map(\.wording) == [question])
    let hurt = try journal.write(
      "ines", .hurt, "hurt", ["text": "nights", "carried_by": "ines", "caused_by": "dov", "visibility": "shared"],
      at: time(12))
    try journal.write(
      "ines", .entry, "feeling",
      ["text": "I lie awake and can't sleep.", "hurt": .string(hurt), "visibility": "shared"], at: time(13))
    #expect(try ines.askedBefore(text: "lying awake, I cannot sleep").first?.group == .hurt(hurt))
  }

  @Test func aPairIsOfferedUntilThePersonSaysItIsANewQuestion() throws {
    let one = try ask("Did you sleep with her?", 10)
    let other = try ask("did you sleep with her or not", 20)
    try ask("Who fed the cat?", 30)
    let pairs = try ines.mightBelongTogether()
    #expect(pairs.map { [$0.older, $0.newer] } == [[.chain(one), .chain(other)]])
    try journal["ines"].keepApart(other, one)
    #expect(try ines.mightBelongTogether().isEmpty)
  }
}
