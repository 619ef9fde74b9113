/// How roles look on one kind of terminal: numbers of the 256 colour palette, weight and underline. Two hues, teal-blue
/// and sand, tell two people apart for every kind of colour sight; nothing else has a colour.
struct Theme: Hashable, Sendable {
  enum Background: Sendable {
    case dark, light, unknown
  }

  struct Look: Hashable, Sendable {
    /// -1 is the terminal's own.
    var foreground: Int32 = -1
    var background: Int32 = -1
    var isBold = false
    var isUnderlined = false
    var isReversed = false
  }

  private let colours: Int
  private let background: Background
  private let hasContrast: Bool

  /// - Parameters:
  ///   - colours: how many the terminal has; 0 without colour, or when `NO_COLOR` is set.
  ///   - hasContrast: words as far from their ground as can be, nothing muted.
  init(colours: Int, background: Background, hasContrast: Bool = false) {
    self.colours = colours
    self.background = background
    self.hasContrast = hasContrast
  }

  func look(of style: Style) -> Look {
    var look = hasContrast ? Self.contrast(style, colours, background) : Self.look(of: style, colours, background)
    if colours > 256 {
      look.foreground = Self.direct(look.foreground)
      look.background = Self.direct(look.background)
    }
    return look
  }

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

  private static func contrast(_ style: Style, _ colours: Int, _ background: Background) -> Look {
    var look = Look(isBold: style.isBold, isUnderlined: style.isUnderlined, isReversed: style.isSelected)
    guard colours >= 256 else {
      // Without a ground of one's own, weight is all there is.
      look.isBold = true
      return look
    }
    let isLight = background == .light
    look.background = isLight ? 231 : 16
    look.foreground =
      switch style.role {
      case .text, .muted, .rule: isLight ? 16 : 231
      case .first: isLight ? 17 : 159
      case .second: isLight ? 52 : 229
      }
    return look
  }

  /// Where a number means red, green and blue themselves: those of a colour of the palette.
  private static func direct(_ colour: Int32) -> Int32 {
    guard colour >= 16 else { return colour }
    if colour >= 232 { return (8 + 10 * (colour - 232)) * 0x010101 }
    func level(_ part: Int32) -> Int32 { part == 0 ? 0 : 55 + 40 * part }
    let cube = colour - 16
    return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6)
  }

  private static func palette(_ role: Style.Role, _ background: Background) -> Int32 {
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

  private static func fewColours(_ role: Style.Role, _ background: Background) -> Int32 {
    switch (role, background) {
    case (.first, .light): 4
    case (.first, _): 6
    case (.second, .light): 5
    case (.second, _): 3
    case (.text, _), (.muted, _), (.rule, _): -1
    }
  }
}
