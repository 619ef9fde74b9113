import JournalCore
import Testing

@testable import JournalTUI

/// What is new, or stands elsewhere, takes the focus from nothing.
@Suite struct FocusTests {
  private func focused(_ stage: Stage) -> String {
    let spoken = stage.model.spoken.screen
    return spoken.focus.map { spoken.items[$0] } ?? ""
  }

  /// The row of the screen where some words stand.
  private func row(_ words: String, _ stage: Stage) -> Int? { stage.rows.firstIndex { $0.contains(words) } }

  @Test(arguments: [".", "z"]) func aHurtKeepsTheFocusWhereverItStands(_ key: String) throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00")
    stage.press("3", "j", "j")
    let label = String(focused(stage).prefix { $0 != "," })
    stage.press(key).wait(seconds: 1)
    #expect(focused(stage).hasPrefix(label), "\(stage.picture)")
    stage.press("<Enter>")
    #expect(stage.picture.contains(label))
  }

  @Test func anEntryKeepsTheFocusAndItsRowWhenNewsCome() throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    for number in 1...40 {
      try writer.write(
        .entry, "feeling", ["text": .string("Evening no. \(number)."), "visibility": .string("shared")], at: mira.now)
    }
    mira.press("2", "j", "j", "j")
    #expect(focused(mira).contains("Evening no. 37."))
    let before = row("Evening no. 37.", mira)
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    for number in 1...3 {
      mira.wait(seconds: 1)
      try jon.write(
        .entry, "feeling", ["text": .string("Back at \(number)."), "visibility": .string("shared")], at: mira.now)
      mira.wait(seconds: 1)
      #expect(focused(mira).contains("Evening no. 37."), "\(mira.picture)")
      #expect(row("Evening no. 37.", mira) == before)
    }
    mira.press("g")
    #expect(focused(mira).contains("Back at 3."))
    // What is searched for begins at its top.
    mira.press("j", "j", "j", "j", "/", "evening")
    #expect(mira.model.spoken.screen.focus == 0)
  }

  @Test func inAShortListToo() throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    for number in 1...3 {
      try writer.write(
        .entry, "feeling", ["text": .string("Evening no. \(number)."), "visibility": .string("shared")], at: mira.now)
      mira.wait(seconds: 1)
    }
    mira.press("2", "j")
    let before = row("Evening no. 2.", mira)
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    try jon.write(.entry, "feeling", ["text": .string("Back."), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 2)
    #expect(focused(mira).contains("Evening no. 2.") && row("Evening no. 2.", mira) == before, "\(mira.picture)")
    mira.press("k", "k")
    #expect(focused(mira).contains("Back.") && row("Back.", mira) == 3, "\(mira.picture)")
  }

  @Test(arguments: [["2", "x"], ["2", "<Enter>", "x"], ["s"], ["w", "some", "<Esc>"]])
  func newsCoverNoQuestion(_ keys: [String]) throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    try writer.write(
      .entry, "feeling", ["text": .string("It went."), "visibility": .string("shared")], at: mira.now, id: "went")
    mira.wait(seconds: 1)
    for key in keys { mira.press(key) }
    let asked = mira.rows.suffix(3)
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    try jon.write(.entry, "feeling", ["text": .string("Back."), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 2)
    #expect(mira.rows.suffix(3) == asked, "\(mira.picture)")
    mira.press("<Esc>")
    #expect(mira.still.contains("Something new from Jon."), "\(mira.picture)")
  }

  @Test func whatWaitsKeepsTheFocusWhenWhatStoodBeforeItIsAnswered() throws {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    for (number, words) in ["Where were you?", "Who rang?", "And now?"].enumerated() {
      try writer.write(
        .entry, "question", ["text": .string(words), "visibility": .string("shared")],
        at: mira.now.adding(milliseconds: Int64(number)), id: "q\(number)")
    }
    mira.wait(seconds: 1)
    mira.press("o", "j")
    #expect(focused(mira).contains("Who rang?"))
    try Journal(folder: mira.folder, person: "jon").writer().write(
      .entry, "response",
      ["text": .string("At the stop."), "reply_to": .string("q0"), "visibility": .string("shared")], at: mira.now)
    mira.wait(seconds: 1)
    #expect(!mira.picture.contains("Where were you?") && focused(mira).contains("Who rang?"), "\(mira.picture)")
  }

  @Test func aFooterOffersWhatTheFocusedRowCanDo() throws {
    let stage = try Stage("noor", at: "2026-04-11T20:00:00+02:00").press("3")
    let hurts = try stage.reader("noor").hurts().latestFirst
    var offered: Set<Bool> = []
    for hurt in hurts {
      let isMine = hurt.carriedBy == "noor"
      offered.insert(isMine)
      #expect(stage.footer.contains(". still hurts") == isMine, "\(hurt.label): \(stage.footer)")
      stage.press("j")
    }
    #expect(offered.count == 2)
    stage.press("v", "<Tab>", "<Tab>", "<Tab>", "<Tab>")
    #expect(!stage.footer.contains("Enter open"), "dates open nothing")
    stage.press("<Tab>")
    #expect(stage.footer.contains("Enter open"))
  }
}
