import Contracts

/// Divisions with their successors and parents; history counts under the successor.
struct DistrictBook: Sendable {
  /// Who carries whose history.
  let successors: Successions
  private var parents: [String: String] = [:]
  private var levels: [String: String] = [:]
  private var parts: [String: [String]] = [:]
  private var periods: [String: [Validity]] = [:]
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
      // A code that is given out anew, by a later row without a successor, is nobody's predecessor.
      successors[code] = table.cell(row, "successor_code")
      periods[code, default: []].append(
        Validity(table.cell(row, "valid_from"), table.cell(row, "valid_to")))
      parents[code] = table.cell(row, "parent_code")
      levels[code] = table.cell(row, "level")
      names[code] = table.cell(row, "name")
    }
    self.successors = Successions(successors)
    for code in parents.keys.sorted() where present(code) == code {
      let parent = present(parents[code] ?? "")
      // Divisions that lie in each other lie in none.
      if parent != code, !lies(parent, in: code) { parts[parent, default: []].append(code) }
    }
  }

  private func lies(_ code: String, in other: String) -> Bool {
    var (current, seen) = (code, Set<String>())
    while let parent = parents[current], !parent.isEmpty, seen.insert(current).inserted {
      current = present(parent)
      if current == other { return true }
    }
    return false
  }

  /// The outermost of some divisions in which another one lies; nil where it lies in none of them.
  func outermost(of code: String, among places: Set<String>) -> String? {
    var (current, seen) = (code, Set<String>())
    var found: String?
    while let parent = parents[current], !parent.isEmpty, seen.insert(current).inserted {
      current = present(parent)
      // Divisions that lie in each other lie in none.
      if current == code { return nil }
      if places.contains(current) { found = current }
    }
    return found
  }

  /// The division that carries the history of a code today.
  func present(_ code: String) -> String { known(successors.last(of: known(code))) }

  /// The form of a code that stands for every way of writing it.
  ///
  /// One division is written with 6, 9 or 12 digits, zeros filling the places of what lies within it: the
  /// length that the districts table uses, else the shortest.
  func known(_ code: String) -> String {
    guard names[code] == nil, code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return code
    }
    var shortest = code
    while [9, 12].contains(shortest.utf8.count), shortest.hasSuffix("000") {
      shortest.removeLast(3)
      if names[shortest] != nil { return shortest }
    }
    guard [6, 9].contains(shortest.utf8.count) else { return code }
    var longer = shortest
    while longer.utf8.count < 12 {
      longer += "000"
      if names[longer] != nil { return longer }
    }
    return shortest
  }

  /// Whether a division exists on any day of a month under this very code; true where it is unknown.
  func touches(_ code: String, _ month: Month) -> Bool {
    periods[code]?.contains { $0.touches(month) } ?? true
  }

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
