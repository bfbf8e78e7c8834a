import Statistics

/// Expected counts of cells from their peers: rate of the column × activity of the row in its group.
///
/// Alternating weighted fit with shrinkage, and leave-one-out: a cell's own count is left out of its
/// column's rate and its row's activity; the means that these are drawn to still hold it. Weights 1 ÷ (1 + E ÷ a) are those of a negative binomial of size a, so that no single
/// big cell dominates (McCullagh and Nelder 1989, section 11.2).
struct RateFit: Sendable {
  /// Expected count of each cell, own count left out; above 0.
  var expected: [Double]
  /// 1 ÷ size that the scarcity of peers' cases adds to each cell, above 0.
  var addedInverseSize: [Double]
  /// Size of the spread between cells whose expectation is known.
  var size: Double
  /// Exponent by which the register of parties enters the prior activity of a row.
  var partiesExponent: Double
  /// Log-likelihood of the cells that have a count.
  var logLikelihood: Double
  /// Rounds of the alternating fit, and how much the last one changed all expectations.
  var rounds: Int
  var lastChange: Double
  /// Activity of each row and group.
  var activity: [Double]
  /// Counts of other rows in the column, weighted: what the expectation of a cell rests on.
  var peerCount: [Double]
  /// What traces say of a column's rate.
  var prior: ColumnPrior

  /// Pseudo-count that draws a row's activity in a group to what the whole row does.
  static let activityShrinkage = 4.0
  /// Below this share of its prior expectation a group of a row is silent: it says nothing of its own.
  static let silentShare = 0.1
  /// What a later fit of the same grid starts from.
  struct Start: Sendable {
    let activity: [Double]
    let size: Double
    let partiesExponent: Double
  }

  var start: Start { Start(activity: activity, size: size, partiesExponent: partiesExponent) }

  static let rounds = 10
  static let exponents = [0.0, 0.5, 1.0]
  /// Log-likelihood below the highest within which an exponent is not refuted (95 %, Wilks 1938).
  static let doubt = 1.92
}
