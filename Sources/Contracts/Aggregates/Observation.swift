/// Everything that indicators see: aggregates of one report month, never a case.
public struct Observation: Sendable {
  /// Report month; the window ends with it.
  public var month: Month
  /// First month that any unit delivered; the first with a case where no delivery is known.
  public var firstMonth: Month
  /// Months of the window.
  public var window: Int
  /// Cells of every level, sorted by key.
  public var cells: [Cell]
  /// Present units, sorted by code.
  public var units: [UnitFact]
  /// Divisions of today and of the past, sorted by code; empty without a districts table.
  public var districts: [DistrictFact]
  /// Months of every unit that existed, sorted.
  public var unitMonths: [UnitMonth]
  /// Cases after mapping to present units, districts and items.
  public var cases: Tally
  /// Cases that match no item or domain of the catalogue, by key and reason.
  public var unmatched: Tally
  /// Rows and blank cells by unit and month.
  public var blanks: Tally
  /// Changes of closed months of cases before the report month.
  public var revisions: Tally
  /// Earlier cases that a whole register lacks, by export and unit.
  public var absences: Tally
  /// Rejected records of cases that nothing has settled since, up to the report month.
  public var unreadCases: Tally
  /// Columns that the exports of a unit lack in some months.
  public var columnGaps: Tally
  /// Kinds of the complaints; empty text for those that state none. Nothing where there is no complaint.
  public var complaintKinds: Set<String> = []
  /// Identifiers of today by those under which flags were published before a unit or division was given
  /// another code; known once the reports before are read.
  public var renamedFlags: [String: String] = [:]
  /// Months of inspections that the register of deliveries says did not come.
  public var unsentInspections: Tally
  /// Cases of units that are gone which their successors delivered again; they count once.
  public var repeats: Tally
  /// Explanations that no longer hold, where the unit gave no other.
  public var expiredExplanations: Tally
  /// Referrals up to the report month.
  public var referrals: Tally
  /// What the selective and profit-driven indicators see.
  public var patterns: PatternAggregates
  /// What the indicators of legality, capacity, disturbance and oversight see.
  public var legality: LegalityAggregates
  /// What each export held.
  public var sources: [SourceSummary]
  /// What the zero-case model found; nil where it did not run.
  public var silence: SilenceFindings?
  /// Cells whose unit or value is in doubt, and which the aggregates leave out; nil where nobody looked.
  public var doubts: [ColumnDoubt]?
  /// Names of units, districts and items.
  public var names: NameBook
  /// Tables that have at least one row.
  public var tables: Set<String>

  /// Rejected records of cases of some months that nothing has settled since, by unit.
  public func unreadRecords(in months: ClosedRange<Month>) -> [String: Int] {
    var records: [String: Int] = [:]
    for (key, sums) in unreadCases.sums where Month(key[0]).map(months.contains) ?? false {
      records[key[1], default: 0] += sums[0]
    }
    return records
  }

  /// Makes an observation without data.
  public init(month: Month, firstMonth: Month, window: Int) {
    self.month = month
    self.firstMonth = firstMonth
    self.window = window
    cells = []
    units = []
    districts = []
    unitMonths = []
    cases = .cases
    unmatched = .unmatched
    blanks = .blanks
    revisions = .revisions
    absences = .absences
    unreadCases = .unreadCases
    columnGaps = .columnGaps
    unsentInspections = .unsentInspections
    repeats = .repeats
    expiredExplanations = .expiredExplanations
    referrals = .referrals
    patterns = PatternAggregates()
    legality = LegalityAggregates()
    sources = []
    names = NameBook()
    tables = ["cases"]
  }

  /// Positions of the cells of a level, which follow one another.
  public func positions(of level: CellLevel) -> Range<Int> {
    firstCell {
      $0.level.rawValue >= level.rawValue
    }..<firstCell {
      $0.level.rawValue > level.rawValue
    }
  }

  /// Cells of a level, in order.
  public func cells(of level: CellLevel) -> ArraySlice<Cell> { cells[positions(of: level)] }

  /// Position of the cell of the same level, unit, place, domain and item; nil where there is none.
  public func position(like cell: Cell) -> Int? {
    let position = firstCell { !Cell.precedes($0, cell) }
    return position < cells.count && !Cell.precedes(cell, cells[position]) ? position : nil
  }

  private func firstCell(_ isReached: (Cell) -> Bool) -> Int {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(cells[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// First month of the window.
  public var windowStart: Month { month - (window - 1) }

  /// Months of the window from the first one with data on.
  public var knownMonths: Int { min(window, max(month.index - firstMonth.index + 1, 1)) }

  /// The last day that the exports of a table speak of, where it lies before the report month.
  ///
  /// - Parameter table: Inspections or complaints, which come for a time as cases do; what is delivered
  ///   of cases is told by unit and month.
  /// - Returns: The day; nil where the month was reached, nothing came, a day is not known and may be
  ///   any, or the table is a list.
  public func end(ofLate table: Table) -> CalendarDate? {
    guard table != .cases, table.partitioning != .whole else { return nil }
    let days = sources.filter { $0.table == table.name }.map { CalendarDate($0.asOf) }
    let known = days.compactMap { $0 }
    guard known.count == days.count, let last = known.max(), last.month < month else { return nil }
    return last
  }
}

extension Tally {
  /// Cases whose item or domain the catalogue does not know: by their first item, and by every item.
  public static let unmatched = Tally(
    "unmatched", keys: ["month", "unit_code", "domain", "item_code", "item_name", "reason"],
    measures: ["cases", "item_cases"])
}

/// Names by code, for print.
public struct NameBook: Sendable, Hashable {
  /// Unit names.
  public var units: [String: String] = [:]
  /// District names.
  public var districts: [String: String] = [:]
  /// Item names.
  public var items: [String: String] = [:]

  /// Makes an empty book.
  public init() {}

  /// The name of a unit, or its code where no name is known.
  public func unit(_ code: String) -> String { units[code] ?? code }

  /// The name of a district, or its code where no name is known.
  public func district(_ code: String) -> String { districts[code] ?? code }

  /// The name of an item, or its code where no name is known.
  public func item(_ code: String) -> String { items[code] ?? code }
}

/// What became of the records of one export.
public struct SourceSummary: Hashable, Sendable {
  /// File name as delivered.
  public var name: String
  /// Table.
  public var table: String
  /// SHA-256 of the export.
  public var sha256: String
  /// As-of date; empty where none is known.
  public var asOf: String
  /// Records by what became of them, in the order of `SourceSummary.kinds`.
  public var counts: [Int]
  /// Rows by warning or rejection code.
  public var notes: [String: Int]
  /// Columns of the table that nothing in the export fills; empty also where nobody knows.
  public var absentColumns: [String]

  /// Makes a summary.
  public init(
    name: String, table: String, sha256: String, asOf: String, counts: [Int],
    notes: [String: Int], absentColumns: [String] = []
  ) {
    self.name = name
    self.table = table
    self.sha256 = sha256
    self.asOf = asOf
    self.counts = counts
    self.notes = notes
    self.absentColumns = absentColumns
  }

  /// What may become of a record; the first is the sum of the others.
  public static let kinds = [
    "records", "accepted", "rejected", "duplicate", "superseded", "blank", "repeated_header",
    "total_row",
  ]
}
