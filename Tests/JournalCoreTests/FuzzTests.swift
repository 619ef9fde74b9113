import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// Whatever a file holds: it is read or refused with one sentence that repeats none of its words, nothing crashes or
/// hangs, and what was there before stays.
@Suite struct FuzzTests {
  private let folder = TemporaryFolder()
  /// A word that stands in everything that is broken here, and may stand in no sentence about it.
  private static let word = "marigold"

  /// The sentence that a person reads of an error; nil for an error that has none.
  private func sentence(_ error: any Error) -> String? {
    switch error {
    case let error as ImportError: error.sentence
    case let error as JournalError: error.sentence
    case let error as KeyProblem: error.sentence
    case let error as LogDamage: error.sentence
    case let error as Refusal: error.reason
    // The program has its own sentence for each of these.
    case is SQLiteError, is ColumnError, is NewerVersion: "\(error)"
    default: nil
    }
  }

  /// Does something with what is broken; an error has to be one that is told in words of the program alone.
  /// - Returns: whether it went through.
  @discardableResult
  private func isTaken(_ seed: UInt64, _ body: () throws -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      guard let said = sentence(error) else {
        Issue.record("seed \(seed): \(type(of: error)) is not told")
        return false
      }
      #expect(!said.contains(Self.word), "seed \(seed)")
      if ProcessInfo.processInfo.environment["HEARKEN_SEED"] != nil { print("told:", type(of: error), said) }
      return false
    }
  }

  // MARK: - Lines of an import

  private static let lines = Result { () throws -> [[UInt8]] in
    try fixture("scenario.jsonl").split(separator: 10).map { line in
      Array(String(decoding: line, as: UTF8.self).replacing("real", with: word).utf8)
    }
  }

  /// A line of the sample, broken as bytes or as a value.
  private func broken(_ line: [UInt8], _ mutator: inout Mutator) throws -> [UInt8] {
    mutator.chance(of: 2) ? mutator.bytes(line) : mutator.json(try JSON(parsing: line)).encoded()
  }

  @Test func aBrokenLineIsReadOrRefused() throws {
    let lines = try Self.lines.get()
    try Trials.run("line", count: 2500) { mutator, seed in
      let line = try broken(mutator.pick(lines), &mutator)
      isTaken(seed) {
        for (_, record) in try Interchange.records(in: line) {
          // What is read is written and read back the same.
          let again = try Fields.record(from: try JSON(parsing: record.line.encoded()))
          #expect(again == record, "seed \(seed)")
        }
      }
    }
  }

  @Test func anImportWithBrokenLinesFoundsAWholeJournalOrNone() throws {
    let lines = Array(try Self.lines.get().prefix(40))
    var taken = 0
    try Trials.run("import", count: 25) { mutator, seed in
      var some = lines
      for _ in 0...mutator.upTo(2) {
        let at = mutator.upTo(some.count - 1)
        some[at] = try broken(lines[at], &mutator)
      }
      let into = folder.path + "/\(seed)"
      defer { Files.removeFolder(into) }
      if isTaken(
        seed, { try Journal.importNew(try Interchange.records(in: Array(some.joined(separator: [10]))), in: into) })
      {
        taken += 1
        for person in try Journal(folder: into, person: nil).partners {
          let journal = try Journal(folder: into, person: person.id)
          #expect(try journal.verify().isEmpty, "seed \(seed)")
          _ = try told(by: journal.reader(.person(person.id), at: instant("2026-03-01T20:00:00+01:00")))
        }
      } else {
        #expect(!FileManager.default.fileExists(atPath: into), "seed \(seed)")
      }
    }
    #expect(taken > 0)
  }

  // MARK: - Records

  @Test func brokenBytesOfARecordAreNoRecord() throws {
    let identity = Identity()
    let records = try Interchange.records(in: fixture("scenario.jsonl")).map(\.record)
    try Trials.run("record", count: 2500) { mutator, seed in
      let link = Link(device: identity.device, sequence: 1, previous: [])
      let bytes = RecordCoding.encode(mutator.pick(records), link: link, by: identity).bytes
      let odd = mutator.chance(of: 2) ? mutator.bytes(bytes) : mutator.json(try JSON(parsing: bytes)).encoded()
      guard let (record, _, _) = try? RecordCoding.decode(bytes: odd) else { return }
      // An instant that is taken can be shown, and counted with.
      let moment = record.moment
      #expect(Moment(moment.description)?.instant == moment.instant, "seed \(seed)")
      #expect((0..<1440).contains(moment.minuteOfDay), "seed \(seed)")
      _ = JournalDay(moment).adding(days: -400)
    }
  }

  /// Somebody with the file and the program could put any bytes into the log, with a hash that fits.
  @Test func aForgedRecordIsFoundAndNeverCrashes() throws {
    let lines = Array(try Self.lines.get().prefix(60))
    let whole = folder.path + "/whole"
    try Journal.importNew(try Interchange.records(in: Array(lines.joined(separator: [10]))), in: whole)
    try checkpoint(whole)
    try Trials.run("forged", count: 40) { mutator, seed in
      let path = try copy(whole, seed)
      defer { Files.removeFolder(path) }
      guard try forge(path + "/journal.db", &mutator) else { return }
      isTaken(seed) {
        let journal = try Journal(folder: path, person: "noor")
        isTaken(seed) { try journal.rebuild() }
        isTaken(seed) { _ = try told(by: journal.reader(.person("noor"), at: instant("2026-03-01T20:00:00+01:00"))) }
        isTaken(seed) { _ = try journal.exported() }
        var isWhole = true
        do { isWhole = try journal.verify().isEmpty } catch { isWhole = false }
        #expect(!isWhole, "seed \(seed): a record that nobody signed")
      }
    }
  }

  /// Puts another record in the place of one, with the hash of its bytes and of its words.
  /// - Returns: false when it turned out to be the same.
  private func forge(_ path: String, _ mutator: inout Mutator) throws -> Bool {
    let database = try Database(path: path)
    try database.run("DROP TRIGGER record_fixed")
    try database.run("DROP TRIGGER prose_fixed")
    let count = try database.first("SELECT count(*) FROM record") { row in try row.int(0) }!
    let position = SQLValue.int(mutator.chance(of: 4) ? 1 : Int64(1 + mutator.upTo(Int(count) - 1)))
    let (id, bytes) = try database.first("SELECT id, bytes FROM record WHERE position = ?", [position]) { row in
      (try row.text(0), try row.blob(1))
    }!
    let (words, salt) = try database.first("SELECT bytes, salt FROM prose WHERE record = ?", [.text(id)]) { row in
      (try row.blob(0), try row.blob(1))
    }!
    let prose = mutator.json(try JSON(parsing: words)).encoded()
    guard case .object(var fields) = mutator.json(try JSON(parsing: bytes)) else { return false }
    fields["prose"] = .string(hex(Sodium.hash(salt, prose)))
    let forged = JSON.object(fields).encoded()
    try database.run(
      "UPDATE record SET bytes = ?, hash = ? WHERE position = ?", [.blob(forged), .blob(Sodium.hash(forged)), position])
    try database.run("UPDATE prose SET bytes = ? WHERE record = ?", [.blob(prose), .text(id)])
    // With the column that has to agree, too.
    if mutator.chance(of: 2), let made = fields["at"]?.int {
      try? database.run("UPDATE record SET at = ? WHERE position = ?", [.int(made), position])
    }
    return forged != bytes || prose != words
  }

  // MARK: - The file of keys

  @Test func aBrokenFileOfKeysOpensNothingElse() throws {
    try Journal.found(
      Couple.inKenya.founding, in: folder.path + "/keys", passphrase: Passphrase(Self.word), cost: .least)
    let path = folder.path + "/keys/keys.json"
    let good = try #require(Files.read(path))
    let people = try #require(JSON(parsing: good)["people"])
    try Trials.run("keys", count: 250) { mutator, seed in
      // Bytes as they come, or a file whose check fits what was put into it.
      let odd = mutator.json(people)
      let bytes =
        mutator.chance(of: 2)
        ? mutator.bytes(good)
        : JSON.object(["version": .int(1), "people": odd, "check": .string(hex(Sodium.hash(odd.encoded())))]).encoded()
      try JournalCoreTests.write(bytes, to: path)
      let id = Couple.inKenya.people[0].id
      isTaken(seed) {
        let file = try KeyFile(folder: folder.path + "/keys")
        #expect(file.ids.allSatisfy(Identifier.isValid), "seed \(seed)")
        // A file may ask for more than a test has time for; what it asks for is bounded where it is read.
        guard bytes.count < 100_000, try !JSON(parsing: bytes).asksForMuch else { return }
        isTaken(seed) { _ = try file.unlock(id, passphrase: "not it") }
        isTaken(seed) { _ = try file.unlock(id, passphrase: Passphrase(Self.word)) }
      }
      #expect(Files.read(path) == bytes, "seed \(seed)")
    }
  }

  // MARK: - Pages

  private func copy(_ folder: String, _ seed: UInt64) throws -> String {
    let path = self.folder.path + "/copy-\(seed)"
    try FileManager.default.copyItem(atPath: folder, toPath: path)
    return path
  }

  private func checkpoint(_ folder: String, _ keys: JournalKeys? = nil) throws {
    for (name, key) in [("journal", keys?.shared), ("own-noor", keys?.own)] {
      let path = folder + "/\(name).db"
      try Database(path: path, key: key).run("PRAGMA wal_checkpoint(TRUNCATE)")
      for ending in ["-wal", "-shm"] { unlink(path + ending) }
    }
  }

  /// Pages with bits flipped, zeroed, full of noise, in one another's place, or cut off.
  private func damage(_ path: String, _ mutator: inout Mutator) throws -> [UInt8] {
    var bytes = try #require(Files.read(path))
    let size = SealedFile.pageSize
    let pages = bytes.count / size
    for _ in 0...mutator.upTo(2) {
      let page = mutator.upTo(pages - 1) * size
      let other = mutator.upTo(pages - 1) * size
      switch mutator.upTo(7) {
      case 0: bytes.replaceSubrange(page..<page + size, with: bytes[other..<other + size])
      case 1: bytes.replaceSubrange(page..<page + size, with: [UInt8](repeating: 0, count: size))
      case 2: bytes.replaceSubrange(page..<page + size, with: (0..<size).map { _ in UInt8(mutator.upTo(255)) })
      case 3: bytes.removeLast(mutator.upTo(bytes.count - 1))
      default:
        for _ in 0...mutator.upTo(20) {
          bytes[min(bytes.count - 1, page + mutator.upTo(size - 1))] ^= UInt8(1 << mutator.upTo(7))
        }
      }
      if bytes.count < pages * size { break }
    }
    try JournalCoreTests.write(bytes, to: path)
    return bytes
  }

  @Test(arguments: [false, true]) func damagedPagesAreSaidAndNothingIsMadeWorse(isSealed: Bool) throws {
    let whole = folder.path + "/whole"
    var keys: JournalKeys?
    if isSealed {
      let founding = try Interchange.records(in: fixture("scenario.jsonl")).map(\.record).first {
        $0.shape == .journal
      }!
      var first = founding
      first.author = "noor"
      try Journal.found(first, in: whole, passphrase: Passphrase(Self.word), cost: .least)
      keys = try Journal.unlock(whole, person: "noor", passphrase: Passphrase(Self.word))
    } else {
      try Journal.importNew(
        try Interchange.records(in: Array(try Self.lines.get().prefix(60).joined(separator: [10]))), in: whole)
    }
    do {
      let journal = try Journal(folder: whole, person: "noor", keys: keys)
      for number in 0..<20 {
        try journal.writer().write(
          .entry, "reflection",
          ["text": .string(Self.word + String(repeating: " word", count: number * 20)), "visibility": "private"],
          at: instant("2026-02-01T20:00:00+01:00").adding(milliseconds: Int64(number)))
      }
    }
    try checkpoint(whole, keys)
    var found = 0
    let count = isSealed ? 50 : 60
    try Trials.run("pages", count: count) { mutator, seed in
      let path = try copy(whole, seed)
      defer { Files.removeFolder(path) }
      let file = path + mutator.pick(["/journal.db", "/own-noor.db"])
      let before = try damage(file, &mutator)
      var isOpen = false
      let isWhole = isTaken(seed) {
        let journal = try Journal(folder: path, person: "noor", keys: keys)
        isOpen = true
        isTaken(seed) { _ = try told(by: journal.reader(.person("noor"), at: instant("2026-03-01T20:00:00+01:00"))) }
        // What can be read and is not as it was written is named.
        if try !journal.verify().isEmpty { throw JournalError.damaged }
      }
      if !isWhole { found += 1 }
      if isSealed, !isOpen { #expect(Files.read(file) == before, "seed \(seed)") }
    }
    #expect(found > count / 4, "pages have to be damaged for this to say anything")
  }
}

extension JSON {
  /// True where a file of keys asks for more memory or work than the least.
  fileprivate var asksForMuch: Bool {
    self["people"]?.object?.values.contains { ($0["memory"]?.int ?? 0) > 1 << 20 || ($0["operations"]?.int ?? 0) > 4 }
      ?? false
  }
}
