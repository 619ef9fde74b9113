internal import JournalCore

/// One talk: a question with every asking and answer, or an entry with what was answered to it.
struct TalkPage: Hashable, Sendable {
  /// What it is about: the first ask, or the entry itself.
  var head: Item
  var items: [Item]
  /// The older words of each edited entry, oldest first.
  var older: [String: [String]]
  /// The entries that were edited after an answer came.
  var editedAfterAnswer: Set<String>
  /// The talks of the same hurt beside this one.
  var earlier: String?
  var later: String?
  /// When the two talked about it, as its asker tells.
  var told: [Moment]
  /// Its state, while it waits.
  var waiting: WaitingRow?
  /// The hurt that it is about.
  var hurt: HurtName?
  /// On how many days it was asked, where that is more than one.
  var asked: AskedDays?
  /// Of a promise: the time at which it fell due last, else the next.
  var promise: PromiseRow?
  /// What the two have, where it is about that: a promise, a boundary, what they do or want.
  var ours: Ours.Target?

  /// The latest question of the one who sits here that stands.
  func myQuestion(_ desk: Desk) -> Item? {
    items.last {
      $0.entry.author == desk.me.id && $0.entry.kind == .question && !$0.entry.isWithdrawn && !$0.isOnItsWay
    }
  }

  /// True where one can say it back, and the other then speaks.
  var hasTurns: Bool {
    items.contains { [.feeling, .question].contains($0.entry.kind) && !$0.entry.isWithdrawn && !$0.entry.isPrivate }
  }

  /// What a verb of writing does at this talk: it is about the same hurt.
  func writing(_ action: Action, _ desk: Desk) -> [Effect]? {
    if action == .more, hasTurns { return [.push(.kinds(talk: head.entry.id))] }
    guard let hurt else { return nil }
    switch action {
    case .write: return [.push(hurt.editor(.write(.feeling)))]
    case .ask: return [.push(hurt.editor(.write(.question)))]
    case .promise: return [.push(hurt.editor(.write(.promise)))]
    case .stillHurts: return hurt.stillHurts(desk)
    default: return nil
    }
  }

  /// Opens the talk before or after it of the same hurt.
  func step(_ by: Int, _ route: (String) -> Route) -> [Effect] {
    guard let beside = by < 0 ? earlier : later else {
      return [.say(by < 0 ? Words.noEarlierTalk : Words.noLaterTalk)]
    }
    return [.replace(route(beside))]
  }
}

extension Reader {
  func talkPage(_ id: String, _ desk: Desk) throws -> TalkPage? {
    guard let entry = try entry(id) else { return nil }
    let head = try head(of: entry)
    let root = try self.entry(chainName(of: head)) ?? head
    var items = try thread(of: head).map(item)
    if items.isEmpty { items = [try item(head)] }
    var older: [String: [String]] = [:]
    var late: Set<String> = []
    for item in items where item.entry.isEdited {
      let versions = try versions(of: item.entry)
      older[item.entry.id] = versions.dropLast().map(\.text)
      let answered = items.first { answer in
        answer.entry.kind == .response && answer.entry.author != item.entry.author
          && answer.entry.visible > item.entry.visible
      }?.entry.visible
      if let answered, let last = versions.last?.at, last > answered, item.entry.kind != .response {
        late.insert(item.entry.id)
      }
    }
    if let item = try onItsWay(to: items, desk) { items.append(item) }
    let promise = root.kind == .promise ? try promised(root) : nil
    return TalkPage(
      head: try item(root), items: items, older: older, editedAfterAnswer: late,
      earlier: try talk(beside: root, isLater: false)?.id, later: try talk(beside: root, isLater: true)?.id,
      told: try answeredOutside(head).compactMap(\.toldAt), waiting: try waitingRow(of: root),
      hurt: try root.hurt.flatMap { id in try hurtNames().first { $0.id == id } },
      asked: root.kind == .question ? try askedDays(of: root) : nil, promise: promise,
      ours: ours(root, promise, desk))
  }

  /// What is on its way to a talk: an answer, or the question again.
  private func onItsWay(to items: [Item], _ desk: Desk) throws -> Item? {
    guard let letter = desk.onItsWay else { return nil }
    switch letter.purpose {
    case .answer(let id), .askAgain(let id):
      return try items.contains { $0.entry.id == id } ? item(letter, desk) : nil
    default: return nil
    }
  }

  private func promised(_ entry: EntryRow) throws -> PromiseRow? {
    let times = try promises(of: entry.id).sorted { $0.due.instant < $1.due.instant }
    return times.last { $0.due.instant <= instant } ?? times.first
  }

  private func ours(_ entry: EntryRow, _ promise: PromiseRow?, _ desk: Desk) -> Ours.Target? {
    guard !entry.isWithdrawn else { return nil }
    let isMine = entry.author == desk.me.id
    switch entry.kind {
    case .promise: return promise.map { .promise(entry.id, due: $0.due) }
    case .boundary: return .boundary(entry.id, isMine: isMine)
    case .ritual: return .ritual(entry.id)
    case .goal: return .goal(entry.id, isMine: isMine)
    default: return nil
    }
  }
}

