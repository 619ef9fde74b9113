import Testing

@testable import JournalCore

/// The calm line comes for words of danger and for nothing else.
@Suite struct DangerTests {
  @Test(arguments: [
    "I don't want to live like this", "I DON\u{2019}T WANT TO LIVE.", "Sometimes I want to die", "you hit me again",
    "I am afraid of you when you shout", "he threatened\nto take the children", "I could kill myself for it",
  ]) func itIsSeen(text: String) { #expect(Danger.speaks(in: text)) }

  @Test(arguments: [
    "", "I want to diet", "It hit the table", "I was afraid of the dark", "the threat of rain",
    "\u{1F33F}", String(repeating: "word ", count: 20_000), "Ich habe Angst.",
  ]) func nothingElseIs(text: String) { #expect(!Danger.speaks(in: text)) }
}
