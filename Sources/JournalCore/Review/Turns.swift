/// One turn of two people who take turns to speak (`docs/definitions.md` 2.10): what one said, and what the other said
/// back.
public struct Turn: Hashable, Sendable {
  public var words: EntryRow
  /// The answer that says the words back: the one that was marked heard, else the latest.
  public var saidBack: EntryRow?
  /// What the one who spoke says of it; once it is heard, the other speaks.
  public var mark: Mark?
}

extension Reader {
  /// The turns that an entry's talk belongs to, in order; none where nobody said something to both. Equal in every view.
  public func turns(of entry: EntryRow) throws -> [Turn] {
    guard var words = try words(in: try head(of: entry).chain) else { return [] }
    var talks: Set<String> = [words.chain]
    while let before = try turn(before: words), talks.insert(before.chain).inserted { words = before }
    var turns = [try turn(words)]
    talks = [words.chain]
    while let after = try turn(after: words), talks.insert(after.chain).inserted {
      turns.append(try turn(after))
      words = after
    }
    return turns
  }

  /// Words that can be said back: what somebody feels or asks.
  private static let isSpoken = "e.kind IN ('feeling', 'question') AND e.withdrawn > ?1"

  /// The latest words of a talk that stand and that both see.
  private func words(in chain: String) throws -> EntryRow? {
    try entries(
      in: ["main"], where: "e.root = ?3 AND \(Self.isSpoken)", .text(chain), limit: 1, newestFirst: true
    ).first
  }

  /// What the other said before: their words that the first of this talk are a reply to.
  private func turn(before words: EntryRow) throws -> EntryRow? {
    let first = try entries(
      in: ["main"], where: "e.root = ?3 AND e.reply_to IS NOT NULL AND \(Self.isSpoken)", .text(words.chain), limit: 1
    ).first
    guard let replied = try first?.replyTo.flatMap({ try entry($0) }), replied.author != words.author else {
      return nil
    }
    return try self.words(in: replied.chain)
  }

  /// What the other said next: the first of their words that stand and are a reply to these.
  private func turn(after words: EntryRow) throws -> EntryRow? {
    let next = try entries(
      in: ["main"],
      where: """
        e.reply_to IN (SELECT q.id FROM main.entry q WHERE q.root = ?3) AND e.author <> ?4 AND \(Self.isSpoken)
        """, .text(words.chain), .text(words.author), limit: 1
    ).first
    return try next.flatMap { try self.words(in: $0.chain) }
  }

  private func turn(_ words: EntryRow) throws -> Turn {
    let answers = try thread(of: words).filter { entry in
      entry.kind == .response && entry.author != words.author && entry.visible > words.visible
        && entry.holdingUntil == nil && !entry.isWithdrawn && !entry.isPrivate
    }
    // The mark that was given last holds, as it does for a question (`docs/definitions.md` A8).
    let marked = try answers.compactMap { answer in
      try standingMark(on: answer.id, told: nil).map { (answer: answer, mark: $0.mark, at: $0.at) }
    }.max { ($0.at, $0.answer.id) < ($1.at, $1.answer.id) }
    if let marked, marked.mark == .heard { return Turn(words: words, saidBack: marked.answer, mark: .heard) }
    return Turn(words: words, saidBack: answers.last, mark: try answers.last.flatMap { try mark(on: $0.id) })
  }
}
