/// Why the keys of a journal can't be had, each with its own sentence.
public enum KeyProblem: Error, Hashable, Sendable {
  case wrongPassphrase, damaged, newer, notYetJoined, noMemory, needsCode, ownPagesHere

  public var sentence: String {
    switch self {
    case .wrongPassphrase: "That did not open it. Nothing was touched."
    case .damaged: "The file of keys is damaged. The journal itself was not touched; a backup of keys.json opens it."
    case .newer: "A newer Hearken wrote the file of keys. Nothing was touched; this program is too old to read it."
    case .notYetJoined: "This person has not joined yet; hearken join comes first. Nothing was touched."
    case .needsCode: "This person's own pages open with the code that the import showed, and with nothing else."
    case .ownPagesHere:
      "This person's own pages lie here already, and the file of keys does not know them. Nothing was touched; a backup of keys.json opens them."
    case .noMemory: "There is not enough memory to try a passphrase. Nothing was touched."
    }
  }
}

/// What one session has opened: the shared file's key, and the own file's of the one who sits here; nil for an own
/// file that its owner left open.
public struct JournalKeys: Sendable {
  let shared: FileKey
  let own: FileKey?

  init(shared: SecretKey, own: SecretKey?) {
    self.shared = FileKey(shared)
    self.own = own.map(FileKey.init)
  }
}

/// `keys.json`: each person's two keys, sealed under their passphrase and under their recovery key, or under the code
/// of an invitation until they join. A journal without passphrases has no such file.
struct KeyFile: Hashable, Sendable {
  private struct Ways: Hashable, Sendable {
    var byPassphrase: [UInt8]
    var byRecovery: [UInt8]
  }

  private struct Person: Hashable, Sendable {
    var salt: [UInt8]
    var cost: PassphraseCost
    var shared: Ways
    /// Nil when its owner left the file open.
    var own: Ways?
  }

  /// What a code opens: the shared file, and where there is one the own file that waits for its owner.
  private struct Invitation: Hashable, Sendable {
    var shared: [UInt8]
    var own: [UInt8]?
  }

  private static let version: Int64 = 3
  private var people: [String: Person] = [:]
  private var invited: [String: Invitation] = [:]

  static func path(_ folder: String) -> String { folder + "/keys.json" }
  static func exists(in folder: String) -> Bool { Files.exist(path(folder)) }

  /// The people who have a key, by id.
  var ids: [String] { people.keys.sorted() }

  init() {}

  // MARK: - Opening

  func unlock(_ person: String, passphrase: Passphrase) throws -> JournalKeys {
    guard let keys = people[person] else { throw KeyProblem.notYetJoined }
    guard let way = SecretKey.derived(from: passphrase, salt: keys.salt, cost: keys.cost) else {
      throw KeyProblem.noMemory
    }
    return try open(person, way, keys.shared.byPassphrase, keys.own?.byPassphrase, "passphrase")
  }

  func unlock(_ person: String, recovery: PaperKey) throws -> JournalKeys {
    guard let keys = people[person] else { throw KeyProblem.notYetJoined }
    return try open(person, .derived(from: recovery), keys.shared.byRecovery, keys.own?.byRecovery, "recovery")
  }

  private func open(_ person: String, _ way: SecretKey, _ shared: [UInt8], _ own: [UInt8]?, _ name: String) throws
    -> JournalKeys
  {
    func key(_ sealed: [UInt8], _ file: String) throws -> SecretKey {
      guard let key = way.unwrap(sealed, context: Self.context(person, file, name, isAlone: own == nil)) else {
        throw KeyProblem.wrongPassphrase
      }
      return key
    }
    return JournalKeys(shared: try key(shared, "shared"), own: try own.map { try key($0, "own") })
  }

  /// What a box is for. That the shared key is alone, since an own file is open, is sealed in with it: whoever may write
  /// this file can't put an open own file in a sealed one's place.
  private static func context(_ person: String, _ file: String, _ way: String, isAlone: Bool) -> String {
    "hearken key 1 \(person) \(file) \(way)" + (isAlone ? " alone" : "")
  }

  // MARK: - Changing

  /// Takes a person in, or seals their keys anew under another passphrase: what they open stays the same.
  /// - Returns: a new recovery key; an earlier one opens nothing any more.
  mutating func seal(_ keys: JournalKeys, for person: String, passphrase: Passphrase, cost: PassphraseCost) throws
    -> PaperKey
  {
    let salt = Sodium.random(SecretKey.saltLength)
    guard let byPassphrase = SecretKey.derived(from: passphrase, salt: salt, cost: cost) else {
      throw KeyProblem.noMemory
    }
    let recovery = PaperKey()
    let byRecovery = SecretKey.derived(from: recovery)
    func ways(_ key: SecretKey, _ file: String) -> Ways {
      func context(_ way: String) -> String { Self.context(person, file, way, isAlone: keys.own == nil) }
      return Ways(
        byPassphrase: byPassphrase.wrap(key, context: context("passphrase")),
        byRecovery: byRecovery.wrap(key, context: context("recovery")))
    }
    people[person] = Person(
      salt: salt, cost: cost, shared: ways(keys.shared.secret, "shared"), own: keys.own.map { ways($0.secret, "own") })
    invited[person] = nil
    return recovery
  }

