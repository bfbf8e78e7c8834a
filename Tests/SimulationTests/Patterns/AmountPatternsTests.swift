import Foundation
import Testing

@testable import Simulation

@Suite struct AmountPatternsTests {
  private let delivery: Delivery
  private let cases: [ExportedCase]

  init() throws {
    delivery = try Delivery.sample.get()
    cases = try Delivery.lastVersions.get()
  }

  private func unit(_ kind: String) throws -> String {
    try #require(delivery.truths(kind).first?["unit_code"])
  }

  @Test func oneUnitStopsJustBelowTheHearingThreshold() throws {
    let bunching = try unit("bunching")
    let near = cases.filter { (18_000..<32_000).contains($0.fine ?? 0) }
    let byUnit = Dictionary(grouping: near, by: \.unit).filter { $0.value.count >= 10 }
    #expect(byUnit.keys.count { !$0.contains("-T") && !$0.hasPrefix("LZ") } >= 8)
    for (unit, own) in byUnit {
      let share = share(of: own) { ($0.fine ?? 0) < 20_000 }
      #expect(unit == bunching ? share > 0.95 : share < 0.45, "\(unit): \(share)")
    }
    #expect(byUnit[bunching]?.count { $0.isInWindow } ?? 0 >= 15)
  }

  @Test func oneUnitLikesAnEndingEverywhere() throws {
    let habit = try unit("innocent_habit")
    let fines = cases.filter { !$0.isSummary && ($0.fine ?? 0) >= 1_000 }
    for (unit, own) in Dictionary(grouping: fines, by: \.unit) where own.count >= 60 {
      let share = share(of: own) { ($0.fine ?? 0) % 1_000 == 800 }
      #expect(unit == habit ? share > 0.9 : share < 0.2, "\(unit): \(share)")
    }
  }

  @Test func oneUnitFinesHigherOnTheSameItems() throws {
    let raised = try unit("price_rise")
    let bands = try delivery.bands()
    let own = cases.filter { $0.unit == raised && ($0.fine ?? 0) > 0 }
    let (now, before) = (own.filter { $0.month >= "2024" }, own.filter { $0.month < "2024" })
    #expect(
      now.allSatisfy { found in bands[found.item].map { (found.fine ?? 0) <= $0.upperBound } ?? true
      })
    var (weights, sum) = (0.0, 0.0)
    let earlier = Dictionary(grouping: before, by: \.item)
    for (item, fines) in Dictionary(grouping: now, by: \.item) {
      guard let past = earlier[item] else { continue }
      let weight = Double(fines.count * past.count) / Double(fines.count + past.count)
      weights += weight
      sum += weight * (meanLogFine(fines) - meanLogFine(past))
    }
    let ratio = exp(sum / weights)
    #expect((1.5...3).contains(ratio), "ratio \(ratio)")
  }

  @Test func oneConfiscationMakesTheYearOfAUnit() throws {
    let single = try unit("innocent_single_case")
    let own = cases.filter { $0.unit == single }
    let now = own.filter(\.isInWindow).map(\.amount)
    let past = own.filter { $0.month.hasPrefix("2023") }.map(\.amount).reduce(0, +)
    let largest = try #require(now.max())
    #expect(largest >= PatternPlan.singleConfiscation && now.reduce(0, +) > 3 * past)
    #expect(Double(now.reduce(0, +) - largest) < 1.5 * Double(past))
  }

  @Test func onlyOneUnitCallsHighFinesLenient() throws {
    let lenient = try unit("lenient_mislabelled")
    let bands = try delivery.bands()
    let high = cases.filter { found in
      guard found.leniency == "从轻", let fine = found.fine, let band = bands[found.item] else {
        return false
      }
      return 2 * fine > band.lowerBound + band.upperBound
    }
    #expect(high.count == PatternPlan.lenientCases)
    #expect(high.allSatisfy { $0.unit == lenient && $0.isInWindow })
  }

  @Test func oneUnitCollectsLittleOfWhatIsOld() throws {
    let unpaid = try unit("unpaid")
    let known = cases.filter { $0.paid != nil && $0.amount > 0 }
    #expect(known.count > 4_000 && cases.allSatisfy { ($0.paid ?? 0) <= $0.amount })
    for (unit, own) in Dictionary(grouping: known, by: \.unit) where own.count >= 60 {
      let old = own.filter { $0.month <= "2024-06" }
      let due = old.map(\.amount).reduce(0, +)
      let open = 1 - Double(old.compactMap(\.paid).reduce(0, +)) / Double(due)
      #expect(unit == unpaid ? open > 0.6 : open < 0.2, "\(unit): \(open)")
    }
    let recent = known.filter { $0.unit == unpaid && $0.month > "2024-06" }
    #expect(share(of: recent) { $0.paid == $0.amount } > 0.8)
  }

  @Test func incomeIsAboutWhatWasDecided() throws {
    let unpaid = try unit("unpaid")
    let decided = Dictionary(grouping: cases.filter { !$0.decided.isEmpty }) {
      [$0.unit, String($0.month.prefix(4))]
    }
    for row in try delivery.table("finances.csv") where row["年度"] != "2021" {
      let key = [row["执法主体代码"] ?? "", row["年度"] ?? ""]
      let due = decided[key, default: []].map(\.amount).reduce(0, +)
      let income = yuan(row["罚款收入(元)"]) + yuan(row["没收收入(元)"])
      let gap = abs(income - Double(due))
      #expect(key[0] == unpaid || gap < max(100_000, 0.2 * Double(due)), "\(key): \(gap)")
    }
  }

  @Test func oneTargetIsSetAndOneTownLivesOnFines() throws {
    let rows = try delivery.table("finances.csv")
    let targets = rows.filter { yuan($0["任务指标(元)"]) > 0 }
    #expect(targets.map { $0["执法主体代码"] } == [try unit("revenue_target")])
    let town = try unit("fiscal_dependence")
    let shares = rows.filter { $0["执法主体代码"] == town }.map { row in
      let income = yuan(row["罚款收入(元)"]) + yuan(row["没收收入(元)"])
      return income / (income + yuan(row["税收收入(元)"]))
    }
    #expect(shares.count == 4)
    let past = shares.prefix(3).reduce(0, +) / 3
    #expect(shares[3] > 2.5 * past && shares[3] - past > 0.05, "\(shares)")
  }

  private func meanLogFine(_ cases: [ExportedCase]) -> Double {
    cases.map { log(Double($0.fine ?? 1)) }.reduce(0, +) / Double(cases.count)
  }

  private func yuan(_ cell: String?) -> Double { Double(cell ?? "") ?? 0 }
}
