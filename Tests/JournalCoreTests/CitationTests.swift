import Foundation
import Testing

/// What comments cite of `docs/definitions.md` stands there.
@Suite struct CitationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The numbers of headings, and those that labels in bold begin with.
  private func labels() throws -> Set<Substring> {
    let page = try String(contentsOf: Self.root.appendingPathComponent("docs/definitions.md"), encoding: .utf8)
    let headings = page.matches(of: /(?m)^## (\d+)\./).map(\.1)
    return Set(headings + page.matches(of: /\*\*([A-Z]?\d+(?:\.\d+)?[a-z]?)\b/).map(\.1))
  }

  @Test func everyNumberThatIsCitedIsThere() throws {
    let labels = try labels()
    var cited = 0
    let sources = Self.root.appendingPathComponent("Sources").path
    for name in try #require(FileManager.default.enumerator(atPath: sources)) {
      guard let name = name as? String, name.hasSuffix(".swift") else { continue }
      let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
        .replacing(#/\n *//+ /#, with: " ")
      // Within parentheses all of it is a citation, in a sentence the next word.
      for citation in text.matches(of: #/(\(?)`docs/definitions\.md` ([^)\s]+)([^)\n]*)/#) {
        let numbers = citation.1.isEmpty ? citation.2 : citation.2 + citation.3
        for number in numbers.split(separator: #/, | and | to |[:,.]$/#) {
          cited += 1
          #expect(labels.contains(number), "\(name) cites \(number)")
        }
      }
    }
    #expect(cited > 0)
  }
}
