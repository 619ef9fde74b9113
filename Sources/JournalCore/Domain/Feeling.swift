/// The feelings that the journal offers (`docs/definitions.md` 5): families of words, each with what it says. Own words
/// are as welcome; they belong to no family.
public struct Feeling: Hashable, Sendable {
  public let word: String
  public let meaning: String
  public let family: String
  /// True for words that also say what somebody did.
  public let saysWhatWasDone: Bool

  /// Every family in its order, every word in its family's.
  public static let all: [Feeling] = families.flatMap { family, words in
    words.map { word, meaning in
      let marked = word.hasSuffix("*")
      return Feeling(
        word: marked ? String(word.dropLast()) : word, meaning: meaning, family: family, saysWhatWasDone: marked)
    }
  }

  /// A word that one of the two added to their journal's own, in a family of that name.
  public static func own(_ word: String, meaning: String, family: String) -> Feeling {
    Feeling(word: word, meaning: meaning, family: family, saysWhatWasDone: false)
  }

  /// The feelings among `all` whose word, meaning or family begins with what was typed, words first.
  public static func finding(_ typed: String, among all: [Feeling] = all) -> [Feeling] {
    let fold = folded(typed)
    guard !fold.isEmpty else { return all }
    let byWord = all.filter { folded($0.word).hasPrefix(fold) }
    return byWord
      + all.filter { feeling in
        !byWord.contains(feeling)
          && [feeling.word, feeling.meaning, feeling.family].contains {
            folded($0).split { !$0.isLetter }.contains { $0.hasPrefix(fold) }
          }
      }
  }

  private static let families: [(String, [(String, String)])] = [
    (
      "Lost",
      [
        ("disoriented", "no ground under what I knew"), ("confused", "facts do not fit together"),
        ("shocked", "it has not sunk in"), ("unreal", "as if behind glass"), ("doubtful", "unsure what was true"),
        ("torn", "pulled two ways"),
      ]
    ),
    (
      "Unsure of myself",
      [
        ("insecure", "not sure I am enough"), ("self-critical", "looking for my fault"),
        ("inadequate", "measured and found short"), ("jealous", "afraid of being replaced"),
        ("ashamed", "wanting to hide"), ("embarrassed", "caught out before others"), ("humiliated", "made small"),
        ("exposed", "private things in the open"),
      ]
    ),
    (
      "Afraid",
      [
        ("anxious", "tense about what comes"), ("afraid", "of something definite"), ("worried", "turning it over"),
        ("panicky", "body in alarm"),
        ("paranoid", "expecting to be deceived again, a common echo and not an illness"),
        ("watchful", "scanning for signs"), ("unsafe", "not able to lower my guard"), ("dreading", "something near"),
      ]
    ),
    (
      "Closed",
      [
        ("numb", "nothing comes through"), ("guarded", "door half shut"), ("detached", "far from it"),
        ("empty", "used up"), ("shut-down", "cannot speak"),
      ]
    ),
    (
      "Grieving",
      [
        ("grieving", "mourning what I thought we had"), ("sad", "heavy and soft"), ("heartbroken", "torn by loss"),
        ("lonely", "without company in it"), ("longing", "wanting it back"), ("disappointed", "hoped otherwise"),
        ("hopeless", "cannot see a way"),
      ]
    ),
    (
      "Angry",
      [
        ("angry", "a line was crossed"), ("resentful", "anger that stayed"), ("bitter", "old anger with a taste"),
        ("frustrated", "blocked"), ("indignant", "this is unjust"),
      ]
    ),
    (
      "Hurt",
      [
        ("hurt", "in pain through someone"), ("betrayed*", "trust used against me"), ("abandoned*", "left in need"),
        ("rejected*", "pushed away"), ("unseen*", "not noticed"), ("controlled*", "steered"),
        ("misunderstood*", "taken wrongly"),
      ]
    ),
    (
      "Worn",
      [
        ("exhausted", "no strength left"), ("overwhelmed", "too much at once"), ("restless", "cannot settle"),
        ("heavy", "everything costs"),
      ]
    ),
    (
      "Having hurt someone",
      [
        ("remorseful", "sorry with the other in view"), ("guilty", "I did wrong"),
        ("defensive", "wanting to explain or strike back"), ("helpless", "cannot make it better"),
        ("regretful", "wish I had not"), ("self-reproachful", "hard on myself"), ("impatient", "wanting it over"),
        ("cornered", "no good move"),
      ]
    ),
    (
      "Steadier",
      [
        ("calm", "quiet inside"), ("relieved", "a weight less"), ("steady", "on my feet"),
        ("safe", "able to put my guard down"), ("heard", "someone took it in"),
        ("understood", "someone got it right"), ("accepted", "as I am"),
      ]
    ),
    (
      "Warm",
      [
        ("tender", "soft towards you"), ("close", "near"), ("grateful", "glad of something given"),
        ("moved", "touched"), ("hopeful", "it might"), ("warm", "kindly"), ("loved", "sure of being held dear"),
        ("proud", "of an act"), ("playful", "light"), ("trusting", "a little and for today"),
        ("curious", "wanting to know"), ("brave", "afraid and doing it"),
      ]
    ),
  ]
}
