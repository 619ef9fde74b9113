/// The text being written: lines of characters, a cursor, undo without end. What it holds is exactly what was typed.
struct TextArea: Hashable, Sendable {
  struct Place: Hashable, Comparable, Sendable {
    var line = 0
    /// In characters, 0 before the first.
    var column = 0
    static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }

  private struct Snapshot: Hashable, Sendable {
    var lines: [[Character]]
    var cursor: Place
  }

  private(set) var lines: [[Character]] = [[]] { didSet { layout = nil } }
  private(set) var cursor = Place()
  private var cut: [[Character]] = []
  private var past: [Snapshot] = []
  private var future: [Snapshot] = []
  /// What the last change was: typing on is undone word by word, not letter by letter.
  private var lastChange = Change.none
  /// The column that up and down keep to, in columns of the screen.
  private var keptColumn: Int?

  /// How the lines lie, while that is known: laying out a long text anew at each letter would be felt.
  private var layout: Layout?

  private struct Layout: Hashable, Sendable {
    let width: Int
    private(set) var rows: [[Range<Int>]]

    init(_ lines: [[Character]], width: Int) {
      self.width = width
      rows = lines.map { TextLayout.wrap($0, width: width) }
    }

    /// A line changed from a column on. A word that ends sooner may go up, to the row before.
    mutating func change(_ line: Int, to characters: [Character], from column: Int) {
      let last = rows[line].lastIndex { $0.lowerBound <= column } ?? 0
      let first = max(0, last - 1)
      let rest = TextLayout.wrap(characters, from: rows[line][first].lowerBound, width: width)
      rows[line].replaceSubrange(first..., with: rest)
    }

    // What is known of how it lies makes it no other text.
    static func == (a: Layout, b: Layout) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  private enum Change: Hashable, Sendable {
    case none, typing, erasing, other
  }

  /// - Parameter place: where the cursor stands; at the end without one, or with one that is not in the text.
  init(_ text: String = "", at place: Place? = nil) {
    lines = Self.split(text)
    cursor = Place(line: lines.count - 1, column: lines[lines.count - 1].count)
    if let place, lines.indices.contains(place.line), (0...lines[place.line].count).contains(place.column) {
      cursor = place
    }
  }

  var text: String {
    var bytes: [UInt8] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(0x0A) }
      for character in line { bytes.append(contentsOf: character.utf8) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
  var isEmpty: Bool { lines.count == 1 && lines[0].isEmpty }

  private static func split(_ text: String) -> [[Character]] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(Array.init)
  }

  // MARK: - Changing

  /// Takes a typed character; a mark joins the character before it.
  mutating func type(_ scalar: Unicode.Scalar) {
    remember(.typing, breaks: scalar == " ")
    let (line, column) = (cursor.line, cursor.column)
    let beside = lines[line][max(0, column - 1)..<min(lines[line].count, column + 1)]
    // Among plain letters a letter is itself; anything else may join what it stands beside.
    guard TextLayout.isPlain(Character(scalar)), beside.allSatisfy({ TextLayout.isPlain($0) }) else {
      return insert(String(scalar))
    }
    var known = layout
    layout = nil
    lines[line].insert(Character(scalar), at: column)
    known?.change(line, to: lines[line], from: column)
    layout = known
    cursor.column += 1
    keptColumn = nil
  }

  /// Puts a sentence in, with a space before it where a word stands there.
  mutating func put(sentence: String) {
    let before = cursor.column > 0 ? lines[cursor.line][cursor.column - 1] : " "
    paste((before.isWhitespace ? "" : " ") + sentence)
  }

  /// Takes a paste whole.
  mutating func paste(_ text: String) {
    remember(.other)
    insert(text)
  }

  /// Puts other words in the place of some, in one step of undo.
  mutating func replace(_ range: Range<Place>, with text: String) {
    remember(.other)
    let joined =
      String(lines[range.lowerBound.line][..<range.lowerBound.column])
      + String(lines[range.upperBound.line][range.upperBound.column...])
    lines.replaceSubrange(range.lowerBound.line...range.upperBound.line, with: [Array(joined)])
    cursor = Place(
      line: range.lowerBound.line, column: min(range.lowerBound.column, lines[range.lowerBound.line].count))
    insert(text)
  }

  /// Where a part of the text stands; nil for a part of none.
  func places(of range: Range<String.Index>, in text: String) -> Range<Place>? {
    func place(_ index: String.Index) -> Place {
      let before = text[..<index]
      let start = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
      return Place(line: before.count { $0 == "\n" }, column: before[start...].count)
    }
    let from = place(range.lowerBound)
    let to = place(range.upperBound)
    guard from < to, lines.indices.contains(to.line), to.column <= lines[to.line].count else { return nil }
    return from..<to
  }

