import Contracts

/// Small worlds for the examples of the indicators.
enum ExampleWorld {
  static let month = Month(year: 2024, month: 12)

  /// An observation of 36 months to 2024-12 with a window of 12, without any data.
  static func empty() -> Observation {
    Observation(month: month, firstMonth: Month(year: 2022, month: 1), window: 12)
  }

  /// A cell of unit `U` in domain `D` that was silent for `months` delivered months.
  static func silentCell(
    _ level: CellLevel = .unitDomain, state: CellState = .zeroOpen, months: Int = 36
  ) -> Cell {
    var cell = Cell(level: level, domain: "D", state: state)
    if level == .unitDomain || level == .unitItem { cell.unitCode = "U" }
    if level != .unitDomain { cell.itemCode = "I" }
    cell.monthsEmpowered = 12
    cell.monthsSent = 12
    cell.monthsSilent = months
    cell.silentFrom = month - (months - 1)
    return cell
  }

  /// An observation that holds only these cells.
  static func with(_ cells: [Cell]) -> Observation {
    var observation = empty()
    observation.cells = cells
    observation.tables = ["cases", "catalogue", "authority", "complaints", "inspections"]
    return observation
  }

  /// One cell with a verdict of the zero-case model.
  static func assessed(
    _ verdict: SilenceVerdict, state: CellState = .zeroOpen, expected: Double = 14,
    chance: Double = 0.00025
  ) -> Observation {
    var observation = with([silentCell(state: state, months: 31)])
    var silence = SilenceFindings()
    var assessment = CellAssessment(
      cell: 0, monthsSilent: 31, expected: expected, expectedByPeers: expected,
      spell: SpellNumbers(size: 2, earlier: 0, before: 0, since: expected, chance: chance),
      posterior: StatePosterior(normal: 0.02, stopped: 0, never: 0.98, structural: 0),
      verdict: verdict)
    if verdict.isFlagged || verdict == .withinChance { assessment.qValue = 0.02 }
    silence.silent = [assessment]
    observation.silence = silence
    return observation
  }

  /// Twelve months of one unit; those in `missing` (1 to 12) were not delivered.
  static func deliveries(missing: Set<Int>, cases: Int = 1) -> Observation {
    var observation = empty()
    observation.unitMonths = (1...12).map { number in
      UnitMonth(
        unitCode: "U", month: Month(year: 2024, month: number),
        isSent: !missing.contains(number), rule: .register,
        cases: missing.contains(number) ? 0 : cases)
    }
    return observation
  }

  /// Cases of unit `U` in 2024-12, and of them those that match no item.
  static func matches(cases: Int, unmatched: Int) -> Observation {
    var observation = empty()
    observation.tables = ["cases", "catalogue"]
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    amounts[0] = cases
    observation.cases.add(["2024-12", "U", "", "D", "I", ""], amounts)
    if unmatched > 0 {
      observation.unmatched.add(
        ["2024-12", "U", "D", "X", "", "item_unknown"], [unmatched, unmatched])
    }
    return observation
  }
}
