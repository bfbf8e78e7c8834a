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
