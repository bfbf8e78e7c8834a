import Contracts
import Testing

@testable import Indicators

/// Months in a row whose values lie far from what is usual.
@Suite struct FarStretchTests {
  private func month(_ month: Int) -> Month { Month(year: 2024, month: month) }

  /// Ten cases a month from February 2024 at these distances.
  private func values(_ distances: [Double]) -> [FarStretch.Value] {
    zip(2..., distances).map { number, distance in
      FarStretch.Value(month: month(number), distance: distance, cases: 10)
    }
  }

  private func stretches(
    _ distances: [Double], least: Double = 4, fewest: Int = 10
  ) -> [FarStretch] {
    FarStretch.all(
      in: values(distances), least: least, fewest: fewest,
      history: Month(year: 2023, month: 1)...month(12))
  }

  @Test func oneBetweenUsualMonthsEndsWithThem() {
    let found = stretches([0, 0, 5, 6, 7, 0])
    #expect(found.map(\.months) == [month(4)...month(6)])
    #expect(found.map(\.cases) == [30] && found.map(\.median) == [6])
  }

  // What was so from the first value on was so before, and what is so to the last is so still.
  @Test func oneAtAnEndReachesToTheEndOfTheHistory() {
    let first = Month(year: 2023, month: 1)
    #expect(stretches([5, 5, 0, 0]).map(\.months) == [first...month(3)])
    #expect(stretches([0, 0, 5, 5]).map(\.months) == [month(4)...month(12)])
    #expect(stretches([5, 5]).map(\.months) == [first...month(12)])
  }

  @Test func theLeastDistanceAndTheFewestCasesAreEnough() {
    #expect(stretches([0, 4, 4, 0], least: 4, fewest: 20).count == 1)
    #expect(stretches([0, 4, 4, 0], least: 4.1, fewest: 20).isEmpty)
    #expect(stretches([0, 4, 4, 0], least: 4, fewest: 21).isEmpty)
  }

  @Test func lowOnesComeBeforeHighOnes() {
    let found = stretches([0, 5, 0, -5, 0, 6, 0])
    #expect(found.map(\.months.lowerBound) == [month(5), month(7), month(3)])
    #expect(found.map(\.median) == [-5, 6, 5])
  }

  // Ten far cases of a hundred, and of a hundred and ten.
  @Test func aPartIsATenthOfTheCasesOfItsMonths() {
    let far = FarStretch.Value(month: month(3), distance: 8, cases: 10)
    let parts = { (others: Int) in
      FarStretch.parts(
        in: [far, FarStretch.Value(month: self.month(3), distance: 0, cases: others)], least: 8,
        fewest: 10)
    }
    #expect(parts(90).map(\.cases) == [10] && parts(90).map(\.isPart) == [true])
    #expect(parts(91).isEmpty)
  }
}
