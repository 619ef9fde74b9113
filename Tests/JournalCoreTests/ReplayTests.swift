import Fuzzing
import Testing

@testable import JournalCore

/// What the journal tells follows from its records alone: not from the order in which they came, nor from the file
/// that they came in.
@Suite struct ReplayTests {
  static let seeds = Array(UInt64(1)...15)

  @Test(arguments: seeds) func anyOrderOfArrivalDerivesTheSame(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    var random = SplitMix64(seed: seed)
    let journals = generated.couple.people.map { generated.journal[$0.id] }
    for projection in [journals[0].sharedProjection] + journals.map({ $0.ownProjection! }) {
      var records: [Record] = []
      try projection.log.readAll { records.append($0) }
      let derived = try projection.dump()
      #expect(differences(try dump(ofArrivals: records.reversed()), derived).isEmpty)
      #expect(differences(try dump(ofArrivals: records.shuffled(using: &random)), derived).isEmpty)
    }
  }

  @Test(arguments: seeds) func whatWasDerivedStepByStepIsWhatARebuildDerives(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    for person in generated.couple.people { #expect(try generated.journal[person.id].verify().isEmpty) }
  }

  @Test(arguments: seeds) func theOrderOfLinesChangesNothing(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    var random = SplitMix64(seed: seed ^ 0xFF)
    let inOrder = try SharedJournal(importing: generated.records)
    let shuffled = try SharedJournal(importing: generated.records.shuffled(using: &random))
    #expect(try shuffled.dump() == inOrder.dump())
    for instant in generated.samples(1) {
      for view in generated.views {
        #expect(
          try told(by: shuffled.reader(view, at: instant)) == told(by: generated.journal.reader(view, at: instant)))
      }
    }
  }

  @Test(arguments: seeds.prefix(8)) func bothExportsTogetherImportToTheSameJournal(seed: UInt64) throws {
    let generated = try GeneratedJournal(seed: seed)
    let end = generated.records.last!.moment.instant
    for (index, person) in generated.couple.people.enumerated() {
      try generated.journal.write(
        person.id, .action, "export_consent", [:], at: end.adding(milliseconds: Int64(index) * 1000))
    }
    var union: [String: JSON] = [:]
    for person in generated.couple.people {
      let (lines, isWhole) = try generated.journal[person.id].exported()
      #expect(isWhole)
      // What was edited and then shared has its earlier words in its author's export alone: that line is kept.
      for line in lines where union[line["id"]!.string!] == nil || line["author"]?.string == person.id {
        union[line["id"]!.string!] = line
      }
    }
    let bytes = Array(union.values.map(\.text).joined(separator: "\n").utf8)
    let again = try SharedJournal(importing: Interchange.records(in: bytes).map(\.record))
    for instant in generated.samples(1) {
      for view in generated.views {
        #expect(
          try told(by: again.reader(view, at: instant)) == told(by: generated.journal.reader(view, at: instant)))
      }
    }
  }

  /// The derived rows that stand in one of the two alone.
  private func differences(_ one: [String], _ other: [String]) -> Set<String> {
    Set(one).symmetricDifference(other)
  }

  /// What a fresh file derives from records that arrive in this order.
  private func dump(ofArrivals records: [Record]) throws -> [String] {
    let database = try Database(path: ":memory:")
    let log = RecordLog(database: database, schema: "main")
    try database.migrate(RecordLog.migrations, schema: "main")
    let projection = Projection(log: log)
    try projection.prepare()
    let identity = Identity()
    try log.add(identity, of: "anyone")
    try database.transaction {
      for record in records {
        try log.append(record, by: identity)
        try projection.apply(record)
      }
    }
    return try projection.dump()
  }
}
