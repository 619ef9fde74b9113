internal import JournalCore

/// One question with its answers side by side: each asking at the left, what was answered to it at the right. Both see
/// the same.
struct SideBySide: ListScreen {
  private let id: String
  /// True where a text that is being written lies below.
  private let fromText: Bool
  private var page: TalkPage?
  var list = ScrollList()

  init(_ id: String, fromText: Bool = false) {
    self.id = id
    self.fromText = fromText
  }

  var query: Query? { .talk(id) }
  var names: [String] { page.map { pairs($0).map(\.name) } ?? [] }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .talk(let page)):
      let isFirst = self.page == nil
      keepFocus(desk) { $0.page = page }
      if isFirst, let page { select(max(0, pairs(page).count - 1), desk) }
      return []
    case .resized:
      settle(desk)
      return []
    case .action(let action):
      guard let page else { return nil }
      if move(action, desk) { return [] }
      let pairs = pairs(page)
      guard pairs.indices.contains(list.selected) else { return nil }
      let pair = pairs[list.selected]
      switch action {
      case .open: return [.push(.talk((pair.answers.last ?? pair.ask)?.entry.id ?? id))]
      case .sideBySide: return [.replace(.talk(id))]
      case .mark: return pair.last?.effects(of: .mark, desk)
      case .answer: return pair.ask?.answering(desk)
      case .ask:
        return page.myQuestion(desk).map { [.push(.editor(.askAgain($0.entry.id), nil))] } ?? page.writing(action, desk)
      case .earlierTalk, .laterTalk:
        let fromText = fromText
        return page.step(action == .earlierTalk ? -1 : 1) { .sideBySide($0, fromText: fromText) }
      // From an answer that is being written, Tab comes back to it.
      case .next where fromText: return [.out]
      default: return page.writing(action, desk)
      }
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  /// An asking with the answers that came to it.
  private struct Pair {
    var ask: Item?
    var answers: [Item]

    var name: String { (ask ?? answers.first)?.entry.id ?? "" }
    /// What a mark would be of.
    var last: Item? { answers.last ?? ask }
  }

  private func pairs(_ page: TalkPage) -> [Pair] {
    var pairs: [Pair] = []
    for item in page.items {
      if item.entry.kind == .response, let last = pairs.indices.last {
        pairs[last].answers.append(item)
      } else if item.entry.kind == .response {
        pairs.append(Pair(ask: nil, answers: [item]))
      } else {
        pairs.append(Pair(ask: item, answers: []))
      }
    }
    return pairs
  }

  /// The names stand above the list.
  func room(_ desk: Desk) -> Range<Int> { desk.body(from: Self.isWide(desk) ? 2 : 1) }

  /// True where there is room for two columns; else they are blocks, one under the other.
  private static func isWide(_ desk: Desk) -> Bool { desk.width >= 72 }
  private func split(_ desk: Desk) -> Int { desk.width * 2 / 5 }

  func blocks(_ desk: Desk) -> [[Line]] { page.map { blocks($0, desk) } ?? [] }

  private func blocks(_ page: TalkPage, _ desk: Desk) -> [[Line]] {
    guard Self.isWide(desk) else { return pairs(page).map { stacked($0, desk) } }
    let split = split(desk)
    // The asker's side is the left one, for both.
    return pairs(page).map { pair in
      let left = pair.ask.map { column($0, desk, width: split - 3) } ?? []
      var right: [Line] = []
      for answer in pair.answers { right += column(answer, desk, width: desk.width - split - 2) }
      if pair.answers.isEmpty, !(pair.ask?.entry.wantsAnswer ?? false) {
        right = [Line(bar: desk.role(pair.ask?.entry.author == desk.me.id ? desk.other.id : desk.me.id))]
      } else if pair.answers.isEmpty {
        right = [
          Line(
            Words.noAnswerYet, .muted, bar: desk.role(pair.ask?.entry.author == desk.me.id ? desk.other.id : desk.me.id)
          )
        ]
      }
      return (0..<max(left.count, right.count)).map { row in
        join(
          left.indices.contains(row) ? left[row] : nil,
          right.indices.contains(row) ? right[row] : Line(bar: right[0].bar), split, desk)
      }
    }
  }

  private func column(_ item: Item, _ desk: Desk, width: Int) -> [Line] {
    let role = desk.role(item.entry.author)
    let style: Style = item.entry.isWithdrawn ? .muted : .text
    return [
      Line(
        Dates.weekdayed(item.entry.day, today: desk.today), .muted, bar: role,
        trailing: item.note.map { Run($0, .muted) })
    ] + Self.beginning(of: item.words, width, desk).map { Line($0, style, bar: role) }
  }

  /// An asking and under it what was answered, each with its name.
  private func stacked(_ pair: Pair, _ desk: Desk) -> [Line] {
    var lines = ([pair.ask].compactMap(\.self) + pair.answers).flatMap { item in
      var lines = column(item, desk, width: desk.width - 2)
      lines[0].runs = [desk.named(item.entry.author)] + lines[0].runs.map { Run(", " + $0.text, $0.style) }
      return lines
    }
    if pair.answers.isEmpty, let ask = pair.ask, ask.entry.wantsAnswer {
      let other = ask.entry.author == desk.me.id ? desk.other.id : desk.me.id
      lines.append(Line([desk.named(other), Run(", " + Words.noAnswerYet, .muted)], bar: desk.role(other)))
    }
    return lines + [Line()]
  }

  /// The first lines of some words; they are read whole where they stand one by one.
  private static func beginning(of words: String, _ width: Int, _ desk: Desk) -> [String] {
    TextLayout.wrap(words, width: width, lines: desk.size.rows >= 30 ? 4 : 2, desk.glyphs.ellipsis)
  }

  /// Two cells of a row as one line: the bar of the right one is drawn as text.
  private func join(_ left: Line?, _ right: Line, _ split: Int, _ desk: Desk) -> Line {
    var line = Line(left?.runs ?? [], bar: left?.bar)
    let used = line.runs.reduce(2) { $0 + TextLayout.width($1.text) }
    guard let bar = right.bar else { return line }
    let sign = desk.glyphs.bar(bar)
    line.runs.append(Run(String(repeating: " ", count: max(1, split - used))))
    line.runs.append(Run(String(sign) + " ", Style(bar)))
    line.runs += right.runs
    line.trailing = right.trailing
    return line
  }

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: "") }
    let items = pairs(page).map { pair in
      let answers =
        pair.answers.isEmpty
        ? (pair.ask?.entry.wantsAnswer ?? false ? [Words.noAnswerYet] : []) : pair.answers.map { $0.spoken(desk) }
      return ((pair.ask.map { [$0.spoken(desk)] } ?? []) + answers).joined(separator: "; ")
    }
    return Spoken(title: Words.sideBySideTitle(page.head.words), items: items, focus: list.selected)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    guard let page else {
      canvas.title("", right: desk.header())
      canvas.footer([Offer(.out, Words.backKey)])
      return
    }
    canvas.title(page.head.words, right: desk.header(about: page.head.hurt))
    let split = split(desk)
    let asker = page.head.entry.author
    let answerer = desk.partners.first { $0.id != asker } ?? desk.other
    if Self.isWide(desk) {
      canvas.put(desk.name(asker), row: 2, column: 2, style: Style(desk.role(asker), bold: true))
      canvas.put(answerer.name, row: 2, column: split + 2, style: Style(desk.role(answerer.id), bold: true))
    }
    if list.top > 0 {
      canvas.put(
        "\(canvas.glyphs.more) " + Words.earlier, row: room(desk).lowerBound - 1, column: 2, style: .muted)
    }
    drawList(on: &canvas, desk)
    canvas.footer(offers(page, desk), help: false)
  }

  /// What can be done here with the focused pair, and nothing that can't.
  private func offers(_ page: TalkPage, _ desk: Desk) -> [Offer] {
    let pairs = pairs(page)
    let pair = pairs.indices.contains(list.selected) ? pairs[list.selected] : nil
    var offers = fromText ? [Offer(.next, Words.tabBack)] : []
    if page.myQuestion(desk) != nil { offers.append(Offer(.ask, Words.askAgainKey)) }
    if let last = pair?.last, last.canBeMarked(desk) {
      offers.append(Offer(.mark, pair?.answers.isEmpty ?? true ? Words.howItStands : Words.markKey))
    }
    if pair?.ask?.answering(desk) != nil { offers.append(Offer(.answer, Words.answerKey)) }
    offers += [Offer(.open, Words.readWholeKey), Offer(.sideBySide, Words.oneByOneKey)]
    if page.earlier ?? page.later != nil { offers.append(Offer([.earlierTalk, .laterTalk], Words.nextTalkKey)) }
    return offers
  }
}
