internal import JournalCore

/// What an editor is open for. Its slot names the draft, and reads back.
enum Purpose: Hashable, Sendable {
  case write(EntryKind)
  case askAgain(String)
  case answer(String)
  /// One's own turn to speak, after these words of the other.
  case speak(String)
  case edit(String)
  case nameHurt
  /// "We did it", of something that two people do.
  case note(String)
  /// The words of an act: a crossing, other words for a goal, what one remembers differently.
  case act(ActionKind, String)
  /// One's own lines below the numbers: what is kept as a draft is all there is of them.
  case numbers

  var slot: String {
    switch self {
    case .write(let kind): "write." + kind.rawValue
    case .askAgain(let id): "again." + id
    case .answer(let id): "answer." + id
    case .speak(let id): "speak." + id
    case .edit(let id): "edit." + id
    case .nameHurt: "hurt."
    case .note(let id): "note." + id
    case .act(let kind, let id): "act." + kind.rawValue + "." + id
    case .numbers: "numbers"
    }
  }

  init?(slot: String) {
    let parts = slot.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "write":
      guard let kind = EntryKind(rawValue: parts[1]) else { return nil }
      self = .write(kind)
    case "again": self = .askAgain(parts[1])
    case "answer": self = .answer(parts[1])
    case "speak": self = .speak(parts[1])
    case "edit": self = .edit(parts[1])
    case "hurt": self = .nameHurt
    case "note": self = .note(parts[1])
    case "act":
      let act = parts[1].split(separator: ".", maxSplits: 1).map(String.init)
      guard act.count == 2, let kind = ActionKind(rawValue: act[0]) else { return nil }
      self = .act(kind, act[1])
    default: return nil
    }
  }

  /// True for words that the other will read as said to them.
  var isToTheOther: Bool {
    switch self {
    case .write(let kind): kind != .reflection && kind != .forgiveness
    case .askAgain, .answer, .speak, .note, .act: true
    case .edit, .nameHurt, .numbers: false
    }
  }

  /// True for what can be said in more than one.
  var canBeParts: Bool {
    switch self {
    case .write(let kind): ![.promise, .boundary, .ritual, .goal].contains(kind)
    case .askAgain, .answer: true
    case .speak, .edit, .nameHurt, .note, .act, .numbers: false
    }
  }

  /// The entry that it names, if any.
  var target: String? {
    switch self {
    case .askAgain(let id), .answer(let id), .speak(let id), .edit(let id), .note(let id), .act(_, let id): id
    case .write, .nameHurt, .numbers: nil
    }
  }
}

/// What stands in an editor: the words first, then what describes them.
struct Draft: Hashable, Sendable {
  /// What is typed on a line of its own below the words, by the field that it becomes.
  enum Line: String, CaseIterable, Sendable {
    case when
    case landed = "how_it_landed"
    case responsible = "i_am_responsible"
    case protects
    case lookAgain = "due"
    case rhythm
    case triggers
    case kinds
  }

