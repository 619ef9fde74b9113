internal import CSQLite
internal import CSodium
internal import Glibc

/// A VFS over SQLite's own that seals every page with XChaCha20-Poly1305. The nonce and the tag of a page stand in the
/// 40 bytes that SQLite leaves free at its end; what the page is for and its number are sealed in with it, so that no
/// page can stand in another's place. Everything above is plain SQL.
///
/// Sealed: the pages of the main file, of the write-ahead log and of rollback journals, and the checksums of frames, which
/// SQLite makes of opened pages. Plain: what else stands in the headers of logs and frames (page numbers, salts), and the
/// wal-index. A wrong key or a changed page 1 is SQLITE_NOTADB, any
/// other changed page SQLITE_CORRUPT; in a log that is being recovered it is the end of what counts.
enum SealedFile {
  static let name = "hearken-sealed"
  static let pageSize = 4096
  /// The bytes of a page that SQLite leaves free: 24 of nonce, 16 of tag.
  static let reserved: Int32 = 40
  /// The steps that sealed files grow in.
  static let growth: Int32 = 1 << 20

  private static let textSize = pageSize - Int(reserved)
  private static let logHeader = 32
  private static let frameHeader = 24
  private static let frameSize = frameHeader + pageSize
  /// The first bytes of a rollback journal's header, which stays plain.
  private static let journalMagic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private enum Role: Int32 {
    case main = 1
    case log, journal
  }

  private typealias File = UnsafeMutablePointer<hk_sealed_file>

  /// Registers the VFS once; true when SQLite took it.
  static let isRegistered: Bool = {
    _ = Sodium.random(1)
    // Before SQLite is asked for anything.
    _ = hk_count_no_memory()
    guard let real = sqlite3_vfs_find(nil) else { return false }
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    // Whatever is not about a file's content is the real one's to do.
    vfs.initialize(to: real.pointee)
    vfs.pointee.pNext = nil
    vfs.pointee.zName = UnsafePointer(strdup(name))
    vfs.pointee.szOsFile = Int32(MemoryLayout<hk_sealed_file>.stride) + real.pointee.szOsFile
    vfs.pointee.xOpen = open
    return sqlite3_vfs_register(vfs, 0) == SQLITE_OK
  }()

