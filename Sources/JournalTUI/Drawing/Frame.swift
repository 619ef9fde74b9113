internal import Glibc

/// One column of the screen, in sixteen bytes. A wide character fills two: its second cell has width 0.
struct Cell: Hashable, Sendable {
  var scalar: UInt32 = 0x20
  var width: UInt16 = 1
  var style = Style.text
  var marks = Marks()

  /// Marks that stand on the character as units of UTF-16, 0 for none: four of those that people write, two of the
  /// rarest. Every byte of a cell says something, so that rows compare as bytes.
  struct Marks: Hashable, Sendable {
    private var x: UInt16 = 0, y: UInt16 = 0, z: UInt16 = 0, w: UInt16 = 0

    init() {}
    init(_ mark: Unicode.Scalar) { add(mark) }

    /// Takes one more, while there is room.
    mutating func add(_ mark: Unicode.Scalar) {
      let units = Array(UTF16.encode(mark)!)
      guard w == 0, units.count == 1 || z == 0 else { return }
      for unit in units {
        if x == 0 { x = unit } else if y == 0 { y = unit } else if z == 0 { z = unit } else { w = unit }
      }
    }

    var isEmpty: Bool { x == 0 }

    var scalars: String.UnicodeScalarView {
      String(decoding: [x, y, z, w].prefix { $0 != 0 }, as: UTF16.self).unicodeScalars
    }
  }

  /// The characters that are drawn here.
  var text: String {
    var text = String.UnicodeScalarView()
    if scalar != 0, let scalar = Unicode.Scalar(scalar) { text.append(scalar) }
    if !marks.isEmpty { text += marks.scalars }
    return String(text)
  }
}

struct Size: Hashable, Sendable {
  var columns: Int, rows: Int
}

/// The whole screen as plain values: what tests compare and the terminal paints.
struct Frame: Hashable, Sendable {
  let size: Size
  let glyphs: Glyphs
  private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  var cursor: (row: Int, column: Int)? {
    get { cursorRow.map { ($0, cursorColumn) } }
    set {
      cursorRow = newValue?.row
      cursorColumn = newValue?.column ?? 0
    }
  }
  private var cursorRow: Int?
  private var cursorColumn = 0

