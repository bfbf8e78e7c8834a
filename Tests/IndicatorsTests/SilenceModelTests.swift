import Contracts
import Testing

@testable import Indicators

/// The zero-case model on grids that are small, odd or extreme.
@Suite struct SilenceModelTests {
  /// Worlds that leave the model little or nothing to learn from.
  enum Odd: CaseIterable {
    case oneCell, oneRow, oneColumn, allZero, oneMonth, twoMonths, silentGroup, scattered
    case endedColumn, silentRow, hugeCounts, hugeAndZero, unobserved, oneCase, noParties

    var world: SilentWorld {
      var world = SilentWorld(months: self == .oneMonth ? 1 : self == .twoMonths ? 2 : 36)
      let (rows, columns) =
        switch self {
        case .oneCell: (1, 1)
        case .oneRow: (1, 12)
        case .oneColumn: (17, 1)
        default: (8, 6)
        }
      for row in 0..<rows {
        for column in 0..<columns { add(row, column, to: &world) }
      }
      return world
    }

    private func add(_ row: Int, _ column: Int, to world: inout SilentWorld) {
      func usual(_ month: Int) -> Int32 {
        (row + column) % 4 == 0 ? 0 : (month * 7 + row * 3 + column * 5) % 4 == 0 ? 2 : 0
      }
      switch self {
      case .allZero: world.add(row, column) { _ in 0 }
      case .silentGroup:
        world.add(row, column, group: column < 3 ? "G" : "H") { column < 3 ? usual($0) : 0 }
      case .scattered:
        let even = (0..<36).filter { $0 % 2 == (row + column) % 2 }.map { Int32($0) }
        world.add(row, column, observed: even.map { $0...$0 }, cases: usual)
      case .endedColumn: world.add(row, column) { column == 2 && $0 > 15 ? 0 : usual($0) }
      case .silentRow:
        world.add(row, column) { row == 3 && $0 > 21 ? 0 : Int32(12 + ($0 + column) % 3) }
      case .hugeCounts: world.add(row, column) { $0 % 3 == 0 ? 2_000_000 : 0 }
      case .hugeAndZero: world.add(row, column) { row == 0 ? 2_000_000 : Int32($0 % 35 / 34) }
      case .unobserved: world.add(row, column, observed: row == 0 ? nil : [], cases: usual)
      case .oneCase: world.add(row, column) { row + column + $0 == 0 ? 1 : 0 }
      case .noParties: world.add(row, column, parties: row % 2 == 0 ? 0 : nil, cases: usual)
      default: world.add(row, column, parties: 10 + row, cases: usual)
      }
    }
  }

  @Test(arguments: Odd.allCases) func everyNumberIsSound(_ odd: Odd) async {
    let findings = await odd.world.findings()
    #expect(findings.faults == [], "\(odd)")
    #expect(findings.fits.count == 1 && findings.fits[0].cells > 0)
  }

  @Test func aRecordWithManyPartiesIsNoMeasureOfFew() async throws {
    // One item of one unit of twelve is silent for a year; it had 200 parties, as all have, and then 10 or as ever.
    func silence(_ partiesBefore: [MonthCount]) async throws -> CellAssessment {
      var world = SilentWorld()
      for row in 0..<12 {
        for column in 0..<3 {
          let hasShrunk = row == 4 && !partiesBefore.isEmpty
          world.add(
            row, column, parties: hasShrunk ? 10 : 200,
            partiesBefore: row == 4 ? partiesBefore : []
          ) { month in
            row == 4 && column == 1 && month > 23 ? 0 : Int32((month * 7 + row * 5 + column) % 3)
          }
        }
      }
      return try #require(await world.findings().silent.first { $0.monthsSilent >= 12 })
    }
    let before = [MonthCount(month: 0, count: 200), MonthCount(month: 24, count: 10)]
    let (steady, shrunk) = (try await silence([]), try await silence(before))
    #expect(steady.expected > 9 && steady.verdict.isFlagged)
    // By its own record one case a month of 200 parties is 0.6 a year of 10; beside its peers it is more.
    #expect(shrunk.expected < 3 && !shrunk.verdict.isFlagged)
    let own = try #require(shrunk.ownRecord?.expected)
    #expect(abs(own - 0.6) < 0.1)
  }

  @Test func withoutACellNothingIsFound() async {
    #expect(await SilentWorld().findings() == SilenceFindings())
    var unobserved = SilentWorld()
    unobserved.add(0, 0, observed: []) { _ in 0 }
    #expect(await unobserved.findings() == SilenceFindings())
  }

  @Test(arguments: Odd.allCases) func theSameInputGivesTheSameNumbers(_ odd: Odd) async {
    #expect(await odd.world.findings() == odd.world.findings(), "\(odd)")
  }

  @Test func nothingIsFlaggedWhereNobodyEverActed() async {
    let findings = await Odd.allZero.world.findings()
    #expect(findings.silent.count == 48)
    #expect(findings.silent.allSatisfy { $0.verdict == .noBaseRate })
    #expect(findings.silent.allSatisfy { $0.expected < 0.01 && $0.spell.chance > 0.99 })
  }

