/// What an answer can do instead of answering: the ten categories of the coach (`docs/definitions.md` 4).
public enum Deflection: String, CaseIterable, Hashable, Sendable {
  case minimising
  case justifying
  case blameShifting = "blame_shifting"
  case counterAttack = "counter_attack"
  case rushing
  case gaslighting
  case stonewalling
  case butApology = "but_apology"
  case conditionalApology = "conditional_apology"
  case askingForgiveness = "asking_forgiveness"

  /// The one of seven categories that `hearken coach` prints for it.
  public var printed: Deflection {
    switch self {
    case .butApology, .conditionalApology: .justifying
    case .askingForgiveness: .rushing
    case .minimising, .justifying, .blameShifting, .counterAttack, .rushing, .gaslighting, .stonewalling: self
    }
  }

  /// The order in which hints are given where there are more than a text may have.
  static let order: [Deflection] = [
    .gaslighting, .counterAttack, .blameShifting, .minimising, .rushing, .justifying, .butApology, .conditionalApology,
    .askingForgiveness, .stonewalling,
  ]

  /// Another way to say it, of which nothing but the deed is claimed.
  var alternative: String {
    switch self {
    case .minimising: "It mattered. I see what it did."
    case .justifying: "I chose to hide it. Why is mine to work on and makes it no smaller."
    case .blameShifting, .butApology: "Things were hard between us. Lying was my answer to them, and that is mine."
    case .counterAttack: "I have a hurt too. I will write it on its own page."
    case .rushing: "You ask again, so it is still there. Here is the answer."
    case .gaslighting: "I remember it differently and may be wrong. Tell me what you remember."
    case .stonewalling: "I have read this and am too stirred up. I answer tomorrow by eight."
    case .conditionalApology: "I am sorry that I lied about that night."
    case .askingForgiveness: "You owe me nothing. I go on showing up."
    }
  }
}
