import Foundation
import Synchronization
import Testing

@testable import JournalCore

/// Sharing puts one record into one file, and its being there is the mark (`docs/definitions.md` B8): whatever ends in
/// the middle, each entry is private or shared and never both or neither.
@Suite struct SharingTests {
  private static let words = "as it stands"

  /// Ann's private feeling, written one way and then another.
  private func privateEntry(_ story: Story) throws -> String {
    let writer = try story.journal("ann").writer()
    let id = try writer.write(
      .entry, "feeling", ["text": "as it was", "visibility": "private", "intensity": .int(6)], at: story.at(60)
    ).id
    try writer.write(.action, "edit", ["target": .string(id), "text": .string(Self.words)], at: story.at(61))
    return id
  }

  private func share(_ id: String, _ story: Story) throws {
    try story.journal("ann").writer().write(.action, "share", ["target": .string(id)], at: story.at(62))
  }

  /// The head of Ann's shared chain, and how far her own file has seen it; without signing in.
  private func heads(_ folder: String) throws -> (stands: Int64, seen: Int64) {
    let own = try Database(path: folder + "/own-ann.db", readOnly: true)
    let key = try own.first("SELECT public FROM identity WHERE file = 'shared'") { row in try row.blob(0) }!
    let device = [SQLValue.text(Identity.device(of: key))]
    let seen = try own.first("SELECT sequence FROM seen WHERE device = ?", device) { row in try row.int(0) }
    let log = RecordLog(database: try Database(path: folder + "/journal.db", readOnly: true), schema: "main")
    return (try log.head(of: Identity.device(of: key))!.sequence, try #require(seen))
  }

  @Test func whereverTheDiskStopsTheEntryIsPrivateOrSharedAndSignInMendsTheRest() throws {
    #expect(FaultyDisk.isInPlace)
    FaultyDisk.turn.lock()
    defer {
      FaultyDisk.plan.withLock { $0 = .init() }
      FaultyDisk.turn.unlock()
    }
    let story = try Story(isSealed: false)
    let id = try privateEntry(story)
    var (unshared, between, whole) = (0, 0, 0)
    // Each try stops one call later, until one comes through.
    for calls in 0..<200 where whole == 0 {
      let folder = NSTemporaryDirectory() + FaultyDisk.mark + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.copyItem(atPath: story.path, toPath: folder)
      // Open when the disk stops, and not closed in order: what a killed program leaves.
      try {
        let journal = try Journal(folder: folder, person: "ann")
        let writer = try journal.writer()
        FaultyDisk.plan.withLock { $0 = .init(callsLeft: calls) }
        _ = try? writer.write(.action, "share", ["target": .string(id)], at: story.at(62))
        if FaultyDisk.plan.withLock({ $0.callsLeft! > 0 }) { whole += 1 }
        FaultyDisk.plan.withLock { $0.callsLeft = 0 }
      }()
      FaultyDisk.plan.withLock { $0 = .init() }

      let before = try heads(folder)
      let (ann, ben) = (try Journal(folder: folder, person: "ann"), try Journal(folder: folder, person: "ben"))
      let mine = try #require(try ann.reader(.person("ann"), at: story.at(90)).entry(id))
      let theirs = try ben.reader(.person("ben"), at: story.at(90)).entry(id)
      #expect(mine.text == Self.words)
      if let theirs {
        #expect(!mine.isPrivate && theirs.text == Self.words)
        if before.seen < before.stands { between += 1 }
      } else {
        #expect(mine.isPrivate)
        unshared += 1
      }
      for journal in [ann, ben] { try journal.noteHeads() }
      let after = try heads(folder)
      #expect(after.seen == after.stands, "sign-in mends what the own file knows")
      for journal in [ann, ben] { #expect(try journal.verify().isEmpty) }
      // A second try writes it, or is refused as it stands there already.
      if theirs == nil {
        try ann.writer().write(.action, "share", ["target": .string(id)], at: story.at(63))
        #expect(try ben.reader(.person("ben"), at: story.at(90)).entry(id)?.text == Self.words)
      } else {
        #expect(throws: Refusal.self) {
          try ann.writer().write(.action, "share", ["target": .string(id)], at: story.at(63))
        }
      }
    }
    #expect(unshared > 0 && between > 0 && whole == 1, "\(unshared) \(between) \(whole)")
  }

  @Test(arguments: [false, true]) func afterARebuildTheSharedCopyCounts(isSealed: Bool) throws {
    let story = try Story(isSealed: isSealed)
    let id = try privateEntry(story)
    try share(id, story)
    let target: [String: JSON] = ["target": .string(id)]
    try story.journal("ann").writer().write(
      .action, "edit", target.merging(["text": "after sharing"]) { $1 }, at: story.at(70))
    func look() throws -> [String] {
      try ["ann", "ben"].map { person in
        let reader = try story.journal(person).reader(.person(person), at: story.at(90))
        let entry = try #require(try reader.entry(id))
        #expect(!entry.isPrivate)
        let versions = try reader.versions(of: entry).map(\.text)
        #expect(versions == [Self.words, "after sharing"], "what was written before stays with its writer")
        return
          "\(entry.text) \(entry.moment) \(entry.visible) \(try reader.entries(where: "e.id = ?3", .text(id)).count)"
      }
    }
    let before = try look()
    #expect(before[0] == before[1])
    for person in ["ann", "ben"] { try story.journal(person).rebuild() }
    #expect(try look() == before)
    try story.journal("ann").writer().write(.action, "withdraw", target, at: story.at(80))
    for person in ["ann", "ben"] {
      try story.journal(person).rebuild()
      let entry = try story.journal(person).reader(.person(person), at: story.at(90)).entry(id)
      #expect(entry?.isWithdrawn == true && entry?.text == "")
    }
  }

  @Test func whatIsSharedIsHowItStandsAndNothingOfBefore() throws {
    let story = try Story(isSealed: false)
    let (ann, ben) = (try story.journal("ann"), try story.journal("ben"))
    var minute = 60
    @discardableResult func write(_ journal: Journal, _ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws
      -> String
    {
      minute += 1
      return try journal.writer().write(shape, kind, fields, at: story.at(minute)).id
    }
    let hurt = try #require(try ben.reader(.shared, at: story.at(50)).hurts().first).id
    let owned = try write(
      ben, .entry, "acknowledgement",
      [
        "hurt": .string(hurt), "visibility": "private",
        "parts": .object(["what_i_did": "an excuse", "how_it_landed": "you were alone"]),
      ])
    try write(ben, .action, "edit", ["target": .string(owned), "parts": .object(["what_i_did": "I hid it"])])
    let boundary = try write(
      ann, .entry, "boundary", ["text": "none at all", "visibility": "private", "due": "2026-05-20T20:00:00+00:00"])
    try write(
      ann, .action, "boundary_changed",
      ["target": .string(boundary), "text": "not after ten", "due": "2026-05-30T20:00:00+00:00"])
    let promise = try write(
      ann, .entry, "promise", ["text": "I call", "visibility": "private", "due": "2026-05-04T20:50:00+00:00"])
    try write(ann, .action, "promise_said", ["target": .string(promise), "outcome": "missed"])
    for (journal, id) in [(ben, owned), (ann, boundary), (ann, promise)] {
      try write(journal, .action, "share", ["target": .string(id)])
    }
    for (journal, person) in [(ann, "ann"), (ben, "ben")] {
      let reader = journal.reader(.person(person), at: story.at(300))
      #expect(try reader.entry(owned)?.parts == ["what_i_did": "I hid it", "how_it_landed": "you were alone"])
      let stated = try #require(try reader.boundaries().first { $0.entry.id == boundary })
      #expect(stated.text == "not after ten")
      #expect(stated.lookAgain == instant("2026-05-30T20:00:00+00:00"))
      #expect(try reader.promises().first { $0.promise == promise }?.said == [:])
    }
    // Nothing of what was there before is in the shared file.
    var all = ""
    try ann.sharedLog.readAll { all += $0.line.text }
    #expect(!all.contains("an excuse") && !all.contains("none at all") && !all.contains("missed"))
    let ended = try write(ann, .entry, "boundary", ["text": "x", "visibility": "private"])
    try write(ann, .action, "boundary_ended", ["target": .string(ended)])
    #expect(throws: Refusal.self) { try write(ann, .action, "share", ["target": .string(ended)]) }
  }
}
