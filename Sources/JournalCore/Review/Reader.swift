/// A piece of SQL with the name of a file in the place of each `%`.
func inFile(_ schema: String, _ sql: String) -> String {
  var named: [UInt8] = []
  for byte in sql.utf8 {
    if byte == UInt8(ascii: "%") { named += schema.utf8 } else { named.append(byte) }
  }
  return String(decoding: named, as: UTF8.self)
}

/// Answers about one journal, as one view sees it at one instant. Each thing told is an extension in its own file.
public struct Reader {
  public let journal: Journal
  public let view: View
  public let instant: Instant

  var database: Database { journal.database }

  /// What nearly every question needs to know, found once for as long as nothing is written through this connection.
  final class Found {
    fileprivate var changes: Int64?
    var absences: [Absence]?
    var numbers: Numbers?
  }
  private let kept = Found()
  var found: Found {
    if kept.changes != database.changes { (kept.changes, kept.absences, kept.numbers) = (database.changes, nil, nil) }
    return kept
  }

  init(journal: Journal, view: View, instant: Instant) {
    self.journal = journal
    self.view = view
    self.instant = instant
  }

  /// The journal day at this instant, at home.
  public var today: JournalDay { JournalDay(journal.zone.moment(at: instant)) }

  /// The files that this view may look into.
  var schemas: [String] {
    switch view {
    case .shared: ["main"]
    case .person: ["main", "own"]
    }
  }

  /// The files of this view in which words of `person` stand: in an own file, nobody's but its owner's.
  func files(of person: String) -> [String] { view == .person(person) ? schemas : ["main"] }

  /// SQL that is true of what counts in a file: what was shared later stands in both, and the shared copy wins, so that it
  /// is gone from both when it is taken back.
  /// - Parameters:
  ///   - id: the column that names the entry.
  ///   - now: the number under which the instant is bound.
  func counts(_ id: String, in schema: String, now: Int = 1) -> String {
    schema == "main" ? "1" : "NOT EXISTS (SELECT 1 FROM main.entry s WHERE s.id = \(id) AND s.visible <= ?\(now))"
  }

  /// `query` over each file of the view, with `%` standing for the file.
  func union(_ query: String) -> String {
    // By hand: the first list of texts that is joined looks its types up among thousands, a fiftieth of the start.
    schemas.reduce("") { ($0.isEmpty ? "" : $0 + " UNION ALL ") + inFile($1, query) }
  }

  /// Binds the instant and further values once for each file of `union`.
  func values(_ values: SQLValue...) -> [SQLValue] { schemas.flatMap { _ in values } }
}
