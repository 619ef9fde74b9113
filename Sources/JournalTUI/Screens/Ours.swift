internal import JournalCore

/// What two people have: what was promised, thanks, boundaries, what they do, what they want, and the wall.
struct OursPage: Hashable, Sendable {
  var promised: [Promised]
  var thanks: [Item]
  var boundaries: [BoundaryRow]
  var rituals: [RitualRow]
  var goals: [GoalRow]
  var dates: [DateAhead]
  /// What its writers bring along to somebody who helps.
  var brought: [Item]
  /// Who exported what both share, and when, the latest first.
  var exports: [ActRow]
  var bricks: Int

  /// A time at which a promise falls due, with its words.
  struct Promised: Hashable, Sendable {
    var row: PromiseRow
    var words: String
  }

  struct DateAhead: Hashable, Sendable {
    var label: String
    var day: JournalDay
  }
}

extension Reader {
  func oursPage() throws -> OursPage {
    let all = try promises()
    return OursPage(
      promised: try nearby(all).map(promised),
      thanks: try newest(.gratitude, limit: 3).map(item),
      boundaries: try boundaries().filter { $0.state != .ended }, rituals: try rituals(),
      goals: try goals().filter { ![.reached, .letGo].contains($0.state) },
      dates: try datesAhead(14, of: view.name).map { OursPage.DateAhead(label: $0.date.label, day: $0.day) },
      brought: try broughtAlong().map(item), exports: try exports().reversed(), bricks: all.count(where: \.isBrick))
  }

  func promised(_ row: PromiseRow) throws -> OursPage.Promised {
    let words = try entry(row.promise).map { $0.isWithdrawn ? Words.taken : $0.text } ?? ""
    return OursPage.Promised(row: row, words: words)
  }

  /// What fell due in the last two weeks, and the next time of each promise that is ahead.
  private func nearby(_ all: [PromiseRow]) -> [PromiseRow] {
    var ahead: Set<String> = []
    let first = instant.adding(milliseconds: -14 * 24 * 3_600_000)
    return all.filter { row in
      guard row.due.instant > instant else { return row.due.instant > first }
      return ahead.insert(row.promise).inserted
    }.sorted { ($0.due.instant, $0.promise) < ($1.due.instant, $1.promise) }
  }
}

struct Ours: Screen {
  private var page: OursPage?
  private var rows = Rows<Target>()

  enum Target: Hashable, Sendable {
    case promise(String, due: Moment)
    case entry(String)
    case boundary(String, isMine: Bool)
    case ritual(String)
    case goal(String, isMine: Bool)
    case brought(Item)
  }

