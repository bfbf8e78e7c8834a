/// The least and the greatest of stored values.
enum ValueRange {
  // Longer ones cost more in the footer than they save.
  private static let longest = 256

  /// Least and greatest value without their lengths; nil for no value or long ones.
  static func of(
    _ values: [UInt8], _ kind: ParquetKind
  ) -> (minimum: [UInt8], maximum: [UInt8])? {
    guard !values.isEmpty else { return nil }
    switch kind {
    case .text: return ofText(values)
    case .date: return ofNumbers(values, Int32.self)
    case .integer: return ofNumbers(values, Int64.self)
    }
  }

  private static func ofText(_ values: [UInt8]) -> (minimum: [UInt8], maximum: [UInt8])? {
    let span = values.span
    let first = 4..<4 + Int(span.halfWord(at: 0))
    var (minimum, maximum) = (first, first)
    var offset = first.upperBound
    while offset < span.count {
      let start = offset + 4
      let value = start..<start + Int(span.halfWord(at: offset))
      let bytes = span.extracting(value)
      if bytes.precedes(span.extracting(minimum)) { minimum = value }
      if span.extracting(maximum).precedes(bytes) { maximum = value }
      offset = value.upperBound
    }
    guard max(minimum.count, maximum.count) <= longest else { return nil }
    return (Array(values[minimum]), Array(values[maximum]))
  }

  private static func ofNumbers<Number: FixedWidthInteger>(
    _ values: [UInt8], _: Number.Type
  ) -> (minimum: [UInt8], maximum: [UInt8]) {
    let span = values.span
    var (minimum, maximum) = (Number.max, Number.min)
    for offset in stride(from: 0, to: span.count, by: Number.bitWidth / 8) {
      let value =
        Number.bitWidth == 32
        ? Number(truncatingIfNeeded: span.halfWord(at: offset))
        : Number(truncatingIfNeeded: span.word(at: offset))
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    var (least, greatest): ([UInt8], [UInt8]) = ([], [])
    least.append(littleEndian: minimum)
    greatest.append(littleEndian: maximum)
    return (least, greatest)
  }
}
