public import Contracts
public import Counting
public import Simulation

/// The tables of a pattern world as the archive keeps them.
public struct ArchivedPattern: Sendable {
  /// Cases.
  public let cases: ArchivedTable
  /// Inspections; without rows where the world has none.
  public let inspections: ArchivedTable
  /// Complaints; without rows where the world has none.
  public let complaints: ArchivedTable
  /// Reference tables by name.
  public let reference: [String: ArchivedTable]
}

/// What the pipeline would make of the exports of a pattern world, without writing them.
public enum PatternInput {
  /// The tables of a world; a party is a plain key instead of a pseudonym.
  public static func archived(_ world: PatternWorld) -> ArchivedPattern {
    let tables = PatternTables(world, form: .archive)
    var (cases, inspections, complaints) = ([[String]](), [[String]](), [[String]]())
    tables.forEachCase { cases.append($0) }
    tables.forEachInspection { inspections.append($0) }
    tables.forEachComplaint { complaints.append($0) }
    let reference = tables.reference.map { table in
      (table.name, ArchivedTable(names: table.header, rows: table.rows))
    }
    return ArchivedPattern(
      cases: ArchivedTable(names: tables.caseHeader, rows: cases),
      inspections: ArchivedTable(names: tables.inspectionHeader, rows: inspections),
      complaints: ArchivedTable(names: tables.complaintHeader, rows: complaints),
      reference: Dictionary(reference) { first, _ in first })
  }

  /// The tallies and reference tables that archive and tallying give for the exports.
  public static func input(of world: PatternWorld) -> CountingInput {
    let archived = archived(world)
    var input = CountingInput()
    input.reference = archived.reference
    let cases = ColumnTable(archived.cases)
    let inspections = ColumnTable(archived.inspections)
    let complaints = ColumnTable(archived.complaints)
    let tallies = CaseTallies(
      cases, items: ColumnTable(names: [], columns: [], count: 0), basis: .decided)
    input.cases = tallies.cases
    input.handling = tallies.handling
    input.blanks = CaseTallies.blanks(cases, basis: .decided)
    input.unitNames = tallies.unitNames
    input.inspections = OversightTallies.inspections(inspections)
    input.complaints = OversightTallies.complaints(complaints)
    let closed = OutcomeTallies(cases, basis: .decided)
    input.patterns.outcomes = closed.outcomes
    input.patterns.parties = OutcomeTallies.parties(cases, basis: .decided)
    input.patterns.decisionDays = closed.decisionDays
    input.patterns.visits = GroupTallies.visits(inspections)
    input.patterns.complaints = GroupTallies.complaints(complaints)
    return input
  }

  // What a case of the window followed.
  private static func answered(
    _ archived: ArchivedPattern, in months: ClosedRange<Month>
  ) -> AnsweredTraces {
    var named = NamedCases(archived.reference)
    named.add(inspections: rows(of: archived.inspections, in: months, ["date"]))
    named.add(complaints: rows(of: archived.complaints, in: months, ["received_date"]))
    named.add(cases: rows(of: archived.cases, in: months, ["decided_date", "filed_date"]))
    return named.answered
  }

  private static func rows(
    of archived: ArchivedTable, in months: ClosedRange<Month>, _ dates: [String]
  ) -> ColumnTable {
    let table = ColumnTable(archived)
    return table.removing { row in
      let date = dates.lazy.map { table.cell(row, $0) }.first { !$0.isEmpty } ?? ""
      return Month(String(date.prefix(7))).map { !months.contains($0) } ?? true
    }
  }

  /// What indicators see of a world at the end of its last month.
  ///
  /// - Parameters:
  ///   - world: The world.
  ///   - window: Months of the window.
  /// - Returns: What counting makes of the world.
  public static func observation(_ world: PatternWorld, window: Int) -> Observation {
    guard let month = Month(world.lastMonthText) else {
      preconditionFailure("a world names its months as the contract does")
    }
    var input = input(of: world)
    input.answered = answered(archived(world), in: (month - (window - 1))...month)
    return ObservationBuilder.counted(input, month: month, window: window).complete
  }
}
