public import Contracts

/// Complaints, and problems that an inspection found, that a delivered case followed.
///
/// What was complained about under one law is often decided under another: the case then counts in
/// another domain or item, and the complaint has been answered all the same.
public struct AnsweredTraces: Sendable {
  /// Inspections in the shape of `Tally.inspections`.
  public var inspections = Tally.inspections
  /// Complaints in the shape of `Tally.complaints`.
  public var complaints = Tally.complaints
  /// Those of them that state who complained, in the shape of `Tally.complainants`.
  public var complainants = Tally.complainants

  /// No case followed anything.
  public init() {}
}

/// Looks for the cases that inspections and complaints name, or that name them as what led to them.
///
/// A number is one of the unit that states it; of a complaint without a unit, one of its district. A
/// case that was filed before a trace did not follow it.
public struct NamedCases {
  /// Columns of the cases that are read.
  public static let caseColumns: Set = [
    "unit_code", "handling_unit_code", "district_code", "case_id", "source", "source_ref",
    "filed_date", "decided_date",
  ]
  /// Columns of the inspections that are read.
  public static let inspectionColumns = subject.union(["inspection_id", "date", "mode", "result"])
  /// Columns of the complaints that are read.
  public static let complaintColumns = subject.union(Tally.partyGroup).union([
    "complaint_id", "received_date", "kind", "complainant", "accepted", "outcome",
  ])

  private static let subject: Set = [
    "unit_code", "district_code", "domain", "item_code", "case_id",
  ]

  // A number, and whose it is: of a unit, else of a district.
  private struct Mention: Hashable {
    var unit = ""
    var district = ""
    let number: String
  }

  // A kind of trace: the columns of its own number and day, and the sources that cases call it.
  private struct Traces {
    let identity: String
    let date: String
    let sources: Set<String>
    var tables: [ColumnTable] = []
    var numbers: Set<String> = []
    var owned: Set<Mention> = []
    // The last day on which a case that names it was filed.
    var followed: [Mention: String] = [:]
  }

  private let units: UnitBook
  private var inspections = Traces(
    identity: "inspection_id", date: "date", sources: ["inspection", "offsite"])
  private var complaints = Traces(
    identity: "complaint_id", date: "received_date",
    sources: ["report", "complaint", "report_or_complaint"])
  private var cases: Set<String> = []
  // The day on which a delivered case was filed.
  private var delivered: [Mention: String] = [:]

  /// Reads the reference tables by name; a missing one is empty.
  public init(_ reference: [String: ArchivedTable]) {
    let tables = [Table.districts, .units].map { table in
      reference[table.name] ?? ArchivedTable(names: table.archiveNames, rows: [])
    }
    units = UnitBook(tables[1], districts: DistrictBook(tables[0]), observed: .unitNames)
  }

  /// Whether there is anything that a case may have come of.
  public var isEmpty: Bool { inspections.tables.isEmpty && complaints.tables.isEmpty }

  /// Adds inspections of a month; those count whose result is that a case was filed.
  public mutating func add(inspections table: ColumnTable) {
    let isFiled = table["result"].values { $0 == "filed" }
    add(table.removing { !isFiled[$0] }, to: \.inspections)
  }

  /// Adds complaints of a month.
  public mutating func add(complaints table: ColumnTable) { add(table, to: \.complaints) }

  private mutating func add(_ table: ColumnTable, to traces: WritableKeyPath<Self, Traces>) {
    guard table.count > 0 else { return }
    self[keyPath: traces].tables.append(table)
    let (own, named) = (table[self[keyPath: traces].identity], table["case_id"])
    let (unit, district) = (table["unit_code"], table["district_code"])
    for row in 0..<table.count {
      if !own[row].isEmpty {
        self[keyPath: traces].numbers.insert(own[row])
        self[keyPath: traces].owned.insert(mention(unit[row], district[row], own[row]))
      }
      if !named[row].isEmpty { cases.insert(named[row]) }
    }
  }

  /// Adds cases of a month, once all that may have led to them is known.
  ///
  /// - Parameters:
  ///   - table: The cases.
  ///   - last: Last month in which a case may have been filed; nil where every one counts.
  public mutating func add(cases table: ColumnTable, filedUpTo last: Month? = nil) {
    let (numbers, leads) = (table["case_id"], table["source_ref"])
    let isNamed = numbers.values { cases.contains($0) }
    let isLead = leads.values { lead in
      [inspections, complaints].contains { $0.numbers.contains(lead) }
    }
    let isKnown = table["filed_date"].values { text in
      last.map { last in CalendarDate(text).map { $0.month <= last } ?? false } ?? true
    }
    let (filed, decided) = (table["filed_date"], table["decided_date"])
    let kinds = [\Self.inspections, \Self.complaints].map { kind in
      (kind, table["source"].values { self[keyPath: kind].sources.contains($0) })
    }
    // A case may be assigned from above, and still name the complaint that began it.
    let isOther = table["source"].values { source in
      !kinds.contains { self[keyPath: $0.0].sources.contains(source) }
    }
    for row in 0..<table.count where (isNamed[row] || isLead[row]) && isKnown[row] {
      // Where no day is stated none speaks against it.
      let stated = [filed[row], decided[row]].first { !$0.isEmpty }
      let day = stated ?? "9999-12-31"
      for (unit, district) in owners(of: table, row) {
        if isNamed[row] {
          let mention = Mention(unit: unit, district: district, number: numbers[row])
          delivered[mention] = max(delivered[mention] ?? "", day)
        }
        guard isLead[row] else { continue }
        let mention = Mention(unit: unit, district: district, number: leads[row])
        // Where the case does not say which of the two led to it, a number of both is of neither.
        let isOfBoth = kinds.allSatisfy { self[keyPath: $0.0].owned.contains(mention) }
        for (kind, isOfKind) in kinds where isOfKind[row] || isOther[row] && !isOfBoth {
          self[keyPath: kind].followed[mention] =
            max(self[keyPath: kind].followed[mention] ?? "", day)
        }
      }
    }
  }

  private func mention(_ unit: String, _ district: String, _ number: String) -> Mention {
    unit.isEmpty
      ? Mention(district: district, number: number)
      : Mention(unit: units.present(unit), number: number)
  }

  private func owners(of table: ColumnTable, _ row: Int) -> [(unit: String, district: String)] {
    ["unit_code", "handling_unit_code"].map { table.cell(row, $0) }.filter { !$0.isEmpty }
      .map { (units.present($0), "") } + [("", table.cell(row, "district_code"))]
  }

  /// What was followed by a case that was delivered.
  public var answered: AnsweredTraces {
    var answered = AnsweredTraces()
    for table in inspections.tables.map({ followed($0, inspections) }) {
      answered.inspections.merge(OversightTallies.inspections(table))
    }
    for table in complaints.tables.map({ followed($0, complaints) }) {
      answered.complaints.merge(OversightTallies.complaints(table))
      answered.complainants.merge(GroupTallies.complainants(table))
    }
    return answered
  }

  private func followed(_ table: ColumnTable, _ traces: Traces) -> ColumnTable {
    let (numbers, own) = (table["case_id"], table[traces.identity])
    let (unit, district, date) = (table["unit_code"], table["district_code"], table[traces.date])
    return table.removing { row in
      let days = [
        delivered[mention(unit[row], district[row], numbers[row])],
        traces.followed[mention(unit[row], district[row], own[row])],
      ]
      return !days.contains { $0.map { $0 >= date[row] } ?? false }
    }
  }
}
