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
}

/// The fine bands of the catalogue that have two bounds.
struct BandBook {
  private let bands: [String: [FineBand]]
  /// Whether no item has a band with two bounds.
  var isEmpty: Bool { bands.isEmpty }

  init(_ observation: Observation) {
    let bounded = observation.patterns.bands.filter { band in
      guard let least = band.least, let most = band.most else { return false }
      return least >= 0 && most > least
    }
    bands = Dictionary(grouping: bounded, by: \.itemCode)
  }

  /// Where the fine of a case lies; nil without a fine, a base or a band that is certain.
  func position(of outcome: PenaltyOutcome) -> BandPosition? {
    guard [.money, .heavy].contains(outcome.sanction), let fine = outcome.fineFen,
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

  // Where a band ends within the month, its cases may fall under either.
  private func band(of item: String, in month: Month) -> FineBand? {
    let known = bands[item] ?? []
    let isSplit = known.contains { band in
      band.through.map { $0.month == month && $0 < month.lastDay } ?? false
    }
    return isSplit ? nil : known.last { $0.covers(month) }
  }

  private static func position(_ fine: Double, _ least: Double, _ most: Double) -> BandPosition {
    BandPosition(
      value: (fine - least) / (most - least),
      place: fine < least ? .below : fine > most ? .above : .within)
  }
}
