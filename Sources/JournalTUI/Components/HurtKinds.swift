/// What a hurt is about, as people type it: "hid, neg, the silence". The first letters of what is offered suffice; other
/// words are their own.
enum HurtKinds {
  static func read(_ text: String) -> [String] {
    var kinds: [String] = []
    for part in text.split(separator: ",") {
      let typed = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !typed.isEmpty else { continue }
      let offered = typed.count < 3 ? nil : Words.hurtKinds.first { $0.hasPrefix(typed.lowercased()) }
      if !kinds.contains(offered ?? typed) { kinds.append(offered ?? typed) }
    }
    return kinds
  }
}
