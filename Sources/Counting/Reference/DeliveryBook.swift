import Contracts

/// Which months each unit delivered, and how that is known.
struct DeliveryBook: Sendable {
  // By the code that the register lists.
  private let register: [String: [Month: RegisteredDelivery]]
  // By code: months that an export delivers, and what it holds.
  private var spans: [String: [ClosedRange<Month>]] = [:]
  private var held: [String: [HeldRows]] = [:]
  // Whether rows that were declared are rows as they are held, so that half of them can be missed.
  private var isCountedAlike = false
  // First month of which any export holds a row, late records of long ago aside.
  private let opening: Month?
  private let units: UnitBook
  /// Whether the delivery register has any row.
  let hasRegister: Bool
  /// Rows of the delivery register that name a table by a word that nothing knows.
  let unknownRows: Int

  /// Reads the delivery register and what each export held of each unit.
  ///
  /// - Parameters:
  ///   - feeds: Delivery register; rows of other tables than cases are left out. Of a table that is not
  ///     known it counts what was not received, which may be cases.
  ///   - deliveries: Spans of exports; unit `*` speaks for every unit.
  ///   - months: Their months with rows; empty of exports that an older program took in.
  ///   - units: For the successors of units.
  init(
    feeds: ArchivedTable, deliveries: ArchivedTable, months: ArchivedTable, units: UnitBook
  ) {
    self.units = units
    register = DeliveryBook.registered(feeds, units)
    hasRegister = !register.isEmpty
    unknownRows = feeds.rows.count { RegisterSubject(feeds.cell($0, "table")) == .unknown }
    let delivered = DeliveredStretches(deliveries: deliveries, months: months, units: units)
    opening = delivered.opening
    for (unit, span) in delivered.all {
      // A name speaks for each code that bore it; a code is asked of its own months alone.
      for code in units.codes(named: unit) { spans[code, default: []].append(span) }
    }
    for row in deliveries.rows where deliveries.cell(row, "table") == Table.cases.name {
      note(row, deliveries)
    }
    isCountedAlike = declaresRows
  }

  // What a delivery of a month brings may be of cases of other months: pending ones, corrections.
  private mutating func note(_ row: [String], _ table: ArchivedTable) {
    guard let from = Month(table.cell(row, "month_from")),
      let to = Month(table.cell(row, "month_to"))
    else { return }
    let rows = HeldRows(
      months: from...to, made: CalendarDate(table.cell(row, "as_of"))?.month,
      count: Int(table.cell(row, "rows")) ?? 0)
    for code in units.codes(named: table.cell(row, "unit_code")) {
      held[code, default: []].append(rows)
    }
  }

  // Whether each registered code delivered each month.
  private static func registered(
    _ feeds: ArchivedTable, _ units: UnitBook
  ) -> [String: [Month: RegisteredDelivery]] {
    var byCode: [String: [Month: RegisteredDelivery]] = [:]
    for row in feeds.rows {
      let subject = RegisterSubject(feeds.cell(row, "table"))
      let isReceived = feeds.cell(row, "received") == "yes"
      guard subject != .others, subject != .unknown || !isReceived,
        let month = Month(feeds.cell(row, "month"))
      else { continue }
      let code = units.code(named: feeds.cell(row, "unit_code"), in: month)
      // A register that goes on listing a unit that is gone, or lists one before it began, says nothing
      // of whoever had the work then.
      guard isReceived || units.touches(code, month) else { continue }
      var delivery = byCode[code]?[month] ?? RegisteredDelivery()
      if subject != .unknown {
        delivery.isReceived = delivery.isReceived || isReceived
        delivery.rows = max(delivery.rows, Int(feeds.cell(row, "rows_declared")) ?? 0)
        delivery.isOfCases = delivery.isOfCases && subject == .cases
      }
      byCode[code, default: [:]][month] = delivery
    }
    return byCode
  }

  /// Whether the cases of a unit came for a month, and how that is known.
  func delivery(_ unit: String, _ month: Month) -> (isSent: Bool, rule: DeliveryRule) {
    // A merged unit has delivered only when each part has.
    let codes = parts(of: unit, month)
    let answers = codes.map { code -> (isSent: Bool, rule: DeliveryRule) in
      let heirs = units.heirs(of: code, notIn: month)
      if let registered = register[code]?[month] {
        guard registered.isReceived else { return (false, .register) }
        return isLost(registered, [code] + heirs, month) ? (false, .lost) : (true, .register)
      }
      if heirs.contains(where: { register[$0]?[month]?.isReceived == true }) {
        return (true, .register)
      }
      // An export of the heir may hold the history of one part alone.
      let isSpanned =
        isSpanned("*", month) || isSpanned(code, month)
        || codes.count == 1 && heirs.contains { self.isSpanned($0, month) }
      if isSpanned { return (true, .span) }
      return delivery(byPartsOf: code, month) ?? (false, .none)
    }
    if let missing = answers.first(where: { !$0.isSent && $0.rule == .register }) { return missing }
    if let missing = answers.first(where: { !$0.isSent }) { return missing }
    return answers.first { $0.rule == .span } ?? (true, .register)
  }

