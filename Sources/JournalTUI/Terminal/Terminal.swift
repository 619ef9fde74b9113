internal import CNcurses
internal import Glibc

/// The terminal while the full screen is up: shows frames, hands over what is pressed, and gives everything back as it
/// was on every way out, a crash included.
final class Terminal {
  enum Problem: Error {
    case noTerminal, unknownKind
  }

  private(set) var size = Size(columns: 80, rows: 24)
  let glyphs: Glyphs
  var background: Theme.Background { didSet { forget() } }

  private let colours: Int
  private let wakeDescriptor: Int32
  private var painter: Painter
  private var parser = KeyParser()
  private var isUp = false
  /// What is read passes through here, and is wiped: it may be a passphrase.
  private var buffer = [UInt8](repeating: 0, count: 4096)
  /// What was typed while nobody listened.
  private var typedMeanwhile: [UInt8] = []
  private var endedByEscape = false
  /// True while a passphrase is typed.
  var readsSecrets = false { didSet { parser.splitsPastes = readsSecrets } }
  /// Over a network, the rest of a key may come later.
  private let escapeWait: Int32 = environment("SSH_TTY") == nil ? 40 : 120

  /// How often nothing came in the middle of a paste, and after how much of that its end has been lost.
  private var silence = 0
  private static let longestSilence = 6

  private let hasContrast: Bool
  private let hasMouse: Bool
  /// What is appended where the screen is heard; nil where it is looked at.
  private var linear: LinearOutput?

  init(_ config: Config = Config()) throws {
    guard isatty(0) == 1, isatty(1) == 1 else { throw Problem.noTerminal }
    let isUTF8 = ScalarWidth.localeIsUTF8
    wakeDescriptor = hk_catch_signals()
    hk_keep_freed_memory()
    let kind = environment("TERM") ?? "dumb"
    // A kind that this machine has no description of is most often a descendant of xterm.
    guard kind != "dumb", hk_open_terminal(nil) == 1 || hk_open_terminal("xterm-256color") == 1 else {
      throw Problem.unknownKind
    }
    hk_set_up(1)
    isUp = true
    let canDraw = isUTF8 && Self.namesUTF8(environment) && kind != "vt100"
    glyphs = canDraw && !config.isASCII ? .unicode : .ascii
    hasContrast = config.theme == .contrast
    hasMouse = config.hasMouse && !config.isLinear
    linear = config.isLinear ? LinearOutput(glyphs: glyphs) : nil
    if has_colors(), environment("NO_COLOR") == nil {
      start_color()
      use_default_colors()
      colours = min(Int(hk_colours()), config.colours ?? .max)
    } else {
      colours = 0
    }
    background =
      switch config.theme {
      case .dark: .dark
      case .light: .light
      case .auto, .contrast: Self.backgroundByEnvironment()
      }
    painter = Painter(theme: Theme(colours: colours, background: background, hasContrast: hasContrast))
    raw()
    noecho()
    nonl()
    intrflush(hk_stdscr(), false)
    keypad(hk_stdscr(), false)
    // A frame goes out in one piece: keys that come meanwhile are read together afterwards.
    typeahead(-1)
    measure()
    send(modes("h"))
    if isLinear { startLinear() }
  }

