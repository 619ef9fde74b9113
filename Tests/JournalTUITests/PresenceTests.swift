import Foundation
import JournalCore
import Testing

@testable import JournalTUI

/// Who is not there, and what keeps from writing: one sentence in the third row of every list, and one under an
/// editor's title.
@Suite struct PresenceTests {
  private let places = ["1", "2", "3", "4", "5", "o"]

  private func act(_ person: String, _ kind: String, _ fields: [String: JSON] = [:], in stage: Stage) throws {
    try Journal(folder: stage.folder, person: person).writer().write(.action, kind, fields, at: stage.now)
    stage.wait(seconds: 1)
  }

  /// Every list says the sentence, once, in its third row; what the list has stands below it.
  private func expect(_ sentence: String, in stage: Stage) {
    for place in places {
      stage.press(place)
      #expect(stage.rows[2] == "  " + sentence, "\(place)")
      #expect(stage.rows.filter { $0.contains(sentence) }.count == 1, "\(place)")
      if place == "o" { stage.press("<Esc>") }
    }
  }

  @Test func theOtherIsAway() throws {
    let mira = try Stage.couple()
    mira.press("w", "rain", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    try act(
      "jon", "away",
      ["from": .string("2026-05-04T20:30:00+02:00"), "until": .string("2026-05-09T20:00:00+02:00")], in: mira)
    mira.wait(seconds: 1900)
    expect("Jon is away until Sat 20:00. Nothing counts as waiting until then.", in: mira)
    mira.press("1", "w")
    #expect(mira.rows[2] == "  Jon is away until Sat 20:00. Nothing counts as waiting until then.")
  }

  @Test func theOtherHasSpace() throws {
    let mira = try Stage.couple()
    try act("jon", "space", ["until": .string("2026-05-07T20:00:00+02:00")], in: mira)
    expect("Jon has asked for space until Thu 20:00. You can write; it arrives then.", in: mira)
    mira.press("a", "<S-Tab>", "<Right>")
    #expect(mira.rows[2] == "  Jon has asked for space until Thu 20:00. You can write; it arrives then.")
    mira.press("<Esc>", "<Esc>")
    let jon = try Stage.other(mira)
    expect("Your space runs until Thu 20:00. s ends it.", in: jon)
    // When it ends, so does the sentence.
    mira.wait(seconds: 3)
    try act("jon", "space_end", in: mira)
    mira.press("1")
    #expect(!mira.rows[2].contains("space"))
  }

  @Test func theOtherHasSpaceAndIsAway() throws {
    let mira = try Stage.couple()
    try act("jon", "space", ["until": .string("2026-05-07T20:00:00+02:00")], in: mira)
    try act(
      "jon", "away",
      ["from": .string("2026-05-04T20:01:00+02:00"), "until": .string("2026-05-09T20:00:00+02:00")], in: mira)
    mira.wait(seconds: 61)
    mira.press("2")
    #expect(
      mira.rows[2...4].map { $0.trimmingCharacters(in: .whitespaces) } == [
        "Jon has asked for space until Thu 20:00. You can write; it arrives then. Jon",
        "is away until Sat 20:00. Nothing counts as waiting until then.", "",
      ])
    // Above a text is one row.
    mira.press("a", "<S-Tab>", "<Right>")
    #expect(mira.rows[2] == "  Jon has asked for space until Thu 20:00. You can write; it arrives then.")
  }

  @Test func theOtherLeft() throws {
    let mira = try Stage.couple()
    try act("jon", "leave", in: mira)
    expect("Jon no longer writes here. Your pages are yours.", in: mira)
  }

