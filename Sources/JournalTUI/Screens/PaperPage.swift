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

  fileprivate var words: (title: String, above: [String], below: String) {
    switch self {
    case .recovery: (Words.recoveryTitle, Words.recovery, Words.recoveryDone)
    case .code(_, let name): (Words.codeTitle(name), Words.code(name), Words.codeDone(name))
    }
  }
}

struct PaperPage: Screen {
  private let paper: Paper

  init(_ paper: Paper) { self.paper = paper }

  var isClosed: Bool { true }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    guard case .action(.open) = event else { return nil }
    if case .recovery(_, let name?) = paper { return [.replace(.inviting(name))] }
    return [.enter]
  }

  func spoken(_ desk: Desk) -> Spoken {
    let words = paper.words
    return Spoken(title: words.title, lines: words.above.dropFirst() + [paper.text, words.below])
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    let words = paper.words
    canvas.title(words.title, right: "")
    canvas.paragraphs(words.above + ["", "    " + paper.text, "", words.below])
    canvas.footer([Offer(.open, Words.continueKey)], help: false)
  }
}
