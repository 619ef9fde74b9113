internal import Glibc

/// Puts several files of a journal in their places in one step: a death on the way leaves all of them as they were, or
/// all as they will be.
enum Arrival {
  /// The folder of whole files on their way; that it bears this name is the step.
  private static let arriving = "arriving"
  private static func waiting(_ folder: String) -> String { folder + "/" + arriving }

  /// How the names of folders begin whose files are being made.
  private static let beginning = "draft-"

  /// Lets `body` make files in a folder beside, then puts each in its place in `folder`.
  static func put(in folder: String, _ body: (String) throws -> Void) throws {
    umask(0o077)
    let isNew = !Files.exist(folder)
    try Files.makeFolder(folder)
    finish(in: folder)
    // Held for as long as a draft is made: nobody sweeps it away.
    let door = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    flock(door, LOCK_SH)
    defer { close(door) }
    let draft = folder + "/" + beginning + Identifier.random()
    try Files.makeFolder(draft)
    do {
      try body(draft)
      for name in Files.names(in: draft) where isLog(name) { Files.remove(draft + "/" + name) }
      for name in Files.names(in: draft) {
        guard Files.sync(draft + "/" + name) else { throw Refusal("there is no room for the file") }
      }
      Files.sync(folder: draft)
      guard rename(draft, waiting(folder)) == 0 else { throw Refusal("the folder can't be written") }
    } catch {
      Files.removeFolder(draft)
      if isNew { rmdir(folder) }
      throw error
    }
    Files.sync(folder: folder)
    finish(in: folder)
  }

  private static func isLog(_ name: String) -> Bool { name.hasSuffix("-wal") || name.hasSuffix("-shm") }

  /// Finishes what a death left on its way, and removes what it left half made.
  static func finish(in folder: String) {
    let names = Files.names(in: folder)
    let drafts = names.filter { $0.hasPrefix(beginning) }
    if !drafts.isEmpty { sweep(drafts, in: folder) }
    if names.contains(arriving) { arrive(in: folder) }
  }

  private static func sweep(_ drafts: [String], in folder: String) {
    let door = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(door) }
    guard flock(door, LOCK_EX | LOCK_NB) == 0 else { return }
    for draft in drafts { Files.removeFolder(folder + "/" + draft) }
  }

  private static func arrive(in folder: String) {
    let waiting = waiting(folder)
    let door = Glibc.open(waiting, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard door >= 0 else { return }
    defer { close(door) }
    // One at a time: a second finds nothing left to do.
    flock(door, LOCK_EX)
    let names = Files.names(in: waiting)
    // The file that makes it a journal comes last.
    for name in names.filter({ $0 != "journal.db" }) + names.filter({ $0 == "journal.db" }) {
      move(waiting + "/" + name, to: folder + "/" + name)
    }
    Files.removeFolder(waiting)
    Files.sync(folder: folder)
  }

  private static func move(_ file: String, to place: String) {
    for ending in ["-wal", "-shm"] { Files.remove(place + ending) }
    let old = Glibc.open(place, O_RDWR | O_CLOEXEC)
    defer { if old >= 0 { close(old) } }
    // Whoever waited to open the old file finds it empty, and writes no word where nobody will look for it.
    if rename(file, place) == 0, old >= 0 { ftruncate(old, 0) }
  }
}
