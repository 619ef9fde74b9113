public import JournalCore

/// Makes bad input of good: always the same from the same seed.
public struct Mutator: Sendable {
  public var random: SplitMix64

  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  public mutating func upTo(_ most: Int) -> Int { Int.random(in: 0...max(0, most), using: &random) }
  public mutating func chance(of one: Int) -> Bool { upTo(one - 1) == 0 }
  public mutating func pick<T>(_ values: [T]) -> T { values[upTo(values.count - 1)] }

  // MARK: - Bytes

  /// One to four changes: bytes flipped, dropped, doubled, moved, cut off, or something nasty put between them.
  public mutating func bytes(_ good: [UInt8]) -> [UInt8] {
    var bytes = good
    for _ in 0...upTo(3) {
      let (at, other) = (upTo(bytes.count), upTo(bytes.count))
      let (low, high) = (min(at, other), min(max(at, other), min(at, other) + 200))
      switch upTo(6) {
      case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8(upTo(7))
      case 1 where at < bytes.count: bytes[at] = UInt8(upTo(255))
      case 2: bytes.removeSubrange(low..<high)
      case 3: bytes.insert(contentsOf: bytes[low..<high], at: at)
      case 4 where chance(of: 4): bytes.removeLast(bytes.count - at)
      default: bytes.insert(contentsOf: pick(Self.nasty), at: at)
      }
    }
    return bytes
  }

  /// What readers stumble over: halves of characters, numbers beyond numbers, depth, length, quotes, controls.
  private static let nasty: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "-", "-0", "1e999", "9223372036854775808",
      "-9223372036854775808",
      "0.1e-400", "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u001b[2J", "\u{0}", "\u{1B}", "\u{7F}", "\u{202E}",
      "\r\n", "\n", "\t", "\u{FEFF}", "=", "'", "#", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[<0;9999999999;0M",
      "\u{1B}]11;rgb:",
      "\u{1B}[27;5;99999999999u", "\u{1B}O", "9999-12-31T23:59:59.999-18:00", "0000-01-01T00:00:00+18:00",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80],
      [UInt8](repeating: UInt8(ascii: "["), count: 3000), [UInt8](repeating: UInt8(ascii: "{"), count: 300),
      [UInt8](repeating: UInt8(ascii: "x"), count: 5000), [UInt8](repeating: UInt8(ascii: "9"), count: 400),
    ]

  // MARK: - Values

  /// A value somewhere in which a field is dropped, has another type, another's value, or one beyond what is sensible.
  public mutating func json(_ value: JSON) -> JSON {
    switch value {
    case .object(var fields) where !fields.isEmpty:
      let keys = fields.keys.sorted()
      let key = pick(keys)
      switch upTo(5) {
      case 0: fields[key] = nil
      case 1: fields[key] = odd()
      case 2: fields[key] = fields[pick(keys)]
      case 3: fields[text(length: 4)] = fields[key]
      default: fields[key] = json(fields[key]!)
      }
      return .object(fields)
    case .array(var values) where !values.isEmpty:
      let at = upTo(values.count - 1)
      switch upTo(3) {
      case 0: values.remove(at: at)
      case 1: values.append(values[at])
      default: values[at] = json(values[at])
      }
      return .array(values)
    default: return odd()
    }
  }

  private mutating func odd() -> JSON {
    switch upTo(9) {
    case 0: return .null
    case 1: return .bool(chance(of: 2))
    case 2: return .int(pick([0, -1, 11, Int64.max, Int64.min, Int64.max / 1000, 253_402_300_800_000, 1 << 40]))
    case 3: return .double(pick([0.5, -1e300, 1e18, 5e-324]))
    case 4: return .array((0..<upTo(3)).map { .string("\($0)") })
    case 5: return .object([:])
    case 6:
      return .string(pick(["", "daily", "private", "shared", "../../x", "9999-12-31", "0000-01-01T00:00:00+18:00"]))
    case 7: return .string(String(repeating: "x", count: upTo(9000)))
    case 8: return (0..<upTo(70)).reduce(JSON.null) { inner, _ in .array([inner]) }
    default: return .string(text(length: 30))
    }
  }

  // MARK: - Text

  /// Text that would speak to a terminal, run backwards, pile up, join, or fill cells that are not its own.
  public mutating func text(length: Int) -> String {
    var text = ""
    for _ in 0..<length {
      switch upTo(11) {
      case 0: text += pick(Self.escapes)
      case 1: text.unicodeScalars.append(pick(Self.marks))
      case 2: for _ in 0...upTo(30) { text.unicodeScalars.append(Unicode.Scalar(UInt32(0x300 + upTo(0x6F)))!) }
      case 3: text += pick(["日本", "한", "🎉", "👨‍👩‍👧", "🇯🇵", "👍🏽", "❤️", "1️⃣", "שלום", "مرحبا", "क्षि", "กำ", "ﷺ", "Ａ"])
      case 4: text.unicodeScalars.append(Unicode.Scalar(UInt32(upTo(0xD7FF)))!)
      case 5: text.unicodeScalars.append(Unicode.Scalar(UInt32(0xE000 + upTo(0x10FFFF - 0xE000)))!)
      case 6: text += pick([" ", "\n", "\t", "\r\n", "\r"])
      default: text += pick(["word", "a", " the ", "letters", "Zeit"])
      }
    }
    return text
  }

  private static let escapes = [
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{1B}P1;1|x\u{1B}\\", "\u{1B}c", "\u{9D}0;t\u{9C}", "\u{7}",
    "\u{1B}]52;c;QUJD\u{7}", "\u{1B}[6n", "\u{0}", "\u{8}\u{8}", "\u{7F}", "\u{85}", "\u{E}",
  ]
  private static let marks: [Unicode.Scalar] = [
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
    "\u{061C}",
    "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FE0F}", "\u{FFFE}", "\u{FFF9}", "\u{FFFB}", "\u{AD}", "\u{180E}",
    "\u{E0041}",
    "\u{E0001}", "\u{34F}", "\u{115F}", "\u{1FAE8}", "\u{20E3}",
  ]
}
