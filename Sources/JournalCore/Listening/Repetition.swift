internal import Glibc

/// The recogniser over texts that come one after another, in several journals: each is ranked against what came before.
public struct Repetition {
  private let recogniser: Recogniser
  private var earlier: [String: (ids: [JSON], texts: FeatureList)] = [:]

  /// - Parameter weights: the content of a weights file instead of the program's own.
  public init(weights: [UInt8]? = nil) {
    recogniser = weights.map { Recogniser(lexicon: .english, weights: RecogniserWeights($0)) } ?? .english
  }

  /// Ranks the text against the earlier ones of its ledger, then keeps it.
  /// - Returns: `id`, `repeat` and `matches` (`id`, `score`, `same`); with features, what `script/fit-recogniser` reads.
  public mutating func answer(id: JSON, ledger: String, text: String, limit: Int, withFeatures: Bool = false) -> JSON {
    let prepared = recogniser.prepare(recogniser.features(text))
    let before = earlier[ledger] ?? ([], FeatureList())
    let ranking = recogniser.rank(prepared, among: before.texts)
    let matches = ranking.prefix(limit).map { match in
      var fields: [String: JSON] = [
        "id": before.ids[match.index], "score": .double(rounded(match.score)), "same": .bool(match.repeats),
      ]
      if withFeatures {
        let likeness = recogniser.likeness(prepared, match.index, of: before.texts)
        fields["likeness"] = .array(likeness.values.map { values in values.indices.map { .double(values[$0]) } } ?? [])
        fields["words"] = .double(likeness.wordingScore)
      }
      return JSON.object(fields)
    }
    var answer: [String: JSON] = [
      "id": id, "repeat": .bool(ranking.first?.repeats ?? false), "matches": .array(matches),
    ]
    if withFeatures {
      answer["issues"] = .object(
        Dictionary(
          uniqueKeysWithValues: prepared.features.issues.map {
            (recogniser.lexicon.issues[Int($0.id)], .int(Int64($0.strength)))
          }))
      answer["names"] = .array(Likeness.names.map(JSON.string))
    }
    earlier[ledger, default: ([], FeatureList())].ids.append(id)
    earlier[ledger]!.texts.append(prepared.features)
    return .object(answer)
  }

  private func rounded(_ score: Double) -> Double { (score * 10_000).rounded() / 10_000 }
}
