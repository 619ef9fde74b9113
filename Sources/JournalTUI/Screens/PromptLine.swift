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
  case later(String)
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

  init(_ prompt: LineQuestion) {
    self.prompt = prompt
    if case .rename(_, let name) = prompt { input = LineField(name) }
  }

  var takesText: Bool { true }
  var isOverlay: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    if case .paste(let text) = event, isTyped {
      input.paste(text)
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
    case .later(let id):
      guard key.code == .enter else { return type(key) }
      guard let until = later(desk) else { return [.say(Words.laterHelp)] }
      var draft = Draft()
      draft.text = Words.laterWords(Dates.ahead(until, today: desk.today))
      let letter = Letter(.answer(id), draft, sent: desk.now, lingers: desk.lingering, holdingUntil: until.instant)
      return [
        .out, .launch(letter),
        .say(Words.sent(.answer(id), draft, desk)),
      ]
    case .promise(let id, let due): return said(key, id, due)
    case .goal(let id, let isMine): return goal(key, id, isMine)
    case .boundary(let id, let isMine): return boundary(key, id, isMine)
    case .talked(let id):
      guard key.code == .enter else { return type(key) }
      guard let told = talked(desk) else { return [.say(Words.talkedHelp)] }
      return [
        .out,
        .act(
          .answeredOutsideProposed, fields: ["target": .string(id), "told_at": .string(told.description)],
          said: Words.talkedProposed(desk.other.name)),
      ]
    case .space:
      guard key.code == .enter else { return type(key) }
      guard let until = space(desk) else { return [.say(Words.spaceHelp)] }
      return [
        .out,
        .act(
          .space, fields: ["until": .string(until.description)],
          said: Words.spaceKept(Dates.ahead(until, today: desk.today))),
      ]
    case .away:
      guard key.code == .enter else { return type(key) }
      guard let until = away(desk) else { return [.say(Words.awayHelp)] }
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
      guard let hour = Int(input.text), (0...23).contains(hour) else { return [.say(Words.hourHelp)] }
      return [.out, .deliver(hour)]
    case .leave:
      guard key.code == .enter else { return [.out] }
      return [.out, .act(.leave, fields: [:], said: Words.youLeft)]
    case .number(let hurt):
      guard key.code == .enter else { return type(key) }
      guard let number = Int(input.text), (1...10).contains(number) else { return [.say(Words.numberPrompt)] }
      return [
        .out,
        .act(
          .stillHurts, fields: ["hurt": .string(hurt), "intensity": .int(Int64(number))],
          said: Words.hurts(number)),
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
    return [.out, .act(.promiseSaid, fields: fields, said: Words.said)]
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

  func spoken(_ desk: Desk) -> Spoken {
    switch prompt {
    case .mark: Spoken(title: Words.markAsked)
    case .turn: Spoken(title: Words.turnAsked)
    case .asked: Spoken(title: Words.questionAsked)
    case .share: Spoken(title: Words.shareAsked(desk.other.name))
    case .rename: Spoken(title: Words.nameKeys, field: input.spoken(Words.namePromptHurt))
    case .takeBack: Spoken(title: Words.takeBackAsked)
    case .later: Spoken(title: Words.laterHelp, field: input.spoken(Words.laterPrompt))
    case .promise: Spoken(title: Words.promiseAsked)
    case .goal(_, let isMine): Spoken(title: isMine ? Words.goalClosed : Words.goalAsked + "  " + Words.goalClosed)
    case .boundary(_, let isMine): Spoken(title: isMine ? Words.boundaryMine : Words.boundaryAsked)
    case .talked: Spoken(title: Words.talkedHelp, field: input.spoken(Words.talkedPrompt))
    case .leave: Spoken(title: Words.leaveAsked(desk.me.name, desk.other.name))
    case .space: Spoken(title: Words.spaceHelp, field: input.spoken(Words.spacePrompt))
    case .away: Spoken(title: Words.awayHelp, field: input.spoken(Words.awayPrompt))
    case .delivery: Spoken(title: Words.hourHelp, field: input.spoken(Words.hourPrompt))
    case .number: Spoken(title: Words.numberPrompt, field: input.spoken(""))
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    let row = canvas.lineRow
    canvas.clear(row: row)
    switch prompt {
    case .mark: ask(Words.markAsked, on: &canvas)
    case .turn: ask(Words.turnAsked, on: &canvas)
    case .asked: ask(Words.questionAsked, on: &canvas)
    case .share: ask(Words.shareAsked(desk.other.name), on: &canvas)
    case .rename:
      let column = canvas.put(Words.namePromptHurt, row: row, column: 1, style: .bold)
      input.draw(on: &canvas, row: row, column: column)
    case .takeBack: ask(Words.takeBackAsked, on: &canvas)
    case .later:
      let read = later(desk).map { Words.laterReading(Dates.ahead($0, today: desk.today)) } ?? Words.laterHelp
      draw(Words.laterPrompt, then: read, on: &canvas)
    case .promise: ask(Words.promiseAsked, on: &canvas)
    case .goal(_, let isMine):
      ask(isMine ? Words.goalClosed : Words.goalAsked + "  " + Words.goalClosed, on: &canvas)
    case .boundary(_, let isMine):
      ask(isMine ? Words.boundaryMine : Words.boundaryAsked, on: &canvas)
    case .talked:
      let read = input.text.isEmpty ? nil : talked(desk).map { Words.talkedReading(Dates.told($0, today: desk.today)) }
      draw(Words.talkedPrompt, then: read ?? Words.talkedHelp, on: &canvas)
    case .leave: ask(Words.leaveAsked(desk.me.name, desk.other.name), on: &canvas)
    case .space:
      let read = space(desk).map { Words.laterReading(Dates.ahead($0, today: desk.today)) } ?? Words.spaceHelp
      draw(Words.spacePrompt, then: read, on: &canvas)
    case .away:
      let read = away(desk).map { Words.laterReading(Dates.ahead($0, today: desk.today)) } ?? Words.awayHelp
      draw(Words.awayPrompt, then: read, on: &canvas)
    case .delivery: draw(Words.hourPrompt, then: Words.hourHelp, on: &canvas)
    case .number: draw(Words.numberPrompt, then: "", on: &canvas)
    }
    if canvas.frame.cursor?.row != row { canvas.cursor(row: row, column: 0) }
  }

  /// A question, or what is said beside one, on as many rows as it takes, the last of them so far above the footer.
  private func ask(_ words: String, rowsUp: Int = 0, style: Style = .text, on canvas: inout Canvas) {
    canvas.stack(TextLayout.wrap(words, width: canvas.width - 2), rowsUp: rowsUp, style: style)
  }

  /// A field with its words before it; beside it, or above where there is no room, how it is read or what can be typed.
  private func draw(_ words: String, then read: String, on canvas: inout Canvas) {
    let row = canvas.lineRow
    let column = canvas.put(words, row: row, column: 1, style: .bold)
    input.draw(on: &canvas, row: row, column: column, width: 20)
    if column + 22 + TextLayout.width(read) <= canvas.width {
      canvas.put(read, row: row, column: column + 22, style: .muted)
    } else {
      ask(read, rowsUp: 1, style: .muted, on: &canvas)
    }
  }
}

extension Instant {
  /// The next full minute: what is written a moment later is not too late for it, and the shortest space not too short.
  var nextMinute: Instant { minute.adding(milliseconds: 60_000) }
  /// The full minute that it is in.
  var minute: Instant { Instant(milliseconds: milliseconds / 60_000 * 60_000) }
}

extension Dates {
  /// A time ahead as people type it: `20`, `20:30`, `tomorrow 9`, `sat 20`, `7 feb 18:00`, `2 hours`; at most `days`
  /// from now.
  static func time(_ text: String, after now: Moment, zone: TimeZoneRules, days: Int = 7) -> Moment? {
    let latest = now.instant.adding(milliseconds: Int64(days) * 24 * 3_600_000)
    if let span = span(text) {
      let end = now.instant.adding(milliseconds: span)
      guard end <= latest else { return nil }
      return zone.moment(at: end.nextMinute <= latest ? end.nextMinute : end.minute)
    }
    var words = text.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init)
    guard let clock = words.popLast().flatMap(minutes) else { return nil }
    let day: JournalDay
    if words.isEmpty {
      day = zone.instant(on: now.date, minute: clock) > now.instant ? now.date : now.date.adding(days: 1)
    } else if words == ["today"] {
      day = now.date
    } else if words == ["tomorrow"] {
      day = now.date.adding(days: 1)
    } else if words.count == 1, words[0].count >= 2,
      let weekday = Words.longDays.firstIndex(where: { $0.lowercased().hasPrefix(words[0]) })
    {
      let first = (weekday - now.date.weekday.rawValue + 7) % 7
      day = now.date.adding(
        days: zone.instant(on: now.date.adding(days: first), minute: clock) > now.instant ? first : 7)
    } else if words.count == 2, let number = Int(words[0]),
      let month = Words.longMonths.firstIndex(where: { words[1].count >= 3 && $0.lowercased().hasPrefix(words[1]) }),
      let date = [now.date.year, now.date.year + 1].lazy
        .compactMap({ JournalDay(year: $0, month: month + 1, day: number) }).first(where: { $0 >= now.date })
    {
      day = date
    } else {
      return nil
    }
    let instant = zone.instant(on: day, minute: clock)
    return instant > now.instant && instant <= latest ? zone.moment(at: instant) : nil
  }

  /// A stretch of time as people type it: `20 minutes`, `2h`, `3 days`; in milliseconds.
  static func span(_ text: String) -> Int64? {
    let words = text.lowercased().filter { !$0.isWhitespace }
    let number = words.prefix { $0.isASCII && $0.isNumber }
    let units = Words.spans.filter { span in span.names.contains { $0 == words[number.endIndex...] } }
    guard let unit = units.first, let count = Int64(number), (1...10_000).contains(count) else { return nil }
    return count * unit.milliseconds
  }

  /// A time that has been, within a week, as people type it: `20`, `20:30`, `yesterday 21`, `sat 20`.
  static func past(_ text: String, before now: Moment, zone: TimeZoneRules) -> Moment? {
    var words = text.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init)
    guard let clock = words.popLast().flatMap(minutes), words.count <= 1 else { return nil }
    let word = words.first ?? ""
    let days = (0...7).map { now.date.adding(days: -$0) }.filter { day in
      switch word {
      case "", "today": day == now.date || word.isEmpty
      case "yesterday": day == now.date.adding(days: -1)
      default: word.count >= 2 && Words.longDays[day.weekday.rawValue].lowercased().hasPrefix(word)
      }
    }
    return days.lazy.map { zone.instant(on: $0, minute: clock) }.first { $0 <= now.instant }.map(zone.moment)
  }

  /// `Tue 3 Feb, 20:30`
  static func told(_ moment: Moment, today: JournalDay) -> String {
    weekdayed(moment.date, today: today) + ", " + clock(moment)
  }

  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let hour = Int(parts[0]), (0..<24).contains(hour), parts[0].count <= 2 else {
      return nil
    }
    guard parts.count == 2 else { return hour * 60 }
    guard let minute = Int(parts[1]), parts[1].count == 2, (0..<60).contains(minute) else { return nil }
    return hour * 60 + minute
  }
}
