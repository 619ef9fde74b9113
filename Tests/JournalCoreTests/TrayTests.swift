import Testing

@testable import JournalCore

/// What somebody wants to see later waits for them alone, and counts as it always does.
@Suite struct TrayTests {
  private let journal: SharedJournal
  private let couple = Couple.inKenya
  private var me: String { couple.people[0].id }
  private var other: String { couple.people[1].id }

  init() throws {
    journal = try SharedJournal(of: couple)
    try journal.write(other, .action, "join", [:], at: at(0))
  }

  /// Minutes after noon of the day after founding, at home: 24 December 2026.
  private func at(_ minutes: Int64) -> Instant {
    instant("2026-12-24T12:00:00+03:00").adding(milliseconds: minutes * 60_000)
  }

  @discardableResult
  private func write(_ person: String, _ minutes: Int64, _ more: [String: JSON] = [:]) throws -> String {
    try journal.write(
      person, .entry, "feeling", ["text": "words", "visibility": "shared"].merging(more) { $1 }, at: at(minutes))
  }

  private func reader(_ minutes: Int64, _ person: String? = nil) -> Reader {
    journal.reader(.person(person ?? me), at: at(minutes))
  }

  private func waits(_ id: String, at minutes: Int64) throws -> Bool {
    let reader = reader(minutes)
    return try reader.waits(#require(try reader.entry(id)), in: reader.tray())
  }

  private func space(from minutes: Int64, until end: Int64) throws {
    try journal.write(
      me, .action, "space", ["until": .string(journal[me].zone.moment(at: at(end)).description)], at: at(minutes))
  }

  @Test func whatIsWrittenInASpaceWaitsForItsEnd() throws {
    let before = try write(other, 1)
    try space(from: 10, until: 60)
    let during = try write(other, 20)
    let mine = try write(me, 21)
    #expect(try !waits(before, at: 30) && waits(during, at: 30) && !waits(mine, at: 30))
    #expect(try !waits(during, at: 60), "its time")
    #expect(try reader(30, other).tray() == nil, "the other has no space")
    #expect(try journal.reader(.shared, at: at(30)).tray() == nil, "what both see folds nothing")
    try journal.write(me, .action, "space_end", [:], at: at(40))
    #expect(try !waits(during, at: 41), "ended before its time")
  }

  @Test func whatWaitsCountsAsItAlwaysDoes() throws {
    try space(from: 1, until: 600)
    let asked = try journal.write(
      other, .entry, "question", ["text": "Where?", "visibility": "shared"], at: at(5))
    #expect(try waits(asked, at: 6))
    for view in [View.shared, .person(me), .person(other)] {
      #expect(try journal.reader(view, at: at(6)).waiting().map(\.chain) == [asked])
    }
    #expect(try reader(6).search(["where"]).map(\.id) == [asked], "nothing is kept from who looks")
  }

  @Test func onlyWhatTheReceiverAgreedToBeforehandIsUrgent() throws {
    #expect(throws: Refusal.self) { try write(other, 1, ["urgent": .bool(true)]) }
    // Nobody agrees for the other, and an agreement that they can't see is none.
    for (person, visibility) in [(other, "shared"), (me, "private")] {
      try journal.write(
        person, .entry, "boundary", ["text": "the children", "urgent": .bool(true), "visibility": .string(visibility)],
        at: at(2))
    }
    #expect(throws: Refusal.self) { try write(other, 3, ["urgent": .bool(true)]) }
    let agreed = try journal.write(
      me, .entry, "boundary", ["text": "the children", "urgent": .bool(true), "visibility": "shared"], at: at(4))
    try space(from: 10, until: 60)
    let (urgent, usual) = (try write(other, 20, ["urgent": .bool(true)]), try write(other, 21))
    #expect(try !waits(urgent, at: 30) && waits(usual, at: 30))
    #expect(throws: Refusal.self) { try write(other, 31, ["urgent": .bool(true), "visibility": "private"]) }
    // Its giver ends it alone and at once.
    try journal.write(me, .action, "boundary_ended", ["target": .string(agreed)], at: at(32))
    #expect(throws: Refusal.self) { try write(other, 33, ["urgent": .bool(true)]) }
  }

  @Test func onceADayMeansAtThatHour() throws {
    let before = try write(other, 1)
    try journal[me].setDeliveryHour(20, at: at(10))
    let after = try write(other, 20)
    #expect(try !waits(before, at: 30), "what was there has come")
    #expect(try waits(after, at: 30) && waits(after, at: 8 * 60 - 1))
    #expect(try !waits(after, at: 8 * 60), "at eight")
    let later = try write(other, 8 * 60 + 1)
    #expect(try waits(later, at: 24 * 60) && !waits(later, at: 32 * 60))
    #expect(try reader(30).tray()?.until == at(8 * 60) && reader(8 * 60).tray()?.until == at(32 * 60))
    // It is the receiver's own, and leaves the other's view as it is.
    #expect(try reader(30, other).tray() == nil)
    try journal[me].setDeliveryHour(nil, at: at(9 * 60))
    #expect(try !waits(later, at: 9 * 60))
    #expect(throws: Refusal.self) { try journal[me].setDeliveryHour(24, at: at(1)) }
  }

  @Test func theHourDoesNotOpenASpace() throws {
    try journal[me].setDeliveryHour(20, at: at(10))
    let early = try write(other, 20)
    try space(from: 7 * 60, until: 10 * 60)
    let within = try write(other, 7 * 60 + 30)
    #expect(try waits(early, at: 9 * 60) && waits(within, at: 9 * 60))
    #expect(try !waits(early, at: 10 * 60), "the hour passed meanwhile")
  }

  @Test func sixtyEntriesAreOnePieceOfNews() throws {
    #expect(try reader(1).digest() == nil)
    let hurt = try journal.write(
      me, .hurt, "hurt", ["text": "the bus", "carried_by": .string(me), "visibility": "shared"], at: at(1))
    try write(me, 2)
    let one = try write(other, 3)
    #expect(try reader(4).digest()?.newest.id == one && reader(4).digest()?.count == 1)
    for minute in 0..<60 { try write(other, Int64(10 + minute), ["hurt": minute % 2 == 0 ? .null : .string(hurt)]) }
    let digest = try #require(try reader(80).digest())
    #expect(digest.hurts == [hurt, nil] && digest.count == 61)
    try write(me, 90, ["visibility": "private"])
    #expect(try reader(91).digest() == nil, "one's own words end it")
    try space(from: 100, until: 160)
    try write(other, 110)
    #expect(try reader(120).digest() == nil && reader(161).digest() != nil)
  }
}
