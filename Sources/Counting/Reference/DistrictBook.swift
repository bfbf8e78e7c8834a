import Contracts

/// Divisions with their successors and parents; history counts under the successor.
struct DistrictBook: Sendable {
  /// Who carries whose history.
  let successors: Successions
  private var parents: [String: String] = [:]
  private var levels: [String: String] = [:]
  private var parts: [String: [String]] = [:]
  /// Present names by code.
  private(set) var names: [String: String] = [:]

  /// Reads the districts table; of several rows of a code the latest wins.
  init(_ table: ArchivedTable) {
    let rows = table.rows.sorted {
      (table.cell($0, "code"), table.cell($0, "valid_from"))
        < (table.cell($1, "code"), table.cell($1, "valid_from"))
    }
    var successors: [String: String] = [:]
    for row in rows {
      let code = table.cell(row, "code")
      let successor = table.cell(row, "successor_code")
      if !successor.isEmpty { successors[code] = successor }
      parents[code] = table.cell(row, "parent_code")
      levels[code] = table.cell(row, "level")
      names[code] = table.cell(row, "name")
    }
    self.successors = Successions(successors)
    for code in parents.keys.sorted() where present(code) == code {
      let parent = present(parents[code] ?? "")
      if parent != code { parts[parent, default: []].append(code) }
    }
  }

  /// The division that carries the history of a code today.
  func present(_ code: String) -> String { successors.last(of: code) }

  /// The county-level division that a code lies in; the code itself where none is known.
  func county(of code: String) -> String {
    var current = present(code)
    var steps = 0
    while levels[current] == "town", let parent = parents[current], !parent.isEmpty, steps < 8 {
      current = present(parent)
      steps += 1
    }
    return current
  }

  /// What is known of every code, sorted.
  var facts: [DistrictFact] {
    parents.keys.sorted().map { code in
      DistrictFact(
        code: code, presentCode: present(code), level: levels[code] ?? "",
        parentCode: parents[code].map { $0.isEmpty ? "" : present($0) } ?? "")
    }
  }

  /// Divisions that lie directly in one, of today, sorted.
  func children(of code: String) -> [String] { parts[code] ?? [] }
}
