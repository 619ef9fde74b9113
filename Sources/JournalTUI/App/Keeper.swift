internal import JournalCore

/// Does against the journal what an update asks for, and tells what came of it. Every failure becomes a sentence; the
/// text it concerns is kept.
final class Keeper {
  private(set) var folder: String
  private(set) var isSample: Bool
  private let clock: () -> Instant
  private var journal: Journal?
  private var drafts: Drafts?
  private var version: Int64 = 0
  private var window: Window?
  private var isFull = false
  private var isClockBehind = false
  /// Nil until it was looked at.
  private var looksForged: Bool?
  private var latestOfTheirs: String?

  /// - Parameters:
  ///   - start: the instant that the clock of a sample begins at.
  ///   - clock: the instant that it is now.
  init(folder: String, isSample: Bool, startingAt start: Instant? = nil, clock: @escaping () -> Instant) {
    self.folder = folder
    self.isSample = isSample
    self.clock = clock
    if let start { self.start(at: start) }
  }

  /// Hears of what takes long while a journal opens.
  var work = LongWork.unwatched

  /// The zone that this machine is set to.
  private let zone = TimeZoneRules.local

  /// The clock; the sample's runs from another day.
  private var sampleShift: Int64 = 0
  var now: Instant { clock().adding(milliseconds: sampleShift) }

  private func start(at instant: Instant) { sampleShift = instant.milliseconds - clock().milliseconds }

  /// Where the program begins.
  func opening(size: Size, glyphs: Glyphs, wasLocked: Bool = false) throws -> (desk: Desk, route: Route) {
    self.wasLocked = wasLocked
    let nobody = desk(nil, size, glyphs)
    guard Journal.exists(in: folder) else { return (nobody, .welcome) }
    if isSample { return (desk(try Journal(folder: folder, person: nil), size, glyphs), .sampleSeat) }
    return (nobody, .signIn(sealed: Journal.looksSealed(folder), locked: wasLocked))
  }

  /// The desk at a journal, or at none; the first named sits there until somebody does.
  private func desk(_ journal: Journal?, _ size: Size, _ glyphs: Glyphs, seating partner: Partner? = nil) -> Desk {
    let nobody = Partner(id: "", name: "")
    // A very long name would leave no room for anything beside it.
    func shown(_ partner: Partner) -> Partner {
      Partner(id: partner.id, name: TextLayout.cut(partner.name, to: 20, ellipsis: glyphs.ellipsis))
    }
    let partners = (journal?.partners ?? [nobody, nobody]).map(shown)
    return Desk(
      me: partner.map(shown) ?? partners[0], partners: partners, zone: isSample ? journal?.zone ?? zone : zone,
      now: now,
      isSample: isSample, size: size, glyphs: glyphs)
  }

  // MARK: - Effects

  func perform(_ effect: Effect, _ desk: Desk) -> [Message] {
    if effect.writes, hindrance == .otherWindow { return effect.isSilent ? [] : [.said(Words.otherWindow)] }
    let before = hindrance
    let messages = tried(effect, desk)
    return hindrance == before ? messages : messages + [.hindrance(hindrance)]
  }

  /// Why nothing can be written right now, or why times may look odd.
  private var hindrance: Desk.Hindrance? {
    if let window, !window.isOurs { return .otherWindow }
    if drafts?.areUnwritten ?? false { return .noRoomAtAll }
    return isFull ? .noRoom : looksForged ?? false ? .forged : isClockBehind ? .clockBehind : nil
  }

  private func tried(_ effect: Effect, _ desk: Desk) -> [Message] {
    if effect.writes { isFull = false }
    do {
      return try attempt(effect, desk)
    } catch let error as SQLiteError where error.isDiskFull {
      isFull = true
      return []
    } catch is LongWork.Stopped {
      return [.said(Words.stopped)]
    } catch let refusal as Refusal {
      return [.said(Words.notWritten(refusal.reason))]
    } catch KeyProblem.wrongPassphrase {
      if case .join = effect { return [.said(Words.didNotJoin)] }
      return [.said(Words.didNotOpen)]
    } catch {
      if case .load = effect { return [.said(Words.readFailed)] }
      // While nobody sits here, what is wrong is wrong with the files.
      let sentence = journal == nil || error is KeyProblem || error is JournalError ? Hearken.sentence(for: error) : nil
      return [.said(sentence.map(ProgramName.named) ?? Words.failed)]
    }
  }

