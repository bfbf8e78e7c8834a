import Contracts
import Statistics

/// One comparison of a family: an effect with its interval, and the chance of so large a one.
struct PatternFinding {
  var unitCode: String
  var domain = ""
  var itemCode = ""
  /// What is compared with what, where a subject has several comparisons; part of the identity.
  var category = ""
  /// Ratio, odds ratio or difference; the sentence says which.
  var effect: Double
  var lower: Double?
  var upper: Double?
  var pValue: Double
  /// Adjusted within the family by Benjamini and Hochberg.
  var qValue = 1.0
  var observed: Int?
  var expected: Double?

  init(_ unitCode: String, effect: Double, pValue: Double) {
    self.unitCode = unitCode
    self.effect = effect
    self.pValue = pValue
  }
}

extension [PatternFinding] {
  /// The findings with q-values: each family is adjusted alone, in the order of the findings.
  func adjusted(within family: (PatternFinding) -> String) -> [PatternFinding] {
    var result = self
    let families = Dictionary(grouping: indices, by: { family(self[$0]) })
    for name in families.keys.sorted() {
      let members = families[name] ?? []
      let qValues = AdjustedPValues.benjaminiHochberg(members.map { self[$0].pValue })
      for (member, qValue) in zip(members, qValues) { result[member].qValue = qValue }
    }
    return result
  }
}

extension Flag {
  /// Takes out every figure, where each would tell of a few persons.
  mutating func hideFigures() {
    (observed, expected, pValue, qValue) = (nil, nil, nil, nil)
    (effect, effectLower, effectUpper) = (nil, nil, nil)
  }

  /// A flag on a finding; its identifier depends on the indicator and the subject alone.
  static func about(
    _ finding: PatternFinding, _ page: IndicatorPage, _ severity: Severity,
    in observation: Observation
  ) -> Flag {
    var cell = Cell(level: .unitDomain, domain: finding.domain, state: .active)
    cell.unitCode = finding.unitCode
    cell.itemCode = finding.itemCode
    cell.districtCode =
      observation.units.first { $0.code == finding.unitCode }?.districtCode ?? ""
    var flag = Flag.on(cell, page, severity, category: finding.category, in: observation)
    flag.observed = finding.observed
    flag.expected = finding.expected
    flag.effect = finding.effect
    flag.effectLower = finding.lower
    flag.effectUpper = finding.upper
    flag.pValue = finding.pValue
    flag.qValue = finding.qValue
    return flag
  }
}
