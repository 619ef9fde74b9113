/// An entry as a view sees it at an instant.
public struct EntryRow: Hashable, Sendable {
  public var id: String
  public var moment: Moment
  public var day: JournalDay
  public var author: String
  public var kind: EntryKind
  public var hurt: String?
  public var replyTo: String?
  public var chain: String
  public var wantsAnswer: Bool
  public var holdingUntil: Instant?
  public var intensity: Int?
  /// When a promise is due, or a boundary is looked at again.
  public var due: Instant?
  /// From when this view shows it: sharing, or writing.
  public var visible: Instant
  public var isPrivate: Bool
  public var isWithdrawn: Bool
  /// The words as they stand; empty for a stub.
  public var text: String
  public var feelings: [String]
  /// What would be good: answer, presence, none, space.
  public var wish: String?
  public var isEdited: Bool
  /// The named parts of an acknowledgement or of notes on a session, as they stand; those without words are left out.
  public var parts: [String: String] = [:]

  /// A row as a front end shows what is not written yet.
  public init(
    id: String, moment: Moment, day: JournalDay, author: String, kind: EntryKind, hurt: String?, replyTo: String?,
    chain: String, wantsAnswer: Bool, holdingUntil: Instant?, intensity: Int?, due: Instant?, visible: Instant,
    isPrivate: Bool, isWithdrawn: Bool, text: String, feelings: [String], wish: String?, isEdited: Bool
  ) {
    self.id = id
    self.moment = moment
    self.day = day
    self.author = author
    self.kind = kind
    self.hurt = hurt
    self.replyTo = replyTo
    self.chain = chain
    self.wantsAnswer = wantsAnswer
    self.holdingUntil = holdingUntil
    self.intensity = intensity
    self.due = due
    self.visible = visible
    self.isPrivate = isPrivate
    self.isWithdrawn = isWithdrawn
    self.text = text
    self.feelings = feelings
    self.wish = wish
    self.isEdited = isEdited
  }
}

extension EntryRow {
  /// The name that its file is attached under.
  var schema: String { isPrivate ? "own" : "main" }
}

extension Sequence<EntryRow> {
  /// As a page of the past has them: by when they were first seen.
  var newestFirst: [EntryRow] { sorted { ($0.visible, $0.id) > ($1.visible, $1.id) } }
}

/// A mark on an answer.
public enum Mark: String, Sendable {
  case heard
  case notYet = "not_yet"
}

extension Reader {
  private static let columns = """
    e.id, e.at, e.offset, e.day, e.author, e.kind, e.hurt, e.reply_to, e.root, e.wants, e.holding, e.intensity, e.visible,
    e.withdrawn, e.due, e.text, e.edited, e.feelings, e.wish, e.parts
    """

  /// The entries that `condition` picks, in every file of the view or in those that are named; `%` stands for the file.
  func entries(
    in files: [String]? = nil, where condition: String, _ bound: SQLValue..., limit: Int = .max,
    newestFirst: Bool = false
  ) throws -> [EntryRow] {
    try entries(in: files, matching: condition, bound, limit: limit, newestFirst: newestFirst)
  }

