import Testing

/// The example workspace on stops in Minneapolis, most of which have no outcome on record.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedMinneapolisTests {
  // R, carData 3.0.5: with(MplsStops, table(problem, citationIssued, useNA = "always"))
  @Test func aMissingOutcomeIsNoStopWithoutACitation() async throws {
    let example = try await Self.counted()
    let outcomes = try example.archived("inspections").reduce(into: [String: Int]()) {
      $0[$1["domain"] + " " + $1["result"], default: 0] += 1
    }
    #expect(
      outcomes == [
        "suspicious clean": 9_370, "suspicious filed": 634, "suspicious ": 15_818,
        "traffic clean": 6_529, "traffic filed": 2_577, "traffic ": 16_992,
      ])
    let sources = try example.workspace.table("counts/2017-12/sources.csv").rows
    #expect(sources.allSatisfy { $0["notes"].isEmpty })
    let counts = try example.partitions("inspection_counts")
    #expect(counts.compactMap { Int($0["problems"]) }.reduce(0, +) == 634 + 2_577)
    try Self.zerosAndMonthsAgreeWithTheSource(counts)
    try await Self.blankResultsAreInNoDenominator(example)
  }

  // R: with(MplsStops, table(policePrecinct, citationIssued)), both columns added up.
  private static let known = [
    "1": 2_538, "2": 3_314, "3": 3_934, "4": 4_955, "5": 4_369,
  ]

  private static func blankResultsAreInNoDenominator(_ example: SharedExample) async throws {
    let counted = try example.workspace.table("counts/2017-12/visit_outcomes.csv").rows
    let totals = ["visits", "known", "problems"].map { measure in
      sums(measure, of: counted, by: [])[[]]
    }
    #expect(totals == [51_920, 51_920 - 32_810, 634 + 2_577])
    let report = try await example.outcomeTest(month: "2017-12").report
    let rows = tableRows(report, beginning: "Precinct ").filter { $0[1].hasPrefix("this unit") }
    #expect(rows.count == known.count)
    for row in rows {
      let own = try #require(known[String(row[0].suffix(1))])
      let others = 51_920 - 32_810 - own
      #expect([row[2], row[4]].map { Int($0.replacing(",", with: "")) } == [own, others])
    }
  }

  // R, in local time: xtabs(~ neighborhood + format(date, "%Y-%m") + problem, MplsStops)
  private static func zerosAndMonthsAgreeWithTheSource(_ counts: [CSVRow]) throws {
    let months = sums("visits", of: counts, by: ["month"])
    #expect(
      months.keys.sorted { $0[0] < $1[0] }.compactMap { months[$0] } == [
        3_881, 4_594, 5_116, 5_257, 4_688, 4_320, 4_473, 4_054, 4_440, 4_120, 3_646, 3_331,
      ])
    let cells = sums("visits", of: counts, by: ["district_code", "month"])
    #expect(87 * 12 - cells.count == 8)
    let problems = sums("visits", of: counts, by: ["district_code", "month", "domain"])
    #expect(87 * 12 * 2 - problems.count == 90)
    let precincts = sums("visits", of: counts, by: ["unit_code", "domain"])
    #expect(precincts[["precinct-3", "suspicious"]] == 7_026)
    #expect(precincts[["precinct-5", "traffic"]] == 7_702 && precincts.count == 10)
  }

  private static func counted() async throws -> SharedExample {
    let example = try SharedExample("us-mpls-stops", data: "us-mpls-stops")
    try await example.makeTables()
    let printed = try await example.counted(month: "2017-12")
    #expect(printed.contains("minneapolis-stops: 51920 records = 51920 accepted + 0 rejected"))
    return example
  }
}
