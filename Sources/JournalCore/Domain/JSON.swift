/// A JSON value. Objects encode with their keys sorted bytewise, so equal values have equal bytes.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// The value of a key; nil where this is no object, or has no such key.
  public subscript(key: String) -> JSON? { object?[key] }
  public var isNull: Bool { self == .null }
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var int: Int64? { if case .int(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  public var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }
}

/// Where and why text is not JSON; never what stands there.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  public let position: Int
  public let reason: String
  public var description: String { "\(reason) at byte \(position + 1)" }
}

extension JSON {
  /// Parses one value and nothing after it: strict, UTF-8, no key twice, at most `levels` deep.
  public init(parsing bytes: [UInt8], levels: Int = 64) throws(JSONError) {
    var parser = JSONParser(bytes: bytes, levels: levels)
    self = try parser.document()
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let levels: Int
  var at = 0

  init(bytes: [UInt8], levels: Int) {
    self.bytes = bytes
    self.levels = levels
  }

  private func fail(_ reason: String) -> JSONError { JSONError(position: at, reason: reason) }
  private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value(depth: 0)
    space()
    guard at == bytes.count else { throw fail("something follows the value") }
    return value
  }

  private mutating func space() {
    while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard depth < levels else { throw fail("it is nested too deeply") }
    space()
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw fail("a value is expected") }
    at += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    var object: [String: JSON] = [:]
    at += 1
    space()
    if byte == UInt8(ascii: "}") {
      at += 1
      return .object(object)
    }
    while true {
      space()
      guard byte == UInt8(ascii: "\"") else { throw fail("a key is expected") }
      let key = try string()
      guard object[key] == nil else { throw fail("a key stands twice") }
      space()
      guard byte == UInt8(ascii: ":") else { throw fail("a colon is expected") }
      at += 1
      object[key] = try value(depth: depth + 1)
      space()
      switch byte {
      case UInt8(ascii: ","): at += 1
      case UInt8(ascii: "}"):
        at += 1
        return .object(object)
      default: throw fail("a comma or a closing brace is expected")
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    var array: [JSON] = []
    at += 1
    space()
    if byte == UInt8(ascii: "]") {
      at += 1
      return .array(array)
    }
    while true {
      array.append(try value(depth: depth + 1))
      space()
      switch byte {
      case UInt8(ascii: ","): at += 1
      case UInt8(ascii: "]"):
        at += 1
        return .array(array)
      default: throw fail("a comma or a closing bracket is expected")
      }
    }
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 {
      at += 1
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      at += 1
      return try utf8(bytes[start..<at - 1])
    }
    var out = Array(bytes[start..<at])
    while at < bytes.count {
      let next = bytes[at]
      switch next {
      case UInt8(ascii: "\""):
        at += 1
        return try utf8(out[...])
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw fail("a control character stands in a text")
      default:
        out.append(next)
        at += 1
      }
    }
    throw fail("a text does not end")
  }

  private func utf8(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fail("a text is not UTF-8") }
    return text
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    at += 1
    guard at < bytes.count else { throw fail("an escape does not end") }
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "u"):
      var code = try hex4()
      if (0xD800..<0xDC00).contains(code) {
        guard byte == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u") else {
          throw fail("half a character is escaped")
        }
        at += 2
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low) else { throw fail("half a character is escaped") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fail("half a character is escaped") }
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw fail("an escape is not known")
    }
  }

  private mutating func hex4() throws(JSONError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw fail("an escape does not end") }
    var code: UInt32 = 0
    for digit in bytes[at..<at + 4] {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue, digit < 0x80 else {
        throw fail("an escape is not known")
      }
      code = code * 16 + UInt32(value)
    }
    at += 4
    return code
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = at
    if byte == UInt8(ascii: "-") { at += 1 }
    let first = at
    digits()
    guard at > first, bytes[first] != UInt8(ascii: "0") || at == first + 1 else { throw fail("a value is expected") }
    var whole = true
    if byte == UInt8(ascii: ".") {
      whole = false
      at += 1
      let fraction = at
      digits()
      guard at > fraction else { throw fail("a number does not end") }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      whole = false
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      digits()
      guard at > exponent else { throw fail("a number does not end") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if whole, let value = Int64(text) { return .int(value) }
    guard let value = Double(text), value.isFinite else { throw fail("a number is too large") }
    // Written as 3.0, a whole number is still one: it has one form, so that it reads back as it was encoded.
    if let integer = Int64(exactly: value) { return .int(integer) }
    return .double(value)
  }

  private mutating func digits() {
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
  }
}

extension JSON {
  /// One line: keys sorted, numbers in their shortest form, text as UTF-8.
  public func encoded() -> [UInt8] {
    var out: [UInt8] = []
    encode(into: &out)
    return out
  }

  public var text: String { String(decoding: encoded(), as: UTF8.self) }

  private func encode(into out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): out.append(contentsOf: String(value).utf8)
    case .double(let value):
      if let whole = Int64(exactly: value) {
        out.append(contentsOf: String(whole).utf8)
      } else {
        out.append(contentsOf: value.description.utf8)
      }
    case .string(let value): Self.encode(value, into: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.encode(into: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let values):
      out.append(UInt8(ascii: "{"))
      let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, pair) in sorted.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.encode(pair.key, into: &out)
        out.append(UInt8(ascii: ":"))
        pair.value.encode(into: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func encode(_ text: String, into out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 10: out += Array("\\n".utf8)
      case 0..<0x20, 0x7F: out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
