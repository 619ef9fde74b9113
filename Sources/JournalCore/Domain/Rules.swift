/// Who may do what (`docs/definitions.md` 2.6): every refusal of the journal, whatever the front end.
struct Rules {
  let journal: Journal
  private var database: Database { journal.database }

  private struct Entry {
    var author: String, kind: String, hurt: String?, replyTo: String?, root: String, wants: Bool, withdrawn: Instant
    var isShared: Bool
  }

  private struct Hurt { var carriedBy: String, causedBy: String?, event: String? }

  /// Refuses a record that its author may not write now. The record's form has been checked before.
  func check(_ record: Record) throws {
    guard journal.partners.contains(where: { $0.id == record.author }) else {
      throw Refusal("its author is not one of the two")
    }
    switch record.shape {
    case .journal: throw Refusal("a journal is founded once")
    case .hurt: try checkHurt(record)
    case .entry: try checkEntry(record)
    case .action: try checkAction(record)
    }
  }

  private func checkHurt(_ record: Record) throws {
    for person in [record.text("carried_by"), record.text("caused_by")].compactMap({ $0 }) {
      guard journal.partners.contains(where: { $0.id == person }) else {
        throw Refusal("a hurt names only the two of you")
      }
    }
    guard !record.isPrivate || record.text("carried_by") == record.author else {
      throw Refusal("a private hurt is one's own")
    }
  }

  private func checkEntry(_ record: Record) throws {
    let kind = EntryKind(rawValue: record.kind)!
    let hurt = try record.text("hurt").map { try visibleHurt($0, to: record) }
    if let earlier = record.text("asks_again") {
      let asked = try visibleEntry(earlier, to: record)
      guard asked.kind == "question" else { throw Refusal("what is asked again is a question") }
      guard asked.author == record.author else { throw Refusal("only the one who asked asks again") }
    }
    if let target = record.text("reply_to") {
      let answered = try visibleEntry(target, to: record)
      if kind == .ritual {
        guard answered.kind == "ritual" else { throw Refusal("this is written to something that you two do") }
      }
      if let hurt, let event = hurt.event, let other = answered.hurt, other != record.text("hurt") {
        // Both hurt by one evening: two hurts, and neither answers the other (`docs/definitions.md`, at the end).
        guard try visibleHurt(other, to: record).event != event else {
          throw Refusal("it belongs to a hurt of its own, and is no answer to the other's")
        }
      }
      if kind == .response {
        guard answered.author != record.author else {
          throw Refusal("an answer is to the other's words, not to one's own")
        }
        guard record.isPrivate || answered.isShared else {
          throw Refusal("it answers something that the other can't see")
        }
      }
    }
    if kind != .boundary, record.fields["urgent"]?.bool == true {
      // Agreed beforehand, by the one whom it reaches (`docs/definitions.md` B14).
      guard !record.isPrivate else { throw Refusal("what is for you alone is urgent to nobody") }
      let other = journal.other(than: record.author)
      guard try !journal.reader(.shared, at: record.moment.instant).urgent(to: other.id).isEmpty else {
        throw Refusal("\(other.name) has not said beforehand what is urgent")
      }
    }
    if let until = record.instant("holding_until") {
      let ahead = until.milliseconds - record.moment.instant.milliseconds
      guard ahead > 0, ahead <= 7 * 24 * Reader.hour else {
        throw Refusal("an answer can be held for at most seven days from now")
      }
    }
    switch kind {
    case .acknowledgement:
      guard hurt?.causedBy == record.author else { throw Refusal("this belongs to the one who caused the hurt") }
    case .forgiveness:
      guard hurt?.carriedBy == record.author else { throw Refusal("only the one who carries a hurt writes this") }
    default: break
    }
  }

