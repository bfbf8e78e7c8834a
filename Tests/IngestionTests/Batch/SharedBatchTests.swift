import Contracts
import TestSupport
import Testing

@testable import Ingestion

/// The catalogue of bad values as cells of records, where a copy of it is at hand.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBatchTests {
  @Test(arguments: [true, false]) func badValuesMeanTheSameToBytes(_ isUTF8: Bool) throws {
    let header = ["案号", "执法主体", "执法领域", "立案日期", "罚款金额", "证件号码", "执法人员"]
    let match = try HeaderMatcher(profiles: []).match(header)
    let plain = ["示立1", "示例局", "市场监管", "2024-03-05", "1", "", ""]
    var records: [[String]] = []
    for (name, columns) in [
      ("C01-dates", [3]), ("C02-amounts", [4]), ("C03-ids", [0, 5, 6]),
    ] {
      for (input, _) in try SharedFolder.values("\(name).expected.tsv") {
        for column in columns {
          records.append(plain)
          records[records.count - 1][column] = input
        }
      }
    }
    #expect(records.count > 100)
    var cells = NastyCells(random: SeededGenerator(seed: 1))
    compareBatch(
      try RowNormalizer(match, NormalizedCells.context), records, isUTF8, &cells)
  }
}
