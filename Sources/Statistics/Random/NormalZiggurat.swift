/// Standard normal values for tests by simulation, which draw many millions of them.
///
/// The ziggurat of Marsaglia and Tsang (2000), doi:10.18637/jss.v005.i08, with layer and place from
/// bits of their own, as Doornik (2005), An improved ziggurat method, asks for. Worlds are drawn by
/// `RandomSource.normal`: their streams stay what they are.
struct NormalZiggurat: Sendable {
  private static let layers = 128
  // Of the density exp(-x² ÷ 2): where the tail begins, and the area of every layer.
  private static let tailStart = 3.442619855899
  private static let area = 9.91256303526217e-3

  /// Half the width of each layer, from the lowest one; the last is 0.
  let edges: [Double]
  /// The density at each edge.
  let heights: [Double]

  init() {
    // As if the lowest layer, which holds the tail, were a rectangle.
    var edges = [Self.area / Self.density(Self.tailStart), Self.tailStart]
    for layer in 2..<Self.layers {
      let edge = edges[layer - 1]
      let height = Self.area / edge + Self.density(edge)
      edges.append((-2 * PortableMath.log(height)).squareRoot())
    }
    self.edges = edges + [0]
    heights = self.edges.map(Self.density)
  }

  /// Returns a value of mean 0 and variance 1.
  @inline(__always)
  func value(from random: inout RandomSource) -> Double {
    while true {
      let bits = random.next()
      let layer = Int(bits & UInt64(Self.layers - 1))
      // From -1 to 1, of the 53 bits that do not choose the layer.
      let value = Double(Int64(bitPattern: bits) >> 11) * 0x1.0p-52 * edges[layer]
      if abs(value) < edges[layer + 1] { return value }
      // One in a hundred.
      if let value = checked(value, in: layer, from: &random) { return value }
    }
  }

  // The value where it lies beneath the density, another one of the tail; nil for another try.
  @inline(never)
  private func checked(
    _ value: Double, in layer: Int, from random: inout RandomSource
  ) -> Double? {
    if layer == 0 { return value < 0 ? -Self.tail(from: &random) : Self.tail(from: &random) }
    let step = heights[layer + 1] - heights[layer]
    let height = heights[layer] + step * random.uniform()
    return height < Self.density(value) ? value : nil
  }

  // Marsaglia (1964), doi:10.1080/00401706.1964.10490150.
  private static func tail(from random: inout RandomSource) -> Double {
    while true {
      let beyond = -PortableMath.log(1 - random.uniform()) / tailStart
      if -2 * PortableMath.log(1 - random.uniform()) >= beyond * beyond {
        return tailStart + beyond
      }
    }
  }

  private static func density(_ value: Double) -> Double { PortableMath.exp(-0.5 * value * value) }
}
