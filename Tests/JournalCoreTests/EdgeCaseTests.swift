import Testing

@testable import JournalCore

/// The edge cases of the definitions that the sample journal does not hold, told by two other people elsewhere.
@Suite struct EdgeCaseTests {
  let journal: SharedJournal
  let start = Couple.inNewfoundland.founded.instant

  init() throws { journal = try SharedJournal(of: .inNewfoundland) }

  // MARK: - Edits

  @Test func anEditBeforeTheAnswerLeavesTheClock() throws {
    try join()
    let question = try ask(hour: 1)
    try act("ines", "edit", question, hour: 5, ["text": "where were you really"])
    let waiting = try #require(try shared(hour: 11).waiting().first)
    #expect(waiting.since == hour(1))
    #expect(waiting.wall == 10 * Reader.hour)
    #expect(try shared(hour: 11).entry(question)?.text == "where were you really")
  }

  @Test func anEditAfterTheAnswerLeavesItAnswered() throws {
    try join()
    let question = try ask(hour: 1)
    try answer(question, hour: 2)
    try act("ines", "edit", question, hour: 3, ["text": "where were you really"])
    #expect(try shared(hour: 4).chains(in: .answered) == [question])
    #expect(try shared(hour: 4).entry(question)?.isEdited == true)
    // The edit turned into asking again is an ask of its own.
    let again = try ask(hour: 5, again: question)
    #expect(try shared(hour: 6).waiting().map(\.since) == [hour(5)])
    #expect(try shared(hour: 6).waiting()[0].asks == [question, again])
  }

  // MARK: - Asking again

  @Test func askedAgainBeforeAnAnswerIsOneItemAsOldAsTheFirstAsk() throws {
    try join()
    let first = try ask(hour: 1)
    let second = try ask(hour: 20, again: first)
    let third = try ask(hour: 30, again: second)
    let waiting = try shared(hour: 31).waiting()
    #expect(waiting.map(\.chain) == [first])
    #expect(waiting[0].asks == [first, second, third])
    #expect(waiting[0].since == hour(1))
    #expect(waiting[0].state == .unanswered)
  }

  @Test func askingAgainAfterSettingAsideStartsTheClockThere() throws {
    try join()
    let question = try ask(hour: 1)
    try act("ines", "set_aside", question, hour: 2)
    #expect(try shared(hour: 3).chains(in: .setAside) == [question])
    try ask(hour: 50, again: question)
    #expect(try shared(hour: 51).waiting().map(\.since) == [hour(50)])
  }

  @Test func withdrawingTheLatestAskLeavesWhatWasAnsweredBefore() throws {
    try join()
    let question = try ask(hour: 1)
    let answer = try answer(question, hour: 2)
    try act("ines", "heard", answer, hour: 3)
    let again = try ask(hour: 4, again: question)
    try act("ines", "withdraw", again, hour: 5)
    #expect(try shared(hour: 6).chains(in: .heard) == [question])
    try act("ines", "withdraw", question, hour: 7)
    #expect(try shared(hour: 8).chains(in: .withdrawn) == [question])
    #expect(try shared(hour: 8).waiting().isEmpty)
  }

  // MARK: - Answers

  @Test func aSecondAnswerClosesNothing() throws {
    try join()
    let question = try ask(hour: 1)
    let first = try answer(question, hour: 2)
    let second = try answer(question, hour: 9)
    #expect(try closedWaits(hour: 10) == [first])
    try act("dov", "withdraw", second, hour: 11)
    #expect(try shared(hour: 12).chains(in: .answered) == [question])
    #expect(try closedWaits(hour: 12) == [first])
  }

  @Test func ofTwoAnswersAtOneInstantTheFirstByItsIdClosesTheWait() throws {
    try join()
    let question = try ask(hour: 1)
    for id in ["b-answer", "a-answer"] {
      try journal.take(
        Record(
          id: id, shape: .entry, moment: moment(2), author: "dov", kind: "response",
          fields: ["text": "here", "visibility": "shared", "reply_to": .string(question)]))
    }
    #expect(try closedWaits(hour: 3) == ["a-answer"])
    try act("dov", "withdraw", "a-answer", hour: 4)
    #expect(try shared(hour: 5).chains(in: .answered) == [question])
    #expect(try closedWaits(hour: 3) == ["a-answer"])
  }