  // Renumbered items: the cases went on under codes that the catalogue does not know.
  @Test(arguments: [(0, true), (1, true), (60, false)])
  func casesWithoutAnItemMayBeTheMissingOnes(_ unmatched: Int, _ isFlagged: Bool) async throws {
    var world = SilentWorld()
    for row in 0..<8 {
      for column in 0..<6 {
        world.add(row, column) { row + column == 0 && $0 >= 18 ? 0 : Int32(1 + ($0 + row) % 3) }
      }
    }
    var observation = world.observation()
    if unmatched > 0 {
      observation.unmatched.add(
        ["2024-06", "U100", "G", "X", "", "item_unknown"], [unmatched, unmatched])
    }
    // Those of another domain, of another unit or of the time before say nothing.
    observation.unmatched.add(["2024-06", "U100", "H", "X", "", "item_unknown"], [99, 99])
    observation.unmatched.add(["2024-06", "U101", "G", "X", "", "item_unknown"], [99, 99])
    observation.unmatched.add(["2023-01", "U100", "G", "X", "", "item_unknown"], [99, 99])
    let cells = observation.cells
    let found = await SilenceModel.findings(of: observation, IndicatorSettings())
    let stopped = try #require(found.silent.first { cells[$0.cell].itemCode == "I100" })
    #expect(stopped.verdict.isFlagged == isFlagged)
    if !isFlagged { #expect(stopped.verdict == .verifyItems) }
  }

  @Test func anEndedColumnIsNoInaction() async throws {
    let world = Odd.endedColumn.world
    let cells = world.observation().cells
    let ended = await world.findings().silent.filter { cells[$0.cell].itemCode == "I102" }
    #expect(ended.count == 8 && ended.allSatisfy { $0.verdict == .itemEnded })
  }

  @Test func whatEverybodyStoppedStandsAgainstItsOwnRecord() async {
    let findings = await Odd.endedColumn.world.findings()
    let records = findings.silent.filter { $0.verdict == .itemEnded }.compactMap(\.ownRecord)
    // Half a case a month before, as in the other columns; 20 months since.
    let expected = records.reduce(0) { $0 + $1.expected }
    let before = Double(records.reduce(0) { $0 + $1.cases })
    #expect(!records.isEmpty && abs(expected / (before * 20 / 16) - 1) < 0.25)
  }

  // Eight rows that act in three columns, and what a case adds.
  private func city(_ add: (inout SilentWorld) -> Void) async -> (SilenceFindings, [Cell]) {
    var world = SilentWorld()
    for row in 0..<8 {
      for column in 0..<3 { world.add(row, column) { ($0 + row + column) % 2 == 0 ? 1 : 0 } }
    }
    add(&world)
    return (await world.findings(), world.observation().cells)
  }

  @Test func theSilenceOfASoleHolderIsNoProofThatItsItemEnded() async throws {
    let (findings, cells) = await city { world in
      world.add(0, 5, group: "H") { $0 < 18 ? 1 : 0 }
    }
    let sole = try #require(findings.silent.first { cells[$0.cell].itemCode == "I105" })
    #expect(sole.verdict.isFlagged)
    // 18 at its own pace, less what it lends its domain's season.
    #expect((8...20).contains(sole.expected))
  }

  @Test func othersThatStoppedLongBeforeProveNoEndEither() async throws {
    let (findings, cells) = await city { world in
      world.add(0, 5, group: "H") { $0 < 22 ? 1 : 0 }
      for row in 1..<4 { world.add(row, 5, group: "H") { $0 < 3 ? 2 : 0 } }
    }
    let last = try #require(
      findings.silent.first { cells[$0.cell].itemCode == "I105" && $0.monthsSilent == 14 })
    #expect(last.verdict != .itemEnded && last.expected > 3)
  }

  @Test func aRowThatFallsSilentAsAWholeIsAskedForItsData() async {
    let world = Odd.silentRow.world
    let cells = world.observation().cells
    let findings = await world.findings()
    let row = findings.silent.filter { cells[$0.cell].unitCode == "U103" }
    #expect(findings.parameter("row_months_without_delivery") == 14)
    #expect(row.count == 6 && row.allSatisfy { $0.verdict == .verifyDelivery })
  }

  // The largest unit of a city stopped, and its inspections went on: its silence was called a gap.
  @Test(arguments: [(22, 35, true), (22, 28, true), (22, 27, false)])
  func aRowWhoseInspectionsGoOnIsDelivering(_ from: Int32, _ to: Int32, _ isJudged: Bool) async {
    var world = SilentWorld()
    for row in 0..<8 {
      for column in 0..<6 {
        let found = row == 3 && column == 1 ? Array(from...to) : []
        world.add(row, column, findings: found) {
          row == 3 && $0 > 21 ? 0 : Int32(12 + ($0 + column) % 3)
        }
      }
    }
    let cells = world.observation().cells
    let findings = await world.findings()
    let row = findings.silent.filter { cells[$0.cell].unitCode == "U103" }
    #expect(row.count == 6)
    #expect(row.allSatisfy { ($0.verdict == .verifyDelivery) != isJudged })
    #expect(!isJudged || row.contains { $0.verdict.isFlagged && $0.expected > 150 })
  }

