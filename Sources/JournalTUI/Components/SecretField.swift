internal import JournalCore

/// A line that a passphrase is typed into: it is seen as dots, and only its end is edited.
struct SecretField: Hashable, Sendable {
  private(set) var passphrase = Passphrase()

  mutating func take(_ key: Key) {
    if let letter = key.letter {
      passphrase.append(letter)
    } else {
      switch Keymap.standard.edit(key) {
      case .backspace: passphrase.removeLast()
      case .toLineStart, .wordBack: passphrase = Passphrase()
      default: break
      }
    }
  }

  /// What was pasted comes letter by letter (`KeyParser`); this is for a paste that came too soon for that.
  mutating func paste(_ text: String) {
    for letter in text.unicodeScalars where letter.value >= 0x20 { passphrase.append(letter) }
  }

  /// The line as it is heard: only how long it is.
  func spoken(_ label: String) -> Spoken.Field { dots("*").spoken(label) }

  func draw(on canvas: inout Canvas, row: Int, column: Int, hasFocus: Bool = true) {
    canvas.draw(
      dots(canvas.glyphs.dot), rows: row..<row + 1, from: column, to: canvas.width - 1, bar: nil, hasFocus: hasFocus)
  }

  private func dots(_ dot: Character) -> TextArea { TextArea(String(repeating: dot, count: passphrase.length)) }
}
