public import Contracts

/// Asks the cases of a window every question of legality, partition by partition.
public struct ProcedureCounter: Sendable {
  /// One row of the index of cases: what each question makes of one case.
  public typealias IndexRow = [String]

  private let mapping: Mapping
  private let facts: ProcedureFacts
  private let window: ClosedRange<Month>
  private var offences: OffenceHistory
  private var draw: ReviewDraw
  private var officerMonths: [String: [String: [Month: Int]]] = [:]
  private var procedures: [ProcedureQuestion: Tally] = [:]

  /// Reads the reference tables.
  ///
  /// - Parameters:
  ///   - input: Reference tables, names of units, and parties punished in earlier months.
  ///   - month: Report month, the last of the window.
  ///   - window: Months of the window.
  ///   - seed: Seed of the file-review sample.
  public init(_ input: CountingInput, month: Month, window: Int, seed: Int) {
    let districts = DistrictBook(input.table(.districts))
    let units = UnitBook(input.table(.units), districts: districts, observed: input.unitNames)
    let catalogue = CatalogueBook(input.table(.catalogue))
    mapping = Mapping(catalogue: catalogue, units: units, districts: districts)
    facts = ProcedureFacts(
      authority: AuthorityBook(
        input.table(.authority), catalogue: catalogue, units: units, observed: []),
      catalogue: catalogue, units: units,
      officers: OfficerBook(input.table(.officers), units: units),
      reviews: ReviewRule(input.table(.catalogue)),
      calendar: WorkingCalendar(input.table(.holidays)), end: month.lastDay)
    self.window = (month - (window - 1))...month
    offences = OffenceHistory(
      mapping.mapped(input.conduct.offenders).tally, before: month - (window - 1))
    draw = ReviewDraw(seed: seed)
  }

  /// Asks the cases of one partition; partitions come in the order of their months.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - index: Takes one row for each case that a question applies to, in `indexColumns`.
  public mutating func add(_ table: ArchivedTable, index: (IndexRow) -> Void) {
    let cases = table.rows.compactMap { row in
      ProcedureCase({ table.cell(row, $0) }, window: window)
    }
    let subjects = cases.map { mapping.subject(of: $0.cell) }
    for (single, subject) in zip(cases, subjects) where single.isPenaltyDecision {
      offences.add(single, item: subject[3])
    }
    for (single, subject) in zip(cases, subjects) {
      add(single, subject, index)
    }
  }

  /// What the questions found, into the aggregates of the report month.
  public func store(in aggregates: inout LegalityAggregates) {
    aggregates.procedures = procedures
    aggregates.reviewDraw = draw.drawn
    aggregates.reviewFrame = draw.frame
    aggregates.officerMonths = numberedOfficers
  }

  /// Columns of the index of cases: subject and number, then the facts of each question.
  ///
  /// The facts of a question follow a column with its name, `yes` where it applies to the case.
  public static let indexColumns =
    ProcedureQuestion.base + ["case_id"]
    + ProcedureQuestion.allCases.flatMap { question in
      [question.rawValue] + question.facts.map { "\(question.rawValue).\($0)" }
    }

  private mutating func add(
    _ single: ProcedureCase, _ subject: [String], _ index: (IndexRow) -> Void
  ) {
    let base = [single.month.description] + subject
    let earlier = offences.isEarlier(than: single, item: subject[3])
    var row = base + [single.cell("case_id")]
    for question in ProcedureQuestion.allCases {
      guard let facts = facts.facts(question, single, subject, earlier: earlier) else {
        row += [String](repeating: "", count: 1 + question.facts.count)
        continue
      }
      procedures[question, default: question.shape].add(base + facts, [1])
      row += ["yes"] + facts
    }
    index(row)
    guard let decided = single.decided else { return }
    if single.isPenaltyDecision {
      draw.add(single.cell("case_id"), unit: subject[0], domain: subject[2])
    }
    for officer in single.officers {
      officerMonths[subject[0], default: [:]][officer, default: [:]][decided.month, default: 0] += 1
    }
  }

  // Pseudonyms end here: within a unit officers are numbered in their order.
  private var numberedOfficers: Tally {
    var tally = Tally.officerMonths
    for (unit, officers) in officerMonths {
      for (number, officer) in officers.keys.sorted().enumerated() {
        for (month, cases) in officers[officer] ?? [:] {
          tally.add([unit, String(number + 1), month.description], [cases])
        }
      }
    }
    return tally
  }
}

/// When each party was first punished on an item.
private struct OffenceHistory: Sendable {
  private var first: [[String]: CalendarDate] = [:]

  // Of earlier months the month is known; its first day stands for it.
  init(_ parties: Tally, before start: Month) {
    for key in parties.sums.keys where !key[6].isEmpty && !key[4].isEmpty {
      guard let month = Month(key[0]), month < start else { continue }
      note([key[4], key[6]], month.firstDay)
    }
  }

  mutating func add(_ single: ProcedureCase, item: String) {
    guard let decided = single.decided, !item.isEmpty, !single.cell("party").isEmpty,
      !ConductTallies.isOverturned(single.cell)
    else { return }
    note([item, single.cell("party")], decided)
  }

  /// Whether the party of a case was punished on the item on an earlier day; nil where unknown.
  func isEarlier(than single: ProcedureCase, item: String) -> Bool? {
    let party = single.cell("party")
    guard let decided = single.decided, !party.isEmpty, !item.isEmpty else { return nil }
    return first[[item, party]].map { $0 < decided } ?? false
  }

  private mutating func note(_ key: [String], _ day: CalendarDate) {
    first[key] = min(first[key] ?? day, day)
  }
}
