/// UTF-16 code units in either byte order; an odd last byte is an incomplete character.
struct UTF16Line {
  let bytes: ArraySlice<UInt8>
  let isLittleEndian: Bool

  private func unit(at index: Int) -> UInt16 {
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }

  /// The character that starts at `index` and its length in bytes; nil if it is none.
  private func scalar(at index: Int) -> (scalar: Unicode.Scalar, byteCount: Int)? {
    guard index + 1 < bytes.endIndex else { return nil }
    let first = unit(at: index)
    if let scalar = Unicode.Scalar(first) { return (scalar, 2) }
    guard UTF16.isLeadSurrogate(first), index + 3 < bytes.endIndex else { return nil }
    let second = unit(at: index + 2)
    guard UTF16.isTrailSurrogate(second) else { return nil }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    return Unicode.Scalar(value).map { ($0, 4) }
  }

  /// Appends the text as UTF-8, with the byte FF, never valid there, for each wrong unit.
  func appendUTF8(to text: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard let (scalar, byteCount) = scalar(at: index) else {
        text.append(0xFF)
        index += 2
        continue
      }
      text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      index += byteCount
    }
  }

  /// The first unit that is no character.
  var fault: EncodingFault? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard let (_, byteCount) = scalar(at: index) else {
        let left = bytes.endIndex - index
        let isHalf = left == 1 || (left < 4 && UTF16.isLeadSurrogate(unit(at: index)))
        return EncodingFault(offset: index - bytes.startIndex, isIncomplete: isHalf)
      }
      index += byteCount
    }
    return nil
  }
}
