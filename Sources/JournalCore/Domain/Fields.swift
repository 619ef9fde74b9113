/// The form of a record: which fields each shape may have, and what each must hold. One table serves the
/// interchange format and everything written here.
enum Fields {
  private enum Form { case text, textOrNull, id, instant, intensity, bool, texts, object, objects, date, scalar, end }

  private static let forms: [String: Form] = [
    "text": .textOrNull, "partners": .objects, "home_tz": .text, "day_starts": .text, "dates": .objects,
    "hurt": .id, "carried_by": .id, "caused_by": .id, "event": .textOrNull, "visibility": .text, "status": .textOrNull,
    "kinds": .texts, "feelings": .texts, "intensity": .intensity, "reply_to": .id, "asks_again": .id,
    "wants_response": .bool, "triggers": .texts, "due": .instant, "parts": .object, "holding_until": .instant,
    "repeat": .textOrNull, "repeat_until": .end, "prompt": .textOrNull, "help_for": .textOrNull, "wish": .textOrNull,
    "protects": .textOrNull, "from": .instant, "promise_kind": .textOrNull, "rhythm": .textOrNull, "target": .id,
    "outcome": .textOrNull, "for_due": .instant, "told_at": .instant, "heard": .bool, "until": .instant, "new": .id,
    "label": .textOrNull, "date": .date, "repeats": .textOrNull, "owner": .id, "word": .textOrNull,
    "meaning": .textOrNull, "answer": .textOrNull, "setting": .textOrNull, "value": .scalar, "look_again": .instant,
    "scope": .textOrNull, "bring_along": .bool, "uses": .texts, "urgent": .bool,
  ]

  private static func names(_ shape: Shape) -> Set<String> {
    switch shape {
    case .journal: journal
    case .hurt: hurt
    case .entry: entry
    case .action: action
    }
  }
  private static let journal: Set<String> = ["text", "partners", "home_tz", "day_starts", "dates"]
  private static let hurt: Set<String> = [
    "text", "hurt", "carried_by", "caused_by", "event", "visibility", "status", "kinds",
  ]
  private static let entry: Set<String> = [
    "text", "feelings", "intensity", "hurt", "reply_to", "asks_again", "visibility", "wants_response", "triggers",
    "due", "status", "parts", "holding_until", "repeat", "repeat_until", "prompt", "help_for", "wish", "protects",
    "from", "promise_kind", "rhythm", "look_again", "scope", "bring_along", "uses", "urgent",
  ]
  private static let action: Set<String> = [
    "target", "text", "hurt", "intensity", "outcome", "for_due", "told_at", "heard", "from", "until", "new", "due",
    "label", "date", "repeats", "owner", "word", "meaning", "answer", "setting", "value", "parts",
  ]

  /// Reads one interchange line. Keys that begin with `_` are ignored; every other unknown key is refused.
  static func record(from line: JSON) throws -> Record {
    guard var fields = line.object else { throw Refusal("it is not an object") }
    for key in fields.keys where key.hasPrefix("_") { fields[key] = nil }
    guard let shape = fields.removeValue(forKey: "rec")?.string.flatMap(Shape.init(rawValue:)) else {
      throw Refusal("\"rec\" is not journal, hurt, entry or action")
    }
    guard let id = fields.removeValue(forKey: "id")?.string, Identifier.isValid(id) else {
      throw Refusal("\"id\" is not 1 to 64 letters, digits, _ or -")
    }
    guard let moment = fields.removeValue(forKey: "at")?.string.flatMap(Moment.init) else {
      throw Refusal("\"at\" is not an instant with its offset")
    }
    guard let author = fields.removeValue(forKey: "author")?.string, Identifier.isValid(author) else {
      throw Refusal("\"author\" is not an id")
    }
    guard let kind = fields.removeValue(forKey: "kind")?.string else { throw Refusal("\"kind\" is missing") }
    let record = Record(id: id, shape: shape, moment: moment, author: author, kind: kind, fields: fields)
    try check(record)
    return record
  }

  /// Refuses a record whose fields do not have their form.
  static func check(_ record: Record) throws {
    let names = names(record.shape)
    for (key, value) in record.fields {
      guard names.contains(key), let form = forms[key] else {
        throw Refusal("it has a field that this kind of record does not have")
      }
      guard value.isNull ? form != .text : fits(value, form) else { throw Refusal("\"\(key)\" does not have its form") }
    }
    switch record.shape {
    case .journal: try checkJournal(record)
    case .hurt: try checkHurt(record)
    case .entry: try checkEntry(record)
    case .action: try checkAction(record)
    }
  }

