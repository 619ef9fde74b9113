internal import CSodium
internal import Glibc

/// What somebody types to open their journal. It is in locked memory from its first letter on, passes through no
/// string, and is wiped when the last copy is let go.
public struct Passphrase: Sendable {
  /// As many bytes as a passphrase may have.
  public static let capacity = 4096

  private var memory = LockedMemory(capacity)
  private var size = 0

  /// One without a letter.
  public init() {}

  /// Reads a line from a descriptor, without its end.
  /// - Returns: nil when none comes, when it is longer than a passphrase may be, or when it is not UTF-8.
  public init?(lineOf descriptor: Int32) {
    while true {
      let count = Glibc.read(descriptor, memory.bytes + size, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, memory.bytes[size] != 0x0A else { break }
      size += 1
      guard size < Self.capacity else { return nil }
    }
    memory.bytes[size] = 0
    guard size > 0, isText else { return nil }
  }

  public var isEmpty: Bool { size == 0 }

  /// How many characters a reader would count: marks belong to the letter before them.
  public var length: Int { pieces.count }

  /// Takes one more letter; one that has no room any more is left out.
  public mutating func append(_ letter: Unicode.Scalar) {
    guard let bytes = UTF8.encode(letter), size + bytes.count <= Self.capacity else { return }
    own()
    for byte in bytes {
      memory.bytes[size] = byte
      size += 1
    }
  }

  /// Takes the last character away, with its marks.
  public mutating func removeLast() {
    guard let last = pieces.last else { return }
    own()
    memset(memory.bytes + last.lowerBound, 0, last.count)
    size = last.lowerBound
  }

  /// Copies share their memory until one of them changes.
  private mutating func own() {
    guard !isKnownUniquelyReferenced(&memory) else { return }
    let copy = LockedMemory(Self.capacity)
    memcpy(copy.bytes, memory.bytes, size)
    memory = copy
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory.bytes, count: size) }

  // MARK: - Letters

  private func scalar(at place: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    var parser = UTF8.ForwardParser()
    var rest = bytes[place...].makeIterator()
    guard case .valid(let letter) = parser.parseScalar(from: &rest) else { return nil }
    return (UTF8.decode(letter), letter.count)
  }

  private var isText: Bool {
    var place = 0
    while place < size {
      guard let (_, length) = scalar(at: place) else { return false }
      place += length
    }
    return true
  }

  /// The places of each letter with what may join it when the text is composed: marks, and the later parts of a
  /// Hangul syllable. No piece depends on the next.
  private var pieces: [Range<Int>] {
    var pieces: [Range<Int>] = []
    var place = 0
    while place < size, let (scalar, length) = scalar(at: place) {
      let joins =
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
        }
      if joins, let last = pieces.popLast() {
        pieces.append(last.lowerBound..<place + length)
      } else {
        pieces.append(place..<place + length)
      }
      place += length
    }
    return pieces
  }

  /// The same, composed (NFC), so that every keyboard types the same. It is done letter by letter: so short a text
  /// needs no memory of its own.
  func composed() -> Passphrase {
    var composed = Passphrase()
    for piece in pieces {
      for scalar in JournalCore.composed(String(decoding: bytes[piece], as: UTF8.self)).unicodeScalars {
        composed.append(scalar)
      }
    }
    return composed
  }
}

extension Passphrase: Hashable {
  /// True for the same letters, whatever form a keyboard gives them.
  public static func == (one: Passphrase, other: Passphrase) -> Bool {
    one.composed().memory.equals(other.composed().memory)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(composed().size) }
}

/// What it costs to try a passphrase: Argon2id, about a quarter of a second on the machine that founded the journal.
public struct PassphraseCost: Hashable, Sendable {
  var operations: UInt64
  var memory: Int

  /// What everybody's passphrase costs.
  public static let standard = PassphraseCost(operations: 3, memory: 128 << 20)
  /// As little as libsodium allows: for tests alone.
  static let least = PassphraseCost(
    operations: UInt64(crypto_pwhash_argon2id_OPSLIMIT_MIN), memory: Int(crypto_pwhash_argon2id_MEMLIMIT_MIN))

  /// What a key file may ask for: no more than opening a journal can be expected to cost.
  var isSensible: Bool {
    (1...64).contains(operations) && (Int(crypto_pwhash_argon2id_MEMLIMIT_MIN)...(1 << 30)).contains(memory)
      && UInt64(memory) * operations <= 16 * UInt64(Self.standard.memory) * Self.standard.operations
  }
}

extension SecretKey {
  static let saltLength = Int(crypto_pwhash_argon2id_SALTBYTES)

  /// The key that a passphrase makes with its salt.
  /// - Returns: nil when there is no memory for it.
  static func derived(from passphrase: Passphrase, salt: [UInt8], cost: PassphraseCost) -> SecretKey? {
    let typed = passphrase.composed()
    var code: Int32 = -1
    let key = SecretKey.filled { out in
      code = typed.bytes.withMemoryRebound(to: CChar.self) { characters in
        crypto_pwhash(
          out, UInt64(length), characters.baseAddress!, UInt64(characters.count), salt, cost.operations, cost.memory,
          crypto_pwhash_ALG_ARGON2ID13)
      }
    }
    return code == 0 ? key : nil
  }

  /// The key that a key on paper makes: it is random enough to need no cost.
  static func derived(from paper: PaperKey) -> SecretKey {
    SecretKey.filled { out in
      let context = Array("hearken recovery key".utf8)
      crypto_generichash(out, length, paper.bytes, UInt64(PaperKey.length), context, context.count)
    }
  }

  /// Seals `other` under this key; `context` says what it is for.
  func wrap(_ other: SecretKey, context: String) -> [UInt8] {
    var nonce = Sodium.random(24)
    var box = [UInt8](repeating: 0, count: Self.length + 16)
    let about = Array(context.utf8)
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      &box, nil, other.pointer, UInt64(Self.length), about, UInt64(about.count), nil, &nonce, pointer)
    return nonce + box
  }

  /// The key that was sealed under this one; nil when it was not.
  func unwrap(_ sealed: [UInt8], context: String) -> SecretKey? {
    guard sealed.count == 24 + Self.length + 16 else { return nil }
    let about = Array(context.utf8)
    var code: Int32 = -1
    let key = SecretKey.filled { out in
      code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        out, nil, nil, Array(sealed[24...]), UInt64(sealed.count - 24), about, UInt64(about.count),
        Array(sealed[..<24]), pointer)
    }
    return code == 0 ? key : nil
  }
}
