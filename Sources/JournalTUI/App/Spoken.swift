internal import JournalCore

/// What a screen says in words, for those who hear it: a title, what is said once, one line an item, and the line that
/// is typed into.
struct Spoken: Hashable, Sendable {
  var title: String
  /// Said after the title, and again only where it changes.
  var lines: [String] = []
  var items: [String] = []
  var focus: Int?
  /// False where there is more than was read so far: which of how many it is is not said then.
  var isWhole = true
  var field: Field?

  /// The line that holds the cursor.
  struct Field: Hashable, Sendable {
    var label: String
    var before: String
    var after = ""
    /// Which line of a longer text it is.
    var line = 0
  }
}

/// Says of a screen what is new since the last time: nothing twice, nothing unasked.
struct Narrator: Sendable {
  private var last: Spoken?
  private var lastDepth = 0
  private var lastStill: String?

  /// The lines to append for a screen.
  /// - Parameters:
  ///   - depth: how many screens lie over one another: a screen that comes back is said anew.
  ///   - still: the line of feedback.
  mutating func say(_ spoken: Spoken, depth: Int, still: String?) -> [String] {
    defer { (last, lastDepth, lastStill) = (spoken, depth, still) }
    var said: [String] = []
    let isNew = last?.title != spoken.title || lastDepth != depth
    if isNew { said.append(spoken.title) }
    said += lastDepth != depth ? spoken.lines : spoken.lines.filter { !(last?.lines.contains($0) ?? false) }
    // While a line is typed into, what it finds waits until one goes there.
    let isTyping = spoken.field != nil && last?.field?.label == spoken.field?.label && last?.focus == spoken.focus
    let hasLeftLine = last?.field != nil && spoken.field == nil
    if let words = spoken.focused, isNew || hasLeftLine || (last?.focused != words && !isTyping) { said.append(words) }
    if let still, isNew || still != lastStill { said.append(still) }
    return said.filter { !$0.isEmpty }
  }

  /// Forgets what was said, so that all of it is said again.
  mutating func forget() { last = nil }
}

extension Spoken {
  /// The focused item with its place in the list.
  var focused: String? {
    guard let focus, items.indices.contains(focus) else { return nil }
    return items.count == 1 || !isWhole ? items[focus] : Words.place(focus + 1, of: items.count) + ", " + items[focus]
  }
}

extension Item {
  /// When it was written, for those who hear it.
  func whenInWords(_ desk: Desk) -> String {
    Dates.long(entry.day, today: desk.today) + " " + Dates.clock(entry.moment)
  }

  /// The entry as one line: who, when, what, how it stands, its words.
  func spoken(_ desk: Desk, cut width: Int? = nil) -> String {
    var parts = [desk.name(entry.author), whenInWords(desk)]
    if !entry.isWithdrawn {
      parts.append(what(desk))
      if entry.wantsAnswer, entry.kind != .question { parts.append(Words.wantsAnswer) }
      if let strength { parts.append(strength) }
      if let note { parts.append(note) }
    }
    return parts.joined(separator: ", ") + ": " + (width.map { TextLayout.cut(said, to: $0) } ?? said)
  }

  /// All of its words in one line: what has parts has each as a sentence of its own.
  var said: String {
    paragraphs.reduce("") { said, paragraph in
      let ends = said.isEmpty ? "" : said.last.map { ".?!:…".contains($0) } ?? true ? " " : ". "
      return said + ends + paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}

extension WaitingItem {
  func spoken(_ desk: Desk) -> String {
    let since = Dates.long(JournalDay(desk.zone.moment(at: row.since)), today: desk.today)
    return [desk.name(row.asker), since, desk.will(row) ?? Words.waitsForAnswer].joined(separator: ", ") + ": "
      + latest.words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Rows {
  /// Each row as a line: its group, whose it is, its words, what stands at its end.
  func spoken(_ desk: Desk) -> [String] {
    var group = ""
    return all.map { row in
      if !row.label.isEmpty { group = row.label }
      if row.isHeading { group = row.text }
      let who = row.bar.map { desk.partners[$0 == .second ? 1 : 0].name } ?? ""
      let end = row.day.map { Dates.long($0, today: desk.today) } ?? row.trailing
      let words = row.name.map { $0.text + ": " + row.text } ?? row.text
      return [row.isHeading ? "" : group, who, words, end].filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  var focus: Int { all.firstIndex { $0 == focused } ?? 0 }
}
