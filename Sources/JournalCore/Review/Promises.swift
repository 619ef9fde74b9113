/// One time at which a promise falls due, and what both say of it (`docs/definitions.md` A14, A15).
public struct PromiseRow: Hashable, Sendable {
  /// How it stands, by the names that JSON has for it (`docs/definitions.md` 3.6).
  public enum Outcome: String, Sendable {
    case upcoming, unmarked, kept, partly, missed, renegotiated, released
    case justDue = "just_due"
    case keptUnconfirmed = "kept_unconfirmed"
    case partlyUnconfirmed = "partly_unconfirmed"
    case missedUnconfirmed = "missed_unconfirmed"
    case seenDifferently = "seen_differently"
  }

  public var promise: String
  public var by: String
  public var to: String
  public var due: Moment
  public var outcome: Outcome
  /// The latest word of each who has spoken: kept, partly or missed.
  public var said: [String: String]
  /// True once the one it was made to has said kept, whatever is said later: a brick of the wall.
  public var isBrick: Bool
}

extension Reader {
  /// Every instance of every promise that this view knows, by the promise's id and its due time.
  public func promises() throws -> [PromiseRow] { try promiseRows(where: "1") }

  /// The instances of one promise.
  public func promises(of promise: String) throws -> [PromiseRow] {
    try promiseRows(where: "e.id = ?2", .text(promise))
  }

  private struct Act { var kind: ActionKind, author: String, at: Instant, outcome: String?, forDue: Instant? }

  private func promiseRows(where condition: String, _ bound: SQLValue...) throws -> [PromiseRow] {
    let quiet = Int64(try numbers().promiseQuietHours) * Self.hour
    var rows: [PromiseRow] = []
    for schema in schemas {
      let found = try database.all(
        """
        SELECT e.id, e.author, p.due, p.daily, p.until FROM \(schema).entry e JOIN \(schema).promise p ON p.entry = e.id
        WHERE e.visible <= ?1 AND \(condition) AND \(counts("e.id", in: schema))
        """, [SQLValue(instant)] + bound
      ) { row in
        (
          id: try row.text(0), author: try row.text(1),
          terms: PromiseTerms(due: try row.text(2), isDaily: try row.int(3) == 1, until: try row.optionalText(4))
        )
      }
      for promise in found {
        guard let terms = promise.terms else { continue }
        let acts = try promiseActs(on: promise.id, in: schema)
        let receiver = journal.other(than: promise.author).id
        for due in terms.instances(at: journal.zone) {
          rows.append(
            instance(
              of: promise.id, by: promise.author, to: receiver, due, isFirst: due == terms.due, acts, quiet: quiet))
        }
      }
    }
    return rows.sorted {
      $0.promise != $1.promise
        ? $0.promise.utf8.lexicographicallyPrecedes($1.promise.utf8) : $0.due.instant < $1.due.instant
    }
  }

  /// What was done to a promise by now in the file where it stands, by (instant, id).
  private func promiseActs(on promise: String, in schema: String) throws -> [Act] {
    try database.all(
      """
      SELECT kind, author, at, outcome, for_due FROM \(schema).act WHERE target = ? AND at <= ?
      AND kind IN ('promise_said', 'promise_released', 'promise_renegotiated') ORDER BY at, id
      """, [.text(promise), SQLValue(instant)]
    ) { row in
      let outcome = try row.optionalText(3)
      guard outcome.map({ PromiseRow.Outcome(rawValue: $0 + "_unconfirmed") != nil }) ?? true else {
        throw JournalError.damaged
      }
      return Act(
        kind: try row.name(0), author: try row.text(1), at: try row.instant(2),
        outcome: outcome, forDue: try row.optionalInstant(4))
    }
  }

  private func instance(
    of promise: String, by maker: String, to receiver: String, _ due: Moment, isFirst: Bool, _ acts: [Act], quiet: Int64
  ) -> PromiseRow {
    var said: [String: String] = [:]
    var changed: PromiseRow.Outcome?
    var isBrick = false
    for act in acts {
      if act.kind == .promiseSaid {
        // A word without a day is about the first.
        guard act.forDue.map({ $0 == due.instant }) ?? isFirst else { continue }
        said[act.author] = act.outcome
        if act.author == receiver, act.outcome == "kept" { isBrick = true }
      } else if changed == nil, said.isEmpty, due.instant > act.at, act.forDue.map({ $0 == due.instant }) ?? true {
        changed = act.kind == .promiseReleased ? .released : .renegotiated
      }
    }
    return PromiseRow(
      promise: promise, by: maker, to: receiver, due: due,
      outcome: changed ?? outcome(maker: said[maker], receiver: said[receiver], due.instant, quiet: quiet), said: said,
      isBrick: isBrick)
  }

  private func outcome(maker: String?, receiver: String?, _ due: Instant, quiet: Int64) -> PromiseRow.Outcome {
    switch (maker, receiver) {
    case (nil, nil):
      let since = instant.milliseconds - due.milliseconds
      return since < 0 ? .upcoming : since < quiet ? .justDue : .unmarked
    case (let maker?, nil): return PromiseRow.Outcome(rawValue: maker + "_unconfirmed")!
    case (nil, let receiver?): return PromiseRow.Outcome(rawValue: receiver)!
    case (let maker?, let receiver?):
      return maker == receiver ? PromiseRow.Outcome(rawValue: receiver)! : .seenDifferently
    }
  }
}
