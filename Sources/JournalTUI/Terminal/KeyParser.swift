/// Turns the bytes of a terminal into keys. Pure: bytes go in as they come, cut anywhere; nothing is ever dropped in
/// silence but sequences that no key has.
struct KeyParser {
  private var bytes: [UInt8] = []
  private var paste: [UInt8]?
  /// True while a passphrase is typed: what is pasted then comes letter by letter, and never together.
  var splitsPastes = false

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  /// ^C and ^Q: they leave from everywhere, so nothing that began before may swallow them.
  private static let leaving: Set<UInt8> = [0x03, 0x11]

  /// True while an escape waits for what may follow it: the reader waits a moment, then calls `flush`.
  var isWaiting: Bool { !bytes.isEmpty && paste == nil }
  var isPasting: Bool { paste != nil }

  /// The inputs that are complete with these bytes.
  mutating func feed(_ more: some Collection<UInt8>) -> [Input] {
    var found: [Input] = []
    feed(more, into: &found)
    return found
  }

  /// The same, into an array that is not copied afterwards.
  mutating func feed(_ more: some Collection<UInt8>, into found: inout [Input]) {
    // A paste may have lost its end. A key that leaves comes alone, as a finger sends it, and pasted bytes do not.
    if paste != nil, more.count == 1, Self.leaving.contains(more.first!) {
      finishPaste(bytes[...], &found)
      bytes = []
    }
    bytes.append(contentsOf: more)
    parse(isLast: false, &found)
  }

  /// In the middle of a paste nothing came for a while: what came so far is handed over, so that nobody waits for it.
  /// - Parameter isOver: true when its end is not to be waited for any more.
  mutating func rest(isOver: Bool) -> [Input] {
    guard var held = paste else { return [] }
    if isOver { held += bytes }
    // What may be half a character, or half an end of line, waits for the other half.
    var end = held.count
    if !isOver {
      let tail = held.suffix(3).lastIndex { $0 >= 0xC0 }
      if let tail, held.count - tail < (held[tail] >= 0xF0 ? 4 : held[tail] >= 0xE0 ? 3 : 2) { end = tail }
      if end == held.count, held.last == 0x0D { end -= 1 }
    }
    paste = isOver ? nil : Array(held[end...])
    if isOver { bytes = [] }
    return end == 0 ? [] : [.paste(Self.text(Array(held[..<end])))]
  }

  /// What is left when nothing followed: a lone Esc, or half a sequence.
  mutating func flush() -> [Input] {
    var found: [Input] = []
    parse(isLast: true, &found)
    return found
  }

  private mutating func parse(isLast: Bool, _ found: inout [Input]) {
    // Room for all of it at once: nothing that is found is left behind where it stood before.
    if splitsPastes { found.reserveCapacity(found.count + bytes.count) }
    var at = 0
    while at < bytes.count {
      if paste != nil {
        guard readPaste(&at, &found) else { break }
        continue
      }
      switch next(at) {
      case .complete(let length, let input):
        if let input { found.append(input) }
        at += length
      case .beginPaste(let length):
        at += length
        if !splitsPastes { paste = [] }
      case .incomplete:
        guard isLast else { return drop(at) }
        // A cut sequence: Esc is a key of its own, a cut character is damaged.
        if bytes[at] == 0x1B {
          found.append(.key(Key(.escape)))
        } else {
          found.append(.key(.letter("\u{FFFD}")))
        }
        at += 1
      }
    }
    drop(at)
  }

  /// Lets go of what has been read, which may be a passphrase.
  private mutating func drop(_ count: Int) {
    for place in 0..<count { bytes[place] = 0 }
    bytes.removeFirst(count)
  }

  /// Takes bytes into the paste; true once its end came.
  private mutating func readPaste(_ at: inout Int, _ found: inout [Input]) -> Bool {
    let end = Self.pasteEnd
    var search = at
    while search < bytes.count {
      guard bytes[search] == 0x1B else {
        search += 1
        continue
      }
      let rest = bytes[search...].prefix(end.count)
      if rest.elementsEqual(end) {
        finishPaste(bytes[at..<search], &found)
        at = search + end.count
        return true
      }
      if rest.count < end.count, end.starts(with: rest) { break }
      search += 1
    }
    paste!.append(contentsOf: bytes[at..<search])
    at = search
    return false
  }

  private mutating func finishPaste(_ last: ArraySlice<UInt8>, _ found: inout [Input]) {
    let rest = (paste ?? []) + last
    if !rest.isEmpty { found.append(.paste(Self.text(rest))) }
    paste = nil
  }

  /// Line ends of every system become one.
  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  // MARK: - One input

  private enum Next {
    case complete(Int, Input?)
    case beginPaste(Int)
    case incomplete
  }

  private func next(_ at: Int) -> Next {
    let first = bytes[at]
    guard first == 0x1B else { return plain(at, alt: false) }
    guard at + 1 < bytes.count else { return .incomplete }
    switch bytes[at + 1] {
    case UInt8(ascii: "["): return sequence(at)
    case UInt8(ascii: "O"):
      guard at + 2 < bytes.count else { return .incomplete }
      let code = Self.cursorKey(bytes[at + 2])
      return code.map { .complete(3, .key(Key($0))) } ?? .complete(2, .key(.alt("O")))
    case UInt8(ascii: "]"): return answer(at)
    case 0x1B: return .complete(1, .key(Key(.escape)))
    case let byte where Self.leaving.contains(byte): return .complete(1, .key(Key(.escape)))
    default:
      switch plain(at + 1, alt: true) {
      case .complete(let length, let input): return .complete(length + 1, input)
      case .beginPaste, .incomplete: return .incomplete
      }
    }
  }

