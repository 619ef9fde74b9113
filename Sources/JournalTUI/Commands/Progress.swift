internal import Glibc
internal import JournalCore

/// How far long work of a command is: one line on standard error, where that is a terminal, from 300 ms on and once a
/// second. Ctrl-C ends it: what is derived is one transaction.
enum Progress {
  static let opening = "Opening"
  static let importing = "Importing"
  static let exporting = "Exporting"
  static let deriving = "Deriving"
  static let checking = "Checking"

  nonisolated(unsafe) private static var isInterrupted: sig_atomic_t = 0

  /// Files that are being made are taken away again when Ctrl-C ends the work.
  static func stoppable(_ verb: String, _ body: (LongWork) throws -> Void) throws {
    signal(SIGINT) { _ in Progress.isInterrupted = 1 }
    defer { signal(SIGINT, SIG_DFL) }
    try body(onTerminal(verb))
  }

  static func onTerminal(_ verb: String) -> LongWork {
    var pace = Pace()
    return LongWork { done, all in
      guard isInterrupted == 0 else {
        if pace.hasShown { clear() }
        throw LongWork.Stopped()
      }
      if isatty(2) == 1, pace.isDue(Clock.now) { write("\r\u{1B}[K\(verb) \(done) of \(all)") }
      if pace.hasShown, done + 64 >= all { clear() }
    }
  }

  private static func clear() { write("\r\u{1B}[K") }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(2, bytes, bytes.count)
  }
}

/// When long work is told of: not at first, then once a second.
struct Pace {
  private let begun = Clock.now
  private var last: Instant?

  var hasShown: Bool { last != nil }

  mutating func isDue(_ now: Instant) -> Bool {
    guard now.milliseconds - begun.milliseconds >= 300, now.milliseconds - (last?.milliseconds ?? 0) >= 1000 else {
      return false
    }
    last = now
    return true
  }
}
