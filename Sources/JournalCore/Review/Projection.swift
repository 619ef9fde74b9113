/// The derived tables of one file: a pure function of that file's records, dropped and rebuilt at will.
struct Projection {
  let log: RecordLog
  var database: Database { log.database }
  var schema: String { log.schema }

  /// Raised whenever a derived table or its meaning changes; an older file is rebuilt when it opens. What the recogniser
  /// keeps has an edition of its own.
  static let version: Int64 = 10 * 256 + Int64(Features.edition)
  /// An instant after every other.
  static let forever = Instant(milliseconds: .max)

  static let tables = [
    "entry", "version", "tag", "promise", "act", "hurt", "chain_state", "closed_wait", "occurrence", "asked",
  ]

  /// The index of search. It says where to look and tells nothing by itself, and its numbers come as the records do.
  static let index = ["words", "wording"]

  /// Kinds that a journal holds few of; said beside such a kind, they are found without looking through the others.
  static let isRare = "kind NOT IN ('feeling', 'question', 'response')"

  func create() throws {
    try database.define(
      """
      -- Everything written, as it stands: what never changes about it.
      CREATE TABLE \(schema).entry (
        id TEXT PRIMARY KEY, at INTEGER NOT NULL, offset INTEGER NOT NULL,
        day INTEGER NOT NULL,                -- journal day, days since 1970
        author TEXT NOT NULL, kind TEXT NOT NULL, hurt TEXT, reply_to TEXT,
        root TEXT NOT NULL,                  -- first entry of its chain, itself when it asks nothing again
        wants INTEGER NOT NULL, holding INTEGER, intensity INTEGER,
        due INTEGER,                         -- when a promise is due, or a boundary is looked at again
        visible INTEGER NOT NULL,            -- from when the view of this file shows it
        withdrawn INTEGER NOT NULL,          -- from when it is a stub; the last instant if never
        text TEXT NOT NULL,                  -- as first written
        edited INTEGER NOT NULL,             -- from when other words stand; the last instant if never
        feelings TEXT, wish TEXT, parts TEXT -- what a page shows beside the words; lists and parts as JSON
      ) STRICT;
      CREATE INDEX \(schema).entry_visible ON entry (visible, id);
      CREATE INDEX \(schema).entry_day ON entry (day, visible);
      CREATE INDEX \(schema).entry_root ON entry (root);
      CREATE INDEX \(schema).entry_reply ON entry (reply_to);
      CREATE INDEX \(schema).entry_hurt ON entry (hurt, visible);
      CREATE INDEX \(schema).entry_author ON entry (author, visible, at, offset);
      CREATE INDEX \(schema).entry_rare ON entry (kind, visible) WHERE \(Self.isRare);
      CREATE INDEX \(schema).entry_due ON entry (kind, due) WHERE due IS NOT NULL;
      -- The words of an entry, from an instant on; the latest stands.
      CREATE TABLE \(schema).version (
        entry TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
        PRIMARY KEY (entry, at, id)
      ) STRICT, WITHOUT ROWID;
      -- Which wordings hold three letters in a row, by their number, and whose wording that is.
      CREATE VIRTUAL TABLE \(schema).words USING fts5 (
        folded, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
      );
      CREATE TABLE \(schema).wording (number INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
      -- What its writer says brings it up.
      CREATE TABLE \(schema).tag (
        entry TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (entry, tag)
      ) STRICT, WITHOUT ROWID;
      -- When a promise is due, as it was written: once, or each day until an instant or a day.
      CREATE TABLE \(schema).promise (
        entry TEXT PRIMARY KEY, due TEXT NOT NULL, daily INTEGER NOT NULL, until TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE \(schema).act (
        id TEXT PRIMARY KEY, at INTEGER NOT NULL, offset INTEGER NOT NULL, day INTEGER NOT NULL, author TEXT NOT NULL,
        kind TEXT NOT NULL, target TEXT, hurt TEXT, from_at INTEGER, until_at INTEGER, told_at INTEGER,
        heard INTEGER, outcome TEXT, for_due INTEGER
      ) STRICT;
      CREATE INDEX \(schema).act_target ON act (target, at);
      CREATE INDEX \(schema).act_hurt ON act (hurt, at);
      CREATE INDEX \(schema).act_kind ON act (kind, at);
      CREATE TABLE \(schema).hurt (
        id TEXT PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, label TEXT NOT NULL, carried_by TEXT NOT NULL,
        caused_by TEXT, visibility TEXT NOT NULL, event TEXT
      ) STRICT;
      -- The state of a chain over time, half open: [from_at, until_at).
      CREATE TABLE \(schema).chain_state (
        root TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, state TEXT NOT NULL,
        since INTEGER,                       -- waiting since, while open
        asker TEXT NOT NULL,
        PRIMARY KEY (root, from_at)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX \(schema).chain_state_until ON chain_state (state, asker, until_at, since);
      CREATE TABLE \(schema).closed_wait (
        root TEXT NOT NULL, since INTEGER NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL,
        from_at INTEGER NOT NULL,            -- from when it is known
        until_at INTEGER NOT NULL,           -- until the answer was withdrawn
        PRIMARY KEY (root, since, at, answer)
      ) STRICT, WITHOUT ROWID;
      -- One coming up of a hurt, by the record that says so.
      CREATE TABLE \(schema).occurrence (
        record TEXT PRIMARY KEY, hurt TEXT NOT NULL, author TEXT NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL,
        offset INTEGER NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, intensity INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX \(schema).occurrence_hurt ON occurrence (hurt, day);
      -- What the recogniser keeps of each wording of a question, and of an entry on a hurt.
      CREATE TABLE \(schema).asked (
        entry TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, features BLOB NOT NULL,
        PRIMARY KEY (entry, at, id)
      ) STRICT, WITHOUT ROWID;
      PRAGMA \(schema).application_id = \(Self.version);
      """)
  }

