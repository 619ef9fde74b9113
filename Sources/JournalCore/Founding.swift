internal import Glibc

/// How a journal begins, and how the second person comes to it.
extension Journal {
  /// Founds a journal in `folder`. With a passphrase its files are sealed, and the other's keys are made when they
  /// join; without one both people's keys are made at once and lie open.
  /// - Returns: the founder's recovery key, where there is a passphrase.
  /// - Throws: `JournalError.alreadyThere` when the folder holds a journal; nothing is touched then.
  @discardableResult
  public static func found(_ founding: Record, in folder: String, passphrase: String? = nil) throws -> RecoveryKey? {
    try found(founding, in: folder, passphrase: passphrase, cost: .standard)
  }

  @discardableResult
  static func found(_ founding: Record, in folder: String, passphrase: String?, cost: PassphraseCost) throws
    -> RecoveryKey?
  {
    var recovery: RecoveryKey?
    try build(in: folder) { draft in
      let keys = passphrase.map { _ in JournalKeys(shared: .random(), own: .random()) }
      let database = try Database(path: draft + "/journal.db", key: keys?.shared)
      let log = try freshLog(database, "main")
      for person in try people(of: founding) {
        let isFounder = person == founding.author
        // The other's file is there from the start, under a key that nobody has, so that nothing shows who wrote.
        let own = keys.map { isFounder ? $0.own : FileKey(.random()) }
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
        try file.write(to: draft)
      }
    }
    return recovery
  }

  /// Makes a person's own file with their two signing keys.
  /// - Returns: the key that signs in the shared log.
  private static func freshOwnFile(_ path: String, key: FileKey?, of person: String, in database: Database) throws
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

  /// True when the journal's files are sealed.
  public static func isSealed(_ folder: String) -> Bool { KeyFile.exists(in: folder) }

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
  public static func unlock(_ folder: String, person: String, passphrase: String) throws -> JournalKeys {
    try KeyFile(folder: folder).unlock(person, passphrase: passphrase)
  }

  /// What a person's recovery key opens: the same.
  public static func unlock(_ folder: String, person: String, recovery: RecoveryKey) throws -> JournalKeys {
    try KeyFile(folder: folder).unlock(person, recovery: recovery)
  }

  /// Gives the second person keys of their own, while the first has the journal open (`docs/definitions.md` B16).
  /// - Returns: what they open from now on, and their recovery key.
  public static func takeIn(_ person: String, to folder: String, by first: JournalKeys, passphrase: String) throws -> (
    keys: JournalKeys, recovery: RecoveryKey
  ) { try takeIn(person, to: folder, by: first, passphrase: passphrase, cost: .standard) }

  static func takeIn(
    _ person: String, to folder: String, by first: JournalKeys, passphrase: String, cost: PassphraseCost
  ) throws -> (keys: JournalKeys, recovery: RecoveryKey) {
    var file = try KeyFile(folder: folder)
    guard !file.ids.contains(person) else { throw Refusal("this person has a passphrase here already") }
    umask(0o077)
    let keys = JournalKeys(shared: first.shared.secret, own: .random())
    let path = folder + "/own-\(person).db"
    let database = try Database(path: folder + "/journal.db", key: keys.shared)
    let identity = try freshOwnFile(path + ".new", key: keys.own, of: person, in: database)
    // Another try after a death in between adds one more key and takes nothing away.
    try RecordLog(database: database, schema: "main").add(identity, of: person)
    let recovery = try file.seal(keys, for: person, passphrase: passphrase, cost: cost)
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    guard rename(path + ".new", path) == 0 else { throw Refusal("there is no room for the file") }
    try file.write(to: folder)
    return (keys, recovery)
  }

  /// Seals a person's keys under another passphrase, at once and without a word to the other.
  /// - Returns: a new recovery key; the earlier one opens nothing any more.
  public static func changePassphrase(_ folder: String, person: String, keys: JournalKeys, to passphrase: String) throws
    -> RecoveryKey
  {
    var file = try KeyFile(folder: folder)
    let recovery = try file.seal(keys, for: person, passphrase: passphrase, cost: .standard)
    try file.write(to: folder)
    return recovery
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

  /// Builds beside `folder` and renames into place, so that half a journal never stands there.
  static func build(in folder: String, _ body: (String) throws -> Void) throws {
    guard !Files.exist(folder + "/journal.db") else { throw JournalError.alreadyThere }
    try Files.makeFolder(folder)
    let draft = folder + "/founding-" + Identifier.random()
    try Files.makeFolder(draft)
    umask(0o077)
    do {
      try body(draft)
    } catch {
      Files.removeFolder(draft)
      throw error
    }
    for name in Files.names(in: draft) where !name.hasSuffix("-wal") && !name.hasSuffix("-shm") && name != "journal.db"
    {
      rename(draft + "/" + name, folder + "/" + name)
    }
    // The file that makes it a journal comes last.
    rename(draft + "/journal.db", folder + "/journal.db")
    Files.removeFolder(draft)
    Files.sync(folder: folder)
  }
}
