internal import JournalCore

/// What happened, as the model hears of it.
enum Message: Sendable {
  case key(Key)
  case paste(String)
  /// The text as it came back from another editor.
  case replaced(String)
  case click(row: Int, column: Int, isDouble: Bool)
  case wheel(isDown: Bool)
  case resized(Size)
  case tick(Instant)
  case page(Query, Page)
  /// Who is away, asked for space, or left, by partner id.
  case presence([String: Presence])
  /// What keeps from writing began or ended.
  case hindrance(Desk.Hindrance?)
  /// Another process wrote; the name of the other when something of theirs came.
  case news(from: String?)
  case said(String?)
  /// A letter is in the journal, or an action was written.
  case written
  case refused(Letter, String)
  case recalled(Letter)
  case acted(ActionKind, fields: [String: JSON], said: String)
  /// Somebody sits down; behind the lock, to what they were writing.
  case seated(Desk, unsent: Letter?, writing: TodayPage.Unfinished?)
  /// The first that waits for the one who sits here, to be answered; nil when nothing does.
  case firstWaiting(String?)
  /// While two look: nothing that was left in this editor comes to light.
  case mayWrite(Purpose, Draft?)
  case show(Route, Desk)
}

/// The whole state of the full screen. `update` is pure: it changes the model and says what is to be done.
struct Model: Sendable {
  var desk: Desk
  private(set) var layers: [any Screen]
  private var line: String?
  /// That something new came, until the line is free.
  private var news: String?
  /// When the one who sits here sat down; nil before anybody does.
  private var satDown: Instant?
  /// What was done last, while `u` and `i` can still reach it; after a send, that is what is on its way.
  private var last: Done?

  private enum Done {
    case marked(answer: String)
    case rested(hurt: String)
    case space
    /// It can get a number still, and is not taken back.
    case surfaced(hurt: String)
    /// A text that was put away: gone for good, unless it is wanted back at once.
    case putAway(Purpose, Draft)

    /// Nil for what leaves nothing to be taken back.
    init?(_ kind: ActionKind, _ fields: [String: JSON]) {
      switch (kind, fields["target"]?.string, fields["hurt"]?.string) {
      case (.heard, let answer?, _), (.notYet, let answer?, _): self = .marked(answer: answer)
      case (.hurtRest, _, let hurt?): self = .rested(hurt: hurt)
      case (.space, _, _): self = .space
      case (.stillHurts, _, let hurt?): self = .surfaced(hurt: hurt)
      default: return nil
      }
    }
  }

  private var top: any Screen {
    get { layers[layers.count - 1] }
    // In its place: a copy of what is typed on would be made anew at each letter.
    _modify { yield &layers[layers.count - 1] }
  }

  init(desk: Desk, route: Route) {
    self.desk = desk
    layers = [Self.screen(route, desk)]
  }

  private static func screen(_ route: Route, _ desk: Desk) -> any Screen {
    switch route {
    case .today: Today()
    case .past: Past()
    case .search: Past(searching: true)
    case .hurts: HurtList()
    case .ours: Ours()
    case .own: Own()
    case .open: OpenList()
    case .help: Help()
    case .kinds(let talk): Kinds(talk: talk)
    case .quiet: QuietMinute()
    case .numbers(let hasOwn): NumbersPage(hasOwn: hasOwn)
    case .helpPage: HelpPage()
    case .ready: ReadyList()
    case .week(let step): WeekScreen(step: step)
    case .palette(let stops): Palette(stops)
    case .pages(let pages): PageList(pages)
    case .talk(let id): Talk(id)
    case .found(let id, let sought): Talk(id, sought: sought)
    case .sideBySide(let id, let fromText): SideBySide(id, fromText: fromText)
    case .turns(let id): TurnCard(id)
    case .hurt(let id): HurtScreen(id)
    case .editor(let purpose, let draft): Editor(purpose, draft, desk)
    case .prompt(let prompt): PromptLine(prompt)
    case .whichHurt: WhichHurt()
    case .welcome: Welcome()
    case .signIn(let isSealed, let wasLocked): SignIn(isSealed: isSealed, wasLocked: wasLocked)
    case .sampleSeat: SampleSeat()
    case .paper(let paper): PaperPage(paper)
    case .inviting(let name): Inviting(name)
    case .joining(let person, let isSealed): Joining(person, isSealed: isSealed)
    case .lastSend(let letter): LastSend(letter)
    }
  }