  private func attempt(_ effect: Effect, _ desk: Desk) throws -> [Message] {
    switch effect {
    case .load(let query): return try load(query, desk)
    case .keepDraft(let purpose, let draft): try drafts?.keep(draft.json, in: purpose.slot, at: now)
    case .dropDraft(let purpose):
      try drafts?.drop(purpose.slot)
      return [.written]
    case .launch(let letter):
      // A time to answer is no answer: what was written of one stays a draft. So does what follows a first part.
      if letter.holdingUntil == nil, !letter.isPart {
        try drafts?.move(letter.purpose.slot, to: Letter.slot, as: letter.json, at: now)
      } else {
        try drafts?.keep(letter.json, in: Letter.slot, at: now)
      }
    case .commit(let letter): return commit(letter, desk)
    case .recall(let letter):
      try keepAsDraft(letter)
      return [.recalled(letter)]
    case .act(let kind, let fields, let said):
      guard let journal else { return [] }
      try journal.writer().write(.action, kind.rawValue, fields, at: now, zone: desk.zone)
      return [.acted(kind, fields: fields, said: said)]
    case .settleReady(let sharing, let keeping):
      try journal?.writer().settleReady(sharing: sharing, keeping: keeping, at: now, zone: desk.zone)
      return [.said(Words.readySettled), .written]
    case .lockAfter(let minutes):
      try journal?.setLockMinutes(minutes)
      lockAfter = Int64(minutes) * 60_000
      return [.written]
    case .found(let me, let other, let passphrase): return try found(me, other, passphrase, desk)
    case .openSample: return try openSample(desk)
    case .sit(let name, let passphrase): return try sit(name, passphrase, desk)
    case .join(let id, let opening, let passphrase): return try join(id, opening, passphrase: passphrase, desk)
    case .enter: return try enter(desk)
    case .invite: return try invite(desk)
    case .endInvitation:
      guard let journal else { return [] }
      _ = try Journal.endInvitation(of: desk.other.id, to: journal.folder)
      return [.said(Words.codeEnded), .written]
    case .noteCard(let card, let isNotNow): try journal?.noteCard(card, isNotNow: isNotNow, at: now)
    case .notePrompt(let isNotToday):
      try journal?.notePrompt(isNotToday: isNotToday, at: now)
      return [.written]
    case .readyForLighter(let isReady):
      try journal?.setReadyForLighter(isReady)
      return [.written]
    case .deliver(let hour):
      try journal?.setDeliveryHour(hour, at: now)
      return [.said(hour == nil ? Words.comesAsWritten : Words.hourKept), .written]
    case .helpRule(let rule, let isOff):
      try journal?.setOff(rule, isOff)
      return [.written]
    case .hints(let deflection, let isOff):
      try journal?.setOff(deflection, isOff)
      return [.written]
    case .hintsEverywhere(let isOn):
      try journal?.setHintsEverywhere(isOn)
      return [.written]
    case .recognise(let purpose, let text):
      guard !desk.isTogether, case .write(let kind) = purpose, let reader = try reader(desk) else { return [] }
      return [.page(.editor(purpose), .asked(try reader.askedCard(text, kind)))]
    case .keepApart(let one, let other): try journal?.keepApart(one, other)
    case .hide(let line):
      try journal?.hide(line)
      return [.written]
    case .findWaiting:
      return [.firstWaiting(try reader(desk)?.waiting(desk, first: 1).forMe.first?.latest.entry.id)]
    case .writeTogether(let purpose, let draft):
      let kept = try drafts?.draft(in: purpose.slot).map { Draft($0.state) } ?? Draft()
      // What was sent meanwhile and taken back is in sight already.
      return kept.isEmpty || kept.says(draft) ? [.mayWrite(purpose, draft)] : [.said(Words.draftIsClosed)]
    case .bringAlong(let id):
      guard let journal, let reader = try reader(desk) else { return [] }
      let comes = try !reader.broughtAlong().contains { $0.id == id }
      let fields: [String: JSON] = ["target": .string(id), "value": .bool(comes)]
      try journal.writer().write(
        .action, ActionKind.bringAlong.rawValue, fields, at: now, zone: desk.zone)
      return [
        .acted(.bringAlong, fields: fields, said: comes ? Words.broughtAlong : Words.leftHere)
      ]
    case .putAway, .keepWeek, .push, .replace, .go, .out, .say, .press, .leave, .lock, .suspend, .redraw, .editOutside:
      break
    }
    return []
  }

