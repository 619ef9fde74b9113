import Foundation

/// Looks for words where a session may have left them: in files, and in the memory of a process.
struct Traces {
  let words: [String]

  /// The words that stand in files under some folders, with the files, by name.
  /// - Parameters:
  ///   - since: files that were not touched since then are left out.
  ///   - depth: how many folders deep.
  func inFiles(under folders: [String], since: Date = .distantPast, depth: Int = .max) -> [String] {
    var found: [String] = []
    for folder in folders {
      guard let names = FileManager.default.enumerator(atPath: folder) else { continue }
      while let name = names.nextObject() as? String {
        if names.level >= depth { names.skipDescendants() }
        let path = folder + "/" + name
        var about = stat()
        guard lstat(path, &about) == 0, about.st_mode & S_IFMT == S_IFREG, about.st_size < 1 << 26,
          Double(about.st_mtim.tv_sec) >= since.timeIntervalSince1970 - 1,
          let bytes = FileManager.default.contents(atPath: path)
        else { continue }
        found += words.filter { word in bytes.range(of: Data(word.utf8)) != nil }.map { "\($0) in \(name)" }
        // Not even in a name.
        found += words.filter(name.contains).map { "\($0) names \(name)" }
      }
    }
    return found
  }

  /// The words that stand in what a process can write to: as text, and letter by letter as an editor, a terminal's
  /// cells and wide characters keep them.
  /// - Returns: nil when the system lets nobody look.
  func inMemory(of process: Int32) -> [String]? {
    guard let maps = try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8) else { return nil }
    let memory = open("/proc/\(process)/mem", O_RDONLY)
    guard memory >= 0 else { return nil }
    defer { close(memory) }
    var found: Set<String> = []
    for line in maps.split(separator: "\n") where line.contains(" rw") {
      let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[1] - ends[0] < 1 << 28 else { continue }
      var bytes = [UInt8](repeating: 0, count: Int(ends[1] - ends[0]))
      let count = pread(memory, &bytes, bytes.count, off_t(ends[0]))
      if count > 0 {
        bytes.withUnsafeBufferPointer { found.formUnion(spelled(in: UnsafeBufferPointer(rebasing: $0[..<count]))) }
      }
    }
    return found.sorted()
  }

  private func spelled(in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    words.filter { word in
      let letters = Array(word.utf8)
      var at = 0
      while at < bytes.count, let next = memchr(bytes.baseAddress! + at, Int32(letters[0]), bytes.count - at) {
        at = bytes.baseAddress!.distance(to: next.assumingMemoryBound(to: UInt8.self))
        for step in [1, 4, 16, 28, 32, 48, 64] where at + step * letters.count <= bytes.count {
          if letters.indices.allSatisfy({ bytes[at + $0 * step] == letters[$0] }) { return true }
        }
        at += 1
      }
      return false
    }
  }
}
