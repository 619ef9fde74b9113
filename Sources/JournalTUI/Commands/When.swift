internal import JournalCore

/// Times as people give them to a command: an instant with its offset, or minutes, hours or days from now.
enum When {
  static let form = "an instant such as 2026-02-08T20:00:00+01:00, or 20m, 2h or 3d from now"

  static func moment(_ text: String) throws -> Moment {
    if let moment = Moment(text) { return moment }
    let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), (1...10_000).contains(count)
    else { throw Failure(sentence: "A time is \(form). Nothing was written.", code: 2) }
    return minute(after: Clock.now.adding(milliseconds: count * unit))
  }

  /// The next full minute: what is written a moment later is not too late for it, and the shortest space not too short.
  static func minute(after instant: Instant) -> Moment {
    TimeZoneRules.local.moment(at: Instant(milliseconds: (instant.milliseconds / 60_000 + 1) * 60_000))
  }

  static func field(_ text: String) throws -> JSON { .string(try moment(text).description) }
}
