import Testing

@testable import JournalTUI

/// A picture without broken cells, with the way out on it and the cursor inside.
func expectWhole(_ frame: Frame, _ comment: Comment? = nil) {
  if frame.size.columns >= 40, frame.size.rows >= 12 {
    #expect(frame.picture.hasSuffix("^Q leave"), "the way out stands on every screen")
  }
  #expect(frame.cells.count == frame.size.columns * frame.size.rows, comment)
  for row in 0..<frame.size.rows {
    var column = 0
    while column < frame.size.columns {
      let cell = frame[row, column]
      #expect(cell.width == 1 || cell.width == 2, comment)
      if cell.width == 2 {
        #expect(column + 1 < frame.size.columns && frame[row, column + 1].width == 0, comment)
      }
      column += max(1, Int(cell.width))
    }
  }
  if let cursor = frame.cursor {
    #expect(cursor.row >= 0 && cursor.row < frame.size.rows, comment)
    #expect(cursor.column >= 0 && cursor.column < frame.size.columns, comment)
  }
}

/// True for what could speak to a terminal, turn its direction, or show nothing.
func speaksToTerminals(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xE0000...0xE0FFF: true
  default: false
  }
}

extension Frame {
  /// True when no cell holds what could speak to the terminal.
  var isPlain: Bool { cells.allSatisfy { $0.width == 0 || !$0.text.unicodeScalars.contains(where: speaksToTerminals) } }
}
