internal import JournalCore

/// How the editor lies on the screen, and how it is said.
extension Editor {
  static func textWidth(_ desk: Desk) -> Int { desk.width - 2 }

  var isAnswer: Bool { if case .answer = purpose { true } else { false } }
  var isFeeling: Bool {
    switch purpose {
    case .write(.feeling), .speak: true
    default: false
    }
  }
  var isAsk: Bool {
    switch purpose {
    case .write(.question), .askAgain: true
    default: false
    }
  }

  /// The first row of the detail lines, and the rule above what stands between them and the text.
  func lower(_ desk: Desk) -> (details: Int, rule: Int) {
    let rows = desk.size.rows
    let details = rows - 3 - self.details.count
    guard rows >= 18 else { return isBelow ? (top(desk) + 3, top(desk) + 2) : (rows - 2, rows - 2) }
    if isChoosing { return (details, max(top(desk) + 2, min(details - 9, rows - 12))) }
    let card = !isFeeling || desk.width >= 72 ? 2 : desk.width >= 60 ? 4 : 5
    let between = isAsk ? 8 : coached != nil ? HintCard.rows + 1 : max(card, note(desk).count + 1)
    return (details, max(top(desk) + 3, details - between - 1))
  }

  var isChoosing: Bool { if case .detail = focus { true } else { isBeginning } }

  /// At the ways to begin, where they do not stand in sight anyway.
  private var isBeginning: Bool {
    switch focus {
    case .ways, .sentences: !isAnswer
    case .text, .detail, .hint, .asked, .pictures: false
    }
  }

  /// At something that stands below the text.
  private var isBelow: Bool { isChoosing || focus == .asked || focus == .pictures }

  /// The first row below the title, and below the row about the other where there is one.
  func top(_ desk: Desk) -> Int { heading(desk) == nil ? 2 : 3 }

  /// The asked words above an answer: their rows.
  func askedRows(_ desk: Desk) -> Int {
    guard isAnswer, let target = page?.target else { return 0 }
    let lines = TextLayout.wrap(target.words, width: desk.width - 2).count
    return 1 + min(lines, max(1, desk.size.rows - 16 - wayRows(desk) - top(desk)))
  }

  /// The rows of the ways to begin above an answer, where there is room for them.
  private func wayRows(_ desk: Desk) -> Int { desk.size.rows >= 20 ? wayLines(desk.width).count : 0 }

  func textRows(_ desk: Desk) -> Range<Int> {
    let rows = desk.size.rows
    if isAnswer {
      let ways = wayRows(desk)
      let top = self.top(desk) + askedRows(desk) + 1 + (ways > 0 ? ways + 1 : 0)
      return top..<max(top + 2, rows >= 22 ? rows - 10 : rows - 3)
    }
    return top(desk)..<max(top(desk) + 2, min(lower(desk).rule, rows - 2))
  }

  // MARK: - In words

