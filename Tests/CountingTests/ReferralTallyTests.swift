import Contracts
import Testing

@testable import Counting

/// Referrals as they stood at the end of the report month.
@Suite struct ReferralTallyTests {
  private func keys(_ cells: [String: String], at text: String = "2024-12") -> [[String]] {
    var world = World()
    world.set(
      .units,
      [
        ["unit_code": "U", "unit_name": "某局", "level": "county", "district_code": "D"],
        ["unit_code": "V", "unit_name": "另局", "level": "county", "district_code": "D"],
        ["unit_code": "W", "unit_name": "旧局", "successor_code": "U"],
      ])
    world.set(
      .referrals,
      [
        [
          "referral_id": "1", "unit_code": "U", "referred_to": "另局", "domain": "甲",
          "date": "2024-11-11",
        ].merging(cells) { $1 }
      ])
    return world.counted(text).observation.referrals.sortedKeys
  }

  @Test func aReferralWaitsUntilTheEndOfTheReportMonth() {
    #expect(keys([:]) == [["U", "V", "甲", "2024-11", "50", "no"]])
    #expect(keys([:], at: "2024-11") == [["U", "V", "甲", "2024-11", "19", "no"]])
    #expect(keys([:], at: "2024-10").isEmpty)
  }

  @Test func anAcceptanceAfterTheEndHasNotHappenedYet() {
    let accepted = ["accepted_date": "2024-12-05"]
    #expect(keys(accepted).map { Array($0.suffix(2)) } == [["24", "yes"]])
    #expect(keys(accepted, at: "2024-11").map { Array($0.suffix(2)) } == [["19", "no"]])
  }

  @Test(arguments: [
    ("退回", ["", "returned"]), ("办结", ["", "yes"]), ("办理中", ["50", "no"]), ("", ["50", "no"]),
  ])
  func anOutcomeWithoutADayIsAnAnswer(_ outcome: String, _ answer: [String]) {
    #expect(keys(["outcome": outcome]).map { Array($0.suffix(2)) } == [answer])
  }

  @Test(arguments: [
    ("尚未受理", "no"), ("未受理", "no"), ("待处理", "no"), ("等待对方反馈", "no"), ("处理中", "no"),
    ("未答复", "no"), ("暂未接收", "no"), ("正在办理", "no"), ("办理中（承办人已签收）", "no"), ("未办结", "no"),
    ("对方未予受理", "returned"), ("不予接收", "returned"), ("退回，待补充材料", "returned"),
    ("已受理，正在办理", "yes"), ("已受理", "yes"), ("已立案待处罚", "yes"), ("正在立案调查", "yes"),
    ("未立案", "yes"), ("未发现违法行为", "yes"), ("不予处罚", "yes"), ("暂扣许可证件", "yes"),
  ])
  func anOutcomeThatSaysNothingWasTakenUpIsNoAnswer(_ outcome: String, _ answer: String) {
    #expect(keys(["outcome": outcome]).map { $0.last } == [answer])
  }

  @Test func acceptedBeforeItWasSentHasNoUsableDay() {
    #expect(
      keys(["accepted_date": "2024-11-01"]).map { Array($0.suffix(2)) } == [["", "yes"]])
  }

  @Test(arguments: [("W", "某局"), ("U", "W"), ("U", "旧局"), ("W", "W")])
  func whatWentBetweenUnitsThatAreOneTodayIsLeftOut(_ sender: String, _ receiver: String) {
    #expect(keys(["unit_code": sender, "referred_to": receiver]).isEmpty)
    #expect(keys(["unit_code": sender]).map { Array($0.prefix(2)) } == [["U", "V"]])
  }

  // A shifted column may hold anyone's name.
  @Test(arguments: [
    ("某市公安局", "某市公安局"), ("V", "V"), ("王某某", ""), ("某路1号派出所", ""), ("局", ""), ("", ""),
  ])
  func onlyBodiesAreNamed(_ text: String, _ kept: String) {
    #expect(keys(["referred_to": text]).map { $0[1] } == [kept])
  }

  @Test func theCatalogueKnowsTheDomainOfAnItem() {
    #expect(keys(["domain": "乙", "item_code": "I"]).map { $0[2] } == ["甲"])
    #expect(keys(["domain": "乙"]).map { $0[2] } == [""])
  }
}
