import Archive
import Contracts
import Foundation
import Parquet
import TestSupport
import Testing

@testable import Stages

/// Tables that the archive stores by columns: written, taken over, read, checked.
@Suite struct ColumnTableTests {
  private let folder: TemporaryFolder
  private var archive: String { folder.path + "/archive" }
  private var staging: String { folder.path + "/staging" }
  private var workspace: Workspace { Workspace(folder.path) }

  init() throws { folder = try TemporaryFolder() }

  private func written(_ table: Table, _ rows: [[String]]) throws -> ArchivedFile {
    var writer = ColumnTableWriter(
      table.parquetColumns, archive: staging, folder: "\(table.name)/month=2024-05",
      prefix: "part", label: FileLabel(table: table.name, month: "2024-05", kind: .partition))
    for (index, cells) in rows.enumerated() {
      guard index % 2 == 0 else {
        try writer.append(cells)
        continue
      }
      // As rows lie in runs: after others, any byte between two cells.
      var (bytes, ends): ([UInt8], [Int]) = (Array("xyz".utf8), [])
      for cell in cells {
        bytes += Array(cell.utf8)
        ends.append(bytes.count - 3)
        bytes.append(UInt8(index % 7))
      }
      try writer.append(bytes, from: 3, ends: ends)
    }
    return try #require(try writer.finish())
  }

  private func adopted(_ file: ArchivedFile) throws -> ArchivedFile {
    try PartitionStore(archive: archive).adopt(
      file, from: staging, readingOthersWith: ColumnContent.read)
  }

  private func publish(_ file: ArchivedFile) throws {
    let snapshots = SnapshotStore(archive: archive)
    try snapshots.publish(snapshots.next(files: [file], sources: []))
  }

  private func findings() throws -> [ArchiveRule] {
    try ArchiveCheck(of: archive, readingColumnsWith: ColumnContent.read).findings.map(\.rule)
  }

  private static func inspections(_ count: Int) -> [[String]] {
    var random = SeededGenerator(seed: 61)
    return (0..<count).map { index in
      let filled = [
        "inspection_id": "J\(index)", "unit_code": "DW\(Int.random(in: 1...9, using: &random))",
        "domain": ["市场监管", "", "a,\"b\"\nc"].randomElement(using: &random) ?? "",
        "date": ["2024-05-31", "2024-05-01", ""].randomElement(using: &random) ?? "",
        "party": String(UInt64.random(in: 0 ... .max, using: &random), radix: 16),
      ]
      return Table.inspections.archiveNames.map { filled[$0] ?? "" }
    }
  }

  private static let items = [
    ["DW1", "1号", "SC-001", "未明码标价", "市场监管", "p1", "", "", ""],
    ["DW1", "1号", "SC-002", "", "市场监管", "p2", "enterprise", "", ""],
  ]

  @Test func rowsComeBackByBothReaders() throws {
    let rows = Self.inspections(3_000)
    let file = try adopted(try written(.inspections, rows))
    let names = Table.inspections.archiveNames
    #expect(try workspace.archivedRows(file) == [names] + rows)
    var reader = try ArchivedRowReader(file, archive: archive, columns: names)
    var read: [[String]] = []
    while try reader.advance() { read.append(reader.cells) }
    #expect(read == rows)
    try publish(file)
    #expect(try findings() == [])
    // By hand: the names, then the cells, each before 0xFF.
    var content: [UInt8] = []
    for cell in ([names] + rows).joined() { content += Array(cell.utf8) + [0xFF] }
    #expect((file.sha256, file.bytes) == (ContentHash(of: content), content.count))
    #expect(file.path.hasSuffix("/part-\(file.sha256.hexadecimal.prefix(16)).parquet"))
  }

