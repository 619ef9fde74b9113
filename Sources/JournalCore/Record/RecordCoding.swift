/// A record as it is stored: bytes that are hashed and signed exactly as they stand, and the prose beside them.
struct StoredRecord: Sendable {
  var bytes: [UInt8]
  var salt: [UInt8]
  var prose: [UInt8]
  var hash: [UInt8]
  var signature: [UInt8]
}

/// A place in a chain: whose key, the how-many-th record, and the hash of the one before.
struct Link: Hashable, Sendable {
  var device: String
  var sequence: Int64
  var previous: [UInt8]
}

/// Bytes that are no record of this program.
struct RecordCodingError: Error, Sendable {}

enum RecordCoding {
  static let version: Int64 = 1

  /// Encodes, hashes and signs; this happens once in a record's life.
  static func encode(_ record: Record, link: Link, by identity: Identity) -> StoredRecord {
    let prose = record.fields.filter { Record.proseFields.contains($0.key) }
    let body = record.fields.filter { !Record.proseFields.contains($0.key) }
    let salt = Sodium.random(16)
    let proseBytes = JSON.object(prose).encoded()
    let bytes = JSON.object([
      "v": .int(version),
      "id": .string(record.id),
      "rec": .string(record.shape.rawValue),
      "kind": .string(record.kind),
      "author": .string(record.author),
      "at": .int(record.moment.instant.milliseconds),
      "offset": .int(Int64(record.moment.offsetMinutes)),
      "device": .string(link.device),
      "sequence": .int(link.sequence),
      "previous": .string(hex(link.previous)),
      "body": .object(body),
      "prose": .string(hex(Sodium.hash(salt, proseBytes))),
    ]).encoded()
    return StoredRecord(
      bytes: bytes, salt: salt, prose: proseBytes, hash: Sodium.hash(bytes), signature: identity.sign(bytes))
  }

  /// The record without its prose, its place, and the hash of its prose.
  static func decode(bytes: [UInt8]) throws -> (record: Record, link: Link, proseHash: String) {
    let json = try JSON(parsing: bytes)
    guard json["v"]?.int == version, let id = json["id"]?.string,
      let shape = json["rec"]?.string.flatMap(Shape.init(rawValue:)),
      let kind = json["kind"]?.string, let author = json["author"]?.string,
      let at = json["at"]?.int, let offset = json["offset"]?.int,
      let moment = Moment(instant: Instant(milliseconds: at), offset: offset),
      let device = json["device"]?.string, let sequence = json["sequence"]?.int,
      let previous = json["previous"]?.string.flatMap(unhex), let body = json["body"]?.object,
      let proseHash = json["prose"]?.string
    else { throw RecordCodingError() }
    let record = Record(id: id, shape: shape, moment: moment, author: author, kind: kind, fields: body)
    return (record, Link(device: device, sequence: sequence, previous: previous), proseHash)
  }
}
