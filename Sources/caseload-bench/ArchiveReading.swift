import Archive
import Parquet

/// Counts the partitions of cases that the newest snapshot names, on some threads.
struct ArchiveReading {
  let archive: String
  let threads: Int

  /// Hands out header and rows as CSV, month after month.
  func forEachPart(_ use: ([UInt8]) throws -> Void) async throws {
    try use(MonthCount.header)
    let months = try months()
    try await withThrowingTaskGroup(of: (month: Int, part: [UInt8]).self) { group in
      var (started, used) = (0, 0)
      var waiting: [Int: [UInt8]] = [:]
      func start() {
        guard started < months.count else { return }
        let (index, files) = (started, months[started])
        group.addTask { (index, try part(of: files)) }
        started += 1
      }
      for _ in 0..<threads { start() }
      for try await (month, part) in group {
        start()
        waiting[month] = part
        while let next = waiting.removeValue(forKey: used) {
          try use(next)
          used += 1
        }
      }
    }
  }

  // Files of one month together, in the order of months.
  private func months() throws -> [[ArchivedFile]] {
    guard let snapshot = try SnapshotStore(archive: archive).latest() else {
      throw BenchError(description: "\(archive): no snapshot")
    }
    var months: [[ArchivedFile]] = []
    for file in snapshot.files where file.kind == .partition && file.table == "cases" {
      guard file.isColumnFile else {
        throw BenchError(description: "\(file.path): stored by rows, which no peer reads")
      }
      if months.last?.last?.month == file.month {
        months[months.count - 1].append(file)
      } else {
        months.append([file])
      }
    }
    return months
  }

  private func part(of files: [ArchivedFile]) throws -> [UInt8] {
    var groups: [RowGroup] = []
    for file in files { groups += try rows(of: file) }
    return MonthCount(groups).csv(month: files.first?.month ?? "")
  }

  private func rows(of file: ArchivedFile) throws -> [RowGroup] {
    let stored = try PartitionStore(archive: archive).columnFile(file)
    let reader = try ParquetReader(size: stored.bytes) { (offset, count) throws(ParquetError) in
      do throws(ArchiveError) {
        return try stored.bytes(at: offset, count: count)
      } catch {
        guard case .cannotRead(_, let code) = error else { throw .notParquet }
        throw .unreadable(offset: offset, code: code)
      }
    }
    guard reader.rows == file.rows else {
      throw BenchError(description: "\(file.path): not the rows of the snapshot")
    }
    let places = try (RowGroup.keys + [RowGroup.fine]).map { name in
      guard let place = reader.columns.firstIndex(where: { $0.name == name }) else {
        throw BenchError(description: "\(file.path): no column \(name)")
      }
      return place
    }
    return try (0..<reader.groupCount).map { group in
      let columns = try places.map { try reader.cells(ofColumn: $0, inGroup: group) }
      return RowGroup(keys: Array(columns.dropLast()), fines: columns[RowGroup.keys.count])
    }
  }
}

/// The columns of a group of rows that are counted.
struct RowGroup {
  /// The columns whose values make up the key of a count.
  static let keys = ["unit_code", "district_code", "domain", "item_code"]
  /// The column that is summed.
  static let fine = "fine_fen"

  let keys: [ColumnCells]
  let fines: ColumnCells
}
