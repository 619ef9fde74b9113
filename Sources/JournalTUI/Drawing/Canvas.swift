internal import JournalCore

/// A stretch of text with one look.
struct Run: Hashable, Sendable {
  var text: String
  var style: Style
  init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// One row of a page: a person's bar in the margin, text from the left, and something at the right edge.
struct Line: Hashable, Sendable {
  var bar: Style.Role?
  var indent = 2
  var runs: [Run] = []
  var trailing: Run?

  init(_ text: String = "", _ style: Style = .text, bar: Style.Role? = nil, indent: Int = 2, trailing: Run? = nil) {
    runs = text.isEmpty ? [] : [Run(text, style)]
    self.bar = bar
    self.indent = indent
    self.trailing = trailing
  }

  init(_ runs: [Run], bar: Style.Role? = nil, indent: Int = 2, trailing: Run? = nil) {
    self.runs = runs
    self.bar = bar
    self.indent = indent
    self.trailing = trailing
  }
}

/// What a click on a stretch of the screen goes to.
enum Spot: Hashable, Sendable {
  case tab(Int)
  case item(Int)
}

/// The part of the frame that pages draw on: at most 80 columns, in the middle of a wide terminal.
struct Canvas {
  private(set) var frame: Frame
  private var spots: [Area] = []

  /// A stretch of a row, without its end, that can be clicked.
  private struct Area {
    var row: Int, from: Int, to: Int, spot: Spot
  }

  let left: Int
  let width: Int

  static let widest = 80

  init(size: Size, glyphs: Glyphs) {
    frame = Frame(size: size, glyphs: glyphs)
    width = min(size.columns, Self.widest)
    left = (size.columns - width) / 2
  }

  /// The columns of a canvas on a screen of this size.
  static func width(on size: Size) -> Int { min(size.columns, widest) }

  var rows: Int { frame.size.rows }
  var glyphs: Glyphs { frame.glyphs }
  /// The rows between the header and the still line.
  static func body(of size: Size) -> Range<Int> { 2..<max(2, size.rows - 2) }
  var body: Range<Int> { Self.body(of: frame.size) }
  /// The still line's row.
  var lineRow: Int { rows - 2 }

  @discardableResult
  mutating func put(_ text: String, row: Int, column: Int, style: Style = .text, end: Int? = nil) -> Int {
    frame.put(text, row: row, column: left + column, style: style, end: left + min(end ?? width, width)) - left
  }

  mutating func put(_ text: String, row: Int, endingAt end: Int, style: Style = .text) {
    put(text, row: row, column: end - TextLayout.width(text), style: style, end: end)
  }

  mutating func rule(row: Int) { frame.fill(glyphs.rule, row: row, from: left, to: left + width, style: .rule) }
  mutating func clear(row: Int) { frame.fill(" ", row: row, from: left, to: left + width) }
  mutating func select(row: Int, from: Int = 0, to end: Int? = nil) {
    frame.select(row: row, from: left + from, to: left + (end ?? width))
  }

  /// Makes a stretch of a row one that can be clicked.
  mutating func spot(_ spot: Spot, row: Int, from: Int = 0, to end: Int? = nil) {
    spots.append(Area(row: row, from: left + from, to: left + max(from, end ?? width), spot: spot))
  }

  /// What can be clicked at a cell; the last that was drawn there.
  func spot(row: Int, column: Int) -> Spot? {
    spots.last { $0.row == row && $0.from <= column && column < $0.to }?.spot
  }

  /// The mark of the row that has the focus: the sign, the bar, the terminal's cursor.
  mutating func focus(row: Int) {
    put(String(glyphs.focus), row: row, column: 0)
    select(row: row)
    cursor(row: row, column: 0)
  }

  /// The terminal's cursor, in the canvas.
  mutating func cursor(row: Int, column: Int) {
    guard row < rows, column < width else { return }
    frame.cursor = (row, left + column)
  }

  /// The margin mark of a person.
  mutating func bar(_ role: Style.Role, row: Int, column: Int = 0) {
    put(String(glyphs.bar(role)), row: row, column: column, style: Style(role))
  }

  /// A row, its words and what stands at its end as far as there is room, each of them cut at a word where it is longer.
  mutating func put(_ line: Line, row: Int, from column: Int = 0, to end: Int? = nil) {
    let end = end ?? width
    if let bar = line.bar { self.bar(bar, row: row, column: column) }
    let start = column + line.indent
    var edge = end
    if let trailing = line.trailing {
      var text = trailing.text
      var columns = TextLayout.width(text)
      if columns > (end - start) / 2 {
        let words = line.runs.reduce(0) { $0 + TextLayout.width($1.text) }
        text = TextLayout.shortened(text, to: Self.share(of: end - start, beside: words), ellipsis: glyphs.ellipsis)
        columns = TextLayout.width(text)
      }
      edge = end - columns
      put(text, row: row, column: edge, style: trailing.style, end: end)
      edge -= 1
    }
    var at = start
    for run in line.runs { at = put(run.text, row: row, column: at, style: run.style, end: edge) }
    if at > edge { shorten(line.runs.map(\.text).joined(), row: row, from: start, to: edge) }
  }

