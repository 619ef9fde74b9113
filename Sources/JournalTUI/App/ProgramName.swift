/// What the program is called by. Whoever keeps it under another name finds that name in everything it says and makes:
/// its folders, its processes, its help.
enum ProgramName {
  static let usual = "hearken"

  /// The name that it was started by, where that is one.
  static let current = name(startedBy: CommandLine.arguments.first ?? "")

  /// Letters, digits, - and _; anything else, the path of a test bundle for instance, is the usual name.
  static func name(startedBy path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    let isName = !last.isEmpty && last.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F }
    return isName && last.utf8.count <= 32 ? last : usual
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// True when it goes by a name of somebody's own.
  static var isChosen: Bool { current != usual }

  /// A sentence of the program's own with the name that it goes by; never somebody's words.
  static func named(_ sentence: String) -> String {
    guard isChosen else { return sentence }
    return sentence.replacing(usual, with: current).replacing(title(of: usual), with: title(of: current))
  }

  /// The name at the head of a page.
  static var title: String { title(of: current) }

  private static func title(of name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
