import Contracts

/// What mapped inspections say of how, and how often, parties were visited.
struct VisitBuilder {
  private struct Visit {
    let day: CalendarDate
    let unit: String
    let domain: String
    let mode: String
    /// Whether the inspection names neither domain nor item; one that the catalogue does not know is no blank.
    let isUnnamed: Bool
  }

  private let visits: Tally
  private let month: Month
  private let calendar: WorkingCalendar
  private let byParty: [String: [Visit]]
  private let reach: ExportReach

  /// Takes inspections by day and party, and maps them to present units and domains.
  init(
    _ stated: Tally, _ mapping: Mapping, _ calendar: WorkingCalendar, month: Month,
    reach: ExportReach
  ) {
    self.reach = reach
    visits = mapping.mapped(stated)
    self.calendar = calendar
    self.month = month
    var byParty: [String: [Visit]] = [:]
    let mapped = mapping.columns(of: stated)
    // What is done from afar disturbs nobody, and caps speak of visits on the spot.
    for (row, key) in stated.sums.keys.enumerated() where !key[9].isEmpty && key[8] != "yes" {
      guard let day = CalendarDate(key[6]), day <= month.lastDay else { continue }
      byParty[key[9], default: []].append(
        Visit(
          day: day, unit: mapped[1][row], domain: mapped[3][row], mode: key[7],
          isUnnamed: key[3...5].allSatisfy(\.isEmpty)))
    }
    // By day, then by unit: of two visits on one day the first unit's counts as the earlier.
    self.byParty = byParty.mapValues { visits in
      visits.sorted {
        ($0.day, $0.unit, $0.domain, $0.mode) < ($1.day, $1.unit, $1.domain, $1.mode)
      }
    }
  }

  /// Inspections of the last 24 months by how they were made.
  var conduct: Tally {
    var tally = Tally.visitConduct
    let end = month.lastDay
    let fillIns = fillIns
    for (key, sums) in visits.sums {
      guard let own = Month(key[0]), own > month - SummedConduct.months, own <= month,
        let day = CalendarDate(key[6])
      else { continue }
      let published = CalendarDate(key[10]).flatMap { $0 <= end ? $0 : nil }
      let taken = published.map { String(calendar.workingDays(after: day, through: $0)) }
      // What was exported before cannot say what was published after.
      let known = reach.known(of: key[1], in: own, fillIns)
      let waited = min(99, calendar.workingDays(after: day, through: min(end, known ?? end)))
      tally.add(
        Array(key.prefix(4)) + [key[7], key[8], taken ?? "waiting", String(waited)], sums)
    }
    return tally
  }

  private var fillIns: FillIns {
    var fillIns = FillIns()
    for (key, sums) in visits.sums where key[7] == "random" {
      guard let own = Month(key[0]), own > month - SummedConduct.months, own <= month
      else { continue }
      let published = CalendarDate(key[10]).flatMap { $0 <= month.lastDay ? $0 : nil }
      let first = published == nil ? nil : reach.first(of: key[1], in: own)
      fillIns.note(
        key[1], rows: sums[0], isDated: published != nil,
        isLater: published.flatMap { day in first.map { day > $0 } } ?? false)
    }
    return fillIns
  }

  /// Visits of the last 12 months to a party that another unit had visited at most 60 days before.
  var repeated: Tally {
    var tally = Tally.repeatedVisits
    for visits in byParty.values {
      let own = VisitBuilder.chosen(visits)
      for (index, visit) in own.enumerated() where visit.day.month > month - 12 {
        guard let earlier = own[..<index].last(where: { $0.unit != visit.unit }) else { continue }
        let days = visit.day.dayNumber - earlier.day.dayNumber
        guard days <= 60 else { continue }
        let isModeless = visit.mode.isEmpty || earlier.mode.isEmpty
        tally.add(
          [visit.day.month.description, visit.unit, earlier.unit, visit.domain, String(days)],
          [1, isModeless ? 1 : 0])
      }
    }
    return tally
  }

  /// Visits of the last 12 months by unit: those of one party on one day are one, of those that name no
  /// party each is.
  var ofParties: Tally {
    var tally = Tally.partyVisits
    for visits in byParty.values {
      for visit in VisitBuilder.chosen(visits) where visit.day.month > month - 12 {
        tally.add([visit.day.month.description, visit.unit], [1])
      }
    }
    for (key, sums) in visits.sums where key[9].isEmpty && key[8] != "yes" {
      guard let own = Month(key[0]), own > month - 12, own <= month,
        !VisitBuilder.notChosen.contains(key[7])
      else { continue }
      tally.add([key[0], key[1]], [sums[0]])
    }
    return tally
  }

  private static let notChosen = ["joint", "complaint"]

  // Several inspections of one unit on one day are one visit to the party.
  private static func chosen(_ visits: [Visit]) -> [Visit] {
    var last: Visit?
    return visits.filter { !notChosen.contains($0.mode) }.filter { visit in
      defer { last = visit }
      return last.map { $0.day != visit.day || $0.unit != visit.unit } ?? true
    }
  }

  /// Parties of the register by visits in the year, and the units behind visits over the cap.
  func frequency(
    _ register: RegisterBook, _ caps: ArchivedTable
  ) -> (parties: Tally, over: Tally) {
    var parties = Tally.visitFrequency
    var over = Tally.visitsOverCap
    let caps = VisitCaps(caps)
    let first = Month(year: month.year, month: 1).firstDay
    for entry in register.listed(from: first) {
      let own = (byParty[entry.party] ?? []).filter { visit in
        visit.day >= first && visit.mode != "complaint" && entry.holds(visit.day)
          && (entry.domain.isEmpty || visit.domain == entry.domain
            || visit.isUnnamed && register.domains(of: entry.party).count == 1)
      }
      let days = Set(own.map(\.day)).sorted()
      let cap = caps.visits(domain: entry.domain, riskClass: entry.risk)
      let limit = cap.map { String($0) } ?? ""
      parties.add([entry.district, entry.domain, entry.risk, limit, String(days.count)], [1])
      guard let cap, days.count > cap else { continue }
      let late = Set(days.dropFirst(cap))
      let visitors = Dictionary(grouping: own.filter { late.contains($0.day) }, by: \.unit)
      for (unit, visits) in visitors {
        let number = Set(visits.map(\.day)).count
        let stated = Set(visits.lazy.filter { !$0.mode.isEmpty }.map(\.day)).count
        // Over the cap by the unit's own visits with a mode alone: others may be complaint-led.
        let known = own.lazy.filter { $0.unit == unit && !$0.mode.isEmpty }.map(\.day)
        let byItself = max(0, Set(known).count - cap)
        over.add(
          [unit, entry.domain, entry.risk, limit], [number, 1, byItself, number - stated])
      }
    }
    return (parties, over)
  }
}

/// How many visits a year a class of parties may have.
private struct VisitCaps {
  private var visits: [[String]: Int] = [:]

  init(_ table: ArchivedTable) {
    for row in table.rows {
      let key = ["domain", "risk_class"].map { table.cell(row, $0) }
      visits[key] = Int(table.cell(row, "visits_per_year"))
    }
  }

  /// The cap of the domain, else the one that holds for every domain; nil without one.
  func visits(domain: String, riskClass: String) -> Int? {
    visits[[domain, riskClass]] ?? visits[["", riskClass]]
  }
}
