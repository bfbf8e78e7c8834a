import Archive
import Parquet

/// Provenance rows that lie beside each partition: where every row was last stated.
enum Provenance {
  static let columns = ["identity", "content", "source", "order", "as_of", "line", "offset"]
  /// Position of the digest of the row.
  static let content = 1
}

extension Workspace {
  /// Rows of a file of the archive, header first, verified while read; or of another folder like it.
  func archivedRows(
    _ file: ArchivedFile, in folder: String? = nil
  ) throws(StageError) -> [[String]] {
    let archive = folder ?? archive
    if file.isColumnFile { return try columnRows(file, archive) }
    let bytes = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: archive).read(file)
    }
    return try csvRows(bytes, file.path)
  }

  private func columnRows(_ file: ArchivedFile, _ archive: String) throws(StageError) -> [[String]]
  {
    var rows = ParquetRows(try ParquetReader(file, archive: archive))
    var result = [rows.columns.map(\.name)]
    result.reserveCapacity(file.rows + 1)
    do throws(ParquetError) {
      while try rows.advance() { result.append(rows.cells) }
    } catch {
      throw StageError(error, in: archive + "/" + file.path)
    }
    return result
  }
}
