/// A calendar day, counted from 1970-01-01. A journal day begins at 04:00 of its date.
public struct JournalDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; below 0 before it.
  public var number: Int
  public init(number: Int) { self.number = number }
  public static func < (a: JournalDay, b: JournalDay) -> Bool { a.number < b.number }

  /// The day that something written at `moment` belongs to, on the clock it was written by (`docs/definitions.md` A2).
  public init(_ moment: Moment) {
    self.init(number: moment.date.number - (moment.minuteOfDay < 4 * 60 ? 1 : 0))
  }

  /// A date of the Gregorian calendar, years 1 to 9999; nil if there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(month: month, year: year)
    else {
      return nil
    }
    // Days since 0000-03-01, in years that begin in March, so that the leap day comes last.
    let y = month <= 2 ? year - 1 : year
    let m = (month + 9) % 12
    self.init(number: y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719_468)
  }

  /// Reads `YYYY-MM-DD`.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let moment = Moment(text + "T12:00:00Z") else { return nil }
    self = moment.date
  }

  private static func length(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private var parts: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }
  public var weekday: Weekday { Weekday(rawValue: ((number + 3) % 7 + 7) % 7)! }
  /// The day so many days later, or earlier for a number below 0.
  public func adding(days: Int) -> JournalDay { JournalDay(number: number + days) }

  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// The days of the week, from Monday.
public enum Weekday: Int, CaseIterable, Sendable, CustomStringConvertible {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  /// Three letters, as in JSON and on screen.
  public var description: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue] }
}
