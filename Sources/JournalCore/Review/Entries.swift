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
  /// From when this view shows it: sharing, or writing.
  public var visible: Instant
  public var isPrivate: Bool
  public var isWithdrawn: Bool
  /// The words as they stand; empty for a stub.
  public var text: String
  public var feelings: [String]
  public var isEdited: Bool
}

/// A mark on an answer.
public enum Mark: String, Sendable {
  case heard
  case notYet = "not_yet"
}

extension Reader {
  private static let columns = """
    e.id, e.at, e.offset, e.day, e.author, e.kind, e.hurt, e.reply_to, e.root, e.wants, e.holding, e.intensity, e.visible,
    e.withdrawn
    """

  /// The entries that `condition` picks, in every file of the view; `%` stands for the file.
  func entries(where condition: String, _ bound: SQLValue..., limit: Int = .max, newestFirst: Bool = false) throws
    -> [EntryRow]
  {
    try entries(matching: condition, bound, limit: limit, newestFirst: newestFirst)
  }

  func entries(matching condition: String, _ bound: [SQLValue], limit: Int, newestFirst: Bool) throws -> [EntryRow] {
    let order = newestFirst ? "DESC" : "ASC"
    var found: [EntryRow] = []
    for schema in schemas {
      // What was shared later stands in both files: the shared copy wins.
      let notShared =
        schema == "own" ? " AND NOT EXISTS (SELECT 1 FROM main.entry s WHERE s.id = e.id AND s.visible <= ?1)" : ""
      found += try database.all(
        """
        SELECT \(Self.columns) FROM \(schema).entry e WHERE e.visible <= ?1 AND (\(condition.replacing("%", with: schema)))
        \(notShared) ORDER BY e.visible \(order), e.id \(order) LIMIT ?2
        """, [SQLValue(instant), .int(Int64(limit))] + bound
      ) { row in
        EntryRow(
          id: try row.text(0), moment: Moment(instant: try row.instant(1), offsetMinutes: Int(try row.int(2))),
          day: JournalDay(number: Int(try row.int(3))), author: try row.text(4),
          kind: EntryKind(rawValue: try row.text(5))!, hurt: try row.optionalText(6), replyTo: try row.optionalText(7),
          chain: try row.text(8), wantsAnswer: try row.int(9) == 1, holdingUntil: try row.optionalInstant(10),
          intensity: try row.optionalInt(11).map(Int.init), visible: try row.instant(12), isPrivate: schema == "own",
          isWithdrawn: try row.instant(13) <= instant, text: "", feelings: [], isEdited: false)
      }
    }
    found.sort {
      let before = ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id)
      return newestFirst ? !before : before
    }
    if found.count > limit { found.removeLast(found.count - limit) }
    for index in found.indices where !found[index].isWithdrawn { try fill(&found[index]) }
    return found
  }

  private func fill(_ entry: inout EntryRow) throws {
    let schema = entry.isPrivate ? "own" : "main"
    let versions = try database.all(
      "SELECT text FROM \(schema).version WHERE entry = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT 2",
      [.text(entry.id), SQLValue(instant)]
    ) { row in try row.text(0) }
    entry.text = versions.first ?? ""
    entry.isEdited = versions.count > 1
    let log = entry.isPrivate ? journal.ownLog! : journal.sharedLog
    entry.feelings = try log.record(entry.id)?.list("feelings") ?? []
  }

  /// One entry, nil when this view does not know it.
  public func entry(_ id: String) throws -> EntryRow? { try entries(where: "e.id = ?3", .text(id)).first }

  /// The entries of one journal day, in order.
  public func entries(on day: JournalDay) throws -> [EntryRow] {
    try entries(where: "e.day = ?3", .int(Int64(day.number)))
  }

  /// At most `limit` entries before an instant, newest first: a page of the past.
  public func entries(before end: Instant, limit: Int) throws -> [EntryRow] {
    try entries(where: "e.visible < ?3", SQLValue(end), limit: limit, newestFirst: true)
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

  /// The entry that stands at the head of what `entry` belongs to: its question, or itself.
  public func head(of entry: EntryRow) throws -> EntryRow {
    if entry.kind == .response, let asked = entry.replyTo, let ask = try self.entry(asked) { return ask }
    return entry
  }

  /// The standing mark on an answer.
  public func mark(on answer: String) throws -> Mark? {
    let last = try database.first(
      """
      SELECT kind FROM main.act WHERE target = ? AND kind IN ('heard', 'not_yet', 'unheard') AND at <= ?
      ORDER BY at DESC, id DESC LIMIT 1
      """, [.text(answer), SQLValue(instant)]
    ) { row in try row.text(0) }
    return last.flatMap(Mark.init(rawValue:))
  }
}

extension Reader {
  /// The name of an entry's chain: its first shared ask, else its first.
  public func chainName(of entry: EntryRow) throws -> String { try firstSharedAsk(root: entry.chain) }
}
