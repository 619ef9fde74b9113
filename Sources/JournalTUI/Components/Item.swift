internal import JournalCore

/// An entry with what a page says beside it.
struct Item: Hashable, Sendable {
  var entry: EntryRow
  /// The first words of what it answers.
  var to: String?
  /// The question that it answers, which can be asked again.
  var asked: String?
  var mark: Mark?
  var hurt: String?
  var isOnItsWay = false
  /// Written for both before the other was here.
  var isReady = false

  /// What a heading calls it: what it answers, its feelings, or its kind.
  func what(_ desk: Desk, to room: Int = 24) -> String {
    if let until = entry.holdingUntil {
      return Words.later + ", " + desk.time(until)
    }
    if entry.kind == .response, let to { return Words.to(TextLayout.cut(to, to: room, ellipsis: "")) }
    if [.feeling, .question].contains(entry.kind), !entry.feelings.isEmpty {
      return entry.feelings.joined(separator: ", ")
    }
    return Words.kind(entry.kind)
  }

  /// When it was written.
  func when(_ desk: Desk, withClock: Bool = true) -> String {
    Dates.weekdayed(entry.day, today: desk.today) + (withClock ? ", " + Dates.clock(entry.moment) : "")
  }

  /// How strong, if a number was given.
  var strength: String? {
    entry.isWithdrawn ? nil : entry.intensity.map { entry.hurt == nil ? Words.strong($0) : Words.hurts($0) }
  }

  /// The words that it is known by.
  var words: String { entry.words }

  /// All of its words, as they are read: what has parts with each of them by its name.
  var paragraphs: [String] {
    guard !entry.isWithdrawn else { return [words] }
    let parts = Words.parts.compactMap { key, name in
      entry.parts[key].flatMap { $0.isEmpty || $0 == entry.text ? nil : name + ": " + $0 }
    }
    return ([entry.text] + parts).filter { !$0.isEmpty }
  }

  /// The same as a text, a blank row between the parts.
  var whole: String { paragraphs.joined(separator: "\n\n") }

  /// The words on one line.
  func firstWords(_ width: Int, _ desk: Desk) -> String {
    TextLayout.cut(words, to: width, ellipsis: desk.glyphs.ellipsis)
  }

  /// What stands at the end of it: on its way, its mark, or who sees it.
  var note: String? {
    if isOnItsWay { return Words.onItsWay }
    if let mark { return Words.mark(mark) }
    return isReady ? Words.ready : entry.isPrivate ? Words.forYou : nil
  }
}

extension EntryRow {
  /// The words that it is known by: its own, of what has parts those of the first that has some; or that they were
  /// taken back.
  var words: String {
    if isWithdrawn { return Words.taken }
    return text.isEmpty ? Words.parts.lazy.compactMap { parts[$0.0] }.first { !$0.isEmpty } ?? "" : text
  }
}

extension Item {
  /// What a verb does to this entry, for the one who sits here; nil where the verb is none of an entry.
  func effects(of action: Action, _ desk: Desk) -> [Effect]? {
    guard [.mark, .edit, .takeBack, .bringAlong, .sideBySide].contains(action) else { return nil }
    guard !isOnItsWay else { return [.say(Words.takesBack)] }
    let isMine = entry.author == desk.me.id && !entry.isWithdrawn
    switch action {
    case .mark: return [question(desk).map { .push(.prompt($0)) } ?? .say(Words.markRefused)]
    case .sideBySide: return [.push(.sideBySide(entry.id))]
    case .edit where isMine:
      var draft = Draft()
      draft.text = entry.text
      draft.isPrivate = entry.isPrivate
      return [.push(.editor(.edit(entry.id), draft))]
    case .takeBack where isMine: return [.push(.prompt(.takeBack(entry.id)))]
    case .bringAlong where isMine: return [.bringAlong(entry.id)]
    default: return [.say(Words.notYours)]
    }
  }

