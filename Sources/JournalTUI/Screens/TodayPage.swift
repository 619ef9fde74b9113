internal import JournalCore

/// What Today shows.
struct TodayPage: Hashable, Sendable {
  var items: [Item]
  var waitingForMe: [WaitingItem]
  var myWaits: [WaitingItem]
  var promised: [Item]
  var company: Item?
  /// What came from the other after one's own last entry.
  var new: New?
  /// Every text that is being written, the newest first.
  var unfinished: [Unfinished]
  /// The one question that today offers.
  var prompt: Prompt?
  /// Something was written for both before the other joined, and waits to be looked through.
  var hasReady = false
  var nothingYet: Bool
  var isJoined: Bool
  /// Where what the other writes waits, if it does (`docs/definitions.md` B14), and whether something is in it.
  var tray: Tray?
  var isFolded: Bool

  /// One line, however much it is: the words of one, or the hurts that several are about.
  struct New: Hashable, Sendable {
    var newest: Item
    var about: [String?]
    var isSeveral: Bool
  }

  /// So many of what waits are shown of each side: any one is enough.
  static let waitsShown = 3

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
    let tray = try tray()
    func comes(_ entry: EntryRow) throws -> Bool { try !waits(entry, in: tray) }
    var items = try entries(on: desk.today).filter(comes).map(item)
    if let letter = desk.onItsWay, let item = try item(letter, desk) { items.append(item) }
    // No more of them are shown.
    let (forMe, mine) = try waiting(desk, first: TodayPage.waitsShown)
    let latestOfTheirs = try latestEntry(by: desk.other.id)
    let company = items.last { item in
      item.entry.author == desk.other.id && item.entry.wish == "presence" && !item.entry.isWithdrawn
        && !items.contains { $0.entry.replyTo == item.entry.id }
    }
    let isJoined = try joinedAt() != nil
    let unfinished = drafts.compactMap { TodayPage.Unfinished($0, desk) }.filter { !$0.draft.isEmpty }
    return TodayPage(
      items: items, waitingForMe: forMe, myWaits: mine,
      promised: try promisesDue(within: 48 * 3_600_000).filter(comes).map(item), company: company,
      new: try digest().flatMap(new), unfinished: unfinished,
      prompt: try prompt(), hasReady: try isJoined && !readyToShare().isEmpty,
      nothingYet: try items.isEmpty && unfinished.isEmpty && entries(before: instant, limit: 1).isEmpty,
      isJoined: isJoined, tray: tray, isFolded: try latestOfTheirs.map { try !comes($0) } ?? false)
  }

  /// A few of today stand in their column anyway.
  private func new(_ digest: Digest) throws -> TodayPage.New? {
    guard !digest.isOfToday || digest.count > 3 else { return nil }
    return TodayPage.New(
      newest: try item(digest.newest), about: try digest.hurts.map { try $0.flatMap(hurtName) },
      isSeveral: digest.count > 1)
  }
}
