internal import JournalCore

/// Dots over days: one cell a day, five rows of intensity, gaps left as gaps, nothing drawn between two dots.
struct DayDots {
  let days: [HurtRow.Day]
  let first: JournalDay
  let count: Int
  /// The look of its dots: they are somebody's.
  let style: Style

  static let labels = ["9-10", "7-8", "5-6", "3-4", "1-2"]
  static let height = 7
  static let labelWidth = 7

  func draw(on canvas: inout Canvas, row top: Int, column: Int) {
    for (index, label) in Self.labels.enumerated() {
      canvas.put(label, row: top + index, endingAt: column + 5, style: .muted)
    }
    let dots = column + Self.labelWidth
    let axis = top + Self.labels.count
    for cell in 0..<count {
      let isMonday = first.adding(days: cell).weekday == .monday
      canvas.put(
        String(isMonday ? canvas.glyphs.tick : canvas.glyphs.rule), row: axis, column: dots + cell, style: .rule)
    }
    for day in days where (0..<count).contains(day.day.number - first.number) {
      let at = dots + day.day.number - first.number
      // A day without a number stands on the base line.
      guard let number = day.intensity, number > 0 else {
        canvas.put(String(canvas.glyphs.hollowDot), row: axis, column: at, style: style)
        continue
      }
      canvas.put(String(canvas.glyphs.dot), row: top + (10 - number) / 2, column: at, style: style)
    }
    var free = dots
    let mondays = (0..<count).filter { first.adding(days: $0).weekday == .monday }
    for (index, cell) in mondays.enumerated() where index % 2 == 0 || index == mondays.count - 1 {
      let day = first.adding(days: cell)
      let label = "\(day.day) \(Words.months[day.month - 1])"
      guard dots + cell >= free, dots + cell + TextLayout.width(label) <= dots + count + 2 else { continue }
      canvas.put(label, row: axis + 1, column: dots + cell, style: .muted)
      free = dots + cell + TextLayout.width(label) + 1
    }
  }
}

/// The days of a stretch of weeks as a calendar shows them, those that are marked with a dot, dates with a star.
struct WeekGrid {
  let first: JournalDay
  let last: JournalDay
  let marked: Set<JournalDay>
  var starred: Set<JournalDay> = []
  /// The day that has the focus.
  var selected: JournalDay?
  /// The look of its dots, where they are somebody's.
  var style = Style.text

  /// Its rows, with the names of the days.
  var height: Int { 1 + (last.number - first.number + first.weekday.rawValue) / 7 + 1 }

  static let width = 28

  func draw(on canvas: inout Canvas, row top: Int, column: Int) {
    for (index, name) in Words.shortDays.enumerated() {
      canvas.put(name, row: top, column: column + index * 4 + 2, style: .muted)
    }
    let monday = first.adding(days: -first.weekday.rawValue)
    var day = first
    while day <= last {
      let cell = day.number - monday.number
      let row = top + 1 + cell / 7
      let at = column + cell % 7 * 4
      canvas.put(TextLayout.padded(String(day.day), to: 3, isRight: true), row: row, column: at)
      if marked.contains(day) {
        canvas.put(String(canvas.glyphs.dot), row: row, column: at + 3, style: style)
      } else if starred.contains(day) {
        canvas.put("*", row: row, column: at + 3)
      }
      if day == selected {
        canvas.select(row: row, from: at, to: at + 4)
        canvas.cursor(row: row, column: at)
      }
      day = day.adding(days: 1)
    }
  }
}
