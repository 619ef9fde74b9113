/// A boundary as it stands (`docs/definitions.md` B17).
public struct BoundaryRow: Hashable, Sendable {
  /// Where it stands: in force until its author ends it.
  public enum State: String, Sendable {
    case inForce = "in_force"
    /// In force, and its day to be looked at again has come.
    case lookAgain = "look_again"
    case ended
  }

  public var entry: EntryRow
  /// Its words, or the ones that its author changed them to.
  public var text: String
  public var protects: String?
  /// What is opened to the other, where it is an agreement about openness.
  public var scope: String?
  public var lookAgain: Instant?
  /// True where it says what may reach its author at once, in spite of their space (`docs/definitions.md` B14).
  public var isUrgent: Bool
  public var state: State
  /// What either noted when it was crossed; no number is made of it.
  public var crossings: [ActRow]
}

/// Something that one of the two wants for both.
public struct GoalRow: Hashable, Sendable {
  /// Where it stands: by the latest answer of the other, until either closes it.
  public enum State: String, Sendable {
    case proposed, ours, reworded, reached
    case notNow = "not_now"
    case letGo = "let_go"
  }

  public var entry: EntryRow
  /// Its words, or the other's, where it was reworded.
  public var text: String
  /// When they want to talk about it again.
  public var lookAgain: Instant?
  public var state: State
}

/// Something that the two do.
public struct RitualRow: Hashable, Sendable {
  /// Where it stands: ours once a note says that they did it, and resting until the next note.
  public enum State: String, Sendable { case proposed, ours, resting }

  public var entry: EntryRow
  public var rhythm: String?
  public var state: State
  /// "We did it", each time somebody wrote so; a gap is no note.
  public var notes: [EntryRow]
}

/// Help from outside, as it stood when it was written.
public struct HelpRow: Hashable, Sendable {
  public var entry: EntryRow
  /// True for help for both.
  public var isForBoth: Bool
  /// raised, booked, attended, or another word of its writer's.
  public var status: String?
  public var uses: [String]
}

extension Reader {
  /// Every standing boundary, in order; those that ended last.
  public func boundaries() throws -> [BoundaryRow] {
    try entries(where: "e.kind = 'boundary' AND \(Projection.isRare) AND e.withdrawn > ?1").map { entry in
      let record = try writing(of: entry)
      var row = BoundaryRow(
        entry: entry, text: entry.text, protects: record?.text("protects"), scope: record?.text("scope"),
        lookAgain: entry.due, isUrgent: record?.fields["urgent"]?.bool ?? false, state: .inForce,
        crossings: try acts(.crossing, on: entry.id))
      for act in try acts(.boundaryChanged, .boundaryEnded, on: entry.id) {
        if act.kind == .boundaryEnded { row.state = .ended }
        if !act.text.isEmpty, act.kind == .boundaryChanged { row.text = act.text }
        if let due = act.fields["due"]?.string.flatMap(Moment.init) { row.lookAgain = due.instant }
      }
      if row.state == .inForce, let look = row.lookAgain, look <= instant { row.state = .lookAgain }
      return row
    }.sorted { ($0.state == .ended ? 1 : 0) < ($1.state == .ended ? 1 : 0) }
  }

  /// What somebody said beforehand may reach them at once, in their words; nothing where they said nothing.
  public func urgent(to person: String) throws -> [BoundaryRow] {
    try boundaries().filter { $0.isUrgent && $0.state != .ended && $0.entry.author == person && !$0.entry.isPrivate }
  }

  /// The exports that held what the other shared, in order: both see by whom and when (`docs/definitions.md` B5).
  public func exports() throws -> [ActRow] { try acts(.exported) }

