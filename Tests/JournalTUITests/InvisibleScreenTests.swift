import Foundation
import Fuzzing
import JournalCore
import Testing

@testable import JournalTUI

/// Private is invisible on the screen: one of the two walks through every place, with and without the other's private
/// pages, and sees the same picture at every step.
@Suite struct InvisibleScreenTests {
  private static let now = Moment("2026-04-12T09:00:00+02:00")!.instant

  /// The sample without one person's private records, sat down at by the other.
  private func pair(author: String, other: String) throws -> (bare: Stage, full: Stage) {
    let all = try Interchange.records(in: PackageResources.scenario_jsonl)
    let shared = Set(all.map(\.record).filter { $0.kind == "share" }.compactMap { $0.text("target") })
    let gone = Set(
      all.map(\.record).filter { $0.author == author && $0.isPrivate && !shared.contains($0.id) }.map(\.id))
    #expect(gone.count >= 5)
    let kept = all.filter { line in
      !gone.contains(line.record.id)
        && !["target", "hurt", "reply_to", "asks_again"].contains { line.record.text($0).map(gone.contains) ?? false }
    }
    func stage(_ lines: [(line: Int, record: Record)]) throws -> Stage {
      let folder = Stage.newFolder()
      try Journal.importNew(lines, in: folder)
      if lines.count == all.count { try keepPrivate(author, in: folder) }
      if lines.count == all.count {
        // It is there for the one who wrote it.
        #expect(try Stage(folder: folder, person: author, now: Self.now).press("5").picture.contains("the corridor"))
      }
      let stage = try Stage(folder: folder, person: other, now: Self.now)
      stage.isOwner = true
      return stage
    }
    return (try stage(kept), try stage(all))
  }

  /// What one keeps for oneself besides: entries, a draft, settings, a card put off.
  private func keepPrivate(_ person: String, in folder: String) throws {
    let journal = try Journal(folder: folder, person: person)
    let carried = person == "noor" ? "h-messages" : "h-notebook"
    for number in 0..<20 {
      try journal.writer().write(
        .entry, number % 2 == 0 ? "feeling" : "question",
        [
          "text": .string("the corridor, where is your phone"), "visibility": .string("private"),
          "hurt": .string(carried),
          "intensity": .int(9),
        ], at: Self.now.adding(milliseconds: Int64(number - 30) * 60_000))
    }
    try journal.setReadyForLighter(true)
    try journal.hide("acknowledge")
    try journal.notePrompt(at: Self.now)
    try Drafts(of: journal).keep(.object(["text": .string("marigold")]), in: "write.feeling", at: Self.now)
  }

  private func expectSame(_ pair: (bare: Stage, full: Stage), _ way: [String]) {
    #expect(pair.bare.picture == pair.full.picture, "\(way)")
    #expect("\(pair.bare.model.spoken)" == "\(pair.full.model.spoken)", "\(way)")
  }

  @Test(arguments: [("remy", "noor"), ("noor", "remy")])
  func everyPlaceLooksTheSame(author: String, other: String) throws {
    let pair = try pair(author: author, other: other)
    let ways: [[String]] = [
      ["2", "/", "corridor"], ["2", "/", "phone"], ["2", "<Enter>", "="], ["2", "<Enter>", "e"], ["3", "<Enter>"],
      ["3", "<Down>", "<Enter>"], ["3", "<Down>", "<Down>", "<Enter>"], ["4", "<Enter>"], ["5", "<Enter>"],
      ["a", "where is your phone"], ["w", "<Tab>", "<Tab>", "<Tab>"], ["3", "<Enter>", "<Down>", "<Enter>"],
    ]
    for size in [(80, 24), (160, 60)] {
      for stage in [pair.bare, pair.full] { stage.resize(size.0, size.1) }
      for way in ways {
        let there = (pair.bare.model, pair.full.model)
        for step in way + Array(repeating: "<Down>", count: 4) {
          for stage in [pair.bare, pair.full] { stage.press(step) }
          expectSame(pair, way)
        }
        pair.bare.go(back: there.0)
        pair.full.go(back: there.1)
      }
    }
  }

  /// Every verb that there is a key for, on every place that one has: a new one can't be forgotten.
  @Test(arguments: [("remy", "noor"), ("noor", "remy")])
  func everyVerbInEveryPlaceDoesTheSame(author: String, other: String) throws {
    let pair = try pair(author: author, other: other)
    let ends: Set<Action> = [.leave, .lock, .suspend, .redraw]
    func press(_ action: Action) {
      for stage in [pair.bare, pair.full] { stage.take(.key(Keymap.standard.key(action))) }
    }
    let start = (pair.bare.model, pair.full.model)
    for place in [Action.today, .past, .hurts, .ours, .own, .openList, .week, .quiet, .numbers, .help] {
      press(place)
      expectSame(pair, [place.rawValue])
      let there = (pair.bare.model, pair.full.model)
      for verb in Action.allCases where !ends.contains(verb) {
        press(verb)
        expectSame(pair, [place.rawValue, verb.rawValue])
        pair.bare.go(back: there.0)
        pair.full.go(back: there.1)
      }
      pair.bare.go(back: start.0)
      pair.full.go(back: start.1)
    }
  }

  @Test func aWalkAnywhereSeesTheSameWhileTheOtherWritesPrivately() throws {
    let pair = try pair(author: "remy", other: "noor")
    var random = SplitMix64(seed: 7)
    let keys =
      "jkhlgG1234562233oovc=<>[]/?nNdfr".map(String.init) + [
        "<Esc>", "<Esc>", "<Enter>", "<Enter>", "<Down>", "<Up>", "<Left>", "<Right>", "<PgDn>", "<PgUp>", "<Tab>",
      ]
    let remy = try Journal(folder: pair.full.folder, person: "remy")
    var way: [String] = []
    for step in 0..<300 {
      let key = keys.randomElement(using: &random)!
      way.append(key)
      for stage in [pair.bare, pair.full] { stage.press(key) }
      if step % 25 == 0 {
        try remy.writer().write(
          .entry, "feeling", ["text": .string("the corridor"), "visibility": .string("private")], at: pair.full.now)
        for stage in [pair.bare, pair.full] { stage.wait(seconds: 2) }
      }
      expectSame(pair, way.suffix(12))
    }
  }
}
