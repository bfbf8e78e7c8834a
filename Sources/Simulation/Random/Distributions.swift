import Glibc

extension RandomSource {
  /// A standard normal value: Box and Muller (1958), doi:10.1214/aoms/1177706645.
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// A gamma value of mean 1: Marsaglia and Tsang (2000), doi:10.1145/358407.358414.
  mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0, "a gamma value needs a positive shape")
    guard shape >= 1 else {
      // The boost of section 6 works on the unscaled value, hence the factor between the means.
      let boosted = gamma(shape: shape + 1) * (shape + 1)
      return boosted * pow(1 - uniform(), 1 / shape) / shape
    }
    let offset = shape - 1.0 / 3
    let scale = 1 / (9 * offset).squareRoot()
    while true {
      let deviate = normal()
      let cubeRoot = 1 + scale * deviate
      guard cubeRoot > 0 else { continue }
      let cube = cubeRoot * cubeRoot * cubeRoot
      let limit = 0.5 * deviate * deviate + offset * (1 - cube + log(cube))
      if log(1 - uniform()) < limit { return offset * cube / shape }
    }
  }

  /// A Poisson count by products of uniforms: Knuth (1969), section 3.4.1.
  mutating func poisson(mean: Double) -> Int {
    // A large mean is halved, because the sum of two Poisson counts is Poisson again.
    guard mean <= 30 else { return poisson(mean: mean / 2) + poisson(mean: mean / 2) }
    let floor = exp(-mean)
    var product = uniform()
    var count = 0
    while product > floor {
      product *= uniform()
      count += 1
    }
    return count
  }

  /// A negative binomial count of variance mean + mean² ÷ shape.
  mutating func negativeBinomial(mean: Double, shape: Double) -> Int {
    poisson(mean: mean * gamma(shape: shape))
  }
}
