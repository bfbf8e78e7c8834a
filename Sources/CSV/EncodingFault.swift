/// The first place where bytes are no text.
struct EncodingFault: Equatable {
  /// Valid bytes before the fault.
  let offset: Int
  /// Whether the bytes merely end within a character.
  let isIncomplete: Bool
}

extension TextEncoding {
  /// Returns the first fault of `bytes`, or nil if all of them are text.
  func fault(in bytes: ArraySlice<UInt8>) throws(CSVError) -> EncodingFault? {
    switch self {
    case .utf8:
      return Self.faultOfUTF8(bytes.span)
    case .gb18030:
      let result = try TextConverter(from: .gb18030, to: .utf8).convert(bytes)
      guard case .failed(let fault) = result else { return nil }
      return fault
    case .utf16LittleEndian, .utf16BigEndian:
      return UTF16Line(bytes: bytes, isLittleEndian: self == .utf16LittleEndian).fault
    }
  }

  static func faultOfUTF8(_ bytes: Span<UInt8>) -> EncodingFault? {
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      let endsHere = error.byteOffsets.upperBound == bytes.count
      return EncodingFault(
        offset: error.byteOffsets.lowerBound,
        isIncomplete: error.kind == .truncatedScalar && endsHere)
    }
  }
}
