internal import CRmath

/// The share of cases that are still open at an age in whole days, when some have not ended yet.
///
/// Kaplan and Meier (1958), JASA 53:457, eq. 2b, with delayed entry: a case counts among those at
/// risk from the age at which it came under observation. A case that ends and one that is last
/// seen open at the same age were both at risk then.
public struct KaplanMeierCurve: Hashable, Sendable {
  /// Cases that were observed over the same ages.
  public struct Spell: Hashable, Sendable {
    /// Age on the first day of observation, in days; the cases are at risk on that day.
    public let entry: Int
    /// Age on the last day of observation, in days; not below `entry`.
    public let exit: Int
    /// Whether they ended on the last day; otherwise they were still open.
    public let hasEnded: Bool
    /// Cases, above 0.
    public let cases: Int

    /// Makes a spell.
    public init(entry: Int = 0, exit: Int, hasEnded: Bool, cases: Int = 1) {
      precondition(entry >= 0 && exit >= entry && cases > 0, "a spell runs forward from an age")
      self.entry = entry
      self.exit = exit
      self.hasEnded = hasEnded
      self.cases = cases
    }
  }

  /// An age at which cases ended.
  public struct Step: Hashable, Sendable {
    /// Age in days.
    public let day: Int
    /// Cases under observation on that day, those that ended included.
    public let atRisk: Int
    /// Cases that ended.
    public let ended: Int
    /// Share of cases that stay open longer than this.
    public let share: Double
    /// Greenwood's sum of ended ÷ (at risk × (at risk − ended)) up to this age.
    public let greenwoodSum: Double
  }

  /// Ages at which cases ended, ascending.
  public let steps: [Step]
  /// Last age that the observations reach without a gap from age 0 on, in days.
  public let lastDay: Int

  /// Makes the curve; nil where no case was observed from age 0 on.
  ///
  /// The curve stops before an age at which nobody was at risk, and before one at which all that
  /// were at risk ended while others came under observation later: what follows is not known.
  public init?(_ spells: [Spell]) {
    guard let last = spells.map(\.exit).max() else { return nil }
    var change = [Int](repeating: 0, count: last + 2)
    var ended = [Int](repeating: 0, count: last + 1)
    for spell in spells {
      change[spell.entry] += spell.cases
      change[spell.exit + 1] -= spell.cases
      if spell.hasEnded { ended[spell.exit] += spell.cases }
    }
    var steps: [Step] = []
    var (atRisk, share, sum, reached) = (0, 1.0, 0.0, -1)
    for day in 0...last {
      atRisk += change[day]
      guard atRisk > 0, ended[day] < atRisk || day == last else { break }
      reached = day
      guard ended[day] > 0 else { continue }
      let (all, gone) = (Double(atRisk), Double(ended[day]))
      share = ended[day] == atRisk ? 0 : share * (1 - gone / all)
      sum += gone / (all * (all - gone))
      steps.append(
        Step(day: day, atRisk: atRisk, ended: ended[day], share: share, greenwoodSum: sum))
    }
    guard reached >= 0 else { return nil }
    self.steps = steps
    lastDay = reached
  }

  /// The share still open after so many days; nil beyond the last day, unless none is open then.
  public func share(after days: Int) -> Double? {
    guard days <= lastDay else { return steps.last?.share == 0 ? 0 : nil }
    return step(at: days)?.share ?? 1
  }

  /// The interval of the share still open after so many days.
  ///
  /// Greenwood's variance on the scale log(−log(share)): Kalbfleisch and Prentice (1980), section
  /// 1.3; the default of lifelines, and `conf.type = "log-log"` of R's survival.
  ///
  /// - Parameters:
  ///   - days: Age in days.
  ///   - confidence: Between 0 and 1, exclusive.
  /// - Returns: The interval; nil where the share is unknown, 0 or 1.
  public func interval(after days: Int, confidence: Double) -> ClosedRange<Double>? {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    guard days <= lastDay, let step = step(at: days), step.share > 0 else { return nil }
    let quantile = qnorm5(1 - (1 - confidence) / 2, 0, 1, 1, 0)
    let logShare = SpecialFunctions.logarithm(step.share)
    let spread = SpecialFunctions.exponential(quantile * step.greenwoodSum.squareRoot() / -logShare)
    let lower = SpecialFunctions.exponential(logShare * spread)
    return lower...SpecialFunctions.exponential(logShare / spread)
  }

  /// The least age in days by which half have ended; nil where fewer have.
  public var median: Int? {
    // A product of exact halves may miss 1/2 by a rounding.
    steps.first { $0.share <= 0.5 + 1e-12 }?.day
  }

  private func step(at days: Int) -> Step? { steps.last { $0.day <= days } }
}
