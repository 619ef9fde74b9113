internal import CNcurses

/// What a terminal is sent so that it shows a frame: of what stands there already, only what differs, in one piece. Which
/// bytes mean what is the terminal's own description.
struct Painter {
  private let colours: Int
  private let theme: Theme
  private var painted: Frame?
  private var isCursorShown: Bool?

  private var bytes: [UInt8] = []
  private var style: Style?
  private var worn: [UInt8] = []
  /// Where the next character will stand; nil where only the terminal knows.
  private var place: (row: Int, column: Int)?
  private var looks: [Style: [UInt8]] = [:]

  private let clears: [UInt8]
  private let clearsRow: [UInt8]
  /// False where a character in the last cell would move the screen up.
  private let fillsCorner: Bool
  private let scrolls: Bool
  /// False where a moving cursor drags its look along.
  private let movesStyled: Bool

  init(colours: Int, theme: Theme) {
    self.colours = colours
    self.theme = theme
    clears = Self.capability("clear")
    clearsRow = Self.capability("el")
    fillsCorner = tigetflag("am") != 1 || tigetflag("xenl") == 1
    movesStyled = tigetflag("msgr") == 1
    scrolls = ["csr", "ind", "ri"].allSatisfy { !Self.capability($0).isEmpty }
  }

  /// The bytes that turn what this painted last into `frame`.
  mutating func bytes(for frame: Frame) -> [UInt8] {
    bytes.removeAll(keepingCapacity: true)
    place = nil
    var before = frame.size == painted?.size ? painted : nil
    // Nobody else holds it: it is changed where it lies.
    painted = nil
    if before == nil {
      wear(.text)
      bytes += clears
    }
    if scrolls, let old = before, let scroll = Scroll(from: old, to: frame) {
      before?.scroll(scroll.rows, by: scroll.by)
      move(scroll, on: frame.size.rows)
    }
    for row in 0..<frame.size.rows { paint(row, of: frame, over: before) }
    wear(.text)
    if isCursorShown != (frame.cursor != nil) {
      isCursorShown = frame.cursor != nil
      bytes += Self.capability(frame.cursor != nil ? "cnorm" : "civis")
    }
    if let cursor = frame.cursor { move(to: cursor.row, cursor.column) }
    painted = frame
    return bytes
  }

  private mutating func paint(_ row: Int, of frame: Frame, over before: Frame?) {
    let cells = frame.row(row)
    let old = before?.row(row)
    if let old, Frame.areSame(cells, old) { return }
    let start = cells.startIndex
    // From here on the row is empty, which takes no characters.
    var end = cells.endIndex
    while end > start, cells[end - 1] == Cell() { end -= 1 }
    var index = start
    while index < end {
      let cell = cells[index]
      if cell.width == 0 || old.map({ $0[index] == cell }) ?? (cell == Cell()) {
        index += 1
        continue
      }
      let column = index - start
      guard fillsCorner || row < frame.size.rows - 1 || column + Int(cell.width) < frame.size.columns else { break }
      reach(row, column, over: cells)
      wear(cell.style)
      write(cell)
      place = column + Int(cell.width) < frame.size.columns ? (row, column + Int(cell.width)) : nil
      index += Int(cell.width)
    }
    if let old, old[end...].contains(where: { $0 != Cell() }) {
      wear(.text)
      move(to: row, end - start)
      bytes += clearsRow
    }
  }

  /// Goes to a cell of a row: over a few that stand already by writing them once more, which is shorter.
  private mutating func reach(_ row: Int, _ column: Int, over cells: ArraySlice<Cell>) {
    if let place, place.row == row, place.column < column, column - place.column <= 4 {
      let passed = cells[(cells.startIndex + place.column)..<(cells.startIndex + column)]
      if passed.allSatisfy({ $0.style == style && $0.width == 1 }) {
        for cell in passed { write(cell) }
        return
      }
    }
    move(to: row, column)
  }

  private mutating func move(to row: Int, _ column: Int) {
    if let place, place == (row, column) { return }
    if !movesStyled { wear(.text) }
    bytes += Self.capability("cup", Int32(row), Int32(column))
    place = (row, column)
  }

  /// Lets the terminal move rows that it shows already.
  private mutating func move(_ scroll: Scroll, on rows: Int) {
    wear(.text)
    bytes += Self.capability("csr", Int32(scroll.rows.lowerBound), Int32(scroll.rows.upperBound - 1))
    bytes += Self.capability("cup", Int32(scroll.by > 0 ? scroll.rows.upperBound - 1 : scroll.rows.lowerBound), 0)
    for _ in 0..<abs(scroll.by) { bytes += Self.capability(scroll.by > 0 ? "ind" : "ri") }
    bytes += Self.capability("csr", 0, Int32(rows - 1))
    place = nil
  }

  private mutating func write(_ cell: Cell) {
    guard cell.scalar >= 0x80 || cell.marks != Cell.Marks() else { return bytes.append(UInt8(cell.scalar)) }
    bytes += cell.text.utf8
  }

  private mutating func wear(_ style: Style) {
    guard style != self.style else { return }
    self.style = style
    if looks[style] == nil { looks[style] = look(of: style) }
    // Styles that mean different things can look alike.
    guard let look = looks[style], look != worn else { return }
    worn = look
    bytes += look
  }

  private func look(of style: Style) -> [UInt8] {
    let look = theme.look(of: style)
    var bytes = Self.capability("sgr0")
    if look.isBold { bytes += Self.capability("bold") }
    if look.isUnderlined { bytes += Self.capability("smul") }
    if look.isReversed { bytes += Self.capability("rev") }
    if colours > 0, look.foreground >= 0 { bytes += Self.capability("setaf", look.foreground) }
    if colours > 0, look.background >= 0 { bytes += Self.capability("setab", look.background) }
    return bytes
  }

  /// What the terminal's description says for a name; nothing where it has none.
  private static func capability(_ name: String, _ first: Int32 = 0, _ second: Int32 = 0) -> [UInt8] {
    var count: Int32 = 0
    guard let bytes = hk_capability(name, first, second, &count) else { return [] }
    return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      Array(UnsafeBufferPointer(start: $0, count: Int(count)))
    }
  }
}

/// Rows of the screen that stand a little higher or lower than before.
struct Scroll {
  /// The rows that are moved within; those that come free are empty.
  let rows: Range<Int>
  /// Upwards where positive.
  let by: Int

  private static let furthest = 6
  /// Fewer rows than that are as soon written anew.
  private static let least = 8

  init?(from old: Frame, to new: Frame) {
    let count = new.size.rows
    func same(_ row: Int, _ oldRow: Int) -> Bool {
      (0..<count).contains(oldRow) && Frame.areSame(new.row(row), old.row(oldRow))
    }
    let standing = (0..<count).count { same($0, $0) }
    guard count - standing >= Self.least else { return nil }
    var best: (run: Range<Int>, by: Int) = (0..<0, 0)
    for by in (-Self.furthest...Self.furthest) where by != 0 {
      var start = 0
      for row in 0..<count {
        if !same(row, row + by) { start = row + 1 }
        if row + 1 - start > best.run.count { best = (start..<row + 1, by) }
      }
    }
    guard best.run.count >= Self.least else { return nil }
    by = best.by
    rows = by > 0 ? best.run.lowerBound..<best.run.upperBound + by : best.run.lowerBound + by..<best.run.upperBound
  }
}