  func entries(
    in files: [String]? = nil, matching condition: String, _ bound: [SQLValue], limit: Int, newestFirst: Bool
  ) throws -> [EntryRow] {
    let order = newestFirst ? "DESC" : "ASC"
    var found: [EntryRow] = []
    for schema in files ?? schemas {
      found += try database.all(
        """
        SELECT \(Self.columns) FROM \(schema).entry e WHERE e.visible <= ?1 AND (\(inFile(schema, condition)))
          AND \(counts("e.id", in: schema)) ORDER BY e.visible \(order), e.id \(order) LIMIT ?2
        """, [SQLValue(instant), .int(Int64(limit))] + bound
      ) { row in
        let isWithdrawn = try row.end(13) <= instant
        var entry = EntryRow(
          id: try row.text(0), moment: try row.moment(1, offset: 2),
          day: try row.day(3), author: try row.text(4),
          kind: try row.name(5), hurt: try row.optionalText(6), replyTo: try row.optionalText(7),
          chain: try row.text(8), wantsAnswer: try row.int(9) == 1, holdingUntil: try row.optionalInstant(10),
          intensity: try row.optionalIntensity(11), due: try row.optionalInstant(14),
          visible: try row.instant(12), isPrivate: schema == "own",
          isWithdrawn: isWithdrawn, text: "", feelings: [], wish: nil, isEdited: false)
        guard !isWithdrawn else { return entry }
        entry.text = try row.text(15)
        entry.isEdited = try row.end(16) <= instant
        entry.feelings = try Self.json(row, 17)?.array?.compactMap(\.string) ?? []
        entry.wish = try row.optionalText(18)
        entry.parts = Self.parts(try Self.json(row, 19))
        return entry
      }
    }
    // A page goes back by when its entries were first seen, which is where the next page begins.
    if found.count > limit || newestFirst {
      found.sort {
        newestFirst ? ($0.visible, $0.id) > ($1.visible, $1.id) : ($0.visible, $0.id) < ($1.visible, $1.id)
      }
      if found.count > limit { found.removeLast(found.count - limit) }
    }
    if !newestFirst { found.sort { ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id) } }
    for index in found.indices where !found[index].isWithdrawn {
      if found[index].isEdited { try fillLatestWords(&found[index]) }
      if found[index].kind == .acknowledgement { try fillChangedParts(&found[index]) }
    }
    return found
  }

  private func fillLatestWords(_ entry: inout EntryRow) throws {
    let latest = try database.first(
      "SELECT text FROM \(entry.schema).version WHERE entry = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT 1",
      [.text(entry.id), SQLValue(instant)]
    ) { row in try row.text(0) }
    entry.text = latest ?? entry.text
  }

  private static func json(_ row: borrowing Row, _ column: Int32) throws -> JSON? {
    try row.optionalText(column).flatMap { try? JSON(parsing: Array($0.utf8)) }
  }

  private static func parts(_ json: JSON?) -> [String: String] {
    (json?.object ?? [:]).compactMapValues(\.string).filter { !$0.value.isEmpty }
  }

  private func fillChangedParts(_ entry: inout EntryRow) throws {
    let edits = try database.all(
      "SELECT id FROM \(entry.schema).act WHERE target = ? AND kind = 'edit' AND at <= ? ORDER BY at, id",
      [.text(entry.id), SQLValue(instant)]
    ) { row in try row.text(0) }
    for edit in edits {
      let changed = try journal.log(of: entry.schema).record(edit)?.fields["parts"]
      entry.parts.merge(Self.parts(changed)) { _, new in new }
      entry.isEdited = true
    }
  }

  /// One entry, nil when this view does not know it.
  public func entry(_ id: String) throws -> EntryRow? {
    try schemas.lazy.compactMap { try entries(in: [$0], where: "e.id = ?3", .text(id)).first }.first
  }

  /// The entries of one journal day, in order.
  public func entries(on day: JournalDay) throws -> [EntryRow] {
    try entries(where: "e.day = ?3", .int(Int64(day.number)))
  }

  /// The days of a stretch on which something was written that this view knows.
  public func daysWritten(from first: JournalDay, through last: JournalDay) throws -> [JournalDay] {
    try database.all(
      union("SELECT DISTINCT day FROM %.entry WHERE day BETWEEN ? AND ? AND visible <= ?"),
      values(.int(Int64(first.number)), .int(Int64(last.number)), SQLValue(instant))
    ) { row in try row.day(0) }
  }

  /// At most `limit` entries before an instant, newest first.
  public func entries(before end: Instant, limit: Int) throws -> [EntryRow] {
    try entries(after: .beginning, before: Place(end), limit: limit, fromOldest: false)
  }

  /// Where an entry stands in the past.
  public struct Place: Sendable {
    public var visible: Instant
    public var id: String

    public init(_ entry: EntryRow) { (visible, id) = (entry.visible, entry.id) }
    /// Before everything of an instant.
    public init(_ instant: Instant) { (visible, id) = (instant, "") }
    /// Before everything.
    public static let beginning = Place(Instant(milliseconds: .min))
  }

  /// At most `limit` entries between two places, newest first.
  /// - Parameter fromOldest: true for the oldest of them, false for the newest.
  public func entries(after start: Place, before end: Place, limit: Int, fromOldest: Bool) throws -> [EntryRow] {
    let found = try entries(
      where: "(e.visible, e.id) > (?3, ?4) AND (e.visible, e.id) < (?5, ?6)", SQLValue(start.visible), .text(start.id),
      SQLValue(end.visible), .text(end.id), limit: limit, newestFirst: !fromOldest)
    return fromOldest ? found.newestFirst : found
  }

  /// The entry whose id begins with `prefix`, when that is one in this view.
  public func entry(prefix: String) throws -> EntryRow? {
    if let exact = try entry(prefix) { return exact }
    guard !prefix.isEmpty, Identifier.isValid(prefix) else { return nil }
    let found = try entries(where: "substr(e.id, 1, length(?3)) = ?3", .text(prefix), limit: 2)
    return found.count == 1 ? found[0] : nil
  }

  /// Every ask, answer, holding reply and stub of an entry's chain, by (instant, id).
  public func thread(of entry: EntryRow) throws -> [EntryRow] {
    try entries(
      where: """
        (e.root = ?3 AND (e.wants = 1 OR e.id = ?3))
        OR (e.kind = 'response' AND e.reply_to IN (SELECT q.id FROM main.entry q WHERE q.root = ?3
          \(schemas.count > 1 ? "UNION SELECT q.id FROM own.entry q WHERE q.root = ?3" : "")))
        """, .text(entry.chain))
  }

  /// The asker's words that a chain was answered outside the journal, by (instant, id).
  public func answeredOutside(_ entry: EntryRow) throws -> [ActRow] {
    let asks = try entries(where: "e.root = ?3 AND e.wants = 1", .text(entry.chain))
    return try asks.flatMap { try acts(.answeredOutside, on: $0.id) }
      .sorted { ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id) }
  }

  /// The entry that stands at the head of what `entry` belongs to: its question, or itself.
  public func head(of entry: EntryRow) throws -> EntryRow {
    if entry.kind == .response, let asked = entry.replyTo, let ask = try self.entry(asked) { return ask }
    return entry
  }

  /// The standing mark on an answer.
  public func mark(on answer: String) throws -> Mark? { try standingMark(on: answer, told: nil)?.mark }
}

