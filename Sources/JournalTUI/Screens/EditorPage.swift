internal import JournalCore

/// What an editor needs to know of the journal.
struct EditorPage: Hashable, Sendable {
  /// Whoever writes.
  var me: String
  var target: Item?
  var hurts: [HurtName]
  /// The feelings that the two added.
  var ownWords: [Feeling]
  /// A draft that was left in this editor.
  var kept: Draft?
  /// For oneself alone, as the last of this kind was; so are the very first of all, and the first of what hurts.
  var startsPrivate: Bool
  /// Of what one did: by hurt, the feelings that its carrier shared last.
  var told: [String: [String]] = [:]
  /// Of a question that is asked again: the answer that was heard.
  var heardAnswer: Item?
  /// What the other has set and not ended.
  var boundaries: [BoundaryRow]
  /// One of the two has left: what is written from then on is its writer's alone.
  var isOver: Bool
  /// The categories of hints of which its writer wants fewer.
  var hintsOff: Set<Deflection>
  /// They are wanted beside feelings and questions too.
  var hintsEverywhere: Bool
  /// The line about pictures was put away.
  var hidesPictures: Bool
  static let pictures = "pictures"

  /// What the other said beforehand may reach them at once, in their words.
  var urgent: String?
}

extension HurtName {
  /// True where a text of this purpose by `person` can be about it.
  func admits(_ purpose: Purpose, by person: String) -> Bool {
    switch purpose {
    case .write(.acknowledgement): causedBy == person
    case .write(.forgiveness): carriedBy == person
    default: true
    }
  }
}

extension Reader {
  /// The feelings that who carries a hurt shared of it last, each once.
  private func feelingsTold(of hurt: HurtName) throws -> [String] {
    let entries = try entries(ofHurt: hurt.id, kind: .feeling).filter { $0.author == hurt.carriedBy && !$0.isPrivate }
    return entries.suffix(5).reversed().flatMap(\.feelings).reduce(into: []) { told, feeling in
      if !told.contains(feeling) { told.append(feeling) }
    }
  }

  func editorPage(_ purpose: Purpose, _ desk: Desk, kept: Drafts.Draft?) throws -> EditorPage {
    let target = try purpose.target.flatMap { try entry($0) }
    let kind: EntryKind =
      switch purpose {
      case .write(let kind): kind
      case .askAgain: .question
      case .answer: .response
      case .speak: .feeling
      case .note: .ritual
      case .edit, .nameHurt, .act, .numbers: target?.kind ?? .feeling
      }
    let isOver = try whoLeft() != nil
    let last = try latestEntry(by: desk.me.id, of: kind)
    let startsPrivate = try kind.startsPrivate || latestEntry(by: desk.me.id) == nil
    // What is ready was meant for both.
    let wasPrivate = try last.map { try $0.isPrivate && !journal.isReady($0.id) }
    let heard: EntryRow? =
      if case .askAgain = purpose, let target {
        try thread(of: target).last { try $0.kind == .response && mark(on: $0.id) == .heard }
      } else {
        nil
      }
    let hurts = try hurtNames().filter { $0.admits(purpose, by: desk.me.id) }
    var told: [String: [String]] = [:]
    if purpose == .write(.acknowledgement) {
      for hurt in hurts { told[hurt.id] = try feelingsTold(of: hurt) }
    }
    return EditorPage(
      me: desk.me.id, target: try target.map(item), hurts: hurts,
      ownWords: try ownWords().map { Feeling.own($0.word, meaning: $0.meaning, family: Words.ownWords) },
      kept: kept.map { Draft($0.state) }, startsPrivate: isOver || wasPrivate ?? startsPrivate,
      told: told, heardAnswer: try heard.map(item),
      boundaries: try boundaries().filter {
        $0.entry.author == desk.other.id && !$0.entry.isPrivate && $0.state != .ended
      },
      isOver: isOver, hintsOff: Set(try Deflection.allCases.filter { try journal.isOff($0) }),
      hintsEverywhere: try journal.hasHintsEverywhere(),
      hidesPictures: try journal.isHidden(EditorPage.pictures),
      urgent: try urgent(to: desk.other.id).last?.text)
  }
}
