/// Words of danger in what somebody is writing: fear of the other, threats, not wanting to live. They bring one calm
/// line to the writer; nothing is kept of it, and nobody else learns of it (`docs/definitions.md` 3.7).
public enum Danger {
  /// Of English; a second language has its own file.
  private static let phrases = Lexicon.lines(PackageResources.danger_txt).map { " " + $0 + " " }

  /// True when one of them stands in the text as words of their own.
  public static func speaks(in text: String) -> Bool {
    let kept = folded(text).unicodeScalars.filter { $0 != "'" && $0 != "\u{2019}" }
    let words = String(String.UnicodeScalarView(kept)).split { !$0.isLetter }.joined(separator: " ")
    let padded = " " + words + " "
    return phrases.contains(where: padded.contains)
  }
}
