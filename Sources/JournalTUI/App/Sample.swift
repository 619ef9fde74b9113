internal import Glibc
internal import JournalCore

/// The 90 days of Noor and Remy: an invented journal to look around in, a fresh copy each time.
enum Sample {
  /// The evening that the copy opens on (`docs/definitions.md` B15): 11 April 2026, 20:00 in Berlin.
  static let evening = Moment("2026-04-11T20:00:00+02:00")!.instant

  /// Makes a copy in a folder that nobody else can enter.
  static func copy() throws -> String {
    var template = Array(
      ((environment("XDG_RUNTIME_DIR") ?? "/tmp") + "/\(ProgramName.current)-sample-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(sentence: Words.noRoomForSample)
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try Journal.importNew(try Interchange.records(in: PackageResources.scenario_jsonl), in: folder)
    return folder
  }

  /// Removes a copy; of any other folder it keeps its hands off.
  static func remove(_ folder: String) {
    if folder.contains("/\(ProgramName.current)-sample-") { Journal.remove(folder) }
  }
}
