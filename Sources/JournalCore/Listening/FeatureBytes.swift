/// Features as bytes: an edition, a language, then each list with its length. Little-endian, no padding.
extension Features {
  var bytes: [UInt8] {
    var out: [UInt8] = [Self.edition, language, people]
    put(openings, &out)
    put(UInt16(stems.count), &out)
    for stem in stems {
      put(stem.hash, &out)
      out.append(stem.weight)
    }
    put(UInt16(concepts.count), &out)
    for concept in concepts {
      put(concept.id, &out)
      out.append(concept.strength)
      put(concept.stems, &out)
    }
    put(UInt16(issues.count), &out)
    for issue in issues {
      put(issue.id, &out)
      out.append(issue.strength)
    }
    for list in [roles, grams, pairs] {
      put(UInt16(list.count), &out)
      for value in list { put(value, &out) }
    }
    return out
  }

  /// Takes the place of what stands here, in the memory that it has.
  /// - Returns: false for bytes of another edition, and for bytes that are not whole; what stands here means nothing then.
  mutating func unpack(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = ByteReader(bytes: bytes)
    guard reader.next(UInt8.self) == Self.edition, let language = reader.next(UInt8.self),
      let people = reader.next(UInt8.self), let openings = reader.next(UInt16.self)
    else { return false }
    (self.language, self.people, self.openings) = (language, people, openings)
    return reader.list(of: 5, into: &stems) { Stem(hash: $0.number(0), weight: $0[4]) }
      && reader.list(of: 11, into: &concepts) { Concept(id: $0.number(0), strength: $0[2], stems: $0.number(3)) }
      && reader.list(of: 3, into: &issues) { Mark(id: $0.number(0), strength: $0[2]) }
      && reader.numbers(into: &roles) && reader.numbers(into: &grams) && reader.numbers(into: &pairs)
      && reader.at == bytes.count
  }
}

private func put(_ value: some FixedWidthInteger, _ out: inout [UInt8]) {
  withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
}

extension UnsafeRawBufferPointer {
  fileprivate func number<Value: FixedWidthInteger>(_ offset: Int) -> Value {
    Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
  }
}

private struct ByteReader {
  let bytes: UnsafeRawBufferPointer
  var at = 0

  mutating func next<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    take(MemoryLayout<Value>.size).map { $0.number(0) }
  }

  private mutating func take(_ size: Int) -> UnsafeRawBufferPointer? {
    guard at + size <= bytes.count else { return nil }
    defer { at += size }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + size])
  }

  /// A list of elements of `size` bytes each.
  mutating func list<Element>(
    of size: Int, into list: inout [Element], _ element: (UnsafeRawBufferPointer) -> Element
  ) -> Bool {
    guard let count = next(UInt16.self).map(Int.init), let part = take(count * size) else { return false }
    list.removeAll(keepingCapacity: true)
    list.reserveCapacity(count)
    for at in 0..<count { list.append(element(.init(rebasing: part[at * size..<(at + 1) * size]))) }
    return true
  }

  /// A list of plain numbers, which most of the bytes are.
  mutating func numbers(into list: inout [UInt32]) -> Bool {
    self.list(of: 4, into: &list) { $0.number(0) }
  }
}
