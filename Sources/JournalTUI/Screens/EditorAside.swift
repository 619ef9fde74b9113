internal import JournalCore

/// What comes beside the text, and never into it by itself: what was asked before, and the coach's hints.
extension Editor {
  /// True while what is written could be an earlier question, or belong to a hurt.
  var isRecognised: Bool {
    switch purpose {
    case .write(.question): draft.again == nil
    case .write(.feeling): draft.hurt == nil
    default: false
    }
  }

  /// At rest: what it comes close to is looked for.
  var recognising: [Effect] {
    guard isRecognised, area.text.split(whereSeparator: \.isWhitespace).count >= 2 else { return [] }
    return [.recognise(purpose, area.text)]
  }

  mutating func compare(_ key: Key, _ desk: Desk) -> [Effect] {
    guard let shown = asked.shown else {
      focus = .text
      return write(key, desk)
    }
    switch key.code {
    case .enter:
      // Both belong where the earlier words are; a hurt keeps who may see what is written, unless it is one's own alone.
      draft.hurt = shown.item.entry.hurt
      if shown.hurtName == nil {
        draft.again = shown.item.entry.id
        draft.isPrivate = shown.item.entry.isPrivate
      } else if page?.hurts.first(where: { $0.id == draft.hurt })?.isPrivate ?? false {
        draft.isPrivate = true
      }
      asked.hide()
      touch()
      focus = .text
      return [.say(shown.hurtName.map(Words.isAbout) ?? Words.sameQuestion)]
    case .scalar("x") where !key.control && !key.alt:
      asked.keepApart()
      draft.apart = asked.apart
      touch()
      focus = .text
    case .scalar("=") where !key.control && !key.alt:
      if case .hurt(let id) = shown.group { return [.push(.hurt(id))] }
      return [.push(.sideBySide(shown.item.entry.id))]
    case .down, .scalar("j"): asked.move(1)
    case .up, .scalar("k"): asked.move(-1)
    case .tab: focus = details.first.map(Focus.detail) ?? .text
    default:
      focus = .text
      if key.code != .escape, key.code != .backTab { return write(key, desk) }
    }
    return []
  }

  /// One line for the one who writes: where help is when the words are about danger, else until when the other has space.
  func aside(_ desk: Desk) -> String? {
    if isDangerous { return Words.dangerLine }
    guard !draft.isPrivate, let until = desk.presence[desk.other.id]?.spaceUntil, until > desk.now else { return nil }
    return Words.hasSpace(desk.other.name, Dates.ahead(desk.zone.moment(at: until), today: desk.today))
  }

  // MARK: - Hints

  /// What the coach reads here: what is said to the other, and a promise.
  var coached: (kind: EntryKind, question: String?)? {
    switch purpose {
    case .answer: (.response, page?.target?.entry.text)
    case .write(.acknowledgement): (.acknowledgement, nil)
    case .write(.promise): (.promise, nil)
    default: nil
    }
  }

  /// At rest. Nothing is said of one's words while two look, or beside a line about danger.
  mutating func lookForHints(_ desk: Desk) {
    guard let coached, !desk.isTogether, !Danger.speaks(in: area.text) else { return hints.hide() }
    hints.isOff.formUnion(page?.hintsOff ?? [])
    hints.rest(on: area, answering: coached.question, coached.kind)
  }

  mutating func weigh(_ key: Key, _ desk: Desk) -> [Effect] {
    guard let hint = hints.shown else {
      focus = .text
      return write(key, desk)
    }
    switch key.code {
    case .enter:
      area.replace(hint.sentence, with: hint.alternative)
      touch()
    case .scalar("x") where !key.control && !key.alt: hints.keep()
    case .scalar("c") where hint.deflection == .counterAttack && !key.control && !key.alt:
      focus = .text
      return [unkeptNow(), .push(.editor(.nameHurt, nil))].compactMap { $0 }
    case .scalar("-") where !key.control && !key.alt:
      hints.isOff.insert(hint.deflection)
      lookForHints(desk)
      focus = .text
      return [.hints(hint.deflection, isOff: true)]
    case .escape, .backTab:
      focus = .text
      return []
    case .tab:
      focus = details.first.map(Focus.detail) ?? .text
      return []
    default:
      // Whatever else is typed was meant for the text.
      focus = .text
      return write(key, desk)
    }
    lookForHints(desk)
    focus = .text
    return []
  }
}
