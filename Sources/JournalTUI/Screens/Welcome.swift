internal import JournalCore

/// With no journal yet: begin one, or look at the sample.
struct Welcome: Screen {
  private var step = Step.choice
  private var focus = 0
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
    case .action(let action): return take(action)
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
      go(to: step == .without ? .passphrase : Step(rawValue: step.rawValue - 1)!)
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

  private mutating func go(to next: Step) {
    step = next
    field = LineField()
    secret = SecretField()
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .escape: go(to: Step(rawValue: step.rawValue - 1)!)
    case .enter, .tab: return accept()
    default: if takesSecret { secret.take(key) } else { field.take(key) }
    }
    return []
  }

  private mutating func accept() -> [Effect] {
    switch step {
    case .myName:
      guard !field.name.isEmpty else { return [] }
      mine = field.name
      go(to: .theirName)
    case .theirName:
      guard !field.name.isEmpty else { return [] }
      guard folded(field.name) != folded(mine) else { return [.say(Words.twoNames)] }
      theirs = field.name
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
    switch step {
    case .choice:
      Spoken(
        title: Words.welcomeTitle, lines: [Words.noJournal], items: [Words.found, Words.lookAtSample], focus: focus)
    case .before: Spoken(title: Words.before[0], lines: Array(Words.before.dropFirst()))
    case .whoSees: Spoken(title: Words.whoSees[0], lines: Array(Words.whoSees.dropFirst()))
    case .myName: Spoken(title: Words.yourName, field: field.spoken(""))
    case .theirName: Spoken(title: Words.theirName, field: field.spoken(""))
    case .passphrase: Spoken(title: Words.yourPassphrase, field: secret.spoken(""))
    case .again: Spoken(title: Words.onceMore, field: secret.spoken(""))
    case .without: Spoken(title: Words.withoutPassphrase[0], lines: Array(Words.withoutPassphrase.dropFirst()))
    }
  }

  mutating func select(_ item: Int, _ desk: Desk) { focus = item }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    switch step {
    case .choice: drawChoice(on: &canvas)
    case .before: canvas.paragraphs(Words.before)
    case .whoSees: canvas.paragraphs(Words.whoSees)
    case .myName: canvas.ask(Words.yourName, field)
    case .theirName: canvas.ask(Words.theirName, field)
    case .passphrase: canvas.ask(Words.yourPassphrase, secret)
    case .again: canvas.ask(Words.onceMore, secret)
    case .without: canvas.paragraphs(Words.withoutPassphrase)
    }
    canvas.footer(
      step == .choice
        ? [
          Offer(.open, Words.continueKey), Offer([.down, .up], Words.nextKey),
          Offer(keys: Keymap.standard.quit?.label ?? "", Words.leaveKey),
        ]
        : [Offer(.open, Words.continueKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }

  private func drawChoice(on canvas: inout Canvas) {
    canvas.put(Words.noJournal, row: 2, column: 2)
    canvas.choices([Words.found, Words.lookAtSample], focus: focus, from: 4)
  }
}
