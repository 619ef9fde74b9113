/// What one person has set for themselves: it stands in their own file and nowhere else.
extension Journal {
  /// After how many minutes without a key the screen locks; five unless they chose otherwise.
  public func lockMinutes() throws -> Int {
    min(max(try setting("lock_minutes") ?? Self.usualLockMinutes, 1), 240)
  }

  /// - Throws: `Refusal` unless it is 1 to 240.
  public func setLockMinutes(_ minutes: Int) throws {
    guard (1...240).contains(minutes) else { throw Refusal("the lock takes 1 to 240 minutes") }
    try set("lock_minutes", to: minutes)
  }

  /// True when they have switched a help rule off for themselves; the other is not told.
  public func isOff(_ rule: HelpReason.Rule) throws -> Bool { try setting("off_" + rule.rawValue) == 1 }
  public func setOff(_ rule: HelpReason.Rule, _ isOff: Bool) throws {
    try set("off_" + rule.rawValue, to: isOff ? 1 : 0)
  }

  /// True when they asked for fewer hints of a category; the other is not told.
  public func isOff(_ deflection: Deflection) throws -> Bool { try setting("off_hint_" + deflection.rawValue) == 1 }
  public func setOff(_ deflection: Deflection, _ isOff: Bool) throws {
    try set("off_hint_" + deflection.rawValue, to: isOff ? 1 : 0)
  }

  /// "I am ready for lighter questions": private, and taken back as easily (`docs/definitions.md` S21).
  public func isReadyForLighter() throws -> Bool { try setting("lighter") == 1 }
  public func setReadyForLighter(_ isReady: Bool) throws { try set("lighter", to: isReady ? 1 : 0) }

  private static let usualLockMinutes = 5

  private func setting(_ name: String) throws -> Int? {
    guard person != nil else { return nil }
    return try database.first("SELECT value FROM own.setting WHERE name = ?", [.text(name)]) { row in
      Int(try row.int(0))
    }
  }

  private func set(_ name: String, to value: Int) throws {
    guard person != nil else { throw JournalError.noKey }
    try database.run("INSERT OR REPLACE INTO own.setting VALUES (?, ?)", [.text(name), .int(Int64(value))])
  }
}

extension Journal {
  /// A line that somebody put away for good, on their own screen alone.
  public func hide(_ line: String) throws { try set("hidden " + line, to: 1) }
  public func isHidden(_ line: String) throws -> Bool { try setting("hidden " + line) == 1 }
}
