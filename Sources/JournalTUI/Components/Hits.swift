internal import JournalCore

/// Where searched words stand in a text, as search itself compares them: folded.
struct Hits {
  private let words: [String]

  init(of query: String) { words = query.split(whereSeparator: \.isWhitespace).map { folded(String($0)) } }

  /// The text in parts, each a hit or not.
  func split(_ text: String) -> [(part: String, isHit: Bool)] {
    let characters = Array(text)
    var marked = [Bool](repeating: false, count: characters.count)
    for word in words where !word.isEmpty {
      for start in characters.indices {
        // Folding can change how many characters there are: an end is found by folding what lies before it.
        var end = start
        var fold = ""
        while end < characters.count, fold.count < word.count {
          fold += folded(String(characters[end]))
          end += 1
          guard word.hasPrefix(fold) || fold.hasPrefix(word) else { break }
        }
        if fold.hasPrefix(word) { for index in start..<end { marked[index] = true } }
      }
    }
    var parts: [(part: String, isHit: Bool)] = []
    for (character, isHit) in zip(characters, marked) {
      if parts.last?.isHit == isHit {
        parts[parts.count - 1].part.append(character)
      } else {
        parts.append((String(character), isHit))
      }
    }
    return parts
  }
}
