internal import JournalCore

/// Who writes: a name is asked for and none is shown, no program is named, no person. The lock shows the same.
struct SignIn: Screen {
  private let isSealed: Bool
  private let wasLocked: Bool
  private var name = LineField()
  private var secret = SecretField()
  private var isAtPassphrase = false

  init(isSealed: Bool, wasLocked: Bool) {
    self.isSealed = isSealed
    self.wasLocked = wasLocked
  }

  var isClosed: Bool { true }
  var takesText: Bool { true }
  var takesSecret: Bool { isAtPassphrase }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .key(let key): return type(key)
    case .paste(let text):
      if isAtPassphrase { secret.paste(text) } else { name.paste(text) }
      return []
    case .action, .replaced, .page, .tick, .resized: return nil
    }
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key.code {
    case .enter:
      guard !name.name.isEmpty else { return [] }
      if isSealed, !isAtPassphrase {
        isAtPassphrase = true
        return []
      }
      defer { secret = SecretField() }
      return [.sit(name.name, passphrase: isSealed ? secret.passphrase : nil)]
    case .tab, .backTab, .up, .down: if isSealed { isAtPassphrase.toggle() }
    default: if isAtPassphrase { secret.take(key) } else { name.take(key) }
    }
    return []
  }

  func spoken(_ desk: Desk) -> Spoken {
    // No program is named here, and no person.
    Spoken(
      title: wasLocked ? Words.yourTextIsKept : "",
      field: isAtPassphrase ? secret.spoken(Words.passphrasePrompt) : name.spoken(Words.namePrompt))
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    let row = max(1, canvas.rows / 2 - 2)
    let column = max(1, canvas.width / 2 - 10)
    if wasLocked { canvas.put(Words.yourTextIsKept, row: row - 1, column: column) }
    var field = canvas.put(Words.namePrompt, row: row, column: column)
    name.draw(on: &canvas, row: row, column: field, hasFocus: !isAtPassphrase)
    if isSealed {
      field = canvas.put(Words.passphrasePrompt, row: row + 1, column: column)
      secret.draw(on: &canvas, row: row + 1, column: field, hasFocus: isAtPassphrase)
    }
    canvas.footer([], help: false)
  }
}
