/// What somebody wrote before that may be what they are writing now: a chain of questions, or a hurt.
public struct Suggestion: Hashable, Sendable {
  /// What is suggested: to ask again in a chain, or to write about a hurt.
  public enum Group: Hashable, Sendable {
    /// By its root.
    case chain(String)
    case hurt(String)
  }
  public let group: Group
  /// The entry whose words are closest.
  public let wording: String
  /// The latest standing answer of the chain that its asker marked heard.
  public let heardAnswer: String?
  /// What both have in common, in their own words, most telling first.
  public let common: [String]
}

/// Two chains that were never linked and may be one question, the older first.
public struct PossiblePair: Hashable, Sendable {
  public let older: Suggestion.Group
  public let newer: Suggestion.Group
  /// The entries whose words are alike.
  public let olderWording: String
  public let newerWording: String
  public let common: [String]
}

/// What the recogniser keeps of a writer's standing questions, and of their entries on hurts. Reading it takes longer
/// than ranking it.
struct HeldAsked {
  struct Asked {
    let entry: String
    let group: Suggestion.Group
    let visible: Instant
    let isPrivate: Bool
  }
  /// The last position of each log that it was made from.
  var heads: [Int64] = []
  /// Each at the place of its features.
  private(set) var asked: [Asked] = []
  private(set) var features = FeatureList()
  /// The places of those that are compared, oldest first.
  private(set) var order: [Int] = []

  fileprivate mutating func add(_ asked: Asked, _ features: [UInt8]) {
    self.asked.append(asked)
    self.features.append(stored: features)
  }

  fileprivate mutating func putInOrder(newest count: Int) {
    order = asked.indices.sorted { (asked[$0].visible, asked[$0].entry) < (asked[$1].visible, asked[$1].entry) }
      .suffix(count)
  }
}

extension Reader {

  /// The writer's own earlier question or hurt that `text` comes closest to, and up to two more; empty where nothing is
  /// close enough to be said. The person decides; nothing is linked by this.
  /// - Parameter isWanted: false for groups that make no sense here, such as those that the text is known to belong to.
  public func askedBefore(
    text: String, where isWanted: (Suggestion.Group) -> Bool = { _ in true }
  ) throws -> [Suggestion] {
    let recogniser = Recogniser.english
    let held = try asked()
    let earlier = held.order.filter { isWanted(held.asked[$0].group) }
    let ranking = recogniser.closest(
      to: recogniser.prepare(recogniser.features(text)), among: held.features, at: earlier)
    var found: [Suggestion] = []
    for match in ranking where match.repeats && found.count < 3 {
      let asked = held.asked[match.index]
      if found.contains(where: { $0.group == asked.group }) { continue }
      found.append(
        Suggestion(
          group: asked.group, wording: asked.entry, heardAnswer: try heardAnswer(of: asked.group),
          common: recogniser.common(text, try words(of: asked.entry))))
    }
    return found
  }

  /// At most three pairs of the writer's own chains that may ask the same, newest first; without those that the person
  /// said are different (`Journal.keepApart`).
  public func mightBelongTogether() throws -> [PossiblePair] {
    let recogniser = Recogniser.english
    let held = try asked()
    // What one alone can see is in no chain with what both see (`docs/definitions.md` A3).
    let places = held.order.filter { place in
      if case .chain = held.asked[place].group { !held.asked[place].isPrivate } else { false }
    }
    var pairs: [PossiblePair] = []
    var said = try apart()
    for index in places.indices.suffix(Self.newest).reversed() {
      let newer = held.asked[places[index]]
      let ranking = recogniser.closest(
        to: recogniser.prepare(places[index], of: held.features), among: held.features, at: places[..<index])
      for match in ranking.prefix(3) where match.repeats {
        let older = held.asked[match.index]
        guard older.group != newer.group, said.insert([older.group, newer.group]).inserted else { continue }
        pairs.append(
          PossiblePair(
            older: older.group, newer: newer.group, olderWording: older.entry, newerWording: newer.entry,
            common: recogniser.common(try words(of: newer.entry), try words(of: older.entry))))
        if pairs.count == 3 { return pairs }
      }
    }
    return pairs
  }