  var text = ""
  var feelings: [String] = []
  var intensity: Int?
  var hurt: String?
  var wish: String?
  var isPrivate = false
  /// Of a hurt that gets its name: who carries it, and who did it.
  var carrier: String?
  var causer: String?
  var lines: [Line: String] = [:]
  /// Of help from outside: for whom, and how far it has come.
  var helpFor = Words.helpPeople[0].value
  var status = Words.helpStates[0].value
  /// Of a question: the earlier one that it asks again, and the chains that it was said to be none of.
  var again: String?
  var apart: [String] = []
  /// The question of the day that it answers.
  var prompt: String?
  /// Where its writer stood in it.
  var cursor: TextArea.Place?
  /// True while it waits behind the lock, to be gone on with as it was left.
  var wasOpen = false
  /// Comes in spite of space, as the other agreed beforehand; of a boundary, that this is agreed.
  var isUrgent = false

  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) && feelings.isEmpty && intensity == nil && !hasLines }

  /// Of a promise: by when, as it was typed.
  var when: String { lines[.when] ?? "" }
  /// The words that it becomes: with feelings and no text, those of the feelings.
  var words: String { text.allSatisfy(\.isWhitespace) ? feelings.joined(separator: ", ") : text }

  /// True of the same, wherever its writer stands in it.
  func says(_ other: Draft?) -> Bool {
    var other = other
    other?.cursor = cursor
    return self == other
  }

  /// True where one of its lines says something.
  var hasLines: Bool { !lines.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  var json: JSON {
    .object([
      "text": .string(text), "feelings": .array(feelings.map(JSON.string)),
      "intensity": intensity.map { .int(Int64($0)) } ?? .null, "hurt": JSON(optional: hurt),
      "wish": JSON(optional: wish), "private": .bool(isPrivate), "carrier": JSON(optional: carrier),
      "causer": JSON(optional: causer),
      "urgent": .bool(isUrgent), "prompt": JSON(optional: prompt), "again": JSON(optional: again),
      "apart": .array(apart.map(JSON.string)), "help_for": .string(helpFor), "status": .string(status),
      "cursor": cursor.map { .array([.int(Int64($0.line)), .int(Int64($0.column))]) } ?? .null,
      "open": .bool(wasOpen),
      "lines": .object(Dictionary(uniqueKeysWithValues: lines.map { ($0.key.rawValue, .string($0.value)) })),
    ])
  }

  init() {}

  init(_ json: JSON) {
    text = json["text"]?.string ?? ""
    feelings = json["feelings"]?.array?.compactMap(\.string) ?? []
    intensity = json["intensity"]?.int.map(Int.init)
    hurt = json["hurt"]?.string
    wish = json["wish"]?.string
    isPrivate = json["private"]?.bool ?? false
    carrier = json["carrier"]?.string
    causer = json["causer"]?.string
    prompt = json["prompt"]?.string
    isUrgent = json["urgent"]?.bool ?? false
    again = json["again"]?.string
    apart = json["apart"]?.array?.compactMap(\.string) ?? []
    helpFor = json["help_for"]?.string ?? helpFor
    status = json["status"]?.string ?? status
    wasOpen = json["open"]?.bool ?? false
    for line in Line.allCases { lines[line] = json["lines"]?[line.rawValue]?.string }
    // Where earlier drafts have it.
    if let when = json["when"]?.string, !when.isEmpty { lines[.when] = when }
    if let place = json["cursor"]?.array?.compactMap(\.int), place.count == 2 {
      cursor = TextArea.Place(line: Int(place[0]), column: Int(place[1]))
    }
  }
}

extension Draft {
  /// The day on which a boundary or something wanted is looked at again, at noon where no time was typed; nil without
  /// one that can be read.
  func lookAgain(after now: Moment, zone: TimeZoneRules) -> Moment? {
    let typed = lines[.lookAgain] ?? ""
    return [typed, typed + " 12"].lazy
      .compactMap { Dates.time($0, after: now, zone: zone, days: Letter.longestPromise) }.first
  }
}

extension JSON {
  init(optional text: String?) { self = text.map(JSON.string) ?? .null }
}

/// Something that was sent: on its way for ten seconds, then in the journal. Its id is chosen at sending, so that it
/// is written once, whatever happens in between.
struct Letter: Hashable, Sendable {
  static let slot = "sending"
  static let delay: Int64 = 10_000
  /// How far ahead a promise may be due, in days.
  static let longestPromise = 366

  var id: String
  var purpose: Purpose
  var draft: Draft
  var sent: Instant
  /// How much later than its ten seconds it comes, so that it does not tell when its writer sat here.
  var lingers: Int64 = 0
  /// Of a holding reply: by when the answer comes.
  var holdingUntil: Instant?
  /// True for the first part of a long text, whose rest stays where it was written.
  var isPart = false
  /// True for what was promised to be kept ready until its writer says once more that the other may see it.
  var keepsReady = false

  var json: JSON {
    .object([
      "id": .string(id), "purpose": .string(purpose.slot), "draft": draft.json, "sent": .int(sent.milliseconds),
      "holding": holdingUntil.map { .int($0.milliseconds) } ?? .null, "part": .bool(isPart),
      "ready": .bool(keepsReady),
    ])
  }

  init(
    id: String = Identifier.random(), _ purpose: Purpose, _ draft: Draft, sent: Instant, lingers: Int64 = 0,
    holdingUntil: Instant? = nil, isPart: Bool = false
  ) {
    self.id = id
    self.purpose = purpose
    self.draft = draft
    self.sent = sent
    self.lingers = lingers
    self.holdingUntil = holdingUntil
    self.isPart = isPart
  }

  init?(_ json: JSON) {
    guard let id = json["id"]?.string, let purpose = json["purpose"]?.string.flatMap(Purpose.init),
      let sent = json["sent"]?.int
    else { return nil }
    self.init(
      id: id, purpose, Draft(json["draft"] ?? .null), sent: Instant(milliseconds: sent),
      holdingUntil: json["holding"]?.int.map { Instant(milliseconds: $0) }, isPart: json["part"]?.bool ?? false)
    keepsReady = json["ready"]?.bool ?? false
  }

