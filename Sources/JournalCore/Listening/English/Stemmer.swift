/// Cuts English endings, lightly: forms of one word meet, and different words seldom do.
enum Stemmer {
  /// The stem of a small-letter word. `forms` names the irregular ones and has the last word.
  static func stem(_ word: String, forms: [String: String]) -> String {
    if let form = forms[word] { return form }
    var letters = Array(word.utf8)
    guard letters.count >= 4, letters.allSatisfy({ $0 < 0x80 }) else { return word }
    if ends(letters, "'s") { letters.removeLast(2) }
    if ends(letters, "ies"), letters.count > 4 {
      letters.removeLast(3)
      letters.append(UInt8(ascii: "y"))
    } else if ends(letters, "sses") {
      letters.removeLast(2)
    } else if ends(letters, "s"), !ends(letters, "ss"), !ends(letters, "us"), !ends(letters, "is") {
      letters.removeLast()
    }
    if let form = forms[text(letters)] { return form }
    for ending in ["ing", "ed"] where ends(letters, ending) {
      var base = Array(letters.dropLast(ending.utf8.count))
      guard base.count >= 3, base.contains(where: { vowels.contains($0) }) else { continue }
      if ending == "ed", base.last == UInt8(ascii: "i") { base[base.count - 1] = UInt8(ascii: "y") }
      if base.count > 3, base[base.count - 1] == base[base.count - 2], !kept.contains(base[base.count - 1]) {
        base.removeLast()
      }
      letters = base
      break
    }
    if let form = forms[text(letters)] { return form }
    for ending in ["ness", "ment", "fully", "ful", "ly"]
    where ends(letters, ending) && letters.count - ending.utf8.count >= 4 {
      letters.removeLast(ending.utf8.count)
      break
    }
    if letters.count > 3, letters.last == UInt8(ascii: "i") { letters[letters.count - 1] = UInt8(ascii: "y") }
    if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
    let stem = text(letters)
    return forms[stem] ?? stem
  }

  private static let vowels = Set("aeiouy".utf8)
  private static let kept = Set("lsz".utf8)
  private static func text(_ letters: [UInt8]) -> String { String(decoding: letters, as: UTF8.self) }
  private static func ends(_ letters: [UInt8], _ ending: String) -> Bool {
    letters.count >= ending.utf8.count && letters.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