  @Test func theOtherHasNotJoined() throws {
    let stage = try Stage()
    stage.isOwner = true
    stage.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "<Enter>", "<Enter>")
    // The first evening is a page of its own.
    #expect(stage.rows[3].contains("has not joined yet"))
    stage.press("w", "rain", "^S").wait(seconds: 11)
    expect("Ben has not joined yet.", in: stage)
  }

  @Test func whatIsWrittenBeforeTheOtherIsHereIsLookedThroughOnceTheyAre() throws {
    let ann = try Stage()
    ann.isOwner = true
    ann.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "<Enter>", "<Enter>")
    ann.press("w", "rain all day", "<S-Tab>", "<Right>")
    #expect(ann.rows[23].contains("keep ready for Ben"))
    ann.press("^S")
    #expect(ann.still.contains("Kept ready for Ben at"))
    ann.wait(seconds: 11)
    ann.press("y", "the soup", "^S").wait(seconds: 11)
    ann.press("w", "for me alone", "<S-Tab>", "<Right>", "^S").wait(seconds: 11)
    ann.press("2")
    #expect(ann.rows.filter { $0.contains("ready to share") }.count == 2)
    #expect(!ann.press("1").picture.contains("before Ben joined"))

    try act("ben", "join", in: ann)
    let ben = try Stage.other(ann, "ben")
    #expect(!ben.press("2").picture.contains("rain all day"))
    ben.keeper.close()
    ann.press("1")
    #expect(ann.picture.contains("What you wrote for both of you before Ben joined"))
    ann.press("<Enter>")
    #expect(ann.rows[0].contains("Ready for Ben"))
    // The thanks are kept after all, and the rest is shared.
    ann.press("j", "<Enter>", "G")
    #expect(ann.picture.contains("the soup") && !ann.picture.contains("for me alone"))
    ann.press("<Enter>")
    #expect(ann.still.contains("It is as you said."))
    #expect(!ann.picture.contains("before Ben joined"))
    let again = try Stage.other(ann, "ben")
    again.press("2")
    #expect(again.picture.contains("rain all day") && !again.picture.contains("the soup"))
  }

  /// Ann, alone in a journal that she has just founded with Ben.
  private func alone() throws -> Stage {
    let ann = try Stage()
    ann.isOwner = true
    return ann.press("<Enter>", "<Enter>", "<Enter>", "Ann", "<Enter>", "Ben", "<Enter>", "<Enter>", "<Enter>")
  }

  /// Ben sees nothing of it; Ann is asked once more, and says yes.
  private func expectAsked(_ ann: Stage, _ words: String) throws {
    let early = try Stage.other(ann, "ben")
    #expect(!early.press("2").picture.contains(words))
    early.keeper.close()
    ann.press("1")
    #expect(ann.picture.contains("What you wrote for both of you before Ben joined"), "\(ann.picture)")
    ann.press("<Enter>")
    #expect(ann.rows[0].contains("Ready for Ben") && ann.picture.contains(words))
    ann.press("G", "<Enter>")
    let ben = try Stage.other(ann, "ben")
    #expect(ben.press("2").picture.contains(words))
  }

  @Test func whatIsKeptReadyStaysSoWhereTheOtherJoinsWhileItIsOnItsWay() throws {
    let ann = try alone()
    ann.press("w", "rain all day", "<S-Tab>", "<Right>", "^S")
    #expect(ann.still.contains("Kept ready for Ben at"))
    try act("ben", "join", in: ann)
    ann.wait(seconds: 11)
    try expectAsked(ann, "rain all day")
  }

  @Test func whatIsKeptReadyStaysSoWhereTheScreenClosesAndTheOtherJoinsMeanwhile() throws {
    let first = try alone()
    first.press("w", "rain all day", "<S-Tab>", "<Right>", "^S", "^Q")
    let ann = try first.dies()
    #expect(ann.picture.contains("This was on its way when the screen closed:"))
    #expect(ann.footer == " Enter keep ready for Ben  x keep it as a draft                        ^Q leave")
    ann.keeper.close()
    try act("ben", "join", in: ann)
    let again = try ann.dies()
    #expect(again.footer.hasPrefix(" Enter keep ready for Ben  x keep it as a draft"), "\(again.picture)")
    again.press("<Enter>")
    try expectAsked(again, "rain all day")
  }

  @Test func theFirstPartOfALongTextSaysThatItIsKeptReady() throws {
    let ann = try alone()
    ann.press("w").take(.paste(String(repeating: "rain all day. ", count: 300)))
    ann.press("<S-Tab>", "<Right>", "^S", "^S")
    #expect(ann.still.hasPrefix(" Kept ready for Ben at 20:00: the first part."), "\(ann.picture)")
  }

  @Test func aLetterKeptFromBeforePromisesNothing() throws {
    var letter = Letter(.write(.feeling), Draft(), sent: Instant(milliseconds: 0))
    letter.keepsReady = true
    #expect(Letter(letter.json) == letter)
    var older = try #require(letter.json.object)
    older["ready"] = nil
    #expect(Letter(.object(older))?.keepsReady == false)
  }

  @Test func whatWasOnItsWaySaysWhoWillSeeIt() throws {
    for (keys, label) in [
      (["w", "the rain"], "keep for yourself"), (["a", "the rain?", "<S-Tab>", "<Right>"], "ask Jon"),
      (["y", "the rain", "<S-Tab>", "<Right>"], "share with Jon"),
    ] {
      let first = try Stage.couple()
      for key in keys { first.press(key) }
      first.press("^S", "^Q")
      let mira = try first.dies()
      #expect(mira.footer.hasPrefix(" Enter \(label)  x keep it as a draft"), "\(mira.picture)")
      #expect(mira.rows.filter { $0.contains("keep it as a draft") }.count == 1)
      #expect(mira.model.spoken.screen.lines.last == "Enter \(label), x keep it as a draft")
      // Where the footer is too short, they stand on the page.
      mira.resize(40, 12)
      let page = mira.rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
      #expect(page.contains("Enter \(label), x keep it as a draft"), "\(mira.picture)")
      #expect(mira.footer.trimmingCharacters(in: .whitespaces) == "^Q leave")
    }
  }

  @Test func oneWindowWritesAndAnotherReads() throws {
    let mira = try Stage.couple()
    mira.press("w", "a long letter", "^S")
    mira.press("w", "and a second one")
    mira.wait(seconds: 1)
    let second = try Stage(folder: mira.folder, person: "mira", now: mira.now)
    // Nothing of the first one's is offered here, and nothing can be begun.
    expect("Another window writes. Here you can read.", in: second)
    for key in ["w", "a", "c", "p", "y", "s"] {
      second.press("1", key)
      if key == "c" { second.press("b") }
      #expect(second.still.contains("Another window writes."), "\(key)")
      #expect(second.rows[0].contains("[1 Today]") || key == "c", "\(key)")
      second.press("<Esc>")
    }
    second.wait(seconds: 1)
    mira.wait(seconds: 11)
    #expect(try mira.reader("mira").latestEntry(by: "mira")?.text == "a long letter")
    // When the first one goes, this one writes, with the draft that it left.
    mira.press("^Q")
    mira.keeper.close()
    second.wait(seconds: 2)
    #expect(!second.picture.contains("Another window"))
    second.press("1", "w")
    #expect(second.picture.contains("and a second one"))
  }

  @Test func aFullDiskIsSaidAsLongAsItIs() throws {
    let mira = try Stage.couple()
    mira.hear(.hindrance(.noRoom))
    mira.press("2")
    #expect(mira.rows[2] == "  No room on the disk. Your text is kept in memory and in your drafts file;")
    #expect(mira.rows[3] == "  nothing sent is lost.")
    mira.press("w", "The rain.").wait(seconds: 1)
    #expect(mira.picture.contains("draft kept") && mira.picture.contains("No room on the disk."), "\(mira.picture)")
    // Where not even a draft has room, nothing says that it is kept.
    mira.hear(.hindrance(.noRoomAtAll))
    #expect(mira.picture.contains("Your text is kept while this stays open."), "\(mira.picture)")
    #expect(!mira.picture.contains("draft kept"))
    // What a lock would lose stays open.
    mira.press("<Esc>", "L")
    #expect(mira.picture.contains("The rain."), "\(mira.picture)")
    #expect(mira.picture.contains("this stays unlocked, so that your text is kept"), "\(mira.picture)")
  }

  // MARK: - Under the title of an editor

  /// Mira has set a boundary; Jon writes.
  private func boundary(_ fields: [String: JSON]) throws -> Stage {
    let mira = try Stage.couple()
    let writer = try mira.tellOfTheNightBus()
    try writer.write(.entry, "boundary", fields.merging(["visibility": .string("shared")]) { $1 }, at: mira.now)
    let jon = try Stage.other(mira)
    jon.isOwner = true
    mira.isOwner = false
    return jon
  }

  @Test func aBoundaryThatFitsTheHourIsSaid() throws {
    let jon = try boundary([
      "text": .string("no talk of it after 22:00."), "due": .string("2026-05-28T12:00:00+02:00"),
    ])
    jon.press("w", "<S-Tab>", "<Right>")
    #expect(!jon.picture.contains("no talk of it"))
    jon.press("<Esc>", "<Esc>", "<Esc>").wait(seconds: 2 * 3600 + 60)
    jon.press("w", "<S-Tab>", "<Right>")
    #expect(jon.rows[2] == "  Mira: no talk of it after 22:00, until 28 May")
    // What is for oneself alone goes to nobody.
    jon.press("<Esc>", "<Esc>", "p")
    #expect(!jon.picture.contains("no talk of it"))
    jon.resize(40, 12)
    jon.press("<Esc>", "<Esc>", "a", "<S-Tab>", "<Right>", "<Esc>")
    #expect(jon.rows[2].contains("Mira: no talk of it"))
    // Four rows of text remain.
    jon.press("one", "<Enter>", "two", "<Enter>", "three", "<Enter>", "four")
    for word in ["one", "two", "three", "four"] { #expect(jon.picture.contains(word)) }
  }

  @Test func aBoundaryThatFitsTheHurtIsSaidThereAlone() throws {
    let jon = try boundary(["text": .string("Please do not joke about it."), "hurt": .string("bus")])
    jon.press("w", "<S-Tab>", "<Right>")
    #expect(!jon.picture.contains("joke"))
    jon.press("<Esc>", "<Esc>", "<Esc>", "3", "w", "<S-Tab>", "<Right>")
    #expect(jon.rows[2] == "  Mira: Please do not joke about it.")
    // Who set it is not told of it.
    jon.press("<Esc>", "<Esc>")
    let mira = try Stage.other(jon, "mira")
    mira.press("3", "w")
    #expect(!mira.rows[2].contains("joke"))
  }
}
