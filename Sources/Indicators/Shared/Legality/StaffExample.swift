import Contracts

/// Small worlds of officers and units for the examples.
enum StaffExample {
  /// Officers who agree in everything; the defaults break no rule.
  struct Officers {
    var unit = "U"
    var year = 2024
    var role = "enforcement"
    var certificate = "valid"
    var hours: Int? = 60
    var seconded = "no"
    var number = 1
  }

  /// A world of these units, each with its level, and officers in December 2024.
  static func world(
    units: [(code: String, level: String)] = [("U", "county")], _ officers: [Officers],
    staff: [[String]] = []
  ) -> Observation {
    var observation = ExampleWorld.empty()
    observation.units = units.map { unit in
      UnitFact(
        code: unit.code, level: unit.level, kind: "", parentCode: "", districtCode: "1",
        countyCode: "1")
    }
    observation.tables = ["cases", "units"]
    for row in staff { observation.legality.unitStaff.add(row, [1]) }
    for group in officers {
      observation.tables.insert("officers")
      let hours = group.hours.map { String($0) } ?? ""
      observation.legality.officerFacts.add(
        [group.unit, String(group.year), group.role, group.certificate, hours, group.seconded],
        [group.number])
    }
    return observation
  }
}
