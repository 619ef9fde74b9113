internal import JournalCore

/// A question that one line asks, and what it is about.
enum LineQuestion: Hashable, Sendable {
  case mark(String, asked: String?)
  /// Whether what was said back was it.
  case turn(String)
  /// What one asked oneself, and what only its writer sees.
  case asked(String)
  case share(String)
  case rename(hurt: String, from: String)
  /// - Parameter writing: asked while an answer is being written, which then stays a draft.
  case later(String, writing: Bool = false)
  case takeBack(String)
  case number(hurt: String)
  case promise(String, due: Moment)
  case goal(String, isMine: Bool)
  case boundary(String, isMine: Bool)
  /// Something of the other's that waits, which one thinks was talked about.
  case talked(String)
  case space, away
  case delivery
  case leave
}

/// One line above the footer that names its next keys.
struct PromptLine: Screen {
  private let prompt: LineQuestion
  private var input = LineField()
  /// True once what is typed could not be taken, until it changes.
  private var isRefused = false

  init(_ prompt: LineQuestion) {
    self.prompt = prompt
    if case .rename(_, let name) = prompt { input = LineField(name) }
  }

  var takesText: Bool { true }
  var isOverlay: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    if case .paste(let text) = event, isTyped {
      input.paste(text)
      isRefused = false
      return []
    }
    guard case .key(let key) = event else { return nil }
    if key.code == .escape { return [.out] }
    switch prompt {
    case .mark(let answer, let asked): return mark(key, answer, asked, Words.marked)
    case .turn(let answer): return mark(key, answer, nil, Words.saidYesThat)
    case .asked(let id): return close(key, id, desk)
    case .share(let id):
      guard key.letter == "s" else { return [.out] }
      return [.out, .act(.share, fields: ["target": .string(id)], said: Words.shared(with: desk.other.name))]
    case .rename(let hurt, let old):
      guard key.code == .enter else { return type(key) }
      guard !input.name.isEmpty, input.name != old else { return [.out] }
      let fields: [String: JSON] = ["hurt": .string(hurt), "text": .string(input.name)]
      return [.out, .act(.hurtRenamed, fields: fields, said: Words.renamed(input.name))]
    case .takeBack(let id):
      guard key.code == .enter else { return [.out] }
      return [.out, .act(.withdraw, fields: ["target": .string(id)], said: Words.takenBackNow)]
    case .later(let id, let isWriting):
      guard key.code == .enter else { return type(key) }
      guard let until = later(desk) else { return refuse() }
      var draft = Draft()
      draft.text = Words.laterWords(Dates.ahead(until, today: desk.today))
      let letter = Letter(.answer(id), draft, sent: desk.now, lingers: desk.lingering, holdingUntil: until.instant)
      return (isWriting ? [.out] : []) + [.out, .launch(letter), .say(Words.sent(.answer(id), draft, desk))]
    case .promise(let id, let due): return said(key, id, due)
    case .goal(let id, let isMine): return goal(key, id, isMine)
    case .boundary(let id, let isMine): return boundary(key, id, isMine)
    case .talked(let id):
      guard key.code == .enter else { return type(key) }
      guard let told = talked(desk) else { return refuse() }
      return [
        .out,
        .act(
          .answeredOutsideProposed, fields: ["target": .string(id), "told_at": .string(told.description)],
          said: Words.talkedProposed(desk.other.name)),
      ]
    case .space:
      guard key.code == .enter else { return type(key) }
      guard let until = space(desk) else { return refuse() }
      return [
        .out,
        .act(
          .space, fields: ["until": .string(until.description)],
          said: Words.spaceKept(Dates.ahead(until, today: desk.today))),
      ]
    case .away:
      guard key.code == .enter else { return type(key) }
      guard let until = away(desk) else { return refuse() }
      // From the next minute on: it does not begin before it is written.
      let from = desk.zone.moment(at: desk.now.adding(milliseconds: 60_000))
      return [
        .out,
        .act(
          .away, fields: ["from": .string(from.description), "until": .string(until.description)],
          said: Words.awayKept(Dates.ahead(until, today: desk.today), desk.other.name)),
      ]
    case .delivery:
      guard key.code == .enter else { return type(key) }
      guard let hour = Int(input.text), (0...23).contains(hour) else { return refuse() }
      return [.out, .deliver(hour)]
    case .leave:
      guard key.code == .enter else { return [.out] }
      return [.out, .act(.leave, fields: [:], said: Words.youLeft)]
    case .number(let hurt):
      guard key.code == .enter else { return type(key) }
      guard let number = Int(input.text), (1...10).contains(number) else { return refuse() }
      return [
        .out,
        .act(
          .stillHurts, fields: ["hurt": .string(hurt), "intensity": .int(Int64(number))],
          said: Words.numbered(number)),
      ]
    }
  }

  /// True where its answer is typed, and not one letter.
  private var isTyped: Bool {
    switch prompt {
    case .later, .space, .away, .delivery, .number, .rename, .talked: true
    case .mark, .turn, .asked, .share, .takeBack, .promise, .goal, .boundary, .leave: false
    }
  }

  /// One's own question, answered by talking, or let be.
  private func close(_ key: Key, _ id: String, _ desk: Desk) -> [Effect] {
    var fields: [String: JSON] = ["target": .string(id)]
    switch key.letter {
    case "l": return [.out, .act(.setAside, fields: fields, said: Words.letBe)]
    case "t", "y":
      fields["told_at"] = .string(desk.moment.description)
      if key.letter == "y" { fields["heard"] = .bool(true) }
      return [.out, .act(.answeredOutside, fields: fields, said: Words.talked)]
    default: return [.out]
    }
  }

  private func mark(_ key: Key, _ answer: String, _ asked: String?, _ heard: String) -> [Effect] {
    let target: [String: JSON] = ["target": .string(answer)]
    switch key.letter {
    case "y": return [.out, .act(.heard, fields: target, said: heard)]
    case "n":
      guard let asked else { return [.out, .act(.notYet, fields: target, said: Words.markedNotYet)] }
      return [
        .replace(.editor(.askAgain(asked), Draft())), .act(.notYet, fields: target, said: Words.stillOpen),
      ]
    case "0": return [.out, .act(.unheard, fields: target, said: Words.unmarked)]
    default: return [.out]
    }
  }

  private func said(_ key: Key, _ promise: String, _ due: Moment) -> [Effect] {
    let outcomes: [Unicode.Scalar: String] = ["k": "kept", "p": "partly", "m": "missed"]
    guard let outcome = key.letter.flatMap({ outcomes[$0] }) else { return [.out] }
    let fields: [String: JSON] = [
      "target": .string(promise), "for_due": .string(due.description), "outcome": .string(outcome),
    ]
    return [.out, .act(.promiseSaid, fields: fields, said: Words.said(outcome))]
  }

  private func goal(_ key: Key, _ goal: String, _ isMine: Bool) -> [Effect] {
    func act(_ kind: ActionKind, _ field: String, _ value: String) -> [Effect] {
      [.out, .act(kind, fields: ["target": .string(goal), field: .string(value)], said: Words.goalSaid)]
    }
    switch key.letter {
    case "o" where !isMine: return act(.goalAnswer, "answer", "ours")
    case "n" where !isMine: return act(.goalAnswer, "answer", "not_now")
    case "w" where !isMine: return [.replace(.editor(.act(.goalAnswer, goal), nil))]
    case "r": return act(.goalClosed, "outcome", "reached")
    case "l": return act(.goalClosed, "outcome", "let_go")
    default: return [.out]
    }
  }

  private func boundary(_ key: Key, _ boundary: String, _ isMine: Bool) -> [Effect] {
    switch key.letter {
    case "c": return [.replace(.editor(.act(.crossing, boundary), nil))]
    case "e" where isMine:
      return [.out, .act(.boundaryEnded, fields: ["target": .string(boundary)], said: Words.boundaryEnded)]
    default: return [.out]
    }
  }

  private mutating func type(_ key: Key) -> [Effect] {
    input.take(key)
    isRefused = false
    return []
  }

  /// What is typed stays, with what can be typed above it.
  private mutating func refuse() -> [Effect] {
    isRefused = true
    return []
  }

  /// When the two talked: now, where nothing is typed.
  private func talked(_ desk: Desk) -> Moment? {
    input.text.allSatisfy(\.isWhitespace) ? desk.moment : Dates.past(input.text, before: desk.moment, zone: desk.zone)
  }

  private func later(_ desk: Desk) -> Moment? {
    Dates.time(input.text, after: desk.moment, zone: desk.zone)
  }

  /// From 20 minutes to 14 days ahead.
  private func space(_ desk: Desk) -> Moment? { ahead(desk, minutes: 20, days: 14) }

  /// From an hour to a year ahead.
  private func away(_ desk: Desk) -> Moment? { ahead(desk, minutes: 60, days: 366) }

  /// The time that is typed, where it is so many minutes ahead at least.
  private func ahead(_ desk: Desk, minutes: Int64, days: Int) -> Moment? {
    Dates.time(input.text, after: desk.moment, zone: desk.zone, days: days).flatMap { until in
      until.instant.milliseconds - desk.now.milliseconds >= minutes * 60_000 ? until : nil
    }
  }

  /// What stands on the line.
  private enum Asked {
    /// A question that one letter answers.
    case letter(String)
    /// Something to be typed after words, with what can be typed, and how it is read once it can be.
    case line(String, columns: Int = 20, help: String, reading: String? = nil)
  }

  private func asked(_ desk: Desk) -> Asked {
    func time(_ prompt: String, _ moment: Moment?, help: String) -> Asked {
      let reading = moment.map { Words.laterReading(Dates.ahead($0, today: desk.today)) }
      return .line(prompt, help: help, reading: reading)
    }
    switch prompt {
    case .mark: return .letter(Words.markAsked)
    case .turn: return .letter(Words.turnAsked)
    case .asked: return .letter(Words.questionAsked)
    case .share: return .letter(Words.shareAsked(desk.other.name))
    case .takeBack: return .letter(Words.takeBackAsked)
    case .promise: return .letter(Words.promiseAsked)
    case .goal(_, let isMine): return .letter(isMine ? Words.goalClosed : Words.goalAsked + "  " + Words.goalClosed)
    case .boundary(_, let isMine): return .letter(isMine ? Words.boundaryMine : Words.boundaryAsked)
    case .leave: return .letter(Words.leaveAsked(desk.me.name, desk.other.name))
    case .rename: return .line(Words.namePromptHurt, columns: 60, help: Words.nameKeys)
    case .later: return time(Words.laterPrompt, later(desk), help: Words.laterHelp)
    case .space: return time(Words.spacePrompt, space(desk), help: Words.spaceHelp)
    case .away: return time(Words.awayPrompt, away(desk), help: Words.awayHelp)
    case .delivery: return .line(Words.hourPrompt, help: Words.hourHelp)
    case .number: return .line(Words.numberPrompt, help: Words.numberHelp)
    case .talked:
      let told = input.text.isEmpty ? nil : talked(desk)
      let reading = told.map { Words.talkedReading(Dates.told($0, today: desk.today)) }
      return .line(Words.talkedPrompt, help: Words.talkedHelp, reading: reading)
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    switch asked(desk) {
    case .letter(let words): Spoken(title: words)
    case .line(let words, _, let help, _):
      Spoken(title: help, lines: isRefused ? [Words.notTaken(help)] : [], field: input.spoken(words))
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    let row = canvas.lineRow
    canvas.clear(row: row)
    switch asked(desk) {
    case .letter(let words): ask(words, on: &canvas)
    case .line(let words, let columns, let help, let reading):
      draw(words, columns, then: reading ?? help, on: &canvas)
      if isRefused { ask(Words.notTaken(help), rowsUp: 1, on: &canvas) }
    }
    if canvas.frame.cursor?.row != row { canvas.cursor(row: row, column: 0) }
  }

  /// A question, or what is said beside one, on as many rows as it takes, the last of them so far above the footer.
  private func ask(_ words: String, rowsUp: Int = 0, style: Style = .text, on canvas: inout Canvas) {
    canvas.stack(TextLayout.wrap(words, width: canvas.width - 2), rowsUp: rowsUp, style: style)
  }

  /// A field with its words before it; beside it, or above where there is no room, how it is read or what can be typed.
  private func draw(_ words: String, _ columns: Int, then read: String, on canvas: inout Canvas) {
    let row = canvas.lineRow
    let column = canvas.put(words, row: row, column: 1, style: .bold)
    input.draw(on: &canvas, row: row, column: column, width: min(columns, canvas.width - 1 - column))
    let beside = column + columns + 2
    if beside + TextLayout.width(read) <= canvas.width {
      canvas.put(read, row: row, column: beside, style: .muted)
    } else {
      ask(read, rowsUp: 1, style: .muted, on: &canvas)
    }
  }
}
