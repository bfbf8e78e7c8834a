/// The two-byte codes of GB18030 as the C library reads them, asked once.
struct GB18030Codes: Sendable {
  /// UTF-16 unit of each code from 8100 on; zero for no code and for one beyond 16 bits.
  private let units: [UInt16]
  // Whether all pairs of bytes from A1 to FE are codes, as those of GB 2312 and its gaps are.
  private let areDense: Bool

  // What the library answers does not change from file to file.
  private static let known = Result { () throws(CSVError) in try GB18030Codes() }

  /// The codes, or why the library cannot tell them.
  static var standard: GB18030Codes {
    get throws(CSVError) { try known.get() }
  }

  private init() throws(CSVError) {
    let converter = try TextConverter(from: .gb18030, to: .utf8)
    var units = [UInt16](repeating: 0, count: 0x7E00)
    for row in 0..<0x7E {
      Self.read(row << 8 + 0x40..<row << 8 + 0x7F, of: converter, into: &units)
      Self.read(row << 8 + 0x80..<row << 8 + 0xFF, of: converter, into: &units)
    }
    self.units = units
    areDense = (0x20..<0x7E).allSatisfy { row in
      !units[row << 8 + 0xA1..<row << 8 + 0xFF].contains(0)
    }
  }

  /// Asks for many codes at once, and for each half of them where one is none of 16 bits.
  private static func read(
    _ codes: Range<Int>, of converter: TextConverter, into units: inout [UInt16]
  ) {
    let bytes = codes.flatMap { code in
      [UInt8(truncatingIfNeeded: code >> 8) + 0x81, UInt8(truncatingIfNeeded: code)]
    }
    if case .converted(let text) = converter.convert(bytes[...]) {
      let found = Array(String(decoding: text, as: UTF8.self).utf16)
      if found.count == codes.count, !found.contains(where: UTF16.isSurrogate) {
        return units.replaceSubrange(codes, with: found)
      }
    }
    guard codes.count > 1 else { return }
    let middle = codes.lowerBound + codes.count / 2
    read(codes.lowerBound..<middle, of: converter, into: &units)
    read(middle..<codes.upperBound, of: converter, into: &units)
  }

  /// Returns the UTF-16 unit of a two-byte code, or zero if the converter has to be asked.
  @inline(__always)
  func unit(_ lead: UInt8, _ trail: UInt8) -> UInt16 {
    let index = Int(lead) << 8 + Int(trail) - 0x8100
    return units.indices.contains(index) ? units[index] : 0
  }

  /// Appends ASCII and two-byte codes as UTF-8; false where the converter has to be asked.
  func append(_ cell: Span<UInt8>, to utf8: inout OutputSpan<UInt8>) -> Bool {
    var index = 0
    while index < cell.count {
      let lead = cell[index]
      if lead < 0x80 {
        utf8.append(lead)
        index += 1
        continue
      }
      let unit = index + 1 < cell.count ? unit(lead, cell[index + 1]) : 0
      // A code has a unit beyond ASCII that is no surrogate, or has to be asked for.
      guard unit >= 0x80 else { return false }
      if unit < 0x800 {
        utf8.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
      } else {
        utf8.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
        utf8.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
      }
      utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
      index += 2
    }
    return true
  }

  /// Whether all bytes are ASCII but zero, or two-byte codes; others may be text all the same.
  func areAll(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let known = index &+ 16 <= bytes.count ? knownLength(of: bytes, at: index) : 0
      index += known
      guard known == 0 else { continue }
      let lead = bytes[index]
      index += 1
      if lead < 0x80 {
        guard lead != 0 else { return false }
        continue
      }
      guard index < bytes.count, unit(lead, bytes[index]) != 0 else { return false }
      index += 1
    }
    return true
  }

  /// How many of the next sixteen bytes are ASCII but zero, and behind them codes of GB 2312.
  @inline(__always)
  private func knownLength(of bytes: Span<UInt8>, at index: Int) -> Int {
    let lanes = unsafe bytes.bytes.lanes(at: index)
    let isOther = lanes.topBits | lanes.matches(Lanes()).bits
    let ascii = (isOther | 1 &<< 16).trailingZeroBitCount
    guard areDense else { return ascii }
    let isInner = (lanes &+ Lanes(repeating: 1)).reaches(Lanes(repeating: 0xA2)).bits
    return ascii &+ (~(isInner &>> UInt64(ascii))).trailingZeroBitCount & ~1
  }
}