  /// What the one who sits here sees; while two look together, what both see.
  private func reader(_ desk: Desk) throws -> Reader? {
    guard let journal else { return nil }
    // The sample is looked at on its own day, whatever was written after it.
    let instant = isSample ? now : max(now, try journal.newest() ?? now)
    return journal.reader(desk.isTogether ? .shared : .person(desk.me.id), at: instant)
  }

  private func load(_ query: Query, _ desk: Desk) throws -> [Message] {
    guard let journal, let drafts else { return [] }
    return try journal.reading { try page(query, of: journal, drafts, desk) }
  }

  private func page(_ query: Query, of journal: Journal, _ drafts: Drafts, _ desk: Desk) throws -> [Message] {
    guard let reader = try reader(desk) else { return [] }
    let presence = try journal.partners.map { ($0.id, try reader.presence(of: $0.id)) }
    let page: Page =
      switch query {
      case .today: .today(try reader.todayPage(desk, drafts: drafts.all()))
      case .open: .open(try reader.openPage(desk))
      case .past(let query): .past(try reader.pastPage(query, desk))
      case .search(let text, let query): .past(try reader.searchPage(text, query))
      case .ready: .ready(try reader.readyToShare().map(reader.item))
      case .own: .own(try reader.ownPage())
      // While two look, one's own lines stay closed.
      case .numbers:
        .numbers(desk.isTogether ? "" : try drafts.draft(in: Purpose.numbers.slot).map { Draft($0.state).text } ?? "")
      case .talk(let id): .talk(try reader.talkPage(id, desk))
      case .turns(let id): .turns(try reader.turnsPage(id, desk))
      case .hurts: .hurts(try reader.hurts())
      case .kinds: .kinds(try reader.hurtNames().contains { $0.causedBy == desk.me.id })
      case .ours: .ours(try reader.oursPage())
      case .week: .week(try journal.weekPage(desk.me.id, at: reader.instant))
      case .hurt(let id): .hurt(try reader.hurtPage(id, desk))
      case .editor(let purpose): .editor(try reader.editorPage(purpose, desk, kept: drafts.draft(in: purpose.slot)))
      }
    return [.presence(Dictionary(uniqueKeysWithValues: presence)), .page(query, page)]
  }

  /// Writes a letter once, whatever was tried before; refused words become a draft again.
  private func commit(_ letter: Letter, _ desk: Desk) -> [Message] {
    guard let journal else { return [] }
    do {
      if try !journal.contains(letter.id) {
        var (shape, kind, fields) = letter.record(zone: desk.zone)
        if case .answer(let id) = letter.purpose, fields["hurt"] == nil, let hurt = try reader(desk)?.entry(id)?.hurt {
          fields["hurt"] = .string(hurt)
        }
        try journal.writer().write(
          shape, kind, fields, at: now, id: letter.id, zone: desk.zone, keepsReady: letter.keepsReady)
        for chain in letter.draft.apart { try journal.keepApart(letter.id, chain) }
      }
      try drafts?.drop(Letter.slot)
      return [.written]
    } catch {
      if (error as? SQLiteError)?.isDiskFull ?? false { isFull = true }
      try? keepAsDraft(letter)
      return [.refused(letter, (error as? Refusal)?.reason ?? Words.cannotWriteNow)]
    }
  }

