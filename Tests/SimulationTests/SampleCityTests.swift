import CSV
import Testing

@testable import Simulation

@Suite struct SampleCityTests {
  @Test func sameSeedGivesTheSameBytesAndAnotherDoesNot() throws {
    let first = try SampleCity(seed: 5).files()
    #expect(try SampleCity(seed: 5).files() == first)
    let other = try SampleCity(seed: 6).files()
    #expect(other.map(\.path) == first.map(\.path))
    #expect(zip(other, first).contains { $0.bytes != $1.bytes })
  }

  @Test func refusesMonthsThatCutThePlan() {
    #expect(throws: SimulationError.monthsOutOfRange(allowed: 36...60)) {
      try SampleCity(seed: 1, months: 35)
    }
  }

  @Test func longerHistoriesGoOnAfterThePlan() throws {
    let files = try SampleCity(seed: 5, months: 38).files()
    #expect(files.contains { $0.path == "inbox/cases-2025-02.csv" })
  }

  @Test func staysWithinTheSizesOfASample() throws {
    let files = try SampleCity(seed: Delivery.seed).files()
    #expect(files.reduce(0) { $0 + $1.bytes.count } <= 6 << 20)
    #expect(files.allSatisfy { $0.bytes.count <= 3 << 19 })
  }
}
