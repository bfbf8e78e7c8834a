import Contracts
import Testing

@testable import Indicators

/// What P08 says of payments and receipts.
@Suite struct DecisionsAgainstReceiptsTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    DecisionsAgainstReceipts.result(of: observation, IndicatorSettings())
  }

  @Test func theShareIsOfTheAmount() throws {
    let flag = try #require(result(PaymentExample.world(paid: 20, unpaid: 20)).flags.first)
    #expect(flag.effect == 0.5)
    #expect(flag.observed == 40)
    // 190,000 of 390,000 yuan
    #expect(flag.reason.chinese.contains("应缴400,000元，未缴200,000元（50.0%）"))
    #expect(flag.reason.chinese.contains("去掉未缴最多的一件，占48.7%"))
  }

  @Test func recordsThatWereRejectedAreNamedWithTheReceipts() throws {
    var world = PaymentExample.world(paid: 40, unpaid: 0, receivedInYuan: 150_000)
    world.unreadCases.add(["\(world.lastFullYear)-03", "U00", "", "", "", ""], [1])
    let flag = try #require(result(world).flags.first)
    #expect(flag.reason.chinese.hasSuffix("另有该年案件记录1条被退回、未能读入，不在其中。"))
    #expect(
      flag.reason.english.hasSuffix("1 case record of that year was rejected and is not counted."))
  }

  @Test func whatWasQuashedIsNeitherDueNorPaid() throws {
    var world = PaymentExample.world(paid: 20, unpaid: 20)
    var quashed = PatternExample.outcome("U00", month: 6, fineInYuan: 10_000, cases: 10)
    (quashed.paidCases, quashed.paidFen, quashed.isQuashed) = (5, 5_000_000, true)
    world.patterns.outcomes.append(quashed)
    let flag = try #require(result(world).flags.first)
    #expect(flag.observed == 40 && flag.effect == 0.5)
    #expect(flag.reason.chinese.contains("另有0件未填已缴金额"))
  }

  @Test func overpaymentIsNotNetted() {
    var world = PaymentExample.world(paid: 20, unpaid: 20)
    world.patterns.outcomes[0].paidFen *= 2
    let flag = result(world).flags.first
    #expect(flag?.effect == 0.5)
    #expect(flag?.reason.chinese.contains("多缴合计200,000元") == true)
  }

  // The aggregate holds one sum of like cases: which of them was paid twice it does not say.
  @Test func withinAGroupOfLikeCasesOverpaymentIsNetted() {
    var outcome = PatternExample.outcome("U", month: 1, fineInYuan: 2_000, cases: 40)
    (outcome.paidCases, outcome.paidFen) = (40, 20 * 400_000)
    var record = PaymentRecord()
    record.add(outcome, age: 11, oldAfter: 6)
    #expect(record.old.unpaid == 0 && record.overpaid == 0)
    let page = DecisionsAgainstReceipts.page
    #expect(page.definition.chinese.contains("组内多缴与少缴相抵，组间不抵"))
    #expect(page.definition.english.contains("cancel within it and not between groups"))
  }

  @Test func sixMonthsAreOldAndFiveAreNot() {
    var world = PaymentExample.world(paid: 0, unpaid: 40)
    world.month = Month(year: 2024, month: 12)
    #expect(result(world).outcomes[.flagged] == 1)
    world.month = Month(year: 2024, month: 11)
    #expect(result(world).outcomes[.flagged] == nil)
  }

  @Test func blankPaymentsAreUnknown() {
    let blank = result(PaymentExample.world(paid: 0, unpaid: 0, blank: 40))
    #expect(blank.coverage == Coverage(isComputed: false, missing: ["cases.paid"]))
    let some = result(PaymentExample.world(paid: 0, unpaid: 30, blank: 40))
    #expect(some.flags.first?.effect == 1)
    let few = result(PaymentExample.world(paid: 0, unpaid: 29))
    #expect(few.outcomes == [.notApplicable: 1, .notComputable: 1])
  }

  @Test func receiptsNeedEveryMonthOfTheYear() {
    var world = PaymentExample.world(paid: 40, unpaid: 0, receivedInYuan: 150_000)
    world.unitMonths = [
      UnitMonth(
        unitCode: "U00", month: Month(year: 2024, month: 2), isSent: false, rule: .register,
        cases: 0)
    ]
    #expect(result(world).flags.isEmpty)
    world.unitMonths = []
    world.firstMonth = Month(year: 2024, month: 2)
    #expect(result(world).flags.isEmpty)
  }

  @Test func aSmallDifferenceIsNone() {
    // 20 cases of 10,000 yuan: 100,000 missing is not above the limit, 100,001 is.
    var world = PaymentExample.world(paid: 20, unpaid: 0, receivedInYuan: 100_000)
    #expect(result(world).flags.isEmpty)
    world = PaymentExample.world(paid: 20, unpaid: 0, receivedInYuan: 99_999)
    #expect(result(world).flags.map(\.category) == ["receipts"])
  }

  @Test func moreReceivedThanDecidedIsADifferenceToo() {
    let flags = result(PaymentExample.world(paid: 20, unpaid: 0, receivedInYuan: 400_000)).flags
    #expect(flags.map(\.effect) == [-200_000])
    #expect(flags.first?.reason.chinese.contains("收入较决定多") == true)
  }

  // 200,000 yuan stand and 400,000 were received: what is left of the surplus must exceed the limit.
  @Test(arguments: [(20, false), (10, false), (9, true)])
  func whatWasReceivedOfQuashedDecisionsIsNoSurplus(_ cases: Int, _ isFlagged: Bool) throws {
    var world = PaymentExample.world(paid: 20, unpaid: 0, receivedInYuan: 400_000)
    var quashed = PatternExample.outcome("U00", month: 6, fineInYuan: 10_000, cases: cases)
    quashed.isQuashed = true
    world.patterns.outcomes.append(quashed)
    #expect(result(world).flags.map(\.effect) == (isFlagged ? [-200_000] : []))
    guard isFlagged else { return }
    let reason = try #require(result(world).flags.first?.reason)
    #expect(reason.chinese.contains("已撤销或确认无效的决定90,000元不计"))
    #expect(reason.english.contains("Decisions of 90,000 yuan that were revoked"))
  }

  // Income in 10,000 yuan under a header of yuan; nothing received at all says nothing of the unit.
  @Test(arguments: [(20, true), (4_000, true), (4_001, false), (400_000, false), (0, false)])
  func amountsTooFarApartMayBeInTwoUnitsOfMoney(_ received: Int, _ isSaid: Bool) {
    let flags = result(PaymentExample.world(paid: 20, unpaid: 0, receivedInYuan: received)).flags
    #expect(flags.map { $0.reason.chinese.contains("金额单位不一致") } == [isSaid])
  }

  @Test func emptyDataAreNotComputable() {
    #expect(!result(PatternExample.units([])).coverage.isComputed)
    var zero = PatternExample.units(["U00"])
    zero.tables.insert("finances")
    zero.patterns.finances.add(["U00", "2024", "", "fine_income"], [0])
    #expect(result(zero).outcomes == [.notApplicable: 1, .passed: 1])
  }

  // Where confiscations may be in the sum, the fines of it are not known.
  @Test func oneSumOfBothIsNotSetBesideFinesAlone() {
    var world = PaymentExample.world(paid: 40, unpaid: 0)
    world.tables.insert("finances")
    world.patterns.finances.add(["U00", "2024", "", "fine_income"], [15_000_000])
    #expect(result(world).flags.map(\.category) == ["receipts"])
    let summed = world.lacking("cases.fine", of: "U00")
    #expect(result(summed).outcomes == [.passed: 1, .notComputable: 1])
    world.patterns.finances.add(["U00", "2024", "", "confiscation_income"], [0])
    #expect(result(world.lacking("cases.fine", of: "U00")).flags.map(\.category) == ["receipts"])
  }

  // 160,000 of 800,000 yuan are a fifth, and no more than the setting.
  @Test(arguments: [(640_000, []), (639_999, ["receipts"])])
  func aDifferenceUpToAFifthIsNone(_ received: Int, _ categories: [String]) {
    let world = PaymentExample.world(paid: 80, unpaid: 0, receivedInYuan: received)
    #expect(result(world).flags.map(\.category) == categories)
  }
}
