import Contracts
import TestSupport

@testable import Parquet

/// Bytes of a file with these rows.
func parquetBytes(
  _ columns: [ParquetColumn], _ rows: [[String]], level: Int32 = 3,
  groupRows: Int = ParquetLimits.groupRows
) throws(ParquetError) -> [UInt8] {
  var writer = try ParquetWriter(columns, level: level, groupRows: groupRows)
  for row in rows { try writer.append(row) }
  try writer.finish()
  return writer.takeBytes()
}

/// Every row of a file, as cells.
func rows(of bytes: [UInt8]) throws(ParquetError) -> [[String]] {
  var rows: [[String]] = []
  _ = try ParquetReader(bytes).forEachRow { row, ends in
    var (cells, start): ([String], Int) = ([], 0)
    for end in ends {
      cells.append(String(decoding: (start..<end).map { row[$0] }, as: UTF8.self))
      start = end + 1
    }
    rows.append(cells)
    return true
  }
  return rows
}

/// The same rows in another way: by the codes of every column.
func rowsByCode(of bytes: [UInt8], distinct: Bool) throws(ParquetError) -> [[String]] {
  let reader = try ParquetReader(bytes)
  var rows: [[String]] = []
  for group in 0..<reader.groupCount {
    var cells: [ColumnCells] = []
    for column in reader.columns.indices {
      let found = try reader.cells(ofColumn: column, inGroup: group)
      cells.append(distinct ? found.distinct() : found)
    }
    for row in 0..<reader.rows(inGroup: group) {
      rows.append(cells.map { $0.text(of: $0.codes[row]) })
    }
  }
  return rows
}

/// Strings compare by canonical equivalence, so their bytes are compared.
func utf8(_ rows: [[String]]) -> [[[UInt8]]] {
  rows.map { $0.map { Array($0.utf8) } }
}

/// Every table whose rows the archive keeps.
let archivedTables =
  Table.all + [.caseItems, .deliveries, .deliveredMonths, .revisions, .rejectedCases]

/// Cells as normalised rows have them, and some that try the encodings.
struct CellMaker {
  var random: SeededGenerator
  let pieces: [String]

  init(seed: UInt64, pieces: [String] = CellMaker.pieces) {
    random = SeededGenerator(seed: seed)
    self.pieces = pieces
  }

  static let pieces = [
    "a", "Z", "0", " ", ",", "\"", "\n", "\r", "张", "港北区", "𠮷", "é", "e\u{301}", "\u{FEFF}",
    "\u{7F}", "\u{10FFFF}", "〔2024〕", "-", "=",
  ]

  mutating func rows(_ columns: [ParquetColumn], count: Int) -> [[String]] {
    // Columns differ in how often they are empty and in how many values they have.
    let habits = columns.map { column in
      (
        column.kind, empty: [0, 0, 3, 10].randomElement(using: &random) ?? 0,
        variety: [1, 2, 20, Int.max].randomElement(using: &random) ?? 1
      )
    }
    let choices = habits.map { habit in
      (0..<min(habit.variety, 20)).map { _ in cell(habit.0) }
    }
    return (0..<count).map { _ in
      habits.indices.map { index in
        let habit = habits[index]
        if Int.random(in: 0..<10, using: &random) < habit.empty { return "" }
        guard habit.variety == .max else {
          return choices[index].randomElement(using: &random) ?? ""
        }
        return cell(habit.0)
      }
    }
  }

  mutating func cell(_ kind: ParquetKind) -> String {
    switch kind {
    case .text:
      return (0..<Int.random(in: 0...9, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    case .date:
      return CalendarDate(dayNumber: Int.random(in: -25_567...84_005, using: &random)).description
    case .integer:
      let ranges: [ClosedRange<Int64>] = [0...9, -50...1_000_000, .min ... .max]
      return String(Int64.random(in: ranges.randomElement(using: &random) ?? 0...9, using: &random))
    }
  }
}
