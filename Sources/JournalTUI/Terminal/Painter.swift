internal import CNcurses

/// Hands frames to curses: of what stands there already, only what differs, row by row. What the terminal is sent for it,
/// curses decides.
struct Painter {
  private let theme: Theme
  private var painted: Frame?
  private var looks: [Style: Look] = [:]
  private var cells: [cchar_t] = []

  private struct Look {
    var attributes: attr_t = 0
    var pair: Int32 = 0
  }

  init(theme: Theme) { self.theme = theme }

  /// Shows a frame and puts the cursor where it says.
  mutating func paint(_ frame: Frame) {
    let before = frame.size == painted?.size ? painted : nil
    for row in 0..<frame.size.rows { paint(row, of: frame, over: before?.row(row)) }
    curs_set(frame.cursor == nil ? 0 : 1)
    if let cursor = frame.cursor { move(Int32(cursor.row), Int32(cursor.column)) }
    refresh()
    painted = frame
  }

  /// Hands over the cells of a row, from the first that differs from what stands there to the last.
  private mutating func paint(_ row: Int, of frame: Frame, over old: ArraySlice<Cell>?) {
    let new = frame.row(row)
    var first = new.startIndex
    var last = new.endIndex - 1
    if let old {
      if Frame.areSame(new, old) { return }
      while first < last, new[first] == old[first] { first += 1 }
      while last > first, new[last] == old[last] { last -= 1 }
      // Both halves of a wide character go together.
      if first > new.startIndex, new[first].width == 0 { first -= 1 }
    }
    cells.removeAll(keepingCapacity: true)
    var look = Look()
    var style: Style?
    for cell in new[first...last] where cell.width > 0 {
      if cell.style != style {
        style = cell.style
        look = self.look(of: cell.style)
      }
      cells.append(
        hk_cell(cell.scalar, cell.marks.x, cell.marks.y, cell.marks.z, cell.marks.w, look.attributes, look.pair))
    }
    mvadd_wchnstr(Int32(row), Int32(first - new.startIndex), cells, Int32(cells.count))
  }

  private mutating func look(of style: Style) -> Look {
    if let look = looks[style] { return look }
    let told = theme.look(of: style)
    var look = Look()
    if told.isBold { look.attributes |= HK_BOLD }
    if told.isUnderlined { look.attributes |= HK_UNDERLINE }
    if told.isReversed { look.attributes |= HK_REVERSE }
    if told.foreground >= 0 || told.background >= 0 { look.pair = max(0, alloc_pair(told.foreground, told.background)) }
    looks[style] = look
    return look
  }
}
