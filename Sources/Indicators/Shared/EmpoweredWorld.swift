import Contracts

/// Small worlds of county `C` with its office `K` and its town `U`, for examples; `M` is the city's office.
enum EmpoweredWorld {
  /// When the items were handed over to the town; 36 months are observed from 2022-01.
  static let handOver = Month(year: 2023, month: 7)
  // 2022-10, 2023-01 and 2023-04, as offsets from the first observed month.
  private static let before: [Int32] = [9, 12, 15]

  /// Cell of the town on an item that it was empowered to use.
  static func town(_ item: String, state: CellState = .zeroOpen) -> Cell {
    var cell = ExampleWorld.silentCell(.unitItem, state: state, months: 18)
    (cell.itemCode, cell.districtCode) = (item, "C01")
    (cell.powerKind, cell.holders) = ("empowered", 1)
    cell.heldFrom = handOver
    cell.history.observed = [18...35]
    return cell
  }

  /// Cell of the county's office on an item, with `cases` in the year before the hand-over.
  static func office(_ item: String, cases: Int, state: CellState = .zeroOpen) -> Cell {
    var cell = ExampleWorld.silentCell(.unitItem, state: state, months: 18)
    (cell.unitCode, cell.itemCode, cell.districtCode) = ("K", item, "C")
    (cell.powerKind, cell.holders) = ("statutory", 1)
    cell.history.observed = [0...35]
    cell.history.cases = before.prefix(cases).map { MonthCount(month: $0, count: 1) }
    return cell
  }

  /// Cell of the city's office on an item.
  static func city(_ item: String) -> Cell {
    var cell = ExampleWorld.silentCell(.unitItem, state: .zeroOpen, months: 18)
    (cell.unitCode, cell.itemCode, cell.districtCode) = ("M", item, "S")
    (cell.powerKind, cell.holders) = ("statutory", 1)
    cell.history.observed = [0...35]
    return cell
  }

  /// Cell of the county on an item.
  static func county(_ item: String, state: CellState = .zeroOpen) -> Cell {
    var cell = ExampleWorld.silentCell(.districtItem, state: state, months: 18)
    (cell.itemCode, cell.districtCode, cell.holders) = (item, "C", 2)
    return cell
  }

  /// An observation of these cells.
  static func with(_ cells: [Cell]) -> Observation {
    var observation = ExampleWorld.with(cells)
    observation.tables.formUnion(["authority", "units"])
    observation.units = [
      UnitFact(
        code: "K", level: "county", kind: "", parentCode: "", districtCode: "C", countyCode: "C"),
      UnitFact(
        code: "M", level: "city", kind: "", parentCode: "", districtCode: "S", countyCode: "S"),
      UnitFact(
        code: "U", level: "town", kind: "", parentCode: "", districtCode: "C01", countyCode: "C"),
    ]
    return observation
  }
}
