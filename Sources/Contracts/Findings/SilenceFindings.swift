/// What the zero-case model found in one report month.
public struct SilenceFindings: Hashable, Sendable {
  /// Silent cells, ascending by position.
  public var silent: [CellAssessment] = []
  /// Active and handled cells compared with their expectation over the window, ascending by position.
  public var active: [WindowAssessment] = []
  /// Expected cases of unit × item cells in the months in which they had one, ascending by position.
  public var expected: [ExpectedMonths] = []
  /// How each level was fitted.
  public var fits: [SilenceFitSummary] = []
  /// How many cells would be flagged at neighbouring settings.
  public var sensitivity: [SettingEffect] = []

  /// Makes findings without any cell.
  public init() {}

  /// The assessment of the cell at a position; nil where it is not silent or was never observed.
  public func assessment(of cell: Int) -> CellAssessment? {
    var (low, high) = (0, silent.count)
    while low < high {
      let middle = (low + high) / 2
      if silent[middle].cell < cell { low = middle + 1 } else { high = middle }
    }
    return low < silent.count && silent[low].cell == cell ? silent[low] : nil
  }
}

/// Cases of the window against what peers and the time before it let one expect.
public struct WindowAssessment: Hashable, Sendable {
  /// Position of the cell among the observation's cells.
  public var cell: Int
  /// Cases of the window.
  public var observed: Int
  /// Expected cases of the window.
  public var expected: Double
  /// Size of the negative binomial law of the window's count.
  public var size: Double
  /// Chance of so few or fewer.
  public var chance: Double

  /// Makes an assessment of a window.
  public init(cell: Int, observed: Int, expected: Double, size: Double, chance: Double) {
    self.cell = cell
    self.observed = observed
    self.expected = expected
    self.size = size
    self.chance = chance
  }
}

/// Expected cases of a cell in the months of its history's cases, in their order.
public struct ExpectedMonths: Hashable, Sendable {
  /// Position of the cell among the observation's cells.
  public var cell: Int
  /// One expectation for each month with cases.
  public var expected: [Double]

  /// Makes the expectations of a cell.
  public init(cell: Int, expected: [Double]) {
    self.cell = cell
    self.expected = expected
  }
}

/// How one level was fitted: sizes, chosen parameters, convergence.
public struct SilenceFitSummary: Hashable, Sendable, Codable {
  /// Level of the cells.
  public var level: String
  /// Rows of the grid: units or districts.
  public var rows = 0
  /// Columns of the grid: domains or items.
  public var columns = 0
  /// Cells that were observed in at least one month.
  public var cells = 0
  /// Cells that were tested.
  public var tested = 0
  /// Cells that were flagged.
  public var flagged = 0
  /// Parameters by name, in a fixed order.
  public var parameters: [FitParameter] = []

  /// Makes a summary of a level.
  public init(level: String) {
    self.level = level
  }
}

/// One parameter of a fit: found in the data, or a safe value where they do not tell.
public struct FitParameter: Hashable, Sendable, Codable {
  /// Name in the code.
  public var name: String
  /// Value.
  public var value: Double
  /// Whether the data told it.
  public var isEstimated: Bool

  /// Makes a parameter.
  public init(_ name: String, _ value: Double, isEstimated: Bool = true) {
    self.name = name
    self.value = value
    self.isEstimated = isEstimated
  }
}

/// The list of flagged cells at another value of a setting, on the same fit.
public struct SettingEffect: Hashable, Sendable, Codable {
  /// Key of the parameter of Z04.
  public var setting: String
  /// Value.
  public var value: Double
  /// Cells that would be flagged.
  public var flagged = 0
  /// Of those, cells that are not flagged now.
  public var added = 0
  /// Cells that are flagged now and would not be.
  public var removed = 0

  /// Makes the effect of a value of a setting.
  public init(_ setting: String, _ value: Double) {
    self.setting = setting
    self.value = value
  }
}
