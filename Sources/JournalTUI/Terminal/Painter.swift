internal import CNcurses

/// Hands frames to curses: of what stands there already, only what differs, row by row. What the terminal is sent for it,
/// curses decides.
struct Painter {
  private let theme: Theme
  private var painted: Frame?
  /// A space in each style that was seen, by the index of the style.
  private var looks = [cchar_t?](repeating: nil, count: Style.count)
  private var cells: [cchar_t] = []

  init(theme: Theme) { self.theme = theme }

  /// Shows a frame and puts the cursor where it says.
  mutating func paint(_ frame: Frame) {
    let before = painted.flatMap { $0.size == frame.size ? $0 : nil } ?? blank(frame.size)
    for row in 0..<frame.size.rows { paint(frame.row(row), at: row, over: before.row(row)) }
    curs_set(frame.cursor == nil ? 0 : 1)
    if let cursor = frame.cursor { move(Int32(cursor.row), Int32(cursor.column)) }
    refresh()
    painted = frame
  }

  /// Curses' own screen without anything on it.
  private mutating func blank(_ size: Size) -> Frame {
    erase()
    let frame = Frame(size: size)
    for row in 0..<size.rows { restyle(row, 0...size.columns - 1, of: frame.row(row)) }
    return frame
  }

  /// Hands over the cells of a row, from the first that differs from what stands there to the last.
  private mutating func paint(_ new: ArraySlice<Cell>, at row: Int, over old: ArraySlice<Cell>) {
    guard let columns = Frame.difference(new, old) else { return }
    guard let characters = Frame.differenceOfCharacters(new, old, in: columns) else {
      return restyle(row, columns, of: new)
    }
    if columns.lowerBound < characters.lowerBound {
      restyle(row, columns.lowerBound...characters.lowerBound - 1, of: new)
    }
    write(row, characters, of: new)
    if characters.upperBound < columns.upperBound {
      restyle(row, characters.upperBound + 1...columns.upperBound, of: new)
    }
  }

  /// The same characters with other looks: curses is told of those alone, at a tenth of the cost.
  private mutating func restyle(_ row: Int, _ columns: ClosedRange<Int>, of cells: ArraySlice<Cell>) {
    var column = columns.lowerBound
    while column <= columns.upperBound {
      let style = cells[cells.startIndex + column].style
      var end = column + 1
      while end <= columns.upperBound, cells[cells.startIndex + end].style == style { end += 1 }
      let look = look(of: style)
      mvchgat(Int32(row), Int32(column), Int32(end - column), look.attr, Int16(look.ext_color), nil)
      column = end
    }
  }

  private mutating func write(_ row: Int, _ columns: ClosedRange<Int>, of new: ArraySlice<Cell>) {
    var columns = columns
    // Both halves of a wide character go together.
    if columns.lowerBound > 0, new[new.startIndex + columns.lowerBound].width == 0 {
      columns = columns.lowerBound - 1...columns.upperBound
    }
    cells.removeAll(keepingCapacity: true)
    var look = cchar_t()
    var style: Style?
    for cell in new[(new.startIndex + columns.lowerBound)...(new.startIndex + columns.upperBound)] where cell.width > 0
    {
      if cell.style != style {
        style = cell.style
        look = self.look(of: cell.style)
      }
      look.chars.0 = wchar_t(bitPattern: cell.scalar)
      cells.append(cell.marks.isEmpty ? look : marked(look, cell.marks))
    }
    mvadd_wchnstr(Int32(row), Int32(columns.lowerBound), cells, Int32(cells.count))
  }

  private func marked(_ look: cchar_t, _ marks: Cell.Marks) -> cchar_t {
    var cell = look
    let marks = marks.scalars.map { wchar_t(bitPattern: $0.value) } + [0, 0, 0]
    (cell.chars.1, cell.chars.2, cell.chars.3, cell.chars.4) = (marks[0], marks[1], marks[2], marks[3])
    return cell
  }

  private mutating func look(of style: Style) -> cchar_t {
    if let look = looks[style.index] { return look }
    let told = theme.look(of: style)
    var attributes: attr_t = 0
    if told.isBold { attributes |= HK_BOLD }
    if told.isUnderlined { attributes |= HK_UNDERLINE }
    if told.isReversed { attributes |= HK_REVERSE }
    let isColoured = told.foreground >= 0 || told.background >= 0
    let look = hk_space(attributes, isColoured ? max(0, alloc_pair(told.foreground, told.background)) : 0)
    looks[style.index] = look
    return look
  }
}
