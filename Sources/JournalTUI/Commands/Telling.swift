internal import JournalCore

/// The longer answers, as plain lines.
extension PlainText {
  private func name(_ person: String) -> String { reader.journal.name(of: person) }

  private func indented(_ text: String) -> String {
    "  " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  /// A hurt, as both or one of them see it.
  func page(_ hurt: HurtRow) throws -> [String] {
    var lines = ["\(hurt.label)  [\(hurt.id)]", "  " + Words.carries(name(hurt.carriedBy), toldBy: name(hurt.toldBy))]
    if let different = try reader.rememberedDifferently(hurt.id) {
      lines.append("  \(name(different.author)) remembers it differently:")
      lines.append(indented("  " + different.text))
    }
    lines += came(hurt).map { "  " + $0 }
    let patterns = try reader.patterns(of: hurt)
    if !patterns.isFolded { lines += Words.patterns(patterns, try reader.markedDates()).map { "  " + $0 } }
    if let answers = try reader.heardCounts()[hurt.id], answers.isShown {
      lines.append("  " + Words.heardCounts(answers))
    }
    for (title, entries) in [
      (Words.wasHeard, try reader.heardAnswers(ofHurt: hurt.id)),
      (Words.wasOwned, try reader.acknowledgements(ofHurt: hurt.id)),
      ("Talks", try reader.talks(ofHurt: hurt.id)),
    ] where !entries.isEmpty {
      lines.append(title)
      lines += entries.map(line).map(indented)
    }
    return lines
  }

  /// How a hurt comes back, in sentences.
  func came(_ hurt: HurtRow) -> [String] {
    guard let last = hurt.days.last?.day else { return [Words.notYetCameUp] }
    var parts = [Words.cameUp(hurt.recentDays.count), Words.lastOn(last)]
    if let gap = hurt.medianGap { parts.append(Words.about(every: Int(gap.rounded()))) }
    if hurt.course.word != .tooFew { parts.append(Words.course(hurt.course.word)) }
    return [parts.joined(separator: ", ")] + (hurt.isAtRest ? [Words.atRest] : [])
      + (hurt.holdsPrivate ? [Words.forYou] : [])
  }

  /// The week, in the order of its steps.
  func week() throws -> [String] {
    let week = try reader.week()
    var lines: [String] = []
    func section(_ title: String, _ rows: [String], _ empty: String) {
      lines.append(title)
      lines += rows.isEmpty ? ["  " + empty] : rows.map(indented)
    }
    section(Words.thanks, week.thanks.map(line), Words.nothingWritten)
    section(Words.promised, try week.promised.map(line), Words.noPromises)
    let open = try week.open.compactMap { row in try reader.entry(row.chain).map { "\(line($0))\n  \(state(row))" } }
    section("Open doors", open, Words.nothingWaits)
    let notYet = try week.notYetHeard.compactMap { try reader.entry($0) }.map(line)
    if !notYet.isEmpty { section(Words.answeredNotYet, notYet, "") }
    section(
      "What came back", week.cameBack.map { ([$0.label] + came($0)).joined(separator: "\n  ") },
      Words.noneComesBack)
    section(Words.datesAhead, week.ahead.map { "\($0.day)  \($0.date.label)" }, "None in the next two weeks.")
    if let card = try reader.helpCard() { lines += Words.card(card).map { $0 } }
    lines.append("\(Words.ifYouWant): \(ProgramName.current) promise")
    return lines
  }

  private func state(_ row: WaitingRow) -> String {
    row.heldUntil.map { Words.will(name(reader.journal.other(than: row.asker).id), by: dayAndClock($0)) }
      ?? Words.noAnswerYet
  }

  /// What the two have.
  func ours() throws -> [String] {
    var lines: [String] = []
    func section(_ title: String, _ rows: [String]) {
      guard !rows.isEmpty else { return }
      lines.append(title)
      lines += rows.map(indented)
    }
    section(Words.boundaries, try reader.boundaries().map(line))
    section(
      "Goals",
      try reader.goals().map { "\(name($0.entry.author)): \($0.text)  [\($0.entry.id)]\n  \(Words.goal($0.state))" })
    section(
      "What you do",
      try reader.rituals().map { ritual in
        (["\(ritual.entry.text)  [\(ritual.entry.id)]", "  " + Words.ritual(ritual.state)]
          + ritual.notes.map { "  \($0.day)  \($0.text)" }).joined(separator: "\n")
      })
    section("Help from outside", try reader.help().map { line($0.entry) })
    section(Words.toBring, try reader.broughtAlong().map(line))
    section("Dates", try reader.markedDates().map { "\($0.date)  \($0.label)" })
    section(Words.exports, try reader.exports().map { "\($0.moment.date)  \(name($0.author)) exported what you share" })
    section("Words of your own", try reader.ownWords().map { "\($0.word): \($0.meaning)" })
    return lines.isEmpty ? [Words.beginning] : lines
  }

  private func line(_ row: BoundaryRow) -> String {
    var lines = ["\(name(row.entry.author)): \(row.text)  [\(row.entry.id)]"]
    if let protects = row.protects { lines.append("  protects: \(protects)") }
    if let scope = row.scope { lines.append("  opens: \(scope)") }
    if row.isUrgent { lines.append("  " + Words.reachesAtOnce(name(row.entry.author))) }
    let until = row.lookAgain.map { ", \(Words.lookAgain) on \(reader.journal.zone.moment(at: $0).date)" } ?? ""
    lines.append("  " + Words.boundary(row.state) + (row.state == .inForce ? until : ""))
    lines += row.crossings.map { "  \($0.moment.date)  \(name($0.author)): \($0.text)" }
    return lines.joined(separator: "\n")
  }

  func oursJSON() throws -> JSON {
    func entry(_ row: EntryRow, _ text: String, _ state: String, _ more: [String: JSON] = [:]) -> JSON {
      .object(
        [
          "id": .string(row.id), "author": .string(row.author), "at": .string(row.moment.description),
          "text": .string(text), "state": .string(state),
        ].merging(more) { $1 })
    }
    func time(_ instant: Instant?) -> JSON {
      instant.map { .string(reader.journal.zone.moment(at: $0).description) } ?? .null
    }
    func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
    func note(_ act: ActRow) -> JSON {
      .object(["id": .string(act.id), "author": .string(act.author), "text": .string(act.text)])
    }
    return reader.answer([
      "boundaries": .array(
        try reader.boundaries().map {
          entry(
            $0.entry, $0.text, $0.state.rawValue,
            [
              "protects": text($0.protects), "scope": text($0.scope), "look_again": time($0.lookAgain),
              "urgent": .bool($0.isUrgent),
              "crossings": .array($0.crossings.map(note)),
            ])
        }),
      "goals": .array(
        try reader.goals().map { entry($0.entry, $0.text, $0.state.rawValue, ["look_again": time($0.lookAgain)]) }),
      "rituals": .array(
        try reader.rituals().map {
          entry(
            $0.entry, $0.entry.text, $0.state.rawValue,
            ["rhythm": text($0.rhythm), "notes": .array($0.notes.map { .string($0.id) })])
        }),
      "help": .array(
        try reader.help().map {
          entry($0.entry, $0.entry.text, $0.status ?? "", ["help_for": .string($0.isForBoth ? "both" : "me")])
        }),
      "bring_along": .array(try reader.broughtAlong().map { .string($0.id) }),
      "dates": .array(
        try reader.markedDates().map {
          .object([
            "id": .string($0.id), "label": .string($0.label), "date": .string($0.date.description),
            "repeats": .string($0.rhythm.rawValue), "owner": .string($0.owner),
          ])
        }),
      "exports": .array(
        try reader.exports().map {
          .object(["id": .string($0.id), "author": .string($0.author), "at": .string($0.moment.description)])
        }),
      "words": .array(
        try reader.ownWords().map { .object(["word": .string($0.word), "meaning": .string($0.meaning)]) }),
    ])
  }
}
