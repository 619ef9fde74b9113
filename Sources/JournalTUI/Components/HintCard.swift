internal import JournalCore

/// The coach's word beside a text (`docs/definitions.md` 4): one hint at a time, shown at rest, never in the way. It
/// knows nothing but the text, and nothing of it is kept but which categories are wanted less.
struct HintCard: Hashable, Sendable {
  struct Shown: Hashable, Sendable {
    var deflection: Deflection
    var words: String
    var place: Range<TextArea.Place>
    var sentence: Range<TextArea.Place>
    var alternative: String
    var reasonsWereAskedFor: Bool
  }

  /// The rows that it takes, reserved whether or not there is a hint.
  static let rows = 5

  private(set) var shown: Shown?
  /// Words that their writer has looked at and keeps.
  private var kept: Set<String> = []
  var isOff: Set<Deflection> = []

  /// At rest: what the text as it stands has, if anything.
  mutating func rest(on area: TextArea, answering question: String?, _ kind: EntryKind) {
    shown = hints(in: area, question, kind).first
  }

  /// While somebody types: a hint goes with its words, and no other comes.
  mutating func follow(_ area: TextArea, answering question: String?, _ kind: EntryKind) {
    guard let before = shown else { return }
    shown = hints(in: area, question, kind).first { $0.deflection == before.deflection && $0.words == before.words }
  }

  mutating func hide() { shown = nil }

  /// These words stay, and are not spoken of again while they are written.
  mutating func keep() {
    if let shown { kept.insert(shown.words) }
    shown = nil
  }

  private func hints(in area: TextArea, _ question: String?, _ kind: EntryKind) -> [Shown] {
    let text = area.text
    return Coach.hints(in: text, answering: question, kind: kind).compactMap { hint in
      guard !isOff.contains(hint.deflection), !kept.contains(String(text[hint.words])),
        let place = area.places(of: hint.words, in: text), let sentence = area.places(of: hint.sentence, in: text),
        // Words under the cursor are being written.
        !(place.lowerBound < area.cursor && area.cursor < place.upperBound)
      else { return nil }
      return Shown(
        deflection: hint.deflection, words: String(text[hint.words]), place: place, sentence: sentence,
        alternative: hint.alternative, reasonsWereAskedFor: hint.reasonsWereAskedFor)
    }
  }

  /// Why, and the other way: what is said above the keys.
  func lines(_ desk: Desk) -> [String] {
    guard let shown else { return [] }
    let words = TextLayout.cut(
      shown.words.split(whereSeparator: \.isWhitespace).joined(separator: " "), to: 32, ellipsis: desk.glyphs.ellipsis)
    let why = shown.reasonsWereAskedFor ? Words.reasonsAskedFor(words) : Words.canSound(words, shown.deflection)
    return [why, Words.anotherWay(shown.alternative)].flatMap { TextLayout.wrap($0, width: desk.width - 4) }
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>, hasFocus: Bool, _ desk: Desk) {
    guard shown != nil, rows.count >= 3 else { return }
    let keys = rows.upperBound - 1
    for (row, line) in zip(rows.dropLast(), lines(desk)) { canvas.put(line, row: row, column: 2) }
    let offers =
      canvas.width < 60
      ? Words.hintKeysShort : shown?.deflection == .counterAttack ? Words.hurtHintKeys : Words.hintKeys
    canvas.put(offers, row: keys, endingAt: canvas.width - 1)
    guard hasFocus else { return }
    canvas.put(String(canvas.glyphs.focus), row: rows.lowerBound, column: 0)
    canvas.select(row: keys)
    canvas.cursor(row: keys, column: 0)
  }
}
