/// The screen as a teleprinter has it: lines are appended at the bottom, and the last line is the one that is typed
/// into. Pure: says which bytes bring it about.
struct LinearOutput: Sendable {
  private var shown: Spoken.Field?
  private let glyphs: Glyphs

  init(glyphs: Glyphs) { self.glyphs = glyphs }

  /// What stands before the cursor where nothing is typed.
  static let waiting = Spoken.Field(label: "> ", before: "")

  /// Appends lines, and shows what is typed; a letter alone is sent where no more than a letter came.
  mutating func bytes(_ lines: [String], _ field: Spoken.Field?, columns: Int) -> String {
    let field = field ?? Self.waiting
    defer { shown = field }
    if lines.isEmpty, let shown, shown.label == field.label, shown.line == field.line {
      if shown == field { return "" }
      if let little = change(from: shown, to: field, columns) { return little }
    }
    var text = ""
    if lines.isEmpty, let shown, shown.line != field.line {
      text = "\r\n"
    } else {
      text = "\r\u{1B}[K" + lines.map { broken(plain($0), columns) + "\r\n" }.joined()
    }
    return text + "\r\u{1B}[K" + prompt(field, columns)
  }

  /// An empty screen, with the cursor where the last line is.
  mutating func clear(rows: Int) -> String {
    shown = nil
    return "\u{1B}[0m\u{1B}[H\u{1B}[2J\u{1B}[\(rows);1H"
  }

  /// Letters added or taken away at the end.
  private func change(from old: Spoken.Field, to new: Spoken.Field, _ columns: Int) -> String? {
    guard old.after.isEmpty, new.after.isEmpty else { return nil }
    guard max(width(old), width(new)) < columns else { return nil }
    if new.before.hasPrefix(old.before) { return plain(String(new.before.dropFirst(old.before.count))) }
    guard old.before.hasPrefix(new.before) else { return nil }
    let gone = TextLayout.width(old.before) - TextLayout.width(new.before)
    return String(repeating: "\u{8}", count: gone) + "\u{1B}[K"
  }

  private func width(_ field: Spoken.Field) -> Int {
    TextLayout.width(field.label) + TextLayout.width(field.before) + TextLayout.width(field.after)
  }

  /// One row: what stands around the cursor where there is no room for all.
  private func prompt(_ field: Spoken.Field, _ columns: Int) -> String {
    var before = field.label + field.before
    var after = field.after
    if width(field) >= columns {
      let room = max(1, columns * 2 / 3)
      before = TextLayout.tail(before, to: room)
      after = TextLayout.clip(after, to: max(0, columns - 1 - TextLayout.width(before)))
    }
    let back = TextLayout.width(after)
    return plain(before) + plain(after) + (back > 0 ? "\u{1B}[\(back)D" : "")
  }

  /// A line at the width of the screen, broken between words: the terminal would break it anywhere.
  private func broken(_ line: String, _ columns: Int) -> String {
    TextLayout.wrap(line, width: columns - 1).joined(separator: "\r\n")
  }

  /// Text without what could speak to the terminal: the one door in linear mode, as `Frame.put` is on the full screen.
  private func plain(_ text: String) -> String {
    text.map { character in
      TextLayout.cells(of: glyphs.replacements[character] ?? character).map(\.text).joined()
    }.joined()
  }
}