extension Reader {
  /// The name of an entry's chain: its first shared ask, else its first.
  public func chainName(of entry: EntryRow) throws -> String { try firstSharedAsk(root: entry.chain) }
}

extension Reader {
  /// The newest standing entry of one person, of one kind where that is asked.
  public func latestEntry(by person: String, of kind: EntryKind? = nil) throws -> EntryRow? {
    try entries(
      in: files(of: person), where: "e.author = ?3 AND (?4 IS NULL OR e.kind = ?4) AND e.withdrawn > ?1", .text(person),
      SQLValue(kind?.rawValue), limit: 1, newestFirst: true
    ).first
  }

  /// The newest standing entries of one kind, newest first.
  public func newest(_ kind: EntryKind, limit: Int) throws -> [EntryRow] {
    let isRare = [.feeling, .question, .response].contains(kind) ? "1" : Projection.isRare
    return try entries(
      where: "e.kind = ?3 AND \(isRare) AND e.withdrawn > ?1", .text(kind.rawValue), limit: limit, newestFirst: true)
  }

  /// The private entries of the one whose view this is, newest first.
  public func privateEntries(before end: Instant, limit: Int) throws -> [EntryRow] {
    guard view != .shared else { return [] }
    return try entries(
      in: ["own"], where: "e.visible < ?3", SQLValue(end), limit: limit, newestFirst: true)
  }

  /// Standing promises that are due within `milliseconds` from now, soonest first, and that nobody has spoken about.
  public func promisesDue(within milliseconds: Int64) throws -> [EntryRow] {
    try entries(
      where: "e.kind = 'promise' AND e.due > ?1 AND e.due <= ?3 AND e.withdrawn > ?1",
      SQLValue(instant.adding(milliseconds: milliseconds))
    ).filter { try !isSpokenAbout($0) }
      .sorted { ($0.due!, $0.id) < ($1.due!, $1.id) }
  }

  private func isSpokenAbout(_ promise: EntryRow) throws -> Bool {
    try database.first(
      """
      SELECT 1 FROM \(promise.schema).act WHERE target = ?1 AND at <= ?2
        AND kind IN ('promise_said', 'promise_renegotiated', 'promise_released')
      """, [.text(promise.id), SQLValue(instant)]
    ) { _ in true } ?? false
  }

  /// The entries that head the talks of a hurt: what was asked or written first, in order.
  /// - Parameter count: with it, so many of the newest.
  public func talks(ofHurt hurt: String, newest count: Int? = nil) throws -> [EntryRow] {
    let talks = try entries(
      where: "e.hurt = ?3 AND e.root = e.id AND e.kind IN ('feeling', 'question')", .text(hurt),
      limit: count ?? .max, newestFirst: count != nil)
    return count == nil ? talks : talks.reversed()
  }

  /// The talk of the same hurt that comes next after an entry's, or before it.
  public func talk(beside entry: EntryRow, isLater: Bool) throws -> EntryRow? {
    guard let hurt = entry.hurt else { return nil }
    return try entries(
      where: """
        e.hurt = ?3 AND e.root = e.id AND e.kind IN ('feeling', 'question')
        AND (e.visible, e.id) \(isLater ? ">" : "<") (?4, ?5)
        """, .text(hurt), SQLValue(entry.visible), .text(entry.id), limit: 1, newestFirst: !isLater
    ).first
  }

  /// The words of an entry over time, oldest first, with when each came.
  public func versions(of entry: EntryRow) throws -> [(at: Instant, text: String)] {
    try database.all(
      "SELECT at, text FROM \(entry.schema).version WHERE entry = ? AND at <= ? ORDER BY at, id",
      [.text(entry.id), SQLValue(instant)]
    ) { row in (at: try row.instant(0), text: try row.text(1)) }
  }
}