  /// True for a file that SQLite can't read as it lies, and that has the size of a sealed one.
  static func mayStand(in path: String) -> Bool {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_size > 0, facts.st_size % Int(growth) == 0 else { return false }
    guard let file = fopen(path, "re") else { return true }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 16)
    return fread(&head, 1, head.count, file) < head.count || head != Array("SQLite format 3\0".utf8)
  }

  // MARK: - Opening

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?, UnsafeMutablePointer<sqlite3_file>?, Int32,
      UnsafeMutablePointer<Int32>?
    ) -> Int32 = { _, path, base, flags, outFlags in
      guard let base, let real = sqlite3_vfs_find(nil) else { return SQLITE_CANTOPEN }
      base.pointee.pMethods = nil
      let role: Role
      if flags & SQLITE_OPEN_MAIN_DB != 0 {
        role = .main
      } else if flags & SQLITE_OPEN_WAL != 0 {
        role = .log
      } else if flags & SQLITE_OPEN_MAIN_JOURNAL != 0 {
        role = .journal
      } else {
        // Temporary stores are kept in memory; nothing else may reach the disk.
        return SQLITE_CANTOPEN
      }
      guard let path, let key = KeyTable.key(Int(sqlite3_uri_int64(path, "hk_key", -1))) else {
        return SQLITE_CANTOPEN
      }
      let file = UnsafeMutableRawPointer(base).assumingMemoryBound(to: hk_sealed_file.self)
      let under = (UnsafeMutableRawPointer(base) + MemoryLayout<hk_sealed_file>.stride)
        .assumingMemoryBound(to: sqlite3_file.self)
      let code = real.pointee.xOpen(real, path, under, flags, outFlags)
      guard code == SQLITE_OK else { return code }
      guard let scratch = malloc(frameSize) else {
        _ = under.pointee.pMethods.pointee.xClose(under)
        return SQLITE_NOMEM
      }
      file.pointee.real = under
      // The connection that named the number keeps the key alive for as long as the file is open.
      file.pointee.key = key.pointer
      file.pointee.scratch = scratch.assumingMemoryBound(to: UInt8.self)
      file.pointee.first = nil
      file.pointee.role = role.rawValue
      file.pointee.frame_at = -1
      base.pointee.pMethods = UnsafePointer(methods)
      return SQLITE_OK
    }

  private static func sealed(_ base: UnsafeMutablePointer<sqlite3_file>?) -> File {
    UnsafeMutableRawPointer(base!).assumingMemoryBound(to: hk_sealed_file.self)
  }

  private static func under(_ base: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<sqlite3_file> {
    sealed(base).pointee.real
  }

  private static func io(_ base: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods {
    under(base).pointee.pMethods.pointee
  }

  nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    // Version 2: shared memory for the write-ahead log, and no mapping of what has to be opened first.
    methods.initialize(
      to: sqlite3_io_methods(
        iVersion: 2,
        xClose: { base in
          free(sealed(base).pointee.scratch)
          free(sealed(base).pointee.first)
          return io(base).xClose(under(base))
        },
        xRead: { base, buffer, amount, offset in read(sealed(base), buffer!, Int(amount), offset) },
        xWrite: { base, buffer, amount, offset in write(sealed(base), buffer!, Int(amount), offset) },
        xTruncate: { io($0).xTruncate(under($0), $1) },
        xSync: { io($0).xSync(under($0), $1) },
        xFileSize: { io($0).xFileSize(under($0), $1) },
        xLock: { io($0).xLock(under($0), $1) },
        xUnlock: { io($0).xUnlock(under($0), $1) },
        xCheckReservedLock: { io($0).xCheckReservedLock(under($0), $1) },
        xFileControl: { io($0).xFileControl(under($0), $1, $2) },
        xSectorSize: { io($0).xSectorSize(under($0)) },
        xDeviceCharacteristics: { io($0).xDeviceCharacteristics(under($0)) },
        xShmMap: { io($0).xShmMap(under($0), $1, $2, $3, $4) },
        xShmLock: { io($0).xShmLock(under($0), $1, $2, $3) },
        xShmBarrier: { io($0).xShmBarrier(under($0)) },
        xShmUnmap: { io($0).xShmUnmap(under($0), $1) },
        xFetch: nil, xUnfetch: nil))
    return methods
  }()

  // MARK: - Reading

  private static func readReal(_ file: File, _ buffer: UnsafeMutableRawPointer, _ amount: Int, _ offset: Int64) -> Int32
  {
    let real = file.pointee.real!
    return real.pointee.pMethods.pointee.xRead(real, buffer, Int32(amount), offset)
  }

  private static func read(_ file: File, _ buffer: UnsafeMutableRawPointer, _ amount: Int, _ offset: Int64) -> Int32 {
    switch Role(rawValue: file.pointee.role)! {
    case .main: return readPage(file, buffer, amount, offset)
    case .log: return readLog(file, buffer, amount, offset)
    case .journal:
      let code = readReal(file, buffer, amount, offset)
      guard code == SQLITE_OK, amount == pageSize, !isJournalHeader(buffer) else { return code }
      return opens(file, buffer, UInt64(offset), to: buffer) ? SQLITE_OK : SQLITE_CORRUPT
    }
  }

  private static func readPage(_ file: File, _ buffer: UnsafeMutableRawPointer, _ amount: Int, _ offset: Int64) -> Int32
  {
    let page = offset / Int64(pageSize)
    let within = Int(offset % Int64(pageSize))
    guard within + amount <= pageSize else { return Int32(HK_IOERR_READ) }
    let isWhole = amount == pageSize
    let target = isWhole ? buffer : UnsafeMutableRawPointer(file.pointee.scratch!)
    let code = readReal(file, target, pageSize, page * Int64(pageSize))
    guard code == SQLITE_OK else {
      // SQLite takes what is missing at the end for zeros. It asks for no page that was never written but the first of a
      // new file, so the rest of a file was cut off.
      if isWhole, code == Int32(HK_IOERR_SHORT_READ), page > 0 || !isZero(buffer) { return SQLITE_CORRUPT }
      // A file that ends inside its first page has none yet.
      if !isWhole { memset(buffer, 0, amount) }
      return code
    }
    guard page == 0 ? opensFirst(file, target) : opens(file, target, UInt64(page + 1), to: target) else {
      guard !isWhole else { return page == 0 ? SQLITE_NOTADB : SQLITE_CORRUPT }
      // A glance at the header of a page 1 that was torn while it was written: the log may hold the whole one.
      memset(buffer, 0, amount)
      return SQLITE_OK
    }
    if !isWhole { memcpy(buffer, target + within, amount) }
    return SQLITE_OK
  }

  /// Opens page 1. Opening a file reads it three times: one that is as it was is not opened again.
  private static func opensFirst(_ file: File, _ page: UnsafeMutableRawPointer) -> Bool {
    if let first = file.pointee.first, memcmp(first + textSize, page + textSize, Int(reserved)) == 0 {
      memcpy(page, first, textSize)
      memset(page + textSize, 0, Int(reserved))
      return true
    }
    free(file.pointee.first)
    file.pointee.first = nil
    guard let first = malloc(pageSize)?.assumingMemoryBound(to: UInt8.self) else { return false }
    memcpy(first, page, pageSize)
    guard opens(file, page, 1, to: page) else {
      free(first)
      return false
    }
    memcpy(first, page, textSize)
    file.pointee.first = first
    return true
  }

  private static func isZero(_ page: UnsafeMutableRawPointer) -> Bool {
    UnsafeRawBufferPointer(start: page, count: pageSize).allSatisfy { $0 == 0 }
  }

  private static func readLog(_ file: File, _ buffer: UnsafeMutableRawPointer, _ amount: Int, _ offset: Int64) -> Int32
  {
    guard offset >= Int64(logHeader) else { return readReal(file, buffer, amount, offset) }
    let within = Int((offset - Int64(logHeader)) % Int64(frameSize))
    let start = offset - Int64(within)
    if within == 0, amount == frameSize {
      // Recovery reads whole frames: one that does not open is one whose checksum does not hold.
      let code = readReal(file, buffer, amount, offset)
      guard code == SQLITE_OK else { return code }
      let body = buffer + frameHeader
      maskChecksum(file, buffer, start)
      if !opens(file, body, UInt64(pageNumber(buffer)), to: body) { memset(body, 0, pageSize) }
      return SQLITE_OK
    }
    let frame = UnsafeMutableRawPointer(file.pointee.scratch!)
    if within + amount <= frameHeader {
      let code = readReal(file, frame, frameHeader, start)
      guard code == SQLITE_OK else {
        memset(buffer, 0, amount)
        return code
      }
      maskChecksum(file, frame, start)
      memcpy(buffer, frame + within, amount)
      return SQLITE_OK
    }
    guard within == frameHeader, amount == pageSize else { return Int32(HK_IOERR_READ) }
    // The page with its header, in one go: the header says which page it is.
    let code = readReal(file, frame, frameSize, start)
    guard code == SQLITE_OK else {
      memset(buffer, 0, amount)
      return code
    }
    return opens(file, frame + frameHeader, UInt64(pageNumber(frame)), to: buffer) ? SQLITE_OK : SQLITE_CORRUPT
  }

  // MARK: - Writing

  private static func write(_ file: File, _ buffer: UnsafeRawPointer, _ amount: Int, _ offset: Int64) -> Int32 {
    let real = file.pointee.real!
    func plain() -> Int32 { real.pointee.pMethods.pointee.xWrite(real, buffer, Int32(amount), offset) }
    func sealed(_ number: UInt64) -> Int32 {
      seal(file, buffer, number)
      return real.pointee.pMethods.pointee.xWrite(real, file.pointee.scratch, Int32(pageSize), offset)
    }
    switch Role(rawValue: file.pointee.role)! {
    case .main:
      guard amount == pageSize, offset % Int64(pageSize) == 0 else { return Int32(HK_IOERR_WRITE) }
      return sealed(UInt64(offset / Int64(pageSize)) + 1)
    case .log:
      guard offset >= Int64(logHeader) else { return plain() }
      let within = Int((offset - Int64(logHeader)) % Int64(frameSize))
      if within == 0, amount == frameHeader {
        file.pointee.frame_at = offset
        file.pointee.frame_page = pageNumber(buffer)
        let header = UnsafeMutableRawPointer(file.pointee.scratch!)
        memcpy(header, buffer, frameHeader)
        maskChecksum(file, header, offset)
        return real.pointee.pMethods.pointee.xWrite(real, header, Int32(frameHeader), offset)
      }
      guard within == frameHeader, amount == pageSize else { return Int32(HK_IOERR_WRITE) }
      let header = offset - Int64(frameHeader)
      if file.pointee.frame_at != header {
        var bytes = [UInt8](repeating: 0, count: 4)
        let code = readReal(file, &bytes, 4, header)
        guard code == SQLITE_OK else { return code }
        file.pointee.frame_at = header
        file.pointee.frame_page = pageNumber(bytes)
      }
      return sealed(UInt64(file.pointee.frame_page))
    case .journal: return amount == pageSize && !isJournalHeader(buffer) ? sealed(UInt64(offset)) : plain()
    }
  }

  /// Masks the checksum in a frame's header, or unmasks it: eight bytes that say something of a page which nobody else
  /// may know. The log's salts are new each time that it begins anew.
  private static func maskChecksum(_ file: File, _ header: UnsafeMutableRawPointer, _ offset: Int64) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 6) { words in
      words[0] = header.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      words[1] = UInt64(offset).littleEndian
      let bytes = UnsafeMutableRawPointer(words.baseAddress!).assumingMemoryBound(to: UInt8.self)
      crypto_core_hchacha20(bytes + 16, bytes, file.pointee.key, nil)
      let masked = header.loadUnaligned(fromByteOffset: 16, as: UInt64.self) ^ words[2]
      header.storeBytes(of: masked, toByteOffset: 16, as: UInt64.self)
      sodium_memzero(bytes, 48)
    }
  }

  private static func pageNumber(_ frame: UnsafeRawPointer) -> UInt32 {
    UInt32(bigEndian: frame.loadUnaligned(as: UInt32.self))
  }

  private static func isJournalHeader(_ bytes: UnsafeRawPointer) -> Bool {
    memcmp(bytes, journalMagic, journalMagic.count) == 0
  }

  // MARK: - Sealing

  /// What is sealed in with a page: what the file is for, and the page's number (in a journal, its place).
  private static func withContext<T>(_ file: File, _ number: UInt64, _ body: (UnsafePointer<UInt8>) -> T) -> T {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 9) { context in
      context[0] = UInt8(file.pointee.role)
      for place in 0..<8 { context[1 + place] = UInt8(truncatingIfNeeded: number >> (UInt64(place) * 8)) }
      return body(UnsafePointer(context.baseAddress!))
    }
  }

  /// Seals a page into the file's scratch.
  private static func seal(_ file: File, _ page: UnsafeRawPointer, _ number: UInt64) {
    let out = file.pointee.scratch!
    let nonce = out + textSize
    randombytes_buf(nonce, 24)
    withContext(file, number) { context in
      _ = crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
        out, nonce + 24, nil, page.assumingMemoryBound(to: UInt8.self), UInt64(textSize), context, 9, nil, nonce,
        file.pointee.key)
    }
  }

  /// Opens a page where it stands, or to where it is asked for; false when it is not what was sealed there. The free
  /// bytes at its end read as zeros, as they do in a page that SQLite makes: the log's checksums go over them.
  private static func opens(
    _ file: File, _ page: UnsafeMutableRawPointer, _ number: UInt64, to out: UnsafeMutableRawPointer
  ) -> Bool {
    let bytes = page.assumingMemoryBound(to: UInt8.self)
    let nonce = bytes + textSize
    let code = withContext(file, number) { context in
      crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
        out.assumingMemoryBound(to: UInt8.self), nil, bytes, UInt64(textSize), nonce + 24, context, 9, nonce,
        file.pointee.key)
    }
    memset(out + textSize, 0, Int(reserved))
    return code == 0
  }
}
