import JournalCore
import Testing

@testable import JournalTUI

/// The pictures that the screen was designed by, from the sample journal at their instants.
@Suite struct PictureTests {
  @Test func todayShowsBothColumnsAndWhatWaits() throws {
    let stage = try Stage("noor", at: "2026-02-03T22:20:00+01:00")
    #expect(
      stage.picture == """
        [1 Today]  2 Past   3 Hurts   4 Ours   5 Own            sample  Tue 3 Feb  Noor
        ────────────────────────────────────────────────────────────────────────────────
          Noor                                    Remy
        │ 19:00  a boundary                     ┊ 20:20  to "Please tell me the words"
        │ No contact with Kit at the spring     ┊ I told Kit that you shook on the
        │ meeting. If you cannot avoid a word,  ┊ bathroom floor in March and that I did
        │ I hear it the same day. I would …     ┊ not know what to do. Those were the
        │                                       ┊ words. They were yours and I gave …
        │ 22:15  exhausted, doubtful   hurts 8  ┊                                  heard
        │ Was it real. I know. Again.           ┊


        ────────────────────────────────────────────────────────────────────────────────
        › Waiting for you   Nothing is waiting.
          You wait for      In November you said every message was deleted. …     29 Jan
                            I cancelled lunch with the choir because I …           2 Feb
                            No contact with Kit at the spring meeting. If …        3 Feb
          Promised          Remy: I will read my whole answer about the …      Thu 20:00





         w write  a ask  y thank you  . still hurts  o open  c more    ? help  ^Q leave
        """)
  }
}
