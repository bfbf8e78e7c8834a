public import Contracts

/// Complaints that name no unit: each goes to the one unit of its district that held the power in its
/// month, and to nobody where there are several, or where no district is named.
public struct UnnamedComplaints: Sendable {
  private let mapping: Mapping
  private let authority: AuthorityBook
  private let codes: [String]
  // When a unit held any of the items in question; many complaints are about the same.
  private var held: [[String]: Set<Validity>] = [:]
  private var locals: [[String]: [String]] = [:]

  init(_ input: CountingInput, _ mapping: Mapping) {
    self.mapping = mapping
    codes = mapping.units.presentCodes(observed: [])
    authority = AuthorityBook(
      input.table(.authority), catalogue: mapping.catalogue, units: mapping.units, observed: [:])
  }

  /// Whether a list of powers says who holds what.
  var isKnown: Bool { authority.source == .authority }

  /// The unit that a complaint goes to, nil for none.
  ///
  /// - Parameters:
  ///   - month: When it came.
  ///   - cell: What it says, by archive name.
  /// - Returns: Code of today.
  public mutating func holder(_ month: Month, _ cell: (String) -> String) -> String? {
    let district = cell("district_code")
    guard isKnown, cell("unit_code").isEmpty, !district.isEmpty else { return nil }
    let subject = mapping.subject(in: month, of: cell)
    let holders = local(district, month).filter { unit in
      periods(unit, domain: subject[2], item: subject[3]).contains { $0.covers(month) }
    }
    return holders.count == 1 ? holders[0] : nil
  }

  // Units that had their seat in the district as it was called then, else as it is today.
  private mutating func local(_ district: String, _ month: Month) -> [String] {
    let key = [district, month.description]
    if let known = locals[key] { return known }
    let local = units(of: district, month)
    locals[key] = local
    return local
  }

  private func units(of district: String, _ month: Month) -> [String] {
    let then = codes.filter { mapping.units.districts(of: $0, month).contains(district) }
    guard then.isEmpty else { return then }
    let present = mapping.districts.present(district)
    return codes.filter { mapping.units.district(of: $0) == present }
  }

  private mutating func periods(_ unit: String, domain: String, item: String) -> Set<Validity> {
    let key = [unit, domain, item]
    if let known = held[key] { return known }
    let items = item.isEmpty ? mapping.catalogue.codes(inDomain: domain) : [item]
    // A month counts where one item was held all through it.
    let periods = Set(items.flatMap { authority.held(unit, $0) })
    held[key] = periods
    return periods
  }

  /// The complaints with the units that they go to.
  mutating func named(_ complaints: Tally) -> Tally {
    guard isKnown, complaints.column(1).usedTexts.contains("") else { return complaints }
    var result = Tally(complaints.name, keys: complaints.keys, measures: complaints.measures)
    for (key, sums) in complaints.sums {
      var named = key
      if let month = Month(key[0]) {
        let holder = holder(month) { name in
          complaints.keys.firstIndex(of: name).map { key[$0] } ?? ""
        }
        if let holder { named[1] = holder }
      }
      result.add(named, sums)
    }
    return result
  }
}
