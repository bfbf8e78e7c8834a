/// The CRC-32 of zip and Parquet: polynomial 0x04C11DB7, bits reversed.
enum Checksum {
  /// The checksum of bytes.
  static func of(_ bytes: Span<UInt8>) -> UInt32 {
    let table = tables.span
    var state = ~UInt32(0)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.word(at: offset) ^ UInt64(state)
      state = 0
      // Eight bytes a step, one table each: Kounavis and Berry (2005), doi:10.1109/ISCC.2005.18.
      for index in 0..<8 {
        state ^= table[(7 - index) << 8 | Int(word >> (8 * UInt64(index)) & 0xFF)]
      }
      offset += 8
    }
    while offset < bytes.count {
      state = state >> 8 ^ table[Int(UInt8(truncatingIfNeeded: state) ^ bytes[offset])]
      offset += 1
    }
    return ~state
  }

  private static let tables: [UInt32] = {
    var result = [UInt32](repeating: 0, count: 8 << 8)
    for byte in 0..<256 {
      var state = UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 0 ? state >> 1 : state >> 1 ^ 0xEDB8_8320 }
      result[byte] = state
    }
    for index in 256..<result.count {
      let before = result[index - 256]
      result[index] = before >> 8 ^ result[Int(before & 0xFF)]
    }
    return result
  }()
}
