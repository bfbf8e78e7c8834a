internal import CRmath

/// How the chances of parties to be dealt with vary within a domain; the mean is 1.
public enum PartySizes: Hashable, Sendable {
  /// A gamma law of this shape; the smaller, the more a few parties stand out.
  case gamma(shape: Double)
  /// A law whose logarithm is normal with this standard deviation: a longer tail of large parties.
  case logNormal(spread: Double)

  // Beyond, sizes are as good as equal, or one party has all.
  private static let logarithmsOfShape = -4.0...4.0
  private static let spreads = 0.05...3.0

  /// Returns the more likely of the two laws at its most likely parameter; nil without a unit.
  ///
  /// - Parameter units: Units of one domain; those without cases say nothing.
  /// - Returns: The law, with a shape from e^−4 to e^4 or a spread from 0.05 to 3.
  public static func fitted(to units: [ConcentrationUnit]) -> PartySizes? {
    let rows = units.filter { $0.cases > 0 }.flatMap(\.expectationsAndParties)
    guard !rows.isEmpty else { return nil }
    let gamma = BrentMinimum.of(
      { -logLikelihood(rows, .gamma(shape: PortableMath.exp($0))) },
      within: logarithmsOfShape, tolerance: 1e-5)
    let logNormal = BrentMinimum.of(
      { -logLikelihood(rows, .logNormal(spread: $0)) }, within: spreads, tolerance: 1e-5)
    return gamma.value <= logNormal.value
      ? .gamma(shape: PortableMath.exp(gamma.point)) : .logNormal(spread: logNormal.point)
  }

  /// Returns the log-likelihood of the units' parties under this law.
  ///
  /// Parties count as independent Poisson numbers of cases with the mean of their unit.
  func logLikelihood(of units: [ConcentrationUnit]) -> Double {
    Self.logLikelihood(units.filter { $0.cases > 0 }.flatMap(\.expectationsAndParties), self)
  }

  /// Returns cases by party, drawn from the law.
  func counts(cases: Int, parties: Int, from random: inout RandomSource) -> [Int] {
    switch self {
    case .gamma(let shape):
      return random.symmetricDirichletMultinomial(trials: cases, kinds: parties, shape: shape)
    case .logNormal(let spread):
      let sizes = (0..<parties).map { _ in random.logNormal(spread: spread) }
      return random.multinomial(trials: cases, shares: sizes)
    }
  }

  private static func logLikelihood(_ rows: [PartyRow], _ sizes: PartySizes) -> Double {
    switch sizes {
    case .gamma(let shape):
      return rows.reduce(0.0) { sum, row in
        let law = NegativeBinomialDistribution(mean: row.expected, size: shape)
        return sum + row.parties * law.logProbability(of: row.cases)
      }
    case .logNormal(let spread):
      let nodes = GaussHermite.nodes.map { node in
        (spread * node.place - spread * spread / 2, node.weight)
      }
      return rows.reduce(0.0) { $0 + $1.parties * $1.logProbability(nodes) }
    }
  }
}

/// Parties of one unit that have the same number of cases.
struct PartyRow {
  /// Cases of each of the parties.
  let cases: Int
  /// Cases of the unit by potential party.
  let expected: Double
  /// Number of the parties.
  let parties: Double

  /// Returns the logarithm of a Poisson chance averaged over sizes: their logarithms and weights.
  fileprivate func logProbability(_ nodes: [(logarithm: Double, weight: Double)]) -> Double {
    let count = Double(cases)
    let constant = count * PortableMath.log(expected) - lgammafn(count + 1)
    let terms = nodes.map { node in
      count * node.logarithm - expected * PortableMath.exp(node.logarithm)
        + PortableMath.log(node.weight)
    }
    let largest = terms.max() ?? 0
    let sum = terms.reduce(0.0) { $0 + PortableMath.exp($1 - largest) }
    return constant + largest + PortableMath.log(sum)
  }
}

extension ConcentrationUnit {
  /// Rows of the likelihood, parties without a case first.
  fileprivate var expectationsAndParties: [PartyRow] {
    let expected = Double(cases) / Double(potentialParties)
    let silent = PartyTally(cases: 0, parties: potentialParties - parties)
    return ([silent] + tallies).filter { $0.parties > 0 }.map {
      PartyRow(cases: $0.cases, expected: expected, parties: Double($0.parties))
    }
  }
}
