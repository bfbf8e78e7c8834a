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
  private var isPlain = false
  // The values themselves, without a dictionary; and the bytes that they take or would take.
  private var plain: [UInt8] = []
  private var plainBytes = 0

  init(_ kind: ParquetKind) {
    self.kind = kind
  }

  /// Takes the cells of the column from a batch.
  ///
  /// - Returns: The first cell that does not fit, by its row in the batch; nil for none.
  mutating func take(
    _ cells: inout FilledCells, of bytes: Span<UInt8>
  ) -> (row: Int, rule: CellRule)? {
    cells.appendLevels(to: &levels)
    emptyCells += cells.rows - cells.count
    plainBytes += kind.numberBytes.map { $0 * cells.count } ?? cells.bytes + 4 * cells.count
    var next = 0
    var rule: CellRule?
    if !isPlain, cells.count > 0 {
      cells.hash(bytes)
      rule = takeDistinct(cells, bytes, &next)
    }
    while rule == nil, next < cells.count {
      rule = appendPlain(bytes.extracting(cells.places[next].bytes))
      next += 1
    }
    return rule.map { (Int(cells.places[next - 1].row), $0) }
  }

  // Takes cells until all are taken, one does not fit, or there is no dictionary any more.
  private mutating func takeDistinct(
    _ cells: borrowing FilledCells, _ bytes: Span<UInt8>, _ next: inout Int
  ) -> CellRule? {
    let (places, hashes) = (cells.places.span, cells.hashes.span)
    // Look-ups that follow each other wait for memory one by one, these loads together.
    if dictionary.isFar { for index in hashes.indices { dictionary.approach(hashes[index]) } }
    var codes: [UInt32] = []
    swap(&codes, &self.codes)
    let firstCount = codes.count
    // Where the place is: rows in order of identity often repeat the cell before.
    var last = (index: 0, code: UInt32(0))
    var (rule, mustLeave) = (nil as CellRule?, false)
    codes.append(addingCapacity: places.count) { codes in
      while next < places.count, rule == nil, !mustLeave {
        let cell = bytes.extracting(places[next].bytes)
        if next > 0, hashes[next] == hashes[last.index],
          bytes.extracting(places[last.index].bytes).equals(cell)
        {
          codes.append(last.code)
          next += 1
          continue
        }
        let count = dictionary.count
        guard let code = dictionary.code(of: cell, hash: hashes[next]) else {
          mustLeave = true
          return
        }
        codes.append(code)
        last = (next, code)
        next += 1
        guard dictionary.count > count else { continue }
        rule = appendDistinct(cell)
        mustLeave = isDictionaryTooLarge(firstCount + codes.count)
      }
    }
    swap(&codes, &self.codes)
    if mustLeave, rule == nil { leaveDictionary() }
    return rule
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
    // All different, they stand there already as they are wanted.
    guard dictionary.count < codes.count else {
      if kind == .text { plain = dictionary.takeEntries() } else { swap(&numbers, &plain) }
      return
    }
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
