import Contracts

/// Maps the keys of tallies to present units, districts and catalogued items.
struct Mapping: Sendable {
  let catalogue: CatalogueBook
  let units: UnitBook
  let districts: DistrictBook
  private let finder: ItemFinder

  init(
    catalogue: CatalogueBook, units: UnitBook, districts: DistrictBook, authority: ArchivedTable
  ) {
    self.catalogue = catalogue
    self.units = units
    self.districts = districts
    finder = ItemFinder(catalogue, units: units, authority: authority)
  }

  /// Whether the list of powers may decide which item a row means.
  var dependsOnAuthority: Bool { finder.asksWhoAndWhen }

  /// Why a key does not match the catalogue.
  enum Mismatch: String {
    case unknownItem = "item_unknown"
    case unknownDomain = "domain_unknown"
    case noItem = "item_missing"
    case ambiguousName = "item_ambiguous"
  }

  /// Maps a tally whose first keys are those of `Tally.subject`; rows without a month are left out.
  func mapped(_ tally: Tally) -> Tally {
    var result = Tally(tally.name, keys: tally.keys, measures: tally.measures)
    let columns = tally.keys.indices.map { tally.column($0) }
    result.add(
      [Self.month(columns[0]), place(columns), subject(columns)]
        + columns[6...].map { KeyPart($0) }, amounts: tally.amounts)
    return result
  }

  /// What of cases matched no item or domain of the catalogue, in the shape of `Tally.unmatched`.
  func unmatched(_ tally: Tally) -> Tally {
    var result = Tally.unmatched
    let columns = tally.keys.indices.map { tally.column($0) }
    let unit = KeyPart([columns[1]]) { [$0[0].isEmpty ? "" : units.present($0[0])] }
    let mismatch = KeyPart(asked(columns), width: 4) { texts in
      mappedSubject(texts).mismatch.map { Array(texts.prefix(3)) + [$0.rawValue] }
    }
    let (amounts, measures) = (tally.amounts, tally.measures.count)
    let own = tally.sums.indices.flatMap { amounts[$0 * measures..<$0 * measures + 2] }
    result.add([Self.month(columns[0]), unit, mismatch], amounts: own) { row in
      own[2 * row] > 0 || own[2 * row + 1] > 0
    }
    return result
  }

  /// A column of months; rows without one are left out.
  static func month(_ column: CodedColumn) -> KeyPart {
    KeyPart([column]) { Month($0[0]) == nil ? nil : $0 }
  }

  /// The mapped key columns of every row of such a tally, for who adds them up otherwise.
  func columns(of tally: Tally) -> [CodedColumn] {
    let (columns, rows) = (tally.keys.indices.map { tally.column($0) }, tally.sums.count)
    return [columns[0]] + place(columns).columns(count: rows)
      + subject(columns).columns(count: rows) + columns[6...]
  }

  private func place(_ columns: [CodedColumn]) -> KeyPart {
    KeyPart([columns[1], columns[2]], width: 2) { texts in
      let place = self.place(unit: texts[0], district: texts[1])
      return [place.unit, place.district]
    }
  }

  private func subject(_ columns: [CodedColumn]) -> KeyPart {
    KeyPart(asked(columns), width: 3) { texts in
      let subject = mappedSubject(texts)
      return [subject.domain, subject.item, ""]
    }
  }

  // Domain, item and name, and where these may not tell which item is meant, unit and month.
  private func asked(_ columns: [CodedColumn]) -> [CodedColumn] {
    let asks = finder.asksWhoAndWhen && columns[4].usedTexts.contains("")
    return Array(columns[3...5]) + (asks ? [columns[1], columns[0]] : [])
  }

  private func mappedSubject(_ texts: [String]) -> Subject {
    let unit = texts.count > 3 && !texts[3].isEmpty ? units.present(texts[3]) : ""
    return mappedSubject(
      domain: texts[0], item: texts[1], name: texts[2], unit: unit,
      month: texts.count > 4 ? Month(texts[4]) : nil)
  }

  /// Present unit and district, domain and item of rows.
  ///
  /// - Parameters:
  ///   - count: Number of rows.
  ///   - column: Their cells by name of the column.
  /// - Returns: Four columns.
  func subject(count: Int, _ column: (String) -> CodedColumn) -> [CodedColumn] {
    let names = ["month", "unit_code", "district_code", "domain", "item_code", "item_name"]
    let columns = names.map(column)
    return place(columns).columns(count: count) + subject(columns).columns(count: count).dropLast()
  }

  /// The subject of one row: present unit and district, and what the catalogue knows of the item.
  ///
  /// - Parameters:
  ///   - month: Month in which the row counts; nil where it has none.
  ///   - cell: Its cells by archive name.
  /// - Returns: Unit, district, domain and item.
  func subject(in month: Month?, of cell: (String) -> String) -> [String] {
    let place = place(unit: cell("unit_code"), district: cell("district_code"))
    let mapped = mappedSubject(
      domain: cell("domain"), item: cell("item_code"), name: cell("item_name"),
      unit: place.unit, month: month)
    return [place.unit, place.district, mapped.domain, mapped.item]
  }

  private typealias Place = (unit: String, district: String)

  private func place(unit: String, district: String) -> Place {
    let own = unit.isEmpty ? "" : units.present(unit)
    return (own, district.isEmpty ? units.district(of: own) : districts.present(district))
  }

  private typealias Subject = (domain: String, item: String, mismatch: Mismatch?)

  // The catalogue's domain of a known item wins: unit × domain and unit × item then agree.
  private func mappedSubject(
    domain: String, item: String, name: String, unit: String, month: Month?
  ) -> Subject {
    guard !catalogue.isEmpty else {
      return (domain, item.isEmpty ? name : item, nil)
    }
    let found = finder.found(item, name: name, domain: domain, unit: unit, month: month)
    if case .oneOfSeveral(let shared) = found {
      return (catalogue.domains.contains(domain) ? domain : shared ?? "", "", .ambiguousName)
    }
    if case .item(let code) = found, let known = catalogue.items[code] {
      return (known.domain, code, nil)
    }
    if item.isEmpty, name.isEmpty {
      guard catalogue.domains.contains(domain) else { return ("", "", .unknownDomain) }
      return (domain, "", .noItem)
    }
    // A case without a known item still counts for its domain, and is listed as unmatched; a
    // domain that no catalogue knows may be anything, and leaves the aggregates.
    return catalogue.domains.contains(domain)
      ? (domain, "", .unknownItem) : ("", "", .unknownDomain)
  }
}