  private static func fits(_ value: JSON, _ form: Form) -> Bool {
    switch form {
    case .text, .textOrNull: value.string != nil
    case .id: value.string.map(Identifier.isValid) ?? false
    case .instant: value.string.flatMap(Moment.init) != nil
    case .intensity: value.int.map { (0...10).contains($0) } ?? false
    case .bool: value.bool != nil
    case .texts: value.array?.allSatisfy { $0.string.map { !$0.isEmpty } ?? false } ?? false
    case .object: value.object != nil
    case .objects: value.array?.allSatisfy { $0.object != nil } ?? false
    case .date: value.string.flatMap(JournalDay.init) != nil
    case .scalar: value.array == nil && value.object == nil
    case .end: value.string.map { Moment($0) != nil || JournalDay($0) != nil } ?? false
    }
  }

  private static func checkJournal(_ record: Record) throws {
    guard record.kind == "journal" else { throw Refusal("a journal record is of kind journal") }
    guard let partners = record.fields["partners"]?.array, partners.count == 2,
      partners.allSatisfy({ $0["id"]?.string.map(Identifier.isValid) ?? false && $0["name"]?.string?.isEmpty == false }
      ),
      partners[0]["id"] != partners[1]["id"], partners[0]["id"]?.string != "shared",
      partners[1]["id"]?.string != "shared"
    else { throw Refusal("\"partners\" are not two people with an id and a name each") }
    // Names stand in the sentences that commands print.
    let letters = partners.flatMap { Array($0["name"]!.string!.unicodeScalars) }
    guard letters.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw Refusal("a name is one line of text")
    }
    guard let zone = record.text("home_tz"), !zone.isEmpty else { throw Refusal("\"home_tz\" is missing") }
    _ = try TimeZoneRules.system(named: zone)
    guard record.text("day_starts").map({ $0 == "04:00" }) ?? true else { throw Refusal("\"day_starts\" is not 04:00") }
    for date in record.fields["dates"]?.array ?? [] {
      guard date["id"]?.string.map(Identifier.isValid) ?? false, date["date"]?.string.flatMap(JournalDay.init) != nil,
        let repeats = date["repeats"]?.string, ["monthly", "yearly"].contains(repeats), date["owner"]?.string != nil
      else { throw Refusal("one of \"dates\" does not have its form") }
    }
  }

  private static func checkHurt(_ record: Record) throws {
    guard record.kind == "hurt" else { throw Refusal("a hurt record is of kind hurt") }
    guard record.text("text")?.isEmpty == false else { throw Refusal("a hurt needs a name") }
    guard record.text("carried_by") != nil else { throw Refusal("\"carried_by\" is missing") }
    guard record.text("carried_by") != record.text("caused_by") else {
      throw Refusal("a hurt is not carried and caused by the same person")
    }
    guard record.text("hurt").map({ $0 == record.id }) ?? true else {
      throw Refusal("\"hurt\" is not the record's own id")
    }
    try checkVisibility(record)
  }

  private static func checkVisibility(_ record: Record) throws {
    guard record.text("visibility").map({ ["shared", "private"].contains($0) }) ?? false else {
      throw Refusal("\"visibility\" is not shared or private")
    }
  }

  private static func checkEntry(_ record: Record) throws {
    guard let kind = EntryKind(rawValue: record.kind) else { throw Refusal("there is no such kind of entry") }
    try checkVisibility(record)
    let text = record.text("text") ?? ""
    guard text.unicodeScalars.count <= 4000 else { throw Refusal("an entry holds 4,000 characters") }
    let feelings = record.list("feelings")
    guard feelings.count <= 4 else { throw Refusal("an entry names at most four feelings") }
    guard Set(feelings).count == feelings.count else { throw Refusal("a feeling is named twice") }
    for tag in record.list("triggers") {
      let parts = tag.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, TagKind(rawValue: String(parts[0])) != nil else {
        throw Refusal("a tag is not place, person, topic, media or date with a word")
      }
    }
    switch kind {
    case .feeling:
      guard !text.isEmpty || !feelings.isEmpty || record.int("intensity") != nil else {
        throw Refusal("a feeling needs words, a feeling word or a number")
      }
    case .acknowledgement:
      try checkParts(record)
      guard !text.isEmpty || hasPart(record) else { throw Refusal("it has no words") }
    default:
      guard !text.isEmpty else { throw Refusal("it has no words") }
    }
    if let wish = record.text("wish"), !["answer", "presence", "none", "nothing", "space"].contains(wish) {
      throw Refusal("\"wish\" is not answer, presence, nothing or space")
    }
    guard record.fields["reply_to"].map({ !$0.isNull }) ?? false || kind != .response else {
      throw Refusal("a response needs what it answers, in \"reply_to\"")
    }
    guard record.text("holding_until") == nil || kind == .response else {
      throw Refusal("\"holding_until\" belongs to a response")
    }
    guard record.text("asks_again") == nil || kind == .question else { throw Refusal("only a question asks again") }
    guard kind != .question || record.fields["wants_response"]?.bool != false else {
      throw Refusal("a question always wants an answer")
    }
    guard kind.mayWait || record.fields["wants_response"]?.bool != true else {
      throw Refusal("words of this kind ask for no answer")
    }
    guard record.text("hurt") != nil || ![.acknowledgement, .forgiveness].contains(kind) else {
      throw Refusal("it needs the hurt that it is about")
    }
    guard kind == .promise || (record.text("repeat") == nil && record.text("repeat_until") == nil) else {
      throw Refusal("a promise alone is repeated")
    }
    switch kind {
    case .promise: try checkPromise(record)
    case .boundary:
      // What is opened to the other is opened for a time (`docs/definitions.md` B17).
      guard record.text("scope") == nil || record.text("due") != nil else {
        throw Refusal("an agreement about openness names the day when you look at it again")
      }
    case .help: try checkHelp(record)
    case .forgiveness:
      guard record.text("due") == nil else { throw Refusal("a note on forgiveness has no date") }
    default: break
    }
  }

  /// The parts of an acknowledgement (`docs/format.md`): any may stay empty and be added later.
  private static func checkParts(_ record: Record) throws {
    let parts = record.fields["parts"]?.object ?? [:]
    guard Set(parts.keys).isSubset(of: ["what_i_did", "how_it_landed", "i_am_responsible"]) else {
      throw Refusal("an acknowledgement has three parts: what_i_did, how_it_landed, i_am_responsible")
    }
    guard parts.values.allSatisfy({ $0.string != nil || $0.isNull }) else { throw Refusal("a part is not text") }
    guard parts.values.reduce(0, { $0 + ($1.string?.unicodeScalars.count ?? 0) }) <= 4000 else {
      throw Refusal("the parts together hold 4,000 characters")
    }
  }

  private static func hasPart(_ record: Record) -> Bool {
    record.fields["parts"]?.object?.values.contains { $0.string?.isEmpty == false } ?? false
  }

  private static func checkPromise(_ record: Record) throws {
    if let promised = record.text("promise_kind") {
      guard ["whereabouts", "be_there", "openness", "check_in", "other"].contains(promised) else {
        throw Refusal("a promise is about whereabouts, being there, openness, checking in or another act of one's own")
      }
      guard promised != "openness" || ["look_again", "due", "repeat_until"].contains(where: { record.text($0) != nil })
      else { throw Refusal("a promise of openness names the day when you look at it again") }
    }
    guard let rhythm = record.text("repeat") else {
      guard record.text("repeat_until") == nil else { throw Refusal("\"repeat_until\" belongs to a daily promise") }
      return
    }
    guard rhythm == "daily" else { throw Refusal("a promise is repeated daily or not at all") }
    guard let terms = PromiseTerms(record), let until = terms.until else {
      throw Refusal("a daily promise needs its first time, in \"due\", and its last day, in \"repeat_until\"")
    }
    let last: JournalDay =
      switch until {
      case .day(let day): day
      case .instant(let instant): Moment(instant: instant, offsetMinutes: terms.due.offsetMinutes).date
      }
    guard last >= terms.due.date else { throw Refusal("a daily promise does not end before it begins") }
    guard last.number - terms.due.date.number < PromiseTerms.mostDays else {
      throw Refusal("a daily promise lasts at most ten years")
    }
  }

  private static func checkHelp(_ record: Record) throws {
    guard record.text("help_for").map({ ["me", "both"].contains($0) }) ?? true else {
      throw Refusal("\"help_for\" is not me or both")
    }
    guard Set(record.list("uses")).isSubset(of: ["pain", "responsibility", "self_trust", "repair"]) else {
      throw Refusal("\"uses\" are pain, responsibility, self_trust and repair")
    }
    let parts = record.fields["parts"]?.object ?? [:]
    guard Set(parts.keys).isSubset(of: ["bring", "agreed", "next"]),
      parts.values.allSatisfy({ $0.string != nil || $0.isNull })
    else { throw Refusal("notes of a session have three parts: bring, agreed, next") }
  }

  private static func checkAction(_ record: Record) throws {
    guard let kind = ActionKind(rawValue: record.kind) else { throw Refusal("there is no such kind of action") }
    guard record.text("target") != nil || !kind.needsTarget else { throw Refusal("\"target\" is missing") }
    guard record.text("hurt") != nil || !kind.needsHurt else { throw Refusal("\"hurt\" is missing") }
    guard (record.text("text") ?? "").unicodeScalars.count <= 4000 else {
      throw Refusal("an action holds 4,000 characters")
    }
    switch kind {
    case .edit:
      try checkParts(record)
      guard hasWords(record, "text") || hasPart(record) else { throw Refusal("an edit needs its new words") }
    case .away:
      guard let from = record.instant("from"), let until = record.instant("until"), from < until,
        from >= record.moment.instant
      else { throw Refusal("\"away\" needs from and until, in that order, and does not begin before it is written") }
    case .space:
      guard let until = record.instant("until") else { throw Refusal("space needs the time of its end") }
      let minutes = (until.milliseconds - record.moment.instant.milliseconds) / 60_000
      guard minutes >= 20, minutes <= 14 * 24 * 60 else { throw Refusal("space lasts from 20 minutes to 14 days") }
    case .answeredOutside, .answeredOutsideProposed:
      guard record.text("told_at") != nil else { throw Refusal("\"told_at\" is missing") }
    case .promiseSaid:
      guard record.text("outcome").map({ ["kept", "partly", "missed"].contains($0) }) ?? false else {
        throw Refusal("\"outcome\" is not kept, partly or missed")
      }
    case .stillHurts:
      guard record.int("intensity") != 0 else { throw Refusal("still hurts has a number from 1 to 10, or none") }
    case .promiseRenegotiated:
      guard record.text("new") != nil else { throw Refusal("\"new\" is missing") }
    case .goalAnswer:
      guard let answer = record.text("answer"), ["ours", "not_now", "reworded"].contains(answer) else {
        throw Refusal("\"answer\" is not ours, not_now or reworded")
      }
      guard answer != "reworded" || hasWords(record, "text") else { throw Refusal("reworded needs its new words") }
    case .goalClosed:
      guard record.text("outcome").map({ ["reached", "let_go"].contains($0) }) ?? false else {
        throw Refusal("\"outcome\" is not reached or let_go")
      }
    case .crossing, .toldDifferently, .hurtRenamed:
      guard hasWords(record, "text") else { throw Refusal("it has no words") }
    case .boundaryChanged:
      guard hasWords(record, "text") || record.text("due") != nil else {
        throw Refusal("a changed boundary has new words or a new day to look at it again")
      }
    case .wordAdded:
      guard hasWords(record, "word"), hasWords(record, "meaning") else {
        throw Refusal("a word of your own comes with what it means")
      }
    case .dateMarked:
      guard hasWords(record, "label"), record.text("date") != nil else {
        throw Refusal("a marked date needs its name and its day")
      }
      guard record.text("repeats").map({ ["monthly", "yearly"].contains($0) }) ?? true else {
        throw Refusal("\"repeats\" is not monthly or yearly")
      }
    case .settingProposed:
      guard let name = record.text("setting"), let value = record.fields["value"] else {
        throw Refusal("a setting needs its name and its value")
      }
      var numbers = Numbers()
      try numbers.set(name, to: value)
    case .bringAlong, .countFolded:
      guard record.fields["value"]?.bool != nil else { throw Refusal("\"value\" is not true or false") }
    default: break
    }
    guard record.fields["parts"].map(\.isNull) ?? true || kind == .edit else {
      throw Refusal("parts belong to an edit")
    }
  }

  private static func hasWords(_ record: Record, _ key: String) -> Bool { record.text(key)?.isEmpty == false }
}
