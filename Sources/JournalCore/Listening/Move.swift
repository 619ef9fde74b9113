/// The empathic moves that an answer can begin with (`docs/definitions.md` 4): offered, inserted by choice, never sent
/// unseen.
public struct Move: Hashable, Sendable {
  public let name: String
  public let sentences: [String]

  /// What can stand at the head of what one owns.
  public static let starters = [
    Move(
      name: "name what broke",
      sentences: [
        "You trusted me with this, and I broke it.", "I broke what you could rely on.",
        "I kept it from you, and I knew it.",
      ]),
    Move(
      name: "say nothing is owed",
      sentences: [
        "You owe me nothing for this.", "No answer is due, tonight or later.",
        "You need not be done with it because I said it.",
      ]),
    Move(
      name: "ask what safety needs",
      sentences: [
        "What would make this week feel safer to you?", "What can I show you without being asked?",
        "Which of my habits frighten you now?",
      ]),
  ]

  public static let all = [
    Move(
      name: "name the feeling",
      sentences: [
        "It sounds lonely.", "You were frightened and I was not there.", "That must burn.", "I hear how tired you are.",
      ]),
    Move(
      name: "say it is allowed",
      sentences: ["You have every reason.", "Of course you look twice.", "Ask me any day.", "This makes sense to me."]),
    Move(
      name: "own it",
      sentences: ["I did that.", "That was my choice.", "You did not cause it.", "I lied and you paid."]),
    Move(
      name: "stay",
      sentences: [
        "I am not going anywhere tonight.", "I keep showing up, also on the ninth.", "I can hear it again.",
        "I stay even if you are angry.",
      ]),
    Move(
      name: "ask what is needed",
      sentences: [
        "What would help in the next hour?", "Answer, company or quiet?", "Shall I say it again in other words?",
        "What did I miss?",
      ]),
    Move(
      name: "carry a part",
      sentences: [
        "I will call her and ask her to keep it.", "I come with you to the bakery.", "I tell my brother myself.",
        "I write the date down.",
      ]),
    Move(
      name: "thank",
      sentences: [
        "Thank you for asking instead of carrying it.", "Thank you for telling me what was wrong.",
        "I know this cost you.", "Thank you for staying in the room.",
      ]),
  ]
}
