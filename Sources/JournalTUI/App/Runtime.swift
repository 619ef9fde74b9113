internal import CNcurses
internal import Glibc
internal import JournalCore

/// The loop: what is pressed becomes messages, messages change the model, effects are done, the frame is painted.
final class Runtime {
  private let terminal: Terminal
  private let keeper: Keeper
  private var model: Model
  private var isRunning = true
  private var exitCode: Int32 = 0
  private var lastTick = Instant(milliseconds: 0)

  /// Half a second: nothing waits longer than that to be seen, and an idle screen costs nothing else.
  private static let idle: Int64 = 500
  /// Tells the program that is started anew that it comes from a lock.
  private static let lockedName = ProgramName.current.uppercased() + "_LOCKED"
  private var lastInput = Clock.now
  private var startsAnew = false
  /// True while a line tells how far something long has come.
  private var saysHowFar = false
  /// True while a key that leaves has come already, after the one that is being taken.
  private var leavesSoon = false
  private var lastClick: (row: Int, column: Int, at: Int64)?
  private var narrator = Narrator()
  /// Something new that waits for Enter to be said.
  private var unsaidNews: String?

  /// - Parameter problem: why the settings of this machine do not hold.
  init(
    terminal: Terminal, keeper: Keeper, person: String?, hasOwnEditor: Bool = false, _ problem: ConfigProblem? = nil
  ) throws {
    self.terminal = terminal
    self.keeper = keeper
    let (desk, route) = try keeper.opening(
      size: terminal.size, glyphs: terminal.glyphs, wasLocked: environment(Self.lockedName) != nil)
    // A process that was started by its file in /proc bears that file's name.
    if environment(Self.lockedName) != nil { hk_name_process(ProgramName.current) }
    unsetenv(Self.lockedName)
    model = Model(desk: desk, route: route)
    model.desk.hasOwnEditor = hasOwnEditor
    model.desk.isHeard = terminal.isLinear
    var pace = Pace()
    keeper.work = LongWork { [unowned self] done, all in
      if terminal.isLeftAlone() { throw LongWork.Stopped() }
      guard all > 0, pace.isDue(Clock.now) else { return }
      _ = model.update(.said(Words.opening(done, all)))
      saysHowFar = true
      show()
    }
    if let person, [.signIn(sealed: false, locked: false), .sampleSeat].contains(route) {
      settle([.sit(person, passphrase: nil)])
    }
    if let problem { send(.said(Words.configProblem(problem))) }
  }

  /// Runs until somebody leaves.
  /// - Returns: the exit code.
  func run() -> Int32 {
    show()
    terminal.askBackground()
    while isRunning {
      terminal.readsSecrets = model.takesSecret
      var inputs = terminal.inputs(within: Int32(Self.idle))
      // A machine that slept, or a program that was stopped, wakes up locked.
      if isLate {
        settle(model.lock())
        continue
      }
      var changed = !inputs.isEmpty
      if !inputs.isEmpty { lastInput = Clock.now }
      let lastLeaving = inputs.lastIndex(where: Self.leaves) ?? -1
      for index in inputs.indices where isRunning {
        leavesSoon = lastLeaving > index
        take(inputs[index])
        // It may have been a letter of a passphrase.
        inputs[index] = .resize
        // Each letter is said before the next is taken.
        if terminal.isLinear, isRunning { show() }
      }
      let wasAtRest = model.isTextAtRest
      if Clock.now.milliseconds - lastTick.milliseconds >= Self.idle { changed = tick() || changed }
      // Where it is heard, nothing is said by itself but what a pause in typing has found.
      let isNew = terminal.isLinear ? !wasAtRest && model.isTextAtRest : changed
      if isNew, isRunning { show() }
    }
    terminal.leave()
    keeper.close()
    if startsAnew { startAnew() }
    return exitCode
  }

  private static func leaves(_ input: Input) -> Bool {
    guard case .key(let key) = input else { return false }
    return Keymap.standard.action(key) == .leave
  }

  /// Paints the screen; where it is heard, says what is new.
  private func show() {
    guard terminal.isLinear else { return terminal.paint(model.view()) }
    let (screen, depth, still) = model.spoken
    terminal.say(narrator.say(screen, depth: depth, still: still), screen.field)
  }

