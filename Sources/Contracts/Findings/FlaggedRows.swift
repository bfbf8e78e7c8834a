/// Finds the rows of a table that flags are about, as far as the cells name what is flagged.
public struct FlaggedRows {
  private let rows: [[Phrase]]
  private let names: NameBook
  private let byCell: [String: [Int]]

  /// Takes a table of the flags' indicator.
  public init(_ table: ResultTable, _ names: NameBook) {
    rows = table.rows
    self.names = names
    var byCell: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      for text in Set(row.map(\.chinese)) where !text.isEmpty {
        byCell[text, default: []].append(index)
      }
    }
    self.byCell = byCell
  }

  /// Positions of the rows of any of the flags, ascending.
  public func positions(ofAny flags: [Flag]) -> [Int] {
    Set(flags.flatMap(positions)).sorted()
  }

  /// Positions of the rows of a flag, ascending; empty where the table does not name its subject.
  public func positions(of flag: Flag) -> [Int] {
    var parts = [flag.domain, flag.itemCode.isEmpty ? "" : names.item(flag.itemCode)]
    if !flag.unitCode.isEmpty {
      parts.insert(names.unit(flag.unitCode), at: 0)
    } else if !flag.districtCode.isEmpty {
      parts.insert(names.district(flag.districtCode), at: 0)
    }
    parts.removeAll(where: \.isEmpty)
    guard let subject = parts.first else { return [] }
    var found = leftmost(subject)
    // A table by unit alone does not tell the domain; one that tells it has a row for it or none.
    for part in parts.dropFirst() where byCell[part] != nil {
      found = found.filter { stands(part, behind: subject, in: rows[$0]) }
    }
    // A category may be the other unit of a pair, a class of risk, a year, or no cell at all.
    let category = flag.category.isEmpty ? "" : names.unit(flag.category)
    let narrower = found.filter { stands(category, behind: subject, in: rows[$0]) }
    return narrower.isEmpty ? found : narrower
  }

  // Of rows that name the subject, those that do so furthest to the left are about it.
  private func leftmost(_ subject: String) -> [Int] {
    let places = (byCell[subject] ?? []).map { row in
      (row: row, column: rows[row].firstIndex { $0.chinese == subject } ?? 0)
    }
    let least = places.map(\.column).min()
    return places.filter { $0.column == least }.map(\.row)
  }

  private func stands(_ part: String, behind subject: String, in row: [Phrase]) -> Bool {
    guard let first = row.firstIndex(where: { $0.chinese == subject }),
      let last = row.lastIndex(where: { $0.chinese == part })
    else { return false }
    return last > first
  }
}
