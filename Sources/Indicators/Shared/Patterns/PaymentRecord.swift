import Contracts

/// Decisions of which it is known what was paid: amounts in fen.
struct PaymentSum {
  var cases = 0
  var due = 0
  var unpaid = 0
  /// What the single case that owes most was to pay, and owes.
  var largest = (due: 0, unpaid: 0)

  var unpaidShare: Double { due > 0 ? Double(unpaid) / Double(due) : 0 }

  var shareWithoutLargest: Double {
    let rest = due - largest.due
    return rest > 0 ? Double(unpaid - largest.unpaid) / Double(rest) : 0
  }

  /// Adds cases of one amount that paid a sum together.
  mutating func add(cases: Int, amount: Int, unpaid: Int) {
    self.cases += cases
    due += cases * amount
    self.unpaid += unpaid
    let most = min(amount, unpaid)
    if most > largest.unpaid { largest = (due: amount, unpaid: most) }
  }
}

/// What the decisions of a unit ask for and what was paid.
struct PaymentRecord {
  /// By age of the decision: `ages` gives the bands.
  var bands = [PaymentSum](repeating: PaymentSum(), count: PaymentRecord.ages.count)
  /// Decisions old enough to be judged.
  var old = PaymentSum()
  /// Cases that state what was paid.
  var known = 0
  /// Cases that do not.
  var blank = 0
  /// Of these, the ones that are old enough to be judged.
  var oldBlank = 0
  /// Paid beyond what was due, in fen.
  var overpaid = 0

  /// First month of each band of age, and its name.
  static let ages: [(least: Int, name: String)] = [(0, "0–3"), (4, "4–12"), (13, ">12")]

  mutating func add(_ outcome: PenaltyOutcome, age: Int, oldAfter: Int) {
    known += outcome.paidCases
    blank += outcome.cases - outcome.paidCases
    if age >= oldAfter { oldBlank += outcome.cases - outcome.paidCases }
    guard outcome.paidCases > 0 else { return }
    let due = outcome.amountFen * outcome.paidCases
    let unpaid = max(0, due - outcome.paidFen)
    overpaid += max(0, outcome.paidFen - due)
    let band = PaymentRecord.ages.lastIndex { $0.least <= age } ?? 0
    bands[band].add(cases: outcome.paidCases, amount: outcome.amountFen, unpaid: unpaid)
    if age >= oldAfter {
      old.add(cases: outcome.paidCases, amount: outcome.amountFen, unpaid: unpaid)
    }
  }
}

/// The payments of every unit with a decision about money that stands.
struct PaymentRecords {
  private(set) var units: [String: PaymentRecord] = [:]

  init(_ observation: Observation, oldAfter: Int) {
    for outcome in observation.patterns.outcomes
    where outcome.amountFen > 0 && !outcome.unitCode.isEmpty {
      let age = observation.month.index - outcome.month.index
      guard age >= 0, outcome.isDue else { continue }
      units[outcome.unitCode, default: PaymentRecord()].add(
        outcome, age: age, oldAfter: oldAfter)
    }
  }
}

extension PenaltyOutcome {
  /// Whether its amount is to be paid; what was revoked or is void is not, and is given back.
  fileprivate var isDue: Bool { isPenalty && !isQuashed }
}

/// Amounts that a unit decided in the last full year against its income; in fen.
struct ReceiptComparison {
  var decided = 0
  /// What was revoked or is void, and may have come in before.
  var quashed = 0
  let received: Int
  /// Whether confiscations count on both sides.
  let countsConfiscation: Bool

  var difference: Double { Double(decided) - Double(received) }

  /// The difference, but for what was received of quashed decisions.
  var unexplained: Double { difference < 0 ? min(difference + Double(quashed), 0) : difference }

  /// Difference as a share of the larger amount; nil where both are nothing.
  var relative: Double? { share(of: difference) }

  func share(of difference: Double) -> Double? {
    let larger = Double(max(decided, received))
    return larger > 0 ? abs(difference) / larger : nil
  }

  /// Whether the two amounts, neither of them nothing, are too far apart for one unit of money.
  var isOfTwoUnits: Bool {
    let (less, more) = (min(decided, received), max(decided, received))
    return less > 0 && Double(more) >= MoneyUnits.factor * Double(less)
  }

  /// Units whose income of the year is given, and that delivered every month of it with its amounts.
  static func all(_ observation: Observation) -> [String: ReceiptComparison] {
    let year = observation.lastFullYear
    let months = Month(year: year, month: 1)...Month(year: year, month: 12)
    let first = max(observation.firstMonth, observation.month - (PatternAggregates.months - 1))
    guard first <= months.lowerBound else { return [:] }
    let finances = YearlyFinances(observation.patterns.finances, through: observation.month)
    let gaps = MissingMonths(observation, in: months)
    let columns = ColumnGaps(observation)
    var comparisons: [String: ReceiptComparison] = [:]
    for unit in finances.units where gaps.count(of: unit) == 0 {
      let states = { (column: String) in !columns.lacks("cases.\(column)", of: unit, in: months) }
      // Without a column of fines all that was fined would look like nothing.
      guard !columns.lacksFines(of: unit, in: months),
        let fines = finances.amount("fine_income", of: unit, in: year)
      else { continue }
      let isSplit = states("fine") && !states("confiscated") && !states("amount")
      let confiscated = isSplit ? nil : finances.amount("confiscation_income", of: unit, in: year)
      // One sum of what was fined and confiscated is no fine to set beside the income from fines.
      guard confiscated != nil || states("fine") else { continue }
      comparisons[unit] = ReceiptComparison(
        received: fines + (confiscated ?? 0), countsConfiscation: confiscated != nil)
    }
    for outcome in observation.patterns.outcomes where months.contains(outcome.month) {
      guard let comparison = comparisons[outcome.unitCode], outcome.isPenalty else { continue }
      let amount = comparison.countsConfiscation ? outcome.amountFen : outcome.fineFen ?? 0
      let sum: WritableKeyPath<ReceiptComparison, Int> = outcome.isDue ? \.decided : \.quashed
      comparisons[outcome.unitCode]?[keyPath: sum] += amount * outcome.cases
    }
    return comparisons
  }
}
