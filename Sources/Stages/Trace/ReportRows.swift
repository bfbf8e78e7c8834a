import Archive
import Contracts
import Foundation
import Reporting

/// Rows of a published table, or of an aggregate, that a key names.
struct ReportRows {
  let columns: [String]
  let rows: [[String]]

  /// Reads a table of a report, of whichever level it has, or else an aggregate of the month.
  ///
  /// - Parameters:
  ///   - table: Name of the table.
  ///   - key: `column=value` each, or the values of the key's columns in their order; of an aggregate
  ///     also some of them, as the evidence of flags has it.
  ///   - report: The report.
  ///   - workspace: The workspace.
  /// - Throws: When there is no such table, or the key names a column that it lacks.
  init(
    _ table: String, key: [String], _ report: TracedReport, _ workspace: Workspace
  ) throws(StageError) {
    let month = report.month
    let folder = "\(workspace.reports)/\(month)\(report.folder)"
    let paths = [
      "\(folder)/\(table).csv", "\(folder)/\(table)-internal.csv",
      "\(workspace.counts)/\(month)/\(table).csv",
    ]
    let isName = table.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    var found: String?
    for path in paths where found == nil && isName {
      let kind = try storing { () throws(ArchiveError) in try FileStore.kind(of: path) }
      if kind != nil { found = path }
    }
    guard let path = found else {
      throw StageError(.inputMissing, "\(folder): holds no table \(table)")
    }
    let all = try workspace.rows(of: path)
    let columns = all.first ?? []
    let cells = try Self.cells(key, Self.keyColumns(table, columns), columns, path)
    self.columns = columns
    let isOwn = report.filter(columns, isNarrowed: !path.hasPrefix(workspace.counts))
    let own = all.dropFirst().map { $0.map(Self.plain) }.filter(isOwn)
    let named = own.filter { row in cells.allSatisfy { $1.holds(row[$0]) } }
    // The evidence of a flag names an aggregate's cells in their order and leaves others out.
    let isEvidence = named.isEmpty && !key.contains { $0.contains("=") }
    rows =
      isEvidence && path.hasPrefix(workspace.counts)
      ? own.filter { AggregateRows.holds($0, key.joined(separator: " ")) } : named
    guard !rows.isEmpty else { throw StageError(.usage, "\(path): no row with that key") }
  }

  /// The cell of a row by name; nil where the table has no such column.
  func cell(_ row: [String], _ name: String) -> String? {
    columns.firstIndex(of: name).map { row[$0] }
  }

  /// Sum of a column; nil where the table has no such column.
  func sum(_ name: String) -> Int? {
    columns.firstIndex(of: name).map { column in rows.reduce(0) { $0 + (Int($1[column]) ?? 0) } }
  }

  // The apostrophe that keeps spreadsheets from executing text is not part of it.
  private static func plain(_ cell: String) -> String {
    cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
  }

  private static func keyColumns(_ table: String, _ columns: [String]) -> [String] {
    switch table {
    case "case_counts": ["month", "unit_code", "district_code", "domain", "item_code"]
    case "zero_cells": ["level", "unit_code", "district_code", "domain", "item_code"]
    default: columns
    }
  }

  private static func cells(
    _ key: [String], _ order: [String], _ columns: [String], _ path: String
  ) throws(StageError) -> [(Int, Wanted)] {
    let isNamed = key.allSatisfy { $0.contains("=") }
    guard isNamed || key.count <= order.count else {
      throw StageError(.usage, "\(path): the key has \(order.count) columns: \(order)")
    }
    var cells: [(Int, Wanted)] = []
    for (index, part) in key.enumerated() {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let (name, value) = isNamed ? (String(halves[0]), String(halves[1])) : (order[index], part)
      guard let column = columns.firstIndex(of: name) else {
        throw StageError(
          .usage, "\(path): no column \(name); it has \(columns.joined(separator: " "))")
      }
      cells.append((column, Wanted(value)))
    }
    return cells
  }
}

/// What a cell must hold to be meant by a key.
private enum Wanted {
  case text(String)
  case months(ClosedRange<Month>)
  case filled

  // `2024-01..2024-12` is a range of months, `*` whatever is not empty.
  init(_ text: String) {
    let ends = text.components(separatedBy: "..").map { Month($0) }
    if ends.count == 2, let first = ends[0], let last = ends[1], first <= last {
      self = .months(first...last)
    } else {
      self = text == "*" ? .filled : .text(text)
    }
  }

  func holds(_ cell: String) -> Bool {
    switch self {
    case .text(let text): cell == text
    case .months(let months): Month(cell).map(months.contains) ?? false
    case .filled: !cell.isEmpty
    }
  }
}

/// The report that a figure stands in: of a month, and of the city or of one division.
struct TracedReport {
  let month: Month
  /// The division; nil for the city.
  var scope: DistrictScope?

  /// Below the folder of the month.
  var folder: String {
    scope.map { "/\(ReportRun.districtsFolder)/\($0.code)" } ?? ""
  }

  /// Whether a row belongs to the report; tables of a division hold no other rows.
  func filter(_ columns: [String], isNarrowed: Bool) -> ([String]) -> Bool {
    guard let scope, !isNarrowed else { return { _ in true } }
    let (unit, district) = (
      columns.firstIndex(of: "unit_code"), columns.firstIndex(of: "district_code")
    )
    return { row in
      scope.contains(unit: unit.map { row[$0] } ?? "", district: district.map { row[$0] } ?? "")
    }
  }
}
