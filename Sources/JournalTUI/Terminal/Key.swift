/// One key as a person pressed it.
struct Key: Hashable, Sendable {
  enum Code: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// Something a terminal sent that has no name here.
    case unknown
  }

  var code: Code
  var control = false
  var alt = false

  init(_ code: Code, control: Bool = false, alt: Bool = false) {
    self.code = code
    self.control = control
    self.alt = alt
  }

  static func letter(_ scalar: Unicode.Scalar) -> Key { Key(.scalar(scalar)) }
  static func control(_ scalar: Unicode.Scalar) -> Key { Key(.scalar(scalar), control: true) }
  static func alt(_ scalar: Unicode.Scalar) -> Key { Key(.scalar(scalar), alt: true) }

  /// The letter of an ordinary key, nil for any other.
  var letter: Unicode.Scalar? {
    guard case .scalar(let scalar) = code, !control, !alt else { return nil }
    return scalar
  }

  /// How the screen names it: `w`, `^S`, `Enter`, `Alt-b`.
  var label: String {
    let name =
      switch code {
      case .scalar(" "): control ? "^Space" : "Space"
      case .scalar(let scalar): control ? "^" + String(scalar).uppercased() : String(scalar)
      case .enter: "Enter"
      case .escape: "Esc"
      case .tab: "Tab"
      case .backTab: "S-Tab"
      case .backspace: "Backspace"
      case .delete: "Del"
      case .insert: "Ins"
      case .up: "Up"
      case .down: "Down"
      case .left: "Left"
      case .right: "Right"
      case .home: "Home"
      case .end: "End"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .unknown: "?"
      }
    var isScalar = false
    if case .scalar = code { isScalar = true }
    return (alt ? "Alt-" : "") + (control && !isScalar ? "Ctrl-" : "") + name
  }
}

extension Key {
  private static let names: [String: Code] = [
    "enter": .enter, "esc": .escape, "tab": .tab, "shift-tab": .backTab, "backspace": .backspace, "delete": .delete,
    "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
    "page-up": .pageUp, "page-down": .pageDown, "space": .scalar(" "),
  ]

  /// The key of a name such as `w`, `ctrl-x`, `alt-left`, `page-up`; nil for any other.
  init?(named name: String) {
    var rest = name[...]
    var control = false
    var alt = false
    while rest.count > 1 {
      if rest.hasPrefix("ctrl-"), !control {
        control = true
        rest = rest.dropFirst(5)
      } else if rest.hasPrefix("alt-"), !alt {
        alt = true
        rest = rest.dropFirst(4)
      } else {
        break
      }
    }
    if let code = Self.names[String(rest)] {
      self.init(code, control: control, alt: alt)
    } else if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first, scalar.value > 0x20 {
      // Control keeps no difference between large and small letters.
      self.init(
        .scalar(control ? Unicode.Scalar(String(scalar).lowercased()) ?? scalar : scalar), control: control, alt: alt)
    } else {
      return nil
    }
  }
}

/// What reaches the program from outside.
enum Input: Hashable, Sendable {
  case key(Key)
  /// A bracketed paste, whole, as one event.
  case paste(String)
  /// The left button, pressed at a cell counted from 0.
  case click(row: Int, column: Int)
  case wheel(isDown: Bool)
  case resize
  /// The terminal's background colour, answered on request; each part 0 to 255.
  case background(red: Int, green: Int, blue: Int)
  /// The signal that asks the program to end, or the terminal that went away.
  case end(signal: Int32)
  case resumed
}
