import Contracts

/// Answers the questions of legality of the cases of a partition.
///
/// A fact is worked out for each case, and kept as the number of its text: cases are many, different
/// texts few.
struct ProcedureFacts: Sendable {
  let authority: AuthorityBook
  let catalogue: CatalogueBook
  let units: UnitBook
  let officers: OfficerBook
  let reviews: ReviewRule
  let calendar: WorkingCalendar
  let reach: ExportReach
  /// Last day of the report month.
  let end: CalendarDate

  /// The cases in which a question arises.
  func asked(_ question: ProcedureQuestion, of cases: ProcedureCases) -> AskedCases {
    switch question {
    case .terms: cases.asked { _ in true }
    case .transfer: transferable(cases)
    // Who does not file, or hands on what is another's, needs no power over it.
    case .authority: cases.asked { !["not_filed", "transferred_other"].contains($0.disposition) }
    case .challenges: cases.asked { $0.decided != nil }
    // APL 42 speaks of who punishes, or decides not to: a case that ended otherwise had no decision.
    case .officers: cases.asked { $0.decided != nil && $0.state == .decided }
    // APL 36 forbids penalties alone; who let go what was found too late has kept it.
    case .limitation, .review, .hearing, .collective, .publication:
      cases.asked { $0.isPenaltyDecision }
    case .judicialReferral: cases.asked("source", is: "judicial_referral")
    case .summary:
      cases.asked("procedure", is: "summary") { $0.decided != nil && $0.statedFineFen != nil }
    case .firstOffence:
      cases.asked("exempt_ground", is: "first_offence") {
        $0.decided != nil && $0.disposition == "exempted"
      }
    case .escalation: cases.asked("major", is: "yes") { $0.decided != nil }
    }
  }

  /// The facts of the cases for a question, in the order of the question.
  func facts(
    _ question: ProcedureQuestion, _ asked: AskedCases, _ history: inout OffenceHistory
  ) -> [CodedColumn] {
    switch question {
    case .terms:
      [
        asked.texts { $0.state.rawValue }, asked.cells("procedure"), asked.numbers { $0.days },
        asked.numbers { $0.days == nil ? nil : calendar.daysOfRest(until: $0.until) },
      ]
    case .transfer: transfer(asked)
    case .judicialReferral: judicialReferral(asked)
    case .authority: [held(asked)]
    case .limitation: [years(asked)]
    case .officers: officers(asked)
    case .summary: [asked.cells("party_type"), asked.numbers { $0.statedFineFen }]
    case .firstOffence: [history.earlier(asked)]
    case .challenges: ["review_result", "court_result", "self_corrected"].map(asked.cells)
    case .escalation: escalation(asked)
    case .review:
      [asked.cells("major"), reviews.reviewTriggers(asked), ReviewRule.timings(asked)]
    case .hearing: [reviews.hearingTriggers(asked), asked.cells("hearing")]
    case .collective:
      [asked.cells("major"), reviews.reviewTriggers(asked), asked.cells("collective_decision")]
    case .publication: publication(asked)
    }
  }

  // What came from criminal justice is not to go back there, nor is where no offence was found.
  private func transferable(_ cases: ProcedureCases) -> AskedCases {
    let isReturned = cases["source"].values { $0 == "judicial_referral" }
    let isTransferred = cases["transferred"].values { $0 == "yes" }
    return cases.asked { single in
      isTransferred[single.position]
        || !isReturned[single.position] && single.disposition != "not_established"
    }
  }

