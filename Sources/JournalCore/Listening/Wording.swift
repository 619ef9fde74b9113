/// A text as words the lexicon knows: small letters, contractions and texting spelled out, people by their kind.
struct Wording {
  struct Word {
    /// As it was meant: "dont" is here "do" and "not".
    let plain: String
    /// The stem, or the kind of person: ME, YOU, SHE, WE.
    let canonical: String
    /// A mark that ends a clause stands here as a word of its own.
    let isEnd: Bool
    let isName: Bool
  }

  private(set) var words: [Word] = []
  private(set) var asks = false

  /// What is read of a long text: more than fills a screen, and the cost of typing stays bounded.
  static let longest = 4_000
  private static let mostWords = 400

  init(_ text: String, lexicon: Lexicon?) {
    var first = true
    for token in Self.tokens(text) {
      guard words.count < Self.mostWords else { return }
      if token.isEnd {
        if token.text.hasPrefix("?") { asks = true }
        words.append(
          Word(plain: String(token.text.prefix(1)), canonical: String(token.text.prefix(1)), isEnd: true, isName: false)
        )
        first = true
        continue
      }
      let small = folded(token.text)
      guard let lexicon else {
        words.append(Word(plain: small, canonical: small, isEnd: false, isName: false))
        continue
      }
      for spelled in lexicon.spelledOut(small) {
        let word = spelled.hasSuffix("'s") ? String(spelled.dropLast(2)) : spelled
        guard !word.isEmpty else { continue }
        let isNew =
          token.isCapitalised && !first && lexicon.people[word] == nil && !lexicon.common.contains(word)
          && word.count > 2
        let isName = lexicon.names.contains(word) || isNew
        words.append(
          Word(
            plain: word,
            canonical: isName ? Person.she.rawValue : lexicon.people[word]?.rawValue ?? lexicon.stem(word),
            isEnd: false, isName: isName))
        first = false
      }
    }
  }

  /// Whether a text is in the lexicon's language, as far as its words tell.
  static func isOf(_ lexicon: Lexicon, _ text: String) -> Bool {
    var known = 0
    var all = 0
    for token in tokens(text).prefix(mostWords) where !token.isEnd {
      let small = folded(token.text)
      if lexicon.names.contains(small) { continue }
      all += 1
      if lexicon.common.contains(small) || lexicon.spellings[small] != nil || lexicon.people[small] != nil
        || lexicon.forms[small] != nil
      {
        known += 1
      }
    }
    return known * 5 >= all * 3
  }

  private struct Token {
    var text: String
    var isEnd: Bool
    var isCapitalised = false
  }

  /// Runs of letters and digits with apostrophes inside, and runs of marks that end a clause.
  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var run = ""
    var ends = ""
    func closeWord() {
      while run.last == "'" { run.removeLast() }
      if !run.isEmpty {
        let capital = run.first!.isUppercase && run != run.uppercased()
        tokens.append(Token(text: run, isEnd: false, isCapitalised: capital))
      }
      run = ""
    }
    func closeEnd() {
      if !ends.isEmpty { tokens.append(Token(text: ends.contains("?") ? "?" : ends, isEnd: true)) }
      ends = ""
    }
    for scalar in text.unicodeScalars.prefix(longest) {
      switch scalar {
      case "?", "？", "!", "！", ".", "。", ";":
        closeWord()
        ends.unicodeScalars.append(scalar == "？" ? "?" : scalar)
      case "'", "’", "‘":
        closeEnd()
        if !run.isEmpty { run.unicodeScalars.append("'") }
      case _ where isLetter(scalar):
        closeEnd()
        run.unicodeScalars.append(scalar)
      default:
        closeWord()
        closeEnd()
      }
    }
    closeWord()
    closeEnd()
    return tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return true
    default: return false
    }
  }
}