  func spoken(_ desk: Desk) -> Spoken {
    let send =
      Keymap.standard.label(TextAction.send) + " "
      + Words.sendLabel(purpose, isPrivate: draft.isPrivate, desk)
    var spoken = Spoken(title: Words.editorTitle(purpose, other: desk.other.name))
    if isAnswer, let target = page?.target { spoken.lines.append(target.spoken(desk)) }
    spoken.lines += [heading(desk)].compactMap { $0 } + note(desk).map { $0.runs.map(\.text).joined() }
    if isDangerous { spoken.lines.append(Words.dangerLine) }
    if isStopped {
      spoken.items = [Words.stopLine(stops(desk)).joined(separator: "  ")]
    } else {
      switch focus {
      case .text:
        spoken.items = [send]
        spoken.field = area.spoken("")
        // One word at rest; Tab reads it.
        if hints.shown != nil {
          spoken.lines.append(Words.hintKey)
        } else if asked.shown != nil {
          spoken.lines.append(Words.askedKey)
        } else if showsPictures {
          spoken.lines.append(Words.picturesKey)
        }
      case .detail(.feelings):
        spoken.items = [Words.feelings + ", " + value(.feelings, desk)]
        spoken.field = feelings.spoken
      case .detail(let detail) where detail.line != nil:
        spoken.items = [detail.label]
        spoken.lines += between(detail, desk)
        spoken.field = field(detail.line!).spoken(detail.label + ": ")
      case .detail(.howMuch):
        spoken.items = [Words.howMuch + ", " + (draft.intensity.map { "\($0), " + anchor($0) } ?? Words.noNumber)]
      case .detail(let detail): spoken.items = [detail.label + ", " + value(detail, desk)]
      case .ways(let move): spoken.items = [Words.waysToBegin + ", " + moves[move].name]
      case .sentences(let move, let at): spoken.items = [moves[move].sentences[at]]
      case .asked: spoken.items = [asked.spoken(desk)]
      case .pictures: spoken.items = [Words.pictures + "  " + Words.picturesKeys]
      case .hint:
        spoken.items = [hints.lines(desk).joined(separator: " ")]
      }
    }
    spoken.focus = 0
    return spoken
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(
      Words.editorTitle(purpose, other: desk.other.name), right: desk.header(withName: !desk.isAfterMidnight))
    let rows = textRows(desk)
    if isAnswer { drawAnswer(on: &canvas, desk) } else { drawDetails(on: &canvas, desk) }
    let role = desk.role(desk.me.id)
    let sign = draft.isPrivate ? " " : canvas.glyphs.bar(role)
    canvas.draw(
      area, rows: rows, from: 2, to: canvas.width, bar: (sign, Style(role)), underlined: hints.shown?.place,
      hasFocus: focus == .text && !isStopped)
    let isKept = isTouched && !hasUnkept && desk.hindrance != .noRoomAtAll
    if isKept, !area.isEmpty, rows.count > 1, !isLastRowWritten(rows, desk) {
      canvas.put(Words.draftKept, row: rows.upperBound - 1, endingAt: canvas.width - 1, style: .muted)
    }
    if focus == .hint, desk.size.rows < (isAnswer ? 22 : 18) { drawSmallHint(on: &canvas, desk) }
    drawSmallWays(on: &canvas, desk)
    canvas.footer(offers(desk), help: false)
    if let line = heading(desk) {
      canvas.put(
        TextLayout.cut(line, to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: 2, column: 2, style: .muted)
    }
    if isDangerous {
      canvas.put(
        TextLayout.cut(Words.dangerLine, to: canvas.width - 1, ellipsis: canvas.glyphs.ellipsis), row: canvas.lineRow,
        column: 1)
    }
    if isStopped { drawStopLine(on: &canvas, desk) }
  }

  /// Where no rows are kept for a hint it lies over the others, once it was asked for.
  func drawSmallHint(on canvas: inout Canvas, _ desk: Desk) {
    let end = canvas.rows - 2
    let rows = max(1, end - hints.lines(desk).count - 1)..<end
    for row in rows { canvas.clear(row: row) }
    hints.draw(on: &canvas, rows: rows, hasFocus: true, desk)
  }

  func isLastRowWritten(_ rows: Range<Int>, _ desk: Desk) -> Bool {
    area.rowsOfScreen(Self.textWidth(desk)).count >= rows.count
  }

  func offers(_ desk: Desk) -> [Offer] {
    let send = Offer(writing: .send, Words.sendLabel(purpose, isPrivate: draft.isPrivate, desk))
    switch focus {
    case .detail(.feelings):
      return [send, Offer(keys: "Enter", Words.takesFeeling), Offer(writing: .next, Words.nextLineKey)]
    case .detail(let detail) where detail.line != nil:
      return [send, Offer(writing: .next, Words.nextLineKey)]
    case .detail(.sees) where isPrivacyFixed: return [send, Offer(writing: .next, Words.nextLineKey)]
    case .detail: return [send, Offer(keys: "Left Right", Words.changeKey), Offer(writing: .next, Words.nextLineKey)]
    case .ways: return [Offer(keys: "Enter", Words.openKey), Offer(writing: .next, Words.tabBack)]
    case .sentences: return [Offer(keys: "Enter", Words.intoText), Offer(writing: .next, Words.tabBack)]
    case .hint, .asked, .pictures: return [Offer(writing: .previous, Words.tabBack)]
    case .text:
      let hint = hints.shown == nil ? [] : [Offer(writing: .next, Words.hintKey)]
      if isAnswer {
        return [send, Offer(writing: .later, Words.laterKey)] + hint + [
          Offer(writing: .earlierAnswers, Words.earlierAnswers)
        ]
      }
      let before = asked.shown == nil ? [] : [Offer(writing: .next, Words.askedKey)]
      return [send] + hint + before
        + (details.isEmpty || !before.isEmpty ? [] : [Offer(writing: .next, Words.tabBelow)]) + [
          Offer(writing: .stop, Words.stopWriting)
        ]
    }
  }

  func drawStopLine(on canvas: inout Canvas, _ desk: Desk) {
    let lines = TextLayout.lines(of: Words.stopLine(stops(desk)), between: "  ", width: canvas.width - 2)
    for (offset, line) in lines.enumerated() {
      let row = canvas.lineRow - lines.count + 1 + offset
      canvas.clear(row: row)
      canvas.put(line, row: row, column: 1, style: .bold)
    }
    canvas.cursor(row: canvas.lineRow - lines.count + 1, column: 1)
  }

  func drawDetails(on canvas: inout Canvas, _ desk: Desk) {
    let (first, rule) = lower(desk)
    let isSmall = canvas.rows < 18
    if !details.isEmpty, !isSmall || isBelow { canvas.rule(row: rule) }
    guard !isSmall else {
      guard isBelow else { return }
      // One line at a time, with what helps below it.
      var top = first
      if case .detail(let detail) = focus {
        draw(detail, row: top, valuesFrom: valueColumn, on: &canvas, desk)
        top += 1
      }
      return drawBetween(top..<canvas.body.upperBound, on: &canvas, desk)
    }
    drawBetween(rule + 1..<max(rule + 1, first - 1), on: &canvas, desk)
    let column = valueColumn
    for (offset, detail) in details.enumerated() {
      draw(detail, row: first + offset, valuesFrom: column, on: &canvas, desk)
    }
  }

  /// Where what stands on the lines begins.
  var valueColumn: Int { max(15, 3 + (details.map { TextLayout.width($0.label) }.max() ?? 0)) }

  func draw(_ detail: Detail, row: Int, valuesFrom column: Int, on canvas: inout Canvas, _ desk: Desk) {
    canvas.put(detail.label, row: row, column: 2, style: .bold)
    let isPicking = detail == .feelings && focus == .detail(.feelings)
    let room = canvas.width - column - 1
    var words = isPicking ? feelings.line(draft.feelings) : value(detail, desk)
    let beyond = feelings.cursor(draft.feelings) - TextLayout.width(words)
    if TextLayout.width(words) > room {
      // Where one types at its end, its end is in sight.
      let ellipsis = canvas.glyphs.ellipsis
      words =
        isPicking
        ? ellipsis + TextLayout.tail(words, to: room - 3 - TextLayout.width(ellipsis))
        : TextLayout.shortened(words, to: room, ellipsis: ellipsis)
    }
    canvas.put(words, row: row, column: column)
    if let index = details.firstIndex(of: detail) { canvas.spot(.item(index), row: row) }
    guard focus == .detail(detail) else { return }
    canvas.focus(row: row)
    if let line = detail.line {
      canvas.put(String(repeating: " ", count: max(0, canvas.width - column)), row: row, column: column)
      return field(line).draw(on: &canvas, row: row, column: column)
    }
    canvas.cursor(row: row, column: column + (isPicking ? TextLayout.width(words) + beyond : 0))
  }

  /// Between the text and the details: what helps with what one does.
  func drawBetween(_ rows: Range<Int>, on canvas: inout Canvas, _ desk: Desk) {
    if isBeginning {
      let end = drawWays(on: &canvas, row: rows.lowerBound)
      return drawSentences(on: &canvas, rows: min(end + 1, rows.upperBound)..<rows.upperBound)
    }
    var lines: [Line] = []
    switch focus {
    case .detail(.feelings): lines = feelings.lines(rows: rows.count, desk)
    case .detail(.about):
      let hurts = page?.hurts ?? []
      let at = hurts.firstIndex { $0.id == draft.hurt } ?? 0
      lines =
        [Line(Words.changeKeys, .muted)]
        + hurts.dropFirst(max(0, at - rows.count + 2)).map {
          Line($0.label, $0.id == draft.hurt ? .bold : .text, trailing: $0.isPrivate ? Run(Words.forYou, .muted) : nil)
        }
    case .detail(.howMuch):
      lines = [Line(Words.numberKeys, .muted)]
      // What the number stands for, where there is no room beside it.
      if let number = draft.intensity, !fits(scale(number), desk) { lines.append(Line(anchor(number))) }
    case .detail(let detail) where detail.line != nil:
      lines = between(detail, desk).flatMap { TextLayout.wrap($0, width: desk.width - 4) }.map { Line($0, .muted) }
    case .detail(.sees) where isPrivacyFixed: break
    case .detail(.sees) where purpose == .nameHurt: lines = [Line(Words.changeKeys, .muted)] + note(desk)
    case .detail: lines = [Line(Words.changeKeys, .muted)]
    case .text, .ways, .sentences, .hint, .asked, .pictures: lines = note(desk)
    }
    if focus == .text || focus == .asked, asked.shown != nil {
      let card = asked.lines(desk, rows: rows.count, hasFocus: focus == .asked)
      for (row, line) in zip(rows, card.lines) { canvas.put(line, row: row) }
      guard let row = rows.dropFirst(card.closest).first else { return }
      canvas.put(String(canvas.glyphs.focus), row: row, column: 0)
      if focus == .asked { canvas.focus(row: row) }
      return
    }
    if focus == .text || focus == .hint, hints.shown != nil {
      hints.draw(on: &canvas, rows: rows, hasFocus: focus == .hint, desk)
      return
    }
    if focus == .text || focus == .pictures, showsPictures, let row = rows.first {
      let keys = Run(Words.picturesKeys, focus == .pictures ? .text : .muted)
      let isNarrow = TextLayout.width(Words.pictures + Words.picturesKeys) + 5 > canvas.width
      let lines = TextLayout.wrap(Words.pictures, width: desk.width - 3).map {
        Line($0, trailing: isNarrow ? nil : keys)
      }
      for (row, line) in zip(rows, lines + (isNarrow ? [Line("", trailing: keys)] : [])) { canvas.put(line, row: row) }
      canvas.put(String(canvas.glyphs.focus), row: row, column: 0)
      if focus == .pictures { canvas.focus(row: row) }
      return
    }
    for (row, line) in zip(rows, lines) { canvas.put(line, row: row) }
  }

  /// Beside a line that is typed on: the words in which the other told how it was, or how a day is typed.
  private func between(_ detail: Detail, _ desk: Desk) -> [String] {
    switch detail {
    case .landed:
      guard let told = draft.hurt.flatMap({ page?.told[$0] }), !told.isEmpty else { return [] }
      return [Words.told + told.joined(separator: ", ")]
    case .lookAgain: return [Words.dayKeys] + (lookAgain(desk).map { [$0] } ?? [])
    case .when:
      // Once it is further away than a week, a smaller first step.
      let far = due(desk).map { $0.instant.milliseconds - desk.now.milliseconds > 7 * 24 * 3_600_000 } ?? false
      let read = due(desk).map { [Dates.ahead($0, today: desk.today)] } ?? []
      return [Words.whenKeys] + read + (far ? [Words.smallerStep] : [])
    case .triggers: return [Words.bringsUpKeys]
    case .kinds:
      let read = HurtKinds.read(draft.lines[.kinds] ?? "").joined(separator: ", ")
      return (read.isEmpty ? [] : [read]) + [Words.whatItWasKeys]
    default: return []
    }
  }

  func note(_ desk: Desk) -> [Line] {
    func wrapped(_ words: String) -> [Line] {
      TextLayout.wrap(words, width: desk.width - 4).map { Line($0, .muted) }
    }
    if let prompt = draft.prompt.flatMap(Prompt.named) {
      return wrapped(prompt.text)
    }
    switch purpose {
    case .write(.question), .askAgain:
      guard let heard = page?.heardAnswer else { return [Line(Words.askFreely)] }
      let role = desk.role(heard.entry.author)
      let words = TextLayout.wrap(heard.words, width: desk.width - 6, lines: 4, desk.glyphs.ellipsis).map { text in
        Line(
          [Run(String(desk.glyphs.bar(role)) + " ", Style(role)), Run(text)],
          indent: 4)
      }
      let who = desk.name(heard.entry.author) + ", " + Dates.longDate(heard.entry.day, today: desk.today)
      return [Line(Words.askFreely)] + words + [Line(Words.markedHeardOn(who), .muted, indent: 6)]
    case .edit: return [Line(Words.olderStay, .muted)]
    case .write(.gratitude): return [Line(Words.oneLineThanks, .muted)]
    case .write(.acknowledgement): return offersMoves ? [Line(Words.waysKey, .muted)] : []
    case .nameHurt: return wrapped(Words.hurtName)
    case .write, .answer, .speak, .note, .act, .numbers: return []
    }
  }

  func drawAnswer(on canvas: inout Canvas, _ desk: Desk) {
    guard let target = page?.target else { return }
    let role = desk.role(target.entry.author)
    let top = top(desk)
    let asked = askedRows(desk)
    let feelings = target.entry.feelings.isEmpty ? "" : "  " + target.entry.feelings.joined(separator: ", ")
    let note = target.entry.wantsAnswer ? Words.wantsAnswer : ""
    canvas.put(
      Line([Run(target.when(desk) + feelings, .muted)], bar: role, trailing: Run(note + " ", .muted)), row: top)
    let lines = TextLayout.wrap(target.words, width: canvas.width - 2, lines: asked - 1, canvas.glyphs.ellipsis)
    for (index, line) in lines.enumerated() { canvas.put(Line(line, bar: role), row: top + 1 + index) }
    var row = top + asked
    canvas.rule(row: row)
    if canvas.rows >= 20 {
      row = drawWays(on: &canvas, row: row + 1)
      canvas.rule(row: row)
    }
    if canvas.rows >= 22 {
      let end = textRows(desk).upperBound
      canvas.rule(row: end)
      if focus == .text || focus == .hint {
        hints.draw(on: &canvas, rows: end + 1..<canvas.rows - 4, hasFocus: focus == .hint, desk)
      }
      drawSentences(on: &canvas, rows: end + 1..<canvas.rows - 4)
      canvas.rule(row: canvas.rows - 4)
      canvas.put(Words.yourselfFirst, row: canvas.rows - 3, column: 2, style: .muted)
    }
  }

  // MARK: - Ways to begin

  /// The sentences of a way, as far as there is room, the chosen one in sight.
  private func drawSentences(on canvas: inout Canvas, rows: Range<Int>) {
    guard case .sentences(let move, let chosen) = focus, !rows.isEmpty else { return }
    let blocks = sentenceLines(move, canvas.width)
    let end = blocks[...chosen].reduce(0) { $0 + $1.count }
    var row = rows.lowerBound - max(0, end - rows.count)
    for (index, block) in blocks.enumerated() {
      for (number, line) in block.enumerated() {
        if rows.contains(row) {
          canvas.put(line, row: row, column: 2)
          if index == chosen, number == 0 { canvas.focus(row: row) }
        }
        row += 1
      }
    }
  }

  private func sentenceLines(_ move: Int, _ width: Int) -> [[String]] {
    moves[move].sentences.map { TextLayout.wrap($0, width: width - 3) }
  }

  /// The ways row by row, each with where it begins: after their name, or below it on a narrow screen.
  private func wayLines(_ width: Int) -> [[(move: Int, column: Int)]] {
    let first = width < 60 ? 2 : 17
    var lines: [[(move: Int, column: Int)]] = width < 60 ? [[], []] : [[]]
    var column = first
    for (index, move) in moves.enumerated() {
      let columns = TextLayout.width(move.name)
      if column > first, column + columns > width - 2 {
        lines.append([])
        column = first
      }
      lines[lines.count - 1].append((index, column))
      column += columns + 3
    }
    return lines
  }

  /// - Returns: the row after the last.
  @discardableResult
  func drawWays(on canvas: inout Canvas, row top: Int) -> Int {
    canvas.put(Words.waysToBegin, row: top, column: 2, style: .bold)
    let lines = wayLines(canvas.width)
    for (row, line) in zip(top..., lines) {
      for (place, (index, start)) in line.enumerated() {
        let column = canvas.put(moves[index].name, row: row, column: start)
        if place + 1 < line.count { canvas.put(canvas.glyphs.between, row: row, column: column, style: .muted) }
        let isFocused =
          switch focus {
          case .ways(let at), .sentences(let at, _): at == index
          default: false
          }
        guard isFocused else { continue }
        canvas.select(row: row, from: start, to: column)
        if case .ways = focus { canvas.cursor(row: row, column: start) }
      }
    }
    return top + lines.count
  }

  /// Where no rows are kept for the ways or their sentences, they lie over the others while they are gone through.
  private func drawSmallWays(on canvas: inout Canvas, _ desk: Desk) {
    let ways = wayLines(canvas.width).count
    let rows: Int
    let head: Int
    switch focus {
    case .ways:
      guard isAnswer ? canvas.rows < 20 : canvas.rows < 18 else { return }
      (rows, head) = (ways, 0)
    case .sentences(let move, _):
      guard isAnswer ? canvas.rows < 22 : canvas.rows < 24 else { return }
      (rows, head) = (1 + sentenceLines(move, canvas.width).joined().count, 1)
    default: return
    }
    let end = canvas.body.upperBound
    let top = max(canvas.body.lowerBound, end - rows)
    for row in max(canvas.body.lowerBound, top - 1)..<end { canvas.clear(row: row) }
    if top > canvas.body.lowerBound { canvas.rule(row: top - 1) }
    guard case .sentences(let move, _) = focus else {
      drawWays(on: &canvas, row: top)
      return
    }
    canvas.put(moves[move].name, row: top, column: 2, style: .bold)
    drawSentences(on: &canvas, rows: top + head..<end)
  }
}
