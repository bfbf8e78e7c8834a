import Contracts
import Counting
import Ingestion

/// The cases that an operator wants erased.
struct PurgedCases: Sendable {
  /// Identities in the archive by case: a unit without a code is known by its name.
  private(set) var candidates: [[String]]
  /// Numbers as the archive has them.
  private(set) var numbers: Set<String>
  private var identities: Set<String>

  /// Takes pairs of unit and number as a person writes them.
  init(_ pairs: [(unit: String, number: String)]) throws(StageError) {
    var candidates: [[String]] = []
    for (index, pair) in pairs.enumerated() {
      do throws(CodeFault) {
        candidates.append(
          try CaseIdentity.candidates(unit: pair.unit, number: pair.number))
      } catch {
        throw StageError(.usage, "case \(index + 1): \(error.rawValue)")
      }
      guard !pair.unit.isEmpty, !CaseIdentity.number(pair.number).isEmpty else {
        throw StageError(.usage, "case \(index + 1): a unit and a number are needed")
      }
    }
    self.candidates = candidates
    identities = Set(candidates.joined())
    numbers = Set(pairs.map { CaseIdentity.number($0.number) })
  }

  /// Reads a CSV file with the columns unit_code and case_id.
  init(from path: String, _ workspace: Workspace) throws(StageError) {
    let rows = try workspace.rows(of: path)
    guard let header = rows.first, let unit = header.firstIndex(of: "unit_code"),
      let number = header.firstIndex(of: "case_id")
    else {
      throw StageError(.dataRefused, "\(path): expected the columns unit_code and case_id")
    }
    try self.init(
      rows.dropFirst().filter { $0.count > max(unit, number) }
        .map { ($0[unit], $0[number]) })
  }

  /// The same cases under every code and name that means their unit alone: exports state either.
  func spelled(_ units: CaseRepeats) -> PurgedCases {
    var spelled = self
    spelled.candidates = candidates.map { identities in
      let others = Self.identities(identities) { units.ownTexts(of: $0) }
      return identities + others.map(\.identity).filter { !identities.contains($0) }
    }
    spelled.identities = Set(spelled.candidates.joined())
    return spelled
  }

  /// The same cases under the number of their document as well, or under their own, where both are archived.
  ///
  /// - Parameter twins: Pairs of identities of one case.
  /// - Returns: The cases.
  func with(twins: [[String]]) -> PurgedCases {
    var all = self
    for twin in twins {
      for (own, other) in [(twin[0], twin[1]), (twin[1], twin[0])] where !all.hold(other) {
        for index in all.candidates.indices where all.candidates[index].contains(own) {
          all.candidates[index].append(other)
          all.numbers.formUnion(
            other.split(separator: "\u{1F}", omittingEmptySubsequences: false).dropFirst()
              .map(String.init))
        }
      }
    }
    all.identities = Set(all.candidates.joined())
    return all
  }

  /// What the same numbers are under other codes and names that may mean the unit: a merged unit may
  /// have delivered a case again.
  ///
  /// - Returns: Number of the case, from 1, and the other unit, by identity; none that is purged itself.
  func kin(_ units: CaseRepeats) -> [String: (case: Int, unit: String)] {
    var kin: [String: (case: Int, unit: String)] = [:]
    for (index, identities) in candidates.enumerated() {
      for (identity, unit) in Self.identities(identities, of: { units.kin(of: $0) })
      where !hold(identity) && kin[identity] == nil {
        kin[identity] = (index + 1, unit)
      }
    }
    return kin
  }

  // Identities of the same numbers, of other units.
  private static func identities(
    _ identities: [String], of others: (String) -> [String]
  ) -> [(identity: String, unit: String)] {
    var found: [(identity: String, unit: String)] = []
    for identity in identities {
      let parts = identity.split(separator: "\u{1F}", omittingEmptySubsequences: false)
      for unit in others(String(parts[0])) {
        let identity = unit + "\u{1F}" + parts[1]
        if !found.contains(where: { $0.identity == identity }) { found.append((identity, unit)) }
      }
    }
    return found
  }

  /// Whether an identity is one of them.
  func hold(_ identity: String) -> Bool { identities.contains(identity) }

  /// Whether the identity of a case, or the number that a row of another table names, is of them.
  func test(of table: Table) -> @Sendable ([UInt8]) -> Bool {
    let known = table.namedCase == nil ? identities : numbers
    return { bytes in known.contains(String(decoding: bytes, as: UTF8.self)) }
  }
}
