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
  /// Switches a help rule off for them, or on again.
  /// - Throws: `JournalError.noKey` where nobody's own file is open, as everything does that sets something here.
  public func setOff(_ rule: HelpReason.Rule, _ isOff: Bool) throws {
    try set("off_" + rule.rawValue, to: isOff ? 1 : 0)
  }

  /// True when they asked for fewer hints of a category; the other is not told.
  public func isOff(_ deflection: Deflection) throws -> Bool { try setting("off_hint_" + deflection.rawValue) == 1 }
  /// Asks for fewer hints of a category, or has them back.
  public func setOff(_ deflection: Deflection, _ isOff: Bool) throws {
    try set("off_hint_" + deflection.rawValue, to: isOff ? 1 : 0)
  }

  /// True when they want hints beside what they write and ask too; at first there are none, since nobody's anger is to
  /// be edited (`docs/definitions.md` 4).
  public func hasHintsEverywhere() throws -> Bool { try setting("hints_everywhere") == 1 }
  /// Says whether they want those hints.
  public func setHintsEverywhere(_ isOn: Bool) throws { try set("hints_everywhere", to: isOn ? 1 : 0) }

  /// "I am ready for lighter questions": private, and taken back as easily (`docs/definitions.md` 3.8).
  public func isReadyForLighter() throws -> Bool { try setting("lighter") == 1 }
  /// Says that they are ready, or not any more.
  public func setReadyForLighter(_ isReady: Bool) throws { try set("lighter", to: isReady ? 1 : 0) }

  /// The hour, at home, at which what the other writes comes once a day; nil while it comes as it is written. The other
  /// is not told.
  public func deliveryHour() throws -> Int? {
    try setting("delivery_hour").flatMap { (0...23).contains($0) ? $0 : nil }
  }

  /// - Throws: `Refusal` unless it is 0 to 23.
  public func setDeliveryHour(_ hour: Int?, at instant: Instant) throws {
    guard hour.map((0...23).contains) ?? true else { throw Refusal("an hour is 0 to 23") }
    try set("delivery_hour", to: hour ?? -1)
    try set("delivery_since", to: Int(instant.milliseconds))
  }

  /// What was there before somebody chose an hour has come already.
  func deliverySince() throws -> Instant {
    Instant(milliseconds: Int64(try setting("delivery_since") ?? 0))
  }

  /// By how many seconds at most what is sent from the screen comes later than its ten, so that it does not tell when
  /// its writer sat there.
  public func lingerSeconds() throws -> Int { min(max(try setting("linger_seconds") ?? 60, 0), 3600) }

  /// - Throws: `Refusal` unless it is 0 to 3600.
  public func setLingerSeconds(_ seconds: Int) throws {
    guard (0...3600).contains(seconds) else { throw Refusal("that takes 0 to 3600 seconds") }
    try set("linger_seconds", to: seconds)
  }

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
  /// True for an entry that was meant for both before the other was there: it waits on its writer's own pages until they
  /// say once more that the other may see it.
  public func isReady(_ entry: String) throws -> Bool { try setting("ready " + entry) == 1 }
  func setReady(_ entry: String, _ isReady: Bool) throws { try set("ready " + entry, to: isReady ? 1 : 0) }

  /// The ids of what was ready at some time and was not looked through since.
  func ready() throws -> [String] {
    guard person != nil else { return [] }
    return try database.all("SELECT substr(name, 7) FROM own.setting WHERE name GLOB 'ready *' AND value = 1") { row in
      try row.text(0)
    }
  }
}

extension Journal {
  /// A line that somebody put away for good, on their own screen alone.
  public func hide(_ line: String) throws { try set("hidden " + line, to: 1) }
  /// True for a line that was put away.
  public func isHidden(_ line: String) throws -> Bool { try setting("hidden " + line) == 1 }
}