  private func checkAction(_ record: Record) throws {
    let kind = ActionKind(rawValue: record.kind)!
    let target = record.text("target")
    try checkNames(record, kind)
    switch kind {
    case .heard, .notYet, .unheard: try checkMark(record, target!)
    case .edit, .withdraw:
      let entry = try visibleEntry(target!, to: record)
      guard entry.author == record.author else { throw Refusal("nobody changes or removes the other's words") }
      guard record.fields["parts"].map(\.isNull) ?? true || entry.kind == "acknowledgement" else {
        throw Refusal("parts belong to an acknowledgement")
      }
      guard entry.withdrawn > record.moment.instant else { throw Refusal("these words were taken back") }
    case .share:
      guard let own = try ownEntry(target!, of: record.author) else {
        throw Refusal("only one's own private words can be shared")
      }
      guard own.withdrawn > record.moment.instant else { throw Refusal("these words were taken back") }
      if let hurt = own.hurt, try hurtRow(hurt, "main") == nil {
        throw Refusal("it belongs to a hurt that the other can't see")
      }
      let asksAgain = try journal.ownLog?.record(target!)?.text("asks_again")
      for named in [own.replyTo, asksAgain].compactMap({ $0 }) {
        guard try entryRow(named, "main") != nil else { throw Refusal("it names something that the other can't see") }
      }
      if try entryRow(target!, "main") != nil { throw Refusal("this is shared already") }
      // Shared, it would stand as if it had not ended.
      guard try !isDone("boundary_ended", to: target!), try !isDone("goal_closed", to: target!) else {
        throw Refusal("this was ended, reached or let go")
      }
    case .setAside, .answeredOutside, .answeredOutsideProposed:
      try checkClosing(record, kind, target!)
    case .promiseSaid, .promiseAccepted, .promiseReleased, .promiseRenegotiated: try checkPromise(record, kind)
    case .stillHurts, .hurtRest, .hurtWake, .hurtRenamed, .patternsFolded, .patternsUnfolded:
      let hurt = try visibleHurt(record.text("hurt")!, to: record)
      guard hurt.carriedBy == record.author else { throw Refusal("only the one who carries a hurt does this") }
    case .toldDifferently:
      let hurt = try visibleHurt(record.text("hurt")!, to: record)
      guard hurt.causedBy == record.author else { throw Refusal("only the one who is named does this") }
    case .boundaryChanged, .boundaryEnded:
      guard try visibleEntry(target!, to: record, of: .boundary).author == record.author else {
        throw Refusal("only the one who set a boundary changes or ends it")
      }
      guard try !isDone("boundary_ended", to: target!) else { throw Refusal("this boundary was ended") }
    case .crossing: _ = try visibleEntry(target!, to: record, of: .boundary)
    case .goalAnswer:
      guard try visibleEntry(target!, to: record, of: .goal).author != record.author else {
        throw Refusal("only the other answers a goal")
      }
      guard try !isDone("goal_closed", to: target!) else { throw Refusal("this goal was reached or let go") }
    case .goalClosed:
      _ = try visibleEntry(target!, to: record, of: .goal)
      guard try !isDone("goal_closed", to: target!) else { throw Refusal("this goal was reached or let go") }
    case .ritualResting: _ = try visibleEntry(target!, to: record, of: .ritual)
    case .settingAgreed:
      let proposed = try database.first(
        "SELECT author FROM main.act WHERE id = ? AND kind = 'setting_proposed'", [.text(target!)]
      ) { row in try row.text(0) }
      guard let proposed else { throw Refusal("there is nothing of that id") }
      guard proposed != record.author else { throw Refusal("a setting is agreed by the other") }
    case .bringAlong:
      guard try visibleEntry(target!, to: record).author == record.author else {
        throw Refusal("only the author brings words along")
      }
    case .countFolded:
      guard try visibleEntry(target!, to: record, of: .question).author == record.author else {
        throw Refusal("only the one who asks folds how often it was asked")
      }
    case .dateMarked:
      guard let owner = record.text("owner") ?? record.author as String?,
        owner == "both" || journal.partners.contains(where: { $0.id == owner })
      else { throw Refusal("a date belongs to one of you or to both") }
    case .exported:
      guard try journal.bothConsentToExport() else {
        throw Refusal("what the other shared is exported when you both have agreed to it")
      }
    case .away, .space, .spaceEnd, .join, .leave, .invite, .exportConsent, .wordAdded, .settingProposed:
      if let target { _ = try visibleEntry(target, to: record) }
    }
  }

  /// What both see names nothing that one alone can see (`docs/definitions.md` A3).
  private func checkNames(_ record: Record, _ kind: ActionKind) throws {
    guard try !journal.isPrivate(record) else { return }
    for key in ["target", "hurt", "new"] where !(key == "target" && kind == .share) {
      guard let named = record.text(key), journal.person == record.author else { continue }
      guard try journal.sharedKnows(named) || !journal.ownKnows(named) else {
        throw Refusal("it names something that the other can't see")
      }
    }
  }

  private func checkMark(_ record: Record, _ target: String) throws {
    if let outside = try database.first(
      "SELECT author FROM main.act WHERE id = ? AND kind = 'answered_outside'", [.text(target)],
      { row in try row.text(0) })
    {
      guard outside == record.author else { throw Refusal("only the person who asked says heard") }
      return
    }
    let answer = try visibleEntry(target, to: record)
    if answer.kind == "acknowledgement" {
      let hurt = try answer.hurt.map { try visibleHurt($0, to: record) }
      guard hurt?.carriedBy == record.author else { throw Refusal("only the one who carries the hurt says heard") }
      return
    }
    guard answer.kind == "response", let asked = answer.replyTo else { throw Refusal("heard is said of an answer") }
    guard try visibleEntry(asked, to: record).author == record.author else {
      throw Refusal("only the person who asked says heard")
    }
    guard
      try database.first(
        "SELECT 1 FROM main.entry WHERE id = ? AND holding IS NOT NULL", [.text(target)], { _ in true }) == nil
    else { throw Refusal("a time to answer is not an answer yet") }
    guard answer.withdrawn > record.moment.instant else { throw Refusal("this answer was taken back") }
  }

