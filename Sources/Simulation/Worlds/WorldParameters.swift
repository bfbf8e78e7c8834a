/// What the rows and columns of a world are.
public enum WorldGridKind: String, Sendable {
  /// Rows are districts with one unit each, columns are items.
  case districtItem = "district_item"
  /// Rows are units with some domains each, columns are domains of several items.
  case unitDomain = "unit_domain"
}

/// The law of the persistent multiplier of a cell, of mean 1.
public enum MultiplierLaw: Sendable, Hashable {
  /// Gamma with a shape.
  case gamma(shape: Double)
  /// Lognormal with the standard deviation of its logarithm.
  case logNormal(spread: Double)
}

/// How the cases of a cell clump in months.
public enum ClumpLaw: Sendable, Hashable {
  /// A gamma multiplier of mean 1 for each cell and month; the smaller the shape, the clumpier.
  case gamma(shape: Double)
  /// Campaigns: one month in ten is six times busier, the others make room for it.
  case spikes
}

/// How a planted world is made; the defaults are the world `base`.
///
/// A spread is the standard deviation of a logarithm, a share a chance from 0 to 1.
public struct WorldParameters: Sendable {
  // Size
  /// What the rows and columns are.
  public var grid = WorldGridKind.districtItem
  /// Districts or units.
  public var rows = 10
  /// Items or, in a grid of units, domains.
  public var columns = 2_000
  /// Domains.
  public var domains = 15
  /// Exposure groups of each domain.
  public var groupsPerDomain = 5
  /// Months.
  public var months = 60
  /// Cases that all cells together expect in a year while they are active.
  public var casesPerYear = 150_000.0

  // Rates
  /// Spread of the rates of items: a long tail.
  public var itemSpread = 2.2
  /// Exponent of rates that fall with their rank; 0 keeps the lognormal rates.
  public var zipfExponent = 0.0
  /// Spread of the sizes of rows.
  public var rowSpread = 0.5
  /// Spread of the exposure of a row and group around the size of the row.
  public var exposureSpread = 0.6
  /// Spread of the effort of a row in a domain, which shows in cases alone.
  public var effortSpread = 0.3
  /// The persistent multiplier of a cell.
  public var multiplier = MultiplierLaw.gamma(shape: 3)
  /// The multiplier of a cell and month.
  public var clump = ClumpLaw.gamma(shape: 1)
  /// Share of columns whose exposure is not that of their group.
  public var brokenGroupShare = 0.0
  /// Clusters of rows that specialise in some items of a group; 0 is none.
  public var cohorts = 0
  /// Spread of the factor of a cluster of rows on an item.
  public var cohortSpread = 0.0

  // Time
  /// Amplitude of the yearly wave of a domain.
  public var seasonAmplitude = 0.5
  /// Share of items whose cases fall into three months of the year.
  public var peakedShare = 0.0
  /// Spread of the trend of the whole city over a year.
  public var trendSpread = 0.15
  /// Standard deviation of the city-wide multiplier of an item and month, of mean 1.
  public var campaignDeviation = 0.3
  /// Largest factor by which a row grows or shrinks from the first to the last month.
  public var driftFactor = 1.0
  /// Share of items repealed without a word in the catalogue.
  public var repealedShare = 0.0
  /// Share of items that are new without a word in the catalogue.
  public var newShare = 0.0

  // Nothing to enforce on
  /// Share of rows and groups without exposure; the register mostly shows it.
  public var structuralGroupShare = 0.08
  /// Share of single cells without exposure; no register shows it.
  public var structuralCellShare = 0.03

  // Inaction
  /// Share of cells that never act.
  public var neverShare = 0.025
  /// Share of cells that stop.
  public var stopShare = 0.025
  /// Share of inaction that takes a whole row and group.
  public var clusteredShare = 0.3
  /// Least months between a stop and the end.
  public var minimumSilence = 12
  /// Share of inactions in which inspections go on recording findings.
  public var seesShare = 0.5
  /// Chance a month of a token case in an inactive cell, up to a tenth of what was due.
  public var tokenRate = 0.0
  /// Share of items that no row enforces.
  public var deadItemShare = 0.0
  /// Units of few domains that never act at all.
  public var deadRows = 0

  // Traces
  /// Share of items that draw complaints.
  public var complaintProneShare = 0.6
  /// Complaints to a case of an item that draws them, in the median.
  public var complaintRatio = 0.4
  /// Complaints filed under a wrong cell, to those of the mean cell of the item.
  public var misfiledRate = 0.02
  /// Share of cases that start from a finding.
  public var findingShare = 0.4
  /// Chance that a finding becomes a case.
  public var conversion = 0.6

  // Registers
  /// Spread of the error of the register of parties.
  public var partiesNoise = 0.5
  /// Share of rows and groups that the register does not know.
  public var partiesMissing = 0.03
  /// Share of rows and groups without exposure to which the register gives some parties.
  public var partiesFalse = 0.10
  /// Share of rows and groups whose power moved away while the list of powers kept it.
  public var hiddenTransferShare = 0.0
  /// Rows whose last months did not arrive, although the register of deliveries says so.
  public var gapRows = 0
  /// Months that did not arrive from those rows.
  public var gapMonths = 0
  /// Rows that missed some months, as the register of deliveries says.
  public var unsentRows = 0
  /// Length of each of the two spells that such a row missed.
  public var unsentMonths = 0
  /// Share of rows and domains granted their power late, on a date that the list states.
  public var lateGrantShare = 0.0
  /// Share of rows and domains whose power was withdrawn, on a date that the list states.
  public var withdrawnShare = 0.0
  /// Share of items that came late, and as many that ended early, by dates of the catalogue.
  public var datedItemShare = 0.0
  /// Whether the last row was made of two districts half-way.
  public var hasMergedRow = false

  /// Makes the parameters of the world `base`.
  public init() {}

  /// Exposure groups of all domains.
  public var groups: Int { domains * groupsPerDomain }
}
