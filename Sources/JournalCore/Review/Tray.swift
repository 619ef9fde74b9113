/// What the other writes waits in a tray while the one whose view this is has space, or has it come once a day: a
/// display is folded for one person, and nothing counts differently (`docs/definitions.md` B14).
public struct Tray: Hashable, Sendable {
  /// What became visible then or later waits.
  public var since: Instant
  /// Then it opens.
  public var until: Instant
  /// True for space, false for what comes once a day.
  public var isSpace: Bool
}

extension Reader {
  /// The tray of the one whose view this is; nil while everything comes as it is written.
  public func tray() throws -> Tray? {
    guard case .person(let person) = view else { return nil }
    let hour = try journal.deliveryHour()
    let presence = try presence(of: person)
    if let since = presence.spaceSince, let until = presence.spaceUntil {
      // What had not come yet when the space began does not come into it.
      return Tray(since: try hour.map { try delivery(at: $0, by: since) } ?? since, until: until, isSpace: true)
    }
    guard let hour else { return nil }
    let today = journal.zone.moment(at: instant).date
    let next = [today, today.adding(days: 1)].map { journal.zone.instant(on: $0, minute: hour * 60) }
    return Tray(
      since: try delivery(at: hour, by: instant), until: next.first { $0 > instant } ?? next[1], isSpace: false)
  }

  /// True while an entry waits there. What its reader said beforehand is urgent comes at once.
  public func waits(_ entry: EntryRow, in tray: Tray?) throws -> Bool {
    guard let tray, case .person(let person) = view, entry.author != person, entry.visible >= tray.since else {
      return false
    }
    return try writing(of: entry)?.fields["urgent"]?.bool != true
  }

  /// The latest time by an instant at which what comes once a day came.
  private func delivery(at hour: Int, by instant: Instant) throws -> Instant {
    let today = journal.zone.moment(at: instant).date
    let last = [today, today.adding(days: -1)].map { journal.zone.instant(on: $0, minute: hour * 60) }
    return min(instant, max(try journal.deliverySince(), last.first { $0 <= instant } ?? last[1]))
  }
}

extension Reader {
  /// What somebody else wrote since one's own last words, and that has come: its newest, and the hurts that it is about,
  /// the latest first; nil of those is what is about none. However much it is, it is one piece of news.
  public func digest() throws -> Digest? {
    guard case .person(let person) = view, let mine = try latestWriting(of: person) else { return nil }
    let tray = try tray()
    let news = try entries(
      in: ["main"], where: "e.author <> ?3 AND e.visible > ?4 AND e.withdrawn > ?1", .text(person),
      SQLValue(mine),
      limit: Self.mostInDigest, newestFirst: true
    ).filter { try !waits($0, in: tray) }
    guard let newest = news.first else { return nil }
    var hurts: [String?] = []
    for entry in news where !hurts.contains(entry.hurt) { hurts.append(entry.hurt) }
    return Digest(newest: newest, hurts: hurts, count: news.count, isOfToday: news.allSatisfy { $0.day == today })
  }

  private static let mostInDigest = 200

  /// When somebody's newest standing words became visible.
  private func latestWriting(of person: String) throws -> Instant? {
    try database.first(
      "SELECT max(latest) FROM ("
        + union(
          "SELECT max(visible) AS latest FROM %.entry WHERE author = ?1 AND visible <= ?2 AND withdrawn > ?2") + ")",
      [.text(person), SQLValue(instant)]
    ) { row in try row.optionalInstant(0) } ?? nil
  }
}

/// What is new from the other, grouped by hurt.
public struct Digest: Hashable, Sendable {
  public var newest: EntryRow
  public var hurts: [String?]
  /// Enough to tell one from a few and from many; it is said nowhere.
  public var count: Int
  /// True when all of it stands under today anyway.
  public var isOfToday: Bool
}