  private func publication(_ asked: AskedCases) -> [CodedColumn] {
    let dates = asked.cases.dates("published_date")
    let published = { (single: ProcedureCase) in
      dates[single.position].flatMap { $0 <= end ? $0 : nil }
    }
    let (due, quashed) = (asked.cases["publish_due"], asked.cases.quashed)
    return [
      // What was quashed since is taken down, and its day with it (APL 48).
      asked.texts { single in
        let isGone = !quashed[single.position].isEmpty && published(single) == nil
        return isGone ? "" : due[single.position]
      },
      asked.texts { published($0) == nil ? "waiting" : "published" },
      asked.numbers { single in
        single.decided.map { calendar.workingDays(after: $0, through: published(single) ?? end) }
      },
      asked.texts { single in
        guard let decided = single.decided,
          let exported = reach.first(of: asked.cases.unit[single.position], in: single.month)
        else { return "" }
        guard let day = published(single) else {
          return String(calendar.workingDays(after: decided, through: min(end, exported)))
        }
        return day > exported ? "later" : ""
      },
    ]
  }

  private func transfer(_ asked: AskedCases) -> [CodedColumn] {
    let transferred = asked.cases["transferred"]
    return [
      asked.cells("transfer_due"),
      asked.texts {
        $0.disposition == "transferred_criminal" ? "yes" : transferred[$0.position]
      },
      asked.numbers { $0.amountFen },
    ]
  }

  private func judicialReferral(_ asked: AskedCases) -> [CodedColumn] {
    [
      asked.texts { single in
        single.disposition == "not_filed" && single.state != .pending
          ? "not_filed" : single.state.rawValue
      },
      asked.texts { $0.filed == nil ? "no" : "yes" },
    ]
  }

  /// Whether the unit held the item of each case on its day; empty where no list tells.
  ///
  /// The day of the decision counts, since the power to decide is what the list gives.
  func held(_ asked: AskedCases) -> CodedColumn {
    let powers = asked.cases.unit.values { $0.isEmpty ? nil : authority.powers(of: $0) }
    let items = asked.cases.item.values { catalogue.items[$0] }
    return asked.texts { single in
      guard let powers = powers[single.position], let item = items[single.position],
        let day = single.decided ?? single.filed
      else { return "" }
      return authority.isEmpowered(powers, over: item, on: day).map { $0 ? "yes" : "no" } ?? ""
    }
  }

  private func officers(_ asked: AskedCases) -> [CodedColumn] {
    let (named, units) = (asked.cases.officers, asked.cases.unit)
    let standings = asked.cases.cases.map { single -> OfficerBook.Standing? in
      let numbers = named[single.position]
      guard let day = single.decided, !numbers.isEmpty else { return nil }
      return officers.standing(
        of: numbers.lazy.map { named.names[Int($0)] }, unit: units[single.position], on: day)
    }
    return [
      asked.cells("procedure"),
      asked.numbers { single in
        let numbers = named[single.position]
        return numbers.isEmpty ? nil : numbers.count
      },
      asked.numbers { standings[$0.position]?.certified },
      asked.numbers { standings[$0.position]?.uncertified },
      asked.numbers { standings[$0.position]?.unlisted },
      asked.numbers { standings[$0.position]?.auxiliary },
      asked.numbers { standings[$0.position]?.roleless },
    ]
  }

  private func escalation(_ asked: AskedCases) -> [CodedColumn] {
    let (units, items) = (asked.cases.unit, asked.cases.item)
    return [
      asked.texts { self.units.level(of: units[$0.position]) },
      asked.texts { lowestLevel(of: items[$0.position], $0.month) },
    ]
  }

  private func lowestLevel(of item: String, _ month: Month) -> String {
    let levels = catalogue.levels(of: item, month)
    return ["town", "county", "city"].first { levels.contains($0) } ?? ""
  }

  private static let firstYearOfActs = 1950

  // Least number of years after the end of an act that reaches the day on which it was found.
  private func years(_ asked: AskedCases) -> CodedColumn {
    let ended = asked.cases.dates("act_ended_date")
    let found = asked.cases.dates("found_date")
    return asked.texts { single in
      // A day of 1900 fills a column that somebody had to fill, and is no date of an act.
      guard let ended = ended[single.position], let found = found[single.position],
        ended.components.year >= Self.firstYearOfActs
      else { return "" }
      guard ended <= found else { return "reversed" }
      var years = max(1, found.components.year - ended.components.year)
      if ended.adding(years: years) < found { years += 1 }
      return String(years)
    }
  }
}
