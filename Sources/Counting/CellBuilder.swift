import Contracts

/// The reference tables, read.
struct ReferenceBooks {
  let catalogue: CatalogueBook
  let units: UnitBook
  let districts: DistrictBook
  let authority: AuthorityBook
  let exposure: ExposureBook
  let deliveries: DeliveryBook
  let explanations: ExplanationBook
}

/// Builds the cells of every level for one report month.
struct CellBuilder {
  private let books: ReferenceBooks
  private let activity: Activity
  private let unitCodes: [String]
  private let window: Int
  // By unit: what came in them cannot be read.
  private let unread: [String: Set<Month>]
  private let complainants: ComplainantBook
  private let subjects: SubjectBook
  private let none: MonthSet
  private var calendar: PowerCalendar
  // Cells are many, the patterns of their months few.
  private var ranges: [MonthSet: [ClosedRange<Int32>]] = [:]

  init(
    books: ReferenceBooks, activity: Activity, unitCodes: [String], window: Int,
    unread: [String: Set<Month>] = [:], complainants: ComplainantBook = ComplainantBook()
  ) {
    self.unread = unread
    self.complainants = complainants
    self.books = books
    self.activity = activity
    self.unitCodes = unitCodes
    self.window = window
    subjects = SubjectBook(books.catalogue, activity)
    none = MonthSet(of: activity.months)
    calendar = PowerCalendar(
      books.authority, catalogue: books.catalogue, units: books.units, first: activity.first,
      months: activity.months)
  }

  // When a power was held and its cases came, and the kind of the grant of the report month.
  private struct Power {
    var empowered: MonthSet
    var sent: MonthSet
    var kind = ""
    var holders = 0
    var answer = SilenceAnswer.open
  }

  // A unit with its powers, in the order of the subjects.
  private struct Unit {
    let code: String
    let number: UInt32?
    let district: String
    let county: String
    let sent: MonthSet
    var powers: [(subject: Int, power: Power)] = []
  }

  private struct Holder {
    let unit: Int
    let county: String
    let power: Power
  }

  /// Cells of every level, sorted by key.
  mutating func cells() -> [Cell] {
    var units = unitCodes.map { unit($0) }
    var cells: [Cell] = []
    appendItems(of: &units, to: &cells)
    var holders = [[Holder]](repeating: [], count: subjects.all.count)
    for (index, unit) in units.enumerated() {
      for (subject, power) in unit.powers {
        holders[subject].append(Holder(unit: index, county: unit.county, power: power))
      }
    }
    let counties = counties(units, holders)
    // In the order of `Cell.key`: by the names of the levels, then unit, district, domain and item.
    var others: [Cell] = []
    for (subject, own) in zip(subjects.all, holders) {
      others.append(place(.cityItem, "", subject, own))
    }
    for county in counties { appendDomains(of: county, to: &others) }
    for county in counties {
      for (subject, own) in county.subjects {
        others.append(place(.districtItem, county.code, subjects.all[subject], own))
      }
    }
    for unit in units { appendDomains(of: unit, to: &others) }
    cells.insert(contentsOf: others, at: 0)
    return cells
  }

  // What units say of their items is known before what follows from it for domains and places.
  private mutating func appendItems(of units: inout [Unit], to cells: inout [Cell]) {
    // Room for the others as well, which stand before them: there may be millions.
    let places = 1 + Set(units.map(\.county)).count
    cells.reserveCapacity(
      units.reduce(0) { $0 + $1.powers.count } + subjects.all.count * places
        + Set(subjects.all.map(\.domain)).count * (units.count + places))
    for unit in units.indices {
      for index in units[unit].powers.indices {
        let (subject, power) = units[unit].powers[index]
        let cell = unitItem(units[unit], subjects.all[subject], power)
        units[unit].powers[index].power.answer = SilenceAnswer(cell)
        cells.append(cell)
      }
    }
  }

  private mutating func unit(_ code: String) -> Unit {
    let district = books.units.district(of: code)
    let unread = unread[code] ?? []
    var unit = Unit(
      code: code, number: activity.number(of: code), district: district,
      county: books.units.county(of: district),
      sent: MonthSet(of: activity.months) {
        let month = activity.first + $0
        return !unread.contains(month) && books.deliveries.delivery(code, month).isSent
      })
    let powers = calendar.powers(of: code)
    let own = subjects.ofUnit(unit.number, candidates: books.authority.candidates(code))
    unit.powers.reserveCapacity(own.count)
    for subject in own {
      let held = powers.held(subjects.all[subject].item)
      // Granted after the report month alone, or gone before the first: no cell of this report.
      guard held.months.last != nil || isMet(subject, by: unit) else { continue }
      unit.powers.append(
        (
          subject,
          Power(
            empowered: held.months, sent: unit.sent, kind: held.kind,
            holders: held.months.holdsLast ? 1 : 0)
        ))
    }
    return unit
  }

