public import JournalCore

/// A passphrase as a test writes it; the program itself never makes one of a string.
extension Passphrase: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }

  public init(_ text: String) {
    self.init()
    for letter in text.unicodeScalars { append(letter) }
  }
}
