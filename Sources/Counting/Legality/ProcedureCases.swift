import Contracts

/// The cases of a partition that were decided in the window or were open at its end.
struct ProcedureCases {
  /// The cases, each at its position.
  let cases: [ProcedureCase]
  /// Present unit, district, domain and item.
  let subject: [CodedColumn]
  /// Month of the decision or other end of each case; of the filing while it is open.
  let months: CodedColumn
  /// Codes of the items beside the first of cases that have several, by position.
  private(set) var furtherItems: [Int: [String]] = [:]
  /// Officers whom each case names.
  let officers: OfficerLists
  private let table: ColumnTable
  /// Row of each case in the partition.
  let rows: [Int]

  init(_ table: ColumnTable, _ mapping: Mapping, window: ClosedRange<Month>) {
    let cells = ProcedureCells(table)
    var (cases, rows): ([ProcedureCase], [Int]) = ([], [])
    cases.reserveCapacity(table.count)
    for row in 0..<table.count {
      guard
        let single = ProcedureCase(cells, row: row, position: rows.count, window: window)
      else { continue }
      cases.append(single)
      rows.append(row)
    }
    (self.table, self.cases, self.rows) = (table, cases, rows)
    officers = OfficerLists(table["officers"].rows(at: rows))
    let months = Self.months(of: cases)
    self.months = months
    // Which item a name means depends on the month, which no column of the archive states.
    subject = mapping.subject(count: rows.count) {
      $0 == "month" ? months : table[$0].rows(at: rows)
    }
  }

  /// Takes in the further items of cases that have several.
  ///
  /// - Parameters:
  ///   - items: The cases by their further items, as cases.
  ///   - owners: The case of each of them, by position.
  mutating func add(_ items: ProcedureCases, at owners: [Int?]) {
    let codes = items.item
    for (position, owner) in owners.enumerated() {
      if let owner { furtherItems[owner, default: []].append(codes[position]) }
    }
  }

  var unit: CodedColumn { subject[0] }
  var domain: CodedColumn { subject[2] }
  var item: CodedColumn { subject[3] }

  /// Archived cells by name of their column.
  subscript(name: String) -> CodedColumn { table[name].rows(at: rows) }

  /// `yes` for decisions that a review or a court revoked or found void.
  var quashed: CodedColumn { CaseColumns(table).quashed.rows(at: rows) }

  /// Days of a column.
  func dates(_ name: String) -> RowValues<CalendarDate?> { self[name].values { CalendarDate($0) } }

  private static func months(of cases: [ProcedureCase]) -> CodedColumn {
    var codes = NumberCodes()
    let own = cases.map { codes.code(of: $0.month.index) }
    return CodedColumn(codes: own, texts: codes.numbers.map { Month(index: $0).description })
  }

  /// The cases in which a question arises.
  func asked(where arises: (ProcedureCase) -> Bool) -> AskedCases {
    AskedCases(cases: self, arises: cases.map(arises))
  }

  /// The same where a cell must hold a word besides.
  func asked(
    _ name: String, is word: String, where arises: (ProcedureCase) -> Bool = { _ in true }
  ) -> AskedCases {
    let holds = self[name].values { $0 == word }
    return asked { holds[$0.position] && arises($0) }
  }
}

/// The officers that cases name, each once a case.
struct OfficerLists {
  /// Officers by number.
  let names: [String]
  private let lists: RowValues<[UInt32]>

  init(_ column: CodedColumn) {
    var known = TextCodes()
    lists = column.values { list in
      let bytes = list.utf8Span.span
      var (start, named): (Int, [UInt32]) = (0, [])
      for end in 0...bytes.count where end == bytes.count || bytes[end] == Self.separator {
        if start < end, let officer = known.code(of: bytes, in: start..<end),
          !named.contains(officer)
        {
          named.append(officer)
        }
        start = end + 1
      }
      return named
    }
    names = known.texts
  }

  private static let separator = UInt8(ascii: ";")

  /// Numbers of the officers that the case at a position names.
  subscript(position: Int) -> [UInt32] { lists[position] }
}

/// The cases of a partition, and in which of them a question arises; facts of others are empty.
struct AskedCases {
  let cases: ProcedureCases
  let arises: [Bool]

  /// The same where it does not arise in some of the cases, by their positions.
  func without(_ positions: Set<Int>) -> AskedCases {
    guard !positions.isEmpty else { return self }
    return AskedCases(
      cases: cases, arises: arises.indices.map { arises[$0] && !positions.contains($0) })
  }

  /// `yes` where the question arises.
  var marks: CodedColumn {
    CodedColumn(codes: arises.map { $0 ? 1 : 0 }, texts: ["", "yes"])
  }

  /// A fact that is a cell as archived.
  func cells(_ name: String) -> CodedColumn {
    let column = cases[name]
    let none = UInt32(column.texts.count)
    return CodedColumn(
      codes: arises.indices.map { arises[$0] ? column.codes[$0] : none },
      texts: column.texts + [""])
  }

  /// A fact in words.
  func texts(_ text: (ProcedureCase) -> String) -> CodedColumn {
    var known = TextCodes()
    let none = known.code(of: "")
    let codes = arises.indices.map { arises[$0] ? known.code(of: text(cases.cases[$0])) : none }
    return CodedColumn(codes: codes, texts: known.texts)
  }

  /// A fact that is a whole number; empty where it is unknown.
  func numbers(_ number: (ProcedureCase) -> Int?) -> CodedColumn {
    var known = NumberCodes()
    let codes = arises.indices.map { position in
      guard arises[position], let own = number(cases.cases[position]) else { return UInt32(0) }
      return known.code(of: own) + 1
    }
    return CodedColumn(codes: codes, texts: [""] + known.numbers.map { String($0) })
  }
}

/// Distinct whole numbers, numbered in the order in which they were first met.
private struct NumberCodes {
  private(set) var numbers: [Int] = []
  private var rows = CodeRows(width: 2)
  private var halves: [UInt32] = [0, 0]

  mutating func code(of number: Int) -> UInt32 {
    halves[0] = UInt32(truncatingIfNeeded: number)
    halves[1] = UInt32(truncatingIfNeeded: number >> 32)
    let position = rows.position(of: halves)
    if position == numbers.count { numbers.append(number) }
    return UInt32(position)
  }
}
