import Statistics
import Testing

@Suite struct KaplanMeierCurveTests {
  private typealias Spell = KaplanMeierCurve.Spell

  // Remission of leukaemia under 6-mercaptopurine, in weeks: Freireich and others (1963).
  private let remissions = KaplanMeierCurve([
    Spell(exit: 6, hasEnded: true, cases: 3), Spell(exit: 6, hasEnded: false),
    Spell(exit: 7, hasEnded: true), Spell(exit: 9, hasEnded: false),
    Spell(exit: 10, hasEnded: true), Spell(exit: 10, hasEnded: false),
    Spell(exit: 11, hasEnded: false), Spell(exit: 13, hasEnded: true),
    Spell(exit: 16, hasEnded: true), Spell(exit: 17, hasEnded: false),
    Spell(exit: 19, hasEnded: false), Spell(exit: 20, hasEnded: false),
    Spell(exit: 22, hasEnded: true), Spell(exit: 23, hasEnded: true),
    Spell(exit: 25, hasEnded: false), Spell(exit: 32, hasEnded: false, cases: 2),
    Spell(exit: 34, hasEnded: false), Spell(exit: 35, hasEnded: false),
  ])

  private let delayed = KaplanMeierCurve([
    Spell(exit: 0, hasEnded: true, cases: 2), Spell(exit: 12, hasEnded: true, cases: 9),
    Spell(exit: 30, hasEnded: true, cases: 14), Spell(exit: 45, hasEnded: false, cases: 6),
    Spell(exit: 60, hasEnded: true, cases: 11), Spell(exit: 90, hasEnded: true, cases: 4),
    Spell(exit: 91, hasEnded: true, cases: 3), Spell(exit: 120, hasEnded: false, cases: 8),
    Spell(exit: 200, hasEnded: false, cases: 2),
    Spell(entry: 15, exit: 60, hasEnded: true, cases: 5),
    Spell(entry: 40, exit: 88, hasEnded: true, cases: 3),
    Spell(entry: 75, exit: 130, hasEnded: true, cases: 4),
    Spell(entry: 90, exit: 180, hasEnded: true, cases: 2),
    Spell(entry: 91, exit: 181, hasEnded: true, cases: 2),
    Spell(entry: 150, exit: 260, hasEnded: false, cases: 3),
    Spell(entry: 200, exit: 365, hasEnded: false, cases: 4),
  ])

  // lifelines 0.30.3, one row a case; ages shifted by one, since lifelines ends at-risk sets openly:
  // k = KaplanMeierFitter().fit(exit + 1, ended, entry=entry)
  // k.predict(age + 1); k.confidence_interval_survival_function_; k.median_survival_time_ - 1
  @Test(arguments: [
    (6, 0.857142857142857, 0.6197179552659838, 0.9515517476469969),
    (10, 0.7529411764705878, 0.5031995107999564, 0.8893618351692651),
    (22, 0.5378151260504199, 0.26777893676713493, 0.7467907176353943),
    (30, 0.44817927170868327, 0.18805200595923233, 0.6801426284952412),
  ])
  func agreesWithLifelines(_ age: Int, _ share: Double, _ lower: Double, _ upper: Double) throws {
    try expect(#require(remissions), age, share, lower, upper)
  }

  // As above, with cases that came under observation later, some on the day that others end.
  @Test(arguments: [
    (0, 0.9661016949152541, 0.8711855335225728, 0.9914127633783745),
    (30, 0.5986568596098495, 0.46715038975440354, 0.7076096900694212),
    (89, 0.29101375119923234, 0.18491441667565695, 0.40545597484523793),
    (90, 0.24040266403414842, 0.1456643583212995, 0.34828747549737915),
    (91, 0.20605942631498433, 0.12024232569280144, 0.3079211390394716),
    (180, 0.09616106561365932, 0.0386428774926382, 0.18534551020862058),
    (181, 0.06868647543832809, 0.023523919285569673, 0.1476555847558754),
    (300, 0.06868647543832809, 0.023523919285569673, 0.1476555847558754),
  ])
  func agreesWithLifelinesUnderDelayedEntry(
    _ age: Int, _ share: Double, _ lower: Double, _ upper: Double
  ) throws {
    try expect(#require(delayed), age, share, lower, upper)
  }

  private func expect(
    _ curve: KaplanMeierCurve, _ age: Int, _ share: Double, _ lower: Double, _ upper: Double
  ) throws {
    let interval = try #require(curve.interval(after: age, confidence: 0.95))
    #expect(agree(try #require(curve.share(after: age)), share))
    #expect(agree(interval.lowerBound, lower) && agree(interval.upperBound, upper))
  }

  @Test func mediansAgreeWithLifelines() {
    #expect(remissions?.median == 23)
    #expect(delayed?.median == 60)
  }

  @Test func isTheShareOfTheCasesWhereAllHaveEnded() {
    let curve = KaplanMeierCurve((1...10).map { Spell(exit: $0, hasEnded: true) })
    #expect(abs((curve?.share(after: 3) ?? 0) - 0.7) < 1e-12)
    #expect(curve?.share(after: 0) == 1 && curve?.share(after: 10) == 0)
    #expect(curve?.share(after: 500) == 0)
    #expect(curve?.median == 5)
  }

  @Test func saysNothingBeyondTheLastOpenCase() {
    let curve = KaplanMeierCurve([
      Spell(exit: 10, hasEnded: true), Spell(exit: 40, hasEnded: false),
    ])
    #expect(curve?.share(after: 40) == 0.5)
    #expect(curve?.share(after: 41) == nil)
    #expect(curve?.interval(after: 41, confidence: 0.95) == nil)
  }

  @Test func endsWhereNobodyIsAtRiskThoughOthersCome() {
    let gap = KaplanMeierCurve([
      Spell(exit: 5, hasEnded: false), Spell(entry: 9, exit: 20, hasEnded: true),
    ])
    #expect(gap?.lastDay == 5 && gap?.share(after: 6) == nil)
    // All at risk end on day 5: a share of 0 would say that nobody stays open, and one does.
    let emptied = KaplanMeierCurve([
      Spell(exit: 5, hasEnded: true, cases: 2), Spell(entry: 6, exit: 20, hasEnded: true),
    ])
    #expect(emptied?.lastDay == 4 && emptied?.share(after: 20) == nil)
  }

  @Test func needsACaseFromAgeZeroOn() {
    #expect(KaplanMeierCurve([]) == nil)
    #expect(KaplanMeierCurve([Spell(entry: 3, exit: 9, hasEnded: true)]) == nil)
  }

  @Test func hasNoIntervalAtTheEnds() {
    let curve = KaplanMeierCurve([Spell(exit: 10, hasEnded: true, cases: 4)])
    #expect(curve?.interval(after: 9, confidence: 0.95) == nil)
    #expect(curve?.interval(after: 10, confidence: 0.95) == nil)
  }
}
