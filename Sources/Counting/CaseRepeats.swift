public import Contracts

/// Finds cases that a unit that is gone and the unit that succeeded it both delivered.
///
/// History counts under the successor, so that such a case would count twice. Two rows are one case
/// where number and days agree, item, document and party do not differ where both state them, and
/// either document or party is stated by both, or item, both days, fine and outcome are the same:
/// units number their cases alike.
public struct CaseRepeats: Sendable {
  private let units: UnitBook

  /// Takes the successions of the units table.
  public init(_ units: ArchivedTable) {
    let none = ArchivedTable(names: [], rows: [])
    self.units = UnitBook(units, districts: DistrictBook(none), observed: .unitNames)
  }

  /// Whether no unit has a successor: then nothing is repeated.
  public var isEmpty: Bool { units.successors.codes.isEmpty }

  /// Archive names of the columns that are compared.
  public static let columns: Set<String> = Set(agreeing + items + telling + equal + ["unit_code"])
  private static let agreeing = ["case_id", "filed_date", "decided_date"]
  private static let items = ["item_code", "item_name"]
  private static let telling = ["doc_no", "party"]
  private static let equal = ["fine_fen", "amount_fen", "disposition"]

  /// A row that counts no more, and the row that counts in its stead.
  public struct Pair: Hashable, Sendable {
    /// Row of the unit that is gone.
    public let row: Int
    /// Row of its successor.
    public let counted: Int

    /// Pairs two rows.
    public init(row: Int, counted: Int) {
      (self.row, self.counted) = (row, counted)
    }
  }

  /// What a unit that cases state in several ways is counted as: its code, or its name of today.
  ///
  /// - Parameter texts: Units as the cases state them.
  /// - Returns: By each other text the text that counts; a name that several units bore, none of them the
  ///   successor of another, says nothing.
  public func spellings(_ texts: [String]) -> [String: String] {
    var ways: [String: [String]] = [:]
    for text in texts {
      let codes = units.codes(named: text)
      guard Set(codes.map { units.present($0) }).count == 1 else { continue }
      ways[units.code(named: text), default: []].append(text)
    }
    var counted: [String: String] = [:]
    for (code, texts) in ways where texts.count > 1 {
      let own = texts.contains(code) ? code : units.names[code] ?? ""
      guard texts.contains(own) else { continue }
      for text in texts where text != own { counted[text] = own }
    }
    return counted
  }

  /// Columns that must not differ where one unit states a number in two ways.
  public static let unchanging = ["filed_date", "item_code", "party"]

  /// The code of a unit and the names that mean it alone, sorted: a case stands under any of them.
  ///
  /// - Parameter unit: Code or name of the unit.
  /// - Returns: Nothing but the text itself where it is a name that several units bore.
  public func ownTexts(of unit: String) -> [String] {
    let codes = units.codes(named: unit)
    guard codes.count == 1, let code = codes.first else { return [unit] }
    return
      ([code] + units.names(bornBy: code).filter { units.codes(named: $0) == codes }).sorted()
  }

  /// Other codes and names that may mean a unit, sorted: those of the units whose history it carries or
  /// that carry its own, and names that it shares.
  public func kin(of unit: String) -> [String] {
    let codes = units.codes(named: unit).flatMap { units.predecessors(of: units.present($0)) }
    return Set(codes.flatMap { [$0] + units.names(bornBy: $0) })
      .subtracting(ownTexts(of: unit)).sorted()
  }

  /// Whether units and their successors stand in one column of a month.
  public func mayHold(_ units: CodedColumn) -> Bool { !involved(units.usedTexts).isEmpty }

  /// Whether a unit that another succeeded stands in one column of a month.
  public func mayLeave(_ delivered: CodedColumn) -> Bool {
    delivered.usedTexts.contains { units.successors.codes.contains(units.code(named: $0)) }
  }

  /// Whether the successor of a unit stands in one column of a month.
  public func mayTakeOver(_ delivered: CodedColumn) -> Bool {
    let codes = delivered.usedTexts.map { units.code(named: $0) }
    return codes.contains { code in
      units.successors.codes.contains { units.successors.isSuccessor(code, of: $0) }
    }
  }

  /// Rows of a month's cases that a successor states again, ascending.
  public func pairs(in cases: ColumnTable) -> [Pair] {
    let delivered = cases["unit_code"]
    let involved = involved(delivered.usedTexts)
    guard !involved.isEmpty else { return [] }
    let codes = delivered.values { units.code(named: $0) }
    var rows: [[String]: [Int]] = [:]
    for row in 0..<cases.count where involved.contains(codes[row]) {
      rows[Self.agreeing.map { cases.cell(row, $0) }, default: []].append(row)
    }
    let pairs = rows.values.filter { $0.count > 1 }.flatMap { rows in
      rows.compactMap { row -> Pair? in
        let later = rows.filter { other in
          units.successors.isSuccessor(codes[other], of: codes[row]) && isSame(row, other, cases)
        }
        // Of several the one that nobody else succeeds.
        let last = later.first { other in
          !later.contains { units.successors.isSuccessor(codes[$0], of: codes[other]) }
        }
        return last.map { Pair(row: row, counted: $0) }
      }
    }
    return onceEach(pairs.sorted { $0.row < $1.row }) { codes[$0] }
  }

