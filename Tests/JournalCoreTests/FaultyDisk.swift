import CSQLite
import Foundation
import Synchronization

/// A disk that fails when it is told to: SQLite's own VFS, with reads, writes and syncs of marked files that stop at a
/// chosen call and stay stopped, as a disk that is full or gone. A write may get half way.
enum FaultyDisk {
  /// Files whose path holds this can be made to fail.
  static let mark = "hearken-fault-"

  struct Plan {
    /// How many calls still go through; nil for all of them.
    var callsLeft: Int?
    var failsReads = false
    /// A read that fails gets half of what it asked for, and the rest as zeros.
    var readsHalf = false
    var writesHalf = false
    /// No room for the index that several readers of a log share.
    var failsSharedMemory = false
    /// Calls so far.
    var calls = 0
  }

  static let plan = Mutex(Plan())
  /// One try at a time: the plan is one for the process.
  static let turn = NSLock()

  // Set once, before any file is opened through it.
  nonisolated(unsafe) private static var real: UnsafeMutablePointer<sqlite3_vfs>!
  /// SQLite has one table of methods for each way of locking; each gets its own that can fail.
  private static let tables = Mutex<[UInt: UInt]>([:])

  private static func original(_ file: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods {
    let address = tables.withLock { $0[UInt(bitPattern: file!.pointee.pMethods)]! }
    return UnsafePointer<sqlite3_io_methods>(bitPattern: address)!.pointee
  }

  /// The failing table that goes with a real one.
  private static func table(for real: UnsafePointer<sqlite3_io_methods>) -> UnsafePointer<sqlite3_io_methods> {
    let known = tables.withLock { tables in tables.first { $0.value == UInt(bitPattern: real) }?.key }
    if let known { return UnsafePointer(bitPattern: known)! }
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: real.pointee)
    methods.pointee.xRead = { file, buffer, amount, offset in
      guard FaultyDisk.goesThrough(read: true) else {
        guard FaultyDisk.plan.withLock({ $0.readsHalf }), amount > 1 else { return Int32(HK_IOERR_READ) }
        let code = FaultyDisk.original(file).xRead(file, buffer, amount / 2, offset)
        memset(buffer! + Int(amount / 2), 0, Int(amount - amount / 2))
        return code == SQLITE_OK ? Int32(HK_IOERR_SHORT_READ) : code
      }
      return FaultyDisk.original(file).xRead(file, buffer, amount, offset)
    }
    methods.pointee.xWrite = { file, buffer, amount, offset in
      guard FaultyDisk.goesThrough() else {
        if FaultyDisk.plan.withLock({ $0.writesHalf && $0.callsLeft == 0 }) {
          _ = FaultyDisk.original(file).xWrite(file, buffer, amount / 2, offset)
          FaultyDisk.plan.withLock { $0.callsLeft = -1 }
        }
        return SQLITE_FULL
      }
      return FaultyDisk.original(file).xWrite(file, buffer, amount, offset)
    }
    methods.pointee.xSync = { file, flags in
      FaultyDisk.goesThrough() ? FaultyDisk.original(file).xSync(file, flags) : SQLITE_IOERR
    }
    methods.pointee.xShmMap = { file, region, size, extends, out in
      guard FaultyDisk.plan.withLock({ !$0.failsSharedMemory }) else { return Int32(HK_IOERR_SHMSIZE) }
      return FaultyDisk.original(file).xShmMap(file, region, size, extends, out)
    }
    methods.pointee.xTruncate = { file, size in
      FaultyDisk.goesThrough() ? FaultyDisk.original(file).xTruncate(file, size) : SQLITE_IOERR
    }
    tables.withLock { $0[UInt(bitPattern: methods)] = UInt(bitPattern: real) }
    return UnsafePointer(methods)
  }

  /// Takes the default VFS's place once; unmarked files pass it untouched.
  static let isInPlace: Bool = {
    real = sqlite3_vfs_find(nil)
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    vfs.initialize(to: real.pointee)
    vfs.pointee.pNext = nil
    vfs.pointee.zName = UnsafePointer(strdup("hearken-faulty"))
    vfs.pointee.xOpen = { _, path, file, flags, out in
      let code = real.pointee.xOpen(real, path, file, flags, out)
      guard code == SQLITE_OK, let path, let file, String(cString: path).contains(mark) else { return code }
      file.pointee.pMethods = table(for: file.pointee.pMethods)
      return code
    }
    return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
  }()

  private static func goesThrough(read: Bool = false) -> Bool {
    plan.withLock { plan in
      if read, !plan.failsReads { return true }
      plan.calls += 1
      guard let left = plan.callsLeft else { return true }
      guard left > 0 else { return false }
      plan.callsLeft = left - 1
      return true
    }
  }
}
