import Fuzzing
import Testing

@testable import JournalCore

/// What comes from outside: text that is not JSON, times that are none, zones, words in many scripts, and lines that
/// can't be imported. Whatever comes in, an error says where and why, and never what stood there.
@Suite struct ReaderInputTests {
  // MARK: - JSON

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}", "{1:1}", "\"",
    "\"a",
    "\"a\nb\"", "nul", "nulll", "True", "tru", "+1", "-", ".5", "1.", "01", "-01", "1e", "1e+", "0x10", "1e999", "NaN",
    "--1", "1 2", "[1 2]", "{\"a\" 1}", "{\"a\":1,\"a\":2}", "{\"e\u{301}\":1,\"\u{E9}\":2}", "\"\\x\"", "\"\\",
    "\"\\u12\"", "\"\\u12G4\"", "\"\\uD800\"", "\"\\uD800\\n\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"",
    "\"\\uDC00\\uD800\"",
    "\u{FEFF}1", "// 1", "'a'", "[1]]", "\u{A0}1",
  ]) func whatIsNotJSONIsRefused(text: String) {
    let error = #expect(throws: JSONError.self, "\(text)") { try JSON(parsing: Array(text.utf8)) }
    #expect((0...text.utf8.count).contains(error?.position ?? -1))
  }

  @Test(arguments: [
    [0x22, 0xC0, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
    [0x22, 0xE2, 0x82, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF], [0x22, 0x00, 0x22], [0x00],
  ]) func whatIsNotUTF8IsRefused(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
  }

  @Test func textIsReadToTheLetter() throws {
    func read(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }
    #expect(try read(" \"\\u0041\\n\\t\\\"\\\\\\/\\b\\f\\r\\u00e9\" ") == .string("A\n\t\"\\/\u{8}\u{C}\r\u{E9}"))
    #expect(try read("\"\\uD83C\\uDF3F 雨\"") == .string("🌿 雨"))
    #expect(try read("\"\\u0000\"").string?.unicodeScalars.count == 1)
    #expect(
      try read("[-0, 10, -12.5e1, 0.25, 1E2, 3.0]")
        == .array([.int(0), .int(10), .int(-125), .double(0.25), .int(100), .int(3)]))
    #expect(try read("9223372036854775807").int == .max)
    #expect(try read("9223372036854775808").int == nil)
    #expect(try read("{\"a\":{}, \"b\":[]}") == .object(["a": .object([:]), "b": .array([])]))
  }

  @Test func nestingHasAnEnd() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    #expect(throws: Never.self) { try JSON(parsing: nested(64)) }
    #expect(throws: JSONError.self) { try JSON(parsing: nested(65)) }
    #expect(throws: JSONError.self) { try JSON(parsing: Array(String(repeating: "[{\"a\":", count: 200_000).utf8)) }
  }

  @Test(arguments: UInt64(1)...50) func whatIsEncodedReadsBackTheSame(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = Self.anything(depth: 0, &random)
    let again = try JSON(parsing: value.encoded())
    #expect(again == value)
    #expect(again.encoded() == value.encoded())
  }

  private static func anything(depth: Int, _ random: inout SplitMix64) -> JSON {
    func text() -> String {
      let scalars = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
        Unicode.Scalar(
          UInt32.random(in: 0...[0x7F, 0x2FF, 0xFFFF, 0x10FFFF].randomElement(using: &random)!, using: &random))
      }
      return String(String.UnicodeScalarView(scalars))
    }
    switch Int.random(in: 0..<(depth < 4 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int64.random(in: .min ... .max, using: &random))
    case 3: return .double(Double(Int.random(in: 0...999, using: &random)) + 0.5)
    case 4, 5: return .string(text())
    case 6: return .array((0..<3).map { _ in anything(depth: depth + 1, &random) })
    default:
      return .object(
        Dictionary((0..<3).map { _ in (text(), anything(depth: depth + 1, &random)) }) { first, _ in first })
    }
  }

  // MARK: - Times

  @Test func instantsAreReadWithTheirOffset() throws {
    for (text, milliseconds, offset) in [
      ("1970-01-01T00:00:00Z", 0, 0), ("1970-01-01T00:00:00+00:00", 0, 0),
      ("2026-03-29T01:59:59+01:00", 1_774_745_999_000, 60), ("2026-03-29T03:00:00+02:00", 1_774_746_000_000, 120),
      ("2026-03-28T21:29:59.25-03:30", 1_774_745_999_250, -210),
      ("1969-12-31T23:59:59.999Z", -1, 0), ("0001-01-01T00:00:00Z", -62_135_596_800_000, 0),
      ("9999-12-31T23:59:59Z", 253_402_300_799_000, 0), ("2024-02-29T12:00:00+05:45", 1_709_187_300_000, 345),
    ] as [(String, Int64, Int)] {
      let moment = try #require(Moment(text), "\(text)")
      #expect(moment.instant.milliseconds == milliseconds, "\(text)")
      #expect(moment.offsetMinutes == offset)
      #expect(Moment(moment.description) == moment)
    }
  }

  @Test(arguments: [
    "", "2026", "2026-03-29", "2026-03-29T01:00:00", "2026-03-29 01:00:00Z", "2026-3-29T01:00:00Z",
    "2026-02-29T01:00:00Z", "2026-13-01T01:00:00Z", "2026-00-01T01:00:00Z", "2026-01-00T01:00:00Z",
    "2026-01-32T01:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z", "2026-01-01T23:59:60Z",
    "2026-01-01T23:59:59.Z", "2026-01-01T23:59:59.1234567890Z", "2026-01-01T23:59:59+1:00", "2026-01-01T23:59:59+01",
    "2026-01-01T23:59:59+0100", "2026-01-01T23:59:59+19:00", "2026-01-01T23:59:59+01:60", "2026-01-01T23:59:59ZZ",
    "0000-01-01T00:00:00Z", "-026-01-01T00:00:00Z", "２０２６-01-01T00:00:00Z", "2026-01-01T23:59Z", "now",
  ]) func whatIsNoInstantIsNone(text: String) { #expect(Moment(text) == nil) }

  @Test func daysFollowTheCalendar() throws {
    for (text, number, weekday) in [
      ("1970-01-01", 0, Weekday.thursday), ("2000-02-29", 11_016, .tuesday), ("2000-03-01", 11_017, .wednesday),
      ("1900-03-01", -25_508, .thursday), ("2026-03-29", 20_541, .sunday), ("2100-02-28", 47_540, .sunday),
      ("2100-03-01", 47_541, .monday), ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
    ] {
      let day = try #require(JournalDay(text))
      #expect(day.number == number, "\(text)")
      #expect(day.weekday == weekday, "\(text)")
      #expect(day.description == text)
    }
    for number in stride(from: -719_162, through: 2_932_896, by: 997) {
      let day = JournalDay(number: number)
      #expect(JournalDay(year: day.year, month: day.month, day: day.day) == day)
    }
    #expect(JournalDay("1900-02-29") == nil)
    #expect(JournalDay("2026-03-29T")?.number == nil)
  }

  @Test func aJournalDayBeginsAtFourOnTheWrittenClock() {
    func day(_ text: String) -> String { JournalDay(Moment(text)!).description }
    #expect(day("2026-03-29T03:59:59+02:00") == "2026-03-28")
    #expect(day("2026-03-29T04:00:00+02:00") == "2026-03-29")
    #expect(day("2026-03-29T04:30:00+02:00") == "2026-03-29")
    #expect(day("2026-10-25T04:00:00+01:00") == "2026-10-25")
    #expect(day("2026-01-01T00:00:00-03:30") == "2025-12-31")
  }

  // MARK: - Zones

  @Test func clocksChangeWhereAndWhenTheyDo() throws {
    for (zone, text, offset) in [
      ("Europe/Berlin", "2026-03-29T00:59:59Z", 60), ("Europe/Berlin", "2026-03-29T01:00:00Z", 120),
      ("Europe/Berlin", "2026-10-25T00:59:59Z", 120), ("Europe/Berlin", "2026-10-25T01:00:00Z", 60),
      ("Europe/Berlin", "2150-07-01T12:00:00Z", 120), ("Europe/Berlin", "2150-12-31T23:30:00Z", 60),
      ("America/St_Johns", "2026-03-08T05:29:59Z", -210), ("America/St_Johns", "2026-03-08T05:30:00Z", -150),
      ("America/St_Johns", "2026-11-01T04:29:59Z", -150), ("America/St_Johns", "2026-11-01T04:30:00Z", -210),
      ("Pacific/Auckland", "2026-04-04T13:59:59Z", 780), ("Pacific/Auckland", "2026-04-04T14:00:00Z", 720),
      ("Pacific/Auckland", "2060-01-01T00:00:00Z", 780), ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 660),
      ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 630), ("Europe/Dublin", "2045-07-01T00:00:00Z", 60),
      ("Europe/Dublin", "2045-12-01T00:00:00Z", 0), ("Asia/Kathmandu", "2026-07-01T00:00:00Z", 345),
      ("Africa/Nairobi", "2100-01-01T00:00:00Z", 180), ("UTC", "2026-07-01T00:00:00Z", 0),
    ] {
      let rules = try TimeZoneRules.system(named: zone)
      #expect(rules.offsetMinutes(at: instant(text)) == offset, "\(zone) \(text)")
    }
  }

  @Test func aClockTimeThatIsMissingOrTwiceIsOneInstant() throws {
    let berlin = try TimeZoneRules.system(named: "Europe/Berlin")
    func at(_ day: String, _ minute: Int) -> String {
      berlin.moment(at: berlin.instant(on: JournalDay(day)!, minute: minute)).description
    }
    #expect(at("2026-03-29", 119) == "2026-03-29T01:59:00+01:00")
    #expect(at("2026-03-29", 150) == "2026-03-29T03:30:00+02:00")
    #expect(at("2026-03-29", 180) == "2026-03-29T03:00:00+02:00")
    #expect(at("2026-10-25", 150) == "2026-10-25T02:30:00+02:00")
    #expect(at("2026-10-25", 180) == "2026-10-25T03:00:00+01:00")
    let later = instant("2026-04-05T18:00:00.007+02:00")
    #expect(berlin.moment(at: berlin.sameClock(later, daysEarlier: 7)).description == "2026-03-29T18:00:00.007+02:00")
    #expect(berlin.moment(at: berlin.sameClock(later, daysEarlier: 14)).description == "2026-03-22T18:00:00.007+01:00")
  }

  @Test(arguments: ["", "Nowhere/Land", "Europe", "/etc/passwd", "../../../etc/passwd", "zone.tab", "Europe/Berlin "])
  func aZoneThatIsNoneIsRefused(name: String) {
    #expect(throws: Refusal.self) { try TimeZoneRules.system(named: name) }
  }

  @Test func aBrokenZoneFileIsNoZone() throws {
    let berlin = try #require(Files.read("/usr/share/zoneinfo/Europe/Berlin"))
    for length in [0, 3, 4, 43, 44, 100, berlin.count / 2] {
      #expect(TimeZoneRules(name: "cut", tzif: Array(berlin.prefix(length))) == nil, "\(length) bytes")
    }
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      var bytes = berlin
      for _ in 0..<8 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      // Whatever it makes of them, it answers.
      _ = TimeZoneRules(name: "flipped", tzif: bytes)?.offsetMinutes(at: instant("2026-07-01T00:00:00Z"))
    }
  }

  // MARK: - Words

  @Test func foldingComparesWordsAsReadersDo() {
    for (one, other) in [
      ("café", "CAFE"), ("cafe\u{301}", "caf\u{E9}"), ("Straße", "STRASSE"), ("STRAẞE", "strasse"), ("ΟΔΌΣ", "οδος"),
      ("ὁδός", "ΟΔΟΣ"), ("İstanbul", "istanbul"), ("ﬁn", "FIN"), ("eﬃcient", "EFFICIENT"), ("ба́бушка", "БАБУШКА"),
      ("\u{212B}ngström", "angstrom"), ("が", "か\u{3099}"), ("한", "\u{1112}\u{1161}\u{11AB}"), ("Việt", "VIET"),
    ] {
      #expect(folded(one) == folded(other), "\(one) \(other)")
    }
    for (one, other) in [("か", "が"), ("は", "ぱ"), ("cafe", "cave"), ("ss", "s"), ("ی", "ي"), ("क", "क़")] {
      #expect(folded(one) != folded(other), "\(one) \(other)")
    }
    #expect(!folded("がっこう").contains(folded("か")))
    #expect(folded("雨の夜").contains(folded("雨")))
    #expect(folded(folded("ΟΔΌΣ ﬁ İ が")) == folded("ΟΔΌΣ ﬁ İ が"))
  }

  @Test func searchFindsALetterAndNotItsNeighbour() throws {
    let journal = try SharedJournal(of: .inNepal)
    let clock = Couple.inNepal.founded.instant.adding(milliseconds: 60_000)
    try journal.write("q", .action, "join", [:], at: Couple.inNepal.founded.instant)
    let school = try journal.write(
      "sita", .entry, "gratitude", ["text": "がっこう", "visibility": "shared"], at: clock)
    let coffee = try journal.write(
      "q", .entry, "gratitude", ["text": "Cafe\u{301} um ÜBER", "visibility": "shared"], at: clock)
    let reader = journal.reader(.shared, at: clock.adding(milliseconds: 60_000))
    #expect(try reader.search(["か"]).isEmpty)
    #expect(try reader.search(["か\u{3099}"]).map(\.id) == [school])
    #expect(try reader.search(["café", "uber"]).map(\.id) == [coffee])
    #expect(try reader.search(["%"]).isEmpty)
    #expect(try reader.search(["", ""]).isEmpty)
  }

  @Test func identifiersAreShortAndPlain() {
    for id in ["a", "A-1_z", String(repeating: "x", count: 64)] { #expect(Identifier.isValid(id)) }
    for id in ["", " ", "a b", "é", "a.b", "a/b", "a\u{0}", "a'", String(repeating: "x", count: 65)] {
      #expect(!Identifier.isValid(id))
    }
    let made = (0..<200).map { _ in Identifier.random() }
    #expect(made.allSatisfy(Identifier.isValid))
    #expect(Set(made).count == made.count)
  }

  // MARK: - Imports

  static let founding =
    #"{"id":"j","rec":"journal","at":"2026-01-01T10:00:00Z","author":"a","kind":"journal","partners":[{"id":"a","name":"A"},{"id":"b","name":"B"}],"home_tz":"Africa/Nairobi"}"#
  static let good = [
    #"{"id":"join","rec":"action","at":"2026-01-01T11:00:00Z","author":"b","kind":"join"}"#,
    #"{"id":"h","rec":"hurt","at":"2026-01-01T11:30:00Z","author":"b","kind":"hurt","text":"x","carried_by":"a","caused_by":"b","visibility":"shared"}"#,
    #"{"id":"q","rec":"entry","at":"2026-01-01T12:00:00Z","author":"a","kind":"question","text":"x","visibility":"shared"}"#,
    #"{"id":"r","rec":"entry","at":"2026-01-01T13:00:00Z","author":"b","kind":"response","text":"x","visibility":"shared","reply_to":"q"}"#,
  ]

  /// An entry of `a` at two o'clock with some fields beside the common ones.
  static func entry(_ kind: String, _ more: String, author: String = "a") -> String {
    #"{"id":"n","rec":"entry","at":"2026-01-01T14:00:00Z","author":"\#(author)","kind":"\#(kind)","text":"marigold","#
      + #""visibility":"shared"\#(more.isEmpty ? "" : ",")\#(more)}"#
  }

  static func action(_ kind: String, _ more: String, author: String = "a") -> String {
    #"{"id":"n","rec":"action","at":"2026-01-01T14:00:00Z","author":"\#(author)","kind":"\#(kind)"\#(more.isEmpty ? "" : ",")\#(more)}"#
  }

  static let broken: [String] = [
    "marigold", "{\"marigold\"", "[\"marigold\"]", "\"marigold\"", "{}", "{\"rec\":\"marigold\"}",
    entry("question", "\"marigold\":1"), entry("question", "\"text\":\"marigold\""), entry("marigold", ""),
    entry("question", "\"visibility\":\"marigold\"").replacing(#""visibility":"shared","#, with: ""),
    entry("question", "").replacing(#","visibility":"shared""#, with: ""),
    entry("question", "").replacing("\"n\"", with: "\"mari gold\""), entry("question", "", author: "marigold"),
    entry("question", "").replacing("14:00:00Z", with: "14:00 marigold"),
    entry("question", "").replacing("T14:00:00Z", with: ""),
    entry("question", "").replacing("2026", with: "2025"),
    entry("question", "").replacing("\"n\"", with: "\"q\""), entry("question", "").replacing("\"n\"", with: "\"j\""),
    entry("question", "\"intensity\":11"), entry("question", "\"intensity\":5.5"),
    entry("question", "\"intensity\":\"marigold\""), entry("question", "\"intensity\":1e400"),
    entry("question", "\"wants_response\":false"), entry("question", "\"wants_response\":\"marigold\""),
    entry("question", "\"asks_again\":\"r\""), entry("question", "\"asks_again\":\"marigold\""),
    entry("question", "\"hurt\":\"marigold\""), entry("question", "\"holding_until\":\"2026-01-02T00:00:00Z\""),
    entry("response", ""), entry("response", "\"reply_to\":\"q\""), entry("response", "\"reply_to\":\"marigold\""),
    entry("response", "\"reply_to\":\"q\",\"holding_until\":\"2026-01-20T00:00:00Z\"", author: "b"),
    entry("feeling", "\"asks_again\":\"q\""), entry("feeling", "\"feelings\":[\"a\",\"b\",\"c\",\"d\",\"marigold\"]"),
    entry("feeling", "\"feelings\":[\"marigold\",\"marigold\"]"), entry("feeling", "\"feelings\":[1]"),
    entry("feeling", "\"triggers\":[\"marigold\"]"), entry("feeling", "\"wish\":\"marigold\""),
    entry("promise", "\"promise_kind\":\"marigold\""), entry("promise", "\"due\":\"marigold\""),
    entry("promise", "\"repeat_until\":{\"marigold\":1}"), entry("acknowledgement", "\"hurt\":\"h\""),
    entry("acknowledgement", "\"hurt\":\"h\",\"parts\":{\"marigold\":\"x\"}", author: "b"),
    entry("acknowledgement", "\"hurt\":\"h\",\"parts\":{\"what_i_did\":[\"marigold\"]}", author: "b"),
    entry("acknowledgement", "", author: "b"), entry("forgiveness", "\"hurt\":\"h\"", author: "b"),
    entry("question", "").replacing("marigold", with: ""),
    entry("question", "").replacing("marigold", with: String(repeating: "marigold", count: 501)),
    action("marigold", ""), action("heard", ""), action("heard", "\"target\":\"marigold\""),
    action("heard", "\"target\":\"r\"", author: "b"), action("edit", "\"target\":\"q\""),
    action("withdraw", "\"target\":\"q\"", author: "b"), action("space", ""),
    action("space", "\"until\":\"2026-01-01T14:10:00Z\""), action("space", "\"until\":\"2026-02-01T14:10:00Z\""),
    action("away", "\"from\":\"2026-01-03T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\""),
    action("away", "\"from\":\"2026-01-01T13:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\""),
    action("answered_outside", "\"target\":\"q\""), action("set_aside", "\"target\":\"q\""),
    action("still_hurts", "\"hurt\":\"h\",\"intensity\":0"), action("still_hurts", "\"hurt\":\"h\"", author: "b"),
    action("promise_said", "\"target\":\"q\",\"outcome\":\"kept\""),
    action("setting_proposed", "\"value\":[\"marigold\"]"), action("share", "\"target\":\"q\""),
    #"{"id":"n","rec":"hurt","at":"2026-01-01T14:00:00Z","author":"b","kind":"hurt","text":"marigold","carried_by":"b","caused_by":"b","visibility":"shared"}"#,
    #"{"id":"n","rec":"hurt","at":"2026-01-01T14:00:00Z","author":"b","kind":"hurt","text":"marigold","carried_by":"a","visibility":"private"}"#,
    founding.replacing("\"j\"", with: "\"n\""), founding, "\u{FEFF}" + entry("question", ""),
    action("setting_proposed", "\"value\":" + String(repeating: "[", count: 40) + String(repeating: "]", count: 40)),
  ]

  @Test(arguments: broken) func aBrokenLineImportsNothing(line: String) throws {
    let lines = [Self.founding] + Self.good + [line]
    try expectRefusal(ofLine: lines.count, in: Array(lines.joined(separator: "\n").utf8))
  }

  @Test func bytesThatAreNoTextImportNothing() throws {
    let lines = Array(([Self.founding] + Self.good).joined(separator: "\r\n").utf8)
    try expectRefusal(ofLine: 6, in: lines + [10] + Array("{\"marigold\":\"".utf8) + [0xFF, 0x22, 0x7D])
    // Cut off in the middle of the last line.
    try expectRefusal(ofLine: 5, in: lines.dropLast(3))
  }

  @Test(arguments: [
    ("Africa/Nairobi", "Nowhere/marigold"), ("\"B\"", "\"\""), ("\"b\",\"name\"", "\"a\",\"name\""),
    ("\"b\",\"name\"", "\"shared\",\"name\""), ("\"author\":\"a\"", "\"author\":\"marigold\""),
    ("\"home_tz\"", "\"day_starts\":\"05:00\",\"home_tz\""),
    ("\"home_tz\"", "\"dates\":[{\"id\":\"marigold\"}],\"home_tz\""),
    (",\"home_tz\":\"Africa/Nairobi\"", ""), ("\"rec\":\"journal\"", "\"rec\":\"entry\""),
  ]) func aBrokenFoundingImportsNothing(what: String, instead: String) throws {
    let lines = [Self.founding.replacing(what, with: instead)] + Self.good
    try expectRefusal(ofLine: 1, in: Array(lines.joined(separator: "\n").utf8))
  }

  @Test func goodLinesAreImportedInAnyDress() throws {
    let folder = TemporaryFolder()
    let lines = [Self.founding] + Self.good + [Self.entry("goal", "\"_note\":{\"any\":[1]}")]
    let text = "\n  \n" + lines.reversed().map { "  " + $0 + "\t\r\n" }.joined() + "\n"
    try Journal.importNew(try Interchange.records(in: Array(text.utf8)), in: folder.path)
    for person in ["a", "b"] { #expect(try Journal(folder: folder.path, person: person).verify().isEmpty) }
    #expect(throws: JournalError.alreadyThere) {
      try Journal.importNew(try Interchange.records(in: Array(text.utf8)), in: folder.path)
    }
  }

  /// Expects that the line's number and a reason are told, nobody's words, and that nothing stays behind.
  private func expectRefusal(ofLine line: Int, in bytes: [UInt8]) throws {
    let folder = TemporaryFolder()
    let error = #expect(throws: ImportError.self) {
      try Journal.importNew(try Interchange.records(in: bytes), in: folder.path)
    }
    #expect(error?.line == line)
    #expect(error?.reason.isEmpty == false)
    #expect(error?.sentence.contains("marigold") == false)
    #expect(Files.names(in: folder.path).isEmpty)
  }
}
