import CSQLite
import CSodium
import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// A journal with passphrases: who can read what lies in its folder.
@Suite struct SealedJournalTests {
  private let couple = SealedCouple()
  private var folder: String { couple.folder }
  private var now: Instant { couple.now }

  private func write(_ words: String, as person: String, _ keys: JournalKeys, isPrivate: Bool) throws -> Journal {
    try couple.write(words, as: person, keys, isPrivate: isPrivate)
    return try Journal(folder: folder, person: person, keys: keys)
  }

  private func bytes() throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      all[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return all
  }

  /// Every text and blob of every table that a database holds.
  private func everything(_ database: Database) throws -> String {
    // The index of search has its words in tables of its own, which are among these.
    let tables = try database.all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
    ) { row in try row.text(0) }
    return try tables.flatMap { table in
      let columns = try database.all("SELECT name FROM pragma_table_info(?)", [.text(table)]) { row in try row.text(0) }
      let all = columns.map { "coalesce(CAST(\"\($0)\" AS TEXT), '')" }.joined(separator: " || ")
      return try database.all("SELECT \(all) FROM \"\(table)\"") { row in try row.text(0) }
    }.joined(separator: "\n")
  }

  @Test func withoutAPassphraseNoWordIsReadableWhileItIsOpenOrClosed() throws {
    let (ann, ben) = try couple.both()
    var open: [Any] = [
      try write("MARKER shared words", as: "ann", ann, isPrivate: false),
      try write("MARKER own words", as: "ben", ben, isPrivate: true),
    ]
    let drafts = try Drafts(of: open[1] as! Journal)
    try drafts.keep(.object(["text": .string("MARKER draft")]), in: "write.feeling", at: now)
    open.append(drafts)
    for _ in 0..<2 {
      for (name, data) in try bytes() {
        for word in ["MARKER", "Our journal", "SQLite format", "of ben"] {
          #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
        }
      }
      open = []
    }
    #expect(throws: JournalError.locked) { try Journal(folder: folder, person: "ann") }
  }

  @Test func whatSQLiteIsToldOfAFileHoldsNoKey() throws {
    let (ann, _) = try couple.both()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let journal = try Journal(folder: folder, person: "ann", keys: ann)
    let files = try journal.database.all("PRAGMA database_list") { row in (try row.text(1), try row.text(2)) }
    #expect(files.map(\.1) == ["/journal.db", "/own-ann.db"].map { folder + $0 })
    let handle = Mirror(reflecting: journal.database).children.first { $0.label == "handle" }?.value as? OpaquePointer
    for (schema, key) in [("main", ann.shared), ("own", try #require(ann.own))] {
      let name = try #require(sqlite3_db_filename(try #require(handle), schema))
      var told: [String: String] = [:]
      while let key = sqlite3_uri_key(name, Int32(told.count)) {
        told[String(cString: key)] = String(cString: sqlite3_uri_parameter(name, key))
      }
      #expect(
        told == ["vfs": SealedFile.name, "hk_key": "\(key.number)"], "a place in a table, and nothing of the key")
    }
  }

  @Test func onePassphraseOpensNoneOfTheOthersOwnPages() throws {
    let (ann, ben) = try couple.both()
    _ = try write("shared MARKER-SHARED", as: "ben", ben, isPrivate: false)
    _ = try write("own MARKER-OWN", as: "ben", ben, isPrivate: true)
    for key in [ann.shared, ann.own] {
      #expect(throws: (any Error).self) { try everything(Database(path: folder + "/own-ben.db", key: key)) }
    }
    let seen = try everything(Database(path: folder + "/journal.db", key: ann.shared))
    #expect(seen.contains("MARKER-SHARED"))
    #expect(!seen.contains("MARKER-OWN"))
    #expect(throws: KeyProblem.wrongPassphrase) {
      try Journal.unlock(folder, person: "ben", passphrase: "of ann")
    }
  }

  /// Everything that a key opens in the bytes of a file, whatever role and number its pages may have.
  private func opened(_ data: Data, by key: SecretKey) -> Data {
    let bytes = Array(data)
    var text = Data()
    func open(at start: Int, number: UInt64) {
      guard start + 4096 <= bytes.count else { return }
      for role in UInt8(1)...3 {
        let about = [role] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (UInt64($0) * 8)) }
        var out = [UInt8](repeating: 0, count: 4056)
        let code = bytes.withUnsafeBufferPointer { all in
          let page = all.baseAddress! + start
          return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
            &out, nil, page, 4056, page + 4080, about, UInt64(about.count), page + 4056, key.pointer)
        }
        if code == 0 { text += out }
      }
    }
    for start in stride(from: 0, to: bytes.count, by: 4096) {
      open(at: start, number: UInt64(start / 4096) + 1)
      open(at: start, number: UInt64(start))
    }
    for start in stride(from: 32, to: bytes.count, by: 4120) where start + 4 <= bytes.count {
      open(at: start + 24, number: bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt64($1) })
    }
    return text
  }

  @Test func noKeyThatOneCanReachOpensAPageOfTheOthers() throws {
    let recovery = try #require(try couple.found())
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    let code = try Journal.invite("ben", to: folder, by: ann)
    let (ben, _) = try Journal.takeIn("ben", to: folder, code: code, passphrase: "of ben", cost: .least)
    try couple.join(ben)
    var open: [Any] = []
    for person in ["ann", "ben"] {
      let keys = person == "ann" ? ann : ben
      open.append(try write("shared MARKER-SHARED-\(person)", as: person, keys, isPrivate: false))
      let journal = try write("own MARKER-OWN-\(person)", as: person, keys, isPrivate: true)
      let drafts = try Drafts(of: journal)
      try drafts.keep(.object(["text": .string("MARKER-DRAFT-\(person)")]), in: "write.feeling", at: now)
      open += [journal, drafts]
    }
    let copy = TemporaryFolder()
    try Journal.copy(folder, to: copy.path + "/copy")
    var files = try bytes()
    for name in Files.names(in: copy.path + "/copy") {
      files["copy/" + name] = try Data(contentsOf: URL(fileURLWithPath: copy.path + "/copy/" + name))
    }
    #expect(files.keys.contains("own-ben.db-wal") && files.keys.contains("copy/own-ben.db-wal"))

    // What Ann has: her two keys, what her passphrase makes of either salt, her recovery key, the code that she saw.
    let file = try #require(files["keys.json"])
    let people = try #require(try JSON(parsing: Array(file))["people"]?.object)
    var keys = [ann.shared.secret, try #require(ann.own).secret, .derived(from: recovery), .derived(from: code)]
    for person in people.values {
      let salt = try #require(person["salt"]?.string.flatMap(unhex))
      keys.append(try #require(SecretKey.derived(from: "of ann", salt: salt, cost: .least)))
    }
    var all = Data()
    for data in files.values {
      #expect(data.range(of: Data("MARKER".utf8)) == nil)
      for key in keys { all += opened(data, by: key) }
    }
    for word in ["MARKER-SHARED-ben", "MARKER-SHARED-ann", "MARKER-OWN-ann", "MARKER-DRAFT-ann"] {
      #expect(all.range(of: Data(word.utf8)) != nil, "else this looks at nothing")
    }
    for word in ["MARKER-OWN-ben", "MARKER-DRAFT-ben"] { #expect(all.range(of: Data(word.utf8)) == nil) }
  }

  @Test func aChangedPassphraseOpensTheSameWords() throws {
    let (ann, _) = try couple.both()
    _ = try write("before", as: "ann", ann, isPrivate: true)
    var file = try KeyFile(folder: folder)
    let recovery = try file.seal(ann, for: "ann", passphrase: "new", cost: .least)
    try file.write(to: folder)
    #expect(throws: KeyProblem.wrongPassphrase) { try Journal.unlock(folder, person: "ann", passphrase: "of ann") }
    for keys in [
      try Journal.unlock(folder, person: "ann", passphrase: "new"),
      try Journal.unlock(folder, person: "ann", recovery: recovery),
    ] {
      let journal = try Journal(folder: folder, person: "ann", keys: keys)
      #expect(
        try journal.reader(.person("ann"), at: now.adding(milliseconds: 99)).latestEntry(by: "ann")?.text == "before")
      #expect(try journal.verify().isEmpty)
    }
  }

  @Test func bothFilesAreThereFromTheStartAndSayNothingOfWhoWrote() throws {
    let (ann, _) = try couple.both()
    let names = Set(try bytes().keys.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
    #expect(names == ["journal.db", "keys.json", "own-ann.db", "own-ben.db"])
    let sizes = Set(try names.filter { $0.hasPrefix("own-") }.map { try #require(try bytes()[$0]).count })
    #expect(sizes == [1 << 20])
    for name in names {
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
    #expect(throws: (any Error).self) {
      try Journal.takeIn("ben", to: folder, by: ann, passphrase: "again", cost: .least)
    }
  }

  @Test func theLocksMinutesAreOnesOwn() throws {
    let (ann, ben) = try couple.both()
    let journal = try Journal(folder: folder, person: "ann", keys: ann)
    try journal.setLockMinutes(12)
    #expect(throws: Refusal.self) { try journal.setLockMinutes(0) }
    #expect(try Journal(folder: folder, person: "ann", keys: ann).lockMinutes() == 12)
    #expect(try Journal(folder: folder, person: "ben", keys: ben).lockMinutes() == 5)
  }

  @Test func damageToASealedJournalIsSaid() throws {
    let (ann, _) = try couple.both()
    var journal: Journal? = try write("words", as: "ann", ann, isPrivate: false)
    try journal!.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    journal = nil
    var data = try #require(try bytes()["journal.db"])
    data[3 * 4096 + 2000] ^= 1
    try data.write(to: URL(fileURLWithPath: folder + "/journal.db"))
    #expect(throws: (any Error).self) { try Journal(folder: folder, person: "ann", keys: ann).verify() }
  }
}
