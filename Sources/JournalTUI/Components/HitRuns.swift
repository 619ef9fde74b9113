internal import JournalCore

extension Hits {
  /// Text with what was sought underlined.
  func runs(_ text: String, _ style: Style) -> [Run] {
    split(text).map { part, isHit in
      var style = style
      style.isUnderlined = isHit
      return Run(part, style)
    }
  }
}