  @Test func anAnswerAtTheInstantOfTheAskComesBeforeIt() throws {
    try join()
    let question = try ask(hour: 1)
    let answer = try answer(question, hour: 2)
    try journal.take(
      Record(
        id: "again", shape: .entry, moment: try #require(try shared(hour: 3).entry(answer)).moment, author: "ines",
        kind: "question", fields: ["text": "why", "visibility": "shared", "asks_again": .string(question)]))
    #expect(try shared(hour: 3).waiting().map(\.since) == [hour(2)])
    #expect(try closedWaits(hour: 3) == [answer])
  }

  @Test func aWithdrawnAnswerOpensFromItsWithdrawalUnlessAskedSince() throws {
    try join()
    let question = try ask(hour: 1)
    let answered = try answer(question, hour: 2)
    try act("dov", "withdraw", answered, hour: 7)
    #expect(try shared(hour: 8).waiting().map(\.since) == [hour(7)])
    let better = try answer(question, hour: 9)
    try ask(hour: 10, again: question)
    try act("dov", "withdraw", better, hour: 12)
    #expect(try shared(hour: 13).waiting().map(\.since) == [hour(10)])
  }

  @Test func anAnswerCountsFromWhenTheAskerCanSeeIt() throws {
    try join()
    let question = try ask(hour: 1)
    let unsent = try answer(question, hour: 2, visibility: "private")
    #expect(try shared(hour: 3).waiting().count == 1)
    try act("dov", "share", unsent, hour: 8)
    #expect(try shared(hour: 7).waiting().count == 1)
    #expect(try shared(hour: 9).chains(in: .answered) == [question])
  }

  @Test func aChainIsHeldUntilTheLatestTimeThatIsNamed() throws {
    try join()
    let question = try ask(hour: 1)
    try hold(question, hour: 2, until: 40)
    try hold(question, hour: 3, until: 10)
    #expect(try shared(hour: 5).waiting().map(\.heldUntil?.instant) == [hour(40)])
    #expect(try shared(hour: 5).waiting().map(\.state) == [.held])
    #expect(try shared(hour: 1.5).waiting().map(\.state) == [.open])
    #expect(try shared(hour: 40).waiting().map(\.state) == [.unanswered])
    #expect(try shared(hour: 73).waiting().map(\.state) == [.unansweredLong])
    let answered = try answer(question, hour: 74)
    try act("dov", "withdraw", answered, hour: 75)
    try hold(question, hour: 76, until: 90)
    try ask(hour: 77, again: question)
    #expect(try shared(hour: 78).waiting().map(\.state) == [.held])
  }

  @Test func aTimeToAnswerHoldsNothingBeforeTheAskerSeesItNorAfterItIsTakenBackOrAnswered() throws {
    try join()
    let question = try ask(hour: 1)
    let unsent = try hold(question, hour: 2, until: 90, visibility: "private")
    #expect(try shared(hour: 3).waiting().map(\.state) == [.open])
    try act("dov", "share", unsent, hour: 4)
    #expect(try shared(hour: 5).waiting().map(\.state) == [.held])
    try act("dov", "withdraw", unsent, hour: 6)
    #expect(try shared(hour: 7).waiting().map(\.state) == [.open])
    try hold(question, hour: 8, until: 90)
    try answer(question, hour: 9)
    try ask(hour: 10, again: question)
    #expect(try shared(hour: 11).waiting().map(\.state) == [.open])
  }

  @Test func aProposalChangesNothingUntilTheAskerConfirms() throws {
    try join()
    let question = try ask(hour: 1)
    let told = JSON.string(moment(2).description)
    try act("dov", "answered_outside_proposed", question, hour: 3, ["told_at": told])
    #expect(try shared(hour: 4).waiting().map(\.since) == [hour(1)])
    #expect(try shared(hour: 4).chains(in: .answered).isEmpty)
    let said = try act("ines", "answered_outside", question, hour: 5, ["told_at": told])
    #expect(try shared(hour: 6).chains(in: .answered) == [question])
    // Before it was confirmed it was open, whatever was told by then.
    #expect(try shared(hour: 4).waiting().count == 1)
    try act("ines", "heard", said, hour: 7)
    #expect(try shared(hour: 8).chains(in: .heard) == [question])
  }

