import Contracts
import Testing

@testable import Counting

/// One small world and the state that its only cell must have at the end of 2024.
struct StateCase: Sendable, CustomTestStringConvertible {
  let claim: String
  let state: CellState
  let change: @Sendable (inout World) -> Void

  init(_ claim: String, _ state: CellState, _ change: @escaping @Sendable (inout World) -> Void) {
    self.claim = claim
    self.state = state
    self.change = change
  }

  var testDescription: String { claim }

  static let penalty = ["filed_date": "2024-05-01", "decided_date": "2024-06-01"]
  static let exemption = penalty.merging(["disposition": "exempted"]) { $1 }
  static let explanation = [
    "unit_code": "U", "domain": "甲", "date": "2024-03-01", "expires": "2025-12-31",
  ]

  /// The months of the window were not delivered, those of `missing` excepted.
  static func feeds(missing: [String]) -> [[String: String]] {
    missing.map { ["unit_code": "U", "month": $0, "table": "cases", "received": "no"] }
  }

  static let year = (1...12).map { Month(year: 2024, month: $0).description }

  static let one: [StateCase] = [
    StateCase("no case though empowered, delivered and exposed", .zeroOpen) { _ in },
    StateCase("a penalty in the window", .active) { $0.add(case: penalty) },
    StateCase("a pending case of the window", .active) {
      $0.add(case: ["filed_date": "2024-05-01", "disposition": "pending"])
    },
    StateCase("a penalty before the window only", .zeroOpen) {
      $0.add(case: ["filed_date": "2023-05-01", "decided_date": "2023-12-31"])
    },
    StateCase("an exemption in the window", .handled) { $0.add(case: exemption) },
    StateCase("a problem corrected on the spot", .handled) {
      $0.add(inspection: "2024-02-02", result: "corrected_on_site")
    },
    StateCase("an order to rectify", .handled) {
      $0.add(inspection: "2024-02-02", result: "rectify")
    },
    StateCase("a filing announced by an inspection and never made", .zeroOpen) {
      $0.add(inspection: "2024-02-02", result: "filed")
    },
    StateCase("the power ended before the window", .notEmpowered) {
      $0.set(.authority, [["unit_code": "U", "item_code": "I", "valid_to": "2023-12-31"]])
    },
    StateCase("the item was withdrawn before the window", .notEmpowered) {
      $0.set(
        .catalogue,
        [["item_code": "I", "item_name": "某事项", "domain": "甲", "valid_to": "2023-12-31"]])
    },
    StateCase("nothing was delivered in the window", .notSent) {
      $0.set(.feeds, feeds(missing: year))
      $0.add(case: ["decided_date": "2023-12-01"])
    },
    StateCase("a gap after a case of the year before", .notSent) {
      $0.set(.feeds, feeds(missing: ["2024-08"]))
      $0.add(case: ["decided_date": "2023-12-01"])
    },
    StateCase("the register says zero", .noExposure) {
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
    },
    StateCase("the register says nothing", .exposureUnknown) { $0.set(.exposure, []) },
    StateCase("a valid explanation", .zeroExplained) { $0.set(.explanations, [explanation]) },
    StateCase("an expired explanation", .zeroOpen) {
      $0.set(.explanations, [explanation.merging(["expires": "2024-12-30"]) { $1 }])
    },
  ]

