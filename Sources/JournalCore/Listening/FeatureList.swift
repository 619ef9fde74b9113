/// The features of many texts in little memory, as they are stored: four hundred bytes a text where lists would take two
/// thousand. What is compared is unpacked for as long.
struct FeatureList: Sendable {
  /// A piece is filled, then the next begins: one that grew would be copied whole, over and over.
  private var pieces: [[UInt8]] = []
  private var places: [(piece: Int32, start: Int32, count: Int32)] = []
  private static let pieceSize = 1 << 16

  var indices: Range<Int> { places.indices }

  mutating func append(_ features: Features) { append(stored: features.bytes) }

  /// - Parameter bytes: as `Features.bytes` gives them, of this edition.
  mutating func append(stored bytes: [UInt8]) {
    if pieces.isEmpty || pieces.last!.count + bytes.count > Self.pieceSize {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(max(Self.pieceSize, bytes.count))
    }
    let last = pieces.count - 1
    places.append((Int32(last), Int32(pieces[last].count), Int32(bytes.count)))
    pieces[last] += bytes
  }

  func unpack(_ index: Int, into features: inout Features) {
    let place = places[index]
    _ = pieces[Int(place.piece)].withUnsafeBytes {
      features.unpack(.init(rebasing: $0[Int(place.start)..<Int(place.start + place.count)]))
    }
  }
}
