internal import CSodium
internal import Synchronization

/// 32 secret bytes.
struct SecretKey: Sendable {
  static let length = 32
  private let memory: LockedMemory

  /// A new key from the system's generator.
  static func random() -> SecretKey { filled { randombytes_buf($0, length) } }

  /// Lets `fill` write the key where it will stay.
  static func filled(_ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> SecretKey {
    let memory = LockedMemory(length)
    fill(memory.bytes)
    return SecretKey(memory: memory)
  }

  var pointer: UnsafePointer<UInt8> { UnsafePointer(memory.bytes) }
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