  /// What was on its way is a draft again; a time to answer leaves nothing behind.
  private func keepAsDraft(_ letter: Letter) throws {
    guard letter.holdingUntil == nil else { return try drafts?.drop(Letter.slot) ?? () }
    var draft = letter.draft
    // Before what was written there since.
    let since = try drafts?.draft(in: letter.purpose.slot).map { Draft($0.state).text } ?? ""
    draft.text = [draft.text, since].filter { !$0.isEmpty }.joined(separator: "\n\n")
    draft.cursor = nil
    try drafts?.move(Letter.slot, to: letter.purpose.slot, as: draft.json, at: now)
  }

  // MARK: - Sitting down

  /// What the one who sits here has opened; nil in a journal without passphrases.
  private var keys: JournalKeys?
  /// True until somebody opens the lock.
  private var wasLocked = false
  /// Somebody whose recovery key is being shown.
  private var entering: String?

  private func found(_ me: String, _ other: String, _ passphrase: Passphrase?, _ desk: Desk) throws -> [Message] {
    let ids = Journal.ids(me, other)
    let recovery = try Journal.found(
      Record(
        id: Identifier.random(), shape: .journal, moment: zone.moment(at: now), author: ids.0, kind: "journal",
        fields: Journal.founding(me: (ids.0, me), other: (ids.1, other), zone: zone)), in: folder,
      passphrase: passphrase, work: work)
    guard let recovery, let passphrase else {
      return try sit(ids.0, nil, desk) + [.said(Words.joins(other))]
    }
    keys = try Journal.unlock(folder, person: ids.0, passphrase: passphrase)
    entering = ids.0
    return [.show(.paper(.recovery(recovery.text, invites: other)), desk)]
  }

  /// The code is written down before anything else is asked; then in, or back.
  private func invite(_ desk: Desk) throws -> [Message] {
    guard let keys, let person = entering ?? journal?.person else { return [] }
    let journal = try self.journal ?? Journal(folder: folder, person: person, keys: keys)
    let other = journal.other(than: person)
    let code = try Journal.invite(other.id, to: folder, by: keys)
    try journal.writer().write(.action, ActionKind.invite.rawValue, [:], at: now, zone: desk.zone)
    return [.show(.paper(.code(code.text, for: other.name)), desk)]
  }

  private func openSample(_ desk: Desk) throws -> [Message] {
    folder = try Sample.copy()
    isSample = true
    start(at: Sample.evening)
    let shared = try Journal(folder: folder, person: nil)
    return [.show(.sampleSeat, self.desk(shared, desk.size, desk.glyphs))]
  }

  private func sit(_ name: String, _ passphrase: Passphrase?, _ desk: Desk) throws -> [Message] {
    if Journal.isSealed(folder) {
      guard let id = Journal.person(name, in: folder) else { return [.said(Words.didNotOpen)] }
      guard try Journal.peopleWithKeys(folder).contains(id) else {
        return [.show(.joining(id, sealed: true), desk)]
      }
      let opened = try Journal.unlock(folder, person: id, typed: passphrase ?? Passphrase())
      try work.goOn()
      keys = opened
      return try seat(id, desk)
    }
    do {
      let journal = try Journal(folder: folder, work: work) { partners in
        guard let partner = partners.partner(beginning: name) else { throw JournalError.noSuchPerson }
        return partner.id
      }
      return try seat(at: journal, desk)
    } catch JournalError.noSuchPerson {
      return [.said(Words.didNotOpen)]
    }
  }

  private func seat(_ person: String, _ desk: Desk) throws -> [Message] {
    try seat(at: Journal(folder: folder, person: person, keys: keys, work: work), desk)
  }

