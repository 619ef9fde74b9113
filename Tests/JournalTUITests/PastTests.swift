import JournalCore
import Testing

@testable import JournalTUI

/// Finding again: a month, a date, the same day of earlier months, filters.
@Suite struct PastTests {
  private func past() throws -> Stage { try Stage("noor", at: "2026-04-11T20:00:00+02:00").press("2") }

  @Test func aMonthMarksTheDaysThatHaveWordsAndGoesByDay() throws {
    let stage = try past()
    stage.press("d")
    #expect(stage.rows[2].hasPrefix("  April 2026"))
    #expect(stage.rows[3].hasPrefix("    Mo  Tu  We  Th  Fr  Sa  Su"))
    let reader = try stage.reader("noor")
    let april = JournalDay(year: 2026, month: 4, day: 1)!
    for day in april.daysOfMonth where day < JournalDay(year: 2026, month: 4, day: 11)! {
      let isWritten = try !reader.entries(on: day).isEmpty
      let cell = " \(day.day)" + (isWritten ? "•" : " ")
      #expect(stage.rows[4...8].contains { ($0 + " ").contains(cell) }, "\(day)")
    }
    stage.press("<PgUp>", "<PgUp>")
    #expect(stage.rows[2].hasPrefix("  February 2026"))
    stage.press("k", "l", "<Enter>")
    #expect(!stage.picture.contains("Mo  Tu"))
    #expect(stage.rows[2].contains("Feb") || stage.rows[2].contains("Thu 5"))
  }

  @Test func aDigitInTheMonthBeginsADate() throws {
    let stage = try past()
    stage.press("d", "3 feb", "<Enter>")
    #expect(stage.rows[2] == "  From Tue 3 Feb back" && stage.rows[4] == "  Tue 3 Feb")
    #expect(stage.model.spoken.screen.lines == ["From Tue 3 Feb back"])
    stage.press("d", "<Esc>")
    #expect(!stage.picture.contains("Mo  Tu"))
  }

  @Test func onThisDayShowsTheSameDayOfEarlierMonths() throws {
    let stage = try past()
    stage.press("d", "3 feb", "<Enter>", "d", "<PgDn>", "o")
    #expect(stage.rows[2] == "  On the 3rd of earlier months")
    #expect(stage.picture.contains("Tue 3 Feb"))
    stage.press("<Esc>")
    #expect(!stage.picture.contains("earlier months"))
  }

  @Test func aFilterShowsNoMoreAndNoLessThanWhatFits() throws {
    let stage = try past()
    let all = try stage.reader("noor").entries(before: .init(milliseconds: .max), limit: 10_000)
    stage.press("f", "<Right>", "<Right>")
    var expected = all.filter { $0.author == stage.model.desk.partners[1].id }
    #expect(stage.model.spoken.screen.items.count >= min(100, expected.count))
    #expect(stage.model.spoken.screen.items.allSatisfy { $0.hasPrefix("Remy, ") })
    stage.press("<Down>", "<Right>", "<Right>")
    let kind = EntryKind.allCases[1]
    expected = expected.filter { $0.kind == kind }
    #expect(stage.model.spoken.screen.items.count == min(100, expected.count))
    stage.press("<Esc>")
    #expect(stage.rows[2].hasPrefix("  Those with: Remy, "))
    stage.press("<Esc>")
    #expect(!stage.picture.contains("Those with"))
    #expect(stage.model.spoken.screen.items.count == min(100, all.count))
  }

