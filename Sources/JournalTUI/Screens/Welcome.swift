internal import JournalCore

/// With no journal yet: begin one, or look at the sample.
struct Welcome: Screen {
  private var step = Step.choice
  private var focus = 0
  private var reading = ScrolledText()
  private var field = LineField()
  private var mine = ""
  private var theirs = ""
  private var secret = SecretField()
  private var passphrase = Passphrase()

  private enum Step: Int, Hashable {
    case choice, before, whoSees, myName, theirName, passphrase, again, without
  }

  var isClosed: Bool { true }
  var takesText: Bool { takesSecret || [.myName, .theirName].contains(step) }
  var takesSecret: Bool { [.passphrase, .again].contains(step) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .action(let action):
      if let lines = lines(desk), reading.takeToItsEnd(action, lines, desk) { return [] }
      return take(action)
    case .key(let key): return type(key)
    case .paste(let text):
      if takesSecret { secret.paste(text) } else { field.paste(text) }
      return []
    case .replaced, .page, .tick, .resized: return nil
    }
  }

  private mutating func take(_ action: Action) -> [Effect]? {
    switch action {
    case .down, .next: focus = min(1, focus + 1)
    case .up, .previous: focus = max(0, focus - 1)
    case .out:
      guard step != .choice else { return nil }
      goBack()
    case .open:
      switch step {
      case .choice:
        if focus == 1 { return [.openSample] }
        go(to: .before)
      case .before: go(to: .whoSees)
      case .whoSees: go(to: .myName)
      case .without: return [.found(me: mine, other: theirs, passphrase: nil)]
      case .myName, .theirName, .passphrase, .again: break
      }
    default: return nil
    }
    return []
  }

  /// A name that was typed already is there again.
  private mutating func go(to next: Step) {
    step = next
    field = LineField(next == .myName ? mine : next == .theirName ? theirs : "")
    secret = SecretField()
    reading = ScrolledText()
  }

  private mutating func goBack() {
    keepName()
    go(to: step == .without ? .passphrase : Step(rawValue: step.rawValue - 1)!)
  }

  private mutating func keepName() {
    if step == .myName { mine = field.name }
    if step == .theirName { theirs = field.name }
  }

  /// The page that is read at this step.
  private var page: [String]? {
    switch step {
    case .before: Words.before
    case .whoSees: Words.whoSees
    case .without: Words.withoutPassphrase
    case .choice, .myName, .theirName, .passphrase, .again: nil
    }
  }

  private func lines(_ desk: Desk) -> [Line]? { page.map { Line.page($0, width: desk.width, hasHeading: true) } }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .escape: goBack()
    case .enter, .tab: return accept()
    default: if takesSecret { secret.take(key) } else { field.take(key) }
    }
    return []
  }

  private mutating func accept() -> [Effect] {
    switch step {
    case .myName:
      guard !field.name.isEmpty else { return [] }
      keepName()
      go(to: .theirName)
    case .theirName:
      guard !field.name.isEmpty else { return [] }
      guard folded(field.name) != folded(mine) else { return [.say(Words.twoNames)] }
      keepName()
      go(to: .passphrase)
    case .passphrase:
      passphrase = secret.passphrase
      go(to: passphrase.isEmpty ? .without : .again)
    case .again:
      guard secret.passphrase == passphrase else {
        go(to: .passphrase)
        return [.say(Words.notTheSame)]
      }
      return [.found(me: mine, other: theirs, passphrase: passphrase)]
    case .choice, .before, .whoSees, .without: break
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    if let page { return Spoken(title: page[0], lines: Array(page.dropFirst())) }
    return switch step {
    case .choice:
      Spoken(
        title: Words.welcomeTitle, lines: [Words.noJournal], items: [Words.found, Words.lookAtSample], focus: focus)
    case .myName: Spoken(title: Words.yourName, field: field.spoken(""))
    case .theirName: Spoken(title: Words.theirName, field: field.spoken(""))
    case .passphrase: Spoken(title: Words.yourPassphrase, field: secret.spoken(""))
    case .again: Spoken(title: Words.onceMore, field: secret.spoken(""))
    case .before, .whoSees, .without: Spoken(title: Words.welcomeTitle)
    }
  }

  mutating func select(_ item: Int, _ desk: Desk) { focus = item }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    let back = Offer(keys: "Esc", Words.backKey)
    if let lines = lines(desk) {
      reading.draw(lines, on: &canvas, rows: canvas.body)
      return canvas.footer([reading.goingOn(lines, desk), back], help: false)
    }
    switch step {
    case .choice: drawChoice(on: &canvas)
    case .myName: canvas.ask(Words.yourName, field)
    case .theirName: canvas.ask(Words.theirName, field)
    case .passphrase: canvas.ask(Words.yourPassphrase, secret)
    case .again: canvas.ask(Words.onceMore, secret)
    case .before, .whoSees, .without: break
    }
    canvas.footer(
      step == .choice
        ? [
          Offer(.open, Words.continueKey), Offer([.down, .up], Words.nextKey),
          Offer(keys: Keymap.standard.quit?.label ?? "", Words.leaveKey),
        ]
        : [Offer(.open, Words.continueKey), back], help: false)
  }

  private func drawChoice(on canvas: inout Canvas) {
    canvas.put(Words.noJournal, row: 2, column: 2)
    canvas.choices([Words.found, Words.lookAtSample], focus: focus, from: 4)
  }
}
