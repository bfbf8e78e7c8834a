import Contracts
import Testing

@testable import Counting

@Suite struct UnnamedComplaintsTests {
  private func unit(
    _ code: String, _ district: String, from: String = "", to: String = ""
  ) -> [String: String] {
    [
      "unit_code": code, "unit_name": code + "局", "district_code": district, "active_from": from,
      "active_to": to,
    ]
  }

  private func world(_ units: [[String: String]]) -> World {
    var world = World()
    world.set(
      .districts,
      [
        ["code": "A", "level": "county", "valid_to": "2024-06-30", "successor_code": "D"],
        ["code": "B", "level": "county", "valid_to": "2024-06-30", "successor_code": "D"],
        ["code": "D", "level": "county", "valid_from": "2024-07-01"],
      ])
    world.set(.units, units)
    world.set(
      .authority,
      Set(units.compactMap { $0["unit_code"] }).sorted().map {
        ["unit_code": $0, "item_code": "I"]
      })
    return world
  }

  @Test func oneWithoutADistrictIsNobodys() {
    var world = world([unit("U", ""), unit("V", "D")])
    world.add(complaint: "2024-11-05", unit: "", district: "")
    #expect(world.cell("U")?.complaints == 0 && world.cell("V")?.complaints == 0)
    world.add(complaint: "2024-11-05", unit: "", district: "D")
    #expect(world.cell("U")?.complaints == 0 && world.cell("V")?.complaints == 1)
  }

  @Test func itGoesToWhoHeldThePowerInTheDistrictAsItWasThen() {
    var world = world([
      unit("U", "A", to: "2024-06-30"), unit("U", "D", from: "2024-07-01"),
      unit("V", "B", to: "2024-06-30"), unit("V", "D", from: "2024-07-01"),
    ])
    world.add(complaint: "2024-05-05", unit: "", district: "A")
    #expect(world.cell("U")?.complaints == 1 && world.cell("V")?.complaints == 0)
    // Of the merged district both hold it now.
    world.add(complaint: "2024-11-05", unit: "", district: "D")
    #expect(world.cell("U")?.complaints == 1 && world.cell("V")?.complaints == 0)
  }
}
