import Contracts
import Testing

@testable import Indicators

/// What the sentence about a silent cell says of where its expectation comes from.
@Suite struct SilenceSentenceTests {
  private func sentence(before: Double) throws -> Phrase {
    let observation = ExampleWorld.assessed(.gradeA)
    var assessment = try #require(observation.silence?.silent.first)
    assessment.spell.before = before
    return SilenceSentence(
      observation: observation, cell: observation.cells[0], assessment: assessment
    ).phrase
  }

  // Eleven months before the silence are too few for Z07, yet they enter the expectation.
  @Test func aShortRecordIsNamedWhereItMovesTheExpectation() throws {
    #expect(try sentence(before: 4.4).chinese.contains("按同类和自身以往水平"))
    #expect(try sentence(before: 4.4).english.contains("and its own past"))
  }

  @Test func aCellThatNeverActedHasNoOwnPast() throws {
    #expect(try sentence(before: 0).chinese.contains("；按同类水平"))
    #expect(try !sentence(before: 0).english.contains("own past"))
  }

  // Sure cells carry one that is likelier ordinary within q: it is no warning, and says so.
  @Test(arguments: [(0.5, Severity.warning), (0.49, .notice)])
  func aCellLikelierOrdinaryIsANotice(_ stopped: Double, _ severity: Severity) throws {
    let observation = ExampleWorld.assessed(.gradeB)
    let cell = observation.cells[0]
    var assessment = try #require(observation.silence?.silent.first)
    assessment.posterior = StatePosterior(
      normal: 1 - stopped, stopped: stopped, never: 0, structural: 0)
    let flag = SilenceFlags.flag(cell, assessment, ZeroDespiteExposure.page, observation)
    #expect(flag.severity == severity)
    #expect(flag.reason.chinese.contains("更可能属正常") == (severity == .notice))
    #expect(flag.reason.english.contains("likelier ordinary") == (severity == .notice))
    // Where nothing is flagged nothing is said of it.
    assessment.verdict = .withinChance
    let other = SilenceSentence(observation: observation, cell: cell, assessment: assessment)
    #expect(!other.phrase.chinese.contains("更可能属正常"))
  }

  // Corrections on the spot stand in inspections alone: none on record is no proof that there were none.
  @Test(arguments: [(0, 1, true), (-30, 1, true), (0, 0, true), (0, 1, false)])
  func aUnitWithoutInspectionsOnRecordMayHaveSettledWhatItFound(
    _ monthsLater: Int, _ known: Int, _ isOwn: Bool
  ) throws {
    var observation = ExampleWorld.assessed(.gradeA)
    let cell = observation.cells[0]
    var assessment = try #require(observation.silence?.silent.first)
    assessment.findings = 0
    let first = try #require(cell.silentFrom)
    var visit = VisitOutcome(
      month: first + monthsLater, unitCode: isOwn ? cell.unitCode : "W", domain: "E", itemCode: "")
    visit.known = known
    observation.patterns.visits = [visit]
    let sentence = SilenceSentence(observation: observation, cell: cell, assessment: assessment)
    let isSeen = monthsLater == 0 && known > 0 && isOwn
    #expect(sentence.phrase.chinese.contains("没有该单位同期写明结果的检查记录") == !isSeen)
    #expect(sentence.phrase.english.contains("verify first") == !isSeen)
  }

  // Its January is its season: half of its cases came then, and since then no January was delivered.
  @Test(arguments: [
    (24, 4, false, true), (24, 3, false, false), (23, 4, false, false), (24, 1, false, false),
    // Another unit has cases, and its months tell the season.
    (24, 4, true, false),
  ])
  func aSeasonThatWasNotDeliveredIsNamed(
    _ missing: Int32, _ inJanuary: Int32, _ hasPeer: Bool, _ isNamed: Bool
  ) throws {
    var observation = ExampleWorld.assessed(.gradeB)
    observation.cells[0].lastActive = observation.firstMonth + 14
    observation.cells[0].history.observed = [0...missing - 1, missing + 1...35]
    observation.cells[0].history.cases = [
      MonthCount(month: 12, count: inJanuary), MonthCount(month: 14, count: inJanuary > 1 ? 4 : 1),
    ]
    // Who lacks the same months tells nothing of them, nor does one case.
    for number in 2...4 {
      var peer = observation.cells[0]
      peer.unitCode += String(number)
      if number > 2 { peer.history.observed = [0...35] }
      if number == 4 { peer.history.cases = [MonthCount(month: 28, count: 1)] }
      if number != 3 || hasPeer { observation.cells.append(peer) }
    }
    let assessment = try #require(observation.silence?.silent.first)
    let sentence = SilenceSentence(
      observation: observation, cell: observation.cells[0], assessment: assessment
    ).phrase
    #expect(sentence.chinese.contains("可能是季节性的") == isNamed)
    #expect(sentence.english.contains("it may be the season") == isNamed)
  }

  // Months that have not come again since are no months that did not come.
  @Test func aSilenceOfHalfAYearHasNoUnseenSeason() {
    var observation = ExampleWorld.assessed(.gradeB)
    observation.cells[0].lastActive = observation.month - 6
    observation.cells[0].history.observed = [0...35]
    let last = Int32(clamping: observation.month.index - observation.firstMonth.index)
    observation.cells[0].history.cases = (0...last - 6).map { MonthCount(month: $0, count: 2) }
    #expect(!OwnSeason.isUnseen(at: 0, in: observation))
  }
}
