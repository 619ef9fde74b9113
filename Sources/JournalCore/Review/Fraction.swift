/// A whole-number fraction: borders such as 0.3 are compared exactly (`docs/definitions.md` A24).
struct Fraction: Comparable, Sendable {
  let top: Int, bottom: Int
  init(_ top: Int, _ bottom: Int) {
    precondition(bottom != 0)
    self.top = bottom < 0 ? -top : top
    self.bottom = abs(bottom)
  }
  static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
  static func == (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom == b.top * a.bottom }
  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
  }
  var negative: Fraction { Fraction(-top, bottom) }
  var halved: Fraction { Fraction(top, bottom * 2) }
  var value: Double { Double(top) / Double(bottom) }
}
