/// Work that grows with a journal: it tells how far it is, and what it tells may end it. Whatever ends it leaves
/// everything as it was before.
public struct LongWork {
  /// What ends work that somebody does not want to wait for.
  public struct Stopped: Error {
    public init() {}
  }

  /// Hears what is done, and how much there is to do, 0 where that can't be said; what it throws ends the work.
  private let hears: (_ done: Int, _ all: Int) throws -> Void

  /// Work that tells `hears` how far it is, and ends where that throws.
  public init(_ hears: @escaping (_ done: Int, _ all: Int) throws -> Void) { self.hears = hears }

  /// Work that nobody watches.
  public static var unwatched: LongWork { LongWork { _, _ in } }

  /// Ends the work here where nobody wants to wait for it: between two steps that can't be ended halfway.
  public func goOn() throws { try hears(0, 0) }

  /// Counts `all` steps: what comes back is called at each, and whoever watches hears of each 64th.
  func counting(_ all: Int) -> () throws -> Void {
    var done = 0
    return {
      if done % 64 == 0 { try hears(done, all) }
      done += 1
    }
  }
}

@available(*, unavailable)
extension LongWork: Sendable {}
