import ArgumentParser
import Contracts
import Indicators
import Reporting

/// Lists the input tables, or the columns of one.
struct TablesCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "List the input tables, or the columns of one with their headers and words.",
    discussion: """
      Examples:
        caseload tables
        caseload tables cases
        caseload tables --format json            as archived, with the tallies of partitions
        caseload tables --published              the tables of a report, as docs/data-dictionary.md
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  // Reads no workspace at all.
  var isWriter: Bool { false }

  @ArgumentParser.Flag(help: "The tables of a report instead, as Markdown.")
  var published = false

  @Argument(help: "Name of a table, such as cases.")
  var name: String?

  func run(_ console: Console) throws {
    if common.format == .json { return try console.document(try TableSchemas.document(name)) }
    guard !published else {
      try console.document(Report.dictionary(pages: IndicatorCatalogue.pages))
      return
    }
    guard let name else {
      for table in Table.all { try console.document("\(table.name)  \(table.title)") }
      return
    }
    try console.document(TableText.text(try Self.table(name)))
  }

  static func table(_ name: String) throws(StageError) -> Table {
    guard let table = Table.all.first(where: { $0.name == name }) else {
      throw StageError(
        .usage, "no table \(name); known: \(Table.all.map(\.name).joined(separator: " "))")
    }
    return table
  }
}

/// A table as plain text: what its header must hold, and what each column is.
enum TableText {
  static func text(_ table: Table) -> String {
    var lines = ["\(table.name)  \(table.title)", ""]
    lines += table.required.map { group in
      "needs "
        + group.map { name in
          table.index(of: name).map { "\(name) (\(table.columns[$0].title))" } ?? name
        }.joined(separator: " or ")
    }
    lines += ["a row is known by " + table.identity.joined(separator: ", "), ""]
    return (lines + table.columns.map(line)).joined(separator: "\n")
  }

  private static func line(_ column: Column) -> String {
    let headers = ([column.name] + column.aliases).joined(separator: ", ")
    return "\(headers): \(kind(column.kind))"
  }

  private static func kind(_ kind: ColumnKind) -> String {
    switch kind {
    case .text: "text"
    case .name: "name"
    case .code: "code"
    case .caseNumber: "number of a case or document"
    case .areaCode: "division code, 6, 9 or 12 digits"
    case .date: "date, not after the export's as-of date"
    case .validityDate: "date"
    case .month: "month"
    case .year: "year"
    case .money: "money; 元 unless the header says 万元 or 分"
    case .count: "whole number"
    case .hours: "hours; parts of one are left out"
    case .yesNo: "是 or 否"
    case .word(let vocabulary): "one of " + words(vocabulary)
    case .words(let vocabulary): "list, separated by ; or 、, of " + words(vocabulary)
    case .personIdentifier, .personIdentifiers: "identifier, kept as a pseudonym"
    case .personName: "name, never kept"
    }
  }

  private static func words(_ vocabulary: Vocabulary) -> String {
    vocabulary.terms.map { term in
      term.spellings.isEmpty
        ? term.word : "\(term.word) (\(term.spellings.joined(separator: ", ")))"
    }.joined(separator: "; ")
  }
}
