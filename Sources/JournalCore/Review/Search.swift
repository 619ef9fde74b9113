extension Reader {
  /// The standing entries whose words hold every one of `words`, as `folded` compares them (`docs/definitions.md` A19).
  /// - Parameter limit: with a limit, the newest first; without, all by (instant, id).
  public func search(_ words: [String], limit: Int? = nil) throws -> [EntryRow] {
    let folds = words.map(folded).filter { !$0.isEmpty }
    guard !folds.isEmpty else { return [] }
    let conditions = folds.indices.map { index in
      """
      instr((SELECT v.folded FROM %.version v WHERE v.entry = e.id AND v.at <= ?1 ORDER BY v.at DESC, v.id DESC LIMIT 1), ?\(index + 3)) > 0
      """
    }
    return try entries(
      matching: (["e.withdrawn > ?1"] + conditions).joined(separator: " AND "), folds.map(SQLValue.text),
      limit: limit ?? .max, newestFirst: limit != nil)
  }
}
