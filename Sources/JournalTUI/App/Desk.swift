internal import JournalCore

/// Who sits here, and when: what every screen may know.
struct Desk: Sendable {
  var me: Partner
  var partners: [Partner]
  var zone: TimeZoneRules
  var now: Instant
  var isSample: Bool
  var size: Size
  var glyphs = Glyphs.unicode
  /// True where `Esc e` opens the editor of `$EDITOR`.
  var hasOwnEditor = false
  /// True where the screen is heard and not looked at.
  var isHeard = false
  /// By how many milliseconds at most what is sent comes later than its ten seconds.
  var lingersAtMost: Int64 = 0
  var lingering: Int64 { lingersAtMost > 0 ? .random(in: 0...lingersAtMost) : 0 }
  /// What was sent and waits for its ten seconds.
  var onItsWay: Letter?
  /// True while the week is open: what is shown is what both see.
  var isTogether = false
  /// Where the week was left, and when.
  var leftWeek: (step: Int, at: Instant)?
  /// Who is away, asked for space, or left.
  var presence: [String: Presence] = [:]
  /// Why nothing can be written right now, or why times may look odd.
  var hindrance: Hindrance?

  enum Hindrance: Hashable, Sendable {
    /// Another window of the same person writes.
    case otherWindow
    /// On a full disk: what is typed goes into the room that was set aside for it.
    case noRoom
    /// Not even there: what is typed is in memory alone.
    case noRoomAtAll
    /// Something is not as it was signed.
    case forged
    /// What was written last is ahead of this machine's clock.
    case clockBehind
  }

  var other: Partner { partners[0].id == me.id ? partners[1] : partners[0] }
  var moment: Moment { zone.moment(at: now) }
  var today: JournalDay { JournalDay(moment) }
  var isAfterMidnight: Bool { moment.minuteOfDay < 4 * 60 }

  func name(_ id: String) -> String { partners.first { $0.id == id }?.name ?? id }

  /// The same at the head of a row.
  func named(_ id: String) -> Run { Run(name(id), Style(role(id), bold: true)) }

  /// The first-named person is the first role, for both of them.
  func role(_ id: String) -> Style.Role { partners[0].id == id ? .first : .second }

  /// The right end of a title: the date on the clock, so that it never looks wrong, and who sits here.
  func header(withName: Bool = true) -> String {
    var parts = Dates.weekdayed(moment.date, today: today)
    if isAfterMidnight { parts += ", " + Words.afterMidnight }
    return (isSample ? Words.sample + "  " : "") + parts + (withName ? "  " + me.name : "")
  }

  /// The right end of a talk's title: the hurt that it is about.
  func header(about hurt: String?) -> String {
    guard let hurt else { return header() }
    return (isSample ? Words.sample + "  " : "") + hurt
  }

  /// The same beside the five places, where there is less room after midnight.
  var tabHeader: String {
    guard isAfterMidnight else { return header() }
    return (isSample ? Words.sample + "  " : Dates.short(moment.date, today: today) + ", ") + Words.afterMidnight + "  "
      + me.name
  }

  /// Both of them write here.
  var areBothIn: Bool {
    presence.isEmpty
      || partners.allSatisfy { partner in
        presence[partner.id].map { $0.hasJoined || $0.hasLeft } ?? true
      }
  }

  /// True where a text for both is kept ready until the other is here.
  func keepsReady(_ purpose: Purpose) -> Bool {
    guard !areBothIn else { return false }
    return switch purpose {
    case .write, .askAgain, .answer, .speak, .note: true
    case .edit, .nameHurt, .act, .numbers: false
    }
  }

  /// What stands over a list before anything else: what hinders writing, or who is not there.
  var notice: String? {
    switch hindrance {
    case .otherWindow: return Words.otherWindow
    case .noRoom: return Words.noRoom
    case .noRoomAtAll: return Words.noRoomAtAll
    case .forged: return Words.looksForged
    case .clockBehind: return Words.clockBehind
    case nil: break
    }
    if let left { return left }
    if !areBothIn { return Words.notJoined(other.name) }
    let mine = presence[me.id]
    let sentences =
      absence
      + [until(mine?.spaceUntil, Words.mySpace), until(mine?.awayUntil, Words.iAmAway)].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// That one of the two no longer writes here.
  var left: String? {
    if presence[me.id]?.hasLeft ?? false { return Words.youLeft }
    return presence[other.id]?.hasLeft ?? false ? Words.hasLeft(other.name) : nil
  }

  /// Until when the other has space, and until when they are away: a sentence for each that holds.
  var absence: [String] {
    let there = presence[other.id]
    return [
      until(there?.spaceUntil) { Words.hasSpace(other.name, $0) },
      until(there?.awayUntil) { Words.isAway(other.name, $0) },
    ].compactMap(\.self)
  }

  private func until(_ end: Instant?, _ sentence: (String) -> String) -> String? {
    end.flatMap { $0 > now ? sentence(time($0)) : nil }
  }

  /// True while the one who sits here is away, has space or has left: what is open then counts as waiting for nobody.
  var isAbsent: Bool {
    guard let mine = presence[me.id] else { return false }
    return mine.hasLeft || [mine.spaceUntil, mine.awayUntil].contains { $0.map { $0 > now } ?? false }
  }

  /// How lists call what the other asked of the one who sits here.
  var asked: String { isAbsent ? Words.open : Words.waitingForYou }

  /// A time ahead, as it is written here.
  func time(_ instant: Instant) -> String { Dates.ahead(zone.moment(at: instant), today: today) }

  /// By when the one who was asked will answer, if that was said.
  func will(_ row: WaitingRow) -> String? {
    row.heldUntil.map { Words.will(name(row.asker == me.id ? other.id : me.id), by: time($0.instant)) }
  }

  /// The rows between header and still line, and the columns of a page.
  var body: Range<Int> { Canvas.body(of: size) }
  var width: Int { Canvas.width(on: size) }

  /// The rows of the body without its first ones, or none where there is no room.
  func body(from skipped: Int) -> Range<Int> { min(body.lowerBound + skipped, body.upperBound)..<body.upperBound }

  /// The rows of a list, below the sentence about who is not there.
  func list(from skipped: Int = 0) -> Range<Int> { body(from: noticeRows + skipped) }

  /// What the notice takes: its lines, and a blank row where there is room.
  var noticeRows: Int { noticeLines.isEmpty ? 0 : noticeLines.count + (size.rows >= 18 ? 1 : 0) }
  /// On the smallest screens two: what is below has to be seen too.
  var noticeLines: [String] {
    notice.map { TextLayout.wrap($0, width: width - 4, lines: size.rows >= 18 ? .max : 2, glyphs.ellipsis) } ?? []
  }
}