  /// Takes another text in its place; undo brings the old one back.
  mutating func replace(_ text: String) {
    guard text != self.text else { return }
    remember(.other)
    lines = Self.split(text)
    cursor = Place(line: lines.count - 1, column: lines[lines.count - 1].count)
    keptColumn = nil
  }

  private mutating func insert(_ text: String) {
    let line = lines[cursor.line]
    let parts = Self.split(text)
    // Characters form anew where texts meet: an accent, an emoji's second half.
    let first = Array(String(line[..<cursor.column]) + String(parts[0]))
    let rest = String(line[cursor.column...])
    if parts.count == 1 {
      lines[cursor.line] = Array(String(first) + rest)
      cursor.column = min(first.count, lines[cursor.line].count)
    } else {
      let last = Array(String(parts[parts.count - 1]) + rest)
      lines.replaceSubrange(cursor.line...cursor.line, with: [first] + parts[1..<(parts.count - 1)] + [last])
      cursor = Place(line: cursor.line + parts.count - 1, column: min(parts[parts.count - 1].count, last.count))
    }
    keptColumn = nil
  }

  /// Does one thing that the key table names; false for what is not the text's own.
  mutating func apply(_ edit: TextAction, width: Int, page: Int) -> Bool {
    if edit != .up, edit != .down, edit != .pageUp, edit != .pageDown { keptColumn = nil }
    switch edit {
    case .newLine:
      remember(.other)
      insert("\n")
    case .left: cursor = before(cursor)
    case .right: cursor = after(cursor)
    case .up: move(rows: -1, width)
    case .down: move(rows: 1, width)
    case .pageUp: move(rows: -page, width)
    case .pageDown: move(rows: page, width)
    case .lineStart: cursor.column = 0
    case .lineEnd: cursor.column = lines[cursor.line].count
    case .wordLeft: cursor = wordStart()
    case .wordRight: cursor = wordEnd()
    case .backspace: erase(before(cursor), cursor, .erasing)
    case .delete: erase(cursor, after(cursor), .erasing)
    case .wordBack: cutOut(wordStart(), cursor)
    case .toLineStart: cutOut(Place(line: cursor.line, column: 0), cursor)
    case .toLineEnd:
      let end = Place(line: cursor.line, column: lines[cursor.line].count)
      cutOut(cursor, end == cursor ? after(cursor) : end)
    case .yank:
      remember(.other)
      insert(cut.map { String($0) }.joined(separator: "\n"))
    case .undo:
      guard let snapshot = past.popLast() else { break }
      future.append(here)
      restore(snapshot)
    case .redo:
      guard let snapshot = future.popLast() else { break }
      past.append(here)
      restore(snapshot)
    case .leave, .stop, .send, .later, .earlierAnswers, .next, .previous, .palette, .redraw: return false
    }
    if ![.backspace, .delete].contains(edit) { lastChange = .other }
    layOut(width)
    return true
  }

  private mutating func erase(_ from: Place, _ to: Place, _ change: Change) {
    guard from < to else { return }
    remember(change)
    let joined = String(lines[from.line][..<from.column]) + String(lines[to.line][to.column...])
    lines.replaceSubrange(from.line...to.line, with: [Array(joined)])
    cursor = Place(line: from.line, column: min(from.column, lines[from.line].count))
  }

  private mutating func cutOut(_ from: Place, _ to: Place) {
    guard from < to else { return }
    cut = Self.split(text(from, to))
    erase(from, to, .other)
  }

  private func text(_ from: Place, _ to: Place) -> String {
    if from.line == to.line { return String(lines[from.line][from.column..<to.column]) }
    let middle = lines[(from.line + 1)..<to.line].map { String($0) + "\n" }.joined()
    return String(lines[from.line][from.column...]) + "\n" + middle + String(lines[to.line][..<to.column])
  }

  // MARK: - Undo

  private mutating func remember(_ change: Change, breaks: Bool = false) {
    if change != lastChange || breaks || change == .other {
      past.append(here)
    }
    future = []
    lastChange = change
  }

  private var here: Snapshot { Snapshot(lines: lines, cursor: cursor) }

  private mutating func restore(_ snapshot: Snapshot) {
    lines = snapshot.lines
    cursor = snapshot.cursor
  }

  // MARK: - Moving

  private func before(_ place: Place) -> Place {
    if place.column > 0 { return Place(line: place.line, column: place.column - 1) }
    if place.line > 0 { return Place(line: place.line - 1, column: lines[place.line - 1].count) }
    return place
  }

  private func after(_ place: Place) -> Place {
    if place.column < lines[place.line].count { return Place(line: place.line, column: place.column + 1) }
    if place.line + 1 < lines.count { return Place(line: place.line + 1, column: 0) }
    return place
  }

