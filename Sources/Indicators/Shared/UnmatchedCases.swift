import Contracts
import Statistics

/// Cases that match no item or domain of the catalogue, by who decided them, and no unit but by its name.
///
/// A silence may be nothing but a code that the lists do not know: renumbered items, another form of a
/// domain's name, exports that state none, or a unit under a new code.
struct UnmatchedCases: Sendable {
  private struct Row {
    let month: Month
    // Empty where the case may be of any domain.
    let domain: String
    let cases: Int
    // Units in whose cases they stand behind a first item, which tells the domain where they state none.
    var behind: String?
  }

  // Chance of so few cases, those without a match added, from which a silence is none.
  private static let possible = 0.05

  private let elsewhere: CasesUnderOtherCodes
  // Units and domains with a case in the window.
  private let busy: Set<[String]>
  private var byUnit: [String: [Row]] = [:]
  private var byCounty: [String: [Row]] = [:]

  init(_ observation: Observation) {
    elsewhere = CasesUnderOtherCodes(observation)
    busy = Set(
      observation.cells(of: .unitDomain).lazy.filter { $0.cases > 0 }.map {
        [$0.unitCode, $0.domain]
      })
    // Cells of places are those of counties; the towns of one are part of it.
    let counties = Dictionary(
      observation.units.map { ($0.code, $0.countyCode) }, uniquingKeysWith: { first, _ in first })
    let hasAmbiguous = observation.unmatched.sums.contains { $0.key[5] == "item_ambiguous" }
    let domains = hasAmbiguous ? Set(observation.cells.map(\.domain)) : []
    for (key, sums) in observation.unmatched.sums {
      guard let month = Month(key[0]) else { continue }
      // A name of several items may stand beside a domain that no catalogue knows, or none.
      let isOfAny =
        key[5] == "domain_unknown" || key[5] == "item_ambiguous" && !domains.contains(key[2])
      var rows = [Row(month: month, domain: isOfAny ? "" : key[2], cases: sums[0])]
      rows.append(
        Row(
          month: month, domain: rows[0].domain, cases: sums[1] - sums[0],
          behind: isOfAny && key[2].isEmpty ? key[1] : nil))
      byUnit[key[1], default: []] += rows.filter { $0.cases > 0 }
      byCounty[counties[key[1]] ?? "", default: []] += rows.filter { $0.cases > 0 }
    }
  }

  /// Cases from a month on that may be of a cell: of its unit or place, and of no other domain or item.
  func count(in cell: Cell, from first: Month) -> Int {
    let rows: [Row]
    let isItem: Bool
    switch cell.level {
    case .unitItem: (rows, isItem) = (byUnit[cell.unitCode] ?? [], true)
    case .unitDomain: (rows, isItem) = (byUnit[cell.unitCode] ?? [], false)
    case .districtItem: (rows, isItem) = (byCounty[cell.districtCode] ?? [], true)
    case .districtDomain: (rows, isItem) = (byCounty[cell.districtCode] ?? [], false)
    case .cityItem: (rows, isItem) = (byUnit.values.flatMap { $0 }, true)
    }
    return rows.reduce(elsewhere.count(in: cell, from: first)) { sum, row in
      var mayBe = row.domain.isEmpty || isItem && row.domain == cell.domain
      if let unit = row.behind { mayBe = isItem && busy.contains([unit, cell.domain]) }
      return mayBe && row.month >= first ? sum + row.cases : sum
    }
  }

  /// Whether so few cases would be nothing unusual, were those without a match all of the cell.
  ///
  /// - Parameters:
  ///   - cell: A cell that seems to have too few cases.
  ///   - first: Month from which they are too few.
  ///   - observed: Cases that it has since then.
  ///   - law: Law of its cases since then.
  /// - Returns: False where no case lacks a match.
  func mayExplain(
    _ cell: Cell, from first: Month, observed: Int = 0, _ law: NegativeBinomialDistribution
  ) -> Bool {
    let count = count(in: cell, from: first)
    return count > 0 && law.probability(atMost: observed + count) > UnmatchedCases.possible
  }
}

extension Observation {
  /// The same, with cases of unit `U` in the report month that match no domain or item; for examples.
  func matching(nothingOf cases: Int) -> Observation {
    var observation = self
    observation.unmatched.add(
      [observation.month.description, "U", "", "X", "", "domain_unknown"], [cases, cases])
    return observation
  }
}
