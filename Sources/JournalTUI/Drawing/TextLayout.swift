/// Text as columns: measuring, cutting, wrapping. Every character of an entry passes `cells(of:)` on its way to the
/// screen.
enum TextLayout {
  /// The cells of one character: none for controls of direction and joining, a replacement for controls that could
  /// speak to the terminal.
  static func cells(of character: Character) -> [Cell] {
    if let byte = character.utf8.first, character.utf8.count == 1, (0x20..<0x7F).contains(byte) {
      return [Cell(scalar: UInt32(byte))]
    }
    if character == "\n" || character == "\r\n" || character == "\t" { return [Cell()] }
    var cells: [Cell] = []
    for scalar in character.unicodeScalars {
      let value = scalar.value
      switch value {
      case 0x200B, 0x200C, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
        0xE0000...0xE0FFF:
        continue
      case 0x200D:
        // Of a joined family, the terminal is sure to draw the first.
        if cells.first?.width == 2 { return cells }
        continue
      default: break
      }
      let width = ScalarWidth.columns(value)
      if width < 0 {
        cells.append(Cell(scalar: 0xFFFD))
      } else if width > 0 {
        cells.append(Cell(scalar: value, width: UInt8(width)))
      } else if cells.isEmpty {
        cells.append(Cell(scalar: 0x25CC, marks: SIMD4(value, 0, 0, 0)))
      } else if let free = (0..<4).first(where: { cells[cells.count - 1].marks[$0] == 0 }) {
        cells[cells.count - 1].marks[free] = value
      }
    }
    return cells
  }

  static func width(_ character: Character) -> Int {
    if let byte = character.utf8.first, character.utf8.count == 1, (0x20..<0x7F).contains(byte) { return 1 }
    return cells(of: character).reduce(0) { $0 + Int($1.width) }
  }

  /// The columns that a line of text takes.
  static func width(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width($1) } }

  /// Text on one line, cut at a word where it is longer than `width`, with an ellipsis.
  static func cut(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard self.width(line) > width else { return line }
    let room = ellipsis.isEmpty ? width : width - self.width(ellipsis) - 1
    var taken = ""
    var used = 0
    for word in line.split(separator: " ") {
      let more = self.width(word) + (taken.isEmpty ? 0 : 1)
      guard used + more <= room else { break }
      taken += (taken.isEmpty ? "" : " ") + word
      used += more
    }
    if ellipsis.isEmpty, !taken.isEmpty { return taken }
    if taken.isEmpty { return clip(line, to: max(0, width - self.width(ellipsis))) + ellipsis }
    return taken + " " + ellipsis
  }

  /// The start of a text that fits into `width`.
  /// The text with spaces after it, or before it, up to a number of columns.
  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - Self.width(text)))
    return isRight ? spaces + text : text + spaces
  }

  static func clip(_ text: String, to width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += self.width(character)
        return used <= width
      })
  }

  /// The lines of a text at a width, for reading.
  static func wrap(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
      let characters = Array(paragraph)
      return wrap(characters, width: width).map { range in
        var line = characters[range]
        while line.last == " " { line.removeLast() }
        return String(line)
      }
    }
  }

  /// The lines of one paragraph as ranges of its characters: broken after spaces, long words wherever they must be.
  /// Spaces at a line's end may hang over the edge. Never empty.
  static func wrap(_ paragraph: [Character], width: Int) -> [Range<Int>] {
    let width = max(2, width)
    var lines: [Range<Int>] = []
    var start = 0
    var used = 0
    var breakAfter: Int?
    var at = 0
    while at < paragraph.count {
      let character = paragraph[at]
      if character == " " {
        breakAfter = at + 1
        used += 1
        at += 1
        continue
      }
      let columns = Self.width(character)
      if used + columns > width {
        let end = breakAfter ?? at
        lines.append(start..<end)
        start = end
        used = paragraph[start..<at].reduce(0) { $0 + Self.width($1) }
        breakAfter = nil
        if start == at, columns > width { at += 1 }
        continue
      }
      used += columns
      at += 1
      // Scripts without spaces break between characters.
      if columns == 2 { breakAfter = at }
    }
    lines.append(start..<paragraph.count)
    return lines
  }
}
