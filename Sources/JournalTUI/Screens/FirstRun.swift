internal import JournalCore

/// With no journal yet: begin one, or look at the sample.
struct Welcome: Screen {
  private var step = Step.choice
  private var focus = 0
  private var name = TextArea()
  private var mine = ""

  private enum Step: Int, Hashable {
    case choice, before, whoSees, myName, theirName
  }

  var isClosed: Bool { true }
  var takesText: Bool { step == .myName || step == .theirName }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .action(let action):
      switch action {
      case .down, .next: focus = min(1, focus + 1)
      case .up, .previous: focus = max(0, focus - 1)
      case .open: return forward()
      case .out:
        if step == .choice { return nil }
        step = Step(rawValue: step.rawValue - 1)!
      default: return nil
      }
      return []
    case .key(let key): return type(key)
    case .paste(let text):
      name.paste(text.replacing("\n", with: " "))
      return []
    case .page, .tick, .resized: return nil
    }
  }

  private mutating func forward() -> [Effect] {
    switch step {
    case .choice where focus == 1: return [.openSample]
    case .choice: step = .before
    case .before: step = .whoSees
    case .whoSees: step = .myName
    case .myName, .theirName: break
    }
    return []
  }

  private mutating func type(_ key: Key) -> [Effect]? {
    switch key.code {
    case .escape:
      step = Step(rawValue: step.rawValue - 1)!
      name = TextArea(step == .myName ? mine : "")
      return []
    case .enter:
      let typed = name.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !typed.isEmpty else { return [] }
      if step == .myName {
        mine = typed
        name = TextArea()
        step = .theirName
        return []
      }
      guard folded(typed) != folded(mine) else { return [.say(Words.twoNames)] }
      return [.found(me: mine, other: typed)]
    default:
      if let letter = key.letter {
        name.type(letter)
      } else if let edit = Keymap.standard.edit(key) {
        _ = name.apply(edit, width: 40, page: 1)
      }
      return []
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: "")
    switch step {
    case .choice:
      canvas.put(Words.noJournal, row: 2, column: 2)
      for (index, words) in [Words.found, Words.lookAtSample].enumerated() {
        canvas.put(words, row: 4 + index, column: 2)
        if index == focus {
          canvas.put(String(canvas.glyphs.focus), row: 4 + index, column: 0)
          canvas.select(row: 4 + index)
          canvas.cursor(row: 4 + index, column: 0)
        }
      }
      canvas.footer(
        [Offer(.open, Words.continueKey), Offer(keys: "j k", "next"), Offer(keys: "q", Words.leaveKey)], help: false)
    case .before: canvas.paragraphs(Words.before)
    case .whoSees: canvas.paragraphs(Words.whoSees)
    case .myName: canvas.nameField(Words.yourName, name)
    case .theirName: canvas.nameField(Words.theirName, name)
    }
    if step != .choice {
      canvas.footer([Offer(.open, Words.continueKey), Offer(keys: "Esc", Words.backKey)], help: false)
    }
  }
}

extension Canvas {
  /// A page to be read: the first line stands out.
  mutating func paragraphs(_ paragraphs: [String]) {
    var row = body.lowerBound
    for (index, paragraph) in paragraphs.enumerated() {
      for line in TextLayout.wrap(paragraph, width: width - 4) where row < body.upperBound {
        put(line, row: row, column: 2, style: index == 0 ? .bold : .text)
        row += 1
      }
    }
    cursor(row: body.lowerBound, column: 0)
  }

  /// A field for a name.
  mutating func nameField(_ label: String, _ name: TextArea) {
    put(label, row: body.lowerBound, column: 2, style: .bold)
    draw(name, rows: body.lowerBound + 2..<body.lowerBound + 3, from: 2, to: width - 2, bar: nil, hasFocus: true)
  }
}

/// Who writes: a name is asked for, and none is shown.
struct SignIn: Screen {
  private var name = TextArea()

  var isClosed: Bool { true }
  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .key(let key):
      if key.code == .enter { return name.isEmpty ? [] : [.sit(name.text)] }
      if let letter = key.letter {
        name.type(letter)
      } else if let edit = Keymap.standard.edit(key) {
        _ = name.apply(edit, width: 40, page: 1)
      }
      return []
    case .paste(let text):
      name.paste(text.replacing("\n", with: " "))
      return []
    case .action, .page, .tick, .resized: return nil
    }
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    let row = max(1, canvas.rows / 2 - 1)
    let column = max(1, canvas.width / 2 - 10)
    let field = canvas.put(Words.namePrompt, row: row, column: column)
    canvas.draw(name, rows: row..<row + 1, from: field, to: canvas.width - 1, bar: nil, hasFocus: true)
    canvas.footer([], help: false)
  }
}

/// The sample: whose place one takes.
struct SampleSeat: Screen {
  private var focus = 0

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    switch action {
    case .down, .next: focus = 1
    case .up, .previous: focus = 0
    case .open: return [.sit(desk.partners[focus].id)]
    default: return nil
    }
    return []
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: Words.sample)
    for (row, line) in zip(2..., TextLayout.wrap(Words.sampleFirst, width: canvas.width - 4)) {
      canvas.put(line, row: row, column: 2)
    }
    canvas.put(Words.whoReads, row: 4, column: 2)
    for (index, partner) in desk.partners.enumerated() {
      canvas.put(partner.name, row: 6 + index, column: 2, style: Style(desk.role(partner.id), bold: true))
      if index == focus {
        canvas.put(String(canvas.glyphs.focus), row: 6 + index, column: 0)
        canvas.select(row: 6 + index)
        canvas.cursor(row: 6 + index, column: 0)
      }
    }
    canvas.footer([Offer(.open, "open"), Offer(keys: "j k", "next"), Offer(keys: "q", Words.leaveKey)], help: false)
  }
}

/// The second person's first time: the same two pages, alone, before anything is shared.
struct Joining: Screen {
  private let partner: Partner
  private var isSecond = false

  init(_ partner: Partner) { self.partner = partner }

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    switch action {
    case .open:
      if isSecond { return [.join(partner.id)] }
      isSecond = true
    case .out:
      if !isSecond { return [.replace(.signIn)] }
      isSecond = false
    default: return nil
    }
    return []
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: partner.name)
    canvas.paragraphs(isSecond ? Words.whoSees : Words.before)
    canvas.footer([Offer(.open, Words.continueKey), Offer(keys: "Esc", Words.backKey)], help: false)
  }
}

/// What was on its way when the screen closed in haste: sent now, or kept as a draft.
struct LastSend: Screen {
  private let letter: Letter

  init(_ letter: Letter) { self.letter = letter }

  var takesText: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .key(let key) = event else { return nil }
    if key.code == .enter { return [.out, .commit(letter)] }
    if key == .letter("x") { return [.out, .recall(letter)] }
    return []
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(Words.welcomeTitle, right: desk.header())
    canvas.put(Words.wasOnItsWay, row: 2, column: 2)
    let role = desk.role(desk.me.id)
    let lines = TextLayout.wrap(letter.draft.text, width: canvas.width - 2)
    for (row, line) in zip(4..<max(4, canvas.body.upperBound - 2), lines) {
      canvas.put(Line(line, bar: letter.draft.isPrivate ? nil : role), row: row)
    }
    canvas.cursor(row: 4, column: 0)
    canvas.put(Words.sendNow + "   " + Words.keepAsDraft, row: canvas.body.upperBound - 1, column: 2, style: .bold)
    canvas.footer([Offer(.open, "send it"), Offer(keys: "x", "keep it as a draft")], help: false)
  }
}
