/// Why something can't be done, in one sentence for the person who tried. Never anyone's words.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: String
  /// Takes the reason as it is told: lower case, no full stop, nobody's words.
  public init(_ reason: String) { self.reason = reason }
  public var description: String { reason }
}
