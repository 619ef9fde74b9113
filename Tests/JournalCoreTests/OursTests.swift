import Testing

@testable import JournalCore

/// What two people have together, how it stands at any instant, and what the journal offers them.
@Suite struct OursTests {
  let journal: SharedJournal
  let ann = "ines"
  let ben = "dov"
  let start = Couple.inNewfoundland.founded.instant

  init() throws {
    journal = try SharedJournal(of: .inNewfoundland)
    try journal.write("dov", .action, "join", [:], at: start.adding(milliseconds: 1000))
  }

  private func hour(_ hours: Double) -> Instant { start.adding(milliseconds: Int64(hours * Double(Reader.hour))) }
  private func time(_ hours: Double) -> JSON {
    .string(Moment(instant: hour(hours), offsetMinutes: -150).description)
  }
  private func shared(_ hours: Double) -> Reader { journal.reader(.shared, at: hour(hours)) }

  @discardableResult
  private func say(_ person: String, _ kind: String, _ fields: [String: JSON] = [:], hour hours: Double) throws
    -> String
  {
    let usual: [String: JSON] = ["text": "marigold", "visibility": "shared"]
    return try journal.write(person, .entry, kind, usual.merging(fields) { $1 }, at: hour(hours))
  }

  @discardableResult
  private func act(_ person: String, _ kind: String, _ fields: [String: JSON], hour hours: Double) throws -> String {
    try journal.write(person, .action, kind, fields, at: hour(hours))
  }

  // MARK: - Boundaries, goals, rituals

