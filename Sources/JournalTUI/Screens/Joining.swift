internal import JournalCore

/// The second person's first time: the same two pages, alone, and a passphrase of their own where there are some.
struct Joining: Screen {
  private let person: String
  private let isSealed: Bool
  private var step = Step.before
  private var reading = ScrolledText()
  private var secret = SecretField()
  private var first = Passphrase()
  private var mine = Passphrase()
  /// True once one's own was typed twice: where the other's opened nothing, it is not asked for anew.
  private var isChosen = false

  private enum Step: Int, Hashable {
    case before, whoSees, first, passphrase, again
  }

  init(_ person: String, isSealed: Bool) {
    self.person = person
    self.isSealed = isSealed
  }

  var isClosed: Bool { true }
  var takesText: Bool { takesSecret }
  var takesSecret: Bool { step.rawValue >= Step.first.rawValue }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .action(let action): return take(action, desk)
    case .key(let key): return type(key)
    case .paste(let text): secret.paste(text)
    case .replaced, .page, .tick, .resized: return nil
    }
    return []
  }

  private mutating func take(_ action: Action, _ desk: Desk) -> [Effect]? {
    if let lines = lines(desk), reading.takeToItsEnd(action, lines, desk) { return [] }
    switch action {
    case .open:
      if step == .before {
        go(to: .whoSees)
      } else if isSealed {
        go(to: .first)
      } else {
        return [.join(person, opening: nil, passphrase: nil)]
      }
    case .out:
      if step == .before { return [.replace(.signIn(sealed: isSealed, locked: false))] }
      go(to: .before)
    default: return nil
    }
    return []
  }

  /// The page that is read at this step.
  private var page: [String]? {
    switch step {
    case .before: Words.before
    case .whoSees: Words.whoSees
    case .first, .passphrase, .again: nil
    }
  }

  private func lines(_ desk: Desk) -> [Line]? { page.map { Line.page($0, width: desk.width, hasHeading: true) } }

  /// What is typed at this step.
  private var question: String {
    switch step {
    case .first: Words.firstsPassphrase
    case .passphrase: Words.ownPassphrase
    case .before, .whoSees, .again: Words.onceMore
    }
  }

  private mutating func go(to next: Step) {
    step = next
    secret = SecretField()
    reading = ScrolledText()
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .escape:
      isChosen = false
      go(to: Step(rawValue: step.rawValue - 1)!)
    case .enter, .tab:
      guard !secret.passphrase.isEmpty else { return [] }
      switch step {
      case .first:
        first = secret.passphrase
        go(to: isChosen ? .first : .passphrase)
        if isChosen { return [.join(person, opening: first, passphrase: mine)] }
      case .passphrase:
        mine = secret.passphrase
        go(to: .again)
      case .again:
        guard secret.passphrase == mine else {
          go(to: .passphrase)
          return [.say(Words.notTheSame)]
        }
        isChosen = true
        go(to: .first)
        return [.join(person, opening: first, passphrase: mine)]
      case .before, .whoSees: break
      }
    default: secret.take(key)
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: question, field: secret.spoken("")) }
    return Spoken(title: page[0], lines: Array(page.dropFirst()))
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    let back = Offer(keys: "Esc", Words.backKey)
    guard let lines = lines(desk) else {
      canvas.ask(question, secret)
      return canvas.footer([Offer(.open, Words.continueKey), back], help: false)
    }
    reading.draw(lines, on: &canvas, rows: canvas.body)
    canvas.footer([reading.goingOn(lines, desk), back], help: false)
  }
}
