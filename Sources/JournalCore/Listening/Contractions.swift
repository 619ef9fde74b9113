/// Words of a language as they are read out: "don't" is "do not", "dont" too, so that a phrase is written once. Read
/// from its file, whose head says how it is written.
struct Contractions: Sendable {
  private var wholes: [String: [String]] = [:]
  private var endings: [(written: String, read: String)] = []
  private var beforeIs: Set<String> = []

  static let english = Contractions(PackageResources.contractions_txt)

  init(_ bytes: [UInt8]) {
    var section = ""
    for line in Lexicon.lines(bytes) {
      if line.hasPrefix("= ") {
        section = String(line.dropFirst(2))
        continue
      }
      let words = line.split(separator: " ").map(String.init)
      switch section {
      case "words": wholes[String(words[0].dropLast())] = Array(words.dropFirst())
      case "denial", "endings": endings.append((String(words[0].dropLast()), words[1]))
      case "before is": beforeIs.formUnion(words)
      default: preconditionFailure("no section of the contractions is called \(section)")
      }
    }
  }

  /// The plain words of one written word, which is lower case with straight apostrophes.
  func readOut(_ word: String) -> [String] {
    if let whole = wholes[word] { return whole }
    guard word.utf8.contains(UInt8(ascii: "'")) else { return [word] }
    for ending in endings where word.hasSuffix(ending.written) {
      return [String(word.dropLast(ending.written.count)), ending.read]
    }
    if word.hasSuffix("'s") {
      let stem = String(word.dropLast(2))
      return beforeIs.contains(stem) ? [stem, "is"] : [stem]
    }
    return [word]
  }
}
