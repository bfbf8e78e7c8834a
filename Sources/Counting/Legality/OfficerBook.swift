import Contracts

/// Officers by year, with their roles and certificates.
struct OfficerBook: Sendable {
  /// What the table says of an officer in one year.
  struct Entry: Sendable {
    let role: String
    let certificateValidTo: CalendarDate?
  }

  /// How the officers that a case names stand in the table on the day of the decision.
  struct Standing {
    var certified = 0
    var uncertified = 0
    var unlisted = 0
    var auxiliary = 0
    /// Listed without a role, and elsewhere at most as an auxiliary.
    var roleless = 0
  }

  private var byYear: [Int: [String: [Entry]]] = [:]
  private var yearsOfUnits: [String: Set<Int>] = [:]

  /// Reads the officers table.
  init(_ table: ArchivedTable, units: UnitBook) {
    for row in table.rows {
      let officer = table.cell(row, "officer")
      guard let year = Int(table.cell(row, "year")), !officer.isEmpty else { continue }
      byYear[year, default: [:]][officer, default: []].append(
        Entry(
          role: table.cell(row, "role"),
          certificateValidTo: CalendarDate(table.cell(row, "certificate_valid_to"))))
      yearsOfUnits[units.present(table.cell(row, "unit_code")), default: []].insert(year)
    }
  }

  /// How different officers that a case of a unit names stand on a day.
  ///
  /// The list of the year answers, and where it does not hold the unit, the unit's latest earlier
  /// one beside it. Nil where no list up to that year holds the unit: it then says nothing of it.
  func standing(
    of officers: some Sequence<String>, unit: String, on day: CalendarDate
  ) -> Standing? {
    let year = day.components.year
    guard let last = yearsOfUnits[unit]?.lazy.filter({ $0 <= year }).max() else { return nil }
    let (own, earlier) = (byYear[year] ?? [:], byYear[last] ?? [:])
    var standing = Standing()
    for officer in officers {
      guard let entries = own[officer] ?? earlier[officer] else {
        standing.unlisted += 1
        continue
      }
      let others = entries.lazy.map(\.role).filter { $0 != "auxiliary" }
      if others.isEmpty {
        standing.auxiliary += 1
      } else if others.allSatisfy(\.isEmpty) {
        standing.roleless += 1
      }
      // One valid certificate is enough, wherever it is listed.
      let ends = entries.compactMap(\.certificateValidTo)
      guard let last = ends.max() else { continue }
      if last >= day { standing.certified += 1 } else { standing.uncertified += 1 }
    }
    return standing
  }
}
