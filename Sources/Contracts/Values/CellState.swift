/// What the silence or activity of a cell means; every cell is in exactly one state.
public enum CellState: String, Sendable, CaseIterable {
  /// The power is not held in the report month, or never was, and no case was seen while it was.
  case notEmpowered = "not_empowered"
  /// Months of the period were not delivered: nothing is known.
  case notSent = "not_sent"
  /// The register says that there was nothing to enforce on.
  case noExposure = "no_exposure"
  /// Neither the register nor any case, complaint or finding shows that there was something.
  case exposureUnknown = "exposure_unknown"
  /// No case, and a valid explanation is on file.
  case zeroExplained = "zero_explained"
  /// No case although empowered, delivered and exposed; the only state that is evidence.
  case zeroOpen = "zero_open"
  /// Cases without penalty or problems settled without a case: never a zero.
  case handled
  /// At least one case with a penalty, pending, or of unstated outcome.
  case active
}

/// What a cell is a crossing of.
public enum CellLevel: String, Sendable, CaseIterable {
  /// Unit and item.
  case unitItem = "unit_item"
  /// Unit and domain.
  case unitDomain = "unit_domain"
  /// District and item.
  case districtItem = "district_item"
  /// District and domain.
  case districtDomain = "district_domain"
  /// Item in the whole city.
  case cityItem = "city_item"

  /// The level of units with the same columns.
  public var ofUnits: CellLevel {
    switch self {
    case .unitItem, .districtItem, .cityItem: .unitItem
    case .unitDomain, .districtDomain: .unitDomain
    }
  }
}