  @Test func aTableWithoutRowsLeavesNothing() throws {
    let writer = ColumnTableWriter(
      Table.caseItems.parquetColumns, archive: staging, folder: "case_items/month=2024-05",
      prefix: "part", label: FileLabel(table: "case_items", month: nil, kind: .partition))
    #expect(try writer.finish() == nil)
    #expect(!FileManager.default.fileExists(atPath: staging))
  }

  @Test func whatOlderSnapshotsKnowStays() throws {
    let rows = Self.inspections(40)
    let file = try adopted(try written(.inspections, rows))
    let path = archive + "/" + file.path
    // The same rows in other bytes, as another version of a library makes them.
    var other = try ParquetWriter(Table.inspections.parquetColumns, level: 9)
    for row in rows { try other.append(row) }
    try other.finish()
    let bytes = other.takeBytes()
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let kept = try adopted(try written(.inspections, rows))
    #expect((kept.path, kept.compressedSHA256) == (file.path, ContentHash(of: bytes)))
    try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: path))
    #expect(try adopted(try written(.inspections, rows)) == file)
  }

  @Test func everyFlippedBitIsFound() throws {
    var writer = ColumnTableWriter(
      [
        ParquetColumn("case_id", .text), ParquetColumn("filed_date", .date),
        ParquetColumn("fine_fen", .integer),
      ], archive: staging, folder: "cases/month=2024-05", prefix: "part",
      label: FileLabel(table: "cases", month: "2024-05", kind: .partition))
    for row in [["1号", "2024-05-01", "200"], ["2号", "", "-7"]] { try writer.append(row) }
    let file = try adopted(try #require(try writer.finish()))
    try publish(file)
    let path = URL(fileURLWithPath: archive + "/" + file.path)
    let good = Array(try Data(contentsOf: path))
    #expect(try findings() == [])
    for bit in 0..<good.count * 8 {
      var bad = good
      bad[bit / 8] ^= 1 << UInt8(bit % 8)
      try Data(bad).write(to: path)
      #expect(try findings().contains(.hash), "bit \(bit)")
    }
  }

  @Test func damagedDataAreRefusedWithOneLine() throws {
    let file = try adopted(try written(.caseItems, Self.items))
    let path = archive + "/" + file.path
    let good = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var flipped = good
    flipped[good.count / 2] ^= 1
    for (damage, rule) in [
      (Array(good.dropLast()), ArchiveRule.size), ([], .size), (good + [0], .size),
      (flipped, .hash),
    ] {
      try Data(damage).write(to: URL(fileURLWithPath: path))
      let line = "\(path): differs from its snapshot: \(rule.rawValue)"
      try expectRefusal(line) { _ = try workspace.archivedRows(file) }
      try expectRefusal(line) {
        _ = try ArchivedRowReader(
          file, archive: archive, columns: Table.caseItems.archiveNames)
      }
    }
  }

  @Test func whatIsNoTableOfOursIsRefused() throws {
    let file = try adopted(try written(.caseItems, Self.items))
    let path = archive + "/" + file.path
    try expectRefusal("\(file.path): has other columns; run caseload verify") {
      _ = try ArchivedRowReader(file, archive: archive, columns: Table.cases.archiveNames)
    }
    // What a snapshot itself takes for a table.
    var text = try PartitionStore(archive: archive).newColumnFile(
      folder: "case_items/month=2024-05", prefix: "part",
      label: FileLabel(table: file.table, month: file.month, kind: file.kind))
    try text.write(Array("unit_code,case_id\n".utf8))
    let claimed = try text.commit(
      ContentSummary(bytes: file.bytes, sha256: file.sha256), rows: file.rows)
    #expect(claimed.path == file.path)
    try expectRefusal("\(path): is not a Parquet file; run caseload verify") {
      _ = try workspace.archivedRows(claimed)
    }
  }

  private func expectRefusal(_ line: String, _ read: () throws -> Void) throws {
    let error = #expect(throws: StageError.self) { try read() }
    #expect(error?.exitCode == 65)
    #expect(error?.description == line)
  }
}
