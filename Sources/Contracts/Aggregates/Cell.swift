/// What is known of one cell at the end of a report month.
public struct Cell: Hashable, Sendable {
  /// What the cell is a crossing of.
  public var level: CellLevel
  /// Unit; empty at district and city level.
  public var unitCode: String
  /// District; at unit level the unit's own.
  public var districtCode: String
  /// Domain.
  public var domain: String
  /// Item; empty at domain level.
  public var itemCode: String
  /// State over the window.
  public var state: CellState
  /// Months of the window in which the power was held.
  @SmallCount public var monthsEmpowered: Int
  /// Of those, months that were delivered.
  @SmallCount public var monthsSent: Int
  /// Delivered and empowered months without a case or settlement up to the report month.
  @SmallCount public var monthsSilent: Int
  /// First month of the silence; nil where there is none.
  public var silentFrom: Month?
  /// Last month with a case or settlement; nil where there was never one.
  public var lastActive: Month?
  /// Last month with a filing; nil where there was none, or no export says when cases were filed.
  public var lastFiled: Month?
  /// The silence reaches back to the first observed month: its true length is unknown.
  public var isLeftCensored: Bool
  /// Cases of the window with a penalty, pending or of unstated outcome; items each.
  @SmallCount public var cases: Int
  /// Of these, the ones of months that were not delivered, or in which the power was not held.
  @SmallCount public var casesUnobserved: Int
  /// Cases closed without penalty, and inspections settled, ordered or referred, in the window.
  @SmallCount public var settled: Int
  /// Cases of all months observed; items each.
  @SmallCount public var casesEver: Int
  /// Complaints of the window that ask for enforcement.
  @SmallCount public var complaints: Int
  /// Of these, the ones whose outcome is that a case was filed.
  @SmallCount public var complaintsFiled: Int
  /// Of these, the ones whose outcome is that none was filed.
  @SmallCount public var complaintsRefused: Int
  /// Of these, the ones that are still dealt with.
  @SmallCount public var complaintsPending: Int
  /// Of those that no case followed, the ones of a complainant beyond the first; 0 at district and city level, and where
  /// no complainant is stated.
  @SmallCount public var complaintsRepeated: Int
  /// Inspections of the window.
  @SmallCount public var inspections: Int
  /// Inspections of the window that found a problem.
  @SmallCount public var findings: Int
  /// Of these, the ones whose result is that a case was filed: no order, referral or settlement.
  @SmallCount public var openFindings: Int
  /// Regulated parties in the last month; nil where the register says nothing.
  public var regulatedParties: Int?
  /// Sum of the regulated parties of the delivered months of the window in which the power was held,
  /// of units and domains; nil where there are as many in each of them as in the last month.
  public var partyMonths: Int?
  /// Parts of the place are not on the register: there are at least so many parties.
  public var lacksParties: Bool
  /// Date of the valid explanation; nil where there is none.
  public var explained: CalendarDate?
  /// The power rests on observed cases alone, for want of a list of powers.
  public var isPowerInferred: Bool
  /// What the regulated parties are counted by: the item's group, at domain level the domain.
  public var exposureGroup: String
  /// Kind of the grants held in the report month; empty where unknown or where they differ.
  public var powerKind: String
  /// First observed month of the unbroken time of power; nil where none is held at the end.
  public var heldFrom: Month?
  /// Units that hold the power in the report month; at unit level 1 or 0.
  @SmallCount public var holders: Int
  /// Rejected records of cases of the window that nothing has settled since.
  @SmallCount public var unread: Int
  /// Complaints of the window that a delivered case of the window followed, whatever it was about.
  @SmallCount public var complaintsWithCase: Int
  /// Inspections of the window whose result is a filing, and that such a case followed.
  @SmallCount public var findingsWithCase: Int
  /// What happened month by month.
  public var history: CellHistory

  /// Makes an empty cell of a level in a state.
  public init(level: CellLevel, domain: String, state: CellState) {
    self.level = level
    self.domain = domain
    self.state = state
    unitCode = ""
    districtCode = ""
    itemCode = ""
    (monthsEmpowered, monthsSent, monthsSilent) = (0, 0, 0)
    (cases, casesUnobserved, settled, casesEver) = (0, 0, 0, 0)
    (complaints, complaintsFiled, complaintsRefused, complaintsPending) = (0, 0, 0, 0)
    complaintsRepeated = 0
    (inspections, findings, openFindings) = (0, 0, 0)
    (complaintsWithCase, findingsWithCase) = (0, 0)
    isLeftCensored = false
    isPowerInferred = false
    lacksParties = false
    (exposureGroup, powerKind, holders, unread) = ("", "", 0, 0)
    history = CellHistory()
  }