  private func plain(_ at: Int, alt: Bool) -> Next {
    func key(_ code: Key.Code, control: Bool = false) -> Next {
      .complete(1, .key(Key(code, control: control, alt: alt)))
    }
    let byte = bytes[at]
    switch byte {
    case 0x0D: return key(.enter)
    case 0x0A: return key(.scalar("j"), control: true)
    case 0x09: return key(.tab)
    case 0x7F, 0x08: return key(.backspace)
    case 0x00: return key(.scalar(" "), control: true)
    case 0x01...0x1A: return key(.scalar(Unicode.Scalar(byte + 0x60)), control: true)
    case 0x1C...0x1F: return key(.scalar(Unicode.Scalar(byte + 0x40)), control: true)
    case 0x20..<0x7F: return key(.scalar(Unicode.Scalar(byte)))
    default: return scalar(at, alt: alt)
    }
  }

  /// A scalar of UTF-8; damaged bytes become U+FFFD, one each, and swallow nothing after them.
  private func scalar(_ at: Int, alt: Bool) -> Next {
    let count =
      switch bytes[at] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    let damaged = Next.complete(1, .key(Key(.scalar("\u{FFFD}"), alt: alt)))
    guard count > 0 else { return damaged }
    for place in 1..<count {
      guard at + place < bytes.count else { return .incomplete }
      guard (0x80...0xBF).contains(bytes[at + place]) else { return damaged }
    }
    guard let scalar = String(validating: bytes[at..<at + count], as: UTF8.self)?.unicodeScalars.first else {
      return damaged
    }
    return .complete(count, .key(Key(.scalar(scalar), alt: alt)))
  }

  /// ESC [ … : cursor keys, editing keys, pastes, mouse reports, and whatever else terminals send.
  private func sequence(_ at: Int) -> Next {
    var end = at + 2
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else { return end - at > 64 ? .complete(end - at, nil) : .incomplete }
    let length = end - at + 1
    let final = bytes[end]
    guard (0x40...0x7E).contains(final) else { return .complete(end - at, nil) }
    let body = bytes[(at + 2)..<end]
    if body.first == UInt8(ascii: "<") { return .complete(length, Self.mouse(body.dropFirst(), final)) }
    if body.first.map({ (0x3C...0x3F).contains($0) }) ?? false { return .complete(length, nil) }
    let numbers = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)) ?? 0 }
    let modifiers = max(0, (numbers.count > 1 ? numbers[1] : 1) - 1)
    func key(_ code: Key.Code) -> Next {
      .complete(length, .key(Key(code, control: modifiers & 4 != 0, alt: modifiers & 2 != 0)))
    }
    switch final {
    case UInt8(ascii: "~"):
      if numbers.first == 200 { return .beginPaste(length) }
      return numbers.first.flatMap(Self.editingKey).map(key) ?? .complete(length, nil)
    case UInt8(ascii: "Z"): return .complete(length, .key(Key(.backTab)))
    case UInt8(ascii: "u"):
      guard let number = numbers.first, let scalar = Unicode.Scalar(UInt32(clamping: number)) else {
        return .complete(length, nil)
      }
      return key(Self.named(scalar))
    default:
      return Self.cursorKey(final).map(key) ?? .complete(length, nil)
    }
  }

  /// ESC ] 11 ; rgb:RRRR/GGGG/BBBB, ended by BEL or ESC \ : the background that was asked for.
  private func answer(_ at: Int) -> Next {
    var end = at + 2
    while end < bytes.count, bytes[end] != 0x07, bytes[end] != 0x1B { end += 1 }
    guard end < bytes.count else { return end - at > 128 ? .complete(end - at, nil) : .incomplete }
    var length = end - at + 1
    if bytes[end] == 0x1B {
      guard end + 1 < bytes.count else { return .incomplete }
      length += bytes[end + 1] == UInt8(ascii: "\\") ? 1 : -1
    }
    let text = String(decoding: bytes[(at + 2)..<end], as: UTF8.self)
    guard text.hasPrefix("11;rgb:") else { return .complete(length, nil) }
    let parts = text.dropFirst(7).split(separator: "/").map { Int($0.prefix(2), radix: 16) }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return .complete(length, nil)
    }
    return .complete(length, .background(red: red, green: green, blue: blue))
  }

  /// ESC [ < button ; column ; row M : what the mouse did; nil for what has no meaning here.
  private static func mouse(_ body: ArraySlice<UInt8>, _ final: UInt8) -> Input? {
    let numbers = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard final == UInt8(ascii: "M"), numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    switch numbers[0] {
    case 0: return .click(row: numbers[2] - 1, column: numbers[1] - 1)
    case 64: return .wheel(isDown: false)
    case 65: return .wheel(isDown: true)
    default: return nil
    }
  }

  private static func cursorKey(_ final: UInt8) -> Key.Code? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "R"), UInt8(ascii: "S"): .unknown
    default: nil
    }
  }

  private static func editingKey(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...24: .unknown
    default: nil
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> Key.Code {
    switch scalar.value {
    case 13: .enter
    case 27: .escape
    case 9: .tab
    case 127, 8: .backspace
    default: .scalar(scalar)
    }
  }
}
