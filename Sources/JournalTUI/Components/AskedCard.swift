internal import JournalCore

/// What somebody asked before, or the hurt that they wrote of, as it stands beside what they are writing now
/// (`docs/listening.md`): the closest, and up to two more behind a key. It never takes the cursor by itself.
struct AskedCard: Hashable, Sendable {
  struct Earlier: Hashable, Sendable {
    var group: Suggestion.Group
    /// Of a hurt: its name.
    var hurtName: String?
    var item: Item
    var heard: Item?
    var common: [String]
  }

  private(set) var all: [Earlier] = []
  private var at = 0
  /// Of which the writer said that it is something else.
  private var notThese: Set<Suggestion.Group> = []
  /// Chains of which the writer said that this is a new question.
  var apart: [String] { notThese.compactMap { if case .chain(let root) = $0 { root } else { nil } }.sorted() }

  var shown: Earlier? { all.indices.contains(at) ? all[at] : nil }

  mutating func show(_ earlier: [Earlier]) {
    let group = shown?.group
    all = earlier.filter { !notThese.contains($0.group) }
    at = all.firstIndex { $0.group == group } ?? 0
  }

  mutating func move(_ step: Int) { at = max(0, min(all.count - 1, at + step)) }

  /// "It is a new question", or another hurt: none of these is shown again here.
  mutating func keepApart() {
    notThese.formUnion(all.map(\.group))
    all = []
  }

  mutating func hide() { all = [] }

  /// Its rows, and which of them has the closest words, where the focus is.
  func lines(_ desk: Desk, rows: Int, hasFocus: Bool) -> (lines: [Line], closest: Int) {
    guard let shown else { return ([], 0) }
    let words = shown.hurtName.map(Words.mayBeAbout) ?? Words.looksClose
    let parts = (all.count > 1 ? [Words.otherAsked] : []) + keys(shown)
    let style: Style = hasFocus ? .text : .muted
    guard rows > 2 else {
      return ([Line(words, trailing: Run(parts.joined(separator: "   "), style))], 0)
    }
    let keys = TextLayout.lines(of: parts, between: "   ", width: desk.width - 3).map {
      Line("", trailing: Run($0, style))
    }
    var head = TextLayout.wrap(words, width: desk.width - 3).map { Line($0) }
    // Where there is no room for both, a hurt's name says what it is, and a question's words do.
    if head.count + 1 + keys.count > rows {
      guard shown.hurtName == nil else {
        let most = max(1, rows - keys.count)
        let lines = TextLayout.wrap(words, width: desk.width - 3, lines: most, desk.glyphs.ellipsis)
        return (lines.map { Line($0) } + keys, 0)
      }
      head = []
    }
    let date = Dates.short(shown.item.entry.day, today: desk.today)
    let closest = Line(
      shown.item.firstWords(desk.width - 4 - TextLayout.width(date), desk), trailing: Run(date, .muted))
    let between = between(shown, rows: rows - head.count - 1 - keys.count, desk)
    return (head + [closest] + between + keys, head.count)
  }

  /// What was answered then, and what the two have in common, as far as there is room.
  private func between(_ shown: Earlier, rows: Int, _ desk: Desk) -> [Line] {
    var lines: [Line] = []
    let common = shown.common.isEmpty ? 0 : 1
    if let heard = shown.heard {
      let role = desk.role(heard.entry.author)
      let bar = Run(String(desk.glyphs.bar(role)) + " ", Style(role))
      let who = desk.name(heard.entry.author) + ", " + Dates.longDate(heard.entry.day, today: desk.today)
      let marked = TextLayout.wrap(Words.markedHeardOn(who), width: desk.width - 7).map {
        Line($0, .muted, indent: 6)
      }
      guard rows > marked.count else { return [] }
      let most = max(1, rows - marked.count - common)
      lines = TextLayout.wrap(heard.words, width: desk.width - 6, lines: most, desk.glyphs.ellipsis).map {
        Line([bar, Run($0)], indent: 4)
      }
      lines += marked
    }
    guard common > 0, lines.count < rows else { return lines }
    let words = TextLayout.cut(Words.inCommon(shown.common), to: desk.width - 8, ellipsis: desk.glyphs.ellipsis)
    return lines + [Line(words, .muted, indent: 6)]
  }

  private func keys(_ shown: Earlier) -> [String] { shown.hurtName == nil ? Words.askedKeys : Words.mayBeAboutKeys }

  /// The same in words, for the linear form.
  func spoken(_ desk: Desk) -> String {
    guard let shown else { return "" }
    let answer = shown.heard.map { " " + Words.markedHeardOn(desk.name($0.entry.author)) + " " + $0.words } ?? ""
    let head = shown.hurtName.map(Words.mayBeAbout) ?? Words.looksClose
    return head + " " + shown.item.words + answer + " " + keys(shown).joined(separator: "   ")
  }
}

extension Reader {
  /// What `text` comes close to, for the one who writes: the chains of a question, the hurts of a feeling.
  func askedCard(_ text: String, _ kind: EntryKind) throws -> [AskedCard.Earlier] {
    let suggestions = try askedBefore(text: text) { group in
      if case .chain = group { kind == .question } else { kind == .feeling }
    }
    let names = suggestions.isEmpty ? [] : try hurtNames()
    return try suggestions.compactMap { suggestion in
      guard let closest = try entry(suggestion.wording) else { return nil }
      // A question is shown as its talk is headed, by its first words.
      var wording = closest
      if case .chain(let root) = suggestion.group { wording = try entry(root) ?? closest }
      var name: String?
      if case .hurt(let id) = suggestion.group {
        name = names.first { $0.id == id }?.label
        guard name != nil else { return nil }
      }
      return AskedCard.Earlier(
        group: suggestion.group, hurtName: name, item: try item(wording),
        heard: try suggestion.heardAnswer.flatMap { try entry($0) }.map(item), common: suggestion.common)
    }
  }
}
