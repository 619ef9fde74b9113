import Foundation
import Fuzzing
import JournalCore
import Testing

@testable import JournalTUI

/// Anything pressed, anywhere, at any size: no crash, no broken picture, no lost text.
@Suite struct WalkTests {
  @Test func everyKeyOnEveryScreenDoesSomethingHarmless() throws {
    let ways: [[String]] = [
      ["1"], ["2"], ["3"], ["4"], ["5"], ["o"], ["3", "<Enter>"], ["2", "<Enter>"], ["2", "<Enter>", "="], ["?"], ["c"],
      [":"],
      ["w"], ["a"], ["r"], ["2", "/"], ["2", "d"], ["c", "h"], ["w", "<Tab>"], ["w", "<Esc>"],
      ["2", "/", "real", "<Enter>", "<Enter>", "c", "n"],
    ]
    for way in ways {
      let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
      for step in way { stage.press(step) }
      let there = stage.model
      for key in Set(Keymap.standard.list.flatMap(\.keys) + Keymap.standard.text.flatMap(\.keys)) {
        stage.go(back: there)
        stage.take(.key(key))
        expectWhole(stage.model.view())
        #expect(stage.hasLeft == (Keymap.standard.action(key) == .leave || (key == .letter("q") && way == ["1"])))
      }
    }
  }

  @Test func pagingOnAScreenWithoutRowsStaysInThePage() throws {
    for way in [
      ["?"], ["0"], ["9"], ["2"], ["3", "<Enter>"], ["v"], ["o"], ["2", "/", "real", "<Enter>", "<Enter>", "c", "n"],
    ] {
      let stage = try Stage("noor", at: "2026-02-12T21:29:00+01:00")
      for step in way { stage.press(step) }
      for rows in 1...6 {
        stage.resize(80, rows)
        stage.press("<PgDn>", "<PgDn>", "<PgUp>", "<PgUp>", "<PgUp>", "G", "g", "<Down>", "<Up>")
        stage.resize(80, 24)
        expectWhole(stage.model.view(), "\(way) \(rows)")
        stage.resize(200, 60)
        expectWhole(stage.model.view(), "\(way) \(rows)")
      }
    }
  }

  /// Text that would speak to a terminal, run backwards, or fill cells that are not its own.
  private static let hostile =
    "\u{1B}[2J\u{1B}]0;t\u{7}\u{9B}31m\u{202E}evil\u{2066}\u{200B} שלום مرحبا 日本語🎉👨‍👩‍👧 e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} \u{FFFE}\u{85}\u{2028}\u{0}\u{7F} \u{1FAE8}"
    + String(repeating: "x", count: 300)

