/// What is told, row by row, beside what the records say when they are read once more.
extension Projection {
  /// A derived row: the id that it begins with, and all of it as text.
  private struct Derived: Hashable {
    let id: String
    let text: String
  }

  private func rows(of table: String) throws -> [Derived] {
    let columns = try database.all(
      "SELECT name FROM pragma_table_info(?, ?) ORDER BY cid", [.text(table), .text(schema)]
    ) {
      row in try row.text(0)
    }
    let quoted = columns.map { "quote(\($0))" }.joined(separator: " || ' ' || ")
    return try database.all("SELECT \(columns[0]), \(quoted) FROM \(schema).\(table) ORDER BY 2") { row in
      Derived(id: try row.text(0), text: try row.text(1))
    }
  }

  /// Every derived row as text, in a fixed order: what two files with the same records share to the byte.
  func dump() throws -> [String] {
    try Self.tables.flatMap { table in try rows(of: table).map { table + " " + $0.text } }
  }

  /// Where these tables tell something else than the records do, which are derived once more, aside and in memory.
  /// - Parameter found: what is wrong with the log itself; if anything is, only what has no record at all is told.
  func damage(besides found: [LogDamage], _ work: LongWork = .unwatched) throws -> [LogDamage] {
    // Of another version: made anew when the journal opens, and nobody reads it before.
    guard try isCurrent() else { return [] }
    let aside = Projection(log: RecordLog(database: try Database(path: ":memory:"), schema: "main"))
    try aside.database.transaction {
      try aside.create()
      try aside.derive { try log.readAll(except: Set(found.compactMap(\.unreadable)), work, $0) }
    }
    // What was shared later has no record of its own: its words came with the sharing.
    let known = Set(try ["entry", "act", "hurt"].flatMap { try aside.rows(of: $0).map(\.id) })
    var (told, differing): (Set<String>, Set<String>) = ([], [])
    for table in Self.tables {
      let (here, there) = (Set(try rows(of: table)), Set(try aside.rows(of: table)))
      told.formUnion(here.map(\.id))
      differing.formUnion(here.symmetricDifference(there).map(\.id))
    }
    return try differing.sorted().compactMap { id in
      if try !known.contains(id) && !log.contains(id) { return .toldWithoutRecord(id: id) }
      guard found.isEmpty else { return nil }
      return told.contains(id) ? .toldDifferently(id: id) : .notTold(id: id)
    }
  }
}
