internal import Glibc

/// The few file calls that the journal makes.
public enum Files {
  static func exist(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// True for a file without a byte, and where there is none.
  static func isEmpty(_ path: String) -> Bool {
    var about = stat()
    return stat(path, &about) != 0 || about.st_size == 0
  }

  /// The bytes of a file, nil when it can't be read.
  public static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Makes a folder that its owner alone may enter, with those above it.
  static func makeFolder(_ path: String) throws {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if !made.isEmpty, !exist(made), mkdir(made, 0o700) != 0, errno != EEXIST {
        throw Refusal("the folder of the journal can't be made")
      }
    }
  }
}

extension Files {
  /// The names in a folder, without `.` and `..`.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a folder and the files in it.
  static func removeFolder(_ folder: String) {
    for name in names(in: folder) { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}

extension Files {
  /// Writes a file beside its place, syncs it, and renames it over: whoever reads sees the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let draft = path + ".new"
    let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Refusal("the file can't be written") }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      written += count
    }
    let isWhole = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isWhole, rename(draft, path) == 0 else {
      unlink(draft)
      throw Refusal("there is no room for the file")
    }
    sync(folder: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
  }

  /// Makes a file of zeros if there is none, as far as there is room.
  static func reserve(_ path: String, bytes: Int) {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    if posix_fallocate(descriptor, 0, bytes) != 0 { unlink(path) }
    close(descriptor)
  }

  static func remove(_ path: String) { unlink(path) }

  /// Makes sure that a folder's names survive a power cut.
  static func sync(folder: String) { _ = sync(folder, O_DIRECTORY) }

  /// Makes sure that what was written to a file, or to a folder, survives a power cut; false when it can't be.
  static func sync(_ path: String, _ flags: Int32 = 0) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | flags | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}

extension Files {
  /// Copies a file, and makes sure that the copy survives a power cut.
  static func copy(_ path: String, to place: String) throws {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    defer { close(source) }
    let target = Glibc.open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { close(target) }
    guard source >= 0, target >= 0 else { throw Refusal("the files can't be copied") }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(source, &buffer, buffer.count)
      if count == 0 { break }
      guard count > 0, Glibc.write(target, buffer, count) == count else {
        throw Refusal("there is no room for the copy")
      }
    }
    guard fsync(target) == 0 else { throw Refusal("there is no room for the copy") }
  }
}
