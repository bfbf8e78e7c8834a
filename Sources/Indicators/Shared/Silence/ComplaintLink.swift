import Statistics

/// How complaints follow the rate of cases of a cell: to a power, with a spread of their own.
struct ComplaintLink {
  let cases: [Double]
  let expected: [Double]
  let size: [Double]
  let kappa: Double
  let months: Int
  let complaints: [Double]
  let expectedComplaints: [Double]
  let added: [Double]
  let isUsed: [Bool]

  private static let exponents = [0.0, 0.25, 0.5, 0.75, 1.0]
  private static let sizes = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16]
  private static let mostCells = 3_000
  private static let points = 15

  /// The exponent and the size under which the complaints of cells with cases are likeliest.
  func likeliest() -> (exponent: Double, size: Double) {
    let positive = cases.indices.filter {
      cases[$0] > 0 && isUsed[$0] && expectedComplaints[$0] > 0.05
    }
    let step = max(1, (positive.count + Self.mostCells - 1) / Self.mostCells)
    let cells = stride(from: 0, to: positive.count, by: step).map { positive[$0] }
    guard cells.count >= 20 else { return (0, 1) }
    var best = (exponent: 0.0, size: 1.0)
    var highest = -Double.infinity
    let rates = cells.map(rates)
    for exponent in Self.exponents {
      for size in Self.sizes {
        var sum = 0.0
        for (index, cell) in cells.enumerated() {
          sum += term(cell, rates[index], exponent: exponent, size: size)
        }
        if sum > highest { (highest, best) = (sum, (exponent, size)) }
      }
    }
    return best
  }

  // Rates that the cases of a cell leave likely, with the logarithms of their weights.
  private func rates(_ cell: Int) -> [(rate: Double, weight: Double)] {
    let monthly = max(cases[cell], expected[cell]) / Double(months)
    let discount = 1 / (1 + monthly / kappa)
    let shape = size[cell] + cases[cell] * discount
    let scale = size[cell] + expected[cell] * discount
    let width = 4 / shape.squareRoot()
    let middle = SpecialFunctions.logarithm(shape / scale)
    var sum = 0.0
    var rates = (0..<Self.points).map { point -> (rate: Double, weight: Double) in
      let offset = width * (2 * Double(point) / Double(Self.points - 1) - 1.2)
      let rate = SpecialFunctions.exponential(middle + offset)
      let weight = SpecialFunctions.exponential(shape * offset - shape * (rate * scale / shape - 1))
      sum += weight
      return (rate, weight)
    }
    for index in rates.indices { rates[index].weight /= sum }
    return rates
  }

  private func term(
    _ cell: Int, _ rates: [(rate: Double, weight: Double)], exponent: Double, size: Double
  ) -> Double {
    let own = 1 / (1 / size + added[cell])
    let count = complaints[cell]
    var sum = LogSum()
    for (rate, weight) in rates where weight > 0 {
      let mean = expectedComplaints[cell] * SpecialFunctions.power(rate, exponent)
      sum.add(
        SpecialFunctions.logarithm(weight)
          - (own + count) * SpecialFunctions.logarithmOfOnePlus(mean / own)
          + (count == 0 ? 0 : count * SpecialFunctions.logarithm(mean / own)))
    }
    return sum.value + SpecialFunctions.logGamma(own + count) - SpecialFunctions.logGamma(own)
  }
}
