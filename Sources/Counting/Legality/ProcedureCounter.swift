public import Contracts

/// Asks the cases of a window every question of legality, partition by partition.
public struct ProcedureCounter: Sendable {
  private let mapping: Mapping
  private let facts: ProcedureFacts
  private let window: ClosedRange<Month>
  private var offences: OffenceHistory
  private var draw: ReviewDraw
  private var officerMonths = Tally(
    "named_officer_months", keys: ["unit_code", "officer", "month"], measures: ["cases"])
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
        input.table(.authority), catalogue: catalogue, units: units, observed: [:]),
      catalogue: catalogue, units: units,
      officers: OfficerBook(input.table(.officers), units: units),
      reviews: ReviewRule(input.table(.catalogue)),
      calendar: WorkingCalendar(input.table(.holidays)), end: month.lastDay)
    self.window = (month - (window - 1))...month
    offences = OffenceHistory(
      mapping.columns(of: input.conduct.offenders), before: month - (window - 1))
    draw = ReviewDraw(seed: seed)
  }

  /// Asks the cases of one partition; partitions come in the order of their months.
  ///
  /// - Parameter table: Rows of `cases`.
  /// - Returns: One row for each case that a question applies to, in `indexColumns`.
  public mutating func add(_ table: ColumnTable) -> ColumnTable {
    let officers = table["officers"].values { text in
      Set(text.split(separator: ";").map(String.init))
    }
    let cases = (0..<table.count).compactMap { row in
      ProcedureCase({ table.cell(row, $0) }, officers: officers[row], window: window)
    }
    let subjects = cases.map { mapping.subject(of: $0.cell) }
    for (single, subject) in zip(cases, subjects) where single.isPenaltyDecision {
      offences.add(single, item: subject[3])
    }
    var index = ColumnReader(names: Self.indexColumns)
    for (single, subject) in zip(cases, subjects) {
      index.add(indexRow(single, subject))
      note(single, subject)
    }
    let answers = index.table
    count(answers)
    return answers
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

  // Subject and number of a case, and its facts for each question.
  private func indexRow(_ single: ProcedureCase, _ subject: [String]) -> [String] {
    let earlier = offences.isEarlier(than: single, item: subject[3])
    var row = [single.month.description] + subject + [single.cell("case_id")]
    row.reserveCapacity(Self.indexColumns.count)
    for question in ProcedureQuestion.allCases {
      guard let facts = facts.facts(question, single, subject, earlier: earlier) else {
        for _ in 0...question.facts.count { row.append("") }
        continue
      }
      row.append("yes")
      row += facts
    }
    return row
  }

  private mutating func note(_ single: ProcedureCase, _ subject: [String]) {
    guard let decided = single.decided else { return }
    if single.isPenaltyDecision {
      draw.add(single.cell("case_id"), unit: subject[0], domain: subject[2])
    }
    for officer in single.officers {
      officerMonths.add([subject[0], officer, decided.month.description], [1])
    }
  }

  // Cases by what each question makes of them.
  private mutating func count(_ answers: ColumnTable) {
    let base = ProcedureQuestion.base.map { KeyPart(answers[$0]) }
    let ones = [Int](repeating: 1, count: answers.count)
    for question in ProcedureQuestion.allCases {
      let applies = answers[question.rawValue]
      guard applies.texts.contains("yes") else { continue }
      let facts = question.facts.map { KeyPart(answers["\(question.rawValue).\($0)"]) }
      let arises = KeyPart([applies], width: 0) { $0[0].isEmpty ? nil : [] }
      procedures[question, default: question.shape].add(base + facts + [arises], amounts: ones)
    }
  }

  // Pseudonyms end here: within a unit officers are numbered in their order.
  private var numberedOfficers: Tally {
    var tally = Tally.officerMonths
    var (last, number): ([String], Int) = ([], 0)
    for (key, sums) in officerMonths.sums.sorted {
      if key[0] != last.first {
        number = 1
      } else if key[1] != last[1] {
        number += 1
      }
      last = key
      tally.add([key[0], String(number), key[2]], sums)
    }
    return tally
  }
}

/// When each party was first punished on an item.
private struct OffenceHistory: Sendable {
  private var items = TextCodes()
  private var parties = TextCodes()
  // By item and party: penalties are many, so that numbers stand for the texts.
  private var first: [UInt64: CalendarDate] = [:]

  // Of earlier months the month is known; its first day stands for it.
  init(_ punished: [CodedColumn], before start: Month) {
    let months = punished[0].values { text in
      Month(text).flatMap { $0 < start ? $0.firstDay : nil }
    }
    let items = punished[4].values { $0.isEmpty ? nil : self.items.code(of: $0) }
    let parties = punished[6].values { $0.isEmpty ? nil : self.parties.code(of: $0) }
    for row in punished[0].codes.indices {
      guard let day = months[row], let item = items[row], let party = parties[row] else {
        continue
      }
      note(Self.key(item, party), day)
    }
  }

  mutating func add(_ single: ProcedureCase, item: String) {
    let party = single.cell("party")
    guard let decided = single.decided, !item.isEmpty, !party.isEmpty,
      !ConductTallies.isOverturned(single.cell)
    else { return }
    note(Self.key(items.code(of: item), parties.code(of: party)), decided)
  }

  /// Whether the party of a case was punished on the item on an earlier day; nil where unknown.
  func isEarlier(than single: ProcedureCase, item: String) -> Bool? {
    let party = single.cell("party")
    guard let decided = single.decided, !party.isEmpty, !item.isEmpty else { return nil }
    guard let item = items.known(item), let party = parties.known(party) else { return false }
    return first[Self.key(item, party)].map { $0 < decided } ?? false
  }

  private mutating func note(_ key: UInt64, _ day: CalendarDate) {
    first[key] = min(first[key] ?? day, day)
  }

  private static func key(_ item: UInt32, _ party: UInt32) -> UInt64 {
    UInt64(item) << 32 | UInt64(party)
  }
}
