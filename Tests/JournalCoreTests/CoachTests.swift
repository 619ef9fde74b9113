import Fuzzing
import Testing

@testable import JournalCore

/// The coach marks what deflects, stays silent where the same words mean something else, and knows nothing but the text.
@Suite struct CoachTests {
  private func deflections(_ text: String, answering question: String? = nil) -> [Deflection] {
    Coach.hints(in: text, answering: question, kind: .response).map(\.deflection)
  }

  private func marked(_ text: String, answering question: String? = nil) -> [String] {
    Coach.hints(in: text, answering: question, kind: .response).map { String(text[$0.words]) }
  }

  // MARK: - What it hears

  @Test(arguments: CoachPhrases.all) func eachPhraseOfTheDefinitionsIsHeard(_ phrase: CoachPhrases.Phrase) {
    let words = phrase.words
    for text in [words, words.prefix(1).uppercased() + words.dropFirst() + ".", words.uppercased()] {
      #expect(deflections(text).contains(phrase.deflection), "\(phrase.deflection): \(text)")
    }
    let curly = String(words.map { $0 == "'" ? "’" : $0 })
    #expect(deflections(curly).contains(phrase.deflection), "\(phrase.deflection): \(curly)")
  }

  @Test(arguments: CoachPhrases.traps) func theSameWordsMeaningSomethingElseAreLeftAlone(_ text: String) {
    #expect(deflections(text) == [], "\(text)")
    #expect(deflections("Yes. " + text) == [], "\(text)")
  }

  @Test(arguments: [
    "Calm down the dog first, then we'll talk.", "I have to calm the baby down.",
    "My brother thinks you're too sensitive and I told him he's wrong.",
    "My mother says you should get over it. I don't agree.", "My sister said that you overreact, and I disagreed.",
    "I'm done with the dishes, so I can write now.", "Leave me alone with the kids tomorrow, you need the sleep.",
    "Let go of the rope when I say so.", "I drop it off at the school at eight.",
  ]) func whatIsDoneToThingsOrSaidByOthersAndRefusedIsLeftAlone(_ text: String) {
    #expect(deflections(text) == [], "\(text)")
  }