  private func checkPromise(_ record: Record, _ kind: ActionKind) throws {
    let target = record.text("target")!
    let promise = try visibleEntry(target, to: record, of: .promise)
    switch kind {
    case .promiseReleased where promise.author == record.author:
      throw Refusal("only the one it was made to releases it")
    case .promiseAccepted where promise.author == record.author:
      throw Refusal("only the one it was made to accepts it")
    case .promiseRenegotiated where promise.author != record.author:
      throw Refusal("only the one who made it changes it")
    default: break
    }
    if let new = record.text("new") {
      let other = try visibleEntry(new, to: record)
      guard other.kind == "promise", other.author == record.author, new != target else {
        throw Refusal("a promise changes into another promise of one's own")
      }
    }
    let terms = try journal.writing(of: target, in: promise.isShared ? "main" : "own").flatMap(PromiseTerms.init)
    let falls = (terms?.instances(at: journal.zone) ?? []).map(\.instant)
    let named = record.instant("for_due")
    if let named, !falls.contains(named) { throw Refusal("this promise is not due at that time") }
    guard [.promiseReleased, .promiseRenegotiated].contains(kind), let terms else { return }
    // Only what is ahead and unspoken is released or changed (`docs/definitions.md` A14).
    let ahead = falls.filter { $0 > record.moment.instant && named ?? $0 == $0 }
    guard !ahead.isEmpty else { throw Refusal("what was due is kept, partly or missed from then on") }
    let spoken = try database.all(
      "SELECT for_due FROM \(promise.isShared ? "main" : "own").act WHERE target = ? AND kind = 'promise_said'",
      [.text(target)]
    ) { row in try row.optionalInstant(0) ?? terms.due.instant }
    guard !Set(ahead).isSubset(of: spoken) else { throw Refusal("somebody has spoken about it already") }
  }

  private func isDone(_ kind: String, to target: String) throws -> Bool {
    for schema in journal.ownLog == nil ? ["main"] : ["main", "own"] {
      let done = try database.first(
        "SELECT 1 FROM \(schema).act WHERE target = ? AND kind = ?", [.text(target), .text(kind)]
      ) { _ in true }
      if done != nil { return true }
    }
    return false
  }

  private func checkClosing(_ record: Record, _ kind: ActionKind, _ target: String) throws {
    let ask = try visibleEntry(target, to: record)
    // What nobody else sees waits for no answer (`docs/definitions.md` A3, A7).
    guard ask.wants, ask.isShared else { throw Refusal("this does not wait for an answer") }
    if kind == .answeredOutsideProposed {
      guard ask.author != record.author else { throw Refusal("the one who asked says it directly") }
    } else {
      guard ask.author == record.author else {
        throw Refusal(
          kind == .setAside ? "only the asker sets a question aside" : "the answerer may suggest it, the asker confirms"
        )
      }
    }
    let t = record.moment.instant
    let chain = try Chain.load(root: ask.root, from: database, schema: "main")
    guard let (state, _) = chain?.state(at: t), state == .open else {
      throw Refusal("this does not wait for an answer")
    }
    if let told = record.instant("told_at") {
      let latest = chain?.asks.filter { $0.from <= t && t < $0.until }.last?.from
      guard told <= t, latest.map({ told > $0 }) ?? true else {
        throw Refusal("it was told after it was asked, and not later than now")
      }
    }
  }

  // MARK: - What the author can see

  private func visibleEntry(_ id: String, to record: Record) throws -> Entry {
    if let shared = try entryRow(id, "main") { return shared }
    // A shared record may only name what the other can see (`docs/definitions.md` A3).
    let staysPrivate = record.shape == .action || record.isPrivate
    guard staysPrivate, let own = try ownEntry(id, of: record.author) else {
      throw Refusal("there is nothing of that id")
    }
    return own
  }

  private func visibleEntry(_ id: String, to record: Record, of kind: EntryKind) throws -> Entry {
    let entry = try visibleEntry(id, to: record)
    guard entry.kind == kind.rawValue else { throw Refusal("this is not done to an entry of that kind") }
    return entry
  }

  private func visibleHurt(_ id: String, to record: Record) throws -> Hurt {
    if let shared = try hurtRow(id, "main") { return shared }
    let staysPrivate = record.shape == .action || record.isPrivate
    guard staysPrivate, journal.person == record.author, let own = try hurtRow(id, "own") else {
      throw Refusal("there is no such hurt")
    }
    return own
  }

  private func ownEntry(_ id: String, of author: String) throws -> Entry? {
    guard journal.person == author else { return nil }
    return try entryRow(id, "own")
  }

  private func entryRow(_ id: String, _ schema: String) throws -> Entry? {
    try database.first(
      "SELECT author, kind, hurt, reply_to, root, wants, withdrawn FROM \(schema).entry WHERE id = ?", [.text(id)]
    ) { row in
      Entry(
        author: try row.text(0), kind: try row.text(1), hurt: try row.optionalText(2), replyTo: try row.optionalText(3),
        root: try row.text(4), wants: try row.int(5) == 1, withdrawn: try row.end(6), isShared: schema == "main")
    }
  }

  private func hurtRow(_ id: String, _ schema: String) throws -> Hurt? {
    try database.first("SELECT carried_by, caused_by, event FROM \(schema).hurt WHERE id = ?", [.text(id)]) { row in
      Hurt(carriedBy: try row.text(0), causedBy: try row.optionalText(1), event: try row.optionalText(2))
    }
  }
}
