import Foundation
import Fuzzing
import JournalCore
import Testing

@testable import JournalTUI

/// Whatever is typed, set, or written in a journal: no crash, no hang, and nothing that speaks to the terminal.
@Suite struct FuzzTests {
  // MARK: - Settings

  private static let settings = """
    # marigold
    theme = "dark"
    colours = 256
    mouse = true
    ascii = false
    [keys]
    write = ["w", "alt-marigold"]
    undo = "U"
    [keys-while-writing]
    undo = 'ctrl-x'
    """

  @Test func brokenSettingsAreToldWithoutTheirWords() throws {
    let sound = Array(Self.settings.replacing("alt-marigold", with: "alt-x").utf8)
    let path = NSTemporaryDirectory() + "hearken-config-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    var refused = 0
    try Trials.run("settings", count: 1500) { mutator, seed in
      let bytes = mutator.bytes(mutator.chance(of: 2) ? sound : Array(Self.settings.utf8))
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let (config, problem) = Config.load(from: path)
      if let problem {
        refused += 1
        let sentence = Words.configProblem(problem)
        #expect(!sentence.contains("marigold") && sentence.hasSuffix("The usual settings hold."), "seed \(seed)")
        #expect(!sentence.unicodeScalars.contains(where: speaksToTerminals), "seed \(seed)")
      }
      // Whatever is set, there is a way out.
      #expect(config.keys.list.contains { $0.verb == .leave && !$0.keys.isEmpty }, "seed \(seed)")
    }
    #expect(refused > 100)
  }

  // MARK: - Typing

  /// What somebody does in a session, as a terminal sends it.
  private static let session = Array(
    ("w" + "was it real, 日本 e\u{301}" + "\u{1B}[A\u{1B}[B\u{1B}[1;5C\u{1B}[3~\u{1B}OA"
      + "\u{1B}[200~two\r\nlines\u{1B}[201~"
      + "\t\u{1B}[C\r" + "\u{13}" + "u" + "\u{1B}" + "2/word\rn" + "\u{1B}" + "3\r" + "\u{1B}" + "4jj\r\u{1B}"
      + "5\r\u{1B}"
      + "\u{1B}[<0;5;5M\u{1B}[<64;5;5M\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\" + ":promise\r\u{1B}" + "v\r\r\u{1B}" + "o\r"
      + "?/\u{1B}" + "S20:30\r\u{1B}" + "c\r\u{10}\u{12}\u{17}\u{15}\u{19}\u{1A}").utf8)

  @Test func anyBytesAtAnyPlaceLeaveTheWayOutOpen() throws {
    let stage = try Stage("remy", at: "2026-02-12T21:29:00+01:00")
    let beginning = stage.model
    try Trials.run("typing", count: 25) { mutator, seed in
      stage.go(back: beginning)
      var parser = KeyParser()
      var left = mutator.bytes(mutator.bytes(Self.session))[...]
      stage.resize(1 + mutator.upTo(160), 1 + mutator.upTo(50))
      while !left.isEmpty {
        let piece = left.prefix(1 + mutator.upTo(60))
        left = left.dropFirst(piece.count)
        for input in parser.feed(piece) + (mutator.chance(of: 3) ? parser.flush() : []) { stage.take(input) }
        let frame = stage.model.view()
        expectWhole(frame, "seed \(seed)")
        #expect(frame.isPlain, "seed \(seed)")
      }
      for input in parser.flush() + parser.feed([0x11]) { stage.take(input) }
      #expect(stage.hasLeft, "seed \(seed): ^Q leaves, whatever came before")
    }
    #expect(try Journal(folder: stage.folder, person: "remy").verify().isEmpty)
  }

  @Test func theDoorTakesAnyBytes() throws {
    for isSealed in [false, true] {
      let stage = try isSealed ? Stage() : Stage.couple()
      let opening = try stage.keeper.opening(size: stage.model.desk.size, glyphs: .unicode)
      let closed = Model(desk: opening.desk, route: opening.route)
      defer { try? FileManager.default.removeItem(atPath: stage.folder) }
      try Trials.run("door", count: 30) { mutator, seed in
        stage.go(back: closed)
        var parser = KeyParser()
        // No passphrase: deriving a key takes a quarter of a second.
        let typed = mutator.bytes(Array("mi\u{1B}\u{1B}\r\u{1B}[Amira\u{7F}\u{7F}\t\u{1B}[200~x\u{1B}[201~".utf8))
        for input in parser.feed(typed) + parser.flush() {
          stage.take(input)
          if mutator.chance(of: 20) { expectWhole(stage.model.view(), "seed \(seed)") }
        }
        expectWhole(stage.model.view(), "seed \(seed)")
      }
    }
  }

  // MARK: - Text on the screen

