import Foundation
import Fuzzing
import Testing

@testable import JournalCore

/// Something done to the records of a file, and what `verify` has to find then.
struct Forgery: Sendable, CustomTestStringConvertible {
  enum Files { case shared, both }

  let name: String
  /// True for the shared file, false for Ann's own.
  let files: [Bool]
  let rebuilds: Bool
  let act: @Sendable (OpenedFile) throws -> [LogDamage]

  init(
    _ name: String, of files: Files, rebuilding: Bool = false,
    _ act: @escaping @Sendable (OpenedFile) throws -> [LogDamage]
  ) {
    self.name = name
    self.files = files == .both ? [true, false] : [true]
    rebuilds = rebuilding
    self.act = act
  }

  var testDescription: String { name }
}

/// One file of a closed journal, without its triggers: what somebody has who can open it with any tool.
final class OpenedFile {
  let database: Database
  let isShared: Bool
  let log: RecordLog
  /// The keys of Ann, whose own file holds them.
  let identity: Identity
  /// In the middle of Ann's chain, and its end.
  let third: String, fourth: String, last: String
  /// The statements that put the triggers back.
  var guards: [String] = []

  init(_ database: Database, isShared: Bool, identity: Identity) throws {
    self.database = database
    self.isShared = isShared
    self.identity = identity
    log = RecordLog(database: database, schema: "main")
    let ids = try Self.ids(of: "ann", in: database)
    (third, fourth, last) = (ids[2], ids[3], ids.last!)
    guards = try database.all("SELECT sql FROM sqlite_schema WHERE type = 'trigger'") { row in try row.text(0) }
    for name in try database.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'", [], { try $0.text(0) }) {
      try database.run("DROP TRIGGER \(name)")
    }
  }

  var device: String { identity.device }

  func ids(of person: String) throws -> [String] { try Self.ids(of: person, in: database) }

  private static func ids(of person: String, in database: Database) throws -> [String] {
    try database.all(
      "SELECT r.id FROM record r JOIN device d ON d.id = r.device WHERE d.person = ? ORDER BY r.sequence",
      [.text(person)]
    ) { row in try row.text(0) }
  }

  func run(_ sql: String, _ values: String...) throws { try database.run(sql, values.map { .text($0) }) }

  func bytes(of id: String) throws -> [UInt8] {
    try database.first("SELECT bytes FROM record WHERE id = ?", [.text(id)]) { row in try row.blob(0) }!
  }

  func number(_ column: String, of id: String) throws -> Int64 {
    try database.first("SELECT \(column) FROM record WHERE id = ?", [.text(id)]) { row in try row.int(0) }!
  }

  func remove(_ id: String) throws {
    try run("DELETE FROM prose WHERE record = ?", id)
    try run("DELETE FROM record WHERE id = ?", id)
  }

  func record(_ id: String, at minute: Int) -> Record {
    Record(
      id: id, shape: .entry,
      moment: Moment(instant: Story.start.adding(milliseconds: Int64(minute) * 60_000), offsetMinutes: 0),
      author: "ann", kind: "feeling",
      fields: ["text": "marigold", "visibility": .string(isShared ? "shared" : "private")])
  }

  /// Puts a record at the end of a chain: of the key's own, or of one that it has no right to.
  func append(_ id: String, at minute: Int, by key: Identity, naming device: String? = nil) throws {
    let head = try log.head(of: device ?? key.device)
    try insert(
      record(id, at: minute),
      Link(device: device ?? key.device, sequence: (head?.sequence ?? 0) + 1, previous: head?.hash ?? []), by: key)
  }

  func insert(_ record: Record, _ link: Link, by key: Identity) throws {
    let stored = RecordCoding.encode(record, link: link, by: key)
    try database.run(
      "INSERT INTO record (id, device, sequence, at, bytes, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .text(record.id), .text(link.device), .int(link.sequence), SQLValue(record.moment.instant), .blob(stored.bytes),
        .blob(stored.hash), .blob(stored.signature),
      ])
    try database.run("INSERT INTO prose VALUES (?, ?, ?)", [.text(record.id), .blob(stored.salt), .blob(stored.prose)])
  }

  // MARK: - What is told

  private struct Column { let name: String, type: String, isKey: Bool }

  private func columns(of table: String) throws -> [Column] {
    try database.all("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", [.text(table)]) { row in
      Column(name: try row.text(0), type: try row.text(1), isKey: try row.int(2) > 0)
    }
  }

  /// The condition that picks the first row of a table, and the id that it begins with.
  private func first(of table: String) throws -> (condition: String, id: String) {
    let columns = try columns(of: table)
    let keys = columns.filter(\.isKey).map(\.name).joined(separator: ", ")
    let id = try #require(
      try database.first("SELECT \(columns[0].name) FROM \(table) ORDER BY \(keys)") { row in try row.text(0) },
      "the story has nothing in \(table)")
    return ("(\(keys)) = (SELECT \(keys) FROM \(table) ORDER BY \(keys) LIMIT 1)", id)
  }

  /// Changes the last column of a table's first row.
  /// - Returns: the id of what it tells of.
  func change(_ table: String) throws -> String {
    let (condition, id) = try first(of: table)
    let column = try columns(of: table).last!
    let changed =
      switch column.type {
      case "INTEGER": "coalesce(\(column.name), 0) - 1"
      case "BLOB": "x'00'"
      default: "coalesce(\(column.name), '') || 'x'"
      }
    try database.run("UPDATE \(table) SET \(column.name) = \(changed) WHERE \(condition)")
    return id
  }

  func removeFirst(of table: String) throws -> String {
    let (condition, id) = try first(of: table)
    try database.run("DELETE FROM \(table) WHERE \(condition)")
    return id
  }

  /// Puts a copy of a table's first row in, about something that nobody wrote.
  func addGhost(to table: String) throws {
    let (condition, _) = try first(of: table)
    let rest = try columns(of: table).dropFirst().map(\.name).joined(separator: ", ")
    try database.run("INSERT INTO \(table) SELECT 'ghost', \(rest) FROM \(table) WHERE \(condition)")
  }
}

