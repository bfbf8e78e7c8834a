import Contracts
import Testing

@testable import Indicators

/// What D04, D05, D06 and D08 say of how inspections were made.
@Suite struct VisitSharesTests {
  private let modes: [VisitExample.Visits] = [
    .init(mode: "random", visits: 50), .init(mode: "special", visits: 20),
    .init(mode: "joint", visits: 20), .init(mode: "unannounced", visits: 10),
    .init(mode: "complaint", visits: 300), .init(mode: "", visits: 7),
    .init(month: ExampleWorld.month - 12, mode: "random", visits: 900),
  ]

  private func row(_ indicator: any Indicator.Type, _ visits: [VisitExample.Visits]) async
    -> [String]
  {
    let result = await indicator.result(of: VisitExample.world(visits), IndicatorSettings())
    return result.tables.first?.rows.first?.map(\.chinese) ?? []
  }

  @Test func complaintsAndBlanksAreInNoDenominator() async {
    // R: prop.test(50, 100, correct = FALSE)$conf.int, and of 20 and 10
    #expect(
      await row(RandomShare.self, modes) == ["U", "100", "50", "50.0%", "40.4%–59.6%", "7", "300"])
    #expect(
      await row(JointShare.self, modes) == ["U", "100", "20", "20.0%", "13.3%–28.9%", "7", "300"])
    #expect(
      await row(UnannouncedShare.self, modes)
        == ["U", "100", "10", "10.0%", "5.5%–17.4%", "7", "300"])
  }

  @Test func zeroOfKnownModesIsMeasured() async {
    let row = await row(UnannouncedShare.self, [.init(mode: "routine", visits: 100)])
    #expect(row[1...4] == ["100", "0", "0.0%", "0.0%–3.7%"])
  }

  @Test func blankOffsiteIsUnknownAndNoNo() async {
    let visits: [VisitExample.Visits] = [
      .init(mode: "", offsite: "yes", visits: 30), .init(offsite: "no", visits: 10),
      .init(offsite: "", visits: 60), .init(mode: "complaint", offsite: "no", visits: 90),
    ]
    #expect(
      await row(OffsiteShare.self, visits)
        == ["U", "40", "30", "75.0%", "59.8%–85.8%", "60", "90"])
  }

  @Test func aColumnUsedAsATickGivesNoShare() async {
    let ticks: [VisitExample.Visits] = [.init(offsite: "yes", visits: 40), .init(visits: 60)]
    let result = OffsiteShare.result(of: VisitExample.world(ticks), IndicatorSettings())
    #expect(result.coverage == Coverage(isComputed: false, missing: ["inspections.offsite"]))
    #expect(result.outcomes == [.notComputable: 1])
    let both = ticks + [.init(unit: "V", offsite: "no", visits: 50)]
    #expect(await row(OffsiteShare.self, both)[1...4] == ["40", "40", "只登记“是”", ""])
  }

  @Test(arguments: [(38, 2, false), (37, 2, true), (0, 40, false)])
  func aFewBlanksLeaveAShareThatIsAllYes(yes: Int, blank: Int, isTick: Bool) {
    var count = TraitCount()
    (count.marked, count.known, count.unknown) = (yes, yes, blank)
    #expect(count.isTickOnly == isTick)
  }

  @Test func fewInspectionsAreCountedWithoutShare() async {
    let visits: [VisitExample.Visits] = [
      .init(mode: "random", visits: 9), .init(mode: "routine", visits: 20),
    ]
    #expect(await row(RandomShare.self, visits)[1...4] == ["29", "9", "", ""])
    let result = RandomShare.result(of: VisitExample.world(visits), IndicatorSettings())
    #expect(result.outcomes == [.notApplicable: 1])
  }

  @Test func blankModesAreNotComputable() {
    let result = RandomShare.result(
      of: VisitExample.world([.init(mode: "", visits: 40)]), IndicatorSettings())
    #expect(result.coverage == Coverage(isComputed: false, missing: ["inspections.mode"]))
    let bare = RandomShare.result(of: ExampleWorld.empty(), IndicatorSettings())
    #expect(bare.coverage.missing == ["inspections"])
    let complaints = RandomShare.result(
      of: VisitExample.world([.init(mode: "complaint", visits: 40)]), IndicatorSettings())
    #expect(complaints.coverage == Coverage(isComputed: false, missing: []))
  }

  @Test(arguments: [(0.0, 0), (0.5, 0), (0.51, 1)])
  func aLeastShareOfOnesOwnMakesANotice(least: Double, flags: Int) {
    let result = RandomShare.result(
      of: VisitExample.world(modes), IndicatorSettings(["D04": ["least": least]]))
    #expect(result.flags.count == flags)
    #expect(result.flags.allSatisfy { $0.severity == .notice })
    // Without a least share nobody is judged, and so nobody does well.
    #expect((result.outcomes[.passed] ?? 0 > 0) == (least > 0 && flags == 0))
  }
}
