import Foundation
import Testing

/// Private is invisible at the door of a script: every command that reads says the same to the other, to the byte,
/// with and without somebody's private records; every command that writes knows nothing of them.
@Suite struct InvisibleCommandTests {
  private struct Command {
    let name: String
    /// The names of its arguments and of the options that it can't do without.
    let arguments: [String]
    let needed: [String]
    let options: Set<String>
    var reads: Bool { options.contains("json") && options.contains("at") }
  }

  /// Every command that the parser knows, so that a new one can't be forgotten.
  private static let commands = Result { () throws -> [Command] in
    let help = try Program().run(["--experimental-dump-help"]).out
    let root = try #require(try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any])
    let all = try #require((root["command"] as? [String: Any])?["subcommands"] as? [[String: Any]])
    return all.map { command in
      let parts = command["arguments"] as? [[String: Any]] ?? []
      func names(_ kind: String, needed: Bool? = nil) -> [String] {
        parts.filter {
          $0["kind"] as? String == kind && (needed == nil || ($0["isOptional"] as? Bool != true) == needed!)
        }
        .compactMap { part in
          kind == "positional"
            ? part["valueName"] as? String : (part["names"] as? [[String: String]])?.first?["name"]
        }
      }
      return Command(
        name: command["commandName"] as! String, arguments: names("positional", needed: true),
        needed: names("option", needed: true), options: Set(names("option") + names("flag")))
    }
  }

  /// What neither reads a journal's entries nor acts on one: nothing to compare but for the export, which is.
  private static let others: Set<String> = [
    "open", "init", "demo", "join", "leave", "passphrase", "settings", "import", "export", "consent", "verify",
    "rebuild", "coach", "repeats", "help", "invite", "new-keys", "own-file", "backup", "restore", "mark-date",
    "add-word", "propose", "away", "space",
  ]

  // MARK: - The two journals

  private static let secret = "zz-secret"

