/// Something that was done to an entry, a hurt or oneself, with the words that came with it.
public struct ActRow: Hashable, Sendable {
  public var id: String
  public var kind: ActionKind
  public var author: String
  public var moment: Moment
  public var target: String?
  public var text: String
  let fields: [String: JSON]

  /// What an act that tells of something outside says of it: when it was told, and whether it was heard.
  public var toldAt: Moment? { fields["told_at"]?.string.flatMap(Moment.init) }
  public var heard: Bool? { fields["heard"]?.bool }
  /// When it ends, for what lasts.
  public var until: Instant? { fields["until"]?.string.flatMap(Moment.init)?.instant }
}

extension Reader {
  /// What was done by now, by (instant, id), of some kinds, to one entry or in one hurt where that is asked.
  public func acts(_ kinds: ActionKind..., on target: String? = nil, hurt: String? = nil) throws -> [ActRow] {
    let named = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let found = try schemas.flatMap { schema in
      // What was done to something while it was private does not count of the shared copy, but for one's own flag.
      let notShared =
        schema == "own" ? "AND (kind = 'bring_along' OR \(counts("target", in: schema)))" : ""
      return try database.all(
        """
        SELECT id, kind, author, at, offset, target FROM \(schema).act WHERE at <= ?1 AND kind IN (\(named))
          AND (?2 IS NULL OR target = ?2) AND (?3 IS NULL OR hurt = ?3) \(notShared)
        """, [SQLValue(instant), SQLValue(target), SQLValue(hurt)]
      ) { row in
        (
          schema: schema, id: try row.text(0), kind: try row.name(1) as ActionKind, author: try row.text(2),
          moment: try row.moment(3, offset: 4),
          target: try row.optionalText(5)
        )
      }
    }
    return try found.map { act in
      let record = try journal.log(of: act.schema).record(act.id)
      return ActRow(
        id: act.id, kind: act.kind, author: act.author, moment: act.moment, target: act.target,
        text: record?.text("text") ?? "", fields: record?.fields ?? [:])
    }.sorted { ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id) }
  }
}
