internal import JournalCore

/// The turns of two who speak and say back, and the talk of the one that is on.
struct TurnsPage: Hashable, Sendable {
  struct Turn: Hashable, Sendable {
    var words: Item
    var saidBack: Item?

    /// What comes next in it.
    var step: Step {
      guard let saidBack else { return .sayBack }
      switch saidBack.mark {
      case .heard: return .speak
      case .notYet: return .otherWords
      case nil: return .confirm
      }
    }
  }

  /// The other says it back, says it back in other words, who spoke says whether that was it, or the other speaks.
  enum Step: Hashable, Sendable { case sayBack, otherWords, confirm, speak }

  /// Those before, in order.
  var before: [Turn]
  var turn: Turn
  var talk: TalkPage

  /// True while what is said back is not in the journal yet.
  var isOnItsWay: Bool { turn.saidBack?.isOnItsWay ?? false }
}

extension Reader {
  func turnsPage(_ id: String, _ desk: Desk) throws -> TurnsPage? {
    guard let entry = try entry(id) else { return nil }
    var turns = try turns(of: entry).map { turn in
      var saidBack = try turn.saidBack.map(item)
      saidBack?.mark = turn.mark
      return TurnsPage.Turn(words: try item(turn.words), saidBack: saidBack)
    }
    guard var last = turns.popLast(), var talk = try talkPage(last.words.entry.id, desk) else { return nil }
    if let letter = desk.onItsWay, letter.purpose == .answer(last.words.entry.id) {
      if let until = letter.holdingUntil {
        talk.waiting?.heldUntil = desk.zone.moment(at: until)
      } else {
        last.saidBack = try item(letter, desk)
      }
    }
    return TurnsPage(before: turns, turn: last, talk: talk)
  }
}

/// One speaks, the other says it back; after "yes, that", and not before, the other speaks.
struct TurnCard: ListScreen {
  private let id: String
  private var page: TurnsPage?
  private var isGone = false
  var list = ScrollList()

  init(_ id: String) { self.id = id }

  var query: Query? { .turns(id) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .turns(let page)):
      let isSame = self.page?.turn.words.entry.id == page?.turn.words.entry.id
      self.page = page
      isGone = page == nil
      // It opens at what is said, and goes on with it.
      if let page, !isSame { select(page.before.count, desk) } else { settle(desk) }
      return []
    case .resized:
      settle(desk)
      return []
    case .action(let action):
      guard let page else { return nil }
      return move(action, desk) ? [] : act(action, page, desk)
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  private func act(_ action: Action, _ page: TurnsPage, _ desk: Desk) -> [Effect]? {
    let (words, saidBack) = (page.turn.words, page.turn.saidBack)
    let isMine = words.entry.author == desk.me.id
    switch action {
    case .open:
      let item = focused(page)
      return [.push(.talk(item.isOnItsWay ? words.entry.id : item.entry.id))]
    case .answer where page.isOnItsWay, .later where page.isOnItsWay: return [.say(Words.takesBack)]
    case .answer: return words.answering(desk) ?? [.say(next(page, desk))]
    case .mark:
      guard isMine, let saidBack else { return [.say(next(page, desk))] }
      return [.push(.prompt(.turn(saidBack.entry.id)))]
    case .write:
      guard desk.onItsWay?.purpose != .speak(words.entry.id) else { return [.say(Words.takesBack)] }
      guard page.turn.step == .speak else { return [.say(waits(page, desk))] }
      return isMine ? [.say(next(page, desk))] : [.push(.editor(.speak(words.entry.id), nil))]
    case .later where page.talk.waiting.map { $0.asker != desk.me.id } ?? false:
      return [.push(.prompt(.later(words.entry.id)))]
    case .ask where isMine && words.entry.kind == .question: return [.push(.editor(.askAgain(words.entry.id), nil))]
    case .more: return nil
    default: return focused(page).effects(of: action, desk) ?? page.talk.writing(action, desk)
    }
  }

  /// What is focused; where nothing was said back, what it would be said back to.
  private func focused(_ page: TurnsPage) -> Item {
    let all = page.before.map(\.words) + [page.turn.words, page.turn.saidBack ?? page.turn.words]
    return all[min(list.selected, all.count - 1)]
  }

  private func speaker(_ page: TurnsPage, _ desk: Desk) -> String { desk.name(page.turn.words.entry.author) }
  private func listener(_ page: TurnsPage, _ desk: Desk) -> String {
    page.turn.words.entry.author == desk.me.id ? desk.other.name : desk.me.name
  }

  /// Whose turn it is; once one of them has left, that.
  private func next(_ page: TurnsPage, _ desk: Desk) -> String {
    desk.left ?? Words.next(page.turn.step, speaker(page, desk), listener(page, desk))
  }
  private func waits(_ page: TurnsPage, _ desk: Desk) -> String {
    desk.left ?? Words.speaksAfter(listener(page, desk), speaker(page, desk))
  }

  // MARK: - Drawing

  /// Above the list stands whose turn it is, unless the sentence about who is not there says it all.
  private func head(_ desk: Desk) -> [String] {
    guard let page, desk.left == nil else { return [] }
    return TextLayout.wrap(next(page, desk), width: desk.width - 4)
  }

