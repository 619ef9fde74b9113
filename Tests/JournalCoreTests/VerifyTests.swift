import Foundation
import Testing

@testable import JournalCore

/// A journal that was changed behind its back, by somebody who can open its files and puts the triggers back afterwards:
/// `verify` finds it and names it, and what it says is true. It changes nothing.
@Suite struct VerifyTests {
  // MARK: - What was done to the shared log and to the own pages

  static let forgeries: [Forgery] = [
    Forgery("a record is changed", of: .both) { file in
      try file.run("UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE id = ?", file.third)
      return [.changed(id: file.third)]
    },
    Forgery("a record is changed and hashed anew", of: .both) { file in
      let bytes = Array(
        String(decoding: try file.bytes(of: file.third), as: UTF8.self).replacing(
          /"offset":-?\d+/, with: "\"offset\":9"
        )
        .utf8)
      try file.database.run(
        "UPDATE record SET bytes = ?, hash = ? WHERE id = ?",
        [.blob(bytes), .blob(Sodium.hash(bytes)), .text(file.third)])
      return [.notSigned(id: file.third)]
    },
    Forgery("a signature is changed", of: .both) { file in
      try file.run("UPDATE record SET signature = zeroblob(64) WHERE id = ?", file.third)
      return [.notSigned(id: file.third)]
    },
    Forgery("a record is removed", of: .both) { file in
      try file.remove(file.third)
      return [.gap(before: file.fourth), .toldWithoutRecord(id: file.third)]
    },
    Forgery("two records change places", of: .both) { file in
      try file.run("UPDATE record SET sequence = 900 WHERE id = ?", file.third)
      try file.run("UPDATE record SET sequence = 3 WHERE id = ?", file.fourth)
      try file.run("UPDATE record SET sequence = 4 WHERE id = ?", file.third)
      return [.moved(id: file.fourth), .moved(id: file.third)]
    },
    Forgery("two records arrived the other way round", of: .both) { file in
      try file.run("UPDATE record SET position = -position WHERE id IN (?1, ?2)", file.third, file.fourth)
      let (one, other) = (try file.number("-position", of: file.third), try file.number("-position", of: file.fourth))
      try file.run("UPDATE record SET position = \(other) WHERE id = ?", file.third)
      try file.run("UPDATE record SET position = \(one) WHERE id = ?", file.fourth)
      return [.moved(id: file.fourth)]
    },
    Forgery("a record is copied", of: .both) { file in
      try file.run(
        """
        INSERT INTO record (id, device, sequence, at, bytes, hash, signature)
        SELECT 'copy', device, (SELECT max(sequence) + 1 FROM record s WHERE s.device = r.device), at, bytes, hash, signature
        FROM record r WHERE id = ?
        """, file.third)
      try file.run("INSERT INTO prose SELECT 'copy', salt, bytes FROM prose WHERE record = ?", file.third)
      return [.moved(id: "copy")]
    },
    Forgery("somebody else signs in her name", of: .both) { file in
      try file.append("forged", at: 99, by: Identity(), naming: file.device)
      return [.notSigned(id: "forged")]
    },
    Forgery("another key of hers turns up", of: .both) { file in
      let key = Identity()
      try file.log.add(key, of: "ann")
      try file.append("forged", at: 99, by: key)
      return [.anothersKey(id: "forged")]
    },
    Forgery("something says that it was imported", of: .both) { file in
      let key = Identity()
      try file.log.add(key, of: "ann", imported: true)
      try file.append("forged", at: 99, by: key)
      return [.importedLate(id: "forged")]
    },
    Forgery("words are rewritten", of: .both) { file in
      try file.database.run(
        "UPDATE prose SET bytes = ? WHERE record = ?",
        [.blob(Array(#"{"text":"marigold was never there"}"#.utf8)), .text(file.third)])
      return [.rewritten(id: file.third)]
    },
    Forgery("words are removed", of: .both) { file in
      try file.run("DELETE FROM prose WHERE record = ?", file.third)
      return [.wordsMissing(id: file.third)]
    },
    Forgery("a record's time is moved in the file", of: .both) { file in
      try file.run("UPDATE record SET at = at - 3600000 WHERE id = ?", file.third)
      return [.moved(id: file.third)]
    },
    Forgery("a record is dated back by who has the key", of: .both) { file in
      try file.append("late", at: 1, by: file.identity)
      return [.backDated(id: "late")]
    },
    Forgery("a record that follows on nothing", of: .both) { file in
      let link = Link(
        device: file.identity.device, sequence: try file.log.head(of: file.device)!.sequence + 1, previous: [1])
      try file.insert(file.record("forged", at: 99), link, by: file.identity)
      return [.broken(id: "forged")]
    },
    Forgery("the end is cut off", of: .both) { file in
      try file.remove(file.last)
      return [.cutOff(author: "Ann", isShared: file.isShared), .toldWithoutRecord(id: file.last)]
    },
    Forgery("the end is cut off and all is derived anew", of: .both, rebuilding: true) { file in
      try file.remove(file.last)
      return [.cutOff(author: "Ann", isShared: file.isShared)]
    },
    Forgery("the end is cut off and another written over it", of: .both, rebuilding: true) { file in
      try file.remove(file.last)
      for number in 0..<3 { try file.append("new\(number)", at: 90 + number, by: file.identity) }
      return [.cutOff(author: "Ann", isShared: file.isShared)]
    },
    Forgery("the other's end is cut off", of: .shared, rebuilding: true) { file in
      try file.remove(try file.ids(of: "ben").last!)
      return [.cutOff(author: "Ben", isShared: true)]
    },
    Forgery("a guard is taken away", of: .both) { file in
      file.guards.removeAll { $0.contains("record_kept") }
      return [.guardsChanged(isShared: file.isShared)]
    },
    Forgery("a guard is put in another's place", of: .both) { file in
      file.guards.append("CREATE TRIGGER quiet AFTER INSERT ON record BEGIN DELETE FROM prose; END")
      return [.guardsChanged(isShared: file.isShared)]
    },
  ]

  @Test(arguments: forgeries, [false, true]) func aForgeryIsFoundAndNamed(forgery: Forgery, isSealed: Bool) throws {
    let story = try Story(isSealed: isSealed)
    for isShared in forgery.files {
      let copy = try story.copied()
      let expected = try copy.edit(isShared: isShared, forgery.act)
      if forgery.rebuilds { try copy.journal("ann").rebuild() }
      #expect(try copy.verifiedUntouched("ann") == expected, "\(forgery.name), \(isShared ? "shared" : "own")")
      for damage in expected {
        let id = String(describing: damage).split(separator: "\"").dropFirst().first.map(String.init)
        #expect(!damage.sentence.contains("marigold"))
        #expect(id.map(damage.sentence.contains) ?? true)
      }
    }
  }

  // MARK: - What was done to what is told

  @Test(arguments: Projection.tables) func aToldRowThatIsNotWhatTheRecordsSayIsFound(table: String) throws {
    let story = try Story(isSealed: false)
    // Nobody waits for an answer on private pages.
    for isShared in table == "closed_wait" ? [true] : [true, false] {
      let (changed, removed, added) = (try story.copied(), try story.copied(), try story.copied())
      let id = try changed.edit(isShared: isShared) { file in try file.change(table) }
      #expect(try changed.verifiedUntouched("ann") == [.toldDifferently(id: id)], "\(table)")
      let gone = try removed.edit(isShared: isShared) { file in try file.removeFirst(of: table) }
      let found = try removed.verifiedUntouched("ann")
      #expect(found == [.toldDifferently(id: gone)] || found == [.notTold(id: gone)], "\(table)")
      try added.edit(isShared: isShared) { file in try file.addGhost(to: table) }
      #expect(try added.verifiedUntouched("ann") == [.toldWithoutRecord(id: "ghost")], "\(table)")
      // Made anew, all of it is well.
      for copy in [changed, removed, added] {
        try copy.journal("ann").rebuild()
        #expect(try copy.verifiedUntouched("ann").isEmpty)
      }
    }
  }

  // MARK: - The format of erasing

  @Test(arguments: [false, true]) func withoutItsWordsARecordStillStandsInItsChain(isShared: Bool) throws {
    let story = try Story(isSealed: false)
    let copy = try story.copied()
    var erased = ""
    _ = try copy.edit(isShared: isShared) { file in
      erased = file.third
      try file.run("DELETE FROM prose WHERE record = ?", file.third)
      return [LogDamage]()
    }
    // Nothing but the words is missed: hash, signature and place of it and of all others hold.
    #expect(try copy.verifiedUntouched("ann") == [.wordsMissing(id: erased)])
    let journal = try copy.journal("ann")
    try journal.rebuild()
    let reader = journal.reader(.person("ann"), at: copy.at(90))
    #expect(
      try reader.entries(where: "1").count
        == story.journal("ann").reader(.person("ann"), at: copy.at(90)).entries(where: "1").count)
    let entry = try reader.entry(erased)
    #expect(try entry.map { try reader.versions(of: $0).first?.text ?? "" } ?? "" == "")
    #expect(try journal.exported().lines.contains { $0["id"]?.string == erased && $0["text"] == nil })
    // And what is written afterwards follows on it.
    try journal.writer().write(.entry, "feeling", ["text": "more", "visibility": "shared"], at: story.at(95))
    #expect(try journal.verify() == [.wordsMissing(id: erased)])
  }

  // MARK: - A good journal

  @Test(arguments: [false, true]) func aGoodJournalHasNothingToFind(isSealed: Bool) throws {
    let story = try Story(isSealed: isSealed)
    for person in ["ann", "ben"] { #expect(try story.verifiedUntouched(person).isEmpty) }
    let shared = try Journal(folder: story.path, person: nil, keys: story.keys["ann"], readOnly: true)
    #expect(try shared.verify().isEmpty)
    // Also while somebody writes in it.
    let open = try story.journal("ben")
    try open.writer().write(.entry, "feeling", ["text": "more", "visibility": "shared"], at: story.at(60))
    for person in ["ann", "ben"] { #expect(try story.verifiedUntouched(person).isEmpty) }
  }

  @Test func anImportIsWholeForBoth() throws {
    let folder = TemporaryFolder()
    try importScenario(into: folder)
    for person in ["noor", "remy"] {
      #expect(try Journal(folder: folder.path, person: person, readOnly: true).verify().isEmpty)
      #expect(try Journal(folder: folder.path, person: person).verify().isEmpty)
    }
  }
}
