import Testing

@testable import JournalCore

/// What holds in every journal at every instant (`docs/definitions.md` 2.9), asked of journals that were drawn from
/// seeds.
@Suite struct InvariantTests {
  static let seeds = Array(UInt64(101)...106)

  // MARK: - I1

  @Test(arguments: seeds) func aChainIsInExactlyOneState(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let database = generated.journal[generated.couple.people[0].id].database
    let chains = try database.all(
      "SELECT root, min(visible) FROM main.entry WHERE wants = 1 GROUP BY root"
    ) { row in (root: try row.text(0), begins: try row.instant(1)) }
    #expect(chains.count > 5)
    for instant in generated.samples(40) {
      let reader = generated.journal.reader(.shared, at: instant)
      for (root, begins) in chains {
        let states = try database.all(
          "SELECT state FROM main.chain_state WHERE root = ?1 AND from_at <= ?2 AND until_at > ?2",
          [.text(root), SQLValue(instant)]
        ) { row in try row.text(0) }
        #expect(states.count == (begins <= instant ? 1 : 0), "\(root)")
        let chain = try Chain.load(root: root, from: database, schema: "main")
        #expect(states.first == chain?.state(at: instant)?.0.rawValue)
      }
      let told: [ChainState] = [.open, .answered, .heard, .notYet, .setAside, .withdrawn]
      let named = try told.flatMap { try reader.chains(in: $0) }
      #expect(Set(named).count == named.count)
      #expect(named.count == chains.count { $0.begins <= instant })
      let waiting = try reader.waiting().map(\.chain)
      #expect(try Set(waiting) == (reader.joinedAt() == nil ? [] : Set(reader.chains(in: .open))))
    }
  }

  @Test(arguments: seeds) func theStateIsTheOneThatTheDefinitionsGive(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    for instant in generated.samples(12) {
      let reader = generated.journal.reader(.shared, at: instant)
      let plain = PlainReading(of: generated.records, at: instant)
      for state in [ChainState.open, .answered, .heard, .notYet, .setAside, .withdrawn] {
        #expect(try reader.chains(in: state) == plain.states.filter { $0.value == state }.keys.sorted(), "\(state)")
      }
    }
  }

  // MARK: - I2

