/// What the journal may offer somebody now: one card about help, one question to write to. What was offered is kept in
/// that person's own file and nowhere else (`docs/definitions.md` B10).
public struct HelpCard: Hashable, Sendable {
  public var reasons: [HelpReason]
  public var audience: HelpReason.Audience
  /// True when help is on its way already, so that the card says: bring it to the next session.
  public var isForSession: Bool
}

extension Reader {
  /// The card that the weekly review shows the one whose view this is, if any.
  public func helpCard() throws -> HelpCard? {
    guard case .person(let person) = view else { return nil }
    let numbers = try numbers()
    let reasons = try helpReasons().filter { try !journal.isOff($0.rule) }
    for audience in [HelpReason.Audience.both, .person(person)] {
      let about = reasons.filter { $0.audience == audience }
      guard !about.isEmpty else { continue }
      if try hasHelp(audience, numbers) {
        if audience == .both { return HelpCard(reasons: about, audience: audience, isForSession: true) }
        continue
      }
      if try isQuiet(audience, numbers) { continue }
      return HelpCard(reasons: about, audience: audience, isForSession: false)
    }
    return nil
  }

  /// Help for both was booked or attended lately; for a card to one person, their own counts too.
  private func hasHelp(_ audience: HelpReason.Audience, _ numbers: Numbers) throws -> Bool {
    let after = journal.zone.sameClock(instant, daysEarlier: numbers.helpSuppressDays)
    return try help().contains { help in
      guard help.entry.visible > after, ["booked", "attended"].contains(help.status ?? "") else { return false }
      if help.isForBoth, !help.entry.isPrivate { return true }
      guard case .person(let person) = audience else { return false }
      return help.entry.author == person
    }
  }

  /// A card was shown within the cool-down, its last day included, or answered "not now" within 30 days.
  private func isQuiet(_ audience: HelpReason.Audience, _ numbers: Numbers) throws -> Bool {
    let slot = "card " + (audience == .both ? "both" : "own")
    let shown = journal.zone.sameClock(instant, daysEarlier: numbers.helpCoolDownDays)
    let refused = journal.zone.sameClock(instant, daysEarlier: 30)
    return try database.first(
      "SELECT 1 FROM own.shown WHERE what = ?1 AND at <= ?2 AND (at >= ?3 OR (answer = 'not now' AND at >= ?4))",
      [.text(slot), SQLValue(instant), SQLValue(shown), SQLValue(refused)]
    ) { _ in true } ?? false
  }

  /// The question that today offers the one whose view this is; nil on a day when one was answered, and for 24 hours
  /// after one was put aside.
  /// - Parameter skipping: how many others they have looked at today.
  public func prompt(skipping: Int = 0) throws -> Prompt? {
    guard case .person(let person) = view, try !isPromptQuiet() else { return nil }
    let latest = try latestSubjects(of: person)
    let step = try step(after: latest.first)
    let about = try latest.lazy.compactMap(\.hurt).first.flatMap(people(ofHurt:))
    let (isAlone, isHeavy) = (try isAlone(person), try isHeavy(person))
    let fitting = Prompt.all.filter { prompt in
      if isHeavy, !Prompt.care.contains(prompt.id) { return false }
      if isAlone { return Prompt.solo.contains(prompt.id) }
      return isHeavy || prompt.isOffered && prompt.step == step && Self.fits(prompt, person, about)
    }
    guard !fitting.isEmpty else { return nil }
    // Another each day: the lists are gone through from an arbitrary first day.
    return fitting[(today.number + 2 + skipping) % fitting.count]
  }

  /// Before the other joined, and after either left.
  private func isAlone(_ person: String) throws -> Bool {
    let (own, other) = (try presence(of: person), try presence(of: journal.other(than: person).id))
    return own.hasLeft || other.hasLeft || !other.hasJoined
  }

  private func isPromptQuiet() throws -> Bool {
    let dayBefore = instant.adding(milliseconds: -24 * Self.hour)
    let shown = try database.all(
      "SELECT at, answer FROM own.shown WHERE what = 'prompt' AND at <= ?", [SQLValue(instant)]
    ) { row in (at: try row.instant(0), answer: try row.text(1)) }
    return shown.contains { shown in
      JournalDay(journal.zone.moment(at: shown.at)) == today || (shown.answer == "not today" && shown.at > dayBefore)
    }
  }

  /// A number of eight and more today or yesterday, or on three of the last seven days: care, whatever came after it.
  private func isHeavy(_ person: String) throws -> Bool {
    // Whose own clock is ahead of home's has their day earlier.
    let strong = try strongDays(
      of: person, since: today.adding(days: -6), until: today.adding(days: 1), try numbers())
    return strong.count >= 3 || strong.contains { $0 >= today.adding(days: -1) }
  }

  /// What an entry is about, without its words.
  private struct Subject {
    let visible: Instant
    let kind: EntryKind
    let day: JournalDay
    let hurt: String?
  }

  /// What somebody's latest entries are about, newest first; what is nobody's concern but theirs is left out.
  private func latestSubjects(of person: String) throws -> [Subject] {
    try schemas.flatMap { schema in
      try database.all(
        """
        SELECT visible, kind, day, hurt FROM \(schema).entry WHERE author = ? AND visible <= ? AND withdrawn > ?
          AND kind NOT IN ('reflection', 'forgiveness') ORDER BY visible DESC, id DESC LIMIT 20
        """, [.text(person), SQLValue(instant), SQLValue(instant)]
      ) { row in
        Subject(
          visible: try row.instant(0), kind: try row.name(1), day: try row.day(2), hurt: try row.optionalText(3))
      }
    }.sorted { $0.visible > $1.visible }
  }

  /// The step that somebody's latest words belong to: three, what hurts and is asked, unless they say otherwise.
  private func step(after latest: Subject?) throws -> Int {
    let now = latest.map { $0.day >= today.adding(days: -14) ? $0.kind : .feeling } ?? .feeling
    let step =
      switch now {
      case .acknowledgement: 1
      case .boundary: 2
      case .promise: 4
      case .help: 5
      case .gratitude, .ritual, .goal, .checkIn: 6
      default: 3
      }
    // Lighter questions come to who carries a hurt once they say that they are ready (`docs/definitions.md` 3.8).
    guard case .person(let person) = view, step == 6 else { return step }
    return try carriesAHurt(person) && !journal.isReadyForLighter() ? 3 : step
  }

  private static func fits(_ prompt: Prompt, _ person: String, _ about: (carrier: String, causer: String?)?) -> Bool {
    switch prompt.reader {
    case .both, .own: true
    case .carrier: about.map { $0.carrier == person } ?? true
    case .causer: about?.causer == person
    }
  }
}

extension Journal {
  /// Remembers that a card was shown, or put aside with "not now".
  public func noteCard(_ card: HelpCard, isNotNow: Bool = false, at instant: Instant) throws {
    try noteShown("card " + (card.audience == .both ? "both" : "own"), isNotNow ? "not now" : "shown", at: instant)
  }

  /// Remembers that today's question was taken, or put aside: then none comes for 24 hours.
  public func notePrompt(isNotToday: Bool = false, at instant: Instant) throws {
    try noteShown("prompt", isNotToday ? "not today" : "done", at: instant)
  }

  private func noteShown(_ what: String, _ answer: String, at instant: Instant) throws {
    guard person != nil else { throw JournalError.noKey }
    try database.run(
      "INSERT OR REPLACE INTO own.shown VALUES (?, ?, ?)", [.text(what), SQLValue(instant), .text(answer)])
  }
}
