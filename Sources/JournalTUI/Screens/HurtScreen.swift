internal import JournalCore

/// One hurt: how it comes back, the questions in it, what was heard, what was owned.
struct HurtPage: Hashable, Sendable {
  var hurt: HurtRow
  var patterns: Patterns
  var dates: [MarkedDate]
  var answers: HeardCounts?
  var questions: [Question]
  var heard: [Item]
  var owned: [Item]
  /// Boundaries and promises of this hurt: what keeps it from happening again.
  var keeps: [Keep]
  var written: [Item]
  /// What its named causer remembers differently.
  var different: ActRow?
  /// True when the one who sits here put the line about owning away.
  var isOwningHidden: Bool

  /// A chain of the hurt, by its name's words, with its state.
  struct Question: Hashable, Sendable {
    var id: String
    var words: String
    var state: String
    var day: JournalDay
  }

  struct Keep: Hashable, Sendable {
    var id: String
    var words: String
    var state: String
  }
}

extension Reader {
  func hurtPage(_ id: String, _ desk: Desk) throws -> HurtPage? {
    guard let hurt = try hurt(id) else { return nil }
    let talks = try talks(ofHurt: id)
    let questions = try talks.filter { $0.wantsAnswer && !$0.isWithdrawn }.map { talk in
      HurtPage.Question(id: talk.id, words: talk.text, state: try state(of: talk, desk), day: talk.day)
    }
    let different = try rememberedDifferently(id)
    return HurtPage(
      hurt: hurt, patterns: try patterns(of: hurt), dates: try markedDates(),
      answers: try heardCounts()[id].flatMap { $0.isShown ? $0 : nil },
      questions: questions.sorted {
        ($0.state != Words.noAnswerYet ? 1 : 0, $1.day) < ($1.state != Words.noAnswerYet ? 1 : 0, $0.day)
      },
      heard: try heardAnswers(ofHurt: id).map(item).reversed(), owned: try acknowledgements(ofHurt: id).map(item),
      keeps: try keeps(of: id, desk), written: try talks.filter { !$0.wantsAnswer }.map(item).reversed(),
      different: different, isOwningHidden: try different != nil || journal.isHidden(HurtScreen.owningLine(id)))
  }

  /// The state of a chain as one reads it, by its own words.
  private func state(of talk: EntryRow, _ desk: Desk) throws -> String {
    if let row = try waitingRow(of: talk) {
      guard let held = row.heldUntil else { return Words.noAnswerYet }
      return Words.will(
        desk.name(desk.partners.first { $0.id != row.asker }!.id),
        by: Dates.ahead(desk.zone.moment(at: held.instant), today: desk.today))
    }
    switch try chainState(of: talk) {
    case .notYet: return Words.notYet
    case .heard: return Words.heard
    case .answered: return Words.answered
    case .open, .setAside, .withdrawn, nil: return ""
    }
  }

  private func keeps(of hurt: String, _ desk: Desk) throws -> [HurtPage.Keep] {
    let boundaries = try boundaries().filter { $0.entry.hurt == hurt && $0.state != .ended }.map {
      HurtPage.Keep(id: $0.entry.id, words: $0.text, state: Words.boundary($0.state))
    }
    let promises = try entries(ofHurt: hurt, kind: .promise).compactMap { entry -> HurtPage.Keep? in
      guard let last = try self.promises(of: entry.id).last else { return nil }
      return HurtPage.Keep(id: entry.id, words: entry.text, state: Words.state(last, desk))
    }
    return boundaries + promises.reversed()
  }
}

struct HurtScreen: Screen {
  private let id: String
  private var page: HurtPage?
  private var isLoaded = false
  private var rows = Rows<Target>(isSpaced: false)
  private var unfolded: Set<Target> = []

  enum Target: Hashable, Sendable {
    case talk(String)
    /// The rest of a group.
    case more(String)
    case patterns
    case owning
    case note
  }

  init(_ id: String) { self.id = id }

  static func owningLine(_ hurt: String) -> String { "owning " + hurt }

