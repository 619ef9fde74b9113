import Foundation
import Testing

@testable import JournalCore

/// A folder of its own for one test, removed with it.
final class TemporaryFolder {
  let path: String
  init() {
    var template = Array("/tmp/hearken-test-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A file that the tests bring along.
func fixture(_ name: String) throws -> [UInt8] {
  let here = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  return try #require(Files.read("/" + here + "/Fixtures/" + name))
}

/// The 90-day sample journal, imported.
func importScenario(into folder: TemporaryFolder) throws {
  try Journal.importNew(try Interchange.records(in: try fixture("scenario.jsonl")), in: folder.path)
}

func instant(_ text: String) -> Instant { Moment(text)!.instant }

/// Puts bytes where a file stands.
func write(_ bytes: some Collection<UInt8>, to path: String) throws {
  let file = try #require(fopen(path, "w"))
  defer { fclose(file) }
  #expect(fwrite(Array(bytes), 1, bytes.count, file) == bytes.count)
}
