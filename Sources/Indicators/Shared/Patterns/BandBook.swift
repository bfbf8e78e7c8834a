import Contracts

/// Where a fine lies in the band of its item.
struct BandPosition {
  /// A fine against the two bounds, which belong to the band.
  enum Place {
    case below
    case within
    case above
  }

  /// 0 at the lowest fine and 1 at the highest; beyond them outside the band.
  let value: Double
  let place: Place
  /// Whether a fine can lie below the band, which one that begins at zero does not allow.
  let hasRoomBelow: Bool
}

/// The fine bands of the catalogue; those that have two bounds give a position.
struct BandBook {
  private let bands: [String: [FineBand]]
  /// Whether no item has a band with two bounds.
  let isEmpty: Bool

  init(_ observation: Observation) {
    bands = Dictionary(grouping: observation.patterns.bands, by: \.itemCode)
    isEmpty = !observation.patterns.bands.contains(where: BandBook.isBounded)
  }

  private static func isBounded(_ band: FineBand) -> Bool {
    guard let least = band.least, let most = band.most else { return false }
    return least >= 0 && most > least
  }

  /// Where the fine of a case lies; nil without a fine, a base or a band that is certain.
  func position(of outcome: PenaltyOutcome) -> BandPosition? {
    guard outcome.isPenalty, let fine = outcome.fineFen,
      let band = band(of: outcome.itemCode, in: outcome.month), let least = band.least,
      let most = band.most
    else { return nil }
    guard band.isMultiple else {
      return BandBook.position(Double(fine), Double(least), Double(most))
    }
    // Bounds count in fen for each yuan of the base, which is in fen.
    guard let base = outcome.fineBaseFen, base > 0 else { return nil }
    return BandBook.position(
      Double(fine) * 100, Double(least) * Double(base), Double(most) * Double(base))
  }

  // Where a band, or a time without one, begins or ends within the month, its cases may fall under
  // either.
  private func band(of item: String, in month: Month) -> FineBand? {
    let known = bands[item] ?? []
    let isSplit = known.contains { band in
      let begins = band.from.map { $0.month == month && $0 > month.firstDay } ?? false
      let ends = band.through.map { $0.month == month && $0 < month.lastDay } ?? false
      return begins || ends
    }
    return isSplit ? nil : known.last { $0.covers(month) && BandBook.isBounded($0) }
  }

  private static func position(_ fine: Double, _ least: Double, _ most: Double) -> BandPosition {
    BandPosition(
      value: (fine - least) / (most - least),
      place: fine < least ? .below : fine > most ? .above : .within, hasRoomBelow: least > 0)
  }
}