  var query: Query? { .hurt(id) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .hurt(let page)):
      self.page = page
      isLoaded = true
      show(desk)
      return []
    case .resized:
      show(desk)
      return []
    case .action(let action):
      guard let page else { return nil }
      if rows.take(action, in: room(desk), desk) { return [] }
      return act(action, page, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private mutating func act(_ action: Action, _ page: HurtPage, _ desk: Desk) -> [Effect]? {
    let hurt = page.hurt
    let target = rows.focused?.target
    switch (action, target) {
    case (.open, .talk(let id)): return [.push(.talk(id))]
    case (.open, let target?):
      if !unfolded.insert(target).inserted { unfolded.remove(target) }
      show(desk)
      return []
    case (.open, nil): return []
    case (.more, .owning): return [.push(hurt.editor(.write(.acknowledgement)))]
    case (.takeBack, .owning): return [.hide(Self.owningLine(id))]
    case (.sideBySide, .talk(let id)): return [.push(.sideBySide(id))]
    case (.stillHurts, _): return hurt.stillHurts(desk)
    case (.rest, _): return hurt.rest(desk)
    case (.write, _): return [.push(hurt.editor(.write(.feeling)))]
    case (.ask, _): return [.push(hurt.editor(.write(.question)))]
    case (.promise, _): return [.push(hurt.editor(.write(.promise)))]
    case (.edit, _):
      // The one who is named may put one note beside it.
      guard hurt.causedBy == desk.me.id else { return nil }
      return [.push(.editor(.act(.toldDifferently, hurt.id), nil))]
    default: return nil
    }
  }

  // MARK: - Rows

  private mutating func show(_ desk: Desk) {
    guard let page else { return }
    rows.show(rows(page, desk), in: room(desk), desk)
  }

  /// Where there is room: the dots of thirty days, and their weeks beside them.
  private func hasPicture(_ desk: Desk) -> Bool {
    desk.size.rows >= 24 && !(page?.hurt.recentDays.isEmpty ?? true)
  }

  private func room(_ desk: Desk) -> Range<Int> {
    desk.body(from: hasPicture(desk) ? 12 : 4)
  }

  /// Two of each; the rest unfolds.
  private func rows(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    func some(_ label: String, _ all: [Rows<Target>.Row]) -> [Rows<Target>.Row] {
      var shown = all
      let more = Target.more(label)
      if all.count > 3, !unfolded.contains(more) {
        shown = Array(all.prefix(2)) + [.init(text: Words.andOthers + " " + desk.glyphs.ellipsis, target: more)]
      }
      return shown.group(label) { $0 }
    }
    func item(_ item: Item) -> Rows<Target>.Row {
      .init(
        text: item.words, trailing: Dates.short(item.entry.day, today: desk.today), target: .talk(item.entry.id))
    }
    var rows = patterns(page, desk)
    rows += some(Words.wasHeard, page.heard.map(item))
    rows += some(
      Words.questions, page.questions.map { .init(text: $0.words, trailing: $0.state, target: .talk($0.id)) })
    rows += some(Words.wasOwned, page.owned.map(item))
    if page.owned.isEmpty, page.hurt.causedBy == desk.me.id, !page.isOwningHidden {
      rows.append(
        .init(
          label: Words.wasOwned, text: Words.nothingOwned, trailing: Words.writeOrHide, style: .muted, target: .owning))
    }
    let keeps = page.keeps.map { Rows<Target>.Row(text: $0.words, trailing: $0.state, target: .talk($0.id)) }
    if !keeps.isEmpty { rows += [.init(label: Words.whatKeeps, text: "")] + some("", keeps) }
    if let note = page.different {
      rows.append(
        .init(label: Words.differently, text: desk.name(note.author) + ": " + note.text, target: .note))
      if unfolded.contains(.note) {
        rows += TextLayout.wrap(note.text, width: desk.width - 22).map { .init(text: $0) }
      }
    }
    return rows + some(Words.written, page.written.map(item))
  }

  /// What comes near dates is a line; the rest of the patterns stands behind Enter.
  private func patterns(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    guard !page.patterns.isFolded else { return [] }
    var near = page.patterns
    near.weekdays = [:]
    near.parts = [:]
    near.shownTags = []
    var rows: [Rows<Target>.Row] = Words.patterns(near, page.dates).group(Words.aroundDates) { .init(text: $0) }
    var rest = page.patterns
    rest.shownDates = []
    let sentences = Words.patterns(rest, page.dates) + (page.answers.map { [Words.heardCounts($0)] } ?? [])
    guard !sentences.isEmpty else { return rows }
    rows.append(.init(label: Words.whenItComes, text: Words.unfoldWhen, style: .muted, target: .patterns))
    if unfolded.contains(.patterns) { rows += sentences.map { .init(text: $0) } }
    return rows
  }

  // MARK: - Drawing

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: isLoaded ? Words.talkGone : "") }
    let hurt = page.hurt
    let teller = Words.carries(desk.name(hurt.carriedBy), toldBy: desk.name(hurt.toldBy))
    // The picture of the days, a sentence each.
    let days = hurt.recentDays.map { day in
      (day.intensity.map { "\($0) " } ?? "") + Words.on + " " + Dates.long(day.day, today: desk.today) + "."
    }
    return Spoken(
      title: hurt.label,
      lines: [
        hurt.isPrivate ? Words.forYou : teller,
        hurt.sentence(desk) + (hurt.recentDays.isEmpty ? "" : ", " + Words.course(hurt.course.word)),
        days.joined(separator: " "),
      ], items: rows.spoken(desk), focus: rows.focus)
  }

  mutating func select(_ item: Int, _ desk: Desk) { rows.select(item, in: room(desk), desk) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 2, right: desk.tabHeader)
    if let page {
      drawHead(page.hurt, on: &canvas, desk)
      if hasPicture(desk) { drawPicture(page, on: &canvas, desk) }
      rows.draw(on: &canvas, in: room(desk), desk)
      if rows.all.isEmpty { canvas.cursor(row: 2, column: 0) }
    } else if isLoaded {
      canvas.put(Words.talkGone, row: 2, column: 2)
    }
    let isMine = page?.hurt.carriedBy == desk.me.id
    canvas.footer(
      [Offer(.ask, "ask"), Offer(.write, "write")]
        + (isMine ? [Offer(.stillHurts, "still hurts")] : []) + [Offer(.open, "open")]
        + (isMine ? [Offer(.rest, page?.hurt.isAtRest ?? false ? "wake it" : "let it rest")] : [])
        + [Offer(.out, "back")])
  }

  private func drawHead(_ hurt: HurtRow, on canvas: inout Canvas, _ desk: Desk) {
    let teller = Words.carries(desk.name(hurt.carriedBy), toldBy: desk.name(hurt.toldBy))
    let room = canvas.width - TextLayout.width(teller) - 5
    canvas.put(
      Line(
        [Run(TextLayout.cut(hurt.label, to: room, ellipsis: canvas.glyphs.ellipsis), .bold)],
        trailing: Run(hurt.isPrivate ? Words.forYou : teller, .muted)), row: 2)
    var parts = [hurt.sentence(desk)]
    if !hurt.recentDays.isEmpty { parts.append(Words.course(hurt.course.word)) }
    let words = parts.joined(separator: ", ")
    canvas.put(
      Line(
        TextLayout.cut(words, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis),
        trailing: hurt.holdsPrivate && !hurt.isPrivate && TextLayout.width(words) + 20 < canvas.width
          ? Run(Words.forYou, .muted) : nil), row: 4)
  }

  private func drawPicture(_ page: HurtPage, on canvas: inout Canvas, _ desk: Desk) {
    let last = desk.today
    let first = last.adding(days: -29)
    DayDots(days: page.hurt.days, first: first, count: 30).draw(on: &canvas, row: 6, column: 0)
    guard canvas.width >= 72 else { return }
    let around = (0..<30).map { first.adding(days: $0) }
    let dates = page.dates.filter { $0.owner == page.hurt.carriedBy || $0.owner == "both" }
    WeekGrid(
      first: first, last: last, marked: Set(page.hurt.recentDays.map(\.day)),
      starred: Set(around.filter { day in dates.contains { $0.returns(on: day) || $0.date == day } })
    ).draw(on: &canvas, row: 6, column: canvas.width - WeekGrid.width - 2)
  }
}
