import Testing

/// The example workspace on Chicago's food inspections, whose inspector clusters differ.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedChicagoTests {
  @Test func countsAgreeWithAnotherProgram() async throws {
    let example = try SharedExample(
      "us-chicago-food-inspections", data: "us-chicago-food-inspections")
    try await example.makeTables()
    let printed = try await example.counted(month: "2014-12")
    #expect(printed.contains("chicago-inspections: 27600 records = 27600 accepted + 0 rejected"))
    #expect(printed.contains("chicago-violations: 113168 records = 113168 accepted + 0 rejected"))
    let sources = try example.workspace.table("counts/2014-12/sources.csv").rows
    #expect(sources.count == 6 && sources.allSatisfy { $0["notes"].isEmpty })

    let recomputed = try await example.recomputed()
    let inspections = try example.partitions("inspection_counts")
    try Self.clustersFindWhatTheyFound(inspections, recomputed)
    try Self.zerosLeaveBlankWardsOut(example, inspections, recomputed)
    try Self.strataAreWardRiskModeAndYear(example, recomputed)
    try await Self.theOutcomeTestAgrees(example, SecondProgram(recomputed))
  }

  private static let clusters = ["blue", "brown", "green", "orange", "purple", "yellow"]

  // UNKNOWN has no row in units.csv, hence no level, and shares no stratum with the clusters.
  private static func strataAreWardRiskModeAndYear(
    _ example: SharedExample, _ recomputed: String
  ) throws {
    let visits = try example.workspace.table("counts/2014-12/visit_outcomes.csv").rows
      .filter { $0["unit_code"] != "UNKNOWN" }
    #expect(visits.compactMap { Int($0["known"]) }.reduce(0, +) == 22_400)
    let strata = Set(
      visits.map { row in
        ["district_code", "domain", "item_code", "risk_class", "mode"].map { row[$0] }
          + [String(row["month"].prefix(4))]
      })
    #expect(strata.allSatisfy { $0[1] == "" && $0[2] == "" && $0[3] != "" && $0[4] == "routine" })
    let second = SecondProgram(recomputed)
    #expect(second.oddsRatio("ward risk mode year", below: "orange:")?.size == strata.count)
  }

  private static func theOutcomeTestAgrees(
    _ example: SharedExample, _ second: SecondProgram
  ) async throws {
    let found = try await example.outcomeTest(month: "2014-12")
    #expect(Set(found.flags.map { $0["unit_code"] }) == Set(clusters).subtracting(["orange"]))
    #expect(found.flags.count == 5 && found.flags.allSatisfy { $0["category"] == "unit" })
    #expect(found.points.map { $0["unit_code"] } == clusters)
    for cluster in clusters {
      let truth = try #require(second.oddsRatio("ward risk mode year", below: cluster + ":"))
      let point = try #require(found.points.first { $0["unit_code"] == cluster })
      let printed = ["y", "lower", "upper"].map { point[$0] }
      #expect(agreeToSixDigits(printed, truth.numbers), "\(cluster)")
      #expect(point["flagged"] == (cluster == "orange" ? "false" : "true"))
      for flag in found.flags where flag["unit_code"] == cluster {
        #expect(["effect", "effect_lower", "effect_upper"].map { flag[$0] } == printed)
        #expect(flag["reason"].contains("within district × domain × item × risk class × mode"))
      }
      // Without strata a cluster is compared with every inspection of the others.
      let row = try #require(tableRows(found.report, beginning: cluster + " | this unit").first)
      let crude = try #require(second.oddsRatio("crude", below: cluster + ":"))
      #expect(abs((Double(row[7]) ?? 0) / crude.value - 1) <= 0.005, "\(cluster)")
    }
    // Wards turn orange from below the others to above them, by less than the least distance.
    let orange = try #require(tableRows(found.report, beginning: "orange | this unit").first)
    #expect(orange[6] == "1.19 (1.05–1.35)" && orange[7] == "0.961")
    #expect(orange[11] == "not flagged")
    #expect(tableRows(found.report, beginning: "UNKNOWN | this unit").isEmpty)
    let coverage = try example.workspace.table("reports/2014-12/coverage.csv")
    let outcomes = try #require(coverage.rows(["indicator": "S03"]).first)
    #expect(["flagged", "passed", "not_applicable"].map { outcomes[$0] } == ["5", "1", "1"])
  }

  // Published: brown 2.3 %, yellow 5.6, green 9.1, orange 12.6, blue 22.7, purple 38.2.
  private static func clustersFindWhatTheyFound(
    _ inspections: [CSVRow], _ recomputed: String
  ) throws {
    let visits = sums("visits", of: inspections, by: ["unit_code"])
    let problems = sums("problems", of: inspections, by: ["unit_code"])
    #expect(visits.values.reduce(0, +) == 27_600 && visits[["UNKNOWN"]] == 5_200)
    let published = [
      ("brown", 2.3), ("yellow", 5.6), ("green", 9.1), ("orange", 12.6), ("blue", 22.7),
      ("purple", 38.2),
    ]
    #expect(visits.count == published.count + 1)
    for (cluster, percent) in published {
      let (found, all) = (try #require(problems[[cluster]]), try #require(visits[[cluster]]))
      #expect(recomputed.contains("\n\(cluster): \(found) of \(all), "))
      // Published with one digit.
      #expect(abs(100 * Double(found) / Double(all) - percent) <= 0.05, "\(cluster)")
    }
  }

  private static func zerosLeaveBlankWardsOut(
    _ example: SharedExample, _ inspections: [CSVRow], _ recomputed: String
  ) throws {
    let folder = "counts/2014-12/"
    let cases = try example.workspace.table(folder + "case_counts.csv").rows
    let byWard = sums("item_cases", of: cases, by: ["item_code", "district_code"])
    #expect(byWard.values.reduce(0, +) == 113_168)
    let placed = byWard.filter { !$0.key[1].isEmpty && $0.value > 0 }
    #expect(44 * 50 - placed.count == 474)
    #expect(recomputed.contains("code x ward: 474 of 2200 without\n"))

    let visits = sums("visits", of: inspections, by: ["district_code", "month"])
    #expect(40 * 50 - visits.keys.count { !$0[0].isEmpty } == 47)
    #expect(visits.filter { $0.key[0].isEmpty }.values.reduce(0, +) == 2_914)
    #expect(recomputed.contains("ward x month: 47 of 2000 without\n"))

    let cells = try example.workspace.table(folder + "cells.csv").rows(["level": "unit_item"])
    let never = cells.filter { $0["cases_ever"] == "0" && $0["unit_code"] != "UNKNOWN" }
    #expect(never.count == 20)
    #expect(recomputed.contains("code x cluster: 20 of 264 without\n"))
    // Code 15 was never cited by any known cluster.
    #expect(never.count { $0["item_code"] == "15" } == 6)
  }
}
