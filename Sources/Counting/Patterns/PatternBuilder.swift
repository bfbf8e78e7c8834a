import Contracts

/// Maps the aggregates of patterns to present units, districts, items, and drops the persons.
struct PatternBuilder {
  let mapping: Mapping
  let month: Month
  let window: Int

  /// Counts up to the report month.
  func aggregates(_ input: CountingInput) -> PatternAggregates {
    let pattern = input.patterns
    var result = PatternAggregates()
    result.outcomes = outcomes(pattern.outcomes)
    let visits = mapping.mapped(pattern.visits).tally
    let register = RegisterBook(input.table(.register), mapping, month)
    result.visits = self.visits(visits, register)
    result.complaints = complaints(pattern.complaints)
    result.multiplicities = multiplicities(pattern.parties)
    result.decisionDays = decisionDays(pattern.decisionDays)
    result.registered = register.counts(visits: visits, from: first)
    result.finances = finances(input.table(.finances))
    result.bands = FineBand.bands(of: input.table(.catalogue))
    result.calendar = WorkingCalendar(input.table(.holidays))
    return result
  }

  private var first: Month { month - (PatternAggregates.months - 1) }

  private func isKept(_ key: [String]) -> Bool {
    Month(key[0]).map { $0 >= first && $0 <= month } ?? false
  }

  private func outcomes(_ tally: Tally) -> [PenaltyOutcome] {
    var kept = PenaltyOutcome.tally
    for (key, sums) in mapping.mapped(tally).tally.sums where isKept(key) {
      kept.add(
        Array(key.prefix(5)) + group(key[6...8], unit: key[1], district: key[2]) + key[9...14], sums
      )
    }
    guard let outcomes = PenaltyOutcome.outcomes(of: kept) else {
      preconditionFailure("counting writes what it reads")
    }
    return outcomes
  }

  private func visits(_ mapped: Tally, _ register: RegisterBook) -> [VisitOutcome] {
    var kept = VisitOutcome.tally
    for (key, sums) in mapped.sums where isKept(key) {
      let risk = register.riskClass(of: key[7], domain: key[3], Month(key[0]) ?? month)
      kept.add(
        Array(key.prefix(5)) + [key[6], risk]
          + group(key[8...10], unit: key[1], district: key[2]), sums)
    }
    guard let outcomes = VisitOutcome.outcomes(of: kept) else {
      preconditionFailure("counting writes what it reads")
    }
    return outcomes
  }

  private func complaints(_ tally: Tally) -> [ComplaintOutcome] {
    var kept = ComplaintOutcome.tally
    for (key, sums) in mapping.mapped(tally).tally.sums where isKept(key) {
      kept.add(
        Array(key.prefix(5)) + [key[6]] + group(key[7...9], unit: key[1], district: key[2]), sums)
    }
    guard let outcomes = ComplaintOutcome.outcomes(of: kept) else {
      preconditionFailure("counting writes what it reads")
    }
    return outcomes
  }

  // Type, ownership and region become type, ownership and locality.
  private func group(
    _ group: ArraySlice<String>, unit: String, district: String
  ) -> [String] {
    let seat = mapping.units.district(of: unit)
    let own = seat.isEmpty ? district : seat
    return group.dropLast() + [PatternBuilder.locality(of: group.last ?? "", from: own)]
  }

  /// Whether a region lies in the same city: the first four digits of both codes agree.
  static func locality(of region: String, from district: String) -> String {
    let codes = [region, district]
    let areDigits = codes.allSatisfy { code in
      code.utf8.count >= 4 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits else { return "" }
    return region.prefix(4) == district.prefix(4) ? "local" : "outside"
  }

  // Parties of the window, by unit and domain and by unit and item.
  private func multiplicities(_ parties: Tally) -> Tally {
    var byParty: [[String]: Int] = [:]
    var unknown: [[String]: Int] = [:]
    for (key, sums) in mapping.mapped(parties).tally.sums {
      guard let own = Month(key[0]), own > month - window, own <= month else { continue }
      for subject in Set([[key[1], key[3], ""], [key[1], key[3], key[4]]]) {
        if key[6].isEmpty {
          unknown[subject, default: 0] += sums[0]
        } else {
          byParty[subject + [key[6]], default: 0] += sums[0]
        }
      }
    }
    var result = Tally.multiplicities
    for (key, count) in byParty { result.add(Array(key.prefix(3)) + [String(count)], [1]) }
    // Penalties whose party is not stated, as a number of penalties of no party.
    for (key, count) in unknown { result.add(key + ["unknown"], [count]) }
    return result
  }

  private func decisionDays(_ tally: Tally) -> Tally {
    var result = Tally.decisionDays
    for (key, sums) in mapping.mapped(tally).tally.sums where isKept(key) {
      result.add([key[0], key[1], "", key[3], "", "", key[6]], sums)
    }
    return result
  }

  private func finances(_ table: ArchivedTable) -> Tally {
    var result = Tally.finances
    let kinds = [
      "fine_income", "confiscation_income", "tax_income", "revenue_budget", "revenue_target",
    ]
    // Of bodies that were merged, one that left a blank makes their sum unknown.
    var unknown: Set<[String]> = []
    for row in table.rows {
      let unit = mapping.units.present(table.cell(row, "unit_code"))
      for kind in kinds {
        let key = [unit, table.cell(row, "year"), table.cell(row, "month"), kind]
        if let amount = Int(table.cell(row, kind + "_fen")) {
          result.add(key, [amount])
        } else {
          unknown.insert(key)
        }
      }
    }
    var known = Tally.finances
    for (key, sums) in result.sums where !unknown.contains(key) { known.add(key, sums) }
    return known
  }
}
