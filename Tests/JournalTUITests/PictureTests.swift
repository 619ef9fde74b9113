import JournalCore
import Testing

@testable import JournalTUI

/// The pictures that the screen was designed by: what the sample's two people see at those instants, in a journal of
/// their own.
@Suite struct PictureTests {
  @Test func todayShowsBothColumnsAndWhatWaits() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-02-03T22:14:59+01:00")
    stage.wait(seconds: 1)
    stage.press(
      "w", "Was it real. I know. Again.", "<Tab>", "exhausted", "<Enter>", "doubtful", "<Enter>", "<Tab>", "8")
    stage.press("<Tab>", "<Right>", "^S").wait(seconds: 300)
    #expect(
      stage.picture == """
        [1 Today]  2 Past   3 Hurts   4 Ours   5 Own                    Tue 3 Feb  Noor
        ────────────────────────────────────────────────────────────────────────────────
          Noor                                    Remy
        │ 19:00  a boundary                     ┊ 20:20  to "Please tell me the words"
        │ No contact with Kit at the spring     ┊ I told Kit that you shook on the
        │ meeting. If you cannot avoid a word,  ┊ bathroom floor in March and that I did
        │ I hear it the same day. I would …     ┊ not know what to do. Those were the
        │                                       ┊ words. They were yours and I gave …
        │ 22:15  exhausted, doubtful   hurts 8  ┊                                 heard
        │ Was it real. I know. Again.           ┊


        ────────────────────────────────────────────────────────────────────────────────
        › Waiting for you   Nothing is waiting.
          You wait for      In November you said every message was deleted. …     29 Jan
                            I cancelled lunch with the choir because I …           2 Feb
                            No contact with Kit at the spring meeting. …           3 Feb
          Promised          Remy: I will read my whole answer about the …      Thu 20:00
          If you like       Answer, company, or written down and left there?   x not now



         Shared with Remy at 22:15. u takes it back for ten seconds. 0 a quiet minute
         w write  a ask  y thank you  . still hurts  o open  c more    ? help  ^Q leave
        """)
  }

  @Test func theFirstEveningOffersABeginning() throws {
    let stage = try Stage(now: Moment("2026-01-12T19:35:00+01:00")!.instant)
    stage.isOwner = true
    stage.press("<Enter>", "<Enter>", "<Enter>", "Noor", "<Enter>", "Remy", "<Enter>", "<Enter>", "<Enter>", "g")
    #expect(
      stage.picture == """
        [1 Today]  2 Past   3 Hurts   4 Ours   5 Own                   Mon 12 Jan  Noor
        ────────────────────────────────────────────────────────────────────────────────
          Noor                                    Remy
        │ nothing written                       ┊ has not joined yet

          Nothing here yet. Beginnings are often awkward.

        › w   write what is there
          a   ask something
          y   thank for something
          c   anything else: a promise, a boundary, what I did

          Or look around with 1 to 5. Before anything is sent, the line at the bottom
          says who will see it.









         w write  a ask  y thank you  c more                           ? help  ^Q leave
        """)
  }

  @Test func asking() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-02-10T02:11:00+01:00")
    stage.press("3", "<Enter>", "a", "was any of it real. the sundays. us").wait(seconds: 1)
    #expect(
      stage.picture == """
         Ask Remy                                            Tue 10 Feb, after midnight
        ────────────────────────────────────────────────────────────────────────────────
        │ was any of it real. the sundays. us
        │
        │
        │
        │
        │                                                                    draft kept
        ────────────────────────────────────────────────────────────────────────────────
          Ask as often as you want. This looks close to one you have here:
        › Was any of last year real for you? Us, I mean.                          12 Jan
            ┊ Last night I was defensive. You may ask this as often as you need. Yes:
            ┊ the Sunday mornings, your dad's birthday, the flat without heating. …
              Remy, 21 January. You marked it heard.
              in common: "was … of it real", "sundays"
                               Enter the same question   x a new one   = all the answers

          Feelings     none named
          How much     no number
          About        The hidden messages
          For          both of you


         ^S ask Remy  Tab asked before  Esc stop writing                       ^Q leave
        """)
  }

  @Test func answeringKeepsTheOthersWordsInSightAndHintsBelow() throws {
    let stage = try Stage(diaryOf: "remy", until: "2026-02-12T21:29:00+01:00")
    stage.press(
      "o", "j", "r", "You weren't a fool. But you also never asked, and we had both been drifting for months.")
    stage.wait(seconds: 1)
    #expect(
      stage.picture == """
         Answer Noor                                                   Thu 12 Feb  Remy
        ────────────────────────────────────────────────────────────────────────────────
          Noor: Until the end of February your phone lies unlocked on …, until 28 Feb
        │ Tue 10 Feb, 21:40  humiliated, doubtful                       wants an answer
        │ Was it real? I think what I am asking is: was I a fool?
        ────────────────────────────────────────────────────────────────────────────────
          Ways to begin  name the feeling · say it is allowed · own it · stay
                         ask what is needed · carry a part · thank
        ────────────────────────────────────────────────────────────────────────────────
        ┊ You weren't a fool. But you also never asked, and we had both been drifting
        ┊ for months.
        ┊
        ┊
        ┊                                                                    draft kept
        ────────────────────────────────────────────────────────────────────────────────
          "also never asked" can sound like part of the blame handed back. If that is
          not what you mean, keep it.
          Another way: Things were hard between us. Lying was my answer to them, and
          that is mine.
                                        Enter use this   x keep mine   - fewer of these
        ────────────────────────────────────────────────────────────────────────────────
          You can write it to yourself first: Esc n

         ^S send to Noor  ^T later, by a time  Tab hint  ^O earlier answers    ^Q leave
        """)
    #expect(stage.underlined == "also never asked")
  }

  @Test func theAnswersToOneQuestionStandSideBySide() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-04-11T20:00:00+02:00")
    stage.press("2", "/", "real for you", "<Enter>", "=")
    #expect(
      stage.picture == """
         Was any of last year real for you? Us, I mean.             The hidden messages
        ────────────────────────────────────────────────────────────────────────────────
          Noor                            Remy
          ⋮ earlier
        │ Sun 25 Jan                    ┊ Mon 26 Jan
        │ It is Sunday, so here it is   ┊ The canal in April. Your forehead on my back
        │ again. Which parts of last …  ┊ in the tram. I was there for those. On many …
        │ Tue 3 Feb                     ┊ Wed 4 Feb
        │ Was it real. I know. Again.   ┊ Yes, and again as long as you need. Real: how
                                        ┊ I missed you while standing in your kitchen. …
        │ Tue 10 Feb                    ┊ Thu 12 Feb                             not yet
        │ Was it real? I think what I   ┊ You weren't a fool. But you also never asked,
        │ am asking is: was I a fool?   ┊ and we had both been drifting for months.
        │ Tue 17 Feb                    ┊ Wed 18 Feb                               heard
        │ Real or not. One more time.   ┊ Real. And I am the one who made it doubtful.
                                        ┊ Ask me on any day, in any tone.
        │ Tue 10 Mar                    ┊ Tue 10 Mar                               heard
        │ Still asking. Was it real?    ┊ Yes. And it stays yours to doubt for as long
                                        ┊ as it takes.
        › Tue 24 Mar                    ┊ Tue 24 Mar                               heard
        │ Was it real? Just checking    ┊ Real. I like that you tap on it.
        │ the foundation.               ┊

         a ask again  m mark  Enter read it whole  = one by one  < > next talk ^Q leave
        """)
  }

  @Test func whatWaitsStandsOneAtATime() throws {
    let stage = try Stage(diaryOf: "remy", until: "2026-02-05T21:00:00+01:00").press("o")
    #expect(
      stage.picture == """
         Open                                                           Thu 5 Feb  Remy
        ────────────────────────────────────────────────────────────────────────────────
          Waiting for you. Any one is enough for tonight.

        › Noor, Thu 29 Jan, 22:30                                    The hidden messages
        │ In November you said every message was deleted. Why did you keep the ones from
        │ the summer?
                                    r answer   t later, by a time   Enter the whole talk

          Noor, Mon 2 Feb     I cancelled lunch with the choir because I could not …
          Noor, Tue 3 Feb     No contact with Kit at the spring meeting. If you …

          You wait for        nothing










         r answer  t later, by a time  Enter open  j k next  Esc back  ? help  ^Q leave
        """)
  }

  @Test func askingAgainKeepsTheWordsAndShowsWhatWasHeard() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-02-10T02:11:00+01:00")
    stage.press("2", "/", "real for you", "<Enter>", "<Enter>", "a")
    #expect(
      stage.picture == """
         Ask Remy                                            Tue 10 Feb, after midnight
        ────────────────────────────────────────────────────────────────────────────────
        │ Was it real. I know. Again.
        │
        │
        │
        │
        │
        │
        │
        ────────────────────────────────────────────────────────────────────────────────
          Ask as often as you want.
            ┊ Last night I was defensive. You may ask this as often as you need. Yes:
            ┊ the Sunday mornings, your dad's birthday, the flat without heating. Those
            ┊ were real, and I put something false next to them.
              Remy, 21 January. You marked it heard.



          Feelings     none named
          How much     no number


         ^S ask Remy  Tab to the lines below  Esc stop writing                 ^Q leave
        """)
  }

  @Test func aHurtShowsItsDaysAndWhatWasSaidInIt() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-04-11T20:00:00+02:00")
    stage.press("3", "<Enter>")
    #expect(
      stage.picture == """
         1 Today   2 Past  [3 Hurts]  4 Ours   5 Own                   Sat 11 Apr  Noor
        ────────────────────────────────────────────────────────────────────────────────
          The hidden messages                        Noor carries this, as told by Remy

          came up on 10 days in the last 30, last on Friday 10 April, about the same

         9-10                                           Mo  Tu  We  Th  Fr  Sa  Su
          7-8                                                          13• 14  15
          5-6  •   •   •  •       •      •••           16  17• 18  19  20  21• 22•
          3-4           •          •                   23  24• 25  26  27  28  29
          1-2                                          30  31   1•  2•  3   4   5
               ───┴──────┴──────┴──────┴─────           6   7   8•  9• 10• 11
                  16 Mar        30 Mar 6 Apr

          Around dates      around the 9th: Feb, Mar, Apr
          Was heard         Four months. I will keep showing up on the ninth, …    9 Apr
        › Questions         When you stand on the balcony and go quiet, …  no answer yet
                            Was any of last year real for you? Us, I mean.         heard
                            and others …
          What was owned    For eight months I wrote to Kit almost every day …    12 Jan
          What keeps it from happening again    I will tell Kit in writing that …   kept
          When it comes up  days, times, places

         a ask  w write  . still hurts  Enter open  z let it rest      ? help  ^Q leave
        """)
  }

  @Test func theWeekIsSharedAndItsDoorsMayStayOpen() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-02-08T18:00:00+01:00")
    stage.press("v", "<Tab>", "<Tab>")
    #expect(
      stage.picture == """
         The week: thanks, promised, [open], came back, dates, one thing      Sun 8 Feb
        ────────────────────────────────────────────────────────────────────────────────
          Noor and Remy, side by side. Own pages are closed while this is open.

          Open doors. They can stay open tonight. The bar says who asked.

        › │ In November you said every message was deleted. Why did you keep …    29 Jan
          │ I cancelled lunch with the choir because I could not stop thinking …   2 Feb
          │ No contact with Kit at the spring meeting. If you cannot avoid a …     3 Feb
          │ A song from their playlist came on in the bakery. I left without …     6 Feb
          ┊ Before you look at something of mine, would you tell me?               8 Feb

          Answered, not yet heard
          nothing








          Noor is signed in and writes here. Remy's words come at Remy's own sign-in.
         Enter open  Tab next step  S-Tab step back  Esc close         ? help  ^Q leave
        """)
    stage.press("<Tab>", "G")
    #expect(
      stage.picture == """
         The week: thanks, promised, open, [came back], dates, one thing      Sun 8 Feb
        ────────────────────────────────────────────────────────────────────────────────
          Noor and Remy, side by side. Own pages are closed while this is open.

          What came back. Things come back. That is part of grieving.

          │ The night of Dad's …: came up on 4 days in the last 30, last on Thu 5 Feb
          │ The hidden messages: came up on 12 days in the last 30, last on Fri 6 Feb
          │ What was told about …: came up on 3 days in the last 30, last on Mon 2 Feb
        › The same things have been coming back for a while.      Enter look · x not now











          Why: a question has been asked many times, some doors have been open long.
          Noor is signed in and writes here. Remy's words come at Remy's own sign-in.
         Enter open  Tab next step  S-Tab step back  Esc close         ? help  ^Q leave
        """)
  }

  @Test func whatIsOursEndsInAWall() throws {
    let stage = try Stage(diaryOf: "noor", until: "2026-02-08T20:00:00+01:00")
    stage.press("4")
    #expect(
      stage.picture == """
         1 Today   2 Past   3 Hurts  [4 Ours]  5 Own                    Sun 8 Feb  Noor
        ────────────────────────────────────────────────────────────────────────────────
        › Promised          Remy: From Toronto I call at nine your time, Tuesday …  kept
                            Remy: From Toronto I call at nine your time, Tuesday …  kept
                            Noor: I will ask before I look at your phone, and …     kept
                            Remy: From Toronto I call at …  "missed", said by one of you
                            Remy: From Toronto I call at nine your time, Tuesday …  kept
                            Remy: From nine in the evening my …    changed ahead of time
                            Remy: I will read my whole answer about the hospital …  kept
                            Remy: On Friday 6 February I am back by half past …     kept
                            Noor: I leave your notebook alone, …        Thu 5 Mar, 20:00

          Thanks            Remy: You said 'good luck' before my hour …            6 Feb
                            Noor: You wrote 'landed' before I had time to …       31 Jan
                            Remy: You told me what was wrong yesterday instead …  24 Jan

          Boundaries        Noor: I am sleeping in the small …     to be looked at again
                            Noor: Until the end of February your phone …    until 28 Feb
                            Noor: No contact with Kit at the spring …       until 20 Mar
                            Remy: My notebook is mine. Please do not open it, wherever …

          ▐█▌ ▐█▌ ▐█▌ ▐█▌ ▐█▌ ▐█▌ ▐█▌

         p promise  y thank you  m how it stands  Enter open  c more   ? help  ^Q leave
        """)
  }

  @Test func onesTurnToSayItBack() throws {
    let stage = try Stage(diaryOf: "remy", until: "2026-02-12T21:29:00+01:00")
    stage.press("2", "/", "real for you", "<Enter>", "<Enter>", "c", "n", "w")
    #expect(
      stage.picture == """
         Taking turns                                               The hidden messages
        ────────────────────────────────────────────────────────────────────────────────
          Next: Remy says it back.

        › Noor speaks, Tue 10 Feb, 21:40  humiliated, doubtful                   hurts 8
        │ Was it real? I think what I am asking is: was I a fool?

        ┊ Nothing was said back here yet.














         Remy's turn to speak comes when Noor has said "yes, that".
         r say it back  t later  Enter the whole talk  Esc back        ? help  ^Q leave
        """)
  }

  @Test func onesTurnToSpeakAfterYesThat() throws {
    let stage = try Stage(
      diaryOf: "remy", until: "2026-02-18T22:30:00+01:00", size: Size(columns: 110, rows: 30))
    stage.press("2", "/", "real for you", "<Enter>", "<Enter>", "c", "n")
    #expect(
      stage.picture == """
                        Taking turns                                               The hidden messages
                       ────────────────────────────────────────────────────────────────────────────────
                         Next: Remy speaks.

                       › Noor speaks, Tue 17 Feb, 22:10  exhausted                              hurts 7
                       │ Real or not. One more time.

                         Remy says back, Wed 18 Feb, 07:45                                    yes, that
                       ┊ Real. And I am the one who made it doubtful. Ask me on any day, in any tone.




















                        w speak  Enter the whole talk  Esc back                       ? help  ^Q leave
        """)
  }

  @Test func theLockNamesNobody() throws {
    let stage = try Stage(now: Moment("2026-02-10T02:11:00+01:00")!.instant)
    stage.isOwner = true
    stage.press("<Enter>", "<Enter>", "<Enter>", "Noor", "<Enter>", "Remy", "<Enter>", "blue door", "<Enter>")
    stage.press("blue door", "<Enter>", "<Enter>", "<Down>", "<Down>", "<Enter>", "w", "was any of it real", "L")
    #expect(stage.picture.contains("was any of it realL"))
    stage.press("<Esc>", "L")
    #expect(stage.isLocked)
    stage.keeper.close()
    let door = try Stage(folder: stage.folder, now: stage.now, wasLocked: true)
    let locked = """









                                    Your text is kept.
                                    Name
                                    Passphrase











                                                                             ^Q leave
      """
    #expect(door.picture == locked)
    // What is typed blind goes nowhere, and a wrong passphrase says nothing of whose it is.
    door.press("Noor", "<Enter>", "red door", "<Enter>")
    #expect(door.still == " That did not open it. Your text is kept.")
    door.press("blue door", "<Enter>", "w")
    #expect(door.picture.contains("was any of it real"))
    let sentence = locked.split(separator: "\n").first ?? ""
    #expect(try Stage(folder: stage.folder).picture == locked.replacing(sentence, with: ""))
  }
}
