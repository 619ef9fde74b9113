/// `docs/keys.md`, made from the key tables: the page and the program name the same keys.
extension Keymap {
  /// The whole page, as the file holds it.
  static var page: String {
    var lines = [
      "# Keys", "", "Outside a text, a key means the same on every screen. `^Q` is Ctrl and q, `Alt-b` is Alt and b.",
      "A line that asks something names its own keys. The name of each is what `config.toml` calls it (`docs/guide.md`).",
      "",
      "This page is made from the key tables of the program; `CONTRIBUTING.md` says how.", "",
    ]
    lines += table(standard.list)
    lines += ["", "## While writing", ""]
    lines += table(standard.text)
    lines += [
      "", "## While writing, after Esc", "",
      "Alt with the same letter does the same. `Enter` goes on writing, `Esc` leaves the text as a draft, and any other letter goes back into the text.",
      "",
    ]
    lines += table(standard.stop)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table<Verb: Hashable & Sendable & RawRepresentable<String>>(_ rows: [Row<Verb>]) -> [String] {
    var lines = ["| Name | Keys | Meaning |", "| --- | --- | --- |"]
    for row in rows {
      let keys = row.keys.map(\.label).joined(separator: " ")
      lines.append("| \(name(row.verb)) | `\(keys)` | \(row.meaning) |")
    }
    return lines
  }
}
