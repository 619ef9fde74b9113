import Testing

@testable import JournalCore

/// Two people take turns to speak: told by the records of their talks alone.
@Suite struct TurnsTests {
  private let journal: SharedJournal
  private let couple = Couple.inNepal
  private var one: String { couple.people[0].id }
  private var other: String { couple.people[1].id }

  init() throws {
    journal = try SharedJournal(of: couple)
    try journal.write(other, .action, "join", [:], at: at(0))
  }

  private func at(_ minutes: Int64) -> Instant {
    instant("2024-03-01T12:00:00+05:45").adding(milliseconds: minutes * 60_000)
  }

  @discardableResult
  private func say(_ person: String, _ kind: String = "feeling", at minutes: Int64, _ more: [String: JSON] = [:]) throws
    -> String
  {
    try journal.write(
      person, .entry, kind, ["text": "words", "visibility": "shared"].merging(more) { $1 }, at: at(minutes))
  }

  private func answer(_ id: String, at minutes: Int64, _ more: [String: JSON] = [:]) throws -> String {
    try say(other, "response", at: minutes, ["reply_to": .string(id)].merging(more) { $1 })
  }

  private func mark(_ kind: String, _ id: String, at minutes: Int64) throws {
    try journal.write(one, .action, kind, ["target": .string(id)], at: at(minutes))
  }

  /// The turns as a line: words, what was said back, the mark.
  private func turns(_ id: String, at minutes: Int64 = 1000) throws -> [[String?]] {
    try [View.shared, .person(one), .person(other)].map { view in
      let reader = journal.reader(view, at: at(minutes))
      return try reader.turns(of: #require(try reader.entry(id))).map {
        [$0.words.id, $0.saidBack?.id, $0.mark?.rawValue]
      }
    }.reduce(nil as [[String?]]?) { before, turns in
      #expect(before == nil || before == turns, "equal in every view")
      return turns
    } ?? []
  }

  @Test func whatIsSaidBackIsConfirmedByWhoSpoke() throws {
    let words = try say(one, at: 1)
    #expect(try turns(words) == [[words, nil, nil]])
    let back = try answer(words, at: 2)
    #expect(try turns(words) == [[words, back, nil]] && turns(back) == turns(words))
    try mark("not_yet", back, at: 3)
    #expect(try turns(words) == [[words, back, "not_yet"]])
    let better = try answer(words, at: 4)
    #expect(try turns(words) == [[words, better, nil]])
    try mark("heard", better, at: 5)
    // What else is answered changes nothing of it, and what was is told as it was.
    try mark("unheard", back, at: 6)
    _ = try answer(words, at: 7)
    #expect(try turns(words) == [[words, better, "heard"]])
    #expect(try turns(words, at: 4) == [[words, better, nil]])
    try mark("unheard", better, at: 8)
    #expect(try turns(words).first?.last == .some(nil))
  }

  @Test func theOtherSpeaksByAReplyToTheWordsAndSoOn() throws {
    let first = try say(one, "question", at: 1)
    let back = try answer(first, at: 2)
    try mark("heard", back, at: 3)
    let second = try say(other, at: 4, ["reply_to": .string(first)])
    let third = try say(one, at: 5, ["reply_to": .string(second)])
    let all: [[String?]] = [[first, back, "heard"], [second, nil, nil], [third, nil, nil]]
    for id in [first, back, second, third] { #expect(try turns(id) == all) }
    // A second reply to the same words is none of their turns, and no answer.
    let aside = try say(other, at: 6, ["reply_to": .string(first)])
    #expect(try turns(first) == all && turns(aside) == all)
    // Words that were taken back are no turn; those that stand after them are one by themselves.
    try journal.write(other, .action, "withdraw", ["target": .string(second)], at: at(7))
    #expect(try turns(first) == [all[0], [aside, nil, nil]])
    #expect(try turns(third) == [all[2]])
  }

  @Test func askedAgainTheWordsAreTheLatest() throws {
    let first = try say(one, "question", at: 1)
    let back = try answer(first, at: 2)
    try mark("heard", back, at: 3)
    let again = try say(one, "question", at: 4, ["asks_again": .string(first)])
    #expect(try turns(first) == [[again, nil, nil]])
    let held = try answer(again, at: 5, ["holding_until": "2024-03-02T12:00:00+05:45"])
    #expect(try turns(held) == [[again, nil, nil]], "a time to answer says nothing back")
  }

  @Test func whatOneKeepsIsNoTurn() throws {
    let words = try say(one, at: 1)
    let back = try answer(words, at: 2, ["visibility": "private"])
    let own = try say(other, at: 3, ["visibility": "private", "reply_to": .string(words)])
    #expect(try turns(words) == [[words, nil, nil]])
    let reader = journal.reader(.person(other), at: at(4))
    #expect(try reader.turns(of: #require(try reader.entry(own))).isEmpty)
    for id in [back, own] { try journal.write(other, .action, "share", ["target": .string(id)], at: at(5)) }
    #expect(try turns(words) == [[words, back, nil], [own, nil, nil]])
    let thanks = try say(one, "gratitude", at: 6)
    #expect(try turns(thanks).isEmpty)
  }
}
