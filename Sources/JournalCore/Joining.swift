/// How the other stands to a sealed journal that they have not come to.
public enum Invitation: Hashable, Sendable {
  case none
  /// A code is out.
  case out
  /// The code of an import is the one way in.
  case byImport
}

/// How the second person comes to a sealed journal: beside the first, or by a code (`docs/definitions.md` B16).
extension Journal {
  /// Makes the code that lets `person` in, once; an earlier one opens nothing any more.
  /// - Throws: `KeyProblem.needsCode` where an import's code is all that opens their own pages.
  public static func invite(_ person: String, to folder: String, by first: JournalKeys) throws -> PaperKey {
    var file = try KeyFile(folder: folder)
    guard !file.ids.contains(person) else { throw Refusal("this person has a passphrase here already") }
    let code = try file.invite(person, JournalKeys(shared: first.shared.secret, own: nil))
    try file.write(to: folder)
    return code
  }

  /// Takes an invitation back.
  /// - Returns: false when there was none.
  public static func endInvitation(of person: String, to folder: String) throws -> Bool {
    var file = try KeyFile(folder: folder)
    guard file.isInvited(person) else { return false }
    try file.endInvitation(of: person)
    try file.write(to: folder)
    return true
  }

  /// How the other stands to a journal with passphrases; nil where they are in.
  public func invitation() throws -> Invitation? {
    guard keys != nil, let person else { return nil }
    let file = try KeyFile(folder: folder)
    let other = other(than: person).id
    guard !file.ids.contains(other) else { return nil }
    return file.waitsForCode(other) ? .byImport : file.isInvited(other) ? .out : Invitation.none
  }

  /// True while a code of an invitation is out for `person`.
  public static func isInvited(_ person: String, to folder: String) -> Bool {
    (try? KeyFile(folder: folder))?.isInvited(person) ?? false
  }

  /// Gives the second person keys of their own, while the first has the journal open.
  /// - Returns: what they open from now on, and their recovery key.
  public static func takeIn(
    _ person: String, to folder: String, by first: JournalKeys, passphrase: Passphrase,
    cost: PassphraseCost = .standard, work: LongWork = .unwatched
  ) throws -> (keys: JournalKeys, recovery: PaperKey) {
    let file = try KeyFile(folder: folder)
    guard !file.waitsForCode(person) else { throw KeyProblem.needsCode }
    return try enter(
      person, folder, file, JournalKeys(shared: first.shared.secret, own: nil), passphrase: passphrase, cost: cost,
      work: work)
  }

  /// Gives the second person keys of their own by the code that they were handed, which ends with it.
  public static func takeIn(
    _ person: String, to folder: String, code: PaperKey, passphrase: Passphrase,
    cost: PassphraseCost = .standard, work: LongWork = .unwatched
  ) throws -> (keys: JournalKeys, recovery: PaperKey) {
    let file = try KeyFile(folder: folder)
    return try enter(
      person, folder, file, try file.unlock(person, code: code), passphrase: passphrase, cost: cost, work: work)
  }

  /// - Parameters:
  ///   - opened: the shared file's key, and the own file's where words wait in it.
  ///   - work: may end it once the keys are made; nobody has joined then.
  private static func enter(
    _ person: String, _ folder: String, _ file: KeyFile, _ opened: JournalKeys, passphrase: Passphrase,
    cost: PassphraseCost, work: LongWork
  ) throws -> (keys: JournalKeys, recovery: PaperKey) {
    guard !file.ids.contains(person) else { throw Refusal("this person has a passphrase here already") }
    var file = file
    let keys = JournalKeys(shared: opened.shared.secret, own: .random())
    let name = "own-\(person).db"
    let database = try Database(path: folder + "/journal.db", key: keys.shared)
    let log = RecordLog(database: database, schema: "main")
    // Who has written here has pages of their own, whose keys were lost or taken away; a new file would end them.
    if opened.own == nil, Files.exist(folder + "/" + name), try log.holdsRecords(by: person) {
      throw KeyProblem.ownPagesHere
    }
    var recovery: PaperKey?
    try Arrival.put(in: folder) { draft in
      if let waiting = opened.own {
        // Under a key that nobody had before: whoever saw the code opens nothing with it any more.
        try Database(path: folder + "/" + name, key: waiting).copy(to: draft + "/" + name, key: keys.own)
      }
      let identity = try freshOwnFile(draft + "/" + name, key: keys.own, of: person, in: database)
      // Another try after a death in between adds one more key and takes nothing away.
      try log.add(identity, of: person)
      recovery = try file.seal(keys, for: person, passphrase: passphrase, cost: cost)
      try work.goOn()
      try file.write(to: draft)
    }
    return (keys, recovery!)
  }
}
