/// The mean share of true cells on the list, over every length at which one more is found.
public enum AveragePrecision {
  /// The average precision of an order by score.
  ///
  /// Cells of equal score come in together, so that their order does not matter.
  ///
  /// - Parameters:
  ///   - scores: Score of each cell; the highest come first.
  ///   - truth: Whether each cell is to be found.
  /// - Returns: From 0 to 1; nil where nothing is to be found.
  public static func value(scores: [Double], truth: [Bool]) -> Double? {
    let all = truth.count { $0 }
    guard all > 0 else { return nil }
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    var (sum, found, counted) = (0.0, 0, 0)
    for (place, position) in order.enumerated() {
      found += truth[position] ? 1 : 0
      let isLast = place + 1 == order.count || scores[order[place + 1]] < scores[position]
      guard isLast else { continue }
      let precision = Double(found) / Double(place + 1)
      sum += precision * Double(found - counted) / Double(all)
      counted = found
    }
    return sum
  }
}
