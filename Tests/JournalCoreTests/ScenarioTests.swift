import Testing

@testable import JournalCore

/// The sample journal gives the answers that the definitions give, in every view.
@Suite struct ScenarioTests {
  let folder = TemporaryFolder()
  let expected: JSON

  init() throws {
    try importScenario(into: folder)
    expected = try JSON(parsing: try fixture("expected.json"))
  }

  private func reader(_ view: String, _ at: Instant) throws -> Reader {
    let journal = try Journal(folder: folder.path, person: view == "shared" ? nil : view)
    return journal.reader(view == "shared" ? .shared : .person(view), at: at)
  }

  @Test(arguments: ["shared", "noor", "remy"]) func theReviewAtEachInstant(view: String) throws {
    for asOf in expected["as_of"]!.array! {
      let at = asOf["at"]!.string!
      let review = try reader(view, instant(at)).reviewJSON()
      for key in ["waiting", "unanswered", "answered_not_yet_heard", "answered_unmarked", "heard", "set_aside"] {
        try same(review[key]!, asOf[key]!, "\(at) \(view) \(key)")
      }
      try same(review["shared_last_7_days"]!, asOf["shared_last_7_days"]!, "\(at) \(view) last 7 days")
      for key in ["recurring", "entries_visible"] {
        for seen in Set(["shared", view]) {
          try same(review[key]![seen]!, asOf[key]![seen]!, "\(at) \(view) \(key) \(seen)")
        }
        #expect(Set(review[key]!.object!.keys) == Set(["shared", view]))
      }
      let told = review["help_rules"]!.array!.map { row in
        [
          row["rule"]!.string!, row["about"]!.array!.map { $0.string! }.joined(separator: ","),
          row["audience"]!.string!,
        ]
      }
      let rules = asOf["help_rules"]!.array!.map { $0.array!.map { $0.string! } }
      let seen = rules.filter { ["both", view].contains($0[2]) }
      #expect(Set(told) == Set(seen), "\(at) \(view) help rules")
      if view == "shared" { try same(review["hurts"]!, asOf["hurts_shared"]!, "\(at) hurts") }
    }
    let end = try reader(view, instant("2026-04-11T23:59:00+02:00")).reviewJSON()
    try same(end["hurts"]!, expected["hurts_at_end"]![view]!, "hurts at the end, \(view)")
  }

  @Test func unansweredAtEachDaysEnd() throws {
    let journal = try Journal(folder: folder.path, person: nil)
    for (day, chains) in expected["daily_unanswered_at_day_end"]!.object! {
      let end = journal.zone.instant(on: JournalDay(day)!.adding(days: 1), minute: 4 * 60)
      let waiting = try journal.reader(.shared, at: end.adding(milliseconds: -1000)).waiting()
      let unanswered = waiting.filter { [.unanswered, .unansweredLong].contains($0.state) }.map(\.chain).sorted()
      try same(.array(unanswered.map(JSON.string)), chains, "day end \(day)")
    }
  }

