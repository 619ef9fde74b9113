/// The states of a question's chain (`docs/definitions.md` 2.7) that records alone decide; held and unanswered depend
/// on the clock and are told by `Waiting`.
public enum ChainState: String, Sendable {
  case open, answered, heard
  case notYet = "not_yet"
  case setAside = "set_aside"
  case withdrawn
}

/// One chain of asks with everything done to it, and what follows from that at any instant. Pure.
struct Chain {
  struct Ask { var id: String, author: String, from: Instant, until: Instant }
  struct Answer { var id: String, at: Instant, known: Instant, until: Instant, heard: Bool? }
  struct Mark { var id: String, target: String, at: Instant, kind: ActionKind }

  struct State: Equatable { var from: Instant, until: Instant, state: ChainState, since: Instant? }
  struct ClosedWait: Hashable { var since: Instant, at: Instant, answer: String, from: Instant, until: Instant }

  /// By (instant, id).
  var asks: [Ask]
  /// By (instant, id); `known` is the instant of the record, `at` the instant that it tells of.
  var answers: [Answer]
  var setAside: [Instant]
  var marks: [Mark]

  /// Reads one chain of a file, nil without any ask.
  static func load(root: String, from database: Database, schema: String) throws -> Chain? {
    let asks = try database.all(
      "SELECT id, author, visible, withdrawn FROM \(schema).entry WHERE root = ? AND wants = 1 ORDER BY visible, id",
      [.text(root)]
    ) { row in
      Ask(id: try row.text(0), author: try row.text(1), from: try row.instant(2), until: try row.end(3))
    }
    guard !asks.isEmpty else { return nil }
    var answers = try database.all(
      """
      SELECT r.id, r.visible, r.withdrawn FROM \(schema).entry q JOIN \(schema).entry r ON r.reply_to = q.id
      WHERE q.root = ? AND r.kind = 'response' AND r.holding IS NULL AND r.author <> q.author
      """, [.text(root)]
    ) { row in
      Answer(
        id: try row.text(0), at: try row.instant(1), known: try row.instant(1), until: try row.end(2), heard: nil)
    }
    answers += try database.all(
      """
      SELECT a.id, a.told_at, a.at, a.heard FROM \(schema).entry q JOIN \(schema).act a ON a.target = q.id
      WHERE q.root = ? AND a.kind = 'answered_outside'
      """, [.text(root)]
    ) { row in
      Answer(
        id: try row.text(0), at: try row.instant(1), known: try row.instant(2), until: Projection.forever,
        heard: try row.optionalInt(3).map { $0 == 1 })
    }
    answers.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    let setAside = try database.all(
      """
      SELECT a.at FROM \(schema).entry q JOIN \(schema).act a ON a.target = q.id
      WHERE q.root = ? AND a.kind = 'set_aside' ORDER BY a.at
      """, [.text(root)]
    ) { row in try row.instant(0) }
    let marks = try answers.flatMap { answer in
      try database.all(
        """
        SELECT id, at, kind FROM \(schema).act WHERE target = ? AND kind IN ('heard', 'not_yet', 'unheard')
        ORDER BY at, id
        """, [.text(answer.id)]
      ) { row in
        Mark(
          id: try row.text(0), target: answer.id, at: try row.instant(1), kind: try row.name(2))
      }
    }
    return Chain(asks: asks, answers: answers, setAside: setAside, marks: marks)
  }

  /// Every instant at which something about the chain changes.
  private var moments: [Instant] {
    let all =
      asks.flatMap { [$0.from, $0.until] } + answers.flatMap { [$0.known, $0.until] } + setAside + marks.map(\.at)
    return Set(all).filter { $0 < Projection.forever }.sorted()
  }

