import Contracts

/// Fines and confiscations of a unit in one period, by decisions that stand.
struct AmountPeriod {
  /// Cases with an amount.
  private(set) var cases = 0
  private(set) var fen = 0
  /// Amounts of decisions that were revoked or found void.
  private(set) var quashedFen = 0
  /// Cases by amount, in the order in which they came.
  private var amounts: [(fen: Int, cases: Int)] = []
  private(set) var items: [String: (cases: Int, fen: Int)] = [:]

  /// Adds cases; those without an amount do not count.
  mutating func add(_ outcome: PenaltyOutcome) {
    guard outcome.amountFen > 0, outcome.cases > 0 else { return }
    let sum = outcome.amountFen * outcome.cases
    guard !outcome.isQuashed else {
      quashedFen += sum
      return
    }
    cases += outcome.cases
    fen += sum
    amounts.append((outcome.amountFen, outcome.cases))
    let item = items[outcome.itemCode] ?? (0, 0)
    items[outcome.itemCode] = (item.cases + outcome.cases, item.fen + sum)
  }

  /// The largest amount of a case; 0 without a case.
  var largestFen: Int { amounts.reduce(0) { max($0, $1.fen) } }

  /// Variance of the logarithm of the sum without the largest case: (1 + cv²) ÷ cases.
  ///
  /// That of a compound Poisson sum, by the delta method; nil below three cases.
  var logVarianceWithoutLargest: Double? {
    guard cases > 2 else { return nil }
    let largest = largestFen
    let rest = Double(cases - 1)
    let mean = Double(fen - largest) / rest
    var isLargestOut = false
    var squares = 0.0
    for amount in amounts {
      var number = amount.cases
      if amount.fen == largest, !isLargestOut {
        isLargestOut = true
        number -= 1
      }
      let distance = Double(amount.fen) / mean - 1
      squares += Double(number) * distance * distance
    }
    return (1 + squares / (rest - 1)) / rest
  }
}

/// Amounts of a unit in the window and in as many months before.
struct AmountPeriods {
  var before = AmountPeriod()
  var after = AmountPeriod()

  /// Amount of the window ÷ amount before; nil where there was none before.
  var ratio: Double? {
    before.fen > 0 ? Double(after.fen) / Double(before.fen) : nil
  }

  /// The ratio of all that was decided, the quashed decisions too.
  var ratioAsDecided: Double? {
    let decided = before.fen + before.quashedFen
    return decided > 0 ? Double(after.fen + after.quashedFen) / Double(decided) : nil
  }

  /// The ratio without the largest case of either period.
  var ratioWithoutLargest: Double? {
    let rest = before.fen - before.largestFen
    return rest > 0 ? Double(after.fen - after.largestFen) / Double(rest) : nil
  }

  /// The ratio as a product of three; nil where a period has no amount.
  var split: GrowthSplit? { GrowthSplit(before: before, after: after) }
}

/// Growth of an amount as a product: number of cases × amount within item × mix of items.
struct GrowthSplit {
  /// Cases ÷ cases before.
  let number: Double
  /// Amount ÷ what the same cases would have cost at the mean amounts of before.
  let price: Double
  /// What the items of now would have cost a case before ÷ what a case did cost before.
  let mix: Double

  /// Splits the growth of an amount; an item that is new counts at its own mean, as mix.
  init?(before: AmountPeriod, after: AmountPeriod) {
    guard before.fen > 0, after.fen > 0 else { return nil }
    var atOldPrices = 0.0
    for item in after.items.keys.sorted() {
      guard let new = after.items[item] else { continue }
      if let old = before.items[item] {
        atOldPrices += Double(new.cases) * Double(old.fen) / Double(old.cases)
      } else {
        atOldPrices += Double(new.fen)
      }
    }
    number = Double(after.cases) / Double(before.cases)
    price = Double(after.fen) / atOldPrices
    mix = (atOldPrices / Double(after.cases)) / (Double(before.fen) / Double(before.cases))
  }
}
