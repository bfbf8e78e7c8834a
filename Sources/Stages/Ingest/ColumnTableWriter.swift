import Archive
import Contracts
import Parquet

/// A table of the archive written row by row and stored by columns.
///
/// A group of rows is in memory at a time, and nothing is made for a table without rows.
struct ColumnTableWriter: ~Copyable {
  private struct Parts: ~Copyable {
    var content: ColumnContent
    var writer: ParquetWriter
    var file: ColumnFile

    mutating func append(_ row: Span<UInt8>, ends: [Int]) throws(ParquetError) {
      try writer.append(row, ends: ends)
      guard writer.isBatchFull else { return }
      addBatch()
      try writer.encodeBatch()
    }

    mutating func finish() throws(ParquetError) {
      addBatch()
      try writer.finish()
    }

    // Hashed as they wait, rows need no second copy with the bytes between cells.
    private mutating func addBatch() { content.add(writer.batchCells.span) }
  }

  private let columns: [ParquetColumn]
  private let archive: String
  private let folder: String
  private let prefix: String
  private let label: FileLabel
  private var parts: Parts?

  /// Prepares a file `FOLDER/PREFIX-HASH.parquet` below the folder of an archive or of staging.
  init(
    _ columns: [ParquetColumn], archive: String, folder: String, prefix: String, label: FileLabel
  ) {
    self.columns = columns
    self.archive = archive
    self.folder = folder
    self.prefix = prefix
    self.label = label
  }

  /// Appends a row whose cells lie one after another, one byte that belongs to no cell after each.
  mutating func append(_ bytes: [UInt8], from start: Int, ends: [Int]) throws(StageError) {
    try append(bytes.span.extracting(start..<start + (ends.last ?? 0)), ends)
  }

  /// Appends a row of texts.
  mutating func append(_ cells: [String]) throws(StageError) {
    let row = RowText(cells)
    try append(row.text, from: 0, ends: row.ends)
  }

  private mutating func append(_ row: Span<UInt8>, _ ends: [Int]) throws(StageError) {
    if parts == nil { try open() }
    do throws(ParquetError) {
      try parts?.append(row, ends: ends)
    } catch {
      throw refusal(error)
    }
    // A group makes its bytes in one go.
    guard let bytes = parts?.writer.takeBytes(), !bytes.isEmpty else { return }
    do throws(ArchiveError) {
      try parts?.file.write(bytes)
    } catch {
      throw StageError(error)
    }
  }

  private mutating func open() throws(StageError) {
    let (archive, folder, prefix, label) = (archive, folder, prefix, label)
    let file = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: archive).newColumnFile(
        folder: folder, prefix: prefix, label: label)
    }
    do throws(ParquetError) {
      parts = Parts(
        content: ColumnContent(columns), writer: try ParquetWriter(columns), file: file)
    } catch {
      throw refusal(error)
    }
  }

  /// Writes the file; nil where it has no row.
  consuming func finish() throws(StageError) -> ArchivedFile? {
    guard var parts = parts.take() else { return nil }
    do throws(ParquetError) {
      try parts.finish()
    } catch {
      throw refusal(error)
    }
    do throws(ArchiveError) {
      try parts.file.write(parts.writer.takeBytes())
      return try parts.file.commit(parts.content.summary, rows: parts.writer.rows)
    } catch {
      throw StageError(error)
    }
  }

  // Ingestion makes cells that fit their columns, but lists of persons have no end.
  private func refusal(_ error: ParquetError) -> StageError {
    if case .rowTooLong = error {
      return StageError(.dataRefused, "\(label.table): \(error)")
    }
    return StageError(.ourBug, "\(label.table): \(error)")
  }
}