  /// The record that it becomes: shape, kind and fields.
  func record(zone: TimeZoneRules) -> (shape: Shape, kind: String, fields: [String: JSON]) {
    var fields: [String: JSON] = [
      "text": .string(draft.words), "visibility": .string(draft.isPrivate ? "private" : "shared"),
      "feelings": .array(draft.feelings.map(JSON.string)), "wants_response": .bool(draft.wish == "answer"),
    ]
    if let number = draft.intensity { fields["intensity"] = .int(Int64(number)) }
    if let hurt = draft.hurt { fields["hurt"] = .string(hurt) }
    if let wish = draft.wish { fields["wish"] = .string(wish) }
    if let prompt = draft.prompt { fields["prompt"] = .string(prompt) }
    if draft.isUrgent, !draft.isPrivate { fields["urgent"] = .bool(true) }
    if let tags = draft.lines[.triggers].map(Tags.read), !tags.isEmpty {
      fields["triggers"] = .array(tags.map(JSON.string))
    }
    switch purpose {
    case .write(.question):
      fields["wants_response"] = .bool(true)
      if let again = draft.again { fields["asks_again"] = .string(again) }
      return (.entry, EntryKind.question.rawValue, fields)
    case .write(.acknowledgement):
      var parts: [String: JSON] = ["what_i_did": .string(draft.text)]
      for line in [Draft.Line.landed, .responsible] { parts[line.rawValue] = draft.lines[line].map(JSON.string) }
      fields["parts"] = .object(parts)
      return (.entry, EntryKind.acknowledgement.rawValue, fields)
    case .write(.promise):
      if let due = Dates.time(draft.when, after: zone.moment(at: sent), zone: zone, days: Letter.longestPromise) {
        fields["due"] = .string(due.description)
      }
      return (.entry, EntryKind.promise.rawValue, fields)
    case .write(.boundary):
      if let protects = draft.lines[.protects], !protects.isEmpty { fields["protects"] = .string(protects) }
      if let day = draft.lookAgain(after: zone.moment(at: sent), zone: zone) {
        fields["due"] = .string(day.description)
      }
      return (.entry, EntryKind.boundary.rawValue, fields)
    case .write(.goal):
      if let day = draft.lookAgain(after: zone.moment(at: sent), zone: zone) {
        fields["look_again"] = .string(day.description)
      }
      return (.entry, EntryKind.goal.rawValue, fields)
    case .write(.ritual):
      if let rhythm = draft.lines[.rhythm], !rhythm.isEmpty { fields["rhythm"] = .string(rhythm) }
      return (.entry, EntryKind.ritual.rawValue, fields)
    case .write(.help):
      fields["help_for"] = .string(draft.helpFor)
      fields["status"] = .string(draft.status)
      return (.entry, EntryKind.help.rawValue, fields)
    case .write(let kind): return (.entry, kind.rawValue, fields)
    case .askAgain(let id):
      fields["asks_again"] = .string(id)
      fields["wants_response"] = .bool(true)
      return (.entry, EntryKind.question.rawValue, fields)
    case .answer(let id):
      fields["reply_to"] = .string(id)
      if let until = holdingUntil { fields["holding_until"] = .string(zone.moment(at: until).description) }
      return (.entry, EntryKind.response.rawValue, fields)
    case .speak(let id):
      fields["reply_to"] = .string(id)
      return (.entry, EntryKind.feeling.rawValue, fields)
    case .edit(let id):
      return (.action, ActionKind.edit.rawValue, ["target": .string(id), "text": .string(draft.text)])
    case .note(let id):
      fields["reply_to"] = .string(id)
      return (.entry, EntryKind.ritual.rawValue, fields)
    case .act(let kind, let id):
      let target = kind == .toldDifferently ? "hurt" : "target"
      var fields: [String: JSON] = [target: .string(id), "text": .string(draft.text)]
      if kind == .goalAnswer { fields["answer"] = .string("reworded") }
      return (.action, kind.rawValue, fields)
    case .numbers: preconditionFailure("one's own numbers are never sent")
    case .nameHurt:
      var fields: [String: JSON] = [
        "text": .string(draft.text), "visibility": .string(draft.isPrivate ? "private" : "shared"),
        "carried_by": JSON(optional: draft.carrier),
      ]
      if let causer = draft.causer { fields["caused_by"] = .string(causer) }
      let kinds = HurtKinds.read(draft.lines[.kinds] ?? "")
      if !kinds.isEmpty { fields["kinds"] = .array(kinds.map(JSON.string)) }
      return (.hurt, "hurt", fields)
    }
  }
}
