import JournalCore
import Testing

@testable import JournalTUI

/// Days and times as people type them, and as the screen reads them back.
@Suite struct DatesTests {
  private let zone: TimeZoneRules
  /// Tuesday 3 February, 22:20.
  private let now = Moment("2026-02-03T22:20:30+01:00")!

  init() throws { zone = try TimeZoneRules.system(named: "Europe/Berlin") }

  @Test(arguments: [
    ("23", "today 23:00"), ("20", "Wed 20:00"), ("20:30", "Wed 20:30"), ("20.30", "Wed 20:30"), ("8pm", "Wed 20:00"),
    ("8:30 pm", "Wed 20:30"), ("12am", "Wed 00:00"), ("12 PM", "Wed 12:00"), ("tomorrow 9", "Wed 09:00"),
    ("today 23:30", "today 23:30"), ("sat 20", "Sat 20:00"), ("tuesday 8 am", "Tue 10 Feb, 08:00"),
    ("7 feb 18:00", "Sat 18:00"), ("20 minutes", "today 22:41"), ("2h", "Wed 00:21"), ("20h", "Wed 20:00"),
    ("12h", "Wed 10:21"), ("3 days", "Fri 22:21"),
    ("1 week", "Tue 10 Feb, 22:20"),
  ]) func aTimeAheadIsRead(_ typed: String, _ read: String) {
    let time = Dates.time(typed, after: now, zone: zone)
    #expect(time.map { Dates.ahead($0, today: JournalDay(now)) } == read)
  }

  @Test(arguments: [
    "", " ", "24", "9:5", "9:60", "13pm", "0am", "pm", "today 20", "yesterday 9", "sat", "30 feb 9", "11 feb 9",
    "8 days",
    "0 h", "-1 h", "2 moons", "99999999999999999999", "99999999999999999999 h", "１２", ":", ".", "9.", "日本",
  ]) func whatIsNoTimeWithinAWeekIsNone(_ typed: String) {
    #expect(Dates.time(typed, after: now, zone: zone) == nil)
  }

  @Test(arguments: [
    ("22", "Tue 3 Feb, 22:00"), ("23", "Mon 2 Feb, 23:00"), ("9.15am", "Tue 3 Feb, 09:15"),
    ("yesterday 9 pm", "Mon 2 Feb, 21:00"), ("sat 20", "Sat 31 Jan, 20:00"),
  ]) func aTimeThatWasIsRead(_ typed: String, _ read: String) {
    let time = Dates.past(typed, before: now, zone: zone)
    #expect(time.map { Dates.told($0, today: JournalDay(now)) } == read)
  }
}
