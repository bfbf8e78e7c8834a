import Contracts

/// Makes the aggregates of legality, capacity, disturbance and oversight, but for the procedures.
struct LegalityBuilder {
  let mapping: Mapping
  let month: Month

  /// Counts up to the end of the report month.
  func aggregates(_ input: CountingInput) -> LegalityAggregates {
    var result = LegalityAggregates()
    let calendar = WorkingCalendar(input.table(.holidays))
    let (deliveries, months) = (input.table(.deliveries), input.table(.deliveredMonths))
    let visits = VisitBuilder(
      input.conduct.visitDays, mapping, calendar, month: month,
      reach: ExportReach(
        deliveries, months: months, of: .inspections, units: mapping.units))
    result.visitConduct = visits.conduct
    result.repeatedVisits = visits.repeated
    result.partyVisits = visits.ofParties
    let register = RegisterBook(input.table(.register), mapping, month)
    (result.visitFrequency, result.visitsOverCap) = visits.frequency(register, input.table(.caps))
    result.complaintAnswers = answers(
      input.conduct.complaintDays, calendar,
      ExportReach(deliveries, months: months, of: .complaints, units: mapping.units))
    result.annualDecisions = annualDecisions(input.conduct.decisionKinds)
    result.annualTotals = annualTotals(input.table(.annualTotals))
    result.officerFacts = officerFacts(input.table(.officers))
    result.unitStaff = unitStaff(input.table(.units))
    result.followups = followups(input.table(.followups))
    for table in [Table.accountability, .conductComplaints] {
      result.conductRecords.merge(records(input.table(table), table.name))
    }
    return result
  }

  private var end: CalendarDate { month.lastDay }

  private func isRecent(_ own: Month) -> Bool { own > month - SummedConduct.months && own <= month }

  private func answers(
    _ tally: Tally, _ calendar: WorkingCalendar, _ reach: ExportReach
  ) -> Tally {
    var result = Tally.complaintAnswers
    let complaints = mapping.mapped(tally).sums
    var fillIns = FillIns()
    for (key, sums) in complaints where key[6] != "inquiry" {
      guard let own = Month(key[0]), isRecent(own) else { continue }
      let answered = CalendarDate(key[9]).flatMap { $0 <= end ? $0 : nil }
      let first = answered == nil ? nil : reach.first(of: key[1], in: own)
      fillIns.note(
        key[1], rows: sums[0], isDated: answered != nil,
        isLater: answered.flatMap { day in first.map { day > $0 } } ?? false)
    }
    for (key, sums) in complaints {
      guard let own = Month(key[0]), isRecent(own), let received = CalendarDate(key[8]) else {
        continue
      }
      let known = reach.known(of: key[1], in: own, fillIns)
      let answered = CalendarDate(key[9])
      // A date is a record of an answer, though its outcome is not stated, or still called pending.
      let isUndated = answered.map { $0 > end } ?? ["", "pending"].contains(key[7])
      // That it was taken up, or was not, is the answer to a complaint, on a day that nobody states.
      let isAnswered = answered == nil && key[6] != "report" && !key[10].isEmpty
      let isOpen = isUndated && !isAnswered
      let until = isOpen ? min(end, known ?? end) : answered
      let days = until.map { String(calendar.workingDays(after: received, through: $0)) }
      result.add(
        Array(key.prefix(4)) + [key[6], isOpen ? "waiting" : "answered", days ?? ""], sums)
    }
    return result
  }

  private func annualDecisions(_ tally: Tally) -> Tally {
    var result = Tally.annualDecisions
    let year = KeyPart([tally.column(0)]) { texts in
      guard let own = Month(texts[0]), own > month - PatternAggregates.months, own <= month else {
        return nil
      }
      return [String(own.year)]
    }
    let unit = KeyPart([tally.column(1)]) { texts in
      [texts[0].isEmpty ? "" : mapping.units.present(texts[0])]
    }
    result.add([unit, year, KeyPart(tally.column(2))], amounts: tally.amounts)
    return result
  }

