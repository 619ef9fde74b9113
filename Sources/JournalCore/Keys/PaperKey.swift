internal import CSodium

/// A key that is shown once and kept on paper: the recovery key that opens a person's files when the passphrase is
/// gone, or the code of an invitation. 128 random bits and a check of 12 more, as seven groups of four letters and
/// digits that are not mistaken for each other.
public struct PaperKey: Sendable {
  static let length = 16
  private let memory = LockedMemory(length)

  private static let digits = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)

  init() { randombytes_buf(memory.bytes, Self.length) }

  /// Reads one as people type it: any case, with or without spaces and dashes, 1 or I for L.
  /// - Returns: nil when the check does not fit.
  public init?(_ typed: Passphrase) {
    var (count, check) = (0, UInt16(0))
    for byte in typed.bytes where !" -\t\n".utf8.contains(byte) {
      let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
      // Neither I nor 1 is among the letters: both were meant for L.
      let letter = "1I".utf8.contains(upper) ? UInt8(ascii: "L") : upper
      guard let value = Self.digits.firstIndex(of: letter), count < 140 else { return nil }
      for place in 0..<5 {
        let bit = UInt8(value >> (4 - place) & 1)
        if count < 128 {
          memory.bytes[count / 8] = memory.bytes[count / 8] << 1 | bit
        } else {
          check = check << 1 | UInt16(bit)
        }
        count += 1
      }
    }
    guard count == 140, check == self.check else { return nil }
  }

  var bytes: UnsafePointer<UInt8> { UnsafePointer(memory.bytes) }

  /// The seven groups, to be written down.
  public var text: String {
    var bits = (0..<Self.length).flatMap { place in (0..<8).map { bytes[place] >> (7 - UInt8($0)) & 1 } }
    bits += (0..<12).map { UInt8(check >> (11 - UInt16($0)) & 1) }
    let letters = stride(from: 0, to: 140, by: 5).map { start in
      Self.digits[Int(bits[start..<start + 5].reduce(UInt8(0)) { $0 << 1 | $1 })]
    }
    return stride(from: 0, to: letters.count, by: 4)
      .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
  }

  /// The first 12 bits of the hash.
  private var check: UInt16 {
    var digest = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&digest, 32, bytes, UInt64(Self.length), nil, 0)
    return UInt16(digest[0]) << 4 | UInt16(digest[1]) >> 4
  }
}

extension PaperKey: Hashable {
  public static func == (one: PaperKey, other: PaperKey) -> Bool { one.memory.equals(other.memory) }

  public func hash(into hasher: inout Hasher) { hasher.combine(check) }
}
