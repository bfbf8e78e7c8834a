import Testing

/// The example workspace on the cases that Japan's labour bureaus published.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedJapanTests {
  // Figures of data/examples/jp-labor-violations/README.md, counted there by another program.
  @Test func comesOutAsTheExampleSays() async throws {
    let workspace = try await Self.run()
    #expect(try Self.yearsOfPublication(workspace) == [436, 431, 422, 451, 362])
    let counts = try workspace.table("reports/2025-04/case_counts.csv").rows
    #expect(counts.compactMap { Int($0["cases"]) }.reduce(0, +) == 2_102)
    #expect(Set(counts.map { $0["unit_code"] }).count == 46)
    #expect(Set(counts.map { $0["item_code"] }).subtracting([""]).count == 47)
    let domains = Dictionary(grouping: counts) { $0["domain"] }
      .mapValues { $0.compactMap { Int($0["cases"]) }.reduce(0, +) }
    #expect(domains == ["労働安全衛生法": 1_607, "最低賃金法": 254, "労働基準法": 241])
    let cells = try workspace.table("reports/2025-04/zero_cells.csv")
    let silent = cells.rows(["level": "unit_domain", "state": "zero_open"])
      .filter { (Int($0["months_silent"]) ?? 0) >= 12 }
    #expect(silent.count == 25)
    #expect(silent.allSatisfy { $0["cases_ever"] != "0" })
    #expect(silent.count { ["grade_a", "grade_b"].contains($0["verdict"]) } == 0)
    try Self.fewWereExpected(silent)
    // The silence of a whole bureau is told as that.
    let flags = try workspace.table("reports/2025-04/flags.csv").rows(["indicator": "Q01"])
    #expect(flags.map { $0["unit_code"] } == ["千葉労働局"])
  }

  // The bureaus' zero months are no surprise, but for one bureau of which the archive holds no row
  // of any law after 2024-01.
  private static func fewWereExpected(_ silent: [CSVRow]) throws {
    let isGap = { (row: CSVRow) in
      row["unit_code"] == "千葉労働局" && row["domain"] == "労働安全衛生法"
    }
    for row in silent where !isGap(row) {
      let expected = try #require(Double(row["expected"]))
      let chance = try #require(Double(row["probability"]))
      #expect(expected > 0.5 && expected < 10, "\(row["unit_code"]) \(row["domain"])")
      // Among 138 cells of bureau and law one in two hundred is no surprise.
      #expect(chance > 0.005 && chance < 0.6, "\(row["unit_code"]) \(row["domain"])")
    }
    let small = silent.count { (Double($0["expected"]) ?? 99) < 3 }
    #expect(small == silent.count { $0["verdict"] == "too_few_expected" } && small >= 15)
    let gap = try #require(silent.first(where: isGap))
    #expect(gap["cases_ever"] == "29" && (Double(gap["expected"]) ?? 0) > 10)
    #expect((Double(gap["probability"]) ?? 1) < 0.001)
  }

  private static func run() async throws -> TemporaryFolder {
    let workspace = try TemporaryFolder()
    let example = Programs.packageFolder + "/data/examples/jp-labor-violations"
    for name in ["caseload.toml", "profiles", "lookups"] {
      try workspace.copy(example + "/" + name)
    }
    let source = try #require(SharedFolder.path) + "/data/jp-labor-violations"
    let exported = String(
      decoding: try contents(of: source + "/appearances-2021-2025.tsv"), as: UTF8.self)
    try workspace.write("inbox/appearances-2021-2025.tsv", exported)
    let outcome = try await Programs.run("caseload run --verbose -C .", in: workspace.path)
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    #expect(
      outcome.text.contains("jp-labor: 2102 records = 2102 accepted + 0 rejected + 0 duplicate"),
      "\(outcome.everything)")
    return workspace
  }

  private static func yearsOfPublication(_ workspace: TemporaryFolder) throws -> [Int] {
    var years: [String: Int] = [:]
    for name in try workspace.files(below: "archive/cases") where name.contains("/part-") {
      for row in try CSVTable(try workspace.archived(name)).rows {
        years[String(row["published_date"].prefix(4)), default: 0] += 1
      }
    }
    return years.keys.sorted().compactMap { years[$0] }
  }
}
