/// Ids: opaque, 1 to 64 of letters, digits, `_` and `-` (`docs/definitions.md` B2).
public enum Identifier {
  /// True for what may be an id, made here or imported.
  public static func isValid(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// A new id: 128 random bits in lower-case base 32, so that nobody can count what they can't see.
  public static func random() -> String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    let bytes = Sodium.random(16)
    return String(
      decoding: (0..<26).map { place -> UInt8 in
        let bits = (0..<5).reduce(0) { value, bit in
          let at = place * 5 + bit
          return value << 1 | (at < 128 ? Int(bytes[at / 8] >> (7 - at % 8)) & 1 : 0)
        }
        return digits[bits]
      }, as: UTF8.self)
  }
}