  @Test func theThreadOfTheFirstQuestion() throws {
    let reader = try reader("shared", instant("2026-04-11T23:59:00+02:00"))
    let thread = try reader.thread(of: try #require(try reader.entry("e003")))
    try same(.array(thread.map { .string($0.id) }), expected["thread_of_first_question"]!, "thread")
  }

  @Test func whatSearchFinds() throws {
    for search in expected["search"]!.array! {
      let found = try reader(search["view"]!.string!, instant("2026-04-11T23:59:00+02:00")).search([
        search["query"]!.string!
      ])
      try same(.array(found.map { .string($0.id) }), search["ids"]!, search["query"]!.string!)
    }
  }

  @Test func whatBecameOfEveryPromise() throws {
    let promises = try reader("shared", instant("2026-04-11T23:59:00+02:00")).promisesJSON()["promises"]!
    try same(promises, expected["promises"]!["list"]!, "promises")
    let rows = try reader("shared", instant("2026-04-11T23:59:00+02:00")).promises()
    #expect(rows.count(where: \.isBrick) == 13)
  }

  @Test func theBricksAndTheWaitsAtTheEnd() throws {
    let reader = try reader("shared", instant("2026-04-11T23:59:00+02:00"))
    let waits = try reader.closedWaits().map { wait -> JSON in
      .object([
        "chain": .string(wait.chain), "asker": .string(wait.asker), "hurt": wait.hurt.map(JSON.string) ?? .null,
        "answer": .string(wait.answer), "wall_hours": .double(rounded(Double(wait.wall) / 3_600_000, 2)),
        "active_hours": .double(rounded(Double(wait.active) / 3_600_000, 2)),
      ])
    }
    let wanted = expected["response_times"]!["waits"]!.array!.map { wait -> JSON in
      var fields = wait.object!
      fields["via"] = nil
      return .object(fields)
    }
    func byAnswer(_ a: JSON, _ b: JSON) -> Bool { a["answer"]!.string! < b["answer"]!.string! }
    #expect(waits.count == wanted.count)
    for (wait, want) in zip(waits.sorted(by: byAnswer), wanted.sorted(by: byAnswer)) { try same(wait, want, "wait") }
  }

  @Test func answersAndTimesOfEachHurt() throws {
    let reader = try reader("shared", instant("2026-04-11T23:59:00+02:00"))
    let (counts, times) = (try reader.heardCounts(), try reader.answerTimes())
    for (hurt, want) in expected["heard"]!["by_hurt"]!.object! {
      let found = try #require(counts[hurt == "None" ? nil : hurt], "\(hurt)")
      #expect(found.heard == want["heard"]?.int.map(Int.init) ?? 0, "\(hurt)")
      #expect(found.notYet == want["not_yet"]?.int.map(Int.init) ?? 0, "\(hurt)")
      #expect(found.unmarked == want["unmarked"]?.int.map(Int.init) ?? 0, "\(hurt)")
      #expect(found.isShown == want["shown"]!.bool!, "\(hurt)")
    }
    let hurts = try reader.hurtsJSON()["hurts"]!.array!
    for (hurt, want) in expected["response_times"]!["by_hurt"]!.object! where hurt != "None" {
      let row = try #require(hurts.first { $0["hurt"]!.string! == hurt })
      try same(row["time_to_answer"]!, want, hurt)
    }
    #expect(times.values.reduce(0) { $0 + $1.count } == 39)
  }

  @Test func thePatternsOfEachHurt() throws {
    let hurts = try reader("shared", instant("2026-04-11T23:59:00+02:00")).hurtsJSON()["hurts"]!.array!
    for (hurt, want) in expected["triggers_at_end"]!.object! {
      let row = try #require(hurts.first { $0["hurt"]!.string! == hurt })
      for key in ["weekday", "part", "tags", "dates"] {
        #expect(Set(row["patterns"]![key]!.object!.keys) == Set(want[key]!.object!.keys), "\(hurt) \(key)")
      }
      try same(row["patterns"]!, want, hurt)
    }
  }

  @Test func theRebuiltProjectionEqualsTheIncrementalOne() throws {
    for person in ["noor", "remy"] { #expect(try Journal(folder: folder.path, person: person).verify().isEmpty) }
  }

  @Test(arguments: ["noor", "remy"]) func exportedIsWhatWasImported(person: String) throws {
    let journal = try Journal(folder: folder.path, person: person)
    let (lines, isWhole) = try journal.exported()
    #expect(!isWhole)
    let imported = try Interchange.records(in: try fixture("scenario.jsonl")).map(\.record)
    let own = imported.filter { $0.author == person || $0.shape == .journal }.sorted(by: Record.inOrder)
    #expect(lines == own.map(\.line))
  }

  /// Equal, numbers as numbers, lists of objects by their keys that are expected.
  private func same(_ found: JSON, _ wanted: JSON, _ what: String) throws {
    switch (found, wanted) {
    case (.object(let a), .object(let b)):
      for (key, value) in b {
        guard let own = a[key] else {
          Issue.record("\(what): \(key) is missing")
          continue
        }
        try same(own, value, "\(what).\(key)")
      }
    case (.array(let a), .array(let b)):
      guard a.count == b.count else {
        Issue.record("\(what): \(found.text) is not \(wanted.text)")
        return
      }
      // Lists without a named order are ordered by id here; the expected file has other orders.
      func key(_ json: JSON) -> String { json["hurt"]?.string ?? json.text }
      let (x, y) = a.first?["chain"] == nil ? (a.sorted { key($0) < key($1) }, b.sorted { key($0) < key($1) }) : (a, b)
      for (one, two) in zip(x, y) { try same(one, two, what) }
    case (.int, .double), (.double, .int), (.double, .double), (.int, .int):
      #expect(number(found) == number(wanted), "\(what)")
    case (.string(let a), .string(let b)) where Moment(a) != nil && Moment(b) != nil:
      #expect(Moment(a)!.instant == Moment(b)!.instant, "\(what)")
    default: #expect(found == wanted, "\(what)")
    }
  }

  private func number(_ json: JSON) -> Double? {
    switch json {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
}
