import CSQLite
import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// What sealing costs, in CPU, by what people do: a journal with passphrases, the keys derived, against the same over a VFS
/// as deep that seals nothing. Run by `script/bench sealed`; it measures and asserts nothing.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["HEARKEN_BENCH"] != nil)) struct SealedCost {
  private let entries = 3_000
  private static let rounds = 51

  @Test func measure() throws {
    #expect(PlainFile.isReady)
    let sides = (try Side(isSealed: true, entries), try Side(isSealed: false, entries))
    for (name, work) in [
      ("opening and the newest page", { try $0.openAndRead() }), ("a commit", { try $0.commit() }),
      ("a search, as one types", { try $0.search("river") }), ("the first search", { try $0.firstSearch("river") }),
    ] as [(String, (Side) throws -> Double)] {
      var (sealed, plain): ([Double], [Double]) = ([], [])
      for _ in 0..<Self.rounds {
        sealed.append(try work(sides.0))
        plain.append(try work(sides.1))
      }
      let (a, b) = (median(sealed)!, median(plain)!)
      print("\(name): sealed \(rounded(a * 1e3, 2)) ms, plain \(rounded(b * 1e3, 2)) ms, ratio \(rounded(a / b, 2))")
    }
  }

  /// A journal of one of two people, with passphrases or without.
  final class Side {
    private let folder = TemporaryFolder()
    private let isSealed: Bool
    private let keys: JournalKeys
    private var journal: Journal
    private var clock = Moment("2026-01-01T08:00:00Z")!.instant

    init(isSealed: Bool, _ entries: Int) throws {
      let couple = Couple.inKenya
      let path = folder.path + "/journal"
      self.isSealed = isSealed
      PlainFile.stands(!isSealed)
      _ = try Journal.found(couple.founding, in: path, passphrase: "a b c d")
      let person = couple.people[0].id
      keys = try Journal.unlock(path, person: person, passphrase: "a b c d")
      journal = try Journal(folder: path, person: person, keys: keys)
      clock = couple.founded.instant
      try journal.database.transaction {
        for number in 0..<entries { try write("entry \(number) " + String(repeating: "was it real ", count: 24)) }
      }
    }

    private var path: String { folder.path + "/journal" }

    private func write(_ text: String) throws {
      clock = clock.adding(milliseconds: 3_600_000)
      try journal.writer().write(
        .entry, "feeling", ["text": .string(text), "visibility": "shared", "intensity": .int(4)], at: clock)
    }

    private func open() throws -> Journal {
      PlainFile.stands(!isSealed)
      return try Journal(folder: path, person: journal.person, keys: keys)
    }
    private func reader(_ journal: Journal) -> Reader { journal.reader(.person(journal.person!), at: clock) }

    func openAndRead() throws -> Double {
      try cpu {
        let journal = try open()
        _ = try reader(journal).entries(before: clock, limit: 50)
      }
    }

    func commit() throws -> Double { try cpu { for _ in 0..<50 { try write("kept") } } / 50 }
    func search(_ word: String) throws -> Double { try cpu { _ = try reader(journal).search([word], limit: 50) } }

    func firstSearch(_ word: String) throws -> Double {
      let journal = try open()
      return try cpu { _ = try reader(journal).search([word], limit: 50) }
    }

    private func cpu(_ work: () throws -> Void) rethrows -> Double {
      func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
      }
      let begun = now()
      try work()
      return now() - begun
    }
  }
}

/// A VFS that hands every call on to SQLite's own, as `SealedFile` does, and seals nothing. It takes that one's name, so
/// that everything above does the same.
private enum PlainFile {
  private typealias Base = UnsafeMutablePointer<sqlite3_file>

  // Set once, before any file is opened through them.
  nonisolated(unsafe) private static let real = sqlite3_vfs_find(nil)!
  nonisolated(unsafe) private static let sealed = sqlite3_vfs_find(SealedFile.name)!
  nonisolated(unsafe) private static let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)

  static let isReady: Bool = {
    guard SealedFile.isRegistered else { return false }
    vfs.initialize(to: sealed.pointee)
    vfs.pointee.pNext = nil
    vfs.pointee.xOpen = { _, path, base, flags, outFlags in
      let base = base!
      let under = (UnsafeMutableRawPointer(base) + MemoryLayout<hk_sealed_file>.stride)
        .assumingMemoryBound(to: sqlite3_file.self)
      base.pointee.pMethods = nil
      let code = real.pointee.xOpen(real, path, under, flags, outFlags)
      guard code == SQLITE_OK else { return code }
      UnsafeMutableRawPointer(base).assumingMemoryBound(to: hk_sealed_file.self).pointee.real = under
      base.pointee.pMethods = UnsafePointer(methods)
      return SQLITE_OK
    }
    return true
  }()

  /// Whether files that are opened from now on are plain.
  static func stands(_ isPlain: Bool) {
    sqlite3_vfs_unregister(isPlain ? sealed : vfs)
    sqlite3_vfs_register(isPlain ? vfs : sealed, 0)
  }

  private static func under(_ base: Base?) -> Base {
    UnsafeMutableRawPointer(base!).assumingMemoryBound(to: hk_sealed_file.self).pointee.real
  }
  private static func io(_ base: Base?) -> sqlite3_io_methods { under(base).pointee.pMethods.pointee }

  nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(
      to: sqlite3_io_methods(
        iVersion: 2,
        xClose: { io($0).xClose(under($0)) },
        xRead: { io($0).xRead(under($0), $1, $2, $3) },
        xWrite: { io($0).xWrite(under($0), $1, $2, $3) },
        xTruncate: { io($0).xTruncate(under($0), $1) },
        xSync: { io($0).xSync(under($0), $1) },
        xFileSize: { io($0).xFileSize(under($0), $1) },
        xLock: { io($0).xLock(under($0), $1) },
        xUnlock: { io($0).xUnlock(under($0), $1) },
        xCheckReservedLock: { io($0).xCheckReservedLock(under($0), $1) },
        xFileControl: { io($0).xFileControl(under($0), $1, $2) },
        xSectorSize: { io($0).xSectorSize(under($0)) },
        xDeviceCharacteristics: { io($0).xDeviceCharacteristics(under($0)) },
        xShmMap: { io($0).xShmMap(under($0), $1, $2, $3, $4) },
        xShmLock: { io($0).xShmLock(under($0), $1, $2, $3) },
        xShmBarrier: { io($0).xShmBarrier(under($0)) },
        xShmUnmap: { io($0).xShmUnmap(under($0), $1) },
        xFetch: nil, xUnfetch: nil))
    return methods
  }()
}
