extension FileMetadata {
  /// Reads a footer and refuses what the archive does not write.
  ///
  /// - Parameters:
  ///   - footer: All bytes of the footer.
  ///   - base: Where it starts in the file; pages end before.
  /// - Throws: `malformed` or `unsupported`.
  init(_ footer: [UInt8], at base: Int) throws(ParquetError) {
    var thrift = ThriftReader(footer, of: .footer, at: base)
    var (columns, rows, groups): ([ParquetColumn]?, Int?, [GroupMetadata]) = (nil, nil, [])
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 2: columns = try Self.schema(&thrift, type)
      case 3: rows = try thrift.size(type)
      case 4:
        guard let columns else { throw thrift.malformed }
        try thrift.list(type, of: .structure) { (thrift) throws(ParquetError) in
          groups.append(try GroupMetadata(&thrift, columns, end: base))
        }
      default: try thrift.skip(type)
      }
    }
    guard thrift.position == footer.count, let columns, let rows,
      sum(groups.map(\.rows)) == rows
    else { throw thrift.malformed }
    self.init(columns: columns, rows: rows, groups: groups)
  }

  private static func schema(
    _ thrift: inout ThriftReader, _ type: ThriftType
  ) throws(ParquetError) -> [ParquetColumn] {
    var columns: [ParquetColumn] = []
    var expected: Int?
    try thrift.list(type, of: .structure) { (thrift) throws(ParquetError) in
      if expected == nil {
        expected = try rootChildren(&thrift)
      } else {
        columns.append(try ParquetColumn(&thrift))
      }
    }
    guard (1...ParquetLimits.columns).contains(columns.count), columns.count == expected else {
      throw thrift.malformed
    }
    return columns
  }

  private static func rootChildren(_ thrift: inout ThriftReader) throws(ParquetError) -> Int {
    var children = 0
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      if id == 5 { children = try thrift.size(type) } else { try thrift.skip(type) }
    }
    return children
  }
}

extension ParquetColumn {
  fileprivate init(_ thrift: inout ThriftReader) throws(ParquetError) {
    var (physical, converted): (Int?, Int?) = (nil, nil)
    var (repetition, name): (Int?, String?) = (nil, nil)
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 1: physical = try thrift.integer(type)
      case 3: repetition = try thrift.integer(type)
      case 4: name = try thrift.text(type)
      case 6: converted = try thrift.integer(type)
      default: try thrift.skip(type)
      }
    }
    guard let physical, let name else { throw thrift.malformed }
    guard repetition == FormatNumber.optional,
      let kind = ParquetKind(physicalType: physical, convertedType: converted)
    else { throw thrift.unsupported }
    self.init(name, kind)
  }
}

extension GroupMetadata {
  fileprivate init(
    _ thrift: inout ThriftReader, _ columns: [ParquetColumn], end: Int
  ) throws(ParquetError) {
    var (rows, values, chunks): (Int?, [Int], [ChunkMetadata]) = (nil, [], [])
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 1:
        try thrift.list(type, of: .structure) { (thrift) throws(ParquetError) in
          guard chunks.count < columns.count else { throw thrift.malformed }
          let found = try FoundChunk(outer: &thrift)
          values.append(found.values)
          chunks.append(try found.checked(columns[chunks.count], end: end, thrift))
        }
      case 3: rows = try thrift.size(type, atMost: ParquetLimits.groupRows)
      default: try thrift.skip(type)
      }
    }
    guard let rows, chunks.count == columns.count, values.allSatisfy({ $0 == rows }) else {
      throw thrift.malformed
    }
    self.init(rows: rows, chunks: chunks)
  }
}

/// What a footer says of a chunk, before it is checked.
private struct FoundChunk {
  var type = -1
  var path: [String] = []
  var codec = -1
  var values = -1
  var uncompressedBytes = -1
  var compressedBytes = -1
  var dataOffset = -1
  var dictionaryOffset: Int?
  var statistics = ColumnStatistics(emptyCells: 0)

  init(outer thrift: inout ThriftReader) throws(ParquetError) {
    var found: Self?
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      // A path of another file.
      case 1: throw thrift.unsupported
      case 3 where type == .structure: found = try Self(&thrift)
      default: try thrift.skip(type)
      }
    }
    guard let found else { throw thrift.malformed }
    self = found
  }

  private init(_ thrift: inout ThriftReader) throws(ParquetError) {
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 1: self.type = try thrift.integer(type)
      case 3:
        try thrift.list(type, of: .binary) { (thrift) throws(ParquetError) in
          path.append(try thrift.text(.binary))
        }
      case 4: codec = try thrift.integer(type)
      default: try readPlace(&thrift, id, type)
      }
    }
  }

  private mutating func readPlace(
    _ thrift: inout ThriftReader, _ id: Int, _ type: ThriftType
  ) throws(ParquetError) {
    switch id {
    case 5: values = try thrift.size(type)
    case 6: uncompressedBytes = try thrift.size(type)
    case 7: compressedBytes = try thrift.size(type)
    case 9: dataOffset = try thrift.size(type)
    case 11: dictionaryOffset = try thrift.size(type)
    case 12 where type == .structure: statistics = try ColumnStatistics(&thrift)
    default: try thrift.skip(type)
    }
  }

  func checked(
    _ column: ParquetColumn, end: Int, _ thrift: ThriftReader
  ) throws(ParquetError) -> ChunkMetadata {
    guard codec == FormatNumber.zstandard else { throw thrift.unsupported }
    let offset = dictionaryOffset ?? dataOffset
    guard type == column.kind.physicalType, path == [column.name],
      offset >= FormatNumber.magic.count, offset <= dataOffset, dataOffset < end,
      compressedBytes >= 0, compressedBytes <= end - offset,
      dictionaryOffset == nil || offset < dataOffset, dataOffset - offset <= compressedBytes
    else { throw thrift.malformed }
    return ChunkMetadata(
      offset: offset, dataOffset: dataOffset, uncompressedBytes: uncompressedBytes,
      compressedBytes: compressedBytes, statistics: statistics)
  }
}

extension ColumnStatistics {
  fileprivate init(_ thrift: inout ThriftReader) throws(ParquetError) {
    var emptyCells = 0
    var (minimum, maximum): ([UInt8]?, [UInt8]?) = (nil, nil)
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 3: emptyCells = try thrift.size(type)
      case 5: maximum = try thrift.binary(type)
      case 6: minimum = try thrift.binary(type)
      default: try thrift.skip(type)
      }
    }
    self.init(emptyCells: emptyCells)
    if let minimum, let maximum { range = (minimum, maximum) }
  }
}

// Numbers of a file may be as large as they like.
private func sum(_ numbers: [Int]) -> Int? {
  var total = 0
  for number in numbers {
    let (next, overflow) = total.addingReportingOverflow(number)
    if overflow { return nil }
    total = next
  }
  return total
}
