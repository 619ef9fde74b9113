import Testing

@testable import JournalCore

/// The cards about help: when they come, to whom, and how they stay quiet.
@Suite struct HelpTests {
  let folder = TemporaryFolder()

  init() throws { try importScenario(into: folder) }

  /// Every Sunday at six in the evening, as the week is looked at.
  private func sundays() -> [Instant] {
    let zone = try! TimeZoneRules.system(named: "Europe/Berlin")
    return (0..<12).map { zone.instant(on: JournalDay("2026-01-18")!.adding(days: 7 * $0), minute: 18 * 60) }
  }

  @Test func inNinetyDaysTwoCardsCome() throws {
    var shown: [String] = []
    for person in ["noor", "remy"] {
      let journal = try Journal(folder: folder.path, person: person)
      for sunday in sundays() {
        let card = try journal.reader(.person(person), at: sunday).helpCard()
        guard let card, !card.isForSession else { continue }
        let rules = card.reasons.map { $0.rule.rawValue + " " + $0.about.joined(separator: ",") }
        shown.append("\(journal.zone.moment(at: sunday).date) \(person) \(card.audience.name): \(rules)")
        try journal.noteCard(card, at: sunday)
      }
    }
    #expect(
      shown == [
        "2026-01-18 noor noor: [\"R3 noor\"]",
        "2026-02-08 noor both: [\"R2 e003\", \"R4 e060,e069,e071\"]",
        "2026-02-08 remy both: [\"R2 e003\", \"R4 e060,e069,e071\"]",
      ])
  }

  @Test func whenHelpIsOnItsWayTheCardSaysToBringIt() throws {
    let journal = try Journal(folder: folder.path, person: "noor")
    let card = try #require(try journal.reader(.person("noor"), at: sundays()[5]).helpCard())
    #expect(card.isForSession && card.audience == .both)
  }

  @Test func notNowIsQuietForThirtyDaysAndARuleIsSwitchedOffForOneselfAlone() throws {
    let noor = try Journal(folder: folder.path, person: "noor")
    let card = try #require(try noor.reader(.person("noor"), at: sundays()[3]).helpCard())
    try noor.noteCard(card, isNotNow: true, at: sundays()[3])
    #expect(try noor.reader(.person("noor"), at: sundays()[4].adding(milliseconds: -1)).helpCard() == nil)
    let remy = try Journal(folder: folder.path, person: "remy")
    #expect(try remy.reader(.person("remy"), at: sundays()[3]).helpCard()?.reasons.count == 2)
    try remy.setOff(.openDoors, true)
    #expect(try remy.reader(.person("remy"), at: sundays()[3]).helpCard()?.reasons.map(\.rule) == [.askedOften])
    try remy.setOff(.askedOften, true)
    #expect(try remy.reader(.person("remy"), at: sundays()[3]).helpCard() == nil)
    #expect(try remy.reader(.person("remy"), at: sundays()[3]).helpReasons().count == 2)
  }

  @Test func ofHeavyDaysOnlyTheOneWhoHasThemIsTold() throws {
    let noor = try Journal(folder: folder.path, person: "noor")
    let sunday = sundays()[0]
    #expect(try noor.reader(.person("noor"), at: sunday).helpReasons().map(\.rule) == [.heavyDays])
    #expect(try noor.reader(.shared, at: sunday).helpReasons().isEmpty)
    let remy = try Journal(folder: folder.path, person: "remy")
    #expect(try remy.reader(.person("remy"), at: sunday).helpReasons().isEmpty)
  }

  @Test func ofOnesOwnWordsOnlyTheWriterIsTold() throws {
    let journal = try SharedJournal(of: .inKenya)
    let (asker, answerer) = (journal.people[0].id, journal.people[1].id)
    var clock = Couple.inKenya.founded.instant
    func say(_ person: String, _ kind: String, _ fields: [String: JSON]) throws -> String {
      clock = clock.adding(milliseconds: 60_000)
      return try journal.write(
        person, .entry, kind, ["visibility": "shared"].merging(fields) { $1 }, at: clock)
    }
    try journal.write(answerer, .action, "join", [:], at: clock.adding(milliseconds: 1000))
    func told(_ person: String) throws -> [HelpReason.Rule] {
      try journal.reader(.person(person), at: clock).helpReasons().map(\.rule)
    }
    for number in 1...9 {
      let asked = try say(asker, "question", ["text": "Why did you hide it?", "wants_response": .bool(true)])
      let words: JSON = number.isMultiple(of: 2) ? "I lied to you, and that was my choice." : "You made me do it."
      _ = try say(answerer, "response", ["text": words, "reply_to": .string(asked)])
      #expect(try told(answerer).contains(.ownWords) == (number == 9), "\(number)")
    }
    #expect(try !told(asker).contains(.ownWords))
    #expect(try journal.reader(.shared, at: clock).helpReasons().allSatisfy { $0.rule != .ownWords })
  }
}
