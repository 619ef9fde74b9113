internal import CSodium

/// The few things of libsodium that the log needs, as plain byte arrays.
enum Sodium {
  private static let ready: Bool = sodium_init() >= 0

  /// BLAKE2b, 32 bytes.
  static func hash(_ parts: [UInt8]...) -> [UInt8] {
    precondition(ready, "libsodium can't start")
    let bytes = parts.count == 1 ? parts[0] : Array(parts.joined())
    var digest = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&digest, 32, bytes, UInt64(bytes.count), nil, 0)
    return digest
  }

  /// Bytes from the system's generator.
  static func random(_ count: Int) -> [UInt8] {
    precondition(ready, "libsodium can't start")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}

/// An Ed25519 key of one person for one file; `device` is its name in the log.
struct Identity: Sendable {
  let publicKey: [UInt8]
  let secretKey: [UInt8]

  init() {
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    _ = Sodium.random(1)
    crypto_sign_keypair(&publicKey, &secretKey)
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// Nil for bytes that are no pair of keys: what they sign, nobody could check.
  init?(publicKey: [UInt8], secretKey: [UInt8]) {
    guard secretKey.count == Int(crypto_sign_SECRETKEYBYTES) else { return nil }
    var (publicAgain, secretAgain) = ([UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES)), secretKey)
    crypto_sign_seed_keypair(&publicAgain, &secretAgain, secretKey)
    guard publicAgain == publicKey, secretAgain == secretKey else { return nil }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The key's name in the log: the start of its hash.
  var device: String { Self.device(of: publicKey) }
  static func device(of publicKey: [UInt8]) -> String { hex(Array(Sodium.hash(publicKey).prefix(16))) }

  func sign(_ bytes: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    crypto_sign_detached(&signature, nil, bytes, UInt64(bytes.count), secretKey)
    return signature
  }

  static func verifies(_ signature: [UInt8], of bytes: [UInt8], by publicKey: [UInt8]) -> Bool {
    signature.count == Int(crypto_sign_BYTES) && publicKey.count == Int(crypto_sign_PUBLICKEYBYTES)
      && crypto_sign_verify_detached(signature, bytes, UInt64(bytes.count), publicKey) == 0
  }
}

/// Lower-case hexadecimal.
func hex(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
