/// How roles look on one kind of terminal: numbers of the 256 colour palette, weight and underline. Two hues, teal-blue
/// and sand, tell two people apart for every kind of colour sight; nothing else has a colour.
struct Theme: Hashable, Sendable {
  enum Background: Sendable {
    case dark, light, unknown
  }

  struct Look: Hashable, Sendable {
    /// -1 is the terminal's own.
    var foreground: Int16 = -1
    var background: Int16 = -1
    var isBold = false
    var isUnderlined = false
    var isReversed = false
  }

  private let looks: [Style: Look]

  /// - Parameter colours: how many the terminal has; 0 without colour, or when `NO_COLOR` is set.
  init(colours: Int, background: Background) {
    var looks: [Style: Look] = [:]
    for role in Style.Role.allCases {
      for flags in 0..<8 {
        let style = Style(role, bold: flags & 1 != 0, underlined: flags & 2 != 0, selected: flags & 4 != 0)
        looks[style] = Self.look(of: style, colours, background)
      }
    }
    self.looks = looks
  }

  func look(of style: Style) -> Look { looks[style]! }

  private static func look(of style: Style, _ colours: Int, _ background: Background) -> Look {
    var look = Look(isBold: style.isBold, isUnderlined: style.isUnderlined)
    if colours >= 256 { look.foreground = palette(style.role, background) }
    if (16..<256).contains(colours) { look.foreground = fewColours(style.role, background) }
    guard style.isSelected else { return look }
    guard colours >= 256, background != .unknown else {
      // One even bar: reversed hues would make it a patchwork.
      look.isReversed = true
      look.foreground = -1
      return look
    }
    look.background = background == .dark ? 237 : 254
    if [.text, .muted, .rule].contains(style.role) { look.foreground = background == .dark ? 254 : 235 }
    return look
  }

  private static func palette(_ role: Style.Role, _ background: Background) -> Int16 {
    switch (role, background) {
    case (.text, _): -1
    case (.muted, .dark): 246
    case (.muted, .light): 241
    case (.muted, .unknown): 243
    case (.rule, .dark): 240
    case (.rule, .light): 250
    case (.rule, .unknown): 243
    case (.first, .dark): 110
    case (.first, .light): 24
    case (.first, .unknown): 30
    case (.second, .dark): 180
    case (.second, .light): 94
    case (.second, .unknown): 130
    }
  }

  private static func fewColours(_ role: Style.Role, _ background: Background) -> Int16 {
    switch (role, background) {
    case (.first, .light): 4
    case (.first, _): 6
    case (.second, .light): 5
    case (.second, _): 3
    case (.text, _), (.muted, _), (.rule, _): -1
    }
  }
}
