import Testing

@testable import JournalCore

/// What nobody may do, whoever the two are: each act is refused with a reason, and nothing is written.
@Suite struct RefusalTests {
  /// Two people in a journal, and everything between them that the refused acts need.
  struct Cast {
    let journal: SharedJournal
    /// Who carries `hurt`, and asks.
    let carrier: String
    /// Who caused it, and answers; carries `reversed` and, alone, `secret`.
    let causer: String
    let clock: Instant
    var hurt = "", reversed = "", secret = ""
    var question = "", answered = "", answer = "", holding = "", secretEntry = "", ownPromise = "", lapsed = ""
    var secretPromise = ""

    init(_ journal: SharedJournal, carrier: String, causer: String) throws {
      self.journal = journal
      self.carrier = carrier
      self.causer = causer
      clock = try #require(try journal[carrier].newest()).adding(milliseconds: 3_600_000)
      hurt = try name(carriedBy: carrier, causedBy: causer)
      reversed = try name(carriedBy: causer, causedBy: carrier)
      secret = try name(carriedBy: causer, causedBy: carrier, visibility: "private")
      question = try say(carrier, "question", ["wants_response": .bool(true), "hurt": .string(hurt)])
      answered = try say(carrier, "question", ["wants_response": .bool(true)])
      answer = try say(causer, "response", ["reply_to": .string(answered)])
      holding = try say(
        causer, "response", ["reply_to": .string(question), "holding_until": .string(time(hours: 5).description)])
      secretEntry = try say(causer, "feeling", ["hurt": .string(secret), "visibility": "private"])
      ownPromise = try say(causer, "promise", ["due": .string(time(hours: 30).description)])
      lapsed = try say(causer, "promise", ["due": .string(time(hours: -30).description)])
      secretPromise = try say(causer, "promise", ["visibility": "private"])
    }

    func time(hours: Int64) -> Moment {
      Moment(instant: clock.adding(milliseconds: hours * 3_600_000), offsetMinutes: 60)
    }

    @discardableResult
    func say(_ person: String, _ kind: String, _ fields: [String: JSON]) throws -> String {
      let all: [String: JSON] = ["text": "marigold", "visibility": "shared"]
      return try journal.write(person, .entry, kind, all.merging(fields) { _, own in own }, at: try now())
    }

    @discardableResult
    func act(_ person: String, _ kind: String, _ fields: [String: JSON]) throws -> String {
      try journal.write(person, .action, kind, fields, at: try now())
    }