  // MARK: - Update

  /// Changes the model; what it returns is left for the runtime to do, in order.
  mutating func update(_ message: Message) -> [Effect] {
    defer {
      desk.isTogether = layers.contains(where: \.isTogether)
      tellNews()
    }
    switch message {
    case .key(let key): return follow(press(key))
    case .paste(let text):
      line = nil
      return follow(top.take(.paste(text), desk) ?? [])
    case .replaced(let text): return follow(top.take(.replaced(text), desk) ?? [])
    case .click(let row, let column, let isDouble): return click(row, column, isDouble)
    case .wheel(let isDown):
      let key = Keymap.standard.key(isDown ? .down : .up)
      return follow(press(top.takesText ? Key(isDown ? .down : .up) : key))
    case .resized(let size):
      desk.size = size
      for index in layers.indices { _ = layers[index].take(.resized, desk) }
      return []
    case .tick(let now):
      let (day, before) = (desk.today, desk.now)
      desk.now = max(desk.now, now)
      let presenceChanged = desk.presence.values.compactMap(\.changesAt).contains { before < $0 && $0 <= desk.now }
      return tick() + (desk.today == day && !presenceChanged ? [] : reload())
    case .presence(let presence):
      changeDesk { $0.presence = presence }
      return []
    case .hindrance(let hindrance):
      changeDesk { $0.hindrance = hindrance }
      return reload()
    case .page(let query, let page):
      var followed: [Effect] = []
      for index in layers.indices where layers[index].query == query {
        followed += layers[index].take(.page(query, page), desk) ?? []
      }
      return follow(followed)
    case .news(let name):
      if let name { news = Words.somethingNew(name) }
      return reload()
    case .said(let text):
      line = text
      return []
    case .written: return reload()
    case .refused(let letter, let reason):
      if desk.onItsWay?.id == letter.id { desk.onItsWay = nil }
      line = Words.notWritten(reason)
      // Where it is being written on, its words come back into the text.
      for index in layers.indices {
        guard var editor = layers[index] as? Editor, editor.purpose == letter.purpose else { continue }
        editor.takeIn(letter.draft)
        layers[index] = editor
      }
      return reload()
    case .recalled(let letter):
      desk.onItsWay = nil
      line = letter.holdingUntil == nil ? Words.tookBack : Words.takenBackNow
      if letter.holdingUntil != nil { return reload() }
      return follow([.push(.editor(letter.purpose, letter.draft))]) + reload()
    case .firstWaiting(let id):
      return follow([id.map { .push(.editor(.answer($0), nil)) } ?? .say(Words.nothingWaits)])
    case .mayWrite(let purpose, let draft): return show(.editor(purpose, draft)) { $0.append($1) }
    case .acted(let kind, let fields, let said):
      last = Done(kind, fields)
      line = said
      return reload()
    case .seated(let desk, let unsent, let writing):
      sit(at: desk)
      satDown = desk.now
      layers = [Self.screen(.today, desk)]
      if let writing { layers.append(Self.screen(.editor(writing.purpose, writing.draft), desk)) }
      if let unsent { layers.append(Self.screen(.lastSend(unsent), desk)) }
      return reload()
    case .show(let route, let desk):
      sit(at: desk)
      layers = [Self.screen(route, desk)]
      return reload()
    }
  }

  /// What is asked on the line, and what stands there already, is not covered by what comes by itself.
  private mutating func tellNews() {
    guard let news, line == nil, !top.isOverlay, !((top as? Editor)?.isStopped ?? false) else { return }
    line = news
    self.news = nil
  }

  /// What stands over a list comes or goes: the lists below have more room, or less.
  private mutating func changeDesk(_ change: (inout Desk) -> Void) {
    let before = desk.noticeRows
    change(&desk)
    guard desk.noticeRows != before else { return }
    for index in layers.indices { _ = layers[index].take(.resized, desk) }
  }

  /// Another desk; what this machine has set stays.
  private mutating func sit(at desk: Desk) {
    let (hasOwnEditor, isHeard) = (self.desk.hasOwnEditor, self.desk.isHeard)
    self.desk = desk
    satDown = nil
    self.desk.hasOwnEditor = hasOwnEditor
    self.desk.isHeard = isHeard
  }