  @Test func heardTakenBackIsAnsweredAgain() throws {
    try join()
    let question = try ask(hour: 1)
    let answer = try answer(question, hour: 2)
    for (index, (kind, state)) in [
      ("heard", ChainState.heard), ("unheard", .answered), ("not_yet", .notYet), ("heard", .heard),
      ("unheard", .answered),
    ].enumerated() {
      try act("ines", kind, answer, hour: Double(3 + index))
      #expect(try shared(hour: Double(3 + index) + 0.5).chains(in: state) == [question])
    }
    #expect(try shared(hour: 20).mark(on: answer) == nil)
  }

  @Test func ofTwoMarksAtOneInstantTheOneOfTheLargerIdStands() throws {
    let at = Couple.inNewfoundland.founded
    func record(_ id: String, _ hours: Double, _ author: String, _ kind: String, _ fields: [String: JSON]) -> Record {
      let moment = Moment(
        instant: at.instant.adding(milliseconds: Int64(hours * Double(Reader.hour))), offsetMinutes: at.offsetMinutes)
      let shape: Shape = ["question", "response"].contains(kind) ? .entry : .action
      return Record(id: id, shape: shape, moment: moment, author: author, kind: kind, fields: fields)
    }
    let words: [String: JSON] = ["text": "x", "visibility": "shared"]
    let lines = [
      Couple.inNewfoundland.founding, record("j", 0.5, "dov", "join", [:]),
      record("q", 1, "ines", "question", words),
      record("r1", 2, "dov", "response", words.merging(["reply_to": "q"]) { $1 }),
      record("r2", 3, "dov", "response", words.merging(["reply_to": "q"]) { $1 }),
      record("m1", 4, "ines", "not_yet", ["target": "r2"]), record("m2", 4, "ines", "heard", ["target": "r1"]),
    ]
    let told = try SharedJournal(importing: lines).reader(.shared, at: at.instant.adding(milliseconds: 5 * Reader.hour))
    #expect(try told.chains(in: .heard) == ["q"])
  }

  // MARK: - Joining and absence

  @Test func nothingWaitsBeforeTheOtherHasJoinedAndAsksCountFromThen() throws {
    // As an import may bring it: what is written here waits on its writer's pages until then.
    try journal.take(
      Record(
        id: "q", shape: .entry, moment: moment(1), author: "ines", kind: "question",
        fields: ["text": "where were you", "visibility": "shared", "wants_response": .bool(true)]))
    #expect(try shared(hour: 40).waiting().isEmpty)
    try journal.write("ines", .action, "join", [:], at: hour(41))
    #expect(try shared(hour: 42).waiting().isEmpty)
    try journal.write("dov", .action, "join", [:], at: hour(45))
    let waiting = try shared(hour: 50).waiting()
    #expect(waiting.map(\.chain) == ["q"])
    #expect(waiting.map(\.since) == [hour(45)])
    #expect(waiting.map(\.state) == [.open])
    #expect(try shared(hour: 44).waiting().isEmpty)
  }

  @Test func whatIsForBothIsKeptReadyUntilTheOtherIsHereAndSharedOnAWord() throws {
    let first = try ask(hour: 1)
    let again = try ask(hour: 2, again: first)
    let own = try ask(hour: 3, visibility: "private")
    let thanks = try journal.write("ines", .entry, "gratitude", ["text": "soup", "visibility": "shared"], at: hour(4))
    #expect(try shared(hour: 5).entries(before: hour(6), limit: 9).isEmpty)
    #expect(try view("ines", hour: 5).readyToShare().map(\.id) == [first, again, thanks])
    #expect(try view("ines", hour: 5).entry(first)?.isPrivate == true)
    try journal.write("dov", .action, "join", [:], at: hour(45))
    #expect(try view("dov", hour: 46).entries(before: hour(50), limit: 9).isEmpty)
    #expect(try shared(hour: 46).waiting().isEmpty)

    // An ask whose first asking is kept can't be shared: it stays ready.
    let ines = try journal["ines"].writer()
    try ines.settleReady(sharing: [again], keeping: [], at: hour(47))
    #expect(try view("ines", hour: 48).readyToShare().map(\.id) == [first, again, thanks])
    try ines.settleReady(sharing: [first, again], keeping: [thanks], at: hour(49))
    #expect(try view("ines", hour: 50).readyToShare().isEmpty)
    #expect(try Set(view("dov", hour: 50).entries(before: hour(60), limit: 9).map(\.id)) == [first, again])
    #expect(try shared(hour: 50).waiting().map(\.since) == [hour(49)])
    #expect(try view("dov", hour: 50).entry(own) == nil)
    // From here on, what is for both is shared at once.
    let later = try ask(hour: 51)
    #expect(try view("dov", hour: 52).entry(later)?.isPrivate == false)
  }

