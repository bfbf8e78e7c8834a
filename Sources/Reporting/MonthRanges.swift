import Contracts

/// Folds months into ranges without a gap, in order.
func foldedMonths(_ months: [Month]) -> [ClosedRange<Month>] {
  var ranges: [ClosedRange<Month>] = []
  for month in months.sorted() {
    guard let last = ranges.last, month <= last.upperBound + 1 else {
      ranges.append(month...month)
      continue
    }
    ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, month)
  }
  return ranges
}
