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
    var index = knownLength(of: bytes)
    while index < bytes.count {
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

  /// Length of the characters at the start that 64 bytes at a time show to be ASCII or GB 2312.
  private func knownLength(of bytes: Span<UInt8>) -> Int {
    guard areDense else { return 0 }
    let raw = unsafe bytes.bytes
    var (index, isOpen) = (0, 0 as UInt64)
    while index &+ 64 <= bytes.count {
      let marks = ByteMarks(raw, at: index)
      guard marks.areAll, isOpen & ~marks.inner == 0 else { break }
      // Without the second byte of a code that began before.
      let inner = marks.inner & ~isOpen
      guard let opens = Self.opens(inner) else { break }
      isOpen = opens ? 1 : 0
      index &+= 64
    }
    return index &- Int(isOpen)
  }

  // Whether the bytes of codes end amid one; nil where an odd number of them is followed by ASCII.
  @inline(__always)
  private static func opens(_ inner: UInt64) -> Bool? {
    let even: UInt64 = 0x5555_5555_5555_5555
    let starts = inner & ~(inner &<< 1)
    // Each sum has a bit behind the last byte of those that start at an even or an odd place.
    let behindEven = (inner &+ (starts & even)) & ~inner
    let (sum, isOverTheEnd) = inner.addingReportingOverflow(starts & ~even)
    return (behindEven & ~even) | (sum & ~inner & even) == 0 ? isOverTheEnd : nil
  }
}

/// Which of 64 bytes may be of two-byte codes of GB 2312, and whether all others are ASCII but zero.
private struct ByteMarks {
  /// Bytes from A1 to FE.
  let inner: UInt64
  let areAll: Bool

  /// Looks at the 64 bytes from `offset` on, all of them inside.
  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    let (first, second) = (bytes.lanes(at: offset), bytes.lanes(at: offset &+ 16))
    let (third, fourth) = (bytes.lanes(at: offset &+ 32), bytes.lanes(at: offset &+ 48))
    inner =
      Self.inner(first).bits | Self.inner(second).bits &<< 16 | Self.inner(third).bits &<< 32
      | Self.inner(fourth).bits &<< 48
    let faults =
      Self.faults(first) | Self.faults(second) | Self.faults(third) | Self.faults(fourth)
    areAll = faults.topBits == 0
  }

  @inline(__always)
  private static func inner(_ lanes: Lanes) -> Lanes {
    (lanes &+ Lanes(repeating: 1)).reaches(Lanes(repeating: 0xA2))
  }

  @inline(__always)
  private static func faults(_ lanes: Lanes) -> Lanes {
    (lanes & ~inner(lanes)) | lanes.matches(Lanes())
  }
}
