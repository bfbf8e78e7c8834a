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
    // The bureaus' zero months are no surprise: few cases were to be expected in them.
    #expect(silent.allSatisfy { (Double($0["expected"]) ?? 99) < 12 })
    #expect(silent.count { ["grade_a", "grade_b"].contains($0["verdict"]) } == 0)
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
    let outcome = try await Programs.run("caseload run -C .", in: workspace.path)
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
