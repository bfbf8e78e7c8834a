import Archive
import Contracts
import Foundation
import TestSupport
import Testing

@testable import Parquet

/// The archive keeps what the writer makes, and its check reads it.
@Suite struct ArchivedColumnsTests {
  private static let columns = Table.inspections.parquetColumns

  private static func archived(_ rows: [[String]], in archive: String) throws -> ArchivedFile {
    let label = FileLabel(table: "inspections", month: "2024-05", kind: .partition)
    var file = try PartitionStore(archive: archive).newColumnFile(
      folder: "inspections/month=2024-05", prefix: "part", label: label)
    var writer = try ParquetWriter(columns)
    var content = ColumnContent(columns)
    for cells in rows {
      var (row, ends): ([UInt8], [Int]) = ([], [])
      for cell in cells {
        row += Array(cell.utf8)
        ends.append(row.count)
        row.append(0xFF)
      }
      content.add(row.span)
      try writer.append(row, ends: ends)
      try file.write(writer.takeBytes())
    }
    try writer.finish()
    try file.write(writer.takeBytes())
    return try file.commit(
      content.summary, rows: writer.rows, readingOthersWith: ColumnContent.read)
  }

  @Test func rowsComeBackFromAnArchiveThatIsSound() throws {
    let archive = FileManager.default.temporaryDirectory.path + "/parquet-" + UUID().uuidString
    defer { try? FileStore.removeFolder(archive) }
    var maker = CellMaker(seed: 5)
    let rows = maker.rows(Self.columns, count: 3_000)
    let file = try Self.archived(rows, in: archive)
    #expect(try Self.archived(rows, in: archive) == file)
    let snapshots = SnapshotStore(archive: archive)
    try snapshots.publish(snapshots.next(files: [file], sources: []))
    let check = try ArchiveCheck(of: archive, readingColumnsWith: ColumnContent.read)
    #expect(check.findings == [])
    let bytes = try PartitionStore(archive: archive).columnFile(file)
      .bytes(at: 0, count: file.compressedBytes)
    #expect(try utf8(ParquetTests.rows(of: bytes)) == utf8(rows))
    // By hand: the names, then the cells, each before 0xFF.
    let cells = [Table.inspections.archiveNames] + rows
    #expect(
      ContentHash(of: cells.flatMap { $0 }.flatMap { Array($0.utf8) + [0xFF] }) == file.sha256)
  }
}

/// What the rows of a column file are, for its name and for the check.
private struct ColumnContent {
  private var hasher = ContentHasher()
  private var bytes = 0

  init(_ columns: [ParquetColumn]) {
    for column in columns { add((Array(column.name.utf8) + [0xFF]).span) }
  }

  /// Adds the cells of a row, 0xFF after each.
  mutating func add(_ row: Span<UInt8>) {
    hasher.update(row)
    bytes += row.count
  }

  var summary: ContentSummary { ContentSummary(bytes: bytes, sha256: hasher.hash) }

  static let read: ColumnFileReader = { (file) throws(ArchiveError) in
    do throws(ParquetError) {
      let reader = try ParquetReader(size: file.bytes) { (offset, count) throws(ParquetError) in
        do throws(ArchiveError) {
          return try file.bytes(at: offset, count: count)
        } catch {
          guard case .cannotRead(_, let code) = error else { throw .notParquet }
          throw .unreadable(offset: offset, code: code)
        }
      }
      var content = ColumnContent(reader.columns)
      _ = try reader.forEachRow { row, _ in
        content.add(row)
        return true
      }
      return content.summary
    } catch .unreadable(_, let code) {
      throw .cannotRead(path: file.path, code: code)
    } catch {
      return nil
    }
  }
}
