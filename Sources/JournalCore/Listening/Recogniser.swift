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
    let scores = likenesses.map(score)
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    return closest(order.prefix(Self.near), scores, text, earlier)
      + order.dropFirst(Self.near).map { Match(index: $0, score: scores[$0], repeats: mayBeSaid(likenesses[$0])) }
  }

  /// The closest alone: what a screen can show, without putting all the others in order.
  func closest(to text: Prepared, among earlier: [Prepared]) -> [Match] {
    let scores = earlier.map { score(comparison.likeness(text, $0)) }
    var order: [Int] = []
    for index in scores.indices {
      if order.count == Self.near, scores[index] <= scores[order[Self.near - 1]] { continue }
      order.insert(index, at: order.firstIndex { scores[index] > scores[$0] } ?? order.count)
      if order.count > Self.near { order.removeLast() }
    }
    return closest(order[...], scores, text, earlier)
  }

  private func closest(
    _ close: ArraySlice<Int>, _ plain: [Double], _ text: Prepared, _ earlier: [Prepared]
  ) -> [Match] {
    var scores = plain
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
    return close.sorted { (scores[$0], $1) > (scores[$1], $0) }.map {
      Match(index: $0, score: scores[$0], repeats: mayBeSaid(comparison.likeness(text, earlier[$0])))
    }
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

  /// What two texts have in common, as names for one line on the screen: words of their own first, since those can be
  /// seen, with "…" where one of them goes on otherwise, then concepts and issues of the lexicon, most telling first.
  /// Names of people come as the text has them.
  func common(_ text: String, _ other: String, people: Set<String> = []) -> [String] {
    let a = features(text, people: people)
    let b = features(other, people: people)
    let issues = Set(a.issues.map(\.id)).intersection(b.issues.map(\.id))
      .map { (weights.weight(ofIssue: lexicon.issues[Int($0)]), lexicon.issues[Int($0)]) }
    let concepts = Set(a.concepts.map(\.id)).intersection(b.concepts.map(\.id))
      .map { (lexicon.concepts[Int($0)].weight, lexicon.concepts[Int($0)].name) }
    let language = a.language == 0 ? nil : lexicon
    var names: [String] = []
    let others = Wording(other, lexicon: language, people: people).words
    let known = Set(others.filter { !$0.isEnd }.map { $0.isName ? $0.plain : $0.canonical })
    for clause in Wording(text, lexicon: language, people: people).words.split(whereSeparator: \.isEnd) {
      for phrase in shared(clause, known) where !names.contains(phrase) { names.append(phrase) }
    }
    for (_, name) in concepts.sorted(by: >) + issues.sorted(by: >) where !names.contains(name) { names.append(name) }
    return names
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
