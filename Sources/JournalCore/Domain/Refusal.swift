/// Why something can't be done, in one sentence for the person who tried. Never anyone's words.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: String
  public init(_ reason: String) { self.reason = reason }
  public var description: String { reason }
}
