/// Whose eyes: the shared view, or one person's own (shared and their private records).
public enum View: Hashable, Sendable {
  case shared
  case person(String)

  /// The view's name in `--as` and in JSON.
  public var name: String {
    switch self {
    case .shared: "shared"
    case .person(let id): id
    }
  }
}

/// One of the two people.
public struct Partner: Hashable, Sendable {
  public let id: String
  public let name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

extension [Partner] {
  /// The partner of an id or a name, as `--as` takes it.
  public func partner(named name: String) -> Partner? {
    first { $0.id == name } ?? first { folded($0.name) == folded(name) }
  }

  /// The one partner whose name begins so, as a person types it at the door.
  public func partner(beginning name: String) -> Partner? {
    if let exact = partner(named: name) { return exact }
    let typed = folded(name)
    let found = filter { !typed.isEmpty && folded($0.name).hasPrefix(typed) }
    return found.count == 1 ? found[0] : nil
  }
}

/// A date that somebody marked, with its return.
public struct MarkedDate: Hashable, Sendable {
  /// How often the date returns; `once` never does.
  public enum Rhythm: String, Sendable { case monthly, yearly, once }

  public let id: String
  public let label: String
  public let date: JournalDay
  public let rhythm: Rhythm
  /// A partner id, or `both`.
  public let owner: String
}

/// The door to one journal's files. Every question goes through a `Reader`, every word through a `Writer`.
public final class Journal {
  /// The two people, in the order of the journal's record.
  public let partners: [Partner]
  public let zone: TimeZoneRules
  public let dates: [MarkedDate]
  public let founded: Moment
  public let founder: String
  /// Whose own file is open here; nil for the shared view alone.
  public let person: String?

  public let folder: String
  let database: Database
  let sharedLog: RecordLog
  let ownLog: RecordLog?
  /// The log of a file, by the name that the file is attached under.
  func log(of schema: String) -> RecordLog { RecordLog(database: database, schema: schema) }

  var sharedProjection: Projection { Projection(log: sharedLog) }
  var ownProjection: Projection? { ownLog.map(Projection.init) }

  /// What the recogniser keeps of the writer's side, decoded, for as long as nothing new is in the logs.
  var heldAsked: HeldAsked?

  /// Kept for the connections that are opened beside the first.
  let keys: JournalKeys?
  /// What the passphrase of the one who sits here opened.
  public var openedWith: JournalKeys? { keys }

  /// Opens the journal in `folder`, with the own file of `person` when given.
  /// - Parameters:
  ///   - keys: what the person's passphrase opened; nil for a journal without passphrases.
  ///   - readOnly: leaves every file as it is: nothing is brought up to date, derived or noted.
  ///   - work: hears of what is derived anew where an older program wrote last.
  /// - Throws: `JournalError` when there is none, or it can't be read.
  public convenience init(
    folder: String, person: String?, keys: JournalKeys? = nil, readOnly: Bool = false, work: LongWork = .unwatched
  ) throws {
    try self.init(folder: folder, keys: keys, readOnly: readOnly, work: work) { _ in person }
  }

