internal import JournalCore

/// What an editor needs to know of the journal.
struct EditorPage: Hashable, Sendable {
  var target: Item?
  var hurts: [Named]
  /// A draft that was left in this editor.
  var kept: Draft?
  /// For oneself alone, as the last of this kind was; so are the very first of all, and the first of what hurts.
  var startsPrivate: Bool
  /// Of a question that is asked again: the answer that was heard.
  var heardAnswer: Item?
  /// The categories of hints of which its writer wants fewer.
  var hintsOff: Set<Deflection>

  struct Named: Hashable, Sendable {
    var id: String
    var name: String
    var isPrivate: Bool
  }
}

extension Reader {
  func editorPage(_ purpose: Purpose, _ desk: Desk, kept: Drafts.Draft?) throws -> EditorPage {
    let target = try purpose.target.flatMap { try entry($0) }
    let kind: EntryKind =
      switch purpose {
      case .write(let kind): kind
      case .askAgain: .question
      case .answer: .response
      case .note: .ritual
      case .edit, .nameHurt, .act, .numbers: target?.kind ?? .feeling
      }
    let last = try latestEntry(by: desk.me.id, of: kind)
    let startsPrivate = try kind.startsPrivate || latestEntry(by: desk.me.id) == nil
    let heard: EntryRow? =
      if case .askAgain = purpose, let target {
        try thread(of: target).last { try $0.kind == .response && mark(on: $0.id) == .heard }
      } else {
        nil
      }
    return EditorPage(
      target: try target.map(item),
      hurts: try hurtNames().map { EditorPage.Named(id: $0.id, name: $0.label, isPrivate: $0.isPrivate) },
      kept: kept.map { Draft($0.state) }, startsPrivate: try whoLeft() != nil || last?.isPrivate ?? startsPrivate,
      heardAnswer: try heard.map(item), hintsOff: Set(try Deflection.allCases.filter { try journal.isOff($0) }))
  }
}

/// The one editor for every kind: the words first, details below, none of them asked for.
struct Editor: Screen {
  let purpose: Purpose
  private var draft: Draft
  private var area: TextArea
  private var page: EditorPage?
  /// True once something was typed or chosen here.
  private var isTouched: Bool
  private var hasUnkept = false
  /// True while the text speaks of danger to its writer; nothing is kept of it.
  private var isDangerous = false
  private var hints = HintCard()
  private var asked = AskedCard()
  private var focus = Focus.text
  private var isStopped = false
  private var feelings = FeelingPicker()
  private let startedFromDraft: Bool

  private enum Focus: Hashable {
    case text
    case detail(Detail)
    case ways(Int)
    case sentences(Int, Int)
    case hint
    case asked
  }

  /// The lines under the text.
  enum Detail: Hashable, Sendable {
    case feelings, howMuch, when, about, wish, carries, caused, sees

    var label: String {
      switch self {
      case .feelings: Words.feelings
      case .howMuch: Words.howMuch
      case .when: Words.when
      case .about: Words.about
      case .wish: Words.wish
      case .carries: Words.carries
      case .caused: Words.caused
      case .sees: Words.sees
      }
    }
  }

  init(_ purpose: Purpose, _ draft: Draft?, _ desk: Desk) {
    self.purpose = purpose
    self.draft = draft ?? Draft()
    startedFromDraft = draft != nil
    area = TextArea(draft?.text ?? "")
    isTouched = false
    if purpose == .nameHurt, draft == nil {
      self.draft.carrier = desk.me.id
      self.draft.isPrivate = true
    }
    if purpose == .write(.reflection) || purpose == .numbers { self.draft.isPrivate = true }
  }

  var query: Query? { .editor(purpose) }
  var takesText: Bool { true }

  /// The draft as it stands, while its last change is not kept yet.
  var unkept: Effect? { hasUnkept ? .keepDraft(purpose, current) : nil }

  private var current: Draft {
    var current = draft
    current.text = area.text
    return current
  }

