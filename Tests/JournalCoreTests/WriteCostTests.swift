import Testing

@testable import JournalCore

/// One write costs the same in a journal of 100,000 entries as in one of 100.
@Suite struct WriteCostTests {
  /// What a write took: statements, steps of SQLite's machine, and rows read without an index.
  struct Cost: Hashable {
    var statements = 0, steps = 0, scanned = 0

    init(of journal: Journal) {
      let database = journal.database
      (statements, steps, scanned) = (database.statementsRun, database.stepsRun, database.rowsScanned)
    }

    func since(_ earlier: Cost) -> Cost {
      var cost = self
      cost.statements -= earlier.statements
      cost.steps -= earlier.steps
      cost.scanned -= earlier.scanned
      return cost
    }
  }

  @Test func aWriteCostsTheSameInALongJournal() throws {
    let (short, long) = (try Story(), try Story())
    try long.multiply(by: 1000)
    #expect(try short.entries() == 100)
    #expect(try long.entries() == 100_000)
    let (cheap, dear) = (try short.costs(), try long.costs())
    for (one, other) in zip(cheap, dear) {
      #expect(one.what == other.what)
      #expect(other.cost.statements == one.cost.statements, "\(one.what)")
      #expect(other.cost.scanned == one.cost.scanned, "\(one.what)")
      // Ids are drawn at random, and a few steps depend on how they sort.
      #expect(abs(other.cost.steps - one.cost.steps) < 20, "\(one.what)")
      #expect(one.cost.steps > 100 && one.cost.statements < 60, "\(one.what)")
    }
    let (cheapOpening, dearOpening) = (try short.costOfOpening(), try long.costOfOpening())
    #expect(dearOpening.statements == cheapOpening.statements)
    #expect(dearOpening.scanned == cheapOpening.scanned)
    #expect(abs(dearOpening.steps - cheapOpening.steps) < 40)
  }

  /// A hundred entries of two people: questions, answers, marks, feelings, private pages.
  final class Story {
    let journal: SharedJournal
    private var clock = Couple.inNewfoundland.founded.instant
    private var hurt = ""
    private var questions: [String] = [], answers: [String] = [], feelings: [String] = [], secrets: [String] = []

    init() throws {
      journal = try SharedJournal(of: .inNewfoundland)
      try write("dov", .action, "join", [:])
      hurt = try write(
        "dov", .hurt, "hurt", ["text": "x", "carried_by": "ines", "caused_by": "dov", "visibility": "shared"])
      for _ in 0..<20 {
        questions.append(try say("ines", "question", ["hurt": .string(hurt)]))
        answers.append(try say("dov", "response", ["reply_to": .string(questions.last!)]))
        try write("ines", .action, "heard", ["target": .string(answers.last!)])
        try say("ines", "question", ["asks_again": .string(questions.last!)])
        feelings.append(try say("ines", "feeling", ["hurt": .string(hurt), "intensity": .int(5)]))
        secrets.append(try say("ines", "feeling", ["hurt": .string(hurt), "visibility": "private"]))
      }
    }

    func entries() throws -> Int64 {
      let database = journal["ines"].database
      return try ["main", "own"].reduce(0) { sum, schema in
        sum + (try database.first("SELECT count(*) FROM \(schema).entry") { row in try row.int(0) } ?? 0)
      }
    }

