import Testing

@testable import JournalCore

/// Rows of a test set: what was written, when it came up before, what only looks like it.
struct AskedRow {
  let ledger: String
  let text: String
  let group: String?
  let kind: String
  let slice: String?

  static func read(_ name: String) throws -> [AskedRow] {
    try Lexicon.lines(try fixture(name)).map { line in
      let row = try JSON(parsing: Array(line.utf8))
      return AskedRow(
        ledger: row["ledger"]?.string ?? "", text: row["text"]?.string ?? "", group: row["group"]?.string,
        kind: row["kind"]?.string ?? "", slice: row["slice"]?.string)
    }
  }
}

extension Features {
  fileprivate init?(bytes: [UInt8]) {
    self.init()
    guard bytes.withUnsafeBytes({ unpack($0) }) else { return nil }
  }
}

/// How well a recogniser finds the groups of rows that come one after another, each couple's among their own.
struct RecogniserFigures {
  private(set) var meanAveragePrecision = 0.0
  private(set) var firstIsRight = 0.0
  private(set) var linkedF1 = 0.0
  private(set) var nearLinked = 0.0
  private(set) var falseAlarms: [String: Double] = [:]

  init(_ rows: [AskedRow], _ recogniser: Recogniser) {
    var couples: [String: (rows: [Int], texts: FeatureList)] = [:]
    var (precision, right, asked, linked, alarms, near, nearFound) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var quiet: [String: (all: Double, alarms: Double)] = [:]
    for (number, row) in rows.enumerated() {
      let prepared = recogniser.prepare(recogniser.features(row.text))
      let earlier = couples[row.ledger] ?? ([], FeatureList())
      let ranking = recogniser.rank(prepared, among: earlier.texts)
      let same =
        row.group == nil ? [] : earlier.rows.indices.filter { rows[earlier.rows[$0]].group == row.group }
      let alarm = ranking.first?.repeats ?? false
      if alarm { alarms += 1 }
      if same.isEmpty {
        if !earlier.rows.isEmpty { quiet[row.kind, default: (0, 0)].all += 1 }
        if alarm { quiet[row.kind, default: (0, 0)].alarms += 1 }
      } else {
        asked += 1
        let hits = ranking.enumerated().filter { same.contains($0.element.index) }.map(\.offset)
        precision +=
          hits.enumerated().reduce(0) { $0 + Double($1.offset + 1) / Double($1.element + 1) }
          / Double(same.count)
        let isRight = hits.first == 0
        if isRight { right += 1 }
        if isRight && alarm { linked += 1 }
        if row.slice == "near" {
          near += 1
          if isRight && alarm { nearFound += 1 }
        }
      }
      couples[row.ledger, default: earlier].rows.append(number)
      couples[row.ledger, default: earlier].texts.append(prepared.features)
    }
    meanAveragePrecision = precision / asked
    firstIsRight = right / asked
    linkedF1 = 2 * linked / (alarms + asked)
    nearLinked = nearFound / max(1, near)
    falseAlarms = quiet.mapValues { $0.alarms / $0.all }
  }
}

@Suite struct RecogniserTests {
  let recogniser = Recogniser.english

  private func ranking(_ text: String, _ earlier: [String]) -> [Recogniser.Match] {
    var list = FeatureList()
    for text in earlier { list.append(recogniser.features(text)) }
    return recogniser.rank(recogniser.prepare(recogniser.features(text)), among: list)
  }

  /// Fitted on one couple, measured on the other. A change that lowers these has to say why.
  @Test func aCoupleThatWasNotFittedOnIsRecognised() throws {
    let rows = try AskedRow.read("questions.jsonl")
    let figures = try ["couple-A-public", "couple-B-public"].map { ledger in
      RecogniserFigures(
        rows.filter { $0.ledger == ledger },
        Recogniser(
          lexicon: .english, weights: RecogniserWeights(try fixture("recogniser-without-\(ledger).txt"))))
    }
    func mean(_ value: (RecogniserFigures) -> Double) -> Double { figures.reduce(0) { $0 + value($1) } / 2 }
    #expect(mean(\.meanAveragePrecision) >= 0.655)
    #expect(mean(\.firstIsRight) >= 0.775)
    #expect(mean(\.linkedF1) >= 0.665)
    #expect(mean(\.nearLinked) >= 0.91)
    #expect(mean { $0.falseAlarms["everyday"] ?? 1 } <= 0.02)
    #expect(mean { $0.falseAlarms["hard_neg"] ?? 1 } <= 0.30)
  }

