internal import JournalCore

/// Every word of the full screen, in one place: to be read whole, checked against the tone rules, and translated.
enum Words {
  // MARK: - Places, heads, kinds

  static let places = ["Today", "Past", "Hurts", "Ours", "Own"]
  static let sample = "sample"
  static let afterMidnight = "after midnight"
  static func place(_ number: Int, of count: Int) -> String { "\(number) of \(count)" }
  static let waitsForAnswer = "waits for an answer"
  static let on = "on"
  /// How the screen names the key of an action, as it is set here.
  private static func key(_ action: Action) -> String { Keymap.standard.label(action) }

  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  static let longMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let today = "today"
  static let tomorrow = "tomorrow"
  /// The halves of a day, as clocks of twelve hours name them.
  static let halves: [(name: String, hours: Int)] = [("am", 0), ("pm", 12)]
  static let yesterday = "yesterday"
  static let shortDays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
  static let longDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// What the heading of an entry calls it, where its feelings do not say it.
  static func kind(_ kind: EntryKind) -> String {
    switch kind {
    case .feeling: "writes"
    case .question: "asks"
    case .response: "answers"
    case .acknowledgement: "what I did"
    case .boundary: "a boundary"
    case .promise: "a promise"
    case .gratitude: "thanks"
    case .ritual: "something we do"
    case .goal: "something we want"
    case .reflection: ownPageKey
    case .help: "help from outside"
    case .forgiveness: "a note on forgiveness"
    case .checkIn: "checking in"
    }
  }

  static func to(_ words: String) -> String { "to \"\(words)\"" }
  static func hurts(_ number: Int) -> String { "hurts \(number)" }
  static func strong(_ number: Int) -> String { "\(number) of 10" }
  static let notOwed = "Forgiveness is not owed. There is nothing to do here."
  static let taken = "taken back"
  static let wantsAnswer = "wants an answer"
  static let noAnswerYet = "no answer yet"
  static let heard = "heard"
  static let notYet = "not yet"
  static let answered = "answered"
  static let edited = "edited"
  static let editedAfterAnswer = "edited after the answer"
  static let forYou = "only you see this"
  static let ready = "ready to share"
  static func readyTitle(_ other: String) -> String { "Ready for \(other)" }
  static func readyHead(_ other: String) -> String {
    "You wrote this for both of you before \(other) joined. What you share now, \(other) sees from now on."
  }
  static func readyRow(_ other: String) -> String { "What you wrote for both of you before \(other) joined" }
  static let readyDone = "Share what is for both of you, keep the rest"
  static let readyDoneKey = "share"
  static let readySettled = "It is as you said."
  static func keptReady(_ other: String) -> String {
    "\(other) has not joined yet. It is kept ready, and you say once more that \(other) may see it."
  }
  static let onItsWay = "on its way"
  static func will(_ name: String, by time: String) -> String { "\(name) will, by \(time)" }
  static func mark(_ mark: Mark) -> String { mark == .heard ? heard : notYet }

  // MARK: - Footers

  static let helpKey = "help"
  static let leaveKey = "leave"
  static let continueKey = "go on"
  static let readOnKey = "read on"
  static let answerKey = "answer"
  static let backKey = "back"
  static let closeKey = "close"
  static let openKey = "open"
  static let nextKey = "next"
  static let nextLineKey = "next line"
  static let nextStepKey = "next step"
  static let stepBackKey = "step back"
  static let nextTalkKey = "next talk"
  static let writeKey = "write"
  static let askKey = "ask"
  static let askAgainKey = "ask again"
  static let thankKey = "thank you"
  static let stillHurtsKey = "still hurts"
  static let promiseKey = "promise"
  static let moreKey = "more"
  static let later = "later"
  static let laterKey = later + ", by a time"
  static let markKey = "mark"
  static let newWordsKey = "new words"
  static let ownPageKey = "own page"
  static let letRestKey = "let it rest"
  static let wakeKey = "wake it"
  static let changeKey = "change"
  static let thisOneKey = "this one"
  static let doItKey = "do it"
  static let scrollKey = "scroll"
  static let searchKey = "search"
  static let monthKey = "month"
  static let filtersKey = "filters"
  static let showKey = "show"
  static let goThereKey = "go there"
  static let onThisDayKey = "on this day"
  static let sideBySideKey = "side by side"
  static let oneByOneKey = "one by one"
  static func sideBySideTitle(_ words: String) -> String { "Side by side: \(words)" }
  static let readWholeKey = "read it whole"
  static let speakKey = "speak"
  static let sayBackKey = "say it back"
  static let wasThatItKey = "was that it"
  static let keepAsDraftKey = "keep it as a draft"

  // MARK: - Today

  static let nothingWritten = "nothing written"
  static let hasNotJoined = "has not joined yet"
  /// Where nothing is written yet, on Today, in Past and in the list.
  static let beginning = "Nothing here yet. Beginnings are often awkward."
  static let beginnings: [(Action, String)] = [
    (.write, "write what is there"), (.ask, "ask something"), (.thank, "thank for something"),
    (.more, "anything else: a promise, a boundary, what I did"),
  ]
  static var lookAround: String {
    "Or look around with \(key(.today)) to \(key(.own)). Before anything is sent, the line at the bottom says who will see it."
  }
  static var sampleFirst: String {
    "These are the pages of two invented people. They are heavy; \(key(.leave)) leaves at any time."
  }
  static let waitingForYou = "Waiting for you"
  static let youWaitFor = "You wait for"
  static let promised = "Promised"
  static let newForYou = "New for you"
  static let nothingWaits = "Nothing is waiting."
  /// What the other wrote: of an answer, what it answers.
  static func new(_ name: String, _ item: Item) -> String {
    guard item.entry.kind == .response, item.entry.holdingUntil == nil, let to = item.to else {
      return name + ": " + item.words
    }
    return "\(name) answered \"\(to)\""
  }
  static func wouldLikeCompany(_ name: String) -> String { "\(name) would like company." }
  static let hereNow = "I am here now."
  static func youWereWriting(_ day: String, _ clock: String) -> String { "You were writing on \(day) at \(clock)." }
  /// Of several texts, which one it is.
  static func youWereWriting(_ title: String, _ day: String, _ clock: String) -> String {
    "\(title), on \(day) at \(clock)"
  }
  static let unfinished = "Kept"
  static var putAway: String { "\(key(.takeBack)) put away" }
  static func somethingNew(_ name: String) -> String { "Something new from \(name)." }
  static let earlier = "earlier"

  // MARK: - Open

  static let open = "Open"
  static let waitingHead = "Waiting for you. Any one is enough for tonight."
  static let openHead = "Open. None of it counts as waiting now."
  static let nothing = "nothing"
  static let wholeTalk = "the whole talk"

  // MARK: - Past and talks