  /// True where the locale that is set is one of UTF-8. What is typed and written is UTF-8 all the same, in another
  /// locale that stands in for it; but a terminal that was not told of UTF-8 may have no more signs than ASCII.
  static func namesUTF8(_ variable: (String) -> String?) -> Bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }?.lowercased() ?? ""
    return named.contains("utf-8") || named.contains("utf8")
  }

  /// Asks for the background's colour; the answer comes as an input, if ever.
  func askBackground() {
    guard !isLinear, colours >= 16, background == .unknown, environment("TERM") != "linux" else { return }
    send("\u{1B}]11;?\u{1B}\\")
  }

  private static func backgroundByEnvironment() -> Theme.Background {
    guard let last = environment("COLORFGBG")?.split(separator: ";").last.flatMap({ Int($0) }) else { return .unknown }
    return last == 7 || last >= 9 ? .light : .dark
  }

  /// What stands on the screen is not known any more.
  private func forget() {
    painter = Painter(theme: Theme(colours: colours, background: background, hasContrast: hasContrast))
  }

  // MARK: - Lines

  var isLinear: Bool { linear != nil }

  private func startLinear() {
    // Curses goes over to a screen of its own, and keeps its hands off from then on.
    curs_set(1)
    refresh()
    wipe()
  }

  /// Appends lines at the bottom of the screen and shows what is typed on the last one.
  func say(_ lines: [String], _ field: Spoken.Field?) {
    send(linear?.bytes(lines, field, columns: size.columns) ?? "")
  }

  /// Takes away what stands on a screen of lines.
  func wipe() { send(linear?.clear(rows: size.rows) ?? "") }

  // MARK: - Painting

  /// Shows a frame.
  func paint(_ frame: Frame) { painter.paint(frame) }

  /// Paints everything anew at the next frame, whatever is thought to stand there.
  func redraw() {
    clearok(hk_curscr(), true)
    forget()
  }

  // MARK: - Reading

  /// Waits for input for at most `milliseconds`; empty when none came.
  func inputs(within milliseconds: Int32) -> [Input] {
    if !typedMeanwhile.isEmpty {
      defer {
        wipe(&typedMeanwhile, typedMeanwhile.count)
        typedMeanwhile = []
      }
      return parser.feed(typedMeanwhile)
    }
    var waits = milliseconds
    if parser.isWaiting { waits = min(waits, escapeWait) }
    var polled = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&polled, 2, waits)
    var found: [Input] = []
    if polled[1].revents != 0 { found += signals() }
    if polled[0].revents != 0 { readKeys(into: &found) }
    if ready == 0, parser.isWaiting { found += parser.flush() }
    silence = ready == 0 && parser.isPasting ? silence + 1 : 0
    if silence > 0 { found += parser.rest(isOver: silence >= Self.longestSilence) }
    return found
  }

  /// Does what takes long before anything is open. The keys that leave do so meanwhile; others wait.
  func whileLeavingIsOpen<Result>(_ body: () -> Result) -> Result {
    endedByEscape = false
    hk_begin_watch()
    let result = body()
    var typed: UnsafeMutablePointer<UInt8>?
    let count = hk_end_watch(&typed)
    if let typed {
      typedMeanwhile += UnsafeBufferPointer(start: typed, count: Int(count))
      // The Esc that ended it has done what it was pressed for.
      if endedByEscape, let escape = typedMeanwhile.lastIndex(of: 0x1B) { typedMeanwhile.remove(at: escape) }
      explicit_bzero(typed, Int(count))
    }
    return result
  }

  /// True once Esc was the last key while that goes on: then it ends.
  func isLeftAlone() -> Bool {
    if hk_watched_escape() == 1 { endedByEscape = true }
    return endedByEscape
  }

  private func readKeys(into found: inout [Input]) {
    let count = read(0, &buffer, buffer.count)
    if count > 0 {
      defer { wipe(&buffer, count) }
      return parser.feed(buffer[..<count], into: &found)
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    found.append(.end(signal: SIGHUP))
  }

  private func wipe(_ bytes: inout [UInt8], _ count: Int) {
    bytes.withUnsafeMutableBytes { explicit_bzero($0.baseAddress!, count) }
  }

  private func signals() -> [Input] {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(wakeDescriptor, &buffer, buffer.count)
    guard count > 0 else { return [] }
    return Set(buffer[..<count]).sorted().compactMap { byte in
      switch Int32(byte) {
      case SIGWINCH:
        measure()
        return .resize
      case SIGCONT: return isUp ? .resumed : nil
      default: return .end(signal: Int32(byte))
      }
    }
  }

  private func measure() {
    var rows: Int32 = 0
    var columns: Int32 = 0
    if hk_window_size(&rows, &columns) == 0 {
      if is_term_resized(rows, columns) { resizeterm(rows, columns) }
      size = Size(columns: Int(columns), rows: Int(rows))
    } else {
      size = Size(columns: Int(getmaxx(hk_stdscr())), rows: Int(getmaxy(hk_stdscr())))
    }
    forget()
  }

  // MARK: - Leaving

  /// Gives the terminal back, its screen wiped of what was drawn.
  func leave() {
    guard isUp else { return }
    isUp = false
    giveBack()
    hk_set_up(0)
  }

  /// Whatever was drawn is wiped; curses leaves its screen and sets the terminal as it was.
  private func giveBack() {
    send(modes("l"))
    wipe()
    curs_set(1)
    clearok(hk_curscr(), true)
    erase()
    refresh()
    endwin()
  }

  /// Stops the program as Ctrl-Z does, and comes back with the screen whole.
  func suspend() { stepAside { hk_raise_default(SIGTSTP) } }

  /// Gives the terminal back, wiped, while something else has it.
  func stepAside<Result>(_ body: () -> Result) -> Result {
    def_prog_mode()
    giveBack()
    hk_set_up(0)
    isUp = false
    let result = body()
    reset_prog_mode()
    // Curses comes back to a screen of its own.
    refresh()
    hk_set_up(1)
    isUp = true
    send(modes("h"))
    measure()
    if isLinear { startLinear() }
    return result
  }

  /// Bracketed paste; the mouse, or a wheel that moves the selection and leaves the mouse to the terminal.
  private func modes(_ end: String) -> String {
    "\u{1B}[?2004\(end)" + (hasMouse ? "\u{1B}[?1000\(end)\u{1B}[?1006\(end)" : "\u{1B}[?1007\(end)")
  }

  private func send(_ sequence: String) { send(Array(sequence.utf8)) }

  private func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes.withUnsafeBytes { hk_write_past($0.baseAddress, Int32($0.count)) }
  }

  deinit { leave() }
}

@available(*, unavailable)
extension Terminal: Sendable {}
