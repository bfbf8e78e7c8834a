import Contracts

/// Columns that the exports of a unit lack in some months.
///
/// A blank cell of a column that an export has says that the unit left it blank; without the column it
/// says nothing.
enum ColumnGapTally {
  // What one export held of a unit.
  private struct Delivery {
    let span: ClosedRange<Month>
    let rows: Int
    // As-of date, then order of arrival.
    let rank: (asOf: String, arrival: Int)
    let absent: [String]

    var lacks: Bool { !absent.isEmpty }

    // Rows a month: an export of one month with a few corrections of others is thin.
    var density: Double { Double(rows) / Double(span.upperBound.index - span.lowerBound.index + 1) }
  }

  private struct Subject: Hashable {
    let table: String
    let unitCode: String
  }

  /// Finds the gaps up to a report month.
  ///
  /// The newest export that spans a month speaks for it, of those that hold at least half as many rows
  /// a month as the fullest; of a unit that several codes make up, any part may lack a column.
  ///
  /// - Parameters:
  ///   - input: What each export held of each unit, and the columns that it lacks.
  ///   - units: For the successors of units.
  ///   - month: Report month.
  /// - Returns: Stretches of months by table, present unit (`*` for a source of all units) and column.
  static func counted(_ input: CountingInput, units: UnitBook, upTo month: Month) -> Tally {
    var gaps: [Subject: [String: [ClosedRange<Int>]]] = [:]
    for (subject, deliveries) in deliveries(input) where deliveries.contains(where: \.lacks) {
      let present = Subject(
        table: subject.table,
        unitCode: subject.unitCode == "*" ? "*" : units.present(subject.unitCode))
      let first = deliveries.map(\.span.lowerBound).min() ?? month
      let last = min(deliveries.map(\.span.upperBound).max() ?? month, month)
      guard first <= last else { continue }
      for index in first.index...last.index {
        for column in speaking(deliveries, Month(index: index))?.absent ?? [] {
          gaps[present, default: [:]][column, default: []].extend(to: index)
        }
      }
    }
    return tally(gaps)
  }

  private static func deliveries(_ input: CountingInput) -> [Subject: [Delivery]] {
    let table = input.table(.deliveries)
    let sources = Dictionary(
      input.sources.enumerated().map { ($1.sha256, ($0, $1.absentColumns)) },
      uniquingKeysWith: { first, _ in first })
    var deliveries: [Subject: [Delivery]] = [:]
    for row in table.rows {
      guard let (arrival, absent) = sources[table.cell(row, "source")],
        let from = Month(table.cell(row, "month_from")),
        let to = Month(table.cell(row, "month_to")), from <= to
      else { continue }
      let subject = Subject(
        table: table.cell(row, "table"), unitCode: table.cell(row, "unit_code"))
      deliveries[subject, default: []].append(
        Delivery(
          span: from...to, rows: Int(table.cell(row, "rows")) ?? 0,
          rank: (table.cell(row, "as_of"), arrival), absent: absent))
    }
    return deliveries
  }

  private static func speaking(_ deliveries: [Delivery], _ month: Month) -> Delivery? {
    let spanning = deliveries.lazy.filter { $0.span.contains(month) }
    let fullest = spanning.map(\.density).max() ?? 0
    return spanning.filter { $0.density * 2 >= fullest }.max { $0.rank < $1.rank }
  }

  private static func tally(_ gaps: [Subject: [String: [ClosedRange<Int>]]]) -> Tally {
    var tally = Tally.columnGaps
    for (subject, columns) in gaps {
      for (column, stretches) in columns {
        for stretch in joined(stretches) {
          let (from, to) = (Month(index: stretch.lowerBound), Month(index: stretch.upperBound))
          tally.add(
            [subject.table, subject.unitCode, column, from.description, to.description],
            [stretch.count])
        }
      }
    }
    return tally
  }

  // Those of the codes that make up a unit may overlap.
  private static func joined(_ stretches: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    stretches.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, stretch in
      if let last = joined.last, stretch.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] =
          last.lowerBound...max(last.upperBound, stretch.upperBound)
      } else {
        joined.append(stretch)
      }
    }
  }
}

extension [ClosedRange<Int>] {
  // Months come in their order; another code of the same unit begins anew.
  fileprivate mutating func extend(to month: Int) {
    if let last, last.upperBound + 1 == month {
      self[count - 1] = last.lowerBound...month
    } else {
      append(month...month)
    }
  }
}
