/// A column of a group as its pages hold it.
struct EncodedColumn {
  /// Distinct values; nil where the cells are written as they are.
  var dictionary: (page: [UInt8], values: Int)?
  var page: [UInt8]
  var statistics: ColumnStatistics
}

/// The cells of one column of the group that is being filled.
struct ColumnBuffer {
  // A column whose first values are nearly all different is not worth a dictionary.
  private static let firstLook = 4_096

  private let kind: ParquetKind
  private var levels = HybridEncoder(width: 1)
  private var emptyCells = 0
  private var dictionary = ValueDictionary()
  // The numbers of the distinct values; empty for text.
  private var numbers: [UInt8] = []
  private var codes: [UInt32] = []
  // Of the cells of a batch.
  private var hashes: [UInt64] = []
  private var isPlain = false
  // The values themselves, without a dictionary; and the bytes that they take or would take.
  private var plain: [UInt8] = []
  private var plainBytes = 0

  init(_ kind: ParquetKind) {
    self.kind = kind
  }

  /// Takes the cells of a column from a batch.
  ///
  /// - Returns: The first cell that does not fit, by its row in the batch; nil for none.
  mutating func take(
    _ batch: borrowing RowBatch, column: Int, of columns: Int
  ) -> (row: Int, rule: CellRule)? {
    var row = 0
    if !isPlain {
      if dictionary.isFar { approach(batch, column: column, of: columns) }
      if let rule = takeDistinct(batch, column, of: columns, &row) { return (row, rule) }
    }
    let bytes = batch.bytes.span
    while row < batch.rows {
      let cell = bytes.extracting(batch.cell(row, column, of: columns))
      noteLevel(of: cell)
      if cell.count > 0, let rule = appendPlain(cell) { return (row, rule) }
      row += 1
    }
    return nil
  }

  // Takes cells until all are taken, one does not fit, or there is no dictionary any more.
  private mutating func takeDistinct(
    _ batch: borrowing RowBatch, _ column: Int, of columns: Int, _ row: inout Int
  ) -> CellRule? {
    let bytes = batch.bytes.span
    let isHashed = dictionary.isFar
    var codes: [UInt32] = []
    swap(&codes, &self.codes)
    let firstCount = codes.count
    var last = codes.last
    var (rule, mustLeave) = (nil as CellRule?, false)
    codes.append(addingCapacity: batch.rows) { codes in
      while row < batch.rows, !mustLeave {
        let cell = bytes.extracting(batch.cell(row, column, of: columns))
        if cell.count == 0 || last.map({ dictionary.holds(cell, at: $0) }) == true {
          noteLevel(of: cell)
          if cell.count > 0, let last { codes.append(last) }
          row += 1
          continue
        }
        let count = dictionary.count
        let hash = isHashed ? hashes[row] : cell.folded
        guard let code = dictionary.code(of: cell, hash: hash) else {
          mustLeave = true
          return
        }
        noteLevel(of: cell)
        codes.append(code)
        last = code
        if dictionary.count > count {
          rule = appendDistinct(cell)
          guard rule == nil else { return }
          mustLeave = isDictionaryTooLarge(firstCount + codes.count)
        }
        row += 1
      }
    }
    swap(&codes, &self.codes)
    if mustLeave { leaveDictionary() }
    return rule
  }

  @inline(__always)
  private mutating func noteLevel(of cell: Span<UInt8>) {
    let isFilled = cell.count > 0
    levels.append(isFilled ? 1 : 0)
    if isFilled { plainBytes += kind.numberBytes ?? cell.count + 4 } else { emptyCells += 1 }
  }

  // Look-ups that follow each other wait for memory one by one, these loads together.
  private mutating func approach(_ batch: borrowing RowBatch, column: Int, of columns: Int) {
    hashes.removeAll(keepingCapacity: true)
    let bytes = batch.bytes.span
    for row in 0..<batch.rows {
      let hash = bytes.extracting(batch.cell(row, column, of: columns)).folded
      dictionary.approach(hash)
      hashes.append(hash)
    }
  }

  private func isDictionaryTooLarge(_ cells: Int) -> Bool {
    let size = kind == .text ? dictionary.entries.count : numbers.count
    return size > ParquetLimits.dictionaryBytes
      || (cells == Self.firstLook && dictionary.count > Self.firstLook / 8 * 7)
  }

  private mutating func appendDistinct(_ cell: Span<UInt8>) -> CellRule? {
    switch kind {
    case .text: cell.isText ? nil : .text
    case .date, .integer: Self.append(cell, kind, to: &numbers)
    }
  }

  private mutating func appendPlain(_ cell: Span<UInt8>) -> CellRule? {
    guard kind == .text else { return Self.append(cell, kind, to: &plain) }
    guard cell.isText else { return .text }
    plain.append(littleEndian: UInt32(cell.count))
    plain.append(cell)
    return nil
  }

  private static func append(
    _ cell: Span<UInt8>, _ kind: ParquetKind, to numbers: inout [UInt8]
  ) -> CellRule? {
    switch kind {
    case .text: preconditionFailure("text is no number")
    case .date:
      guard let day = CellText.day(cell) else { return .date }
      numbers.append(littleEndian: Int32(truncatingIfNeeded: day))
    case .integer:
      guard let number = CellText.integer(cell) else { return .integer }
      numbers.append(littleEndian: number)
    }
    return nil
  }

  private mutating func leaveDictionary() {
    isPlain = true
    var values: [UInt8] = []
    swap(&values, &plain)
    values.reserveCapacity(plainBytes)
    if let size = kind.numberBytes {
      for code in codes {
        let start = Int(code) * size
        values.append(numbers.span.extracting(start..<start + size))
      }
    } else {
      for code in codes {
        let value = dictionary.value(code)
        values.append(dictionary.entries.span.extracting(value.lowerBound - 4..<value.upperBound))
      }
    }
    plain = values
  }
}

extension ColumnBuffer {
  /// Returns the column as pages hold it and starts the next group.
  mutating func finish() -> EncodedColumn {
    let distinct = kind == .text ? dictionary.entries : numbers
    let width = max(1, UInt32.bitWidth - UInt32(max(0, dictionary.count - 1)).leadingZeroBitCount)
    if !isPlain, distinct.count + codes.count * width / 8 >= plainBytes { leaveDictionary() }
    var page: [UInt8] = []
    let levelBytes = levels.finish()
    page.append(littleEndian: UInt32(levelBytes.count))
    page += levelBytes
    var result = EncodedColumn(
      page: page, statistics: ColumnStatistics(emptyCells: emptyCells))
    if isPlain {
      result.page += plain
      result.statistics.range = ValueRange.of(plain, kind)
    } else {
      result.page.append(UInt8(width))
      var encoder = HybridEncoder(width: width)
      for code in codes { encoder.append(code) }
      result.page += encoder.finish()
      result.dictionary = (distinct, dictionary.count)
      result.statistics.range = ValueRange.of(distinct, kind)
    }
    removeAll()
    return result
  }

  private mutating func removeAll() {
    (emptyCells, plainBytes, isPlain) = (0, 0, false)
    dictionary.removeAll()
    numbers.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    plain.removeAll(keepingCapacity: true)
  }
}