    /// What each kind of write takes, after one of its kind has prepared its statements.
    func costs() throws -> [(what: String, cost: Cost)] {
      var costs: [(what: String, cost: Cost)] = []
      func measure(_ what: String, by person: String = "ines", _ write: (Int) throws -> Void) throws {
        try write(0)
        let before = Cost(of: journal[person])
        try write(1)
        costs.append((what, Cost(of: journal[person]).since(before)))
      }
      func target(_ id: String) -> [String: JSON] { ["target": .string(id)] }
      try measure("a feeling") { _ in _ = try self.say("ines", "feeling", ["hurt": .string(self.hurt)]) }
      try measure("a private feeling") { _ in
        try self.say("ines", "feeling", ["hurt": .string(self.hurt), "visibility": "private"])
      }
      try measure("a question") { _ in _ = try self.say("ines", "question", [:]) }
      try measure("asking again") { try self.say("ines", "question", ["asks_again": .string(self.questions[$0])]) }
      try measure("an answer", by: "dov") {
        try self.say("dov", "response", ["reply_to": .string(self.questions[$0 + 2])])
      }
      try measure("a time to answer", by: "dov") {
        let until = Moment(instant: self.clock.adding(milliseconds: 90_000_000), offsetMinutes: 0).description
        try self.say(
          "dov", "response", ["reply_to": .string(self.questions[$0 + 4]), "holding_until": .string(until)])
      }
      try measure("a mark") { try self.write("ines", .action, "not_yet", target(self.answers[$0 + 6])) }
      try measure("an edit") {
        try self.write("ines", .action, "edit", ["target": .string(self.feelings[$0]), "text": "y"])
      }
      try measure("a withdrawal") { try self.write("ines", .action, "withdraw", target(self.feelings[$0 + 2])) }
      try measure("a withdrawn answer", by: "dov") {
        try self.write("dov", .action, "withdraw", target(self.answers[$0 + 8]))
      }
      try measure("sharing") { try self.write("ines", .action, "share", target(self.secrets[$0])) }
      try measure("setting aside") { try self.write("ines", .action, "set_aside", target(self.questions[$0 + 10])) }
      for kind in ["still_hurts", "hurt_rest"] {
        try measure(kind) { _ in _ = try self.write("ines", .action, kind, ["hurt": .string(self.hurt)]) }
      }
      return costs
    }

    /// What it takes to open the journal and to be ready to write.
    func costOfOpening() throws -> Cost {
      // What was written meanwhile is noted once.
      _ = try Journal(folder: journal.path, person: "ines")
      let opened = try Journal(folder: journal.path, person: "ines")
      _ = try opened.writer()
      _ = try opened.newest()
      return Cost(of: opened)
    }

    /// Copies every row of both files under other ids until there are `count` times as many. Signing so many records
    /// would take minutes, and what a write costs follows from the tables alone.
    func multiply(by count: Int) throws {
      let database = journal["ines"].database
      for schema in ["main", "own"] {
        try database.transaction {
          func copy(_ table: String, _ columns: String) throws {
            try database.run(
              """
              WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?),
                copy AS MATERIALIZED (SELECT * FROM \(schema).\(table))
              INSERT INTO \(schema).\(table) SELECT \(columns) FROM n, copy
              """, [.int(Int64(count - 1))])
          }
          try copy(
            "record", "position + n * 1000, id || '-' || n, device, sequence + n * 1000, at, bytes, hash, signature")
          try copy("prose", "record || '-' || n, salt, bytes")
          try copy(
            "entry",
            """
            id || '-' || n, at, offset, day, author, kind, hurt, reply_to || '-' || n, root || '-' || n, wants, holding,
            intensity, due, visible, withdrawn, text, edited, feelings, wish, parts
            """)
          try copy("version", "entry || '-' || n, at, id || '-' || n, text, folded")
          try copy(
            "act",
            """
            id || '-' || n, at, offset, day, author, kind, target || '-' || n, hurt, from_at, until_at, told_at, heard,
            outcome, for_due
            """)
          try copy("chain_state", "root || '-' || n, from_at, until_at, state, since, asker")
          try copy("closed_wait", "root || '-' || n, since, at, answer || '-' || n, from_at, until_at")
          try copy("occurrence", "record || '-' || n, hurt, author, day, at, offset, from_at, until_at, intensity")
        }
      }
    }

    @discardableResult
    private func write(_ person: String, _ shape: Shape, _ kind: String, _ fields: [String: JSON]) throws -> String {
      clock = clock.adding(milliseconds: 60_000)
      return try journal.write(person, shape, kind, fields, at: clock)
    }

    @discardableResult
    private func say(_ person: String, _ kind: String, _ fields: [String: JSON]) throws -> String {
      try write(person, .entry, kind, ["text": "x", "visibility": "shared"].merging(fields) { _, own in own })
    }
  }
}