  @Test func aBoundaryIsInForceUntilItsAuthorEndsIt() throws {
    let boundary = try say(ann, "boundary", ["due": time(50), "protects": "sleep"], hour: 1)
    func row(_ hours: Double) throws -> BoundaryRow { try #require(try shared(hours).boundaries().first) }
    #expect(try row(2).state == .inForce)
    #expect(try row(2).protects == "sleep")
    #expect(try row(50).state == .lookAgain)
    try act(ann, "boundary_changed", ["target": .string(boundary), "text": "later", "due": time(90)], hour: 51)
    try act(ben, "crossing", ["target": .string(boundary), "text": "I knocked."], hour: 52)
    #expect(try row(53).state == .inForce)
    #expect(try row(53).text == "later")
    #expect(try row(53).crossings.map(\.text) == ["I knocked."])
    #expect(try row(50).text == "marigold")
    try act(ann, "boundary_ended", ["target": .string(boundary)], hour: 60)
    #expect(try row(61).state == .ended)
    #expect(try row(59).state == .inForce)
  }

  @Test func aGoalIsWhatTheOtherSaysOfItUntilItIsClosed() throws {
    let goal = try say(ann, "goal", hour: 1)
    func state(_ hours: Double) throws -> GoalRow.State? { try shared(hours).goals().first?.state }
    try act(ben, "goal_answer", ["target": .string(goal), "answer": "not_now"], hour: 3)
    try act(ben, "goal_answer", ["target": .string(goal), "answer": "reworded", "text": "slower"], hour: 5)
    try act(ann, "goal_closed", ["target": .string(goal), "outcome": "let_go"], hour: 7)
    #expect(try [2, 4, 6, 8].map(state) == [.proposed, .notNow, .reworded, .letGo])
    #expect(try shared(6).goals().first?.text == "slower")
  }

  @Test func aRitualRestsAndWakesWithTheNextNote() throws {
    let ritual = try say(ann, "ritual", hour: 1)
    let note = try say(ben, "ritual", ["reply_to": .string(ritual)], hour: 3)
    try act(ben, "ritual_resting", ["target": .string(ritual)], hour: 5)
    try say(ann, "ritual", ["reply_to": .string(ritual)], hour: 7)
    #expect(try [2, 4, 6, 8].map { try shared($0).rituals().first?.state } == [.proposed, .ours, .resting, .ours])
    #expect(try shared(6).rituals().first?.notes.map(\.id) == [note])
  }

  @Test func wordsDatesAndMemoriesOfOnesOwn() throws {
    try act(ann, "word_added", ["word": "cold-floor", "meaning": "waking at three"], hour: 1)
    try act(ben, "word_added", ["word": "cold-floor", "meaning": "waking at four"], hour: 3)
    #expect(try shared(2).ownWords().map(\.meaning) == ["waking at three"])
    #expect(try shared(4).ownWords().map(\.meaning) == ["waking at four"])

    let date = try act(ann, "date_marked", ["label": "found out", "date": "2025-08-31", "repeats": "monthly"], hour: 5)
    #expect(try shared(4).markedDates().isEmpty)
    let marked = try #require(try shared(6).markedDates().first)
    #expect(marked.id == date && marked.owner == ann)
    #expect(marked.returns(on: JournalDay("2025-10-31")!))
    for none in ["2025-08-31", "2025-09-30", "2025-07-31"] { #expect(!marked.returns(on: JournalDay(none)!)) }
    let leap = MarkedDate(id: "x", label: "", date: JournalDay("2024-02-29")!, rhythm: .yearly, owner: "both")
    #expect(leap.returns(on: JournalDay("2028-02-29")!))
    #expect(!leap.returns(on: JournalDay("2025-03-01")!) && !leap.returns(on: JournalDay("2025-02-28")!))

    let hurt = try journal.write(
      ann, .hurt, "hurt",
      ["text": "that night", "carried_by": .string(ann), "caused_by": .string(ben), "visibility": "shared"],
      at: hour(7))
    try act(ben, "told_differently", ["hurt": .string(hurt), "text": "I remember rain."], hour: 8)
    try act(ben, "told_differently", ["hurt": .string(hurt), "text": "I remember snow."], hour: 9)
    #expect(try shared(8.5).rememberedDifferently(hurt)?.text == "I remember rain.")
    #expect(try shared(10).rememberedDifferently(hurt)?.text == "I remember snow.")
    try act(ann, "hurt_renamed", ["hurt": .string(hurt), "text": "the night of the rain"], hour: 11)
    #expect(try shared(10).hurtName(hurt) == "that night")
    #expect(try shared(12).hurt(hurt)?.label == "the night of the rain")
  }

  @Test func partsOfAnAcknowledgementAreAddedLater() throws {
    let hurt = try journal.write(
      ann, .hurt, "hurt",
      ["text": "that night", "carried_by": .string(ann), "caused_by": .string(ben), "visibility": "shared"],
      at: hour(1))
    let parts: JSON = .object(["what_i_did": "I hid it.", "how_it_landed": ""])
    let own = try say(ben, "acknowledgement", ["hurt": .string(hurt), "text": .null, "parts": parts], hour: 2)
    #expect(try shared(3).entry(own)?.parts == ["what_i_did": "I hid it."])
    try act(
      ben, "edit", ["target": .string(own), "parts": .object(["how_it_landed": "You could not sleep."])], hour: 4)
    let now = try #require(try shared(5).entry(own))
    #expect(now.parts == ["what_i_did": "I hid it.", "how_it_landed": "You could not sleep."])
    #expect(now.isEdited)
    #expect(try shared(3).entry(own)?.isEdited == false)
    #expect(throws: Refusal.self) {
      try act(ann, "edit", ["target": .string(own), "parts": .object(["what_i_did": "x"])], hour: 6)
    }
  }

  @Test func presenceIsWhatEachSaidThemselves() throws {
    try act(ben, "away", ["from": time(10), "until": time(20)], hour: 5)
    try act(ann, "space", ["until": time(30)], hour: 6)
    #expect(try shared(7).presence(of: ben).awayUntil == nil)
    #expect(try shared(11).presence(of: ben).awayUntil == hour(20))
    #expect(try shared(7).presence(of: ann).spaceUntil == hour(30))
    try act(ann, "space_end", [:], hour: 8)
    #expect(try shared(9).presence(of: ann).spaceUntil == nil)
    try act(ann, "leave", [:], hour: 12)
    #expect(try shared(13).whoLeft()?.id == ann)
    #expect(try shared(11).whoLeft() == nil)
  }

  @Test func afterOneLeftNothingGoesEitherWay() throws {
    let before = try say(ann, "question", ["wants_response": .bool(true)], hour: 1)
    try act(ann, "leave", [:], hour: 2)
    for person in [ann, ben] {
      #expect(throws: Refusal.self) { try say(person, "gratitude", hour: 3) }
      try say(person, "gratitude", ["visibility": "private"], hour: 3)
    }
    #expect(throws: Refusal.self) { try say(ben, "response", ["reply_to": .string(before)], hour: 4) }
    #expect(throws: Refusal.self) { try act(ben, "join", [:], hour: 4) }
    try act(ann, "withdraw", ["target": .string(before)], hour: 5)
    try act(ann, "join", [:], hour: 6)
    try say(ben, "gratitude", hour: 7)
  }

  // MARK: - Numbers

  @Test func aNumberHoldsOnceBothAgreeAndFromThenOn() throws {
    let question = try say(ann, "question", ["wants_response": .bool(true)], hour: 1)
    let proposal = try act(ann, "setting_proposed", ["setting": "grace_h", "value": .int(48)], hour: 2)
    #expect(try shared(26).waiting().map(\.state) == [.unanswered])
    #expect(throws: Refusal.self) { try act(ann, "setting_agreed", ["target": .string(proposal)], hour: 27) }
    try act(ben, "setting_agreed", ["target": .string(proposal)], hour: 27)
    #expect(try shared(28).waiting().map(\.state) == [.open])
    #expect(try shared(26).waiting().map(\.state) == [.unanswered])
    #expect(try shared(50).waiting().map(\.chain) == [question])
    for (name, value) in [
      ("grace", .int(4)), ("grace_h", .int(0)), ("grace_h", .double(1.5)), ("trigger_lift", .string("2")),
      ("trigger_lift", .int(.min)), ("trigger_lift", .int(.max)), ("trigger_lift", .double(.infinity)),
      ("trigger_chance", .double(1e300)),
    ] as [(String, JSON)] {
      #expect(throws: Refusal.self) {
        try act(ann, "setting_proposed", ["setting": .string(name), "value": value], hour: 60)
      }
    }
    var numbers = Numbers()
    for name in Numbers.names { try numbers.set(name, to: try #require(numbers.value(of: name))) }
  }

  // MARK: - What is offered

  @Test func aQuestionADayFitsTheRoleAndIsQuietAfterwards() throws {
    let mine = { (hours: Double) in self.journal.reader(.person(self.ann), at: self.hour(hours)) }
    let hurt = try journal.write(
      ann, .hurt, "hurt",
      ["text": "that night", "carried_by": .string(ann), "caused_by": .string(ben), "visibility": "shared"],
      at: hour(1))
    try say(ann, "feeling", ["hurt": .string(hurt), "intensity": .int(4)], hour: 2)
    try say(ben, "feeling", ["hurt": .string(hurt)], hour: 2)
    let prompt = try #require(try mine(3).prompt())
    #expect(prompt.step == 3 && [.carrier, .both].contains(prompt.reader))
    #expect(try mine(4).prompt() == prompt)
    #expect(try mine(4).prompt(skipping: 1) != prompt)
    let his = try #require(try journal.reader(.person(ben), at: hour(3)).prompt())
    #expect([.causer, .both].contains(his.reader))
    try journal[ann].notePrompt(at: hour(5))
    #expect(try mine(6).prompt() == nil)
    #expect(try mine(30).prompt() != nil)
    #expect(try journal.reader(.person(ben), at: hour(6)).prompt() != nil)

    try say(ann, "feeling", ["hurt": .string(hurt), "intensity": .int(9)], hour: 31)
    for skip in 0..<8 { #expect(Prompt.care.contains(try #require(try mine(32).prompt(skipping: skip)).id)) }
    try say(ann, "gratitude", hour: 33)
    #expect(Prompt.care.contains(try #require(try mine(34).prompt()).id), "whatever came after it that day")
    #expect(Prompt.care.contains(try #require(try mine(55).prompt()).id), "and the day after")
    #expect(try mine(110).prompt()?.step == 3)
    try journal[ann].setReadyForLighter(true)
    #expect(try mine(110).prompt()?.step == 6)
  }

  @Test func whoWritesAloneIsAskedWhatNeedsNobodyElse() throws {
    let couple = Couple.inNewfoundland
    let early = try SharedJournal(of: couple)
    func offered(_ journal: SharedJournal, _ person: String, _ hours: Double) throws -> Set<String> {
      let reader = journal.reader(.person(person), at: hour(hours))
      return Set(try (0..<30).compactMap { try reader.prompt(skipping: $0)?.id })
    }
    #expect(try offered(early, ann, 1) == Prompt.solo)
    try early.write("dov", .action, "join", [:], at: hour(2))
    #expect(try offered(early, ann, 3).isDisjoint(with: Prompt.solo.subtracting(["P17"])))

    for (leaver, at) in [(ben, 4.0), (ann, 104.0)] {
      try act(leaver, "leave", [:], hour: at)
      for person in [ann, ben] { #expect(try offered(journal, person, at + 1) == Prompt.solo) }
      try say(ann, "feeling", ["intensity": .int(9), "visibility": "private"], hour: at + 2)
      #expect(try offered(journal, ann, at + 3) == Prompt.solo.intersection(Prompt.care))
      try act(leaver, "join", [:], hour: at + 4)
      #expect(try !offered(journal, ben, at + 5).isSubset(of: Prompt.solo))
    }
  }

  @Test func afterThreeHeavyDaysOnlyQuestionsThatCareComeForAWeek() throws {
    /// True when whatever comes, one after another, is among those that care.
    func cares(_ person: String, _ hours: Double) throws -> Bool {
      let reader = journal.reader(.person(person), at: hour(hours))
      return Set(try (0..<20).compactMap { try reader.prompt(skipping: $0)?.id }).isSubset(of: Prompt.care)
    }
    let hurt = try journal.write(
      ann, .hurt, "hurt",
      ["text": "that night", "carried_by": .string(ann), "caused_by": .string(ben), "visibility": "private"],
      at: hour(1))
    try say(ann, "feeling", ["intensity": .int(8), "visibility": "private"], hour: 2)
    try act(ann, "still_hurts", ["hurt": .string(hurt), "intensity": .int(9)], hour: 26)
    try say(ann, "feeling", ["intensity": .int(7)], hour: 40)
    #expect(try cares(ann, 41))
    #expect(try !cares(ann, 76), "two days ago, and two in all")
    try say(ann, "feeling", ["intensity": .int(8)], hour: 77)
    for hours in [78.0, 100, 124, 148] { #expect(try cares(ann, hours), "hour \(hours)") }
    #expect(try !cares(ann, 78 + 24 * 7), "a week on, others come again")
    #expect(try !cares(ben, 78), "the other's days are theirs")
  }

  @Test func notTodayClosesEveryQuestionForADayAndANight() throws {
    let mine = { (hours: Double) in self.journal.reader(.person(self.ann), at: self.hour(hours)) }
    try say(ann, "feeling", hour: 1)
    try journal[ann].notePrompt(isNotToday: true, at: hour(10))
    for hours in [10, 11, 20, 33, 33.9] { #expect(try mine(hours).prompt() == nil, "\(hours)") }
    #expect(try mine(34.1).prompt() != nil)
    #expect(try journal.reader(.person(ben), at: hour(11)).prompt() != nil, "the other is not concerned")
    // One that was taken is one a day, and no more than that.
    try journal[ann].notePrompt(at: hour(57))
    #expect(try mine(57.5).prompt() == nil)
    #expect(try mine(58.5).prompt() != nil)
  }

  @Test func noQuestionThatIsOfferedIsAboutForgivenessOrAnEnding() {
    #expect(Prompt.all.count == 69 && Set(Prompt.all.map(\.id)).count == 69)
    for prompt in Prompt.all where prompt.isOffered { #expect((1...6).contains(prompt.step)) }
    #expect(Prompt.all.filter { $0.step == 7 }.allSatisfy { !$0.isOffered })
  }
}