  private func isMet(_ subject: Int, by unit: Unit) -> Bool {
    activity.series(
      .unitItem, unit: unit.number, domain: subjects.all[subject].domainNumber,
      item: subjects.all[subject].itemNumber) != nil
  }

  // A county with the subjects that its units hold or that were met there, in their order.
  private struct County {
    let code: String
    let subjects: [(subject: Int, holders: [Holder])]
  }

  private func counties(_ units: [Unit], _ holders: [[Holder]]) -> [County] {
    var byCounty: [String: [Int: [Holder]]] = [:]
    for (subject, holders) in holders.enumerated() {
      for holder in holders where !holder.county.isEmpty {
        byCounty[holder.county, default: [:]][subject, default: []].append(holder)
      }
    }
    // Without the places of units nothing is known of a district's powers.
    if units.contains(where: { !$0.district.isEmpty }) {
      for (county, subject) in subjects.observedCounties {
        byCounty[county, default: [:]][subject, default: []] += []
      }
    }
    return byCounty.sorted { $0.key < $1.key }.map { code, subjects in
      County(code: code, subjects: subjects.sorted { $0.key < $1.key }.map { ($0, $1) })
    }
  }

  private mutating func unitItem(_ unit: Unit, _ subject: Subject, _ power: Power) -> Cell {
    var cell = Cell(level: .unitItem, domain: subject.domain, state: .active)
    (cell.unitCode, cell.itemCode, cell.districtCode) = (unit.code, subject.item, unit.district)
    cell.exposureGroup = subject.group
    let figures = books.exposure.figures(
      unit: unit.code, district: unit.district, item: subject.catalogued, domain: subject.domain)
    let events = activity.series(
      .unitItem, unit: unit.number, domain: subject.domainNumber, item: subject.itemNumber)
    cell = filled(cell, power, events, Parties(figures))
    cell.complaintsRepeated = complainants.repeated(
      unit.code, subject.domain, item: subject.item
    ) { isAsked($0, power) }
    return cell
  }

  private func isAsked(_ complaints: ComplainantBook.Complaints, _ power: Power) -> Bool {
    (max(0, activity.months - window)..<activity.months).contains(complaints.month)
      && power.empowered.contains(complaints.month)
  }

  // What was asked about an item in months without its power asks nothing of the domain either.
  private func repeated(
    _ unit: Unit, _ domain: String, _ power: Power, _ own: [(subject: Int, power: Power)]
  ) -> Int {
    guard complainants.knows(unit.code, domain) else { return 0 }
    let held = Dictionary(
      own.map { (subjects.all[$0.subject].item, $0.power.empowered) },
      uniquingKeysWith: { first, _ in first })
    return complainants.repeated(unit.code, domain) { complaints in
      guard isAsked(complaints, power) else { return false }
      guard books.authority.source != .observed, let months = held[complaints.item]
      else { return true }
      return months.contains(complaints.month)
    }
  }

  private mutating func appendDomains(of unit: Unit, to cells: inout [Cell]) {
    var byDomain: [String: [(subject: Int, power: Power)]] = [:]
    for own in unit.powers { byDomain[subjects.all[own.subject].domain, default: []].append(own) }
    let observed = subjects.observedDomains(unit.number)
    for domain in Set(byDomain.keys).union(observed).subtracting([""]).sorted() {
      var cell = Cell(level: .unitDomain, domain: domain, state: .active)
      (cell.unitCode, cell.districtCode) = (unit.code, unit.district)
      cell.exposureGroup = domain
      let events = activity.series(
        .unitDomain, unit: unit.number, domain: activity.number(of: domain))
      let isAlways = books.authority.source == .observed && events?.isHandled ?? false
      let none = Power(
        empowered: MonthSet(of: activity.months) { _ in isAlways }, sent: unit.sent,
        holders: isAlways ? 1 : 0)
      let own = byDomain[domain] ?? []
      var power = own.isEmpty ? none : joined(own.map(\.power))
      power.holders = min(power.holders, 1)
      let figures = books.exposure.figures(
        unit: unit.code, district: unit.district, item: nil, domain: domain)
      cell = filled(cell, power, asked(events, of: unit, power, own), Parties(figures))
      cell.complaintsRepeated = repeated(unit, domain, power, own)
      cells.append(cell)
    }
  }

