import Foundation
import Testing

/// What is sent piece by piece shows the same as the whole screen drawn anew, in each kind of terminal.
@Suite(.serialized) struct PainterTests {
  /// The screen with its looks, once nothing more comes.
  private func settled(_ pane: Pane) throws -> String {
    var before = ""
    var same = 0
    while same < 4 {
      usleep(100_000)
      let now = try pane.tmux(["capture-pane", "-e", "-p"])
      same = now == before ? same + 1 : 0
      before = now
    }
    return before
  }

  @Test(arguments: ["xterm-256color", "vt100"])
  func aScreenThatChangedStandsAsOneDrawnAnew(kind: String) throws {
    let pane = try Pane(folder: Program().folder, kind: kind, command: [Program.path, "demo", "--as", "noor"])
    #expect(pane.shows("[1 Today]"))
    let steps: [[String]] = [
      ["2"], Array(repeating: "j", count: 30), Array(repeating: "j", count: 7), ["NPage", "k", "k"],
      Array(repeating: "k", count: 25), ["/", "i", "t"], ["Escape", "3", "j", "Enter"], ["j", "j"], ["v"],
      ["Escape", "w", "a", "b", "c"], ["Enter", "d"], ["Up", "x"], ["Escape", "Escape", "?", "NPage"],
    ]
    for step in steps {
      for key in step { try pane.keys(key) }
      let changed = try settled(pane)
      try pane.keys("C-l")
      #expect(try settled(pane) == changed, "\(kind), after \(step.joined(separator: " "))")
    }
    try pane.keys("C-q")
    #expect(pane.waits { pane.isDead })
    #expect(!pane.isOnOwnScreen)
  }
}