  /// The same, with the own file of whom `person` picks among the two.
  public init(
    folder: String, keys: JournalKeys? = nil, readOnly: Bool = false, work: LongWork = .unwatched,
    choosing choose: ([Partner]) throws -> String?
  ) throws {
    self.folder = folder
    self.keys = keys
    let shared = folder + "/journal.db"
    guard Self.exists(in: folder) else { throw JournalError.noJournal }
    guard keys != nil || !KeyFile.exists(in: folder) else { throw JournalError.locked }
    // SQLite takes a file without a byte for a new one.
    guard !Files.isEmpty(shared) else { throw keys == nil ? JournalError.notAJournal : .damaged }
    do {
      database = try Database(path: shared, key: keys?.shared, readOnly: readOnly) { database in
        // A file that its key opens is a journal's; of a plain one that is looked at before it is touched.
        guard try keys != nil || RecordLog.stands(in: database) else { throw JournalError.notAJournal }
      }
    } catch let error where keys == nil {
      guard (error as? SQLiteError)?.isNoDatabase ?? (error as? JournalError == .notAJournal) else { throw error }
      throw SealedFile.mayStand(in: shared) ? JournalError.keysMissing : JournalError.notAJournal
    }
    sharedLog = RecordLog(database: database, schema: "main")
    try database.migrate(RecordLog.migrations, schema: "main")
    guard let (record, _) = try sharedLog.founding() else { throw JournalError.notAJournal }
    zone = try TimeZoneRules.system(named: record.text("home_tz") ?? "")
    guard (try? Fields.check(record)) != nil else { throw JournalError.notAJournal }
    partners = record.fields["partners"]!.array!.map { Partner(id: $0["id"]!.string!, name: $0["name"]!.string!) }
    founded = record.moment
    founder = record.author
    dates = (record.fields["dates"]?.array ?? []).map { date in
      MarkedDate(
        id: date["id"]!.string!, label: date["label"]?.string ?? "", date: JournalDay(date["date"]!.string!)!,
        rhythm: date["repeats"]?.string.flatMap(MarkedDate.Rhythm.init) ?? .yearly, owner: date["owner"]!.string!)
    }
    person = try choose(partners)
    if let person {
      guard partners.contains(where: { $0.id == person }) else { throw JournalError.noSuchPerson }
      // SQLite would make an empty one in its place.
      guard Files.exist(folder + "/own-\(person).db") else { throw JournalError.ownFileMissing }
      guard !Files.isEmpty(folder + "/own-\(person).db") else { throw JournalError.damaged }
      try database.attach(path: folder + "/own-\(person).db", key: keys?.own, as: "own")
      let log = RecordLog(database: database, schema: "own")
      try database.migrate(RecordLog.migrations + OwnFile.migrations, schema: "own")
      ownLog = log
    } else {
      ownLog = nil
    }
    guard !readOnly else { return }
    try sharedProjection.prepare(work)
    try ownProjection?.prepare(work)
  }

  /// Asks a plain journal something about both, and closes it again: on a full disk only one can have it open.
  public static func ask<T>(_ folder: String, readOnly: Bool = false, _ question: (Journal) throws -> T) throws -> T {
    try question(Journal(folder: folder, person: nil, readOnly: readOnly))
  }

  /// True when a record of this id is in the open files.
  public func contains(_ id: String) throws -> Bool { try sharedLog.contains(id) || ownKnows(id) }

  /// The name of a partner; for an id of neither, the id itself.
  public func name(of id: String) -> String { partners.first { $0.id == id }?.name ?? id }
  /// The other of the two; for an id of neither, the first.
  public func other(than id: String) -> Partner { partners[0].id == id ? partners[1] : partners[0] }

  /// Answers several questions from the files as they stand at the first of them, which also spares each its own lock.
  public func reading<T>(_ questions: () throws -> T) throws -> T { try database.reading(questions) }

  /// Answers as `view` sees them at `instant`.
  public func reader(_ view: View, at instant: Instant) -> Reader {
    if case .person(let id) = view { precondition(id == person, "only the own file that is open here can be read") }
    return Reader(journal: self, view: view, instant: instant)
  }

  /// The newest instant in the open files.
  public func newest() throws -> Instant? {
    [try sharedLog.newest(), try ownLog?.newest()].compactMap { $0 }.max()
  }

  /// The people whose lines came by an import, and are signed by it and not by them.
  public func importedPeople() throws -> [String] { try sharedLog.importedPeople() }

  /// Changes when another process has written.
  public func dataVersion() throws -> Int64 { try database.dataVersion() }

  /// Checks every record, every chain, how far this person's file has seen them go, and that what the journal tells is
  /// what the records say. Nothing is changed by it.
  /// - Returns: what is wrong, nothing in a journal that is as it was written.
  /// - Throws: `JournalError.damaged` when SQLite can't make sense of a file.
  public func verify(_ work: LongWork = .unwatched) throws -> [LogDamage] {
    // Reads every page: a sealed one that does not open is found here.
    for schema in ownLog == nil ? ["main"] : ["main", "own"] {
      let found = try database.first("PRAGMA \(schema).integrity_check") { row in try row.text(0) }
      guard found == "ok" else { throw JournalError.damaged }
    }
    var found: [LogDamage] = []
    for projection in [sharedProjection, ownProjection].compactMap({ $0 }) {
      let log = projection.log
      var damage = try log.damage(own: ownDevice(in: log), work)
      if person != nil {
        damage += try OwnFile.cutOff(from: log).map { author in
          .cutOff(author: author.map(name(of:)), isShared: log.schema == "main")
        }
      }
      found += damage + (try projection.damage(besides: damage, work))
    }
    return found
  }

