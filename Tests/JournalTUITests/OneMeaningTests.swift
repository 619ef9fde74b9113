import JournalCore
import Testing

@testable import JournalTUI

/// Every key of the table on every screen that is no text: it does there what the table says, or nothing that harms.
@Suite struct OneMeaningTests {
  /// The ways to the screens, at an evening of the sample that has something of everything.
  private static let ways: [[String]] = [
    ["1"], ["1", "g"], ["2"], ["2", "/", "real", "<Enter>"], ["3"], ["4"], ["5"], ["o"], ["v"],
    ["v", "<Tab>", "<Tab>"],
    ["v", "<Tab>", "<Tab>", "<Tab>"], ["0"], ["9"], ["?"], ["3", "<Enter>"], ["2", "<Enter>"], ["2", "<Enter>", "="],
    ["5", "<Enter>"], ["."], ["3", "j", "<Enter>"], ["2", "/", "real for", "<Enter>", "<Enter>", "c", "n"],
  ]

  @Test(arguments: ["noor", "remy"])
  func aKeyMeansOneThingOnEveryScreen(person: String) throws {
    for way in Self.ways {
      let stage = try Stage(person, at: "2026-02-12T21:29:00+01:00")
      for step in way { stage.press(step) }
      let there = stage.model
      #expect(!there.layers.last!.takesText, "\(way)")
      for row in Keymap.standard.list {
        var pictures: Set<String> = []
        for key in row.keys {
          stage.go(back: there)
          var tried = there
          let effects = tried.update(.key(key))
          if let acts = Self.acts(effects) {
            // What would be written is not, so that every key is tried on the same journal.
            #expect(Self.mayWrite[row.verb, default: []].isSuperset(of: acts), "\(way) \(key.label)")
            continue
          }
          stage.take(.key(key))
          pictures.insert(stage.picture)
          expectWhole(stage.model.view(), "\(way) \(key.label)")
          #expect(
            fits(row.verb, there.layers.last!, stage) || stage.picture == there.view().picture || said(stage),
            "\(way) \(key.label) \(type(of: stage.model.layers.last!))")
        }
        #expect(pictures.count <= 1, "\(way) \(row.verb): two keys of one thing do two")
      }
    }
  }

  private static func acts(_ effects: [Effect]) -> Set<ActionKind>? {
    let acts = effects.compactMap { effect -> ActionKind? in
      switch effect {
      case .act(let kind, _, _): kind
      case .bringAlong: .bringAlong
      default: nil
      }
    }
    return acts.isEmpty ? nil : Set(acts)
  }

  private static let mayWrite: [Action: Set<ActionKind>] = [
    .stillHurts: [.stillHurts], .open: [.stillHurts, .patternsFolded, .patternsUnfolded],
    .rest: [.hurtRest, .hurtWake, .ritualResting, .countFolded],
    .space: [.spaceEnd],
    .bringAlong: [.bringAlong],
  ]

  /// A sentence that says why nothing happens.
  private func said(_ stage: Stage) -> Bool {
    [
      Words.notForThat, Words.nothingWaits, Words.markRefused, Words.notYours, Words.carrierMarks,
      Words.nothingToUndo, Words.noEarlierTalk, Words.noLaterTalk, Words.ownIsClosed, Words.noDatesHere,
      Words.placesAreClosed, Words.sampleHasNoLock,
    ].contains { stage.still.contains($0) } || saidOfTurns(stage)
  }

  /// Whose turn it is.
  private func saidOfTurns(_ stage: Stage) -> Bool {
    let steps: [TurnsPage.Step] = [.sayBack, .otherWords, .confirm, .speak]
    return (steps.map { Words.next($0, "Noor", "Remy") } + [Words.speaksAfter("Remy", "Noor")])
      .contains { stage.still.contains($0) }
  }

  private func fits(_ verb: Action, _ before: any Screen, _ stage: Stage) -> Bool {
    let top = stage.model.layers.last!
    let purpose = (top as? Editor)?.purpose
    let isSame = type(of: top) == type(of: before)
    switch verb {
    case .leave: return stage.hasLeft
    case .out: return top is Today || stage.hasLeft || top is Past || !isSame
    case .down, .up, .pageDown, .pageUp, .top, .bottom, .previous, .nextHit, .previousHit: return isSame
    case .next: return isSame || before is SideBySide
    case .open: return true
    case .today: return top is Today
    case .past: return top is Past
    case .hurts: return top is HurtList
    case .ours: return top is Ours
    case .own: return top is Own
    case .quiet: return top is QuietMinute
    case .numbers: return top is NumbersPage
    case .openList: return top is OpenList || before is OpenList
    case .week: return top is WeekScreen || before is WeekScreen
    case .write: return [.write(.feeling), .write(.reflection), .write(.forgiveness)].contains(purpose)
    case .ask: if case .askAgain = purpose { return true } else { return purpose == .write(.question) }
    case .answer: if case .answer = purpose { return true } else { return false }
    case .thank: return purpose == .write(.gratitude)
    case .promise: return purpose == .write(.promise)
    case .more: return top is Kinds || purpose == .write(.acknowledgement)
    case .stillHurts: return top is WhichHurt || before is WhichHurt
    case .number, .later, .space: return top is PromptLine
    case .mark: if case .note = purpose { return true } else { return top is PromptLine }
    case .takeBack: return top is PromptLine
    case .edit: return top is PromptLine || top is Editor
    case .rest, .bringAlong, .undo: return false
    case .search: return top is Past && top.takesText
    case .date: return top is Past && top.takesText || top is HurtScreen
    case .filter: return top is Past && top.takesText
    case .sideBySide: return top is SideBySide || top is Talk && before is SideBySide
    case .earlierTalk, .laterTalk: return top is Talk || top is SideBySide
    case .help: return top is Help || before is Help
    case .palette: return top is Palette
    case .lock: return stage.isLocked
    case .redraw, .suspend: return isSame
    }
  }
}
