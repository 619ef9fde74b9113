internal import JournalCore

/// Pages that stand for oneself alone; none of them is ever offered.
enum OwnPages: CaseIterable, Hashable, Sendable {
  case ready, ending, sense, ground, forgiveness

  var prompts: [Prompt] {
    switch self {
    case .ready: Prompt.of(step: 0)
    case .sense: [Prompt.named("P62")!, Prompt.named("P39")!]
    case .ground: Prompt.of(step: 9).filter { $0.id != "P62" && $0.id != Prompt.beforeDetails }
    case .forgiveness: Prompt.of(step: 7)
    case .ending: Prompt.of(step: 8)
    }
  }
}

/// What only the one who sits here sees: pages, what they wrote for themselves, what they have set.
struct OwnPage: Hashable, Sendable {
  var items: [Item]
  /// True where there are more than stand here; all of them stand in the past.
  var hasEarlier: Bool
  static let most = 100

  var pages: [OwnPages]
  var isReadyForLighter: Bool
  var rulesOff: Set<HelpReason.Rule>
  /// Of which they asked for fewer.
  var hintsOff: [Deflection]
  var hintsEverywhere: Bool
  var lockMinutes: Int
  var deliveryHour: Int?
  var isHere: Bool
  /// While the other is not in.
  var invitation: Invitation?
}

extension Reader {
  func ownPage() throws -> OwnPage {
    let entries = try privateEntries(before: instant.adding(milliseconds: 1), limit: OwnPage.most + 1)
    // A note on forgiveness is for who carries a hurt.
    let carries = try hasCarried(view.name)
    return OwnPage(
      items: try entries.prefix(OwnPage.most).map(item), hasEarlier: entries.count > OwnPage.most,
      pages: OwnPages.allCases.filter { carries || $0 != .forgiveness },
      isReadyForLighter: try journal.isReadyForLighter(),
      rulesOff: Set(try HelpReason.Rule.allCases.filter { try journal.isOff($0) }),
      hintsOff: try Deflection.allCases.filter { try journal.isOff($0) },
      hintsEverywhere: try journal.hasHintsEverywhere(), lockMinutes: try journal.lockMinutes(),
      deliveryHour: try journal.deliveryHour(),
      isHere: try whoLeft() == nil, invitation: try journal.invitation())
  }
}

struct Own: Screen {
  private var page: OwnPage?
  private var rows = Rows<Target>()

  enum Target: Hashable, Sendable {
    case pages(OwnPages)
    case entry(String)
    case lighter, daily
    case rule(HelpReason.Rule)
    case hintsEverywhere
    case hints(Deflection)
    case invite, endInvitation
    case away
    case lock
    case leave
  }

  private static let lockMinutes = [1, 2, 5, 10, 15, 30, 60]

