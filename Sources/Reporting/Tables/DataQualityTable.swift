import Contracts

extension Draft {
  /// One row for each file and what became of its records, and for each code noted in it.
  var dataQualityTable: PublishedTable {
    PublishedTable(
      name: "data_quality", title: Phrase("数据质量", "Data quality"),
      description: Phrase(
        "每行为一个文件的一种去向或一个提示、退回代码的行数。",
        "Rows of a file by what became of them, and by warning or rejection code."),
      columns: Draft.dataQualityColumns, primaryKey: [],
      rows: orderedSources.flatMap(dataQualityRows))
  }

  /// Exports sorted by name, table and hash.
  var orderedSources: [SourceSummary] {
    input.observation.sources.sorted {
      [$0.name, $0.table, $0.asOf, $0.sha256].lexicographicallyPrecedes(
        [$1.name, $1.table, $1.asOf, $1.sha256])
    }
  }

  private func dataQualityRows(_ source: SourceSummary) -> [[String]] {
    let asOf = CalendarDate(source.asOf)?.description ?? ""
    let file = [InertText.cell(source.name), InertText.cell(source.table), asOf]
    let kinds = zip(SourceSummary.kinds, source.counts).map { kind, rows in
      file + [kind.uppercased(), String(rows)]
    }
    let notes = source.notes.keys.sorted().map { code in
      file + [InertText.cell(code), String(source.notes[code] ?? 0)]
    }
    return kinds + notes
  }

  private static let dataQualityColumns: [PublishedColumn] = [
    PublishedColumn(
      "file", Phrase("文件", "File"), Phrase("报送时的文件名。", "File name as delivered.")
    ).required,
    PublishedColumn(
      "table", Phrase("表", "Table"), Phrase("所属数据表。", "Table that the file holds.")),
    PublishedColumn(
      "as_of", "date", Phrase("数据截止日", "As of"),
      Phrase("数据截止日；空表示不明。", "As-of date; empty where none is known.")),
    PublishedColumn(
      "rule", Phrase("规则", "Rule"),
      Phrase("记录去向或提示、退回代码。", "What became of the records, or a code.")
    ).required,
    PublishedColumn(
      "rows", "integer", Phrase("行数", "Rows"), Phrase("行数。", "Number of rows.")
    ).required,
  ]
}