  private var details: [Detail] {
    switch purpose {
    case .write(.feeling): [.feelings, .howMuch, .about, .wish, .sees]
    case .write(.question): [.feelings, .howMuch, .about, .sees]
    case .askAgain: [.feelings, .howMuch]
    case .write(.promise): [.when, .about, .sees]
    case .write(.acknowledgement), .write(.boundary), .write(.forgiveness): [.about, .sees]
    case .write(.reflection), .answer, .edit, .note, .act, .numbers: []
    case .write: [.sees]
    case .nameHurt: [.carries, .caused, .sees]
    }
  }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .editor(let page)):
      fill(page)
      lookForHints(desk)
      return []
    case .key(let key): return press(key, desk)
    case .paste(let text):
      isStopped = false
      focus = .text
      area.paste(text)
      touch()
      return []
    case .replaced(let text):
      isStopped = false
      focus = .text
      area.replace(text)
      touch()
      return []
    case .page(_, .asked(let earlier)):
      asked.show(draft.again == nil ? earlier : [])
      if focus == .asked, asked.shown == nil { focus = .text }
      return []
    case .tick:
      guard hasUnkept else { return [] }
      hasUnkept = false
      lookForHints(desk)
      isDangerous = !desk.isTogether && Danger.speaks(in: area.text)
      return (current.isEmpty ? [.dropDraft(purpose)] : [.keepDraft(purpose, current)]) + recognising
    case .action, .resized, .page: return nil
    }
  }

  /// What the journal knows fills what nobody has touched yet.
  private mutating func fill(_ page: EditorPage) {
    let isFirst = self.page == nil
    self.page = page
    guard isFirst, !isTouched else { return }
    let brought = area.text
    // What was kept is never typed over by what a screen brings along.
    if let kept = page.kept, !kept.isEmpty {
      draft = kept
      area = TextArea(kept.text)
      if purpose == .write(.reflection), !brought.isEmpty, brought != kept.text {
        area.paste("\n\n" + brought)
        touch()
      }
      return
    }
    // Words that come from an answer belong to this page from here on.
    if purpose == .write(.reflection), !brought.isEmpty { touch() }
    if !startedFromDraft {
      if case .askAgain = purpose, let target = page.target {
        area = TextArea(target.entry.text)
        draft.hurt = target.entry.hurt
        draft.isPrivate = target.entry.isPrivate
      }
      if case .write(let kind) = purpose, kind != .reflection { draft.isPrivate = page.startsPrivate }
    }
    if case .answer = purpose {
      draft.hurt = page.target?.entry.hurt
      draft.isPrivate = page.target?.entry.isPrivate ?? false
    }
    if case .askAgain = purpose { draft.hurt = page.target?.entry.hurt }
  }

  private mutating func touch() {
    isTouched = true
    hasUnkept = true
    if let coached { hints.follow(area, answering: coached.question, coached.kind) }
  }

  private mutating func press(_ key: Key, _ desk: Desk) -> [Effect] {
    if isStopped { return stopped(key, desk) }
    // Esc with a letter and Alt with it are one: both arrive as the same bytes.
    if key.alt, case .scalar(let letter) = key.code, let effects = stopVerb(letter, desk) { return effects }
    switch focus {
    case .text: return write(key, desk)
    case .detail(let detail): return choose(key, detail, desk)
    case .ways, .sentences: return begin(key, desk)
    case .hint: return weigh(key, desk)
    case .asked: return compare(key, desk)
    }
  }

  private mutating func write(_ key: Key, _ desk: Desk) -> [Effect] {
    if let letter = key.letter {
      area.type(letter)
      touch()
      return []
    }
    guard let edit = Keymap.standard.edit(key) else { return [] }
    switch edit {
    case .send: return send(desk)
    case .stop:
      isStopped = true
      return [unkeptNow()].compactMap { $0 }
    case .next:
      focus =
        hints.shown != nil ? .hint : asked.shown != nil ? .asked : details.first.map(Focus.detail) ?? .text
      return []
    case .previous:
      if case .answer = purpose { focus = .ways(0) } else { focus = details.last.map(Focus.detail) ?? .text }
      return []
    case .later:
      guard case .answer(let id) = purpose else { return [.say(Words.notForThat)] }
      return [unkeptNow(), .replace(.prompt(.later(id)))].compactMap { $0 }
    case .palette: return [.push(.palette(isWriting: true))]
    case .earlierAnswers:
      guard let target = purpose.target else { return [.say(Words.notForThat)] }
      return [.push(.sideBySide(page?.target?.entry.chain ?? target))]
    default:
      let before = area.text
      _ = area.apply(edit, width: Self.textWidth(desk), page: textRows(desk).count)
      if area.text != before { touch() }
      return []
    }
  }

  private mutating func unkeptNow() -> Effect? {
    defer { hasUnkept = false }
    return unkept
  }

  // MARK: - Sending

  private mutating func send(_ desk: Desk) -> [Effect] {
    let draft = current
    if purpose == .numbers {
      hasUnkept = false
      return [draft.isEmpty ? .dropDraft(purpose) : .keepDraft(purpose, draft), .out, .say(Words.numbersKept)]
    }
    let hasWords = !draft.text.allSatisfy(\.isWhitespace)
    guard hasWords || (!draft.isEmpty && purpose == .write(.feeling)) else { return [.say(Words.noWords)] }
    guard draft.text.unicodeScalars.count <= 4000 else { return [.say(Words.tooLong)] }
    if [.write(.acknowledgement), .write(.forgiveness)].contains(purpose), draft.hurt == nil {
      return [.say(Words.needsHurt)]
    }
    if !draft.when.isEmpty, due(desk) == nil { return [.say(Words.whenUnclear)] }
    if case .edit = purpose, draft.text == page?.target?.entry.text { return [.dropDraft(purpose), .out] }
    hasUnkept = false
    let letter = Letter(purpose, draft, sent: desk.now)
    let said = Words.sent(
      purpose, isPrivate: draft.isPrivate, other: desk.other.name, clock: Dates.clock(desk.moment))
    return [.launch(letter), .out, .say(said)]
  }

  /// When a promise is due, as it was typed; nil without a time, or one that can't be read.
  private func due(_ desk: Desk) -> Moment? {
    Dates.time(draft.when, after: desk.moment, zone: desk.zone, days: Letter.longestPromise)
  }

  // MARK: - Stopping

  private mutating func stopped(_ key: Key, _ desk: Desk) -> [Effect] {
    isStopped = false
    switch key.code {
    case .escape:
      hasUnkept = false
      return (current.isEmpty ? [.dropDraft(purpose)] : isTouched ? [.keepDraft(purpose, current)] : []) + [.out]
    case .enter: return []
    case .scalar(let letter) where !key.control:
      if let effects = stopVerb(letter, desk) { return effects }
      // Whatever else is typed was meant for the text.
      focus = .text
      return write(key, desk)
    default: return press(key, desk)
    }
  }

  /// The verbs of the line that Esc opens; nil for a letter that is none.
  private mutating func stopVerb(_ letter: Unicode.Scalar, _ desk: Desk) -> [Effect]? {
    switch letter {
    case "S": return send(desk)
    case "t":
      guard case .answer(let id) = purpose else { return nil }
      return [unkeptNow(), .replace(.prompt(.later(id)))].compactMap { $0 }
    case "p":
      guard details.contains(.sees) else { return nil }
      draft.isPrivate = true
      touch()
      return []
    case "n":
      guard case .answer = purpose else { return nil }
      // The words go to one's own page; the reply begins clean.
      var own = Draft()
      own.text = area.text
      own.isPrivate = true
      area = TextArea()
      touch()
      return [.push(.editor(.write(.reflection), own))]
    case "e":
      guard desk.hasOwnEditor else { return [.say(Words.ownEditorOff)] }
      return [unkeptNow(), .editOutside(area.text)].compactMap { $0 }
    case "L": return [.lock]
    case "0": return [.push(.quiet)]
    case "9": return [.push(.numbers)]
    case "x":
      hasUnkept = false
      return [.dropDraft(purpose), .out]
    default: return nil
    }
  }

  // MARK: - Details

  private mutating func choose(_ key: Key, _ detail: Detail, _ desk: Desk) -> [Effect] {
    if key == .control("s") { return send(desk) }
    if detail == .feelings, feelings.take(key, &draft.feelings) {
      touch()
      return []
    }
    if detail == .when, let typed = key.letter {
      draft.when.unicodeScalars.append(typed)
      touch()
      return []
    }
    switch key.code {
    case .escape: focus = .text
    case .tab, .enter, .down: step(detail, 1)
    case .backTab, .up: step(detail, -1)
    case .left: change(detail, -1, desk)
    case .right, .scalar(" "): change(detail, 1, desk)
    case .backspace, .delete:
      if detail == .howMuch { draft.intensity = nil }
      if detail == .when, !draft.when.isEmpty { draft.when.removeLast() }
      if detail == .about { draft.hurt = nil }
      touch()
    case .scalar(let letter):
      if detail == .howMuch, let digit = Int(String(letter)), !key.control, !key.alt {
        draft.intensity = draft.intensity == 1 && digit == 0 ? 10 : digit
        touch()
      }
    default: break
    }
    return []
  }

  /// A detail line that was clicked.
  mutating func select(_ item: Int, _ desk: Desk) {
    if details.indices.contains(item) { focus = .detail(details[item]) }
  }

  private mutating func step(_ detail: Detail, _ by: Int) {
    let all = details
    let next = (all.firstIndex(of: detail) ?? 0) + by
    focus = all.indices.contains(next) ? .detail(all[next]) : .text
  }

  private mutating func change(_ detail: Detail, _ by: Int, _ desk: Desk) {
    func turned<T: Hashable>(_ all: [T], _ current: T) -> T {
      all[((all.firstIndex(of: current) ?? 0) + by + all.count) % all.count]
    }
    let people = desk.partners.map { Optional($0.id) }
    switch detail {
    case .feelings, .when: return
    case .howMuch: draft.intensity = min(10, max(0, (draft.intensity ?? (by > 0 ? -1 : 1)) + by))
    case .about:
      draft.hurt = turned([nil] + (page?.hurts ?? []).map { Optional($0.id) }, draft.hurt)
      // What is said about a private hurt is private.
      if isHurtPrivate { draft.isPrivate = true }
    case .wish: draft.wish = turned([nil] + Words.wishes.map { Optional($0.value) }, draft.wish)
    case .carries:
      draft.carrier = turned(people, draft.carrier)
      if draft.causer == draft.carrier { draft.causer = nil }
    case .caused: draft.causer = turned([nil] + people.filter { $0 != draft.carrier }, draft.causer)
    case .sees: if !isHurtPrivate { draft.isPrivate.toggle() }
    }
    touch()
  }

  private var isHurtPrivate: Bool { page?.hurts.first { $0.id == draft.hurt }?.isPrivate ?? false }

  private func value(_ detail: Detail, _ desk: Desk) -> String {
    switch detail {
    case .feelings: draft.feelings.isEmpty ? Words.noFeelings : draft.feelings.joined(separator: ", ")
    case .howMuch: draft.intensity.map(scale) ?? Words.noNumber
    case .when:
      draft.when.isEmpty
        ? Words.noTime
        : draft.when + (due(desk).map { "   " + Dates.ahead($0, today: desk.today) } ?? "")
    case .about: page?.hurts.first { $0.id == draft.hurt }?.name ?? Words.noHurt
    case .wish: Words.wishes.first { $0.value == draft.wish }?.words ?? Words.wishes[2].words
    case .carries: draft.carrier.map(desk.name) ?? Words.nobody
    case .caused: draft.causer.map(desk.name) ?? Words.nobody
    case .sees: draft.isPrivate ? Words.alone : Words.both
    }
  }

  /// A place on a line, with the words of its anchor: `0 · · · · · · · 8 · 10   hard to think of other things`.
  private func scale(_ number: Int) -> String {
    let line = (0...10).map { $0 == 0 || $0 == 10 || $0 == number ? "\($0)" : "·" }.joined(separator: " ")
    let anchor = Words.anchors.filter { $0.key <= number }.max { $0.key < $1.key }?.value ?? ""
    return line + "   " + anchor
  }

  // MARK: - Ways to begin

  private mutating func begin(_ key: Key, _ desk: Desk) -> [Effect] {
    switch (focus, key.code) {
    case (.ways(let move), .left), (.ways(let move), .up): focus = .ways(max(0, move - 1))
    case (.ways(let move), .right), (.ways(let move), .down): focus = .ways(min(Move.all.count - 1, move + 1))
    case (.ways(let move), .enter): focus = .sentences(move, 0)
    case (.sentences(let move, let at), .up): focus = .sentences(move, max(0, at - 1))
    case (.sentences(let move, let at), .down):
      focus = .sentences(move, min(Move.all[move].sentences.count - 1, at + 1))
    case (.sentences(let move, let at), .enter):
      area.paste(Move.all[move].sentences[at])
      touch()
      focus = .text
    case (.sentences(let move, _), .escape): focus = .ways(move)
    default: focus = .text
    }
    return []
  }

  // MARK: - Asked before

  /// At rest, while a new question is written: what it comes close to is looked for.
  private var recognising: [Effect] {
    guard purpose == .write(.question), draft.again == nil else { return [] }
    guard area.text.split(whereSeparator: \.isWhitespace).count >= 2 else { return [] }
    return [.recognise(purpose, area.text)]
  }

  private mutating func compare(_ key: Key, _ desk: Desk) -> [Effect] {
    guard let shown = asked.shown else {
      focus = .text
      return write(key, desk)
    }
    switch key.code {
    case .enter:
      draft.again = shown.item.entry.id
      draft.hurt = shown.item.entry.hurt
      draft.isPrivate = shown.item.entry.isPrivate
      asked.hide()
      touch()
      focus = .text
      return [.say(Words.sameQuestion)]
    case .scalar("x") where !key.control && !key.alt:
      asked.keepApart()
      draft.apart = asked.apart
      touch()
      focus = .text
    case .scalar("=") where !key.control && !key.alt: return [.push(.sideBySide(shown.item.entry.id))]
    case .down, .scalar("j"): asked.move(1)
    case .up, .scalar("k"): asked.move(-1)
    case .tab: focus = details.first.map(Focus.detail) ?? .text
    default:
      focus = .text
      if key.code != .escape, key.code != .backTab { return write(key, desk) }
    }
    return []
  }

  // MARK: - Hints

  /// What the coach reads here: what is said to the other, and a promise.
  private var coached: (kind: EntryKind, question: String?)? {
    switch purpose {
    case .answer: (.response, page?.target?.entry.text)
    case .write(.acknowledgement): (.acknowledgement, nil)
    case .write(.promise): (.promise, nil)
    default: nil
    }
  }

  /// At rest. Nothing is said of one's words while two look, or beside a line about danger.
  private mutating func lookForHints(_ desk: Desk) {
    guard let coached, !desk.isTogether, !Danger.speaks(in: area.text) else { return hints.hide() }
    hints.isOff.formUnion(page?.hintsOff ?? [])
    hints.rest(on: area, answering: coached.question, coached.kind)
  }

  private mutating func weigh(_ key: Key, _ desk: Desk) -> [Effect] {
    guard let hint = hints.shown else {
      focus = .text
      return write(key, desk)
    }
    switch key.code {
    case .enter:
      area.replace(hint.sentence, with: hint.alternative)
      touch()
    case .scalar("x") where !key.control && !key.alt: hints.keep()
    case .scalar("c") where hint.deflection == .counterAttack && !key.control && !key.alt:
      focus = .text
      return [unkeptNow(), .push(.editor(.nameHurt, nil))].compactMap { $0 }
    case .scalar("-") where !key.control && !key.alt:
      hints.isOff.insert(hint.deflection)
      lookForHints(desk)
      focus = .text
      return [.hints(hint.deflection, isOff: true)]
    case .escape, .backTab:
      focus = .text
      return []
    case .tab:
      focus = details.first.map(Focus.detail) ?? .text
      return []
    default:
      // Whatever else is typed was meant for the text.
      focus = .text
      return write(key, desk)
    }
    lookForHints(desk)
    focus = .text
    return []
  }

  // MARK: - Layout

  private static func textWidth(_ desk: Desk) -> Int { desk.width - 2 }

  private var isAnswer: Bool { if case .answer = purpose { true } else { false } }
  private var isAsk: Bool {
    switch purpose {
    case .write(.question), .askAgain: true
    default: false
    }
  }

  /// The first row of the detail lines, and the rule above what stands between them and the text.
  private func lower(_ desk: Desk) -> (details: Int, rule: Int) {
    let rows = desk.size.rows
    let details = rows - 3 - self.details.count
    guard rows >= 18 else { return isChoosing ? (5, 4) : (rows - 2, rows - 2) }
    if isChoosing { return (details, max(4, min(details - 9, rows - 12))) }
    let between = isAsk ? 8 : coached != nil ? HintCard.rows + 1 : 2
    return (details, max(5, details - between - 1))
  }

  private var isChoosing: Bool { if case .detail = focus { true } else { false } }

  /// The asked words above an answer: their rows.
  private func askedRows(_ desk: Desk) -> Int {
    guard isAnswer, let target = page?.target else { return 0 }
    let lines = TextLayout.wrap(target.words, width: desk.width - 2).count
    return 1 + min(lines, max(1, desk.size.rows - 20))
  }

  private func textRows(_ desk: Desk) -> Range<Int> {
    let rows = desk.size.rows
    if isAnswer {
      let top = 2 + askedRows(desk) + 1 + (rows >= 20 ? 3 : 0)
      return top..<max(top + 2, rows >= 22 ? rows - 10 : rows - 3)
    }
    return 2..<max(4, min(lower(desk).rule, rows - 2))
  }

  // MARK: - In words

  func spoken(_ desk: Desk) -> Spoken {
    let send =
      Keymap.standard.label(TextAction.send) + " "
      + Words.sendLabel(purpose, isPrivate: draft.isPrivate, other: desk.other.name)
    var spoken = Spoken(title: Words.editorTitle(purpose, other: desk.other.name))
    if isAnswer, let target = page?.target { spoken.lines.append(target.spoken(desk)) }
    spoken.lines += note(desk).map { $0.runs.map(\.text).joined() }
    if isDangerous { spoken.lines.append(Words.dangerLine) }
    if isStopped {
      let line = Words.stopLine(
        isAnswer: isAnswer, canBePrivate: details.contains(.sees), hasOwnEditor: desk.hasOwnEditor)
      spoken.items = [line.joined(separator: "  ")]
    } else {
      switch focus {
      case .text:
        spoken.items = [send]
        spoken.field = area.spoken("")
      case .detail(.feelings):
        spoken.items = [Words.feelings + ", " + value(.feelings, desk)]
        spoken.field = feelings.spoken
      case .detail(.when):
        spoken.items = [Words.when + ", " + value(.when, desk)]
      case .detail(let detail): spoken.items = [detail.label + ", " + value(detail, desk)]
      case .ways(let move): spoken.items = [Words.waysToBegin + ", " + Move.all[move].name]
      case .sentences(let move, let at): spoken.items = [Move.all[move].sentences[at]]
      case .asked: spoken.items = [asked.spoken(desk)]
      case .hint:
        spoken.items = [hints.lines(desk).joined(separator: " ")]
      }
    }
    spoken.focus = 0
    return spoken
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(
      Words.editorTitle(purpose, other: desk.other.name), right: desk.header(withName: !desk.isAfterMidnight))
    let rows = textRows(desk)
    if isAnswer { drawAnswer(on: &canvas, desk) } else { drawDetails(on: &canvas, desk) }
    let role = desk.role(desk.me.id)
    let sign = draft.isPrivate ? " " : role == .second ? canvas.glyphs.brokenBar : canvas.glyphs.solidBar
    canvas.draw(
      area, rows: rows, from: 2, to: canvas.width, bar: (sign, Style(role)), underlined: hints.shown?.place,
      hasFocus: focus == .text && !isStopped)
    if isTouched, !hasUnkept, !area.isEmpty, rows.count > 1, !isLastRowWritten(rows, desk) {
      canvas.put(Words.draftKept, row: rows.upperBound - 1, endingAt: canvas.width - 1, style: .muted)
    }
    if focus == .hint, desk.size.rows < (isAnswer ? 22 : 18) { drawSmallHint(on: &canvas, desk) }
    canvas.footer(offers(desk), help: false)
    if isDangerous { canvas.put(Words.dangerLine, row: canvas.lineRow, column: 1) }
    if isStopped { drawStopLine(on: &canvas, desk) }
  }

  /// Where no rows are kept for a hint it lies over the others, once it was asked for.
  private func drawSmallHint(on canvas: inout Canvas, _ desk: Desk) {
    let end = canvas.rows - 2
    let rows = max(1, end - hints.lines(desk).count - 1)..<end
    for row in rows { canvas.clear(row: row) }
    hints.draw(on: &canvas, rows: rows, hasFocus: true, desk)
  }

  private func isLastRowWritten(_ rows: Range<Int>, _ desk: Desk) -> Bool {
    area.rowsOfScreen(Self.textWidth(desk)).count >= rows.count
  }

  private func offers(_ desk: Desk) -> [Offer] {
    let send = Offer(writing: .send, Words.sendLabel(purpose, isPrivate: draft.isPrivate, other: desk.other.name))
    switch focus {
    case .detail(.feelings):
      return [send, Offer(keys: "Enter", Words.takesFeeling), Offer(writing: .next, "next line")]
    case .detail: return [send, Offer(keys: "Left Right", "change"), Offer(writing: .next, "next line")]
    case .ways, .sentences: return [Offer(keys: "Enter", "open"), Offer(keys: "Esc", Words.tabBack)]
    case .hint, .asked: return [Offer(keys: "Esc", Words.tabBack)]
    case .text:
      let hint = hints.shown == nil ? [] : [Offer(writing: .next, Words.hintKey)]
      if isAnswer {
        return [send, Offer(writing: .later, Words.laterKey)] + hint + [
          Offer(writing: .earlierAnswers, Words.earlierAnswers)
        ]
      }
      let before = asked.shown == nil ? [] : [Offer(writing: .next, Words.askedKey)]
      return [send] + hint + before
        + (details.isEmpty || !before.isEmpty ? [] : [Offer(writing: .next, Words.tabBelow)]) + [
          Offer(writing: .stop, Words.stopWriting)
        ]
    }
  }

  private func drawStopLine(on canvas: inout Canvas, _ desk: Desk) {
    var parts = Words.stopLine(
      isAnswer: isAnswer, canBePrivate: details.contains(.sees), hasOwnEditor: desk.hasOwnEditor)
    var lines: [String] = []
    var line = parts.removeFirst()
    for part in parts {
      if TextLayout.width(line) + 2 + TextLayout.width(part) > canvas.width - 2 {
        lines.append(line)
        line = part
      } else {
        line += "  " + part
      }
    }
    lines.append(line)
    for (offset, line) in lines.enumerated() {
      let row = canvas.lineRow - lines.count + 1 + offset
      canvas.clear(row: row)
      canvas.put(line, row: row, column: 1, style: .bold)
    }
    canvas.cursor(row: canvas.lineRow - lines.count + 1, column: 1)
  }

  private func drawDetails(on canvas: inout Canvas, _ desk: Desk) {
    let (first, rule) = lower(desk)
    let isSmall = canvas.rows < 18
    if !details.isEmpty, !isSmall || isChoosing { canvas.rule(row: rule) }
    guard !isSmall else {
      // One line at a time, with what helps below it.
      guard case .detail(let detail) = focus else { return }
      draw(detail, row: first, on: &canvas, desk)
      drawBetween(first + 1..<canvas.body.upperBound, on: &canvas, desk)
      return
    }
    drawBetween(rule + 1..<max(rule + 1, first - 1), on: &canvas, desk)
    for (offset, detail) in details.enumerated() { draw(detail, row: first + offset, on: &canvas, desk) }
  }

  private func draw(_ detail: Detail, row: Int, on canvas: inout Canvas, _ desk: Desk) {
    canvas.put(detail.label, row: row, column: 2, style: .bold)
    let isPicking = detail == .feelings && focus == .detail(.feelings)
    canvas.put(isPicking ? feelings.line(draft.feelings) : value(detail, desk), row: row, column: 15)
    if let index = details.firstIndex(of: detail) { canvas.spot(.item(index), row: row) }
    guard focus == .detail(detail) else { return }
    canvas.focus(row: row)
    canvas.cursor(
      row: row,
      column: 15 + (isPicking ? feelings.cursor(draft.feelings) : detail == .when ? TextLayout.width(draft.when) : 0))
  }

  /// Between the text and the details: what helps with what one does.
  private func drawBetween(_ rows: Range<Int>, on canvas: inout Canvas, _ desk: Desk) {
    var lines: [Line] = []
    switch focus {
    case .detail(.feelings): lines = feelings.lines(rows: rows.count)
    case .detail(.about):
      let hurts = page?.hurts ?? []
      let at = hurts.firstIndex { $0.id == draft.hurt } ?? 0
      lines =
        [Line(Words.changeKeys, .muted)]
        + hurts.dropFirst(max(0, at - rows.count + 2)).map {
          Line($0.name, $0.id == draft.hurt ? .bold : .text, trailing: $0.isPrivate ? Run(Words.forYou, .muted) : nil)
        }
    case .detail(.howMuch): lines = [Line(Words.numberKeys, .muted)]
    case .detail(.when): lines = [Line(Words.whenKeys, .muted)]
    case .detail: lines = [Line(Words.changeKeys, .muted)]
    case .text, .ways, .sentences, .hint, .asked: lines = note(desk)
    }
    if focus == .text || focus == .asked, asked.shown != nil {
      let card = asked.lines(desk, rows: rows.count, hasFocus: focus == .asked)
      for (row, line) in zip(rows, card) { canvas.put(line, row: row) }
      guard rows.count > 1 else { return }
      canvas.put(String(canvas.glyphs.focus), row: rows.lowerBound + 1, column: 0)
      if focus == .asked { canvas.focus(row: rows.lowerBound + 1) }
      return
    }
    if focus == .text || focus == .hint, hints.shown != nil {
      hints.draw(on: &canvas, rows: rows, hasFocus: focus == .hint, desk)
      return
    }
    for (row, line) in zip(rows, lines) { canvas.put(line, row: row) }
  }

  private func note(_ desk: Desk) -> [Line] {
    if let prompt = draft.prompt.flatMap(Prompt.named) {
      return TextLayout.wrap(prompt.text, width: desk.width - 4).map { Line($0, .muted) }
    }
    switch purpose {
    case .write(.question): return [Line(Words.askFreely)]
    case .askAgain:
      guard let heard = page?.heardAnswer else { return [Line(Words.askFreely)] }
      let role = desk.role(heard.entry.author)
      let words = TextLayout.wrap(heard.words, width: desk.width - 6).prefix(4).map { text in
        Line(
          [Run(String(role == .second ? desk.glyphs.brokenBar : desk.glyphs.solidBar) + " ", Style(role)), Run(text)],
          indent: 4)
      }
      let who = desk.name(heard.entry.author) + ", " + Dates.longDate(heard.entry.day, today: desk.today)
      return [Line(Words.askFreely)] + words + [Line(Words.markedHeardOn(who), .muted, indent: 6)]
    case .edit: return [Line(Words.olderStay, .muted)]
    case .write(.gratitude): return [Line(Words.oneLineThanks, .muted)]
    case .nameHurt: return [Line(Words.hurtName, .muted)]
    case .write, .answer, .note, .act, .numbers: return []
    }
  }

  private func drawAnswer(on canvas: inout Canvas, _ desk: Desk) {
    guard let target = page?.target else { return }
    let role = desk.role(target.entry.author)
    let when = Dates.weekdayed(target.entry.day, today: desk.today) + ", " + Dates.clock(target.entry.moment)
    let asked = askedRows(desk)
    let feelings = target.entry.feelings.isEmpty ? "" : "  " + target.entry.feelings.joined(separator: ", ")
    let note = target.entry.wantsAnswer ? Words.wantsAnswer : ""
    canvas.put(Line([Run(when + feelings, .muted)], bar: role, trailing: Run(note + " ", .muted)), row: 2)
    let lines = TextLayout.wrap(target.words, width: canvas.width - 2)
    for (index, line) in lines.prefix(asked - 1).enumerated() {
      let isCut = index == asked - 2 && lines.count > asked - 1
      canvas.put(
        Line(
          isCut ? TextLayout.cut(line + " x", to: canvas.width - 4, ellipsis: canvas.glyphs.ellipsis) : line, bar: role),
        row: 3 + index)
    }
    var row = 2 + asked
    canvas.rule(row: row)
    if canvas.rows >= 20 {
      drawWays(on: &canvas, row: row + 1)
      row += 3
      canvas.rule(row: row)
    }
    if canvas.rows >= 22 {
      let end = textRows(desk).upperBound
      canvas.rule(row: end)
      if focus == .text || focus == .hint {
        hints.draw(on: &canvas, rows: end + 1..<canvas.rows - 4, hasFocus: focus == .hint, desk)
      }
      if case .sentences(let move, let at) = focus {
        for (offset, sentence) in Move.all[move].sentences.enumerated() {
          canvas.put(sentence, row: end + 1 + offset, column: 2)
          if offset == at { canvas.focus(row: end + 1 + offset) }
        }
      }
      canvas.rule(row: canvas.rows - 4)
      canvas.put(Words.yourselfFirst, row: canvas.rows - 3, column: 2, style: .muted)
    }
  }

  private func drawWays(on canvas: inout Canvas, row: Int) {
    canvas.put(Words.waysToBegin, row: row, column: 2, style: .bold)
    var column = 17
    var line = row
    for (index, move) in Move.all.enumerated() {
      if index == 4 {
        line += 1
        column = 17
      }
      let isFocused =
        switch focus {
        case .ways(let at), .sentences(let at, _): at == index
        default: false
        }
      let start = column
      column = canvas.put(move.name, row: line, column: column)
      if isFocused {
        canvas.select(row: line, from: start, to: column)
        if case .ways = focus { canvas.cursor(row: line, column: start) }
      }
      if index != 3, index < Move.all.count - 1 {
        column = canvas.put(canvas.glyphs.between, row: line, column: column, style: .muted)
      }
    }
  }
}
