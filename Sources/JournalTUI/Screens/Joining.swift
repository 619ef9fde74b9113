internal import JournalCore

/// The second person's first time: the same two pages, alone, and a passphrase of their own where there are some.
struct Joining: Screen {
  private let person: String
  private let isSealed: Bool
  private var step = Step.before
  private var field = LineField()
  private var first = ""
  private var mine = ""

  private enum Step: Int, Hashable {
    case before, whoSees, first, passphrase, again
  }

  init(_ person: String, isSealed: Bool) {
    self.person = person
    self.isSealed = isSealed
  }

  var isClosed: Bool { true }
  var takesText: Bool { step.rawValue >= Step.first.rawValue }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .action(.open):
      if step == .before {
        step = .whoSees
      } else if isSealed {
        go(to: .first)
      } else {
        return [.join(person, opening: nil, passphrase: nil)]
      }
    case .action(.out):
      if step == .before { return [.replace(.signIn(sealed: isSealed, locked: false))] }
      step = .before
    case .key(let key): return type(key)
    case .paste(let text): field.paste(text)
    case .action, .replaced, .page, .tick, .resized: return nil
    }
    return []
  }

  private mutating func go(to next: Step) {
    step = next
    field = LineField(isSecret: true)
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .escape: go(to: Step(rawValue: step.rawValue - 1)!)
    case .enter, .tab:
      guard !field.text.isEmpty else { return [] }
      switch step {
      case .first:
        first = field.text
        go(to: .passphrase)
      case .passphrase:
        mine = field.text
        go(to: .again)
      case .again:
        guard field.text == mine else {
          go(to: .passphrase)
          return [.say(Words.notTheSame)]
        }
        go(to: .first)
        return [.join(person, opening: first, passphrase: mine)]
      case .before, .whoSees: break
      }
    default: field.take(key)
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    switch step {
    case .before: Spoken(title: Words.before[0], lines: Array(Words.before.dropFirst()))
    case .whoSees: Spoken(title: Words.whoSees[0], lines: Array(Words.whoSees.dropFirst()))
    case .first: Spoken(title: Words.firstsPassphrase, field: field.spoken(""))
    case .passphrase: Spoken(title: Words.ownPassphrase, field: field.spoken(""))
    case .again: Spoken(title: Words.onceMore, field: field.spoken(""))
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    switch step {
    case .before: canvas.paragraphs(Words.before)
    case .whoSees: canvas.paragraphs(Words.whoSees)
    case .first: canvas.ask(Words.firstsPassphrase, field)
    case .passphrase: canvas.ask(Words.ownPassphrase, field)
    case .again: canvas.ask(Words.onceMore, field)
    }
    canvas.footer([Offer(.open, Words.continueKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }
}
