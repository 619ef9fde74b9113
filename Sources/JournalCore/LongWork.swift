/// Work that grows with a journal: it tells how far it is, and what it tells may end it. Whatever ends it leaves
/// everything as it was before.
public struct LongWork {
  /// What ends work that somebody does not want to wait for.
  public struct Stopped: Error {
    public init() {}
  }

  /// Hears what is done, and how much there is to do; what it throws ends the work.
  private let hears: (_ done: Int, _ all: Int) throws -> Void

  public init(_ hears: @escaping (_ done: Int, _ all: Int) throws -> Void) { self.hears = hears }

  /// Work that nobody watches.
  public static var unwatched: LongWork { LongWork { _, _ in } }

  /// Told at every record; whoever watches hears of each 64th.
  func tell(_ done: Int, of all: Int) throws { if done % 64 == 0 { try hears(done, all) } }
}

@available(*, unavailable)
extension LongWork: Sendable {}