  func room(_ desk: Desk) -> Range<Int> {
    let head = head(desk).count
    return desk.list(from: head > 0 && desk.size.rows >= 18 ? head + 1 : head)
  }

  func blocks(_ desk: Desk) -> [[Line]] {
    guard let page else { return [] }
    let gap = [Line()]
    let before = page.before.enumerated().map { index, turn in
      [earlier(turn, desk)] + (index == page.before.count - 1 ? gap : [])
    }
    let words = block(page.turn.words, Words.speaks, page.turn.words.strength, desk)
    return before + [words + gap, saidBack(page, desk)]
  }

  /// A turn before this one, by its first words; Enter opens its talk.
  private func earlier(_ turn: TurnsPage.Turn, _ desk: Desk) -> Line {
    let name = desk.name(turn.words.entry.author)
    let day = Dates.short(turn.words.entry.day, today: desk.today)
    let room = desk.width - TextLayout.width(name + day) - 6
    return Line(
      [
        Run(name, Style(desk.role(turn.words.entry.author), bold: true)),
        Run("  " + turn.words.firstWords(room, desk), .muted),
      ], trailing: Run(day, .muted))
  }

  private func saidBack(_ page: TurnsPage, _ desk: Desk) -> [Line] {
    if let saidBack = page.turn.saidBack { return block(saidBack, Words.saysBack, note(page.turn), desk) }
    let role = desk.role(page.turn.words.entry.author == desk.me.id ? desk.other.id : desk.me.id)
    return [Line(nothingYet(page, desk), .muted, bar: role)]
  }

  private func block(_ item: Item, _ verb: String, _ note: String?, _ desk: Desk) -> [Line] {
    let role = desk.role(item.entry.author)
    let head = [
      Run(desk.name(item.entry.author), Style(role, bold: true)),
      Run(" \(verb), \(item.when(desk, withClock: desk.width >= 60))" + feelings(item, "  "), .muted),
    ]
    return [Line(head, trailing: note.map { Run($0, .muted) })]
      + TextLayout.wrap(item.whole, width: desk.width - 2).map { Line($0, bar: role) }
  }

  private func feelings(_ item: Item, _ before: String) -> String {
    item.entry.feelings.isEmpty ? "" : before + item.entry.feelings.joined(separator: ", ")
  }

  /// What stands beside what was said back: that it is on its way, or whether that was it.
  private func note(_ turn: TurnsPage.Turn) -> String? {
    guard let saidBack = turn.saidBack, !saidBack.isOnItsWay else { return turn.saidBack?.note }
    return saidBack.mark.map { $0 == .heard ? Words.yesThat : Words.notYet }
  }

  /// Where nothing was said back: by when it will be, if that was said.
  private func nothingYet(_ page: TurnsPage, _ desk: Desk) -> String {
    page.talk.waiting.flatMap(desk.will) ?? Words.nothingSaidBack
  }

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: isGone ? Words.talkGone : "") }
    func said(_ item: Item, _ verb: String, _ note: String?) -> String {
      "\(desk.name(item.entry.author)) \(verb), \(item.whenInWords(desk))" + feelings(item, ", ")
        + (note.map { ", " + $0 } ?? "")
        + ": " + item.said
    }
    let turn = page.turn
    return Spoken(
      title: Words.takingTurns,
      lines: [page.talk.head.hurt, desk.notice, desk.left == nil ? next(page, desk) : nil].compactMap(\.self),
      items: page.before.map { $0.words.spoken(desk) }
        + [
          said(turn.words, Words.speaks, turn.words.strength),
          turn.saidBack.map { said($0, Words.saysBack, note(turn)) } ?? nothingYet(page, desk),
        ],
      focus: list.selected)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    guard let page else {
      canvas.title(Words.takingTurns, right: desk.header())
      if isGone { canvas.put(Words.talkGone, row: 2, column: 2) }
      canvas.footer([Offer(.out, Words.backKey)])
      return
    }
    canvas.title(Words.takingTurns, right: desk.header(about: page.talk.head.hurt))
    canvas.notice(desk)
    for (row, line) in zip(desk.list(), head(desk)) { canvas.put(line, row: row, column: 2) }
    drawList(on: &canvas, desk)
    canvas.footer(offers(page, desk))
  }

  /// What can be done here by the one who sits here, and nothing that can't.
  private func offers(_ page: TurnsPage, _ desk: Desk) -> [Offer] {
    var offers: [Offer] = []
    if desk.left == nil, !page.isOnItsWay {
      let isMine = page.turn.words.entry.author == desk.me.id
      switch page.turn.step {
      case .speak: if !isMine { offers = [Offer(.write, Words.speakKey)] }
      case .sayBack, .otherWords, .confirm: if !isMine { offers = [Offer(.answer, Words.sayBackKey)] }
      }
      if isMine, page.turn.saidBack != nil { offers.append(Offer(.mark, Words.wasThatItKey)) }
      if !isMine, page.talk.waiting != nil { offers.append(Offer(.later, Words.later)) }
    }
    return offers + [Offer(.open, Words.wholeTalk), Offer(.out, Words.backKey)]
  }
}
