import Contracts

/// What happened in the places and on the subjects of the exposure register.
struct RegisterTraces {
  /// A place and a subject of the register.
  struct Key: Hashable {
    let place: ExposureRow.Place
    let subject: ExposureRow.Subject
  }

  /// Events of some months.
  struct Traces: Equatable {
    var cases = 0
    var findings = 0
    var inspections = 0
    var complaints = 0

    /// All together: what became a case may be counted twice.
    var total: Int { cases + inspections + complaints }
  }

  private let first: Month
  private var series: [Key: [Activity.Series]] = [:]

  /// Looks up what happened at some keys.
  ///
  /// A town's figure is that of the units seated there, that of any other place of all its events.
  init(of keys: Set<Key>, _ activity: Activity, _ catalogue: CatalogueBook, _ units: UnitBook) {
    first = activity.first
    guard !keys.isEmpty else { return }
    let wanted = Set(keys.map(\.subject))
    for level in [CellLevel.unitItem, .unitDomain, .districtItem, .districtDomain] {
      // Cells are many, their subjects and places few.
      var subjects: [UInt32: [ExposureRow.Subject]] = [:]
      var places: [UInt32: [ExposureRow.Place]] = [:]
      for cell in activity.cells(level) {
        let what = level == .unitItem || level == .districtItem ? cell.item : cell.domain
        let asked =
          subjects[what]
          ?? Self.subjects(cell, level, activity, catalogue).filter(wanted.contains)
        subjects[what] = asked
        guard !asked.isEmpty else { continue }
        let whose = level == .unitItem || level == .unitDomain ? cell.unit : cell.district
        let own = places[whose] ?? Self.places(cell, level, activity, units)
        places[whose] = own
        add(
          cell, level, activity,
          to: own.flatMap { place in
            asked.map { Key(place: place, subject: $0) }
          }.filter(keys.contains))
      }
    }
  }

  private mutating func add(
    _ cell: Activity.Key, _ level: CellLevel, _ activity: Activity, to keys: [Key]
  ) {
    guard !keys.isEmpty,
      let events = activity.series(
        level, unit: cell.unit, district: cell.district, domain: cell.domain, item: cell.item)
    else { return }
    for key in keys { series[key, default: []].append(events) }
  }

  private static func places(
    _ cell: Activity.Key, _ level: CellLevel, _ activity: Activity, _ units: UnitBook
  ) -> [ExposureRow.Place] {
    guard level == .unitItem || level == .unitDomain else {
      return [ExposureRow.Place(isUnit: false, code: activity.text(cell.district))]
    }
    let unit = activity.text(cell.unit)
    let seat = units.district(of: unit)
    let own = [ExposureRow.Place(isUnit: true, code: unit)]
    return seat.isEmpty || units.county(of: seat) == seat
      ? own : own + [ExposureRow.Place(isUnit: false, code: seat)]
  }

  private static func subjects(
    _ cell: Activity.Key, _ level: CellLevel, _ activity: Activity, _ catalogue: CatalogueBook
  ) -> [ExposureRow.Subject] {
    guard level == .unitItem || level == .districtItem else {
      return [ExposureRow.Subject(kind: .domain, name: activity.text(cell.domain))]
    }
    let item = activity.text(cell.item)
    let group = catalogue.items[item]?.group ?? activity.text(cell.domain)
    return [
      ExposureRow.Subject(kind: .item, name: item), ExposureRow.Subject(kind: .group, name: group),
    ]
  }

  /// Events of a key in some months.
  func traces(_ key: Key, _ period: ClosedRange<Month>) -> Traces {
    let from = period.lowerBound.index - first.index
    let to = period.upperBound.index - first.index
    let isAsked = { (month: Int) in from <= month && month <= to }
    return (series[key] ?? []).reduce(into: Traces()) { traces, events in
      traces.cases += events.total(.everyCase, where: isAsked)
      traces.findings += events.total(.findings, where: isAsked)
      traces.inspections += events.total(.inspections, where: isAsked)
      traces.complaints += events.total(.complaints, where: isAsked)
    }
  }
}
