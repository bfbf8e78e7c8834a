/// Fines of a group, and the narrow band that holds most of them.
struct HeapedFines {
  /// Lowest and highest fine of the band, in fen.
  let band: ClosedRange<Int>
  /// Fines within the band.
  let inside: Int
  /// All fines.
  let all: Int

  var share: Double { Double(inside) / Double(all) }

  /// Makes the search; nil without a fine.
  ///
  /// Of all bands from a fine to five quarters of it, the one with most fines; of equals the
  /// narrowest, then the lowest.
  ///
  /// - Parameter fines: Number of fines by amount in fen, above 0.
  init?(_ fines: [Int: Int]) {
    let amounts = fines.keys.sorted()
    guard let first = amounts.first else { return nil }
    let numbers = amounts.map { fines[$0] ?? 0 }
    all = numbers.reduce(0, +)
    var (best, most) = (first...first, 0)
    var (end, sum) = (0, 0)
    for start in amounts.indices {
      while end < amounts.count, HeapedFines.isNarrow(amounts[start], amounts[end]) {
        sum += numbers[end]
        end += 1
      }
      let band = amounts[start]...amounts[end - 1]
      if sum > most || sum == most && HeapedFines.width(band) < HeapedFines.width(best) {
        (best, most) = (band, sum)
      }
      sum -= numbers[start]
    }
    (band, inside) = (best, most)
  }

  /// Whether a band is at most a quarter wide.
  static func isNarrow(_ least: Int, _ most: Int) -> Bool { 4 * most <= 5 * least }

  private static func width(_ band: ClosedRange<Int>) -> Double {
    Double(band.upperBound) / Double(band.lowerBound)
  }
}
