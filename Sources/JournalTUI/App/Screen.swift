internal import JournalCore

/// Where one can be. A route makes its screen; the screen's query fills it.
enum Route: Hashable, Sendable {
  case today, past, hurts, ours, own
  case open, help, quiet, helpPage, ready
  /// Everything else that can be written; from a talk, taking turns too.
  case kinds(talk: String?)
  case numbers(hasOwn: Bool)
  case week(step: Int)
  /// Over a text with what can be done after Esc there.
  case palette([StopAction]?)
  case pages(OwnPages)
  case talk(String)
  /// A talk that was found by words.
  case found(String, by: String)
  /// The answers of a talk beside their questions; from a text, which waits below.
  case sideBySide(String, fromText: Bool = false)
  /// The turns that a talk belongs to.
  case turns(String)
  case hurt(String)
  case editor(Purpose, Draft?)
  case prompt(LineQuestion)
  case whichHurt
  case search
  case welcome, sampleSeat
  case paper(Paper)
  case inviting(String)
  case lastSend(Letter)
  case signIn(sealed: Bool, locked: Bool)
  case joining(String, sealed: Bool)
}

extension Route {
  /// True for what is for the one who sits here alone.
  var isOwn: Bool {
    switch self {
    case .own, .pages, .ready: true
    case .editor(let purpose, _):
      [.write(.reflection), .write(.forgiveness), .numbers].contains(purpose)
    default: false
    }
  }

  /// True for what is opened to write.
  var isWriting: Bool {
    switch self {
    case .editor, .prompt: true
    default: false
    }
  }
}

/// What a screen asks the journal for.
enum Query: Hashable, Sendable {
  case today, open, hurts, ours, own, week, numbers, kinds, ready
  case past(PastQuery)
  case search(String, PastQuery)
  case talk(String)
  case turns(String)
  case hurt(String)
  case editor(Purpose)
}

/// What the journal answers a query.
enum Page: Sendable {
  case today(TodayPage)
  case open(OpenPage)
  case past(PastPage)
  /// What is ready to be shared.
  case ready([Item])
  case talk(TalkPage?)
  case turns(TurnsPage?)
  case hurts([HurtRow])
  case hurt(HurtPage?)
  case own(OwnPage)
  case ours(OursPage)
  case week(WeekPage)
  /// What the words in an editor come close to.
  case asked([AskedCard.Earlier])
  case editor(EditorPage)
  /// Whether there is a hurt that names the one who sits here.
  case kinds(Bool)
  /// What the one who sits here has put down below the numbers.
  case numbers(String)
}

/// What an update asks for beside changing the model. The model follows the first group itself, the runtime does the
/// rest.
enum Effect: Hashable, Sendable {
  case push(Route)
  case replace(Route)
  case go(Route)
  case out
  case say(String)
  /// As if a key were pressed.
  case press(Key)

  case load(Query)
  case keepDraft(Purpose, Draft)
  case dropDraft(Purpose)
  /// The same of a text that can be wanted back.
  case putAway(Purpose, Draft)
  /// On its way: into the own file now, into the journal later.
  case launch(Letter)
  case commit(Letter)
  case recall(Letter)
  /// What was ready is shared now, or stays on one's own pages.
  case settleReady(sharing: [String], keeping: [String])
  case act(ActionKind, fields: [String: JSON], said: String)
  /// Where the week was left, for an hour.
  case keepWeek(Int)
  case noteCard(HelpCard, isNotNow: Bool)
  /// Today's question was taken, or put aside.
  case notePrompt(isNotToday: Bool)
  case readyForLighter(Bool)
  case helpRule(HelpReason.Rule, isOff: Bool)
  /// What the other writes comes once a day, at an hour; or as it is written.
  case deliver(Int?)
  case hints(Deflection, isOff: Bool)
  /// Beside what one writes and asks too.
  case hintsEverywhere(Bool)
  /// What of one's earlier questions the words in an editor come close to.
  case recognise(Purpose, String)
  /// Two questions that are two.
  case keepApart(String, String)
  /// A line that one does not want to see again.
  case hide(String)
  case found(me: String, other: String, passphrase: Passphrase?)
  case openSample
  case sit(String, passphrase: Passphrase?)
  /// - Parameter opening: the passphrase of the one who is in, or the code of an invitation.
  case join(String, opening: Passphrase?, passphrase: Passphrase?)
  /// In, after what is shown once.
  case enter
  /// A code that the other joins with, shown once; or none any more.
  case invite, endInvitation
  /// A text goes to the editor of `$EDITOR`, and comes back as a message.
  case editOutside(String)
  /// The first that waits for the one who sits here.
  case findWaiting
  /// To write while two look: only where nothing of one's own was left.
  case writeTogether(Purpose, Draft?)
  /// One's own words come along next time, or no longer.
  case bringAlong(String)
  case lockAfter(minutes: Int)
  case leave, lock, suspend, redraw
}

extension Effect {
  /// True for what changes the journal or one's own file.
  var writes: Bool {
    switch self {
    case .keepDraft, .dropDraft, .launch, .commit, .recall, .settleReady, .act, .lockAfter, .noteCard, .notePrompt,
      .readyForLighter, .helpRule, .hints, .hintsEverywhere, .keepApart, .hide, .invite, .endInvitation, .deliver,
      .bringAlong:
      true
    default: false
    }
  }

  /// True for what takes a quarter of a second by design: a key is made of a passphrase.
  var derivesKey: Bool {
    switch self {
    case .sit(_, let passphrase), .found(_, _, let passphrase), .join(_, _, let passphrase): passphrase != nil
    default: false
    }
  }

  /// True for what nobody has asked for by a key.
  var isSilent: Bool {
    switch self {
    case .keepDraft, .dropDraft, .noteCard: true
    default: false
    }
  }
}

/// What reaches a screen.
enum Event: Sendable {
  case action(Action)
  case key(Key)
  case paste(String)
  /// The text as it came back from another editor.
  case replaced(String)
  case page(Query, Page)
  case tick
  case resized
}

/// One page of the program: its state, what it offers, how it changes, how it looks. Pure.
protocol Screen: Sendable {
  /// What it needs to be loaded, now and whenever something new is in the journal.
  var query: Query? { get }
  /// True where letters are letters: the screen gets keys, not actions.
  var takesText: Bool { get }
  /// True where what is typed is a passphrase.
  var takesSecret: Bool { get }
  /// True in a pause after typing: what listens may have found something to show.
  var isAtRest: Bool { get }
  /// True for what lies over another screen and leaves it in sight.
  var isOverlay: Bool { get }
  /// True while two people look: what is one's own alone stays closed.
  var isTogether: Bool { get }
  /// True where places and the verbs of the journal do not reach: before anybody sits down.
  var isClosed: Bool { get }

  /// - Returns: what follows; nil when the event means nothing here.
  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]?
  /// Goes to the item that was clicked.
  mutating func select(_ item: Int, _ desk: Desk)
  func draw(on canvas: inout Canvas, _ desk: Desk)
  /// The same in words, for those who hear it.
  func spoken(_ desk: Desk) -> Spoken
}

extension Screen {
  var query: Query? { nil }
  var takesText: Bool { false }
  var takesSecret: Bool { false }
  var isAtRest: Bool { false }
  var isOverlay: Bool { false }
  var isTogether: Bool { false }
  var isClosed: Bool { false }

  mutating func select(_ item: Int, _ desk: Desk) {}
}
