import Foundation
import Testing

@testable import JournalTUI

/// The page of keys says what the key tables say.
@Suite struct KeysPageTests {
  private let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/keys.md")

  @Test func thePageIsMadeFromTheTables() throws {
    let page = Keymap.page
    if ProcessInfo.processInfo.environment["HEARKEN_WRITE_PAGES"] != nil {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == page, "HEARKEN_WRITE_PAGES=1 swift test --filter KeysPageTests writes docs/keys.md anew")
  }
}
