import Contracts

/// The months that exports deliver of each unit, as far as their rows tell.
struct DeliveredStretches {
  /// Months of a unit, as the export names it; `*` is every unit.
  let all: [(unit: String, months: ClosedRange<Month>)]
  /// First month of which any export holds a row, late records of long ago aside; nil without exports.
  let opening: Month?

  /// Reads what each export held of each unit.
  ///
  /// - Parameters:
  ///   - deliveries: From first to last month; decides for exports of which `months` says nothing.
  ///   - months: Months one after another that have rows; open cases of an earlier time are left out.
  ///   - units: For the codes that a name may mean.
  init(deliveries: ArchivedTable, months: ArchivedTable, units: UnitBook) {
    let exact = months.rows.compactMap { HeldStretch($0, months, rows: "decided", isExact: true) }
    let known = Set(exact.map(\.source))
    let spans = deliveries.rows.lazy.filter { deliveries.cell($0, "table") == Table.cases.name }
      .compactMap { HeldStretch($0, deliveries, rows: "rows", isExact: false) }
      .filter { !known.contains($0.source) }
    let held = exact + spans
    let earlier = EarlierExports(held, units: units)
    var all: [(unit: String, months: ClosedRange<Month>)] = []
    var opening: Month?
    for export in Dictionary(grouping: held, by: \.source).values {
      let part = Self.lastPart(export)
      opening = ([opening] + part.map(\.months.lowerBound)).compactMap(\.self).min()
      for (unit, own) in Dictionary(grouping: part, by: \.unit) {
        all += Self.delivered(own.sorted { $0.months.lowerBound < $1.months.lowerBound }, earlier)
          .map { (unit, $0) }
      }
    }
    (self.all, self.opening) = (all, opening)
  }

  // Of the parts of an export, which long gaps without a row of any unit divide, the last. Rows of long
  // ago are late records; they do not say that all of their month came.
  private static func lastPart(_ export: [HeldStretch]) -> [HeldStretch] {
    var part: [HeldStretch] = []
    var start: Month?
    for held in export.sorted(by: { $0.months.upperBound > $1.months.upperBound }) {
      if let start, !held.isForAll,
        start.index - held.months.upperBound.index - 1 > Table.longestDeliveryGap
      {
        break
      }
      start = min(start ?? held.months.lowerBound, held.months.lowerBound)
      part.append(held)
    }
    return part
  }

  // What one export delivers of one unit.
  private static func delivered(
    _ held: [HeldStretch], _ earlier: EarlierExports
  ) -> [ClosedRange<Month>] {
    var joined: [(months: ClosedRange<Month>, last: HeldStretch)] = []
    for stretch in held {
      if let before = joined.last, joins(before.last, stretch, earlier) {
        let months = before.months.lowerBound...stretch.months.upperBound
        joined[joined.count - 1] = (months, stretch)
      } else {
        joined.append((stretch.months, stretch))
      }
    }
    return joined.compactMap { months, last in
      // An undated export does not prove its last month; what follows it proves the others.
      let isLast = !last.isExact || last.months == held.last?.months
      return last.completed(months, isLast: isLast)
    }
  }

  // Whether the months between two stretches came, of which the export holds no row: where it repeats
  // what earlier ones held beside them, and not a correction or two.
  private static func joins(
    _ before: HeldStretch, _ after: HeldStretch, _ earlier: EarlierExports
  ) -> Bool {
    guard before.isExact, !before.isForAll else { return false }
    return before.months.upperBound + 1 == after.months.lowerBound
      || earlier.areRepeated(by: before, in: before.months.upperBound)
        && earlier.areRepeated(by: after, in: after.months.lowerBound)
  }
}

/// Months one after another in which an export holds rows of a unit.
private struct HeldStretch {
  let source: String
  let unit: String
  // Nil where the export is undated: it came before the others.
  let made: CalendarDate?
  let months: ClosedRange<Month>
  let rows: Int
  // Of spans it is not known in which of their months rows lie.
  let isExact: Bool

  // A source that speaks for every unit delivers each month in which it has a row.
  var isForAll: Bool { unit == "*" }

  // Rows a month.
  var density: Double {
    Double(rows) / Double(months.upperBound.index - months.lowerBound.index + 1)
  }

  init?(_ row: [String], _ table: ArchivedTable, rows: String, isExact: Bool) {
    guard let from = Month(table.cell(row, "month_from")),
      let to = Month(table.cell(row, "month_to")), from <= to
    else { return nil }
    source = table.cell(row, "source")
    unit = table.cell(row, "unit_code")
    made = CalendarDate(table.cell(row, "as_of"))
    months = from...to
    self.rows = Int(table.cell(row, rows)) ?? 0
    self.isExact = isExact
  }

  // A month is complete only in an export that was made at its end or later.
  func completed(_ months: ClosedRange<Month>, isLast: Bool) -> ClosedRange<Month>? {
    guard !isForAll else { return months }
    var last = isLast ? months.upperBound - 1 : months.upperBound
    if let made {
      last = min(months.upperBound, made == made.month.lastDay ? made.month : made.month - 1)
    }
    return months.lowerBound <= last ? months.lowerBound...last : nil
  }
}

/// How much each export held of the units of which some export has months without a row.
private struct EarlierExports {
  private let units: UnitBook
  // By code, then by month.
  private var densities: [String: [Month: [(day: Int, density: Double)]]] = [:]

  init(_ held: [HeldStretch], units: UnitBook) {
    self.units = units
    let stretches = Dictionary(grouping: held.filter(\.isExact), by: { [$0.source, $0.unit] })
    let parted = stretches.values.filter { $0.count > 1 }.compactMap(\.first?.unit)
    let codes = Set(Set(parted).flatMap(units.codes(named:)))
    for stretch in held {
      for code in units.codes(named: stretch.unit) where codes.contains(code) {
        for index in stretch.months.lowerBound.index...stretch.months.upperBound.index {
          densities[code, default: [:]][Month(index: index), default: []]
            .append((Self.day(stretch), stretch.density))
        }
      }
    }
  }

  private static func day(_ stretch: HeldStretch) -> Int { stretch.made?.dayNumber ?? .min }

  // Whether a stretch has at least half as many rows a month as the fullest of the exports made before.
  func areRepeated(by stretch: HeldStretch, in month: Month) -> Bool {
    units.codes(named: stretch.unit).allSatisfy { code in
      (densities[code]?[month] ?? []).allSatisfy {
        $0.day >= Self.day(stretch) || stretch.density * 2 >= $0.density
      }
    }
  }
}
