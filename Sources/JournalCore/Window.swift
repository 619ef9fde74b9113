internal import Glibc

/// The one window in which somebody writes. A second one finds it taken, and reads: two would write over each other's
/// drafts. It ends with the program, however that ends.
public final class Window {
  private let descriptor: Int32
  /// True while it is this program that writes.
  public private(set) var isOurs = false

  /// Opens the window of the person whose own file is open in `journal`. Where no file can be made, nothing is kept
  /// from anybody.
  public init(of journal: Journal) {
    let path = journal.folder + "/own-\(journal.person ?? "").window"
    descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
    take()
  }

  /// Tries to be the one that writes.
  public func take() {
    guard !isOurs else { return }
    isOurs = descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

@available(*, unavailable)
extension Window: Sendable {}
