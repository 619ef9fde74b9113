import JournalCore
import Testing

@testable import JournalTUI

/// What is read before one goes on is read to its end on every size of screen, and what is shown once can be seen.
@Suite struct ReadByScrollingTests {
  private static let small = [Size(columns: 40, rows: 12), Size(columns: 50, rows: 14), Size(columns: 60, rows: 20)]

  private func first(_ size: Size) throws -> Stage {
    let stage = try Stage(size: size)
    stage.isOwner = true
    return stage
  }

  /// Enter until another page is there.
  private func passOn(_ stage: Stage) -> String {
    var seen = ""
    while stage.footer.contains("read on") {
      seen += stage.picture + "\n"
      stage.press("<Enter>")
    }
    seen += stage.picture
    stage.press("<Enter>")
    return seen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// As far as the recovery key.
  private func sealed(_ size: Size) throws -> Stage {
    let stage = try first(size)
    stage.press("<Enter>")
    for _ in 0..<2 { _ = passOn(stage) }
    stage.press("Ann", "<Enter>", "Ben", "<Enter>", "blue", "<Enter>", "blue", "<Enter>")
    return stage
  }

  private func key(_ stage: Stage) -> Bool {
    stage.picture.contains(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/)
  }

  @Test(arguments: small) func everyWordOfTheFirstPagesComesIntoSightBeforeOneGoesOn(size: Size) throws {
    let stage = try first(size)
    stage.press("<Enter>")
    #expect(stage.rows[size.rows - 2].contains("⋮") == (size.rows < 20))
    for page in [Words.before, Words.whoSees] {
      let seen = passOn(stage)
      for word in page.joined(separator: " ").split(separator: " ") { #expect(seen.contains(word), "\(word)") }
    }
    #expect(stage.picture.contains("Your name"))
    stage.press("Ann", "<Enter>", "Ben", "<Enter>", "<Enter>")
    #expect(passOn(stage).contains("Enter goes on without one. Esc goes back."))
    #expect(stage.picture.contains("has not joined yet"))
  }

  @Test func theMovementKeysReadThemToo() throws {
    let stage = try first(Size(columns: 40, rows: 12))
    stage.press("<Enter>", "j")
    #expect(!stage.picture.contains("Before you begin") && stage.picture.contains("This is a journal for"))
    stage.press("k")
    #expect(stage.picture.contains("Before you begin"))
    stage.press("G")
    #expect(stage.picture.contains("asks nothing.") && !stage.rows[10].contains("⋮"))
    #expect(stage.footer.contains("go on"))
    stage.press("g", "<Space>", "<PgDn>", "<PgDn>", "<PgDn>", "<PgDn>", "<Enter>")
    #expect(stage.picture.contains("What the other sees"))
    // Where all of it has room, Enter goes on.
    let wide = try first(Size(columns: 80, rows: 24))
    wide.press("<Enter>")
    #expect(wide.footer.contains("Enter go on") && !wide.picture.contains("⋮"))
    wide.press("j", "<Space>", "<Enter>")
    #expect(wide.picture.contains("What the other sees"))
  }

  @Test(arguments: small + [Size(columns: 80, rows: 24)]) func theRecoveryKeyStandsFirstAndStaysUntilOneGoesOn(
    size: Size
  ) throws {
    let stage = try sealed(size)
    #expect(key(stage), "\(stage.picture)")
    for way in ["q", "<Esc>", "h"] {
      stage.press(way)
      #expect(!stage.hasLeft && key(stage) && stage.still.contains("Shown once. Enter goes on, ^Q leaves."))
    }
    #expect(passOn(stage).contains("the recovery key opens too"))
    #expect(stage.rows[0].contains("Ben, the other person"))
    // Back to it, as long as nobody has gone on from here.
    for way in ["q", "<Esc>"] {
      stage.press(way, "g")
      #expect(!stage.hasLeft && key(stage))
      _ = passOn(stage)
    }
    stage.press("j", "<Enter>")
    #expect(stage.rows[0].contains("A code for Ben") && key(stage))
    stage.press("q")
    #expect(!stage.hasLeft && key(stage))
    #expect(passOn(stage).contains("another one takes its place"))
    #expect(stage.picture.contains("has not joined yet"))
  }

  @Test func qGoesOneStepBackBeforeAnybodySitsDownAndLeavesAtTheFirstPage() throws {
    let stage = try first(Size(columns: 80, rows: 24))
    stage.press("<Enter>", "<Enter>", "q")
    #expect(!stage.hasLeft && stage.picture.contains("Before you begin"))
    stage.press("q")
    #expect(!stage.hasLeft && stage.picture.contains(Words.noJournal))
    stage.press("q")
    #expect(stage.hasLeft)

    let ann = try first(Size(columns: 80, rows: 24))
    ann.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "<Enter>", "<Enter>")
    let ben = try Stage.other(ann, "ben")
    ben.press("<Enter>", "q")
    #expect(!ben.hasLeft && ben.picture.contains("Before you begin"))
    ben.press("q")
    #expect(!ben.hasLeft && ben.picture.contains("Name"))
  }

  @Test func namesThatWereTypedAreThereAgain() throws {
    let stage = try first(Size(columns: 80, rows: 24))
    stage.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Esc>")
    #expect(stage.picture.contains("Your name") && stage.picture.contains("Ann"))
    stage.press("a", "<Enter>")
    #expect(stage.picture.contains(Words.theirName) && stage.picture.contains("Ben"))
    stage.press("<Enter>", "<Esc>")
    #expect(stage.picture.contains("Ben"))
    stage.press("<Esc>", "<Esc>", "<Enter>")
    #expect(stage.picture.contains("Anna"))
    stage.press("<Enter>", "<Enter>", "<Enter>", "<Enter>")
    #expect(stage.picture.contains("Anna") && stage.picture.contains("has not joined yet"))
  }

  /// Mira, with a hurt of Jon's that names her.
  private func named() throws -> Stage {
    let mira = try Stage.couple()
    try Journal(folder: mira.folder, person: "jon").writer().write(
      .hurt, "hurt",
      [
        "text": .string("the night bus"), "carried_by": .string("jon"), "caused_by": .string("mira"),
        "visibility": .string("shared"),
      ], at: mira.now)
    return mira
  }

  @Test func whatWasOnItsWayIsShownWithAllItsPartsAndScrolls() throws {
    let mira = try named()
    let much = (1...40).map { "word\($0)" }.joined(separator: " ")
    mira.press("c", "d", "<Tab>", "<Tab>", much, "<Tab>", "the silence", "^S")
    let again = try mira.dies()
    #expect(again.picture.contains(Words.wasOnItsWay))
    #expect(again.picture.contains("How it landed: word1 word2"))
    #expect(again.picture.contains("I am responsible for: the silence"))
    again.resize(40, 12)
    #expect(again.picture.contains("⋮") && !again.picture.contains("the silence"))
    var seen = again.picture
    for _ in 0..<20 { seen += again.press("j").picture }
    #expect((1...40).allSatisfy { seen.contains("word\($0)") } && again.picture.contains("the silence"))
    again.press("g", "<Space>", "x")
    #expect(again.picture.contains("[1 Today]") || again.rows[0].contains("What I did"))
  }

  // MARK: - What has parts

  @Test func whatOneDidIsKnownByItsFirstPartThatHasWords() throws {
    let mira = try named()
    mira.press("c", "d", "<Tab>", "<Tab>", "You stood there alone", "<Tab>", "the silence", "^S")
    #expect(mira.picture.contains("You stood there alone"), "\(mira.picture)")
    mira.wait(seconds: 11)
    for way in [["1"], ["2"], ["3", "<Enter>"], ["2", "<Enter>", "="]] {
      for key in way { mira.press(key) }
      #expect(mira.picture.contains("You stood there alone"), "\(way)\n\(mira.picture)")
    }
    mira.press("2", "<Enter>")
    #expect(mira.rows[0].contains("You stood there alone"))
    #expect(mira.picture.contains("How it landed: You stood there alone"))
    let said = try #require(mira.model.spoken.screen.focused)
    #expect(said.contains("How it landed: You stood there alone. I am responsible for: the silence"), "\(said)")
  }
}
