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

  /// `nil` for bytes of another edition, and for bytes that are not whole.
  init?(bytes: [UInt8]) {
    var reader = ByteReader(bytes: bytes)
    guard reader.next(UInt8.self) == Self.edition, let language = reader.next(UInt8.self),
      let people = reader.next(UInt8.self), let openings = reader.next(UInt16.self)
    else { return nil }
    self.init()
    (self.language, self.people, self.openings) = (language, people, openings)
    guard
      let stems = reader.list({ reader in
        guard let hash = reader.next(UInt32.self), let weight = reader.next(UInt8.self) else { return Stem?.none }
        return Stem(hash: hash, weight: weight)
      }),
      let concepts = reader.list({ reader in
        guard let id = reader.next(UInt16.self), let strength = reader.next(UInt8.self),
          let stems = reader.next(UInt64.self)
        else { return Concept?.none }
        return Concept(id: id, strength: strength, stems: stems)
      }),
      let issues = reader.list({ reader in
        guard let id = reader.next(UInt16.self), let strength = reader.next(UInt8.self) else { return Mark?.none }
        return Mark(id: id, strength: strength)
      }),
      let roles = reader.numbers(), let grams = reader.numbers(), let pairs = reader.numbers(), reader.at == bytes.count
    else { return nil }
    (self.stems, self.concepts, self.issues) = (stems, concepts, issues)
    (self.roles, self.grams, self.pairs) = (roles, grams, pairs)
  }
}

private func put(_ value: some FixedWidthInteger, _ out: inout [UInt8]) {
  withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
}

private struct ByteReader {
  let bytes: [UInt8]
  var at = 0

  mutating func next<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let size = MemoryLayout<Value>.size
    guard at + size <= bytes.count else { return nil }
    defer { at += size }
    return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Value.self)) }
  }

  /// A list of plain numbers, which most of the bytes are, in one go.
  mutating func numbers() -> [UInt32]? {
    guard let count = next(UInt16.self).map(Int.init), at + 4 * count <= bytes.count else { return nil }
    defer { at += 4 * count }
    return [UInt32](unsafeUninitializedCapacity: count) { list, filled in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(list).copyMemory(from: .init(rebasing: $0[at..<at + 4 * count]))
      }
      for index in 0..<count { list[index] = UInt32(littleEndian: list[index]) }
      filled = count
    }
  }

  mutating func list<Element>(_ element: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = next(UInt16.self) else { return nil }
    var list: [Element] = []
    list.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let value = element(&self) else { return nil }
      list.append(value)
    }
    return list
  }
}