  var query: Query? { .ours }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .ours(let page)):
      self.page = page
      rows.show(Self.rows(page, desk), in: room(desk), desk)
      return []
    case .resized:
      rows.show(rows.all, in: room(desk), desk)
      return []
    case .action(let action):
      if rows.take(action, in: room(desk), desk) { return [] }
      return act(action, rows.focused?.target, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private func act(_ action: Action, _ target: Target?, _ desk: Desk) -> [Effect]? {
    switch (action, target) {
    case (.open, let target?): return [.push(.talk(target.id))]
    case (.open, nil): return []
    case (_, .brought(let item)): return item.effects(of: action, desk)
    default: return target?.effects(of: action)
    }
  }

  private func room(_ desk: Desk) -> Range<Int> {
    let wall = (page?.bricks ?? 0) > 0 && desk.size.rows >= 18
    let list = desk.list()
    return list.lowerBound..<max(list.lowerBound, list.upperBound - (wall ? wallRows(desk) + 1 : 0))
  }

  /// How something wanted stands, or when the two look at it again.
  private static func state(_ row: GoalRow, _ desk: Desk) -> String {
    guard let look = row.lookAgain, [.proposed, .ours, .reworded].contains(row.state) else {
      return Words.goal(row.state)
    }
    return look <= desk.now ? Words.lookAgain : Words.goal(row.state) + ", " + Words.lookAgain(on: day(look, desk))
  }

  private static func rows(_ page: OursPage, _ desk: Desk) -> [Rows<Target>.Row] {
    var rows: [Rows<Target>.Row] = page.promised.group(Words.promised) { promised in
      let row = promised.row
      return .init(
        name: desk.named(row.by), text: promised.words, trailing: Words.state(row, desk),
        target: .promise(row.promise, due: row.due))
    }
    if rows.isEmpty { rows = [.init(label: Words.promised, text: Words.noPromises, style: .muted)] }
    rows += page.thanks.group(Words.thanks) { item in
      .init(
        name: desk.named(item.entry.author), text: item.words,
        trailing: Dates.short(item.entry.day, today: desk.today), day: item.entry.day, target: .entry(item.entry.id))
    }
    rows += page.boundaries.group(Words.boundaries) { row in
      .init(
        name: desk.named(row.entry.author), text: row.text,
        trailing: row.isUrgent
          ? Words.reachesAtOnce(desk.name(row.entry.author))
          : row.state == .lookAgain
            ? Words.lookAgain : row.lookAgain.map { Words.until(Self.day($0, desk)) } ?? "",
        target: .boundary(row.entry.id, isMine: row.entry.author == desk.me.id))
    }
    rows += page.rituals.group(Words.whatWeDo) { row in
      .init(
        text: row.entry.text + (row.rhythm.map { "  (\($0))" } ?? ""),
        trailing: row.state == .ours
          ? row.notes.last.map { Words.lastTime(Dates.short($0.day, today: desk.today)) } ?? ""
          : Words.ritual(row.state),
        target: .ritual(row.entry.id))
    }
    rows += page.goals.group(Words.whatWeWant) { row in
      .init(
        name: desk.named(row.entry.author), text: row.text, trailing: Self.state(row, desk),
        target: .goal(row.entry.id, isMine: row.entry.author == desk.me.id))
    }
    rows += page.exports.group(Words.exports) { export in
      .init(
        text: Words.exported(desk.name(export.author)),
        trailing: Dates.weekdayed(JournalDay(export.moment), today: desk.today))
    }
    rows += page.dates.group(Words.datesAhead) { date in
      .init(text: date.label, trailing: Dates.weekdayed(date.day, today: desk.today))
    }
    rows += page.brought.group(Words.toBring) { item in
      .init(
        name: desk.named(item.entry.author), text: item.words,
        trailing: item.entry.isPrivate ? Words.forYou : Dates.short(item.entry.day, today: desk.today),
        target: .brought(item))
    }
    return rows
  }

  private static func day(_ instant: Instant, _ desk: Desk) -> String {
    Dates.short(desk.zone.moment(at: instant).date, today: desk.today)
  }

  // MARK: - Drawing

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.places[3], lines: page?.bricks ?? 0 > 0 ? [Words.wall] : [], items: rows.spoken(desk),
      focus: rows.focus)
  }

  mutating func select(_ item: Int, _ desk: Desk) { rows.select(item, in: room(desk), desk) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 3, desk)
    guard let page else { return }
    rows.draw(on: &canvas, in: room(desk), desk)
    drawWall(page.bricks, on: &canvas, desk)
    canvas.footer(
      [Offer(.promise, Words.promiseKey), Offer(.thank, Words.thankKey)] + offers(rows.focused?.target)
        + [Offer(.more, Words.moreKey), Offer(.out, Words.backKey)])
  }

  /// What can be done with the focused row.
  private func offers(_ target: Target?) -> [Offer] { target.map { $0.offers + [Offer(.open, Words.openKey)] } ?? [] }

  /// Bricks in rows of the page's width, the newest on top; their number is not said.
  private func wallRows(_ desk: Desk) -> Int {
    let perRow = Self.bricksPerRow(desk)
    return min(3, ((page?.bricks ?? 0) + perRow - 1) / perRow)
  }

  private static func bricksPerRow(_ desk: Desk) -> Int { max(1, (desk.width - 4) / 4) }

  private func drawWall(_ bricks: Int, on canvas: inout Canvas, _ desk: Desk) {
    guard bricks > 0, desk.size.rows >= 18 else { return }
    let perRow = Self.bricksPerRow(desk)
    let count = wallRows(desk)
    // A taller wall stands on rows that are out of sight.
    let below = max(0, (bricks + perRow - 1) / perRow - count)
    for row in 0..<count {
      let filled = min(perRow, bricks - (row + below) * perRow)
      let shift = (row + below) % 2 == 0 ? 2 : 4
      let wall = Array(repeating: desk.glyphs.brick, count: max(0, filled)).joined(separator: " ")
      canvas.put(wall, row: canvas.body.upperBound - 1 - row, column: shift, style: .muted)
    }
  }
}

extension Ours.Target {
  /// What a verb does to it, in the list and in its talk; nil where the verb is none of it.
  func effects(of action: Action) -> [Effect]? {
    switch (action, self) {
    case (.mark, .promise(let id, let due)): [.push(.prompt(.promise(id, due: due)))]
    case (.mark, .boundary(let id, let isMine)): [.push(.prompt(.boundary(id, isMine: isMine)))]
    case (.mark, .goal(let id, let isMine)): [.push(.prompt(.goal(id, isMine: isMine)))]
    case (.mark, .ritual(let id)): [.push(.editor(.note(id), nil))]
    case (.rest, .ritual(let id)):
      [.act(.ritualResting, fields: ["target": .string(id)], said: Words.ritual(.resting))]
    default: nil
    }
  }

  /// What can be done with it.
  var offers: [Offer] {
    switch self {
    case .entry, .brought: []
    case .promise, .boundary, .goal: [Offer(.mark, Words.howItStands)]
    case .ritual: [Offer(.mark, Words.weDidIt), Offer(.rest, Words.letRestKey)]
    }
  }

  /// The entry that it is about.
  var id: String {
    switch self {
    case .promise(let id, _), .entry(let id), .boundary(let id, _), .ritual(let id), .goal(let id, _): id
    case .brought(let item): item.entry.id
    }
  }
}