  /// Rows without a decision of units that another succeeded, ascending: nobody decides them any more.
  public func leftOpen(in cases: ColumnTable) -> [Int] {
    let isGone = cases["unit_code"].values {
      units.successors.codes.contains(units.code(named: $0))
    }
    let isOpen = cases["decided_date"].values { $0.isEmpty }
    return (0..<cases.count).filter { isGone[$0] && isOpen[$0] }
  }

  /// Rows that a month's cases state again of what units that are gone left open, ascending.
  ///
  /// - Parameters:
  ///   - open: Cases that were left open.
  ///   - cases: Cases of another month.
  /// - Returns: Positions in `open`, each with the position of the successor's row.
  public func handedOver(_ open: ColumnTable, to cases: ColumnTable) -> [Pair] {
    let key = { (table: ColumnTable, row: Int) in
      Self.known.map { table.cell(row, $0) } + [
        units.present(units.code(named: table.cell(row, "unit_code")))
      ]
    }
    let rows = Dictionary(grouping: 0..<open.count) { key(open, $0) }
    let numbers = Set(open["case_id"].usedTexts)
    let isKnown = cases["case_id"].values(numbers.contains)
    var pairs: [Pair] = []
    for other in 0..<cases.count where isKnown[other] {
      let code = units.code(named: cases.cell(other, "unit_code"))
      for row in rows[key(cases, other)] ?? [] {
        let own = units.code(named: open.cell(row, "unit_code"))
        guard units.successors.isSuccessor(code, of: own),
          let items = agreed(Self.items, (open, row), (cases, other)),
          let telling = agreed(Self.telling, (open, row), (cases, other))
        else { continue }
        let isLikely =
          items && !open.cell(row, "filed_date").isEmpty && isOfHeir(code, other, cases, after: own)
        if telling || isLikely { pairs.append(Pair(row: row, counted: other)) }
      }
    }
    let once = onceEach(pairs.sorted { $0.row < $1.row }) {
      units.code(named: open.cell($0, "unit_code"))
    }
    var seen: Set<Int> = []
    return once.filter { seen.insert($0.row).inserted }
  }

  private static let known = ["case_id", "filed_date"]

  // Whether a unit that began as another ended decided a case after that.
  private func isOfHeir(
    _ code: String, _ row: Int, _ cases: ColumnTable, after old: String
  ) -> Bool {
    guard let decided = CalendarDate(cases.cell(row, "decided_date")), let end = units.end(of: old)
    else { return false }
    return decided > end && !units.isOlder(code, thanEndOf: [old])
  }

  // A row stands for one case: of two units that are gone, neither the other's successor, the first.
  private func onceEach(_ pairs: [Pair], _ code: (Int) -> String) -> [Pair] {
    var taken: [Int: [String]] = [:]
    return pairs.filter { pair in
      let own = code(pair.row)
      let isOne = (taken[pair.counted] ?? []).allSatisfy { other in
        other == own || units.successors.isSuccessor(other, of: own)
          || units.successors.isSuccessor(own, of: other)
      }
      if isOne { taken[pair.counted, default: []].append(own) }
      return isOne
    }
  }

  private func isSame(_ row: Int, _ other: Int, _ cases: ColumnTable) -> Bool {
    guard let items = agreed(Self.items, (cases, row), (cases, other)),
      let telling = agreed(Self.telling, (cases, row), (cases, other))
    else { return false }
    if telling { return true }
    let haveDays = Self.agreeing.allSatisfy { !cases.cell(row, $0).isEmpty }
    return items && haveDays
      && Self.equal.allSatisfy { cases.cell(row, $0) == cases.cell(other, $0) }
  }

  // Whether both rows state one of the columns; nil where they state different things.
  private func agreed(
    _ names: [String], _ row: (of: ColumnTable, at: Int), _ other: (of: ColumnTable, at: Int)
  ) -> Bool? {
    var isStated = false
    for name in names {
      let (left, right) = (row.of.cell(row.at, name), other.of.cell(other.at, name))
      guard !left.isEmpty, !right.isEmpty else { continue }
      guard left == right else { return nil }
      isStated = true
    }
    return isStated
  }

  // Codes of which another one in the month is the successor, or is succeeded by it.
  private func involved(_ texts: [String]) -> Set<String> {
    let codes = Set(texts.map { units.code(named: $0) })
    let groups = Dictionary(grouping: codes) { units.present($0) }.values.filter { $0.count > 1 }
    return Set(
      groups.flatMap { group in
        group.filter { code in
          group.contains { other in
            units.successors.isSuccessor(code, of: other)
              || units.successors.isSuccessor(other, of: code)
          }
        }
      })
  }
}