  /// Remembers in one's own file how far the chains of the shared log go, so that `verify` finds a tail that was cut off;
  /// one's own log notes it with each record. Whoever opens a journal does this once they have it open.
  public func noteHeads() throws {
    guard person != nil else { return }
    do {
      try OwnFile.noteHeads(of: sharedLog)
    } catch let error as SQLiteError where error.isDiskFull {
      // A full disk is read all the same.
    }
  }

  /// What a look at the ends of the chains tells whoever sits down, at no cost that grows with the journal: that something
  /// bears their name with another key, or that what they have seen is not there any more. `verify` names it.
  public func looksForged() throws -> Bool {
    for log in [sharedLog, ownLog].compactMap({ $0 }) {
      guard let own = try ownDevice(in: log) else { continue }
      if try log.bearsAnothersKey(own.person, besides: own.device) { return true }
      if try !OwnFile.cutOff(from: log).isEmpty { return true }
    }
    return false
  }

  /// Who sits here, and the key that they sign with in a log.
  private func ownDevice(in log: RecordLog) throws -> (person: String, device: String)? {
    guard let person, let identity = try OwnFile.identity(log.schema == "main" ? "shared" : "own", in: database) else {
      return nil
    }
    return (person, identity.device)
  }

  /// Derives everything anew from the logs.
  public func rebuild(_ work: LongWork = .unwatched) throws {
    try sharedProjection.rebuild(work)
    try ownProjection?.rebuild(work)
  }
}

@available(*, unavailable)
extension Journal: Sendable {}

extension Journal {
  /// True when a journal stands in this folder.
  public static func exists(in folder: String) -> Bool {
    Arrival.finish(in: folder)
    return Files.exist(folder + "/journal.db")
  }

  /// Removes a journal's folder with every word in it.
  public static func remove(_ folder: String) { Files.removeFolder(folder) }

  /// Short ids from two names; distinct, and never `shared`.
  public static func ids(_ me: String, _ other: String) -> (String, String) {
    func id(_ name: String) -> String {
      let letters = name.lowercased().utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      let id = String(decoding: letters.prefix(24), as: UTF8.self)
      return id.isEmpty || id == "shared" ? "p" + String(Identifier.random().prefix(6)) : id
    }
    let (one, two) = (id(me), id(other))
    return one == two ? (one, two + "2") : (one, two)
  }

  /// What a founding record holds.
  public static func founding(
    me: (id: String, name: String), other: (id: String, name: String), zone: TimeZoneRules
  ) -> [String: JSON] {
    [
      "text": .string("Our journal"), "home_tz": .string(zone.name), "day_starts": .string("04:00"),
      "partners": .array([me, other].map { .object(["id": .string($0.id), "name": .string($0.name)]) }),
    ]
  }
}

extension RecordLog {
  /// Whether a file holds a log, asked without changing anything in it.
  static func stands(in database: Database) throws -> Bool {
    let tables = try database.first(
      """
      SELECT count(*) FROM sqlite_schema, pragma_user_version
      WHERE type = 'table' AND name IN ('device', 'record', 'prose') AND user_version > 0
      """
    ) { row in try row.int(0) }
    return tables == 3
  }

  /// The journal's first record and the key that wrote it.
  func founding() throws -> (Record, device: String)? {
    guard let (record, device) = try first(), record.shape == .journal else { return nil }
    return (record, device)
  }
}

/// Why a journal can't be opened, each with its own sentence.
public enum JournalError: Error, Sendable, Hashable {
  case noJournal, notAJournal, noSuchPerson, alreadyThere, noKey, locked, damaged, ownFileMissing
  case keysMissing, inUse

  public var sentence: String {
    switch self {
    case .noJournal: "There is no journal here yet. hearken init founds one, hearken demo opens the sample."
    case .notAJournal: "This file is not a journal that this program can read. Nothing in it was touched."
    case .noSuchPerson: "Nobody of that name writes in this journal. Nothing was touched."
    case .alreadyThere: "There is a journal here already. It was not touched."
    case .keysMissing:
      "The file of keys, keys.json, is not in the folder. Nothing was touched; a copy of it opens the journal."
    case .inUse: "The journal is open elsewhere. Leave it there first; nothing was changed."
    case .ownFileMissing: "The file with this person's own pages is not in the folder. Nothing was made in its place."
    case .damaged: "The file is damaged. Nothing in it was touched; a copy from before holds what can't be read here."
    case .locked: "This journal is locked; it needs the passphrase of the one who sits here. Nothing was touched."
    case .noKey: "This person has no key here. Nothing was written."
    }
  }
}
