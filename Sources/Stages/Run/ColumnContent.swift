import Archive
import Parquet

/// What a file stored by columns holds, for its name and for the check of an archive.
struct ColumnContent {
  private var hasher = ContentHasher()
  private var bytes = 0

  /// Starts with the names of the columns.
  init(_ columns: [ParquetColumn]) {
    for column in columns { add((Array(column.name.utf8) + [0xFF]).span) }
  }

  /// Adds the cells of a row, 0xFF after each.
  mutating func add(_ row: Span<UInt8>) {
    hasher.update(row)
    bytes += row.count
  }

  var summary: ContentSummary { ContentSummary(bytes: bytes, sha256: hasher.hash) }

  /// Reads all of a file; nil where it is damaged.
  static let read: ColumnFileReader = { (file) throws(ArchiveError) in
    do throws(ParquetError) {
      var rows = ParquetRows(try ParquetReader(file))
      var content = ColumnContent(rows.columns)
      while try rows.advance() { content.add(rows.row.span) }
      return content.summary
    } catch .unreadable(_, let code) {
      throw .cannotRead(path: file.path, code: code)
    } catch {
      return nil
    }
  }
}

extension ParquetReader {
  /// Reads the footer of a file of the archive.
  init(_ file: RandomAccessFile) throws(ParquetError) {
    try self.init(size: file.bytes) { (offset, count) throws(ParquetError) in
      do throws(ArchiveError) {
        return try file.bytes(at: offset, count: count)
      } catch {
        guard case .cannotRead(_, let code) = error else { throw .notParquet }
        throw .unreadable(offset: offset, code: code)
      }
    }
  }

  /// Opens a file that must be the very bytes of which its snapshot speaks.
  init(_ file: ArchivedFile, archive: String) throws(StageError) {
    let found = try storing { () throws(ArchiveError) in
      let found = try PartitionStore(archive: archive).columnFile(file)
      guard try found.hash() == file.compressedSHA256 else {
        throw .mismatch(path: found.path, rule: .hash)
      }
      return found
    }
    do throws(ParquetError) {
      try self.init(found)
    } catch {
      throw StageError(error, in: found.path)
    }
    guard rows == file.rows else {
      throw StageError(.mismatch(path: found.path, rule: .columns))
    }
  }
}

extension StageError {
  /// What is wrong with a file that is read.
  init(_ error: ParquetError, in path: String) {
    if case .unreadable(_, let code) = error {
      self.init(ArchiveError.cannotRead(path: path, code: code))
    } else {
      self.init(.dataRefused, "\(path): \(error); run caseload verify")
    }
  }
}
