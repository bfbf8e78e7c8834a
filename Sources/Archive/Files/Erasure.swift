/// Records of an export that are to be blank, so that all others keep their line and offset.
public struct Erasure: Equatable, Sendable {
  /// The bytes that one character takes at least.
  public enum CodeUnit: Sendable {
    /// One byte, as in UTF-8 and GB18030.
    case single
    /// Two bytes, the low one first.
    case doubleLittleEndian
    /// Two bytes, the high one first.
    case doubleBigEndian
  }

  private let ranges: [Range<Int>]
  private let space: [UInt8]

  /// Names records by their bytes; overlapping ones count once.
  public init(_ ranges: [Range<Int>], unit: CodeUnit) {
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
    switch unit {
    case .single: space = [0x20]
    case .doubleLittleEndian: space = [0x20, 0]
    case .doubleBigEndian: space = [0, 0x20]
    }
  }

  /// Writes spaces over the records in a part of the export, whose line ends stay.
  ///
  /// - Parameters:
  ///   - chunk: The part; it begins and ends with a whole code unit.
  ///   - offset: Where the part begins in the export.
  public func blank(_ chunk: inout [UInt8], at offset: Int) {
    let part = offset..<offset + chunk.count
    for range in ranges where range.overlaps(part) {
      let own = range.clamped(to: part)
      for start in stride(
        from: own.lowerBound - offset, to: own.upperBound - offset, by: space.count)
      where start + space.count <= chunk.count && !isLineEnd(chunk, start) {
        for index in space.indices { chunk[start + index] = space[index] }
      }
    }
  }

  private func isLineEnd(_ chunk: [UInt8], _ start: Int) -> Bool {
    let unit = chunk[start..<start + space.count]
    return [0x0A, 0x0D].contains { end in
      zip(unit, space).allSatisfy { $0 == ($1 == 0x20 ? end : 0) }
    }
  }
}
