/// How often a question was asked: for its talk, unfolded, and nowhere else.
public struct AskedDays: Hashable, Sendable {
  public var count: Int
  public var first: JournalDay
  /// Its asker wants it shown to neither.
  public var isFolded: Bool
}

extension Reader {
  /// The days on which a question was asked in words that both see; nil below two.
  /// - Parameter question: the first of its talk that both see.
  public func askedDays(of question: EntryRow) throws -> AskedDays? {
    let days = try database.all(
      """
      SELECT DISTINCT day FROM main.entry
      WHERE root = ?1 AND kind = 'question' AND visible <= ?2 AND withdrawn > ?2 ORDER BY day
      """, [.text(question.chain), SQLValue(instant)]
    ) { row in try row.day(0) }
    guard let first = days.first, days.count > 1 else { return nil }
    return AskedDays(
      count: days.count, first: first,
      isFolded: try acts(.countFolded, on: question.id).last?.fields["value"]?.bool ?? false)
  }
}