  @Test(arguments: seeds) func aPrivateRecordChangesNoByteForTheOther(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed, count: 80)
    let journal = generated.journal
    for (author, other) in [
      (generated.couple.people[0].id, generated.couple.people[1].id),
      (generated.couple.people[1].id, generated.couple.people[0].id),
    ] {
      let instants = generated.samples(1)
      let later = try #require(try journal[author].newest()).adding(milliseconds: 3_600_000)
      func seen() throws -> [String] {
        try (instants + [later]).flatMap { instant in
          try [View.shared, .person(other)].map { try told(by: journal.reader($0, at: instant)) }
        } + [journal[other].sharedProjection.dump().joined(), journal[other].ownProjection!.dump().joined()]
      }
      let before = try seen()
      let hurts = try journal.reader(.shared, at: later).hurts().filter { $0.carriedBy == author }.map(\.id)
      let asked = try journal.reader(.shared, at: later).entries(where: "e.author = ?3", .text(other)).last
      let secret: JSON = "private"
      let hurt = try journal.write(
        author, .hurt, "hurt", ["text": "unsaid", "carried_by": .string(author), "visibility": secret], at: later)
      for about in hurts + [hurt] {
        try journal.write(
          author, .entry, "feeling",
          ["text": "unsaid", "hurt": .string(about), "intensity": .int(9), "visibility": secret], at: later)
      }
      let question = try journal.write(
        author, .entry, "question", ["text": "unsaid", "wants_response": .bool(true), "visibility": secret], at: later)
      if let asked {
        try journal.write(
          author, .entry, "response", ["text": "unsaid", "reply_to": .string(asked.id), "visibility": secret],
          at: later)
      }
      try journal.write(author, .action, "edit", ["target": .string(question), "text": "still unsaid"], at: later)
      try journal.write(author, .action, "still_hurts", ["hurt": .string(hurt)], at: later)
      try journal.write(author, .action, "withdraw", ["target": .string(question)], at: later)
      #expect(try seen() == before)
    }
  }

  @Test(arguments: seeds) func aJournalWithoutSomebodysPrivatePagesTellsTheOtherTheSame(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let shared = Set(generated.records.filter { $0.kind == "share" }.compactMap { $0.text("target") })
    for (index, author) in generated.couple.people.map(\.id).enumerated() {
      let secret = Set(
        generated.records.filter { $0.author == author && $0.isPrivate && !shared.contains($0.id) }.map(\.id))
      let without = try SharedJournal(importing: generated.records(without: secret))
      let other = View.person(generated.couple.people[1 - index].id)
      for instant in generated.samples(1) {
        for view in [View.shared, other] {
          #expect(
            try told(by: without.reader(view, at: instant)) == told(by: generated.journal.reader(view, at: instant)))
        }
      }
    }
  }

  // MARK: - I3

  @Test(arguments: seeds) func nothingThatTheAnswererDoesMakesAnAnswerHeard(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let journal = generated.journal
    var clock = try #require(try journal.people.compactMap { try journal[$0.id].newest() }.max())
    let told = JSON.string(generated.zone.moment(at: clock).description)
    let heard = Set(try journal.reader(.shared, at: clock).chains(in: .heard))
    for chain in try journal.reader(.shared, at: clock).chains(in: .answered).prefix(4) {
      let ask = try #require(try journal.reader(.shared, at: clock).entry(chain))
      let answerer = generated.couple.other(than: ask.author)
      let thread = try journal.reader(.shared, at: clock).thread(of: ask).map(\.id)
      for kind in ActionKind.allCases where kind != .withdraw && kind.needsTarget {
        for target in thread {
          clock = clock.adding(milliseconds: 1000)
          _ = try? journal.write(
            answerer, .action, kind.rawValue,
            kind == .edit ? ["target": .string(target), "text": "x"] : ["target": .string(target), "told_at": told],
            at: clock)
        }
      }
      for kind in EntryKind.allCases {
        clock = clock.adding(milliseconds: 1000)
        _ = try? journal.write(
          answerer, .entry, kind.rawValue, ["text": "x", "visibility": "shared", "reply_to": .string(chain)], at: clock)
      }
    }
    let end = clock.adding(milliseconds: 1000)
    #expect(Set(try journal.reader(.shared, at: end).chains(in: .heard)).isSubset(of: heard))
  }

  // MARK: - I4

  @Test(arguments: seeds.prefix(4)) func recordsOfOneInstantCountByIdOnEveryMachine(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    // Whole hours: many records share an instant, and what is no longer allowed then is left out.
    let crowded = try SharedJournal(of: generated.couple)
    var kept: [Record] = [generated.couple.founding]
    for record in generated.records.dropFirst().map(onTheHour).sorted(by: Record.inOrder) {
      do {
        try crowded.take(record)
        kept.append(record)
      } catch is Refusal {}
    }
    #expect(Set(kept.map(\.moment.instant)).count < kept.count - 10)
    let machines = try [kept.reversed(), kept.sorted { $0.id < $1.id }].map(SharedJournal.init(importing:))
    let end = kept.last!.moment.instant.adding(milliseconds: 1)
    for view in generated.views {
      let answers = try machines.map { try told(by: $0.reader(view, at: end)) }
      #expect(try Set(answers + [told(by: crowded.reader(view, at: end))]).count == 1)
    }
    #expect(try Set(machines.map { try $0.dump() }).count == 1)
  }

  private func onTheHour(_ record: Record) -> Record {
    var record = record
    let hours = record.moment.instant.milliseconds / Reader.hour + 1
    record.moment.instant = Instant(milliseconds: hours * Reader.hour)
    return record
  }

  // MARK: - I5, I6, and the equal view of what waits

  @Test(arguments: seeds) func activeTimeIsNeverLongerThanTheWallClock(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    for instant in generated.samples(40) {
      for row in try generated.journal.reader(.shared, at: instant).waiting() {
        #expect(0 <= row.active && row.active <= row.wall)
        #expect(row.wall == instant.milliseconds - row.since.milliseconds)
      }
    }
  }

  @Test(arguments: seeds) func aHurtComesUpOnNoMoreDaysThanThereAre(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    for instant in generated.samples(12) {
      for view in generated.views {
        let reader = generated.journal.reader(view, at: instant)
        for hurt in try reader.hurts() {
          #expect(hurt.recentDays.count <= 30)
          let window = reader.today.number - 29...reader.today.number
          #expect(hurt.recentDays.allSatisfy { window.contains($0.day.number) })
          #expect(hurt.recentDays.count <= hurt.days.count)
          #expect(Set(hurt.days.map(\.day)).count == hurt.days.count)
          #expect(hurt.days.allSatisfy { $0.intensity.map((1...10).contains) ?? true })
        }
      }
    }
  }

  @Test(arguments: seeds) func whatWaitsIsTheSameInEveryView(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    for instant in generated.samples(6) {
      let rows = try generated.views.map { view in
        try generated.journal.reader(view, at: instant).reviewJSON().object!.filter {
          [
            "waiting", "unanswered", "answered_not_yet_heard", "answered_unmarked", "heard", "set_aside",
            "shared_last_7_days",
          ].contains($0.key)
        }
      }
      #expect(Set(rows).count == 1)
    }
  }

  // MARK: - I7

  @Test(arguments: seeds) func takingBackAndSendingAnewNeverMakesAWaitShorter(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let journal = generated.journal
    var clock = try #require(try journal.people.compactMap { try journal[$0.id].newest() }.max())
    func now() -> Reader { journal.reader(.shared, at: clock) }
    for row in try now().waiting().prefix(5) {
      let ask = try #require(try now().entry(row.chain))
      let answerer = generated.couple.other(than: row.asker)
      let before = try now().thread(of: ask)
      for answer in before where answer.kind == .response && answer.author == answerer && !answer.isWithdrawn {
        clock = clock.adding(milliseconds: 60_000)
        try journal.write(answerer, .action, "withdraw", ["target": .string(answer.id)], at: clock)
        clock = clock.adding(milliseconds: 60_000)
        let after = try #require(try now().waiting().first { $0.chain == row.chain })
        #expect(after.since <= row.since && after.wall > row.wall)
      }
      clock = clock.adding(milliseconds: 60_000)
      try journal.write(
        answerer, .entry, "response", ["text": "x", "visibility": "shared", "reply_to": .string(row.asks.last!)],
        at: clock)
      #expect(Set(before.map(\.id)).isSubset(of: try now().thread(of: ask).map(\.id)))
      #expect(try now().closedWaits().contains { $0.chain == row.chain && $0.wall >= row.wall })
    }
  }

  // MARK: - I8

  /// What `hurts` tells but for the part of the day, whose base is everything that somebody wrote
  /// (`docs/definitions.md` A20b, A22).
  private func figures(_ answer: JSON) -> [JSON] {
    answer["hurts"]!.array!.map { hurt in
      var fields = hurt.object!
      var patterns = fields["patterns"]!.object!
      patterns["part"] = nil
      var shown = patterns["shown"]!.object!
      shown["part"] = nil
      patterns["shown"] = .object(shown)
      fields["patterns"] = .object(patterns)
      return .object(fields)
    }
  }

  @Test(arguments: seeds) func noFigureReadsForgivenessOrReflections(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let unread = Set(generated.records.filter { ["forgiveness", "reflection"].contains($0.kind) }.map(\.id))
    let without = try SharedJournal(importing: generated.records(without: unread))
    for instant in generated.samples(2) {
      for view in generated.views {
        let (one, other) = (without.reader(view, at: instant), generated.journal.reader(view, at: instant))
        #expect(try one.waitingJSON() == other.waitingJSON())
        #expect(try figures(one.hurtsJSON()) == figures(other.hurtsJSON()))
        #expect(try one.promisesJSON() == other.promisesJSON())
        #expect(try one.helpReasons() == other.helpReasons())
      }
    }
  }
}

