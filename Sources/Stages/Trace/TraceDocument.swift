import Contracts
import Counting

/// What a trace prints: sections of lines and tables, and the records behind.
struct TraceDocument: Encodable {
  /// A part with a title: sentences, a table, or both.
  struct Section: Encodable {
    let title: String
    var lines: [String] = []
    var columns: [String] = []
    var rows: [[String]] = []
  }

  /// Grows when the document changes in a way that a reader must know.
  let schema = 1
  let title: String
  let sections: [Section]
  /// Records of the exports that stand behind, sorted.
  let records: [TracedRow]

  enum CodingKeys: String, CodingKey {
    case schema, title, sections, records
  }

  /// Prints the document, as text with at most `limit` rows of each table, 0 for all.
  func print(
    _ console: Console, _ format: ResultFormat, _ language: Language, limit: Int
  ) throws(StageError) {
    guard format == .text else {
      try console.document(String(decoding: try jsonBytes(self), as: UTF8.self))
      return
    }
    var lines = [title]
    for section in sections + recordSections(language)
    where !section.lines.isEmpty || !section.rows.isEmpty {
      lines += ["", section.title] + section.lines.map { "  " + $0 }
      lines += Self.table(section, language, limit)
    }
    try console.document(lines.map(OneLineLogHandler.escaped).joined(separator: "\n"))
  }

  private static func table(_ section: Section, _ language: Language, _ limit: Int) -> [String] {
    guard !section.rows.isEmpty else { return [] }
    let shown = limit > 0 ? Array(section.rows.prefix(limit)) : section.rows
    let rest = section.rows.count - shown.count
    let more = Phrase(
      "  ……另有\(rest)行（--limit 0 全部列出）", "  … and \(rest) more (--limit 0 lists all)")
    return ([section.columns] + shown).map { "  " + $0.joined(separator: " | ") }
      + (rest > 0 ? [more.text(language)] : [])
  }

  // As what a record counts; a row of a reference table counts as nothing.
  private static func role(_ role: String) -> Phrase {
    switch RowPlace.Role(rawValue: role) {
    case .counted: Phrase("计入", "counted")
    case .item: Phrase("另一事项", "further item")
    case .handled: Phrase("代办", "handled for another")
    case nil where role == Explanation.inScope: Phrase("范围内", "in scope")
    case nil: Phrase(role, role)
    }
  }

  // One section a table, the number of its records in the title.
  private func recordSections(_ language: Language) -> [Section] {
    let byTable = Dictionary(grouping: records, by: \.table)
    let columns = [
      Phrase("月份", "month"), Phrase("单位", "unit"), Phrase("编号", "number"),
      Phrase("计为", "counts as"), Phrase("来源文件:行", "file:line"),
    ]
    return byTable.keys.sorted().map { table in
      let own = byTable[table] ?? []
      let title =
        Table.all.first { $0.name == table }.map {
          language == .chinese ? $0.title : $0.name
        } ?? table
      let files = Set(own.map(\.sha256)).count
      let heading = Phrase(
        "背后的记录：\(title) \(own.count)条，来自\(files)个文件",
        "Records behind: \(title), \(own.count) in \(English.count(files, "file"))")
      let lost = Set(own.filter { !$0.isKept }.map(\.source)).sorted()
      let note = Phrase(
        "归档未保留原始文件：\(lost.joined(separator: "、"))",
        "The archive does not keep: \(lost.joined(separator: ", "))")
      return Section(
        title: heading.text(language), lines: lost.isEmpty ? [] : [note.text(language)],
        columns: columns.map { $0.text(language) },
        rows: own.map {
          [
            $0.month, $0.unitCode, $0.identifier, Self.role($0.role).text(language),
            "\($0.source):\($0.line)",
          ]
        })
    }
  }
}
