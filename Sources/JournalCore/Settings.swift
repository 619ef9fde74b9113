/// What one person has set for themselves: it stands in their own file and nowhere else.
extension Journal {
  /// After how many minutes without a key the screen locks; five unless they chose otherwise.
  public func lockMinutes() throws -> Int {
    guard person != nil else { return Self.usualLockMinutes }
    let chosen = try database.first("SELECT value FROM own.setting WHERE name = 'lock_minutes'") { row in try row.int(0)
    }
    return chosen.map(Int.init) ?? Self.usualLockMinutes
  }

  /// - Throws: `Refusal` unless it is 1 to 240.
  public func setLockMinutes(_ minutes: Int) throws {
    guard person != nil else { throw JournalError.noKey }
    guard (1...240).contains(minutes) else { throw Refusal("the lock takes 1 to 240 minutes") }
    try database.run("INSERT OR REPLACE INTO own.setting VALUES ('lock_minutes', ?)", [.int(Int64(minutes))])
  }

  private static let usualLockMinutes = 5
}
