import Foundation
import Testing

@testable import JournalCore

/// Private is invisible in the files too: whatever somebody keeps for themselves, no byte of the shared file or of the
/// other's own file is another, and no file tells by its size or its time.
@Suite struct InvisibleTests {
  /// Everything that Ben can do without Ann: private records of every kind, drafts, settings, what he was shown.
  private func keepEverythingPrivate(_ story: Story) throws {
    let journal = try story.journal("ben")
    var minute = 50
    @discardableResult func write(_ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws -> String {
      minute += 1
      return try journal.writer().write(shape, kind, fields, at: story.at(minute)).id
    }
    let secret: [String: JSON] = ["text": "marigold", "visibility": "private"]
    func words(_ more: [String: JSON]) -> [String: JSON] { secret.merging(more) { $1 } }
    let reader = journal.reader(.shared, at: story.at(40))
    let shared = try #require(try reader.hurts().first { $0.causedBy == "ben" }).id
    let asked = try #require(try reader.newest(.question, limit: 1).first).id
    let hurt = try write(.hurt, "hurt", words(["carried_by": "ben", "caused_by": "ann"]))
    for kind in EntryKind.allCases {
      var fields = words(["intensity": .int(10), "feelings": .array(["numb"]), "triggers": .array(["topic:phone"])])
      switch kind {
      case .forgiveness: fields["hurt"] = .string(hurt)
      case .acknowledgement: fields = words(["hurt": .string(shared), "parts": .object(["what_i_did": "marigold"])])
      case .response: fields["reply_to"] = .string(asked)
      case .promise: fields = words(["due": "2026-05-06T20:00:00+00:00"])
      case .question: fields["wants_response"] = .bool(true)
      default: break
      }
      let id = try write(.entry, kind.rawValue, fields)
      try write(.action, "edit", ["target": .string(id), "text": "marigolds"])
      try write(.action, "bring_along", ["target": .string(id), "value": .bool(true)])
      try write(.action, "withdraw", ["target": .string(id)])
    }
    for _ in 0..<30 {
      try write(.entry, "feeling", words(["hurt": .string(hurt), "intensity": .int(9)]))
      try write(.action, "still_hurts", ["hurt": .string(hurt), "intensity": .int(9)])
    }
    try write(.action, "hurt_rest", ["hurt": .string(hurt)])
    try write(.action, "hurt_renamed", ["hurt": .string(hurt), "text": "marigold"])
    let now = story.at(minute)
    try journal.setLockMinutes(9)
    try journal.setReadyForLighter(true)
    try journal.setHintsEverywhere(true)
    for rule in [HelpReason.Rule.heavyDays, .ownWords] { try journal.setOff(rule, true) }
    for deflection in Deflection.allCases { try journal.setOff(deflection, true) }
    try journal.notePrompt(at: now)
    try journal.hide("acknowledge")
    try journal.keepApart(asked, hurt)
    for card in [try journal.reader(.person("ben"), at: now).helpCard()].compactMap({ $0 }) {
      try journal.noteCard(card, isNotNow: true, at: now)
    }
    let drafts = try Drafts(of: journal)
    for slot in ["write.feeling", "answer.\(asked)", "numbers"] {
      try drafts.keep(.object(["text": .string(String(repeating: "marigold ", count: 200))]), in: slot, at: now)
    }
  }

  @Test(arguments: [false, true]) func noByteOfTheOthersFilesChanges(isSealed: Bool) throws {
    let story = try Story(isSealed: isSealed)
    let (quiet, busy) = (try story.copied(), try story.copied())
    // Ben sits down in both; in one of them he writes.
    try { _ = try Drafts(of: quiet.journal("ben")) }()
    let before = try times(busy)
    try keepEverythingPrivate(busy)
    #expect(try times(busy) == before)
    #expect(try busy.journal("ben").privateCount() > 90)
    let (one, other) = (try files(quiet), try files(busy))
    #expect(one.keys.sorted() == other.keys.sorted())
    for name in one.keys where name != "own-ben.db" { #expect(one[name] == other[name], "\(name)") }
    if isSealed { #expect(one["own-ben.db"]?.count == other["own-ben.db"]?.count) }
    // What Ann reads there, and what she writes next, is the same.
    let now = story.at(400)
    for view in [View.shared, .person("ann")] {
      func answers(_ story: Story) throws -> String { try told(by: story.journal("ann").reader(view, at: now)) }
      #expect(try answers(quiet) == answers(busy))
    }
    let journals = (try quiet.journal("ann"), try busy.journal("ann"))
    #expect(try journals.0.exported().lines == journals.1.exported().lines)
    #expect(try journals.0.newest() == journals.1.newest())
    let written = try [journals.0, journals.1].map {
      try $0.writer().write(.entry, "feeling", ["text": "x", "visibility": "shared"], at: story.at(45)).moment
    }
    #expect(written[0] == written[1])
  }

  @Test(arguments: Array(UInt64(301)...304)) func theSharedLogIsAFunctionOfWhatIsShared(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let shared = Set(generated.records.filter { $0.kind == "share" }.compactMap { $0.text("target") })
    for author in generated.couple.people.map(\.id) {
      let secret = Set(
        generated.records.filter { $0.author == author && $0.isPrivate && !shared.contains($0.id) }.map(\.id))
      #expect(!secret.isEmpty)
      let with = try SharedJournal(importing: generated.records)
      let without = try SharedJournal(importing: generated.records(without: secret))
      let other = generated.couple.other(than: author)
      #expect(try lines(with[other].sharedLog) == lines(without[other].sharedLog))
      #expect(try lines(with[other].ownLog!) == lines(without[other].ownLog!))
      for projection in [\Journal.sharedProjection, \Journal.ownProjection!] {
        #expect(try with[other][keyPath: projection].dump() == without[other][keyPath: projection].dump())
      }
      #expect(try with[other].exported().lines == without[other].exported().lines)
      for schema in ["main", "own"] {
        func pages(_ journal: SharedJournal) throws -> Int64? {
          try journal[other].database.first("PRAGMA \(schema).page_count") { row in try row.int(0) }
        }
        #expect(try pages(with) == pages(without))
      }
    }
  }

  // MARK: - Looking

  /// Every record of a log with its place, but for what a key, a hash or a salt makes of it.
  private func lines(_ log: RecordLog) throws -> [String] {
    try log.database.all(
      """
      SELECT r.position, r.sequence, r.at, r.bytes, p.bytes, d.person, d.imported FROM \(log.schema).record r
      JOIN \(log.schema).prose p ON p.record = r.id JOIN \(log.schema).device d ON d.id = r.device ORDER BY r.position
      """
    ) { row in
      var fields = try JSON(parsing: try row.blob(3)).object!
      for key in ["device", "previous", "prose"] { fields[key] = nil }
      let prose = String(decoding: try row.blob(4), as: UTF8.self)
      return
        "\(try row.int(0)) \(try row.int(1)) \(try row.int(2)) \(JSON.object(fields).text) \(prose) "
        + "\(try row.text(5)) \(try row.int(6))"
    }
  }

  private func files(_ story: Story) throws -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: Files.names(in: story.path).map { ($0, Files.read(story.path + "/" + $0) ?? []) })
  }

  /// When the files that are not Ben's alone were written last.
  private func times(_ story: Story) throws -> [String: Date?] {
    var times: [String: Date?] = [:]
    for name in ["journal.db", "own-ann.db"] {
      times[name] =
        try FileManager.default.attributesOfItem(atPath: story.path + "/" + name)[.modificationDate] as? Date
    }
    return times
  }
}

extension Journal {
  fileprivate func privateCount() throws -> Int64 {
    try database.first("SELECT count(*) FROM own.record") { row in try row.int(0) } ?? 0
  }
}
