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
  /// True once what was typed has been looked at in a pause.
  var isAtRest = true
  private var lastKey = Instant(milliseconds: 0)
  /// Less than a second is no pause.
  static let pause: Int64 = 900
  /// True while the text speaks of danger to its writer; nothing is kept of it.
  var isDangerous = false
  /// True while the text asks for details that tend to become pictures; nothing is kept of it.
  var asksForPictures = false
  var hints = HintCard()
  var asked = AskedCard()
  var focus = Focus.text
  var isStopped = false
  /// True once it was said that the text is too long for one, until another key.
  var offersParts = false
  var feelings = FeelingPicker()
  /// The lines that are typed on, each with its cursor.
  var fields: [Draft.Line: LineField] = [:]
  let startedFromDraft: Bool

  enum Focus: Hashable {
    case text
    case detail(Detail)
    case ways(Int)
    case sentences(Int, Int)
    case hint
    case asked
    case pictures
  }

  /// The lines under the text.
  enum Detail: Hashable, Sendable {
    case feelings, howMuch, when, about, landed, responsible, protects, lookAgain, rhythm, triggers, wish
    case helpFor, status, carries, caused, kinds, urgent, reachesMe, sees

    /// What is typed on it, where it is typed on.
    var line: Draft.Line? {
      switch self {
      case .landed: .landed
      case .responsible: .responsible
      case .protects: .protects
      case .lookAgain: .lookAgain
      case .rhythm: .rhythm
      case .triggers: .triggers
      case .kinds: .kinds
      case .when: .when
      case .feelings, .howMuch, .about, .wish, .helpFor, .status, .carries, .caused: nil
      case .urgent, .reachesMe, .sees: nil
      }
    }

    var label: String {
      switch self {
      case .feelings: Words.feelings
      case .howMuch: Words.howMuch
      case .when: Words.when
      case .about: Words.about
      case .landed: Words.howItLanded
      case .responsible: Words.responsible
      case .protects: Words.protects
      case .lookAgain: Words.lookAgainOn
      case .rhythm: Words.rhythm
      case .triggers: Words.bringsUp
      case .kinds: Words.whatItWas
      case .helpFor: Words.helpFor
      case .status: Words.helpStatus
      case .wish: Words.wish
      case .carries: Words.carries
      case .caused: Words.caused
      case .urgent: Words.urgent
      case .reachesMe: Words.reachesMe
      case .sees: Words.sees
      }
    }
  }

  init(_ purpose: Purpose, _ draft: Draft?, _ desk: Desk) {
    self.purpose = purpose
    self.draft = draft ?? Draft()
    startedFromDraft = draft != nil
    area = TextArea(draft?.text ?? "", at: draft?.cursor)
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
    current.cursor = area.cursor
    current.wasOpen = false
    return current
  }

  /// The same, to be gone on with at once by the one who opens the lock.
  var asOpen: Draft {
    var open = current
    open.wasOpen = true
    return open
  }

  var details: [Detail] { all.filter { $0 != .about || hasHurt } }

  /// There is something that it can be about.
  private var hasHurt: Bool { draft.hurt != nil || !(page?.hurts.isEmpty ?? false) }

  private var all: [Detail] {
    switch purpose {
    case .write(.feeling): [.feelings, .howMuch, .about] + bringsUp + [.wish] + urgent + [.sees]
    case .speak: [.feelings, .howMuch] + bringsUp + [.wish] + urgent + [.sees]
    case .write(.question): [.feelings, .howMuch, .about] + urgent + [.sees]
    case .askAgain: [.feelings, .howMuch] + urgent
    case .write(.promise): [.when, .about, .sees]
    case .write(.acknowledgement): [.about, .landed, .responsible, .sees]
    case .write(.boundary): [.about, .protects, .lookAgain, .reachesMe, .sees]
    case .write(.goal): [.lookAgain, .sees]
    case .write(.ritual): [.rhythm, .sees]
    case .write(.help): [.helpFor, .status, .sees]
    case .write(.forgiveness): [.about, .sees]
    case .write(.reflection), .answer, .edit, .note, .act, .numbers: []
    case .write: [.sees]
    case .nameHurt: [.carries, .caused, .kinds, .sees]
    }
  }

  /// Where the other said beforehand what is urgent.
  private var urgent: [Detail] { page?.urgent == nil ? [] : [.urgent] }

  /// Below a hurt that one carries oneself: what brings it up is its carrier's to say.
  private var bringsUp: [Detail] {
    guard let page, let hurt = page.hurts.first(where: { $0.id == draft.hurt }) else { return [] }
    return hurt.carriedBy == page.me ? [.triggers] : []
  }

  // MARK: - Update

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .key, .paste, .replaced: lastKey = desk.now
    case .action, .page, .tick, .resized: break
    }
    switch event {
    case .page(_, .editor(let page)):
      let isFirst = self.page == nil
      fill(page)
      lookForHints(desk)
      // What is remembered of earlier words is ready when the first pause comes.
      return isFirst && isRecognised ? [.recognise(purpose, area.text)] : []
    case .key(let key): return press(key, desk)
    case .paste(let text):
      (isStopped, offersParts) = (false, false)
      if case .detail(let detail) = focus, let line = detail.line {
        type(on: line) { $0.paste(text) }
        return []
      }
      focus = .text
      area.paste(text)
      touch()
      // So much at once is not left to the next tick.
      return [unkeptNow()].compactMap { $0 }
    case .replaced(let text):
      isStopped = false
      focus = .text
      area.replace(text)
      touch()
      return []
    case .page(_, .asked(let earlier)):
      asked.show(isRecognised ? earlier : [])
      if asked.shown != nil { hints.hide() }
      if focus == .asked, asked.shown == nil { focus = .text }
      return []
    case .tick:
      let kept = hasUnkept ? [current.isEmpty ? .dropDraft(purpose) : unkeptNow()].compactMap { $0 } : []
      hasUnkept = false
      guard !isAtRest, desk.now.milliseconds - lastKey.milliseconds >= Self.pause else { return kept }
      isAtRest = true
      lookForHints(desk)
      isDangerous = !desk.isTogether && PhraseList.danger.stands(in: area.text)
      asksForPictures = mayAskForPictures(desk) && PhraseList.intimateDetails.stands(in: area.text)
      if focus == .pictures, !asksForPictures { focus = .text }
      return kept + recognising
    case .action, .resized, .page: return nil
    }
  }

  /// What the journal knows fills what nobody has touched yet.
  mutating func fill(_ page: EditorPage) {
    let isFirst = self.page == nil
    self.page = page
    feelings.own = page.ownWords
    defer { if page.isOver, details.contains(.sees) { draft.isPrivate = true } }
    guard isFirst, !isTouched else { return }
    let brought = area.text
    // What was kept is never typed over by what a screen brings along.
    if let kept = page.kept, !kept.isEmpty {
      draft = kept
      fields = [:]
      area = TextArea(kept.text, at: kept.cursor)
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
    }
    // Who sees it is the last choice for its kind, wherever it was opened from, unless it is for oneself already.
    if case .write(let kind) = purpose, kind != .reflection, page.startsPrivate { draft.isPrivate = true }
    // What has to be about a hurt begins with the latest that it can be about.
    if [.write(.acknowledgement), .write(.forgiveness)].contains(purpose), draft.hurt == nil,
      let hurt = page.hurts.first
    {
      draft.hurt = hurt.id
      draft.isPrivate = draft.isPrivate || hurt.isPrivate
    }
    if case .answer = purpose {
      draft.hurt = page.target?.entry.hurt
      draft.isPrivate = page.target?.entry.isPrivate ?? false
    }
    switch purpose {
    case .askAgain, .speak: draft.hurt = page.target?.entry.hurt
    default: break
    }
  }

  mutating func touch() {
    isTouched = true
    hasUnkept = true
    isAtRest = false
    if let coached { hints.follow(area, answering: coached.question, coached.kind) }
  }

  mutating func press(_ key: Key, _ desk: Desk) -> [Effect] {
    if Keymap.standard.edit(key) != .send { offersParts = false }
    if isStopped { return stopped(key, desk) }
    // Esc with a letter and Alt with it are one: both arrive as the same bytes.
    if key.alt, !key.control, case .scalar(let letter) = key.code {
      if let stop = Keymap.standard.stop(key), let effects = self.stop(stop, desk) { return effects }
      if Keymap.standard.edit(key) == nil {
        focus = .text
        return write(.letter(letter), desk)
      }
    }
    // Wherever one is in it, so that Esc and then a letter are what Alt and the letter are.
    if Keymap.standard.edit(key) == .stop {
      isStopped = true
      return [unkeptNow()].compactMap { $0 }
    }
    switch focus {
    case .text: return write(key, desk)
    case .detail(let detail): return choose(key, detail, desk)
    case .ways, .sentences: return begin(key, desk)
    case .hint: return weigh(key, desk)
    case .asked: return compare(key, desk)
    case .pictures: return ponder(key, desk)
    }
  }

  mutating func write(_ key: Key, _ desk: Desk) -> [Effect] {
    if let letter = key.letter {
      area.type(letter)
      area.layOut(Self.textWidth(desk))
      touch()
      return []
    }
    guard let edit = Keymap.standard.edit(key) else { return [] }
    switch edit {
    case .send: return send(desk)
    case .next:
      focus =
        hints.shown != nil
        ? .hint : asked.shown != nil ? .asked : showsPictures ? .pictures : details.first.map(Focus.detail) ?? .text
      return []
    case .previous:
      focus = offersMoves ? .ways(0) : details.last.map(Focus.detail) ?? .text
      return []
    case .later:
      guard case .answer(let id) = purpose else { return [.say(Words.notForThat)] }
      return [unkeptNow(), .push(.prompt(.later(id, writing: true)))].compactMap { $0 }
    case .palette: return [.push(.palette(stops(desk)))]
    case .newLine where asksWhatIsOpen && current.isEmpty: return [.dropDraft(purpose), .out]
    case .earlierAnswers:
      guard let target = purpose.target else { return [.say(Words.notForThat)] }
      return [.push(.sideBySide(page?.target?.entry.chain ?? target, fromText: true))]
    default:
      let before = area.lines
      _ = area.apply(edit, width: Self.textWidth(desk), page: textRows(desk).count)
      if area.lines != before { touch() }
      return []
    }
  }

  /// True where "not yet" asks what is still open: there it can be left empty.
  private var asksWhatIsOpen: Bool {
    if case .askAgain = purpose { startedFromDraft } else { false }
  }

  mutating func unkeptNow() -> Effect? {
    defer { hasUnkept = false }
    return unkept
  }

  // MARK: - Sending

  mutating func send(_ desk: Desk) -> [Effect] {
    var draft = current
    // What was agreed may have ended since.
    if purpose != .write(.boundary), page?.urgent == nil { draft.isUrgent = false }
    // What brings it up goes with the hurt that it was typed below.
    if !details.contains(.triggers) { draft.lines[.triggers] = nil }
    if purpose == .numbers {
      hasUnkept = false
      return [draft.isEmpty ? .dropDraft(purpose) : .keepDraft(purpose, draft), .out, .say(Words.numbersKept)]
    }
    let hasWords = !draft.text.allSatisfy(\.isWhitespace)
    let mayBeWordless = isFeeling || purpose == .write(.acknowledgement)
    guard hasWords || (!draft.isEmpty && mayBeWordless) else { return [.say(Words.noWords)] }
    if [.write(.acknowledgement), .write(.forgiveness)].contains(purpose), draft.hurt == nil {
      return [.say(Words.needsHurt)]
    }
    if !draft.when.isEmpty, due(desk) == nil { return [.say(Words.whenUnclear)] }
    if !(draft.lines[.lookAgain] ?? "").isEmpty, draft.lookAgain(after: desk.moment, zone: desk.zone) == nil {
      return [.say(Words.dayUnclear)]
    }
    if purpose == .write(.acknowledgement), LongText.isTooLong(draft.text + draft.lines.values.joined()) {
      return [.say(Words.tooLong)]
    }
    if case .edit = purpose, draft.text == page?.target?.entry.text { return [.dropDraft(purpose), .out] }
    if LongText.isTooLong(draft.text) { return sendPart(desk) }
    hasUnkept = false
    let letter = Letter(purpose, draft, sent: desk.now, lingers: draft.isPrivate ? 0 : desk.lingering)
    let said = Words.sent(purpose, draft, desk)
    return [.launch(letter), .out, .say(said)]
  }

  /// Of more than an entry holds, the first part: once it was said, and asked for again. The rest stays here.
  private mutating func sendPart(_ desk: Desk) -> [Effect] {
    guard purpose.canBeParts else { return [.say(Words.tooLong)] }
    guard offersParts else {
      offersParts = true
      return [.say(Words.tooLongForOne)]
    }
    offersParts = false
    let (first, rest) = LongText.split(area.text)
    var part = current
    part.text = first
    let letter = Letter(purpose, part, sent: desk.now, lingers: part.isPrivate ? 0 : desk.lingering, isPart: true)
    // What describes it goes with the first part; the rest of a question asks the same.
    draft.feelings = []
    draft.intensity = nil
    draft.wish = nil
    if purpose == .write(.question) { draft.again = letter.id }
    area = TextArea(rest, at: .init())
    focus = .text
    touch()
    let said = Words.sentPart(purpose, part, desk)
    return [.launch(letter), unkeptNow(), .say(said)].compactMap { $0 }
  }

  /// Takes in words that come back to this editor, before what stands in it.
  mutating func takeIn(_ brought: Draft) {
    guard brought.text != area.text else { return }
    let isEmpty = current.isEmpty
    let words = [brought.text, area.text].filter { !$0.isEmpty }.joined(separator: "\n\n")
    if isEmpty { draft = brought }
    area.replace(words)
    focus = .text
    touch()
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
      if let stop = Keymap.standard.stop(key), let effects = self.stop(stop, desk) { return effects }
      // Whatever else is typed was meant for the text.
      focus = .text
      return write(.letter(letter), desk)
    default: return press(key, desk)
    }
  }

  /// What can be done after Esc here, as the line names it.
  func stops(_ desk: Desk) -> [StopAction] {
    Keymap.standard.stop.map(\.verb).filter { stop in
      switch stop {
      case .later: isAnswer
      case .ownPage: isAnswer && !desk.isTogether
      case .forYourself: details.contains(.sees)
      case .editor: desk.hasOwnEditor
      case .send, .putAway, .lock, .quiet, .numbers, .help: true
      }
    }
  }

  /// Does what was asked for after Esc; nil where that is nothing here.
  mutating func stop(_ stop: StopAction, _ desk: Desk) -> [Effect]? {
    switch stop {
    case .send: return send(desk)
    case .later:
      guard case .answer(let id) = purpose else { return nil }
      return [unkeptNow(), .push(.prompt(.later(id, writing: true)))].compactMap { $0 }
    case .forYourself:
      guard details.contains(.sees) else { return nil }
      draft.isPrivate = true
      touch()
      return []
    case .ownPage:
      guard case .answer = purpose else { return nil }
      guard !desk.isTogether else { return [.say(Words.ownIsClosed)] }
      // The words go to one's own page; the reply begins clean.
      var own = Draft()
      own.text = area.text
      own.isPrivate = true
      area = TextArea()
      touch()
      return [.push(.editor(.write(.reflection), own))]
    case .editor:
      guard desk.hasOwnEditor else { return [.say(Words.ownEditorOff)] }
      return [unkeptNow(), .editOutside(area.text)].compactMap { $0 }
    case .lock: return [.lock]
    case .quiet: return [.push(.quiet)]
    case .numbers: return [.push(.numbers(hasOwn: true))]
    case .help: return [.push(.help)]
    case .putAway:
      hasUnkept = false
      return [current.isEmpty ? .dropDraft(purpose) : .putAway(purpose, current), .out]
    }
  }
}
