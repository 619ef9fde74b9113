import Testing

@testable import JournalCore

/// A calm line comes for the phrases that it is for, and for nothing else.
@Suite struct PhraseListTests {
  @Test(arguments: [
    "I don't want to live like this", "I DON\u{2019}T WANT TO LIVE.", "Sometimes I want to die", "you hit me again",
    "I am afraid of you when you shout", "he threatened\nto take the children", "I could kill myself for it",
  ]) func dangerIsSeen(text: String) { #expect(PhraseList.danger.stands(in: text)) }

  @Test(arguments: [
    "", "I want to diet", "It hit the table", "I was afraid of the dark", "the threat of rain",
    "\u{1F33F}", String(repeating: "word ", count: 20_000), "Ich habe Angst.",
  ]) func nothingElseIsDanger(text: String) { #expect(!PhraseList.danger.stands(in: text)) }

  @Test(arguments: [
    "Was she naked in our bed?", "did you TOUCH HER there", "Was it better than me, good in bed?",
    "What did you do in bed?",
  ]) func aQuestionAboutDetailsIsSeen(text: String) { #expect(PhraseList.intimateDetails.stands(in: text)) }

  @Test(arguments: [
    "", "Did you sleep with her?", "How often did you meet?", "When did it begin, and where?", "Do you still love her?",
    "Are you on top of it?", "Why did you lie in bed all day?",
  ]) func nothingElseIsAboutDetails(text: String) { #expect(!PhraseList.intimateDetails.stands(in: text)) }
}
