import Contracts

/// What counting reads of the cases of a partition, column by column.
struct CaseColumns {
  let table: ColumnTable
  /// The fine as stated; where an export does not split fine and confiscation, their sum.
  let fine: CodedColumn
  /// What each case ended in, as far as its cells tell.
  let disposition: CodedColumn

  init(_ table: ColumnTable) {
    self.table = table
    fine = CaseColumns.statedFine(table)
    disposition = CaseColumns.disposition(table, fine: fine)
  }

  /// Unit, district, domain, item and name of the item.
  var place: [KeyPart] {
    ["unit_code", "district_code", "domain", "item_code", "item_name"].map { KeyPart(table[$0]) }
  }

  /// `yes` for decisions that a review or a court revoked or found void: they bind nobody.
  ///
  /// One that was changed stands as it is stated. One that was found unlawful stands, since it was
  /// not revoked (Administrative Reconsideration Law 64, 65, 67; Administrative Litigation Law 70, 74, 75).
  var quashed: CodedColumn {
    let isQuashing = ["review_result", "court_result"].map { name in
      table[name].values { ["revoked", "void"].contains($0) }
    }
    return marks { row in isQuashing.contains { $0[row] } }
  }

  /// Month of the date by which a case counts; empty where it has none.
  func month(_ basis: CountingBasis) -> KeyPart { Self.month(of: table, basis) }

  /// The same of rows of which nothing else is read.
  static func month(of table: ColumnTable, _ basis: CountingBasis) -> KeyPart {
    let names = ["decided_date", "filed_date"]
    return KeyPart((basis == .decided ? names : names.reversed()).map { table[$0] }) { dates in
      [String((dates.first { !$0.isEmpty } ?? "").prefix(7))]
    }
  }

  /// Month of a date; rows without one are left out.
  func month(of name: String) -> KeyPart {
    KeyPart([table[name]]) { $0[0].isEmpty ? nil : [String($0[0].prefix(7))] }
  }

  /// One for each row.
  var ones: [Int] { [Int](repeating: 1, count: table.count) }

  /// `yes` for the rows for which a condition holds, else empty.
  func marks(_ isMarked: (Int) -> Bool) -> CodedColumn {
    CodedColumn(codes: (0..<table.count).map { isMarked($0) ? 1 : 0 }, texts: ["", "yes"])
  }

  private static func statedFine(_ table: ColumnTable) -> CodedColumn {
    let (fine, whole) = (table["fine_fen"], table["amount_fen"])
    let isFine = fine.values { !$0.isEmpty }
    let isConfiscated = table["confiscated_fen"].values { !$0.isEmpty }
    let first = UInt32(fine.texts.count)
    return CodedColumn(
      codes: (0..<table.count).map { row in
        isFine[row] || isConfiscated[row] ? fine.codes[row] : first + whole.codes[row]
      }, texts: fine.texts + whole.texts)
  }

  // A case that states no disposition: pending while undated, punished when a penalty is given, be it
  // a confiscation alone. One that is called pending beside a day of its decision or end states none:
  // many a system says so until the fine is paid.
  private static func disposition(_ table: ColumnTable, fine: CodedColumn) -> CodedColumn {
    let stated = table["disposition"]
    let isStated = stated.values { !$0.isEmpty }
    let isPending = stated.values { $0 == "pending" }
    let isPenalty = table["penalty_types"].values { !$0.isEmpty }
    let isFined = fine.values { Int($0) ?? 0 > 0 }
    let isConfiscated = table["confiscated_fen"].values { Int($0) ?? 0 > 0 }
    let isDated = table["decided_date"].values { !$0.isEmpty }
    let isClosed = table["closed_date"].values { !$0.isEmpty }
    let first = UInt32(stated.texts.count)
    return CodedColumn(
      codes: (0..<table.count).map { row in
        let hasEnd = isDated[row] || isClosed[row]
        if isStated[row], !isPending[row] || !hasEnd { return stated.codes[row] }
        if isPenalty[row] || isFined[row] || isConfiscated[row] { return first }
        return hasEnd ? first + 2 : first + 1
      }, texts: stated.texts + ["punished", "pending", ""])
  }
}
