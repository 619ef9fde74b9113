internal import JournalCore

/// What somebody asked before, as it stands beside what they are asking now (`docs/listening.md`): the closest, and up to
/// two more behind a key. It never takes the cursor by itself.
struct AskedCard: Hashable, Sendable {
  struct Earlier: Hashable, Sendable {
    /// The chain, by its root.
    var chain: String
    var item: Item
    var heard: Item?
    var common: [String]
  }

  private(set) var all: [Earlier] = []
  private var at = 0
  /// Chains of which the writer said that this is a new question.
  private(set) var apart: [String] = []

  var shown: Earlier? { all.indices.contains(at) ? all[at] : nil }

  mutating func show(_ earlier: [Earlier]) {
    let chain = shown?.chain
    all = earlier.filter { !apart.contains($0.chain) }
    at = all.firstIndex { $0.chain == chain } ?? 0
  }

  mutating func move(_ step: Int) { at = max(0, min(all.count - 1, at + step)) }

  /// "It is a new question": none of these is shown again here.
  mutating func keepApart() {
    apart += all.map(\.chain)
    all = []
  }

  mutating func hide() { all = [] }

  func lines(_ desk: Desk, rows: Int, hasFocus: Bool) -> [Line] {
    guard let shown else { return [] }
    let date = Dates.short(shown.item.entry.day, today: desk.today)
    var lines = [
      Line(Words.looksClose),
      Line(shown.item.firstWords(desk.width - 4 - TextLayout.width(date), desk), trailing: Run(date, .muted)),
    ]
    if let heard = shown.heard {
      let role = desk.role(heard.entry.author)
      let bar = Run(String(role == .second ? desk.glyphs.brokenBar : desk.glyphs.solidBar) + " ", Style(role))
      lines += TextLayout.wrap(heard.words, width: desk.width - 6).prefix(max(1, rows - 5)).map {
        Line([bar, Run($0)], indent: 4)
      }
      let who = desk.name(heard.entry.author) + ", " + Dates.longDate(heard.entry.day, today: desk.today)
      lines.append(Line(Words.markedHeardOn(who), .muted, indent: 6))
    }
    if !shown.common.isEmpty {
      lines.append(
        Line(
          TextLayout.cut(Words.inCommon(shown.common), to: desk.width - 8, ellipsis: desk.glyphs.ellipsis), .muted,
          indent: 6))
    }
    let more = all.count > 1 ? Words.otherAsked + "   " : ""
    lines.append(Line("", trailing: Run(more + Words.askedKeys, hasFocus ? .text : .muted)))
    return lines
  }

  /// The same in words, for the linear form.
  func spoken(_ desk: Desk) -> String {
    guard let shown else { return "" }
    let answer = shown.heard.map { " " + Words.markedHeardOn(desk.name($0.entry.author)) + " " + $0.words } ?? ""
    return Words.looksClose + " " + shown.item.words + answer + " " + Words.askedKeys
  }
}

extension Reader {
  /// The chains that `text` comes close to, for the one who asks.
  func askedCard(_ text: String) throws -> [AskedCard.Earlier] {
    try askedBefore(text: text).compactMap { suggestion in
      guard case .chain(let root) = suggestion.group, let wording = try entry(suggestion.wording) else { return nil }
      return AskedCard.Earlier(
        chain: root, item: try item(wording), heard: try suggestion.heardAnswer.flatMap { try entry($0) }.map(item),
        common: suggestion.common)
    }
  }
}