  // Ten rows alike but for one that never had a case, observed in all or in half of the months.
  private func silentCell(observed: ClosedRange<Int32>) async throws -> CellAssessment {
    var world = SilentWorld()
    for row in 0..<10 {
      for column in 0..<4 {
        let isSilent = row == 0 && column == 0
        world.add(row, column, observed: isSilent ? [observed] : nil) { _ in isSilent ? 0 : 1 }
      }
    }
    return try #require(await world.findings().silent.first)
  }

  @Test func expectedCasesGrowWithTheObservedMonths() async throws {
    let whole = try await silentCell(observed: 0...35)
    let half = try await silentCell(observed: 18...35)
    #expect(abs(whole.expected - 36) < 2)
    #expect(abs(half.expected / whole.expected - 0.5) < 0.03)
    #expect(half.monthsSilent == 18 && half.spell.chance > whole.spell.chance)
  }

  // Seventeen rows of one column: too few to tell that cases do not follow the register.
  @Test func casesFollowTheRegisterUnlessTheDataSpeakAgainstIt() async throws {
    var few = SilentWorld()
    let counts: [Int32] = [0, 9, 1, 1, 0, 1, 3, 1, 6, 1, 1, 18, 1, 2, 1, 1, 1]
    for row in 0..<17 {
      few.add(row, 0, parties: 30 + 90 * (row % 2)) { $0 == row ? counts[row] : 0 }
    }
    let found = await few.findings()
    #expect(found.parameter("parties_exponent") == 1)

    var many = SilentWorld()
    for row in 0..<40 { many.add(row, 0, parties: row % 2 == 0 ? 10 : 1_000) { _ in 1 } }
    #expect(await many.findings().parameter("parties_exponent") == 0)
  }

  // A row of one column that fell silent: its peers alone let sixty cases a month be expected, but it
  // always did less; one that did more is held to what its peers do.
  @Test(arguments: [(60, 25, 0), (60, 35, 14), (25, 60, 0)])
  func aRowThatAlwaysDidLessIsHeldToItsOwnLevel(_ peers: Int32, _ own: Int32, _ gaps: Double) async
  {
    var world = SilentWorld()
    for row in 0..<17 { world.add(row, 0) { row == 3 ? ($0 > 21 ? 0 : own) : peers } }
    #expect(await world.findings().parameter("row_months_without_delivery") == gaps)
  }

  // Between a record and a report month of 50 parties there were 500 for half a year.
  @Test func aRegisterThatRoseForAWhileMakesNobodyFallShort() async throws {
    func expected(_ partiesBefore: [MonthCount]) async throws -> Double {
      var world = SilentWorld()
      for row in 0..<12 {
        for column in 0..<3 {
          world.add(row, column, parties: 50, partiesBefore: row == 4 ? partiesBefore : []) {
            month in
            row == 4 && column == 1 && month > 23 ? 0 : Int32((month * 7 + row * 5 + column) % 3)
          }
        }
      }
      return try #require(await world.findings().silent.first { $0.monthsSilent >= 12 }).expected
    }
    let bump = [
      MonthCount(month: 0, count: 50), MonthCount(month: 26, count: 500),
      MonthCount(month: 32, count: 50),
    ]
    let (steady, bumped) = (try await expected([]), try await expected(bump))
    #expect(abs(bumped - steady) < 1e-9)
  }

  // Of two items one unit holds all there is, and of both it had cases until it fell silent.
  @Test(arguments: [(false, SilenceVerdict.gradeA), (true, .gradeB)])
  func itemsOfASoleHolderAreNoGradeA(_ hasDomains: Bool, _ verdict: SilenceVerdict) async throws {
    var world = SilentWorld()
    for row in 0..<12 {
      for column in 0..<3 {
        world.add(row, column) { Int32(($0 * 7 + row * 5 + column) % 3) }
      }
    }
    for column in 7...8 { world.add(20, column, group: "H") { $0 < 20 ? 4 : 0 } }
    var observation = world.observation()
    if hasDomains {
      let domains = Dictionary(grouping: observation.cells) { [$0.unitCode, $0.domain] }
      observation.cells += domains.values.compactMap(\.first).map { item in
        var cell = item
        (cell.level, cell.itemCode) = (.unitDomain, "")
        return cell
      }
      observation.cells.sort(by: Cell.precedes)
    }
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    let items = findings.silent.filter {
      let cell = observation.cells[$0.cell]
      return cell.unitCode == "U120" && cell.level == .unitItem
    }
    #expect(items.map(\.verdict) == [verdict, verdict])
  }
}
