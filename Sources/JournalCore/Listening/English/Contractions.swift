/// English words as they are read out: "don't" is "do not", "dont" too, so that a phrase is written once.
enum Contractions {
  /// The plain words of one written word, which is lower case with straight apostrophes.
  static func readOut(_ word: String) -> [String] {
    if let whole = wholes[word] { return whole }
    guard word.utf8.contains(UInt8(ascii: "'")) else { return [word] }
    if word.hasSuffix("n't") { return [String(word.dropLast(3)), "not"] }
    for (ending, reading) in endings where word.hasSuffix(ending) {
      return [String(word.dropLast(ending.count)), reading]
    }
    if word.hasSuffix("'s") {
      let stem = String(word.dropLast(2))
      return beforeIs.contains(stem) ? [stem, "is"] : [stem]
    }
    return [word]
  }

  private static let endings = [("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would")]

  /// Words whose 's is "is"; after all others it tells whose something is.
  private static let beforeIs: Set = [
    "it", "that", "he", "she", "what", "there", "who", "here", "how", "where", "when", "why", "everything", "nobody",
    "everyone", "something", "nothing",
  ]

  private static let wholes: [String: [String]] = [
    "im": ["i", "am"], "ive": ["i", "have"], "dont": ["do", "not"], "didnt": ["did", "not"],
    "doesnt": ["does", "not"], "isnt": ["is", "not"], "wasnt": ["was", "not"], "werent": ["were", "not"],
    "cant": ["can", "not"], "cannot": ["can", "not"], "can't": ["can", "not"], "couldnt": ["could", "not"],
    "wouldnt": ["would", "not"], "shouldnt": ["should", "not"], "havent": ["have", "not"], "hasnt": ["has", "not"],
    "hadnt": ["had", "not"], "wont": ["will", "not"], "won't": ["will", "not"], "shan't": ["shall", "not"],
    "ain't": ["is", "not"], "arent": ["are", "not"], "youre": ["you", "are"], "youve": ["you", "have"],
    "theyre": ["they", "are"], "thats": ["that", "is"], "whats": ["what", "is"], "theres": ["there", "is"],
    "lets": ["let", "us"], "let's": ["let", "us"], "gonna": ["going", "to"], "wanna": ["want", "to"],
    "gotta": ["got", "to"], "u": ["you"], "ur": ["your"], "r": ["are"], "okay": ["ok"], "alright": ["right"],
    "mum": ["mother"], "mom": ["mother"], "dad": ["father"],
  ]
}
