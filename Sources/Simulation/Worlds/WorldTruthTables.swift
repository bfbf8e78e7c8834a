import Contracts

/// The truth about each cell that ever held the power, in the codes of today.
struct WorldTruthTable {
  static let header = [
    "unit_code", "district_code", "item_code", "domain", "state", "silent_from", "expected",
    "expected_since_stop",
  ]

  let world: PlantedWorld
  let names: WorldNames

  var rows: [[String]] {
    (0..<world.parameters.rows).flatMap { row in
      (0..<world.parameters.columns).filter { !world.authority[row, $0].isEmpty }
        .map { cells(row, $0) }
    }
  }

  private func cells(_ row: Int, _ column: Int) -> [String] {
    let isOfUnits = world.parameters.grid == .unitDomain
    let stop = world.stopMonth[row, column]
    return [
      names.unit(row), names.district(row), isOfUnits ? "" : names.item(column),
      names.domain(world.domain[column]), world.state[row, column].rawValue,
      stop < world.months ? names.month(stop) : "", number(world.expected[row, column]),
      number(world.expectedSinceStop[row, column]),
    ]
  }
}

/// A world as rows, columns and months without codes, for programs that know no exports.
struct WorldGridTables {
  static let cellHeader = [
    "row", "column", "group", "domain", "authorised", "parties", "state", "stopped", "expected",
  ]
  static let eventHeader = ["row", "column", "month", "cases", "findings", "complaints"]

  let world: PlantedWorld

  var cells: [[String]] {
    (0..<world.parameters.rows).flatMap { row in
      (0..<world.parameters.columns).map { column in
        let stop = world.stopMonth[row, column]
        let group = world.group[column]
        return [
          String(row), String(column), String(group), String(world.domain[column]),
          world.isAuthorised(row, column) ? "1" : "0",
          world.parties[row, group].map { String($0) } ?? "", world.state[row, column].rawValue,
          stop < world.months ? String(stop) : "", number(world.expected[row, column]),
        ]
      }
    }
  }

  var events: [[String]] {
    (0..<world.parameters.rows).flatMap { row in
      (0..<world.parameters.columns).flatMap { column in
        world.events(row, column).map { event in
          [row, column, event.month, event.cases, event.findings, event.complaints]
            .map { String($0) }
        }
      }
    }
  }
}

private func number(_ value: Double) -> String { Numerals.decimal(value, places: 6) }
