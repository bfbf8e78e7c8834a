public import Contracts

/// Asks the cases of a window every question of legality, partition by partition.
public struct ProcedureCounter: Sendable {
  private let mapping: Mapping
  private let facts: ProcedureFacts
  private let window: ClosedRange<Month>
  private var offences: OffenceHistory
  private var draw: ReviewDraw
  private var waiting: [Answered] = []
  private var officerMonths = Tally(
    "named_officer_months", keys: ["unit_code", "officer", "month"], measures: ["cases"])
  private var procedures: [ProcedureQuestion: Tally] = [:]

  /// What the cases of a partition answered, to be counted.
  private struct Answered {
    /// In `indexColumns`.
    let cases: ColumnTable
    /// Unit, officer and month of each officer that a decision names.
    let officers: [CodedColumn]
  }

  /// Cases that may wait to be counted.
  ///
  /// The sums of a question are larger than a processor's cache: those of one after another are
  /// filled, for many cases at once.
  var mostWaiting = 1 << 17

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
    mapping = Mapping(
      catalogue: catalogue, units: units, districts: districts,
      authority: input.table(.authority))
    facts = ProcedureFacts(
      authority: AuthorityBook(
        input.table(.authority), catalogue: catalogue, units: units, observed: [:]),
      catalogue: catalogue, units: units,
      officers: OfficerBook(input.table(.officers), units: units),
      reviews: ReviewRule(input.table(.catalogue)),
      calendar: WorkingCalendar(input.table(.holidays)),
      reach: ExportReach(
        input.table(.deliveries), months: input.table(.deliveredMonths), of: .cases, units: units),
      end: month.lastDay)
    self.window = (month - (window - 1))...month
    offences = OffenceHistory(
      mapping.columns(of: input.conduct.offenders), before: month - (window - 1))
    draw = ReviewDraw(seed: seed)
  }

  /// Asks the cases of one partition; partitions come in the order of their months.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - items: Rows of `case_items` beside it.
  /// - Returns: One row for each case that a question applies to, in `indexColumns`; a case that
  ///   only another item than the first puts outside the authority has a row of its own for that.
  public mutating func add(_ table: ColumnTable, items: ColumnTable) -> ColumnTable {
    var cases = ProcedureCases(table, mapping, window: window)
    offences.add(cases)
    let months = cases.months
    let byItem = CasesByFurtherItem(table, items)
    let ofItems = ProcedureCases(byItem.rows, mapping, window: window)
    let owners = byItem.positions(of: ofItems, among: cases)
    cases.add(ofItems, at: owners)
    let outside = CasesOutsideByFurtherItem(ofItems, at: owners, of: cases, facts)
    var index = zip([months] + cases.subject + [cases["case_id"]], outside.rows)
      .map { outside.appended(to: $0, $1) }
    for question in ProcedureQuestion.allCases {
      let isAuthority = question == .authority
      let asked = facts.asked(question, of: cases)
        .without(isAuthority ? outside.positions : [])
      index.append(outside.appended(to: asked.marks, isAuthority ? "yes" : ""))
      index += facts.facts(question, asked, &offences)
        .map { outside.appended(to: $0, isAuthority ? "no" : "") }
    }
    let answers = ColumnTable(
      names: Self.indexColumns, columns: index,
      count: cases.cases.count + outside.positions.count)
    drawReviews(cases)
    waiting.append(Answered(cases: answers, officers: named(cases, months)))
    if waiting.reduce(0, { $0 + $1.cases.count }) >= mostWaiting { count() }
    return answers
  }

  /// What the questions found, into the aggregates of the report month.
  public mutating func store(in aggregates: inout LegalityAggregates) {
    count()
    aggregates.procedures = procedures
    aggregates.reviewDraw = draw.drawn
    aggregates.reviewFrame = draw.frame
    aggregates.officerMonths = numberedOfficers
  }

  /// Columns of `cases` that the questions read.
  public static let columns: Set<String> = [
    "case_id", "unit_code", "district_code", "domain", "item_code", "item_name", "procedure",
    "source", "act_ended_date", "found_date", "filed_date", "decided_date", "closed_date",
    "published_date", "party", "party_type", "disposition", "exempt_ground", "penalty_types",
    "fine_fen", "confiscated_fen", "amount_fen", "major", "legal_review", "legal_review_date",
    "hearing", "collective_decision", "transfer_due", "transferred", "review_result",
    "court_result", "excluded_days", "publish_due", "self_corrected", "officers",
  ]

  /// Columns of the index of cases: subject and number, then the facts of each question.
  ///
  /// The facts of a question follow a column with its name, `yes` where it applies to the case.
  public static let indexColumns =
    ProcedureQuestion.base + ["case_id"]
    + ProcedureQuestion.allCases.flatMap { question in
      [question.rawValue] + question.facts.map { "\(question.rawValue).\($0)" }
    }

  // Counts what waits: cases by what each question makes of them, officers by month.
  private mutating func count() {
    for question in ProcedureQuestion.allCases {
      for answered in waiting { count(question, answered.cases) }
    }
    for answered in waiting {
      let ones = [Int](repeating: 1, count: answered.officers[0].codes.count)
      officerMonths.add(answered.officers.map { KeyPart($0) }, amounts: ones)
    }
    waiting = []
  }

  private mutating func count(_ question: ProcedureQuestion, _ answers: ColumnTable) {
    let arises = answers[question.rawValue].values { !$0.isEmpty }
    let rows = 0..<answers.count
    guard rows.contains(where: { arises[$0] }) else { return }
    let key =
      ProcedureQuestion.base + question.facts.map { "\(question.rawValue).\($0)" }
    procedures[question, default: question.shape].add(
      key.map { KeyPart(answers[$0]) }, amounts: [Int](repeating: 1, count: answers.count)
    ) { arises[$0] }
  }

  // Unit, officer and month of each officer that a decision names.
  private func named(_ cases: ProcedureCases, _ months: CodedColumn) -> [CodedColumn] {
    var (positions, officers): ([Int], [UInt32]) = ([], [])
    for single in cases.cases where single.decided != nil {
      for officer in cases.officers[single.position] {
        positions.append(single.position)
        officers.append(officer)
      }
    }
    let named = CodedColumn(codes: officers, texts: cases.officers.names)
    return [cases.unit.rows(at: positions), named, months.rows(at: positions)]
  }

  private mutating func drawReviews(_ cases: ProcedureCases) {
    let (units, domains, numbers) = (cases.unit, cases.domain, cases["case_id"])
    let stated = cases["unit_code"]
    for single in cases.cases where single.isPenaltyDecision {
      let (position, unit) = (single.position, units[single.position])
      let code =
        stated[position] == unit
        ? unit : mapping.units.code(named: stated[position], in: single.month)
      draw.add(
        numbers[position], unit: unit, code: code.isEmpty ? unit : code, domain: domains[position])
    }
  }

  // Pseudonyms end here: within a unit officers are numbered in their order.
  private var numberedOfficers: Tally {
    let order = officerMonths.sums.order
    let sorted = officerMonths.keys.indices.map { officerMonths.column($0).rows(at: order) }
    let (units, officers) = (sorted[0], sorted[1])
    var (number, numbers): (UInt32, [UInt32]) = (0, [])
    for row in order.indices {
      if row == 0 || units[row] != units[row - 1] {
        number = 1
      } else if officers[row] != officers[row - 1] {
        number += 1
      }
      numbers.append(number)
    }
    let texts = (0...(numbers.max() ?? 0)).map { String($0) }
    let (amounts, own) = (officerMonths.amounts, CodedColumn(codes: numbers, texts: texts))
    var tally = Tally.officerMonths
    tally.add(
      [units, own, sorted[2]].map { KeyPart($0) }, amounts: order.map { amounts[$0] })
    return tally
  }
}