  private mutating func tick() -> [Effect] {
    var effects: [Effect] = []
    if let letter = desk.onItsWay,
      desk.now.milliseconds - letter.sent.milliseconds >= Letter.delay + letter.lingers
    {
      desk.onItsWay = nil
      effects.append(.commit(letter))
    }
    for index in layers.indices { effects += layers[index].take(.tick, desk) ?? [] }
    return follow(effects)
  }

  private func reload() -> [Effect] {
    var queries: [Query] = []
    for query in layers.compactMap(\.query) where !queries.contains(query) { queries.append(query) }
    return queries.map(Effect.load)
  }

  /// The newest page first: what one looks at answers a key.
  private mutating func press(_ key: Key) -> [Effect] {
    line = nil
    if Keymap.standard.action(key) == .leave { return leave() }
    // Over a slow line, Esc and the key after it arrive as one; only an editor has keys with Alt.
    if key.alt, case .scalar(let scalar) = key.code, !(top is Editor) {
      let first = follow(press(Key(.escape)))
      return first + press(Key(.scalar(scalar), control: key.control))
    }
    if top.takesText ? Keymap.standard.edit(key) == .redraw : Keymap.standard.action(key) == .redraw {
      return [.redraw]
    }
    // Before anybody sits down it goes one step back where there is one.
    if key == Keymap.standard.quit, layers.count == 1, top is Today || (top.isClosed && !top.takesText) {
      return top.take(.action(.out), desk) ?? quit()
    }
    if top.takesText, let effects = top.take(.key(key), desk) { return effects }
    guard let action = Keymap.standard.action(key) else { return [] }
    return top.take(.action(action), desk) ?? everywhere(action)
  }

  /// A click goes to what is there, a second one opens it.
  private mutating func click(_ row: Int, _ column: Int, _ isDouble: Bool) -> [Effect] {
    switch picture.spot(row: row, column: column) {
    case nil: return []
    case .tab(let index): return follow(everywhere(Action.places[index]))
    // A question that lies over the rows is answered by its keys alone.
    case .item where top.isOverlay: return []
    case .item(let index):
      line = nil
      top.select(index, desk)
      guard isDouble else { return [] }
      return follow(press(top.takesText ? Key(.enter) : Keymap.standard.key(.open)))
    }
  }

  /// What a key means where the screen has nothing of its own to do with it.
  private mutating func everywhere(_ action: Action) -> [Effect] {
    if isClosed {
      // The two doors are open before anybody sits down, too.
      switch action {
      case .quiet: return top is QuietMinute ? [] : [.push(.quiet)]
      case .numbers: return top is NumbersPage ? [] : [.push(.numbers(hasOwn: false))]
      case .out: return layers.count > 1 ? [.out] : []
      default: return []
      }
    }
    if desk.isTogether, Action.places.contains(action) {
      return [.say(action == .own ? Words.ownIsClosed : Words.placesAreClosed)]
    }
    switch action {
    case .out: return layers.count > 1 ? [.out] : top is Today ? [] : [.go(.today)]
    case .today: return [.go(.today)]
    case .past: return [.go(.past)]
    case .hurts: return [.go(.hurts)]
    case .ours: return [.go(.ours)]
    case .own: return [.go(.own)]
    case .openList: return [.push(.open)]
    case .week:
      // From a talk that was opened in it, back to it.
      guard let index = layers.lastIndex(where: { $0 is WeekScreen }) else {
        return [.push(.week(step: recentWeekStep))]
      }
      return Array(repeating: .out, count: layers.count - 1 - index)
    case .quiet: return [.push(.quiet)]
    case .numbers: return [.push(.numbers(hasOwn: true))]
    case .space: return space()
    case .search: return [.push(.search)]
    case .write: return [.push(.editor(.write(.feeling), nil))]
    case .ask: return [.push(.editor(.write(.question), nil))]
    case .thank: return [.push(.editor(.write(.gratitude), nil))]
    case .promise: return [.push(.editor(.write(.promise), nil))]
    case .more: return [.push(.kinds(talk: nil))]
    case .answer: return [.findWaiting]
    case .stillHurts: return [.push(.whichHurt)]
    case .number: return number()
    case .undo: return undo()
    case .help: return [.push(.help)]
    case .palette: return [.push(.palette(nil))]
    case .lock: return [.lock]
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .leave: return leave()
    case .down, .up, .pageDown, .pageUp, .top, .bottom, .next, .previous: return []
    case .open, .later, .mark, .rest, .bringAlong, .nextHit, .previousHit, .date, .filter, .sideBySide, .earlierTalk,
      .laterTalk,
      .edit, .takeBack:
      return [.say(Words.notForThat)]
    }
  }