  /// Complaints of the window that no case followed, one of each complainant; where none is
  /// stated every one counts.
  public var complainants: Int { complaints - complaintsWithCase - complaintsRepeated }

  /// Regulated parties where the register speaks for the whole place; nil where it does not.
  public var wholeParties: Int? { lacksParties ? nil : regulatedParties }

  /// Identity for sorting: level, unit, district, domain, item.
  public var key: [String] { [level.rawValue, unitCode, districtCode, domain, itemCode] }

  /// Whether it stands in zero_cells.csv: without a case in the window, and held or once active.
  public var isListedWithoutCases: Bool {
    switch state {
    case .active: false
    case .notEmpowered: cases > 0 || casesEver > 0
    default: true
    }
  }

  /// Whether a cell comes before another by `key`.
  public static func precedes(_ left: Cell, _ right: Cell) -> Bool {
    if left.level != right.level { return left.level.rawValue < right.level.rawValue }
    if left.unitCode != right.unitCode { return left.unitCode < right.unitCode }
    if left.districtCode != right.districtCode { return left.districtCode < right.districtCode }
    if left.domain != right.domain { return left.domain < right.domain }
    return left.itemCode < right.itemCode
  }
}

extension Cell {
  /// Columns of the cells table.
  public static let columns = [
    "level", "unit_code", "district_code", "domain", "item_code", "state", "months_empowered",
    "months_sent", "months_silent", "silent_from", "last_active", "left_censored", "cases",
    "cases_unobserved", "settled", "cases_ever", "complaints", "complaints_filed",
    "complaints_not_filed",
    "complaints_pending", "complaints_repeated", "inspections", "findings", "open_findings",
    "regulated_parties", "party_months",
    "lacks_parties", "explained", "power_inferred", "exposure_group", "power_kind", "held_from",
    "holders", "unread", "observed", "case_months", "settled_months", "finding_months",
    "complaint_months", "last_filed", "parties_before", "complaints_with_case",
    "findings_with_case",
  ]

  /// The cell as a row of the cells table.
  public var row: [String] {
    var row = RowText()
    write(to: &row)
    return row.cells
  }

  /// Reads a row of the cells table; nil when it is not one.
  public init?(row: [String]) {
    let bytes = RowText(row)
    var reader = CellReader()
    guard let cell = reader.cell(bytes.text.span, ends: bytes.ends) else { return nil }
    self = cell
  }

  /// Appends the cell to an empty row of the cells table.
  public func write(to row: inout RowText) {
    for text in [level.rawValue, unitCode, districtCode, domain, itemCode, state.rawValue] {
      row.append(text)
    }
    for number in [monthsEmpowered, monthsSent, monthsSilent] { row.append(number) }
    row.append(silentFrom)
    row.append(lastActive)
    row.append(isLeftCensored ? "true" : "false")
    for number in [
      cases, casesUnobserved, settled, casesEver, complaints, complaintsFiled, complaintsRefused,
      complaintsPending,
      complaintsRepeated, inspections, findings, openFindings,
    ] {
      row.append(number)
    }
    for number in [regulatedParties, partyMonths] {
      if let number { row.append(number) } else { row.append("") }
    }
    row.append(lacksParties ? "true" : "false")
    row.append(explained)
    row.append(isPowerInferred ? "true" : "false")
    row.append(exposureGroup)
    row.append(powerKind)
    row.append(heldFrom)
    row.append(holders)
    row.append(unread)
    row.append(history.observed)
    for counts in [history.cases, history.settled, history.findings, history.complaints] {
      row.append(counts)
    }
    row.append(lastFiled)
    row.append(history.partiesBefore)
    row.append(complaintsWithCase)
    row.append(findingsWithCase)
  }
}

extension RowText {
  // Months 0 to 35 and 38 to 59 are "0-35 38-59".
  fileprivate mutating func append(_ ranges: [ClosedRange<Int32>]) {
    for (index, range) in ranges.enumerated() {
      if index > 0 { appendByte(UInt8(ascii: " ")) }
      appendDigits(Int(range.lowerBound))
      appendByte(UInt8(ascii: "-"))
      appendDigits(Int(range.upperBound))
    }
    endCell()
  }

  // One in month 4 and two in month 7 are "4:1 7:2".
  fileprivate mutating func append(_ counts: [MonthCount]) {
    for (index, count) in counts.enumerated() {
      if index > 0 { appendByte(UInt8(ascii: " ")) }
      appendDigits(Int(count.month))
      appendByte(UInt8(ascii: ":"))
      appendDigits(Int(count.count))
    }
    endCell()
  }
}
