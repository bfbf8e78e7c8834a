import Contracts
import Ingestion

/// What an export held of each unit: its first and last month and its rows, in each part of the export.
enum DeliverySpans {
  /// Rows of the deliveries table for all exports of a run.
  static func rows(of reads: [TakenExport]) -> [IncomingRow] {
    reads.flatMap { read in
      rows(
        of: read.rows.delivered, match: read.rows.form.match, asOf: read.asOf,
        named: read.opened.asOf?.month, order: read.order,
        source: read.hash.hexadecimal, isWhole: read.rows.rejected == 0)
    }
  }

  /// Rows of the table of delivered months for all exports of cases of a run.
  static func months(of reads: [TakenExport]) -> [IncomingRow] {
    reads.filter { $0.rows.form.match.table.name == Table.cases.name }.flatMap { read in
      let source = read.hash.hexadecimal
      let origin = RowOrigin(
        source: source, order: read.order, asOf: read.asOf, line: 0, offset: 0)
      return read.rows.delivered.stretches.sorted { $0.key < $1.key }.flatMap { unit, months in
        months.map {
          IncomingRow(
            cells: [source, read.asOf, unit, $0.fromText, $0.toText, String($0.rows)],
            origin: origin)
        }
      }
    }
  }

  /// Rows of the deliveries table for one export.
  ///
  /// A source that speaks for every unit gives a row for each month, under unit `*`.
  private static func rows(
    of delivered: DeliveredRows, match: HeaderMatch, asOf: String, named: Month?, order: Int,
    source: String, isWhole: Bool
  ) -> [IncomingRow] {
    guard match.table.partitioning != .whole else { return [] }
    var spans = delivered.spans.mapValues { spans in
      spans.map { (from: $0.fromText, to: $0.toText, rows: $0.rows) }
    }
    // An export that names its month and its unit is a delivery also without a row, unless it
    // had rows and every one was rejected.
    if let unit = match.profile?.constants?["unit_code"], let named, spans[unit] == nil,
      isWhole
    {
      spans[unit] = [(named.description, named.description, 0)]
    }
    let origin = RowOrigin(source: source, order: order, asOf: asOf, line: 0, offset: 0)
    return spans.sorted { $0.key < $1.key }.flatMap { key, spans in
      let unit = key.hasPrefix("*") ? "*" : key
      return spans.map { span in
        IncomingRow(
          cells: [source, match.table.name, asOf, unit, span.from, span.to, String(span.rows)],
          origin: origin)
      }
    }
  }
}