  @Test func hostileTextStaysTextInEveryPlace() throws {
    let folder = Stage.newFolder()
    let now = Moment("2026-05-04T20:00:00+02:00")!.instant
    let zone = try TimeZoneRules.system(named: "Europe/Berlin")
    func founding(_ name: String) throws {
      try Journal.found(
        Record(
          id: Identifier.random(), shape: .journal, moment: zone.moment(at: now), author: "mira", kind: "journal",
          fields: Journal.founding(me: ("mira", "Mi" + name), other: ("jon", "Jo" + name), zone: zone)), in: folder)
    }
    // A name with a control in it founds no journal.
    #expect(throws: Refusal.self) { try founding(Self.hostile) }
    try founding(
      String(String.UnicodeScalarView(Self.hostile.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    )
    let (mira, jon) = (try Journal(folder: folder, person: "mira"), try Journal(folder: folder, person: "jon"))
    var clock = now
    func write(_ journal: Journal, _ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws -> String {
      clock = clock.adding(milliseconds: 1000)
      return try journal.writer().write(shape, kind, fields, at: clock).id
    }
    _ = try write(jon, .action, "join", [:])
    let hurt = try write(
      mira, .hurt, "hurt",
      [
        "text": .string(Self.hostile), "carried_by": .string("mira"), "caused_by": .string("jon"),
        "visibility": .string("shared"),
      ])
    let ask = try write(
      mira, .entry, "question",
      [
        "text": .string(Self.hostile), "feelings": .array([.string(Self.hostile)]), "hurt": .string(hurt),
        "visibility": .string("shared"),
      ])
    _ = try write(
      jon, .entry, "response",
      ["text": .string(Self.hostile), "reply_to": .string(ask), "hurt": .string(hurt), "visibility": .string("shared")])
    _ = try write(jon, .entry, "question", ["text": .string(Self.hostile), "visibility": .string("shared")])
    let stage = try Stage(folder: folder, person: "mira", now: clock)
    stage.isOwner = true
    let ways: [[String]] = [
      ["1"], ["2"], ["2", "<Enter>"], ["2", "<Enter>", "="], ["3"], ["3", "<Enter>"], ["4"], ["5"], ["o"], ["r"], ["a"],
      ["2", "/", "evil"], ["w", "<Tab>", "<Tab>", "<Tab>", "<Right>"], ["c", "h"], ["2", "<Enter>", "c", "n"],
      ["2", "j", "<Enter>", "c", "n"],
    ]
    for size in [(80, 24), (200, 60), (60, 16), (40, 12)] {
      stage.resize(size.0, size.1)
      for way in ways {
        let there = stage.model
        for step in way { stage.press(step) }
        let frame = stage.model.view()
        expectWhole(frame)
        #expect(frame.isPlain, "\(way) \(size)")
        stage.go(back: there)
      }
    }
  }

  /// Keys, pastes, clicks, sizes and time in any order: every frame is whole, what is heard is plain, no text is lost.
  @Test func aLongRandomWalkBreaksNothing() throws {
    let steps = ProcessInfo.processInfo.environment["HEARKEN_LONG"] == nil ? 5000 : 100_000
    var random = SplitMix64(seed: 2026)
    var stage = try Stage(diaryOf: "noor", until: "2026-04-11T23:59:00+02:00")
    let named = Array(Stage.names.keys).sorted().filter { $0 != "^Q" && $0 != "^C" }
    let letters = "jkhlgG12345690oawryctmexzbpfvs.=<>/?:ndui SNLé日\u{301}🎉שx".unicodeScalars.map { String($0) }
    var narrator = Narrator()
    var output = LinearOutput(glyphs: .unicode)
    for step in 0..<steps {
      let written = Self.written(in: stage)
      let mayPutAway = (stage.model.layers.last as? Editor)?.isStopped ?? false
      var key = ""
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        stage.resize(Int.random(in: 1...200, using: &random), Int.random(in: 1...60, using: &random))
      case 1: stage.take(.paste(["short", "two\nlines of it", "日本語\tand \u{1B}[2J"].randomElement(using: &random)!))
      case 19:
        stage.take(.click(row: Int.random(in: 0...60, using: &random), column: Int.random(in: 0...200, using: &random)))
        stage.take(.wheel(isDown: Bool.random(using: &random)))
      case 2: stage.wait(seconds: Int.random(in: 1...12, using: &random))
      case 3...9:
        key = named.randomElement(using: &random)!
        stage.press(key)
      default:
        key = letters.randomElement(using: &random)!
        stage.press(key)
      }
      expectWhole(stage.model.view(), "step \(step)")
      let (spoken, depth, still) = stage.model.spoken
      let heard = narrator.say(spoken, depth: depth, still: still)
      let bytes = output.bytes(heard, spoken.field, columns: max(1, stage.model.desk.size.columns))
      #expect(!bytes.contains("\u{1B}[2J"), "step \(step)")
      try expectKept(written, in: stage, unless: mayPutAway && key == "x", "step \(step), key \(key)")
      if step % 500 == 499 {
        #expect(try Journal(folder: stage.folder, person: "noor").verify().isEmpty)
        stage = try stage.dies()
        try expectOffered(in: stage, "step \(step)")
      }
    }
  }

  /// The texts that somebody is writing.
  private static func written(in stage: Stage) -> [Purpose: String] {
    let editors = stage.model.layers.compactMap { $0 as? Editor }.filter { $0.isTouched && !$0.area.isEmpty }
    return Dictionary(uniqueKeysWithValues: editors.map { ($0.purpose, $0.area.text) })
  }

  /// A text whose editor went is a draft, on its way, or was put away by the key that does that.
  private func expectKept(
    _ before: [Purpose: String], in stage: Stage, unless isPutAway: Bool, _ comment: Comment
  ) throws {
    let open = Set(stage.model.layers.compactMap { ($0 as? Editor)?.purpose })
    for (purpose, text) in before where !open.contains(purpose) && !isPutAway {
      guard stage.model.desk.onItsWay?.purpose != purpose, !text.allSatisfy(\.isWhitespace) else { continue }
      // New words that are the old ones are nothing to keep.
      if case .edit(let id) = purpose, try stage.reader("noor").entry(id)?.text == text { continue }
      let drafts = try Drafts(of: Journal(folder: stage.folder, person: "noor"))
      #expect(try drafts.draft(in: purpose.slot)?.state["text"]?.string == text, comment)
    }
  }

  /// Whoever comes back after the program died is offered what is kept, or asked about what was on its way.
  private func expectOffered(in stage: Stage, _ comment: Comment) throws {
    let drafts = try Drafts(of: Journal(folder: stage.folder, person: "noor")).all()
    let size = stage.model.desk.size
    stage.resize(80, 24)
    defer { stage.resize(size.columns, size.rows) }
    if drafts.contains(where: { $0.slot == Letter.slot }) {
      #expect(stage.picture.contains(Words.wasOnItsWay), comment)
      return
    }
    switch drafts.count(where: { Purpose(slot: $0.slot) != nil && !Draft($0.state).isEmpty }) {
    case 0: break
    case 1: #expect(stage.picture.contains("You were writing on"), comment)
    default: #expect(stage.picture.contains(Words.putAway), comment)
    }
  }
}
