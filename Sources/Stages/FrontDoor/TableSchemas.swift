import Contracts
import Foundation

/// The archived tables and the tallies of partitions for other programs, as JSON.
enum TableSchemas {
  private struct ColumnSchema: Encodable {
    let name: String
    /// `text`, `date` (YYYY-MM-DD) or `integer` (64 bits; an amount in fen); empty is not given.
    let type: String
  }

  private struct TableSchema: Encodable {
    let name: String
    let columns: [ColumnSchema]
    /// Columns that no two rows of the table agree in.
    let identity: [String]
  }

  private struct TallySchema: Encodable {
    let name: String
    let table: String
    let keys: [String]
    let measures: [String]
    /// What the tally, and so the name of its file, depends on besides the partition.
    let follows: [String]
  }

  /// One line a table and a tally, so that a difference can be read.
  static func document(_ name: String?) throws(StageError) -> String {
    let tables = try name.map { name throws(StageError) in [try TablesCommand.table(name)] }
    let lists = [
      ("tables", try lines((tables ?? Table.all + [.caseItems]).map(schema))),
      (
        "tallies",
        try lines(
          PartitionTallies.all.flatMap(schemas).filter { tally in
            name == nil || tally.table == name
          })
      ),
    ]
    return "{\"schema\":1,\"seal\":\"\(TallyCache.sealName)\","
      + lists.map { "\"\($0.0)\":[\n\($0.1)\n]" }.joined(separator: ",") + "}"
  }

  private static func schema(_ table: Table) -> TableSchema {
    let names = table.identity.map { name in
      table.index(of: name).flatMap { table.columns[$0].archiveName } ?? name
    }
    return TableSchema(name: table.name, columns: table.columns.compactMap(schema), identity: names)
  }

  private static func schema(_ column: Column) -> ColumnSchema? {
    column.archiveName.map { name in
      switch column.kind {
      case .date, .validityDate: ColumnSchema(name: name, type: "date")
      case .money, .count, .hours, .year: ColumnSchema(name: name, type: "integer")
      default: ColumnSchema(name: name, type: "text")
      }
    }
  }

  private static func schemas(_ tallies: PartitionTallies) -> [TallySchema] {
    let follows =
      (tallies.followsItems ? [Table.caseItems.name] : [])
      + (tallies.followsBasis ? ["counting.basis"] : [])
    return tallies.shapes.map { shape in
      TallySchema(
        name: shape.name, table: tallies.table.name, keys: shape.keys, measures: shape.measures,
        follows: follows)
    }
  }

  private static func lines(_ values: [some Encodable]) throws(StageError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try values.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        .joined(separator: ",\n")
    } catch {
      throw StageError(.ourBug, "JSON: a value cannot be written")
    }
  }
}
