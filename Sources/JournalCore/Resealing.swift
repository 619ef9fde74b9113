/// Other keys for files that exist: a changed passphrase, new page keys, pages that are left open or closed again.
extension Journal {
  /// Seals a person's keys under another passphrase, at once and without a word to the other.
  /// - Returns: a new recovery key; the earlier one opens nothing any more.
  public static func changePassphrase(_ folder: String, person: String, keys: JournalKeys, to passphrase: Passphrase)
    throws
    -> PaperKey
  {
    var file = try KeyFile(folder: folder)
    let recovery = try file.seal(keys, for: person, passphrase: passphrase, cost: .standard)
    try file.write(to: folder)
    return recovery
  }

  /// Writes a person's own file anew: under a new key, or open, so that it needs no passphrase.
  /// - Returns: a new recovery key; the earlier one opens nothing any more.
  /// - Throws: `JournalError.inUse` when somebody has the file open.
  public static func resealOwnFile(
    of person: String, in folder: String, keys: JournalKeys, passphrase: Passphrase, open: Bool = false,
    cost: PassphraseCost = .standard
  ) throws -> PaperKey {
    let new = JournalKeys(shared: keys.shared.secret, own: open ? nil : .random())
    var file = try KeyFile(folder: folder)
    let recovery = try file.seal(new, for: person, passphrase: passphrase, cost: cost)
    try reseal([("own-\(person).db", keys.own, new.own)], in: folder, file)
    return recovery
  }

  /// Writes the shared file anew under a new key; both are there, since both get it.
  /// - Parameter both: what each has opened, and their passphrase.
  /// - Returns: new recovery keys by person.
  public static func resealSharedFile(
    in folder: String, _ both: [String: (keys: JournalKeys, passphrase: Passphrase)], cost: PassphraseCost = .standard
  ) throws -> [String: PaperKey] {
    var file = try KeyFile(folder: folder)
    guard let (old, _) = both.first?.value, Set(both.keys) == Set(file.ids) else {
      throw Refusal("new keys for what is shared need everybody who has a passphrase here")
    }
    for person in try Journal(folder: folder, person: nil, keys: old).partners.map(\.id) {
      try file.endInvitation(of: person)
    }
    let new = SecretKey.random()
    var recovery: [String: PaperKey] = [:]
    for (person, has) in both {
      recovery[person] = try file.seal(
        JournalKeys(shared: new, own: has.keys.own?.secret), for: person, passphrase: has.passphrase, cost: cost)
    }
    try reseal([("journal.db", old.shared, FileKey(new))], in: folder, file)
    return recovery
  }

  /// Gives a journal without passphrases some: every file is sealed in one step.
  /// - Parameter passphrases: by person; the own file of somebody who is not named is sealed under a key that nobody has.
  /// - Returns: recovery keys by person.
  public static func seal(
    _ folder: String, _ passphrases: [String: Passphrase], cost: PassphraseCost = .standard
  ) throws -> [String: PaperKey] {
    guard !isSealed(folder) else { throw Refusal("this journal has passphrases already") }
    let people = try peopleWithPages(folder)
    guard people.allSatisfy({ passphrases[$0] != nil }) else {
      throw Refusal("everybody who writes here needs a passphrase then")
    }
    let shared = FileKey(.random())
    var file = KeyFile()
    var recovery: [String: PaperKey] = [:]
    var files: [(name: String, from: FileKey?, to: FileKey?)] = [("journal.db", nil, shared)]
    for person in try ask(folder, { $0.partners.map(\.id) }) {
      let own = SecretKey.random()
      files.append(("own-\(person).db", nil, FileKey(own)))
      guard let passphrase = passphrases[person] else { continue }
      recovery[person] = try file.seal(
        JournalKeys(shared: shared.secret, own: own), for: person, passphrase: passphrase, cost: cost)
    }
    try reseal(files, in: folder, file)
    return recovery
  }

  /// The people of a plain journal who joined it, or have something of their own in it.
  public static func peopleWithPages(_ folder: String) throws -> [String] {
    try ask(folder) { journal in
      let joined = try journal.reader(.shared, at: try journal.newest() ?? journal.founded.instant).joinedAt() != nil
      return try journal.partners.map(\.id).filter { person in
        if joined || person == journal.founder { return true }
        return try Journal(folder: folder, person: person).ownLog!.newest() != nil
      }
    }
  }

  /// Writes files anew under other keys, with the file of keys that fits, in one step. Nobody else is in meanwhile.
  private static func reseal(
    _ files: [(name: String, from: FileKey?, to: FileKey?)], in folder: String, _ keys: KeyFile
  ) throws {
    var held: [Database] = []
    defer { for database in held { database.leaveLogOnClose() } }
    try Arrival.put(in: folder) { draft in
      for file in files {
        do {
          held.append(try Database(path: folder + "/" + file.name, key: file.from, isAlone: true))
        } catch let error as SQLiteError where error.isBusy {
          throw JournalError.inUse
        }
        try held.last!.copy(to: draft + "/" + file.name, key: file.to)
      }
      try keys.write(to: draft)
    }
  }
}
