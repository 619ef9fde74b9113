/// A sentence as the coach reads it: plain words with their places in the text, and what stands in quotation marks
/// shut out, because quoted words are somebody else's or another day's.
struct Sentence {
  struct Word {
    var text: String
    var range: Range<String.Index>
    /// A comma, colon, dash or bracket stands before it.
    var followsBreak: Bool
  }

  /// Stands for a quotation among the words: no phrase goes through it.
  static let wall = "\""
  /// What is longer can't be sent (`docs/definitions.md` B12), and is not read.
  static let longest = 4000

  private(set) var words: [Word] = []
  /// From its first sign to its full stop.
  private(set) var range: Range<String.Index>
  private(set) var asks = false
  private(set) var quotes = false

  static func all(in text: String) -> [Sentence] {
    var splitter = Splitter(text)
    return splitter.sentences()
  }

  private struct Splitter {
    let signs: [Character]
    let places: [String.Index]
    var found: [Sentence] = []
    var current: Sentence
    var isAfterBreak = false

    init(_ text: String) {
      signs = text.prefix(Sentence.longest).map(Self.straight)
      places = Array(text.indices.prefix(signs.count)) + [text.index(text.startIndex, offsetBy: signs.count)]
      current = Sentence(range: places[0]..<places[0])
    }

    mutating func sentences() -> [Sentence] {
      var at = 0
      var start: Int?
      while at < signs.count {
        let sign = signs[at]
        if start == nil, !sign.isWhitespace { start = at }
        if let end = quotation(from: at) {
          current.quotes = true
          add(Sentence.wall, at..<end)
          at = end
          let isWhole = end >= 2 && Self.ends.contains(signs[end - 2])
          let isFollowed = end + 1 < signs.count && signs[end] == " " && signs[end + 1].isUppercase
          if isWhole, end == signs.count || isFollowed { close(&start, at) }
        } else if Self.isPart(sign) {
          let end = wordEnd(from: at)
          for part in Contractions.english.readOut(String(signs[at..<end]).lowercased()) where !part.isEmpty {
            add(part, at..<end)
          }
          at = end
        } else {
          at += 1
          if Self.ends.contains(sign) {
            if sign == "?" { current.asks = true }
            close(&start, at)
          } else if Self.breaks.contains(sign) || (sign == "-" && (at < 2 || signs[at - 2] == " ")) {
            isAfterBreak = true
          }
        }
      }
      close(&start, signs.count)
      return found
    }

    private mutating func add(_ word: String, _ range: Range<Int>) {
      current.words.append(
        Word(text: word, range: places[range.lowerBound]..<places[range.upperBound], followsBreak: isAfterBreak))
      isAfterBreak = false
    }

    private mutating func close(_ start: inout Int?, _ end: Int) {
      if let from = start, !current.words.isEmpty {
        current.range = places[from]..<places[end]
        found.append(current)
      }
      start = nil
      current = Sentence(range: places[end]..<places[end])
      isAfterBreak = false
    }

    private func wordEnd(from start: Int) -> Int {
      var end = start + 1
      while end < signs.count {
        if Self.isPart(signs[end]) {
          end += 1
        } else if signs[end] == "'", end + 1 < signs.count, Self.isPart(signs[end + 1]) {
          end += 2
        } else {
          break
        }
      }
      return end
    }

    /// The end of the quotation that begins here, on this line and not too far away.
    private func quotation(from start: Int) -> Int? {
      guard let closing = Self.closings[signs[start]] else { return nil }
      let isSingle = signs[start] == "'" || signs[start] == "‘"
      if isSingle {
        // An apostrophe inside or at the end of a word opens nothing.
        guard start == 0 || !Self.isPart(signs[start - 1]), start + 1 < signs.count, Self.isPart(signs[start + 1])
        else { return nil }
      }
      var end = start + 1
      while end < signs.count, end - start < 600, signs[end] != "\n" {
        let isClosed = closing.contains(signs[end])
        if isClosed, !isSingle || end + 1 == signs.count || !Self.isPart(signs[end + 1]) { return end + 1 }
        end += 1
      }
      return nil
    }

    private static func isPart(_ sign: Character) -> Bool {
      guard let byte = sign.asciiValue else { return sign.isLetter || sign.isNumber }
      return (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private static func straight(_ sign: Character) -> Character {
      switch sign {
      case "’", "ʼ", "′", "`", "´": "'"
      case "\r\n", "\r", "\u{2028}", "\u{2029}": "\n"
      default: sign
      }
    }

    private static let ends: Set<Character> = [".", "!", "?", "…", "\n"]
    private static let breaks: Set<Character> = [",", ";", ":", "–", "—", "(", ")"]
    private static let closings: [Character: Set<Character>] = [
      "\"": ["\""], "“": ["”", "“", "\""], "„": ["“", "”", "\""], "«": ["»"], "‘": ["'"], "'": ["'"],
    ]
  }
}
