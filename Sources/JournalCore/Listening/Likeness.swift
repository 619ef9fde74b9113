internal import Glibc

/// What two texts have in common, as numbers of which each has a plain meaning.
struct Likeness {
  /// In the order of `values`; the weights file and the fit script know them by these names.
  static let names = [
    "issues", "roles", "other roles", "other opening", "one without third person", "rarest concept",
    "weight of concepts", "words not shared", "everyday",
  ]

  /// `nil` where the texts can be compared by their words alone.
  var values: InlineArray<9, Double>?
  /// Likeness of the words themselves, 0 to 1.
  let wording: Double
  /// What that likeness counts for: half in common is much between long texts and little between short ones.
  let mass: Double

  /// Words that are alike decide whatever the concepts say; the constants are by hand, so that text of another kind
  /// than the fitted one is ranked well too.
  var wordingScore: Double { 14 * min(4, max(0.3, mass / 10)) * wording * wording }
}

/// Features made ready: what each comparison needs of one side alone is computed once.
struct Prepared: Sendable {
  fileprivate(set) var features = Features.empty
  fileprivate var stemNorm = 0.0
  fileprivate var mass = 0.0
  fileprivate var issueNorm = 0.0
  fileprivate var roleNorm = 0.0
  /// The share of its concepts that are of everyday matters; 1 for a text without any.
  fileprivate var everyday = 1.0
}

/// Compares texts by one lexicon and one set of weights.
struct Comparison: Sendable {
  let lexicon: Lexicon
  private let conceptWeight: [Double]
  private let isBackground: [Bool]
  private let issueWeight: [Double]

  init(lexicon: Lexicon, weights: RecogniserWeights) {
    self.lexicon = lexicon
    conceptWeight = lexicon.concepts.map(\.weight)
    isBackground = lexicon.concepts.map { lexicon.themes[$0.theme].isBackground }
    issueWeight = lexicon.issues.map(weights.weight(ofIssue:))
  }

  func prepare(_ features: Features) -> Prepared {
    var prepared = Prepared(features: features)
    weigh(&prepared)
    return prepared
  }

  /// Puts one text of a list in the place of what stands in `prepared`, in the memory that it has.
  func prepare(_ index: Int, of list: FeatureList, into prepared: inout Prepared) {
    list.unpack(index, into: &prepared.features)
    weigh(&prepared)
  }

  private func weigh(_ prepared: inout Prepared) {
    let features = prepared.features
    var concepts = 0.0
    var everyday = 0.0
    for concept in features.concepts {
      let weight = Double(concept.strength) / 20 * conceptWeight[Int(concept.id)]
      concepts += weight
      if isBackground[Int(concept.id)] { everyday += weight }
    }
    prepared.stemNorm = root(features.stems) { square(Double($0.weight) / 20) }
    prepared.mass = features.stems.reduce(0) { $0 + Double($1.weight) / 20 }
    prepared.issueNorm = root(features.issues) { square(Double($0.strength) / 20 * issueWeight[Int($0.id)]) }
    prepared.roleNorm = root(features.roles) { square(conceptWeight[Int($0 / 16)]) }
    prepared.everyday = concepts == 0 ? 1 : everyday / concepts
  }

