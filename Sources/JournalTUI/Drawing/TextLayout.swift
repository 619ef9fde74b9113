/// Text as columns: measuring, cutting, wrapping. Both doors to the screen, `Frame.put` and `LinearOutput.plain`, let
/// through what is plain, and of everything else what `cells(of:)` makes of it.
enum TextLayout {
  /// The cells of one character: none for controls of direction and joining, a replacement for controls that could
  /// speak to the terminal.
  static func cells(of character: Character) -> [Cell] {
    if let cell = cell(of: character) { return [cell] }
    if character == "\n" || character == "\r\n" || character == "\t" { return [Cell()] }
    var cells: [Cell] = []
    for scalar in character.unicodeScalars {
      let value = scalar.value
      // Of a joined family, the terminal is sure to draw the first.
      if value == joiner, cells.first?.width == 2 { return cells }
      if value == joiner || directs(value) { continue }
      let width = ScalarWidth.columns(value)
      if width < 0 {
        cells.append(Cell(scalar: 0xFFFD))
      } else if width > 0 {
        cells.append(Cell(scalar: value, width: UInt16(width)))
      } else if cells.isEmpty {
        cells.append(Cell(scalar: 0x25CC, marks: Cell.Marks(scalar)))
      } else {
        cells[cells.count - 1].marks.add(scalar)
      }
    }
    return cells
  }

  /// The one cell of a character that is one scalar with columns of its own, as nearly all are; nil for others.
  static func cell(of character: Character) -> Cell? {
    if isPlain(character) { return Cell(scalar: UInt32(character.utf8.first!)) }
    var scalars = character.unicodeScalars.makeIterator()
    guard let scalar = scalars.next(), scalars.next() == nil else { return nil }
    return cell(of: scalar)
  }

  /// The same for a scalar by itself.
  static func cell(of scalar: Unicode.Scalar) -> Cell? {
    let value = scalar.value
    if value < 0x7F { return value >= 0x20 ? Cell(scalar: value) : nil }
    guard value != joiner, !directs(value) else { return nil }
    let width = ScalarWidth.columns(value)
    return width > 0 ? Cell(scalar: value, width: UInt16(width)) : nil
  }

  private static let joiner: UInt32 = 0x200D

  /// True for what stands nowhere itself: controls of direction, of joining and of looks.
  private static func directs(_ value: UInt32) -> Bool {
    switch value {
    case 0x200B, 0x200C, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// True for letters and signs that never join a neighbour into one character, whatever stands beside them.
  static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x370..<0x483, 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x21FF,
      0x2500...0x25FF, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF:
      true
    default: false
    }
  }

  static func width(_ character: Character) -> Int {
    if let cell = cell(of: character) { return Int(cell.width) }
    return cells(of: character).reduce(0) { $0 + Int($1.width) }
  }