  /// The program begins again at the door, so that nothing of before is left in its memory.
  private func startAnew() {
    setenv(Self.lockedName, "1", 1)
    let flags = terminal.isLinear ? ["--linear"] : []
    let words =
      ([ProgramName.current, "open", "--journal", keeper.folder] + flags).map { (word: String) in strdup(word) } + [nil]
    execv("/proc/self/exe", words)
  }

  /// True when so long a time has passed without a key that the screen locks.
  private var isLate: Bool {
    keeper.isUnlocked && model.desk.hindrance != .noRoomAtAll
      && Clock.now.milliseconds - lastInput.milliseconds > keeper.lockAfter
  }

  /// A text goes to the editor of `$EDITOR` and comes back.
  private func edit(_ text: String) -> [Effect] {
    let result = terminal.stepAside { OwnEditor.edit(text) }
    narrator.forget()
    lastInput = Clock.now
    let effects = model.update(.resized(terminal.size))
    switch result {
    case .text(let text): return effects + model.update(.replaced(text))
    case .noFolder: return effects + model.update(.said(Words.noMemoryFolder))
    case .failed: return effects + model.update(.said(Words.noEditor))
    }
  }

  private func take(_ input: Input) {
    switch input {
    case .key(let key):
      send(.key(key))
      // In a text, Enter is a new line.
      if key.code == .enter, let news = unsaidNews, model.spoken.screen.field == nil {
        unsaidNews = nil
        send(.said(news))
      }
    case .paste(let text): send(.paste(text))
    case .click(let row, let column):
      let isDouble =
        lastClick?.row == row && lastClick?.column == column && lastInput.milliseconds - lastClick!.at < 400
      lastClick = isDouble ? nil : (row, column, lastInput.milliseconds)
      send(.click(row: row, column: column, isDouble: isDouble))
    case .wheel(let isDown): send(.wheel(isDown: isDown))
    case .resize: send(.resized(terminal.size))
    case .background(let red, let green, let blue):
      terminal.background = red * 299 + green * 587 + blue * 114 > 128_000 ? .light : .dark
    case .resumed:
      terminal.redraw()
      send(.resized(terminal.size))
    case .end(let signal):
      settle(model.keepDrafts())
      exitCode = 128 + signal
      isRunning = false
    }
  }

  /// What is seen and changes as time passes.
  private var changing: (JournalDay, Bool, String?, Bool) {
    (model.desk.today, model.desk.isAfterMidnight, model.still, model.isTextAtRest)
  }

  /// True when there is something new to see.
  private func tick() -> Bool {
    lastTick = Clock.now
    let before = changing
    let effects = model.update(.tick(keeper.now))
    settle(effects)
    let news = keeper.news(model.desk)
    if case .news(let name?) = news, terminal.isLinear {
      unsaidNews = Words.somethingNew(name)
      send(.news(from: nil))
    } else if let news {
      send(news)
    }
    return !effects.isEmpty || news != nil
      || before != changing
  }

  private func send(_ message: Message) { settle(model.update(message)) }

  /// Does effects and follows what comes of them until nothing is left to do.
  private func settle(_ effects: [Effect]) {
    var left = effects
    while !left.isEmpty {
      let effect = left.removeFirst()
      if effect.derivesKey, !leavesSoon {
        _ = model.update(.said(Words.oneMoment))
        show()
        _ = model.update(.said(nil))
      }
      switch effect {
      case .leave: isRunning = false
      // What was to be kept before the lock found no room: the model says so, and stays.
      case .lock where model.desk.hindrance == .noRoomAtAll: left += model.lock()
      case .lock:
        startsAnew = true
        isRunning = false
      case .suspend:
        terminal.suspend()
        narrator.forget()
        // Whoever comes back late finds it locked, before anything is shown.
        if isLate { left += model.lock() } else { send(.resized(terminal.size)) }
      case .editOutside(let text): left += edit(text)
      case .redraw:
        terminal.redraw()
        terminal.wipe()
        narrator.forget()
      case .sit where leavesSoon, .found where leavesSoon, .join where leavesSoon: break
      case .sit, .found, .join:
        left += terminal.whileLeavingIsOpen { perform(effect) }
      default: left += perform(effect)
      }
    }
  }

  private func perform(_ effect: Effect) -> [Effect] {
    let messages = keeper.perform(effect, model.desk)
    if saysHowFar { _ = model.update(.said(nil)) }
    saysHowFar = false
    return messages.flatMap { model.update($0) }
  }
}

@available(*, unavailable)
extension Runtime: Sendable {}