  @Test func endingOnesSpaceStartsTheClockAgain() throws {
    try join()
    try ask(hour: 1)
    try journal.write("dov", .action, "space", ["until": .string(moment(30).description)], at: hour(2))
    try journal.write("ines", .action, "space_end", [:], at: hour(3))
    #expect(try shared(hour: 10).waiting().map(\.active) == [Reader.hour])
    try journal.write("dov", .action, "space_end", [:], at: hour(6))
    #expect(try shared(hour: 10).waiting().map(\.active) == [5 * Reader.hour])
    #expect(try shared(hour: 5).waiting().map(\.active) == [Reader.hour])
  }

  // MARK: - Hurts

  @Test func aHurtAtRestWakesByWordOrByComingUp() throws {
    try join()
    let hurt = try name("The quiet summer", hour: 1)
    func isAtRest(_ at: Double) throws -> Bool? { try shared(hour: at).hurt(hurt)?.isAtRest }
    try onHurt("hurt_rest", hurt, hour: 2)
    #expect(try isAtRest(3) == true)
    try onHurt("hurt_wake", hurt, hour: 4)
    #expect(try isAtRest(5) == false)
    try onHurt("hurt_rest", hurt, hour: 6)
    #expect(try isAtRest(7) == true)
    try onHurt("still_hurts", hurt, hour: 8)
    #expect(try isAtRest(9) == false)
    #expect(try isAtRest(7) == true)
  }

  @Test func privateWordsWakeAHurtInTheCarriersOwnViewAlone() throws {
    try join()
    let hurt = try name("The quiet summer", hour: 1)
    try onHurt("hurt_rest", hurt, hour: 2)
    try feel(hurt, hour: 3, visibility: "private")
    #expect(try shared(hour: 4).hurt(hurt)?.isAtRest == true)
    #expect(try view("dov", hour: 4).hurt(hurt)?.isAtRest == true)
    #expect(try view("ines", hour: 4).hurt(hurt)?.isAtRest == false)
  }

  // MARK: - Sharing later

  @Test func whatIsSharedLaterKeepsItsWordsAndItsFeelings() throws {
    try join()
    let hurt = try name("The quiet summer", hour: 1)
    let entry = try feel(hurt, hour: 2, visibility: "private")
    try act("ines", "edit", entry, hour: 3, ["text": "colder than I said"])
    try act("ines", "share", entry, hour: 30)
    for reader in [try shared(hour: 31), try view("dov", hour: 31), try view("ines", hour: 31)] {
      let seen = try #require(try reader.entry(entry))
      #expect(seen.text == "colder than I said")
      #expect(seen.feelings == ["numb"])
      #expect(!seen.isPrivate)
      #expect(seen.moment.instant == hour(2))
    }
    #expect(try shared(hour: 29).entry(entry) == nil)
  }

  @Test func pagesOfThePastMissNothingThatWasSharedLater() throws {
    try join()
    let old = try ask(hour: 1, visibility: "private")
    var written: [String] = []
    for index in 2..<8 { written.append(try ask(hour: Double(index))) }
    try act("ines", "share", old, hour: 20)
    for reader in [try shared(hour: 21), try view("ines", hour: 21)] {
      var seen: [String] = []
      var end = hour(22)
      while case let page = try reader.entries(before: end, limit: 2), !page.isEmpty {
        seen += page.map(\.id)
        end = page.last!.visible
      }
      #expect(seen == [old] + written.reversed())
    }
  }

  @Test func whatWasSharedAndTakenBackCameUpInNoView() throws {
    try join()
    let hurt = try name("The quiet summer", hour: 1)
    let entry = try feel(hurt, hour: 2, visibility: "private")
    try act("ines", "share", entry, hour: 30)
    for reader in [try shared(hour: 31), try view("ines", hour: 31)] {
      #expect(try reader.hurt(hurt)?.days.count == 1)
    }
    try act("ines", "withdraw", entry, hour: 32)
    for reader in [try shared(hour: 33), try view("dov", hour: 33), try view("ines", hour: 33)] {
      #expect(try reader.hurt(hurt)?.days.count == 0)
      #expect(try reader.entry(entry)?.text == "")
    }
  }

