import Contracts

/// Maps the keys of tallies to present units, districts and catalogued items.
struct Mapping: Sendable {
  let catalogue: CatalogueBook
  let units: UnitBook
  let districts: DistrictBook

  /// Why a key does not match the catalogue.
  enum Mismatch: String {
    case unknownItem = "item_unknown"
    case unknownDomain = "domain_unknown"
    case noItem = "item_missing"
  }

  /// The mapped tally, and what matched no item or domain.
  struct Mapped {
    var tally: Tally
    var unmatched = Tally.unmatched
  }

  /// Maps a tally whose first keys are those of `Tally.subject`.
  func mapped(_ tally: Tally, countingUnmatched measure: Int? = nil) -> Mapped {
    var result = Mapped(tally: Tally(tally.name, keys: tally.keys, measures: tally.measures))
    // Keys are many, units and districts few.
    var places: [String: [String: Place]] = [:]
    for (key, sums) in tally.sums where !key[0].isEmpty {
      let known = places[key[1]]?[key[2]]
      let (unit, district) = known ?? place(unit: key[1], district: key[2])
      if known == nil { places[key[1], default: [:]][key[2]] = (unit, district) }
      let subject = mappedSubject(domain: key[3], item: key[4], name: key[5])
      result.tally.add(
        [key[0], unit, district, subject.domain, subject.item, ""] + key.dropFirst(6), sums)
      guard let measure, let mismatch = subject.mismatch, sums[measure] > 0 else { continue }
      result.unmatched.add(
        [key[0], unit, key[3], key[4], key[5], mismatch.rawValue], [sums[measure]])
    }
    return result
  }

  /// The subject of one row: present unit and district, and what the catalogue knows of the item.
  func subject(of cell: (String) -> String) -> [String] {
    let place = place(unit: cell("unit_code"), district: cell("district_code"))
    let mapped = mappedSubject(
      domain: cell("domain"), item: cell("item_code"), name: cell("item_name"))
    return [place.unit, place.district, mapped.domain, mapped.item]
  }

  private typealias Place = (unit: String, district: String)

  private func place(unit: String, district: String) -> Place {
    let own = unit.isEmpty ? "" : units.present(unit)
    return (own, district.isEmpty ? units.district(of: own) : districts.present(district))
  }

  private typealias Subject = (domain: String, item: String, mismatch: Mismatch?)

  // The catalogue's domain of a known item wins: unit × domain and unit × item then agree.
  private func mappedSubject(domain: String, item: String, name: String) -> Subject {
    guard !catalogue.isEmpty else {
      return (domain, item.isEmpty ? name : item, nil)
    }
    if let code = catalogue.code(item, name: name), let known = catalogue.items[code] {
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
