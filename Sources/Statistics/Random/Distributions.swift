extension RandomSource {
  /// A standard normal value: Box and Muller (1958), doi:10.1214/aoms/1177706645.
  public mutating func normal() -> Double {
    let radius = (-2 * PortableMath.log(1 - uniform())).squareRoot()
    return radius * PortableMath.cosine(ofTurn: uniform())
  }

  /// A value whose logarithm is normal with mean 0 and this standard deviation.
  public mutating func logNormal(spread: Double) -> Double {
    PortableMath.exp(spread * normal())
  }

  /// A gamma value of mean 1: Marsaglia and Tsang (2000), doi:10.1145/358407.358414.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0, "a gamma value needs a positive shape")
    guard shape >= 1 else {
      // The boost of section 6 works on the unscaled value, hence the factor between the means.
      let boosted = gamma(shape: shape + 1) * (shape + 1)
      return boosted * PortableMath.exp(PortableMath.log(1 - uniform()) / shape) / shape
    }
    let offset = shape - 1.0 / 3
    let scale = 1 / (9 * offset).squareRoot()
    while true {
      let deviate = normal()
      let cubeRoot = 1 + scale * deviate
      guard cubeRoot > 0 else { continue }
      let cube = cubeRoot * cubeRoot * cubeRoot
      let square = deviate * deviate
      let chance = 1 - uniform()
      // The squeeze accepts what the logarithms would accept, without them.
      if chance < 1 - 0.0331 * square * square { return offset * cube / shape }
      let limit = 0.5 * square + offset * (1 - cube + PortableMath.log(cube))
      if PortableMath.log(chance) < limit { return offset * cube / shape }
    }
  }

  /// A share from the beta law of two positive shapes, by two gamma values.
  public mutating func beta(_ first: Double, _ second: Double) -> Double {
    let part = first * gamma(shape: first)
    return part / (part + second * gamma(shape: second))
  }

  /// Shares that sum to 1, from the symmetric Dirichlet law of a positive shape.
  public mutating func dirichlet(count: Int, shape: Double) -> [Double] {
    let parts = (0..<count).map { _ in gamma(shape: shape) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  /// A Poisson count by products of uniforms: Knuth (1969), section 3.4.1.
  public mutating func poisson(mean: Double) -> Int {
    // A large mean is halved, because the sum of two Poisson counts is Poisson again.
    guard mean <= 30 else { return poisson(mean: mean / 2) + poisson(mean: mean / 2) }
    let floor = PortableMath.exp(-mean)
    var product = uniform()
    var count = 0
    while product > floor {
      product *= uniform()
      count += 1
    }
    return count
  }

  /// Successes among independent trials, one trial after the other.
  public mutating func binomial(trials: Int, chance probability: Double) -> Int {
    (0..<trials).reduce(0) { sum, _ in sum + (chance(probability) ? 1 : 0) }
  }

  /// A negative binomial count of variance mean + mean² ÷ shape.
  public mutating func negativeBinomial(mean: Double, shape: Double) -> Int {
    poisson(mean: mean * gamma(shape: shape))
  }
}
