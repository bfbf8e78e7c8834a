import Contracts
import Statistics
import Testing

@testable import Indicators

/// Which fines are cut, and to where.
@Suite struct CutFinesTests {
  private func fines(_ unit: String, _ yuan: [Double], item: String = "I") -> [ComparableFine] {
    yuan.map { value in
      ComparableFine(
        unit: unit, item: item, grade: "", year: "2024", party: PartyGroup(),
        logarithm: PortableMath.log(value), cases: 1)
    }
  }

  private func cut(_ fines: [ComparableFine]) -> [Double] {
    CutFines.cut(fines, Peers(PatternExample.units(["U", "V"])))
      .map { PortableMath.exp($0.logarithm) }
  }

  private static let usual = [500.0, 700, 800, 1_000, 1_000, 1_000, 1_250, 1_400, 2_000, 2_200]

  // numpy 2.4: r = np.log(np.r_[usual, usual, 50_000] / 1_000), whose median is 0, as are those of
  // both units; 1_000 * np.exp(2.5 * 1.482602218505602 * np.median(abs(r))) = 3480.3616513913253.
  @Test func aHugeFineIsCutAndTheOthersStay() {
    let values = cut(fines("U", Self.usual) + fines("V", Self.usual + [50_000]))
    #expect(zip(values, Self.usual + Self.usual).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(abs(values[20] - 3_480.3616513913253) < 1e-6)
  }

  // A unit that fines twice as high stays twice as high.
  @Test func theLevelOfAUnitIsNotCut() {
    let high = Self.usual.map { 20 * $0 }
    let values = cut(fines("U", Self.usual + Self.usual) + fines("V", high))
    #expect(zip(values.suffix(10), high).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
  }

  @Test func smallStrataAndFixedFinesStay() {
    let few = [100.0, 100, 100, 100, 90_000]
    #expect(zip(cut(fines("U", few)), few).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
    let fixed = [Double](repeating: 500, count: 30) + [90_000]
    #expect(zip(cut(fines("U", fixed)), fixed).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
  }
}
