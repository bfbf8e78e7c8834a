extension ProcedurePatterns {
  private func isMovable(_ own: SimulatedCase) -> Bool {
    !own.isSummary && own.sourceReference.isEmpty
      && own.filed.civil.year == own.decided.civil.year
  }

  // The number of a case names the year of its filing, which stays.
  private static func refile(_ own: inout SimulatedCase, _ days: Int, excluded: Int? = nil) {
    own.filed = own.decided - days
    own.found = min(own.found, own.filed)
    own.actEnded = own.actEnded.map { min($0, own.found) }
    own.excludedDays = excluded
  }

  // A case that was withdrawn or handed over has no decision whose term could be kept.
  private func canLast(_ own: SimulatedCase, _ days: Int) -> Bool {
    isMovable(own) && [.punished, .exempted].contains(own.disposition)
      && (own.decided - days).civil.year == own.decided.civil.year
  }

  mutating func plantTerms() {
    let days = ConductPlan.lateDays
    let late = open(ConductPlan.lateUnit) { canLast($0, days[0] + 20) }.suffix(days.count)
    let longest = days.count
    plant(
      Fact(kind: "late_cases", rule: "L01", note: "decided 91 to 140 days after filing"),
      on: late
    ) { own, place in
      let wanted = days[place + longest - late.count]
      let most = own.decided.number - Day(own.decided.civil.year, 1, 1).number
      Self.refile(&own, min(wanted, most))
    }
    let punctual = open(ConductPlan.punctualUnit) { canLast($0, 100) }.suffix(4)
    plant(
      Fact(kind: "innocent_term_last_day", rule: "L01", note: "decided on day 90"),
      on: punctual.prefix(3)
    ) { own, _ in Self.refile(&own, 90) }
    plant(
      Fact(kind: "innocent_excluded_days", rule: "L01", note: "100 days, 15 of them excluded"),
      on: punctual.dropFirst(3)
    ) { own, _ in Self.refile(&own, 100, excluded: 15) }
  }

  mutating func plantLimitation() {
    let days = ConductPlan.oldActDays
    let old = open(ConductPlan.oldActUnit) { !$0.isSummary && $0.disposition == .punished }
      .prefix(days.count)
    plant(
      Fact(kind: "act_too_old", rule: "L02", note: "found more than two years after the act"),
      on: old
    ) { own, place in own.actEnded = own.found - days[place] }
    let anniversary = open {
      $0.found == Day(2024, 3, 5) && ConductPlan.window.contains($0.decided.month)
    }
    plant(
      Fact(
        kind: "innocent_anniversary", rule: "L02", note: "act 2022-03-05, found 2024-03-05"),
      on: anniversary.prefix(1)
    ) { own, _ in own.actEnded = Day(2022, 3, 5) }
    plant(
      Fact(
        kind: "innocent_leap_day", rule: "L02", note: "act 2020-02-29, found 2022-02-28"),
      on: open { $0.found == Day(2022, 2, 28) }.prefix(1)
    ) { own, _ in own.actEnded = Day(2020, 2, 29) }
  }

  mutating func plantPublication() {
    let late = open(ConductPlan.publicationUnit) { own in
      own.disposition == .punished
        && Holidays.day(12, after: own.decided).month == own.decided.month
    }
    let half = late.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    plant(
      Fact(kind: "published_late", rule: "L10", note: "after 12 to 20 working days"), on: half
    ) { own, place in
      let wanted = Holidays.day(12 + place % 9, after: own.decided)
      let fits = wanted.month == own.decided.month
      own.publishedOn = fits ? wanted : Holidays.day(12, after: own.decided)
      own.isPublicationDue = true
    }
    // The holiday of 1 to 5 October leaves seven working days up to the 15th.
    let holiday = Day(2024, 10, 1).number...Day(2024, 10, 5).number
    let spared = open {
      $0.disposition == .punished && holiday.contains($0.decided.number)
        && model.units[$0.unit].code == ConductPlan.holidayUnit
    }
    plant(
      Fact(
        kind: "innocent_holiday_publication", rule: "L10",
        note: "published on working day 7, after the October holiday"), on: spared
    ) { own, _ in
      own.publishedOn = Holidays.day(ConductPlan.publicationTerm, after: own.decided)
      own.isPublicationDue = true
    }
  }
}
