internal import JournalCore

/// Everything that keys do, by its words: type a few letters of it, and Enter does it.
struct Palette: ListScreen {
  /// A row of a key table, or a kind of entry.
  private struct Verb: Hashable {
    var name: String
    var label: String
    var meaning: String
    var effect: Effect
  }

  private let verbs: [Verb]
  /// True over a text, where nothing else is begun.
  private let isOverText: Bool
  private var canOwn = false
  private var field = LineField()
  /// When a letter was typed last, until what it finds was said.
  private var typed: Instant?
  /// True in a pause after typing: what was found first is said.
  private(set) var isAtRest = false
  var list = ScrollList()

  /// - Parameter stops: over a text, what can be done after Esc there; nil elsewhere.
  init(_ stops: [StopAction]?) {
    func verbs<Name: RawRepresentable<String>>(_ rows: [Keymap.Row<Name>]) -> [Verb] {
      rows.map {
        Verb(
          name: Keymap.name($0.verb), label: $0.keys[0].label, meaning: $0.meaning, effect: .press($0.keys[0]))
      }
    }
    let keymap = Keymap.standard
    isOverText = stops != nil
    var all = stops == nil ? verbs(keymap.list) : verbs(keymap.text)
    for row in keymap.stop where stops?.contains(row.verb) ?? false {
      // Sending and "later" have keys of their own there.
      guard row.verb != .send, row.verb != .later, case .scalar(let letter) = row.keys[0].code else { continue }
      all.append(
        Verb(
          name: Keymap.name(row.verb), label: Key(.escape).label + " " + row.keys[0].label,
          meaning: row.meaning, effect: .press(.alt(letter))))
    }
    // What stands behind a key of its own list is found by its name too.
    if let more = all.firstIndex(where: { $0.name == Keymap.name(Action.more) }) {
      all.insert(contentsOf: Self.kinds, at: more)
    }
    // What leaves stands last, where Enter alone does not find it.
    let ends = [Keymap.name(Action.leave), Keymap.name(Action.palette)]
    self.verbs = all.filter { !ends.contains($0.name) } + all.filter { $0.name == ends[0] }
  }

  private static var kinds: [Verb] {
    func verb(_ letter: Unicode.Scalar, _ words: String, _ purpose: Purpose) -> Verb {
      Verb(
        name: words, label: Keymap.standard.label(Action.more) + " " + String(letter), meaning: words,
        effect: .push(.editor(purpose, nil)))
    }
    return Words.kinds.map { verb($0.letter, $0.words, .write($0.kind)) }
      + [verb(Words.nameHurt.letter, Words.nameHurt.words, .nameHurt)]
  }

  var query: Query? { isOverText ? nil : .kinds }
  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .key(let key): return type(key, desk)
    case .paste(let text):
      field.paste(text)
      find(desk)
      return []
    case .resized:
      settle(desk)
      return []
    case .page(_, .kinds(let canOwn)):
      self.canOwn = canOwn
      settle(desk)
      return []
    case .tick:
      guard let typed, desk.now.milliseconds - typed.milliseconds >= Editor.pause else { return nil }
      (self.typed, isAtRest) = (nil, true)
      return []
    case .action, .replaced, .page: return nil
    }
  }

  private mutating func type(_ key: Key, _ desk: Desk) -> [Effect] {
    switch key.code {
    case .escape: return [.out]
    case .enter:
      let found = found
      guard found.indices.contains(list.selected) else { return [] }
      return [.out, found[list.selected].effect]
    case .down, .tab: go(.down, desk)
    case .up, .backTab: go(.up, desk)
    case .pageDown: go(.pageDown, desk)
    case .pageUp: go(.pageUp, desk)
    default:
      field.take(key)
      find(desk)
    }
    return []
  }

  private mutating func go(_ action: Action, _ desk: Desk) {
    _ = move(action, desk)
    (typed, isAtRest) = (nil, false)
  }

  /// The first of what the letters find.
  private mutating func find(_ desk: Desk) {
    select(0, desk)
    (typed, isAtRest) = (desk.now, false)
  }

  /// What fits the words, in any order, the closest first; before it what a key by itself does. All of it while there
  /// are none.
  private var found: [Verb] {
    let words = folded(field.text).split(whereSeparator: \.isWhitespace).map(Array.init)
    let ranked = verbs.enumerated().compactMap { index, verb -> (distance: Int, index: Int)? in
      guard canOwn || verb.effect != .push(.editor(.write(.acknowledgement), nil)) else { return nil }
      if verb.label == field.text { return (-1, index) }
      let distances = [verb.name, verb.meaning].compactMap { text -> Int? in
        let text = Array(folded(text))
        let each = words.compactMap { Self.distance($0, in: text) }
        return each.count == words.count ? each.reduce(0, +) : nil
      }
      return distances.min().map { ($0, index) }
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
    let items = found.map { $0.meaning + ", " + $0.label }
    return Spoken(
      title: Words.palette, lines: isAtRest ? [items.first ?? Words.nothingFound] : [], items: items,
      focus: list.selected, field: field.spoken(""))
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.palette, right: desk.header())
    drawList(on: &canvas, desk)
    if found.isEmpty { canvas.put(Words.nothingFound, row: room(desk).lowerBound, column: 2, style: .muted) }
    field.draw(on: &canvas, row: canvas.body.lowerBound, column: 2)
    canvas.footer([Offer(keys: "Enter", Words.doItKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }
}
