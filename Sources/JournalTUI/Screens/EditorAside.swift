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
        page?.heardAnswer = shown.heard
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
      return [.push(.sideBySide(shown.item.entry.id, fromText: true))]
    case .down, .scalar("j"): asked.move(1)
    case .up, .scalar("k"): asked.move(-1)
    case .tab: focus = details.first.map(Focus.detail) ?? .text
    case .backTab: focus = .text
    default:
      focus = .text
      return write(key, desk)
    }
    return []
  }

  /// One row under the title of what goes to the other: that nothing can be written, until when they have space or are
  /// away, else what they have set that fits the hour or the hurt.
  func heading(_ desk: Desk) -> String? {
    if let hindrance = desk.hindrance, [.noRoom, .noRoomAtAll].contains(hindrance) { return desk.notice }
    guard !draft.isPrivate, purpose.isToTheOther else { return nil }
    return desk.absence.first ?? boundary(desk)
  }

  private func boundary(_ desk: Desk) -> String? {
    let fitting = (page?.boundaries ?? []).filter { $0.fits(desk.moment, hurt: draft.hurt) }
    // What is about this very hour comes first.
    let first = fitting.last { !Hours(in: $0.text).isEmpty } ?? fitting.last
    return first.map { row in
      let until =
        row.state == .inForce
        ? row.lookAgain.map { Dates.short(desk.zone.moment(at: $0).date, today: desk.today) } : nil
      let (who, end) = (desk.other.name + ": ", until.map { ", " + Words.until($0) } ?? "")
      let room = desk.width - 3 - TextLayout.width(who) - TextLayout.width(end)
      let words = TextLayout.cut(row.text, to: room, ellipsis: desk.glyphs.ellipsis)
      // A sentence that goes on with its day has no full stop before it.
      return who + (end.isEmpty || !words.hasSuffix(".") ? words : String(words.dropLast())) + end
    }
  }

  // MARK: - Hints

  /// Before a question about details one is asked oneself, until it was answered with "not now".
  func mayAskForPictures(_ desk: Desk) -> Bool {
    switch purpose {
    case .write(.question), .askAgain: !desk.isTogether && !(page?.hidesPictures ?? true)
    default: false
    }
  }

  /// One offer at a time.
  var showsPictures: Bool { asksForPictures && hints.shown == nil && asked.shown == nil }

  mutating func ponder(_ key: Key, _ desk: Desk) -> [Effect] {
    focus = .text
    switch key.code {
    case .enter: return send(desk)
    case .scalar("x") where !key.control && !key.alt:
      asksForPictures = false
      page?.hidesPictures = true
      return [.hide(EditorPage.pictures)]
    case .tab: focus = details.first.map(Focus.detail) ?? .text
    case .backTab: break
    // Whatever else is typed was meant for the text.
    default: return write(key, desk)
    }
    return []
  }

  /// What the coach reads here: what is said to the other, and a promise; what one feels and asks, as an answer would
  /// be read, for who wants that.
  var coached: (kind: EntryKind, question: String?)? {
    switch purpose {
    case .answer: (.response, page?.target?.entry.text)
    case .write(.acknowledgement): (.acknowledgement, nil)
    case .write(.promise): (.promise, nil)
    case .write(.feeling), .write(.question), .askAgain, .speak:
      page?.hintsEverywhere ?? false ? (.response, nil) : nil
    default: nil
    }
  }

  /// At rest. Nothing is said of one's words while two look, or beside a line about danger, or beside what was asked
  /// before.
  mutating func lookForHints(_ desk: Desk) {
    guard let coached, !desk.isTogether, asked.shown == nil, !PhraseList.danger.stands(in: area.text) else {
      return hints.hide()
    }
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
    case .backTab:
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
