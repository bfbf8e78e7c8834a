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
      rows: orderedSources.flatMap { dataQualityRows($0) + absenceRows($0) + repeatRows($0) })
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
      file + [kind.uppercased(), String(rows), ""]
    }
    let notes = source.notes.keys.sorted().map { code in
      file + [InertText.cell(code), String(source.notes[code] ?? 0), ""]
    }
    return kinds + notes
  }

  // What a whole register lacks is a matter of its units.
  private func absenceRows(_ source: SourceSummary) -> [[String]] {
    let asOf = CalendarDate(source.asOf)?.description ?? ""
    return absences(of: source).filter { $0.absent > 0 }.map { unit, absent, _ in
      [
        InertText.cell(source.name), InertText.cell(source.table), asOf, SourceSummary.absentCase,
        String(absent), InertText.cell(unit),
      ]
    }
  }

  private func repeatRows(_ source: SourceSummary) -> [[String]] {
    let asOf = CalendarDate(source.asOf)?.description ?? ""
    var cases: [String: Int] = [:]
    for repeated in repeats where repeated.source == source.sha256 {
      cases[repeated.unit, default: 0] += repeated.cases
    }
    return cases.keys.sorted().map { unit in
      [
        InertText.cell(source.name), InertText.cell(source.table), asOf,
        SourceSummary.repeatedCase, String(cases[unit] ?? 0), InertText.cell(unit),
      ]
    }
  }

  /// Cases that a successor delivered again, by its export, itself and the unit that is gone; sorted.
  var repeats: [(source: String, unit: String, old: String, cases: Int)] {
    let repeats = input.observation.repeats
    return repeats.sortedKeys.map { key in
      (key[0], key[1], key[2], repeats.sums[key]?[0] ?? 0)
    }
  }

  /// Units of a whole register, sorted, with the earlier cases that it lacks of those known.
  func absences(of source: SourceSummary) -> [(unit: String, absent: Int, known: Int)] {
    let absences = input.observation.absences
    return absences.sortedKeys.filter { $0[0] == source.sha256 }.map { key in
      let sums = absences.sums[key] ?? [0, 0]
      return (key[1], sums[0], sums[1])
    }
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
    PublishedColumn(
      "unit_code", Phrase("执法主体代码", "Unit code"),
      Phrase("只在规则按主体计数时填写。", "Filled where the rule counts by unit.")),
  ]
}