  /// Makes the tables if they are missing or of another version.
  func prepare(_ work: LongWork = .unwatched) throws { if try !isCurrent() { try rebuild(work) } }

  /// True when the tables are there and of this version. It stands on the first page, which is read anyhow.
  func isCurrent() throws -> Bool {
    try database.first("PRAGMA \(schema).application_id") { row in try row.int(0) } == Self.version
  }

  /// Drops every derived table and derives it anew from the log.
  func rebuild(_ work: LongWork = .unwatched) throws {
    try database.transaction {
      // The last stood for the version in files of before.
      for table in Self.tables + Self.index + ["projection"] {
        try database.run("DROP TABLE IF EXISTS \(schema).\(table)")
      }
      try create()
      try derive { try log.readAll(work, $0) }
    }
  }

  /// Fills empty tables with what the records say.
  func derive(from readAll: ((Record) throws -> Void) throws -> Void) throws {
    try readAll { record in
      try insert(record)
      if record.kind == ActionKind.stillHurts.rawValue { try insertStillHurts(record) }
    }
    let roots = try database.all("SELECT DISTINCT root FROM \(schema).entry WHERE wants = 1") { row in try row.text(0) }
    for root in roots { try refreshChain(root) }
    try database.run(inFile(schema, Self.occurrenceOfEntry))
  }

  /// Derives what a newly appended record touches, whatever order records arrive in.
  func apply(_ record: Record) throws {
    try insert(record)
    for root in try touchedChains(record) { try refreshChain(root) }
    switch record.shape {
    case .entry: try refreshOccurrence(ofEntry: record.id)
    case .action:
      if let kind = ActionKind(rawValue: record.kind), [.withdraw, .share].contains(kind),
        let target = record.text("target")
      {
        try refreshOccurrence(ofEntry: target)
      }
      if record.kind == ActionKind.stillHurts.rawValue { try insertStillHurts(record) }
    case .hurt, .journal: break
    }
  }

  // MARK: - Rows

