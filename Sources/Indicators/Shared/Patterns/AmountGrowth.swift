import Contracts
import Statistics

/// Growth of the amounts of units beside the other units of their level.
struct AmountGrowth {
  /// Effect: the ratio without the largest case of either period, with its interval.
  var finding: PatternFinding
  /// The ratio that is the centre of the level.
  let centre: Double

  // Differences of a tenth between units of one level are ordinary, however many cases show them.
  private static let spreadFloor = 0.01

  private struct Change {
    let unit: String
    let estimate: Double
    let variance: Double
    /// Cases of equal amounts that would tell as much, both periods together.
    let worth: Double

    init?(_ unit: String, _ amounts: AmountPeriods, fewestCases: Int) {
      guard let ratio = amounts.ratioWithoutLargest, ratio > 0,
        min(amounts.before.cases, amounts.after.cases) > fewestCases,
        let before = amounts.before.logVarianceWithoutLargest,
        let after = amounts.after.logVarianceWithoutLargest
      else { return nil }
      self.unit = unit
      estimate = SpecialFunctions.logarithm(ratio)
      variance = before + after
      worth = 1 / before + 1 / after
    }
  }

  /// Compares units; q is adjusted within the level.
  ///
  /// - Parameters:
  ///   - units: Amounts by unit.
  ///   - peers: Levels.
  ///   - fewestCases: Cases of each period, the largest left out, that a unit must have.
  ///   - fewestUnits: Such units that a level must have.
  /// - Returns: Units that could be compared, sorted.
  static func compared(
    _ units: [String: AmountPeriods], _ peers: Peers, fewestCases: Int, fewestUnits: Int
  ) -> [AmountGrowth] {
    let changes = units.keys.sorted().compactMap { unit in
      units[unit].flatMap { Change(unit, $0, fewestCases: fewestCases) }
    }
    let groups = Dictionary(grouping: changes) { peers.group(of: $0.unit) }
    var growths: [AmountGrowth] = []
    for group in groups.keys.sorted() {
      let members = groups[group] ?? []
      guard members.count >= fewestUnits,
        let fit = TwoGroupFit(
          estimates: members.map(\.estimate), variances: members.map(\.variance),
          spreadFloor: spreadFloor)
      else { continue }
      growths += members.map { growth($0, fit, of: members.count) }
    }
    let adjusted = growths.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    for index in growths.indices { growths[index].finding = adjusted[index] }
    return growths.sorted { $0.finding.unitCode < $1.finding.unitCode }
  }

  // The variance of a sum of few or very unequal amounts is itself little known.
  private static func growth(
    _ change: Change, _ fit: TwoGroupFit, of units: Int
  ) -> AmountGrowth {
    var freedom = max(1, change.worth - 2)
    if !fit.isPooledFromMany {
      freedom = min(freedom, EstimatedSpread.freedom(byQuartilesOf: units))
    }
    let chance = fit.upperChance(change.estimate, variance: change.variance)
    var finding = PatternFinding(
      change.unit, effect: SpecialFunctions.exponential(change.estimate),
      pValue: EstimatedSpread.widened(chance, freedom: freedom))
    finding.category = "growth"
    let half = NormalDistribution.upperQuantile(0.025) * change.variance.squareRoot()
    finding.lower = SpecialFunctions.exponential(change.estimate - half)
    finding.upper = SpecialFunctions.exponential(change.estimate + half)
    return AmountGrowth(finding: finding, centre: SpecialFunctions.exponential(fit.centre))
  }
}