  // Exports may go on under the codes that a unit had; of merged ones each must have delivered. Without a
  // register some months are believed: later rows may be old cases that are being closed.
  private func delivery(
    byPartsOf code: String, _ month: Month
  ) -> (isSent: Bool, rule: DeliveryRule)? {
    let parts = units.parts(of: code)
    // A unit that was there before, or has delivered by itself, must do so: what comes of a part may be old.
    guard !units.isOlder(code, thanEndOf: parts), !hasDelivered(code, before: month) else {
      return nil
    }
    let answers = parts.map { part -> (isSent: Bool, rule: DeliveryRule)? in
      if let registered = register[part]?[month], registered.isReceived {
        return isLost(registered, [part, code], month) ? (false, .lost) : (true, .register)
      }
      let isLate = units.end(of: part).map { month > $0.month + Self.monthsUnderOldCodes } ?? false
      return isSpanned(part, month) && !isLate
        ? (true, .span) : delivery(byPartsOf: part, month)
    }
    guard !answers.contains(where: { $0 == nil }) else { return nil }
    return answers.compactMap { $0 }.min { !$0.isSent && $1.isSent }
  }

  private static let monthsUnderOldCodes = 3

  private func hasDelivered(_ code: String, before month: Month) -> Bool {
    (spans[code] ?? []).contains { $0.lowerBound < month }
      || (register[code] ?? [:]).contains { $0.key < month && $0.value.isReceived }
  }

  /// Whether an export with cases of a unit goes on to the end of a month, wherever it begins.
  func reaches(_ unit: String, _ month: Month) -> Bool {
    (["*", unit] + units.codes(of: unit, month)).contains { code in
      spans[code]?.contains { $0.upperBound >= month } ?? false
    }
  }

  // Codes that each must have delivered. Of one that ended within the month the next one reports, unless
  // the register says that its part is missing.
  private func parts(of unit: String, _ month: Month) -> [String] {
    let codes = units.codes(of: unit, month)
    let last = codes.filter { units.exists($0, on: month.lastDay) }
    guard !last.isEmpty else { return codes }
    return codes.filter { last.contains($0) || register[$0]?[month]?.isReceived == false }
  }

  // Whether rows were declared of which nothing is here, or less than half: no zero, whatever the
  // register says.
  private func isLost(
    _ delivery: RegisteredDelivery, _ codes: [String], _ month: Month
  ) -> Bool {
    guard delivery.rows > 0 else { return false }
    let own = (["*"] + codes).flatMap { held[$0] ?? [] }.filter { $0.mayHold(month) }
    guard !own.isEmpty else { return true }
    return isCountedAlike && delivery.isOfCases && delivery.lacks(own)
  }

  // A register whose rows are most often far from those that are held counts something else.
  private var declaresRows: Bool {
    var (all, lacking) = (0, 0)
    for (code, months) in register {
      for (month, delivery) in months where delivery.isReceived && delivery.rows > 0 {
        let own = (held[code] ?? []).filter { $0.mayHold(month) }
        guard delivery.isOfCases, !own.isEmpty else { continue }
        all += 1
        if delivery.lacks(own) { lacking += 1 }
      }
    }
    return all > 0 && lacking * Self.leastAlike <= all
  }

  private func isSpanned(_ code: String, _ month: Month) -> Bool {
    spans[code]?.contains { $0.contains(month) } ?? false
  }

  /// First month that any unit delivered; nil where none did.
  ///
  /// A register may reach further back than what was loaded: nothing is known of these months. A
  /// quarter without a case of anybody before the first one is a quiet beginning.
  var firstMonth: Month? {
    var received = register.values.flatMap { $0.filter(\.value.isReceived).keys }
    if let opening, let first = received.min(), opening.index - first.index > Self.quietBeginning {
      received.removeAll { $0 < opening }
    }
    return (received + spans.values.flatMap { $0 }.map(\.lowerBound)).min()
  }

  private static let quietBeginning = 3
  private static let leastAlike = 4
}

/// Rows that an export holds of a unit: the months of their cases, and the month in which it was made.
private struct HeldRows {
  let months: ClosedRange<Month>
  let made: Month?
  let count: Int

  // What a delivery of a month brings may be of cases of other months.
  func mayHold(_ month: Month) -> Bool { months.contains(month) || made == month }
}

/// What a delivery register says of a month of a unit.
private struct RegisteredDelivery {
  var isReceived = false
  /// Rows that were declared; 0 where none were, or nothing is said.
  var rows = 0
  /// Whether the register says that they are of cases, and not of all tables.
  var isOfCases = true

  /// Whether less than half of the declared rows is held.
  func lacks(_ held: [HeldRows]) -> Bool { held.reduce(0) { $0 + $1.count } * 2 < rows }
}
