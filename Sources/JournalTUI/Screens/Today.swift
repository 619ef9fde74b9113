internal import JournalCore

/// The day: both columns, and what waits below them.
struct Today: Screen {
  var page: TodayPage?
  /// The focused row: entries first, in the order of writing, then the rows below.
  var focus = Focus.row(0)

  enum Focus: Hashable {
    case entry(String)
    case row(Int)
  }

  /// A row under the columns.
  struct Row: Hashable {
    var label: String
    /// Whose words they are: the name that the text begins with.
    var name: Run?
    var text: String
    var trailing: String
    var target: Target
  }

  enum Target: Hashable {
    case none
    case beginning(Action)
    case talk(String)
    case answer(String)
    case company(String)
    case goOn(TodayPage.Unfinished)
    case prompt(Prompt)
    case past, ready
  }

  var query: Query? { .today }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .today(let page)):
      let before = self.page
      self.page = page
      // What is new moves no focus: it stays on what it stood on.
      if case .row = focus, let before {
        let target = self.target(rows(before, desk))
        if let same = rows(page, desk).firstIndex(where: { $0.target == target }) { focus = .row(same) }
      }
      keepFocus(desk)
      return []
    case .action(let action): return take(action, desk)
    case .tick:
      // The tray opens.
      return page?.tray.map { $0.until <= desk.now } ?? false ? [.load(.today)] : nil
    case .resized, .key, .paste, .replaced, .page: return nil
    }
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    guard let page else { return nil }
    let rows = rows(page, desk)
    switch action {
    case .down: move(1, page, rows)
    case .up: move(-1, page, rows)
    case .top, .pageUp: focus = page.items.first.map { .entry($0.entry.id) } ?? .row(0)
    case .bottom, .pageDown: focus = .row(max(0, rows.count - 1))
    case .next, .previous: focus = jump(page, rows)
    case .open: return open(page, rows)
    case .answer: return answer(page, rows, desk)
    case .later:
      let waits = focusedWait(page, rows) ?? page.waitingForMe.first
      return [waits.map { .push(.prompt(.later($0.latest.entry.id))) } ?? .say(Words.nothingWaits)]
    case .ask:
      guard let item = focused(page), item.entry.author == desk.me.id, item.entry.kind == .question else { return nil }
      return [.push(.editor(.askAgain(item.entry.id), nil))]
    default:
      switch (action, target(rows)) {
      case (.takeBack, .goOn(let unfinished)): return [.putAway(unfinished.purpose, unfinished.draft)]
      case (.takeBack, .prompt): return [.notePrompt(isNotToday: true)]
      case (.sideBySide, .talk(let id)), (.sideBySide, .answer(let id)): return [.push(.sideBySide(id))]
      default: return focused(page)?.effects(of: action, desk)
      }
    }
    return []
  }

  private func focused(_ page: TodayPage) -> Item? {
    guard case .entry(let id) = focus else { return nil }
    return page.items.first { $0.entry.id == id }
  }

  private func target(_ rows: [Row]) -> Target {
    guard case .row(let index) = focus, rows.indices.contains(index) else { return .none }
    return rows[index].target
  }

  private func focusedWait(_ page: TodayPage, _ rows: [Row]) -> WaitingItem? {
    guard case .answer(let id) = target(rows) else { return nil }
    return page.waitingForMe.first { $0.latest.entry.id == id }
  }

  private func open(_ page: TodayPage, _ rows: [Row]) -> [Effect]? {
    if let item = focused(page) { return item.isOnItsWay ? [] : [.push(.talk(item.entry.id))] }
    switch target(rows) {
    case .none: return [.push(.open)]
    case .past: return [.go(.past)]
    case .ready: return [.push(.ready)]
    case .beginning(let action):
      switch action {
      case .write: return [.push(.editor(.write(.feeling), nil))]
      case .ask: return [.push(.editor(.write(.question), nil))]
      case .thank: return [.push(.editor(.write(.gratitude), nil))]
      default: return [.push(.kinds(talk: nil))]
      }
    case .talk(let id), .answer(let id): return [.push(.talk(id))]
    case .company(let id):
      var draft = Draft()
      draft.text = Words.hereNow
      return [.push(.editor(.answer(id), draft))]
    case .goOn(let unfinished): return [.push(.editor(unfinished.purpose, unfinished.draft))]
    case .prompt(let prompt):
      var draft = Draft()
      draft.prompt = prompt.id
      let isOwn = prompt.reader == .own
      draft.isPrivate = isOwn
      return [.push(.editor(.write(isOwn ? .reflection : .feeling), draft)), .notePrompt(isNotToday: false)]
    }
  }

  private func answer(_ page: TodayPage, _ rows: [Row], _ desk: Desk) -> [Effect] {
    if let effects = focused(page)?.answering(desk) { return effects }
    if case .company(let id) = target(rows) { return [.push(.editor(.answer(id), nil))] }
    let waits = focusedWait(page, rows) ?? page.waitingForMe.first
    return [waits.map { .push(.editor(.answer($0.latest.entry.id), nil)) } ?? .say(Words.nothingWaits)]
  }

  /// Entries come first, in the order of writing, then the rows below.
  mutating func select(_ item: Int, _ desk: Desk) {
    guard let page else { return }
    focus = page.items.indices.contains(item) ? .entry(page.items[item].entry.id) : .row(item - page.items.count)
  }

  private mutating func move(_ step: Int, _ page: TodayPage, _ rows: [Row]) {
    let all = page.items.map { Focus.entry($0.entry.id) } + rows.indices.map(Focus.row)
    guard let at = all.firstIndex(of: focus), !all.isEmpty else {
      focus = .row(0)
      return
    }
    focus = all[max(0, min(all.count - 1, at + step))]
  }

  private func jump(_ page: TodayPage, _ rows: [Row]) -> Focus {
    if case .row = focus, let last = page.items.last { return .entry(last.entry.id) }
    return .row(0)
  }

  private mutating func keepFocus(_ desk: Desk) {
    guard let page else { return }
    switch focus {
    case .entry(let id): if !page.items.contains(where: { $0.entry.id == id }) { focus = .row(0) }
    case .row(let index): focus = .row(max(0, min(index, rows(page, desk).count - 1)))
    }
  }
}