  // Complaints and inspections about an item ask nothing of who did not hold it, in its domain either.
  private func asked(
    _ events: Activity.Series?, of unit: Unit, _ domain: Power,
    _ powers: [(subject: Int, power: Power)]
  ) -> Activity.Series? {
    guard var events, books.authority.source != .observed else { return events }
    for (subject, power) in powers {
      let others = domain.empowered.subtracting(power.empowered)
      guard others.last != nil,
        let item = activity.series(
          .unitItem, unit: unit.number, domain: subjects.all[subject].domainNumber,
          item: subjects.all[subject].itemNumber)
      else { continue }
      for measure in Activity.Measure.requests {
        for (month, count) in item.counts(measure) where others.contains(month) {
          events.add(-count, measure, month)
        }
      }
    }
    return events
  }

  // Subjects come by domain; one that only was met in a county makes no power over its domain.
  private mutating func appendDomains(of county: County, to cells: inout [Cell]) {
    var start = 0
    while start < county.subjects.count {
      let domain = subjects.all[county.subjects[start].subject].domain
      var holders: [Holder] = []
      var end = start
      while end < county.subjects.count,
        subjects.all[county.subjects[end].subject].domain == domain
      {
        holders += county.subjects[end].holders
        end += 1
      }
      if !domain.isEmpty, !holders.isEmpty {
        cells.append(
          place(
            .districtDomain, county.code,
            Subject(domain: domain, number: activity.number(of: domain)), holders))
      }
      start = end
    }
  }

  // A place holds the power while any of its units does; its month came when all of theirs did.
  private mutating func place(
    _ level: CellLevel, _ county: String, _ subject: Subject, _ holders: [Holder]
  ) -> Cell {
    var cell = Cell(level: level, domain: subject.domain, state: .active)
    (cell.itemCode, cell.districtCode) = (subject.item, county)
    cell.exposureGroup = subject.group
    var power = joined(holders.map(\.power))
    power.holders = Set(holders.filter { $0.power.holders > 0 }.map(\.unit)).count
    let events = activity.series(
      level, district: activity.number(of: county), domain: subject.domainNumber,
      item: subject.itemNumber)
    guard !books.exposure.isEmpty else { return filled(cell, power, events, Parties()) }
    let counties = level == .cityItem ? Set(holders.map(\.county)).sorted() : [county]
    let figures = books.exposure.figures(
      ofPlaces: counties, item: subject.catalogued, domain: subject.domain)
    return filled(cell, power, events, Parties(ofPlaces: figures))
  }

  private func joined(_ powers: [Power]) -> Power {
    var empowered = MonthSet(of: activity.months)
    var missing = empowered
    for power in powers {
      empowered.formUnion(power.empowered)
      missing.formUnion(power.empowered.subtracting(power.sent))
    }
    let held = powers.filter { $0.holders > 0 }
    let kind = held.first?.kind ?? ""
    let every = MonthSet(of: activity.months) { _ in true }
    return Power(
      empowered: empowered, sent: every.subtracting(missing),
      kind: held.allSatisfy { $0.kind == kind } ? kind : "", holders: held.count,
      answer: SilenceAnswer(ofAll: held.map(\.answer)))
  }

  private mutating func filled(
    _ base: Cell, _ power: Power, _ events: Activity.Series?, _ parties: Parties
  ) -> Cell {
    var cell = base
    cell.isPowerInferred = books.authority.source == .observed
    (cell.powerKind, cell.holders) = (power.kind, power.holders)
    let own = books.explanations.valid(
      unit: cell.unitCode, domain: cell.domain, item: cell.itemCode,
      at: activity.first + (activity.months - 1))
    let unread = unread(events)
    let sent = power.sent.subtracting(unread)
    var evidence = CellEvidence(
      empowered: power.empowered, sent: sent, unread: unread, parties: parties, absent: none,
      events: events,
      explained: own ?? power.answer.date,
      first: activity.first, window: window)
    evidence.findAbsent()
    evidence.fill(&cell)
    cell.history.observed = observed(
      power.empowered.intersection(sent).subtracting(evidence.absent))
    return cell
  }

  // Where half or more of what came cannot be read nobody knows how much it was.
  private func unread(_ events: Activity.Series?) -> MonthSet {
    let records = events?.counts(.unread) ?? []
    guard let events, !records.isEmpty else { return none }
    let months = Set(
      records.filter { month, count in count >= events.total(.everyCase) { $0 == month } }
        .map(\.month))
    return MonthSet(of: activity.months) { months.contains($0) }
  }

  private mutating func observed(_ months: MonthSet) -> [ClosedRange<Int32>] {
    if let known = ranges[months] { return known }
    let fresh = months.ranges
    ranges[months] = fresh
    return fresh
  }
}
