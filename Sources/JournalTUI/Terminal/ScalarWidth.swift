internal import CNcurses

/// How many columns the system's terminal gives a scalar; -1 for what has no width, as controls have none.
enum ScalarWidth {
  /// True when the locale writes UTF-8. Widths are known from here on.
  static let localeIsUTF8: Bool = hk_utf8_locale() == 1

  static func columns(_ scalar: UInt32) -> Int {
    _ = localeIsUTF8
    return Int(hk_wcwidth(scalar))
  }
}
