/// A key that is shown once and kept on paper: the recovery key that opens a person's files when the passphrase is
/// gone, or the code of an invitation. 128 random bits and a check of 12 more, as seven groups of four letters and
/// digits that are not mistaken for each other.
public struct PaperKey: Hashable, Sendable {
  let bytes: [UInt8]

  private static let digits = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)

  init() { bytes = Sodium.random(16) }

  /// Reads one as people type it: any case, with or without spaces and dashes, 1 or I for L.
  /// - Returns: nil when the check does not fit.
  public init?(_ typed: String) {
    var bits: [UInt8] = []
    for byte in typed.uppercased().utf8 where !" -\t\n".utf8.contains(byte) {
      // Neither I nor 1 is among the letters: both were meant for L.
      let letter = "1I".utf8.contains(byte) ? UInt8(ascii: "L") : byte
      guard let value = Self.digits.firstIndex(of: letter) else { return nil }
      bits += (0..<5).map { UInt8(value >> (4 - $0) & 1) }
    }
    guard bits.count == 140 else { return nil }
    let read = (0..<16).map { place in bits[place * 8..<place * 8 + 8].reduce(UInt8(0)) { $0 << 1 | $1 } }
    guard Array(bits[128...]) == Self.check(read) else { return nil }
    bytes = read
  }

  /// The seven groups, to be written down.
  public var text: String {
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 } } + Self.check(bytes)
    let letters = stride(from: 0, to: 140, by: 5).map { start in
      Self.digits[Int(bits[start..<start + 5].reduce(UInt8(0)) { $0 << 1 | $1 })]
    }
    return stride(from: 0, to: letters.count, by: 4)
      .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
  }

  private static func check(_ bytes: [UInt8]) -> [UInt8] {
    let hash = Sodium.hash(bytes)
    return (0..<12).map { hash[$0 / 8] >> (7 - UInt8($0 % 8)) & 1 }
  }
}
