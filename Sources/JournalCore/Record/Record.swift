/// The four shapes of a record (`docs/definitions.md` 2.1).
public enum Shape: String, Sendable { case journal, hurt, entry, action }

/// Something written or done, once, for good. `fields` holds what the interchange line holds beside
/// `id, rec, at, author, kind`, as it was given.
public struct Record: Hashable, Sendable {
  public var id: String
  public var shape: Shape
  public var moment: Moment
  public var author: String
  public var kind: String
  public var fields: [String: JSON]

  public init(
    id: String, shape: Shape, moment: Moment, author: String, kind: String, fields: [String: JSON]
  ) {
    self.id = id
    self.shape = shape
    self.moment = moment
    self.author = author
    self.kind = kind
    self.fields = fields
  }

  /// A text field, nil when absent or null.
  public func text(_ key: String) -> String? { fields[key]?.string }
  /// An instant field, nil when absent or null.
  public func instant(_ key: String) -> Instant? { text(key).flatMap { Moment($0)?.instant } }
  /// A whole number, nil when absent or null.
  public func int(_ key: String) -> Int? { fields[key]?.int.map(Int.init) }
  /// A list of texts, empty when absent.
  public func list(_ key: String) -> [String] { fields[key]?.array?.compactMap(\.string) ?? [] }
  /// Private records live in their author's own file.
  public var isPrivate: Bool { text("visibility") == "private" }

  /// The record as one interchange line.
  public var line: JSON {
    var all = fields
    all["id"] = .string(id)
    all["rec"] = .string(shape.rawValue)
    all["at"] = .string(moment.description)
    all["author"] = .string(author)
    all["kind"] = .string(kind)
    return .object(all)
  }

  /// The order in which records count: instant, then id, bytewise.
  public static func inOrder(_ a: Record, _ b: Record) -> Bool {
    a.moment.instant != b.moment.instant
      ? a.moment.instant < b.moment.instant : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
  }
}

extension Record {
  /// The fields that hold somebody's words: they stand beside the record, under a salted hash, and can be erased.
  static let proseFields: Set<String> = [
    "text", "parts", "triggers", "feelings", "dates", "kinds", "protects", "rhythm", "label", "word", "meaning",
    "shared",
  ]
}