  @Test func feelingsStatesHurtsAndDatesFilterToo() throws {
    let stage = try past()
    let reader = try stage.reader("noor")
    let all = try reader.entries(before: .init(milliseconds: .max), limit: 10_000)
    func shown(_ keys: [String]) -> Int {
      let there = stage.model
      for key in ["f"] + keys { stage.press(key) }
      defer { stage.go(back: there) }
      return stage.model.spoken.screen.items.count
    }
    let down = "<Down>"
    let ashamed = all.filter { $0.feelings.contains { $0.hasPrefix("exh") } }.count
    #expect(ashamed > 0 && shown([down, down, down, "EXH"]) == ashamed)
    let heard = try all.filter { try reader.chainState(of: $0) == .heard }.count
    #expect(heard > 0 && shown([down, down, down, down, "<Right>", "<Right>", "<Right>"]) == min(100, heard))
    let hurt = try #require(try reader.hurtNames().first)
    #expect(shown([down, down, "<Right>"]) == min(100, all.filter { $0.hurt == hurt.id }.count))
    let days = JournalDay("2026-02-01")!...JournalDay("2026-02-07")!
    #expect(
      shown([down, down, down, down, down, "2026-02-01", down, "7 feb"])
        == all.filter { days.contains($0.day) }.count)
    #expect(shown([down, down, down, "zzz"]) == 0)
  }

  @Test func aSearchKeepsToTheFilter() throws {
    let stage = try past()
    stage.press("/", "real", "<Enter>")
    let found = stage.model.spoken.screen.items.count
    stage.press("f", "<Right>", "<Esc>")
    let fewer = stage.model.spoken.screen.items
    #expect(fewer.count < found && fewer.allSatisfy { $0.hasPrefix("Noor, ") })
  }

  /// A journal of so many evenings, the last of them lately.
  private func evenings(_ count: Int) throws -> Stage {
    let mira = try Stage.couple()
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    for number in 1...count {
      try writer.write(
        .entry, "feeling", ["text": .string("Evening no. \(number)."), "visibility": .string("shared")],
        at: mira.now.adding(milliseconds: Int64(number - count) * 60_000), id: "e\(number)")
    }
    return mira
  }

  @Test(arguments: [["2"], ["2", "/", "evening", "<Enter>"], ["2", "f", "<Right>", "<Esc>"]])
  func theEndIsTheVeryEndAndFromThereOneGoesUpToTheTop(_ way: [String]) throws {
    let mira = try evenings(450)
    for key in way { mira.press(key) }
    func focused() -> String {
      let spoken = mira.model.spoken.screen
      return spoken.items[spoken.focus ?? 0].split(separator: ":").last.map(String.init) ?? ""
    }
    #expect(focused() == " Evening no. 450.")
    mira.press("G")
    #expect(focused() == " Evening no. 1." && mira.rows[21].contains("Evening no. 1."))
    var last = 1
    while last < 450 {
      mira.press("k")
      #expect(focused() == " Evening no. \(last + 1).")
      last += 1
      if last % 100 == 0 { #expect(mira.rows.contains { $0.hasPrefix("›") && $0.contains("no. \(last).") }) }
    }
    mira.press("g", "G", "g")
    #expect(focused() == " Evening no. 450.")
    for number in (1..<450).reversed() {
      mira.press("j")
      #expect(focused() == " Evening no. \(number).")
    }
  }

  @Test func whatIsFarDownIsShownAsItIsNowAndSoIsWhatIsAtTheTop() throws {
    let mira = try evenings(250)
    mira.press("2")
    for _ in 0..<220 { mira.press("j") }
    mira.wait(seconds: 1)
    let jon = try Journal(folder: mira.folder, person: "jon").writer()
    try jon.write(.entry, "feeling", ["text": .string("Late."), "visibility": .string("shared")], at: mira.now)
    let own = try Journal(folder: mira.folder, person: "mira").writer()
    try own.write(.action, "edit", ["target": .string("e30"), "text": .string("In other words.")], at: mira.now)
    mira.wait(seconds: 2)
    #expect(mira.picture.contains("In other words."))
    let focus = mira.model.spoken.screen.focus
    #expect(focus == 221 && mira.model.spoken.screen.items[221].hasSuffix("In other words."))
    #expect(mira.model.spoken.screen.items[0].hasSuffix("Late."))
  }

  @Test func aMonthOpenedFromASearchIsOneOfTheWholePast() throws {
    let stage = try past()
    stage.press("/", "real", "<Enter>", "d")
    #expect(stage.rows[2].hasPrefix("  April 2026") && stage.picture.contains("•"))
    #expect(!stage.rows.joined().contains("_"))
    stage.press("<Enter>")
    #expect(stage.rows[2] == "  From Sat 11 Apr back")
  }

  @Test func inAMonthEveryKeyOfMovementGoesByDayMonthAndToBothEnds() throws {
    let stage = try past()
    func month(_ keys: String...) -> String {
      for key in keys { stage.press(key) }
      return stage.rows[2].split(separator: " ").prefix(2).joined(separator: " ")
    }
    #expect(month("d") == "April 2026" && month("<PgUp>") == "March 2026" && month(" ") == "April 2026")
    #expect(month("^U") == "March 2026" && month("^U", "^D") == "March 2026" && month("<Home>") == "April 2026")
    #expect(month("G") == "January 2026" && month("g") == "April 2026" && month("<End>") == "January 2026")
    stage.take(.paste("3 feb"))
    #expect(stage.picture.contains("Go to  3 feb") || stage.rows[2].contains("3 feb"))
    stage.press("<Enter>")
    #expect(stage.rows[2] == "  From Tue 3 Feb back")
    // What is no key of the month means what it means elsewhere; the row below is not what it means.
    stage.press("d", "x")
    #expect(stage.still.contains(Words.notForThat))
    stage.press("?")
    #expect(stage.rows[0].contains(Words.helpTitle))
    stage.press("<Esc>", "<BS>")
    #expect(!stage.picture.contains("Mo  Tu"))
  }

  @Test func amongFiltersKeysMeanWhatTheyMeanElsewhere() throws {
    let stage = try past()
    let there = stage.model
    for (keys, shows) in [
      (["j", "j", "l"], "About"), (["0"], Words.quietTitle), (["?"], Words.helpTitle), (["9"], Words.numbersTitle),
      (["w"], "Write"),
    ] {
      stage.press("f")
      for key in keys { stage.press(key) }
      #expect(stage.picture.contains(shows), "\(keys) \(stage.picture)")
      stage.go(back: there)
    }
    for out in ["q", "h", "<BS>", "<Esc>", "f"] {
      stage.press("f", "l", out)
      #expect(stage.rows[2].hasPrefix("  Those with: Noor"), "\(out) \(stage.picture)")
      stage.go(back: there)
    }
    stage.press("f", "G", "<Up>", "<Up>", "<Up>")
    stage.take(.paste("hopeful"))
    let all = try stage.reader("noor").entries(before: .init(milliseconds: .max), limit: 10_000)
    let hopeful = all.count { $0.feelings.contains("hopeful") && $0.visible <= stage.now }
    #expect(hopeful > 0 && stage.model.spoken.screen.items.count == hopeful)
  }

  @Test func tabGoesFromDayToDayAndFromGroupToGroup() throws {
    let stage = try past()
    let days = stage.model.spoken.screen.items.map { $0.split(separator: ",")[1].split(separator: " ")[1...2] }
    var seen = [days[0]]
    for _ in 0..<3 {
      stage.press("<Tab>")
      let focus = try #require(stage.model.spoken.screen.focus)
      #expect(days[focus] != days[focus - 1])
      seen.append(days[focus])
    }
    #expect(Set(seen).count == 4)
    stage.press("<S-Tab>", "<S-Tab>", "<S-Tab>")
    #expect(stage.model.spoken.screen.focus == 0)
    for place in ["4", "5"] {
      stage.press(place, "<Tab>")
      let row = try #require(stage.rows.first { $0.hasPrefix("›") })
      #expect(!row.hasPrefix("›  "), "a group begins there: \(row)")
      stage.press("<S-Tab>")
      #expect(stage.model.spoken.screen.focus == 0)
    }
  }

  @Test func escComesBackToWhereOneWas() throws {
    let stage = try past()
    for start in [["G", "k", "k"], ["j", "j", "j"], ["/", "real", "<Enter>", "j"], ["d", "3 feb", "<Enter>", "j"]] {
      let there = stage.model
      for key in start { stage.press(key) }
      let before = stage.picture
      let words = stage.model.spoken.screen.items[stage.model.spoken.screen.focus ?? 0]
      for way in [["d"], ["d", "<PgUp>", "h"], ["d", "3"], ["d", "30 feb", "<Enter>"], ["/"], ["/", "river"]] {
        for key in way { stage.press(key) }
        stage.press("<Esc>").wait(seconds: 1)
        #expect(stage.picture == before, "\(start) \(way) \(stage.picture)")
        #expect(stage.model.spoken.screen.items[stage.model.spoken.screen.focus ?? 0] == words)
      }
      stage.go(back: there)
    }
  }

  @Test func theMonthIsTheOneThatOneStandsIn() throws {
    let stage = try past()
    stage.press("G", "d")
    #expect(stage.rows[2].hasPrefix("  January 2026"))
  }

  @Test func fromItsOldestEndNothingIsLeftOutThoughSomethingWasSharedLater() throws {
    let mira = try evenings(150)
    let writer = try Journal(folder: mira.folder, person: "mira").writer()
    // Written long before all others for herself, and shared last.
    try writer.write(
      .entry, "feeling", ["text": .string("Alone."), "visibility": .string("private")],
      at: mira.now.adding(milliseconds: -100 * 60_000 - 500), id: "alone")
    try writer.write(.action, "share", ["target": .string("alone")], at: mira.now)
    mira.wait(seconds: 1)
    mira.press("2", "G")
    let numbers = mira.model.spoken.screen.items.compactMap { $0.split(separator: "no. ").last?.dropLast() }
    #expect(numbers == (1...100).reversed().map { "\($0)" }, "\(numbers)")
  }

  @Test func escTakesADateAway() throws {
    let stage = try past()
    let newest = stage.picture
    stage.press("d", "3 feb", "<Enter>", "<Esc>")
    #expect(stage.picture == newest)
  }

  @Test func ofALongWordBothEndsCanBeReached() throws {
    let stage = try past()
    stage.press("/", "beginning" + String(repeating: "-", count: 90) + "end")
    #expect(stage.rows[2].hasSuffix("--end") && stage.rows[2].contains("…-"))
    stage.press("<Home>")
    #expect(stage.rows[2].contains("beginning--") && stage.rows[2].hasSuffix("-…"))
    #expect(stage.rows.allSatisfy { $0.count <= 80 })
  }

  @Test func anEmptyListSaysWhatThereIsNothingOf() throws {
    let stage = try past()
    let there = stage.model
    func says(_ words: String, after keys: String...) {
      for key in keys { stage.press(key) }
      #expect(stage.picture.contains(words) && !stage.picture.contains(Words.beginning), "\(stage.picture)")
      #expect(stage.model.spoken.screen.lines.contains(words), "\(stage.model.spoken.screen.lines)")
      stage.go(back: there)
    }
    says(Words.nothingOfThat, after: "f", "<Down>", "<Down>", "<Down>", "zzz", "<Esc>")
    says(Words.nothingUntilThen, after: "d", "2020-01-01", "<Enter>")
    says(Words.nothingOfThat, after: "d", "2020-01-01", "<Enter>", "d", "o")
    stage.press("d", "2020-01-01", "<Enter>", "d")
    #expect(stage.picture.contains(Words.nothingUntilThen))
    let nobody = try Stage.couple().press("2")
    #expect(nobody.picture.contains(Words.beginning))
  }

  @Test func whatIsTypedIsNotOfferedAsAKey() throws {
    let stage = try past()
    let there = stage.model
    for (keys, offered) in [
      ("/", " Enter show  Esc back "), ("d3", " Enter go there  Esc back "),
      ("d", " Enter go there  o on this day  Esc back "), ("f", " Left Right change  Enter show  Esc back "),
    ] {
      stage.press(keys)
      #expect(stage.footer.hasPrefix(offered) && !stage.footer.contains("? help"), "\(stage.footer)")
      stage.go(back: there)
    }
  }

  @Test func inAMonthADateBeginsAndOtherLettersAreKeys() throws {
    let stage = try past()
    let there = stage.model
    // The eleventh is a Saturday.
    for (typed, day) in [
      ("today", "2026-04-11"), ("yesterday", "2026-04-10"), ("mon", "2026-04-06"), ("Saturday", "2026-04-11"),
      ("7 apr", "2026-04-07"),
    ] {
      stage.press("d", typed)
      #expect(stage.rows[2].hasPrefix("  Go to  \(typed)"))
      stage.press("<Enter>")
      #expect(!stage.picture.contains("Go to") && Dates.day(typed, today: stage.model.desk.today) == JournalDay(day))
      stage.go(back: there)
    }
    stage.press("d", "?")
    #expect(stage.rows[0].hasPrefix(" Keys "))
    stage.press("<Esc>")
    #expect(stage.rows[2].hasPrefix("  April 2026"))
    stage.press("/")
    #expect(stage.rows[2].hasPrefix("  Search"))
    stage.go(back: there)
    stage.press("d", "L")
    #expect(stage.still.contains(Words.sampleHasNoLock) && !stage.isLocked)
  }

  @Test func whatNarrowsASearchStandsBesideItsWord() throws {
    let stage = try past()
    let down = "<Down>"
    stage.press("f", "<Right>", down, down, down, down, down, "1 feb", down, "7 fbe", "<Enter>")
    #expect(stage.still.contains(Words.dateUnclear) && stage.footer.contains("Left Right change"))
    stage.press("<Esc>")
    #expect(stage.rows[2] == "  Those with: Noor, from 1 Feb")
    stage.press("f", down, down, down, down, down, down, "^U", "7 mar", "<Enter>")
    #expect(stage.rows[2] == "  Those with: Noor, from 1 Feb, until 7 Mar", "\(stage.picture)")
    stage.press("/", "real")
    #expect(stage.rows[2].hasPrefix("  Search  real") && stage.rows[3] == "  Those with: Noor, from 1 Feb, until 7 Mar")
    stage.press("<Enter>")
    #expect(stage.rows[2] == "  Search real. Those with: Noor, from 1 Feb, until 7 Mar")
    #expect(stage.model.spoken.screen.lines == ["Search  real. Those with: Noor, from 1 Feb, until 7 Mar"])
    stage.press("d", "2026-03-03", "<Enter>", "d", "o")
    #expect(stage.model.spoken.screen.items.allSatisfy { $0.hasPrefix("Noor, ") })
  }
}
