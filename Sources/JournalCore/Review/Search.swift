extension Reader {
  /// The standing entries whose words hold every one of `words`, as `folded` compares them (`docs/definitions.md` A19).
  /// - Parameters:
  ///   - limit: with a limit, the newest first; without, all by (instant, id).
  ///   - fromOldest: with a limit, the oldest of them, and not the newest.
  public func search(_ words: [String], limit: Int? = nil, fromOldest: Bool = false) throws -> [EntryRow] {
    let folds = words.map(folded).filter { !$0.isEmpty }
    guard !folds.isEmpty else { return [] }
    var conditions = ["e.withdrawn > ?1"]
    var bound = folds.map(SQLValue.text)
    if let match = Self.match(folds), try isRare(match) {
      bound.append(.text(match))
      conditions.append(
        """
        e.id IN (SELECT w.entry FROM %.words i JOIN %.wording w ON w.number = i.rowid WHERE i.words MATCH ?\(bound.count + 2))
        """)
    }
    conditions += folds.indices.map { index in
      """
      instr((SELECT v.folded FROM %.version v WHERE v.entry = e.id AND v.at <= ?1 ORDER BY v.at DESC, v.id DESC LIMIT 1), ?\(index + 3)) > 0
      """
    }
    let found = try entries(
      matching: conditions.joined(separator: " AND "), bound, limit: limit ?? .max,
      newestFirst: limit != nil && !fromOldest)
    return limit != nil && fromOldest ? found.newestFirst : found
  }

  /// What the index is asked: every three letters in a row. Nil where no word is as long as that.
  private static func match(_ folds: [String]) -> String? {
    let parts = Set(
      folds.flatMap { word in
        let letters = Array(word.unicodeScalars)
        return letters.indices.dropLast(2).map { start in
          String(String.UnicodeScalarView(letters[start...(start + 2)])).replacing("\"", with: "\"\"")
        }
      })
    return parts.isEmpty ? nil : parts.sorted().map { "\"\($0)\"" }.joined(separator: " AND ")
  }

  /// What stands in many places is found sooner by looking through the newest than by gathering all of it.
  private func isRare(_ match: String) throws -> Bool {
    try schemas.allSatisfy { schema in
      try database.first(
        "SELECT count(*) FROM (SELECT 1 FROM \(schema).words WHERE words MATCH ? LIMIT \(Self.many))", [.text(match)]
      ) { row in try row.int(0) < Self.many } ?? true
    }
  }

  private static let many: Int64 = 2_000
}
