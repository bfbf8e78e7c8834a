import Glibc
import Statistics

/// Draws cases from rate cells, month by month.
struct CaseSampler {
  var model: RateModel
  var cells: [RateCell]
  var parties: [Party]
  private var random: RandomSource

  /// Shape of the monthly gamma factor shared by the cells of one unit and domain.
  private let monthlyShape = 9.0
  /// Share of cases, among those filed in an earlier month, that were also exported then.
  private let pendingShare = 0.033

  init(model: RateModel, cells: [RateCell], parties: [Party], seed: UInt64) {
    self.model = model
    self.cells = cells
    self.parties = parties
    random = RandomSource(seed: seed, purpose: "cases")
  }

  /// All cases in the order of filing; those decided after the last month are still pending.
  mutating func cases() -> [SimulatedCase] {
    var cases: [SimulatedCase] = []
    for month in Month.months(from: Plan.start, through: model.lastMonth + 2) {
      var shared = 1.0
      var group = (unit: -1, domain: -1)
      for cell in cells {
        let current = (unit: cell.unit, domain: model.items[cell.item].domain)
        if current != group {
          let isSteady = model.units[cell.unit].code == Plan.stoppedUnit
          shared = isSteady ? 1 : random.gamma(shape: monthlyShape)
          group = current
        }
        guard cell.months.contains(month) else { continue }
        let mean = cell.monthlyRate * shared * season(of: month)
        for _ in 0..<random.poisson(mean: mean) {
          if let drawn = drawnCase(cell, decidedIn: month) { cases.append(drawn) }
        }
      }
    }
    return numbered(cases)
  }

  private func season(of month: Month) -> Double {
    let wave = 1 + 0.18 * cos(2 * Double.pi * Double(month.monthOfYear - 7) / 12)
    let holiday = month.monthOfYear == 2 ? 0.7 : 1
    let elapsed = Double(month.number - Plan.start.number)
    return wave * holiday * exp(0.003 * elapsed)
  }

  private mutating func drawnCase(_ cell: RateCell, decidedIn month: Month) -> SimulatedCase? {
    let unit = model.units[cell.unit]
    let isAfterEnd = month > model.lastMonth
    guard !Plan.isNotSent(unit: unit.code, month: month) else { return nil }
    var drawn = CaseDetails(model: model, parties: parties)
      .drawnCase(cell, decidedIn: month, random: &random)
    let isPending = isPendingWhenFiled(drawn, unit: unit)
    if isAfterEnd {
      // Beyond the end only what was filed before it is known, and it is still undecided.
      guard isPending, cell.handledOnlyFrom == nil else { return nil }
      drawn.isReportedWhilePending = true
    } else if isPending && random.chance(pendingShare) {
      drawn.isReportedWhilePending = true
    }
    return drawn
  }

  private func isPendingWhenFiled(_ drawn: SimulatedCase, unit: EnforcementUnit) -> Bool {
    let filedIn = drawn.filed.month
    return filedIn >= Plan.start && filedIn <= model.lastMonth && filedIn < drawn.decided.month
      && !Plan.isNotSent(unit: unit.code, month: filedIn)
  }

  private func numbered(_ cases: [SimulatedCase]) -> [SimulatedCase] {
    let order = cases.indices.sorted {
      (cases[$0].filed, $0) < (cases[$1].filed, $1)
    }
    var counters: [String: Int] = [:]
    return order.map { position in
      var numbered = cases[position]
      let key = "\(numbered.unit)/\(numbered.filed.civil.year)"
      counters[key, default: 0] += 1
      numbered.number = counters[key, default: 0]
      return numbered
    }
  }
}