/// The states of all chains, read off the list of records in the plainest way that the definitions can be put: a
/// second opinion that shares no line with the journal.
struct PlainReading {
  /// By the first shared ask of each chain.
  private(set) var states: [String: ChainState] = [:]

  init(of records: [Record], at instant: Instant) {
    let known = records.filter { $0.moment.instant <= instant }
    let shared = Dictionary(
      known.filter { $0.kind == "share" }.map { ($0.text("target")!, $0.moment.instant) }, uniquingKeysWith: min)
    let withdrawn = Set(known.filter { $0.kind == "withdraw" }.compactMap { $0.text("target") })
    func visible(_ record: Record) -> Instant? { record.isPrivate ? shared[record.id] : record.moment.instant }
    func earlier(_ a: Record, _ b: Record) -> Bool { (visible(a)!, a.id) < (visible(b)!, b.id) }

    let entries = known.filter { $0.shape == .entry && visible($0) != nil }
    let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
    func root(_ record: Record) -> String { record.text("asks_again").flatMap { byID[$0] }.map(root) ?? record.id }
    let asks = entries.filter { $0.kind == "question" || $0.fields["wants_response"]?.bool == true }

    for (_, chain) in Dictionary(grouping: asks, by: root) {
      let ids = Set(chain.map(\.id))
      let name = chain.min(by: earlier)!.id
      guard let latest = chain.filter({ !withdrawn.contains($0.id) }).max(by: earlier).flatMap(visible) else {
        states[name] = .withdrawn
        continue
      }
      var answers: [(id: String, at: Instant, heard: Bool?, known: Instant)] = []
      for entry in entries where ids.contains(entry.text("reply_to") ?? "") && entry.kind == "response" {
        if entry.text("holding_until") == nil, !withdrawn.contains(entry.id), visible(entry)! > latest {
          answers.append((entry.id, visible(entry)!, nil, visible(entry)!))
        }
      }
      for act in known where act.kind == "answered_outside" && ids.contains(act.text("target")!) {
        if act.instant("told_at")! > latest {
          answers.append((act.id, act.instant("told_at")!, act.fields["heard"]?.bool, act.moment.instant))
        }
      }
      if answers.isEmpty {
        let isAside = known.contains {
          $0.kind == "set_aside" && ids.contains($0.text("target")!) && $0.moment.instant >= latest
        }
        states[name] = isAside ? .setAside : .open
        continue
      }
      var standing: [(at: Instant, id: String, state: ChainState)] = []
      for answer in answers {
        let about = known.filter { $0.text("target") == answer.id }
        let marks = about.filter { ["heard", "not_yet", "unheard"].contains($0.kind) }
        if let mark = marks.max(by: Record.inOrder) {
          if mark.kind != "unheard" {
            standing.append((mark.moment.instant, mark.id, mark.kind == "heard" ? .heard : .notYet))
          }
        } else if let heard = answer.heard {
          standing.append((answer.known, answer.id, heard ? .heard : .notYet))
        }
      }
      states[name] = standing.max { ($0.at, $0.id) < ($1.at, $1.id) }?.state ?? .answered
    }
  }
}
