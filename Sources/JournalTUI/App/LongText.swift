/// A text of more than an entry holds, in two: what can be sent now, and the rest.
enum LongText {
  /// How many scalars an entry holds (`docs/definitions.md` B12).
  static let longest = 4_000

  static func isTooLong(_ text: String) -> Bool { text.unicodeScalars.count > longest }

  /// Splits at the end of the last paragraph that fits, else of a line, a sentence or a word, else where it must. No
  /// character is lost but white space at the seam.
  static func split(_ text: String) -> (first: String, rest: String) {
    var used = 0
    let characters = Array(text)
    var end = characters.startIndex
    while end < characters.endIndex, used + characters[end].unicodeScalars.count <= longest {
      used += characters[end].unicodeScalars.count
      end += 1
    }
    let fits = characters[..<end]
    func isEnd(_ index: Int, of sign: (Character) -> Bool) -> Bool {
      index > 0 && characters[index].isWhitespace && sign(characters[index - 1])
    }
    let seams: [(Int) -> Bool] = [
      { isEnd($0, of: \.isNewline) && characters[$0].isNewline }, { characters[$0].isNewline },
      { isEnd($0) { ".?!…。？！".contains($0) } }, { characters[$0].isWhitespace },
    ]
    for isSeam in seams {
      guard let seam = fits.indices.last(where: isSeam) else { continue }
      let first = String(characters[..<seam]).trimmed
      if !first.isEmpty { return (first, String(characters[seam...]).trimmed) }
    }
    return (String(fits), String(characters[end...]))
  }
}

extension String {
  /// Without the white space at both ends.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