  /// The weights that ship, on rows they were not fitted on; written after the lexicon, by its writer. No wording is
  /// near another: the floors are what was measured, not what is wanted.
  @Test func aThirdCoupleIsRecognised() throws {
    let figures = RecogniserFigures(try AskedRow.read("questions-third-couple.jsonl"), recogniser)
    #expect(figures.meanAveragePrecision >= 0.72)
    #expect(figures.firstIsRight >= 0.73)
    #expect(figures.linkedF1 >= 0.49)
    #expect(figures.falseAlarms["everyday"] == 0)
    #expect(figures.falseAlarms["hard_neg"] ?? 1 <= 0.34)
  }

  /// Five other couples: money gambled away, a confidence broken, drinking, absence in an illness, a colleague. The
  /// lexicon was widened for such betrayals after these were written, in general and not row by row.
  @Test func otherCouplesAreRecognised() throws {
    let rows = try AskedRow.read("questions-other-couples.jsonl")
    #expect(Set(rows.compactMap(\.group)).count == 41)
    let figures = RecogniserFigures(rows, recogniser)
    #expect(figures.meanAveragePrecision >= 0.58)
    #expect(figures.firstIsRight >= 0.58)
    #expect(figures.linkedF1 >= 0.42)
    #expect(figures.nearLinked >= 0.93)
    #expect(figures.falseAlarms["everyday"] == 0)
    #expect(figures.falseAlarms["hard_neg"] ?? 1 <= 0.33)
  }

  /// Ten more couples, written after everything else and measured at first sight: nothing was changed knowing them.
  @Test func tenMoreCouplesAreRecognisedUnseen() throws {
    let rows = try AskedRow.read("questions-ten-couples.jsonl")
    #expect(Set(rows.map(\.ledger)).count == 10 && Set(rows.compactMap(\.group)).count == 66)
    let figures = RecogniserFigures(rows, recogniser)
    #expect(figures.meanAveragePrecision >= 0.67)
    #expect(figures.firstIsRight >= 0.69)
    #expect(figures.linkedF1 >= 0.51)
    #expect(figures.nearLinked >= 0.95)
    #expect(figures.falseAlarms["everyday"] ?? 1 <= 0.01)
    #expect(figures.falseAlarms["hard_neg"] ?? 1 <= 0.39)
  }

  @Test func theSameWordsAreClaimedWhateverTheyAreAbout() {
    for text in ["what happened in porto", "Was the necklace real gold?", "are you staying out late on Friday"] {
      #expect(ranking(text, ["The bins are full.", text]).first.map { $0.index == 1 && $0.repeats } == true)
    }
  }

