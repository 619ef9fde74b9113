/// A point in time: milliseconds since 1970, UTC.
public struct Instant: Hashable, Comparable, Sendable {
  public var milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
  /// The days that can be written: those of the years 1 to 9999.
  static let days: ClosedRange<Int64> = -719_162...2_932_896
  /// False for what no clock shows, wherever it stands: nothing is counted with it.
  var isInCalendar: Bool {
    (Self.days.lowerBound - 1...Self.days.upperBound + 1).contains(milliseconds.floorDivided(by: 86_400_000))
  }
  /// The instant so much later, or earlier for a number below 0.
  public func adding(milliseconds more: Int64) -> Instant { Instant(milliseconds: milliseconds + more) }
}

/// An instant and the offset from UTC that it was written with.
public struct Moment: Hashable, Sendable, CustomStringConvertible {
  public var instant: Instant
  /// Minutes east of UTC.
  public var offsetMinutes: Int

  /// Takes any offset; whoever reads one from outside checks it.
  public init(instant: Instant, offsetMinutes: Int) {
    self.instant = instant
    self.offsetMinutes = offsetMinutes
  }

  /// An instant and an offset as they stand in a file; nil for what no clock shows.
  init?(instant: Instant, offset: Int64) {
    guard instant.isInCalendar, (-19 * 60 + 1..<19 * 60).contains(offset) else { return nil }
    self.init(instant: instant, offsetMinutes: Int(offset))
    guard Instant.days.contains(Int64(date.number)) else { return nil }
  }

  /// Milliseconds of the written clock since 1970, as if it were UTC.
  var local: Int64 { instant.milliseconds + Int64(offsetMinutes) * 60_000 }
  /// The calendar date on the written clock.
  public var date: JournalDay { JournalDay(number: Int(local.floorDivided(by: 86_400_000))) }
  /// Minutes after midnight on the written clock.
  public var minuteOfDay: Int { Int((local - Int64(date.number) * 86_400_000) / 60_000) }

  /// Reads ISO 8601 with seconds and an offset; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    func stands(_ character: Unicode.Scalar, _ at: Int) -> Bool {
      at < bytes.count && bytes[at] == UInt8(ascii: character)
    }
    guard let year = number(0..<4), stands("-", 4), let month = number(5..<7), stands("-", 7), let day = number(8..<10),
      stands("T", 10), let hour = number(11..<13), stands(":", 13), let minute = number(14..<16), stands(":", 16),
      let second = number(17..<19), hour < 24, minute < 60, second < 60,
      let date = JournalDay(year: year, month: month, day: day)
    else { return nil }
    var at = 19
    var thousandths = 0
    if stands(".", at) {
      var end = at + 1
      while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
      guard end > at + 1, end <= at + 10 else { return nil }
      for place in 0..<3 {
        thousandths = thousandths * 10 + (at + 1 + place < end ? Int(bytes[at + 1 + place] - 0x30) : 0)
      }
      at = end
    }
    var offset = 0
    if stands("Z", at), bytes.count == at + 1 {
    } else {
      guard stands("+", at) || stands("-", at), let hours = number(at + 1..<at + 3), stands(":", at + 3),
        let minutes = number(at + 4..<at + 6), bytes.count == at + 6, hours <= 18, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
    }
    let seconds = Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset * 60)
    self.init(instant: Instant(milliseconds: seconds * 1000 + Int64(thousandths)), offsetMinutes: offset)
  }

  public var description: String {
    let day = date
    let inDay = local - Int64(day.number) * 86_400_000
    let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60].map { padded(Int($0), 2) }.joined(
      separator: ":")
    let thousandths = Int(inDay % 1000)
    let offset = abs(offsetMinutes)
    return "\(day)T\(clock)" + (thousandths == 0 ? "" : "." + padded(thousandths, 3))
      + (offsetMinutes < 0 ? "-" : "+") + padded(offset / 60, 2) + ":" + padded(offset % 60, 2)
  }
}

/// A whole number with leading zeros.
func padded(_ number: Int, _ digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
