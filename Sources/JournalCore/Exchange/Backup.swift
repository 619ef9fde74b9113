internal import Glibc

/// Copies of a whole journal as it was at one instant. No passphrase is needed: what is sealed stays sealed.
extension Journal {
  /// Copies every file of the journal in `folder` to `place`, which may be an empty folder. Others may go on reading it
  /// meanwhile, and wait to write.
  /// - Throws: `JournalError.inUse` while somebody keeps the files to themselves, a `Refusal` where something stands in
  ///   the place already; nothing stands there then that did not before.
  public static func copy(_ folder: String, to place: String) throws {
    guard exists(in: folder) else { throw JournalError.noJournal }
    guard Files.names(in: place).isEmpty else { throw Refusal("there is something in that place already") }
    let databases = Files.names(in: folder).filter { $0 == "journal.db" || isOwnFile($0) }
    // Their owners can't be asked to wait one after the other: all files stand still at once.
    let held = try databases.map { try Still(folder + "/" + $0) }
    defer { for file in held { file.letGo() } }
    umask(0o077)
    let draft = place + ".new-" + Identifier.random()
    try Files.makeFolder(draft)
    do {
      for name in databases + databases.map({ $0 + "-wal" }) + ["keys.json"] where Files.exist(folder + "/" + name) {
        try Files.copy(folder + "/" + name, to: draft + "/" + name)
      }
      Files.sync(folder: draft)
      guard rename(draft, place) == 0 else { throw Refusal("the copy can't be put in that place") }
    } catch {
      Files.removeFolder(draft)
      throw error
    }
  }

  private static func isOwnFile(_ name: String) -> Bool { name.hasPrefix("own-") && name.hasSuffix(".db") }
}

/// Keeps one of SQLite's files, and its log, from being written, by the locks that SQLite's file format describes
/// (https://sqlite.org/walformat.html, "WAL locks"; https://sqlite.org/lockingv3.html). Its key is not needed.
private struct Still {
  private let main: Int32
  private let index: Int32

  /// Linux's F_OFD_SETLK, which Swift does not import: a lock that belongs to the descriptor and not to the process.
  private static let setLock: Int32 = 37

  init(_ path: String) throws {
    main = Glibc.open(path, O_RDWR | O_CLOEXEC)
    index = Glibc.open(path + "-shm", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // A reader's lock on the file itself; the locks of who writes, folds the log into the file, or recovers it.
    guard main >= 0, index >= 0, Self.lock(main, F_RDLCK, from: 0x4000_0002, 510),
      Self.lock(index, F_WRLCK, from: 120, 3)
    else {
      letGo()
      throw JournalError.inUse
    }
  }

  func letGo() {
    // Locks end with their descriptors.
    for descriptor in [index, main] where descriptor >= 0 { close(descriptor) }
  }

  /// Waits for a lock as long as a transaction may take: five seconds.
  private static func lock(_ descriptor: Int32, _ kind: Int32, from start: Int, _ count: Int) -> Bool {
    var wanted = flock()
    wanted.l_type = Int16(kind)
    wanted.l_whence = Int16(SEEK_SET)
    wanted.l_start = start
    wanted.l_len = count
    for _ in 0..<100 {
      if fcntl(descriptor, Self.setLock, &wanted) == 0 { return true }
      usleep(50_000)
    }
    return false
  }
}
