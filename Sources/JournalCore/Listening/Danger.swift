/// Words of danger in what somebody is writing: fear of the other, threats, not wanting to live. They bring one calm
/// line to the writer; nothing is kept of it, and nobody else learns of it (`docs/definitions.md` 3.7).
public enum Danger {
  private static let phrases = [
    "want to die", "wish i was dead", "wish i were dead", "kill myself", "killing myself", "end my life",
    "ending my life", "take my own life", "suicide", "suicidal", "hurt myself", "harm myself", "cut myself",
    "not want to live", "dont want to live", "not want to be alive", "dont want to be alive", "no reason to live",
    "cant go on living", "better off without me", "better off dead", "not be here anymore", "afraid of you",
    "afraid of him", "afraid of her", "afraid of them", "scared of you", "scared of him", "scared of her",
    "afraid you will hit", "afraid to go home", "afraid to come home", "hit me", "hits me", "hitting me", "beat me",
    "beats me", "punched me", "kicked me", "choked me", "strangled me", "pushed me down", "threatened me",
    "threatens me", "threatened to", "threatening me", "will kill me", "wants to kill me", "locked me in",
    "wont let me leave", "would not let me leave", "wouldnt let me leave", "forced me to", "raped", "with a knife",
  ]

  /// True when one of them stands in the text as words of their own.
  public static func speaks(in text: String) -> Bool {
    let kept = folded(text).unicodeScalars.filter { $0 != "'" && $0 != "\u{2019}" }
    let words = String(String.UnicodeScalarView(kept)).split { !$0.isLetter }.joined(separator: " ")
    let padded = " " + words + " "
    return phrases.contains { padded.contains(" " + $0 + " ") }
  }
}