  func likeness(_ a: Prepared, _ b: Prepared) -> Likeness {
    let x = a.features
    let y = b.features
    var stems = 0.0
    var common: (UInt64, UInt64) = (0, 0)
    eachShared(x.stems, y.stems, by: \.hash) { i, j in
      stems += square(Double(x.stems[i].weight) / 20)
      common.0 |= 1 << UInt64(i)
      common.1 |= 1 << UInt64(j)
    }
    // Without spaces there are no words side by side.
    let hasPairs = x.language != 0 || !x.pairs.isEmpty || !y.pairs.isEmpty
    let words =
      (cosine(stems, a.stemNorm, b.stemNorm) + overlap(x.grams, y.grams) + overlap(x.pairs, y.pairs))
      / (hasPairs ? 3 : 2)
    var likeness = Likeness(wording: min(1, words), mass: min(a.mass, b.mass))
    guard x.language != 0, x.language == y.language else { return likeness }

    var rarest = 0.0
    var telling = 0.0
    eachShared(x.concepts, y.concepts, by: \.id) { i, j in
      let (one, other) = (x.concepts[i], y.concepts[j])
      let weight = conceptWeight[Int(one.id)] * Double(min(one.strength, other.strength)) / 20
      rarest = max(rarest, weight)
      if !isBackground[Int(one.id)] { telling += weight }
      common.0 |= one.stems
      common.1 |= other.stems
    }
    var issues = 0.0
    eachShared(x.issues, y.issues, by: \.id) { i, j in
      let (one, other) = (x.issues[i], y.issues[j])
      issues += Double(one.strength) / 20 * Double(other.strength) / 20 * square(issueWeight[Int(one.id)])
    }
    let roles = self.roles(x.roles, y.roles)
    let rest = weight(of: x.stems, without: common.0) + weight(of: y.stems, without: common.1)
    likeness.values = [
      cosine(issues, a.issueNorm, b.issueNorm),
      cosine(roles.shared, a.roleNorm, b.roleNorm),
      min(2, roles.other / 6),
      x.openings & y.openings == 0 ? 1 : 0,
      (x.people ^ y.people) & Person.she.bit != 0 ? 1 : 0,
      rarest / 6,
      telling / 10,
      a.mass + b.mass == 0 ? 1 : rest / (a.mass + b.mass),
      max(a.everyday, b.everyday),
    ]
    return likeness
  }

  /// The weight of what the same people do in both, and of what others do: "you miss her", "she misses you".
  private func roles(_ x: [UInt32], _ y: [UInt32]) -> (shared: Double, other: Double) {
    var shared = 0.0
    var other = 0.0
    var i = 0
    var j = 0
    while i < x.count, j < y.count {
      let place = (x[i] / 8, y[j] / 8)
      if place.0 < place.1 {
        i += 1
      } else if place.1 < place.0 {
        j += 1
      } else {
        var first: UInt32 = 0
        var second: UInt32 = 0
        while i < x.count, x[i] / 8 == place.0 { (first, i) = (first | 1 << (x[i] % 8), i + 1) }
        while j < y.count, y[j] / 8 == place.0 { (second, j) = (second | 1 << (y[j] % 8), j + 1) }
        let weight = conceptWeight[Int(place.0 / 2)]
        shared += Double((first & second).nonzeroBitCount) * weight * weight
        if first & second == 0 { other += weight }
      }
    }
    return (shared, other)
  }
}

private func square(_ value: Double) -> Double { value * value }

private func root<Element>(_ elements: [Element], _ term: (Element) -> Double) -> Double {
  elements.reduce(0) { $0 + term($1) }.squareRoot()
}

private func cosine(_ product: Double, _ a: Double, _ b: Double) -> Double {
  product == 0 ? 0 : product / (a * b)
}

private func overlap(_ a: [UInt32], _ b: [UInt32]) -> Double {
  var shared = 0
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      shared += 1
      i += 1
      j += 1
    } else if a[i] < b[j] {
      i += 1
    } else {
      j += 1
    }
  }
  return shared == 0 ? 0 : Double(shared) / (Double(a.count) * Double(b.count)).squareRoot()
}

private func weight(of stems: [Features.Stem], without common: UInt64) -> Double {
  var weight = 0
  for index in stems.indices where common & 1 << UInt64(index) == 0 { weight += Int(stems[index].weight) }
  return Double(weight) / 20
}

/// The places of what is in both.
private func eachShared<Element, Key: Swift.Comparable>(
  _ a: [Element], _ b: [Element], by key: (Element) -> Key, _ body: (Int, Int) -> Void
) {
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    let (x, y) = (key(a[i]), key(b[j]))
    if x == y {
      body(i, j)
      i += 1
      j += 1
    } else if x < y {
      i += 1
    } else {
      j += 1
    }
  }
}
