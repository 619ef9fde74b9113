internal import JournalCore

/// The week, as two people look at it together on one screen: the shared view alone.
struct WeekPage: Hashable, Sendable {
  var thanks: [Item]
  var promised: [OursPage.Promised]
  var open: [WaitingItem]
  var notYet: [Item]
  var cameBack: [HurtRow]
  var ahead: [OursPage.DateAhead]
  /// What the one who is signed in may be offered about help; both read it, each person has their own quiet.
  var card: HelpCard?
  /// Questions of the one who is signed in that were never linked and may be one; the older first.
  var pairs: [Pair]

  struct Pair: Hashable, Sendable {
    var roots: [String]
    var older: Item
    var newer: Item
  }
}

extension Journal {
  /// - Parameter person: whose cool-downs count for the card.
  func weekPage(_ person: String, at instant: Instant) throws -> WeekPage {
    let shared = reader(.shared, at: instant)
    let week = try shared.week()
    let own = reader(.person(person), at: instant)
    let card = try own.helpCard()
    let pairs = try own.mightBelongTogether().compactMap { pair -> WeekPage.Pair? in
      guard case .chain(let one) = pair.older, case .chain(let other) = pair.newer,
        let older = try shared.entry(pair.olderWording), let newer = try shared.entry(pair.newerWording)
      else { return nil }
      return WeekPage.Pair(roots: [one, other], older: try shared.item(older), newer: try shared.item(newer))
    }
    return WeekPage(
      thanks: try week.thanks.map(shared.item), promised: try week.promised.map(shared.promised),
      open: try week.open.compactMap(shared.waitingItem),
      notYet: try week.notYetHeard.compactMap { try shared.entry($0) }.map(shared.item), cameBack: week.cameBack,
      ahead: week.ahead.map { OursPage.DateAhead(label: $0.date.label, day: $0.day) },
      card: card?.audience == .both ? card : nil, pairs: pairs)
  }
}

struct WeekScreen: Screen {
  private var page: WeekPage?
  private(set) var step: Int
  private var rows = Rows<Target>()
  private var isCardNoted = false

  enum Target: Hashable, Sendable {
    case talk(String)
    case promise(String, due: Moment)
    case hurt(String)
    case card
    case pair(WeekPage.Pair)
    case promising
  }

  /// - Parameter step: where it was left a short while ago.
  init(step: Int = 0) { self.step = step }

