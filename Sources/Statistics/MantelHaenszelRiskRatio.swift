/// The common ratio of chances of several strata, first group against second.
public enum MantelHaenszelRiskRatio {
  /// Returns the ratio, nil when no stratum has an outcome in the second group.
  ///
  /// Mantel-Haenszel weights: Greenland and Robins (1985), Biometrics 41:55.
  public static func value(of strata: [TwoByTwoTable]) -> Double? {
    var above = 0.0
    var below = 0.0
    for table in strata where table.total > 0 {
      above += Double(table.firstYes) * Double(table.second) / Double(table.total)
      below += Double(table.secondYes) * Double(table.first) / Double(table.total)
    }
    return below > 0 ? above / below : nil
  }
}
