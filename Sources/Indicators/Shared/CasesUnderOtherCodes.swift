import Contracts

/// Cases under codes that may be another code of a silent unit.
///
/// A unit that gets a new code falls silent under the old one. Its other code bears the same name, or is one
/// that no list of units knows and that appeared when the unit fell silent.
struct CasesUnderOtherCodes: Sendable {
  private struct Row {
    let month: Month
    let domain: String
    let item: String
    let district: String
    let cases: Int
    let itemCases: Int
  }

  // Months by which a new code may be in use before the last case under the old one.
  private static let overlap = 3

  private let names: NameBook
  private let units: [String: UnitFact]
  // Of codes that bear the name of another one, or that no list knows.
  private var rows: [String: [Row]] = [:]
  private var codesByName: [String: [String]] = [:]
  private var unlisted: [(code: String, first: Month)] = []

  init(_ observation: Observation) {
    names = observation.names
    units = Dictionary(
      observation.units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let hasList = observation.tables.contains("units")
    for unit in observation.units {
      codesByName[names.unit(unit.code), default: []].append(unit.code)
    }
    let candidates = Set(
      observation.units.filter {
        hasList && !$0.isListed || (codesByName[names.unit($0.code)]?.count ?? 0) > 1
      }.map(\.code))
    guard !candidates.isEmpty else { return }
    for (key, sums) in observation.cases.sums where candidates.contains(key[1]) {
      guard let month = Month(key[0]), sums[0] > 0 || sums[1] > 0 else { continue }
      rows[key[1], default: []].append(
        Row(
          month: month, domain: key[3], item: key[4], district: key[2], cases: sums[0],
          itemCases: sums[1]))
    }
    guard hasList else { return }
    unlisted = rows.keys.sorted().compactMap { code in
      guard units[code].map({ !$0.isListed }) ?? true,
        let first = rows[code]?.map(\.month).min(), first > observation.firstMonth
      else { return nil }
      return (code, first)
    }
  }

  /// Cases from a month on, on the subject of a cell of a unit, under codes that may be the unit's.
  func count(in cell: Cell, from first: Month) -> Int {
    guard cell.level == .unitItem || cell.level == .unitDomain, let unit = units[cell.unitCode]
    else { return 0 }
    let isItem = cell.level == .unitItem
    return otherCodes(of: unit, from: first).reduce(0) { sum, code in
      (rows[code] ?? []).reduce(sum) { sum, row in
        guard row.month >= first, row.domain == cell.domain else { return sum }
        return isItem ? sum + (row.item == cell.itemCode ? row.itemCases : 0) : sum + row.cases
      }
    }
  }

  private func otherCodes(of unit: UnitFact, from first: Month) -> Set<String> {
    // Several counties may have a bureau of one name: it tells codes of one place alone.
    var codes = Set(
      (codesByName[names.unit(unit.code)] ?? []).filter { code in
        guard code != unit.code, let other = units[code] else { return false }
        return !other.isListed || other.districtCode == unit.districtCode
      })
    for (code, began) in unlisted where code != unit.code && began >= first - Self.overlap {
      let isThere = rows[code]?.allSatisfy {
        $0.district.isEmpty || $0.district == unit.districtCode
      }
      if isThere ?? false { codes.insert(code) }
    }
    return codes
  }
}

extension UnitFact {
  /// Whether a list of units says anything of it but its code.
  fileprivate var isListed: Bool {
    ![level, kind, parentCode, districtCode].allSatisfy(\.isEmpty)
  }
}
