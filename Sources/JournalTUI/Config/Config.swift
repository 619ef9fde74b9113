internal import Glibc
internal import JournalCore

/// What somebody has set for this machine in `config.toml`: how the screen looks, and which keys do what. Nothing of it
/// is in the journal.
struct Config: Sendable {
  /// Which colours, whatever the terminal says of itself.
  enum Look: String, CaseIterable, Sendable {
    case auto, dark, light, contrast
  }

  var theme = Look.auto
  /// How many colours to use at most; nil takes what the terminal has.
  var colours: Int?
  var isASCII = false
  var isLinear = false
  var hasMouse = true
  /// True where `Esc e` opens the editor of `$EDITOR`.
  var hasOwnEditor = false
  var keys = Keymap()

  init() {}

  /// - Throws: the first line that can't be followed.
  init(_ text: String) throws(ConfigProblem) {
    var actions: [Action: [Key]] = [:]
    var edits: [TextAction: [Key]] = [:]
    var stops: [StopAction: [Key]] = [:]
    for setting in try Toml.read(text) {
      switch setting.table {
      case "": try set(setting)
      case "keys":
        actions[try Self.verb(setting)] = try Self.keys(setting, besides: actions.values.joined() + Keymap.leaving)
      case "keys-while-writing":
        edits[try Self.verb(setting)] = try Self.keys(setting, besides: edits.values.joined() + Keymap.leaving) {
          $0.letter == nil
        }
      case "keys-after-esc":
        stops[try Self.verb(setting)] = try Self.keys(setting, besides: stops.values.joined()) { $0.letter != nil }
      default: throw ConfigProblem(line: setting.line, .unknown)
      }
    }
    keys = try Keymap(changing: actions, edits, stops)
  }

  private mutating func set(_ setting: Toml.Setting) throws(ConfigProblem) {
    switch (setting.key, setting.value) {
    case ("theme", .string(let name)):
      guard let look = Look(rawValue: name) else { throw ConfigProblem(line: setting.line, .value) }
      theme = look
    case ("colours", .integer(let count)):
      guard [0, 8, 16, 256].contains(count) else { throw ConfigProblem(line: setting.line, .value) }
      colours = count
    case ("ascii", .bool(let isOn)): isASCII = isOn
    case ("linear", .bool(let isOn)): isLinear = isOn
    case ("mouse", .bool(let isOn)): hasMouse = isOn
    case ("editor", .bool(let isOn)): hasOwnEditor = isOn
    case ("theme", _), ("colours", _), ("ascii", _), ("linear", _), ("mouse", _), ("editor", _):
      throw ConfigProblem(line: setting.line, .value)
    default: throw ConfigProblem(line: setting.line, .unknown)
    }
  }

  private static func verb<Verb: RawRepresentable<String> & CaseIterable>(
    _ setting: Toml.Setting
  ) throws(ConfigProblem) -> Verb {
    guard let verb = Verb.allCases.first(where: { Keymap.name($0) == setting.key }) else {
      throw ConfigProblem(line: setting.line, .unknown)
    }
    return verb
  }

  /// - Parameters:
  ///   - taken: the keys that something else has been given.
  ///   - fits: whether a key can do something there.
  private static func keys(
    _ setting: Toml.Setting, besides taken: some Sequence<Key>, where fits: (Key) -> Bool = { _ in true }
  ) throws(ConfigProblem) -> [Key] {
    let names: [String]
    switch setting.value {
    case .string(let name): names = [name]
    case .strings(let list): names = list
    case .integer, .bool: throw ConfigProblem(line: setting.line, .value)
    }
    var keys: [Key] = []
    for name in names {
      guard let key = Key(named: name) else { throw ConfigProblem(line: setting.line, .value) }
      guard fits(key) else { throw ConfigProblem(line: setting.line, .letters) }
      guard !keys.contains(key), !taken.contains(key) else { throw ConfigProblem(line: setting.line, .keyTwice) }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw ConfigProblem(line: setting.line, .value) }
    return keys
  }
}

/// Why `config.toml` was put aside: where, and what kind of thing; never what stands there.
struct ConfigProblem: Error, Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    case unreadable, form, unknown, value, twice, keyTwice, letters
    /// The name of what would have no key.
    case keyless(String)
  }

  /// Counted from 1; 0 where it is the file as a whole.
  var line: Int
  var reason: Reason

  init(line: Int = 0, _ reason: Reason) {
    self.line = line
    self.reason = reason
  }
}

extension Config {
  static var path: String {
    (environment("XDG_CONFIG_HOME") ?? (environment("HOME") ?? ".") + "/.config")
      + "/\(ProgramName.current)/config.toml"
  }

  /// What the file says; the usual settings where there is none, or where it can't be followed.
  static func load(from path: String = Config.path) -> (config: Config, problem: ConfigProblem?) {
    do {
      guard access(path, F_OK) == 0 else { return (Config(), nil) }
      guard let bytes = Files.read(path), let text = String(validating: bytes, as: UTF8.self) else {
        throw ConfigProblem(.unreadable)
      }
      return (try Config(text), nil)
    } catch {
      return (Config(), error as? ConfigProblem ?? ConfigProblem(.unreadable))
    }
  }
}
