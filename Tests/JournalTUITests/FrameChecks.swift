import Testing

@testable import JournalTUI

/// A picture without broken cells, with the way out on it and the cursor inside.
func expectWhole(_ frame: Frame, _ comment: Comment? = nil) {
  if frame.size.columns >= 40, frame.size.rows >= 12 {
    #expect(frame.picture.hasSuffix("^Q leave"), "the way out stands on every screen")
  }
  #expect(frame.cells.count == frame.size.columns * frame.size.rows, comment)
  #expect(frame.brokenCell == nil, comment)
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
  /// The first cell that is half of a wide one, or has the other half outside.
  var brokenCell: (row: Int, column: Int)? {
    for row in 0..<size.rows {
      var column = 0
      while column < size.columns {
        let width = Int(self[row, column].width)
        let isWhole = width == 1 || width == 2 && column + 1 < size.columns && self[row, column + 1].width == 0
        guard isWhole else { return (row, column) }
        column += width
      }
    }
    return nil
  }

  /// True when no cell holds what could speak to the terminal.
  var isPlain: Bool { cells.allSatisfy { $0.width == 0 || !$0.text.unicodeScalars.contains(where: speaksToTerminals) } }
}