  static let searchPrompt = "Search  "
  static let nothingFound = "Nothing of these words."
  static let nothingOfThat = "Nothing of that."
  static let nothingUntilThen = "Nothing on that day or before."
  static let searchEmpty = "Type a word. What you find is what you may see."
  static let datePrompt = "Go to  "
  static let monthKeys = "Arrows go by day, PgUp PgDn by month; or type a date"
  static func back(from day: String) -> String { "From \(day) back" }
  static func onThisDay(_ day: Int) -> String { "On the \(ordinal(day)) of earlier months" }
  /// The month for those who hear it.
  static func monthInWords(_ month: JournalDay, written: String, dates: String) -> [String] {
    ["\(longMonths[month.month - 1]) \(month.year). " + (written.isEmpty ? "Nothing written." : "Words on \(written).")]
      + (dates.isEmpty ? [] : ["Marked dates: \(dates)."])
  }
  static let filterHead = "Those with: "
  static let filterAny = "any"
  static let filterPerson = "By"
  static let filterKind = "What"
  static let filterFeeling = "Feeling"
  static let filterState = "Stands"
  static let filterFrom = "From"
  static let filterUntil = "Until"
  static func state(_ state: ChainState) -> String {
    switch state {
    case .open: noAnswerYet
    case .answered: answered
    case .heard: heard
    case .notYet: notYet
    case .setAside: "let be"
    case .withdrawn: taken
    }
  }
  static let dateUnclear = "A date such as 3 Feb or 2026-02-03."
  static let talkGone = "This is not here any more."
  static let olderWords = "older words"
  static let olderKey = "Enter " + olderWords
  static let noLaterTalk = "There is no later talk of this hurt."
  static let noEarlierTalk = "There is no earlier talk of this hurt."

  // MARK: - Hurts

  static let normal = "Things come back. That is part of grieving."
  static var noHurts: String { "Nothing has a name here yet. \(key(.more)) names a hurt." }
  static let noneComesBack = "Nothing has come back three times in the last 30 days."
  static let answeredByTalking = "answered by talking"

  // MARK: - What comes back, in sentences

  static let notYetCameUp = "has not come up yet"
  static func lastOn(_ day: JournalDay) -> String {
    "last on \(longDays[day.weekday.rawValue]) \(day.day) \(longMonths[day.month - 1])"
  }
  static func heardCounts(_ counts: HeardCounts) -> String {
    "\(counts.heard) heard, \(counts.notYet) not yet, \(counts.unmarked) without a mark"
  }

  /// The patterns that the sample rules let be told, a sentence each.
  static func patterns(_ patterns: Patterns, _ dates: [MarkedDate]) -> [String] {
    var lines: [String] = []
    for day in Weekday.allCases {
      if let share = patterns.weekdays[day], share.isShown {
        lines.append("often on \(longDays[day.rawValue])s (\(share.count) of \(patterns.count))")
      }
    }
    for part in Patterns.Part.allCases where patterns.parts[part]?.isShown ?? false {
      lines.append("more often \(Self.part(part)) than \(usual)")
    }
    for tag in patterns.shownTags where !tag.hasPrefix("date:") {
      lines.append("\(patterns.tags[tag] ?? 0) times with \(tag.split(separator: ":", maxSplits: 1).last ?? "")")
    }
    for id in patterns.shownDates {
      guard let date = dates.first(where: { $0.id == id }), let returns = patterns.dates[id] else { continue }
      let named = returns.map { date.rhythm == .yearly ? String($0.year) : months[$0.month - 1] }
      let day =
        date.rhythm == .yearly ? "\(date.date.day) \(longMonths[date.date.month - 1])" : "the \(ordinal(date.date.day))"
      lines.append("around \(day): \(named.joined(separator: ", "))")
    }
    return lines
  }

