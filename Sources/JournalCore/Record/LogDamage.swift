/// What `verify` finds wrong, by the id of the record, never its words.
public enum LogDamage: Error, Hashable, Sendable {
  case notAsWritten(id: String)
  case changed(id: String)
  case moved(id: String)
  case notSigned(id: String)
  case anothersKey(id: String)
  case importedLate(id: String)
  case rewritten(id: String)
  case wordsMissing(id: String)
  case gap(before: String)
  case broken(id: String)
  case backDated(id: String)
  /// What somebody wrote last, by name where it is known, is gone from the shared log or from the own pages.
  case cutOff(author: String?, isShared: Bool)
  case guardsChanged(isShared: Bool)
  case toldWithoutRecord(id: String)
  case toldDifferently(id: String)
  case notTold(id: String)

  /// One sentence for a person.
  public var sentence: String {
    switch self {
    case .notAsWritten(let id): "Record \(id) did not read back as it was written; nothing of it was kept."
    case .changed(let id): "Record \(id) was changed after it was written."
    case .moved(let id):
      "Record \(id) does not stand where it was written: the id, place or time that the file gives it is not the one that was signed."
    case .notSigned(let id): "Record \(id) is not signed by the key that it names."
    case .anothersKey(let id): "Record \(id) bears the name of the one who sits here and is signed by another key."
    case .importedLate(let id): "Record \(id) says that it was imported and came after what was written here."
    case .rewritten(let id): "The words of record \(id) are not the ones that were signed."
    case .wordsMissing(let id): "The words of record \(id) are gone."
    case .gap(let id): "Something that stood before record \(id) in its chain is not there any more."
    case .broken(let id):
      "Record \(id) does not follow on the one before it in its chain: something was removed, added or moved."
    case .backDated(let id): "Record \(id) is dated before the one it follows."
    case .cutOff(let author, let isShared):
      "What \(author ?? "somebody") wrote last \(isShared ? "in the shared log" : "on the own pages"), and was here before, is not there any more."
    case .guardsChanged(let isShared):
      "What keeps \(isShared ? "the shared file" : "the own file") from being changed was changed itself, or taken away."
    case .toldWithoutRecord(let id):
      "The journal tells of record \(id), and there is none: it was removed, or never written."
    case .toldDifferently(let id): "What the journal tells of record \(id) is not what the records say."
    case .notTold(let id): "The journal does not tell what the records say of \(id)."
    }
  }

  /// The record that can't be told from, as what it is or says is not what was signed.
  var unreadable: String? {
    switch self {
    case .changed(let id), .moved(let id), .notSigned(let id), .rewritten(let id), .wordsMissing(let id): id
    default: nil
    }
  }

  /// True of what `rebuild` sets right without losing anything.
  public var isDerived: Bool {
    switch self {
    case .toldDifferently, .notTold: true
    default: false
    }
  }
}
