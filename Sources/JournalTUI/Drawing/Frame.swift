internal import Glibc

/// One column of the screen. A wide character fills two: its second cell has width 0.
struct Cell: Hashable, Sendable {
  var scalar: UInt32 = 0x20
  var marks = Marks()
  var width: UInt32 = 1
  var style = Style.text

  /// Marks that stand on the character, 0 for none. Every byte of a cell says something, so that rows compare as bytes.
  struct Marks: Hashable, Sendable {
    var x: UInt32 = 0, y: UInt32 = 0, z: UInt32 = 0, w: UInt32 = 0

    /// Takes one more, while there is room.
    mutating func add(_ mark: UInt32) {
      if x == 0 { x = mark } else if y == 0 { y = mark } else if z == 0 { z = mark } else if w == 0 { w = mark }
    }
  }

  /// The characters that are drawn here.
  var text: String {
    var text = String.UnicodeScalarView()
    for value in [scalar, marks.x, marks.y, marks.z, marks.w] where value != 0 {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
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

  /// True when two rows are the same.
  static func areSame(_ row: ArraySlice<Cell>, _ other: ArraySlice<Cell>) -> Bool {
    row.withUnsafeBytes { one in
      other.withUnsafeBytes { other in
        one.count == other.count && memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0
      }
    }
  }

  /// Draws text from a column on, as far as `end` (the right edge without one). Text reaches the screen here and
  /// nowhere else: measured, clipped, and rid of whatever could speak to the terminal.
  /// - Returns: the column after it.
  @discardableResult
  mutating func put(_ text: some StringProtocol, row: Int, column: Int, style: Style = .text, end: Int? = nil) -> Int {
    let end = min(end ?? size.columns, size.columns)
    var column = column
    guard row >= 0, row < size.rows else { return column }
    // Most text by far: a byte is a character, and a column.
    if TextLayout.isPlain(text) {
      for byte in text.utf8 {
        guard column < end else { return column }
        if column >= 0 { set(Cell(scalar: UInt32(byte)), row: row, column: column, style: style) }
        column += 1
      }
      return column
    }
    return put(characters: text, row: row, column: column, style: style, end: end)
  }

  /// The same, character by character.
  @discardableResult
  mutating func put(characters: some Sequence<Character>, row: Int, column: Int, style: Style, end: Int) -> Int {
    var column = column
    guard row >= 0, row < size.rows else { return column }
    for character in characters {
      if character.utf8.count == 1, let byte = character.utf8.first, (0x20..<0x7F).contains(byte) {
        guard column < end else { return column }
        if column >= 0 { set(Cell(scalar: UInt32(byte)), row: row, column: column, style: style) }
        column += 1
        continue
      }
      for cell in TextLayout.cells(of: glyphs.replacements[character] ?? character) {
        let width = Int(cell.width)
        guard column + width <= end else { return column }
        if column >= 0 { set(cell, row: row, column: column, style: style) }
        column += width
      }
    }
    return column
  }

  /// Draws text so that it ends before column `end`.
  mutating func put(_ text: String, row: Int, endingAt end: Int, style: Style = .text) {
    put(text, row: row, column: end - TextLayout.width(text), style: style, end: end)
  }

  /// One character over a stretch of a row.
  mutating func fill(_ character: Character, row: Int, from: Int = 0, to end: Int? = nil, style: Style = .text) {
    guard let cell = TextLayout.cells(of: character).first, row >= 0, row < size.rows else { return }
    for column in max(0, from)..<max(0, from, min(end ?? size.columns, size.columns)) {
      set(cell, row: row, column: column, style: style)
    }
  }

  /// Marks a stretch of a row as the one that has the focus.
  mutating func select(row: Int, from: Int = 0, to end: Int? = nil) {
    guard row >= 0, row < size.rows else { return }
    for column in from..<min(end ?? size.columns, size.columns) {
      cells[row * size.columns + column].style.isSelected = true
    }
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int, style: Style) {
    let at = row * size.columns + column
    // Half of a wide character never stays behind.
    if cells[at].width == 0, column > 0 { cells[at - 1] = Cell(style: cells[at - 1].style) }
    let last = at + Int(cell.width) - 1
    if cells[last].width == 2, column + Int(cell.width) < size.columns {
      cells[last + 1] = Cell(style: cells[last + 1].style)
    }
    cells[at] = cell
    cells[at].style = style
    if cell.width == 2 { cells[at + 1] = Cell(scalar: 0, width: 0, style: style) }
  }

  /// The screen as text, without trailing spaces: what a test compares.
  var picture: String {
    (0..<size.rows).map { row in
      let line = self.row(row).filter { $0.width > 0 }.map(\.text).joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
