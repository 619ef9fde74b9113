import Foundation
import JournalCore

@testable import JournalTUI

/// A screen without a terminal: keys go in, pictures come out, on a real journal in a temporary folder.
final class Stage {
  private(set) var model: Model
  let keeper: Keeper
  let folder: String
  private(set) var hasLeft = false
  private(set) var isLocked = false
  private var parser = KeyParser()
  var now: Instant

  /// The sample, looked at by one of its two people at an instant.
  convenience init(_ person: String, at moment: String, size: Size = Size(columns: 80, rows: 24)) throws {
    let folder = Self.newFolder()
    try FileManager.default.copyItem(atPath: try Self.sample.get(), toPath: folder)
    try self.init(folder: folder, person: person, isSample: true, now: Moment(moment)!.instant, size: size)
    isOwner = true
  }

  /// What two people had written until an instant, as a journal of theirs that one of them opens then.
  convenience init(diaryOf person: String, until moment: String, size: Size = Size(columns: 80, rows: 24)) throws {
    let folder = Self.newFolder()
    let now = Moment(moment)!.instant
    try Journal.importNew(
      try Interchange.records(in: PackageResources.scenario_jsonl).filter { $0.record.moment.instant <= now },
      in: folder)
    try self.init(folder: folder, person: person, now: now, size: size)
    isOwner = true
  }

  /// The program dies here, with nothing else done, and is begun anew by the same person.
  func dies() throws -> Stage {
    let person = model.desk.me.id
    keeper.close()
    let next = try Stage(folder: folder, person: person, now: now, size: model.desk.size)
    (isOwner, next.isOwner) = (false, isOwner)
    return next
  }

  /// A journal that a test has made, or a folder without one.
  init(
    folder: String = Stage.newFolder(), person: String? = nil, isSample: Bool = false,
    now: Instant = Moment("2026-05-04T20:00:00+02:00")!.instant, size: Size = Size(columns: 80, rows: 24),
    glyphs: Glyphs = .unicode, wasLocked: Bool = false
  ) throws {
    // Both of them live in Berlin, wherever this runs.
    setenv("TZ", "Europe/Berlin", 1)
    self.folder = folder
    self.now = now
    let box = ClockBox(now)
    clock = box
    keeper = Keeper(folder: folder, isSample: isSample) { box.now }
    let (desk, route) = try keeper.opening(size: size, glyphs: glyphs, wasLocked: wasLocked)
    model = Model(desk: desk, route: route)
    if let person { settle([.sit(person, passphrase: nil)]) }
  }

  /// True for the one stage that tidies its folder away.
  var isOwner = false

  deinit {
    if isOwner { try? FileManager.default.removeItem(atPath: folder) }
    // A sample that was opened on the way stands elsewhere.
    if keeper.isSample { keeper.close() }
  }

  private final class ClockBox: @unchecked Sendable {
    var now: Instant
    init(_ now: Instant) { self.now = now }
  }
  private let clock: ClockBox

  /// The sample journal, imported once for all tests.
  private static let sample = Result { () throws -> String in
    let folder = newFolder()
    try Journal.importNew(try Interchange.records(in: PackageResources.scenario_jsonl), in: folder)
    return folder
  }

  static func newFolder() -> String { place + "/" + UUID().uuidString }

  /// Where the folders of this run stand; removed as it ends.
  private static let place: String = {
    let folder = NSTemporaryDirectory() + "hearken-stage-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Stage.place) }
    return folder
  }()

  // MARK: - Doing

  /// Types text and named keys, as bytes through the parser: `"w", "hello", .send`.
  @discardableResult
  func press(_ keys: String...) -> Stage {
    for key in keys {
      parser.splitsPastes = model.takesSecret
      let bytes = Self.names[key].map { Array($0.utf8) } ?? Array(key.utf8)
      var inputs = parser.feed(bytes)
      if parser.isWaiting { inputs += parser.flush() }
      for input in inputs { take(input) }
    }
    return self
  }

  static let names: [String: String] = [
    "<Esc>": "\u{1B}", "<Enter>": "\r", "<Tab>": "\t", "<S-Tab>": "\u{1B}[Z", "<Up>": "\u{1B}[A", "<Down>": "\u{1B}[B",
    "<Right>": "\u{1B}[C", "<Left>": "\u{1B}[D", "<Home>": "\u{1B}[H", "<End>": "\u{1B}[F", "<PgUp>": "\u{1B}[5~",
    "<PgDn>": "\u{1B}[6~", "<Del>": "\u{1B}[3~", "<BS>": "\u{7F}", "^S": "\u{13}", "^Q": "\u{11}", "^C": "\u{03}",
    "^T": "\u{14}", "^O": "\u{0F}", "^U": "\u{15}", "^K": "\u{0B}", "^Y": "\u{19}", "^Z": "\u{1A}", "^R": "\u{12}",
    "^P": "\u{10}", "^W": "\u{17}", "^A": "\u{01}", "^D": "\u{04}", "^E": "\u{05}", "<Space>": " ",
  ]

