internal import JournalCore

struct OpenPage: Hashable, Sendable {
  var waitingForMe: [WaitingItem]
  var myWaits: [WaitingItem]
}

extension Reader {
  func openPage(_ desk: Desk) throws -> OpenPage {
    let (forMe, mine) = try waiting(desk, first: .max)
    return OpenPage(waitingForMe: forMe, myWaits: mine)
  }

  /// What waits, both ways, the first of each.
  func waiting(_ desk: Desk, first count: Int) throws -> (forMe: [WaitingItem], mine: [WaitingItem]) {
    let answered = desk.onItsWay?.purpose.target ?? ""
    let tray = try tray()
    /// What waits on purpose is not told here.
    func comes(_ row: WaitingRow) throws -> Bool {
      try row.asks.last.flatMap { try entry($0) }.map { try !waits($0, in: tray) } ?? true
    }
    let forMe = try waiting(askedBy: desk.other.id, first: count) { try !$0.asks.contains(answered) && comes($0) }
    let mine = try waiting(askedBy: desk.me.id, first: count, isWanted: comes)
    return (try forMe.compactMap(waitingItem), try mine.compactMap(waitingItem))
  }
}

/// What waits, both ways. The focused one stands whole, the rest are one line each: any one is enough.
struct OpenList: Screen {
  private var page: OpenPage?
  private var focus = 0

  var query: Query? { .open }
  private var all: [WaitingItem] { (page?.waitingForMe ?? []) + (page?.myWaits ?? []) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    if case .page(_, .open(let page)) = event {
      let chain = all.indices.contains(focus) ? all[focus].row.chain : nil
      self.page = page
      focus = all.firstIndex { $0.row.chain == chain } ?? max(0, min(focus, all.count - 1))
      return []
    }
    guard case .action(let action) = event, let page else { return nil }
    let item = all.indices.contains(focus) ? all[focus] : nil
    let isMine = focus >= page.waitingForMe.count
    switch action {
    case .down, .next: focus = min(focus + 1, max(0, all.count - 1))
    case .up, .previous: focus = max(0, focus - 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = max(0, all.count - 1)
    case .open: return item.map { [.push(.talk($0.latest.entry.id))] } ?? []
    case .answer:
      guard let item = isMine ? page.waitingForMe.first : item else { return [.say(Words.nothingWaits)] }
      return [.push(.editor(.answer(item.latest.entry.id), nil))]
    case .later:
      guard let item, !isMine else { return [.say(Words.nothingWaits)] }
      return [.push(.prompt(.later(item.latest.entry.id)))]
    case .ask:
      guard let item, isMine, item.latest.entry.kind == .question else { return nil }
      return [.push(.editor(.askAgain(item.latest.entry.id), nil))]
    case .openList: return [.out]
    default: return item?.latest.effects(of: action, desk)
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: Words.open) }
    let items =
      page.waitingForMe.map { desk.asked + ", " + $0.spoken(desk) }
      + page.myWaits.map { Words.youWaitFor + ", " + $0.spoken(desk) }
    return Spoken(
      title: Words.open,
      lines: [desk.notice ?? "", head(page, desk)], items: items,
      focus: focus)
  }

  private func head(_ page: OpenPage, _ desk: Desk) -> String {
    page.waitingForMe.isEmpty ? Words.nothingWaits : desk.isAbsent ? Words.openHead : Words.waitingHead
  }

