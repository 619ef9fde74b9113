import Testing

@testable import JournalCore

/// When of the day a boundary's words speak of.
@Suite struct HoursTests {
  /// The hours of Tuesday 3 February, and of the night after it, that words name.
  private func hours(_ text: String, on day: String = "2026-02-03") -> [Int] {
    let hours = Hours(in: text)
    return (4..<28).filter { hour in
      let date = JournalDay(day)!.adding(days: hour / 24)
      let clock = hour % 24 < 10 ? "0\(hour % 24)" : "\(hour % 24)"
      return hours.contains(Moment("\(date)T\(clock):30:00+01:00")!)
    }
  }

  @Test func anHourIsReadAsPeopleWriteIt() {
    #expect(hours("No talk of it after 22:00.") == Array(22..<28))
    #expect(hours("Nothing about Kit after ten, please.") == Array(22..<28))
    #expect(hours("not after 10 pm") == Array(22..<28))
    #expect(hours("after half past nine in the evening I am done") == Array(21..<28))
    #expect(hours("Please not before nine in the morning.") == Array(4..<9))
    #expect(hours("Between six and eight I cook; no questions then.") == [18, 19])
    #expect(hours("No texts between 9:00 and 17:00.") == Array(9..<17))
    #expect(hours("From nine in the evening my phone is off.") == Array(21..<28))
    #expect(hours("Nothing after midnight.") == Array(24..<28))
  }

  @Test func aPartOfTheDayIsOneToo() {
    #expect(hours("Please do not come in at night to talk.") == Array(22..<28))
    #expect(hours("The phone lies on the table in the evening.") == Array(18..<22))
    #expect(hours("Not in the mornings.") == Array(4..<12))
    // The closer word holds.
    #expect(hours("No talk at night after eleven.") == Array(23..<28))
  }

  @Test func aWeekdayNarrowsIt() {
    let fridays = "One evening a week without this topic. I suggest Fridays."
    #expect(hours(fridays).isEmpty)
    #expect(hours(fridays, on: "2026-02-06") == Array(18..<22))
  }

  @Test func whatNamesNoHourIsAboutNone() {
    for text in [
      "My notebook is mine. Please do not open it, wherever it lies.", "No contact with Kit after 2 weeks either.",
      "after 20 minutes we stop", "From 28 February on we ask.", "I am from Toronto.", "", "after after between and",
      "between ten and", "half past", "after 99:99", "What you did that night stays between us.",
    ] { #expect(Hours(in: text).isEmpty, "\(text)") }
  }
}
