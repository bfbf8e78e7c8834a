import Contracts
import Testing

@testable import Indicators

/// Regressions: Q01 accused units of silence or of gaps that the data do not show.
@Suite struct DeliveryCompletenessTests {
  private func flags(_ observation: Observation) -> [Flag] {
    DeliveryCompleteness.result(of: observation, IndicatorSettings()).flags
  }

  private func silent(months: Int, _ states: [CellState]) -> Observation {
    var observation = ExampleWorld.deliveries(missing: [], cases: 0)
    observation.unitMonths = observation.unitMonths.suffix(months)
    observation.cells = states.enumerated().map { place, state in
      var cell = ExampleWorld.silentCell(state: state)
      cell.domain = "D\(place)"
      return cell
    }
    return observation
  }

  private func unregistered(missing: Set<Int>) -> Observation {
    var observation = ExampleWorld.deliveries(missing: missing)
    observation.unitMonths = observation.unitMonths.map {
      UnitMonth(
        unitCode: $0.unitCode, month: $0.month, isSent: $0.isSent,
        rule: $0.isSent ? .span : .none, cases: $0.cases)
    }
    return observation
  }

  @Test(arguments: [1, 11])
  func aUnitYoungerThanTheWindowIsNotSilent(_ months: Int) {
    #expect(flags(silent(months: months, [.zeroOpen])).isEmpty)
    #expect(flags(silent(months: 12, [.zeroOpen])).map(\.category) == ["silent"])
  }

  @Test(arguments: [CellState.active, .handled])
  func aUnitWithAFilingToBeDecidedLaterHasNotNoCaseAtAll(_ state: CellState) {
    #expect(flags(silent(months: 12, [.zeroOpen, state])).isEmpty)
  }

  // Seven months came by the register and are not in the archive: no fault of the unit.
  @Test func whatWasLostAfterItCameIsANotice() throws {
    var observation = unregistered(missing: Set(6...12))
    observation.unitMonths = observation.unitMonths.map {
      UnitMonth(
        unitCode: $0.unitCode, month: $0.month, isSent: $0.isSent,
        rule: $0.isSent ? .register : .lost, cases: $0.cases)
    }
    let lost = try #require(flags(observation).first)
    #expect(lost.severity == .notice && lost.observed == 5)
    #expect(lost.reason.chinese.contains("其中7个月登记为已收到并申报有数据，而归档数据中没有"))
    #expect(!lost.reason.chinese.contains("缺报"))
  }

  // What was rejected did come; what else is missing is asked for beside it.
  @Test func whatWasRejectedIsANoticeAndNamesWhatElseIsMissing() throws {
    var observation = unregistered(missing: Set(6...12))
    observation.unitMonths = observation.unitMonths.enumerated().map { place, month in
      UnitMonth(
        unitCode: month.unitCode, month: month.month, isSent: month.isSent,
        rule: month.isSent || place > 9 ? .register : .unread, cases: month.cases)
    }
    let unread = try #require(flags(observation).first)
    #expect(unread.severity == .notice && unread.observed == 5)
    #expect(unread.reason.chinese.contains("其中5个月送来的案件记录半数以上被退回"))
    #expect(unread.reason.chinese.contains("另缺报2个月"))
    #expect(unread.reason.english.contains("in 5 months half or more of the case records"))
    #expect(unread.reason.english.contains("2 more months did not come"))
  }

  @Test func monthsThatNoRegisterMissesAreANotice() throws {
    let unknown = try #require(flags(unregistered(missing: Set(6...12))).first)
    #expect(unknown.severity == .notice)
    #expect(unknown.reason.chinese.contains("报送登记也没有列明"))
    let registered = try #require(flags(ExampleWorld.deliveries(missing: Set(6...12))).first)
    #expect(registered.severity == .warning)
  }

  @Test func aUnitThatNothingShowsAtAllIsANoticeWithoutARegister() throws {
    let unheard = try #require(flags(unregistered(missing: Set(1...12))).first)
    #expect(unheard.severity == .notice)
    #expect(unheard.category == "not_heard")
  }

  @Test func fromMissingToNotHeardOfItStaysOneFlag() throws {
    let missing = try #require(flags(ExampleWorld.deliveries(missing: Set(2...12))).first)
    let unheard = try #require(flags(ExampleWorld.deliveries(missing: Set(1...12))).first)
    #expect([missing.category, unheard.category] == ["missing", "not_heard"])
    #expect(missing.identifier == unheard.identifier)
  }

  // The model leaves the silence of a large unit to this question: a notice would be lost.
  @Test(arguments: [
    (SilenceVerdict.verifyDelivery, Severity.warning), (.gradeA, .notice),
    (.withinChance, .notice),
  ])
  func theSilenceOfALargeUnitThatIsNotJudgedIsAsked(
    _ verdict: SilenceVerdict, _ severity: Severity
  ) throws {
    var observation = silent(months: 12, [.zeroOpen])
    observation.silence = ExampleWorld.assessed(verdict).silence
    let flag = try #require(flags(observation).first)
    #expect(flag.category == "silent" && flag.severity == severity)
    #expect(flag.observed == 12 && flag.expected == 12)
    #expect(flag.reason.chinese.contains("30件") == (severity == .warning))
    #expect(flag.reason.english.contains("30 or more") == (severity == .warning))
  }
}
