import JournalCore
import Testing

@testable import JournalTUI

/// One's own numbers, the lock, and what undo reaches.
@Suite struct OwnLinesTests {
  @Test func linesBelowTheNumbersAreKeptForTheirWriterAloneAndAreNoRecord() throws {
    let mira = try Stage.couple()
    let before = try mira.reader("mira").entries(before: .init(milliseconds: .max), limit: 100).count
    mira.press("9", "e", "My sister 0171", "^S")
    #expect(mira.still.contains(Words.numbersKept))
    #expect(mira.picture.contains("My sister 0171"))
    mira.press("<Esc>").wait(seconds: 12)
    #expect(!mira.picture.contains("You were writing"))
    #expect(try mira.reader("mira").entries(before: .init(milliseconds: .max), limit: 100).count == before)
    #expect(try !Stage.other(mira).press("9").picture.contains("My sister"))
    let again = try Stage.other(mira, "mira")
    #expect(again.press("9").picture.contains("My sister 0171"))
    again.press("e", ", always", "<Esc>", "<Esc>", "<Esc>", "9")
    #expect(again.picture.contains("My sister 0171, always"))
    again.press("<Esc>", "v", "9")
    #expect(!again.picture.contains("My sister"), "while two look, one's own lines stay closed")
    again.press("e")
    #expect(again.still.contains(Words.ownIsClosed))
  }

  @Test func linesThatAreTakenAwayAreGone() throws {
    let mira = try Stage.couple()
    mira.press("9", "e", "x", "^S", "e", "^U", "^S")
    #expect(!mira.picture.contains(Words.numbersOwn))
  }

  @Test func draftsAreKeptOnceWhenItLocks() throws {
    let mira = try Stage.couple()
    mira.press("w", "half a sentence")
    var model = mira.model
    _ = model.update(.key(Key(.escape)))
    let effects = model.update(.key(.letter("L")))
    #expect(effects.count { if case .keepDraft = $0 { true } else { false } } == 1)
    #expect(effects.last == .lock)
  }

  @Test func undoReachesBackOverEveryAutosave() throws {
    let mira = try Stage.couple()
    mira.press("w")
    for word in 0..<50 { mira.press("w\(word) ").wait(seconds: 1) }
    #expect(mira.picture.contains("w49"))
    for _ in 0..<60 { mira.press("^Z") }
    #expect(!mira.picture.contains("w0"))
    for _ in 0..<60 { mira.press("^R").wait(seconds: 1) }
    #expect(mira.picture.contains("w49") && mira.picture.contains("w0"))
  }

  @Test func whatComesBackFromAnotherEditorCanBeUndone() {
    var area = TextArea("one\ntwo")
    area.replace("three")
    #expect(area.text == "three")
    _ = area.apply(.undo, width: 40, page: 5)
    #expect(area.text == "one\ntwo")
  }

  @Test func theNumbersPageIsReadToItsEndOnASmallScreen() throws {
    let mira = try Stage.couple()
    mira.press("9", "e", "My sister 0171", "^S")
    mira.resize(40, 12)
    #expect(!mira.picture.contains("My sister"))
    mira.press("G")
    #expect(mira.picture.contains("My sister 0171"))
    mira.press("g")
    #expect(mira.picture.contains("In immediate danger"))
  }
}
