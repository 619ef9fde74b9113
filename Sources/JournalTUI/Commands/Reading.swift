internal import ArgumentParser
internal import JournalCore

/// Entries as plain lines: date, name, what it is, its words.
struct PlainText {
  let reader: Reader

  static let taken = "(\(Words.taken))"

  func line(_ entry: EntryRow) -> String {
    let words =
      entry.isWithdrawn ? Self.taken : ([entry.text] + parts(entry)).filter { !$0.isEmpty }.joined(separator: "\n")
    return
      "\(entry.day) \(clock(entry.moment))  \(reader.journal.name(of: entry.author))  \(entry.kind.rawValue)  [\(entry.id)]\n  "
      + words.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  private func parts(_ entry: EntryRow) -> [String] {
    Words.parts.compactMap { key, name in entry.parts[key].map { "\(name): \($0)" } }
  }

  /// The day by the calendar, and the clock.
  func dayAndClock(_ moment: Moment) -> String { "\(moment.date) \(clock(moment))" }

  private func clock(_ moment: Moment) -> String {
    "\(two(moment.minuteOfDay / 60)):\(two(moment.minuteOfDay % 60))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  func json(_ entry: EntryRow) throws -> JSON {
    var fields: [String: JSON] = [
      "id": .string(entry.id), "kind": .string(entry.kind.rawValue), "author": .string(entry.author),
      "at": .string(entry.moment.description), "hurt": entry.hurt.map(JSON.string) ?? .null,
      "reply_to": entry.replyTo.map(JSON.string) ?? .null, "withdrawn": .bool(entry.isWithdrawn),
      "visibility": .string(entry.isPrivate ? "private" : "shared"),
      "text": entry.isWithdrawn ? .null : .string(entry.text), "feelings": .array(entry.feelings.map(JSON.string)),
      "intensity": entry.intensity.map { .int(Int64($0)) } ?? .null, "edited": .bool(entry.isEdited),
      "mark": try reader.mark(on: entry.id).map { .string($0.rawValue) } ?? .null,
    ]
    if let until = entry.holdingUntil {
      fields["holding_until"] = .string(reader.journal.zone.moment(at: until).description)
    }
    return .object(fields)
  }

  /// The asker's word that it was answered by talking.
  func line(_ act: ActRow) throws -> String {
    let told = act.toldAt.map(dayAndClock) ?? ""
    let mark = try reader.mark(on: act.id).map(Words.mark) ?? act.heard.map { $0 ? Words.heard : Words.notYet }
    return "\(act.moment.date) \(clock(act.moment))  \(reader.journal.name(of: act.author))  \(Words.answeredByTalking)"
      + "  [\(act.id)]\n  " + [told, mark, act.text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  func json(_ act: ActRow) throws -> JSON {
    .object([
      "id": .string(act.id), "kind": .string(act.kind.rawValue), "author": .string(act.author),
      "at": .string(act.moment.description), "target": act.target.map(JSON.string) ?? .null,
      "told_at": act.toldAt.map { .string($0.description) } ?? .null, "heard": act.heard.map(JSON.bool) ?? .null,
      "text": act.text.isEmpty ? .null : .string(act.text),
      "mark": try reader.mark(on: act.id).map { .string($0.rawValue) } ?? .null,
    ])
  }
}

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The newest entries.")
  @Option(help: "How many.") var limit = 20
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    let text = PlainText(reader: reader)
    let entries = try reader.entries(before: reader.instant.adding(milliseconds: 1), limit: max(1, limit))
    if options.json { return print(text.reader.answer(["entries": .array(try entries.map(text.json))]).text) }
    if entries.isEmpty { print(Words.beginning) }
    for entry in entries.reversed() { printClean(text.line(entry)) }
  }
}

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "One entry.")
  @Argument(help: "Its id, or the beginning of it.") var id: String
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    guard let entry = try reader.entry(prefix: id) else { throw Failure(sentence: Lookup.nothing) }
    let text = PlainText(reader: reader)
    if options.json { return print(text.reader.answer(["entry": try text.json(entry)]).text) }
    printClean(text.line(entry))
  }
}

struct Thread: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "A question with every asking and answer.")
  @Argument(help: "The id of any part of it.") var id: String
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    guard let entry = try reader.entry(prefix: id) else { throw Failure(sentence: Lookup.nothing) }
    let head = try reader.head(of: entry)
    let text = PlainText(reader: reader)
    var records = try reader.thread(of: head).map { ($0.moment.instant, $0.id, try text.json($0), text.line($0)) }
    records += try reader.answeredOutside(head).map { ($0.moment.instant, $0.id, try text.json($0), try text.line($0)) }
    records.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    if options.json {
      let all: [String: JSON] = [
        "chain": .string(try reader.chainName(of: head)), "records": .array(records.map(\.2)),
      ]
      return print(text.reader.answer(all).text)
    }
    for record in records { printClean(record.3) }
  }
}