  /// True before anybody sits down.
  private var isClosed: Bool { layers.contains(where: \.isClosed) }

  /// The step at which the week was left within the hour.
  private var recentWeekStep: Int {
    guard let left = desk.leftWeek, desk.now.milliseconds - left.at.milliseconds < 3_600_000 else { return 0 }
    return left.step
  }

  /// Space until a time; while it runs, its end.
  private func space() -> [Effect] {
    if let left = desk.left { return [.say(left)] }
    guard desk.presence[desk.me.id]?.spaceUntil == nil else {
      return [.act(.spaceEnd, fields: [:], said: Words.spaceEnded)]
    }
    return [.push(.prompt(.space))]
  }

  private func number() -> [Effect] {
    guard case .surfaced(let hurt) = last else { return [.say(Words.notForThat)] }
    return [.push(.prompt(.number(hurt: hurt)))]
  }

  private mutating func undo() -> [Effect] {
    // While two look, what is one's own alone stays as it is.
    if desk.isTogether, case .putAway = last { return [.say(Words.draftIsClosed)] }
    if case .surfaced = last { return [recalling] }
    defer { last = nil }
    return switch last {
    case .marked(let answer): [.act(.unheard, fields: ["target": .string(answer)], said: Words.unmarked)]
    case .rested(let hurt): [.act(.hurtWake, fields: ["hurt": .string(hurt)], said: Words.awake)]
    case .space: [.act(.spaceEnd, fields: [:], said: Words.spaceEnded)]
    case .putAway(let purpose, let draft): [.keepDraft(purpose, draft), .push(.editor(purpose, draft))]
    case .surfaced, nil: [recalling]
    }
  }

  /// Brings back what is on its way; while two look, not what is one's own alone.
  private var recalling: Effect {
    guard let letter = desk.onItsWay else { return .say(Words.nothingToUndo) }
    return desk.isTogether && letter.draft.isPrivate ? .say(Words.ownIsClosed) : .recall(letter)
  }

  /// Every text is kept before the screen goes.
  private func leave() -> [Effect] { keepDrafts() + [.leave] }

  /// Leaving without haste.
  private mutating func quit() -> [Effect] { arrive() + leave() }

  /// What was on its way arrives.
  private mutating func arrive() -> [Effect] {
    defer { desk.onItsWay = nil }
    return [desk.onItsWay.map(Effect.commit)].compactMap { $0 }
  }

  /// What was on its way arrives, every text is kept, and the screen is left to the one who knows the passphrase.
  mutating func lock() -> [Effect] {
    if isClosed { return [] }
    if desk.isSample {
      line = Words.sampleHasNoLock
      return []
    }
    // What is in memory alone would be lost with it.
    if desk.hindrance == .noRoomAtAll {
      line = Words.noRoomToLock
      return keepDrafts()
    }
    let editors = layers.compactMap { $0 as? Editor }
    // The uppermost text is gone on with when the lock is opened.
    let writing = editors.last { !$0.current.isEmpty && $0.purpose != .numbers }?.purpose
    let kept = editors.compactMap { $0.purpose == writing ? .keepDraft($0.purpose, $0.asOpen) : $0.unkept }
    return arrive() + kept + [.lock]
  }

  /// True once nobody has typed for a moment: what listens may have found something to show.
  var isTextAtRest: Bool { top.isAtRest }

  /// The drafts of every editor that is open, to be kept now.
  func keepDrafts() -> [Effect] {
    layers.compactMap { $0 as? Editor }.compactMap(\.unkept)
  }

  // MARK: - Following

