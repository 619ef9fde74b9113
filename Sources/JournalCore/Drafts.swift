/// What one person writes and has not sent, in their own file alone. A connection of its own that does not wait for
/// the disk (`docs/definitions.md` B9): a draft survives the death of the program, a power cut may cost its last
/// second. On a full disk the room that was set aside for this is given up; when that is gone too, drafts are kept in
/// memory and written with the first change for which there is room again.
public final class Drafts {
  /// A text that is being written, as its editor last gave it.
  public struct Draft: Hashable, Sendable {
    /// Which editor it belongs to.
    public let slot: String
    /// When it was kept.
    public let at: Instant
    /// What the editor gave; nothing here reads it.
    public let state: JSON
  }

  /// The journal's own connection: drafts are read there.
  private let journal: Journal
  /// Opened with the first change.
  private var database: Database?
  private let spare: String
  /// What is not on the disk yet; nil for a draft that was dropped.
  private var unwritten: [String: Draft?] = [:]

  /// True while drafts are in memory alone.
  public var areUnwritten: Bool { !unwritten.isEmpty }

  private static let spareSize = 256 << 10

  /// Opens the drafts of the person whose own file is open in `journal`.
  public init(of journal: Journal) throws {
    guard journal.person != nil else { throw JournalError.noKey }
    self.journal = journal
    spare = journal.folder + "/spare"
    guard !journal.database.isAlone else {
      unwritten = Dictionary(uniqueKeysWithValues: try written().map { ($0.slot, $0) })
      return
    }
    Files.reserve(spare, bytes: Self.spareSize)
  }

  /// Keeps a state in a slot, in place of what is there. It is in the file when this returns, or in memory where there is
  /// no room, or no second connection (`areUnwritten`).
  /// - Throws: `SQLiteError` for any other failure of the file.
  public func keep(_ state: JSON, in slot: String, at instant: Instant) throws {
    try change([slot: Draft(slot: slot, at: instant, state: state)])
  }

  /// Forgets what a slot holds, if anything, under the same conditions as `keep`.
  public func drop(_ slot: String) throws { try change([slot: nil]) }

  /// Puts a draft into another slot, in one step: at every instant it stands in one of them.
  public func move(_ slot: String, to other: String, as state: JSON, at instant: Instant) throws {
    try change([slot: nil, other: Draft(slot: other, at: instant, state: state)])
  }

  /// The newest first.
  public func all() throws -> [Draft] {
    let kept = try written().filter { unwritten[$0.slot] == nil } + unwritten.values.compactMap { $0 }
    return kept.sorted { ($1.at, $0.slot) < ($0.at, $1.slot) }
  }

  /// What a slot holds, unwritten or on disk; nil when it is empty.
  public func draft(in slot: String) throws -> Draft? { try all().first { $0.slot == slot } }

  private func change(_ changes: [String: Draft?]) throws {
    unwritten.merge(changes) { _, new in new }
    do {
      try write()
    } catch let error as SQLiteError where error.isDiskFull || database == nil {
      // Where there is no room for a second connection, it finds the file held by the first.
      Files.remove(spare)
      do {
        try write()
      } catch let error as SQLiteError where error.isDiskFull || database == nil {
        // It stays in memory, and goes with the next change.
      }
    }
  }

  private func write() throws {
    // Where only one connection fits, it is the journal's.
    guard !journal.database.isAlone, let person = journal.person else { return }
    if database == nil {
      database = try Database(path: journal.folder + "/own-\(person).db", key: journal.keys?.own)
      try database?.run("PRAGMA synchronous = NORMAL")
    }
    guard let database else { return }
    try database.transaction {
      for (slot, draft) in unwritten {
        if let draft {
          try database.run(
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)",
            [.text(slot), SQLValue(draft.at), .blob(draft.state.encoded())])
        } else {
          try database.run("DELETE FROM draft WHERE slot = ?", [.text(slot)])
        }
      }
    }
    unwritten = [:]
  }

  private func written() throws -> [Draft] {
    try journal.database.all("SELECT slot, at, state FROM own.draft ORDER BY at DESC, slot") { row in
      Draft(slot: try row.text(0), at: try row.instant(1), state: try JSON(parsing: try row.blob(2)))
    }
  }
}

@available(*, unavailable)
extension Drafts: Sendable {}
