/// Whether cases of a unit gather on one party more than sizes of parties make them.
///
/// The cases of the top party, with a chance level from parties whose sizes follow a gamma or a
/// lognormal law, whichever is likelier in the domain among the less concentrated units.
public struct ConcentrationTest: Sendable {
  /// What limits the findings of this test; nil when nothing does.
  public let note: ConcentrationNote?
  /// Findings in the order of the units; nil for a unit without cases or alone in its domain.
  public let results: [ConcentrationResult?]

  // The most concentrated units do not say what is ordinary, where there are enough others.
  private static let ordinaryShare = 0.9
  private static let fewestToTrim = 5

  /// Tests every unit against the parties of its domain.
  ///
  /// - Parameters:
  ///   - units: Names are unique.
  ///   - hasPartySizes: Whether sizes of parties are on record.
  ///   - settings: Seed and numbers of draws.
  public init(
    units: [ConcentrationUnit], hasPartySizes: Bool, settings: SimulationSettings
  ) async {
    note = hasPartySizes ? nil : .partySizesUnknown
    let order = NameOrder(units.map(\.name))
    let sorted = order.sorted(units)
    let sizes = Self.sizes(of: sorted)
    results = order.restored(
      await ParallelMap.values(sorted.count) { index in
        sizes[index].map { Self.result(of: sorted[index], sizes: $0, settings) }
      })
  }

  /// Returns the law of sizes for each unit that can be assessed.
  private static func sizes(of units: [ConcentrationUnit]) -> [PartySizes?] {
    var sizes = [PartySizes?](repeating: nil, count: units.count)
    for members in PeerGroups(units.map(\.group)).members {
      let active = members.filter { units[$0].cases > 0 }
      guard active.count > 1 else { continue }
      let law = PartySizes.fitted(to: ordinary(active.map { units[$0] }))
      for index in active { sizes[index] = law }
    }
    return sizes
  }

  /// Returns the units whose top party has no conspicuous share.
  static func ordinary(_ units: [ConcentrationUnit]) -> [ConcentrationUnit] {
    guard units.count >= fewestToTrim else { return units }
    let shares = units.map { Double($0.topCases) / Double($0.cases) }
    let limit = SampleQuantile.value(of: shares, at: ordinaryShare)
    return zip(units, shares).filter { $0.1 <= limit }.map(\.0)
  }

  private static func result(
    of unit: ConcentrationUnit, sizes: PartySizes, _ settings: SimulationSettings
  ) -> ConcentrationResult {
    var bands: (top: ClosedRange<Double>, index: ClosedRange<Double>)?
    let cases = Double(unit.cases)
    let pValue = settings.pValue { draws, stream in
      var random = RandomSource(
        seed: settings.seed, purpose: "concentration/\(stream)/\(unit.name)")
      let drawn = (0..<draws).map { _ in
        TopAndSquares(
          sizes.counts(cases: unit.cases, parties: unit.potentialParties, from: &random))
      }
      bands =
        bands ?? (
          top: band(drawn.map { Double($0.top) / cases }),
          index: band(drawn.map { Double($0.squares) / (cases * cases) })
        )
      return midP(of: unit.topCases, drawn: drawn)
    }
    return ConcentrationResult(
      unit: unit, sizes: sizes, topShareBand: bands?.top ?? 0...1,
      indexBand: bands?.index ?? 0...1, pValue: pValue)
  }

  /// Returns the chance of a larger top count, with half that of an equal one.
  private static func midP(of top: Int, drawn: [TopAndSquares]) -> Double {
    let points = drawn.reduce(0.5) { $0 + ($1.top > top ? 1 : $1.top == top ? 0.5 : 0) }
    return points / Double(drawn.count + 1)
  }

  private static func band(_ values: [Double]) -> ClosedRange<Double> {
    SampleQuantile.value(of: values, at: 0.05)...SampleQuantile.value(of: values, at: 0.95)
  }

  private struct TopAndSquares {
    var top = 0
    var squares = 0

    init(_ counts: [Int]) {
      for count in counts where count > 0 {
        top = max(top, count)
        squares += count * count
      }
    }
  }
}

/// What limits the findings of a test of concentration.
public enum ConcentrationNote: Hashable, Sendable {
  /// Without sizes on record, a party that is large and one that is picked on look alike.
  case partySizesUnknown
}

/// How the cases of one unit gather on parties.
public struct ConcentrationResult: Hashable, Sendable {
  /// Cases of the unit.
  public let cases: Int
  /// Parties with a case.
  public let parties: Int
  /// Cases of the party with the most.
  public let topCases: Int
  /// Share of the party with the most.
  public let topShare: Double
  /// Top shares between which nine of ten ordinary units of as many cases lie.
  public let topShareBand: ClosedRange<Double>
  /// The Herfindahl–Hirschman index: the sum of squared shares.
  public let index: Double
  /// Indices between which nine of ten ordinary units of as many cases lie.
  public let indexBand: ClosedRange<Double>
  /// The law of sizes in the domain.
  public let sizes: PartySizes
  /// Chance of a top party with as many cases in an ordinary unit, equal counts by half.
  public let pValue: Double

  fileprivate init(
    unit: ConcentrationUnit, sizes: PartySizes, topShareBand: ClosedRange<Double>,
    indexBand: ClosedRange<Double>, pValue: Double
  ) {
    let total = Double(unit.cases)
    cases = unit.cases
    parties = unit.parties
    topCases = unit.topCases
    topShare = Double(unit.topCases) / total
    index = Double(unit.squares) / (total * total)
    self.topShareBand = topShareBand
    self.indexBand = indexBand
    self.sizes = sizes
    self.pValue = pValue
  }
}
