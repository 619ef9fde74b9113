/// What a cell means; a theme says how it looks. Colour is a person and nothing else.
struct Style: Hashable, Sendable {
  enum Role: UInt8, Sendable, CaseIterable {
    case text, muted, rule, first, second
  }

  var role: Role
  var isBold: Bool
  var isUnderlined: Bool
  var isSelected: Bool

  init(_ role: Role = .text, bold: Bool = false, underlined: Bool = false, selected: Bool = false) {
    self.role = role
    isBold = bold
    isUnderlined = underlined
    isSelected = selected
  }

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

  static let unicode = Glyphs(
    solidBar: "│", brokenBar: "┊", rule: "─", focus: "›", more: "⋮", dot: "•",
    hollowDot: "◦", tick: "┴", brick: "▐█▌", ellipsis: "…", between: " · ")
  static let ascii = Glyphs(
    solidBar: "|", brokenBar: ":", rule: "-", focus: ">", more: ":", dot: "o",
    hollowDot: ".", tick: "^", brick: "[#]", ellipsis: "...", between: ", ",
    replacements: ["·": ".", "›": ">", "•": "o", "…": "."])
}
