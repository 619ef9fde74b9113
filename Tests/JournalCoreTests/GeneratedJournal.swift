import Fuzzing

@testable import JournalCore

/// A journal that two made-up people could have written, drawn from a seed. Everything is tried at random; what the
/// rules refuse is left out, so each record stands where it may.
struct GeneratedJournal {
  let journal: SharedJournal
  let couple: Couple
  /// Every record that was taken, by (instant, id), the founding first.
  private(set) var records: [Record]

  private var random: SplitMix64
  private var clock: Instant
  private let zones: [TimeZoneRules]

  init(seed: UInt64, count: Int = 110) throws {
    couple = Couple.all[Int(seed % UInt64(Couple.all.count))]
    journal = try SharedJournal(of: couple)
    records = [couple.founding]
    random = SplitMix64(seed: seed)
    clock = couple.founded.instant.adding(milliseconds: 60_000)
    // At home most of the time.
    zones = try [couple.zone, couple.zone, couple.zone, "America/Toronto"].map(TimeZoneRules.system(named:))
    let joins = 4 + Int(random.next() % 12)
    var tries = 0
    while records.count < count, tries < count * 6 {
      tries += 1
      passTime()
      let record = records.count == joins ? join() : attempt()
      do {
        try journal.take(record)
        records.append(record)
      } catch is Refusal {
        if records.count == joins { throw Refusal("the other could not join") }
      }
    }
  }

  /// Instants worth asking about: at, just before and long after some of the records.
  func samples(_ count: Int) -> [Instant] {
    var random = random
    let around: [Int64] = [-1, 0, 0, 1, 36 * 3_600_000, 40 * 86_400_000]
    return (0..<count).map { _ in
      records.randomElement(using: &random)!.moment.instant.adding(
        milliseconds: around.randomElement(using: &random)!)
    } + [records.last!.moment.instant]
  }

  /// The zone of the couple's home.
  var zone: TimeZoneRules { zones[0] }

  /// The three views of a journal of this couple.
  var views: [View] { [.shared] + couple.people.map { .person($0.id) } }

  /// The records without some, and without those that name what is left out.
  func records(without ids: Set<String>) -> [Record] {
    var out = ids
    return records.filter { record in
      let named = ["target", "hurt", "reply_to", "asks_again", "new"].compactMap(record.text)
      if named.contains(where: out.contains) { out.insert(record.id) }
      return !out.contains(record.id)
    }
  }

  // MARK: - Time and names

  private mutating func passTime() {
    let steps: [Int64] = [0, 0, 1, 60_000, 1_740_000, 3_600_000, 9_000_000, 25_200_000, 93_600_000, 180_000_000]
    clock = clock.adding(milliseconds: pick(steps))
  }