  /// So many of the newest questions are looked at for pairs.
  private static let newest = 20

  /// The writer's standing questions, and their entries on hurts, with what the recogniser keeps of them.
  private func asked() throws -> HeldAsked {
    guard case .person(let person) = view else { return HeldAsked() }
    // What is asked of another moment is read anew; now is as the logs stand.
    guard try instant >= journal.newest() ?? instant else { return try asked(of: person) }
    let heads = try schemas.map { schema in
      try database.first("SELECT max(position) FROM \(schema).record") { row in try row.optionalInt(0) ?? 0 } ?? 0
    }
    if let held = journal.heldAsked, held.heads == heads { return held }
    journal.heldAsked = nil
    var held = try asked(of: person)
    held.heads = heads
    journal.heldAsked = held
    return held
  }

  /// So many of the newest are compared: a life of questions, in 6 MB.
  static let remembered = 10_000

  private func asked(of person: String) throws -> HeldAsked {
    var held = HeldAsked()
    var checked = Features.empty
    for schema in schemas {
      try database.forEach(
        """
        SELECT e.id, e.kind, e.root, e.hurt, e.visible, (
          SELECT f.features FROM \(schema).asked f WHERE f.entry = e.id AND f.at <= ?1 ORDER BY f.at DESC, f.id DESC LIMIT 1)
        FROM \(schema).entry e
        WHERE e.author = ?2 AND e.visible <= ?1 AND e.withdrawn > ?1 AND \(Projection.isAsked)
          AND \(counts("e.id", in: schema))
        ORDER BY e.visible DESC LIMIT \(Self.remembered)
        """, [SQLValue(instant), .text(person)]
      ) { row in
        let features = try row.blob(5)
        guard features.withUnsafeBytes({ checked.unpack($0) }) else { return }
        let group: Suggestion.Group =
          try row.text(1) == EntryKind.question.rawValue ? .chain(try row.text(2)) : .hurt(try row.text(3))
        held.add(
          HeldAsked.Asked(
            entry: try row.text(0), group: group, visible: try row.instant(4), isPrivate: schema == "own"), features)
      }
    }
    held.putInOrder(newest: Self.remembered)
    return held
  }

  private func words(of entry: String) throws -> String {
    try entries(where: "e.id = ?3", .text(entry)).first?.text ?? ""
  }

  private func heardAnswer(of group: Suggestion.Group) throws -> String? {
    guard case .chain(let root) = group else { return nil }
    let answers = try database.all(
      """
      SELECT r.id FROM main.entry q JOIN main.entry r ON r.reply_to = q.id
      WHERE q.root = ?2 AND r.kind = 'response' AND r.holding IS NULL AND r.author <> q.author
        AND r.visible <= ?1 AND r.withdrawn > ?1
      ORDER BY r.visible DESC, r.id DESC
      """, [SQLValue(instant), .text(root)]
    ) { row in try row.text(0) }
    return try answers.first { try mark(on: $0) == .heard }
  }

  private func apart() throws -> Set<Set<Suggestion.Group>> {
    guard journal.person != nil else { return [] }
    let rows = try database.all("SELECT one, other FROM own.apart") { row in (try row.text(0), try row.text(1)) }
    return Set(rows.map { [.chain($0.0), .chain($0.1)] })
  }
}

extension Journal {
  /// "It is a new question": the two chains are not offered as a pair again, to this person alone.
  public func keepApart(_ one: String, _ other: String) throws {
    guard person != nil else { throw JournalError.noKey }
    try database.run(
      "INSERT OR IGNORE INTO own.apart VALUES (?, ?)", [.text(min(one, other)), .text(max(one, other))])
  }
}
