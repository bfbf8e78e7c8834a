import Contracts

/// Of which units the officers table says what.
struct OfficerList {
  /// Units of which it lists anyone.
  let listed: Set<String>
  /// Units of which it says how long a certificate is valid.
  let certificates: Set<String>
  /// Units of which it states a role.
  let roles: Set<String>
  /// Whether anyone is listed as an auxiliary.
  let hasAuxiliaries: Bool

  init(_ observation: Observation) {
    let keys = observation.legality.officerFacts.sortedKeys
    listed = Set(keys.map { $0[0] })
    certificates = Set(keys.filter { !$0[3].isEmpty }.map { $0[0] })
    roles = Set(keys.filter { !$0[2].isEmpty }.map { $0[0] })
    hasAuxiliaries = keys.contains { $0[2] == "auxiliary" }
  }
}

extension ProcedureExample {
  /// Officers of unit `U` in 2024 by role, each with a valid certificate.
  static func list(_ roles: [String], in observation: Observation) -> Observation {
    var observation = observation
    observation.tables.insert("officers")
    for role in roles {
      observation.legality.officerFacts.add(["U", "2024", role, "valid", "60", "no"], [5])
    }
    return observation
  }
}