  private func annualTotals(_ table: ArchivedTable) -> Tally {
    let stated = table.rows.compactMap { row -> (key: [String], cases: Int, amount: Int?)? in
      let cell = { (name: String) in table.cell(row, name) }
      guard let cases = Int(cell("cases")) else { return nil }
      let key = [mapping.units.present(cell("unit_code")), cell("year"), cell("class")]
      return (key, cases, Int(cell("amount_fen")))
    }
    // Of merged units one may state its cases alone: the amounts of the others are then no sum.
    let incomplete = Set(stated.lazy.filter { $0.amount == nil }.map(\.key))
    var result = Tally.annualTotals
    for (key, cases, amount) in stated {
      let amount = incomplete.contains(key) ? nil : amount
      result.add(key, [cases, amount ?? 0, amount == nil ? 0 : 1])
    }
    return result
  }

  private func officerFacts(_ table: ArchivedTable) -> Tally {
    var result = Tally.officerFacts
    var known: Set<[String]> = []
    // Units that exist first: what a former unit lists beside them can then be told.
    let rows = table.rows.map { ($0, listing(table, $0)) }
    for (row, listing) in rows where listing == .own {
      known.insert(identity(table, row))
    }
    for (row, listing) in rows where listing != .none {
      let cell = { (name: String) in table.cell(row, name) }
      if listing == .former, known.contains(identity(table, row)) { continue }
      guard let year = Int(cell("year")) else { continue }
      // Of an earlier year its last day counts, of the report year that of the month.
      let day = min(end, Month(year: year, month: 12).lastDay)
      let certificate = CalendarDate(cell("certificate_valid_to")).map {
        $0 >= day ? "valid" : "expired"
      }
      result.add(
        [
          mapping.units.present(cell("unit_code")), cell("year"), cell("role"),
          certificate ?? "", cell("training_hours"), cell("seconded"),
        ], [1])
    }
    return result
  }

  /// Whose list a row of the officers table is.
  private enum Listing {
    case own, former, none
  }

  // A unit that was made by a merger lists everyone anew. One that was there before may still lack
  // those who came to it.
  private func listing(_ table: ArchivedTable, _ row: [String]) -> Listing {
    let code = table.cell(row, "unit_code")
    guard let year = Int(table.cell(row, "year")), year <= month.year else { return .none }
    if mapping.units.exists(code, on: min(end, Month(year: year, month: 12).lastDay)) {
      return .own
    }
    let heir = mapping.units.present(code)
    return mapping.units.exists(heir, on: Month(year: year, month: 1).firstDay) ? .former : .none
  }

  private func identity(_ table: ArchivedTable, _ row: [String]) -> [String] {
    [
      mapping.units.present(table.cell(row, "unit_code")), table.cell(row, "year"),
      table.cell(row, "officer"),
    ]
  }

  private func unitStaff(_ table: ArchivedTable) -> Tally {
    var result = Tally.unitStaff
    // A row that was left open when another of its code began says nothing of today.
    var latest: [String: [String]] = [:]
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      guard Validity(cell("active_from"), cell("active_to")).holds(end) else { continue }
      let code = cell("unit_code")
      if let known = latest[code], table.cell(known, "active_from") > cell("active_from") {
        continue
      }
      latest[code] = row
    }
    for (code, row) in latest.sorted(by: { $0.key < $1.key })
    where mapping.units.exists(code, on: end) {
      let cell = { (name: String) in table.cell(row, name) }
      result.add(
        [
          mapping.units.present(cell("unit_code")), cell("officers"), cell("legal_reviewers"),
          cell("head_experience"),
        ], [1])
    }
    return result
  }

  // Whatever is no number of a flag and no known step may name a person, and stays in the archive.
  private func followups(_ table: ArchivedTable) -> Tally {
    var result = Tally.followups
    for row in table.rows {
      let day = CalendarDate(table.cell(row, "date"))
      // What has no day is told of; what lies after the month is for a later report.
      if let day, day > end { continue }
      result.add(
        [
          FollowUpText.flagID(table.cell(row, "flag_id")), day?.description ?? "",
          FollowUpText.step(table.cell(row, "step")),
        ], [1])
    }
    return result
  }

  private func records(_ table: ArchivedTable, _ name: String) -> Tally {
    var result = Tally.conductRecords
    for row in table.rows {
      guard let day = CalendarDate(table.cell(row, "date")), isRecent(day.month), day <= end
      else { continue }
      let present = mapping.units.present(table.cell(row, "unit_code"))
      // A text that is no unit may be anyone's name.
      let unit = mapping.units.names[present] == nil ? "" : present
      let hasOutcome = !table.cell(row, "outcome").isEmpty
      result.add([name, day.month.description, unit, hasOutcome ? "stated" : ""], [1])
    }
    return result
  }
}
