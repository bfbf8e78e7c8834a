import Contracts
import Counting
import Ingestion

/// The cases that an operator wants erased.
struct PurgedCases: Sendable {
  /// Identities in the archive by case: a unit without a code is known by its name.
  let candidates: [[String]]
  /// Numbers as the archive has them.
  let numbers: Set<String>
  private let identities: Set<String>
  private let pairs: [(unit: String, number: String)]

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
    self.pairs = pairs
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

  /// What the same numbers are under the codes that a unit had before or has now: a merged unit may
  /// have delivered a case again.
  ///
  /// - Returns: Number of the case, from 1, and the other code, by identity; none that is purged itself.
  func kin(_ units: CaseRepeats) -> [String: (case: Int, unit: String)] {
    var kin: [String: (case: Int, unit: String)] = [:]
    for (index, pair) in pairs.enumerated() {
      for unit in units.kin(of: pair.unit) {
        let identities = (try? CaseIdentity.candidates(unit: unit, number: pair.number)) ?? []
        for identity in identities where !hold(identity) && kin[identity] == nil {
          kin[identity] = (index + 1, unit)
        }
      }
    }
    return kin
  }

  /// Whether an identity is one of them.
  func hold(_ identity: String) -> Bool { identities.contains(identity) }

  /// Whether the identity of a case, or the number that a row of another table names, is of them.
  func test(of table: Table) -> @Sendable ([UInt8]) -> Bool {
    let known = table.namedCase == nil ? identities : numbers
    return { bytes in known.contains(String(decoding: bytes, as: UTF8.self)) }
  }
}