  /// The states over time, without gaps, from the first ask on.
  func states() -> [State] {
    var states: [State] = []
    for moment in moments {
      guard let (state, since) = state(at: moment) else { continue }
      if let last = states.last, last.state == state, last.since == since { continue }
      if !states.isEmpty { states[states.count - 1].until = moment }
      states.append(State(from: moment, until: Projection.forever, state: state, since: since))
    }
    return states
  }

  /// The state at `t`, and since when the chain has been open; nil before its first ask.
  func state(at t: Instant) -> (ChainState, Instant?)? {
    guard asks.contains(where: { $0.from <= t }) else { return nil }
    guard let latest = standingAsks(at: t).last else { return (.withdrawn, nil) }
    let answers = answers.filter { $0.known <= t && t < $0.until && $0.at > latest.from }
    if !answers.isEmpty { return (markState(of: answers, at: t), nil) }
    if setAside.contains(where: { latest.from <= $0 && $0 <= t }) { return (.setAside, nil) }
    return (.open, openRuns(at: t).last?.start)
  }

  /// The waits that an answer closed, each with the time in which it counts.
  func closedWaits() -> [ClosedWait] {
    var waits: [ClosedWait] = []
    var current: [ClosedWait: Int] = [:]
    for moment in moments {
      let now = openRuns(at: moment).compactMap { run in
        run.answer.map {
          ClosedWait(
            since: run.start, at: $0.at, answer: $0.id, from: .init(milliseconds: 0), until: Projection.forever)
        }
      }
      for (wait, index) in current where !now.contains(wait) {
        waits[index].until = moment
        current[wait] = nil
      }
      for wait in now where current[wait] == nil {
        current[wait] = waits.count
        waits.append(
          ClosedWait(since: wait.since, at: wait.at, answer: wait.answer, from: moment, until: Projection.forever))
      }
    }
    return waits
  }

  private func standingAsks(at t: Instant) -> [Ask] { asks.filter { $0.from <= t && t < $0.until } }

  /// The times in which the chain stood open, as seen at `t`: asks withdrawn by then never were; an answer withdrawn
  /// by then closed the chain until its withdrawal. A run ends with the standing answer that closed it, or without.
  private func openRuns(at t: Instant) -> [(start: Instant, answer: Answer?)] {
    let asks = standingAsks(at: t)
    let answers = answers.filter { $0.known <= t }
    let events = Set(
      asks.map(\.from) + answers.map(\.at) + answers.map(\.until).filter { $0 <= t } + setAside.filter { $0 <= t }
    ).sorted()
    var runs: [(start: Instant, answer: Answer?)] = []
    var open = false
    for event in events {
      // An ask at the instant of an answer is after it: what was asked before is answered first
      // (`docs/definitions.md` A4).
      for latest in [asks.last { $0.from < event }, asks.last { $0.from <= event }].compactMap({ $0 }) {
        let closing = answers.first { latest.from < $0.at && $0.at <= event && event < $0.until }
        let aside = setAside.contains { latest.from <= $0 && $0 <= event }
        let nowOpen = closing == nil && !aside
        if nowOpen, !open { runs.append((event, nil)) }
        if open, !nowOpen, let closing, t < closing.until { runs[runs.count - 1].answer = closing }
        open = nowOpen
      }
    }
    return runs
  }

  /// The latest standing mark among `answers`, by (instant, id); none is simply answered.
  private func markState(of answers: [Answer], at t: Instant) -> ChainState {
    var latest: (at: Instant, id: String, state: ChainState)?
    for answer in answers {
      var mark: (at: Instant, id: String, state: ChainState)? = answer.heard.map {
        (answer.known, answer.id, $0 ? .heard : .notYet)
      }
      for action in marks where action.target == answer.id && action.at <= t {
        mark = action.kind == .unheard ? nil : (action.at, action.id, action.kind == .heard ? .heard : .notYet)
      }
      if let mark, latest.map({ ($0.at, $0.id) < (mark.at, mark.id) }) ?? true { latest = mark }
    }
    return latest?.state ?? .answered
  }
}
