import Archive
import CSV
import Contracts
import Parquet

/// Rows of a file of the archive one by one, verified while read.
struct ArchivedRowReader: ~Copyable {
  // Rows stored by columns are put together by so many bytes at a time.
  private static let batchBytes = 1 << 16

  private let file: ArchivedFile?
  private let archive: String
  private var reader: FrameReader?
  // Where the file is stored by columns.
  private var columnRows: ParquetRows?
  private var stream = RowStream()
  // Rows of the last chunk: cells one after another, and where each ends.
  private var text: [UInt8] = []
  private var cellEnds: [Int] = []
  private var starts: [Int] = []
  private var counts: [Int] = []
  private var index = 0
  private var firstEnd = 0
  private var isEnded = false

  /// Opens a file, of which nil has no row; the header is read and must be `columns`.
  init(
    _ file: ArchivedFile?, archive: String, columns: [String]
  ) throws(StageError) {
    self.file = file
    self.archive = archive
    isEnded = file == nil
    guard let file else {
      reader = nil
      return
    }
    let header: [String]
    if file.isColumnFile {
      let rows = ParquetRows(try ParquetReader(file, archive: archive))
      columnRows = rows
      header = rows.columns.map(\.name)
    } else {
      reader = try storing { () throws(ArchiveError) in
        try PartitionStore(archive: archive).reader(of: file)
      }
      header = try advance() ? cells : []
    }
    guard header == columns else {
      throw StageError(.dataRefused, "\(file.path): has other columns; run caseload verify")
    }
  }

  /// Bytes that hold the row.
  var bytes: [UInt8] { text }
  /// Where the first cell starts.
  var start: Int { starts[index] }
  /// Where each cell ends, counted from `start`.
  var ends: [Int] { Array(cellEnds[firstEnd..<firstEnd + counts[index]]) }

  /// Range of the bytes of a cell.
  func cell(_ cell: Int) -> Range<Int> {
    let from = cell == 0 ? 0 : cellEnds[firstEnd + cell - 1] + 1
    return start + from..<start + cellEnds[firstEnd + cell]
  }

  /// One cell as text.
  func text(_ index: Int) -> String { String(decoding: text[cell(index)], as: UTF8.self) }

  /// The cells as texts.
  var cells: [String] {
    (0..<counts[index]).map { String(decoding: text[cell($0)], as: UTF8.self) }
  }

  /// Goes to the next row; false after the last one.
  mutating func advance() throws(StageError) -> Bool {
    if index < starts.count {
      firstEnd += counts[index]
      index += 1
    }
    while index >= starts.count {
      guard !isEnded else { return false }
      if columnRows == nil { try refill() } else { try refillFromColumns() }
    }
    return true
  }

  private mutating func refillFromColumns() throws(StageError) {
    guard var rows = columnRows.take() else { return }
    (index, firstEnd) = (0, 0)
    text.removeAll(keepingCapacity: true)
    cellEnds.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    do throws(ParquetError) {
      while text.count < Self.batchBytes, !isEnded {
        guard try rows.advance() else {
          isEnded = true
          break
        }
        starts.append(text.count)
        counts.append(rows.ends.count)
        cellEnds.append(contentsOf: rows.ends)
        text.append(contentsOf: rows.row)
      }
    } catch {
      throw StageError(error, in: "\(archive)/\(file?.path ?? "")")
    }
    columnRows = rows
  }

  private mutating func refill() throws(StageError) {
    let chunk: [UInt8]
    do throws(ArchiveError) {
      chunk = try reader?.nextChunk() ?? []
    } catch {
      throw StageError(error)
    }
    if chunk.isEmpty { try checkEnd() }
    (index, firstEnd) = (0, 0)
    var (text, ends, starts, counts): ([UInt8], [Int], [Int], [Int]) = ([], [], [], [])
    text.reserveCapacity(chunk.count + chunk.count / 8)
    do throws(CSVError) {
      _ = try stream.feed(chunk) { row, cellEnds in
        starts.append(text.count)
        counts.append(cellEnds.count)
        ends.append(contentsOf: cellEnds)
        for place in row.indices { text.append(row[place]) }
        // The last cell of a line has no byte after it.
        if row.count == cellEnds.last { text.append(0) }
        return true
      }
    } catch {
      throw StageError(.dataRefused, "\(file?.path ?? ""): \(error)")
    }
    (self.text, cellEnds, self.starts, self.counts) = (text, ends, starts, counts)
  }

  private mutating func checkEnd() throws(StageError) {
    isEnded = true
    let summary: FrameSummary?
    do throws(ArchiveError) {
      summary = try reader?.readToEnd()
    } catch {
      throw StageError(error)
    }
    guard let summary, let file else { return }
    let rule: ArchiveRule? =
      summary.compressedSHA256 != file.compressedSHA256
      ? .hash : summary.sha256 != file.sha256 ? .contentHash : nil
    if let rule { throw StageError(.mismatch(path: archive + "/" + file.path, rule: rule)) }
  }
}
