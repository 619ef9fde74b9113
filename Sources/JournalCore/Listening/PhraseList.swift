/// Phrases that a text is looked through for while it is being written. What is found brings one calm line to the
/// writer; nothing is kept of it, and nobody else learns of it.
public struct PhraseList: Sendable {
  /// Words of danger: fear of the other, threats, not wanting to live (`docs/safety.md`).
  public static let danger = PhraseList(PackageResources.danger_txt)
  /// Words for the body and for how it was, whose answers tend to become pictures (`Prompt.beforeDetails`).
  public static let intimateDetails = PhraseList(PackageResources.details_txt)

  /// Of English; a second language has its own files.
  private let phrases: [String]

  private init(_ bytes: [UInt8]) { phrases = Lexicon.lines(bytes).map { " " + $0 + " " } }

  /// True when one of them stands in the text as words of their own.
  public func stands(in text: String) -> Bool {
    let kept = folded(text).unicodeScalars.filter { $0 != "'" && $0 != "\u{2019}" }
    let words = String(String.UnicodeScalarView(kept)).split { !$0.isLetter }.joined(separator: " ")
    let padded = " " + words + " "
    return phrases.contains(where: padded.contains)
  }
}
