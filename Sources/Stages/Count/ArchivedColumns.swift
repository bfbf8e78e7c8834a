import Archive
import CSV
import Contracts
import Parquet

extension Workspace {
  /// Rows of a file of the archive column by column, verified while read.
  func archivedColumns(_ file: ArchivedFile) throws(StageError) -> ColumnTable {
    file.isColumnFile ? try storedColumns(file) : try parsedColumns(file)
  }

  private func storedColumns(_ file: ArchivedFile) throws(StageError) -> ColumnTable {
    let reader = try ParquetReader(file, archive: archive)
    var columns: [CodedColumn] = []
    do throws(ParquetError) {
      for column in reader.columns.indices {
        var (texts, codes): (TextCodes, [UInt32]) = (TextCodes(), [])
        codes.reserveCapacity(reader.rows)
        for group in 0..<reader.groupCount {
          let cells = try reader.cells(ofColumn: column, inGroup: group).distinct()
          let own = (0..<cells.valueCount).map { texts.code(of: cells.text(of: UInt32($0))) }
          for code in cells.codes { codes.append(own[Int(code)]) }
        }
        columns.append(CodedColumn(codes: codes, texts: texts.texts))
      }
    } catch {
      throw StageError(error, in: archive + "/" + file.path)
    }
    return ColumnTable(
      names: reader.columns.map(\.name), columns: columns, count: reader.rows)
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
