import Contracts

/// Cases of several items, once more for each item but the first.
struct CasesByFurtherItem {
  /// Rows of `cases` that say of the case what it says, but for the item.
  let rows: ColumnTable
  /// For each of them the row of the case.
  let caseRows: [Int]

  private static let place = ["unit_code", "case_id"]

  /// Joins the further items of a partition to its cases, in the order of both.
  init(_ cases: ColumnTable, _ items: ColumnTable) {
    let further = FurtherItems(items)
    let mayHave = cases["case_id"].values { further.caseIDs.contains($0) }
    let subject = FurtherItems.names.map { cases[$0] }
    var (caseRows, named): ([Int], [[String]]) = ([], [])
    for row in 0..<cases.count where mayHave[row] {
      let place = Self.place.map { cases.cell(row, $0) }
      for item in further.items(place[0], place[1], beside: subject.map { $0[row] }) {
        caseRows.append(row)
        named.append(item)
      }
    }
    self.caseRows = caseRows
    rows = ColumnTable(
      names: cases.names,
      columns: cases.names.map { name in
        FurtherItems.names.firstIndex(of: name).map { Self.column(named, $0) }
          ?? cases[name].rows(at: caseRows)
      }, count: caseRows.count)
  }

  /// The case of each item of `rows` that is judged, as a position among the cases that are.
  func positions(of items: ProcedureCases, among cases: ProcedureCases) -> [Int?] {
    guard !items.rows.isEmpty else { return [] }
    let places = Dictionary(
      uniqueKeysWithValues: cases.rows.enumerated().map { ($0.element, $0.offset) })
    return items.rows.map { places[caseRows[$0]] }
  }

  private static func column(_ items: [[String]], _ place: Int) -> CodedColumn {
    var texts = TextCodes()
    let codes = items.map { texts.code(of: $0[place]) }
    return CodedColumn(codes: codes, texts: texts.texts)
  }
}

/// Cases that are outside the authority of their unit by another item than the first.
struct CasesOutsideByFurtherItem {
  /// Positions of these cases among those of the partition.
  let positions: Set<Int>
  /// What the index says of each, beside the question of authority.
  let rows: [CodedColumn]

  /// Looks among the cases that are not outside by their first item, of which `held` tells.
  ///
  /// - Parameters:
  ///   - items: The cases by their further items, as cases.
  ///   - owners: The case of each of them, by position.
  ///   - cases: The cases of the partition.
  ///   - facts: Judges them.
  init(
    _ items: ProcedureCases, at owners: [Int?], of cases: ProcedureCases,
    _ facts: ProcedureFacts
  ) {
    var positions: Set<Int> = []
    var outside: [Int] = []
    if !owners.isEmpty {
      let held = facts.held(facts.asked(.authority, of: cases))
      let heldByItem = facts.held(facts.asked(.authority, of: items))
      for (position, owner) in owners.enumerated() where heldByItem[position] == "no" {
        guard let place = owner, held[place] != "no",
          positions.insert(place).inserted
        else { continue }
        outside.append(position)
      }
    }
    self.positions = positions
    rows = ([items.months] + items.subject + [items["case_id"]]).map { $0.rows(at: outside) }
  }

  /// A column of the index, and behind it what it says of all these cases.
  func appended(to column: CodedColumn, _ text: String) -> CodedColumn {
    appended(to: column, CodedColumn(repeating: text, count: positions.count))
  }

  /// A column of the index, and behind it that of these cases.
  func appended(to column: CodedColumn, _ own: CodedColumn) -> CodedColumn {
    guard !positions.isEmpty else { return column }
    let shift = UInt32(column.texts.count)
    return CodedColumn(
      codes: column.codes + own.codes.map { $0 + shift }, texts: column.texts + own.texts)
  }
}
