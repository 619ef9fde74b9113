/// Ranks earlier texts by how surely they ask what a text asks. It suggests; only a person links.
struct Recogniser: Sendable {
  let lexicon: Lexicon
  let weights: RecogniserWeights
  private let comparison: Comparison

  static let english = Recogniser(lexicon: .english, weights: .english)

  init(lexicon: Lexicon, weights: RecogniserWeights) {
    self.lexicon = lexicon
    self.weights = weights
    comparison = Comparison(lexicon: lexicon, weights: weights)
  }

  /// An earlier text's place in the ranking.
  struct Match: Equatable, Sendable {
    /// Where it stands among the earlier ones.
    let index: Int
    /// Log odds of the model, and a little for being like another that is close; only the order means something.
    let score: Double
    /// Sure enough to say "this may have been asked before".
    let repeats: Bool
  }

  /// So many of the closest help each other; beyond them it would cost time and change nothing that is shown.
  private static let near = 60
  private static let helpers = 4
  private static let help = 0.6
  /// From this likeness of the words on they are nearly word for word the same: without a lexicon that alone is said.
  static let sameWords = 0.7
  /// For the order, like words tell much. For saying it they count this part alone, since who does what, and one word
  /// turned, makes another question of the same words.
  private static let wordsWhenSaid = 0.15

  func features(_ text: String) -> Features {
    Features(text, lexicon: lexicon)
  }

  func prepare(_ features: Features) -> Prepared { comparison.prepare(features) }

  /// One text of a list.
  func prepare(_ index: Int, of list: FeatureList) -> Prepared {
    var prepared = Prepared()
    comparison.prepare(index, of: list, into: &prepared)
    return prepared
  }

  /// What a text and one of the earlier ones have in common.
  func likeness(_ text: Prepared, _ index: Int, of earlier: FeatureList) -> Likeness {
    comparison.likeness(text, prepare(index, of: earlier))
  }

  /// Every earlier text, the closest first; ties by their order.
  func rank(_ text: Prepared, among earlier: FeatureList) -> [Match] {
    var all: [Match] = []
    each(of: earlier, at: earlier.indices, comparedWith: text) { all.append($0) }
    all.sort { ($0.score, $1.index) > ($1.score, $0.index) }
    return helped(all.prefix(Self.near), text, earlier) + all.dropFirst(Self.near)
  }

  /// The closest alone: what a screen can show, without putting all the others in order.
  /// - Parameter places: those of the earlier ones that are looked at, in their order.
  func closest(to text: Prepared, among earlier: FeatureList, at places: some Sequence<Int>) -> [Match] {
    var near: [Match] = []
    each(of: earlier, at: places, comparedWith: text) { match in
      if near.count == Self.near, match.score <= near[Self.near - 1].score { return }
      near.insert(match, at: near.firstIndex { match.score > $0.score } ?? near.count)
      if near.count > Self.near { near.removeLast() }
    }
    return helped(near[...], text, earlier)
  }

  private func each(
    of earlier: FeatureList, at places: some Sequence<Int>, comparedWith text: Prepared, _ body: (Match) -> Void
  ) {
    var other = Prepared()
    for index in places {
      comparison.prepare(index, of: earlier, into: &other)
      let likeness = comparison.likeness(text, other)
      body(Match(index: index, score: score(likeness), repeats: mayBeSaid(likeness)))
    }
  }

  /// The closest, in the order that they have once those that are like each other help each other.
  private func helped(_ near: ArraySlice<Match>, _ text: Prepared, _ earlier: FeatureList) -> [Match] {
    // A text of another language, or with nothing to go by, gets no such help.
    guard text.features.language != 0 else { return Array(near) }
    let helpers = near.prefix(Self.helpers).map {
      (index: $0.index, likely: logistic($0.score), text: prepare($0.index, of: earlier))
    }
    var other = Prepared()
    // A wording that is like one that is close is probably of the same question, even if it is unlike this one.
    return near.map { match in
      comparison.prepare(match.index, of: earlier, into: &other)
      let best =
        helpers.lazy.filter { $0.index != match.index }
        .map { $0.likely * logistic(score(comparison.likeness($0.text, other))) }.max() ?? 0
      return Match(index: match.index, score: match.score + Self.help * ln(1 + 10 * best), repeats: match.repeats)
    }
    .sorted { ($0.score, $1.index) > ($1.score, $0.index) }
  }

