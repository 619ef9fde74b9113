internal import JournalCore

/// Days and clocks as the screen writes them.
enum Dates {
  /// `Tue 3 Feb`, with the year when it is not this one.
  static func weekdayed(_ day: JournalDay, today: JournalDay) -> String { "\(day.weekday) " + short(day, today: today) }

  /// `3 Feb`
  static func short(_ day: JournalDay, today: JournalDay) -> String {
    "\(day.day) \(Words.months[day.month - 1])" + (day.year == today.year ? "" : " \(day.year)")
  }

  /// `Tuesday 3 March`
  static func long(_ day: JournalDay, today: JournalDay) -> String {
    "\(Words.longDays[day.weekday.rawValue]) " + longDate(day, today: today)
  }

  /// `21 January`
  static func longDate(_ day: JournalDay, today: JournalDay) -> String {
    "\(day.day) \(Words.longMonths[day.month - 1])" + (day.year == today.year ? "" : " \(day.year)")
  }

  /// `22:15`
  static func clock(_ moment: Moment) -> String {
    let (hour, minute) = (moment.minuteOfDay / 60, moment.minuteOfDay % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// A time ahead: `today 20:00`, `Sat 20:00`, `Sat 14 Feb, 20:00` beyond a week.
  static func ahead(_ moment: Moment, today: JournalDay) -> String {
    let date = moment.date
    if date == today { return Words.today + " " + clock(moment) }
    if (1..<7).contains(date.number - today.number) { return "\(date.weekday) " + clock(moment) }
    return told(moment, today: today)
  }

  /// `Tue 3 Feb, 20:30`
  static func told(_ moment: Moment, today: JournalDay) -> String {
    weekdayed(moment.date, today: today) + ", " + clock(moment)
  }
}

/// Days and times as people type them.
extension Dates {
  /// True for what a day begins with, as people type it.
  static func begins(with letter: Unicode.Scalar) -> Bool {
    let names = [Words.today, Words.yesterday] + Words.longDays
    return ("0"..."9").contains(letter)
      || names.contains { $0.lowercased().first == Character(letter).lowercased().first }
  }

  /// A day as people type it: `3 Feb`, `3 2`, `3.2.2026`, `2026-02-03`, `today`, `yesterday`, `monday`. Without a
  /// year, the latest that is not ahead; a weekday too.
  static func day(_ text: String, today: JournalDay) -> JournalDay? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words == [Words.today] { return today }
    if words == [Words.yesterday] { return today.adding(days: -1) }
    if words.count == 1, let weekday = weekday(words[0]) {
      return today.adding(days: -((today.weekday.rawValue - weekday + 7) % 7))
    }
    if let day = JournalDay(text.filter { !$0.isWhitespace }) { return day }
    guard words.count == 2 || words.count == 3, let day = Int(words[0]) else { return nil }
    guard let month = Int(words[1]) ?? month(words[1]) else { return nil }
    if words.count == 3 { return Int(words[2]).flatMap { JournalDay(year: $0, month: month, day: day) } }
    let years = [today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4]
    return years.lazy.compactMap { JournalDay(year: $0, month: month, day: day) }.first { $0 <= today }
  }

  /// A time ahead as people type it: `20`, `20:30`, `tomorrow 9`, `sat 20`, `7 feb 18:00`, `2 hours`; at most `days`
  /// from now.
  static func time(_ text: String, after now: Moment, zone: TimeZoneRules, days: Int = 7) -> Moment? {
    let latest = now.instant.adding(milliseconds: Int64(days) * 24 * 3_600_000)
    if let span = span(text), !isClock(text) {
      let end = now.instant.adding(milliseconds: span)
      guard end <= latest else { return nil }
      return zone.moment(at: end.nextMinute <= latest ? end.nextMinute : end.minute)
    }
    var words = parts(text)
    guard let clock = words.popLast().flatMap(minutes) else { return nil }
    let day: JournalDay
    if words.isEmpty {
      day = zone.instant(on: now.date, minute: clock) > now.instant ? now.date : now.date.adding(days: 1)
    } else if words == [Words.today] {
      day = now.date
    } else if words == [Words.tomorrow] {
      day = now.date.adding(days: 1)
    } else if words.count == 1, let weekday = weekday(words[0]) {
      let first = (weekday - now.date.weekday.rawValue + 7) % 7
      day = now.date.adding(
        days: zone.instant(on: now.date.adding(days: first), minute: clock) > now.instant ? first : 7)
    } else if words.count == 2, let number = Int(words[0]), let month = month(words[1]),
      let date = [now.date.year, now.date.year + 1].lazy
        .compactMap({ JournalDay(year: $0, month: month, day: number) }).first(where: { $0 >= now.date })
    {
      day = date
    } else {
      return nil
    }
    let instant = zone.instant(on: day, minute: clock)
    return instant > now.instant && instant <= latest ? zone.moment(at: instant) : nil
  }

  /// `20h`: of so many hours nobody means a length.
  private static func isClock(_ text: String) -> Bool {
    text.lowercased().hasSuffix("h") && Int(text.dropLast()).map { (13..<24).contains($0) } ?? false
  }

  /// A stretch of time as people type it: `20 minutes`, `2h`, `3 days`; in milliseconds.
  static func span(_ text: String) -> Int64? {
    let words = text.lowercased().filter { !$0.isWhitespace }
    let number = words.prefix { $0.isASCII && $0.isNumber }
    let units = Words.spans.filter { span in span.names.contains { $0 == words[number.endIndex...] } }
    guard let unit = units.first, let count = Int64(number), (1...10_000).contains(count) else { return nil }
    return count * unit.milliseconds
  }

  /// A time that has been, within a week, as people type it: `20`, `20:30`, `yesterday 21`, `sat 20`.
  static func past(_ text: String, before now: Moment, zone: TimeZoneRules) -> Moment? {
    var words = parts(text)
    guard let clock = words.popLast().flatMap(minutes), words.count <= 1 else { return nil }
    let word = words.first ?? ""
    let days = (0...7).map { now.date.adding(days: -$0) }.filter { day in
      switch word {
      case "", Words.today: day == now.date || word.isEmpty
      case Words.yesterday: day == now.date.adding(days: -1)
      default: weekday(word) == day.weekday.rawValue
      }
    }
    return days.lazy.map { zone.instant(on: $0, minute: clock) }.first { $0 <= now.instant }.map(zone.moment)
  }

  /// A day of the week by its first letters, 0 for Monday.
  private static func weekday(_ word: String) -> Int? {
    word.count < 2 ? nil : Words.longDays.firstIndex { $0.lowercased().hasPrefix(word) }
  }

  /// A month by its first letters, 1 for January.
  private static func month(_ word: String) -> Int? {
    word.count < 3 ? nil : Words.longMonths.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }

  /// What a time is typed in: a clock at its end, and a day before it.
  private static func parts(_ text: String) -> [String] {
    let text = Words.halves.reduce(text.lowercased()) { $0.replacing(" " + $1.name, with: $1.name) }
    return text.split { $0.isWhitespace || $0 == "," }.map(String.init)
  }

  /// The minute of the day: `20`, `20:30`, `20.30`, `8pm`.
  private static func minutes(_ text: String) -> Int? {
    let text = isClock(text) ? String(text.dropLast()) : text
    let half = Words.halves.first { text.hasSuffix($0.name) }
    let numbers = text.dropLast(half?.name.count ?? 0).split(omittingEmptySubsequences: false) { ":.".contains($0) }
    guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
      var hour = Int(numbers[0]), (0..<24).contains(hour), numbers[0].count <= 2
    else { return nil }
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half.hours
    }
    guard numbers.count == 2 else { return hour * 60 }
    guard let minute = Int(numbers[1]), numbers[1].count == 2, (0..<60).contains(minute) else { return nil }
    return hour * 60 + minute
  }
}

extension Instant {
  /// The next full minute: what is written a moment later is not too late for it, and the shortest space not too short.
  var nextMinute: Instant { minute.adding(milliseconds: 60_000) }
  /// The full minute that it is in.
  var minute: Instant { Instant(milliseconds: milliseconds / 60_000 * 60_000) }
}
