import Contracts

@testable import Counting

/// An inspection of `U` of party `p` that found nothing, unless the cells say otherwise.
func visit(_ cells: [String: String]) -> [String: String] {
  [
    "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I", "party": "p",
    "mode": "routine", "result": "clean",
  ].merging(cells) { $1 }
}

/// Aggregates of legality of units `U` and `V` with these inspections.
func legality(
  _ visits: [[String: String]] = [], _ change: (inout World) -> Void = { _ in }
) -> LegalityAggregates {
  var world = World()
  world.set(
    .units,
    ["U", "V"].map {
      ["unit_code": $0, "unit_name": $0, "level": "county", "district_code": "D"]
    }
  )
  change(&world)
  world.input.conduct.visitDays = ConductTallies.visitDays(
    ColumnTable(archived(.inspections, visits)))
  return world.counted().observation.legality
}
