internal import JournalCore

/// What brings it up, as people type it: "the hospital, person Kit, old photos". The first word may say of what kind it
/// is; what says none is a topic.
enum Tags {
  static func read(_ text: String) -> [String] {
    var tags: [String] = []
    for part in text.split(separator: ",") {
      let words = part.split { $0.isWhitespace || $0 == ":" }.map(String.init)
      guard let first = words.first else { continue }
      let kind = words.count > 1 ? TagKind(rawValue: first.lowercased()) : nil
      let tag = (kind ?? .topic).rawValue + ":" + words.dropFirst(kind == nil ? 0 : 1).joined(separator: " ")
      if !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }
}