  /// The columns that what stands at the end of a row may have: as many as its words leave, and half of it in any case.
  private static func share(of room: Int, beside words: Int) -> Int {
    max(room / 2, words > 0 ? room - words - 1 : room)
  }

  /// Lets a text that was drawn up to an edge, and is longer, end in an ellipsis.
  private mutating func shorten(_ text: String, row: Int, from column: Int, to edge: Int) {
    guard row >= 0, row < rows,
      let ending = TextLayout.ending(text, in: edge - column, ellipsis: glyphs.ellipsis)
    else { return }
    let last = column + ending.columns
    let style = last > 0 ? frame[row, left + last - 1].style : .text
    frame.fill(" ", row: row, from: left + last, to: left + edge, style: style)
    put(ending.ellipsis, row: row, column: last, style: style, end: edge)
  }

  /// An area for the editor, which draws into the frame itself.
  mutating func draw(
    _ area: TextArea, rows: Range<Int>, from column: Int, to end: Int, bar: (text: Character, style: Style)?,
    underlined: Range<TextArea.Place>? = nil, hasFocus: Bool
  ) {
    area.draw(
      in: &frame, rows: rows, from: left + column, to: left + end, bar: bar, underlined: underlined,
      hasFocus: hasFocus)
  }

  // MARK: - What every screen has

  /// The five places, the one that is open in brackets, and the sentence about who is not there.
  mutating func tabs(active: Int?, _ desk: Desk) {
    let right = desk.tabHeader
    defer {
      put(right, row: 0, endingAt: width - 1, style: .bold)
      rule(row: 1)
      notice(desk)
    }
    // Where there is no room for all five, the place has its name alone.
    guard width >= 60 else {
      put(active.map { Words.places[$0] } ?? "", row: 0, column: 1, style: .bold)
      return
    }
    let room = width - TextLayout.width(right) - 3
    let keys = Action.places.map(Keymap.standard.label)
    let names = zip(keys, Words.places).map { TextLayout.width($0 + $1) + 4 }.reduce(0, +) - 1
    var column = 0
    for (index, (key, name)) in zip(keys, Words.places).enumerated() {
      let isActive = index == active
      // Where there is no room for every name, the open place has its own and the rest their keys.
      let label = isActive ? "[\(key) \(name)]" : names <= room ? " \(key) \(name) " : " \(key)"
      if TextLayout.width(label) + column <= room {
        put(label, row: 0, column: column, style: isActive ? .bold : .text)
        spot(.tab(index), row: 0, from: column, to: column + TextLayout.width(label))
      }
      column += TextLayout.width(label) + 1
    }
  }

  mutating func notice(_ desk: Desk) {
    for (row, line) in zip(desk.body, desk.noticeLines) { put(line, row: row, column: 2) }
  }

  mutating func title(_ title: String, right: String) {
    // What stands at the right leaves the title its words.
    let room = width - 3
    let right =
      TextLayout.width(right) > room / 2
      ? TextLayout.shortened(
        right, to: Self.share(of: room, beside: TextLayout.width(title)), ellipsis: glyphs.ellipsis) : right
    let columns = room - 1 - TextLayout.width(right)
    put(TextLayout.cut(title, to: columns, ellipsis: glyphs.ellipsis), row: 0, column: 1, style: .bold)
    put(right, row: 0, endingAt: width - 1, style: .bold)
    rule(row: 1)
  }

  /// At most six keys of this screen, then help and leave at the right edge.
  mutating func footer(_ offers: [Offer], help: Bool = true) {
    let row = rows - 1
    let keymap = Keymap.standard
    var end = width - 1
    var right = [Offer(keys: keymap.label(Action.leave), Words.leaveKey)]
    if help, width >= 60 { right.insert(Offer(.help, Words.helpKey), at: 0) }
    for offer in right.reversed() {
      let columns = TextLayout.width(offer.key) + 1 + TextLayout.width(offer.label)
      put(offer.key, row: row, column: end - columns, style: .bold)
      put(offer.label, row: row, column: end - TextLayout.width(offer.label))
      end -= columns + 2
    }
    var column = 1
    for offer in offers.prefix(width < 60 ? 2 : 6) {
      let columns = TextLayout.width(offer.key) + 1 + TextLayout.width(offer.label)
      guard column + columns <= end + 1 else { break }
      put(offer.key, row: row, column: column, style: .bold)
      put(offer.label, row: row, column: column + TextLayout.width(offer.key) + 1)
      column += columns + 2
    }
  }

  func isBlank(row: Int) -> Bool { frame.row(row).allSatisfy { $0.scalar == 0x20 } }

  /// The one still line above the footer; what is longer goes on above it as far as there is room.
  mutating func still(_ text: String) {
    let free = (0..<lineRow).reversed().prefix(3).prefix { isBlank(row: $0) }.count
    stack(TextLayout.wrap(text, width: width - 2, lines: 1 + free, glyphs.ellipsis))
  }

  /// Lines above the footer in place of what stands there, the last of them so many rows over the still line's.
  mutating func stack(_ lines: [String], rowsUp: Int = 0, style: Style = .text) {
    for (offset, line) in lines.reversed().enumerated() {
      let row = lineRow - rowsUp - offset
      clear(row: row)
      put(line, row: row, column: 1, style: style)
    }
  }
}
