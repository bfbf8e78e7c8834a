import Contracts

/// The register of parties: their risk classes, and when each was last visited.
struct RegisterBook {
  /// One row of the register.
  struct Entry {
    let party: String
    let district: String
    let domain: String
    let risk: String
    let since: CalendarDate?
    let until: CalendarDate?
  }

  private let entries: [Entry]
  private let byParty: [String: [Entry]]
  private let month: Month

  /// Reads the register as it stands at the end of a month.
  init(_ table: ArchivedTable, _ mapping: Mapping, _ month: Month) {
    entries = table.rows.compactMap { row in
      let cell = { (name: String) in table.cell(row, name) }
      let district = cell("district_code")
      guard !cell("party").isEmpty else { return nil }
      return Entry(
        party: cell("party"), district: district.isEmpty ? "" : mapping.districts.present(district),
        domain: cell("domain"), risk: cell("risk_class"), since: CalendarDate(cell("since")),
        until: CalendarDate(cell("until")))
    }
    byParty = Dictionary(grouping: entries, by: \.party)
    self.month = month
  }

  /// The risk class of a party in a domain and month; empty where it has none, or several.
  func riskClass(of party: String, domain: String, _ month: Month) -> String {
    guard !party.isEmpty, let known = byParty[party] else { return "" }
    let listed = known.filter { isListed($0, month) && ["", domain].contains($0.domain) }
    let own = listed.filter { $0.domain == domain && !domain.isEmpty }
    let classes = Set((own.isEmpty ? listed : own).map(\.risk))
    return classes.count == 1 ? classes.first ?? "" : ""
  }

  /// Entries of the report month, one a party and domain; those of two risk classes are left out.
  var listed: [Entry] {
    let standing = Dictionary(grouping: entries.filter { isListed($0, month) }) {
      [$0.party, $0.domain]
    }
    return standing.values.compactMap { rows in
      Set(rows.map(\.risk)).count == 1 ? rows.first : nil
    }
  }

  /// Listed parties by months since the listing and since the last visit.
  ///
  /// - Parameters:
  ///   - visits: Mapped visits by party.
  ///   - first: First month of which visits are kept.
  /// - Returns: Parties by place, domain and risk class.
  func counts(visits: Tally, from first: Month) -> Tally {
    var last: [[String]: Month] = [:]
    for key in visits.sums.keys where !key[7].isEmpty {
      guard let own = Month(key[0]), own <= month, own >= first else { continue }
      for subject in [[key[7], key[3]], [key[7], "*"]] {
        last[subject] = max(last[subject] ?? own, own)
      }
    }
    var result = Tally.registered
    for entry in entries where isListed(entry, month) {
      // A visit that names no domain may have been about any of them.
      let domains = entry.domain.isEmpty ? ["*"] : [entry.domain, ""]
      let seen = domains.compactMap { last[[entry.party, $0]] }.max()
      let listed = entry.since.map { month.index - $0.month.index }
      result.add(
        [
          entry.district, entry.domain, entry.risk, listed.map { String(max($0, 0)) } ?? "",
          seen.map { String(month.index - $0.index) } ?? "",
        ], [1])
    }
    return result
  }

  private func isListed(_ entry: Entry, _ month: Month) -> Bool {
    (entry.since.map { $0 <= month.lastDay } ?? true)
      && (entry.until.map { $0 >= month.firstDay } ?? true)
  }
}
