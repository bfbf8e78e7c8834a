import Contracts
import Statistics

/// Months in a row whose values lie far from what is usual, all on one side.
struct FarStretch {
  /// Cases with a distance from what is usual.
  struct Value {
    let month: Month
    let distance: Double
    let cases: Int
  }

  let months: ClosedRange<Month>
  let cases: Int
  let median: Double
  /// Whether only part of the cases of the months are far.
  var isPart = false

  /// The stretches of a unit, those of low values first.
  ///
  /// The stretch with the largest sum of distances less half the least one is taken, as long as its
  /// median lies far enough: it ends where the values become usual.
  ///
  /// - Parameters:
  ///   - values: Values of the unit.
  ///   - least: Distance, above 0, that the median must have.
  ///   - fewest: Cases that a stretch must have.
  ///   - history: Months of which anything is known; a stretch from the first value, or to the last
  ///     one, holds from its first month, or to its last.
  /// - Returns: Stretches that share no month.
  static func all(
    in values: [Value], least: Double, fewest: Int, history: ClosedRange<Month>
  ) -> [FarStretch] {
    var rest = Dictionary(grouping: values, by: \.month)
    let order = rest.keys.sorted()
    guard let first = order.first, let last = order.last else { return [] }
    var stretches: [FarStretch] = []
    for sign in [-1.0, 1] {
      while let months = farthest(rest, order, sign, half: least / 2) {
        let own = order.filter { months.contains($0) }.flatMap { rest[$0] ?? [] }
        let distances = own.flatMap { repeatElement($0.distance, count: $0.cases) }
        let median = SampleQuantile.value(of: distances, at: 0.5)
        guard distances.count >= fewest, sign * median >= least else { break }
        let from = months.lowerBound == first ? min(first, history.lowerBound) : months.lowerBound
        let to = months.upperBound == last ? max(last, history.upperBound) : months.upperBound
        stretches.append(FarStretch(months: from...to, cases: distances.count, median: median))
        for month in order where months.contains(month) { rest[month] = nil }
      }
    }
    return stretches
  }

  /// Months in which part of the cases lie so far that nothing else explains it, as where one of two
  /// systems of a unit writes another unit of money.
  ///
  /// - Parameters:
  ///   - values: Values of the unit.
  ///   - least: Distance, above 0, that each of these cases must have.
  ///   - fewest: How many there must be, at least a tenth of the cases of their months.
  /// - Returns: From the first month with such a case to the last, by side.
  static func parts(in values: [Value], least: Double, fewest: Int) -> [FarStretch] {
    [-1.0, 1].compactMap { sign -> FarStretch? in
      let far = values.filter { sign * $0.distance >= least }
      guard let from = far.map(\.month).min(), let to = far.map(\.month).max() else { return nil }
      let all = values.filter { (from...to).contains($0.month) }.reduce(0) { $0 + $1.cases }
      let distances = far.flatMap { repeatElement($0.distance, count: $0.cases) }
      guard distances.count >= fewest, 10 * distances.count >= all else { return nil }
      return FarStretch(
        months: from...to, cases: distances.count,
        median: SampleQuantile.value(of: distances, at: 0.5), isPart: true)
    }
  }

  // The months with the largest sum above 0 (Kadane), none of them without values.
  private static func farthest(
    _ values: [Month: [Value]], _ order: [Month], _ sign: Double, half: Double
  ) -> ClosedRange<Month>? {
    var best: (sum: Double, months: ClosedRange<Month>)?
    var (sum, start) = (0.0, Month?.none)
    for month in order {
      let own = values[month]?.reduce(0) { sum, value in
        sum + Double(value.cases) * (sign * value.distance - half)
      }
      sum += own ?? -.infinity
      guard sum > 0 else {
        (sum, start) = (0, nil)
        continue
      }
      let from = start ?? month
      start = from
      if sum > best?.sum ?? 0 { best = (sum, from...month) }
    }
    return best?.months
  }
}
