import Contracts

/// Complaints of the window that one complainant made about the same again.
struct RepeatedComplaints {
  /// Of each row, decided complaints and filed ones that are left out.
  private(set) var again: [[Int]]

  /// Keeps one complaint of each complainant: a filed one if there is any, else the first.
  ///
  /// - Parameters:
  ///   - months: Month of each row.
  ///   - places: District of each row.
  ///   - others: What the complaints are about, and who complained.
  ///   - amounts: Complaints, decided and filed ones of each row.
  ///   - window: Months whose complaints are compared; others are left as they are.
  init(
    months: CodedColumn, places: CodedColumn, others: [CodedColumn], amounts: [Int],
    window: ClosedRange<Month>
  ) {
    again = [[Int]](repeating: [0, 0], count: months.codes.count)
    let isAsked = months.values { Month($0).map { window.contains($0) } ?? false }
    var groups = CodeRows(width: others.count)
    var kept: [Int] = []
    for row in again.indices where isAsked[row] && amounts[3 * row + 1] > 0 {
      again[row] = [amounts[3 * row + 1], amounts[3 * row + 2]]
      let group = groups.position(of: others.map { $0.codes[row] })
      if group == kept.count {
        kept.append(row)
      } else if precedes(row, kept[group], months, places) {
        kept[group] = row
      }
    }
    for row in kept { again[row] = again[row].map { max(0, $0 - 1) } }
  }

  // The order of the rows is no property of the data.
  private func precedes(
    _ row: Int, _ other: Int, _ months: CodedColumn, _ places: CodedColumn
  ) -> Bool {
    let isFiled = again[row][1] > 0
    guard isFiled == (again[other][1] > 0) else { return isFiled }
    return (months[row], places[row]) < (months[other], places[other])
  }
}
