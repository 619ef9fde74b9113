internal import JournalCore

/// Times as people give them to a command: an instant with its offset, or minutes, hours or days from now.
enum When {
  static let form = "an instant such as 2026-02-08T20:00:00+01:00, or 20m, 2h or 3d from now"

  static func moment(_ text: String) throws -> Moment {
    if let moment = Moment(text) { return moment }
    guard let span = Dates.span(text) else {
      throw Failure(sentence: "A time is \(form). Nothing was written.", code: 2)
    }
    return minute(after: Clock.now.adding(milliseconds: span))
  }

  static func minute(after instant: Instant) -> Moment { TimeZoneRules.local.moment(at: instant.nextMinute) }

  static func field(_ text: String) throws -> JSON { .string(try moment(text).description) }
}
