import Foundation

/// The built program, run as a user's shell runs it, on a journal of its own.
final class Program {
  let folder: String
  /// What its environment has beside the usual.
  var extra: [String: String] = [:]

  init() {
    folder = NSTemporaryDirectory() + "hearken-end-" + UUID().uuidString
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

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
    try into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try into.fileHandleForWriting.close()
    let words = out.fileHandleForReading.readDataToEndOfFile()
    let error = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      out: String(decoding: words, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines),
      complaint: String(decoding: error, as: UTF8.self), code: process.terminationStatus)
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
    try? into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? into.fileHandleForWriting.close()
    usleep(after)
    kill(process.processIdentifier, SIGKILL)
    let words = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: words, as: UTF8.self)
  }
}
