import Contracts

/// The register of parties: their risk classes, and when each was last visited.
struct RegisterBook {
  /// One row of the register.
  struct Entry {
    let party: String
    let district: String
    let domain: String
    let risk: String
    var since: CalendarDate?
    let until: CalendarDate?

    /// Whether the entry holds on a day.
    func holds(_ day: CalendarDate) -> Bool {
      (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    /// Whether some day belongs to both entries.
    func overlaps(_ other: Entry) -> Bool {
      let starts = [since, other.since].compactMap { $0 }.max()
      let ends = [until, other.until].compactMap { $0 }.min()
      guard let starts, let ends else { return true }
      return starts <= ends
    }
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

  /// Entries of a period up to the end of the report month, those of one class that meet as one: a row
  /// that is renewed does not renew the cap.
  ///
  /// Where two risk classes hold at once nobody knows the cap: such entries are left out.
  func listed(from first: CalendarDate) -> [Entry] {
    let standing = entries.filter { entry in
      (entry.since.map { $0 <= month.lastDay } ?? true) && (entry.until.map { $0 >= first } ?? true)
    }
    return Dictionary(grouping: standing) { [$0.party, $0.domain] }.values.flatMap { rows in
      let certain = rows.filter { row in
        rows.allSatisfy { $0.risk == row.risk || !$0.overlaps(row) }
      }
      return Dictionary(grouping: certain, by: \.risk).values.flatMap(Self.joined)
    }
  }

  // Rows of one class that meet as one.
  private static func joined(_ rows: [Entry]) -> [Entry] {
    Validity.joined(rows.map { Validity(from: $0.since, to: $0.until) }).map { period in
      Entry(
        party: rows[0].party, district: rows[0].district, domain: rows[0].domain,
        risk: rows[0].risk, since: period.from, until: period.to)
    }
  }

  /// Domains in which a party is listed.
  func domains(of party: String) -> Set<String> { Set((byParty[party] ?? []).map(\.domain)) }

  /// Listed parties by months since the listing and since the last visit; rows of one place and class
  /// that meet are one listing.
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
    for entry in standing {
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

  // A row that is renewed lists nobody anew. One without a first day is as old as its next at least.
  private var standing: [Entry] {
    let listings = Dictionary(grouping: entries) { [$0.party, $0.district, $0.domain, $0.risk] }
    return listings.values.flatMap { rows in
      Self.joined(rows).map { entry in
        var entry = entry
        entry.since = entry.since ?? rows.compactMap(\.since).filter(entry.holds).min()
        return entry
      }
    }.filter { isListed($0, month) }
  }

  private func isListed(_ entry: Entry, _ month: Month) -> Bool {
    (entry.since.map { $0 <= month.lastDay } ?? true)
      && (entry.until.map { $0 >= month.firstDay } ?? true)
  }
}
