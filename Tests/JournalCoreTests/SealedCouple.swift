import Foundation
import Fuzzing

@testable import JournalCore

/// Ann and Ben in a journal with passphrases, in a folder of its own.
struct SealedCouple {
  private let own = TemporaryFolder()
  var folder: String { own.path + "/journal" }
  let now = Moment("2026-05-04T20:00:00+02:00")!.instant

  /// Ann founds; with a passphrase the files are sealed.
  @discardableResult
  func found(passphrase: Passphrase? = "of ann") throws -> PaperKey? {
    let zone = TimeZoneRules.utc
    return try Journal.found(
      Record(
        id: Identifier.random(), shape: .journal, moment: zone.moment(at: now), author: "ann", kind: "journal",
        fields: Journal.founding(me: ("ann", "Ann"), other: ("ben", "Ben"), zone: zone)), in: folder,
      passphrase: passphrase, cost: .least)
  }

  func join(_ ben: JournalKeys?) throws {
    try Journal(folder: folder, person: "ben", keys: ben).writer().write(
      .action, "join", [:], at: now.adding(milliseconds: 1))
  }

  /// Ben is taken in beside Ann.
  func both() throws -> (ann: JournalKeys, ben: JournalKeys) {
    try found()
    let ann = try Journal.unlock(folder, person: "ann", passphrase: "of ann")
    let (ben, _) = try Journal.takeIn("ben", to: folder, by: ann, passphrase: "of ben", cost: .least)
    try join(ben)
    return (ann, ben)
  }

  func write(_ words: String, as person: String, _ keys: JournalKeys?, isPrivate: Bool = false) throws {
    try Journal(folder: folder, person: person, keys: keys).writer().write(
      .entry, isPrivate ? "reflection" : "feeling",
      [
        "text": .string(words), "visibility": .string(isPrivate ? "private" : "shared"),
        "triggers": .array([.string("place:MARKER-tag")]),
      ],
      at: now.adding(milliseconds: 10))
  }

  /// The words that a person reads, sorted.
  func read(as person: String, _ keys: JournalKeys?, in folder: String? = nil) throws -> [String] {
    let journal = try Journal(folder: folder ?? self.folder, person: person, keys: keys)
    guard try journal.verify().isEmpty else { throw JournalError.damaged }
    let reader = journal.reader(.person(person), at: now.adding(milliseconds: 1_000_000))
    return try reader.entries(before: now.adding(milliseconds: 2_000_000), limit: 100).map(\.text).sorted()
  }

  /// True when some file in the folder holds these bytes.
  func holds(_ words: String, in folder: String? = nil) throws -> Bool {
    let folder = folder ?? self.folder
    return try FileManager.default.subpathsOfDirectory(atPath: folder).contains { name in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { return false }
      return data.range(of: Data(words.utf8)) != nil
    }
  }
}