  private func isWord(_ place: Place) -> Bool {
    guard place.column < lines[place.line].count else { return false }
    let character = lines[place.line][place.column]
    return character.isLetter || character.isNumber
  }

  private func wordStart() -> Place {
    var place = cursor
    while before(place) != place, !isWord(before(place)) { place = before(place) }
    while before(place) != place, isWord(before(place)) { place = before(place) }
    return place
  }

  private func wordEnd() -> Place {
    var place = cursor
    while after(place) != place, !isWord(place) { place = after(place) }
    while isWord(place) { place = after(place) }
    return place
  }

  private mutating func move(rows: Int, _ width: Int) {
    let layout = rowsOfScreen(width)
    let (row, column) = screenPlace(layout)
    let wanted = keptColumn ?? column
    keptColumn = wanted
    let target = min(max(0, row + rows), layout.count - 1)
    guard target != row else {
      cursor.column = rows < 0 ? 0 : lines[cursor.line].count
      return
    }
    let (line, range) = layout[target]
    var used = 0
    var place = range.lowerBound
    // The end of a wrapped row is the start of the next one: stay on this row.
    let isLastRow = range.upperBound == lines[line].count
    while place < (isLastRow ? range.upperBound : max(range.lowerBound, range.upperBound - 1)) {
      let next = used + TextLayout.width(lines[line][place])
      guard next <= wanted else { break }
      used = next
      place += 1
    }
    cursor = Place(line: line, column: place)
  }

  // MARK: - In words

  /// The line with the cursor.
  func spoken(_ label: String) -> Spoken.Field {
    let line = lines[cursor.line]
    return Spoken.Field(
      label: label, before: String(line[..<cursor.column]), after: String(line[cursor.column...]), line: cursor.line)
  }

  // MARK: - On the screen

  /// Keeps how the text lies at a width.
  mutating func layOut(_ width: Int) { if layout?.width != width { layout = Layout(lines, width: width) } }

  /// The rows that the text takes at a width: which line, and which of its characters.
  func rowsOfScreen(_ width: Int) -> [(line: Int, range: Range<Int>)] {
    let known = layout.flatMap { $0.width == width ? $0 : nil } ?? Layout(lines, width: width)
    return known.rows.enumerated().flatMap { line, rows in rows.map { (line, $0) } }
  }

  private func screenPlace(_ layout: [(line: Int, range: Range<Int>)]) -> (row: Int, column: Int) {
    let row =
      layout.lastIndex { $0.line == cursor.line && $0.range.lowerBound <= cursor.column } ?? 0
    let used = lines[cursor.line][layout[row].range.lowerBound..<cursor.column].reduce(0) { $0 + TextLayout.width($1) }
    return (row, used)
  }

  /// Draws the text into rows of a frame, scrolled so that the cursor is in sight.
  /// - Parameters:
  ///   - bar: the margin mark of each row.
  ///   - underlined: words that are spoken of beside the text.
  func draw(
    in frame: inout Frame, rows: Range<Int>, from column: Int, to end: Int, bar: (text: Character, style: Style)?,
    underlined: Range<Place>?, hasFocus: Bool
  ) {
    guard !rows.isEmpty else { return }
    let width = end - column
    let layout = rowsOfScreen(width)
    let place = screenPlace(layout)
    let first = max(0, min(place.row - rows.count + 1, layout.count - rows.count))
    let start = place.row < first ? place.row : max(first, place.row - rows.count + 1)
    for (offset, row) in rows.enumerated() {
      if let bar { frame.put(String(bar.text), row: row, column: column - 2, style: bar.style) }
      guard start + offset < layout.count else { continue }
      let (line, range) = layout[start + offset]
      let marked = marked(underlined, line, range)
      var at = column
      for (part, isMarked) in [
        (range.lowerBound..<marked.lowerBound, false), (marked, true), (marked.upperBound..<range.upperBound, false),
      ] {
        at = frame.put(
          characters: lines[line][part], row: row, column: at, style: Style(underlined: isMarked),
          end: min(end, frame.size.columns))
      }
    }
    // Spaces may hang over the edge: the cursor stays on the screen.
    if hasFocus { frame.cursor = (rows.lowerBound + place.row - start, min(column + place.column, end - 1)) }
  }

  /// What of a row is among the underlined words.
  private func marked(_ underlined: Range<Place>?, _ line: Int, _ row: Range<Int>) -> Range<Int> {
    guard let underlined, underlined.lowerBound.line <= line, underlined.upperBound.line >= line else {
      return row.upperBound..<row.upperBound
    }
    let from = underlined.lowerBound.line < line ? 0 : underlined.lowerBound.column
    let to = underlined.upperBound.line > line ? row.upperBound : underlined.upperBound.column
    let start = min(max(from, row.lowerBound), row.upperBound)
    return start..<min(max(to, start), row.upperBound)
  }
}