    /// A second after everything written so far.
    func now() throws -> Instant { max(clock, try #require(try journal[carrier].newest()).adding(milliseconds: 1000)) }

    func name(carriedBy: String, causedBy: String?, visibility: String = "shared") throws -> String {
      try journal.write(
        carriedBy, .hurt, "hurt",
        [
          "text": "marigold", "carried_by": .string(carriedBy), "caused_by": json(causedBy),
          "visibility": .string(visibility),
        ], at: try now())
    }

    /// Expects a refusal that gives a reason without anybody's words, and three files as long as before.
    func refuses(_ what: String, _ act: () throws -> String) throws {
      let before = try journal.count()
      let refusal = #expect(throws: Refusal.self, "\(what)") { _ = try act() }
      #expect(refusal?.reason.isEmpty == false, "\(what)")
      #expect(refusal?.reason.contains("marigold") == false, "\(what)")
      #expect(try journal.count() == before, "\(what)")
    }
  }

  /// The sample's two people, and two whose journal was drawn from a seed, each in both directions.
  enum Who: CaseIterable {
    case sample, sampleReversed, generated, generatedReversed

    func cast() throws -> Cast {
      switch self {
      case .sample, .sampleReversed:
        let lines = try Interchange.records(in: try fixture("scenario.jsonl")).map(\.record)
        // Two weeks of it hold everything that matters here.
        let early = lines.filter { $0.moment.instant < instant("2026-01-26T12:00:00+01:00") }
        let journal = try SharedJournal(importing: early)
        return self == .sample
          ? try Cast(journal, carrier: "noor", causer: "remy") : try Cast(journal, carrier: "remy", causer: "noor")
      case .generated, .generatedReversed:
        let journal = try GeneratedJournal(seed: 77, count: 60).journal
        let (one, other) = (journal.people[0].id, journal.people[1].id)
        return self == .generated
          ? try Cast(journal, carrier: one, causer: other) : try Cast(journal, carrier: other, causer: one)
      }
    }
  }

  @Test(arguments: Who.allCases) func everyActOfTheListIsRefused(who: Who) throws {
    let cast = try who.cast()
    let list = try JSON(parsing: try fixture("expected.json"))["must_refuse"]!.array!
    #expect(!list.isEmpty)
    for act in list {
      let person = act["who"]?.string == "noor" ? cast.carrier : cast.causer
      try refuse(act["does"]!.string!, act["on"]!.string!, by: person, cast)
    }
  }

  private func refuse(_ what: String, _ on: String, by person: String, _ cast: Cast) throws {
    let now = JSON.string(cast.time(hours: 0).description)
    switch what {
    case "heard": try cast.refuses(what) { try cast.act(person, "heard", ["target": .string(cast.answer)]) }
    case "set_aside": try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.question)]) }
    case "answered_outside":
      try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.question), "told_at": now]) }
    case "edit":
      try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.question), "text": "marigold"]) }
    case "withdraw": try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.question)]) }
    case "forgiveness":
      let hurt = person == cast.carrier ? cast.reversed : cast.hurt
      try cast.refuses(what) { try cast.say(person, what, ["hurt": .string(hurt)]) }
    case "promise that noor forgives":
      try cast.refuses(what) { try cast.say(person, "promise", ["promise_kind": "forgiveness"]) }
    case "acknowledgement": try cast.refuses(what) { try cast.say(person, what, ["hurt": .string(cast.hurt)]) }
    case "hurt_rest": try cast.refuses(what) { try cast.act(person, what, ["hurt": .string(cast.hurt)]) }
    case "promise_released": try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.ownPromise)]) }
    case "promise_renegotiated after due":
      try cast.refuses(what) {
        try cast.act(
          person, "promise_renegotiated", ["target": .string(cast.lapsed), "new": .string(cast.ownPromise)])
      }
    case "read":
      let reader = cast.journal.reader(.person(person), at: cast.time(hours: 1).instant)
      #expect(try reader.hurt(cast.secret) == nil)
      #expect(try reader.entry(cast.secretEntry) == nil)
      #expect(try reader.entry(prefix: String(cast.secretEntry.prefix(12))) == nil)
      #expect(try reader.entries(where: "e.hurt = ?3", .text(cast.secret)).isEmpty)
      #expect(try !told(by: reader).contains(cast.secret))
    case "share": try cast.refuses(what) { try cast.act(person, what, ["target": .string(cast.secretEntry)]) }
    case "make private again":
      try cast.refuses(what) {
        try cast.act(
          person, "edit", ["target": .string(cast.answer), "text": "marigold", "visibility": "private"])
      }
      try cast.refuses(what) { try cast.act(person, "unshare", ["target": .string(cast.answer)]) }
    case "export of shared entries":
      for person in [cast.carrier, cast.causer] {
        let (lines, isWhole) = try cast.journal[person].exported()
        #expect(!isWhole)
        #expect(lines.allSatisfy { $0["author"]?.string == person || $0["rec"] == "journal" })
      }
      // One consent is not both.
      try cast.act(cast.carrier, "export_consent", [:])
      #expect(try !cast.journal[cast.carrier].exported().isWhole)
    default: Issue.record("the list refuses something that is not tried here: \(what) on \(on)")
    }
  }

  @Test(arguments: [Who.sampleReversed, .generated]) func whoDidNotAskClosesNothing(who: Who) throws {
    let cast = try who.cast()
    let now = JSON.string(cast.time(hours: 0).description)
    try cast.refuses("the asker proposes") {
      try cast.act(cast.carrier, "answered_outside_proposed", ["target": .string(cast.question), "told_at": now])
    }
    try cast.refuses("set aside what is answered") {
      try cast.act(cast.carrier, "set_aside", ["target": .string(cast.answered)])
    }
    try cast.refuses("told before it was asked") {
      let before = JSON.string(cast.time(hours: -1).description)
      return try cast.act(
        cast.carrier, "answered_outside", ["target": .string(cast.question), "told_at": before])
    }
    try cast.refuses("told later than now") {
      let ahead = JSON.string(cast.time(hours: 9).description)
      return try cast.act(cast.carrier, "answered_outside", ["target": .string(cast.question), "told_at": ahead])
    }
    let unasked = try cast.say(cast.carrier, "question", ["visibility": "private", "wants_response": .bool(true)])
    try cast.refuses("set aside what was not asked aloud") {
      try cast.act(cast.carrier, "set_aside", ["target": .string(unasked)])
    }
    try cast.refuses("heard on a time to answer") {
      try cast.act(cast.carrier, "heard", ["target": .string(cast.holding)])
    }
    try cast.refuses("heard on a question") { try cast.act(cast.carrier, "heard", ["target": .string(cast.question)]) }
    try cast.act(cast.causer, "withdraw", ["target": .string(cast.answer)])
    try cast.refuses("heard on what was taken back") {
      try cast.act(cast.carrier, "heard", ["target": .string(cast.answer)])
    }
    try cast.refuses("edit what was taken back") {
      try cast.act(cast.causer, "edit", ["target": .string(cast.answer), "text": "marigold"])
    }
  }

  @Test(arguments: [Who.sample, .generatedReversed]) func answersAndAsksKeepTheirForm(who: Who) throws {
    let cast = try who.cast()
    try cast.refuses("answer oneself") {
      try cast.say(cast.carrier, "response", ["reply_to": .string(cast.question)])
    }
    try cast.refuses("hold for more than a week") {
      try cast.say(
        cast.causer, "response",
        ["reply_to": .string(cast.question), "holding_until": .string(cast.time(hours: 8 * 24).description)])
    }
    try cast.refuses("hold until a time that has gone") {
      try cast.say(
        cast.causer, "response",
        ["reply_to": .string(cast.question), "holding_until": .string(cast.time(hours: -1).description)])
    }
    try cast.refuses("ask again for the other") {
      try cast.say(cast.causer, "question", ["asks_again": .string(cast.question)])
    }
    try cast.refuses("ask an answer again") {
      try cast.say(cast.carrier, "question", ["asks_again": .string(cast.answer)])
    }
    try cast.refuses("answer nothing") { try cast.say(cast.causer, "response", ["reply_to": "no-such-id"]) }
    try cast.refuses("a number above ten") { try cast.say(cast.carrier, "feeling", ["intensity": .int(11)]) }
    try cast.refuses("no words") { try cast.say(cast.carrier, "question", ["text": ""]) }
    try cast.refuses("too many words") {
      try cast.say(cast.carrier, "gratitude", ["text": .string(String(repeating: "m", count: 4001))])
    }
    try cast.say(cast.carrier, "gratitude", ["text": .string(String(repeating: "m", count: 4000))])
  }

  @Test(arguments: [Who.sample, .generated]) func privateThingsAreNamedByNothingShared(who: Who) throws {
    let cast = try who.cast()
    let secret = JSON.string(cast.secret)
    try cast.refuses("a shared entry on a private hurt") { try cast.say(cast.causer, "feeling", ["hurt": secret]) }
    try cast.refuses("sharing what stands on a private hurt") {
      try cast.act(cast.causer, "share", ["target": .string(cast.secretEntry)])
    }
    try cast.refuses("a shared act that names a private hurt") {
      try cast.act(cast.causer, "crossing", ["target": .string(cast.answer), "hurt": secret])
    }
    try cast.refuses("a shared promise that becomes a private one") {
      try cast.act(
        cast.causer, "promise_renegotiated",
        ["target": .string(cast.ownPromise), "new": .string(cast.secretPromise)])
    }
    for (kind, fields) in [
      ("still_hurts", ["hurt": secret]), ("hurt_rest", ["hurt": secret]),
      ("withdraw", ["target": JSON.string(cast.secretEntry)]),
    ] {
      try cast.refuses("\(kind) of the other's private things") { try cast.act(cast.carrier, kind, fields) }
    }
    try cast.refuses("an entry on the other's private hurt") {
      try cast.say(cast.carrier, "feeling", ["hurt": secret, "visibility": "private"])
    }
    // What is not there and what is not shown are refused in the same words.
    let hidden = #expect(throws: Refusal.self) {
      try cast.say(cast.carrier, "response", ["reply_to": .string(cast.secretEntry)])
    }
    let missing = #expect(throws: Refusal.self) {
      try cast.say(cast.carrier, "response", ["reply_to": "no-such-id"])
    }
    #expect(hidden == missing)
  }

  @Test(arguments: [Who.sample, .generatedReversed]) func anActIsDoneToWhatItFitsByWhoMay(who: Who) throws {
    let cast = try who.cast()
    let boundary = try cast.say(cast.carrier, "boundary", [:])
    let goal = try cast.say(cast.carrier, "goal", [:])
    let ritual = try cast.say(cast.carrier, "ritual", [:])
    let setting = try cast.act(cast.carrier, "setting_proposed", ["setting": "recur_min_days", "value": .int(4)])
    for (kind, target, person) in [
      ("boundary_changed", boundary, cast.causer), ("boundary_ended", boundary, cast.causer),
      ("boundary_ended", goal, cast.carrier), ("crossing", goal, cast.causer), ("goal_answer", goal, cast.carrier),
      ("goal_closed", ritual, cast.causer), ("ritual_resting", boundary, cast.carrier),
      ("setting_agreed", setting, cast.carrier), ("setting_agreed", goal, cast.causer),
    ] {
      try cast.refuses(kind) { try cast.act(person, kind, whole(target)) }
    }
    for (kind, target, person) in [
      ("boundary_changed", boundary, cast.carrier), ("crossing", boundary, cast.carrier),
      ("crossing", boundary, cast.causer), ("boundary_ended", boundary, cast.carrier),
      ("goal_answer", goal, cast.causer), ("goal_closed", goal, cast.causer), ("ritual_resting", ritual, cast.causer),
      ("setting_agreed", setting, cast.causer),
    ] {
      try cast.act(person, kind, whole(target))
    }
    try cast.refuses("an ended boundary changed") { try cast.act(cast.carrier, "boundary_changed", whole(boundary)) }
    try cast.refuses("a closed goal answered") { try cast.act(cast.causer, "goal_answer", whole(goal)) }
    try cast.refuses("a closed goal closed") { try cast.act(cast.carrier, "goal_closed", whole(goal)) }
  }

  /// An act with everything that any kind of act may need.
  private func whole(_ target: String) -> [String: JSON] {
    ["target": .string(target), "text": "marigold", "answer": "ours", "outcome": "reached"]
  }

  @Test(arguments: [Who.sample, .generated]) func whatAsksForNothingWaitsForNothing(who: Who) throws {
    let cast = try who.cast()
    for kind in ["gratitude", "ritual", "goal", "reflection", "promise"] {
      try cast.refuses(kind) { try cast.say(cast.causer, kind, ["wants_response": .bool(true)]) }
    }
    try cast.refuses("forgiveness asked for") {
      try cast.say(cast.carrier, "forgiveness", ["wants_response": .bool(true), "hurt": .string(cast.hurt)])
    }
    try cast.refuses("forgiveness with a date") {
      try cast.say(
        cast.carrier, "forgiveness", ["due": .string(cast.time(hours: 9).description), "hurt": .string(cast.hurt)])
    }
    try cast.refuses("a promise of forgiveness") {
      try cast.say(cast.causer, "promise", ["promise_kind": "forgiveness"])
    }
    try cast.refuses("openness without a day to look at it again") {
      try cast.say(cast.causer, "promise", ["promise_kind": "openness"])
    }
    try cast.refuses("an agreement about openness without that day") {
      try cast.say(cast.causer, "boundary", ["scope": "marigold"])
    }
    try cast.refuses("a note on something that is not done together") {
      try cast.say(cast.causer, "ritual", ["reply_to": .string(cast.question)])
    }
  }

  @Test(arguments: [Who.sample, .generatedReversed]) func oneHurtIsNoAnswerToTheOtherOfTheSameEvening(who: Who) throws {
    let cast = try who.cast()
    func hurt(_ carrier: String, _ causer: String) throws -> String {
      try cast.journal.write(
        carrier, .hurt, "hurt",
        [
          "text": "marigold", "carried_by": .string(carrier), "caused_by": .string(causer), "visibility": "shared",
          "event": "dinner",
        ], at: try cast.now())
    }
    let (one, other) = (try hurt(cast.carrier, cast.causer), try hurt(cast.causer, cast.carrier))
    let hers = try cast.say(cast.carrier, "feeling", ["hurt": .string(one), "wants_response": .bool(true)])
    for kind in ["response", "feeling"] {
      try cast.refuses(kind) {
        try cast.say(cast.causer, kind, ["hurt": .string(other), "reply_to": .string(hers)])
      }
    }
    try cast.say(cast.causer, "response", ["hurt": .string(one), "reply_to": .string(hers)])
  }

  @Test(arguments: [Who.sample, .generated]) func aPromiseIsChangedOnlyAhead(who: Who) throws {
    let cast = try who.cast()
    let daily = try cast.say(
      cast.causer, "promise",
      [
        "due": .string(cast.time(hours: -49).description), "repeat": "daily",
        "repeat_until": .string(cast.time(hours: 49).description),
      ])
    let rows = try cast.journal.reader(.shared, at: try cast.now()).promises(of: daily)
    #expect(rows.count == 5)
    func due(_ index: Int) -> JSON { .string(rows[index].due.description) }
    try cast.refuses("at a time at which it is not due") {
      try cast.act(
        cast.carrier, "promise_said",
        ["target": .string(daily), "outcome": "kept", "for_due": .string(cast.time(hours: 1).description)])
    }
    try cast.refuses("released when it was due") {
      try cast.act(cast.carrier, "promise_released", ["target": .string(daily), "for_due": due(0)])
    }
    try cast.act(
      cast.carrier, "promise_said", ["target": .string(daily), "for_due": due(3), "outcome": "kept"])
    try cast.refuses("released when somebody has spoken") {
      try cast.act(cast.carrier, "promise_released", ["target": .string(daily), "for_due": due(3)])
    }
    try cast.act(cast.carrier, "promise_released", ["target": .string(daily)])
    try cast.refuses("released by its maker") {
      try cast.act(cast.causer, "promise_released", ["target": .string(daily)])
    }
    let after = try cast.journal.reader(.shared, at: try cast.now()).promises(of: daily).map(\.outcome)
    #expect(after.suffix(2) == [.kept, .released])
    #expect(!after.prefix(3).contains(.released))
    for repeated in [
      ["repeat": "weekly"], ["repeat": "daily"], ["repeat_until": "2026-05-01"],
      ["repeat": "daily", "repeat_until": "2020-01-01"], ["repeat": "daily", "repeat_until": "9999-01-01"],
    ] as [[String: JSON]] {
      try cast.refuses("a rhythm that is none") {
        try cast.say(
          cast.causer, "promise", repeated.merging(["due": .string(cast.time(hours: 5).description)]) { $1 })
      }
    }
  }

  @Test(arguments: [Who.sampleReversed, .generatedReversed]) func hurtsBelongToWhoCarriesThem(who: Who) throws {
    let cast = try who.cast()
    for kind in ["still_hurts", "hurt_rest", "hurt_wake", "hurt_renamed"] {
      try cast.refuses(kind) { try cast.act(cast.causer, kind, ["hurt": .string(cast.hurt), "text": "marigold"]) }
    }
    try cast.refuses("still hurts at nothing") {
      try cast.act(cast.carrier, "still_hurts", ["hurt": .string(cast.hurt), "intensity": .int(0)])
    }
    try cast.refuses("told differently by who carries it") {
      try cast.act(cast.carrier, "told_differently", ["hurt": .string(cast.hurt), "text": "marigold"])
    }
    try cast.refuses("a private hurt of the other's") {
      try cast.journal.write(
        cast.causer, .hurt, "hurt",
        ["text": "marigold", "carried_by": .string(cast.carrier), "visibility": "private"], at: cast.clock)
    }
    try cast.refuses("a hurt of somebody else") {
      try cast.journal.write(
        cast.causer, .hurt, "hurt", ["text": "marigold", "carried_by": "kit", "visibility": "shared"], at: cast.clock)
    }
  }

  @Test(arguments: [Who.sample, .generated]) func promisesAreReleasedAndChangedBeforeTheyAreDueAlone(who: Who) throws {
    let cast = try who.cast()
    try cast.refuses("release what is over") {
      try cast.act(cast.carrier, "promise_released", ["target": .string(cast.lapsed)])
    }
    try cast.refuses("change the other's promise") {
      try cast.act(
        cast.carrier, "promise_renegotiated", ["target": .string(cast.ownPromise), "new": .string(cast.ownPromise)])
    }
    try cast.refuses("change it into something else than a promise") {
      try cast.act(
        cast.causer, "promise_renegotiated", ["target": .string(cast.ownPromise), "new": .string(cast.question)])
    }
    try cast.refuses("accept one's own") {
      try cast.act(cast.causer, "promise_accepted", ["target": .string(cast.ownPromise)])
    }
    try cast.refuses("a word that is none of the three") {
      try cast.act(cast.causer, "promise_said", ["target": .string(cast.ownPromise), "outcome": "seen_differently"])
    }
    let daily = try cast.say(
      cast.causer, "promise",
      [
        "due": .string(cast.time(hours: -20).description), "repeat": "daily",
        "repeat_until": .string(cast.time(hours: 76).description),
      ])
    try cast.act(cast.carrier, "promise_released", ["target": .string(daily)])
    try cast.act(cast.causer, "promise_said", ["target": .string(cast.ownPromise), "outcome": "kept"])
    try cast.refuses("release what somebody has spoken about") {
      try cast.act(cast.carrier, "promise_released", ["target": .string(cast.ownPromise)])
    }
  }
}