  /// Does what is the model's own to do; the rest is returned.
  private mutating func follow(_ effects: [Effect]) -> [Effect] {
    var left: [Effect] = []
    for effect in effects {
      switch effect {
      // Where another window writes, nothing is begun that could not be kept.
      case .push(let route) where route.isWriting && desk.hindrance == .otherWindow,
        .replace(let route) where route.isWriting && desk.hindrance == .otherWindow:
        line = Words.otherWindow
      // While two look, what is one's own alone stays closed, what was left unsent too.
      case .push(let route) where desk.isTogether && route.isOwn: line = Words.ownIsClosed
      case .push(.editor(let purpose, let draft)) where desk.isTogether && !isOpen(purpose, from: weekLayer):
        if isOpen(purpose, from: 0) { line = Words.draftIsClosed } else { left.append(.writeTogether(purpose, draft)) }
      case .replace(let route) where desk.isTogether: left += close(1) + follow([.push(route)])
      case .push(let route): left += show(route) { $0.append($1) }
      case .replace(let route):
        left += close(1) + show(route) { $0.append($1) }
      case .go(let route): left += close(layers.count) + show(route) { $0 = [$1] }
      case .out:
        if layers.count > 1 { left += close(1) }
        if let query = top.query { left.append(.load(query)) }
      case .say(let text): line = text
      case .putAway(let purpose, let draft):
        last = .putAway(purpose, draft)
        line = desk.isTogether ? Words.isPutAwayTogether : Words.isPutAway
        left.append(.dropDraft(purpose))
      case .press(let key): left += follow(press(key))
      case .keepWeek(let step): desk.leftWeek = (step, desk.now)
      case .lock: left += lock()
      case .launch(var letter):
        if let earlier = desk.onItsWay { left.append(.commit(earlier)) }
        letter.keepsReady = !letter.draft.isPrivate && desk.keepsReady(letter.purpose)
        desk.onItsWay = letter
        last = nil
        left.append(.launch(letter))
        left += reload()
      default: left.append(effect)
      }
    }
    return left
  }

  /// True where this is being written already.
  private func isOpen(_ purpose: Purpose, from layer: Int) -> Bool {
    layers[layer...].contains { ($0 as? Editor)?.purpose == purpose }
  }

  /// Where the week lies; what is below it is closed while it is open.
  private var weekLayer: Int { layers.firstIndex(where: \.isTogether) ?? 0 }

  /// Closes the uppermost screens, with what was written in them kept.
  private mutating func close(_ count: Int) -> [Effect] {
    defer { layers.removeLast(count) }
    return layers.suffix(count).compactMap { $0 as? Editor }.compactMap(\.unkept)
  }

  private mutating func show(_ route: Route, _ place: (inout [any Screen], any Screen) -> Void) -> [Effect] {
    // What was put away would come back over what is written now.
    if case .editor = route, case .putAway = last { last = nil }
    // What is being written is gone on with where it stands: no text has two editors.
    if case .editor(let purpose, let draft) = route,
      let index = layers.lastIndex(where: { ($0 as? Editor)?.purpose == purpose }),
      var editor = layers[index] as? Editor
    {
      let closed = close(layers.count - index - 1)
      if let draft, !draft.text.isEmpty { editor.takeIn(draft) }
      layers[index] = editor
      return closed + [editor.query.map(Effect.load)].compactMap { $0 }
    }
    let screen = Self.screen(route, desk)
    place(&layers, screen)
    return [screen.query.map(Effect.load)].compactMap { $0 }
  }

  // MARK: - View

  /// The top screen in words, how many screens lie below it, and the line of feedback.
  var spoken: (screen: Spoken, depth: Int, still: String?) { (top.spoken(desk), layers.count, still) }

  /// The line of feedback; once a session, for a minute, that one can stop here (`docs/definitions.md` 3.8).
  var still: String? {
    guard line == nil, let satDown else { return line }
    return (20..<21).contains((desk.now.milliseconds - satDown.milliseconds) / 60_000) ? Words.twentyMinutes : nil
  }

  /// True while a passphrase is typed.
  var takesSecret: Bool { top.takesSecret }

  /// The whole screen.
  func view() -> Frame { picture.frame }

  private var picture: Canvas {
    var canvas = Canvas(size: desk.size, glyphs: desk.glyphs)
    guard desk.size.columns >= 40, desk.size.rows >= 12 else {
      canvas.put(TextLayout.clip(Words.tooSmall, to: desk.size.columns), row: 0, column: 0)
      return canvas
    }
    let first = layers.lastIndex { !$0.isOverlay } ?? 0
    for screen in layers[first...] { screen.draw(on: &canvas, desk) }
    // Nothing that a screen has to say itself is covered by the hint to stop.
    if let still, line != nil || canvas.isBlank(row: canvas.lineRow) { canvas.still(still) }
    return canvas
  }
}
