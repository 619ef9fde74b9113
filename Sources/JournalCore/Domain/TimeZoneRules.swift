internal import Glibc

/// The offsets of one time zone, from the system's zone file (TZif, RFC 8536).
public struct TimeZoneRules: Sendable {
  public let name: String
  private let transitions: [(at: Int64, offset: Int)]
  private let first: Int
  private let footer: Rule?

  public static let utc = TimeZoneRules(name: "UTC", transitions: [], first: 0, footer: nil)

  /// The zone of a name such as `Europe/Berlin`.
  public static func system(named name: String) throws -> TimeZoneRules {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains(".."), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let bytes = Files.read("/usr/share/zoneinfo/" + name), let rules = TimeZoneRules(name: name, tzif: bytes)
    else {
      if name == "UTC" { return utc }
      throw Refusal("this machine does not know the time zone of the journal")
    }
    return rules
  }

  /// The zone that this machine is set to.
  public static var local: TimeZoneRules {
    let set = getenv("TZ").map { String(cString: $0) }.map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }
    if let set, let zone = try? system(named: set) { return zone }
    var buffer = [CChar](repeating: 0, count: 512)
    let count = readlink("/etc/localtime", &buffer, 511)
    if count > 0 {
      let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let parts = path.split(separator: "/")
      if let folder = parts.lastIndex(of: "zoneinfo"), folder + 1 < parts.count,
        let zone = try? system(named: String(path[parts[folder + 1].startIndex...]))
      {
        return zone
      }
    }
    return utc
  }

  private init(name: String, transitions: [(at: Int64, offset: Int)], first: Int, footer: Rule?) {
    self.name = name
    self.transitions = transitions
    self.first = first
    self.footer = footer
  }

  init?(name: String, tzif bytes: [UInt8]) {
    func big(_ at: Int, _ count: Int) -> Int64 {
      let value = bytes[at..<at + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }
    func block(_ at: Int, width: Int) -> (counts: [Int], end: Int)? {
      guard at + 44 <= bytes.count, bytes[at..<at + 4].elementsEqual("TZif".utf8) else { return nil }
      let counts = (0..<6).map { Int(big(at + 20 + $0 * 4, 4)) }
      guard counts.allSatisfy({ $0 >= 0 && $0 < 100_000 }) else { return nil }
      let size = counts[3] * (width + 1) + counts[4] * 6 + counts[5] + counts[2] * (width + 4) + counts[1] + counts[0]
      let end = at + 44 + size
      return end <= bytes.count ? (counts, end) : nil
    }
    guard let head = block(0, width: 4), bytes[4] >= UInt8(ascii: "2"), let body = block(head.end, width: 8) else {
      return nil
    }
    let times = head.end + 44
    let (count, types) = (body.counts[3], body.counts[4])
    let indices = times + count * 8
    let infos = indices + count
    guard types > 0 else { return nil }
    func offset(_ type: Int) -> Int? { type < types ? Int(big(infos + type * 6, 4)) / 60 : nil }
    var transitions: [(at: Int64, offset: Int)] = []
    for index in 0..<count {
      guard let offset = offset(Int(bytes[indices + index])) else { return nil }
      transitions.append((big(times + index * 8, 8), offset))
    }
    let text = String(decoding: bytes[body.end...].drop { $0 == 10 }.prefix { $0 != 10 }, as: UTF8.self)
    self.init(name: name, transitions: transitions, first: offset(0)!, footer: Rule(text))
  }

  /// Minutes east of UTC at an instant.
  public func offsetMinutes(at instant: Instant) -> Int {
    let seconds = instant.milliseconds.floorDivided(by: 1000)
    if let last = transitions.last, seconds >= last.at, let footer { return footer.offset(at: seconds) }
    if transitions.isEmpty, let footer { return footer.offset(at: seconds) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : transitions[low - 1].offset
  }

  /// An instant with the offset that the zone has then.
  public func moment(at instant: Instant) -> Moment {
    Moment(instant: instant, offsetMinutes: offsetMinutes(at: instant))
  }

  /// The instant of a wall clock; in a gap the clock has moved on, in an overlap the first of the two.
  public func instant(on day: JournalDay, minute: Int) -> Instant {
    let local = Int64(day.number) * 86_400_000 + Int64(minute) * 60_000
    let before = offsetMinutes(at: Instant(milliseconds: local - 86_400_000))
    let after = offsetMinutes(at: Instant(milliseconds: local + 86_400_000))
    for offset in [before, after] {
      let candidate = Instant(milliseconds: local - Int64(offset) * 60_000)
      if offsetMinutes(at: candidate) == offset { return candidate }
    }
    return Instant(milliseconds: local - Int64(before) * 60_000)
  }

  /// The same clock time, days earlier (`docs/definitions.md` A16).
  public func sameClock(_ instant: Instant, daysEarlier days: Int) -> Instant {
    let moment = moment(at: instant)
    let minute = moment.minuteOfDay
    let rest = moment.local - Int64(moment.date.number) * 86_400_000 - Int64(minute) * 60_000
    return self.instant(on: moment.date.adding(days: -days), minute: minute).adding(milliseconds: rest)
  }
}

/// The rule of later years: a POSIX TZ string of a zone file's last line, with `M` dates.
private struct Rule: Sendable {
  var standard: Int
  var summer: (offset: Int, start: Change, end: Change)?

  struct Change: Sendable { var month: Int, week: Int, weekday: Int, seconds: Int }

  init?(_ text: String) {
    var rest = Substring(text)
    func name() -> Bool {
      if rest.first == "<" {
        guard let end = rest.firstIndex(of: ">") else { return false }
        rest = rest[rest.index(after: end)...]
        return true
      }
      let letters = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(letters.count)
      return letters.count >= 3
    }
    func clock() -> Int? {
      var sign = 1
      if rest.first == "-" || rest.first == "+" { sign = rest.removeFirst() == "-" ? -1 : 1 }
      let digits = rest.prefix { $0.isNumber || $0 == ":" }
      rest = rest.dropFirst(digits.count)
      let parts = digits.split(separator: ":").compactMap { Int($0) }
      guard let hours = parts.first else { return nil }
      return sign * (hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0) + (parts.count > 2 ? parts[2] : 0))
    }
    func change() -> Change? {
      guard rest.hasPrefix(",M") else { return nil }
      rest = rest.dropFirst(2)
      let date = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(date.count)
      let parts = date.split(separator: ".").compactMap { Int($0) }
      guard parts.count == 3, (1...12).contains(parts[0]), (1...5).contains(parts[1]), (0...6).contains(parts[2]) else {
        return nil
      }
      var seconds = 7200
      if rest.first == "/" {
        rest.removeFirst()
        guard let time = clock() else { return nil }
        seconds = time
      }
      return Change(month: parts[0], week: parts[1], weekday: parts[2], seconds: seconds)
    }
    guard name(), let west = clock() else { return nil }
    standard = -west / 60
    guard !rest.isEmpty else { return }
    guard name() else { return nil }
    var offset = standard + 60
    if rest.first != "," {
      guard let west = clock() else { return nil }
      offset = -west / 60
    }
    guard let start = change(), let end = change() else { return nil }
    summer = (offset, start, end)
  }

  func offset(at seconds: Int64) -> Int {
    guard let summer else { return standard }
    // Beyond the years that can be written, a rule goes on as at their edge.
    let day = JournalDay(number: Int((seconds + Int64(standard) * 60).floorDivided(by: 86_400)))
    let year = min(max(day.year, 1), 9998)
    let start = instant(summer.start, year) - Int64(standard) * 60
    let end = instant(summer.end, year) - Int64(summer.offset) * 60
    let inside = start < end ? start <= seconds && seconds < end : !(end <= seconds && seconds < start)
    return inside ? summer.offset : standard
  }

  private func instant(_ change: Change, _ year: Int) -> Int64 {
    let first = JournalDay(year: year, month: change.month, day: 1)!
    let next =
      change.month == 12
      ? JournalDay(year: year + 1, month: 1, day: 1)! : JournalDay(year: year, month: change.month + 1, day: 1)!
    let sundayBased = (first.weekday.rawValue + 1) % 7
    var day = first.adding(days: (change.weekday - sundayBased + 7) % 7 + (change.week - 1) * 7)
    while day >= next { day = day.adding(days: -7) }
    return Int64(day.number) * 86_400 + Int64(change.seconds)
  }
}
