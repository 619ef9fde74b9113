internal import JournalCore

/// The second person's first time: the same two pages, alone, and a passphrase of their own where there are some.
struct Joining: Screen {
  private let person: String
  private let isSealed: Bool
  private var step = Step.before
  private var secret = SecretField()
  private var first = Passphrase()
  private var mine = Passphrase()

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
    case .paste(let text): secret.paste(text)
    case .action, .replaced, .page, .tick, .resized: return nil
    }
    return []
  }

  private mutating func go(to next: Step) {
    step = next
    secret = SecretField()
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .escape: go(to: Step(rawValue: step.rawValue - 1)!)
    case .enter, .tab:
      guard !secret.passphrase.isEmpty else { return [] }
      switch step {
      case .first:
        first = secret.passphrase
        go(to: .passphrase)
      case .passphrase:
        mine = secret.passphrase
        go(to: .again)
      case .again:
        guard secret.passphrase == mine else {
          go(to: .passphrase)
          return [.say(Words.notTheSame)]
        }
        go(to: .first)
        return [.join(person, opening: first, passphrase: mine)]
      case .before, .whoSees: break
      }
    default: secret.take(key)
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    switch step {
    case .before: Spoken(title: Words.before[0], lines: Array(Words.before.dropFirst()))
    case .whoSees: Spoken(title: Words.whoSees[0], lines: Array(Words.whoSees.dropFirst()))
    case .first: Spoken(title: Words.firstsPassphrase, field: secret.spoken(""))
    case .passphrase: Spoken(title: Words.ownPassphrase, field: secret.spoken(""))
    case .again: Spoken(title: Words.onceMore, field: secret.spoken(""))
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    switch step {
    case .before: canvas.paragraphs(Words.before)
    case .whoSees: canvas.paragraphs(Words.whoSees)
    case .first: canvas.ask(Words.firstsPassphrase, secret)
    case .passphrase: canvas.ask(Words.ownPassphrase, secret)
    case .again: canvas.ask(Words.onceMore, secret)
    }
    canvas.footer([Offer(.open, Words.continueKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }
}
