/// The time of day that words speak of, such as "not after ten" or "in the evening": whether a boundary is about this
/// hour. What names no hour is about none.
public struct Hours: Hashable, Sendable {
  /// Minutes of the day from and to, the end left out; a night goes over midnight.
  private var spans: [Range<Int>] = []
  private var weekdays: Set<Int> = []

  public var isEmpty: Bool { spans.isEmpty }

  /// Whether this moment is one of them. After midnight it is the evening's day still.
  public func contains(_ moment: Moment) -> Bool {
    guard weekdays.isEmpty || weekdays.contains(JournalDay(moment).weekday.rawValue) else { return false }
    let minute = moment.minuteOfDay
    return spans.contains { $0.contains(minute) || $0.contains(minute + Self.day) }
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let day = 24 * 60
  private static let nightEnds = 28 * 60
  private static let numbers = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "noon": 12, "midnight": 24,
  ]
  private static let parts: [(words: Set<String>, hours: Range<Int>)] = [
    (["night", "nights"], 22..<28), (["evening", "evenings"], 18..<22), (["afternoon", "afternoons"], 12..<18),
    (["morning", "mornings", "breakfast"], 4..<12),
  ]
  /// After a number, these make it no hour.
  private static let units: Set<String> = [
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "times",
    "people", "of", "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "june", "july", "aug",
    "august", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
  ]

  /// Reads English; text in another language names no hour.
  public init(in text: String) {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != ":" }.map(String.init)
    for (index, word) in words.enumerated() {
      let next = index + 1
      switch word {
      case "after", "from", "past": if let from = Self.hour(words, next, isLate: true) { add(from, Self.nightEnds) }
      case "before": if let until = Self.hour(words, next, isLate: false) { add(4 * 60, until) }
      case "between":
        guard let and = words[next...].prefix(5).firstIndex(of: "and"), let from = Self.hour(words, next, isLate: true)
        else { continue }
        if let until = Self.hour(words, and + 1, isLate: true) { add(from, until > from ? until : until + Self.day) }
      default: break
      }
      if let day = Self.weekdays.firstIndex(where: { word == $0 || word == $0 + "s" }) { weekdays.insert(day) }
    }
    // A number says it more closely than "at night" does.
    guard spans.isEmpty else { return }
    for (index, word) in words.enumerated() {
      for part in Self.parts where part.words.contains(word) {
        // "Tomorrow night" is one night, and nothing about the rest of them.
        guard index == 0 || !["last", "that", "tomorrow", "good"].contains(words[index - 1]) else { continue }
        add(part.hours.lowerBound * 60, part.hours.upperBound * 60)
      }
    }
  }

  private mutating func add(_ from: Int, _ until: Int) { if from < until { spans.append(from..<until) } }

  /// The minute of the day that begins at a word: "22:00", "22", "ten", "half past nine", "10 pm".
  private static func hour(_ words: [String], _ at: Int, isLate: Bool) -> Int? {
    guard words.indices.contains(at) else { return nil }
    if words[at] == "half", at + 2 < words.count, words[at + 1] == "past" {
      return hour(words, at + 2, isLate: isLate).map { $0 + 30 }
    }
    let clock = words[at].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let isClock = clock.count == 2
    var ending = at + 1 < words.count ? words[at + 1] : ""
    if ending == "o", at + 3 < words.count { ending = words[at + 3] }
    guard isClock || !units.contains(ending), (1...2).contains(clock.count) else { return nil }
    var digits = clock[0]
    for suffix in ["am", "pm"] where digits.hasSuffix(suffix) {
      digits.removeLast(2)
      ending = suffix
    }
    guard var hour = numbers[digits] ?? Int(digits), (0...24).contains(hour) else { return nil }
    let minute = isClock ? Int(clock[1]) ?? 60 : 0
    guard minute < 60 else { return nil }
    let words = words[(at + 1)...].prefix(3)
    let isEvening = ending == "pm" || words.contains("evening") || words.contains("night")
    let isMorning = ending == "am" || words.contains("morning")
    // "After ten", of a day that two share, is ten at night.
    if hour < 12, !isMorning, isEvening || (isLate && hour >= 5 && !isClock) { hour += 12 }
    return hour * 60 + minute
  }
}

extension BoundaryRow {
  /// Whether it is about what is written now: its words name this hour, or they name none and it belongs to this hurt.
  public func fits(_ moment: Moment, hurt: String?) -> Bool {
    guard entry.hurt == nil || entry.hurt == hurt else { return false }
    let hours = Hours(in: text)
    return hours.isEmpty ? entry.hurt != nil : hours.contains(moment)
  }
}