  @Test func wordsTakenBackInPrivateCannotBeShared() throws {
    try join()
    let hurt = try name("The quiet summer", hour: 1)
    let entry = try feel(hurt, hour: 2, visibility: "private")
    try act("ines", "withdraw", entry, hour: 3)
    #expect(throws: Refusal.self) { try act("ines", "share", entry, hour: 4) }
    #expect(try shared(hour: 5).entry(entry) == nil)
  }

  @Test func anAskIsSharedOnlyAfterTheAskThatItNames() throws {
    try join()
    let first = try ask(hour: 1, visibility: "private")
    let second = try ask(hour: 2, again: first, visibility: "private")
    let third = try ask(hour: 3, again: second, visibility: "private")
    try act("ines", "share", first, hour: 4)
    #expect(throws: Refusal.self) { try act("ines", "share", third, hour: 5) }
    try act("ines", "share", second, hour: 6)
    try act("ines", "share", third, hour: 7)
    let waiting = try shared(hour: 8).waiting()
    #expect(waiting.map(\.asks) == [[first, second, third]])
    #expect(waiting.map(\.since) == [hour(4)])
  }

  // MARK: - Telling a story

  private func hour(_ hours: Double) -> Instant { start.adding(milliseconds: Int64(hours * Double(Reader.hour))) }
  private func moment(_ hours: Double) -> Moment { Moment(instant: hour(hours), offsetMinutes: -150) }
  private func shared(hour hours: Double) throws -> Reader { journal.reader(.shared, at: hour(hours)) }
  private func view(_ person: String, hour hours: Double) throws -> Reader {
    journal.reader(.person(person), at: hour(hours))
  }

  private func join() throws { try journal.write("dov", .action, "join", [:], at: hour(0.5)) }

  @discardableResult
  private func ask(hour hours: Double, again: String? = nil, visibility: String = "shared") throws -> String {
    try journal.write(
      "ines", .entry, "question",
      [
        "text": "where were you", "visibility": .string(visibility), "wants_response": .bool(true),
        "asks_again": json(again),
      ], at: hour(hours))
  }

  @discardableResult
  private func answer(_ question: String, hour hours: Double, visibility: String = "shared") throws -> String {
    try journal.write(
      "dov", .entry, "response",
      ["text": "at the river", "visibility": .string(visibility), "reply_to": .string(question)], at: hour(hours))
  }

  @discardableResult
  private func hold(_ question: String, hour hours: Double, until: Double, visibility: String = "shared") throws
    -> String
  {
    try journal.write(
      "dov", .entry, "response",
      [
        "text": "tomorrow", "visibility": .string(visibility), "reply_to": .string(question),
        "holding_until": .string(moment(until).description),
      ], at: hour(hours))
  }

  private func name(_ label: String, hour hours: Double) throws -> String {
    try journal.write(
      "dov", .hurt, "hurt",
      ["text": .string(label), "carried_by": "ines", "caused_by": "dov", "visibility": "shared"], at: hour(hours))
  }

  @discardableResult
  private func feel(_ hurt: String, hour hours: Double, visibility: String) throws -> String {
    try journal.write(
      "ines", .entry, "feeling",
      [
        "text": "cold", "feelings": .array(["numb"]), "intensity": .int(6), "hurt": .string(hurt),
        "visibility": .string(visibility),
      ], at: hour(hours))
  }

  @discardableResult
  private func act(
    _ person: String, _ kind: String, _ target: String, hour hours: Double, _ more: [String: JSON] = [:]
  ) throws -> String {
    try journal.write(
      person, .action, kind, more.merging(["target": .string(target)]) { own, _ in own }, at: hour(hours))
  }

  private func onHurt(_ kind: String, _ hurt: String, hour hours: Double) throws {
    try journal.write("ines", .action, kind, ["hurt": .string(hurt)], at: hour(hours))
  }

  /// The answers that closed a wait, as known at an hour.
  private func closedWaits(hour hours: Double) throws -> [String] {
    try shared(hour: hours).database.all(
      "SELECT answer FROM main.closed_wait WHERE from_at <= ?1 AND until_at > ?1 ORDER BY at", [SQLValue(hour(hours))]
    ) { row in try row.text(0) }
  }
}
