internal import Glibc

/// How much each cue of a sentence speaks for what it may be: a linear model, read from its file of whole hundredths,
/// which `script/fit-coach` writes.
struct CoachWeights: Sendable {
  /// What a sentence can be: a deflection, or one of two that are none.
  enum Tone: Hashable, Sendable {
    case deflection(Deflection)
    case empathic, neutral
  }

  /// How likely a sentence is each of these.
  struct Likelihood {
    fileprivate(set) var of: [Tone: Double]

    var deflects: Double { Self.sum(of) }
    private static func sum(_ of: [Tone: Double]) -> Double {
      of.reduce(0) { if case .deflection = $1.key { $0 + $1.value } else { $0 } }
    }
  }

  private var tones: [Tone] = []
  private var weights: [String: [Double]] = [:]
  private var words: [String: [Double]] = [:]

  static let english = CoachWeights(String(decoding: PackageResources.coach_weights_tsv, as: UTF8.self))

  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      if tones.isEmpty {
        tones = fields.dropFirst().map { Self.tone(named: String($0)) }
        continue
      }
      let row = fields.dropFirst().map { Double($0)! / 100 }
      precondition(row.count == tones.count, "a line of weights is not whole")
      weights[String(fields[0])] = row
      if fields[0].hasPrefix(Cue.word) { words[String(fields[0].dropFirst(Cue.word.count))] = row }
    }
  }

  private static func tone(named name: String) -> Tone {
    switch name {
    case "empathic": .empathic
    case "neutral": .neutral
    default:
      if let deflection = Deflection(rawValue: name) {
        .deflection(deflection)
      } else {
        preconditionFailure("no tone is called \(name)")
      }
    }
  }

  func knows(_ word: String) -> Bool { words[word] != nil }

  func likelihood(_ cues: [Cue]) -> Likelihood {
    var sums = [Double](repeating: 0, count: tones.count)
    for cue in cues {
      let row: [Double]? =
        switch cue {
        case .word(let word): words[word]
        case .named(let name): weights[name]
        }
      if let row { for at in sums.indices { sums[at] += row[at] } }
    }
    let highest = sums.max() ?? 0
    let powers = sums.map { exp($0 - highest) }
    let total = powers.reduce(0, +)
    return Likelihood(of: Dictionary(uniqueKeysWithValues: zip(tones, powers.map { $0 / total })))
  }
}

/// What of a sentence has a weight: a word of it, or something about it by name.
enum Cue: Hashable {
  case word(String)
  case named(String)

  static let word = "word: "
  var name: String {
    switch self {
    case .word(let word): Self.word + word
    case .named(let name): name
    }
  }
}
