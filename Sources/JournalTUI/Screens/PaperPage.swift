/// What is shown once, to be kept on paper or handed over.
enum Paper: Hashable, Sendable {
  /// The recovery key; for the one who founds, the name of who can be invited.
  case recovery(String, invites: String?)
  /// The code of an invitation, and whose it is.
  case code(String, for: String)

  fileprivate var text: String {
    switch self {
    case .recovery(let text, _), .code(let text, _): text
    }
  }

  fileprivate var words: (title: String, paragraphs: [String]) {
    switch self {
    case .recovery: (Words.recoveryTitle, [Words.recovery, "", Words.recoveryDone])
    case .code(_, let name): (Words.codeTitle(name), [Words.code(name), "", Words.codeDone(name)])
    }
  }
}

struct PaperPage: Screen {
  private let paper: Paper
  private var reading = ScrolledText()

  init(_ paper: Paper) { self.paper = paper }

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(let action) = event else { return nil }
    if reading.takeToItsEnd(action, lines(desk.width), desk) { return [] }
    switch action {
    case .open:
      // From there one comes back to it.
      if case .recovery(_, let name?) = paper { return [.push(.inviting(name))] }
      return [.enter]
    case .out: return [.say(Words.shownOnce)]
    default: return nil
    }
  }

  /// What is to be written down stands first.
  private func lines(_ width: Int) -> [Line] {
    [Line("  " + paper.text, .bold), Line()] + Line.page(paper.words.paragraphs, width: width)
  }

  func spoken(_ desk: Desk) -> Spoken {
    Spoken(title: paper.words.title, lines: [paper.text] + paper.words.paragraphs)
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.title(paper.words.title, right: "")
    reading.draw(lines(canvas.width), on: &canvas, rows: canvas.body)
    canvas.footer([reading.goingOn(lines(canvas.width), desk)], help: false)
  }
}
