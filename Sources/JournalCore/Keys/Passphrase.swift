internal import CSodium

/// What it costs to try a passphrase: Argon2id, about a quarter of a second on the machine that founded the journal.
struct PassphraseCost: Hashable, Sendable {
  var operations: UInt64
  var memory: Int

  static let standard = PassphraseCost(operations: 3, memory: 128 << 20)
  /// As little as libsodium allows: for tests alone.
  static let least = PassphraseCost(
    operations: UInt64(crypto_pwhash_argon2id_OPSLIMIT_MIN), memory: Int(crypto_pwhash_argon2id_MEMLIMIT_MIN))

  /// What a key file may ask for: no more than opening a journal can be expected to cost.
  var isSensible: Bool {
    (1...64).contains(operations) && (Int(crypto_pwhash_argon2id_MEMLIMIT_MIN)...(1 << 30)).contains(memory)
  }
}

extension SecretKey {
  static let saltLength = Int(crypto_pwhash_argon2id_SALTBYTES)

  /// The key that a passphrase makes with its salt, as typed: UTF-8, composed, so that every keyboard types the same.
  /// - Returns: nil when there is no memory for it.
  static func derived(from passphrase: String, salt: [UInt8], cost: PassphraseCost) -> SecretKey? {
    var typed = Array(composed(passphrase).utf8)
    defer { sodium_memzero(&typed, typed.count) }
    var code: Int32 = -1
    let key = SecretKey.filled { out in
      code = typed.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          crypto_pwhash(
            out, UInt64(length), characters.baseAddress ?? UnsafePointer(bitPattern: 1)!, UInt64(typed.count), salt,
            cost.operations, cost.memory, crypto_pwhash_ALG_ARGON2ID13)
        }
      }
    }
    return code == 0 ? key : nil
  }

  /// The key that a key on paper makes: it is random enough to need no cost.
  static func derived(from paper: PaperKey) -> SecretKey {
    SecretKey.filled { out in
      let context = Array("hearken recovery key".utf8)
      crypto_generichash(out, length, paper.bytes, UInt64(paper.bytes.count), context, context.count)
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
