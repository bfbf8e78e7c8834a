import Contracts

extension Cell {
  /// Cases of some months, and how many of the months were observed.
  ///
  /// - Parameters:
  ///   - months: Months to sum up, inclusive.
  ///   - first: First observed month, from which the history counts.
  /// - Returns: Cases with or without penalty, and observed months.
  func cases(in months: ClosedRange<Month>, since first: Month) -> (cases: Int, observed: Int) {
    let range = months.lowerBound.index - first.index...months.upperBound.index - first.index
    let cases = history.cases.filter { range.contains(Int($0.month)) }
      .reduce(0) { $0 + Int($1.count) }
    let observed = history.observed.reduce(0) { sum, run in
      let part = max(range.lowerBound, Int(run.lowerBound))
      return sum + max(0, min(range.upperBound, Int(run.upperBound)) - part + 1)
    }
    return (cases, observed)
  }

  /// Observed months strictly between two months, both as offsets from the first observed month.
  func observedMonths(after start: Int, before end: Int) -> Int {
    history.observed.reduce(0) { sum, run in
      sum + max(0, min(end - 1, Int(run.upperBound)) - max(start + 1, Int(run.lowerBound)) + 1)
    }
  }

  /// Whether the power was held and the cases were delivered, by offset from the first month.
  func isObserved(_ month: Int) -> Bool {
    history.observed.contains { $0.contains(Int32(clamping: month)) }
  }
}
