import Archive
import Contracts
import TestSupport
import Testing

@testable import Ingestion
@testable import Stages

/// Merging identity by identity, with most rows on the disk, against `IdentityMerge` in memory.
@Suite struct StreamingMergeTests {
  private static let names = Table.cases.archiveNames

  private static func row(_ random: inout SeededGenerator) -> [String] {
    let decided = ["2024-01-31", "2024-02-01", ""].randomElement(using: &random) ?? ""
    let filled = [
      "unit_code": ["DW1", "DW2", "单位"].randomElement(using: &random) ?? "",
      "case_id": String(Int.random(in: 1...12, using: &random)),
      "item_code": ["A", "B"].randomElement(using: &random) ?? "",
      "party": ["p1", "p2"].randomElement(using: &random) ?? "",
      "filed_date": ["2024-01-02", "2023-12-30"].randomElement(using: &random) ?? "",
      "decided_date": decided, "fine_fen": ["100", "200"].randomElement(using: &random) ?? "",
    ]
    return names.map { filled[$0] ?? "" }
  }

  private static func exports(_ random: inout SeededGenerator, from order: Int) -> [[IncomingRow]] {
    (0..<Int.random(in: 1...4, using: &random)).map { place in
      let origin = RowOrigin(
        source: String(repeating: "a", count: 63) + String(place), order: order + place,
        asOf: "2024-0\(Int.random(in: 1...6, using: &random))-28", line: 0, offset: 0)
      return (0..<Int.random(in: 0...40, using: &random)).map { line in
        IncomingRow(
          cells: row(&random),
          origin: RowOrigin(
            source: origin.source, order: origin.order, asOf: origin.asOf, line: line + 2,
            offset: 10 * line))
      }
    }
  }

  private static func text(_ version: Version) -> String {
    "\(version.identity) \(version.month) \(version.content) \(version.origin) "
      + "\(version.cells) \(version.extraRows)"
  }

  private static func text(_ rows: RowGroup, _ exports: [RowOrigin]) -> String {
    let records = rows.starts.map { RowRecord(in: rows.bytes, at: $0) }
    let first = records[0].head
    let export = exports[first.export - 1]
    return text(
      Version(
        identity: String(decoding: rows.bytes[records[0].identity], as: UTF8.self),
        month: RowHead.text(ofMonth: first.month),
        cells: records[0].texts(in: rows.bytes),
        extraRows: records.dropFirst().map { $0.texts(in: rows.bytes) },
        content: first.contentText,
        origin: RowOrigin(
          source: export.source, order: export.order, asOf: export.asOf, line: first.line,
          offset: first.offset), rowCount: records.count))
  }

  private static func tableRows(
    _ exports: [[IncomingRow]], _ archived: [String: KnownVersion], folder: String
  ) throws -> TableRows {
    var rows = TableRows(.cases, folder: folder, runBytes: 3_000, isArchived: true)
    for export in exports {
      guard let origin = export.first?.origin else { continue }
      rows.begin(
        RowOrigin(
          source: origin.source, order: origin.order, asOf: origin.asOf, line: 0, offset: 0))
      var packer = RowPacker(.cases, isForAll: false)
      for (sequence, row) in export.enumerated() {
        var head = RowHead()
        (head.export, head.sequence) = (rows.exports.count, sequence)
        (head.line, head.offset) = (row.origin.line, row.origin.offset)
        packer.append(row.cells, head)
      }
      try rows.append(packer)
    }
    for (identity, known) in archived.sorted(by: { $0.key < $1.key }) {
      let origin = known.origin
      try rows.append(
        known: Array(identity.utf8)[...], month: RowHead.number(ofMonth: known.month),
        [
          known.content, origin.source, String(origin.order), origin.asOf, String(origin.line),
          String(origin.offset),
        ])
    }
    return rows
  }

  private struct Streamed {
    var changes: [String] = []
    var history: [String] = []
    var merge: RowMerge
  }

  private static func streamed(_ rows: TableRows) throws -> Streamed {
    var rows = rows
    var result = Streamed(merge: RowMerge(table: .cases, exports: rows.exports))
    var cursor = try rows.sorter.merged()
    var group = RowGroup()
    while try cursor.next(&group) {
      let merged = result.merge.merge(group)
      if let change = merged.change {
        result.changes.append(
          text(change.rows, rows.exports)
            + " \(change.replacedMonth.map(RowHead.text(ofMonth:)) ?? "-") \(change.isSameContent)")
      }
      for historic in merged.history {
        result.history.append("\(historic.reason) " + text(historic.rows, rows.exports))
      }
    }
    result.merge.finish()
    return result
  }

  @Test func agreesWithTheMergeInMemory() throws {
    var random = SeededGenerator(seed: 20_261_126)
    let folder = try TemporaryFolder()
    var seen = FileOutcome()
    for _ in 0..<40 {
      var archived: [String: KnownVersion] = [:]
      var order = 1
      for _ in 0..<3 {
        let exports = Self.exports(&random, from: order)
        order += exports.count
        var expected = IdentityMerge(table: .cases, archived: archived)
        let filled = exports.filter { !$0.isEmpty }
        for export in filled { expected.add(export) }
        let rows = try Self.tableRows(exports, archived, folder: folder.path)
        let observed = try Self.streamed(rows)
        #expect(observed.merge.outcomes == expected.outcomes)
        #expect(observed.merge.monthChanges == expected.monthChanges)
        #expect(
          observed.changes.sorted()
            == expected.changes.map {
              Self.text($0.version) + " \($0.replacedMonth ?? "-") \($0.isSameContent)"
            }.sorted())
        #expect(
          observed.history.sorted()
            == expected.history.map { "\($0.reason) " + Self.text($0.version) }.sorted())
        for change in expected.changes {
          archived[change.version.identity] = KnownVersion(
            month: change.version.month, content: change.version.content,
            origin: change.version.origin)
        }
        for outcome in expected.outcomes {
          seen.duplicate += outcome.duplicate
          seen.superseded += outcome.superseded
          seen.corrections += outcome.corrections
          seen.conflicts += outcome.conflicts
        }
      }
    }
    // The random exports do reach every outcome.
    #expect(
      seen.duplicate > 0 && seen.superseded > 0 && seen.corrections > 0 && seen.conflicts > 0)
  }

  @Test func readsChangesOfAMonthBackInTheirOrder() throws {
    var random = SeededGenerator(seed: 7)
    let folder = try TemporaryFolder()
    var streams = MonthStreams(folder: folder.path, heldBytes: 2_000)
    var expected: [Int: [String]] = [:]
    for sequence in 0..<400 {
      var run = RowRun()
      var head = RowHead()
      (head.export, head.sequence) = (1, sequence)
      let cells = [String(repeating: "x", count: Int.random(in: 0...90, using: &random))]
      run.append(head, identity: "i\(sequence)".utf8Span.span, cells)
      var rows = RowGroup()
      rows.append(from: run.bytes.span, at: 0)
      let month = Int.random(in: 1...5, using: &random)
      try streams.append(.put, rows, month: month)
      expected[month, default: []].append("\(sequence) \(cells[0].count)")
    }
    for month in streams.months {
      var cursor = streams.cursor(of: month)
      var observed: [String] = []
      try cursor.advance()
      while cursor.kind != nil {
        let record = RowRecord(in: cursor.rows.bytes, at: cursor.rows.starts[0])
        let size = record.texts(in: cursor.rows.bytes)[0].count
        observed.append("\(record.head.sequence) \(size)")
        try cursor.advance()
      }
      #expect(observed == expected[month])
    }
  }
}