  private static func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100 / 10) {
    case (1, 0), (1, 2...): "\(number)st"
    case (2, 0), (2, 2...): "\(number)nd"
    case (3, 0), (3, 2...): "\(number)rd"
    default: "\(number)th"
    }
  }
  private static let usual = "what is written here usually"
  private static func part(_ part: Patterns.Part) -> String {
    switch part {
    case .morning: "in the morning"
    case .afternoon: "in the afternoon"
    case .evening: "in the evening"
    case .night: "at night"
    }
  }

  // MARK: - What the two have

  static func goal(_ state: GoalRow.State) -> String {
    switch state {
    case .proposed: "proposed"
    case .ours: "ours"
    case .notNow: "not now"
    case .reworded: "in other words"
    case .reached: "reached"
    case .letGo: "let go"
    }
  }
  static func ritual(_ state: RitualRow.State) -> String {
    switch state {
    case .proposed: "proposed"
    case .ours: "ours"
    case .resting: "resting"
    }
  }
  static func boundary(_ state: BoundaryRow.State) -> String {
    switch state {
    case .inForce: "in force"
    case .lookAgain: "in force, to be looked at again"
    case .ended: "ended"
    }
  }

  // MARK: - The card about help

  static func card(_ card: HelpCard) -> [String] {
    if card.isForSession { return [bringIt] }
    switch card.audience {
    case .both:
      return [
        helpCard + " " + manyCouples,
        "A good helper can hold pain without blame, sort out guilt and boundaries, help each trust their own sense,"
          + " and keep repair going.",
      ]
    case .person:
      return ["These have been heavy days. You could let someone hold this with you. Only you see this line."]
    }
  }

  /// The named parts of an acknowledgement and of notes on a session, in their order.
  static let parts = [
    ("what_i_did", "What I did"), ("how_it_landed", howItLanded), ("i_am_responsible", responsible),
    ("bring", "To bring"), ("agreed", "Agreed"), ("next", "To try until next time"),
  ]

  /// What became of a promise.
  static func outcome(_ outcome: PromiseRow.Outcome) -> String {
    switch outcome {
    case .upcoming: "ahead"
    case .justDue: "due now"
    case .unmarked: "nobody has said"
    case .kept: "kept"
    case .partly: "partly"
    case .missed: "\"missed\""
    case .keptUnconfirmed: "kept, said by one of you"
    case .partlyUnconfirmed: "partly, said by one of you"
    case .missedUnconfirmed: "\"missed\", said by one of you"
    case .seenDifferently: "you saw this differently"
    case .renegotiated: "changed ahead of time"
    case .released: "released"
    }
  }

  static func cameUp(_ days: Int) -> String { "came up on \(days) \(days == 1 ? "day" : "days") in the last 30" }
  static let notCameUp = "has not come up in the last 30 days"
  static func last(_ day: String) -> String { "last on \(day)" }
  static func carries(_ carrier: String, toldBy teller: String) -> String {
    "\(carrier) carries this, as told by \(teller)"
  }
  static let atRest = "at rest"
  static func course(_ word: HurtRow.Course.Word) -> String {
    switch word {
    case .easing: "easing"
    case .growing: "growing"
    case .aboutTheSame: "about the same"
    case .tooFew: "too few to say"
    }
  }
  static func about(every days: Int) -> String { days == 1 ? "about every day" : "about every \(days) days" }
  static let questions = "Questions"
  static let wasHeard = "Was heard"
  static let wasOwned = "What was owned"
  static let nothingOwned = "Nothing written yet"
  static let written = "Written"

  // MARK: - Ours and Own

  /// The wall in words: no number is said of it.
  static let wall = "A wall of bricks: each is a promise that the other said was kept."
  static let noPromises = "No promises right now."
  static let boundaries = "Boundaries"
  static let whatWeDo = "What we do"
  static let whatWeWant = "What we want"
  static let thanks = "Thanks"
  static let datesAhead = "Dates ahead"
  static let lookAgain = "to be looked at again"
  static func reachesAtOnce(_ name: String) -> String { "reaches \(name) at once" }
  static let exports = "Exports"
  static func exported(_ name: String) -> String { "\(name) exported what you both share" }
  static let weDidIt = "we did it"
  static let howItStands = "how it stands"
  static func from(_ day: String) -> String { "from \(day)" }
  static func until(_ day: String) -> String { "until \(day)" }
  static func lastTime(_ day: String) -> String { "last \(day)" }

  /// How a promise stands: its time while it is ahead, then what both say.
  static func state(_ row: PromiseRow, _ desk: Desk) -> String {
    switch row.outcome {
    case .upcoming, .justDue: due(desk.zone.moment(at: row.due.instant), desk)
    default: outcome(row.outcome)
    }
  }

  /// A time ahead that something is due at: `due today, 20:00`, `Thu 20:00`.
  static func due(_ moment: Moment, _ desk: Desk) -> String {
    moment.date == desk.today ? "due today, " + Dates.clock(moment) : Dates.ahead(moment, today: desk.today)
  }

  /// What each says of a promise, by name; its time while nobody has spoken.
  static func bothWords(_ row: PromiseRow, _ desk: Desk) -> String {
    guard !row.said.isEmpty else { return state(row, desk) }
    return desk.partners.compactMap { partner in
      row.said[partner.id].map { partner.name + ": " + quoted($0) }
    }.joined(separator: ", ")
  }

  /// What somebody said of a promise: "missed" is a word of theirs.
  private static func quoted(_ outcome: String) -> String {
    outcome == PromiseRow.Outcome.missed.rawValue ? Self.outcome(.missed) : outcome
  }

  static let promiseAsked = "How did it go?  k kept  p partly  m \"missed\""
  static let goalAsked = "Is it ours?  o ours  n not now  w in your words"
  static let goalClosed = "r reached  l let go"
  static let boundaryAsked = "c it was crossed, in your words"
  static let boundaryMine = "c it was crossed, in your words  e end it"
  static func said(_ outcome: String) -> String { "You said \(quoted(outcome)). The other says it for themselves." }
  static let goalSaid = "Kept."
  static let boundaryEnded = "Ended. It stays readable."

  // MARK: - The week

  static let theWeek = "The week"
  static let weekSteps = ["thanks", "promised", "open", "came back", "dates", "one thing"]
  static let weekHeads = [
    "What was thanked for, these seven days.", "What was promised, in both your words.",
    "Open doors. They can stay open tonight.",
    "What came back. " + normal, "Dates in the next two weeks.",
    ifYouWant + ".",
  ]
  /// Beside the open doors, for those who see them.
  static let barSays = "The bar says who asked."
  static let ifYouWant = "One thing for the week, if you want"
  static func mightBelong(_ name: String) -> String {
    "\(name), these may ask the same.  \(key(.ask)) asks it again · \(key(.takeBack)) they are two"
  }
  static let weekEmpty = [
    "Nothing written these seven days. It can be said out loud.", noPromises, nothingWaits, noneComesBack,
    "No dates in the next two weeks.", ifYouWant + ".",
  ]
  static func sideBySide(_ one: String, _ other: String) -> String {
    "\(one) and \(other), side by side. Own pages are closed while this is open."
  }
  /// Who writes while two look; nothing where nobody does.
  static func signedIn(_ desk: Desk) -> String {
    let (me, other) = (desk.me.name, desk.other.name)
    guard desk.hindrance != .otherWindow, !(desk.presence[desk.me.id]?.hasLeft ?? false) else { return "" }
    let writes = "\(me) is signed in and writes here."
    return desk.left == nil ? writes + " \(other)'s words come at \(other)'s own sign-in." : writes
  }
  static let ownIsClosed = "Own pages are closed while the week is open. Esc closes it."
  static let placesAreClosed = "The week is open. Esc closes it, and opens the places."
  static let draftIsClosed = "A draft of yours for that stays closed while the week is open."
  static let answeredNotYet = "Answered, not yet heard"
  static let oneThing = "A promise for this week, small enough to keep"
  static let helpCard = "The same things have been coming back for a while."
  static var lookOrNotNow: String { "\(key(.open)) look · \(key(.takeBack)) not now" }
  private static let manyCouples = "Many couples bring someone in at this point."
  static let bringIt = "You could bring this along next time."
  static func willBy(_ time: String) -> String { "by \(time)" }
  /// The reasons of a card, in one line.
  static func why(_ card: HelpCard) -> String {
    let rules = Set(card.reasons.map(\.rule))
    var parts: [String] = []
    if rules.contains(.comesBack) { parts.append("something has come back for weeks") }
    if rules.contains(.askedOften) { parts.append("a question has been asked many times") }
    if rules.contains(.openDoors) { parts.append("some doors have been open long") }
    return "Why: " + parts.joined(separator: ", ") + "."
  }
  static let helpPageTitle = "Somebody who helps"
  static var helpPage: [String] {
    [
      manyCouples,
      "",
      "What a good helper can do:",
      "hear pain without blame,",
      "sort out guilt, boundaries and who answers for what,",
      "help each of you trust your own sense,",
      "and keep repair and small promises going.",
      "",
      "If you are afraid of the other, help for two is not the right first step: \(key(.numbers)).",
    ]
  }

  // MARK: - A quiet minute, and numbers

  static let quietTitle = "A quiet minute"
  static let quiet = [
    "Nothing has to be written now, and nothing here is kept.",
    "",
    "Put both feet on the floor. Let your breath go out longer than it comes in.",
    "",
    "Five things that you can see. Four that you can touch. Three that you can hear.",
    "",
    "You can stop here for today. What waits can wait.",
  ]
  static let numbersTitle = "Numbers"
  static let numbersOwn = "Yours, which only you see:"
  static let numbersEdit = "lines of your own"
  static let numbersKept = "Kept for you alone."
  static let ownEditorOff =
    "Your own editor is off. editor = true in config.toml switches it on; its plugins may send what you write elsewhere."
  static let noEditor = "That editor did not open, or gave no text back. Your text is kept."
  static let noMemoryFolder = "There is no folder in memory for the text. Your text is kept here."
  static let numbers = [
    "In immediate danger: your local emergency number.",
    "",
    "Afraid of the other: a domestic-abuse service, from a device that they cannot reach.",
    "",
    "Thinking of ending your life: a crisis line near you.",
    "",
    "Lists of such services in many countries, to look up by hand: Befrienders Worldwide, Hot Peach Pages.",
    "",
    "That this page was open is kept nowhere.",
  ]

  // MARK: - Space

  static let spacePrompt = "Until when?  "
  static let spaceHelp = "From 20 minutes to 14 days: 20 · 20:30 · tomorrow 9 · sat 20 · 2 hours"
  /// How a stretch of time is typed.
  static let spans: [(names: [String], milliseconds: Int64)] = [
    (["m", "min", "minute", "minutes"], 60_000), (["h", "hour", "hours"], 3_600_000),
    (["d", "day", "days"], 86_400_000), (["w", "week", "weeks"], 7 * 86_400_000),
  ]
  static func spaceKept(_ time: String) -> String {
    "Space until \(time). \(key(.space)) ends it. Nothing counts as waiting."
  }
  static let awayRow = "Away; nothing counts as waiting"
  static let awayPrompt = "Away until  "
  static let awayHelp = "20 · tomorrow 9 · sat 20 · 7 feb 18:00 · 3 days, an hour or more"
  static func awayKept(_ time: String, _ other: String) -> String {
    "Away until \(time); \(other) sees it. Nothing counts as waiting until then."
  }
  static let spaceEnded = "Space has ended."
  static func notJoined(_ name: String) -> String { "\(name) has not joined yet." }
  static func isAway(_ name: String, _ time: String) -> String {
    "\(name) is away until \(time). Nothing counts as waiting until then."
  }
  static func hasSpace(_ name: String, _ time: String) -> String {
    "\(name) has asked for space until \(time). You can write; it arrives then."
  }
  /// While one has space, what the other writes.
  static func folded(_ name: String) -> String {
    "\(name) wrote; it is in \(places[1]) until your space ends."
  }
  /// What several are about that came from the other; nil of it is about nothing named.
  static func several(_ about: [String?]) -> String {
    var named = about.compactMap(\.self)
    if named.count < about.count { named.append(named.isEmpty ? severalThings : otherThings) }
    // By hand, as in `Reader.union`: it stands on the first screen.
    return named.reduce("") { $0.isEmpty ? $1 : $0 + " · " + $1 }
  }
  private static let severalThings = "several things"
  private static let otherThings = "other things"
  static func mySpace(_ time: String) -> String { "Your space runs until \(time). \(key(.space)) ends it." }
  static func iAmAway(_ time: String) -> String { "You are away until \(time). Nothing counts as waiting until then." }
  static func hasLeft(_ name: String) -> String { "\(name) no longer writes here. Your pages are yours." }
  static let ifYouLike = "If you like"
  static let twentyMinutes = "Twenty minutes. You can stop here."
  static var notNowKey: String { "\(key(.takeBack)) not now" }

  // MARK: - A hurt's page

  static let noDatesHere = "It comes near no dates, as far as there is something to say."
  static let aroundDates = "Around dates"
  static let cameUpOn = "Came up"
  static let whenItComes = "When it comes up"
  static let whatKeeps = "What keeps it from happening again"
  static let alsoHeard = "Also heard"
  static let alsoOwned = "Also owned"
  static let alsoKeeps = "Also keeps it"
  static let foldPatterns = "Show this to neither of us"
  static let patternsHidden = "Shown to neither of you."
  static let patternsShown = "Shown to both of you."
  static let patternsAreHidden = "shown to neither of you; Enter shows it to both"
  static func askedOn(_ days: Int, since day: String) -> String { "asked on \(days) days since \(day)" }
  static let countIsHidden = "how often it was asked is shown to neither of you"
  static func countKey(isFolded: Bool) -> String { key(.rest) + (isFolded ? " show" : " show to neither") }
  static let countHidden = "How often you asked is shown to neither of you."
  static let countShown = "How often you asked is shown to both of you, unfolded."
  static let unfoldWhen = "days, times, places"
  static let andOthers = "and others"
  static var writeOrHide: String { "\(key(.more)) write · \(key(.takeBack)) hide this line" }
  static let differently = "Told differently"
  static var resting: String { "It rests. \(key(.undo)) wakes it, and so does its coming up." }
  static let awake = "It is awake."
  static let ownNow = "What only you see."
  static var earlierInPast: String { "Earlier ones: \(key(.past)) \(places[1])." }
  static let ownEmpty = "Nothing written for you alone yet."
  static let ownPages = "Pages"
  static func pages(_ pages: OwnPages) -> String {
    switch pages {
    case .ready: "Four lines, before we begin"
    case .sense: "When was my own sense right?"
    case .ground: "Own ground"
    case .forgiveness: "Notes on forgiveness"
    case .ending: "What an ending would be"
    }
  }
  static let pagesHead = "For you alone. Enter writes to one of them; none is asked for."
  static let forgivenessHead = "It is yours to write or not. It changes nothing and nobody is told."
  static var endingHead: String {
    "For you alone; nothing counts them, and nothing asks. \(key(.numbers)) opens the numbers page."
  }
  static let settings = "Settings"
  static let lighter = "I am ready for lighter questions"
  static func rule(_ rule: HelpReason.Rule) -> String {
    switch rule {
    case .comesBack: "Suggest help when something keeps coming back"
    case .askedOften: "Suggest help when a question is asked many times"
    case .heavyDays: "Suggest help to me on heavy days"
    case .openDoors: "Suggest help when doors have been open long"
    case .ownWords: "Suggest help to me about my own words"
    }
  }
  static let yes = "yes"
  static let no = "no"
  static func comesDaily(_ name: String) -> String { "What \(name) writes comes once a day" }
  static func atHour(_ hour: Int) -> String { "at \(hour):00" }
  static let hourPrompt = "At which hour  "
  static let hourHelp = "0 to 23. Nobody is told."
  static let hourKept = "Kept. What is there has come."
  static let comesAsWritten = "It comes as it is written."
  static let locksAfter = "Locks when no key comes for"
  static func minutes(_ minutes: Int) -> String { minutes == 1 ? "1 minute" : "\(minutes) minutes" }
  static let leaving = "Leave"
  static let stopSharing = "Stop sharing from now on"
  static func leaveAsked(_ me: String, _ other: String) -> String {
    "\(other) will see: \"\(me) no longer writes here.\" If that is not safe, stop writing; nothing shows. "
      + "Your own pages stay yours. Enter stops sharing, Esc keeps it as it is."
  }
  static let youLeft = "You share nothing from now on. Your pages are yours."

  // MARK: - Writing

  static func editorTitle(_ purpose: Purpose, other: String) -> String {
    switch purpose {
    case .write(.feeling): "Write"
    case .write(.question): "Ask \(other)"
    case .write(.gratitude): "Thank \(other)"
    case .write(.reflection): "Own page"
    case .write(.acknowledgement): "What I did"
    case .write(.boundary): "A boundary"
    case .write(.promise): "A promise"
    case .write(.ritual): "Something we do"
    case .write(.goal): "Something we want"
    case .write(.checkIn): "Checking in"
    case .write(.help): "Help from outside"
    case .write(.forgiveness): "A note on forgiveness"
    case .write(.response): "Answer \(other)"
    case .askAgain: "Ask \(other)"
    case .answer: "Answer \(other)"
    case .speak: "Your turn to speak"
    case .edit: "New words"
    case .nameHurt: "Name a hurt"
    case .numbers: numbersOwn
    case .note: "We did it"
    case .act(.crossing, _): "A boundary was crossed"
    case .act(.goalAnswer, _): "In your words"
    case .act(.toldDifferently, _): "I remember this differently"
    case .act: "Write"
    }
  }
  static let looksClose = "Ask as often as you want. This looks close to one you have here:"
  static let askedKeys = ["Enter the same question", "x a new one", "= all the answers"]
  static func mayBeAbout(_ hurt: String) -> String { "This may be about \(hurt)." }
  static let mayBeAboutKeys = ["Enter it is", "x it is not", "= its page"]
  static func isAbout(_ hurt: String) -> String { "About \(hurt)." }
  static let otherAsked = "j k others"
  static let askedKey = "asked before"
  static func inCommon(_ common: [String]) -> String {
    "in common: " + common.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
  }
  static let sameQuestion = "Asked again, with the words that you choose."
  static let askFreely = "Ask as often as you want."
  static let stillOpen = "Not yet. What is still open? Enter leaves it empty."
  static let oneLineThanks = "Something good, however small"
  static func markedHeardOn(_ who: String) -> String { "\(who). You marked it heard." }
  static let olderStay = "The older words stay readable."
  static let waysToBegin = "Ways to begin"
  static let dangerLine = "Esc 9 opens the numbers page. This line is not kept."
  /// What words can sound like, by what they may be doing.
  static func canSound(_ words: String, _ deflection: Deflection) -> String {
    let like =
      switch deflection {
      case .minimising: "the hurt made smaller than it is"
      case .justifying: "a reason in the place of an answer"
      case .blameShifting: "part of the blame handed back"
      case .counterAttack: "a second hurt laid over the first"
      case .rushing: "being asked to leave it behind"
      case .gaslighting: "being told that it was not so"
      case .stonewalling: "a door that closes"
      case .butApology: "taking back what stands before it"
      case .conditionalApology: "an apology with no deed in it"
      case .askingForgiveness: "being asked for forgiveness"
      }
    return "\"\(words)\" can sound like \(like). If that is not what you mean, keep it."
  }
  static func reasonsAskedFor(_ words: String) -> String {
    "\"\(words)\": reasons were asked for. End with what was yours."
  }
  static func anotherWay(_ words: String) -> String { "Another way: \(words)" }
  static let hintKeys = "Enter use this   x keep mine   - fewer of these"
  /// A hurt of one's own has a page of its own.
  static let hurtHintKeys = "c name a hurt of mine   " + hintKeys
  static let hintKeysShort = "Enter use  x keep  - fewer"
  static let hintKey = "hint"
  static let hintsEverywhere = "Hints beside what I write and ask too"
  static func hintsAbout(_ deflection: Deflection) -> String {
    let name =
      switch deflection {
      case .minimising: "making small"
      case .justifying: "reasons"
      case .blameShifting: "blame handed back"
      case .counterAttack: "a second hurt"
      case .rushing: "leaving it behind"
      case .gaslighting: "telling what was so"
      case .stonewalling: "closing the door"
      case .butApology: "apologies with a but"
      case .conditionalApology: "apologies with an if"
      case .askingForgiveness: "asking for forgiveness"
      }
    return "Hints about \(name)"
  }
  static let yourselfFirst = "You can write it to yourself first: Esc n"
  static let draftKept = "draft kept"
  static let hurtName = "A few words by which you know it. Who sees it is decided now, below, and stays."
  static func sendLabel(_ purpose: Purpose, isPrivate: Bool, _ desk: Desk) -> String {
    if isPrivate { return "keep for yourself" }
    let other = desk.other.name
    if desk.keepsReady(purpose) { return keepReady(other) }
    return switch purpose {
    case .write(.question), .askAgain: "ask \(other)"
    case .answer: "send to \(other)"
    default: "share with \(other)"
    }
  }
  /// The same of what was sent already, with what was promised then.
  static func sendLabel(_ letter: Letter, _ desk: Desk) -> String {
    letter.keepsReady
      ? keepReady(desk.other.name) : sendLabel(letter.purpose, isPrivate: letter.draft.isPrivate, desk)
  }
  private static func keepReady(_ other: String) -> String { "keep ready for \(other)" }
  static let intoText = "into the text"
  static let tabBelow = "to the lines below"
  static let tabBack = "to the text"
  static let stopWriting = "stop writing"
  static let earlierAnswers = "earlier answers"

  static let feelings = "Feelings"
  static let noFeelings = "none named"
  static let howMuch = "How much"
  static let noNumber = "no number"
  static let about = "About"
  static let noHurt = "nothing named"
  static let howItLanded = "How it landed"
  static let responsible = "I am responsible for"
  static let protects = "What it protects"
  static let lookAgainOn = "Look again on"
  static func lookAgain(on day: String) -> String { "look again on \(day)" }
  static let emptyLine = "nothing yet"
  static let whatItWas = "What it was"
  static let hurtKinds = [
    "secret bond", "hidden conversations", "intimate things told elsewhere", "gaslighting or manipulation",
    "neglect or absence",
  ]
  static var whatItWasKeys: String {
    hurtKinds.joined(separator: " · ") + ", or your own words. The first letters suffice, commas between."
  }
  static let rhythm = "How often"
  static let bringsUp = "Brings it up"
  static let bringsUpKeys = "place hospital, person Kit, media songs, or any words; commas between"
  static let helpFor = "Help for"
  static let helpPeople: [(value: String, words: String)] = [("me", "me"), ("both", "both of us")]
  static let helpStatus = "It stands at"
  static let helpStates: [(value: String, words: String)] = [
    ("raised", "a thought"), ("booked", "a day is set"), ("attended", "we were there"),
  ]
  static var waysKey: String { Keymap.standard.label(TextAction.previous) + " ways to begin" }
  static let pictures = "Will this make you safer, or leave pictures?"
  static let picturesKeys = "Enter ask   x not now"
  static let picturesKey = "a question to you"
  static let smallerStep = "That is a while away. A smaller first step within the week is fine too."
  static let told = "In the words that were shared last: "
  static let dayKeys = "28 feb · sat · 7 feb 18:00"
  static let dayUnclear = "Your text is kept. Look again on which day? 28 feb, sat, or 7 feb 18:00."
  static let when = "When"
  static let noTime = "no time named"
  static let whenKeys = "20 · tomorrow 9 · sat 20 · 7 feb 18:00"
  static let whenUnclear = "Your text is kept. Due when? 20, tomorrow 9, sat 20, or 7 feb 18:00."
  static let wish = "I would like"
  static let wishes: [(value: String, words: String)] = [
    ("answer", "an answer"), ("presence", "company"), ("none", "nothing"), ("space", "space"),
  ]
  static let urgent = "Urgent"
  static let reachesMe = "In my space"
  static let reaches = "what this names reaches me at once"
  static let sees = "For"
  static let both = "both of you"
  static let alone = "you alone"
  static let carries = "Carried by"
  static let caused = "Done by"
  static let nobody = "nobody"
  static let anchors = [
    0: "not at all", 3: "noticeable", 5: "strong", 7: "hard to think of other things",
    10: "as strong as it has ever been",
  ]
  static let familyKeys = "Left Right other families, Down to choose, or type"
  static let familyKeysShort = "Left Right, Down, or type"
  static let ownWords = "Your own"
  static let feelingKeys = "Enter takes it"
  static let takesFeeling = "take it"
  static let feelingOwn = "Your own word: Enter takes it."
  static let changeKeys = "Left Right \(changeKey)"
  static let numberKeys = "0 to 10, Backspace none"

  /// The line that Esc opens, in parts that stay together.
  static func stopLine(_ stops: [StopAction]) -> [String] {
    ["Text kept."] + stops.compactMap { stop in stopName(stop).map { Keymap.standard.label(stop) + " " + $0 } }
      + ["Enter go on", "Esc leave it as a draft"]
  }
  /// Nil for the doors that are always open, and that the line has no room for.
  private static func stopName(_ stop: StopAction) -> String? {
    switch stop {
    case .send: "send"
    case .later: later
    case .forYourself: "for yourself"
    case .ownPage: "own page first"
    case .editor: "your editor"
    case .putAway: "put away"
    case .lock: "lock"
    case .quiet, .numbers, .help: nil
    }
  }
  static let tooLong = "This holds 4,000 characters. Your text is kept."
  static var tooLongForOne: String {
    let send = Keymap.standard.label(TextAction.send)
    return "Over 4,000 characters, all kept. \(send) again sends a first part, the rest stays."
  }
  static func sentPart(_ purpose: Purpose, _ draft: Draft, _ desk: Desk) -> String {
    sentNow(purpose, draft, desk)
      + ": the first part. The rest is here; \(Keymap.standard.label(TextAction.send)) goes on."
  }
  static let noWords = "Nothing is written yet."
  static let needsHurt = "It needs the hurt that it is about: Tab, About."
  /// What came of sending; beside strong pain, with where one can rest.
  static func sent(_ purpose: Purpose, _ draft: Draft, _ desk: Desk) -> String {
    sentNow(purpose, draft, desk) + ". \(takesBack)" + quietMinute(draft.intensity)
  }
  /// After something that hurts a lot.
  private static func quietMinute(_ number: Int?) -> String {
    (number ?? 0) >= 8 ? " \(key(.quiet)) a quiet minute" : ""
  }
  static func numbered(_ number: Int) -> String { hurts(number) + "." + quietMinute(number) }
  private static func sentNow(_ purpose: Purpose, _ draft: Draft, _ desk: Desk) -> String {
    let other = desk.other.name
    let what =
      draft.isPrivate
      ? "Kept for yourself" : desk.keepsReady(purpose) ? "Kept ready for \(other)" : "Shared with \(other)"
    return "\(what) at \(Dates.clock(desk.moment))"
  }
  static var takesBack: String { "\(key(.undo)) takes it back for ten seconds." }
  static var isPutAwayTogether: String { "Put away. \(key(.undo)) brings it back once the week is closed." }
  static var isPutAway: String { "Put away. \(key(.undo)) brings it back." }
  static let tookBack = "Taken back. Your text is kept as a draft."
  static func notWritten(_ reason: String) -> String { "That did not work: \(reason). Your text is kept." }
  static let cannotWriteNow = "it can't be written right now"
  static let failed = "That did not work. Your text is kept."
  static let noRoomForSample = "There is no room for a copy of the sample. Nothing was touched."
  static let noRoom =
    "No room on the disk. Your text is kept in memory and in your drafts file; nothing sent is lost."
  /// Where even the room that was set aside for drafts is gone.
  static let noRoomAtAll = "No room on the disk. Your text is kept while this stays open."
  static let noRoomToLock = "No room on the disk: this stays unlocked, so that your text is kept."
  static let otherWindow = "Another window writes. Here you can read."
  static func opening(_ done: Int, _ all: Int) -> String { "Opening \(done) of \(all)" }
  static let oneMoment = "One moment."
  static let stopped = "Stopped. Everything is as it was."
  static let readFailed = "That can't be read right now. Nothing was lost."

  // MARK: - Marks, later, taking back

  static let markAsked = "Did you feel heard?  y heard  n not yet  0 no mark"
  static let questionAsked = "How does it stand?  t answered by talking  y that, and heard  l let it be"
  static let talked = "Answered by talking. It waits no more."
  static let letBe = "It waits no more. Asking again opens it."
  static func shareAsked(_ other: String) -> String { "s show it to \(other); it stays shown, or is taken back. Esc" }
  static func shared(with other: String) -> String { "\(other) sees it from now on." }
  static let namePromptHurt = "Name  "
  static let nameKeys = "Another name. Enter, Esc"
  static func renamed(_ name: String) -> String { "It is called \(name) now." }
  static var broughtAlong: String { "It comes along next time. \(key(.ours)) lists what does." }
  static let leftHere = "It does not come along any more."
  static let markRefused = "A mark is for the one who asked, on an answer."
  static var marked: String { "Marked heard. \(key(.undo)) takes the mark back." }
  static var markedNotYet: String { "Marked not yet. \(key(.undo)) takes the mark back." }
  static let unmarked = "No mark."
  /// What was typed on a line is nothing that it takes; what is.
  static func notTaken(_ help: String) -> String { "That was not understood, or does not fit. \(help)" }
  static let laterPrompt = "Later, by  "
  static let laterHelp = "20 · 20:30 · tomorrow 9 · sat 20, at most 7 days ahead"
  static func laterReading(_ time: String) -> String { "Enter: by \(time)" }
  /// The words of a holding reply, shown before they are sent.
  static func laterWords(_ time: String) -> String { "I will answer by \(time)." }
  static let takeBackAsked = "Your words go; a line stays that something was taken back. Enter, Esc"
  static let takenBackNow = "Taken back."
  static let notYours = "These are not your words."
  static let stillHurtsWhich = "Still hurts, without words. Which one?"
  static func stillHurtsKept(_ hurt: String) -> String { "Kept: \(hurt). \(key(.number)) gives it a number." }
  static let numberPrompt = "How much  "
  static let numberHelp = "1 to 10"
  static let toBring = "To bring along"
  static let notForThat = "There is nothing here to do that with."
  static let nothingToUndo = "There is nothing to take back."
  static let talkedPrompt = "You both talked  "
  static let talkedHelp = "Enter: now · 20:30 · yesterday 21 · sat 20"
  static func talkedReading(_ time: String) -> String { "Enter: on \(time)" }
  static func talkedProposed(_ other: String) -> String { "Kept. \(other) says whether it is so." }
  static func thinksTalked(_ name: String, _ day: String) -> String {
    "\(name) thinks that you talked about this on \(day).  \(key(.mark)) says how it stands"
  }
  static let carrierMarks = "Only the one who carries it says that."

  // MARK: - Taking turns

  static let takingTurns = "Taking turns"
  static let takeTurns: (letter: Unicode.Scalar, words: String) = ("n", "taking turns to speak")
  static let speaks = "speaks"
  static let saysBack = "says back"
  static let nothingSaidBack = "Nothing was said back here yet."
  static let yesThat = "yes, that"
  static func next(_ step: TurnsPage.Step, _ speaker: String, _ listener: String) -> String {
    switch step {
    case .sayBack: "Next: \(listener) says it back."
    case .otherWords: "Next: \(listener) says it back in other words."
    case .confirm: "Next: \(speaker) says whether that was it."
    case .speak: "Next: \(listener) speaks."
    }
  }
  static func speaksAfter(_ listener: String, _ speaker: String) -> String {
    "\(listener)'s turn to speak comes when \(speaker) has said \"\(yesThat)\"."
  }
  static let turnAsked = "Was that it?  y yes, that  n not yet  0 no mark"
  static var saidYesThat: String { "Yes, that. \(key(.undo)) takes it back." }

  // MARK: - Something else

  static let somethingElse = "Something else"
  static let kinds: [(letter: Unicode.Scalar, kind: EntryKind, words: String)] = [
    ("p", .promise, kind(.promise)), ("t", .gratitude, kind(.gratitude)),
    ("d", .acknowledgement, kind(.acknowledgement)),
    ("b", .boundary, kind(.boundary)),
    ("i", .checkIn, kind(.checkIn)), ("r", .ritual, kind(.ritual)), ("g", .goal, kind(.goal)),
    ("s", .help, "help from outside: raised, booked, or what was said there"),
    ("o", .reflection, "own page, for you alone"),
  ]
  static let nameHurt: (letter: Unicode.Scalar, words: String) = ("h", "name a hurt")

  // MARK: - First run and who writes

  static var welcomeTitle: String { ProgramName.title }
  static let noJournal = "There is no journal here yet."
  static let found = "Begin a journal for two"
  static let lookAtSample = "Look at the sample, a journal of two invented people"
  static var before: [String] {
    [
      "Before you begin",
      "",
      "This is a journal for two people, for the time after trust was broken. One writes what hurts or asks what comes back; the other answers. Nothing is counted against anyone, nothing is hurried, and nothing has to be forgiven.",
      "",
      "It suits two people who can disagree without fear. If you are afraid of the other, another first help fits better: a domestic-abuse service, asked from a device that they cannot reach. In immediate danger, your local emergency number. \(key(.numbers)) has a page of that, \(key(.quiet)) a quiet minute.",
      "",
      "Ctrl-Q leaves at once, everywhere, and asks nothing.",
    ]
  }
  static var whoSees: [String] {
    [
      "What the other sees, and never sees",
      "",
      "The other sees what you share, and what you took back as a line without words. Before anything is sent, the line at the bottom says who will see it.",
      "",
      "The other never sees your own pages, your drafts, when you were here, or what you have read.",
      "",
      "You can leave whenever you like, without asking anybody: under \(key(.own)), Own. Your own pages stay yours, and the other sees that you no longer write here, and no more.",
    ]
  }
  static let yourName = "Your name"
  static let theirName = "The other person's name"
  static let namePrompt = "Name        "
  static let didNotJoin = "That did not open it. Type it once more; what you chose for yourself stays."
  static let didNotOpen = "That did not open it. Your text is kept."
  static let passphrasePrompt = "Passphrase  "
  static let yourTextIsKept = "Your text is kept."
  static let yourPassphrase = ownPassphrase + " Enter without one says what that means."
  static let ownPassphrase = "A passphrase of your own. A few words that only you know are better than one."
  static let onceMore = "The same, once more"
  static let notTheSame = "The two were not the same."
  static let firstsPassphrase =
    "The code that you were handed. Or the one who began this journal types their passphrase here, once, to let you in; look away meanwhile."
  static func otherPerson(_ name: String) -> String { "\(name), the other person" }
  /// The ways in, in the order of `Inviting`.
  static func waysIn(_ name: String) -> [String] {
    ["On this machine: \(name) sits down here, beside you", "By a code that you hand over", "Later, or never"]
  }
  static let laterToo = "Your pages are yours from now on, whichever it is. 5 Own has the code for later too."
  static func codeTitle(_ name: String) -> String { "A code for \(name)" }
  static func code(_ name: String) -> String {
    "\(name) types it here in place of a passphrase, once, and chooses one of their own then. It opens what you share, and nothing of your own pages. Hand it over on paper or by voice, not in a message that others read."
  }
  static func codeDone(_ name: String) -> String {
    "It ends when \(name) has joined. It is shown this once; another one takes its place."
  }
  static let invitationRow = "A code to hand over"
  static let endInvitationRow = "Take the code back"
  static let codeEnded = "The code opens nothing any more."
  static func codeOfImport(_ name: String) -> String { "\(name) joins with the code that the import showed." }
  static let withoutPassphrase = [
    "Without a passphrase",
    "",
    "Whoever can read the files of this computer's account can read every word, yours and the other's, your own pages too.",
    "",
    "Enter goes on without one. Esc goes back.",
  ]
  static var noPassphrasesHere: String {
    "There are no passphrases here: whoever can read the files can read every word. "
      + "\(ProgramName.current) passphrase gives some."
  }
  static let openOwnFile =
    "Without a passphrase, whoever can read the files of this account can read every word of your own pages."
  static let recoveryTitle = "Your recovery key"
  static let recovery =
    "It opens what your passphrase opens, if you forget the passphrase. It is shown this once. Write it down on paper, and keep the paper where only you find it. Nobody else can open your pages for you."
  static let recoveryDone = "Where a passphrase is asked for, the recovery key opens too."
  static var shownOnce: String { "Shown once. \(key(.open)) goes on, \(key(.leave)) leaves." }
  static let twoNames = "Two different names are needed."
  static func joins(_ name: String) -> String {
    "\(name) joins by opening \(ProgramName.title) here and writing their name."
  }
  static var looksForged: String {
    "Something here is not as it was signed. \(ProgramName.current) verify says what; nothing was changed."
  }
  static let clockBehind = "This machine's clock was ahead of what was written last; new times may look odd."
  static let writesHere = "You write here now."
  static let joined = writesHere + " You can write something, or look around."
  static var sampleHasNoLock: String { "The sample has no lock. \(key(.leave)) leaves it." }
  static let whoReads = "Whose place do you take?"
  static let tooSmall = "A little more room, please: 40 by 12."

  // MARK: - Leaving something on its way

  static let wasOnItsWay = "This was on its way when the screen closed:"

  // MARK: - Settings of this machine

  static func configProblem(_ problem: ConfigProblem) -> String {
    let reason =
      switch problem.reason {
      case .unreadable: "it can't be read as text"
      case .form: "that is not a setting"
      case .unknown: "there is no setting of that name"
      case .value: "that setting takes something else"
      case .twice: "that is set twice"
      case .keyTwice: "that key has something else to do"
      case .letters: "while writing a letter is a letter; after Esc it is a letter that does something"
      case .keyless(let name): "\(name) is left without a key"
      }
    let place = problem.line > 0 ? "config.toml, line \(problem.line)" : "config.toml"
    return "\(place): \(reason). The usual settings hold."
  }

  // MARK: - Keys

  static let palette = "What would you like to do?"
  static let helpTitle = "Keys"
  static let helpText = "While writing"
  static let helpStop = "While writing, after Esc or with Alt"

  static let keys: [Keymap.Row<Action>] = [
    .init(verb: .leave, keys: [.control("q"), .control("c")], meaning: "leave at once; what you type is kept"),
    .init(
      verb: .out, keys: [Key(.escape), .letter("q"), .letter("h"), Key(.left), Key(.backspace)],
      meaning: "one step out; at Today, its letter leaves"),
    .init(verb: .down, keys: [.letter("j"), Key(.down)], meaning: "down"),
    .init(verb: .up, keys: [.letter("k"), Key(.up)], meaning: "up"),
    .init(verb: .pageDown, keys: [.letter(" "), Key(.pageDown), .control("d")], meaning: "a page down"),
    .init(verb: .pageUp, keys: [Key(.pageUp), .control("u")], meaning: "a page up"),
    .init(verb: .top, keys: [.letter("g"), Key(.home)], meaning: "to the top"),
    .init(verb: .bottom, keys: [.letter("G"), Key(.end)], meaning: "to the end"),
    .init(verb: .open, keys: [Key(.enter), .letter("l"), Key(.right)], meaning: "open, unfold"),
    .init(verb: .next, keys: [Key(.tab)], meaning: "next part"),
    .init(verb: .previous, keys: [Key(.backTab)], meaning: "part before"),
    .init(verb: .today, keys: [.letter("1")], meaning: "Today"),
    .init(verb: .past, keys: [.letter("2")], meaning: "Past: every talk, by day"),
    .init(verb: .hurts, keys: [.letter("3")], meaning: "Hurts: what comes back"),
    .init(verb: .ours, keys: [.letter("4")], meaning: "Ours"),
    .init(verb: .own, keys: [.letter("5")], meaning: "Own: what only you see"),
    .init(verb: .quiet, keys: [.letter("0")], meaning: "a quiet minute; nothing is kept"),
    .init(verb: .numbers, keys: [.letter("9")], meaning: "numbers: who can help; nothing is kept"),
    .init(verb: .openList, keys: [.letter("o")], meaning: "open: what waits, both ways"),
    .init(verb: .week, keys: [.letter("v")], meaning: "the week, for two"),
    .init(verb: .write, keys: [.letter("w")], meaning: "write"),
    .init(verb: .ask, keys: [.letter("a")], meaning: "ask; on a question of yours, again"),
    .init(verb: .answer, keys: [.letter("r")], meaning: "answer this, or the first that waits"),
    .init(verb: .thank, keys: [.letter("y")], meaning: "thank"),
    .init(verb: .promise, keys: [.letter("p")], meaning: "promise"),
    .init(
      verb: .more, keys: [.letter("c")],
      meaning: "something else: a boundary, own page, a hurt's name; in a talk, taking turns"),
    .init(
      verb: .stillHurts, keys: [.letter(".")], meaning: "still hurts, without words; asks which where none is open"),
    .init(verb: .number, keys: [.letter("i")], meaning: "a number for the last still hurts"),
    .init(verb: .later, keys: [.letter("t")], meaning: "later, by a time"),
    .init(
      verb: .mark, keys: [.letter("m")],
      meaning: "how it stands: an answer heard, your question talked about, a promise kept, own words shown"),
    .init(verb: .space, keys: [.letter("s")], meaning: "space, until a time; while it runs, its end"),
    .init(
      verb: .rest, keys: [.letter("z")],
      meaning: "let a hurt rest, or wake it; let what you do rest; hide how often you asked"),
    .init(verb: .bringAlong, keys: [.letter("b")], meaning: "bring your words along next time, or not"),
    .init(verb: .search, keys: [.letter("/")], meaning: "search"),
    .init(verb: .nextHit, keys: [.letter("n")], meaning: "next found"),
    .init(verb: .previousHit, keys: [.letter("N")], meaning: "found before"),
    .init(verb: .date, keys: [.letter("d")], meaning: "a month, or go to a date, in Past; the dates of a hurt"),
    .init(
      verb: .filter, keys: [.letter("f")], meaning: "filters, in Past: by whom, what, about, feeling, state, dates"),
    .init(verb: .sideBySide, keys: [.letter("=")], meaning: "answers side by side"),
    .init(verb: .earlierTalk, keys: [.letter("<"), .letter("[")], meaning: "earlier talk of the same hurt"),
    .init(verb: .laterTalk, keys: [.letter(">"), .letter("]")], meaning: "later talk of the same hurt"),
    .init(
      verb: .edit, keys: [.letter("e")],
      meaning: "new words for your own, another name for a hurt; the older stay readable"),
    .init(verb: .takeBack, keys: [.letter("x")], meaning: "take back your own words, or put an offer away"),
    .init(
      verb: .undo, keys: [.letter("u")], meaning: "undo the last send, for ten seconds; the last mark, rest or space"),
    .init(verb: .help, keys: [.letter("?")], meaning: "this page"),
    .init(verb: .palette, keys: [.letter(":"), .control("p")], meaning: "everything that keys do, by its words"),
    .init(verb: .lock, keys: [.letter("L")], meaning: "lock now; your text is kept"),
    .init(verb: .redraw, keys: [.control("l")], meaning: "draw anew"),
    .init(verb: .suspend, keys: [.control("z")], meaning: "step out to the shell; fg comes back"),
  ]

  static let textKeys: [Keymap.Row<TextAction>] = [
    .init(verb: .leave, keys: [.control("q"), .control("c")], meaning: "leave at once; the text is kept"),
    .init(verb: .send, keys: [.control("s")], meaning: "send, or keep for yourself: the line below says which"),
    .init(verb: .stop, keys: [Key(.escape)], meaning: "stop writing, with the text kept"),
    .init(verb: .next, keys: [Key(.tab)], meaning: "to the lines below, and back"),
    .init(verb: .previous, keys: [Key(.backTab)], meaning: "one line back"),
    .init(verb: .later, keys: [.control("t")], meaning: "answer later, by a time"),
    .init(verb: .earlierAnswers, keys: [.control("o")], meaning: "earlier answers beside"),
    .init(verb: .newLine, keys: [Key(.enter), .control("j")], meaning: "new line"),
    .init(verb: .left, keys: [Key(.left), .control("b")], meaning: "left"),
    .init(verb: .right, keys: [Key(.right), .control("f")], meaning: "right"),
    .init(verb: .up, keys: [Key(.up)], meaning: "up"),
    .init(verb: .down, keys: [Key(.down), .control("n")], meaning: "down"),
    .init(
      verb: .wordLeft, keys: [.alt("b"), Key(.left, alt: true), Key(.left, control: true)], meaning: "a word left"),
    .init(
      verb: .wordRight, keys: [.alt("f"), Key(.right, alt: true), Key(.right, control: true)], meaning: "a word right"),
    .init(verb: .lineStart, keys: [.control("a"), Key(.home)], meaning: "start of the line"),
    .init(verb: .lineEnd, keys: [.control("e"), Key(.end)], meaning: "end of the line"),
    .init(verb: .pageUp, keys: [Key(.pageUp)], meaning: "a page up"),
    .init(verb: .pageDown, keys: [Key(.pageDown)], meaning: "a page down"),
    .init(verb: .backspace, keys: [Key(.backspace)], meaning: "delete before"),
    .init(verb: .delete, keys: [Key(.delete), .control("d")], meaning: "delete under the cursor"),
    .init(verb: .wordBack, keys: [.control("w"), Key(.backspace, alt: true)], meaning: "cut the word before"),
    .init(verb: .toLineStart, keys: [.control("u")], meaning: "cut to the start of the line"),
    .init(verb: .toLineEnd, keys: [.control("k")], meaning: "cut to the end of the line"),
    .init(verb: .yank, keys: [.control("y")], meaning: "put back what was cut"),
    .init(verb: .undo, keys: [.control("z"), .control("_")], meaning: "undo"),
    .init(verb: .redo, keys: [.control("r")], meaning: "redo"),
    .init(verb: .palette, keys: [.control("p")], meaning: "everything that keys do here, by its words"),
    .init(verb: .redraw, keys: [.control("l")], meaning: "draw anew"),
  ]

  static let stopKeys: [Keymap.Row<StopAction>] = [
    .init(verb: .send, keys: [.letter("S")], meaning: "send"),
    .init(verb: .later, keys: [.letter("t")], meaning: "answer later, by a time"),
    .init(verb: .forYourself, keys: [.letter("p")], meaning: "for you alone"),
    .init(
      verb: .ownPage, keys: [.letter("n")], meaning: "an answer's words to an own page first; the answer begins anew"),
    .init(verb: .editor, keys: [.letter("e")], meaning: "your own editor, once it is switched on"),
    .init(verb: .putAway, keys: [.letter("x")], meaning: "put the text away"),
    .init(verb: .lock, keys: [.letter("L")], meaning: "lock now; your text is kept"),
    .init(verb: .quiet, keys: [.letter("0")], meaning: "a quiet minute; your text is kept"),
    .init(verb: .numbers, keys: [.letter("9")], meaning: "numbers: who can help; your text is kept"),
    .init(verb: .help, keys: [.letter("?")], meaning: "the keys"),
  ]
}
