import Contracts
import Testing

@Suite struct FillInsTests {
  private func fillIns(_ rows: [(unit: String, rows: Int, dated: Int, later: Int)]) -> FillIns {
    var fillIns = FillIns()
    for one in rows {
      fillIns.note(one.unit, rows: one.rows - one.dated, isDated: false)
      fillIns.note(one.unit, rows: one.dated - one.later, isDated: true)
      fillIns.note(one.unit, rows: one.later, isDated: true, isLater: true)
    }
    return fillIns
  }

  @Test(arguments: [(5, 40, true), (4, 40, false), (5, 100, true), (5, 101, false)])
  func aFewDaysThatComeWithCorrectionsFillNothingIn(_ later: Int, _ dated: Int, _ reaches: Bool) {
    let own = fillIns(
      [("U", dated + 9, dated, later)] + ["V", "W", "X"].map { ($0, 40, 40, 0) })
    #expect(own.reach("U") == reaches && !own.reach("V"))
  }

  @Test func whatHalfOfTheOthersDoCouldBeDone() {
    let two = fillIns([("U", 40, 30, 0), ("V", 40, 40, 9), ("W", 40, 40, 0), ("X", 9, 0, 0)])
    #expect(two.reach("U") && !two.reach("X"))
    let three = fillIns([
      ("U", 40, 30, 0), ("V", 40, 40, 9), ("W", 40, 40, 0), ("X", 40, 40, 0),
    ])
    #expect(!three.reach("U") && three.reach("V"))
  }

  @Test(arguments: [(30, 0, true), (29, 0, false), (30, 1, false)])
  func whoNeverStatesADayIsAsked(_ rows: Int, _ dated: Int, _ reaches: Bool) {
    #expect(fillIns([("U", rows, dated, 0), ("V", 40, 20, 0)]).reach("U") == reaches)
    #expect(!fillIns([("U", rows, dated, 0), ("V", 40, 19, 0)]).reach("U"))
    #expect(!fillIns([("U", rows, dated, 0)]).reach("U"))
  }
}
