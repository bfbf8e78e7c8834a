public import Contracts

/// A division with everything beneath it: the units and codes that a briefing of it speaks of.
public struct DistrictScope: Hashable, Sendable {
  /// Code of today.
  public let code: String
  /// Name in print; the code where none is known.
  public let name: String
  /// Codes of the division and of those beneath it, of today and of the past.
  public let districts: Set<String>
  /// Present units with a seat in one of them.
  public let units: Set<String>

  /// Finds a division by a code of today or of the past; nil where nobody knows the code.
  public init?(_ code: String, in observation: Observation) {
    guard DistrictScope.known(in: observation).contains(code) else { return nil }
    let facts = observation.districts
    let present = facts.first { $0.code == code }?.presentCode ?? code
    var codes: Set<String> = [present]
    var waiting = [present]
    while let parent = waiting.popLast() {
      for fact in facts where fact.parentCode == parent && fact.presentCode == fact.code {
        if codes.insert(fact.code).inserted { waiting.append(fact.code) }
      }
    }
    self.code = present
    name = observation.names.district(present)
    districts = codes.union(facts.filter { codes.contains($0.presentCode) }.map(\.code))
    units = Set(
      observation.units.filter { codes.contains($0.districtCode) || codes.contains($0.countyCode) }
        .map(\.code))
  }

  /// Whether something of a unit or of a place belongs to the division; empty codes are of none.
  public func contains(unit: String, district: String) -> Bool {
    units.contains(unit) || districts.contains(district)
  }

  /// Codes of which there can be a briefing, sorted.
  public static func known(in observation: Observation) -> [String] {
    let seats = observation.units.flatMap { [$0.districtCode, $0.countyCode] }
    return Set(observation.districts.map(\.code) + seats).subtracting([""]).sorted()
  }
}
