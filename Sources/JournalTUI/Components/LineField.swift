internal import JournalCore

/// A line that something short is typed into.
struct LineField: Hashable, Sendable {
  private var area: TextArea

  init(_ text: String = "") { area = TextArea(text) }

  var text: String { area.text }
  /// A name as it will stand: without spaces around it or doubled in it.
  var name: String { area.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  mutating func take(_ key: Key) {
    if let letter = key.letter {
      area.type(letter)
    } else if let edit = Keymap.standard.edit(key), edit != .newLine {
      _ = area.apply(edit, width: 200, page: 1)
    }
  }

  mutating func paste(_ text: String) { area.paste(text.split(whereSeparator: \.isNewline).joined(separator: " ")) }

  /// The line as it is heard.
  func spoken(_ label: String) -> Spoken.Field { area.spoken(label) }

  /// Draws as much of it as there is room for, around the cursor.
  /// - Parameter width: how many columns it has; to the edge without one.
  func draw(on canvas: inout Canvas, row: Int, column: Int, width: Int? = nil, hasFocus: Bool = true) {
    let room = (width ?? canvas.width - 1 - column) - 1
    let (before, after) = (area.spoken("").before, area.spoken("").after)
    let beside = canvas.glyphs.ellipsis
    var shown = before
    if TextLayout.width(before) > room {
      shown = beside + TextLayout.tail(before, to: room - TextLayout.width(beside))
    }
    let place = canvas.put(shown, row: row, column: column)
    let left = room - TextLayout.width(shown)
    let rest =
      TextLayout.width(after) > left + 1
      ? TextLayout.clip(after, to: left + 1 - TextLayout.width(beside)) + beside : after
    canvas.put(rest, row: row, column: place)
    if hasFocus { canvas.cursor(row: row, column: place) }
  }
}

extension Canvas {
  /// What one can choose from, one of it focused.
  /// - Returns: the row after the last.
  @discardableResult
  mutating func choices(_ choices: [String], focus: Int, from top: Int) -> Int {
    var row = top
    for (index, words) in choices.enumerated() {
      let first = row
      for line in TextLayout.wrap(words, width: width - 3) {
        put(line, row: row, column: 2)
        spot(.item(index), row: row)
        row += 1
      }
      if index == focus { self.focus(row: first) }
    }
    return row
  }

  /// A question with a line to type its answer into.
  mutating func ask(_ question: String, _ field: LineField) {
    let row = ask(question)
    field.draw(on: &self, row: row, column: 2)
  }

  mutating func ask(_ question: String, _ field: SecretField) {
    let row = ask(question)
    field.draw(on: &self, row: row, column: 2)
  }

  /// - Returns: the row of the answer.
  private mutating func ask(_ question: String) -> Int {
    var row = body.lowerBound
    for line in TextLayout.wrap(question, width: width - 4) where row + 2 < body.upperBound {
      put(line, row: row, column: 2, style: .bold)
      row += 1
    }
    return row + 1
  }
}
