internal import JournalCore

/// Everything that keys do, by its words: type a few letters of it, and Enter does it.
struct Palette: ListScreen {
  /// A row of a key table.
  private struct Verb: Hashable {
    var name: String
    var key: Key
    var label: String
    var meaning: String
  }

  private let verbs: [Verb]
  private var field = LineField()
  var list = ScrollList()

  /// - Parameter stops: over a text, what can be done after Esc there; nil elsewhere.
  init(_ stops: [StopAction]?) {
    func verbs<Name: RawRepresentable<String>>(_ rows: [Keymap.Row<Name>]) -> [Verb] {
      rows.map { Verb(name: Keymap.name($0.verb), key: $0.keys[0], label: $0.keys[0].label, meaning: $0.meaning) }
    }
    let keymap = Keymap.standard
    var all = stops == nil ? verbs(keymap.list) : verbs(keymap.text)
    for row in keymap.stop where stops?.contains(row.verb) ?? false {
      // Sending and "later" have keys of their own there.
      guard row.verb != .send, row.verb != .later, case .scalar(let letter) = row.keys[0].code else { continue }
      all.append(
        Verb(
          name: Keymap.name(row.verb), key: .alt(letter), label: Key(.escape).label + " " + row.keys[0].label,
          meaning: row.meaning))
    }
    // What leaves stands last, where Enter alone does not find it.
    let ends = [Keymap.name(Action.leave), Keymap.name(Action.palette)]
    self.verbs = all.filter { !ends.contains($0.name) } + all.filter { $0.name == ends[0] }
  }

  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .key(let key): return type(key, desk)
    case .paste(let text):
      field.paste(text)
      select(0, desk)
      return []
    case .resized:
      settle(desk)
      return []
    case .action, .replaced, .page, .tick: return nil
    }
  }

  private mutating func type(_ key: Key, _ desk: Desk) -> [Effect] {
    switch key.code {
    case .escape: return [.out]
    case .enter:
      let found = found
      guard found.indices.contains(list.selected) else { return [] }
      return [.out, .press(found[list.selected].key)]
    case .down, .tab: _ = move(.down, desk)
    case .up, .backTab: _ = move(.up, desk)
    case .pageDown: _ = move(.pageDown, desk)
    case .pageUp: _ = move(.pageUp, desk)
    default:
      field.take(key)
      select(0, desk)
    }
    return []
  }

  /// What fits the letters, the closest first; all of it while there are none.
  private var found: [Verb] {
    let letters = Array(folded(field.text).filter { !$0.isWhitespace })
    let ranked = verbs.enumerated().compactMap { index, verb in
      [verb.name, verb.meaning].compactMap { Self.distance(letters, in: Array(folded($0))) }.min()
        .map { (distance: $0, index: index) }
    }
    return ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.map { verbs[$0.index] }
  }

  /// How far apart the letters stand in a text that holds them in their order: 0 at its very beginning, 1 at that of a
  /// word, 2 within, and 3 more for each letter between; nil where they are not.
  static func distance(_ letters: [Character], in text: [Character]) -> Int? {
    guard let first = letters.first else { return 0 }
    var best: Int?
    for start in text.indices where text[start] == first {
      var at = start
      var rest = letters.dropFirst()
      while let next = rest.first, at + 1 < text.count {
        at += 1
        if text[at] == next { rest = rest.dropFirst() }
      }
      guard rest.isEmpty else { break }
      let place = start == 0 ? 0 : text[start - 1].isLetter ? 2 : 1
      let between = at - start + 1 - letters.count
      best = min(best ?? .max, between * 3 + place)
    }
    return best
  }

  // MARK: - Drawing

  func room(_ desk: Desk) -> Range<Int> { desk.body(from: 2) }

  func blocks(_ desk: Desk) -> [[Line]] {
    found.map { verb in
      let meaning = TextLayout.cut(verb.meaning, to: desk.width - 15, ellipsis: desk.glyphs.ellipsis)
      return [Line([Run(TextLayout.padded(verb.label, to: 12), .bold), Run(meaning)])]
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(
      title: Words.palette, items: found.map { $0.meaning + ", " + $0.label }, focus: list.selected,
      field: field.spoken(""))
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.palette, right: desk.header())
    drawList(on: &canvas, desk)
    if found.isEmpty { canvas.put(Words.nothingFound, row: room(desk).lowerBound, column: 2, style: .muted) }
    field.draw(on: &canvas, row: canvas.body.lowerBound, column: 2)
    canvas.footer([Offer(keys: "Enter", Words.doItKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }
}
