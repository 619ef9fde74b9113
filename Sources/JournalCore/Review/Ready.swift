extension Reader {
  /// What is ready to be shared, oldest first.
  public func readyToShare() throws -> [EntryRow] {
    try journal.ready().compactMap { try entry($0) }.filter { $0.isPrivate && !$0.isWithdrawn }
      .sorted { ($0.moment.instant, $0.id) < ($1.moment.instant, $1.id) }
  }
}

extension Writer {
  /// The other has joined, and one has looked through what was ready: some of it is shared from now on, the rest stays
  /// on one's own pages. What can't be shared yet, as an ask whose first asking is kept, stays ready.
  public func settleReady(sharing: [String], keeping: [String], at clock: Instant, zone: TimeZoneRules = .local) throws
  {
    for entry in sharing {
      do {
        try write(.action, ActionKind.share.rawValue, ["target": .string(entry)], at: clock, zone: zone)
        try journal.setReady(entry, false)
      } catch is Refusal {}
    }
    for entry in keeping { try journal.setReady(entry, false) }
  }
}