  mutating func select(_ item: Int, _ desk: Desk) { focus = item }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.open, right: desk.header())
    canvas.notice(desk)
    canvas.footer(offers)
    guard let page else { return }
    var blocks: [(lines: [Line], focus: Int?)] = []
    blocks.append((TextLayout.wrap(head(page, desk), width: canvas.width - 3).map { Line($0) } + [Line()], nil))
    for (index, item) in page.waitingForMe.enumerated() {
      let isWhole = index == focus || (focus >= page.waitingForMe.count && index == 0)
      let lines = isWhole ? whole(item, desk, canvas) : [line(item, desk, canvas)]
      let isLast = index == page.waitingForMe.count - 1
      blocks.append((lines + (isWhole || isLast ? [Line()] : []), index))
    }
    if page.myWaits.isEmpty {
      blocks.append(([head(Words.youWaitFor, Words.nothing)], nil))
    } else {
      blocks.append(([head(Words.youWaitFor, "")], nil))
    }
    for (index, item) in page.myWaits.enumerated() {
      let isWhole = index + page.waitingForMe.count == focus
      blocks.append(
        (
          isWhole ? whole(item, desk, canvas) + [Line()] : [line(item, desk, canvas)], index + page.waitingForMe.count
        ))
    }
    // The focused block stays in sight.
    let before = blocks.prefix { $0.focus != focus }.reduce(0) { $0 + $1.lines.count }
    let height = blocks.first { $0.focus == focus }?.lines.count ?? 0
    let room = desk.list()
    var row = room.lowerBound - max(0, min(before, before + height - room.count))
    for block in blocks {
      for (number, line) in block.lines.enumerated() {
        if room.contains(row) {
          canvas.put(line, row: row)
          if let item = block.focus { canvas.spot(.item(item), row: row) }
          if block.focus == focus, number == 0 { canvas.focus(row: row) }
        }
        row += 1
      }
    }
    if all.isEmpty { canvas.cursor(row: room.lowerBound, column: 0) }
  }

  /// What can be done with the focused one; with none, nothing but going.
  private var offers: [Offer] {
    guard let page, all.indices.contains(focus) else { return [Offer(.out, Words.backKey)] }
    let isMine = focus >= page.waitingForMe.count
    return
      (isMine
      ? [Offer(.ask, Words.askAgainKey), Offer(.mark, Words.howItStands)]
      : [Offer(.answer, Words.answerKey), Offer(.later, Words.laterKey)])
      + [Offer(.open, Words.openKey), Offer([.down, .up], Words.nextKey), Offer(.out, Words.backKey)]
  }

  private func head(_ label: String, _ text: String) -> Line {
    Line([Run(label, .bold), Run(String(repeating: " ", count: max(1, 20 - label.count)) + text, .muted)])
  }

  private func whole(_ item: WaitingItem, _ desk: Desk, _ canvas: Canvas) -> [Line] {
    let entry = item.latest.entry
    let isMine = item.row.asker == desk.me.id
    let role = desk.role(entry.author)
    var lines = [
      Line(
        [
          desk.named(entry.author),
          Run(", " + item.latest.when(desk, withClock: canvas.width >= 60), .muted),
        ],
        trailing: item.hurt.map { Run($0, .muted) })
    ]
    lines += TextLayout.wrap(item.latest.words, width: canvas.width - 2).map { Line($0, bar: role) }
    if let will = desk.will(item.row) { lines.append(Line(will, .muted, bar: role)) }
    if isMine, let told = item.thinksTalked {
      let day = Dates.told(told, today: desk.today)
      lines += TextLayout.wrap(Words.thinksTalked(desk.other.name, day), width: canvas.width - 4).map {
        Line($0, .muted, bar: role)
      }
    }
    let keys =
      isMine
      ? [Offer(.ask, Words.askAgainKey), Offer(.open, Words.wholeTalk)]
      : [Offer(.answer, Words.answerKey), Offer(.later, Words.laterKey), Offer(.open, Words.wholeTalk)]
    var words = keys.map { $0.key + " " + $0.label }
    while words.count > 1, TextLayout.width(words.joined(separator: "   ")) > canvas.width - 2 { words.removeLast() }
    lines.append(Line("", trailing: Run(words.joined(separator: "   "), .muted)))
    return lines
  }

  private func line(_ item: WaitingItem, _ desk: Desk, _ canvas: Canvas) -> Line {
    let since = JournalDay(desk.zone.moment(at: item.row.since))
    let name = desk.name(item.row.asker)
    let date = ", " + Dates.weekdayed(since, today: desk.today)
    let used = TextLayout.width(name) + TextLayout.width(date)
    let padding = String(repeating: " ", count: max(2, 20 - used))
    let room = canvas.width - 3 - used - padding.count
    return Line([
      desk.named(item.row.asker), Run(date, .muted),
      Run(padding + TextLayout.cut(item.name, to: room, ellipsis: canvas.glyphs.ellipsis)),
    ])
  }
}
