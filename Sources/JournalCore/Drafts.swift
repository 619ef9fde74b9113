/// What one person writes and has not sent, in their own file alone. A connection of its own that does not wait for
/// the disk (`docs/definitions.md` B9): a draft survives the death of the program, a power cut may cost its last
/// second.
public final class Drafts {
  public struct Draft: Hashable, Sendable {
    /// Which editor it belongs to.
    public let slot: String
    public let at: Instant
    public let state: JSON
  }

  private let database: Database

  /// Opens the drafts of the person whose own file is open in `journal`.
  public init(of journal: Journal) throws {
    guard let person = journal.person else { throw JournalError.noKey }
    database = try Database(path: journal.folder + "/own-\(person).db", key: journal.keys?.own)
    try database.run("PRAGMA synchronous = NORMAL")
  }

  public func keep(_ state: JSON, in slot: String, at instant: Instant) throws {
    try database.run(
      "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", [.text(slot), SQLValue(instant), .blob(state.encoded())])
  }

  public func drop(_ slot: String) throws { try database.run("DELETE FROM draft WHERE slot = ?", [.text(slot)]) }

  /// Puts a draft into another slot, in one step: at every instant it stands in one of them.
  public func move(_ slot: String, to other: String, as state: JSON, at instant: Instant) throws {
    try database.transaction {
      try drop(slot)
      try keep(state, in: other, at: instant)
    }
  }

  /// The newest first.
  public func all() throws -> [Draft] {
    try database.all("SELECT slot, at, state FROM draft ORDER BY at DESC, slot", [], Self.decode)
  }

  public func draft(in slot: String) throws -> Draft? {
    try database.first("SELECT slot, at, state FROM draft WHERE slot = ?", [.text(slot)], Self.decode)
  }

  private static func decode(_ row: borrowing Row) throws -> Draft {
    Draft(slot: try row.text(0), at: try row.instant(1), state: try JSON(parsing: try row.blob(2)))
  }
}

@available(*, unavailable)
extension Drafts: Sendable {}