  init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    cells = Array(repeating: Cell(), count: size.columns * size.rows)
  }

  subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

  func row(_ row: Int) -> ArraySlice<Cell> { cells[row * size.columns..<(row + 1) * size.columns] }

  /// The columns from the first that differs between two rows to the last; nil when they are the same.
  static func difference(_ row: ArraySlice<Cell>, _ other: ArraySlice<Cell>) -> ClosedRange<Int>? {
    row.withUnsafeBytes { row in
      other.withUnsafeBytes { other in
        guard row.count == other.count, memcmp(row.baseAddress!, other.baseAddress!, row.count) != 0 else { return nil }
        let (row, other) = (row.bindMemory(to: UInt64.self), other.bindMemory(to: UInt64.self))
        var (first, last) = (0, row.count - 1)
        while row[first] == other[first] { first += 1 }
        while row[last] == other[last] { last -= 1 }
        let words = MemoryLayout<Cell>.stride / MemoryLayout<UInt64>.stride
        return first / words...last / words
      }
    }
  }

  /// The columns from the first whose character differs to the last; nil where looks alone differ. Wide characters
  /// differ even then: both their halves are drawn together.
  static func differenceOfCharacters(
    _ row: ArraySlice<Cell>, _ other: ArraySlice<Cell>, in columns: ClosedRange<Int>
  ) -> ClosedRange<Int>? {
    func differs(_ column: Int) -> Bool {
      let (cell, before) = (row[row.startIndex + column], other[other.startIndex + column])
      return cell.scalar != before.scalar || cell.width != 1 || before.width != 1 || cell.marks != before.marks
    }
    guard let first = columns.first(where: differs), let last = columns.last(where: differs) else { return nil }
    return first...last
  }

  /// Draws text from a column on, as far as `end` (the right edge without one). Text reaches the screen here:
  /// measured, clipped, and rid of whatever could speak to the terminal. In linear mode `LinearOutput.plain` is the door.
  /// - Returns: the column after it; where it did not fit, one beyond the edge.
  @discardableResult
  mutating func put(_ text: some StringProtocol, row: Int, column: Int, style: Style = .text, end: Int? = nil) -> Int {
    let end = min(end ?? size.columns, size.columns)
    guard row >= 0, row < size.rows else { return column }
    var text = String(text)
    return text.withUTF8 { bytes in put(bytes, row: row, column: column, style: style, end: end) }
  }

  /// Most text by far is plain: a byte is a character, and a column. The rest is drawn in the stretches between.
  private mutating func put(
    _ bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, style: Style, end: Int
  ) -> Int {
    // A byte before one that is no letter of ASCII may be the beginning of a longer character.
    func isPlain(_ at: Int) -> Bool {
      TextLayout.isPlain(bytes[at]) && (at + 1 == bytes.count || bytes[at + 1] < 0x80)
    }
    var column = column
    var at = 0
    while at < bytes.count {
      let begin = at
      if isPlain(at) {
        repeat { at += 1 } while at < bytes.count && isPlain(at)
        let after = min(end, column + at - begin)
        let first = min(max(0, column), after)
        write(row: row, from: first, to: after) { cells in
          var cell = Cell(style: style)
          for index in cells.indices {
            cell.scalar = UInt32(bytes[begin + first - column + index])
            cells[index] = cell
          }
        }
        guard column + at - begin <= end else { return max(column, end + 1) }
        column += at - begin
      } else {
        repeat { at += 1 } while at < bytes.count && !isPlain(at)
        guard draw(bytes[begin..<at], row: row, column: &column, style: style, end: end) else {
          return max(column, end + 1)
        }
      }
    }
    return column
  }

  /// The same, character by character.
  @discardableResult
  mutating func put(characters: some Sequence<Character>, row: Int, column: Int, style: Style, end: Int) -> Int {
    var column = column
    if row >= 0, row < size.rows { _ = draw(characters, row: row, column: &column, style: style, end: end) }
    return column
  }

  /// Draws bytes scalar by scalar as long as each is a character by itself, then character by character.
  /// - Returns: false when the edge came before the end.
  private mutating func draw(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, row: Int, column: inout Int, style: Style, end: Int
  ) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard glyphs.replacements.isEmpty, text.unicodeScalars.allSatisfy(TextLayout.standsAlone) else {
      return draw(text, row: row, column: &column, style: style, end: end)
    }
    for scalar in text.unicodeScalars {
      guard let cell = TextLayout.cell(of: scalar) else { continue }
      guard draw(cell, row: row, column: &column, style: style, end: end) else { return false }
    }
    return true
  }

  /// False when the edge came before the end.
  private mutating func draw(
    _ characters: some Sequence<Character>, row: Int, column: inout Int, style: Style, end: Int
  ) -> Bool {
    for character in characters {
      let character = glyphs.replacements.isEmpty ? character : glyphs.replacements[character] ?? character
      if let cell = TextLayout.cell(of: character) {
        guard draw(cell, row: row, column: &column, style: style, end: end) else { return false }
        continue
      }
      for cell in TextLayout.cells(of: character) {
        guard draw(cell, row: row, column: &column, style: style, end: end) else { return false }
      }
    }
    return true
  }

  private mutating func draw(_ cell: Cell, row: Int, column: inout Int, style: Style, end: Int) -> Bool {
    let width = Int(cell.width)
    guard column + width <= end else { return false }
    if column >= 0 { set(cell, row: row, column: column, style: style) }
    column += width
    return true
  }

  /// Draws text so that it ends before column `end`.
  mutating func put(_ text: String, row: Int, endingAt end: Int, style: Style = .text) {
    put(text, row: row, column: end - TextLayout.width(text), style: style, end: end)
  }

  /// One narrow character over a stretch of a row.
  mutating func fill(_ character: Character, row: Int, from: Int = 0, to end: Int? = nil, style: Style = .text) {
    guard var cell = TextLayout.cell(of: character), cell.width == 1, row >= 0, row < size.rows else { return }
    cell.style = style
    write(row: row, from: max(0, from), to: min(end ?? size.columns, size.columns)) { $0.update(repeating: cell) }
  }

  /// Marks a stretch of a row as the one that has the focus.
  mutating func select(row: Int, from: Int = 0, to end: Int? = nil) {
    guard row >= 0, row < size.rows else { return }
    for column in from..<min(end ?? size.columns, size.columns) {
      cells[row * size.columns + column].style.isSelected = true
    }
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int, style: Style) {
    write(row: row, from: column, to: column + Int(cell.width)) { cells in
      cells[0] = cell
      cells[0].style = style
      if cell.width == 2 { cells[1] = Cell(scalar: 0, width: 0, style: style) }
    }
  }

  /// Writes over a stretch of a row. Half of a wide character never stays behind.
  private mutating func write(row: Int, from: Int, to end: Int, _ body: (UnsafeMutableBufferPointer<Cell>) -> Void) {
    guard from < end else { return }
    let start = row * size.columns
    if cells[start + from].width == 0, from > 0 { cells[start + from - 1] = Cell(style: cells[start + from - 1].style) }
    if cells[start + end - 1].width == 2, end < size.columns {
      cells[start + end] = Cell(style: cells[start + end].style)
    }
    cells.withUnsafeMutableBufferPointer { cells in
      body(UnsafeMutableBufferPointer(rebasing: cells[(start + from)..<(start + end)]))
    }
  }

  /// The screen as text, without trailing spaces: what a test compares.
  var picture: String {
    (0..<size.rows).map { row in
      let line = self.row(row).filter { $0.width > 0 }.map(\.text).joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
