@testable import JournalCore

/// The phrases of `docs/definitions.md` 4, category by category, and the traps beside them.
enum CoachPhrases {
  struct Phrase: Sendable {
    var deflection: Deflection
    var words: String
  }

  static let all: [Phrase] = lists.flatMap { deflection, phrases in
    phrases.split(separator: "·").map { words in
      Phrase(deflection: deflection, words: String(words.trimmingPrefix(" ").reversed().drop { $0 == " " }.reversed()))
    }
  }

  private static let lists: [(Deflection, String)] = [
    (
      .minimising,
      """
      it was only messages · it wasn't that bad · nothing really happened · not such a big deal · \
      you make more of it than it was · others go through worse · at least I never · it meant nothing · \
      it was just talking · it was routine · I hardly thought about it · you'd laugh if you read it · \
      we were only friends
      """
    ),
    (
      .justifying,
      """
      I didn't mean to · I was under pressure · I was under so much pressure · I was lonely · \
      you know how work was · I wanted to protect you · it just happened · I had no choice · anyone would have · \
      I never planned it · I was drunk · that is how I grew up · I honestly thought it was fine
      """
    ),
    (
      .blameShifting,
      """
      if you had listened · you were never there · you pushed me · you never asked · we both let it slide · \
      we had both been drifting · it takes two · you made me feel unwanted · you knew I was unhappy · \
      if you weren't so cold · your mother puts people on the spot · you drove me to it
      """
    ),
    (
      .counterAttack,
      """
      what about what you did · you're no saint · you lied too · look who's talking · you read my notebook, so · \
      you always · you never · you are just like your father · now you know how it feels · \
      you enjoy punishing me · you want me on my knees
      """
    ),
    (
      .rushing,
      """
      I already told you · how many times · can we move on · get over it · let it go · it's been months · \
      not this again · we've been through this · when will this end · the past is the past · stop dwelling · \
      asking won't change it · you should be past this
      """
    ),
    (
      .gaslighting,
      """
      you're being dramatic · that never happened · you imagine things · you remember it wrong · you're crazy · \
      you're paranoid · you're too sensitive · you twist my words · nobody else would think that · \
      it's all in your head · I never said that · everyone says you overreact · calm down
      """
    ),
    (
      .stonewalling,
      """
      whatever · fine · do what you want · I have nothing to say · I'm done talking · no comment · \
      believe what you like · there is no point · I won't discuss this · leave me alone · drop it
      """
    ),
    (
      .butApology,
      """
      I'm sorry, but · I know I hurt you, but · I take responsibility, but · yes I lied, but · \
      I understand, but · you're right, however · I apologise, although you · I feel bad, but you must see · \
      I hear you, but · sorry, it's just that · but you
      """
    ),
    (
      .conditionalApology,
      """
      I'm sorry if · if I hurt you · I'm sorry you feel that way · I'm sorry you took it like that · \
      sorry for whatever I did · mistakes were made · I would apologise if you · sorry for any pain · \
      I'm sorry that you saw it · if that's what you think, sorry
      """
    ),
    (
      .askingForgiveness,
      """
      please forgive me · can you forgive me · do you forgive me now · when will you forgive me · \
      I need you to forgive me · tell me we're okay · haven't I earned it · what else must I do · \
      a good person would forgive · you said you'd forgive · I can't go on until you forgive me
      """
    ),
  ]

  static let traps = [
    "'Not that detailed' is not an answer.", "I told you to calm down. That was wrong.",
    "I will not say that it just happened.", "My mother called me too sensitive.",
    "I was scared to tell you, but I should have.", "If you feel hurt tonight, wake me.",
    "Let's move on to the dishes.", "I'm crazy about you.", "Loud is fine.", "Drama class is on Monday.",
    "Whatever tea you like.", "Both of us on Sunday.", "You always made me feel safe.", "You never had to prove it.",
    "You do not owe me forgiveness.",
    "I want to answer it properly and not at half past ten at night. You will have it by Sunday, eight in the evening.",
    "You said I always turn things around.", "I used to say you were being dramatic. You weren't.",
    "You are not crazy.", "I will never say that you imagine things.", "She said that I am too sensitive.",
    "I wrote 'it meant nothing' because I was a coward.", "I did not say it was nothing. It was a year.",
    "I was lonely, and I could have told you. Instead I lied. That's mine.", "I don't want you to calm down for me.",
    "You don't have to let it go or move on.", "You never asked too much. You asked for the truth.",
    "I drop it off at the office at eight.", "You can get over the river by the new bridge.",
    "I am too stirred up to answer well. I answer tomorrow at eight.",
  ]
}