  static let precedence: [StateCase] = [
    StateCase("a case without power is not empowered, never active", .notEmpowered) {
      $0.set(.authority, [["unit_code": "U", "item_code": "J"]])
      $0.add(case: penalty)
    },
    StateCase("a case in a delivered month is active, whatever else is missing", .active) {
      $0.set(.feeds, feeds(missing: Array(year.dropLast(8))))
      $0.add(case: penalty)
    },
    StateCase("a penalty beside an exemption is active", .active) {
      $0.add(case: exemption)
      $0.add(case: penalty)
    },
    StateCase("handled beats a gap", .handled) {
      $0.set(.feeds, feeds(missing: ["2024-08"]))
      $0.add(case: exemption)
    },
    StateCase("handled beats a register of zero", .handled) {
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
      $0.add(case: exemption)
    },
    StateCase("handled beats an explanation", .handled) {
      $0.set(.explanations, [explanation])
      $0.add(case: exemption)
    },
    StateCase("not sent beats a register of zero", .notSent) {
      $0.set(.feeds, feeds(missing: year))
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
    },
    StateCase("not sent beats an explanation", .notSent) {
      $0.set(.feeds, feeds(missing: year))
      $0.set(.explanations, [explanation])
    },
    StateCase("a gap is bridged by twelve silent months that were delivered", .zeroOpen) {
      $0.set(.feeds, feeds(missing: ["2024-08"]))
    },
    StateCase("no exposure beats an explanation", .noExposure) {
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
      $0.set(.explanations, [explanation])
    },
    StateCase("a register of zero against a complaint is unknown", .exposureUnknown) {
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
      $0.add(complaint: "2024-04-04")
    },
    StateCase("a register of zero against a finding is unknown", .exposureUnknown) {
      $0.set(.exposure, [World.exposure(year: 2024, parties: 0)])
      $0.add(inspection: "2024-02-02", result: "filed")
    },
    StateCase("a zero of another year leaves this one unknown", .exposureUnknown) {
      $0.set(.exposure, [World.exposure(year: 2023, parties: 0)])
    },
    StateCase("without a register, a complaint shows exposure", .zeroOpen) {
      $0.set(.exposure, [])
      $0.add(complaint: "2024-04-04")
    },
    StateCase("without a register, an earlier case shows exposure", .zeroOpen) {
      $0.set(.exposure, [])
      $0.add(case: ["decided_date": "2022-02-02"])
    },
    StateCase("an inquiry shows no exposure", .exposureUnknown) {
      $0.set(.exposure, [])
      $0.add(complaint: "2024-04-04", kind: "inquiry")
    },
  ]
}

@Suite struct CellStateTests {
  private func state(_ one: StateCase) -> CellState? {
    var world = World()
    one.change(&world)
    return world.cell()?.state
  }

  @Test(arguments: StateCase.one)
  func everyStateHasItsWorld(_ one: StateCase) {
    #expect(state(one) == one.state)
  }

  @Test(arguments: StateCase.precedence)
  func statesHaveAnOrder(_ one: StateCase) {
    #expect(state(one) == one.state)
  }

  @Test func everyStateIsReached() {
    #expect(Set(StateCase.one.map(\.state)) == Set(CellState.allCases))
  }

  @Test func aZeroKnownForPartOfTheWindowIsNotNoExposure() {
    var world = World()
    world.set(.exposure, [World.exposure(year: 2024, parties: 0)])
    #expect(world.cell(at: "2024-06")?.state == .exposureUnknown)
    #expect(world.cell(at: "2024-12")?.state == .noExposure)
  }

  // Months without anybody to enforce on are no silence; one with a complaint had somebody.
  @Test func aSilenceLeavesOutTheMonthsOfARegisterOfZero() throws {
    var world = World()
    world.set(.exposure, [2023, 2024].map { World.exposure(year: $0, parties: 9) })
    let whole = try #require(world.cell(at: "2024-12"))
    world.set(
      .exposure,
      [World.exposure(year: 2023, parties: 0), World.exposure(year: 2024, parties: 9)])
    let cell = try #require(world.cell(at: "2024-12"))
    #expect(cell.state == .zeroOpen && cell.monthsSilent == whole.monthsSilent - 12)
    let months = { (cell: Cell) in cell.history.observed.reduce(0) { $0 + $1.count } }
    #expect(months(cell) == months(whole) - 12)
    world.add(complaint: "2023-05-04")
    let reported = try #require(world.cell(at: "2024-12"))
    #expect(reported.monthsSilent == whole.monthsSilent - 11)
    // A register that the domain's cases contradict says nothing of its other items either.
    let item = ["item_name": "某事项", "domain": "甲"]
    world.set(.catalogue, ["I", "J"].map { item.merging(["item_code": $0]) { $1 } })
    world.set(.authority, ["I", "J"].map { ["unit_code": "U", "item_code": $0] })
    for day in ["2023-05-04", "2023-06-04"] { world.add(case: ["decided_date": day]) }
    let beside = world.counted().observation.cells.filter {
      $0.level == .unitItem && $0.itemCode == "J"
    }
    #expect(beside.map(\.monthsSilent) == [whole.monthsSilent])
  }

  @Test func everyLevelOfASilentCityIsZeroOpenOnce() {
    let cells = World().counted().observation.cells
    #expect(Set(cells.map(\.level)) == Set(CellLevel.allCases))
    #expect(cells.count == CellLevel.allCases.count)
    #expect(cells.allSatisfy { $0.state == .zeroOpen })
  }
}
