internal import Glibc

/// What the recogniser keeps of a text: enough to compare it, in a few hundred bytes; not the words themselves.
///
/// Depends on the text, the names given and the lexicon alone. Whoever stores it derives it anew when `edition` is another.
struct Features: Equatable, Sendable {
  /// Raised with any change of what is kept, or of the language's files that it is derived from.
  static let edition: UInt8 = 2

  struct Stem: Equatable, Sendable {
    var hash: UInt32
    /// In twentieths.
    var weight: UInt8
  }
  /// An issue with its strength, in twentieths.
  struct Mark: Equatable, Sendable {
    var id: UInt16
    var strength: UInt8
  }
  struct Concept: Equatable, Sendable {
    var id: UInt16
    /// In twentieths.
    var strength: UInt8
    /// The stems by which it was found, one bit for each place in `stems`.
    var stems: UInt64
  }

  /// As many stems as `Concept.stems` has bits: of a longer text the most telling.
  static let mostStems = 64

  /// 1 for English, 0 for a text in a language without files: then stems, pairs and grams alone are compared.
  var language: UInt8 = 0
  /// All sorted, no element twice.
  var stems: [Stem] = []
  var concepts: [Concept] = []
  var issues: [Mark] = []
  /// Who stands before or after a concept: concept × 16 + place (0 before, 8 after) + person.
  var roles: [UInt32] = []
  /// Parts of words, four letters long.
  var grams: [UInt32] = []
  /// Words side by side.
  var pairs: [UInt32] = []
  var people: UInt8 = 0
  /// One bit for each opening of the lexicon, the highest for a statement.
  var openings: UInt16 = 0

  static let empty = Features()

  init(_ text: String, lexicon: Lexicon = .english) {
    let isKnown = Wording.isOf(lexicon, text)
    let wording = Wording(text, lexicon: isKnown ? lexicon : nil)
    if isKnown {
      self = Reading(wording, lexicon).features
    } else {
      var stems: [UInt32: Stem] = [:]
      for word in wording.words where !word.isEnd {
        // Without frequencies, length has to do: short words are mostly little ones.
        let count = word.plain.unicodeScalars.count
        let hash = fingerprint(word.plain)
        stems[hash] = Stem(hash: hash, weight: count <= 3 ? 10 : 100)
      }
      self.stems = Self.mostTelling(stems)
    }
    addShapes(of: wording, lexicon: isKnown ? lexicon : nil)
  }

  init() {}

  static func mostTelling(_ stems: [UInt32: Stem]) -> [Stem] {
    stems.values.sorted { ($1.weight, $0.hash) < ($0.weight, $1.hash) }.prefix(mostStems).sorted { $0.hash < $1.hash }
  }

  private mutating func addShapes(of wording: Wording, lexicon: Lexicon?) {
    var grams: Set<UInt32> = []
    var pairs: Set<UInt32> = []
    var before: String?
    for word in wording.words {
      guard !word.isEnd else {
        before = nil
        continue
      }
      if let before { pairs.insert(fingerprint(before + " " + word.canonical)) }
      before = word.canonical
      if lexicon?.little.contains(word.plain) ?? false { continue }
      let letters = Array(("^" + word.plain + "$").unicodeScalars)
      if letters.count >= 4 { for at in 0...(letters.count - 4) { grams.insert(fingerprint(letters[at..<at + 4])) } }
      if letters.contains(where: { $0.value >= 0x80 }), letters.count >= 4 {
        for at in 1..<(letters.count - 2) { grams.insert(fingerprint(letters[at..<at + 2])) }
      }
    }
    self.grams = grams.sorted()
    self.pairs = pairs.sorted()
  }
}

/// FNV-1a, 32 bits: the same on every machine and in every run.
func fingerprint(_ text: String) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}

private func fingerprint(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for scalar in scalars { hash = (hash ^ scalar.value) &* 16_777_619 }
  return hash
}

/// Natural logarithm and exponential, without Foundation.
func ln(_ value: Double) -> Double { Glibc.log(value) }
func exp(_ value: Double) -> Double { Glibc.exp(value) }
