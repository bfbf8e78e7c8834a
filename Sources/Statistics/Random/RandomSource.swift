/// The seeded generator of every random choice, in simulated worlds and in tests by simulation.
///
/// xoshiro256** with its state filled by SplitMix64: Blackman and Vigna (2021),
/// doi:10.1145/3460772.
public struct RandomSource: Sendable {
  private var first: UInt64
  private var second: UInt64
  private var third: UInt64
  private var fourth: UInt64

  /// Makes the stream of `seed`; equal seeds give equal numbers on every machine.
  public init(seed: UInt64) {
    var filler = seed
    first = Self.splitMix(&filler)
    second = Self.splitMix(&filler)
    third = Self.splitMix(&filler)
    fourth = Self.splitMix(&filler)
  }

  /// A stream of its own for one purpose, so that one part can change without moving the others.
  public init(seed: UInt64, purpose: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    self.init(seed: seed ^ hash)
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(second &* 5, by: 7) &* 9
    let shifted = second << 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = Self.rotated(fourth, by: 45)
    return result
  }

  /// A number from 0, inclusive, to 1, exclusive.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1.0p-53
  }

  /// Returns a number from 0 to below `bound`, which is above 0.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "an integer is drawn below a positive bound")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Returns a number of `range`, each as likely.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + integer(below: range.count)
  }

  /// Returns whether something of this probability happens.
  public mutating func chance(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// Returns one of `elements`, of which there is at least one, each as likely.
  public mutating func element<Element>(of elements: [Element]) -> Element {
    elements[integer(below: elements.count)]
  }

  /// The position of one of `weights`, each with a chance in proportion to its weight.
  public mutating func position(weights: [Double]) -> Int {
    var rest = uniform() * weights.reduce(0, +)
    for (position, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return position }
    }
    return weights.count - 1
  }

  /// Returns `elements` in random order.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, integer(below: last + 1))
    }
    return result
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private static func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
    (word << bits) | (word >> (64 - bits))
  }
}
