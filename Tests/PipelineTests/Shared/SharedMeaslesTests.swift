import Testing

/// The example workspace on measles in Weser-Ems, where two districts are known to have had none.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedMeaslesTests {
  /// What data/examples/measles-weser-ems/surprise.py prints of a district.
  private struct Recomputed {
    let district: String
    /// Cases of the other districts by share of people.
    let expected: Double
    /// Chance of none by a negative binomial over the other districts, zeros included.
    let least: Double
    /// The same over districts with a case, cut at zero.
    let most: Double
  }

  private static let recomputed = [
    Recomputed(district: "03401", expected: 40.80, least: 0.180, most: 0.694),
    Recomputed(district: "03405", expected: 45.59, least: 0.173, most: 0.689),
  ]

  @Test func districtsWithoutACaseAreZerosAndNoSurprise() async throws {
    let workspace = try await Self.run()
    let cells = try workspace.table("reports/2002-12/zero_cells.csv")
    let never = cells.rows(["level": "unit_item", "state": "zero_open", "cases_ever": "0"])
    #expect(never.map { $0["unit_code"] } == ["03401", "03405"])
    for truth in Self.recomputed {
      for level in ["unit_item", "unit_domain"] {
        let cell = try #require(
          cells.rows(["level": level, "unit_code": truth.district]).first, "\(truth.district)")
        #expect(cell["state"] == "zero_open" && cell["months_silent"] == "24")
        let expected = try #require(Double(cell["expected"]))
        let chance = try #require(Double(cell["probability"]))
        // One standard error of a mean of 16 counts of size 0.34 is 43 %; a tenth is well inside.
        #expect(abs(expected / truth.expected - 1) < 0.1, "\(truth.district): \(expected)")
        // Two laws bound it: zeros widen the one and cannot touch the other.
        #expect(chance > truth.least && chance < truth.most, "\(truth.district): \(chance)")
        #expect(!["grade_a", "grade_b"].contains(cell["verdict"]))
        #expect((Double(cell["posterior_normal"]) ?? 0) > 0.9)
      }
    }
    // The bigger district expects more: the register of people counts.
    let expected = never.compactMap { Double($0["expected"]) }
    #expect(abs(expected[1] / expected[0] - 34_312.0 / 30_823.0) < 0.01)
  }

  private static func run() async throws -> TemporaryFolder {
    let workspace = try TemporaryFolder()
    let example = Programs.packageFolder + "/data/examples/measles-weser-ems"
    for name in ["caseload.toml", "make-tables.py"] { try workspace.copy(example + "/" + name) }
    let source = try #require(SharedFolder.path) + "/data/stats-surveillance-measles"
    let made = try await Programs.run("python3 make-tables.py '\(source)'", in: workspace.path)
    #expect(made.exitCode == 0, "\(made.everything)")
    let outcome = try await Programs.run(
      "caseload run --verbose -C . --month 2002-12", in: workspace.path)
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    #expect(outcome.text.contains("1283 records = 1283 accepted + 0 rejected"))
    return workspace
  }
}
