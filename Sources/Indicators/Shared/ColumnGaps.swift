import Contracts

/// Of which units and months the exports hold a column.
///
/// A blank cell of a column that the exports have says that the unit left it blank; where the exports
/// lack the column it says nothing, and nobody may be blamed for it.
struct ColumnGaps {
  private struct Key: Hashable {
    let column: String
    let unitCode: String
  }

  private let stretches: [Key: [ClosedRange<Month>]]

  init(_ observation: Observation) {
    var stretches: [Key: [ClosedRange<Month>]] = [:]
    for key in observation.columnGaps.sums.keys {
      guard let from = Month(key[3]), let to = Month(key[4]), from <= to else { continue }
      stretches[Key(column: "\(key[0]).\(key[2])", unitCode: key[1]), default: []].append(from...to)
    }
    self.stretches = stretches
  }

  /// Whether the exports of a unit for a month lack a column; `cases.paid` is the column `paid` of `cases`.
  func lacks(_ column: String, of unit: String, in month: Month) -> Bool {
    lacks(column, of: unit, in: month...month)
  }

  /// Whether the exports of a unit for any of some months lack a column.
  func lacks(_ column: String, of unit: String, in months: ClosedRange<Month>) -> Bool {
    [unit, "*"].contains { unitCode in
      stretches[Key(column: column, unitCode: unitCode)]?.contains { $0.overlaps(months) } ?? false
    }
  }
}

extension ColumnGaps {
  /// Whether the exports of a unit for any of some months lack every column that states fines.
  func lacksFines(of unit: String, in months: ClosedRange<Month>) -> Bool {
    ["cases.fine", "cases.amount"].allSatisfy { lacks($0, of: unit, in: months) }
  }
}

extension Observation {
  /// The same, of a unit whose exports lack a column; for examples.
  func lacking(_ column: String, of unit: String) -> Observation {
    var observation = self
    let parts = column.split(separator: ".").map { String($0) }
    let months = observation.month.index - observation.firstMonth.index + 1
    observation.columnGaps.add(
      [
        parts[0], unit, parts[1], observation.firstMonth.description,
        observation.month.description,
      ], [months])
    return observation
  }
}
