import Contracts
import Statistics

/// The silence of one cell as it is told in a sentence: expected, chance of none, own record.
struct SpellEvidence {
  /// Expected cases of each observed month by peers.
  var months: [Double]
  /// Cases in observed months, and those of the last month that had any.
  let cases: Double
  let lastMonthCases: Double
  /// First silent month, as position among the observed ones.
  let silentFrom: Int
  /// Shape of the law of relative rates.
  let size: Double
  /// How cases gather in months.
  let clumping: Clumping

  /// Months of activity before which a stop is called never.
  static let earliestStop = 6
  /// Observed months in all from which the own record alone is asked.
  static let ownTotal = 24
  // Of those, months before the silence.
  private static let ownBefore = 12

  /// Cases before the silence that speak of its rate: the last one ended the activity.
  private var earlier: Double {
    silentFrom > 0 ? max(0, cases - min(lastMonthCases, 1)) : 0
  }

  private func sum(_ values: some Sequence<Double>) -> Double { values.reduce(0, +) }

  /// The numbers behind the chance of none for a cell that works like its peers and its own past.
  var numbers: (spell: SpellNumbers, expected: Double) {
    let before = sum(months[..<silentFrom])
    let rate = (size + earlier) / (size + before)
    var (effectiveBefore, effective) = (0.0, 0.0)
    for (index, month) in months.enumerated() {
      let value = clumping.effectiveExpectation(month, relativeRate: rate)
      if index < silentFrom { effectiveBefore += value } else { effective += value }
    }
    let counted = before > 0 ? earlier * effectiveBefore / before : 0
    let spell = SilentSpell(
      size: size, earlierCases: counted, expectedBefore: effectiveBefore,
      expectedSince: effective)
    return (
      SpellNumbers(
        size: size, earlier: counted, before: effectiveBefore, since: effective,
        chance: spell.chanceOfNone),
      rate * sum(months[silentFrom...])
    )
  }

  /// The silence against the cell's own record; nil where the record is too short.
  ///
  /// Gamma law of the rate by the own cases alone, Jeffreys prior of shape one half.
  var ownRecord: OwnRecord? {
    guard silentFrom >= SpellEvidence.ownBefore, months.count >= SpellEvidence.ownTotal,
      earlier >= 1
    else { return nil }
    let before = sum(months[..<silentFrom])
    guard before > 0 else { return nil }
    let rate = earlier / before
    var (effectiveBefore, effective) = (0.0, 0.0)
    for (index, month) in months.enumerated() {
      let value = clumping.effectiveExpectation(rate * month, relativeRate: 1)
      if index < silentFrom { effectiveBefore += value } else { effective += value }
    }
    guard effectiveBefore > 0 else { return nil }
    let shape = 0.5 + earlier * effectiveBefore / (rate * before)
    let chance = SpecialFunctions.exponential(
      -shape * SpecialFunctions.logarithmOfOnePlus(effective / effectiveBefore))
    return OwnRecord(
      cases: Int(cases), expected: rate * sum(months[silentFrom...]), chance: chance)
  }
}

/// Logarithm of a sum of exponentials, without overflow.
struct LogSum {
  private var highest = -Double.infinity
  private var sum = 0.0

  mutating func add(_ logarithm: Double) {
    guard logarithm > -.infinity else { return }
    if logarithm <= highest {
      sum += SpecialFunctions.exponential(logarithm - highest)
    } else {
      sum = sum * SpecialFunctions.exponential(highest - logarithm) + 1
      highest = logarithm
    }
  }

  /// Negative infinity for no addend.
  var value: Double { sum > 0 ? highest + SpecialFunctions.logarithm(sum) : -.infinity }
}