  /// True for a letter, digit or sign of ASCII: it is one character, and one column.
  static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }
  static func isPlain(_ character: Character) -> Bool {
    character.utf8.count == 1 && isPlain(character.utf8.first!)
  }
  /// True for text of which every byte is such a one.
  static func isPlain(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy(isPlain) }

  /// The columns that a line of text takes.
  static func width(_ text: some StringProtocol) -> Int {
    isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + width($1) }
  }

  private static func isSpace(_ character: Character) -> Bool {
    if let byte = character.asciiValue { return byte == 0x20 || (0x09...0x0D).contains(byte) }
    return character.isWhitespace
  }

  /// Text on one line, cut at a word where it is longer than `width`, with an ellipsis; inside a word that is so long
  /// that less than half of the width would be used without it. Of a long text no more is looked at than could stand
  /// there.
  static func cut(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    let room = ellipsis.isEmpty ? width : width - self.width(ellipsis) - 1
    if let line = plainCut(text, to: width, room: room, ellipsis) { return line }
    var line = ""
    var used = 0
    var fitting = (bytes: 0, columns: 0)
    var rest = text[...]
    while let start = rest.firstIndex(where: { !isSpace($0) }) {
      let word = rest[start...].prefix { !isSpace($0) }
      rest = rest[word.endIndex...]
      used += self.width(word) + (line.isEmpty ? 0 : 1)
      line += (line.isEmpty ? "" : " ") + word
      if used <= room { fitting = (line.utf8.count, used) }
      guard used <= width else {
        guard !saysLittle(fitting.columns, of: width) else {
          return clip(line, to: max(0, width - self.width(ellipsis))) + ellipsis
        }
        let kept = line.utf8.prefix(fitting.bytes)
        return String(decoding: ellipsis.isEmpty ? kept : withoutBeginning(kept), as: UTF8.self)
          + (ellipsis.isEmpty ? "" : " " + ellipsis)
      }
    }
    return line
  }

  /// True where the words that fit take so few of the columns that a part of the next one stands with them.
  private static func saysLittle(_ columns: Int, of width: Int) -> Bool { columns * 2 < width }

  /// Words without the last one, where a sentence begins with it: alone it says nothing.
  private static func withoutBeginning<Bytes: BidirectionalCollection<UInt8>>(_ words: Bytes) -> Bytes.SubSequence {
    guard let space = words.lastIndex(of: 0x20), let end = words[..<space].last, ".?!".utf8.contains(end) else {
      return words[...]
    }
    return words[..<space]
  }

  /// The same for plain text, byte by byte: most text by far. Nil where something else stands in what would be shown.
  private static func plainCut(_ text: String, to width: Int, room: Int, _ ellipsis: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var line: [UInt8] = []
      line.reserveCapacity(width + ellipsis.utf8.count + 1)
      var (at, fitting) = (0, 0)
      while true {
        while at < bytes.count, bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) { at += 1 }
        guard at < bytes.count else { return String(decoding: line, as: UTF8.self) }
        if !line.isEmpty { line.append(0x20) }
        while at < bytes.count, line.count <= width, bytes[at] != 0x20, !(0x09...0x0D).contains(bytes[at]) {
          guard (0x21..<0x7F).contains(bytes[at]) else { return nil }
          line.append(bytes[at])
          at += 1
        }
        guard line.count <= width else {
          // The character after the last that was looked at may still join it.
          guard at == bytes.count || bytes[at] < 0x80 else { return nil }
          guard !saysLittle(fitting, of: width) else {
            return String(decoding: line.prefix(max(0, width - self.width(ellipsis))), as: UTF8.self) + ellipsis
          }
          let kept = line.prefix(fitting)
          return String(decoding: ellipsis.isEmpty ? kept : withoutBeginning(kept), as: UTF8.self)
            + (ellipsis.isEmpty ? "" : " " + ellipsis)
        }
        if line.count <= room { fitting = line.count }
      }
    }
  }

  /// How a text ends that is longer than its room, cut as `cut` does it but with its spaces as they are: the columns of
  /// it that stay, and what comes after them. Nil where it fits.
  static func ending(_ text: String, in room: Int, ellipsis: String) -> (columns: Int, ellipsis: String)? {
    let most = room - width(ellipsis)
    var (used, words, inside, wasSpace) = (0, 0, 0, true)
    for character in text {
      let isSpace = isSpace(character)
      if isSpace, !wasSpace, used < most { words = used }
      used += width(character)
      if used <= most { inside = used }
      if used > room, !isSpace {
        return saysLittle(words, of: room) ? (inside, ellipsis) : (words, " " + ellipsis)
      }
      wasSpace = isSpace
    }
    return nil
  }

  /// A text with its spaces, so cut where it is longer than `room`.
  static func shortened(_ text: String, to room: Int, ellipsis: String) -> String {
    ending(text, in: room, ellipsis: ellipsis).map { clip(text, to: $0.columns) + $0.ellipsis } ?? text
  }

  /// The text with spaces after it, or before it, up to a number of columns.
  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - Self.width(text)))
    return isRight ? spaces + text : text + spaces
  }

  /// The start of a text that fits into `width`.
  static func clip(_ text: String, to width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += self.width(character)
        return used <= width
      })
  }

  /// The end of a text that fits into `width`.
  static func tail(_ text: String, to width: Int) -> String {
    var used = 0
    return String(
      text.reversed().prefix { character in
        used += self.width(character)
        return used <= width
      }.reversed())
  }

  /// The lines of a text at a width, for reading.
  static func wrap(_ text: String, width: Int) -> [String] {
    if text.utf8.count <= width, isPlain(text), text.utf8.last != 0x20 { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
      let characters = Array(paragraph)
      return wrap(characters, width: width).map { range in
        var line = characters[range]
        while line.last == " " { line.removeLast() }
        return String(line)
      }
    }
  }

  /// The first lines of a text, the last of them cut at a word where there are more.
  static func wrap(_ text: String, width: Int, lines most: Int, _ ellipsis: String) -> [String] {
    let lines = wrap(text, width: width)
    guard lines.count > most else { return lines }
    // With a word more than fits, the cut finds the last that does.
    return lines[..<(most - 1)] + [cut(lines[(most - 1)...].joined(separator: " "), to: width, ellipsis: ellipsis)]
  }

  /// Parts that each stay whole, as many on a line as there is room for.
  static func lines(of parts: [String], between: String, width: Int) -> [String] {
    parts.reduce(into: []) { lines, part in
      if let last = lines.last, self.width(last) + self.width(between) + self.width(part) <= width {
        lines[lines.count - 1] += between + part
      } else {
        lines.append(part)
      }
    }
  }

  /// The lines of one paragraph as ranges of its characters: broken after spaces, long words wherever they must be.
  /// Spaces at a line's end may hang over the edge. Never empty.
  /// - Parameter first: where a line begins; those before it stay as they are.
  static func wrap(_ paragraph: [Character], from first: Int = 0, width: Int) -> [Range<Int>] {
    let width = max(2, width)
    var lines: [Range<Int>] = []
    var start = first
    var used = 0
    var breakAfter: Int?
    var at = first
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
