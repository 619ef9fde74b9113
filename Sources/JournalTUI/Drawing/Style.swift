/// What a cell means; a theme says how it looks. Colour is a person and nothing else.
struct Style: Hashable, Sendable {
  enum Role: UInt8, Sendable, CaseIterable {
    case text, muted, rule, first, second
  }

  var role: Role
  /// Weight, line and focus in one byte: every cell of the screen has a style.
  private var marks: UInt8 = 0

  init(_ role: Role = .text, bold: Bool = false, underlined: Bool = false, selected: Bool = false) {
    self.role = role
    isBold = bold
    isUnderlined = underlined
    isSelected = selected
  }

  var isBold: Bool {
    get { marks & 1 != 0 }
    set { set(1, newValue) }
  }
  var isUnderlined: Bool {
    get { marks & 2 != 0 }
    set { set(2, newValue) }
  }
  var isSelected: Bool {
    get { marks & 4 != 0 }
    set { set(4, newValue) }
  }

  /// Where it stands among all there are.
  var index: Int { Int(role.rawValue) << 3 | Int(marks) }
  static let count = Role.allCases.count << 3

  private mutating func set(_ mark: UInt8, _ isOn: Bool) { marks = isOn ? marks | mark : marks & ~mark }

  static let text = Style()
  static let bold = Style(bold: true)
  static let muted = Style(.muted)
  static let rule = Style(.rule)
}

/// The few signs that are not letters, with what stands in for them where only ASCII is to be had.
struct Glyphs: Hashable, Sendable {
  var solidBar: Character, brokenBar: Character, rule: Character, focus: Character, more: Character
  var dot: Character, hollowDot: Character, tick: Character, brick: String, ellipsis: String, between: String
  /// What the program's own words hold, and stands otherwise where only ASCII is to be had.
  var replacements: [Character: Character] = [:]

  /// The margin mark of a person: solid for the first named, broken for the second.
  func bar(_ role: Style.Role) -> Character { role == .second ? brokenBar : solidBar }

  static let unicode = Glyphs(
    solidBar: "│", brokenBar: "┊", rule: "─", focus: "›", more: "⋮", dot: "•",
    hollowDot: "◦", tick: "┴", brick: "▐█▌", ellipsis: "…", between: " · ")
  static let ascii = Glyphs(
    solidBar: "|", brokenBar: ":", rule: "-", focus: ">", more: ":", dot: "o",
    hollowDot: ".", tick: "^", brick: "[#]", ellipsis: "...", between: ", ",
    replacements: ["·": ".", "›": ">", "•": "o", "…": "."])
}
