/// Answers about one journal, as one view sees it at one instant. Each thing told is an extension in its own file.
public struct Reader {
  public let journal: Journal
  public let view: View
  public let instant: Instant

  var database: Database { journal.database }

  /// The journal day at this instant, at home.
  public var today: JournalDay { JournalDay(journal.zone.moment(at: instant)) }

  /// The files that this view may look into.
  var schemas: [String] {
    switch view {
    case .shared: ["main"]
    case .person: ["main", "own"]
    }
  }

  /// `query` over each file of the view, with `%` standing for the file.
  func union(_ query: String) -> String {
    schemas.map { query.replacing("%", with: $0) }.joined(separator: " UNION ALL ")
  }

  /// Binds the instant and further values once for each file of `union`.
  func values(_ values: SQLValue...) -> [SQLValue] { schemas.flatMap { _ in values } }
}
