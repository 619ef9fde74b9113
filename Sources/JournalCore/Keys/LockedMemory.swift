internal import CSodium
internal import Glibc

/// Bytes that are never swapped out or written to a core, with nothing readable beside them, and wiped when the last
/// owner lets go.
final class LockedMemory: @unchecked Sendable {
  let bytes: UnsafeMutablePointer<UInt8>
  let count: Int

  /// Zeros.
  init(_ count: Int) {
    _ = Sodium.random(1)
    guard let memory = sodium_malloc(count) else { preconditionFailure("no memory for what is secret") }
    memset(memory, 0, count)
    bytes = memory.assumingMemoryBound(to: UInt8.self)
    self.count = count
  }

  // sodium_free wipes what it frees.
  deinit { sodium_free(bytes) }

  /// Compared in a time that tells nothing of where they differ.
  func equals(_ other: LockedMemory) -> Bool { count == other.count && sodium_memcmp(bytes, other.bytes, count) == 0 }
}
