/// What a person can ask for outside a text.
enum Action: String, CaseIterable, Sendable {
  case leave, out, down, up, pageDown, pageUp, top, bottom, open, next, previous
  case today, past, hurts, ours, own
  case quiet, numbers, openList, week
  case write, ask, answer, thank, promise, more, stillHurts, number, later, mark, space, rest, bringAlong
  case search, nextHit, previousHit, date, filter, sideBySide, earlierTalk, laterTalk, edit, takeBack, undo
  case help, palette, lock, redraw, suspend
}

extension Action {
  /// The five places, in order.
  static let places: [Action] = [.today, .past, .hurts, .ours, .own]
}

/// What a person can ask for while writing.
enum TextAction: String, CaseIterable, Sendable {
  case leave, stop, send, later, earlierAnswers, next, previous, newLine
  case left, right, up, down, lineStart, lineEnd, wordLeft, wordRight, pageUp, pageDown
  case backspace, delete, wordBack, toLineStart, toLineEnd, yank, undo, redo
  case palette, redraw
}

/// What a person can ask for after Esc while writing, or with Alt and the same letter.
enum StopAction: String, CaseIterable, Sendable {
  case send, later, forYourself, ownPage, editor, putAway, lock, quiet, numbers, help
}

/// The one key table: a key means the same on every screen. Dispatch, footers, help and `docs/keys.md` come from it.
struct Keymap: Sendable {
  struct Row<Verb: Sendable>: Sendable {
    var verb: Verb
    /// The first is the one that is shown.
    var keys: [Key]
    var meaning: String
  }

  let list: [Row<Action>]
  let text: [Row<TextAction>]
  let stop: [Row<StopAction>]

  /// The table that holds while this runs: the usual one, unless somebody has set keys of their own.
  @TaskLocal static var standard = Keymap()

  /// The usual keys.
  init() { self.init(list: Words.keys, text: Words.textKeys, stop: Words.stopKeys) }

  private init(list: [Row<Action>], text: [Row<TextAction>], stop: [Row<StopAction>]) {
    self.list = list
    self.text = text
    self.stop = stop
  }

  /// The usual keys but for the verbs that are named. A key that is set anew is taken from the verb that had it; the
  /// keys that leave at once always do.
  /// - Throws: when a verb is left without any key.
  init(
    changing actions: [Action: [Key]], _ edits: [TextAction: [Key]], _ stops: [StopAction: [Key]]
  ) throws(ConfigProblem) {
    self.init(
      list: try Self.changed(Words.keys, by: actions, always: .leave),
      text: try Self.changed(Words.textKeys, by: edits, always: .leave),
      stop: try Self.changed(Words.stopKeys, by: stops))
  }

  private static func changed<Verb: Hashable & Sendable & RawRepresentable<String>>(
    _ rows: [Row<Verb>], by changes: [Verb: [Key]], always: Verb? = nil
  ) throws(ConfigProblem) -> [Row<Verb>] {
    let given = changes.values.joined()
    var changed = rows
    for index in rows.indices {
      let row = rows[index]
      if row.verb == always {
        changed[index].keys += changes[row.verb] ?? []
        continue
      }
      changed[index].keys = changes[row.verb] ?? row.keys.filter { !given.contains($0) }
      guard !changed[index].keys.isEmpty else { throw ConfigProblem(.keyless(name(row.verb))) }
    }
    return changed
  }

  /// The keys that leave at once, whatever is set.
  static let leaving = Words.keys.first { $0.verb == .leave }!.keys

  /// What a verb is called in `config.toml`: `still-hurts`.
  static func name<Verb: RawRepresentable<String>>(_ verb: Verb) -> String {
    verb.rawValue.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
  }

  /// The letter that steps out, and at Today leaves.
  var quit: Key? { list.first { $0.verb == .out }?.keys.first { $0.letter != nil } }

  func action(_ key: Key) -> Action? { list.first { $0.keys.contains(key) }?.verb }
  func edit(_ key: Key) -> TextAction? { text.first { $0.keys.contains(key) }?.verb }
  /// What the letter of a key does after Esc; the same letter with Alt is the same.
  func stop(_ key: Key) -> StopAction? {
    guard case .scalar(let letter) = key.code, !key.control else { return nil }
    return self.stop.first { $0.keys.contains(.letter(letter)) }?.verb
  }

  /// The key of an action that is shown.
  func key(_ action: Action) -> Key { row(action).keys[0] }
  /// The row of an action.
  func row(_ action: Action) -> Row<Action> { list.first { $0.verb == action }! }

  /// How a footer names the key of an action.
  func label(_ action: Action) -> String { list.first { $0.verb == action }?.keys.first?.label ?? "" }
  func label(_ edit: TextAction) -> String { text.first { $0.verb == edit }?.keys.first?.label ?? "" }
  func label(_ stop: StopAction) -> String { self.stop.first { $0.verb == stop }?.keys.first?.label ?? "" }
}

/// A key that a screen takes, with what its footer calls it there.
struct Offer: Hashable, Sendable {
  var key: String
  var label: String

  init(_ action: Action, _ label: String) {
    key = Keymap.standard.label(action)
    self.label = label
  }
  init(_ actions: [Action], _ label: String) {
    key = actions.map(Keymap.standard.label).joined(separator: " ")
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
