/// Reads structures in the compact protocol of Thrift from bytes that nobody vouches for.
struct ThriftReader {
  private static let deepest = 16

  let part: ParquetPart
  private let bytes: [UInt8]
  // Where the bytes lie in the file.
  private let base: Int
  private(set) var position: Int
  private var depth = 0

  init(_ bytes: [UInt8], from position: Int = 0, of part: ParquetPart, at base: Int) {
    self.bytes = bytes
    self.position = position
    self.part = part
    self.base = base
  }

  /// The error for what was read last.
  var malformed: ParquetError { .malformed(part, offset: base + position) }

  /// The error for what was read last and is not of our making.
  var unsupported: ParquetError { .unsupported(part, offset: base + position) }

  /// Hands out the fields of a structure; the body reads or skips the value of each.
  mutating func structure(
    _ body: (inout Self, _ id: Int, _ type: ThriftType) throws(ParquetError) -> Void
  ) throws(ParquetError) {
    guard depth < Self.deepest else { throw malformed }
    depth += 1
    var last = 0
    while true {
      let header = try byte()
      if header == 0 { break }
      guard let type = ThriftType(rawValue: header & 0x0F) else { throw malformed }
      let id = header >> 4 == 0 ? try number() : last + Int(header >> 4)
      guard id > last, id <= Int(Int16.max) else { throw malformed }
      last = id
      try body(&self, id, type)
    }
    depth -= 1
  }

  /// Reads a number that was announced as such.
  mutating func integer(_ type: ThriftType) throws(ParquetError) -> Int {
    guard type == .int16 || type == .int32 || type == .int64 else { throw malformed }
    return try number()
  }

  /// Reads a number from zero to the limit.
  mutating func size(
    _ type: ThriftType, atMost limit: Int = .max
  ) throws(ParquetError) -> Int {
    let value = try integer(type)
    guard (0...limit).contains(value) else { throw malformed }
    return value
  }

  mutating func binary(_ type: ThriftType) throws(ParquetError) -> [UInt8] {
    guard type == .binary else { throw malformed }
    let range = try binaryRange()
    return Array(bytes[range])
  }

  /// Reads text that must be UTF-8.
  mutating func text(_ type: ThriftType) throws(ParquetError) -> String {
    guard let text = String(validating: try binary(type), as: UTF8.self) else { throw malformed }
    return text
  }

  /// Hands out the elements of a list one by one.
  mutating func list(
    _ type: ThriftType, of element: ThriftType,
    _ body: (inout Self) throws(ParquetError) -> Void
  ) throws(ParquetError) {
    guard type == .list else { throw malformed }
    let (found, count) = try listHeader()
    guard found == element || count == 0 else { throw malformed }
    for _ in 0..<count { try body(&self) }
  }

  /// Reads over a value of any type.
  mutating func skip(_ type: ThriftType) throws(ParquetError) {
    switch type {
    case .yes, .no: break
    case .byte: _ = try byte()
    case .int16, .int32, .int64: _ = try number()
    case .double: for _ in 0..<8 { _ = try byte() }
    case .binary: _ = try binaryRange()
    case .list, .set: try skipList()
    case .structure:
      try structure { (reader, _, type) throws(ParquetError) in try reader.skip(type) }
    // Nothing that we read has one.
    case .map: throw unsupported
    }
  }

  private mutating func skipList() throws(ParquetError) {
    guard depth < Self.deepest else { throw malformed }
    depth += 1
    let (element, count) = try listHeader()
    for _ in 0..<count {
      // A truth value takes a byte in a list and none in a structure.
      if element == .yes || element == .no { _ = try byte() } else { try skip(element) }
    }
    depth -= 1
  }

  private mutating func listHeader() throws(ParquetError) -> (ThriftType, count: Int) {
    let header = try byte()
    guard let element = ThriftType(rawValue: header & 0x0F) else { throw malformed }
    let count = header >> 4 < 15 ? Int(header >> 4) : try length()
    // Each element takes a byte at least, so no list makes us work more than its bytes.
    guard count <= bytes.count - position else { throw malformed }
    return (element, count)
  }

  private mutating func binaryRange() throws(ParquetError) -> Range<Int> {
    let count = try length()
    guard count <= bytes.count - position else { throw malformed }
    defer { position += count }
    return position..<position + count
  }

  private mutating func length() throws(ParquetError) -> Int {
    guard let count = Int(exactly: try unsigned()) else { throw malformed }
    return count
  }

  private mutating func number() throws(ParquetError) -> Int {
    let zigzag = try unsigned()
    return Int(truncatingIfNeeded: Int64(bitPattern: zigzag >> 1) ^ -Int64(zigzag & 1))
  }

  private mutating func unsigned() throws(ParquetError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next & 0x80 == 0 { return value }
    }
    throw malformed
  }

  private mutating func byte() throws(ParquetError) -> UInt8 {
    guard position < bytes.count else { throw malformed }
    defer { position += 1 }
    return bytes[position]
  }
}
