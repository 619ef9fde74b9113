import Foundation
import Testing

/// The built program, run as a user's shell runs it, on a journal of its own.
final class Program {
  let folder: String
  /// What its environment has beside the usual.
  var extra: [String: String] = [:]

  init() {
    folder = NSTemporaryDirectory() + "hearken-end-" + UUID().uuidString
  }

  deinit { Self.remove(folder) }

  /// Removes a folder that some program may be leaving at this moment.
  static func remove(_ folder: String) {
    for _ in 0..<100 {
      try? FileManager.default.removeItem(atPath: folder)
      guard FileManager.default.fileExists(atPath: folder) else { return }
      usleep(20_000)
    }
  }

  static var path: String {
    // The test bundle lies beside the program.
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("hearken").path
  }

  struct Result {
    var out: String
    var complaint: String
    var code: Int32
  }

  func run(_ arguments: [String], input: String = "") throws -> Result {
    let usual = ["HEARKEN_JOURNAL": folder, "TZ": "Europe/Berlin", "LANG": "C.UTF-8"]
    return try Self.run(Self.path, arguments, input: input, environment: usual.merging(extra) { _, own in own })
  }

  static func run(
    _ path: String, _ arguments: [String], input: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    let (into, out, complaint) = (Pipe(), Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = complaint
    try process.run()
    try Self.hand(input, to: into)
    let words = out.fileHandleForReading.readDataToEndOfFile()
    let error = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      out: String(decoding: words, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines),
      complaint: String(decoding: error, as: UTF8.self), code: process.terminationStatus)
  }

  /// A program may be gone before it has read what it is handed: that ends no test.
  private static func hand(_ input: String, to pipe: Pipe) throws {
    signal(SIGPIPE, SIG_IGN)
    try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipe.fileHandleForWriting.close()
  }

  /// Runs a command and kills it after some microseconds.
  /// - Returns: what it had printed by then.
  func runKilled(_ arguments: [String], input: String, after: UInt32) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.environment = ["HEARKEN_JOURNAL": folder, "TZ": "Europe/Berlin", "LANG": "C.UTF-8"]
    let (into, out) = (Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    try Self.hand(input, to: into)
    usleep(after)
    kill(process.processIdentifier, SIGKILL)
    let words = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: words, as: UTF8.self)
  }
}

extension Program {
  /// Statements on a closed file, as anyone with its key can run them; the triggers are put back.
  func forge(_ file: String, _ statements: String) throws {
    let script = """
      import sqlite3, sys
      file = sqlite3.connect(sys.argv[1])
      guards = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
      for name, _ in guards: file.execute("DROP TRIGGER " + name)
      for statement in sys.argv[2].split(";"): file.execute(statement)
      for _, sql in guards: file.execute(sql)
      file.commit()
      """
    let done = try Self.run("/usr/bin/env", ["python3", "-c", script, folder + "/" + file, statements], input: "")
    #expect(done.code == 0, "\(done.complaint)")
  }

  /// What stands in the folder, file by file; SQLite's shared memory says nothing that lasts.
  func bytes() throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix("-shm") {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      if !data.isEmpty { all[name] = data }
    }
    return all
  }
}
