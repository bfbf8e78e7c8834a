import Foundation
import Testing

@testable import Statistics

@Suite struct PortableMathTests {
  // The published errors of FDLIBM are below one unit of the last place.
  private let tolerance = 4e-16

  @Test func logarithmAndExponentialAgreeWithTheSystem() {
    var random = RandomSource(seed: 21)
    for _ in 0..<2_000 {
      let value = 200 * (random.uniform() - 0.5)
      let power = exp(value)
      #expect(abs(PortableMath.exp(value) / power - 1) < tolerance)
      #expect(abs(PortableMath.log(power) - log(power)) <= tolerance * max(1, abs(value)))
    }
  }

  @Test func cosineOfATurnAgreesWithTheSystem() {
    var random = RandomSource(seed: 22)
    for _ in 0..<2_000 {
      let turn = random.uniform()
      #expect(abs(PortableMath.cosine(ofTurn: turn) - cos(2 * Double.pi * turn)) < 2e-15)
    }
    #expect(PortableMath.cosine(ofTurn: 0) == 1 && PortableMath.cosine(ofTurn: 0.5) == -1)
  }

  @Test func endsOfTheRangeHold() {
    #expect(PortableMath.exp(-1_000) == 0 && PortableMath.exp(1_000) == .infinity)
    #expect(PortableMath.exp(0) == 1 && PortableMath.log(1) == 0)
    #expect(PortableMath.log(0) == -.infinity)
  }
}
