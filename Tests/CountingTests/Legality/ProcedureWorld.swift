import Contracts

@testable import Counting

/// Cases of unit `U` on item `I` in the small city, asked the questions of legality.
struct ProcedureWorld {
  var world = World()
  var partitions: [[[String: String]]] = []
  /// Further items of the cases of every partition.
  var items: [[String: String]] = []

  /// Makes a world of one partition; a case is decided on 2024-05-06 with a fine of 1,000 yuan.
  init(_ cases: [[String: String]] = []) {
    partitions = [cases]
  }

  /// An ordinary case with other cells.
  static func row(_ cells: [String: String]) -> [String: String] {
    [
      "case_id": "1", "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I",
      "procedure": "ordinary", "filed_date": "2024-03-01", "decided_date": "2024-05-06",
      "disposition": "punished", "penalty_types": "fine", "fine_fen": "100000",
    ].merging(cells) { $1 }
  }

  /// Facts of each case for a question; nil where it does not apply, in the order of the cases.
  func facts(_ question: ProcedureQuestion, at text: String = "2024-12") -> [[String]?] {
    index(at: text).map { row in
      let columns = ProcedureCounter.indexColumns
      guard let flag = columns.firstIndex(of: question.rawValue), row[flag] == "yes" else {
        return nil
      }
      return Array(row[(flag + 1)...].prefix(question.facts.count))
    }
  }

  /// Rows of the index.
  func index(at text: String = "2024-12") -> [[String]] { counted(at: text).index }

  /// Aggregates and index, `waiting` being the cases that may wait to be counted.
  func counted(
    at text: String = "2024-12", waiting: Int = 1_000
  ) -> (legality: LegalityAggregates, index: [[String]]) {
    var counter = ProcedureCounter(world.input, month: month(text), window: 12, seed: 1)
    counter.mostWaiting = waiting
    var index: [[String]] = []
    for cases in partitions {
      let rows = counter.add(
        read(ColumnTable(archived(.cases, cases.map(ProcedureWorld.row)))),
        items: ColumnTable(archived(.caseItems, items)))
      index += (0..<rows.count).map { row in
        ProcedureCounter.indexColumns.map { rows.cell(row, $0) }
      }
    }
    var legality = LegalityAggregates()
    counter.store(in: &legality)
    return (legality, index)
  }

  // Only what is said to be read, so that no question can ask for more.
  private func read(_ table: ColumnTable) -> ColumnTable {
    let names = table.names.filter { ProcedureCounter.columns.contains($0) }
    return ColumnTable(names: names, columns: names.map { table[$0] }, count: table.count)
  }
}
