/// One value of SQLite: what is bound to a statement, and what a strict column holds.
enum SQLValue: Hashable, Sendable {
  case null
  case int(Int64)
  case text(String)
  case blob([UInt8])

  init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
  init(_ number: Int64?) { self = number.map(SQLValue.int) ?? .null }
  init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }
  init(_ instant: Instant?) { self = instant.map { .int($0.milliseconds) } ?? .null }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .int(value) }
  init(nilLiteral: ()) { self = .null }
}