  @Test func whateverIsWrittenNoControlReachesTheTerminal() throws {
    try Trials.run("text", count: 6) { mutator, seed in
      let stage = try Self.journal(of: &mutator)
      defer { try? FileManager.default.removeItem(atPath: stage.folder) }
      var narrator = Narrator()
      var output = LinearOutput(glyphs: .unicode)
      let there = stage.model
      for way in Self.ways {
        stage.go(back: there)
        stage.resize(40 + mutator.upTo(160), 12 + mutator.upTo(40))
        for step in way { stage.press(step) }
        let frame = stage.model.view()
        expectWhole(frame, "seed \(seed) \(way)")
        #expect(frame.isPlain, "seed \(seed) \(way)")
        let (screen, depth, still) = stage.model.spoken
        let bytes = output.bytes(
          narrator.say(screen, depth: depth, still: still), screen.field, columns: stage.model.desk.size.columns)
        #expect(Self.isPlain(bytes), "seed \(seed) \(way) in lines")
      }
    }
  }

  private static let ways: [[String]] = [
    ["1"], ["2"], ["2", "<Enter>"], ["2", "<Enter>", "="], ["3"], ["3", "<Enter>"], ["4"], ["5"], ["o"], ["v"], ["0"],
    ["9"],
    ["r"], ["a"], ["2", "/", "word"], ["2", "d"], ["w", "<Tab>", "<Tab>", "<Tab>", "<Right>"], ["c", "h"], [":"],
    ["w", "a"],
    ["1", "<Enter>"], ["4", "j", "j", "<Enter>"], ["2", "G", "<Enter>", "c", "n"],
  ]

  /// What of a text speaks to terminals, to be named by number.
  private static func speaking(_ text: String) -> Set<String> {
    Set(text.unicodeScalars.filter(speaksToTerminals).map { String($0.value, radix: 16) })
  }

  /// Lines as they are appended: the program's own sequences, and nothing else that speaks.
  private static func isPlain(_ bytes: String) -> Bool {
    let own = bytes.replacing("\u{1B}[K", with: "").replacing(/\u{1B}\[[0-9]+D/, with: "")
    return !own.unicodeScalars.contains { speaksToTerminals($0) && !["\r", "\n", "\u{8}"].contains($0) }
  }

  /// A journal whose every word is nasty, names of people and hurts among them.
  private static func journal(of mutator: inout Mutator) throws -> Stage {
    let folder = Stage.newFolder()
    let now = Moment("2026-05-04T20:00:00+02:00")!.instant
    let zone = try TimeZoneRules.system(named: "Europe/Berlin")
    func words(_ length: Int = 30) -> JSON { .string("x" + mutator.text(length: length)) }
    // A name with a control in it founds no journal.
    func name() -> String {
      String(
        String.UnicodeScalarView(words(3).string!.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
    let people = [("mira", name()), ("jon", name())]
    try Journal.found(
      Record(
        id: Identifier.random(), shape: .journal, moment: zone.moment(at: now), author: "mira", kind: "journal",
        fields: Journal.founding(me: people[0], other: people[1], zone: zone)), in: folder)
    let journals = [
      "mira": try Journal(folder: folder, person: "mira"), "jon": try Journal(folder: folder, person: "jon"),
    ]
    var clock = now
    @discardableResult
    func write(_ person: String, _ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws -> String {
      clock = clock.adding(milliseconds: 60_000)
      return try journals[person]!.writer().write(shape, kind, fields, at: clock).id
    }
    try write("jon", .action, "join", [:])
    let shared: JSON = .string("shared")
    let hurt = try write(
      "mira", .hurt, "hurt",
      ["text": words(5), "carried_by": .string("mira"), "caused_by": .string("jon"), "visibility": shared])
    var asks: [String] = []
    for person in ["mira", "jon", "mira", "jon"] {
      asks.append(
        try write(
          person, .entry, "question",
          ["text": words(), "feelings": .array([words(2)]), "hurt": .string(hurt), "visibility": shared]))
    }
    for ask in asks.prefix(2) {
      try write(
        ask == asks[0] ? "jon" : "mira", .entry, "response",
        ["text": words(), "reply_to": .string(ask), "hurt": .string(hurt), "visibility": shared])
    }
    for kind in ["gratitude", "boundary", "goal", "ritual"] {
      try write("jon", .entry, kind, ["text": words(6), "visibility": shared])
    }
    try write("mira", .entry, "reflection", ["text": words(), "visibility": .string("private")])
    try write("mira", .action, "word_added", ["word": words(2), "meaning": words(4)])
    try write(
      "mira", .action, "date_marked", ["label": words(3), "date": .string("2026-06-01"), "owner": .string("mira")])
    return try Stage(folder: folder, person: "mira", now: clock)
  }
}
