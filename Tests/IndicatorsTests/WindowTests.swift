import Contracts
import Testing

@testable import Indicators

/// What lies before the window, and what is no decision, changes nothing that a report says.
@Suite struct WindowTests {
  private static let ofOneWindow: [any Indicator.Type] = [
    OutcomeTest.self, UnequalFines.self, PositionInBand.self, LeniencyMislabelled.self,
    FilingConversion.self, ThresholdBunching.self, PartyGroupDisparity.self, MoneyHeavyMix.self,
    OutOfAreaParties.self, UseOfLeniency.self, ProblemsFound.self, ResultsPublished.self,
  ]

  private static let ofDecisions: [any Indicator.Type] = [
    PartyGroupDisparity.self, MoneyHeavyMix.self, OutOfAreaParties.self, UseOfLeniency.self,
  ]

  private func expectSame(
    _ indicator: any Indicator.Type, _ change: (inout Observation) -> Void
  ) async {
    for example in indicator.examples {
      var changed = example.observation
      change(&changed)
      let own = await indicator.result(of: example.observation, IndicatorSettings())
      let other = await indicator.result(of: changed, IndicatorSettings())
      let code = indicator.page.code
      #expect(own.flags == other.flags, "\(code): \(example.claim.english)")
      #expect(own.outcomes == other.outcomes, "\(code): \(example.claim.english)")
      #expect(own.headline == other.headline, "\(code): \(example.claim.english)")
    }
  }

  // Rows of the first unit come more often than others, so that shares would move with counts.
  @Test(arguments: ofOneWindow.indices)
  func monthsBeforeTheWindowDoNotCount(_ place: Int) async {
    await expectSame(Self.ofOneWindow[place]) { world in
      let (length, patterns) = (world.window, world.patterns)
      for var outcome in patterns.outcomes {
        let isFirst = outcome.unitCode == patterns.outcomes.first?.unitCode
        outcome.month = outcome.month - length
        world.patterns.outcomes += isFirst ? [outcome, outcome] : [outcome]
      }
      for var visit in patterns.visits {
        let isFirst = visit.unitCode == patterns.visits.first?.unitCode
        visit.month = visit.month - length
        world.patterns.visits += isFirst ? [visit, visit] : [visit]
      }
      for var complaint in patterns.complaints {
        let isFirst = complaint.unitCode == patterns.complaints.first?.unitCode
        complaint.month = complaint.month - length
        world.patterns.complaints += isFirst ? [complaint, complaint] : [complaint]
      }
      for (key, sums) in world.legality.visitConduct.sums {
        guard let month = Month(key[0]) else { continue }
        world.legality.visitConduct.add(
          [(month - length).description] + key.dropFirst(), sums.map { 2 * $0 })
      }
    }
  }

  @Test(arguments: ofDecisions.indices)
  func casesThatWereDismissedDoNotCount(_ place: Int) async {
    await expectSame(Self.ofDecisions[place]) { world in
      let outcomes = world.patterns.outcomes
      for var outcome in outcomes where outcome.unitCode == outcomes.first?.unitCode {
        outcome.sanction = .dismissed
        world.patterns.outcomes += [outcome, outcome]
      }
    }
  }
}
