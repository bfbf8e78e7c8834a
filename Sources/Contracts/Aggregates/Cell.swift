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
  public var monthsEmpowered: Int
  /// Of those, months that were delivered.
  public var monthsSent: Int
  /// Delivered and empowered months without a case or settlement up to the report month.
  public var monthsSilent: Int
  /// First month of the silence; nil where there is none.
  public var silentFrom: Month?
  /// Last month with a case or settlement; nil where there was never one.
  public var lastActive: Month?
  /// The silence reaches back to the first observed month: its true length is unknown.
  public var isLeftCensored: Bool
  /// Cases of the window with a penalty, pending or of unstated outcome; items each.
  public var cases: Int
  /// Cases closed without penalty, and inspections settled, ordered or referred, in the window.
  public var settled: Int
  /// Cases of all months observed; items each.
  public var casesEver: Int
  /// Complaints of the window that ask for enforcement.
  public var complaints: Int
  /// Inspections of the window that found a problem.
  public var findings: Int
  /// Problems of the window with no order, referral or settlement recorded.
  public var openFindings: Int
  /// Regulated parties in the last month; nil where the register says nothing.
  public var regulatedParties: Int?
  /// Date of the valid explanation; nil where there is none.
  public var explained: CalendarDate?
  /// The power rests on observed cases alone, for want of a list of powers.
  public var isPowerInferred: Bool

  /// Makes an empty cell of a level in a state.
  public init(level: CellLevel, domain: String, state: CellState) {
    self.level = level
    self.domain = domain
    self.state = state
    unitCode = ""
    districtCode = ""
    itemCode = ""
    (monthsEmpowered, monthsSent, monthsSilent) = (0, 0, 0)
    (cases, settled, casesEver) = (0, 0, 0)
    (complaints, findings, openFindings) = (0, 0, 0)
    isLeftCensored = false
    isPowerInferred = false
  }

  /// Identity for sorting: level, unit, district, domain, item.
  public var key: [String] { [level.rawValue, unitCode, districtCode, domain, itemCode] }
}

extension Cell {
  /// Columns of the cells table.
  public static let columns = [
    "level", "unit_code", "district_code", "domain", "item_code", "state", "months_empowered",
    "months_sent", "months_silent", "silent_from", "last_active", "left_censored", "cases",
    "settled", "cases_ever", "complaints", "findings", "open_findings", "regulated_parties",
    "explained", "power_inferred",
  ]

  /// The cell as a row of the cells table.
  public var row: [String] {
    key + [
      state.rawValue, String(monthsEmpowered), String(monthsSent), String(monthsSilent),
      silentFrom?.description ?? "", lastActive?.description ?? "", String(isLeftCensored),
      String(cases), String(settled), String(casesEver), String(complaints), String(findings),
      String(openFindings), regulatedParties.map { String($0) } ?? "",
      explained?.description ?? "", String(isPowerInferred),
    ]
  }

  /// Reads a row of the cells table; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == Cell.columns.count, let level = CellLevel(rawValue: row[0]),
      let state = CellState(rawValue: row[5])
    else { return nil }
    self.init(level: level, domain: row[3], state: state)
    (unitCode, districtCode, itemCode) = (row[1], row[2], row[4])
    let numbers = [6, 7, 8, 12, 13, 14, 15, 16, 17].compactMap { Int(row[$0]) }
    guard numbers.count == 9 else { return nil }
    (monthsEmpowered, monthsSent, monthsSilent) = (numbers[0], numbers[1], numbers[2])
    (cases, settled, casesEver) = (numbers[3], numbers[4], numbers[5])
    (complaints, findings, openFindings) = (numbers[6], numbers[7], numbers[8])
    silentFrom = Month(row[9])
    lastActive = Month(row[10])
    isLeftCensored = row[11] == "true"
    regulatedParties = Int(row[18])
    explained = CalendarDate(row[19])
    isPowerInferred = row[20] == "true"
  }
}
