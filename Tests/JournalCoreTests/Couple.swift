@testable import JournalCore

/// Two people, where they live, and when they founded their journal.
struct Couple {
  let people: [Partner]
  let zone: String
  let founded: Moment

  init(_ one: (id: String, name: String), _ other: (id: String, name: String), zone: String, founded: String) {
    people = [Partner(id: one.id, name: one.name), Partner(id: other.id, name: other.name)]
    self.zone = zone
    self.founded = Moment(founded)!
  }

  static let inNewfoundland = Couple(
    ("ines", "Inês"), ("dov", "Dov"), zone: "America/St_Johns", founded: "2025-10-20T18:00:00-02:30")
  static let inNewZealand = Couple(
    ("w-1", "Wiremu"), ("k_2", "Κόρη"), zone: "Pacific/Auckland", founded: "2026-03-01T07:15:00+13:00")
  static let inNepal = Couple(
    ("sita", "सीता"), ("q", "Quill"), zone: "Asia/Kathmandu", founded: "2024-02-27T23:50:00+05:45")
  static let inKenya = Couple(
    ("Akinyi", "Akinyi"), ("li", "李"), zone: "Africa/Nairobi", founded: "2026-12-24T03:59:59+03:00")

  static let all = [inNewfoundland, inNewZealand, inNepal, inKenya]

  /// The record that founds their journal; the first of them founds it.
  var founding: Record {
    Record(
      id: "founding", shape: .journal, moment: founded, author: people[0].id, kind: "journal",
      fields: [
        "text": .string("Ours"), "home_tz": .string(zone), "day_starts": .string("04:00"),
        "partners": .array(people.map { .object(["id": .string($0.id), "name": .string($0.name)]) }),
      ])
  }

  func other(than person: String) -> String { people[0].id == person ? people[1].id : people[0].id }
}

/// A couple's journal in a folder of its own, with both signed in.
final class SharedJournal {
  private(set) var people: [Partner] = []
  private var journals: [String: Journal] = [:]
  // Last, so that the files are closed before the folder goes.
  private let folder = TemporaryFolder()

  convenience init(of couple: Couple) throws { try self.init(importing: [couple.founding]) }

  init(importing records: [Record]) throws {
    try Journal.importNew(records.enumerated().map { (line: $0.offset + 1, record: $0.element) }, in: folder.path)
    people = try Journal(folder: folder.path, person: nil).partners
    for partner in people {
      let journal = try Journal(folder: folder.path, person: partner.id)
      for schema in ["main", "own"] { try journal.database.run("PRAGMA \(schema).synchronous = OFF") }
      journals[partner.id] = journal
    }
  }

  subscript(person: String) -> Journal { journals[person]! }
  var path: String { folder.path }

  /// What `view` sees at `instant`.
  func reader(_ view: View, at instant: Instant) -> Reader {
    switch view {
    case .shared: journals[people[0].id]!.reader(.shared, at: instant)
    case .person(let id): journals[id]!.reader(view, at: instant)
    }
  }

  /// Takes a record as an import does, with its own id and instant: its form and the rules are asked first.
  func take(_ record: Record) throws {
    try Fields.check(record)
    let journal = journals[record.author]!
    try Rules(journal: journal).check(record)
    let isPrivate = try journal.isPrivate(record)
    try journal.database.transaction {
      try journal.append(
        record, to: isPrivate ? journal.ownLog! : journal.sharedLog,
        by: try OwnFile.identity(isPrivate ? "own" : "shared", in: journal.database)!)
    }
  }

  /// Every derived row of the three files.
  func dump() throws -> [String] {
    let journals = people.map { self[$0.id] }
    return try journals[0].sharedProjection.dump() + journals.flatMap { try $0.ownProjection!.dump() }
  }

  /// How many records the three files hold.
  func count() throws -> Int64 {
    let journals = people.map { self[$0.id] }
    return try ([journals[0].sharedLog] + journals.map { $0.ownLog! }).reduce(0) { sum, log in
      sum + (try log.database.first("SELECT count(*) FROM \(log.schema).record") { row in try row.int(0) }!)
    }
  }

  /// Writes as `person` does at a screen.
  /// - Returns: the id of what was written.
  @discardableResult
  func write(_ person: String, _ shape: Shape, _ kind: String, _ fields: [String: JSON], at clock: Instant) throws
    -> String
  {
    try journals[person]!.writer().write(shape, kind, fields, at: clock).id
  }
}

/// Everything that a view tells at an instant, as one text: what sees the same says the same, to the byte.
func told(by reader: Reader) throws -> String {
  var lines = [
    try reader.waitingJSON().text, try reader.hurtsJSON().text, try reader.reviewJSON().text,
    try reader.promisesJSON().text,
  ]
  for entry in try reader.entries(where: "1") {
    let isHead = entry.kind == .question && entry.chain == entry.id
    let thread = isHead ? try reader.thread(of: entry).map(\.id).joined(separator: ",") : ""
    let mark = try reader.mark(on: entry.id)?.rawValue ?? ""
    lines.append(
      "\(entry.id) \(entry.isPrivate) \(entry.isWithdrawn) \(entry.isEdited) \(entry.feelings) \(entry.text) \(mark) "
        + "\(entry.chain) \(thread)")
  }
  return lines.joined(separator: "\n")
}

/// A text field of a record to write, null when nil.
func json(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

extension JSON: ExpressibleByStringLiteral {
  /// Texts in tests are written as they are.
  init(stringLiteral value: String) { self = .string(value) }
}
