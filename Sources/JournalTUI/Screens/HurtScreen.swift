internal import JournalCore

/// One hurt: how it comes back, the questions in it, what was heard, what was owned.
struct HurtPage: Hashable, Sendable {
  var hurt: HurtRow
  /// What it is about, as whoever named it said.
  var kinds: [String]
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
    var asks: Int
    var isAnswered: Bool
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
    // Past tells the rest, with a filter.
    let talks = try talks(ofHurt: id, newest: 200)
    let questions = try talks.filter { $0.kind == .question && !$0.isWithdrawn }.map { talk in
      let state = try state(of: talk, desk)
      return HurtPage.Question(
        id: talk.id, words: talk.words, state: state, day: talk.day, asks: try asks(of: talk),
        isAnswered: try waitingRow(of: talk) == nil)
    }
    let different = try rememberedDifferently(id)
    return HurtPage(
      hurt: hurt, kinds: try kinds(of: hurt), patterns: try patterns(of: hurt), dates: try markedDates(),
      answers: try heardCounts(ofHurt: id)[id].flatMap { $0.isShown ? $0 : nil },
      // What waits comes first, then what was asked most; how often stands nowhere.
      questions: questions.sorted {
        ($0.isAnswered ? 1 : 0, $1.asks, $1.day) < ($1.isAnswered ? 1 : 0, $0.asks, $0.day)
      },
      heard: try heardAnswers(ofHurt: id).map(item).reversed(), owned: try acknowledgements(ofHurt: id).map(item),
      keeps: try keeps(of: id, desk), written: try talks.filter { $0.kind != .question }.map(item).reversed(),
      different: different, isOwningHidden: try different != nil || journal.isHidden(HurtScreen.owningLine(id)))
  }

  /// The state of a chain as one reads it, by its own words.
  private func state(of talk: EntryRow, _ desk: Desk) throws -> String {
    if let row = try waitingRow(of: talk) { return desk.will(row) ?? Words.noAnswerYet }
    switch try chainState(of: talk) {
    case .notYet: return Words.notYet
    case .heard: return Words.heard
    case .answered: return Words.answered
    case .open, .setAside, .withdrawn, nil: return ""
    }
  }

  /// How often it was asked.
  private func asks(of talk: EntryRow) throws -> Int { try thread(of: talk).count { $0.kind == .question } }

  private func keeps(of hurt: String, _ desk: Desk) throws -> [HurtPage.Keep] {
    let boundaries = try boundaries().filter { $0.entry.hurt == hurt && $0.state != .ended }.map {
      HurtPage.Keep(id: $0.entry.id, words: $0.text, state: Words.boundary($0.state))
    }
    let promises = try entries(ofHurt: hurt, kind: .promise).compactMap { entry -> HurtPage.Keep? in
      guard let last = try self.promises(of: entry.id).last else { return nil }
      return HurtPage.Keep(id: entry.id, words: entry.text, state: Words.state(last, desk))
    }
    return promises + boundaries
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
    /// The rest of the questions.
    case questions
    case patterns
    case owning
    case note
    /// What comes up when, for both or for neither.
    case fold, unfold
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
    case (.open, .fold):
      return [.act(.patternsFolded, fields: ["hurt": .string(id)], said: Words.patternsHidden)]
    case (.open, .unfold):
      return [.act(.patternsUnfolded, fields: ["hurt": .string(id)], said: Words.patternsShown)]
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
    case (.edit, _): return hurt.edit(desk)
    case (.date, _):
      // What comes near dates, and with them the days, times and places.
      guard let row = rows.all.firstIndex(where: { [Words.aroundDates, Words.whenItComes].contains($0.label) }) else {
        return [.say(Words.noDatesHere)]
      }
      unfolded.insert(.patterns)
      rows.select(row, in: room(desk), desk)
      show(desk)
      return []
    default: return nil
    }
  }

  // MARK: - Rows

  private mutating func show(_ desk: Desk) {
    guard let page else { return }
    let isFirst = rows.all.isEmpty
    let all = rows(page, desk)
    rows.show(all, in: room(desk), desk)
    // It opens at the questions.
    if isFirst, let first = all.firstIndex(where: { $0.label == Words.questions }) {
      rows.select(first, in: room(desk), desk)
    }
  }

  /// Where there is room: the dots of thirty days, and their weeks beside them, or below on a narrow screen.
  private enum Picture: Equatable { case none, dots, weeksBeside, weeksBelow }

  private func picture(_ desk: Desk) -> Picture {
    guard desk.size.rows >= 24, !(page?.hurt.recentDays.isEmpty ?? true) else { return .none }
    return desk.width >= 72 ? .weeksBeside : desk.size.rows >= 24 + Self.weekRows ? .weeksBelow : .dots
  }

  /// The rows of thirty days as weeks, with a blank one.
  private static let weekRows = 8

  private func room(_ desk: Desk) -> Range<Int> {
    switch picture(desk) {
    case .none: desk.list(from: 4)
    case .dots, .weeksBeside: desk.list(from: 12)
    case .weeksBelow: desk.list(from: 12 + Self.weekRows)
    }
  }

  /// What one looks for first, a row each; what is left of it stands below, for who goes on.
  private func rows(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    func item(_ item: Item) -> Rows<Target>.Row {
      .init(
        text: item.words, trailing: Dates.short(item.entry.day, today: desk.today), day: item.entry.day,
        target: .talk(item.entry.id))
    }
    let (heard, owned) = (page.heard.map(item), page.owned.map(item))
    let keeps = page.keeps.map { Rows<Target>.Row(text: $0.words, trailing: $0.state, target: .talk($0.id)) }
    var rows = days(page, desk) + dates(page)
    rows += heard.prefix(1).group(Words.wasHeard) { $0 }
    rows += questions(page, desk)
    rows += owned.prefix(1).group(Words.wasOwned) { $0 }
    if owned.isEmpty, page.hurt.causedBy == desk.me.id, !page.isOwningHidden {
      rows.append(
        .init(
          label: Words.wasOwned, text: Words.nothingOwned, trailing: Words.writeOrHide, style: .muted, target: .owning))
    }
    rows += keeps.prefix(1).group(Words.whatKeeps) { $0 }
    if let note = page.different {
      rows.append(
        .init(label: Words.differently, name: desk.named(note.author), text: note.text, target: .note))
      if unfolded.contains(.note) {
        rows += TextLayout.wrap(note.text, width: desk.width - 22).map { .init(text: $0) }
      }
    }
    rows += whenItComes(page, desk)
    rows += heard.dropFirst().group(Words.alsoHeard) { $0 }
    rows += owned.dropFirst().group(Words.alsoOwned) { $0 }
    rows += keeps.dropFirst().group(Words.alsoKeeps) { $0 }
    if !page.kinds.isEmpty {
      rows.append(.init(label: Words.whatItWas, text: page.kinds.joined(separator: ", ")))
    }
    return rows + page.written.map(item).group(Words.written) { $0 }
  }

  /// Two questions; the rest unfolds.
  private func questions(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    var rows = page.questions.map { Rows<Target>.Row(text: $0.words, trailing: $0.state, target: .talk($0.id)) }
    if rows.count > 3, !unfolded.contains(.questions) {
      rows = rows.prefix(2) + [.init(text: Words.andOthers + " " + desk.glyphs.ellipsis, target: .questions)]
    }
    return rows.group(Words.questions) { $0 }
  }

  /// Without the picture, what it shows: the days with their numbers, the latest first.
  private func days(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    guard picture(desk) == .none, !page.hurt.recentDays.isEmpty else { return [] }
    let days = page.hurt.recentDays.reversed().map { day in
      (day.intensity.map { "\($0) " } ?? "") + Words.on + " " + Dates.short(day.day, today: desk.today)
    }
    let width = desk.width - 3 - (desk.width >= 72 ? Rows<Target>.labelWidth : 0)
    // On a narrow screen its name stands before the first of them.
    let lines = TextLayout.wrap(
      (desk.width >= 72 ? "" : Words.cameUpOn + ": ") + days.joined(separator: ", ") + ".", width: width)
    return desk.width >= 72
      ? lines.group(Words.cameUpOn) { .init(text: $0) }
      : lines.enumerated().map { .init(text: $1, beginsGroup: $0 == 0) }
  }

  /// Which marked days it comes near.
  private func dates(_ page: HurtPage) -> [Rows<Target>.Row] {
    guard !page.patterns.isFolded else { return [] }
    var near = page.patterns
    near.weekdays = [:]
    near.parts = [:]
    near.shownTags = []
    return Words.patterns(near, page.dates).group(Words.aroundDates) { .init(text: $0) }
  }

  /// The rest of the patterns stands behind Enter.
  private func whenItComes(_ page: HurtPage, _ desk: Desk) -> [Rows<Target>.Row] {
    let mayFold = page.hurt.carriedBy == desk.me.id && !page.hurt.isPrivate
    guard !page.patterns.isFolded else {
      return mayFold
        ? [.init(label: Words.whenItComes, text: Words.patternsAreHidden, style: .muted, target: .unfold)] : []
    }
    var rest = page.patterns
    rest.shownDates = []
    let sentences = Words.patterns(rest, page.dates) + (page.answers.map { [Words.heardCounts($0)] } ?? [])
    guard !sentences.isEmpty else { return [] }
    let head = Rows<Target>.Row(label: Words.whenItComes, text: Words.unfoldWhen, style: .muted, target: .patterns)
    guard unfolded.contains(.patterns) else { return [head] }
    let fold = mayFold ? [Rows<Target>.Row(text: Words.foldPatterns, style: .muted, target: .fold)] : []
    return [head] + sentences.map { .init(text: $0) } + fold
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
    canvas.tabs(active: 2, desk)
    if let page {
      drawHead(page.hurt, on: &canvas, desk)
      drawPicture(page, on: &canvas, desk)
      rows.draw(on: &canvas, in: room(desk), desk)
      if rows.all.isEmpty { canvas.cursor(row: desk.list().lowerBound, column: 0) }
    } else if isLoaded {
      canvas.put(Words.talkGone, row: desk.list().lowerBound, column: 2)
    }
    let isMine = page?.hurt.carriedBy == desk.me.id
    canvas.footer(
      [Offer(.ask, Words.askKey), Offer(.write, Words.writeKey)]
        + (isMine ? [Offer(.stillHurts, Words.stillHurtsKey)] : []) + [Offer(.open, Words.openKey)]
        + (isMine ? [Offer(.rest, page?.hurt.isAtRest ?? false ? Words.wakeKey : Words.letRestKey)] : [])
        + [Offer(.out, Words.backKey)])
  }

  private func drawHead(_ hurt: HurtRow, on canvas: inout Canvas, _ desk: Desk) {
    let top = desk.list().lowerBound
    let carrier = desk.name(hurt.carriedBy)
    let whose = hurt.isPrivate ? Words.forYou : Words.carries(carrier, toldBy: desk.name(hurt.toldBy))
    let isNarrow = TextLayout.width(hurt.label) + TextLayout.width(whose) + 5 > canvas.width
    canvas.put(
      TextLayout.cut(hurt.label, to: canvas.width - 4, ellipsis: canvas.glyphs.ellipsis), row: top, column: 2,
      style: .bold)
    // Where there is no room beside the name, it stands below.
    let place = isNarrow ? (top + 1, 2) : (top, canvas.width - 1 - TextLayout.width(whose))
    canvas.put(
      TextLayout.cut(whose, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: place.0, column: place.1,
      style: .muted)
    if !hurt.isPrivate {
      canvas.put(carrier, row: place.0, column: place.1, style: Style(desk.role(hurt.carriedBy)), end: canvas.width - 1)
    }
    let course = hurt.recentDays.isEmpty ? "" : ", " + Words.course(hurt.course.word)
    let room = canvas.width - 3
    let words = hurt.sentence(desk, within: room - TextLayout.width(course)) + course
    let lines = TextLayout.wrap(words, width: room, lines: 2, canvas.glyphs.ellipsis)
    // One row has blank ones around it; the second of two takes the one that is free.
    let first = top + (isNarrow || lines.count == 1 ? 2 : 1)
    for (row, line) in zip(first..., lines) { canvas.put(line, row: row, column: 2) }
    if hurt.holdsPrivate, !hurt.isPrivate, lines.count == 1, TextLayout.width(words) + 20 < canvas.width {
      canvas.put(Words.forYou, row: first, endingAt: canvas.width, style: .muted)
    }
  }

  private func drawPicture(_ page: HurtPage, on canvas: inout Canvas, _ desk: Desk) {
    let picture = picture(desk)
    guard picture != .none else { return }
    let row = desk.list().lowerBound + 4
    let last = desk.today
    let first = last.adding(days: -29)
    let style = Style(desk.role(page.hurt.carriedBy))
    DayDots(days: page.hurt.days, first: first, count: 30, style: style).draw(on: &canvas, row: row, column: 0)
    guard picture != .dots else { return }
    let around = (0..<30).map { first.adding(days: $0) }
    let dates = page.dates.filter { $0.owner == page.hurt.carriedBy || $0.owner == "both" }
    let weeks = WeekGrid(
      first: first, last: last, marked: Set(page.hurt.recentDays.map(\.day)),
      starred: Set(around.filter { day in dates.contains { $0.returns(on: day) || $0.date == day } }), style: style)
    if picture == .weeksBeside {
      weeks.draw(on: &canvas, row: row, column: canvas.width - WeekGrid.width - 6)
    } else {
      weeks.draw(on: &canvas, row: row + DayDots.height + 1, column: 2)
    }
  }
}