  @Test func theFilesOfALanguageNameOnlyWhatThereIs() throws {
    #expect(Lexicon.english.unknownConditions.isEmpty)
    for line in Lexicon.lines(PackageResources.recogniser_weights_txt) {
      let name = String(line[..<line.lastIndex(of: " ")!])
      let issue = name.hasPrefix("issue, ") ? String(name.dropFirst(7)) : nil
      #expect(
        ["base", "alarm", "issue, any other"].contains(name) || Likeness.names.contains(name)
          || issue.map(Lexicon.english.issues.contains) ?? false)
    }
    #expect(Set(Lexicon.english.concepts.map(\.name)).count == Lexicon.english.concepts.count)
    #expect(Lexicon.english.concepts.allSatisfy { $0.weight.isFinite && $0.weight > 0 })
  }

  @Test func whoDoesWhatTellsQuestionsApart() {
    let order = ranking("Do you still miss her?", ["Does she miss you?", "are u missing her these days"])
    #expect(order.map(\.index) == [1, 0])
  }

  @Test func anotherWordingIsFoundWithoutASharedWord() {
    let order = ranking(
      "how can I be sure you won't do it again",
      [
        "the dentist moved my appointment", "what stops you from cheating a second time", "Where did we park the car?",
      ])
    #expect(order.first?.index == 1)
    #expect(!recogniser.common("Did you lie about her?", "u were deceiving me with that woman").isEmpty)
  }

  @Test func aNameIsAThirdPerson() {
    for name in ["Xanthe", "maria"] {
      #expect(recogniser.features("do you miss \(name)").people & Person.she.bit != 0)
      #expect(recogniser.common("do you miss \(name)", "was \(name) there").contains(name.lowercased()))
    }
    #expect(recogniser.features("do you miss it").people & Person.she.bit == 0)
  }

  @Test(arguments: [
    [
      "Hast du sie noch einmal getroffen?", "Warum hast du mich angelogen?", "Liebst du sie noch?", "Der Zug war voll.",
    ],
    ["まだ彼女と連絡を取っていますか？", "どうして嘘をついたの？", "今日は雨だった。", "彼女を愛していたの？"],
  ])
  func withoutALanguageOnlyTheSameWordsAreClaimed(_ texts: [String]) {
    for (number, text) in texts.enumerated() {
      let others = texts.enumerated().filter { $0.offset != number }.map(\.element)
      #expect(ranking(text, others).allSatisfy { !$0.repeats })
      let again = ranking(text, others + [text])
      #expect(again.first?.index == others.count)
      #expect(again.first?.repeats == true)
    }
    #expect(ranking("Do you still love her?", texts).allSatisfy { !$0.repeats })
  }

  @Test(arguments: [
    "", " ", "?", "???!!!", "''''", "🎉🎉🎉", "👨‍👩‍👧‍👦", "\u{0}\u{1}", "e\u{301}\u{301}\u{301}", "a", "\u{202E}why",
    String(repeating: "why did you lie ", count: 6_250), String(repeating: "x", count: 100_000),
    String(repeating: "'", count: 100_000), String(repeating: "𠀀", count: 100_000),
  ])
  func anythingCanBeTyped(_ text: String) throws {
    let features = recogniser.features(text)
    #expect(Features(bytes: features.bytes) == features)
    #expect(features.bytes.count < 40_000)
    // In the place of another, and between others.
    var list = FeatureList()
    for text in ["why did you lie to me about the money", text, "where were you"] {
      list.append(recogniser.features(text))
    }
    var unpacked = recogniser.features("did you think of me when you were with her")
    for index in [1, 0, 1] { list.unpack(index, into: &unpacked) }
    #expect(unpacked == features)
    let order = ranking(text, ["why did you lie", "", text])
    #expect(order.count == 3)
    #expect(order.allSatisfy { $0.score.isFinite })
  }

  @Test func theClosestAloneAreTheFirstOfAll() throws {
    var all = FeatureList()
    for row in try AskedRow.read("questions.jsonl") { all.append(recogniser.features(row.text)) }
    for place in all.indices.suffix(10) {
      let text = recogniser.prepare(place, of: all)
      #expect(
        recogniser.closest(to: text, among: all, at: all.indices)
          == Array(recogniser.rank(text, among: all).prefix(60)))
    }
  }

  @Test func whatIsInCommonIsQuotedAsItStands() {
    let common = recogniser.common(
      "was any of it real. the sundays. us", "Was any of last year real for you? Us, I mean.")
    #expect(common.prefix(2) == ["was any of … real", "us"])
  }

  @Test func whatIsInCommonIsSaidInWordsOfBothTextsAndInNoOthers() throws {
    let asked = try AskedRow.read("questions.jsonl").prefix(160).map(\.text)
    for (index, text) in asked.enumerated() {
      for other in asked.dropFirst(index + 1).prefix(40) {
        let words = Set(Wording(text + " . " + other, lexicon: .english).words.map(\.plain))
        for name in recogniser.common(text, other) {
          for word in name.split(separator: " ") where !["…", "/"].contains(word) {
            #expect(words.contains(String(word)), "\(name): \(text) | \(other)")
          }
        }
      }
    }
    #expect(
      recogniser.common("Do you still text her lately?", "Are you in contact with her these days?") == [
        "text her / in contact", "still / these days",
      ])
    #expect(recogniser.common("Was she there?", "Do you miss her?").isEmpty)
  }

  @Test func emptyTextsAreNotTheSameQuestion() {
    #expect(!ranking("", ["", "Why?"]).contains { $0.repeats })
    #expect(!ranking("🎉", ["🎉🎉"]).contains { $0.repeats })
  }

  @Test func featuresComeBackFromTheirBytesOrNotAtAll() {
    let features = recogniser.features("When did Lea first write to you, and why didn't you tell me?")
    let bytes = features.bytes
    #expect(Features(bytes: bytes) == features)
    for length in bytes.indices { #expect(Features(bytes: Array(bytes[..<length])) == nil) }
    #expect(Features(bytes: bytes + [0]) == nil)
    #expect(Features(bytes: [Features.edition &+ 1] + bytes.dropFirst()) == nil)
  }

  /// What is stored must not depend on a run: a change here asks for a new `Features.edition`.
  @Test func featuresAreTheSameInEveryRun() {
    let bytes = recogniser.features("Did you think of me while you were with her?").bytes
    let digest = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    #expect(digest == 3_917_263_477)
  }
}
