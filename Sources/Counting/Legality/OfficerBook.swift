import Contracts

/// Officers by year, with their roles and certificates.
struct OfficerBook: Sendable {
  /// What the table says of an officer in one year.
  struct Entry: Sendable {
    /// Empty where it does not say; some have more than one.
    let roles: [Substring]
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

  private struct Listing {
    let year: Int
    // As the table states it: of merged units each has lists of its own.
    let code: String
    let entry: Entry
  }

  private var listings: [String: [Listing]] = [:]
  private let units: UnitBook
  private var yearsOfCodes: [String: Set<Int>] = [:]
  private var yearsOfUnits: [String: Set<Int>] = [:]

  /// Reads the officers table.
  init(_ table: ArchivedTable, units: UnitBook) {
    self.units = units
    for row in table.rows {
      let officer = table.cell(row, "officer")
      guard let year = Int(table.cell(row, "year")), !officer.isEmpty else { continue }
      let code = table.cell(row, "unit_code")
      let entry = Entry(
        roles: table.cell(row, "role").split(separator: ";"),
        certificateValidTo: CalendarDate(table.cell(row, "certificate_valid_to")))
      listings[officer, default: []].append(Listing(year: year, code: code, entry: entry))
      yearsOfCodes[code, default: []].insert(year)
      yearsOfUnits[units.present(code), default: []].insert(year)
    }
  }

  /// How different officers that a case of a unit names stand on a day.
  ///
  /// The lists of the year answer, and of an officer in none of them the latest list of the unit, or of
  /// one that became part of it; of another unit its latest one, of the year before at least. Nil where no
  /// list up to that year holds the unit of the case: they then say nothing of it.
  func standing(
    of officers: some Sequence<String>, unit: String, on day: CalendarDate
  ) -> Standing? {
    let year = day.components.year
    guard yearsOfUnits[unit]?.contains(where: { $0 <= year }) ?? false else { return nil }
    var standing = Standing()
    for officer in officers {
      let entries = entries(of: officer, unit, year)
      guard !entries.isEmpty else {
        standing.unlisted += 1
        continue
      }
      let roles = Set(entries.flatMap(\.roles))
      if roles == ["auxiliary"], !entries.contains(where: \.roles.isEmpty) {
        standing.auxiliary += 1
      } else if roles.isSubset(of: ["auxiliary"]) {
        standing.roleless += 1
      }
      // One valid certificate is enough, wherever it is listed.
      let ends = entries.compactMap(\.certificateValidTo)
      guard let last = ends.max() else { continue }
      if last >= day { standing.certified += 1 } else { standing.uncertified += 1 }
    }
    return standing
  }

  private func entries(of officer: String, _ unit: String, _ year: Int) -> [Entry] {
    let known = listings[officer] ?? []
    let own = known.filter { $0.year == year }
    guard own.isEmpty else { return own.map(\.entry) }
    return known.filter { listing in
      guard listing.year < year, lastYear(of: listing.code, upTo: year) == listing.year else {
        return false
      }
      let present = units.present(listing.code)
      guard present == unit else { return listing.year == year - 1 }
      // Of a unit that became part of this one the last list goes on until this one lists everyone.
      let own = present == listing.code ? nil : lastYear(of: present, upTo: year)
      return own.map { $0 <= listing.year + 1 } ?? true
    }.map(\.entry)
  }

  private func lastYear(of code: String, upTo year: Int) -> Int? {
    yearsOfCodes[code]?.lazy.filter { $0 <= year }.max()
  }
}
