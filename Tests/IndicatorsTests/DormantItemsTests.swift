import Contracts
import Testing

@testable import Indicators

/// Regression: with less history than months to be silent, every item passed as in use.
@Suite struct DormantItemsTests {
  private func result(months: Int) -> IndicatorResult {
    var observation = ExampleWorld.with([ExampleWorld.silentCell(.cityItem, months: months)])
    observation.firstMonth = observation.month - (months - 1)
    return DormantItems.result(of: observation, IndicatorSettings())
  }

  private var least: Int {
    IndicatorSettings().count("months", of: DormantItems.page)
  }

  @Test func lessHistoryThanMonthsToBeSilentIsNotComputable() {
    let short = result(months: least - 1)
    #expect(!short.coverage.isComputed)
    #expect(short.coverage.missing == ["history"])
    #expect(short.outcomes == [.notComputable: 1])
    #expect(short.flags.isEmpty && short.tables.isEmpty)
  }

  @Test func exactlyAsMuchHistoryIsEnough() {
    let enough = result(months: least)
    #expect(enough.coverage.isComputed)
    #expect(enough.flags.map(\.itemCode) == ["I"])
  }
}
