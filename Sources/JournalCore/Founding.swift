/// How a journal begins, and what opens it.
extension Journal {
  /// Founds a journal in `folder`. With a passphrase its files are sealed, and the other's keys are made when they
  /// join; without one both people's keys are made at once and lie open.
  /// - Parameter work: may end it once the keys are made; no journal stands there then.
  /// - Returns: the founder's recovery key, where there is a passphrase.
  /// - Throws: `JournalError.alreadyThere` when the folder holds a journal; nothing is touched then.
  @discardableResult
  public static func found(
    _ founding: Record, in folder: String, passphrase: Passphrase? = nil, cost: PassphraseCost = .standard,
    work: LongWork = .unwatched
  ) throws -> PaperKey? {
    try Fields.check(founding)
    var recovery: PaperKey?
    try build(in: folder) { draft in
      let keys = passphrase.map { _ in JournalKeys(shared: .random(), own: .random()) }
      let database = try Database(path: draft + "/journal.db", key: keys?.shared)
      let log = try freshLog(database, "main")
      for person in try people(of: founding) {
        let isFounder = person == founding.author
        // The other's file is there from the start, under a key that nobody has, so that nothing shows who wrote.
        let own = keys.map { isFounder ? $0.own! : FileKey(.random()) }
        let identity = try freshOwnFile(draft + "/own-\(person).db", key: own, of: person, in: database)
        guard isFounder || keys == nil else { continue }
        try database.transaction {
          try log.add(identity, of: person)
          if isFounder { try log.append(founding, by: identity) }
        }
      }
      if let passphrase, let keys {
        var file = KeyFile()
        recovery = try file.seal(keys, for: founding.author, passphrase: passphrase, cost: cost)
        try work.goOn()
        try file.write(to: draft)
      }
    }
    return recovery
  }

  /// Makes a person's own file with their two signing keys.
  /// - Returns: the key that signs in the shared log.
  static func freshOwnFile(_ path: String, key: FileKey?, of person: String, in database: Database) throws
    -> Identity
  {
    let (shared, own) = (Identity(), Identity())
    try database.attach(path: path, key: key, as: "own")
    let log = try freshLog(database, "own")
    try database.transaction {
      try OwnFile.keep(shared, for: "shared", in: database)
      try OwnFile.keep(own, for: "own", in: database)
      try log.add(own, of: person)
    }
    try database.run("PRAGMA own.wal_checkpoint(TRUNCATE)")
    try database.run("DETACH DATABASE own")
    return shared
  }

  // MARK: - Keys

  /// True when the files are sealed, also where the keys are not beside them.
  public static func looksSealed(_ folder: String) -> Bool {
    isSealed(folder) || SealedFile.mayStand(in: folder + "/journal.db")
  }

  /// True when the journal's files are sealed.
  public static func isSealed(_ folder: String) -> Bool {
    Arrival.finish(in: folder)
    return KeyFile.exists(in: folder)
  }

  /// The ids of those who have a passphrase here.
  public static func peopleWithKeys(_ folder: String) throws -> [String] { try KeyFile(folder: folder).ids }

  /// The person of a sealed journal whose id or name begins with what was typed; nil for nobody, or for both.
  public static func person(_ typed: String, in folder: String) -> String? {
    let files = Files.names(in: folder).filter { $0.hasPrefix("own-") && $0.hasSuffix(".db") }
      .map { String($0.dropFirst(4).dropLast(3)) }
    let people = Set(files).union((try? peopleWithKeys(folder)) ?? []).sorted()
    if people.contains(typed) { return typed }
    let letters = typed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let found = people.filter { !letters.isEmpty && ($0.hasPrefix(letters) || letters.hasPrefix($0)) }
    return found.count == 1 ? found[0] : nil
  }

  /// What a person's passphrase opens.
  public static func unlock(_ folder: String, person: String, passphrase: Passphrase) throws -> JournalKeys {
    try KeyFile(folder: folder).unlock(person, passphrase: passphrase)
  }

  /// The same, by what somebody typed: their passphrase, or their recovery key, which opens what it opens.
  public static func unlock(_ folder: String, person: String, typed: Passphrase) throws -> JournalKeys {
    do {
      return try unlock(folder, person: person, passphrase: typed)
    } catch KeyProblem.wrongPassphrase {
      guard let recovery = PaperKey(typed) else { throw KeyProblem.wrongPassphrase }
      return try unlock(folder, person: person, recovery: recovery)
    }
  }

  /// What a person's recovery key opens: the same.
  static func unlock(_ folder: String, person: String, recovery: PaperKey) throws -> JournalKeys {
    try KeyFile(folder: folder).unlock(person, recovery: recovery)
  }

  // MARK: - Building

  static func people(of founding: Record) throws -> [String] {
    founding.fields["partners"]!.array!.map { $0["id"]!.string! }
  }

  static func freshLog(_ database: Database, _ schema: String) throws -> RecordLog {
    let migrations = RecordLog.migrations + (schema == "own" ? OwnFile.migrations : [])
    try database.migrate(migrations, schema: schema)
    return RecordLog(database: database, schema: schema)
  }

  /// Makes a journal's files, so that half a journal never stands there.
  static func build(in folder: String, _ body: (String) throws -> Void) throws {
    guard !exists(in: folder) else { throw JournalError.alreadyThere }
    try Arrival.put(in: folder, body)
  }
}
