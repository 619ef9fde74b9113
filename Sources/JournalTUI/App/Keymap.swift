/// What a person can ask for outside a text.
enum Action: String, CaseIterable, Sendable {
  case leave, out, down, up, pageDown, pageUp, top, bottom, open, next, previous
  case today, past, hurts, ours, own
  case quiet, numbers, openList, week
  case write, ask, answer, thank, promise, more, stillHurts, number, later, mark, space, rest, bringAlong
  case search, nextHit, previousHit, date, sideBySide, earlierTalk, laterTalk, edit, takeBack, undo
  case help, lock, redraw, suspend
}

/// What a person can ask for while writing.
enum TextAction: String, CaseIterable, Sendable {
  case leave, stop, send, later, earlierAnswers, next, previous, newLine
  case left, right, up, down, lineStart, lineEnd, wordLeft, wordRight, pageUp, pageDown
  case backspace, delete, wordBack, toLineStart, toLineEnd, yank, undo, redo
  case redraw
}

/// The one key table: a key means the same on every screen. Dispatch, footers, help and `docs/keys.md` come from it.
struct Keymap: Sendable {
  struct Row<Verb: Hashable & Sendable>: Sendable {
    var verb: Verb
    /// The first is the one that is shown.
    var keys: [Key]
    var meaning: String
  }

  let list: [Row<Action>]
  let text: [Row<TextAction>]
  private let actions: [Key: Action]
  private let edits: [Key: TextAction]

  static let standard = Keymap(list: Words.keys, text: Words.textKeys)

  private init(list: [Row<Action>], text: [Row<TextAction>]) {
    self.list = list
    self.text = text
    actions = Dictionary(uniqueKeysWithValues: list.flatMap { row in row.keys.map { ($0, row.verb) } })
    edits = Dictionary(uniqueKeysWithValues: text.flatMap { row in row.keys.map { ($0, row.verb) } })
  }

  func action(_ key: Key) -> Action? { actions[key] }
  func edit(_ key: Key) -> TextAction? { edits[key] }

  /// How a footer names the key of an action.
  func label(_ action: Action) -> String { list.first { $0.verb == action }?.keys.first?.label ?? "" }
  func label(_ edit: TextAction) -> String { text.first { $0.verb == edit }?.keys.first?.label ?? "" }
}

/// A key that a screen takes, with what its footer calls it there.
struct Offer: Hashable, Sendable {
  var key: String
  var label: String

  init(_ action: Action, _ label: String) {
    key = Keymap.standard.label(action)
    self.label = label
  }
  init(writing edit: TextAction, _ label: String) {
    key = Keymap.standard.label(edit)
    self.label = label
  }
  init(keys: String, _ label: String) {
    key = keys
    self.label = label
  }
}
