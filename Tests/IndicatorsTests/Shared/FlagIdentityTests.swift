import Contracts
import Testing

@testable import Indicators

/// What a flag that was published is called today.
@Suite struct FlagIdentityTests {
  private func flag(_ category: String, in subject: [String]) -> Contracts.Flag {
    var flag = Contracts.Flag(
      "D02", identifier: Contracts.Flag.identifier("D02", subject), severity: .notice, clause: 5,
      from: ExampleWorld.month - 11, to: ExampleWorld.month)
    (flag.unitCode, flag.category) = ("U1", category)
    return flag
  }

  private func today(_ flag: Contracts.Flag) -> String {
    flag.identifier(
      RenamedSubjects(
        units: [["U0", "N0"], ["U1", "N1", "2024-05-31"]], districts: [],
        domains: [["D", "E"]], items: [["I", "F"]]))
  }

  // The other unit of the pair got another code: the flag was resolved, and new.
  @Test func aPairIsTheSameUnderAnyCodeOfEitherUnit() {
    #expect(
      today(flag("U0", in: ["U1", "", "", "", "U0"]))
        == Contracts.Flag.identifier("D02", ["N1", "", "", "", "N0"]))
    #expect(
      today(flag("V", in: ["U1", "", "", "", "V"]))
        == Contracts.Flag.identifier("D02", ["N1", "", "", "", "V"]))
  }

  @Test func aFindingFollowsItsDomain() {
    for (item, domain) in [("", "E"), ("J", "E"), ("I", "F")] {
      var flag = flag("", in: ["U1", "", "D", item, ""])
      (flag.domain, flag.itemCode) = ("D", item)
      #expect(today(flag) == Contracts.Flag.identifier("D02", ["N1", "", domain, item, ""]))
    }
  }

  @Test func aCategoryThatIsNoPartOfTheSubjectStaysNone() {
    #expect(
      today(flag("12", in: ["U1", "", "", "", ""]))
        == Contracts.Flag.identifier("D02", ["N1", "", "", "", ""]))
  }
}
