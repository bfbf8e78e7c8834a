/// Finds where a stretch of a file can be cut so that a record begins behind the cut.
struct StretchCut {
  let encoding: TextEncoding

  /// Returns the index behind the last LF with an even number of quotes before it, or nil.
  ///
  /// The first byte must begin a record. Where every record is strict the cut is right; parsing
  /// shows where it was wrong.
  func end(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    switch encoding {
    case .utf8, .gb18030: narrowEnd(in: bytes.span, range)
    case .utf16LittleEndian: wideEnd(in: bytes.span, range, lowByte: 0)
    case .utf16BigEndian: wideEnd(in: bytes.span, range, lowByte: 1)
    }
  }

  private func narrowEnd(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var isInside = holdsOddQuotes(bytes, range)
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      let byte = bytes[index]
      if byte == 0x22 { isInside.toggle() }
      if byte == 0x0A, !isInside { return index + 1 }
    }
    return nil
  }

  private func holdsOddQuotes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let raw = unsafe bytes.bytes
    var odd = Lanes()
    var index = range.lowerBound
    while index &+ 16 <= range.upperBound {
      odd ^= raw.lanes(at: index).matches(Lanes(repeating: 0x22))
      index &+= 16
    }
    var isOdd = !odd.bits.nonzeroBitCount.isMultiple(of: 2)
    while index < range.upperBound {
      if bytes[index] == 0x22 { isOdd.toggle() }
      index += 1
    }
    return isOdd
  }

  private func wideEnd(in bytes: Span<UInt8>, _ range: Range<Int>, lowByte: Int) -> Int? {
    var isInside = false
    var end: Int?
    for index in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2)
    where bytes[index + 1 - lowByte] == 0 {
      let byte = bytes[index + lowByte]
      if byte == 0x22 { isInside.toggle() }
      if byte == 0x0A, !isInside { end = index + 2 }
    }
    return end
  }
}
