import Contracts

/// Maps the aggregates of patterns to present units, districts, items, and drops the persons.
struct PatternBuilder {
  let mapping: Mapping
  let month: Month
  let window: Int

  /// Counts up to the report month.
  func aggregates(_ input: CountingInput) -> CountedPatterns {
    let pattern = input.patterns
    var result = CountedPatterns()
    let mapper = PartitionMapper(mapping)
    result.outcomes = mapper.mapped(pattern.outcomes, to: PenaltyOutcome.tally)
      .keeping { (first...month).contains($0) }
    let visits = mapping.mapped(pattern.visits)
    let register = RegisterBook(input.table(.register), mapping, month)
    result.visits = self.visits(visits, register)
    result.complaints = complaints(pattern.complaints)
    result.complaints.merge(again(pattern.complainants))
    result.others.multiplicities = multiplicities(pattern.parties)
    result.others.decisionDays = mapper.mapped(pattern.decisionDays, to: .decisionDays)
      .keeping { (first...month).contains($0) }
    result.others.registered = register.counts(visits: visits, from: first)
    result.others.finances = FinanceSums(input.table(.finances), mapping.units).tally
    result.others.bands = FineBand.bands(of: input.table(.catalogue))
    result.others.calendar = WorkingCalendar(input.table(.holidays))
    return result
  }

  private var parties: PartyPlaces { PartyPlaces(units: mapping.units) }

  private var first: Month { month - (PatternAggregates.months - 1) }

  private func kept(_ column: CodedColumn) -> KeyPart {
    KeyPart([column]) { texts in
      Month(texts[0]).map { $0 >= first && $0 <= month } ?? false ? texts : nil
    }
  }

  private func visits(_ tally: Tally, _ register: RegisterBook) -> Tally {
    let mapped = tally.keys.indices.map { tally.column($0) }
    var kept = VisitOutcome.tally
    let risk = KeyPart([7, 3, 0].map { mapped[$0] }) { texts in
      [register.riskClass(of: texts[0], domain: texts[1], Month(texts[2]) ?? month)]
    }
    kept.add(
      subject(mapped) + [KeyPart(mapped[6]), risk, parties.group(mapped, 8)], amounts: tally.amounts
    )
    return kept
  }

  private func complaints(_ tally: Tally) -> Tally {
    let own = mapping.columns(of: tally)
    var kept = ComplaintOutcome.tally
    let amounts = tally.amounts
    kept.add(
      subject(own) + [KeyPart(own[6]), parties.group(own, 7)],
      amounts: tally.sums.indices.flatMap { amounts[4 * $0..<4 * $0 + 4] + [0, 0] })
    return kept
  }

  // Complaints that one complainant made again, in the shape of the table of complaints.
  private func again(_ tally: Tally) -> Tally {
    let own = mapping.columns(of: tally)
    let group = parties.group(own, 7).columns(count: tally.sums.count)
    let repeats = RepeatedComplaints(
      months: own[0], places: own[2],
      others: [own[1], own[3], own[4], own[6]] + group + [own[10]], amounts: tally.amounts,
      window: (month - (window - 1))...month)
    var again = ComplaintOutcome.tally
    again.add(
      subject(own) + [KeyPart(own[6])] + group.map { KeyPart($0) },
      amounts: tally.sums.indices.flatMap { [0, 0, 0, 0] + repeats.again[$0] }
    ) { repeats.again[$0][0] > 0 }
    return again
  }

  // Month, unit, district, domain and item of the months that are kept.
  private func subject(_ mapped: [CodedColumn]) -> [KeyPart] {
    [kept(mapped[0])] + mapped[1...4].map { KeyPart($0) }
  }

  // Parties of the window, by unit and domain and by unit and item. Under an item a penalty that was
  // quashed is none; under a domain it counts, since that asks whom a unit decides upon.
  private func multiplicities(_ parties: Tally) -> Tally {
    let own = mapping.columns(of: parties)
    let isRecent = KeyPart([own[0]], width: 0) { texts in
      Month(texts[0]).map { $0 > month - window && $0 <= month } ?? false ? [] : nil
    }
    let (unit, domain, party) = (KeyPart(own[1]), KeyPart(own[3]), KeyPart(own[6]))
    var byParty = Tally(
      "parties", keys: ["unit_code", "domain", "item_code", "party"], measures: ["penalties"])
    let amounts = parties.amounts
    let decided = stride(from: 0, to: amounts.count, by: 2).map { amounts[$0] }
    let standing = decided.indices.map { decided[$0] - amounts[2 * $0 + 1] }
    byParty.add([unit, domain, KeyPart(constant: ""), party, isRecent], amounts: decided)
    let item = KeyPart([own[4]]) { $0[0].isEmpty ? nil : $0 }
    byParty.add([unit, domain, item, party, isRecent], amounts: standing)
    // Penalties whose party is not stated, as a number of penalties of no party.
    let isUnknown = byParty.column(3).values { $0.isEmpty }
    let penalties = byParty.amounts
    var numbers = ColumnReader(names: ["penalties"])
    for (row, number) in penalties.enumerated() {
      numbers.add([isUnknown[row] && number > 0 ? "unknown" : String(number)])
    }
    let number = KeyPart([numbers.table["penalties"]]) { $0[0] == "0" ? nil : $0 }
    var result = Tally.multiplicities
    result.add(
      (0...2).map { KeyPart(byParty.column($0)) } + [number],
      amounts: penalties.indices.map { isUnknown[$0] ? penalties[$0] : 1 })
    return result
  }
}
