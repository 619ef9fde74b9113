/// The part of TOML that a settings file of this program needs, read strictly: tables by name, and keys with a string,
/// a whole number, true or false, or a list of strings on one line. Whatever else TOML has is refused with the number
/// of its line; what stands there is never repeated.
enum Toml {
  enum Value: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case strings([String])
  }

  /// One `key = value`, with the table that it stands in ("" at the top) and its line, counted from 1.
  struct Setting: Hashable, Sendable {
    var table: String
    var key: String
    var value: Value
    var line: Int
  }

  static func read(_ text: String) throws(ConfigProblem) -> [Setting] {
    var settings: [Setting] = []
    var table = ""
    var tables: Set<String> = [""]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let number = index + 1
      var scanner = Scanner(rest: line[...], line: number)
      scanner.skipSpaces()
      guard !scanner.isAtEnd else { continue }
      if scanner.take("[") {
        table = try scanner.name()
        guard scanner.take("]") else { throw ConfigProblem(line: number, .form) }
        try scanner.end()
        guard tables.insert(table).inserted else { throw ConfigProblem(line: number, .twice) }
        continue
      }
      let key = try scanner.name()
      guard scanner.take("=") else { throw ConfigProblem(line: number, .form) }
      let value = try scanner.value()
      try scanner.end()
      guard !settings.contains(where: { $0.table == table && $0.key == key }) else {
        throw ConfigProblem(line: number, .twice)
      }
      settings.append(Setting(table: table, key: key, value: value, line: number))
    }
    return settings
  }

  private struct Scanner {
    var rest: Substring
    let line: Int

    /// True at the end of the line or at a comment.
    var isAtEnd: Bool { rest.isEmpty || rest.first == "#" }

    mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    mutating func take(_ character: Character) -> Bool {
      skipSpaces()
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }

    func end() throws(ConfigProblem) {
      var after = self
      after.skipSpaces()
      guard after.isAtEnd else { throw ConfigProblem(line: line, .form) }
    }

    mutating func name() throws(ConfigProblem) -> String {
      skipSpaces()
      if rest.first == "\"" { return try string() }
      let name = rest.prefix { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "-" || $0 == "_" }
      guard !name.isEmpty else { throw ConfigProblem(line: line, .form) }
      rest = rest[name.endIndex...]
      return String(name)
    }

    mutating func value() throws(ConfigProblem) -> Value {
      skipSpaces()
      if rest.first == "\"" || rest.first == "'" { return .string(try string()) }
      if take("[") { return .strings(try list()) }
      let word = rest.prefix { !$0.isWhitespace && $0 != "#" && $0 != "," && $0 != "]" }
      rest = rest[word.endIndex...]
      switch word {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default:
        guard let number = Int(word) else { throw ConfigProblem(line: line, .form) }
        return .integer(number)
      }
    }

    private mutating func list() throws(ConfigProblem) -> [String] {
      var strings: [String] = []
      while !take("]") {
        skipSpaces()
        strings.append(try string())
        if take("]") { break }
        guard take(",") else { throw ConfigProblem(line: line, .form) }
      }
      return strings
    }

    /// A basic string with the escapes of one line, or a literal one.
    private mutating func string() throws(ConfigProblem) -> String {
      guard let quote = rest.first, quote == "\"" || quote == "'" else { throw ConfigProblem(line: line, .form) }
      rest.removeFirst()
      var text = ""
      while let character = rest.first {
        rest.removeFirst()
        if character == quote { return text }
        guard character == "\\", quote == "\"" else {
          text.append(character)
          continue
        }
        switch rest.popFirst() {
        case "\"": text.append("\"")
        case "\\": text.append("\\")
        case "t": text.append("\t")
        default: throw ConfigProblem(line: line, .form)
        }
      }
      throw ConfigProblem(line: line, .form)
    }
  }
}
