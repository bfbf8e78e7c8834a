import Statistics

/// What findings and complaints about a column say of its rate of cases before its own cases do.
///
/// The prior rate of a column is its group's mean times the ratio of found to expected traces, each to
/// a power; powers and the weight of the prior are those under which the counts of columns that have a
/// case are likeliest. A column that nobody uses is so not taken for one that cannot occur.
struct ColumnPrior: Sendable {
  /// Exponent of each kind of trace.
  private(set) var exponents: [Double]
  /// Pseudo-count that draws a column's rate to its prior.
  private(set) var weight = ColumnPrior.uninformedWeight

  static let uninformedWeight = 0.3
  private static let grid = [0.0, 0.25, 0.5, 0.75, 1.0]
  private static let weights = [0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.2, 3.3, 5, 7.5]
  private static let fewestColumns = 30
  // A pseudo-trace keeps a column without any from the rate 0.
  private static let pseudo = 0.5

  /// The prior that knows of no traces.
  init(kinds: Int) {
    exponents = [Double](repeating: 0, count: kinds)
  }

  /// Ratio of the prior rate to the group's mean.
  ///
  /// - Parameters:
  ///   - found: Traces of each kind.
  ///   - expected: Those that the group's mean lets one expect.
  /// - Returns: Above 0; 1 where traces say nothing.
  func relativeRate(found: [Double], expected: [Double]) -> Double {
    var rate = 1.0
    for kind in exponents.indices where exponents[kind] > 0 {
      let ratio = (found[kind] + Self.pseudo) / (expected[kind] + Self.pseudo)
      rate *= SpecialFunctions.power(max(ratio, 1e-6), exponents[kind])
    }
    return rate
  }

  /// One column with its cases and traces, and what its group's mean lets one expect.
  struct Column {
    var cases: Double
    var expected: Double
    var found: [Double]
    var expectedTraces: [Double]
  }

  /// Finds exponents and weight on the columns that have a case.
  mutating func fit(_ columns: [Column]) {
    let used = columns.filter { $0.cases >= 0.5 && $0.expected > 1e-6 }
    guard used.count >= Self.fewestColumns else { return }
    var best = self
    var highest = -Double.infinity
    for candidate in candidates() {
      // The power changes the mean over the columns; it is put back.
      let rates = used.map {
        candidate.relativeRate(found: $0.found, expected: $0.expectedTraces)
      }
      var (cases, means) = (0.0, 0.0)
      for (column, rate) in zip(used, rates) {
        cases += column.cases
        means += column.expected * rate
      }
      let level = cases / max(means, 1e-12)
      let cells = zip(used, rates).map { column, rate in
        ZeroTruncatedNegativeBinomial.Cell(
          count: max(1, Int(column.cases.rounded())),
          mean: max(level * column.expected * rate, 1e-9))
      }
      for weight in Self.weights {
        let value = ZeroTruncatedNegativeBinomial.logLikelihood(of: cells, size: weight)
        if value > highest {
          highest = value
          best = candidate
          best.weight = weight
          best.level = level
        }
      }
    }
    self = best
  }

  /// Factor that puts the mean over the columns back after the powers.
  private(set) var level = 1.0

  private func candidates() -> [ColumnPrior] {
    var result = [self]
    for kind in exponents.indices {
      result = result.flatMap { prior in
        Self.grid.map { exponent in
          var other = prior
          other.exponents[kind] = exponent
          return other
        }
      }
    }
    return result
  }
}