/// The thread reader.
struct Talk: ListScreen {
  private let id: String
  /// What it was found by: its hits stay marked, and the next one is a key away.
  private let hits: Hits?
  private var page: TalkPage?
  private var isGone = false
  var list = ScrollList()
  private var unfolded: Set<String> = []

  init(_ id: String, sought: String? = nil) {
    self.id = id
    hits = sought.map { Hits(of: $0) }
  }

  var query: Query? { .talk(id) }
  var names: [String] { page?.items.map(\.entry.id) ?? [] }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .talk(let page)):
      let isFirst = self.page == nil
      keepFocus(desk) { $0.page = page }
      isGone = page == nil
      if isFirst, let page { select(opening(page), desk) }
      return []
    case .resized:
      settle(desk)
      return []
    case .action(let action): return take(action, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  /// Opens at what one came for; a long talk from its name, at the latest answer that was heard.
  private func opening(_ page: TalkPage) -> Int {
    if id != page.head.entry.id, let index = page.items.firstIndex(where: { $0.entry.id == id }) { return index }
    return page.items.lastIndex { $0.mark == .heard } ?? page.items.count - 1
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    guard let page, !page.items.isEmpty else { return nil }
    if move(action, desk) { return [] }
    let item = page.items[min(list.selected, page.items.count - 1)]
    switch action {
    case .open:
      if !unfolded.insert(item.entry.id).inserted { unfolded.remove(item.entry.id) }
      settle(desk)
      return []
    case .answer:
      if let effects = item.answering(desk) { return effects }
      let last = page.items.last {
        $0.entry.author != desk.me.id && $0.entry.kind != .response && !$0.entry.isWithdrawn
      }
      return last.flatMap { $0.answering(desk) }
    case .later:
      guard let waiting = page.waiting, waiting.asker != desk.me.id, let ask = waiting.asks.last else {
        return [.say(Words.nothingWaits)]
      }
      return [.push(.prompt(.later(ask)))]
    case .ask:
      return page.myQuestion(desk).map { [.push(.editor(.askAgain($0.entry.id), nil))] } ?? page.writing(action, desk)
    case .mark where page.ours != nil, .rest where page.ours != nil: return page.ours?.effects(of: action)
    case .mark where page.waiting != nil && item.entry.wantsAnswer: return item.effects(of: .mark, desk)
    case .mark:
      if item.entry.kind == .response || item.entry.kind == .acknowledgement { return item.effects(of: .mark, desk) }
      let answer = page.items.last {
        $0.entry.kind == .response && $0.entry.author != desk.me.id && !$0.entry.isWithdrawn
      }
      return (item.entry.isPrivate ? item : answer ?? item).effects(of: .mark, desk)
    case .rest where item.entry.author == desk.me.id && item.entry.kind == .question:
      guard let asked = page.asked else { return [.say(Words.notForThat)] }
      unfolded.insert(item.entry.id)
      return [
        .act(
          .countFolded, fields: ["target": .string(page.head.entry.id), "value": .bool(!asked.isFolded)],
          said: asked.isFolded ? Words.countShown : Words.countHidden)
      ]
    case .nextHit where hits != nil:
      return [.out, .press(Keymap.standard.key(.nextHit)), .press(Keymap.standard.key(.open))]
    case .previousHit where hits != nil:
      return [.out, .press(Keymap.standard.key(.previousHit)), .press(Keymap.standard.key(.open))]
    case .sideBySide: return [.replace(.sideBySide(page.head.entry.id))]
    case .earlierTalk: return page.step(-1, Route.talk)
    case .laterTalk: return page.step(1, Route.talk)
    default: return item.effects(of: action, desk) ?? page.writing(action, desk)
    }
  }

  // MARK: - Drawing

  func room(_ desk: Desk) -> Range<Int> { desk.body }

  func blocks(_ desk: Desk) -> [[Line]] { page.map { blocks($0, desk) } ?? [] }

  private func blocks(_ page: TalkPage, _ desk: Desk) -> [[Line]] {
    page.items.enumerated().map { index, item in
      let entry = item.entry
      let role = desk.role(entry.author)
      let when = item.when(desk, withClock: desk.width >= 60)
      var heading = [Run(desk.name(entry.author), Style(role, bold: true)), Run(", " + when, .muted)]
      if !entry.isWithdrawn {
        heading.append(Run("  " + headingWords(item, desk), .muted))
      }
      var lines = [Line(heading, trailing: (item.note ?? item.strength).map { Run($0, .muted) })]
      if item.note != nil, let strength = item.strength {
        lines[0].runs.append(Run("  " + strength, .muted))
      }
      lines += TextLayout.wrap(item.whole, width: desk.width - 2).map {
        let style: Style = entry.isWithdrawn ? .muted : .text
        return Line(hits?.runs($0, style) ?? [Run($0, style)], bar: entry.isPrivate ? nil : role)
      }
      lines += beside(item, page, desk).map { Line($0, .muted) }
      if let older = page.older[entry.id] {
        let words = page.editedAfterAnswer.contains(entry.id) ? Words.editedAfterAnswer : Words.edited
        lines.append(Line("", trailing: Run(words + "   " + Words.olderKey, .muted)))
        if unfolded.contains(entry.id) {
          for version in older {
            lines += TextLayout.wrap(version, width: desk.width - 6).map { Line($0, .muted, indent: 6) }
          }
        }
      }
      if unfolded.contains(entry.id), let line = asked(page, item, desk) { lines.append(line) }
      if index == page.items.count - 1 {
        lines += page.told.flatMap { told in
          [Line(), Line(Dates.told(told, today: desk.today) + "  " + Words.answeredByTalking, .muted)]
        }
      }
      if index < page.items.count - 1 { lines.append(Line()) }
      return lines
    }
  }

  /// How often it was asked, under a question that is unfolded; its asker can have it shown to neither.
  private func asked(_ page: TalkPage, _ item: Item, _ desk: Desk) -> Line? {
    guard let asked = page.asked, item.entry.kind == .question else { return nil }
    let isMine = item.entry.author == desk.me.id
    guard !asked.isFolded || isMine else { return nil }
    let words =
      asked.isFolded
      ? Words.countIsHidden : Words.askedOn(asked.count, since: Dates.longDate(asked.first, today: desk.today))
    let key = isMine ? Run(Words.countKey(isFolded: asked.isFolded), .muted) : nil
    return Line(words, .muted, indent: 6, trailing: key)
  }

  /// What stands below an entry: how a promise stands; that the other's note on forgiveness asks for nothing.
  private func beside(_ item: Item, _ page: TalkPage, _ desk: Desk) -> [String] {
    let isFirst = item.entry.id == page.items.first?.entry.id
    let isNotOwed = item.entry.kind == .forgiveness && item.entry.author != desk.me.id && !item.entry.isWithdrawn
    let standing = isFirst ? page.promise.map { Words.bothWords($0, desk) } : nil
    return [standing, isNotOwed ? Words.notOwed : nil].compactMap(\.self)
  }

  private func headingWords(_ item: Item, _ desk: Desk) -> String {
    item.entry.kind == .response && item.entry.holdingUntil == nil ? "" : item.what(desk)
  }

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: isGone ? Words.talkGone : "") }
    let items = page.items.map { item in
      let older = unfolded.contains(item.entry.id) ? page.older[item.entry.id] ?? [] : []
      let edited = page.older[item.entry.id] == nil ? "" : ", " + Words.edited
      let asked = unfolded.contains(item.entry.id) ? asked(page, item, desk)?.runs.map(\.text).joined() : nil
      return item.spoken(desk) + beside(item, page, desk).map { ". " + $0 }.joined() + edited
        + older.map { ". " + Words.olderWords + ": " + $0 }.joined()
        + (asked.map { ". " + $0 } ?? "")
    }
    return Spoken(
      title: page.head.words,
      lines: [page.head.hurt].compactMap { $0 }
        + page.told.map { Dates.told($0, today: desk.today) + ", " + Words.answeredByTalking }, items: items,
      focus: list.selected)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    guard let page else {
      canvas.title("", right: desk.header())
      if isGone { canvas.put(Words.talkGone, row: 2, column: 2) }
      canvas.footer([Offer(.out, Words.backKey)])
      return
    }
    canvas.title(page.head.words, right: desk.header(about: page.head.hurt))
    drawList(on: &canvas, desk)
    canvas.footer(offers(page, desk))
  }

  /// What can be done here, and nothing that can't.
  private func offers(_ page: TalkPage, _ desk: Desk) -> [Offer] {
    let head = page.head.entry
    var offers = page.ours?.offers ?? []
    if page.myQuestion(desk) != nil { offers.append(Offer(.ask, Words.askAgainKey)) }
    let answered = page.items.contains { item in
      item.entry.author != desk.me.id && !item.entry.isWithdrawn && item.entry.holdingUntil == nil
        && (item.entry.kind == .response || item.entry.kind == .acknowledgement)
    }
    if answered { offers.append(Offer(.mark, Words.markKey)) }
    if head.author != desk.me.id, !head.isWithdrawn { offers.append(Offer(.answer, Words.answerKey)) }
    if page.waiting.map({ $0.asker != desk.me.id }) ?? false { offers.append(Offer(.later, Words.later)) }
    if page.items.count > 1 { offers.append(Offer(.sideBySide, Words.sideBySideKey)) }
    if page.items.count == 1, head.author == desk.me.id, !head.isWithdrawn {
      offers.append(Offer(.edit, Words.newWordsKey))
    }
    if page.earlier ?? page.later != nil { offers.append(Offer([.earlierTalk, .laterTalk], Words.nextTalkKey)) }
    return offers + [Offer(.out, Words.backKey)]
  }
}
