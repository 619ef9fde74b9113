internal import CSodium
internal import Synchronization

/// 32 secret bytes in memory that is never swapped out, and wiped when the last owner lets go.
final class SecretKey: @unchecked Sendable {
  static let length = 32
  let bytes: UnsafeMutableRawPointer

  private init() {
    _ = Sodium.random(1)
    guard let memory = sodium_malloc(Self.length) else { preconditionFailure("no memory for a key") }
    bytes = memory
  }

  /// A new key from the system's generator.
  static func random() -> SecretKey {
    let key = SecretKey()
    randombytes_buf(key.bytes, length)
    return key
  }

  /// Lets `fill` write the key where it will stay.
  static func filled(_ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> SecretKey {
    let key = SecretKey()
    fill(key.bytes.assumingMemoryBound(to: UInt8.self))
    return key
  }

  // sodium_free wipes what it frees.
  deinit { sodium_free(bytes) }

  var pointer: UnsafePointer<UInt8> { UnsafePointer(bytes.assumingMemoryBound(to: UInt8.self)) }
}

/// The keys of open files by number: a URI names the number, never the key.
enum KeyTable {
  // Guarded by `lock`; a C callback of SQLite has no other way to reach it.
  nonisolated(unsafe) private static var keys: [Int: SecretKey] = [:]
  nonisolated(unsafe) private static var next = 1
  private static let lock = Mutex(())

  /// Takes a key in until its `FileKey` is let go.
  static func add(_ key: SecretKey) -> Int {
    lock.withLock { _ in
      keys[next] = key
      next += 1
      return next - 1
    }
  }

  static func key(_ number: Int) -> SecretKey? { lock.withLock { _ in keys[number] } }
  static func remove(_ number: Int) { lock.withLock { _ in _ = keys.removeValue(forKey: number) } }
}

/// The right to open one sealed file.
public final class FileKey: Sendable {
  let number: Int
  let secret: SecretKey

  init(_ secret: SecretKey) {
    self.secret = secret
    number = KeyTable.add(secret)
  }

  deinit { KeyTable.remove(number) }
}
