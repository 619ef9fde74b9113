internal import JournalCore

/// The one editor for every kind: the words first, details below, none of them asked for.
struct Editor: Screen {
  let purpose: Purpose
  var draft: Draft
  var area: TextArea
  var page: EditorPage?
  /// True once something was typed or chosen here.
  var isTouched: Bool
  var hasUnkept = false
  /// True while the text speaks of danger to its writer; nothing is kept of it.
  var isDangerous = false
  var hints = HintCard()
  var asked = AskedCard()
  var focus = Focus.text
  var isStopped = false
  var feelings = FeelingPicker()
  let startedFromDraft: Bool

  enum Focus: Hashable {
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

  var current: Draft {
    var current = draft
    current.text = area.text
    return current
  }

  var details: [Detail] {
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
      let isFirst = self.page == nil
      fill(page)
      lookForHints(desk)
      // What is remembered of earlier words is ready when the first pause comes.
      return isFirst && isRecognised ? [.recognise(purpose, area.text)] : []
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
      asked.show(isRecognised ? earlier : [])
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
  mutating func fill(_ page: EditorPage) {
    let isFirst = self.page == nil
    self.page = page
    feelings.own = page.ownWords
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

  mutating func touch() {
    isTouched = true
    hasUnkept = true
    if let coached { hints.follow(area, answering: coached.question, coached.kind) }
  }

  mutating func press(_ key: Key, _ desk: Desk) -> [Effect] {
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

  mutating func write(_ key: Key, _ desk: Desk) -> [Effect] {
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

  mutating func unkeptNow() -> Effect? {
    defer { hasUnkept = false }
    return unkept
  }

  // MARK: - Sending

  mutating func send(_ desk: Desk) -> [Effect] {
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
    let said = Words.sent(draft, other: desk.other.name, clock: Dates.clock(desk.moment))
    return [.launch(letter), .out, .say(said)]
  }

  /// When a promise is due, as it was typed; nil without a time, or one that can't be read.
  func due(_ desk: Desk) -> Moment? {
    Dates.time(draft.when, after: desk.moment, zone: desk.zone, days: Letter.longestPromise)
  }

  // MARK: - Stopping

  mutating func stopped(_ key: Key, _ desk: Desk) -> [Effect] {
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
  mutating func stopVerb(_ letter: Unicode.Scalar, _ desk: Desk) -> [Effect]? {
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
}
