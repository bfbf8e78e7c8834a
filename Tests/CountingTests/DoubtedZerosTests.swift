import Contracts
import Testing

@testable import Counting

/// Zeros of the exposure register that nobody filled in silence nothing.
@Suite struct DoubtedZerosTests {
  // Items I and J of one domain; the register knows parties until a year, and none from then on.
  private func world(zeroFrom year: Int = 2024) -> World {
    var world = World()
    world.set(
      .catalogue,
      ["I", "J"].map { ["item_code": $0, "item_name": "事项" + $0, "domain": "甲"] })
    world.set(
      .authority,
      ["I", "J"].map { ["unit_code": "U", "item_code": $0, "valid_from": "2020-01-01"] })
    world.set(
      .exposure, (2022...2024).map { World.exposure(year: $0, parties: $0 < year ? 10 : 0) })
    return world
  }

  private func figure(_ place: String, _ parties: Int) -> [String: String] {
    World.exposure(year: 2024, parties: parties).merging(["district_code": place]) { $1 }
  }

  private func zero(
    _ years: ClosedRange<Int>, _ telling: String, cases: Int = 0, inspections: Int = 0,
    complaints: Int = 0
  ) -> DoubtedZero {
    DoubtedZero(
      code: "D", isUnit: false, from: Month(year: years.lowerBound, month: 1),
      to: Month(year: years.upperBound, month: 12), subjects: ["甲"], telling: telling,
      cases: cases, inspections: inspections, complaints: complaints)
  }

  @Test func casesOnAnotherItemOfTheSectorContradictAZero() {
    var world = world()
    world.add(case: ["item_code": "J", "decided_date": "2024-03-01"])
    #expect(world.counted().doubtedZeros.isEmpty)
    #expect(world.cell()?.state == .noExposure)
    world.add(case: ["item_code": "J", "decided_date": "2024-09-01", "case_id": "2"])
    #expect(world.counted().doubtedZeros == [zero(2024...2024, "甲", cases: 2)])
    #expect(world.cell()?.state == .exposureUnknown)
    #expect(world.cell()?.regulatedParties == nil)
    world.add(case: ["item_code": "I", "decided_date": "2023-02-02", "case_id": "3"])
    #expect(world.cell()?.state == .zeroOpen)
  }