  @Test(arguments: [
    "Calm down.", "My brother thinks you're too sensitive.", "Everyone says you overreact, and they are right.",
    "Let it go.", "Leave me alone.",
  ]) func withoutThatItIsHeard(_ text: String) { #expect(deflections(text) != [], "\(text)") }

  @Test func wrongVerdictsThatWereMendedStayMended() {
    for text in CoachMended.silent { #expect(deflections(text) == [], "\(text)") }
    for (first, text) in CoachMended.warned {
      let found = deflections(text)
      #expect(first.map { found.first == $0 } ?? !found.isEmpty, "\(found): \(text)")
    }
  }

  @Test func theTwoSeedsAreHeardInAnAnswerAndNotInAQuotation() {
    for seed in ["I didn't mean to.", "You're being dramatic."] {
      #expect(deflections(seed).count == 1)
      for quoted in [
        "\"\(seed)\" is what I said.", "“\(seed)” is what I said.", "‘\(seed)’ is what I said.",
        "«\(seed)» is what I said.", "„\(seed)“ is what I said.",
      ] {
        #expect(deflections(quoted) == [], "\(quoted)")
      }
    }
  }

  @Test func theAnswersOfTheSampleAreHeardAsTheyAre() throws {
    var heard: [String: [Deflection]] = [:]
    for line in try fixture("scenario.jsonl").split(separator: 10) {
      let row = try JSON(parsing: Array(line))
      guard let kind = row["kind"]?.string.flatMap(EntryKind.init), let text = row["text"]?.string else { continue }
      let found = Coach.hints(in: text, answering: nil, kind: kind).map(\.deflection)
      if !found.isEmpty { heard[row["id"]!.string!] = found }
    }
    #expect(
      heard == [
        "e006": [.justifying], "e014": [.justifying], "e034": [.rushing], "e051": [.minimising],
        "e101": [.blameShifting], "e134": [.blameShifting, .justifying],
      ])
  }

  @Test(arguments: [
    "Das war nur ein Witz, du bist verrückt.", "Es war nichts. Was willst du?", "Va bene. Fine.", "Nein.",
    "C'était rien du tout, tu es folle.", "Het was niets.", "Fue solo un mensaje.", "Hat man das so in der Art?",
    "それはただの冗談だった。", "Это была просто шутка.", "你太敏感了。", "كانت مجرد مزحة",
  ])
  func otherLanguagesAreNotJudged(_ text: String) {
    #expect(deflections(text) == [], "\(text)")
    #expect(deflections("No.", answering: text) == [], "\(text)")
  }

  // MARK: - What a hint says

  @Test func aHintMarksItsWordsAndOffersAnotherWay() throws {
    let text = "You weren't a fool. But you also never asked, and we had both been drifting for months."
    let hints = Coach.hints(in: text, answering: "Was I a fool?", kind: .response)
    let hint = try #require(hints.first)
    #expect(hints.count == 1)
    #expect(hint.deflection == .blameShifting)
    #expect(text[hint.words] == "also never asked")
    #expect(text[hint.sentence] == "But you also never asked, and we had both been drifting for months.")
    #expect(hint.alternative == "Things were hard between us. Lying was my answer to them, and that is mine.")
  }

  @Test func anApologyEndsBeforeItsBut() {
    let hints = Coach.hints(in: "Yes. I know I hurt you, but.", answering: nil, kind: .response)
    #expect(hints.map(\.deflection) == [.butApology])
    #expect(hints.first?.alternative == "I know I hurt you.")
  }

  @Test func anAlternativeIsNotHintedAt() {
    for deflection in Deflection.allCases { #expect(deflections(deflection.alternative) == [], "\(deflection)") }
    for sentence in (Move.starters + Move.all).flatMap(\.sentences) {
      #expect(deflections(sentence) == [], "\(sentence)")
    }
  }

  @Test func twoHintsAtMostInTheOrderOfTheDefinitions() {
    let text = "I had no choice. It was only messages. You're crazy. You drove me to it. Get over it."
    #expect(deflections(text) == [.gaslighting, .blameShifting])
    #expect(marked("I was drunk. You're paranoid.") == ["You're paranoid", "I was drunk"])
  }

  @Test func whereReasonsWereAskedForTheHintKnowsIt() {
    let answer = "It just happened."
    func asksForReasons(_ question: String?) -> Bool? {
      Coach.hints(in: answer, answering: question, kind: .response).first?.reasonsWereAskedFor
    }
    #expect(asksForReasons("Why did you keep them?") == true)
    #expect(asksForReasons("I want to know why.") == true)
    #expect(asksForReasons("When did you keep them?") == false)
    #expect(asksForReasons(nil) == false)
  }

  @Test func twoWordsAreFewForAQuestionThatAsksForMore() {
    #expect(deflections("Good food.", answering: "Why did you stay so long?") == [.stonewalling])
    #expect(deflections("Good food.", answering: "And what was it like?") == [.stonewalling])
    #expect(deflections("They were fun.", answering: "Why did you stay so long?") == [])
    for (question, answer) in [
      ("Did you call her?", "I did."), ("Real or not?", "Real."), ("When do you come?", "At six."),
      ("How many times?", "Three times."), ("Who knew?", "Kit."), ("What time is it?", "Half six."),
      ("I could not sleep.", "I'm here."),
    ] {
      #expect(deflections(answer, answering: question) == [], "\(question)")
    }
  }

  @Test func onlyWhatIsSaidToTheOtherIsRead() {
    let text = "You never listen. Please forgive me."
    for kind in EntryKind.allCases {
      let found = Coach.hints(in: text, answering: nil, kind: kind).map(\.deflection)
      switch kind {
      case .response, .acknowledgement: #expect(found.count == 2)
      case .promise: #expect(found == [.askingForgiveness])
      default: #expect(found == [])
      }
    }
    #expect(Coach.wouldHint(text, answering: nil))
    #expect(!Coach.wouldHint("I did that.", answering: nil))
  }

  // MARK: - Figures

  private struct Figures {
    var precision, recall, macro, empathic: Double
    var quotedLeftAlone = 0
  }

  private func figures(_ file: String) throws -> Figures {
    struct Counts {
      var right = 0, wrong = 0, missed = 0
      var f1: Double { 2 * Double(right) / Double(max(1, 2 * right + wrong + missed)) }
      mutating func count(_ isSaid: Bool, _ isDue: Bool) {
        right += isSaid && isDue ? 1 : 0
        wrong += isSaid && !isDue ? 1 : 0
        missed += !isSaid && isDue ? 1 : 0
      }
    }
    let printed = Set(Deflection.allCases.map(\.printed))
    var warned = Counts()
    var empathic = Counts()
    var each: [Deflection: Counts] = [:]
    var quoted = 0
    for line in try fixture(file).split(separator: 10) {
      let row = try JSON(parsing: Array(line))
      let text = row["text"]!.string!
      let labels = Set(row["labels"]!.array!.compactMap(\.string))
      let said = Set(deflections(text).map(\.printed))
      let due = printed.filter { labels.contains($0.rawValue) }
      warned.count(!said.isEmpty, !due.isEmpty)
      empathic.count(said.isEmpty && Coach.isEmpathic(text), labels.contains("empathic"))
      for deflection in printed {
        each[deflection, default: Counts()].count(said.contains(deflection), due.contains(deflection))
      }
      if said.isEmpty, row["tags"]!.array!.contains(.string("quoted_or_negated")) { quoted += 1 }
    }
    return Figures(
      precision: Double(warned.right) / Double(warned.right + warned.wrong),
      recall: Double(warned.right) / Double(warned.right + warned.missed),
      macro: each.values.map(\.f1).reduce(0, +) / Double(printed.count), empathic: empathic.f1, quotedLeftAlone: quoted)
  }

  /// The weights were fitted to these rows among others.
  @Test func theMeasuredRowsKeepTheirFigures() throws {
    let figures = try figures("responses.jsonl")
    #expect(figures.precision >= 0.97)
    #expect(figures.recall >= 0.91)
    #expect(figures.macro >= 0.86)
    #expect(figures.empathic >= 0.88)
    #expect(figures.quotedLeftAlone >= 19)
  }

  /// Not to these, which were written after the phrases.
  @Test func rowsWrittenAfterwardsKeepTheirs() throws {
    let figures = try figures("responses-own.jsonl")
    #expect(figures.precision >= 0.95)
    #expect(figures.recall >= 0.90)
    #expect(figures.macro >= 0.84)
    #expect(figures.empathic >= 0.85)
  }

  /// Nor to these: other couples, other betrayals; the last forty avoid every stock phrase on purpose.
  @Test func otherCouplesKeepTheirs() throws {
    let figures = try figures("responses-other-couples.jsonl")
    #expect(figures.precision >= 0.93)
    #expect(figures.recall >= 0.83)
    #expect(figures.macro >= 0.75)
    #expect(figures.empathic >= 0.75)
    #expect(figures.quotedLeftAlone >= 9)
  }

  /// Nor to these, written last; of them the second half was seen by nobody before it was measured.
  @Test func laterRowsKeepTheirs() throws {
    let figures = try figures("responses-later.jsonl")
    #expect(figures.precision >= 0.90)
    #expect(figures.recall >= 0.77)
    #expect(figures.macro >= 0.69)
    #expect(figures.empathic >= 0.74)
    #expect(figures.quotedLeftAlone >= 17)
  }

  // MARK: - Any text at all

  @Test func anyTextIsReadAndEveryRangeLiesInIt() {
    var random = SplitMix64(seed: 11)
    let pieces = [
      "you always", "I'm sorry", ", but ", "\"", "'", "“", "”", "\n", "\r\n", "\u{0}", "\u{1B}[2J", "🙂", "👩‍👩‍👧", "é",
      "e\u{301}",
      "\u{301}", "\u{202E}", "don’t", "''", "...", "…", "-", "—", "it was only", " ", "ﬁ", "İ", "雨", "!?",
      "you never asked",
      "\u{FEFF}", "calm down", "n't", "'s",
    ]
    for _ in 0..<600 {
      let text = (0..<Int.random(in: 0...25, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let hints = Coach.hints(in: text, answering: pieces.randomElement(using: &random), kind: .response)
      #expect(hints.count <= 2)
      for hint in hints {
        #expect(text[hint.sentence].isEmpty == false)
        #expect(hint.sentence.lowerBound <= hint.words.lowerBound && hint.words.upperBound <= hint.sentence.upperBound)
      }
    }
    for text in ["", " ", "\n\n", String(repeating: "'a ", count: 5000), String(repeating: "you always ", count: 5000)]
    {
      _ = Coach.hints(in: text, answering: text, kind: .response)
    }
  }

  @Test func theSameWordsHaveTheSameHintsWhoeverWritesThemAndHoweverOften() {
    let text = "You never listened. I was lonely. I'm sorry, but you drove me to it."
    let once = Coach.hints(in: text, answering: "Why?", kind: .response)
    for _ in 0..<20 { #expect(Coach.hints(in: String(text.map { $0 }), answering: "Why?", kind: .response) == once) }
  }

  /// What is too long to be sent is not read to its end, so that typing stays as quick.
  @Test func aHugeDraftCostsNoMoreThanAnEntry() {
    let clock = ContinuousClock()
    func cost(_ text: String) -> Duration {
      (0..<3).map { _ in clock.measure { _ = Coach.hints(in: text, answering: nil, kind: .response) } }.min()!
    }
    let sentence = "I went where it was easy to be admired, and that was my choice. "
    let entry = cost(String(repeating: sentence, count: 4000 / sentence.count))
    #expect(cost(String(repeating: sentence, count: 20_000)) < entry * 8)
  }
}
