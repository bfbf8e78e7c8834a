import Archive
import CSV
import Contracts
import Parquet

extension Workspace {
  /// Rows of a file of the archive column by column, verified while read.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - names: Columns that are asked for; nil for all. Others may be missing.
  /// - Returns: The rows.
  /// - Throws: What is wrong with the file.
  func archivedColumns(
    _ file: ArchivedFile, only names: Set<String>? = nil
  ) throws(StageError) -> ColumnTable {
    file.isColumnFile ? try storedColumns(file, names) : try parsedColumns(file)
  }

  private func storedColumns(
    _ file: ArchivedFile, _ names: Set<String>?
  ) throws(StageError) -> ColumnTable {
    let reader = try ParquetReader(file, archive: archive)
    let asked = reader.columns.indices.filter { column in
      names?.contains(reader.columns[column].name) ?? true
    }
    var columns: [CodedColumn] = []
    do throws(ParquetError) {
      for column in asked { columns.append(try storedColumn(column, of: reader)) }
    } catch {
      throw StageError(error, in: archive + "/" + file.path)
    }
    return ColumnTable(
      names: asked.map { reader.columns[$0].name }, columns: columns, count: reader.rows)
  }

  private func storedColumn(
    _ column: Int, of reader: ParquetReader
  ) throws(ParquetError) -> CodedColumn {
    var (texts, codes): (TextCodes, [UInt32]) = (TextCodes(), [])
    for group in 0..<reader.groupCount {
      let cells = try reader.cells(ofColumn: column, inGroup: group).distinct()
      let values = (0..<cells.valueCount).map { cells.text(of: UInt32($0)) }
      // The numbers of a lone group are those of the column.
      if reader.groupCount == 1 { return CodedColumn(codes: cells.codes, texts: values) }
      let own = values.map { texts.code(of: $0) }
      codes += cells.codes.map { own[Int($0)] }
    }
    return CodedColumn(codes: codes, texts: texts.texts)
  }

  private func parsedColumns(_ file: ArchivedFile) throws(StageError) -> ColumnTable {
    let bytes = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: archive).read(file)
    }
    var stream = RowStream()
    var reader = ColumnReader(names: [])
    var isHeaderRead = false
    do throws(CSVError) {
      for chunk in [bytes, []] {
        let isSound = try stream.feed(chunk) { row, ends in
          guard isHeaderRead else {
            reader = ColumnReader(names: RowText(row, ends: ends).cells)
            isHeaderRead = true
            return true
          }
          return reader.add(row, ends: ends)
        }
        precondition(isSound, "row width")
      }
    } catch {
      throw StageError(.dataRefused, "\(file.path): \(error)")
    }
    return reader.table
  }
}