/// Ann and Ben in a folder: shared and private records of every kind that leaves something in what is told.
final class Story {
  static let start = instant("2026-05-04T20:00:00+00:00")

  let folder = TemporaryFolder()
  let keys: [String: JournalKeys]
  var path: String { folder.path }

  init(isSealed: Bool) throws {
    let zone = TimeZoneRules.utc
    try Journal.found(
      Record(
        id: "founding", shape: .journal, moment: zone.moment(at: Self.start), author: "ann", kind: "journal",
        fields: Journal.founding(me: ("ann", "Ann"), other: ("ben", "Ben"), zone: zone)), in: folder.path,
      passphrase: isSealed ? "of ann" : nil, cost: .least)
    if isSealed {
      let ann = try Journal.unlock(folder.path, person: "ann", passphrase: "of ann")
      let ben = try Journal.takeIn("ben", to: folder.path, by: ann, passphrase: "of ben", cost: .least).keys
      keys = ["ann": ann, "ben": ben]
    } else {
      keys = [:]
    }
    try tell()
  }

  private init(copying other: Story) throws {
    keys = other.keys
    for name in Files.names(in: other.path) where !name.hasSuffix("-shm") {
      try write(try #require(Files.read(other.path + "/" + name)), to: path + "/" + name)
    }
  }

  /// The same journal in another folder.
  func copied() throws -> Story { try Story(copying: self) }

  func at(_ minute: Int) -> Instant { Self.start.adding(milliseconds: Int64(minute) * 60_000) }
  func journal(_ person: String) throws -> Journal {
    try Journal(folder: path, person: person, keys: keys[person])
  }

  private func tell() throws {
    var minute = 1
    func say(_ person: String, _ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws -> String {
      minute += 1
      return try journal(person).writer().write(shape, kind, fields, at: at(minute)).id
    }
    _ = try say("ben", .action, "join", [:])
    for visibility: JSON in ["shared", "private"] {
      func words(_ more: [String: JSON]) -> [String: JSON] {
        ["text": "marigold on the sill", "visibility": visibility].merging(more) { _, new in new }
      }
      let hurt = try say("ann", .hurt, "hurt", words(["carried_by": "ann", "caused_by": "ben"]))
      let feeling = try say(
        "ann", .entry, "feeling",
        words(["hurt": .string(hurt), "intensity": .int(7), "triggers": .array(["place:garden"])]))
      let question = try say("ann", .entry, "question", words(["wants_response": .bool(true)]))
      _ = try say("ann", .entry, "promise", words(["due": "2026-05-06T20:00:00+00:00"]))
      _ = try say("ann", .action, "edit", ["target": .string(feeling), "text": "marigolds"])
      if visibility == "shared" {
        let answer = try say("ben", .entry, "response", words(["reply_to": .string(question)]))
        _ = try say("ann", .action, "heard", ["target": .string(answer)])
      }
      _ = try say("ann", .entry, "feeling", words([:]))
    }
    // Both sit down once more, and have seen it all.
    for person in ["ann", "ben"] { try journal(person).noteHeads() }
  }

  // MARK: - Behind its back

  /// Runs `body` on a file whose triggers are gone, and puts them back.
  @discardableResult
  func edit<T>(isShared: Bool, _ body: (OpenedFile) throws -> T) throws -> T {
    let own = try Database(path: path + "/own-ann.db", key: keys["ann"]?.own)
    func identity(_ file: String) throws -> Identity {
      try own.first("SELECT public, secret FROM identity WHERE file = ?", [.text(file)]) { row in
        Identity(publicKey: try row.blob(0), secretKey: try row.blob(1))!
      }!
    }
    let database = try isShared ? Database(path: path + "/journal.db", key: keys["ann"]?.shared) : own
    let file = try OpenedFile(database, isShared: isShared, identity: identity(isShared ? "shared" : "own"))
    let result = try body(file)
    for guarding in file.guards { try database.script(guarding) }
    return result
  }

  /// What `verify` finds for a person, as the command asks it: no byte of the journal's files changes.
  func verifiedUntouched(_ person: String) throws -> [LogDamage] {
    let before = bytes()
    let found = try Journal(folder: path, person: person, keys: keys[person], readOnly: true).verify()
    #expect(bytes() == before)
    return found
  }

  /// What lies in the folder, but for the index that SQLite shares among readers, and logs with nothing in them.
  private func bytes() -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    for name in Files.names(in: path) where !name.hasSuffix("-shm") { all[name] = Files.read(path + "/" + name) }
    return all.filter { !$0.value.isEmpty }
  }
}
