/// The median of values that occur several times each.
enum WeightedMedian {
  /// The middle value, or the mean of both middle ones; nil where nothing was counted.
  static func of(_ counts: [Int: Int]) -> Double? {
    let number = counts.values.reduce(0, +)
    guard number > 0 else { return nil }
    let lower = value(at: (number - 1) / 2, counts)
    return Double(lower + value(at: number / 2, counts)) / 2
  }

  private static func value(at position: Int, _ counts: [Int: Int]) -> Int {
    var passed = 0
    var last = 0
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      passed += count
      last = value
      if passed > position { break }
    }
    return last
  }
}