  /// Every standing goal, in order.
  public func goals() throws -> [GoalRow] {
    try entries(where: "e.kind = 'goal' AND \(Projection.isRare) AND e.withdrawn > ?1").map { entry in
      let look = try writing(of: entry)?.text("look_again").flatMap(Moment.init)
      var row = GoalRow(entry: entry, text: entry.text, lookAgain: look?.instant, state: .proposed)
      for act in try acts(.goalAnswer, .goalClosed, on: entry.id) {
        let said = act.fields[act.kind == .goalAnswer ? "answer" : "outcome"]?.string
        row.state = said.flatMap(GoalRow.State.init) ?? row.state
        if row.state == .reworded { row.text = act.text }
      }
      return row
    }
  }

  /// Everything that the two do, in order, each with its notes. A note after its resting is its going on.
  public func rituals() throws -> [RitualRow] {
    let all = try entries(where: "e.kind = 'ritual' AND \(Projection.isRare) AND e.withdrawn > ?1")
    return try all.filter { $0.replyTo == nil }.map { entry in
      let notes = all.filter { $0.replyTo == entry.id }
      let rested = try acts(.ritualResting, on: entry.id).last?.moment.instant
      let noted = notes.last?.visible
      let isResting = rested.map { rest in noted.map { $0 <= rest } ?? true } ?? false
      return RitualRow(
        entry: entry, rhythm: try writing(of: entry)?.text("rhythm"),
        state: isResting ? .resting : notes.isEmpty ? .proposed : .ours, notes: notes)
    }
  }

  /// Help from outside, in order.
  public func help() throws -> [HelpRow] {
    try entries(where: "e.kind = 'help' AND \(Projection.isRare) AND e.withdrawn > ?1").map { entry in
      let record = try writing(of: entry)
      return HelpRow(
        entry: entry, isForBoth: record?.text("help_for") == "both", status: record?.text("status"),
        uses: record?.list("uses") ?? [])
    }
  }

  /// The entries that their author wants to bring to the next session, in order.
  public func broughtAlong() throws -> [EntryRow] {
    var flags = try entries(where: "e.kind = 'help' AND \(Projection.isRare) AND e.withdrawn > ?1").reduce(
      into: [String: Bool]()
    ) {
      flags, entry in
      if try writing(of: entry)?.fields["bring_along"]?.bool == true { flags[entry.id] = true }
    }
    for act in try acts(.bringAlong) { flags[act.target ?? ""] = act.fields["value"]?.bool ?? false }
    return try flags.filter(\.value).keys.compactMap { try entry($0) }.filter { !$0.isWithdrawn }
      .sorted { ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id) }
  }

  /// What its named causer remembers differently of a hurt: the latest note; undecided here.
  public func rememberedDifferently(_ hurt: String) throws -> ActRow? {
    try acts(.toldDifferently, hurt: hurt).last
  }

  /// The words that either added to the journal's own, each with its meaning; a word added again has its latest.
  public func ownWords() throws -> [(word: String, meaning: String)] {
    var words: [String: String] = [:]
    for act in try acts(.wordAdded) {
      words[act.fields["word"]?.string ?? ""] = act.fields["meaning"]?.string ?? ""
    }
    return words.map { ($0.key, $0.value) }.sorted { bytewise($0.0, $1.0) }
  }

  /// What the answerer thinks was talked about already, on chains that are still open (`docs/definitions.md` B17).
  public func proposedOutside(on chain: String) throws -> ActRow? {
    let target = try database.first(
      """
      SELECT q.id FROM main.entry c JOIN main.entry q ON q.root = c.root JOIN main.act a ON a.target = q.id
      WHERE c.id = ?1 AND c.visible <= ?2 AND q.wants = 1 AND q.visible <= ?2
        AND a.kind = 'answered_outside_proposed' AND a.at <= ?2
      ORDER BY a.at DESC, a.id DESC
      """, [.text(chain), SQLValue(instant)]
    ) { row in try row.text(0) }
    return try target.flatMap { try acts(.answeredOutsideProposed, on: $0).last }
  }

  func writing(of entry: EntryRow) throws -> Record? {
    try journal.writing(of: entry.id, in: entry.schema)
  }
}
