import Testing

@testable import Parquet

@Suite struct ThriftTests {
  private static func reader(_ bytes: [UInt8]) -> ThriftReader {
    ThriftReader(bytes, of: .footer, at: 100)
  }

  private static func skipped(_ bytes: [UInt8]) -> ParquetError? {
    var reader = reader(bytes)
    do throws(ParquetError) {
      try reader.skip(.structure)
      return nil
    } catch {
      return error
    }
  }

  @Test func writesAsTheSpecificationSays() {
    var thrift = ThriftWriter()
    thrift.structure { outer in
      outer.field(1, 1)
      outer.field(4, -150, as: .int64)
      outer.field(5, true)
      outer.field(6, Array("ab".utf8))
      outer.field(7) { $0.field(2, false) }
      outer.field(9, listOf: 2, .int32)
      outer.append(3)
      outer.append(-3)
    }
    // Deltas and types in one byte; zigzag turns -150 into 299 and -3 into 5.
    #expect(
      thrift.bytes == [
        0x15, 0x02, 0x36, 0xAB, 0x02, 0x11, 0x18, 0x02, 0x61, 0x62, 0x1C, 0x22, 0x00, 0x29, 0x25,
        0x06, 0x05, 0x00,
      ])
    #expect(Self.skipped(thrift.bytes) == nil)
  }

  @Test func listsOfManyElementsHaveALongHeader() throws {
    var thrift = ThriftWriter()
    thrift.structure { outer in
      outer.field(1, listOf: 20, .int64)
      for number in 0..<20 { outer.append(number * 1_000_000_007) }
    }
    var (reader, numbers): (ThriftReader, [Int]) = (Self.reader(thrift.bytes), [])
    try reader.structure { (reader, _, type) throws(ParquetError) in
      try reader.list(type, of: .int64) { (reader) throws(ParquetError) in
        numbers.append(try reader.integer(.int64))
      }
    }
    #expect(numbers == (0..<20).map { $0 * 1_000_000_007 })
    #expect(reader.position == thrift.bytes.count)
  }

  @Test func fieldsThatNobodyKnowsAreReadOver() {
    // A double, a set of bytes, a list of truth values and a field far away.
    let bytes: [UInt8] =
      [0x17] + [UInt8](repeating: 7, count: 8) + [0x1A, 0x23, 1, 2, 0x19, 0x21, 1, 2]
      + [0x05, 0xD0, 0x0F, 0x08, 0x00]
    #expect(Self.skipped(bytes) == nil)
  }

  @Test(arguments: [
    // Cut off, an unknown type, a field twice, a text and a list longer than the bytes, a number
    // without end.
    [], [0x15], [0x1D], [0x15, 2, 0x05, 2, 2, 0], [0x18, 5, 0], [0x19, 0xF5, 0xFF, 0xFF, 3, 0],
    [0x16] + [UInt8](repeating: 0xFF, count: 12),
  ])
  func malformedBytesAreRefused(_ bytes: [UInt8]) {
    guard case .malformed(.footer, let offset) = Self.skipped(bytes) else {
      Issue.record("not refused")
      return
    }
    #expect((100...100 + bytes.count).contains(offset))
  }

  @Test(arguments: [UInt8(0x1C), 0x19])
  func depthIsLimited(_ header: UInt8) {
    #expect(Self.skipped([0x19] + [UInt8](repeating: header, count: 100_000)) != nil)
    #expect(Self.skipped([UInt8](repeating: header, count: 100_000)) != nil)
  }
}
