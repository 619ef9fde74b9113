/// A question that the journal can offer, never more than one a day (`docs/definitions.md` 3.8).
public struct Prompt: Hashable, Sendable {
  /// For whom it is, within the hurt that somebody last wrote about.
  public enum Reader: Sendable {
    case carrier, causer, both
    /// For one's own page alone.
    case own
  }

  public let id: String
  public let step: Int
  public let reader: Reader
  public let text: String

  /// Offered by itself; the others wait on their own pages until somebody looks for them.
  public var isOffered: Bool { (1...6).contains(step) }

  /// Care, not digging: all that is offered after pain of eight and more.
  public static let care: Set<String> = ["P17", "P24", "P30", "P51"]
  /// All that is offered to who writes alone, before the other joined or after one of the two left.
  static let solo: Set<String> = ["P17", "P39", "P51", "P52", "P60", "P62", "P64"]
  /// Before a question about details, once.
  public static let beforeDetails = "P65"

  /// The question of an id, offered or not; nil where there is none.
  public static func named(_ id: String) -> Prompt? { all.first { $0.id == id } }

  public static let all: [Prompt] = library.flatMap { step, prompts in
    prompts.map { Prompt(id: $0.0, step: step, reader: $0.1, text: $0.2) }
  }

  /// The questions of a step, in order.
  public static func of(step: Int) -> [Prompt] { all.filter { $0.step == step } }

  /// Step 0 stands before everything, 7 is forgiveness, 8 an ending, 9 one's own ground: none of them is ever offered,
  /// but some of the last to who writes alone.
  private static let library: [(Int, [(String, Reader, String)])] = [
    (
      0,
      [
        ("S13a", .own, "Can I be honest here, also about what is hard to say?"),
        ("S13b", .own, "Do I want this to heal, or to be over?"),
        ("S13c", .own, "What is mine in this, and can I own it?"),
        ("S13d", .own, "Can I let it come back slowly, in small steps?"),
      ]
    ),
    (
      1,
      [
        ("P1", .causer, "What did I do? One sentence, one verb, no because."),
        ("P2", .causer, "What have I left out so far?"),
        ("P3", .causer, "What did the other lose that day for good?"),
        ("P4", .causer, "Which of their words fits best, and can I say it back uncorrected?"),
        ("P5", .causer, "Without my intentions, what is left of my apology?"),
        ("P6", .causer, "What can I own today that I could not own last week?"),
        ("P7", .causer, "What is true about the why, and no excuse?"),
        ("P8", .carrier, "What has to be named so that I know it is understood?"),
      ]
    ),
    (
      2,
      [
        ("P9", .carrier, "Which sentence did I hold back today, and from what fear?"),
        ("P10", .carrier, "One boundary that lets me breathe this week: what does it protect?"),
        ("P11", .carrier, "What am I checking for, and what would be enough?"),
        ("P12", .causer, "Where was the other careful around me today?"),
        ("P13", .causer, "A boundary that I find hard: what does it protect?"),
        ("P14", .both, "How do we stop in time, and when do we come back?"),
        ("P15", .both, "Which agreement wants another look?"),
      ]
    ),
    (
      3,
      [
        ("P16", .carrier, "What came up, where, and what was there before it?"),
        ("P17", .carrier, "Where in the body, how strong from 0 to 10, and what eases it by one?"),
        ("P18", .carrier, "Is there something softer under the anger?"),
        ("P19", .carrier, "Was anything real: what exactly do I want answered?"),
        ("P20", .carrier, "Was it my fault: how would I answer a friend?"),
        ("P21", .carrier, "Will it happen again: what would I want to hear early?"),
        ("P22", .carrier, "Which version of us do I miss today?"),
        ("P23", .carrier, "Asked before: which part do I need again?"),
        ("P24", .carrier, "Answer, company, or written down and left there?"),
        ("P25", .carrier, "A numb day: what would I notice if I noticed?"),
        ("P26", .causer, "Which feeling do I hear before I reply?"),
        ("P27", .causer, "What do I want to defend, and can it wait?"),
        ("P28", .causer, "Asked again: what is different today?"),
        ("P29", .causer, "What could I give by leaving the silence unfilled?"),
        ("P30", .both, "Who besides us could hold this with me tonight?"),
        ("P31", .causer, "What did I do today that showed I stay?"),
      ]
    ),
    (
      4,
      [
        ("P32", .both, "One small thing before tomorrow night that the other would notice?"),
        ("P33", .both, "Something I said I would do: where does it stand?"),
        ("P34", .causer, "If I am not going to keep it, when and how do I say so?"),
        ("P35", .carrier, "Which follow-through did I notice, even if it mends nothing?"),
        ("P36", .causer, "How is it to wait for my message?"),
      ]
    ),
    (
      5,
      [
        ("P37", .both, "Where do we go in circles? Draw it without a beginner."),
        ("P38", .both, "What could a third person hold for us?"),
        ("P39", .own, "Which of my reactions tire or frighten me?"),
        ("P40", .both, "Since the last session: one thing tried, one to bring?"),
      ]
    ),
    (
      6,
      [
        ("P49", .both, "What small thing about the other was good today?"),
        ("P50", .both, "What would I like to be asked more often?"),
        ("P51", .own, "What was today's quiet like from inside?"),
        ("P52", .own, "What goes well that I do not quite trust?"),
        ("P53", .both, "One thing next month that is ours and new?"),
        ("P54", .both, "Something shy, in ten words?"),
      ]
    ),
    (
      7,
      [
        ("P41", .carrier, "To avoid conflict, or because I am ready?"),
        ("P42", .carrier, "Which answers do I need before something can be put down?"),
        ("P43", .carrier, "Which boundaries keep my peace, forgiven or not?"),
        ("P44", .carrier, "Would I want it for myself alone?"),
        ("P45", .carrier, "Which part could I put down, which not?"),
        ("P46", .carrier, "What do others expect of me here, and what do I think?"),
        ("P47", .causer, "What is in a good day on which I am not forgiven?"),
        ("P48", .causer, "What do I do when I notice that I am waiting for a reward?"),
      ]
    ),
    (
      8,
      [
        ("P55", .own, "If nothing changed for a year, would I want to be here?"),
        ("P56", .own, "Do I find things that I was told were not so?"),
        ("P57", .own, "These two weeks, what was louder: resentment or warmth?"),
        ("P58", .own, "Am I free to disagree, go out, say no?"),
        ("P59", .own, "Do I doubt what I know because someone tells me to?"),
      ]
    ),
    (
      9,
      [
        ("P60", .own, "What would I wish a friend who lived my last month?"),
        ("P61", .own, "What do I need if we go on, and if we do not?"),
        ("P62", .own, "When was my own sense right?"),
        ("P63", .own, "What do I keep from these years?"),
        ("P64", .own, "One sentence for who I am becoming."),
        ("P65", .carrier, "Will this make me safer, or leave pictures?"),
      ]
    ),
  ]
}
