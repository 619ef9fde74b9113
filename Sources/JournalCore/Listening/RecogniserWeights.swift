/// How much each likeness of two texts counts: fitted by `script/fit-recogniser`, read from a file of `name value` lines.
struct RecogniserWeights: Sendable {
  /// Of a likeness, by its name in `Likeness`.
  private(set) var likeness = [Double](repeating: 0, count: Likeness.names.count)
  private(set) var base = 0.0
  /// From which score on the program says "this may have been asked before".
  private(set) var alarm = 0.0
  /// Of an issue, by its name: rare ones tell more. An issue without a line has `issueDefault`.
  private var issue: [String: Double] = [:]
  private var issueDefault = 1.0

  static let english = RecogniserWeights(PackageResources.recogniser_weights_txt)

  init(_ bytes: [UInt8]) {
    for line in Lexicon.lines(bytes) {
      guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else { continue }
      let name = String(line[..<space])
      switch name {
      case "base": base = value
      case "alarm": alarm = value
      case "issue, any other": issueDefault = value
      case _ where name.hasPrefix("issue, "): issue[String(name.dropFirst(7))] = value
      default: if let index = Likeness.names.firstIndex(of: name) { likeness[index] = value }
      }
    }
  }

  func weight(ofIssue name: String) -> Double { issue[name] ?? issueDefault }
}
