import Contracts
import Statistics

/// Finds units whose amounts cannot be in the unit of money that their header names.
///
/// Who writes 万元 under 元, or fen, is 10,000 or 100 times off in every case; no practice of fines
/// lies fifty times from that of like units.
struct MoneyUnits {
  /// Ratio to like cases, or its inverse, from which the unit of money is in doubt.
  static let factor = 50.0
  /// Ratio, or its inverse, that each of part of the cases must have.
  static let factorOfPart = 1_000.0
  /// Cases that must show it.
  static let fewest = 10
  // Cases of a unit on an item from which its median is a standard for others.
  private static let fewestOfPeer = 3

  private struct Fine {
    let unit: String
    let item: String
    let month: Month
    let logarithm: Double
    let cases: Int
  }

  private struct Norm {
    // Medians of each unit of a level, by level.
    var medians: [String: [(unit: String, median: Double)]] = [:]
    var band: LogBand?
  }

  private let peers: Peers
  private var fines: [Fine] = []
  private var norms: [String: Norm] = [:]

  private init(_ observation: Observation) {
    peers = Peers(observation)
    let bands = observation.patterns.bandsByItem
    for outcome in observation.patterns.outcomes where !outcome.unitCode.isEmpty {
      guard let fine = outcome.fineFen, fine > 0, !outcome.itemCode.isEmpty,
        // A multiple of what was at stake has no usual size.
        !(bands[outcome.itemCode] ?? []).contains(where: \.isMultiple)
      else { continue }
      fines.append(
        Fine(
          unit: outcome.unitCode, item: outcome.itemCode, month: outcome.month,
          logarithm: SpecialFunctions.logarithm(Double(fine)), cases: outcome.cases))
    }
    for (item, own) in Dictionary(grouping: fines, by: \.item) {
      norms[item] = norm(own, LogBand(bands[item] ?? []))
    }
  }

  private func norm(_ fines: [Fine], _ band: LogBand?) -> Norm {
    var norm = Norm()
    var isFitted = false
    let units = Dictionary(grouping: fines, by: \.unit)
    for (unit, own) in units {
      let values = own.flatMap { repeatElement($0.logarithm, count: $0.cases) }
      guard values.count >= Self.fewestOfPeer else { continue }
      let median = SampleQuantile.value(of: values, at: 0.5)
      norm.medians[peers.group(of: unit), default: []].append((unit, median))
      isFitted = isFitted || band?.fits(median) ?? false
    }
    // A band that suits nobody is itself in doubt, unless there is one unit to ask.
    norm.band = isFitted || units.count == 1 ? band : nil
    return norm
  }

  /// What the other units of the level usually fine on an item; nil where there is none.
  private func usual(_ unit: String, _ item: String) -> Double? {
    guard let norm = norms[item] else { return nil }
    let others = (norm.medians[peers.group(of: unit)] ?? [])
      .filter { $0.unit != unit && norm.band?.fits($0.median) ?? true }
    return others.isEmpty ? nil : SampleQuantile.value(of: others.map(\.median), at: 0.5)
  }

  /// Fines by unit, as logarithms of their ratio to what is usual, or to the band where nothing is.
  private func distances() -> [String: [FarStretch.Value]] {
    var usuals: [[String]: Double?] = [:]
    var distances: [String: [FarStretch.Value]] = [:]
    for fine in fines {
      let key = [fine.unit, fine.item]
      let usual = usuals[key] ?? usual(fine.unit, fine.item)
      usuals.updateValue(usual, forKey: key)
      let distance =
        usual.map { fine.logarithm - $0 } ?? norms[fine.item]?.band?.distance(fine.logarithm)
      guard let distance else { continue }
      distances[fine.unit, default: []].append(
        FarStretch.Value(month: fine.month, distance: distance, cases: fine.cases))
    }
    return distances
  }

  /// Units and months whose fines are far from like ones, or whose payments are from the fines; sorted.
  static func doubts(of observation: Observation) -> [ColumnDoubt] {
    let amounts = doubts(.amounts, MoneyUnits(observation).distances(), observation)
    return amounts + doubts(.paid, paid(observation.leavingOut(amounts)), observation)
  }

  private static func paid(_ observation: Observation) -> [String: [FarStretch.Value]] {
    var distances: [String: [FarStretch.Value]] = [:]
    for outcome in observation.patterns.outcomes where !outcome.unitCode.isEmpty {
      let due = outcome.amountFen * outcome.paidCases
      guard due > 0, outcome.paidFen > 0 else { continue }
      distances[outcome.unitCode, default: []].append(
        FarStretch.Value(
          month: outcome.month,
          distance: SpecialFunctions.logarithm(Double(outcome.paidFen) / Double(due)),
          cases: outcome.paidCases))
    }
    return distances
  }

  private static func doubts(
    _ kind: ColumnDoubt.Kind, _ distances: [String: [FarStretch.Value]], _ observation: Observation
  ) -> [ColumnDoubt] {
    let history = observation.firstMonth...max(observation.firstMonth, observation.month)
    return distances.keys.sorted().flatMap { unit in
      let own = distances[unit] ?? []
      let whole = FarStretch.all(
        in: own, least: SpecialFunctions.logarithm(factor), fewest: fewest, history: history)
      let rest = own.filter { value in !whole.contains { $0.months.contains(value.month) } }
      let parts = FarStretch.parts(
        in: rest, least: SpecialFunctions.logarithm(factorOfPart), fewest: fewest)
      return (whole + parts).map { stretch in
        var doubt = ColumnDoubt(
          kind, unitCode: unit, months: stretch.months, cases: stretch.cases,
          ratio: SpecialFunctions.exponential(stretch.median))
        doubt.isPart = stretch.isPart
        return doubt
      }
    }
  }
}

/// The fines that a catalogue allows for an item in any of its periods, as logarithms of fen.
private struct LogBand {
  private let least: Double?
  private let most: Double

  init?(_ bands: [FineBand]) {
    let ends = bands.map { $0.most ?? 0 }
    guard let most = ends.max(), let end = ends.min(), end > 0 else { return nil }
    self.most = SpecialFunctions.logarithm(Double(most))
    let least = bands.map { $0.least ?? 0 }.min() ?? 0
    self.least = least > 0 ? SpecialFunctions.logarithm(Double(least)) : nil
  }

  /// How far a fine lies beyond the nearer end; 0 within.
  func distance(_ fine: Double) -> Double {
    if fine > most { return fine - most }
    guard let least, fine < least else { return 0 }
    return fine - least
  }

  /// Whether a usual fine lies so near that its unit of money is that of the band.
  func fits(_ fine: Double) -> Bool {
    2 * abs(distance(fine)) < SpecialFunctions.logarithm(MoneyUnits.factor)
  }
}
