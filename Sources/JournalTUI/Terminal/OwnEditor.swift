internal import CNcurses
internal import Glibc

/// The editor of `$VISUAL` or `$EDITOR` over a text: a file that its owner alone can read, in memory and never on a
/// disk, gone with everything the editor left beside it when it ends.
enum OwnEditor {
  enum Outcome: Hashable, Sendable {
    case text(String)
    case noFolder
    case failed
  }

  static func edit(_ text: String) -> Outcome {
    guard let folder = makeFolder() else { return .noFolder }
    defer { remove(folder) }
    let path = folder + "/text.txt"
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return .failed }
    let isWritten = writeAll(Array(text.utf8), to: file)
    close(file)
    guard isWritten, run(path), let bytes = readAll(path), var edited = String(validating: bytes, as: UTF8.self) else {
      return .failed
    }
    // Editors end a file with an end of line that nobody typed.
    if edited.hasSuffix("\n"), !text.hasSuffix("\n") { edited.removeLast() }
    return .text(edited.replacing("\r\n", with: "\n"))
  }

  /// A folder of one's own in a file system that is in memory; nil where there is none.
  private static func makeFolder() -> String? {
    for place in [environment("XDG_RUNTIME_DIR"), "/dev/shm"].compactMap({ $0 }) {
      guard hk_is_in_memory(place) == 1 else { continue }
      var template = Array((place + "/\(ProgramName.current)-text-XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return nil
  }

  /// True when the editor ended well. Its name may hold arguments, as shells take it.
  private static func run(_ path: String) -> Bool {
    guard let editor = environment("VISUAL") ?? environment("EDITOR") else { return false }
    var words = ["sh", "-c", editor + " \"$1\"", "sh", path].map { (word: String) in strdup(word) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, nil, &words, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return false } }
    return status == 0
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func readAll(_ path: String) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Removes the folder with what the editor left in it: copies, swap files, folders of its own.
  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
