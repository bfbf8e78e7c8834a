import Contracts
import Statistics

/// What complaints, findings and the register say of each cell beside its cases.
struct Corroboration: Sendable {
  /// How much is known of the cell's exposure.
  var stratum: [Int]
  /// Something showed that there is something to enforce on.
  var isTraced: [Bool]
  /// Mean complaints of a column; misfiling sends a share of them to cells without exposure.
  var misfiled: [Double]
  /// Findings per case of a column.
  var findingRate: [Double]
  /// Complaints that misfiling alone lets one expect, as a share of the column's mean.
  var misfiling: Double

  /// First guesses of the share without anything to enforce on, by stratum: active elsewhere in the
  /// group, registered parties only, a register of none, no register.
  static let firstShares = [0.05, 0.05, 0.8, 0.05]
  /// Complaints are misfiled at least at this share of a column's mean.
  static let leastMisfiling = 0.02
}

/// Weighs complaints, findings and the register of a grid.
struct CorroborationFitter {
  let grid: CellGrid
  let counts: ExpectedCounts
  let cases: [Double]

  /// Weighs every cell.
  func corroboration() -> Corroboration {
    let findings = grid.totals(grid.findings)
    let complaints = grid.totals(grid.complaints)
    let stratum = strata(findings)
    let means = columnMeans(complaints)
    var result = Corroboration(
      stratum: stratum, isTraced: [], misfiled: means, findingRate: findingsPerCase(findings),
      misfiling: Corroboration.leastMisfiling)
    result.misfiling = misfiling(complaints, means, stratum)
    result.isTraced = (0..<grid.count).map { cell in
      cases[cell] > 0 || findings[cell] > 0
        || isMoreThanMisfiled(
          complaints[cell], means[grid.column[cell]] * result.misfiling)
    }
    return result
  }

  private func isMoreThanMisfiled(_ complaints: Double, _ mean: Double) -> Bool {
    guard complaints > 0 else { return false }
    return PoissonDistribution(mean: mean + 1e-3).probability(atLeast: Int(complaints)) < 0.05
  }

  // Activity elsewhere in the row's group proves that there is something to enforce on.
  private func strata(_ findings: [Double]) -> [Int] {
    var activity = [Double](repeating: 0, count: grid.rows * grid.groups)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) {
        activity[row * grid.groups + grid.group[grid.column[cell]]] += cases[cell] + findings[cell]
      }
    }
    var strata = [Int](repeating: 0, count: grid.count)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) {
        let index = row * grid.groups + grid.group[grid.column[cell]]
        guard activity[index] - cases[cell] - findings[cell] <= 1 else { continue }
        strata[cell] = grid.parties[index].map { $0 > 0 ? 1 : 2 } ?? 3
      }
    }
    return strata
  }

  private func columnMeans(_ complaints: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: grid.columns)
    var cells = sums
    for cell in 0..<grid.count {
      sums[grid.column[cell]] += complaints[cell]
      cells[grid.column[cell]] += 1
    }
    return zip(sums, cells).map { max($0 / max($1, 1), 1e-9) }
  }

  // Complaints of cells that certainly have nothing to enforce on are misfiled ones.
  private func misfiling(_ complaints: [Double], _ means: [Double], _ stratum: [Int]) -> Double {
    let least = Corroboration.leastMisfiling
    var (all, allMeans) = (0.0, 0.0)
    var rates: [Double] = []
    for row in 0..<grid.rows {
      var (own, ownMeans, cells) = (0.0, 0.0, 0)
      for cell in grid.cells(row) where stratum[cell] == 2 {
        own += complaints[cell]
        ownMeans += means[grid.column[cell]]
        cells += 1
      }
      all += own
      allMeans += ownMeans
      if cells >= 5 { rates.append((own + 1) / (ownMeans + 1 / least)) }
    }
    guard allMeans * least >= 1 else { return least }
    let middle = rates.isEmpty ? least : SampleQuantile.value(of: rates, at: 0.5)
    return max(least, middle, (all + 1) / (allMeans + 1 / least))
  }

  private func findingsPerCase(_ findings: [Double]) -> [Double] {
    var found = [Double](repeating: 2, count: grid.columns)
    var decided = [Double](repeating: 5, count: grid.columns)
    for cell in 0..<grid.count where cases[cell] > 0 {
      found[grid.column[cell]] += findings[cell]
      decided[grid.column[cell]] += cases[cell]
    }
    return zip(found, decided).map { $0 / $1 }
  }
}
