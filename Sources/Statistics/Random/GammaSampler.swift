/// Gamma values of one shape and mean 1 for tests by simulation.
///
/// Marsaglia and Tsang (2000), doi:10.1145/358407.358414, over `NormalZiggurat`; worlds are drawn by
/// `RandomSource.gamma`, which is slower and whose streams stay what they are.
struct GammaSampler: Sendable {
  private let normal = NormalZiggurat()
  private let offset: Double
  private let scale: Double
  private let unit: Double
  /// The power of the boost of section 6, which a shape below 1 needs; nil for others.
  private let power: Double?

  /// Prepares for a shape above 0.
  init(shape: Double) {
    precondition(shape > 0, "a gamma value needs a positive shape")
    offset = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    scale = 1 / (9 * offset).squareRoot()
    unit = offset / shape
    power = shape < 1 ? 1 / shape : nil
  }

  /// Returns a value of mean 1.
  func value(from random: inout RandomSource) -> Double {
    let value = unit * cube(from: &random)
    guard let power else { return value }
    return value * PortableMath.exp(PortableMath.log(1 - random.uniform()) * power)
  }

  private func cube(from random: inout RandomSource) -> Double {
    while true {
      let deviate = normal.value(from: &random)
      let cubeRoot = 1 + scale * deviate
      guard cubeRoot > 0 else { continue }
      let cube = cubeRoot * cubeRoot * cubeRoot
      let square = deviate * deviate
      let chance = 1 - random.uniform()
      // The squeeze accepts what the logarithms would accept, without them.
      if chance < 1 - 0.0331 * square * square { return cube }
      let limit = 0.5 * square + offset * (1 - cube + PortableMath.log(cube))
      if PortableMath.log(chance) < limit { return cube }
    }
  }
}
