internal import Foundation
internal import Synchronization

/// What was tried, with which seed, and what came of it.
public struct FailedTry: Error {
  public let name: String
  public let seed: UInt64
  public let error: any Error
}

/// Tries one property with many seeds. A seed whose try fails, crashes or does not end is named; HEARKEN_SEED tries it
/// alone.
public enum Trials {
  /// True where minutes may be taken instead of seconds.
  public static let areLong = ProcessInfo.processInfo.environment["HEARKEN_LONG"] != nil
  private static let only = ProcessInfo.processInfo.environment["HEARKEN_SEED"].flatMap { UInt64($0) }
  /// No try may take longer; most take a thousandth of it.
  private static let longest: Duration = .seconds(180)

  private struct Try {
    var name: String
    var seed: UInt64
    var began: ContinuousClock.Instant
  }
  private static let running = Mutex<[Int: Try]>([:])

  /// - Parameters:
  ///   - count: how many seeds; fifty times as many in the long run.
  ///   - body: gets a mutator of the seed.
  /// - Throws: `FailedTry` for the first seed whose body throws.
  public static func run(_ name: String, count: Int, _ body: (inout Mutator, UInt64) throws -> Void) throws {
    watch
    let id = running.withLock { tries in
      let id = (tries.keys.max() ?? 0) + 1
      tries[id] = Try(name: name, seed: 0, began: .now)
      return id
    }
    defer { running.withLock { _ = $0.removeValue(forKey: id) } }
    let seeds = only.map { $0...$0 } ?? 1...UInt64(areLong ? count * 50 : count)
    for seed in seeds {
      running.withLock { $0[id] = Try(name: name, seed: seed, began: .now) }
      var mutator = Mutator(seed: seed)
      do {
        try body(&mutator, seed)
      } catch {
        throw FailedTry(name: name, seed: seed, error: error)
      }
    }
  }

  /// Names the seeds of a crash, and ends a run that hangs.
  private static let watch: Void = {
    // With one seed alone, the trace of a crash is worth more than its name.
    for crash in only != nil ? [] : [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      signal(crash) { crash in
        Trials.tell()
        signal(crash, SIG_DFL)
        raise(crash)
      }
    }
    Thread.detachNewThread {
      while true {
        sleep(1)
        let isLate = running.withLock { tries in tries.values.contains { ContinuousClock.now - $0.began > longest } }
        if isLate { abort() }
      }
    }
  }()

  private static func tell() {
    running.withLockIfAvailable { tries in
      for one in tries.values {
        let line = Array("being tried: \(one.name), seed \(one.seed)\n".utf8)
        _ = write(2, line, line.count)
      }
    }
  }
}
