import Contracts
import Statistics

/// Amounts of cases and how often each occurs, in ascending order.
struct AmountSample {
  private(set) var amounts: [(fen: Int, cases: Int)] = []
  private(set) var cases = 0

  init(_ counts: [Int: Int]) {
    amounts = counts.keys.sorted().map { (fen: $0, cases: counts[$0] ?? 0) }
    cases = amounts.reduce(0) { $0 + $1.cases }
  }

  /// Sum of the amounts.
  var sum: Double { amounts.reduce(0.0) { $0 + Double($1.fen) * Double($1.cases) } }

  /// Share of the largest amount in the sum; 0 without a case.
  var largestShare: Double { amounts.last.map { Double($0.fen) / sum } ?? 0 }

  /// Share of the most expensive cases in the sum; 0 without a case.
  func share(ofTop number: Int) -> Double {
    guard cases > 0 else { return 0 }
    var (rest, top) = (number, 0.0)
    for amount in amounts.reversed() where rest > 0 {
      let taken = min(rest, amount.cases)
      top += Double(amount.fen) * Double(taken)
      rest -= taken
    }
    return top / sum
  }

  /// The sample without its largest case.
  var withoutLargest: AmountSample {
    var counts = Dictionary(amounts.map { ($0.fen, $0.cases) }, uniquingKeysWith: +)
    if let last = amounts.last { counts[last.fen] = last.cases > 1 ? last.cases - 1 : nil }
    return AmountSample(counts)
  }

  /// Every amount once for each case, in ascending order.
  var expanded: [Double] {
    amounts.flatMap { Array(repeating: Double($0.fen), count: $0.cases) }
  }
}

/// How the share of the most expensive cases spreads in samples drawn from a unit's own past.
///
/// The upper tenth of the past is drawn again in two ways: as it was, and from the Pareto law
/// fitted to it (Hill (1975), Annals of Statistics 3:1163), because the largest amount of a past is
/// not the largest that can happen. Of what lies below only the sum matters; it is drawn from its
/// normal approximation. With the first way alone 3 to 13 of 100 unchanged units of heavy-tailed
/// amounts (log-normal of spread 1.2 to 2) passed its 99 % point and the smallest difference; with
/// both at most 1.
struct AmountTail {
  private let tail: [Double]
  private let tailShare: Double
  private let bodyMean: Double
  private let bodySpread: Double
  private let threshold: Double
  private let inverseIndex: Double
  // Beyond it a single amount is nearly all of any sum, and powers leave the range of numbers.
  private static let heaviest = 10.0

  /// Fits the past; nil where it has too few cases for a tail of ten and a body.
  init?(_ past: AmountSample) {
    let amounts = past.expanded
    let size = max(10, amounts.count / 10)
    guard amounts.count >= 2 * size else { return nil }
    let body = amounts.dropLast(size)
    tail = Array(amounts.suffix(size))
    tailShare = Double(size) / Double(amounts.count)
    let mean = body.reduce(0, +) / Double(body.count)
    bodyMean = mean
    bodySpread =
      (body.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(body.count)).squareRoot()
    let limit = body.last ?? 1
    threshold = limit
    let hill = tail.reduce(0.0) { $0 + PortableMath.log($1 / limit) } / Double(size)
    inverseIndex = min(hill, AmountTail.heaviest)
  }

  /// Shares of the most expensive cases in samples drawn in one way.
  ///
  /// - Parameters:
  ///   - cases: Cases of a sample.
  ///   - top: How many of them are the most expensive.
  ///   - draws: Samples.
  ///   - isPareto: Whether the tail is drawn from the Pareto law.
  ///   - source: Random numbers.
  /// - Returns: Shares in ascending order.
  func shares(
    cases: Int, top: Int, draws: Int, isPareto: Bool, _ source: inout RandomSource
  ) -> [Double] {
    var shares: [Double] = []
    shares.reserveCapacity(draws)
    for _ in 0..<draws {
      let number = source.multinomial(trials: cases, shares: [tailShare, 1 - tailShare])[0]
      let amounts = (0..<number).map { _ in
        isPareto ? pareto(&source) : tail[Int(source.uniform() * Double(tail.count))]
      }.sorted(by: >)
      let below = Double(cases - number)
      let body = max(below * bodyMean + below.squareRoot() * bodySpread * source.normal(), 0)
      // A sample without a case in the tail has its most expensive ones in the body.
      let highest = amounts.prefix(top).reduce(0, +) + Double(max(0, top - number)) * threshold
      shares.append(min(1, highest / max(body + amounts.reduce(0, +), highest)))
    }
    return shares.sorted()
  }

  private func pareto(_ source: inout RandomSource) -> Double {
    threshold * PortableMath.exp(-inverseIndex * PortableMath.log(1 - source.uniform()))
  }
}