  var query: Query? { .own }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .own(let page)):
      self.page = page
      rows.show(Self.rows(page, desk), in: room(desk), desk)
      return []
    case .resized:
      rows.show(rows.all, in: room(desk), desk)
      return []
    case .action(let action):
      if rows.take(action, in: room(desk), desk) { return [] }
      guard let page else { return nil }
      return act(action, page, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private func act(_ action: Action, _ page: OwnPage, _ desk: Desk) -> [Effect]? {
    switch (action, rows.focused?.target) {
    case (.write, _): return [.push(.editor(.write(.reflection), nil))]
    case (.open, .pages(let pages)): return [.push(.pages(pages))]
    case (.open, .lock):
      return [.lockAfter(minutes: Self.lockMinutes.first { $0 > page.lockMinutes } ?? Self.lockMinutes[0])]
    case (.open, .entry(let id)): return [.push(.talk(id))]
    case (.open, .away): return [.push(.prompt(.away))]
    case (.open, .lighter): return [.readyForLighter(!page.isReadyForLighter)]
    case (.open, .daily): return [page.deliveryHour == nil ? .push(.prompt(.delivery)) : .deliver(nil)]
    case (.open, .rule(let rule)): return [.helpRule(rule, isOff: !page.rulesOff.contains(rule))]
    case (.open, .hintsEverywhere): return [.hintsEverywhere(!page.hintsEverywhere)]
    case (.open, .hints(let deflection)): return [.hints(deflection, isOff: !page.hintsOff.contains(deflection))]
    case (.open, .invite): return [.invite]
    case (.open, .endInvitation): return [.endInvitation]
    case (.open, .leave): return [.push(.prompt(.leave))]
    case (.open, nil): return []
    case (_, .entry(let id)): return page.items.first { $0.entry.id == id }?.effects(of: action, desk)
    default: return nil
    }
  }

  private func room(_ desk: Desk) -> Range<Int> { desk.list(from: 2) }

  private static func rows(_ page: OwnPage, _ desk: Desk) -> [Rows<Target>.Row] {
    var rows: [Rows<Target>.Row] = page.pages.group(Words.ownPages) {
      .init(text: Words.pages($0), target: .pages($0))
    }
    rows +=
      page.items.isEmpty
      ? [.init(label: Words.written, text: Words.ownEmpty, style: .muted)]
      : page.items.group(Words.written) { item in
        .init(
          text: item.words.split(separator: "\n").first.map(String.init) ?? "",
          trailing: Dates.weekdayed(item.entry.day, today: desk.today), target: .entry(item.entry.id))
      }
    if page.hasEarlier { rows.append(.init(text: Words.earlierInPast, style: .muted)) }
    func setting(_ text: String, _ isOn: Bool, _ target: Target) -> Rows<Target>.Row {
      .init(text: text, trailing: isOn ? Words.yes : Words.no, target: target)
    }
    var settings = [setting(Words.lighter, page.isReadyForLighter, .lighter)]
    settings.append(
      .init(
        text: Words.comesDaily(desk.other.name), trailing: page.deliveryHour.map(Words.atHour) ?? Words.no,
        target: .daily))
    settings += HelpReason.Rule.allCases.map { setting(Words.rule($0), !page.rulesOff.contains($0), .rule($0)) }
    settings.append(setting(Words.hintsEverywhere, page.hintsEverywhere, .hintsEverywhere))
    settings += page.hintsOff.map { setting(Words.hintsAbout($0), false, .hints($0)) }
    let mine = desk.presence[desk.me.id]
    let away = [mine?.awayUntil, mine?.announcedUntil].compactMap(\.self).filter { $0 > desk.now }.max()
    settings.append(
      .init(
        text: Words.awayRow, trailing: away.map { Words.until(desk.time($0)) } ?? Words.no,
        target: .away))
    settings.append(.init(text: Words.locksAfter, trailing: Words.minutes(page.lockMinutes), target: .lock))
    rows += settings.group(Words.settings) { $0 }
    switch page.invitation {
    case .none?: rows.append(.init(label: desk.other.name, text: Words.invitationRow, target: .invite))
    case .out?: rows.append(.init(label: desk.other.name, text: Words.endInvitationRow, target: .endInvitation))
    case .byImport?:
      rows.append(.init(label: desk.other.name, text: Words.codeOfImport(desk.other.name), style: .muted))
    case nil: break
    }
    if page.isHere { rows.append(.init(label: Words.leaving, text: Words.stopSharing, target: .leave)) }
    return rows
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.places[4], lines: [Words.ownNow], items: rows.spoken(desk), focus: rows.focus)
  }

  mutating func select(_ item: Int, _ desk: Desk) { rows.select(item, in: room(desk), desk) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 4, desk)
    if page != nil {
      canvas.put(Words.ownNow, row: desk.list().lowerBound, column: 2, style: .muted)
      rows.draw(on: &canvas, in: room(desk), desk)
    }
    let isEntry = if case .entry = rows.focused?.target { true } else { false }
    canvas.footer(
      [Offer(.write, Words.ownPageKey)] + (rows.focused?.target == nil ? [] : [Offer(.open, Words.openKey)])
        + (isEntry ? [Offer(.edit, Words.newWordsKey)] : [])
        + [Offer(.today, Words.places[0])])
  }
}

/// The questions of one of one's own pages; Enter writes to the focused one.
struct PageList: ListScreen {
  private let pages: OwnPages
  var list = ScrollList()

  init(_ pages: OwnPages) { self.pages = pages }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    if move(action, desk) { return [] }
    guard action == .open || action == .write else { return nil }
    var draft = Draft()
    draft.prompt = pages.prompts[list.selected].id
    draft.isPrivate = true
    return [.push(.editor(.write(pages == .forgiveness ? .forgiveness : .reflection), draft))]
  }

  func room(_ desk: Desk) -> Range<Int> { desk.body(from: 2) }

  func blocks(_ desk: Desk) -> [[Line]] {
    pages.prompts.map { prompt in TextLayout.wrap(prompt.text, width: desk.width - 4).map { Line($0) } + [Line()] }
  }

  private var head: String {
    switch pages {
    case .forgiveness: Words.forgivenessHead
    case .ending: Words.endingHead
    case .ready, .sense, .ground: Words.pagesHead
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: Words.pages(pages), lines: [head], items: pages.prompts.map(\.text), focus: list.selected)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.pages(pages), right: desk.header())
    canvas.put(
      TextLayout.cut(head, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: 2, column: 2, style: .muted)
    drawList(on: &canvas, desk)
    canvas.footer([Offer(.open, Words.writeKey), Offer([.down, .up], Words.nextKey), Offer(.out, Words.backKey)])
  }
}