  // MARK: - Inviting

  /// Lets whoever has the code take `person`'s place, once: joining ends the invitation.
  /// - Parameter keys: the shared file's, and the own file's where one waits for its owner.
  /// - Throws: `KeyProblem.needsCode` when an earlier code is all that opens the own file.
  mutating func invite(_ person: String, _ keys: JournalKeys) throws -> PaperKey {
    try endInvitation(of: person)
    let code = PaperKey()
    let way = SecretKey.derived(from: code)
    func seal(_ key: FileKey, _ file: String) -> [UInt8] {
      way.wrap(key.secret, context: Self.context(person, file, "invitation", isAlone: keys.own == nil))
    }
    invited[person] = Invitation(shared: seal(keys.shared, "shared"), own: keys.own.map { seal($0, "own") })
    return code
  }

  func unlock(_ person: String, code: PaperKey) throws -> JournalKeys {
    guard let invitation = invited[person] else { throw KeyProblem.wrongPassphrase }
    return try open(person, .derived(from: code), invitation.shared, invitation.own, "invitation")
  }

  /// Takes an invitation back: its code opens nothing any more.
  mutating func endInvitation(of person: String) throws {
    guard invited[person]?.own == nil else { throw KeyProblem.needsCode }
    invited[person] = nil
  }

  /// True while a code is out.
  func isInvited(_ person: String) -> Bool { invited[person] != nil }

  /// True when the person's own file waits for them behind a code.
  func waitsForCode(_ person: String) -> Bool { invited[person]?.own != nil }

  // MARK: - On the disk

  /// Reads the key file of a journal.
  init(folder: String) throws {
    guard let bytes = Files.read(Self.path(folder)), let json = try? JSON(parsing: bytes),
      let version = json["version"]?.int
    else { throw KeyProblem.damaged }
    guard version <= Self.version else { throw KeyProblem.newer }
    // A changed bit is damage, and is not taken for a wrong passphrase.
    guard let people = json["people"]?.object, json["check"]?.string == Self.check(.object(people)) else {
      throw KeyProblem.damaged
    }
    for (id, value) in people {
      guard Identifier.isValid(id) else { throw KeyProblem.damaged }
      if let invitation = Self.invitation(value["invited"]) {
        invited[id] = invitation
      } else if let person = Self.person(value) {
        self.people[id] = person
      } else {
        throw KeyProblem.damaged
      }
    }
  }

  private static func bytes(_ json: JSON?) -> [UInt8]? { json?.string.flatMap(unhex) }

  private static func invitation(_ json: JSON?) -> Invitation? {
    guard let shared = bytes(json?["shared"]) else { return nil }
    return Invitation(shared: shared, own: bytes(json?["own"]))
  }

  private static func person(_ json: JSON) -> Person? {
    func ways(_ json: JSON?) -> Ways? {
      guard let passphrase = bytes(json?["passphrase"]), let recovery = bytes(json?["recovery"]) else { return nil }
      return Ways(byPassphrase: passphrase, byRecovery: recovery)
    }
    guard let salt = bytes(json["salt"]), salt.count == SecretKey.saltLength,
      let operations = json["operations"]?.int, let memory = json["memory"]?.int, operations > 0, memory > 0,
      let shared = ways(json["shared"])
    else { return nil }
    let own = ways(json["own"])
    guard own != nil || json["own"] == .null else { return nil }
    let cost = PassphraseCost(operations: UInt64(operations), memory: Int(memory))
    guard cost.isSensible else { return nil }
    return Person(salt: salt, cost: cost, shared: shared, own: own)
  }

  private static func check(_ people: JSON) -> String { hex(Sodium.hash(people.encoded())) }

  /// Puts the key file in its place in one step: at every instant the old one stands there or the new one.
  func write(to folder: String) throws {
    let people = JSON.object(
      people.mapValues(Self.json).merging(
        invited.mapValues { invitation in
          .object([
            "invited": .object([
              "shared": .string(hex(invitation.shared)), "own": invitation.own.map { .string(hex($0)) } ?? .null,
            ])
          ])
        }
      ) { joined, _ in joined })
    let json = JSON.object([
      "version": .int(Self.version), "people": people, "check": .string(Self.check(people)),
    ])
    try Files.replace(Self.path(folder), with: json.encoded() + [0x0A])
  }

  private static func json(_ person: Person) -> JSON {
    func json(_ ways: Ways) -> JSON {
      .object(["passphrase": .string(hex(ways.byPassphrase)), "recovery": .string(hex(ways.byRecovery))])
    }
    return .object([
      "salt": .string(hex(person.salt)), "operations": .int(Int64(person.cost.operations)),
      "memory": .int(Int64(person.cost.memory)), "shared": json(person.shared),
      "own": person.own.map(json) ?? .null,
    ])
  }
}

/// The bytes of hexadecimal text, nil for anything else.
func unhex(_ text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count % 2 == 0 else { return nil }
  func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
  var bytes: [UInt8] = []
  for place in stride(from: 0, to: digits.count, by: 2) {
    guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}
