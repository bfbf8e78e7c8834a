/// What a cell of a planted world does.
public enum PlantedState: String, Sendable, CaseIterable {
  /// Enforces what there is to enforce on.
  case normal
  /// Never acted, although there was something to enforce on.
  case never
  /// Acted, then stopped.
  case stopped = "stop"
  /// Has nothing to enforce on.
  case structural
  /// Lost its power to another, and the list of powers does not say so.
  case transferred = "transfer"
  /// Has no power in the last month.
  case unauthorised = "no_power"

  /// Whether the cell is what a method should find.
  public var isInactive: Bool { self == .never || self == .stopped }
}

/// What happened in one cell in one month; at least one count is above 0.
public struct CellEvent: Hashable, Sendable {
  /// Months since the first.
  public let month: Int
  /// Cases, those that began as findings included.
  public let cases: Int
  /// Inspections that found a problem.
  public let findings: Int
  /// Findings that became cases.
  public let converted: Int
  /// Reports by the public.
  public let complaints: Int

  /// Makes the event of a month.
  public init(month: Int, cases: Int, findings: Int, converted: Int, complaints: Int) {
    self.month = month
    self.cases = cases
    self.findings = findings
    self.converted = converted
    self.complaints = complaints
  }
}

/// A world of rows and columns with planted truth; the same seed gives the same on every machine.
public struct PlantedWorld: Sendable {
  /// How it was made.
  public let parameters: WorldParameters
  /// Decides every random choice.
  public let seed: UInt64
  /// Exposure group of each column.
  public let group: [Int]
  /// Domain of each column.
  public let domain: [Int]
  /// Months in which a row holds the power over a column; empty where it never does.
  public let authority: Grid<Range<Int>>
  /// Months in which an item is in force by the catalogue.
  public let itemMonths: [Range<Int>]
  /// Months in which a row holds the power over a domain; empty where it never does.
  public let grantMonths: Grid<Range<Int>>
  /// Whether a row delivered a month, as the register of deliveries has it.
  public let isSent: Grid<Bool>
  /// Regulated parties by row and group; nil where the register has no row.
  public let parties: Grid<Int?>
  /// What each cell does.
  public let state: Grid<PlantedState>
  /// First silent month of a cell that is inactive or transferred; the number of months elsewhere.
  public let stopMonth: Grid<Int>
  /// Cases that an active cell expects in months with power and delivery.
  public let expected: Grid<Double>
  /// Of those, what it expects from its first silent month on.
  public let expectedSinceStop: Grid<Double>
  /// What the attainable limit knows beside the data.
  public let oracle: OracleKnowledge
  /// Events of all cells, cell after cell, month after month.
  public let events: [CellEvent]
  /// Place of the first event of each cell, and their number at the end.
  public let starts: [Int]

  /// Months of the world.
  public var months: Int { parameters.months }

  /// Events of a cell, by month.
  public func events(_ row: Int, _ column: Int) -> ArraySlice<CellEvent> {
    let cell = row * parameters.columns + column
    return events[starts[cell]..<starts[cell + 1]]
  }

  /// Whether a row holds the power over a column in the last month.
  public func isAuthorised(_ row: Int, _ column: Int) -> Bool {
    authority[row, column].contains(months - 1)
  }

  /// Whether a row was made of two that existed until the month of the merger.
  public func isMerged(_ row: Int) -> Bool {
    parameters.hasMergedRow && row == parameters.rows - 1
  }

  /// First month of the row made of two.
  public var mergerMonth: Int { months / 2 }
}

/// What the attainable limit knows beside the data: everything but what each cell does.
public struct OracleKnowledge: Sendable {
  /// Expected cases of a cell over all months when active, its own multiplier included.
  public let rate: Grid<Double>
  /// The persistent multiplier of each cell.
  public let multiplier: Grid<Double>
  /// Share of each month in a column; sums to 1 unless the item ends or begins.
  public let profile: Grid<Double>
  /// Factor of each month on a row, of mean 1.
  public let rowProfile: Grid<Double>
  /// Share of the cases of a column that start from a finding.
  public let findingShare: [Double]
  /// Expected complaints of a cell, its own multiplier included.
  public let complaints: Grid<Double>
  /// Expected complaints that stand in a wrong cell, by column.
  public let misfiled: [Double]
}