  private func sample() throws -> [[String: Any]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("JournalCoreTests/Fixtures/scenario.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// The sample without a person's private records, and what is done to those.
  private func without(_ person: String) throws -> [[String: Any]] {
    let all = try sample()
    func text(_ line: [String: Any], _ key: String) -> String { line[key] as? String ?? "" }
    let shared = Set(all.filter { text($0, "kind") == "share" }.map { text($0, "target") })
    let gone = Set(
      all.filter {
        text($0, "visibility") == "private" && text($0, "author") == person && !shared.contains(text($0, "id"))
      }
      .map { text($0, "id") })
    return all.filter { line in
      !gone.contains(text(line, "id"))
        && !["target", "hurt", "reply_to", "asks_again"].contains { gone.contains(text(line, $0)) }
    }
  }

  /// Private records of every kind: about shared hurts and about a private one, heavy days in a row, edited, taken back.
  private func privateRecords(of person: String) -> [[String: Any]] {
    let carried = person == "noor" ? "h-messages" : "h-notebook"
    let caused = person == "noor" ? "h-notebook" : "h-messages"
    var lines: [[String: Any]] = []
    func add(_ rec: String, _ kind: String, _ more: [String: Any]) {
      let number = lines.count
      var line: [String: Any] = [
        "id": number == 0 ? Self.secret : "kk-\(number)", "rec": rec, "kind": kind, "author": person,
        "at": "2026-04-1\(1 + number / 20)T09:\(10 + number % 20):00+02:00",
      ]
      if rec != "action" {
        line.merge(["visibility": "private", "text": "marigold, the corridor and the phone"]) { $1 }
      }
      lines.append(line.merging(more) { $1 })
    }
    add("entry", "question", ["wants_response": true, "hurt": carried])
    add(
      "hurt", "hurt",
      [
        "id": "h-secret", "at": "2026-04-05T09:00:00+02:00", "carried_by": person,
        "caused_by": person == "noor" ? "remy" : "noor",
      ])
    for kind in ["gratitude", "ritual", "goal", "reflection", "help", "boundary"] { add("entry", kind, [:]) }
    add("entry", "response", ["reply_to": person == "noor" ? "e004" : "e003", "hurt": NSNull()])
    add("entry", "acknowledgement", ["hurt": caused, "parts": ["what_i_did": "marigold"]])
    add("entry", "forgiveness", ["hurt": carried])
    add("entry", "promise", ["due": "2026-04-14T18:00:00+02:00"])
    add("entry", "question", ["wants_response": true, "asks_again": Self.secret, "hurt": carried])
    for hurt in [carried, "h-secret"] {
      add("action", "still_hurts", ["hurt": "h-secret", "intensity": 9])
      for day in 6...11 {
        add(
          "entry", "feeling",
          [
            "hurt": hurt, "intensity": 10, "feelings": ["numb"], "triggers": ["topic:phone"],
            "at": "2026-04-\(day < 10 ? "0" : "")\(day)T0\(hurt == carried ? 7 : 8):30:00+02:00",
          ])
      }
    }
    add("action", "edit", ["target": Self.secret, "text": "marigold anew"])
    add("action", "hurt_rest", ["hurt": "h-secret"])
    add("action", "withdraw", ["target": "kk-2"])
    return lines
  }

  private func journal(_ lines: [[String: Any]]) throws -> Program {
    let program = Program()
    let text = try lines.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .withoutEscapingSlashes), as: UTF8.self)
    }
    let file = NSTemporaryDirectory() + "hearken-lines-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try text.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let imported = try program.run(["import", file, "--new", "--no-passphrase"])
    try #require(imported.code == 0, "\(imported.complaint)")
    return program
  }

  /// What both agree to, so that an export holds what both see; and an entry whose id begins as a private one does.
  private static var shared: [[String: Any]] {
    [
      [
        "id": "kk-shared", "rec": "entry", "kind": "feeling", "author": "remy", "at": "2026-04-11T22:00:00+02:00",
        "text": "in sight", "visibility": "shared",
      ],
      ["id": "c1", "rec": "action", "kind": "export_consent", "author": "noor", "at": "2026-04-11T22:01:00+02:00"],
      ["id": "c2", "rec": "action", "kind": "export_consent", "author": "remy", "at": "2026-04-11T22:02:00+02:00"],
    ]
  }

  // MARK: - Tests

  @Test(arguments: [("remy", "noor"), ("noor", "remy")])
  func everyReadingCommandSaysTheSameWithoutTheOthersPrivatePages(author: String, other: String) throws {
    let lines = try without(author) + Self.shared
    let bare = try journal(lines)
    let full = try journal(lines + privateRecords(of: author))
    #expect(try full.run(["list", "--as", author]).out.contains("marigold"))
    let visible = ["e003", "e227", "kk-s", "kk", "kk-1", Self.secret, "zz"]
    let values: [String: [[String]]] = [
      "id": visible.map { [$0] }, "words": [["marigold"], ["the", "corridor"], ["phone"]],
      "hurt": [["h-messages"], ["h-notebook"], ["h-secret"], ["h-s"], ["marigold, the corridor and the phone"]],
    ]
    let last = "2026-04-12T12:00:00+02:00"
    let all = [
      ([], last), (["--json"], last), (["--json"], "2026-04-10T18:00:00+02:00"), ([], "2026-04-11T12:00:00+02:00"),
    ]
    let readers = try Self.commands.get().filter(\.reads)
    #expect(readers.count >= 12)
    for command in readers {
      #expect(command.arguments.count < 2 && command.needed.isEmpty, "\(command.name) needs more: give it here")
      // What names something is asked in JSON, but for hurts, whose pages are long.
      let given = try command.arguments.first.map { try #require(values[$0], "\(command.name): give a value here") }
      let flags = command.options.subtracting(["json", "at", "as", "journal", "passphrase-fd", "help", "version"])
      for view in [other, "shared"] {
        for arguments in given ?? ([[]] + flags.filter { $0 != "limit" }.map { ["--" + $0] }) {
          for (format, at) in view == "shared" || (given != nil && command.name != "hurt") ? [(["--json"], last)] : all
          {
            let call = [command.name] + arguments + format + ["--as", view, "--at", at]
            let (one, two) = (try bare.run(call), try full.run(call))
            #expect(one.out == two.out && one.complaint == two.complaint && one.code == two.code, "\(call)")
            #expect(two.out.isEmpty == (two.code != 0), "\(call)")
          }
        }
      }
    }
    let export = try full.run(["export", "--as", other])
    #expect(try bare.run(["export", "--as", other]).out == export.out)
    #expect(!export.out.contains("marigold") && export.out.contains("\"author\":\"\(author)\""))
    let verified = try full.run(["verify", "--as", other])
    #expect(try bare.run(["verify", "--as", other]).out == verified.out)
  }

  @Test func noWritingCommandKnowsOfWhatTheOtherKeepsPrivate() throws {
    let full = try journal(try without("remy") + Self.shared + privateRecords(of: "remy"))
    let values = [
      "outcome": "kept", "answer": "ours", "kind": "feeling", "carried-by": "noor", "new": "e001", "due": "2h",
      "until": "3h",
    ]
    let all = try Self.commands.get()
    #expect(Self.others.isSubset(of: all.map(\.name)))
    var tried = 0
    for command in all where !command.reads && !Self.others.contains(command.name) {
      let options = try command.needed.flatMap { ["--" + $0, try #require(values[$0], "\(command.name): \($0)")] }
      /// One call with the name of a thing in its place, for every place where one is named.
      func calls(_ id: String, _ hurt: String) throws -> [[String]] {
        let given = try command.arguments.map { name in
          switch name {
          case "id": id
          case "hurt": hurt
          case "outcome" where command.name == "close-goal": "reached"
          default: try #require(values[name], "\(command.name): give \(name) here")
          }
        }
        var calls: [[String]] = []
        if command.arguments.contains("id") || command.arguments.contains("hurt") { calls.append(given + options) }
        for option in ["hurt", "again", "new"] where command.options.contains(option) {
          // Named beside something that is there.
          let rest = try command.arguments.map { try $0 == "id" ? "e218" : #require(values[$0]) }
          calls.append(
            rest + options.filter { $0 != "--new" && $0 != "e001" } + ["--" + option, option == "hurt" ? hurt : id])
        }
        return calls.map { [command.name] + $0 + ["--as", "noor"] }
      }
      let (secret, nothing) = (try calls(Self.secret, "h-secret"), try calls("qq-nothing", "h-nothing"))
      for (one, other) in zip(secret, nothing) {
        let (known, unknown) = (try full.run(one, input: "words\n"), try full.run(other, input: "words\n"))
        #expect(known.code != 0 && known.code == unknown.code, "\(one): \(known.complaint)")
        #expect(known.out == unknown.out && known.complaint == unknown.complaint, "\(one)")
        tried += 1
      }
    }
    #expect(tried > 30)
  }
}
