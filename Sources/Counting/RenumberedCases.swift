public import Contracts

/// Finds cases that a unit delivered by the number of their document alone, and with a number of their own.
///
/// A case without a number is known by its document; once an export states both, it would count twice.
/// Two rows of a month are one case where unit and document are the same, days, party and item do not
/// differ where both state them, and no third row has that document. The first of several items may be
/// another one where the party and both days are the same.
public enum RenumberedCases {
  /// Pairs of rows of a partition: the one known by its document, and the one with a number of its own.
  public static let shape = Tally(
    "renumbered_cases", keys: ["row", "numbered"], measures: ["cases"])

  /// Archive names of the columns that are compared.
  public static let columns = Set(unchanging + items + ["unit_code", "case_id", "doc_no"])

  private static let unchanging = ["filed_date", "decided_date", "party"]
  private static let items = ["item_code", "item_name"]

  /// The pairs of a month's cases, by the positions of their rows.
  public static func pairs(in cases: ColumnTable) -> Tally {
    var pairs = shape
    let (units, numbers, documents) = (cases["unit_code"], cases["case_id"], cases["doc_no"])
    let isKnown = documents.values { !$0.isEmpty }
    var known: [[String]: Int] = [:]
    for row in 0..<cases.count where isKnown[row] && numbers[row] == documents[row] {
      known[[units[row], documents[row]]] = row
    }
    guard !known.isEmpty else { return pairs }
    let isSought = documents.values(Set(known.keys.map { $0[1] }).contains)
    var numbered: [Int: [Int]] = [:]
    for row in 0..<cases.count where isSought[row] && numbers[row] != documents[row] {
      guard let other = known[[units[row], documents[row]]] else { continue }
      numbered[other, default: []].append(row)
    }
    for (row, others) in numbered where others.count == 1 {
      if agree(row, others[0], cases) { pairs.add([String(row), String(others[0])], [1]) }
    }
    return pairs
  }

  /// Whether both rows of a pair state the same party, or the same days: what is counted once on less may
  /// not be erased on it.
  public static func isCertain(_ pair: [Int], _ cases: ColumnTable) -> Bool {
    let isSame = { (name: String) in
      let cells = Set(pair.map { cases.cell($0, name) })
      return cells.count == 1 && cells != [""]
    }
    return isSame("party") || (isSame("filed_date") && isSame("decided_date"))
  }

  private static func agree(_ row: Int, _ other: Int, _ cases: ColumnTable) -> Bool {
    let cells = { (name: String) in [cases.cell(row, name), cases.cell(other, name)] }
    let mayBeOne = { (name: String) in cells(name).contains("") || Set(cells(name)).count == 1 }
    guard unchanging.allSatisfy(mayBeOne) else { return false }
    return items.allSatisfy(mayBeOne) || !unchanging.contains { cells($0).contains("") }
  }
}
