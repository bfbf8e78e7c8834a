/// The planted worlds by name.
public enum WorldPreset: String, Sendable, CaseIterable {
  /// Ten districts, two thousand items, five years.
  case base
  /// Nobody is inactive.
  case null
  /// Five thousand rare items.
  case sparse
  /// Few items and many cases.
  case rich
  /// Uneven cells and campaigns.
  case overdispersed
  /// Inaction is rare.
  case rare
  /// Nobody is inactive, and cells are uneven.
  case nullover
  /// Many cells have nothing to enforce on, and the register is poor.
  case structural
  /// Items end and begin unannounced.
  case repealed
  /// Almost a third of the cells is inactive.
  case mass
  /// The register says little of the true exposure.
  case badexposure
  /// Most items have a season of three months.
  case seasonal
  /// One district stopped uploading, and nobody noted it.
  case datagap
  /// Some items are enforced by nobody.
  case deaditems
  /// Three hundred units and fifteen domains.
  case units
  /// Units and domains, and nobody is inactive.
  case unitsnull
  /// Cells differ by a lognormal multiplier.
  case heavytail
  /// Rates of items fall with their rank.
  case zipf
  /// Campaign months are six times busier.
  case spikes
  /// Inactive cells book a token case now and then.
  case token
  /// One complaint in ten stands under a wrong cell.
  case misfiled
  /// No complaints and few findings.
  case lowinfo
  /// Powers moved away, and the list of powers kept them.
  case transfer
  /// Six small units do nothing at all.
  case deadunits
  /// Several disturbances at once.
  case combo
  /// Rows grow or shrink by up to two times.
  case drift
  /// Two districts became one half-way.
  case merged
  /// Powers and items come and go on stated dates.
  case latepower
  /// Clusters of rows specialise in some items.
  case cohort
  /// Some districts missed some months, and the register of deliveries says so.
  case feedsgap

  /// The parameters of the world.
  public var parameters: WorldParameters {
    var made = WorldParameters()
    switch self {
    case .base: break
    case .null, .sparse, .rich, .overdispersed, .rare, .nullover, .mass: setDensity(&made)
    case .units, .unitsnull, .deadunits: setUnits(&made)
    case .structural, .badexposure, .misfiled, .lowinfo, .transfer: setRegisters(&made)
    case .repealed, .seasonal, .datagap, .drift, .feedsgap, .latepower, .merged: setTime(&made)
    case .deaditems, .heavytail, .zipf, .spikes, .token, .cohort: setRates(&made)
    case .combo: setCombination(&made)
    }
    return made
  }

  private func setDensity(_ made: inout WorldParameters) {
    switch self {
    case .sparse: (made.columns, made.casesPerYear) = (5_000, 50_000)
    case .rich: (made.columns, made.casesPerYear) = (500, 500_000)
    case .rare: (made.neverShare, made.stopShare) = (0.005, 0.005)
    case .mass: (made.neverShare, made.stopShare) = (0.15, 0.15)
    case .null, .nullover: (made.neverShare, made.stopShare) = (0, 0)
    default: break
    }
    if self == .overdispersed || self == .nullover {
      made.multiplier = .gamma(shape: 0.7)
      made.clump = .gamma(shape: 0.25)
    }
  }

  private func setUnits(_ made: inout WorldParameters) {
    made.grid = .unitDomain
    (made.rows, made.columns, made.domains, made.groupsPerDomain) = (300, 15, 15, 1)
    (made.itemSpread, made.exposureSpread, made.casesPerYear) = (1.5, 0.8, 20_000)
    let share = self == .unitsnull ? 0 : 0.03
    (made.neverShare, made.stopShare, made.clusteredShare) = (share, share, 0)
    if self == .deadunits { made.deadRows = 6 }
  }

  private func setRegisters(_ made: inout WorldParameters) {
    switch self {
    case .structural:
      (made.structuralGroupShare, made.structuralCellShare) = (0.30, 0.10)
      (made.partiesFalse, made.partiesMissing) = (0.25, 0.08)
    case .badexposure:
      (made.partiesNoise, made.exposureSpread, made.brokenGroupShare) = (1.2, 1.0, 0.6)
    case .misfiled: made.misfiledRate = 0.10
    case .lowinfo: (made.complaintProneShare, made.findingShare) = (0, 0.1)
    case .transfer: made.hiddenTransferShare = 0.05
    default: break
    }
  }

  private func setTime(_ made: inout WorldParameters) {
    switch self {
    case .repealed: (made.repealedShare, made.newShare) = (0.10, 0.10)
    case .seasonal: (made.peakedShare, made.seasonAmplitude) = (0.85, 0.9)
    case .datagap: (made.gapRows, made.gapMonths) = (1, 14)
    case .drift: made.driftFactor = 2
    case .feedsgap: (made.unsentRows, made.unsentMonths) = (3, 4)
    case .latepower:
      (made.lateGrantShare, made.withdrawnShare, made.datedItemShare) = (0.10, 0.10, 0.05)
    case .merged: made.hasMergedRow = true
    default: break
    }
  }

  private func setRates(_ made: inout WorldParameters) {
    switch self {
    case .deaditems: made.deadItemShare = 0.05
    case .heavytail: made.multiplier = .logNormal(spread: 1.2)
    case .zipf: made.zipfExponent = 1.1
    case .spikes: made.clump = .spikes
    case .token: made.tokenRate = 0.08
    case .cohort: (made.cohorts, made.cohortSpread) = (3, 0.8)
    default: break
    }
  }

  private func setCombination(_ made: inout WorldParameters) {
    made.multiplier = .gamma(shape: 1.5)
    made.clump = .gamma(shape: 0.5)
    (made.structuralGroupShare, made.structuralCellShare) = (0.2, 0.06)
    (made.partiesNoise, made.partiesMissing, made.partiesFalse) = (0.8, 0.06, 0.2)
    (made.repealedShare, made.newShare, made.peakedShare) = (0.05, 0.05, 0.3)
    (made.brokenGroupShare, made.misfiledRate, made.hiddenTransferShare) = (0.2, 0.05, 0.01)
    (made.unsentRows, made.unsentMonths) = (2, 3)
    (made.driftFactor, made.tokenRate) = (1.5, 0.02)
  }
}
