/// What an entry can be (`docs/definitions.md` 2.3).
public enum EntryKind: String, CaseIterable, Sendable {
  case feeling, question, response, acknowledgement, boundary, promise, gratitude, ritual, goal, reflection, help
  case forgiveness
  case checkIn = "check_in"
}

extension EntryKind {
  /// True for kinds whose first is for its writer alone unless they say otherwise; the others are meant for both.
  public var startsPrivate: Bool { [.feeling, .question, .reflection, .help, .forgiveness].contains(self) }

  /// True for kinds that may wait for an answer (`docs/definitions.md` 2.3).
  var mayWait: Bool { [.feeling, .question, .boundary, .help, .checkIn].contains(self) }
}

/// What a tag of what brings a hurt up can name: `place:hospital`.
public enum TagKind: String, CaseIterable, Sendable { case place, person, topic, media, date }

/// What can be done to an entry, a hurt or oneself.
public enum ActionKind: String, CaseIterable, Sendable {
  case heard, unheard, edit, withdraw, share, away, space, join, leave, invite, crossing, exported
  case notYet = "not_yet"
  case stillHurts = "still_hurts"
  case setAside = "set_aside"
  case answeredOutside = "answered_outside"
  case answeredOutsideProposed = "answered_outside_proposed"
  case promiseSaid = "promise_said"
  case promiseRenegotiated = "promise_renegotiated"
  case promiseAccepted = "promise_accepted"
  case promiseReleased = "promise_released"
  case spaceEnd = "space_end"
  case hurtRest = "hurt_rest"
  case hurtWake = "hurt_wake"
  case hurtRenamed = "hurt_renamed"
  case exportConsent = "export_consent"
  case boundaryChanged = "boundary_changed"
  case boundaryEnded = "boundary_ended"
  case goalAnswer = "goal_answer"
  case goalClosed = "goal_closed"
  case ritualResting = "ritual_resting"
  case toldDifferently = "told_differently"
  case dateMarked = "date_marked"
  case wordAdded = "word_added"
  case settingProposed = "setting_proposed"
  case settingAgreed = "setting_agreed"
  case patternsFolded = "patterns_folded"
  case patternsUnfolded = "patterns_unfolded"
  case bringAlong = "bring_along"
  case countFolded = "count_folded"

  /// True for actions that are done to an entry or to an earlier action, named by `target`.
  var needsTarget: Bool {
    switch self {
    case .heard, .unheard, .notYet, .edit, .withdraw, .share, .setAside, .answeredOutside, .answeredOutsideProposed,
      .promiseSaid, .promiseRenegotiated, .promiseAccepted, .promiseReleased, .boundaryChanged, .boundaryEnded,
      .crossing, .goalAnswer, .goalClosed, .ritualResting, .settingAgreed, .bringAlong,
      .countFolded:
      true
    case .away, .space, .spaceEnd, .join, .leave, .invite, .stillHurts, .hurtRest, .hurtWake, .hurtRenamed,
      .exportConsent, .exported, .toldDifferently, .dateMarked, .wordAdded, .settingProposed, .patternsFolded,
      .patternsUnfolded:
      false
    }
  }

  /// True for actions on a hurt, named by `hurt`.
  var needsHurt: Bool {
    switch self {
    case .stillHurts, .hurtRest, .hurtWake, .hurtRenamed, .toldDifferently, .patternsFolded, .patternsUnfolded: true
    default: false
    }
  }
}
