internal import JournalCore

/// The other has joined: what was written for both before that is looked through once, and shared or kept.
struct ReadyList: Screen {
  private var items: [Item] = []
  private var isLoaded = false
  private var rows = Rows<Target>()
  private var kept: Set<String> = []

  enum Target: Hashable, Sendable {
    case entry(String)
    case done
  }

  var query: Query? { .ready }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .ready(let items)):
      self.items = items
      isLoaded = true
      show(desk)
      return []
    case .resized:
      show(desk)
      return []
    case .action(let action):
      if rows.take(action, in: room(desk), desk) { return [] }
      switch (action, rows.focused?.target) {
      case (.open, .entry(let id)), (.takeBack, .entry(let id)):
        if !kept.insert(id).inserted { kept.remove(id) }
        show(desk)
        return []
      case (.open, .done):
        let all = items.map(\.entry.id)
        return [.out, .settleReady(sharing: all.filter { !kept.contains($0) }, keeping: all.filter(kept.contains))]
      default: return nil
      }
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private func room(_ desk: Desk) -> Range<Int> { desk.body(from: 3) }

  private mutating func show(_ desk: Desk) {
    let entries: [Rows<Target>.Row] = items.map { item in
      let isKept = kept.contains(item.entry.id)
      // What stays one's own has a space where the bar would stand.
      return .init(
        text: (isKept ? "  " : "") + Dates.short(item.entry.day, today: desk.today) + "  " + item.words,
        trailing: isKept ? Words.alone : Words.both, bar: isKept ? nil : desk.role(desk.me.id),
        target: .entry(item.entry.id))
    }
    rows.show(entries + [.init(text: Words.readyDone, target: .done, beginsGroup: true)], in: room(desk), desk)
  }

  mutating func select(_ item: Int, _ desk: Desk) { rows.select(item, in: room(desk), desk) }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.readyTitle(desk.other.name), lines: [Words.readyHead(desk.other.name)], items: rows.spoken(desk),
      focus: rows.focus)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.readyTitle(desk.other.name), right: desk.header())
    let head = TextLayout.wrap(
      Words.readyHead(desk.other.name), width: canvas.width - 4, lines: 2, canvas.glyphs.ellipsis)
    for (row, line) in zip(canvas.body, head) { canvas.put(line, row: row, column: 2) }
    if isLoaded { rows.draw(on: &canvas, in: room(desk), desk) }
    canvas.footer([
      Offer(.open, rows.focused?.target == .done ? Words.readyDoneKey : Words.changeKey),
      Offer([.down, .up], Words.nextKey),
      Offer(.out, Words.backKey),
    ])
  }
}
