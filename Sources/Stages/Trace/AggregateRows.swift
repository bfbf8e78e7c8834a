import Archive
import CSV
import Contracts

/// Rows of an aggregate of counts/MONTH that stand behind a figure.
struct AggregateRows: Sendable {
  /// Name of the aggregate, without extension.
  let name: String
  /// The file below the workspace.
  let file: String
  /// Columns of the file.
  private(set) var columns: [String] = []
  /// The rows in the order of the file.
  private(set) var rows: [[String]] = []

  /// Reads the rows that an evidence names, as `counts/MONTH/NAME.csv: KEY`.
  ///
  /// - Parameters:
  ///   - evidence: File and key; the key's words follow one another in the row's cells.
  ///   - period: Months to keep where the rows have one.
  ///   - workspace: The workspace.
  /// - Throws: When the file is missing or is none of ours.
  init(
    evidence: String, period: ClosedRange<Month>, _ workspace: Workspace
  ) throws(StageError) {
    let parts = evidence.split(separator: ":", maxSplits: 1).map(String.init)
    let path = (parts.first ?? "").split(separator: "/").map(String.init)
    guard path.count == 3, path[0] == "counts", Month(path[1]) != nil,
      path[2].hasSuffix(".csv")
    else { throw StageError(.inputMissing, "the flag states no aggregate to look under") }
    file = parts[0]
    name = String(path[2].dropLast(4))
    let key = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    try read(workspace.file(file)) { row, columns in
      guard Self.holds(row, key) else { return false }
      let month = columns.firstIndex(of: "month").flatMap { Month(row[$0]) }
      return month.map(period.contains) ?? true
    }
  }

  /// Reads the rows of an aggregate of which every stated cell holds a value.
  init(
    _ name: String, month: Month, where cells: [String: String], _ workspace: Workspace
  ) throws(StageError) {
    self.name = name
    file = "counts/\(month)/\(name).csv"
    try read(workspace.file(file)) { row, columns in
      cells.allSatisfy { name, value in
        columns.firstIndex(of: name).map { row[$0] == value } ?? false
      }
    }
  }

  /// Sums of the aggregate's count by month; empty where its rows have no month.
  var byMonth: [(month: String, count: Int)] {
    guard let month = columns.firstIndex(of: "month"), let measure else { return [] }
    var sums: [String: Int] = [:]
    for row in rows { sums[row[month], default: 0] += Int(row[measure]) ?? 0 }
    return sums.keys.sorted().map { ($0, sums[$0] ?? 0) }
  }

  /// Title of the column that `byMonth` sums up.
  var measureTitle: Phrase {
    Self.measures.first { columns.contains($0.english) } ?? Phrase("", "")
  }

  // The first that a table has; in English they are called like the columns.
  private static let measures = [
    Phrase("案件", "cases"), Phrase("检查", "visits"), Phrase("投诉举报", "complaints"),
    Phrase("决定", "decisions"), Phrase("移送", "referrals"), Phrase("行数", "rows"),
    Phrase("记录", "records"),
  ]

  private var measure: Int? {
    Self.measures.lazy.compactMap { columns.firstIndex(of: $0.english) }.first
  }

  /// Whether the words of a key are cells of a row, in their order; a cell may hold blanks of its own.
  static func holds(_ row: [String], _ key: String) -> Bool {
    var rest = key[...]
    for cell in row where !cell.isEmpty && rest.hasPrefix(cell) {
      let after = rest.dropFirst(cell.count)
      guard after.isEmpty || after.first == " " else { continue }
      rest = after.drop { $0 == " " }
      if rest.isEmpty { return true }
    }
    return rest.isEmpty
  }

  // Row by row: the cells of a large city do not fit twice into memory.
  private mutating func read(
    _ path: String, _ isMeant: ([String], [String]) -> Bool
  ) throws(StageError) {
    var file = try storing { () throws(ArchiveError) in try InputFile(path) }
    var stream = RowStream()
    var columns: [String] = []
    var rows: [[String]] = []
    while true {
      let chunk = try storing { () throws(ArchiveError) in try file.nextChunk() }
      let isSound = try? stream.feed(chunk) { row, ends in
        var cells: [String] = []
        for index in ends.indices {
          let start = index == 0 ? 0 : ends[index - 1] + 1
          cells.append(String(decoding: (start..<ends[index]).map { row[$0] }, as: UTF8.self))
        }
        guard !columns.isEmpty else {
          columns = cells
          return true
        }
        guard cells.count == columns.count else { return false }
        if isMeant(cells, columns) { rows.append(cells) }
        return true
      }
      guard isSound == true else { throw TableFile.damaged(path, record: stream.record) }
      if chunk.isEmpty { break }
    }
    (self.columns, self.rows) = (columns, rows)
  }
}

/// From an aggregate to the input tables that it is counted from.
enum AggregateSources {
  /// Names of the input tables behind an aggregate; empty where it is none.
  static func tables(of aggregate: String) -> [String] {
    if aggregate.hasPrefix("procedure_") { return [Table.cases.name] }
    return (byName[aggregate] ?? []).map(\.name)
  }

  private static let byName: [String: [Table]] = [
    "annual_decisions": [.cases],
    "annual_totals": [.annualTotals, .cases],
    "case_blanks": [.cases],
    "case_counts": [.cases],
    "cells": [.cases, .inspections, .complaints, .explanations],
    "complaint_answers": [.complaints],
    "complaint_results": [.complaints],
    "conduct_records": [.accountability, .conductComplaints],
    "decision_days": [.cases],
    "finance_amounts": [.finances],
    "fine_bands": [.catalogue],
    "expired_explanations": [.explanations],
    "followup_steps": [.followups],
    "holidays": [.holidays],
    "officer_facts": [.officers],
    "officer_months": [.cases],
    "party_multiplicities": [.cases],
    "party_visits": [.inspections],
    "penalty_outcomes": [.cases],
    "referrals": [.referrals],
    "register_visits": [.register, .inspections],
    "repeated_visits": [.inspections],
    "review_draw": [.cases],
    "review_frame": [.cases],
    "revisions": [.cases],
    "unit_months": [.feeds, .cases],
    "unit_staff": [.units],
    "unmatched": [.cases],
    "unsent_inspections": [.feeds],
    "visit_conduct": [.inspections],
    "visit_frequency": [.register, .inspections],
    "visit_outcomes": [.inspections],
    "visits_over_cap": [.inspections],
  ]
}
