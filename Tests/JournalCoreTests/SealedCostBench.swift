import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// What sealing costs, in CPU: a journal with passphrases against one without, the keys derived, by what people do.
/// Run by `script/bench sealed`; it measures and asserts nothing.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["HEARKEN_BENCH"] != nil)) struct SealedCost {
  private let entries = 3_000

  @Test func measure() throws {
    let sides = (try Side(isSealed: true, entries), try Side(isSealed: false, entries))
    for (name, work) in [
      ("opening and the newest page", { try $0.openAndRead() }), ("a commit", { try $0.commit() }),
      ("a search, as one types", { try $0.search("river") }), ("the first search", { try $0.firstSearch("river") }),
    ] as [(String, (Side) throws -> Double)] {
      var (sealed, plain): ([Double], [Double]) = ([], [])
      for _ in 0..<15 {
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
    private let keys: JournalKeys?
    private var journal: Journal
    private var clock = Moment("2026-01-01T08:00:00Z")!.instant

    init(isSealed: Bool, _ entries: Int) throws {
      let couple = Couple.inKenya
      let path = folder.path + "/journal"
      _ = try Journal.found(couple.founding, in: path, passphrase: isSealed ? "a b c d" : nil)
      let person = couple.people[0].id
      keys = isSealed ? try Journal.unlock(path, person: person, passphrase: "a b c d") : nil
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

    private func open() throws -> Journal { try Journal(folder: path, person: journal.person, keys: keys) }
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