  private func seat(at journal: Journal, _ desk: Desk) throws -> [Message] {
    guard let person = journal.person, let partner = journal.partners.first(where: { $0.id == person }) else {
      throw JournalError.noSuchPerson
    }
    var desk = self.desk(journal, desk.size, desk.glyphs, seating: partner)
    desk.lingersAtMost = isSample ? 0 : Int64(try journal.lingerSeconds()) * 1000
    let newest = try journal.newest() ?? now
    if !isSample, try !journal.writer().hasJoined() {
      return [.show(.joining(person, sealed: false), desk)]
    }
    let drafts = try Drafts(of: journal)
    self.journal = journal
    self.drafts = drafts
    window = Window(of: journal)
    lockAfter = Int64(try journal.lockMinutes()) * 60_000
    version = try journal.dataVersion()
    latestOfTheirs = try reader(desk)?.latestEntry(by: desk.other.id)?.id
    isClockBehind = !isSample && newest.milliseconds - now.milliseconds > 5 * 60_000
    desk.hindrance = hindrance
    // What is on its way in another window is that window's.
    guard window?.isOurs ?? false else { return [.seated(desk, unsent: nil, writing: nil)] }
    var unsent = try drafts.draft(in: Letter.slot).flatMap { Letter($0.state) }
    if let letter = unsent, try journal.contains(letter.id) {
      try drafts.drop(Letter.slot)
      unsent = nil
    }
    let writing =
      wasLocked ? try drafts.all().compactMap { TodayPage.Unfinished($0, desk) }.first { $0.draft.wasOpen } : nil
    wasLocked = false
    return [.seated(desk, unsent: unsent, writing: writing)]
  }

  /// In after the recovery key; the founder reads how the other comes to it.
  private func enter(_ desk: Desk) throws -> [Message] {
    guard let person = entering else { return [.show(.own, desk)] }
    entering = nil
    let seated = try seat(person, desk)
    let isFounder = journal?.founder == person
    let other = journal?.other(than: person).name ?? ""
    return seated + [.said(isFounder ? Words.joins(other) : Words.joined)]
  }

  private func join(_ id: String, _ opening: Passphrase?, passphrase: Passphrase?, _ desk: Desk) throws -> [Message] {
    var recovery: PaperKey?
    if let opening, let passphrase {
      if let code = PaperKey(opening), Journal.isInvited(id, to: folder) {
        (keys, recovery) = try Journal.takeIn(id, to: folder, code: code, passphrase: passphrase, work: work)
      } else {
        guard let founder = try Journal.peopleWithKeys(folder).first else { throw KeyProblem.damaged }
        (keys, recovery) = try Journal.takeIn(
          id, to: folder, by: Journal.unlock(folder, person: founder, typed: opening), passphrase: passphrase,
          work: work)
      }
    }
    let journal = try Journal(folder: folder, person: id, keys: keys)
    // An import may have brought the joining along.
    if try journal.reader(.shared, at: max(now, try journal.newest() ?? now)).joinedAt() == nil {
      try journal.writer().write(.action, ActionKind.join.rawValue, [:], at: now, zone: desk.zone)
    }
    guard let recovery else { return try seat(id, desk) + [.said(Words.joined)] }
    entering = id
    return [.show(.paper(.recovery(recovery.text, invites: nil)), desk)]
  }

  // MARK: - Others who write

  /// What came into the journal from elsewhere since the last time.
  func news(_ desk: Desk) -> Message? {
    if let window, !window.isOurs {
      window.take()
      if window.isOurs { return .hindrance(hindrance) }
    }
    guard let journal else { return nil }
    // Right after the first screen, which does not wait for it; and then alone, since a file that changes whenever
    // something comes would tell who sits there.
    if looksForged == nil {
      try? journal.noteHeads()
      looksForged = (try? journal.looksForged()) ?? false
      if looksForged == true { return .hindrance(hindrance) }
    }
    guard let now = try? journal.dataVersion(), now != version else { return nil }
    version = now
    let latest = try? reader(desk)?.latestEntry(by: desk.other.id)
    defer { latestOfTheirs = latest?.id ?? latestOfTheirs }
    // What waits in a tray is told of when it opens.
    let isTold =
      (try? latest.flatMap { entry in try reader(desk).map { try !$0.waits(entry, in: $0.tray()) } }) ?? false
    return .news(from: latest?.id != latestOfTheirs && isTold ? desk.other.name : nil)
  }

  /// True while somebody sits at a journal that has passphrases: only there is something to lock.
  var isUnlocked: Bool { keys != nil && journal != nil }

  /// Milliseconds without a key after which the screen locks.
  private(set) var lockAfter: Int64 = 5 * 60_000

  /// The sample's copy goes with the one who looked at it.
  func close() {
    journal = nil
    drafts = nil
    window = nil
    keys = nil
    if isSample { Sample.remove(folder) }
  }
}

@available(*, unavailable)
extension Keeper: Sendable {}