  /// An id after the last one of the same instant, so that the order of writing is the order of counting.
  private mutating func newID() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_")
    let id = String((0..<Int.random(in: 3...9, using: &random)).map { _ in pick(letters) })
    if let last = records.last, last.moment.instant == clock,
      !last.id.utf8.lexicographicallyPrecedes(id.utf8)
    {
      clock = clock.adding(milliseconds: 1)
    }
    return records.contains { $0.id == id } ? id + "x\(records.count)" : id
  }

  private mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &random)! }
  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func later(_ hours: ClosedRange<Int64>) -> JSON {
    let instant = clock.adding(milliseconds: Int64.random(in: hours, using: &random) * 3_600_000)
    return .string(pick(zones).moment(at: instant).description)
  }

  private mutating func words() -> String {
    let some = ["why", "café", "Straße", "雨の夜", "\u{1F33F}", "again", "ΟΔΟΣ", "cold\nfloor", "\"so\"", "e\u{301}"]
    return (0..<Int.random(in: 1...5, using: &random)).map { _ in pick(some) }.joined(separator: " ")
  }

  // MARK: - Records

  private mutating func join() -> Record { record(.action, "join", by: couple.people[1].id, [:]) }

  private mutating func record(_ shape: Shape, _ kind: String, by author: String, _ fields: [String: JSON]) -> Record {
    let id = newID()
    let moment = pick(zones).moment(at: clock)
    return Record(id: id, shape: shape, moment: moment, author: author, kind: kind, fields: fields)
  }

  /// One record that might be allowed, of any kind.
  private mutating func attempt() -> Record {
    let author = pick(couple.people).id
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<5 where records.filter { $0.shape == .hurt }.count < 6: return hurt(by: author)
    case 0..<20: return entry("feeling", by: author, ["wants_response": .bool(chance(40))])
    case 20..<33: return question(by: author)
    case 33..<54: return response(by: author)
    case 54..<60:
      let kind = pick(["gratitude", "reflection", "help", "boundary", "forgiveness", "acknowledgement", "goal"])
      return entry(kind, by: author, kind == "boundary" ? ["wants_response": .bool(chance(50))] : [:])
    case 60..<65: return promise(by: author)
    case 65..<72: return aboutPromises(by: author)
    default: return action(by: author)
    }
  }

  private mutating func hurt(by author: String) -> Record {
    let carrier = pick(couple.people).id
    var record = record(
      .hurt, "hurt", by: author,
      [
        "text": .string(words()), "carried_by": .string(carrier), "visibility": .string(visibility(30)),
        "caused_by": chance(70) ? .string(couple.other(than: carrier)) : .null,
      ])
    if chance(50) { record.fields["hurt"] = .string(record.id) }
    return record
  }

  private mutating func visibility(_ percentPrivate: Int) -> String { chance(percentPrivate) ? "private" : "shared" }

  private mutating func entry(_ kind: String, by author: String, _ more: [String: JSON]) -> Record {
    let hurts = records.filter { $0.shape == .hurt }.map(\.id)
    var fields: [String: JSON] = [
      "text": .string(words()), "visibility": .string(visibility(kind == "reflection" ? 90 : 25)),
      "wants_response": .bool(false),
      "triggers": .array(chance(30) ? [.string(pick(["place:lock", "topic:phone", "person:kit"]))] : []),
      "feelings": .array(chance(40) ? [.string("numb"), .string("watchful")] : []),
      "intensity": chance(60) ? .int(Int64.random(in: 0...10, using: &random)) : .null,
      "hurt": chance(70) ? json(hurts.randomElement(using: &random)) : .null,
    ]
    fields.merge(more) { _, new in new }
    return record(.entry, kind, by: author, fields)
  }

  private mutating func question(by author: String) -> Record {
    let earlier = records.filter { $0.kind == "question" && $0.author == author }.map(\.id)
    return entry(
      "question", by: author,
      [
        "wants_response": .bool(true),
        "asks_again": chance(45) ? json(earlier.suffix(4).randomElement(using: &random)) : .null,
      ])
  }

  private mutating func promise(by author: String) -> Record {
    var fields: [String: JSON] = ["due": later(-20...90)]
    if chance(30) {
      fields["repeat"] = .string("daily")
      fields["repeat_until"] =
        chance(50) ? later(100...300) : .string(JournalDay(zone.moment(at: clock)).adding(days: 9).description)
    }
    return entry("promise", by: author, fields)
  }

  private mutating func aboutPromises(by author: String) -> Record {
    let promises = records.filter { $0.kind == "promise" }
    guard let promise = promises.suffix(5).randomElement(using: &random), let terms = PromiseTerms(promise) else {
      return self.promise(by: author)
    }
    var fields: [String: JSON] = ["target": .string(promise.id)]
    if chance(60) || terms.isDaily { fields["for_due"] = .string(pick(terms.instances(at: zone)).description) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<7:
      fields["outcome"] = .string(pick(["kept", "kept", "partly", "missed"]))
      return record(.action, "promise_said", by: author, fields)
    case 7: return record(.action, "promise_released", by: author, fields)
    case 8:
      fields["new"] = .string(pick(promises).id)
      return record(.action, "promise_renegotiated", by: author, fields)
    default: return record(.action, "promise_accepted", by: author, ["target": .string(promise.id)])
    }
  }

  private mutating func response(by author: String) -> Record {
    let asked = records.filter { $0.shape == .entry && $0.author != author && $0.kind != "response" }.map(\.id)
    return entry(
      "response", by: author,
      [
        "reply_to": json(asked.suffix(6).randomElement(using: &random)), "hurt": .null,
        "holding_until": chance(20) ? later(1...170) : .null,
      ])
  }

  private mutating func action(by author: String) -> Record {
    func of(_ kinds: [String], mine: Bool? = nil) -> [String] {
      records.filter { kinds.contains($0.kind) && (mine == nil || ($0.author == author) == mine!) }.map(\.id)
    }
    let written = records.filter { $0.shape == .entry && $0.author == author }
    let asks = ["question", "feeling", "boundary"]
    let hurts = of(["hurt"])
    switch Int.random(in: 0..<39, using: &random) {
    case 0..<12:
      let answers = of(["response", "acknowledgement"], mine: false).suffix(8) + of(["answered_outside"], mine: true)
      return act(pick(["heard", "not_yet", "heard", "unheard"]), by: author, on: answers)
    case 12..<15: return act("edit", by: author, on: written.map(\.id), ["text": .string(words())])
    case 15..<18: return act("withdraw", by: author, on: written.map(\.id).suffix(20))
    case 18..<23: return act("share", by: author, on: written.filter(\.isPrivate).map(\.id))
    case 23..<25: return act("set_aside", by: author, on: of(asks, mine: true).suffix(6))
    case 25..<28:
      let told = later(-40...0)
      var more = ["told_at": told]
      if chance(60) { more["heard"] = .bool(chance(50)) }
      return act("answered_outside", by: author, on: of(asks, mine: true).suffix(6), more)
    case 28: return act("answered_outside_proposed", by: author, on: of(asks, mine: false), ["told_at": later(-9...0)])
    case 29: return record(.action, "away", by: author, ["from": later(0...20), "until": later(21...90)])
    case 30: return record(.action, "space", by: author, ["until": later(1...60)])
    case 31: return record(.action, "space_end", by: author, [:])
    case 38:
      let day = JournalDay(zone.moment(at: clock)).adding(days: -Int.random(in: 20...70, using: &random))
      return record(
        .action, "date_marked", by: author,
        [
          "label": .string("a day"), "date": .string(day.description), "repeats": .string(pick(["monthly", "yearly"])),
          "owner": .string(pick([author, "both"])),
        ])
    case 32..<35:
      let number: JSON = chance(70) ? .int(Int64.random(in: 1...10, using: &random)) : .null
      return record(
        .action, "still_hurts", by: author, ["hurt": json(hurts.randomElement(using: &random)), "intensity": number])
    default:
      return record(
        .action, pick(["hurt_rest", "hurt_wake", "hurt_rest"]), by: author,
        ["hurt": json(hurts.randomElement(using: &random))])
    }
  }

  private mutating func act(
    _ kind: String, by author: String, on targets: some Collection<String>, _ more: [String: JSON] = [:]
  ) -> Record {
    var fields = more
    fields["target"] = json(targets.randomElement(using: &random))
    return record(.action, kind, by: author, fields)
  }
}
