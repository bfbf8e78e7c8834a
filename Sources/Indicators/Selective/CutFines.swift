import Contracts
import Statistics

/// Fines of which those that lie far from their like are cut, so that a few decide nothing.
///
/// A logarithm counts around the median of its level, item, grade and year, and around the median
/// of what its unit then has; beyond 2.5 robust standard deviations it is cut to there (Winsor).
enum CutFines {
  /// Fines of a stratum, and of a unit, from which a median is taken.
  private static let fewest = 10
  // As robust standard deviations.
  private static let farthest = 2.5

  /// The fines in their order; those of smaller strata stay as they are.
  static func cut(_ fines: [ComparableFine], _ peers: Peers) -> [ComparableFine] {
    let strata = fines.map { [peers.group(of: $0.unit), $0.item, $0.grade, $0.year] }
    let middles = medians(strata.indices.map { (strata[$0], fines[$0].logarithm, fines[$0].cases) })
    let residuals = fines.indices.map { index in
      middles[strata[index]].map { fines[index].logarithm - $0 }
    }
    let known = fines.indices.compactMap { index in
      residuals[index].map { (fines[index].unit, $0, fines[index].cases) }
    }
    let levels = medians(known)
    let bounds = bounds(
      known.map { unit, residual, cases in
        (peers.group(of: unit), residual - (levels[unit] ?? 0), cases)
      })
    return zip(fines, residuals).map { fine, residual in
      guard let residual, let bound = bounds[peers.group(of: fine.unit)] else { return fine }
      var cut = fine
      let distance = residual - (levels[fine.unit] ?? 0)
      cut.logarithm += min(max(distance, -bound), bound) - distance
      return cut
    }
  }

  private static func medians<Key: Hashable>(
    _ values: [(key: Key, value: Double, cases: Int)]
  ) -> [Key: Double] {
    var groups: [Key: [Double]] = [:]
    for (key, value, cases) in values {
      groups[key, default: []] += repeatElement(value, count: cases)
    }
    return groups.filter { $0.value.count >= fewest }
      .mapValues { SampleQuantile.value(of: $0, at: 0.5) }
  }

  // None where most fines are the same amount: then nothing can be cut.
  private static func bounds(
    _ distances: [(level: String, distance: Double, cases: Int)]
  ) -> [String: Double] {
    var sizes: [String: [Double]] = [:]
    for (level, distance, cases) in distances {
      sizes[level, default: []] += repeatElement(abs(distance), count: cases)
    }
    return sizes.mapValues {
      farthest * RobustCentre.deviationsOfNormal * SampleQuantile.value(of: $0, at: 0.5)
    }.filter { $0.value > 1e-9 }
  }
}
