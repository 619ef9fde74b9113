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

  func features(_ text: String, people: Set<String> = []) -> Features {
    Features(text, lexicon: lexicon, people: people)
  }

  func prepare(_ features: Features) -> Prepared { comparison.prepare(features) }

  func likeness(_ a: Prepared, _ b: Prepared) -> Likeness { comparison.likeness(a, b) }

  /// Every earlier text, the closest first; ties by their order.
  func rank(_ text: Prepared, among earlier: [Prepared]) -> [Match] {
    let likenesses = earlier.map { comparison.likeness(text, $0) }
    var scores = likenesses.map(score)
    var order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    let close = order.prefix(Self.near)
    let helpers = close.prefix(Self.helpers).map { (index: $0, likely: logistic(scores[$0])) }
    // A wording that is like one that is close is probably of the same question, even if it is unlike this one.
    // A text of another language, or with nothing to go by, gets no such help.
    var helped: [(Int, Double)] = []
    for index in close where text.features.language != 0 {
      let best =
        helpers.lazy.filter { $0.index != index }
        .map { $0.likely * logistic(score(comparison.likeness(earlier[$0.index], earlier[index]))) }.max() ?? 0
      helped.append((index, scores[index] + Self.help * ln(1 + 10 * best)))
    }
    for (index, score) in helped { scores[index] = score }
    order.sort { (scores[$0], $1) > (scores[$1], $0) }
    return order.map { Match(index: $0, score: scores[$0], repeats: mayBeSaid(likenesses[$0])) }
  }

  func score(_ likeness: Likeness) -> Double {
    if likeness.values.isEmpty { return weights.alarm + 12 * (likeness.wording - Self.sameWords) }
    return meaning(likeness) + likeness.wordingScore
  }

  private func mayBeSaid(_ likeness: Likeness) -> Bool {
    if likeness.wording >= Self.sameWords { return true }
    return !likeness.values.isEmpty && meaning(likeness) + Self.wordsWhenSaid * likeness.wordingScore >= weights.alarm
  }

  private func meaning(_ likeness: Likeness) -> Double {
    var sum = weights.base
    for index in likeness.values.indices { sum += weights.likeness[index] * likeness.values[index] }
    return sum
  }

  /// What two texts have in common, as names for one line on the screen: words of their own first, since those can be
  /// seen, then concepts and issues of the lexicon, most telling first. Names of people come as the text has them.
  func common(_ text: String, _ other: String, people: Set<String> = []) -> [String] {
    let a = features(text, people: people)
    let b = features(other, people: people)
    let issues = Set(a.issues.map(\.id)).intersection(b.issues.map(\.id))
      .map { (weights.weight(ofIssue: lexicon.issues[Int($0)]), lexicon.issues[Int($0)]) }
    let concepts = Set(a.concepts.map(\.id)).intersection(b.concepts.map(\.id))
      .map { (lexicon.concepts[Int($0)].weight, lexicon.concepts[Int($0)].name) }
    var names: [String] = []
    let sharedStems = Set(a.stems.map(\.hash)).intersection(b.stems.map(\.hash))
    for word in Wording(text, lexicon: a.language == 0 ? nil : lexicon, people: people).words
    where sharedStems.contains(fingerprint(word.canonical)) || sharedStems.contains(fingerprint("@" + word.plain)) {
      // "Was" is in common with nearly everything.
      if !names.contains(word.plain), !lexicon.little.contains(word.canonical) { names.append(word.plain) }
    }
    for (_, name) in concepts.sorted(by: >) + issues.sorted(by: >) where !names.contains(name) { names.append(name) }
    return names
  }

  private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
}