  /// From here on it is heard, line by line.
  func isHeardNow() { model.desk.isHeard = true }

  /// What is sent comes after its ten seconds, and not by chance later.
  var lingers = false

  func take(_ input: Input) {
    if !lingers { model.desk.lingersAtMost = 0 }
    switch input {
    case .key(let key): settle(model.update(.key(key)))
    case .paste(let text): settle(model.update(.paste(text)))
    case .click(let row, let column): click(row, column)
    case .wheel(let isDown): settle(model.update(.wheel(isDown: isDown)))
    default: break
    }
  }

  /// What the keeper says of itself.
  func hear(_ message: Message) { settle(model.update(message)) }

  func click(_ row: Int, _ column: Int, twice: Bool = false) {
    settle(model.update(.click(row: row, column: column, isDouble: false)))
    if twice { settle(model.update(.click(row: row, column: column, isDouble: true))) }
  }

  /// Back to a moment before, for another try from there.
  func go(back model: Model) {
    self.model = model
    hasLeft = false
  }

  func resize(_ columns: Int, _ rows: Int) {
    settle(model.update(.resized(Size(columns: columns, rows: rows))))
  }

  /// Time passes, second by second, as the loop sees it.
  func wait(seconds: Int) {
    for _ in 0..<seconds {
      now = now.adding(milliseconds: 1000)
      clock.now = now
      settle(model.update(.tick(now)))
      if let news = keeper.news(model.desk) { settle(model.update(news)) }
    }
  }

  func settle(_ effects: [Effect]) {
    var left = effects
    while !left.isEmpty {
      let effect = left.removeFirst()
      if effect == .leave { hasLeft = true }
      if effect == .lock { isLocked = true }
      for message in keeper.perform(effect, model.desk) { left += model.update(message) }
    }
  }

  // MARK: - Looking

  var picture: String { model.view().picture }
  var rows: [String] { picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  /// The underlined words, row by row.
  var underlined: String {
    let frame = model.view()
    return (0..<frame.size.rows).map { row in
      String(frame.row(row).filter { $0.style.isUnderlined && $0.width > 0 }.map(\.text).joined())
    }.filter { !$0.isEmpty }.joined(separator: " / ")
  }
  /// The still line above the footer.
  var still: String { rows[rows.count - 2] }
  var footer: String { rows[rows.count - 1] }
  /// True where what was typed on the line was not taken, and what can be typed stands above it.
  func isRefused(_ help: String) -> Bool {
    let words = rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
    return words.contains(Words.notTaken(help))
  }

  /// What the journal holds, read through a door of its own.
  func reader(_ person: String) throws -> Reader {
    let journal = try Journal(folder: folder, person: person)
    return journal.reader(.person(person), at: max(now, try journal.newest() ?? now))
  }
}

extension Stage {
  /// A founded journal in which both have joined, with one of them sitting down.
  static func couple(_ person: String = "mira") throws -> Stage {
    let folder = Stage.newFolder()
    let now = Moment("2026-05-04T20:00:00+02:00")!.instant
    let founding = Stage.Couple.found(in: folder, at: now.adding(milliseconds: -3_600_000))
    try founding.get()
    let stage = try Stage(folder: folder, person: person, now: now)
    stage.isOwner = true
    return stage
  }

  /// A hurt that Mira carries and that names Jon, shared, of the id "bus".
  /// - Returns: Mira's writer, for what else there is to tell.
  @discardableResult
  func tellOfTheNightBus() throws -> Writer {
    let writer = try Journal(folder: folder, person: "mira").writer()
    try writer.write(
      .hurt, "hurt",
      [
        "text": .string("the night bus"), "carried_by": .string("mira"), "caused_by": .string("jon"),
        "visibility": .string("shared"),
      ], at: now, id: "bus")
    return writer
  }

  /// The same journal, with the other sitting down at a screen of their own; or the same person at another, after the
  /// first one went.
  static func other(_ stage: Stage, _ person: String? = "jon") throws -> Stage {
    if stage.model.desk.me.id == person { stage.keeper.close() }
    let other = try Stage(folder: stage.folder, person: person, now: stage.now)
    // What another test starts has a copy of what is open here, until it has become itself: the lock of the window that
    // was closed stands for so long.
    for _ in 0..<200 where stage.model.desk.me.id == person && other.model.desk.hindrance == .otherWindow {
      usleep(10_000)
      if let news = other.keeper.news(other.model.desk) { other.hear(news) }
    }
    return other
  }
}
