@testable import JournalCore

/// Wrong verdicts that were mended, and the same rules in other words.
enum CoachMended {
  static let silent = """
    Let me say back what I heard: it felt humiliating because everyone knew but you. Is that it?
    I'll say it back so that I don't guess: you waited up, and nobody called. Is that it?
    What I hear is that the lie was worse than the deed. Is that it?
    So what hurt most was hearing it from her. Is that it, or did I miss something?
    I want to say I had no choice. I had one every single day.
    I want to write that it meant nothing. It did mean something, and I knew.
    I'd like to say it just happened. It didn't, I drove there.
    Part of me wants to say that you pushed me. You didn't.
    We've been through this street a hundred times and I never told you I met her here.
    We've been through that station so often, and I said nothing each time.
    We went over that bridge on our first day, and I lied to you on it.
    We've been through this door together since May and I hid the letter behind it.
    I thought you were crazy about the garden idea and I loved you for it.
    You were so mad about that old boat, and I sold it behind your back.
    You're nuts about the choir and I mocked it in front of her.
    You were crazy about Lisbon and I went there with her.
    I'm done talking to her. For good.
    I am through with him and with that whole crowd.
    I'm finished writing to them. The last letter went out in May.
    I'm done lying to you.
    How many times you ask is up to you.
    How many times you want to read it is for you to say.
    How often you ask doesn't matter, I answer each time.
    How many more times you need to hear it, I will say it.
    If I hurt you again with how I say this, stop me.
    If I hurt you while I tell it, say so and I wait.
    If I upset you tonight, tell me and we stop.
    If something I write hurts you, put it away and let me know.
    Please don't forgive me just so that Christmas is easier.
    Please do not forgive me because the children ask for it.
    Please never forgive me only to have it quiet.
    Don't feel you have to forgive me by spring.
    We were both there, but only I knew.
    We were both at that table, and I was the one who lied.
    We were both in the room when she called and I turned the screen away.
    We had both planned that week, and I cancelled it for her.
    I don't want to talk over you. Go on, I'll read it all.
    I do not want to answer too fast. I'll write tonight.
    I don't want to talk before you have said all of it.
    I don't want to explain it away. I did it.
    You're not the only one who cries about it. I do too, because of what I did.
    I was not the only one who knew, and you were the last. That was cruel.
    What do you want me to tell your mother on Sunday?
    What do you want me to say to the children, and when?
    What do you want me to do when I see her at work?
    I want to keep this up and I'll write every evening.
    Go on like this as long as you need and I'll stay.
    Other women asked me out and I didn't tell you that either.
    Other couples would help me understand what you need, I think. I asked at the group.
    You suffered, and I looked away.
    I know how you suffered.
    I don't say that it was only messages.
    I will not say it was only messages and it meant nothing.
    What I heard: you waited and I didn't come. Is that right?
    If I hurt you with a word here, let me know and I'll take it back.
    I will walk through that door every evening at six.
    I hurt you, and I hurt your sister as well.
    It was hard for you too, I know, because of what I did.
    Would it help if I kept this up? I'm going to the counsellor on Monday.
    Let me say that back: you were never there in my place, and you had to guess.
    Let me say back what I heard: you pushed me to talk and I went to bed. Did I miss anything?
    """.split(separator: "\n").map(String.init)

  /// After the name of a category, which has to be the first, or after a sign for any.
  static let warned = """
    stonewalling Is that it? I've got work tomorrow.
    * Is that it?
    * I want to say I had no choice.
    * I want to say that you're crazy. Everyone can see it.
    rushing We've been through this a hundred times.
    rushing We've been through this before.
    gaslighting You're crazy.
    gaslighting You are crazy to fuss about it.
    gaslighting You were acting crazy about a text.
    stonewalling I'm done talking.
    stonewalling I'm done talking to you.
    stonewalling I'm done discussing her.
    rushing How many times?
    rushing How many times will you ask?
    rushing How many times are you going to ask me?
    * How many times do you want to hear it?
    conditional_apology If I hurt you, I'm sorry.
    conditional_apology I'm sorry if I hurt you.
    * If I hurt you, that was not what I wanted.
    asking_forgiveness Please forgive me.
    * Why don't you forgive me?
    * Please, can't you forgive me?
    blame_shifting We were both to blame.
    blame_shifting We were both drifting, but only I get the blame.
    * We were both unhappy.
    stonewalling I don't want to talk about it.
    stonewalling I don't want to talk.
    * I don't want to answer that.
    conditional_apology Sorry if that upset you.
    conditional_apology I'm sorry if that upset you.
    conditional_apology Sorry if it hurt you.
    conditional_apology Sorry if this has offended you.
    conditional_apology Apologies if that came across badly.
    blame_shifting You drove me into her arms and you know it.
    blame_shifting You pushed me to her and you know it.
    blame_shifting You left me no way out and you know it.
    blame_shifting It was your coldness that sent me there, and you know it.
    gaslighting That is not true and you know it.
    * I'm not the only one in this house who keeps secrets.
    * I am not the only one here with something to hide.
    * I'm hardly the only one who told lies in this marriage.
    * You're not the only one who gets hurt in this house.
    * What do you want me to say?
    * What do you expect me to say?
    * So what am I supposed to say?
    * What exactly do you want me to say?
    * Keep this up and I'll leave for real.
    * Keep it up and I'm gone.
    * Carry on like this and I'm moving out.
    * One more word and I'll go for good.
    * Other women would be glad that their husband came back at all.
    * Other men would have thrown you out long ago.
    * Most wives would be grateful to have a husband who owns up.
    * Another woman would have let it rest.
    * I've suffered too, you know.
    * I suffer as well, you know.
    * I'm hurting too, you know.
    * It was hard for me too, you know.
    * You never listen and it was only messages. Honestly.
    minimising I never called her back and it was only a chat.
    minimising I never saw her again and it meant nothing.
    minimising He never wrote back and it was only a chat.
    * You know how many times I've told you.
    * I want to say it meant nothing. I lied because I was scared.
    * I said I was lonely. You didn't care.
    * Go on, I'm not listening.
    * Sorry if I hurt you, but you're crazy.
    * I'm sorry you feel that way, you imagine things.
    * I'm sorry if I let you down, you were never there.
    * What I hear is that you want to punish me. Are you finished?
    rushing Are we going to go over this every night?
    stonewalling I'm done. Talk to her.
    """.split(separator: "\n").map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return (first: Deflection(rawValue: String(parts[0])), text: String(parts[1]))
    }
}