  private func insert(_ record: Record) throws {
    switch record.shape {
    case .journal: break
    case .hurt:
      try database.run(
        "INSERT INTO \(schema).hurt VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .text(record.id), SQLValue(record.moment.instant), .text(record.author), .text(record.text("text") ?? ""),
          .text(record.text("carried_by") ?? ""), SQLValue(record.text("caused_by")),
          .text(record.text("visibility") ?? "shared"), SQLValue(record.text("event")),
        ])
    case .entry: try insertEntry(record, visible: record.moment.instant)
    case .action: try insertAction(record)
    }
  }

  private func insertEntry(_ record: Record, visible: Instant) throws {
    let withdrawn =
      try database.first(
        "SELECT min(at) FROM \(schema).act WHERE target = ? AND kind = 'withdraw'", [.text(record.id)]
      ) { row in try row.optionalInstant(0) } ?? nil
    let edited =
      try database.first("SELECT min(at) FROM \(schema).version WHERE entry = ?", [.text(record.id)]) { row in
        try row.optionalInstant(0)
      } ?? nil
    func json(_ field: String) -> SQLValue {
      record.fields[field].map { .text($0.text) } ?? .null
    }
    let wants = record.kind == EntryKind.question.rawValue || record.fields["wants_response"]?.bool ?? false
    try database.run(
      "INSERT INTO \(schema).entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .text(record.id), SQLValue(record.moment.instant), .int(Int64(record.moment.offsetMinutes)),
        .int(Int64(JournalDay(record.moment).number)), .text(record.author), .text(record.kind),
        SQLValue(record.text("hurt")), SQLValue(record.text("reply_to")), .text(try root(of: record)),
        .int(wants ? 1 : 0), SQLValue(record.instant("holding_until")), SQLValue(record.int("intensity")),
        SQLValue(record.instant("due")), SQLValue(visible), SQLValue(withdrawn ?? Self.forever),
        .text(record.text("text") ?? ""), SQLValue(edited ?? Self.forever), json("feelings"),
        SQLValue(record.text("wish")), json("parts"),
      ])
    try insertVersion(entry: record.id, at: record.moment.instant, id: record.id, text: record.text("text") ?? "")
    try insertAsked(record.id)
    for tag in record.list("triggers") {
      try database.run("INSERT OR IGNORE INTO \(schema).tag VALUES (?, ?)", [.text(record.id), .text(tag)])
    }
    if record.kind == EntryKind.promise.rawValue, let due = record.text("due") {
      try database.run(
        "INSERT INTO \(schema).promise VALUES (?, ?, ?, ?)",
        [
          .text(record.id), .text(due), .int(record.text("repeat") == nil ? 0 : 1),
          SQLValue(record.text("repeat_until")),
        ])
    }
    // Records of the same chain may have come first: they get the root they could not know.
    try database.run(
      """
      WITH RECURSIVE later (id) AS (
        SELECT p.id FROM \(schema).entry p WHERE p.root = ?1 AND p.id <> ?1
        UNION SELECT e.id FROM \(schema).entry e JOIN later l ON e.root = l.id WHERE e.id <> l.id)
      UPDATE \(schema).entry SET root = ?2 WHERE id IN (SELECT id FROM later) AND ?1 <> ?2
      """, [.text(record.id), .text(try root(of: record))])
  }

  private func insertVersion(entry: String, at: Instant, id: String, text: String) throws {
    let folded = SQLValue.text(folded(text))
    try database.run(
      "INSERT OR REPLACE INTO \(schema).version VALUES (?, ?, ?, ?, ?)",
      [.text(entry), SQLValue(at), .text(id), .text(text), folded])
    try database.run("INSERT INTO \(schema).wording (entry) VALUES (?)", [.text(entry)])
    try database.run("INSERT INTO \(schema).words (rowid, folded) VALUES (last_insert_rowid(), ?)", [folded])
  }

  /// Entries that are compared with what is being written.
  static let isAsked = "(e.kind = 'question' OR (e.kind = 'feeling' AND e.hurt IS NOT NULL))"

  /// Derives what the recogniser keeps of an entry's wordings; an edit may come before its entry.
  private func insertAsked(_ entry: String) throws {
    let wordings = try database.all(
      """
      SELECT v.at, v.id, v.text FROM \(schema).version v JOIN \(schema).entry e ON e.id = v.entry
      WHERE v.entry = ?1 AND \(Self.isAsked)
        AND NOT EXISTS (SELECT 1 FROM \(schema).asked a WHERE a.entry = v.entry AND a.at = v.at AND a.id = v.id)
      """, [.text(entry)]
    ) { row in (at: try row.instant(0), id: try row.text(1), text: try row.text(2)) }
    for wording in wordings {
      try database.run(
        "INSERT INTO \(schema).asked VALUES (?, ?, ?, ?)",
        [.text(entry), SQLValue(wording.at), .text(wording.id), .blob(Features(wording.text).bytes)])
    }
  }

  private func root(of record: Record) throws -> String {
    guard let earlier = record.text("asks_again") else { return record.id }
    return try database.first("SELECT root FROM \(schema).entry WHERE id = ?", [.text(earlier)]) { row in
      try row.text(0)
    } ?? earlier
  }

  private func insertAction(_ record: Record) throws {
    try database.run(
      "INSERT INTO \(schema).act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .text(record.id), SQLValue(record.moment.instant), .int(Int64(record.moment.offsetMinutes)),
        .int(Int64(JournalDay(record.moment).number)), .text(record.author), .text(record.kind),
        SQLValue(record.text("target")), SQLValue(record.text("hurt")), SQLValue(record.instant("from")),
        SQLValue(record.instant("until")), SQLValue(record.instant("told_at")),
        record.fields["heard"]?.bool.map { .int($0 ? 1 : 0) } ?? .null, SQLValue(record.text("outcome")),
        SQLValue(record.instant("for_due")),
      ])
    guard let target = record.text("target") else { return }
    switch ActionKind(rawValue: record.kind) {
    case .edit where record.text("text") != nil:
      try database.run(
        "UPDATE \(schema).entry SET edited = min(edited, ?) WHERE id = ?",
        [SQLValue(record.moment.instant), .text(target)])
      try insertVersion(entry: target, at: record.moment.instant, id: record.id, text: record.text("text") ?? "")
      try insertAsked(target)
    case .withdraw:
      try database.run(
        "UPDATE \(schema).entry SET withdrawn = min(withdrawn, ?) WHERE id = ?",
        [SQLValue(record.moment.instant), .text(target)])
    case .share:
      // The shared file learns of a private entry here: its words come with the act of sharing.
      if let line = record.fields["shared"], let entry = try? Fields.record(from: line) {
        try insertEntry(entry, visible: record.moment.instant)
      }
    default: break
    }
  }

  // MARK: - Chains

  private func touchedChains(_ record: Record) throws -> [String] {
    let named: [String] =
      switch record.shape {
      case .entry: [record.id, record.text("reply_to")].compactMap { $0 }
      case .action: [record.text("target")].compactMap { $0 }
      case .hurt, .journal: []
      }
    // Asks that came before the one they name took its id for a root: that chain ends when it turns out to have another.
    var roots = record.shape == .action && record.kind != ActionKind.share.rawValue ? [] : Array(named.prefix(1))
    for id in named {
      // A mark's target is an answer, or the act that says it was answered elsewhere: one step to the ask.
      let found = try database.all(
        """
        SELECT root FROM \(schema).entry WHERE id = ?1
        UNION SELECT q.root FROM \(schema).entry r JOIN \(schema).entry q ON q.id = r.reply_to WHERE r.id = ?1
        UNION SELECT q.root FROM \(schema).act a JOIN \(schema).entry q ON q.id = a.target WHERE a.id = ?1
        """, [.text(id)]
      ) { row in try row.text(0) }
      roots += found.filter { !roots.contains($0) }
    }
    return roots
  }

  private func refreshChain(_ root: String) throws {
    try database.run("DELETE FROM \(schema).chain_state WHERE root = ?", [.text(root)])
    try database.run("DELETE FROM \(schema).closed_wait WHERE root = ?", [.text(root)])
    guard let chain = try Chain.load(root: root, from: database, schema: schema) else { return }
    for state in chain.states() {
      try database.run(
        "INSERT INTO \(schema).chain_state VALUES (?, ?, ?, ?, ?, ?)",
        [
          .text(root), SQLValue(state.from), SQLValue(state.until), .text(state.state.rawValue), SQLValue(state.since),
          .text(chain.asks[0].author),
        ])
    }
    for wait in chain.closedWaits() {
      try database.run(
        "INSERT OR REPLACE INTO \(schema).closed_wait VALUES (?, ?, ?, ?, ?, ?)",
        [
          .text(root), SQLValue(wait.since), SQLValue(wait.at), .text(wait.answer), SQLValue(wait.from),
          SQLValue(wait.until),
        ])
    }
  }

  // MARK: - Occurrences

  /// Anyone's entry on a hurt: which of them are its carrier's is asked when it is read, since the hurt may stand in
  /// the other file.
  private static let occurrenceOfEntry = """
    INSERT OR REPLACE INTO %.occurrence
    SELECT id, hurt, author, day, at, offset, visible, withdrawn, intensity FROM %.entry
    WHERE hurt IS NOT NULL AND kind IN ('feeling', 'question') AND intensity IS NOT 0
    """

  private func refreshOccurrence(ofEntry id: String) throws {
    try database.run(inFile(schema, Self.occurrenceOfEntry) + " AND id = ?", [.text(id)])
  }

  private func insertStillHurts(_ record: Record) throws {
    try database.run(
      "INSERT OR REPLACE INTO \(schema).occurrence SELECT id, hurt, author, day, at, offset, at, ?, ? FROM \(schema).act WHERE id = ?",
      [SQLValue(Self.forever), SQLValue(record.int("intensity")), .text(record.id)])
  }
}
