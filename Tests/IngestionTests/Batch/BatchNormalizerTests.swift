import Contracts
import TestSupport
import Testing

@testable import Ingestion

@Suite struct BatchNormalizerTests {
  @Test(arguments: Table.all.indices, [true, false])
  func makesOfBytesWhatTheRulesMakeOfText(_ index: Int, _ isUTF8: Bool) throws {
    let table = Table.all[index]
    var cells = NastyCells(random: SeededGenerator(seed: UInt64(table.columns.count)))
    for _ in 0..<2 {
      let match = match(table, &cells)
      let records = (0..<120).map { _ in record(match, &cells) }
      compareBatch(try RowNormalizer(match, NormalizedCells.context), records, isUTF8, &cells)
    }
  }

  @Test(arguments: Table.all.indices, [true, false])
  func remembersOfOneFileOnlyWhatHoldsInTheNext(_ index: Int, _ isUTF8: Bool) throws {
    let table = Table.all[index]
    var cells = NastyCells(random: SeededGenerator(seed: 11))
    let (first, other) = (match(table, &cells), match(table, &cells))
    let records = (0..<80).map { _ in record(first, &cells) }
    var batch: BatchNormalizer?
    for (match, day) in [(first, "2024-06-30"), (first, "2019-01-31"), (other, "2019-01-31")] {
      let context = NormalizationContext(
        asOf: CalendarDate(day), lookups: [:], pseudonym: NormalizedCells.context.pseudonym)
      let normalizer = try RowNormalizer(match, context)
      var own = batch ?? BatchNormalizer(normalizer, isUTF8: isUTF8)
      own.turn(to: BatchNormalizer(normalizer, isUTF8: isUTF8))
      var rows = own.emptyRows
      BatchText(records, isUTF8: isUTF8, slack: 17).append(to: &own, &rows)
      #expect(BatchOutcome(rows) == BatchOutcome(normalizer, records))
      batch = own
    }
  }

  // 合计 is a class of the yearly totals; where that column stood first its rows were dropped as totals.
  @Test(arguments: [[0, 1, 2, 3], [2, 0, 1, 3], [1, 2, 0, 3]])
  func aClassOfTotalsIsARowWhereverItsColumnStands(_ order: [Int]) throws {
    let header = ["执法主体代码", "年度", "处罚种类", "宗数"]
    let records = [
      ["U1", "2023", "合计", "60"], ["U1", "2023", "罚款", "36"], ["合计", "2023", "罚款", "36"],
      ["合计", "", "合计", "60"],
    ].map { cells in order.map { cells[$0] } }
    let match = try HeaderMatcher(profiles: []).match(order.map { header[$0] })
    let normalizer = try RowNormalizer(match, NormalizedCells.context)
    let outcome = BatchOutcome(normalizer, records)
    #expect(outcome.records == [0, 1])
    #expect(outcome.counts == [0, 0, 2, 0])
    var cells = NastyCells(random: SeededGenerator(seed: 1))
    compareBatch(normalizer, records, true, &cells)
  }

  // Some columns of the table in any order, between others that mean nothing.
  private func match(_ table: Table, _ cells: inout NastyCells) -> HeaderMatch {
    var sources: [Int?] = table.columns.indices.filter { _ in cells.pick([true, true, false]) }
    sources += [nil, nil]
    sources.shuffle(using: &cells.random)
    let header = sources.enumerated().map { place, column in
      column.map { table.columns[$0].title } ?? " 说明\(place) "
    }
    let positions = table.columns.indices.map { index in sources.firstIndex(of: index) }
    // Fewer conditions let more rows through.
    let lenient = Table(
      table.name, title: table.title, columns: table.columns, required: table.required,
      filled: cells.pick([table.filled, []]), identity: table.identity)
    return HeaderMatch(
      table: lenient, profile: nil, positions: positions,
      moneyUnits: positions.map { _ in cells.pick([nil, nil, .fen, .yuan, .tenThousandYuan]) },
      unknown: [], header: header)
  }

  private func record(_ match: HeaderMatch, _ cells: inout NastyCells) -> [String] {
    let kinds = match.header.indices.map { place in
      match.positions.firstIndex(of: place).map { match.table.columns[$0].kind } ?? .text
    }
    var record = kinds.map { kind in
      cells.pick([true, true, true, false]) ? cells.sound(kind) : cells.cell(kind)
    }
    switch Int.random(in: 0..<40, using: &cells.random) {
    case 0: record.removeLast()
    case 1: record.append("")
    case 2: record.append("x")
    case 3: record = match.header.map { cells.pick(["", " ", "\u{3000}"]) + $0 }
    case 4: record = match.header
    case 5: record = record.map { _ in "" }
    case 6: record = record.map { _ in cells.pick(["", " "]) }
    case 7: record[0] = cells.pick(RecordText.totals + ["合 计", "合计x", " total", "小"])
    case 8: record[0] = ""
    case 9: record = []
    default: break
    }
    return record
  }
}