  /// True where the one who sits here can say how it stands.
  func canBeMarked(_ desk: Desk) -> Bool { !isOnItsWay && question(desk) != nil }

  /// What can be said of how it stands, by the one who sits here.
  private func question(_ desk: Desk) -> LineQuestion? {
    guard !entry.isWithdrawn else { return nil }
    let isAnswer = entry.kind == .response && entry.holdingUntil == nil || entry.kind == .acknowledgement
    if isAnswer, entry.author != desk.me.id { return .mark(entry.id, asked: asked) }
    if entry.author != desk.me.id { return entry.wantsAnswer ? .talked(entry.id) : nil }
    guard !desk.isTogether else { return nil }
    if entry.isPrivate { return entry.kind == .forgiveness ? nil : .share(entry.id) }
    return entry.wantsAnswer ? .asked(entry.id) : nil
  }

  /// Opens an answer to this entry, when it is one to be answered.
  func answering(_ desk: Desk) -> [Effect]? {
    guard entry.author != desk.me.id, entry.kind != .response, !entry.isWithdrawn else { return nil }
    return [.push(.editor(.answer(entry.id), nil))]
  }
}

extension Reader {
  /// An entry with what a page says beside it.
  func item(_ entry: EntryRow) throws -> Item {
    var item = Item(entry: entry)
    if entry.kind == .response {
      item.mark = try mark(on: entry.id)
      let answered = try entry.replyTo.flatMap { try self.entry($0) }
      item.to = answered?.words
      item.asked = answered.flatMap { $0.kind == .question ? $0.id : nil }
    }
    if entry.kind == .acknowledgement { item.mark = try mark(on: entry.id) }
    item.hurt = try entry.hurt.flatMap { try hurtName($0) }
    item.isReady = try entry.isPrivate && journal.isReady(entry.id)
    return item
  }

  /// What a letter on its way will be, for the one who sent it.
  func item(_ letter: Letter, _ desk: Desk) throws -> Item? {
    let (shape, kind, fields) = letter.record(zone: desk.zone)
    guard shape == .entry, let kind = EntryKind(rawValue: kind) else { return nil }
    // While two look, what is for oneself alone is not on its way either.
    if desk.isTogether, letter.draft.isPrivate { return nil }
    let moment = desk.zone.moment(at: letter.sent)
    let text = fields["text"]?.string ?? ""
    var entry = EntryRow(
      id: letter.id, moment: moment, day: JournalDay(moment), author: desk.me.id, kind: kind, hurt: letter.draft.hurt,
      replyTo: fields["reply_to"]?.string, chain: letter.id, wantsAnswer: fields["wants_response"]?.bool ?? false,
      holdingUntil: letter.holdingUntil, intensity: letter.draft.intensity, due: nil, visible: letter.sent,
      isPrivate: letter.draft.isPrivate, isWithdrawn: false, text: text, feelings: letter.draft.feelings,
      wish: letter.draft.wish, isEdited: false)
    entry.parts = (fields["parts"]?.object ?? [:]).compactMapValues(\.string)
    var item = try item(entry)
    item.isOnItsWay = true
    return item
  }

  /// A chain that waits, as lists show it: its name's words, since when, whose.
  func waitingItem(_ row: WaitingRow) throws -> WaitingItem? {
    guard let name = try entry(row.chain), let latest = try row.asks.last.flatMap({ try entry($0) }) else { return nil }
    let told = try proposedOutside(on: row.chain)?.toldAt
    return WaitingItem(
      row: row, name: name.words, latest: try item(latest), hurt: try row.hurt.flatMap { try hurtName($0) },
      thinksTalked: told.flatMap { $0.instant >= latest.visible ? $0 : nil })
  }
}

/// Something that waits for an answer.
struct WaitingItem: Hashable, Sendable {
  var row: WaitingRow
  /// The words that its first ask began with.
  var name: String
  /// The latest ask: what an answer answers.
  var latest: Item
  var hurt: String?
  /// When the other thinks that the two talked about it.
  var thinksTalked: Moment?
}
