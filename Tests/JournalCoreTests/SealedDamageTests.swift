import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// Damage below a sealed file, of every kind that a disk, a crash or a hand can do: what opens is a state that was
/// committed, and anything else is said to be damaged.
@Suite struct SealedDamageTests {
  private static let isLong = ProcessInfo.processInfo.environment["HEARKEN_LONG"] != nil

  /// A file and its log, as they lay on the disk after one commit.
  private struct State {
    var main: [UInt8]
    var log: [UInt8]
    var rows: [String]
  }

  private let folder = TemporaryFolder()
  private let key = FileKey(.random())
  private var path: String { folder.path + "/journal.db" }

  private func rows(_ database: Database) throws -> [String] {
    try database.all("SELECT text FROM word ORDER BY id") { row in try row.text(0) }
  }

  /// Commits with inserts, changes and removals; now and then the log is folded into the file.
  private func states(_ random: inout SplitMix64) throws -> [State] {
    let database = try Database(path: path, key: key)
    try database.script("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    func state() throws -> State {
      State(main: Files.read(path) ?? [], log: Files.read(path + "-wal") ?? [], rows: try rows(database))
    }
    var states = [try state()]
    for number in 1...16 {
      let text = "words \(number) " + String(repeating: "w", count: Int.random(in: 1...6000, using: &random))
      try database.transaction {
        try database.run("INSERT INTO word VALUES (?, ?)", [.int(Int64(number)), .text(text)])
        if number % 4 == 0 {
          try database.run("UPDATE word SET text = ? WHERE id = ?", [.text(text + "!"), .int(Int64(number - 1))])
        }
        if number % 7 == 0 { try database.run("DELETE FROM word WHERE id = ?", [.int(Int64(number - 2))]) }
      }
      states.append(try state())
      if number % 5 == 0 {
        // A log that was folded in and still stands there is not tried: what is lost of it then is lost to SQLite too.
        try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        states.append(try state())
      }
    }
    return states
  }

  private enum Damage: CaseIterable {
    case bit, sector, cut, torn, swapped, moved, olderPage, wrongKey, otherLog
  }

  /// Does a damage to a state; `others` are where torn and older pages come from.
  private func damage(_ kind: Damage, _ state: State, _ others: [State], _ random: inout SplitMix64) -> State {
    var damaged = state
    let older = others.randomElement(using: &random)!
    let inLog = !state.log.isEmpty && Bool.random(using: &random)
    let (start, size) = inLog ? (32, 4120) : (0, 4096)
    func change(_ body: (inout [UInt8]) -> Void) { if inLog { body(&damaged.log) } else { body(&damaged.main) } }
    let from = inLog ? older.log : older.main
    change { bytes in
      let places = max(1, (bytes.count - start) / size)
      // Files grow in steps: most of what damage can reach are the first pages.
      let page = { (random: inout SplitMix64) in start + Int.random(in: 0..<min(places, 24), using: &random) * size }
      let (one, two) = (page(&random), page(&random))
      switch kind {
      case .bit:
        let at = Int.random(in: 0..<min(bytes.count, start + 24 * size), using: &random)
        bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .sector:
        let at = one / 512 * 512
        for place in at..<min(at + 512, bytes.count) { bytes[place] = 0 }
      case .cut: bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
      case .torn, .olderPage:
        // Of a page that was being written over: all of it as it was before, or the end of it.
        let begin = kind == .torn ? one + 512 * Int.random(in: 1..<size / 512, using: &random) : one
        let end = min(one + size, bytes.count, from.count)
        if begin < end { bytes.replaceSubrange(begin..<end, with: from[begin..<end]) }
      case .swapped, .moved:
        guard max(one, two) + size <= bytes.count else { return }
        let (first, second) = (Array(bytes[one..<one + size]), Array(bytes[two..<two + size]))
        bytes.replaceSubrange(one..<one + size, with: second)
        if kind == .swapped { bytes.replaceSubrange(two..<two + size, with: first) }
      case .wrongKey, .otherLog: break
      }
    }
    if kind == .otherLog { damaged.log = older.log }
    return damaged
  }

  @Test(arguments: 0..<(isLong ? 40 : 2)) func whatOpensWasCommittedAndTheRestIsSaid(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let states = try states(&random)
    let known = Set(states.map(\.rows))
    var opened: [Damage: Int] = [:]
    var said: [Damage: Int] = [:]
    for round in 0..<150 {
      for kind in Damage.allCases {
        let at = Int.random(in: 1..<states.count, using: &random)
        let damaged = damage(kind, states[at], Array(states[..<at]), &random)
        let place = folder.path + "/\(round)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { Files.removeFolder(place) }
        try Data(damaged.main).write(to: URL(fileURLWithPath: place + "/journal.db"))
        try Data(damaged.log).write(to: URL(fileURLWithPath: place + "/journal.db-wal"))
        do {
          let database = try Database(path: place + "/journal.db", key: kind == .wrongKey ? FileKey(.random()) : key)
          let found = try rows(database)
          guard try database.first("PRAGMA integrity_check", [], { row in try row.text(0) }) == "ok" else {
            throw JournalError.damaged
          }
          opened[kind, default: 0] += 1
          // An older page in its own place, or an older log, is no damage that sealing sees (`docs/security.md`); it is one
          // for SQLite, or a row as it once was.
          let isKnown =
            known.contains(found)
            || [.olderPage, .otherLog].contains(kind)
              && found.allSatisfy { row in states.contains { $0.rows.contains(row) } }
          #expect(isKnown, "\(kind), seed \(seed), round \(round)")
        } catch let error as SQLiteError {
          #expect(error.isDamaged, "\(kind), seed \(seed), round \(round): \(error)")
          said[kind, default: 0] += 1
        } catch JournalError.damaged {
          said[kind, default: 0] += 1
        }
      }
    }
    #expect(opened[.wrongKey] == nil)
    for kind in Damage.allCases where ![.wrongKey, .otherLog, .cut].contains(kind) {
      #expect(opened[kind] != nil && said[kind] != nil, "\(kind) is felt where it matters, and there alone")
    }
  }
}
