import Contracts

/// Finds units whose column of the parties' places is filled with one code for every case.
///
/// Of many parties some are of another place than all the others, even where most come from elsewhere.
enum SolePlaces {
  /// Cases in a row of one code from which it is no answer.
  static let fewest = 30

  private struct Place: Hashable {
    let code: String
    let isLocal: Bool
  }

  private struct Run {
    // Nil where the cases differ, or are of the unit's own county.
    let place: Place?
    let from: Month
    var to: Month
    var cases = 0
  }

  private typealias Months = [Month: (places: Set<Place>, cases: Int)]

  /// Units and months whose cases all state one code, which no place of their own explains; sorted.
  static func doubts(of observation: Observation) -> [ColumnDoubt] {
    var units: [String: Months] = [:]
    for outcome in observation.patterns.outcomes
    where !outcome.unitCode.isEmpty && !outcome.party.locality.isEmpty {
      let place = Place(code: outcome.solePlace, isLocal: outcome.party.locality == "local")
      var month = units[outcome.unitCode]?[outcome.month] ?? ([], 0)
      month.places.insert(place)
      month.cases += outcome.cases
      units[outcome.unitCode, default: [:]][outcome.month] = month
    }
    let counties = Set(observation.units.map(\.countyCode))
    let periods = [observation.monthsBeforeWindow, observation.windowMonths]
    return units.keys.sorted().flatMap { unit in
      let months = units[unit] ?? [:]
      return runs(months).compactMap { run -> ColumnDoubt? in
        guard let place = run.place, run.cases >= fewest, !isWholeCity(place.code, counties),
          !place.isLocal || periods.contains(where: { isWhole(run, $0, months) })
        else { return nil }
        var doubt = ColumnDoubt(
          .places, unitCode: unit, months: run.from...run.to, cases: run.cases)
        doubt.place = place.code
        return doubt
      }
    }
  }

  // Months without parties from elsewhere must not be taken out beside others that have some.
  private static func isWhole(_ run: Run, _ period: ClosedRange<Month>, _ months: Months) -> Bool {
    let known = months.keys.filter(period.contains)
    return !known.isEmpty && known.allSatisfy((run.from...run.to).contains)
  }

  // A city without counties has no other code for its parties.
  private static func isWholeCity(_ place: String, _ counties: Set<String>) -> Bool {
    let own = counties.filter { $0.prefix(4) == place.prefix(4) }
    return !own.isEmpty && own.allSatisfy { $0 == place.prefix(6) }
  }

  private static func runs(_ months: Months) -> [Run] {
    var runs: [Run] = []
    for month in months.keys.sorted() {
      let (places, cases) = months[month] ?? ([], 0)
      let sole = places.count == 1 ? places.first : nil
      let place = sole?.code.isEmpty ?? true ? nil : sole
      if runs.isEmpty || runs.last?.place != place {
        runs.append(Run(place: place, from: month, to: month))
      }
      runs[runs.count - 1].to = month
      runs[runs.count - 1].cases += cases
    }
    return runs
  }
}

extension ColumnDoubt {
  /// Every doubt about the cells of cases.
  static func all(in observation: Observation) -> [ColumnDoubt] {
    MoneyUnits.doubts(of: observation) + SolePlaces.doubts(of: observation)
  }
}
