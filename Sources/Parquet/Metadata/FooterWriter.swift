extension FileMetadata {
  /// Fixed, so that equal rows give equal bytes; the number is that of the archive's format.
  private static let writer = "caseload version 2"

  /// The footer in the compact protocol of Thrift.
  var footer: [UInt8] {
    var thrift = ThriftWriter()
    thrift.structure { file in
      file.field(1, FormatNumber.version)
      writeSchema(to: &file)
      file.field(3, rows, as: .int64)
      file.field(4, listOf: groups.count, .structure)
      for (index, group) in groups.enumerated() { write(group, index, to: &file) }
      file.field(6, Array(Self.writer.utf8))
      // The order that each type defines; without it readers distrust the statistics of text.
      file.field(7, listOf: columns.count, .structure)
      for _ in columns { file.structure { $0.field(1) { _ in } } }
    }
    return thrift.bytes
  }

  private func writeSchema(to file: inout ThriftWriter) {
    file.field(2, listOf: columns.count + 1, .structure)
    file.structure { root in
      root.field(4, Array("schema".utf8))
      root.field(5, columns.count)
    }
    for column in columns {
      file.structure { leaf in
        leaf.field(1, column.kind.physicalType)
        leaf.field(3, FormatNumber.optional)
        leaf.field(4, Array(column.name.utf8))
        if let type = column.kind.convertedType { leaf.field(6, type) }
        if let type = column.kind.logicalType {
          leaf.field(10) { union in union.field(type) { _ in } }
        }
      }
    }
  }

  private func write(_ group: GroupMetadata, _ index: Int, to file: inout ThriftWriter) {
    let start = group.chunks.first?.offset ?? 0
    file.structure { row in
      row.field(1, listOf: group.chunks.count, .structure)
      for (column, chunk) in zip(columns, group.chunks) {
        row.structure { outer in
          outer.field(2, 0, as: .int64)
          outer.field(3) { write(chunk, of: column, rows: group.rows, to: &$0) }
        }
      }
      row.field(2, group.chunks.reduce(0) { $0 + $1.uncompressedBytes }, as: .int64)
      row.field(3, group.rows, as: .int64)
      row.field(5, start, as: .int64)
      row.field(6, group.chunks.reduce(0) { $0 + $1.compressedBytes }, as: .int64)
      if let ordinal = Int16(exactly: index) { row.field(7, Int(ordinal), as: .int16) }
    }
  }

  private func write(
    _ chunk: ChunkMetadata, of column: ParquetColumn, rows: Int, to thrift: inout ThriftWriter
  ) {
    let encodings =
      chunk.hasDictionary
      ? [FormatNumber.plain, FormatNumber.runs, FormatNumber.dictionaryCodes]
      : [FormatNumber.plain, FormatNumber.runs]
    thrift.field(1, column.kind.physicalType)
    thrift.field(2, listOf: encodings.count, .int32)
    for encoding in encodings { thrift.append(encoding) }
    thrift.field(3, listOf: 1, .binary)
    thrift.append(Array(column.name.utf8))
    thrift.field(4, FormatNumber.zstandard)
    thrift.field(5, rows, as: .int64)
    thrift.field(6, chunk.uncompressedBytes, as: .int64)
    thrift.field(7, chunk.compressedBytes, as: .int64)
    thrift.field(9, chunk.dataOffset, as: .int64)
    if chunk.hasDictionary { thrift.field(11, chunk.offset, as: .int64) }
    thrift.field(12) { statistics in
      statistics.field(3, chunk.statistics.emptyCells, as: .int64)
      guard let range = chunk.statistics.range else { return }
      statistics.field(5, range.maximum)
      statistics.field(6, range.minimum)
    }
  }
}
