internal import ArgumentParser
internal import Glibc
internal import JournalCore

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Found a journal for two people.")
  @Option(help: "Your name.") var me: String
  @Option(help: "The other person's name.") var partner: String
  @Option(help: "Where the two of you live, such as Europe/Berlin.") var zone: String?
  @Flag(help: "No passphrase: whoever can read the files can read every word.") var noPassphrase = false
  @OptionGroup var session: Session

  func run() throws {
    let zone = try zone.map { try TimeZoneRules.system(named: $0) } ?? TimeZoneRules.local
    guard !me.isEmpty, !partner.isEmpty, folded(me) != folded(partner) else {
      throw Failure(sentence: "A journal needs two different names. Nothing was founded.", code: 2)
    }
    let ids = Journal.ids(me, partner)
    let passphrase = noPassphrase ? nil : try session.passphrase(of: ids.0, isNew: true)
    let recovery = try Journal.found(
      Record(
        id: Identifier.random(), shape: .journal, moment: zone.moment(at: Clock.now), author: ids.0, kind: "journal",
        fields: Journal.founding(me: (ids.0, me), other: (ids.1, partner), zone: zone)), in: session.folder,
      passphrase: passphrase)
    if let recovery { showRecovery(recovery) }
    printClean("Founded. \(partner) joins with: \(ProgramName.current) join --as \(ids.1)")
    if recovery != nil { print("or by a code that you hand over: \(ProgramName.current) invite --as \(ids.0)") }
  }
}

struct Settings: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What you have set for yourself, and setting it.")
  @Option(help: "After how many minutes without a key the screen locks, 1 to 240.") var lockMinutes: Int?
  @Option(help: "Have what the other writes come once a day, at this hour, 0 to 23.") var dailyAt: Int?
  @Flag(help: "Have what the other writes come as it is written.") var asWritten = false
  @Option(
    help: "By how many seconds at most, chosen by chance, what you send from the screen comes later; 60 at first.")
  var linger: Int?
  @OptionGroup var session: Session

  func run() throws {
    let journal = try session.writer().journal
    if let lockMinutes { try journal.setLockMinutes(lockMinutes) }
    if dailyAt != nil || asWritten { try journal.setDeliveryHour(asWritten ? nil : dailyAt, at: Clock.now) }
    if let linger { try journal.setLingerSeconds(linger) }
    let minutes = try journal.lockMinutes()
    let time = minutes == 1 ? "a minute" : "\(minutes) minutes"
    print("The screen locks after \(time) without a key, in a journal with passphrases.")
    print(
      try journal.deliveryHour().map { "What the other writes comes once a day, at \($0):00." }
        ?? "What the other writes comes as it is written.")
    print("What you send from the screen comes up to \(try journal.lingerSeconds()) seconds after its ten.")
  }
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Found a journal from JSON Lines.")
  @Argument(help: "The file.") var file: String
  @Flag(help: "Found a new journal from it.") var new = false
  @Flag(help: "No passphrase: whoever can read the files can read every word.") var noPassphrase = false
  @OptionGroup var session: Session

  func run() throws {
    guard new else {
      throw Failure(
        sentence: "An import founds a new journal: hearken import FILE --new. Nothing was imported.", code: 2)
    }
    guard let bytes = Files.read(file) else {
      throw Failure(sentence: "The file can't be read. Nothing was imported.")
    }
    let records = try Interchange.records(in: bytes)
    var sealing: (person: String, passphrase: Passphrase)?
    if !noPassphrase {
      guard let person = session.person else {
        throw Failure(
          sentence: "Whose passphrase? Say --as with your name, or --no-passphrase. Nothing was imported.", code: 2)
      }
      let partners = records.lazy.compactMap { $0.record.fields["partners"]?.array }.first ?? []
      let names = partners.compactMap { one in
        one["id"]?.string.map { Partner(id: $0, name: one["name"]?.string ?? $0) }
      }
      guard let partner = names.first(where: { $0.id == person || folded($0.name) == folded(person) }) else {
        throw JournalError.noSuchPerson
      }
      sealing = (partner.id, try session.passphrase(of: partner.id, isNew: true))
      var papers: (recovery: PaperKey, code: PaperKey)?
      try Progress.stoppable(Progress.importing) { work in
        papers = try Journal.importNew(records, in: session.folder, sealing: sealing, work: work)
      }
      if let papers, let other = names.first(where: { $0.id != partner.id }) {
        showRecovery(papers.recovery)
        showCode(papers.code, for: other.name, id: other.id)
        printClean("\(other.name)'s own pages open with that code and with nothing else.")
      }
    } else {
      try Progress.stoppable(Progress.importing) { work in
        try Journal.importNew(records, in: session.folder, work: work)
      }
    }
    Hearken.complain(
      "The file that you imported holds both people's private lines; keep it as carefully as the journal.")
    print("\(records.count) records imported.")
  }
}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print your words, and the shared ones if both agreed.")
  @Option(help: "jsonl") var format = "jsonl"
  @OptionGroup var session: Session

  func run() throws {
    guard format == "jsonl" else { throw Failure(sentence: "The format is jsonl. Nothing was exported.", code: 2) }
    let (journal, view) = try session.open()
    guard view != .shared else { throw Failure(sentence: "An export is somebody's: say --as with a name.", code: 2) }
    let (lines, isWhole) = try journal.export(at: Clock.now, Progress.onTerminal(Progress.exporting))
    for line in lines { print(line.text) }
    if !isWhole {
      Hearken.complain("These are your own words; the other's come along when you both have agreed to it.")
    }
  }
}
