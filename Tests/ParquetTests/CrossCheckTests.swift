import CSV
import Contracts
import Foundation
import Testing

@testable import Parquet

/// DuckDB and pyarrow read what we write, and read the same.
@Suite(.enabled(if: PythonTools.exist, "there is no .venv: run make test, which makes it"))
struct CrossCheckTests {
  // Text that both CSV readers take as we mean it.
  private static let pieces = CellMaker.pieces.filter { $0 != "\r" && $0 != "\u{FEFF}" }

  @Test func bothReadTheRowsOfEveryTable() throws {
    let folder = try ScratchFolder()
    var maker = CellMaker(seed: 31, pieces: Self.pieces)
    for table in archivedTables {
      let columns = table.parquetColumns
      for (count, groupRows) in [(0, 10), (1, 10), (900, 250), (200, 1_000)] {
        let rows = maker.rows(columns, count: count)
        try folder.write("\(table.name)-\(count)", columns, rows, groupRows)
      }
    }
    #expect(try folder.crossCheck() == "\(archivedTables.count * 4) files, 0 differ\n")
  }

  @Test func bothReadColumnsThatOutgrowTheirDictionary() throws {
    let folder = try ScratchFolder()
    let columns = [
      ParquetColumn("key", .text), ParquetColumn("late", .text), ParquetColumn("number", .integer),
      ParquetColumn("few", .date), ParquetColumn("long", .text),
    ]
    let rows = (0..<60_000).map { row in
      [
        "张-\(row)", row < 9_000 ? "same" : "\(row)-and-some-more-bytes", "\(row * 7_919)",
        row % 3 == 0 ? "" : "2024-0\(1 + row % 9)-15",
        row % 20_000 == 1 ? String(repeating: "长", count: 9_000) : "",
      ]
    }
    try folder.write("large", columns, rows, ParquetLimits.groupRows)
    #expect(try folder.crossCheck() == "1 files, 0 differ\n")
  }

  @Test func anotherRowIsFound() throws {
    let folder = try ScratchFolder()
    let columns = [ParquetColumn("a", .text), ParquetColumn("b", .integer)]
    try folder.write("rows", columns, [["x", "1"], ["x", "1"], ["", "2"]], 10)
    try folder.writeCSV("rows", columns, [["x", "1"], ["", "2"], ["", "2"]])
    #expect(throws: CrossCheckFailure.self) { try folder.crossCheck() }
  }
}

/// The Python that scripts/python-tools sets up.
enum PythonTools {
  static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let python = project + "/.venv/bin/python3"

  static var exist: Bool { FileManager.default.isExecutableFile(atPath: python) }
}

struct CrossCheckFailure: Error {
  let output: String
}

/// A new empty folder, removed with the value.
private final class ScratchFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("parquet-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(
    _ name: String, _ columns: [ParquetColumn], _ rows: [[String]], _ groupRows: Int
  ) throws {
    let bytes = try parquetBytes(columns, rows, groupRows: groupRows)
    try Data(bytes).write(to: url.appendingPathComponent(name + ".parquet"))
    try writeCSV(name, columns, rows)
  }

  func writeCSV(_ name: String, _ columns: [ParquetColumn], _ rows: [[String]]) throws {
    var writer = CSVWriter()
    writer.append(columns.map(\.name))
    for row in rows { writer.append(row) }
    try Data(writer.bytes).write(to: url.appendingPathComponent(name + ".csv"))
  }

  /// What the script prints; throws where its exit code is not zero.
  func crossCheck() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PythonTools.python)
    process.arguments = [PythonTools.project + "/Tests/ParquetTests/cross_check.py", url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CrossCheckFailure(output: output) }
    return output
  }
}