  @Test(arguments: [(4, false), (5, true)])
  func visitsAndComplaintsContradictAZero(_ events: Int, _ isDoubted: Bool) {
    var (visited, accused) = (world(), world())
    for day in 1...events {
      visited.add(inspection: "2024-02-0\(day)", result: "clean")
      accused.add(complaint: "2024-02-0\(day)")
    }
    #expect(
      visited.counted().doubtedZeros
        == (isDoubted ? [zero(2024...2024, "甲", inspections: events)] : []))
    #expect(
      accused.counted().doubtedZeros
        == (isDoubted ? [zero(2024...2024, "甲", complaints: events)] : []))
  }

  @Test func complaintsThatAreFewBesideThoseOfOthersMayBeMisfiled() {
    var world = world()
    world.set(.exposure, [figure("D", 0), figure("E", 10)])
    for day in 1...5 { world.add(complaint: "2024-02-0\(day)") }
    for index in 0..<20 {
      world.add(complaint: "2024-02-1\(index % 10)", unit: "", district: "E")
    }
    #expect(world.counted().doubtedZeros.count == 1)
    world.add(complaint: "2024-03-01", unit: "", district: "E")
    #expect(world.counted().doubtedZeros.isEmpty)
  }

  @Test func zerosThatFollowEachOtherFallTogether() {
    var world = world(zeroFrom: 2022)
    for number in 1...2 {
      world.add(case: ["decided_date": "2022-05-0\(number)", "case_id": "\(number)"])
    }
    #expect(world.counted().doubtedZeros == [zero(2022...2024, "甲", cases: 2)])
    // Parties that were there, and then were not, are no contradiction.
    world.set(.exposure, [2022, 2023, 2024].map { World.exposure(year: $0, parties: 2024 - $0) })
    #expect(world.counted().doubtedZeros.isEmpty)
    #expect(world.cell()?.state == .noExposure)
  }

  private func register(_ zeros: (_ year: Int, _ domain: Int) -> Bool) -> [[String: String]] {
    (2022...2024).flatMap { year in
      ["甲", "乙", "丙"].enumerated().map { domain, name in
        World.exposure(year: year, parties: zeros(year, domain) ? 0 : 10)
          .merging(["domain": name]) { $1 }
      }
    }
  }

  @Test func aBlankYearOfADistrictSaysNothing() {
    var world = world()
    world.set(.exposure, register { year, _ in year == 2024 })
    let found = world.counted().doubtedZeros
    #expect(found.map(\.subjects) == [["丙", "乙", "甲"]])
    #expect(found.map(\.telling) == [""])
    #expect(world.cell()?.state == .exposureUnknown)
    // Where no year has parties, nothing contradicts it; nor where only one domain has none.
    world.set(.exposure, register { _, _ in true })
    #expect(world.counted().doubtedZeros.isEmpty)
    world.set(.exposure, register { year, domain in year == 2024 && domain == 0 })
    #expect(world.counted().doubtedZeros.isEmpty)
    #expect(world.cell()?.state == .noExposure)
  }

  @Test func oneContradictionIsEnoughForABlankColumn() {
    var world = world()
    world.set(.exposure, register { _, _ in true })
    for number in 1...2 {
      world.add(case: ["decided_date": "2024-05-0\(number)", "case_id": "\(number)"])
    }
    let found = world.counted().doubtedZeros
    #expect(found.map(\.subjects) == [["丙", "乙", "甲"]])
    #expect(found.map(\.telling) == ["甲"])
    #expect(found.map(\.from.description) == ["2022-01"])
  }

  @Test func aSubjectThatIsBlankEverywhereIsContradictedByOnePlace() {
    var world = world()
    let places = ["D", "E", "F"]
    world.set(.exposure, places.map { figure($0, 0) })
    #expect(world.counted().doubtedZeros.isEmpty)
    for number in 1...2 {
      world.add(case: ["decided_date": "2024-05-0\(number)", "case_id": "\(number)"])
    }
    #expect(world.counted().doubtedZeros.map(\.code) == places)
  }

  @Test func aBlankMonthLeavesTheFigureOfTheMonthBefore() {
    var world = world()
    world.set(
      .exposure,
      (1...12).flatMap { number in
        ["甲", "乙", "丙"].map { name in
          [
            "district_code": "D", "domain": name,
            "month": number < 10 ? "2024-0\(number)" : "2024-\(number)",
            "regulated_parties": number == 12 ? "0" : "7",
          ]
        }
      })
    let found = world.counted().doubtedZeros
    #expect(found.map(\.from.description) == ["2024-12"])
    #expect(world.cell()?.regulatedParties == 7)
  }

  @Test func aTownIsContradictedByItsUnitsAlone() {
    var world = world(zeroFrom: 2025)
    world.set(
      .districts,
      [
        ["code": "D", "level": "county", "parent_code": "C"],
        ["code": "T", "level": "town", "parent_code": "D"],
      ])
    world.set(.exposure, [figure("D", 10), figure("T", 0)])
    for number in 1...2 {
      world.add(case: ["decided_date": "2024-05-0\(number)", "case_id": "\(number)"])
    }
    #expect(world.counted().doubtedZeros.isEmpty)
    world.set(
      .units,
      [["unit_code": "U", "unit_name": "某镇局", "level": "town", "district_code": "T"]])
    #expect(world.counted().doubtedZeros.map(\.code) == ["T"])
  }

  @Test func predecessorsThatAddUpAreNoZeros() {
    var world = world(zeroFrom: 2025)
    world.set(
      .districts,
      [
        ["code": "D", "level": "county", "parent_code": "C"],
        ["code": "E", "level": "county", "parent_code": "C", "successor_code": "D"],
      ])
    world.set(.exposure, [figure("D", 10), figure("E", 0)])
    for number in 1...2 {
      world.add(case: ["decided_date": "2024-05-0\(number)", "case_id": "\(number)"])
    }
    #expect(world.counted().doubtedZeros.isEmpty)
    #expect(world.cell()?.regulatedParties == 10)
  }
}
