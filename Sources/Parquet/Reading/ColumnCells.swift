/// The cells of one column of a group of rows, as codes of its values.
public struct ColumnCells: Sendable {
  /// How the cells are stored.
  public let kind: ParquetKind
  /// The code of each row's cell, below `valueCount`; 0 is the empty cell.
  public let codes: [UInt32]
  /// Whether no two codes mean the same value; `distinct` makes it so.
  public let isDistinct: Bool

  // Each value but the empty one lies at a range of the bytes; numbers lie there as text.
  let bytes: [UInt8]
  let starts: [UInt32]
  let ends: [UInt32]
  // One a code for numbers and days; nothing for text.
  private let numbers: [Int64]

  init(
    kind: ParquetKind, codes: [UInt32], values: StoredValues, isDistinct: Bool
  ) {
    self.kind = kind
    self.codes = codes
    self.isDistinct = isDistinct
    bytes = values.bytes
    starts = values.starts
    ends = values.ends
    numbers = values.numbers
  }

  /// How many codes there are, that of the empty cell included.
  public var valueCount: Int { starts.count }

  /// The text of a value, as the same cell has it in CSV; empty for code 0.
  public func text(of code: UInt32) -> String {
    String(decoding: utf8(of: code), as: UTF8.self)
  }

  /// The bytes of the text of a value.
  public func utf8(of code: UInt32) -> ArraySlice<UInt8> {
    bytes[Int(starts[Int(code)])..<Int(ends[Int(code)])]
  }

  /// A number, or a day in days since 1970-01-01; nil for text and for code 0.
  public func number(of code: UInt32) -> Int64? {
    kind == .text || code == 0 ? nil : numbers[Int(code)]
  }

  /// The same cells with one code for each value.
  public func distinct() -> ColumnCells {
    guard !isDistinct else { return self }
    var dictionary = ValueDictionary()
    var values = StoredValues()
    var renamed: [UInt32] = [0]
    renamed.reserveCapacity(valueCount)
    for code in 1..<valueCount {
      let range = starts[code]..<ends[code]
      let value = bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound))
      let known = dictionary.count
      renamed.append((dictionary.code(of: value, hash: value.folded, isBounded: false) ?? 0) + 1)
      guard dictionary.count > known else { continue }
      values.starts.append(range.lowerBound)
      values.ends.append(range.upperBound)
      if kind != .text { values.numbers.append(numbers[code]) }
    }
    values.bytes = bytes
    return ColumnCells(
      kind: kind, codes: codes.map { renamed[Int($0)] }, values: values, isDistinct: true)
  }
}

/// Values by code, code 0 being the empty cell.
struct StoredValues {
  var bytes: [UInt8] = []
  var starts: [UInt32] = [0]
  var ends: [UInt32] = [0]
  var numbers: [Int64] = [0]

  /// Takes over values as Parquet stores them; nil where they are not `count` values of a kind.
  static func parsed(_ page: Span<UInt8>, _ kind: ParquetKind, count: Int) -> StoredValues? {
    var result = StoredValues()
    result.starts.reserveCapacity(count + 1)
    result.ends.reserveCapacity(count + 1)
    let isWhole =
      switch kind {
      case .text: result.takeText(page, count: count)
      case .date, .integer: result.takeNumbers(page, kind, count: count)
      }
    return isWhole ? result : nil
  }

  private mutating func takeText(_ page: Span<UInt8>, count: Int) -> Bool {
    bytes.append(page)
    var offset = 0
    for _ in 0..<count {
      guard page.count - offset >= 4 else { return false }
      let size = Int(page.halfWord(at: offset))
      offset += 4
      // A cell without text is empty, which is never stored.
      guard size > 0, size <= page.count - offset,
        page.extracting(offset..<offset + size).isText
      else { return false }
      starts.append(UInt32(offset))
      offset += size
      ends.append(UInt32(offset))
    }
    return offset == page.count
  }

  private mutating func takeNumbers(
    _ page: Span<UInt8>, _ kind: ParquetKind, count: Int
  ) -> Bool {
    let size = kind == .date ? 4 : 8
    guard page.count == count * size else { return false }
    numbers.reserveCapacity(count + 1)
    for offset in stride(from: 0, to: page.count, by: size) {
      let start = bytes.count
      let number: Int64
      if kind == .date {
        number = Int64(Int32(bitPattern: page.halfWord(at: offset)))
        guard CellText.append(day: number, to: &bytes) else { return false }
      } else {
        number = Int64(bitPattern: page.word(at: offset))
        CellText.append(integer: number, to: &bytes)
      }
      numbers.append(number)
      starts.append(UInt32(start))
      ends.append(UInt32(bytes.count))
    }
    return true
  }
}