  func score(_ likeness: Likeness) -> Double {
    guard let meaning = meaning(likeness) else { return weights.alarm + 12 * (likeness.wording - Self.sameWords) }
    return meaning + likeness.wordingScore
  }

  private func mayBeSaid(_ likeness: Likeness) -> Bool {
    if likeness.wording >= Self.sameWords { return true }
    return meaning(likeness).map { $0 + Self.wordsWhenSaid * likeness.wordingScore >= weights.alarm } ?? false
  }

  private func meaning(_ likeness: Likeness) -> Double? {
    guard let values = likeness.values else { return nil }
    var sum = weights.base
    for index in values.indices { sum += weights.likeness[index] * values[index] }
    return sum
  }

  /// What two texts have in common, in their own words, for one line on the screen: words that stand in both, with "…"
  /// where one of them goes on otherwise; where there are hardly any, what each says for the same ("lie / deceiving"),
  /// most telling first.
  func common(_ text: String, _ other: String) -> [String] {
    let language = Wording.isOf(lexicon, text) ? lexicon : nil
    let (one, two) = (Wording(text, lexicon: language), Wording(other, lexicon: language))
    let (mine, its) = (one.words, two.words)
    let known = Set(its.filter { !$0.isEnd }.map { $0.isName ? $0.plain : $0.canonical })
    var names: [String] = []
    for clause in mine.split(whereSeparator: \.isEnd) {
      for phrase in shared(clause, known) where !names.contains(phrase) { names.append(phrase) }
    }
    guard names.count < 2, let language, Wording.isOf(language, other) else { return names }
    let (a, b) = (Reading(one, language).wordsOf, Reading(two, language).wordsOf)
    let pairs = a.compactMap { concept, place -> (weight: Double, text: String)? in
      guard let there = b[concept], let (one, two) = says(mine[place], its[there]) else { return nil }
      return (lexicon.concepts[concept].weight, one + " / " + two)
    }
    for pair in pairs.sorted(by: { ($0.weight, $1.text) > ($1.weight, $0.text) }).prefix(2)
    where !names.contains(pair.text) { names.append(pair.text) }
    return names
  }

  /// Two ways to say the same, as they stand; nil where it is one way, or says who alone.
  private func says(_ one: ArraySlice<Wording.Word>, _ two: ArraySlice<Wording.Word>) -> (String, String)? {
    func text(_ words: ArraySlice<Wording.Word>) -> String? {
      words.allSatisfy { Person(rawValue: $0.canonical) != nil } ? nil : words.map(\.plain).joined(separator: " ")
    }
    guard let one = text(one), let two = text(two), one != two else { return nil }
    return (one, two)
  }

  /// The words of a clause that are among `known`, those near each other together. "Was" is in common with nearly
  /// everything: it needs a word beside it that tells more, or to be all that the clause says.
  private func shared(_ clause: ArraySlice<Wording.Word>, _ known: Set<String>) -> [String] {
    func isShared(_ word: Wording.Word) -> Bool { known.contains(word.isName ? word.plain : word.canonical) }
    func tells(_ word: Wording.Word) -> Bool {
      isShared(word)
        && (word.isName || Person(rawValue: word.canonical) == nil && !lexicon.little.contains(word.canonical))
    }
    if clause.allSatisfy(isShared) { return [clause.map(\.plain).joined(separator: " ")] }
    var found: [String] = []
    var run: [Int] = []
    func close() {
      guard let last = run.lastIndex(where: { tells(clause[$0]) }) else {
        run = []
        return
      }
      var text = ""
      for (before, at) in zip([nil] + run.map(Optional.some), run[...last]) {
        text += (before.map { at - $0 > 1 ? " … " : " " } ?? "") + clause[at].plain
      }
      found.append(text)
      run = []
    }
    for at in clause.indices where isShared(clause[at]) {
      if let last = run.last, at - last > 3 { close() }
      run.append(at)
    }
    close()
    return found
  }

  private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
}
