import Fuzzing
import Testing

@testable import JournalTUI

/// A long text is not laid out anew at each letter; what is kept of how it lies is what a fresh look finds.
@Suite struct TextAreaLayoutTests {
  @Test(arguments: 0..<40) func whatIsKeptOfHowATextLiesIsHowItLies(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    var area = TextArea(Self.words(12, &chance))
    var width = 12
    for _ in 0..<400 {
      switch Int.random(in: 0..<20, using: &chance) {
      case 0: area.paste(Self.words(3, &chance))
      case 1: area.paste("\n")
      case 2: width = Int.random(in: 2..<24, using: &chance)
      case 3..<9:
        let edits: [TextAction] = [
          .left, .right, .up, .down, .wordLeft, .wordRight, .lineStart, .lineEnd, .backspace, .delete, .wordBack, .undo,
          .redo, .toLineEnd, .yank, .newLine,
        ]
        _ = area.apply(edits.randomElement(using: &chance)!, width: width, page: 4)
      default: area.type("aaaab  -".unicodeScalars.randomElement(using: &chance)!)
      }
      if Bool.random(using: &chance) { area.layOut(width) }
      let fresh = TextArea(area.text).rowsOfScreen(width)
      let kept = area.rowsOfScreen(width)
      #expect(kept.count == fresh.count && zip(kept, fresh).allSatisfy { $0 == $1 }, "\(area.text) at \(width)")
    }
  }

  private static func words(_ count: Int, _ chance: inout SplitMix64) -> String {
    (0..<count).map { _ in
      String(
        repeating: ["a", "ä", "字", "e\u{301}"].randomElement(using: &chance)!,
        count: .random(in: 1..<15, using: &chance))
    }.joined(separator: " ")
  }
}
