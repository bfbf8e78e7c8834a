/// Writes structures in the compact protocol of Thrift.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  private var lastField = 0

  /// Starts without any byte; the fields of one structure follow, then `stop`.
  init() {}

  mutating func field(_ id: Int, _ value: Int, as type: ThriftType = .int32) {
    header(id, type)
    append(value)
  }

  mutating func field(_ id: Int, _ value: Bool) {
    header(id, value ? .yes : .no)
  }

  mutating func field(_ id: Int, _ value: [UInt8]) {
    header(id, .binary)
    append(value)
  }

  mutating func field(_ id: Int, _ body: (inout Self) -> Void) {
    header(id, .structure)
    structure(body)
  }

  mutating func field(_ id: Int, listOf count: Int, _ type: ThriftType) {
    header(id, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | type.rawValue)
    } else {
      bytes.append(0xF0 | type.rawValue)
      bytes.append(variableLength: UInt64(count))
    }
  }

  /// Writes an element of a list.
  mutating func append(_ value: Int) {
    let zigzag = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    bytes.append(variableLength: zigzag)
  }

  /// Writes an element of a list.
  mutating func append(_ value: [UInt8]) {
    bytes.append(variableLength: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// Writes an element of a list, or the one structure of all bytes.
  mutating func structure(_ body: (inout Self) -> Void) {
    let outer = lastField
    lastField = 0
    body(&self)
    bytes.append(0)
    lastField = outer
  }

  private mutating func header(_ id: Int, _ type: ThriftType) {
    precondition((1...15).contains(id - lastField), "fields are written in order")
    bytes.append(UInt8(id - lastField) << 4 | type.rawValue)
    lastField = id
  }
}
