import Contracts
import Testing

@testable import Counting

@Suite struct ProcedureCounterTests {
  private let exempted = [
    "case_id": "9", "disposition": "exempted", "exempt_ground": "first_offence",
    "penalty_types": "", "fine_fen": "", "party": "p",
  ]

  private func world(_ partitions: [[[String: String]]]) -> ProcedureWorld {
    var world = ProcedureWorld()
    world.partitions = partitions
    return world
  }

  @Test(arguments: [1, 2, 3])
  func sumsDoNotDependOnHowManyCasesWait(_ waiting: Int) {
    let april = ["decided_date": "2024-04-02", "officers": "b;a"]
    let world = world([
      [april, april.merging(["officers": "c", "unit_code": "V"]) { $1 }],
      [["officers": "a;c"], ["decided_date": "", "disposition": ""]],
      [["decided_date": "2025-01-07"], exempted],
    ])
    let (some, all) = (world.counted(waiting: waiting).legality, world.counted().legality)
    #expect(some.procedures == all.procedures)
    #expect(some.officerMonths == all.officerMonths)
    #expect(all.procedures[.terms]?.sums.values.reduce(0) { $0 + $1[0] } == 6)
  }

  @Test func officersOfAUnitAreNumberedOverAllPartitions() {
    let april = ["decided_date": "2024-04-02", "officers": "b;a"]
    let world = world([
      [april, april.merging(["officers": "b;b", "unit_code": "V"]) { $1 }],
      [["officers": "a;c;a"], ["officers": "c"]],
    ])
    #expect(
      world.counted().legality.officerMonths.sums == [
        ["U", "1", "2024-04"]: [1], ["U", "2", "2024-04"]: [1], ["V", "1", "2024-04"]: [1],
        ["U", "1", "2024-05"]: [1], ["U", "3", "2024-05"]: [2],
      ])
  }

  @Test func onlyDecisionsOfEarlierPartitionsAreEarlier() {
    let penalty = ["party": "p", "decided_date": "2024-04-02"]
    #expect(world([[penalty], [exempted]]).facts(.firstOffence) == [nil, ["yes"]])
    let later = penalty.merging(["decided_date": "2024-06-03"]) { $1 }
    #expect(world([[exempted], [later]]).facts(.firstOffence) == [["no"], nil])
    #expect(
      world([[penalty], [exempted], [later], [exempted]]).facts(.firstOffence)
        == [nil, ["yes"], nil, ["yes"]])
  }
}