  var query: Query? { .week }
  var isTogether: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .week(let page)):
      self.page = page
      return show(desk)
    case .resized: return show(desk)
    case .action(let action): return take(action, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    switch action {
    case .next:
      step = min(step + 1, Words.weekSteps.count - 1)
      return [.keepWeek(step)] + show(desk)
    case .previous:
      step = max(0, step - 1)
      return [.keepWeek(step)] + show(desk)
    case .week: return [.out]
    default: break
    }
    if rows.take(action, in: Self.room(desk), desk) { return [] }
    switch (action, rows.focused?.target) {
    case (.open, .talk(let id)): return [.push(.talk(id))]
    case (.open, .promise(let id, _)): return [.push(.talk(id))]
    case (.open, .hurt(let id)): return [.push(.hurt(id))]
    case (.open, .card): return [.push(.helpPage)]
    case (.open, .pair(let pair)): return [.push(.talk(pair.older.entry.id))]
    case (.ask, .pair(let pair)): return [.push(.editor(.askAgain(pair.older.entry.id), nil))]
    case (.takeBack, .pair(let pair)):
      page?.pairs.removeAll { $0 == pair }
      return [.keepApart(pair.roots[0], pair.roots[1])] + show(desk)
    case (.open, .promising): return [.push(.editor(.write(.promise), nil))]
    case (.open, nil): return []
    case (.mark, .promise(let id, let due)): return [.push(.prompt(.promise(id, due: due)))]
    case (.takeBack, .card):
      guard let card = page?.card else { return [] }
      page?.card = nil
      return [.noteCard(card, isNotNow: true)] + show(desk)
    case (.answer, .talk(let id)):
      guard let item = page?.open.first(where: { $0.latest.entry.id == id }) else { return nil }
      return item.latest.answering(desk)
    case (.later, .talk(let id)):
      guard let item = page?.open.first(where: { $0.latest.entry.id == id }), item.row.asker != desk.me.id else {
        return [.say(Words.nothingWaits)]
      }
      return [.push(.prompt(.later(id)))]
    case (let action, .hurt(let id)):
      guard let hurt = page?.cameBack.first(where: { $0.id == id }) else { return nil }
      switch action {
      case .stillHurts: return hurt.stillHurts(desk)
      case .rest: return hurt.rest(desk)
      case .write: return [.push(hurt.editor(.write(.feeling)))]
      case .ask: return [.push(hurt.editor(.write(.question)))]
      case .promise: return [.push(hurt.editor(.write(.promise)))]
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func show(_ desk: Desk) -> [Effect] {
    guard let page else { return [] }
    rows.show(Self.rows(page, step, desk), in: Self.room(desk), desk)
    guard step == 3, let card = page.card, !card.isForSession, !isCardNoted else { return [] }
    isCardNoted = true
    return [.noteCard(card, isNotNow: false)]
  }

  private static func room(_ desk: Desk) -> Range<Int> { desk.body(from: headRow(desk) - desk.body.lowerBound + 2) }

  /// Where it stands what this step is about: below how things are, and what is closed meanwhile.
  private static func headRow(_ desk: Desk) -> Int {
    desk.list().lowerBound + (saysClosed(desk) ? 2 : desk.size.rows < 18 ? 1 : 0)
  }

  /// On the smallest screens, how things are comes first.
  private static func saysClosed(_ desk: Desk) -> Bool { desk.notice == nil || desk.size.rows >= 18 }

  private static func rows(_ page: WeekPage, _ step: Int, _ desk: Desk) -> [Rows<Target>.Row] {
    func said(_ item: Item) -> Rows<Target>.Row {
      .init(
        text: item.words, trailing: Dates.short(item.entry.day, today: desk.today), day: item.entry.day,
        bar: desk.role(item.entry.author), target: .talk(item.entry.id))
    }
    func dated(_ date: OursPage.DateAhead) -> Rows<Target>.Row {
      .init(text: date.label, trailing: Dates.weekdayed(date.day, today: desk.today))
    }
    switch step {
    case 0: return page.thanks.map(said)
    case 1:
      return page.promised.map { promised in
        .init(
          text: promised.words, trailing: Words.bothWords(promised.row, desk), bar: desk.role(promised.row.by),
          target: .promise(promised.row.promise, due: promised.row.due))
      }
    case 2:
      let open: [Rows<Target>.Row] = page.open.map { item in
        .init(
          text: item.name,
          trailing: item.row.heldUntil.map { Words.willBy(Dates.ahead($0, today: desk.today)) }
            ?? Dates.short(JournalDay(desk.zone.moment(at: item.row.since)), today: desk.today),
          bar: desk.role(item.row.asker), target: .talk(item.latest.entry.id))
      }
      if open.isEmpty, page.notYet.isEmpty { return [] }
      return open + [.init(text: Words.answeredNotYet, beginsGroup: !open.isEmpty, isHeading: true)]
        + (page.notYet.isEmpty ? [.init(text: Words.nothing, style: .muted)] : page.notYet.map(said))
    case 3:
      var rows: [Rows<Target>.Row] = page.cameBack.map { hurt in
        // A long name is cut before the day is.
        let room = desk.width - 4
        let shortest = TextLayout.width(": " + hurt.sentence(desk, within: 0))
        let label = TextLayout.cut(hurt.label, to: max(12, room - shortest), ellipsis: desk.glyphs.ellipsis) + ": "
        return .init(
          text: label + hurt.sentence(desk, within: room - TextLayout.width(label)), bar: desk.role(hurt.carriedBy),
          target: .hurt(hurt.id))
      }
      if let card = page.card {
        rows.append(
          .init(
            text: card.isForSession ? Words.bringIt : Words.helpCard,
            trailing: card.isForSession ? "" : Words.lookOrNotNow, target: .card))
      }
      if !page.pairs.isEmpty {
        rows.append(.init(text: Words.mightBelong(desk.me.name), style: .bold, isHeading: true))
      }
      for pair in page.pairs {
        let bar = desk.role(pair.older.entry.author)
        rows += [pair.older, pair.newer].map { item in
          .init(
            text: item.words, trailing: Dates.short(item.entry.day, today: desk.today), day: item.entry.day, bar: bar,
            target: .pair(pair))
        }
      }
      return rows
    case 4: return page.ahead.map(dated)
    default: return [.init(text: Words.oneThing, trailing: Keymap.standard.label(Action.promise), target: .promising)]
    }
  }

  // MARK: - Drawing

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.theWeek + ", " + Words.place(step + 1, of: Words.weekSteps.count) + ", " + Words.weekSteps[step],
      lines: [
        desk.notice ?? "", Words.sideBySide(desk.partners[0].name, desk.partners[1].name),
        page.map { head($0, desk) } ?? "",
        Words.signedIn(desk),
      ], items: rows.spoken(desk), focus: rows.focus)
  }

  /// What this step is about, or that it has nothing.
  private func head(_ page: WeekPage, _ desk: Desk) -> String {
    guard !rows.all.isEmpty, step != 2 || !page.open.isEmpty else { return Words.weekEmpty[step] }
    return Words.weekHeads[step] + (step == 2 && !desk.isHeard ? " " + Words.barSays : "")
  }

  mutating func select(_ item: Int, _ desk: Desk) { rows.select(item, in: Self.room(desk), desk) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    drawSteps(on: &canvas, desk)
    guard let page else { return }
    canvas.notice(desk)
    if Self.saysClosed(desk) {
      canvas.put(
        TextLayout.cut(
          Words.sideBySide(desk.partners[0].name, desk.partners[1].name), to: canvas.width - 3,
          ellipsis: canvas.glyphs.ellipsis), row: desk.list().lowerBound, column: 2, style: .muted)
    }
    canvas.put(
      TextLayout.cut(head(page, desk), to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis),
      row: Self.headRow(desk), column: 2)
    rows.draw(on: &canvas, in: Self.room(desk), desk)
    if step == 3, let card = page.card, !card.isForSession, rows.focused?.target == .card {
      canvas.put(
        TextLayout.cut(Words.why(card), to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis),
        row: canvas.body.upperBound - 1, column: 2, style: .muted)
    }
    canvas.put(
      TextLayout.cut(
        Words.signedIn(desk), to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis),
      row: canvas.lineRow, column: 2, style: .muted)
    canvas.footer(
      (rows.focused?.target == nil ? [] : [Offer(.open, Words.openKey)]) + [
        Offer(.next, Words.nextStepKey), Offer(.previous, Words.stepBackKey), Offer(.out, Words.closeKey),
      ])
  }

  /// The steps by name, the open one in brackets; where there is no room, its own name alone.
  private func drawSteps(on canvas: inout Canvas, _ desk: Desk) {
    let names = Words.weekSteps.enumerated().map { $0.offset == step ? "[\($0.element)]" : $0.element }
    let all = Words.theWeek + ": " + names.joined(separator: ", ")
    let date = Dates.weekdayed(desk.moment.date, today: desk.today)
    let right = desk.isSample ? Words.sample + "  " + date : date
    let titles = [all, names.joined(separator: ", "), Words.theWeek + ": " + names[step]]
    let title = titles.first { TextLayout.width($0 + right) + 4 <= canvas.width } ?? titles[2]
    canvas.title(title, right: right)
    if rows.all.isEmpty { canvas.cursor(row: Self.headRow(desk), column: 0) }
  }
}
