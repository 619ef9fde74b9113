internal import Glibc

/// A line of an import that can't be taken, by number and reason, without anybody's words.
public struct ImportError: Error, Sendable, Hashable {
  public let line: Int
  public let reason: String
  public var sentence: String { "Line \(line): \(reason). Nothing was imported." }
}

/// JSON Lines in and out (`docs/format.md`).
public enum Interchange {
  /// Reads every line strictly, in any order; empty lines are none. Lines are less deep than records may be, so that
  /// every line that is read can be written.
  public static func records(in bytes: [UInt8]) throws -> [(line: Int, record: Record)] {
    var records: [(line: Int, record: Record)] = []
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      do {
        let record = try Fields.record(from: try JSON(parsing: Array(line), levels: 32))
        // That list tells of this journal's files, and leaves them as little as a list of backups would.
        guard record.kind != ActionKind.exported.rawValue else {
          throw Refusal("the list of exports is never imported")
        }
        records.append((index + 1, record))
      } catch let error as JSONError {
        throw ImportError(line: index + 1, reason: "it is not JSON: \(error)")
      } catch let refusal as Refusal {
        throw ImportError(line: index + 1, reason: refusal.reason)
      }
    }
    return records
  }
}

extension Journal {
  /// Founds a journal from interchange lines. Each author's lines are signed by a one-off key that is known as
  /// imported and destroyed afterwards (`docs/definitions.md` B4).
  /// - Parameter sealing: who has a passphrase from the start; nil for a journal without passphrases.
  /// - Returns: that person's recovery key, and the code that the other joins by and finds their own pages with.
  @discardableResult
  public static func importNew(
    _ lines: [(line: Int, record: Record)], in folder: String, sealing: (person: String, passphrase: Passphrase)? = nil,
    cost: PassphraseCost = .standard, work: LongWork = .unwatched
  ) throws -> (recovery: PaperKey, code: PaperKey)? {
    let sorted = lines.sorted { Record.inOrder($0.record, $1.record) }
    guard let founding = sorted.first(where: { $0.record.shape == .journal }) else {
      throw ImportError(line: 1, reason: "no line founds the journal")
    }
    let people = try people(of: founding.record)
    guard sealing.map({ people.contains($0.person) }) ?? true else { throw JournalError.noSuchPerson }
    let shared = SecretKey.random()
    let keys = sealing.map { _ in
      Dictionary(uniqueKeysWithValues: people.map { ($0, JournalKeys(shared: shared, own: .random())) })
    }
    var papers: (recovery: PaperKey, code: PaperKey)?
    try build(in: folder) { draft in
      var journals: [String: Journal] = [:]
      let database = try Database(path: draft + "/journal.db", key: keys?[people[0]]?.shared)
      let log = try freshLog(database, "main")
      var oneOff: [String: (shared: Identity, own: Identity)] = [:]
      for person in people {
        let keys = (shared: Identity(), own: Identity())
        oneOff[person] = keys
        try log.add(keys.shared, of: person, imported: true)
      }
      guard people.contains(founding.record.author) else {
        throw ImportError(line: founding.line, reason: "its author is not one of the two")
      }
      try log.append(founding.record, by: oneOff[founding.record.author]!.shared)
      for person in people {
        // Whoever comes by the code makes keys of their own then, which nobody had before.
        journals[person] = try openFresh(
          draft, person, keys?[person], oneOff[person]!, signs: sealing.map { $0.person == person } ?? true)
      }
      var seen: Set<String> = [founding.record.id]
      for journal in journals.values { try journal.database.run("PRAGMA synchronous = OFF") }
      let next = work.counting(sorted.count)
      for (number, record) in sorted where number != founding.line {
        try next()
        guard record.moment.instant >= founding.record.moment.instant else {
          throw ImportError(line: number, reason: "it is dated before the journal was founded")
        }
        guard let journal = journals[record.author], let keys = oneOff[record.author] else {
          throw ImportError(line: number, reason: "its author is not one of the two")
        }
        guard seen.insert(record.id).inserted else { throw ImportError(line: number, reason: "its id stands twice") }
        do {
          try Rules(journal: journal).check(record)
        } catch let refusal as Refusal {
          throw ImportError(line: number, reason: refusal.reason)
        }
        let isPrivate = try journal.isPrivate(record)
        try journal.database.transaction {
          try journal.append(
            record, to: isPrivate ? journal.ownLog! : journal.sharedLog, by: isPrivate ? keys.own : keys.shared)
        }
      }
      for journal in journals.values { try OwnFile.noteHeads(of: journal.ownLog!) }
      guard let sealing, let keys, let other = people.first(where: { $0 != sealing.person }) else { return }
      var file = KeyFile()
      papers = (
        try file.seal(keys[sealing.person]!, for: sealing.person, passphrase: sealing.passphrase, cost: cost),
        try file.invite(other, keys[other]!)
      )
      try file.write(to: draft)
    }
    return papers
  }

  /// - Parameter signs: makes the keys that the person signs with from now on.
  private static func openFresh(
    _ folder: String, _ person: String, _ keys: JournalKeys?, _ oneOff: (shared: Identity, own: Identity), signs: Bool
  ) throws -> Journal {
    // An own file is made on purpose, and never by opening.
    let own = try Database(path: folder + "/own-\(person).db", key: keys?.own)
    try own.migrate(RecordLog.migrations + OwnFile.migrations, schema: "main")
    let journal = try Journal(folder: folder, person: person, keys: keys)
    try journal.ownLog!.add(oneOff.own, of: person, imported: true)
    guard signs else { return journal }
    let real = (shared: Identity(), own: Identity())
    try journal.database.transaction {
      try OwnFile.keep(real.shared, for: "shared", in: journal.database)
      try OwnFile.keep(real.own, for: "own", in: journal.database)
      try journal.ownLog!.add(real.own, of: person)
    }
    try journal.sharedLog.add(real.shared, of: person)
    return journal
  }

  /// The records that the open person's export holds, by (instant, id). What the other shared is among them when both
  /// consented; that it was exported is then noted for both before anything is handed out.
  public func export(at clock: Instant, _ work: LongWork = .unwatched) throws -> (lines: [JSON], isWhole: Bool) {
    let export = try exported(work)
    if export.isWhole { try writer().write(.action, ActionKind.exported.rawValue, [:], at: clock) }
    return export
  }

  func bothConsentToExport() throws -> Bool {
    let consents = try database.all("SELECT DISTINCT author FROM main.act WHERE kind = 'export_consent'") { row in
      try row.text(0)
    }
    return Set(consents) == Set(partners.map(\.id))
  }

  /// The lines of an export; the list of exports stays here.
  func exported(_ work: LongWork = .unwatched) throws -> (lines: [JSON], isWhole: Bool) {
    let person = self.person!
    let isWhole = try bothConsentToExport()
    var records: [String: Record] = [:]
    try ownLog?.readAll { records[$0.id] = $0 }
    try sharedLog.readAll(work) { record in
      guard record.kind != ActionKind.exported.rawValue else { return }
      var record = record
      if let copy = record.fields.removeValue(forKey: "shared"), let entry = try? Fields.record(from: copy),
        records[entry.id] == nil, isWhole
      {
        records[entry.id] = entry
      }
      if isWhole || record.author == person || record.shape == .journal { records[record.id] = record }
    }
    return (records.values.sorted(by: Record.inOrder).map(\.line), isWhole)
  }
}
