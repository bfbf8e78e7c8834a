import Contracts

/// Income of a unit that several codes make up: the sum of what they received, or unknown.
///
/// They may return it in different forms, and a code that is silent says nothing of what it received.
struct MergedIncome {
  /// What one code states of one kind of income in one year, in fen.
  struct Statement {
    var ofYear: Int?
    /// By month of the year, from 1.
    var ofMonths: [Int: Int] = [:]

    var isEmpty: Bool { ofYear == nil && ofMonths.isEmpty }
  }

  // A code that makes up the unit, and the months of the year in which it has to state something.
  private struct Part {
    let statement: Statement
    let due: Set<Int>

    // Of a code that need not have existed all twelve months are asked for.
    var total: Int? {
      if let ofYear = statement.ofYear { return ofYear }
      let expected = due.isEmpty ? Set(1...12) : due
      guard expected.isSubset(of: statement.ofMonths.keys) else { return nil }
      return statement.ofMonths.values.reduce(0, +)
    }
  }

  private let parts: [Part]

  /// Takes what the codes of a unit state.
  ///
  /// - Parameters:
  ///   - statements: By code; blank cells are no statement.
  ///   - unit: The unit that carries the history of all codes.
  ///   - year: Year of the statements.
  ///   - units: For the codes of the unit and their days.
  init(_ statements: [String: Statement], of unit: String, in year: Int, _ units: UnitBook) {
    let stated = statements.filter { !$0.value.isEmpty }
    // Who states a year that ended before its own first day states it for its predecessors.
    let restating = stated.keys.filter { units.begins($0, after: year) }
    let codes = units.predecessors(of: unit).filter { code in
      !restating.contains { units.successors.isSuccessor($0, of: code) }
    }
    parts = codes.map { code in
      let due = (1...12).filter { units.surelyExists(code, Month(year: year, month: $0)) }
      return Part(statement: stated[code] ?? Statement(), due: Set(due))
    }.filter { !$0.due.isEmpty || !$0.statement.isEmpty }
  }

  /// The sum: by month where nobody states a year as a whole, else of the year; empty where unknown.
  var sum: Statement {
    guard parts.contains(where: { $0.statement.ofYear != nil }) else {
      return Statement(ofYear: nil, ofMonths: months)
    }
    let totals = parts.map(\.total)
    let known = totals.compactMap { $0 }
    return Statement(ofYear: known.count == totals.count ? known.reduce(0, +) : nil)
  }

  private var months: [Int: Int] {
    var months: [Int: Int] = [:]
    for month in 1...12 {
      let isWhole = parts.allSatisfy {
        !$0.due.contains(month) || $0.statement.ofMonths[month] != nil
      }
      let stated = parts.compactMap { $0.statement.ofMonths[month] }
      if isWhole, !stated.isEmpty { months[month] = stated.reduce(0, +) }
    }
    return months
  }
}

extension UnitBook {
  // Whether a code has its first day after a year.
  fileprivate func begins(_ code: String, after year: Int) -> Bool {
    existence(of: code).allSatisfy { $0.from.map { $0.month.year > year } ?? false }
  }

  // Whether a code exists in a month by its stated days: one that was succeeded needs a last day, one
  // that succeeded another a first.
  fileprivate func surelyExists(_ code: String, _ month: Month) -> Bool {
    let (isSucceeded, isHeir) = (present(code) != code, predecessors(of: code).count > 1)
    return existence(of: code).contains {
      $0.touches(month) && (!isSucceeded || $0.to != nil) && (!isHeir || $0.from != nil)
    }
  }
}