struct Waiting: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What waits for an answer.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    if options.json { return print(try reader.waitingJSON().text) }
    let tray = try reader.tray()
    let rows = try reader.waiting().compactMap { row in
      try reader.entry(row.asks.last ?? row.chain).flatMap { try reader.waits($0, in: tray) ? nil : row.chain }
    }
    if rows.isEmpty { print(Words.nothingWaits) }
    let text = PlainText(reader: reader)
    for chain in rows { if let entry = try reader.entry(chain) { printClean(text.line(entry)) } }
  }
}

struct Hurts: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The hurts and how they come back.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    if options.json { return print(try reader.hurtsJSON().text) }
    print(Words.normal)
    for hurt in try reader.hurts() {
      printClean("\(hurt.label)  [\(hurt.id)]")
      print("  " + (hurt.recentDays.isEmpty ? Words.notCameUp : Words.cameUp(hurt.recentDays.count)))
    }
  }
}

struct Hurt: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "One hurt: how it comes back, and what was said in it.")
  @Argument(help: "The hurt, by id or name.") var hurt: String
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    let row = try Lookup.hurt(hurt, in: reader)
    if options.json {
      let all = try reader.hurtsJSON()["hurts"]?.array ?? []
      return print(
        reader.answer(["hurt": all.first { $0["hurt"] == .string(row.id) } ?? .null]).text)
    }
    for line in try PlainText(reader: reader).page(row) { printClean(line) }
  }
}

struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The week, in the order in which two people look at it.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    if options.json { return print(try reader.reviewJSON().text) }
    for line in try PlainText(reader: reader).week() { printClean(line) }
  }
}

struct WhatIsOurs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ours",
    abstract: "What the two of you have: boundaries, goals, what you do, help, dates, words of your own.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    if options.json { return print(try PlainText(reader: reader).oursJSON().text) }
    for line in try PlainText(reader: reader).ours() { printClean(line) }
  }
}

struct JournalNumbers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "numbers", abstract: "The numbers that the journal tells by, and proposals to change one.")
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    let numbers = try reader.numbers()
    if options.json {
      let all = Numbers.names.map { ($0, numbers.value(of: $0) ?? .null) }
      return print(reader.answer(["numbers": .object(Dictionary(uniqueKeysWithValues: all))]).text)
    }
    for name in Numbers.names { print("\(name)  \(numbers.value(of: name)?.text ?? "")") }
    for proposed in try reader.proposedSettings() where !proposed.isAgreed {
      printClean(
        "\(reader.journal.name(of: proposed.author)) proposes \(proposed.name) \(proposed.value.text)  [\(proposed.id)]"
      )
    }
  }
}

struct Prompts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Questions to write to, by step; none of them has to be answered.")
  @Flag(help: "The one that today offers you, if any.") var today = false
  @OptionGroup var options: ReadOptions
  func run() throws {
    let offered = today ? [try options.reader().prompt()].compactMap { $0 } : Prompt.all
    if options.json {
      let rows = offered.map { prompt -> JSON in
        .object(["id": .string(prompt.id), "step": .int(Int64(prompt.step)), "text": .string(prompt.text)])
      }
      return print(JSON.object(["prompts": .array(rows)]).text)
    }
    for prompt in offered { print("\(prompt.id)  \(prompt.text)") }
  }
}

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Entries that hold every word.")
  @Argument(help: "The words.") var words: [String]
  @OptionGroup var options: ReadOptions
  func run() throws {
    let reader = try options.reader()
    let found = try reader.search(words)
    let text = PlainText(reader: reader)
    if options.json {
      return print(
        text.reader.answer([
          "query": .string(words.joined(separator: " ")), "ids": .array(found.map { .string($0.id) }),
        ]).text)
    }
    if found.isEmpty { print("Nothing found.") }
    let hits = Hits(of: words.joined(separator: " "))
    for entry in found { printClean(text.line(entry), marking: hits) }
  }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check every record, and that what is told is what they say.")
  @OptionGroup var session: Session
  func run() throws {
    let journal = try session.open(readOnly: true).journal
    var damage: [LogDamage] = []
    try Progress.stoppable(Progress.checking) { damage = try journal.verify($0) }
    guard damage.isEmpty else {
      for finding in damage { Hearken.complain(finding.sentence) }
      throw Failure(
        sentence: damage.allSatisfy(\.isDerived)
          ? "No record is touched by this: hearken rebuild derives anew what is told." : "Nothing was changed.")
    }
    print("Everything is as it was written.")
    let names = try journal.importedPeople().map(journal.name(of:))
    if !names.isEmpty {
      printClean("Lines that were imported are signed by the import, not by \(names.joined(separator: " and ")).")
    }
  }
}

struct Rebuild: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Derive everything anew from the records.")
  @OptionGroup var session: Session
  func run() throws {
    try session.open().journal.rebuild(Progress.onTerminal(Progress.deriving))
    print("Derived anew. No record was touched.")
  }
}
