internal import JournalCore

/// What Today shows.
struct TodayPage: Hashable, Sendable {
  var items: [Item]
  var waitingForMe: [WaitingItem]
  var myWaits: [WaitingItem]
  var promised: [Item]
  var company: Item?
  /// The newest of the other's that came after one's own last entry.
  var new: Item?
  var unfinished: Unfinished?
  /// The one question that today offers.
  var prompt: Prompt?
  var nothingYet: Bool
  var isJoined: Bool
  /// The other wrote while the one who sits here has space: it is folded away until then (`docs/definitions.md` B14).
  var isFolded: Bool

  /// A draft that waits to be gone on with.
  struct Unfinished: Hashable, Sendable {
    var purpose: Purpose
    var draft: Draft
    var at: Moment
  }
}

extension TodayPage.Unfinished {
  /// Nil for what is no text that is being written.
  init?(_ kept: Drafts.Draft, _ desk: Desk) {
    guard let purpose = Purpose(slot: kept.slot) else { return nil }
    self.init(purpose: purpose, draft: Draft(kept.state), at: desk.zone.moment(at: kept.at))
  }
}

extension Reader {
  func todayPage(_ desk: Desk, drafts: [Drafts.Draft]) throws -> TodayPage {
    let space = try presence(of: desk.me.id).spaceSince
    func isFolded(_ entry: EntryRow) -> Bool {
      entry.author == desk.other.id && space.map { entry.visible >= $0 } ?? false
    }
    var items = try entries(on: desk.today).filter { !isFolded($0) }.map(item)
    if let letter = desk.onItsWay, let item = try item(letter, desk) { items.append(item) }
    let waiting = try openPage(desk)
    let latestOfMine = try latestEntry(by: desk.me.id)
    let latestOfTheirs = try latestEntry(by: desk.other.id)
    let new = try latestOfTheirs.flatMap { theirs -> Item? in
      guard let mine = latestOfMine, mine.visible < theirs.visible, theirs.day != desk.today, !isFolded(theirs) else {
        return nil
      }
      return try item(theirs)
    }
    let company = items.last { item in
      item.entry.author == desk.other.id && item.entry.wish == "presence" && !item.entry.isWithdrawn
        && !items.contains { $0.entry.replyTo == item.entry.id }
    }
    let unfinished = drafts.lazy.compactMap { TodayPage.Unfinished($0, desk) }.first { !$0.draft.isEmpty }
    return TodayPage(
      items: items, waitingForMe: waiting.waitingForMe.filter { !isFolded($0.latest.entry) }, myWaits: waiting.myWaits,
      promised: try promisesDue(within: 48 * 3_600_000).filter { !isFolded($0) }.map(item), company: company, new: new,
      unfinished: unfinished,
      prompt: try prompt(),
      nothingYet: try items.isEmpty && unfinished == nil && entries(before: instant, limit: 1).isEmpty,
      isJoined: try joinedAt() != nil, isFolded: latestOfTheirs.map(isFolded) ?? false)
  }
}
