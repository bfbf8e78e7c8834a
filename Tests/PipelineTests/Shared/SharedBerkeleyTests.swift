import Testing

/// The example workspace on admissions at Berkeley, where a difference vanishes by department.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBerkeleyTests {
  @Test func everyCellOfThePublishedTableComesOut() async throws {
    let example = try SharedExample("us-ucb-admissions", data: "stats-ucbadmissions")
    try await example.run("mkdir inbox && cp '\(example.source)/UCBAdmissions_cases.csv' inbox/")
    let printed = try await example.counted(month: "1973-09")
    #expect(printed.contains("berkeley-admissions: 4526 records = 4526 accepted + 0 rejected"))

    let counted = try example.archived("inspections").reduce(into: [String: Int]()) {
      $0["\($1["unit_code"]) \($1["party_type"]) \($1["result"])", default: 0] += 1
    }
    let groups = ["Male": "individual", "Female": "enterprise"]
    let results = ["Admitted": "rectify", "Rejected": "clean"]
    let table = try CSVTable(try contents(of: example.source + "/UCBAdmissions_counts.csv")).rows
    #expect(table.count == 24 && counted.count == 24)
    for row in table {
      let key = [row["Dept"], groups[row["Gender"]] ?? "", results[row["Admit"]] ?? ""]
      #expect(counted[key.joined(separator: " ")] == Int(row["Freq"]), "\(key)")
    }
    let counts = try example.partitions("inspection_counts")
    let admitted = sums("problems", of: counts, by: ["unit_code"])
    #expect(admitted.values.reduce(0, +) == 1_755 && admitted[["A"]] == 601)
    try await Self.onlyDepartmentADiffersByGroup(example)
  }

  private static func onlyDepartmentADiffersByGroup(_ example: SharedExample) async throws {
    let second = SecondProgram(try await example.recomputed())
    let found = try await example.outcomeTest(month: "1973-09")
    let flags = found.flags.filter { $0["category"].hasPrefix("type:") }
    #expect(flags.map { $0["unit_code"] } == ["A"] && flags[0]["category"] == "type:individual")
    let points = found.points.filter { $0["series"] == "type:individual" }
    // B has 25 women, fewer than the 30 from which a group is judged.
    #expect(points.map { $0["unit_code"] } == ["A", "C", "D", "E", "F"])
    for point in points {
      let truth = try #require(second.oddsRatio(point["unit_code"]))
      let printed = ["y", "lower", "upper"].map { point[$0] }
      #expect(agreeToSixDigits(printed, truth.numbers), "\(point["unit_code"])")
    }
    let effect = ["effect", "effect_lower", "effect_upper"].map { flags[0][$0] }
    #expect(effect == ["y", "lower", "upper"].map { points[0][$0] })
    // R: mantelhaen.test(UCBAdmissions); the crude ratio of the table of all departments.
    let overall = tableRows(found.report, beginning: "individuals and households / enterprises")
    #expect(
      overall == [
        [
          "individuals and households / enterprises", "2,691", "1,835", "1.84",
          "0.905 (0.772–1.06)",
        ]
      ])
  }

  // R: mantelhaen.test(UCBAdmissions, correct = FALSE), without A UCBAdmissions[, , -1].
  @Test func theSecondProgramAgreesWithR() async throws {
    let example = try SharedExample("us-ucb-admissions", data: "stats-ucbadmissions")
    let recomputed = try await example.recomputed()
    let lines = [
      "crude       4526 applicants odds ratio 1.841080 ",
      "stratified  4526 applicants odds ratio 0.904697 (0.771907-1.060330) ",
      "without A   3593 applicants odds ratio 1.031030 (0.870129-1.221685) ",
      "A            933 applicants odds ratio 0.349212 ",
      "E            584 applicants odds ratio 1.221631 ",
    ]
    for line in lines { #expect(recomputed.contains(line), "\(line)") }
  }
}
