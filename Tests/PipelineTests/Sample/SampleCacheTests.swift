import Foundation
import Testing

extension SampleTests {
  /// What is kept between counts changes no count.
  @Suite struct SampleCacheTests {
    private static let inbox = SampleRun.source + "/inbox/"

    // The first case of 2023-02 once more, on another day and with another fine, as of 2025-01.
    private static func corrected() throws -> String {
      let lines = String(decoding: try contents(of: inbox + "cases-2023-02.csv"), as: UTF8.self)
        .split(separator: "\r\n", omittingEmptySubsequences: false)
        .flatMap { $0.split(separator: "\n") }
      let header = try #require(lines.first)
      let case1 = try #require(lines.first { $0.contains("2023年2月1日") && $0.contains("17000.00") })
      return "\(header)\n"
        + case1.replacingOccurrences(of: "2023年2月1日", with: "2023年3月1日")
        .replacingOccurrences(of: "17000.00", with: "16000.00") + "\n"
    }

    // An item moves to another domain, and a unit to its successor.
    private static func changed(_ table: String, _ old: String, _ new: String) throws -> String {
      let text = String(decoding: try contents(of: inbox + table), as: UTF8.self)
      #expect(text.contains(old), "\(table) of the sample was changed: this test asks for \(old)")
      return text.replacingOccurrences(of: old, with: new)
    }

    @Test func countsAreTheSameFromTheCacheAndFromNothing() async throws {
      let sample = try SampleRun.shared().workspace
      let folder = try TemporaryFolder()
      for name in ["caseload.toml", "sample-key", "archive", "counts", "cache"] {
        try folder.copy(sample.path + "/" + name)
      }
      try folder.write("late/cases-2025-01.csv", try Self.corrected())
      try folder.write(
        "late/catalogue.csv",
        try Self.changed("catalogue.csv", "SC-001,未亮照经营,市场监管", "SC-001,未亮照经营,城市管理"))
      try folder.write(
        "late/units.csv",
        try Self.changed(
          "units.csv", "LZ-JTYS,澜州市交通运输局,city,970100,,部门,28,1,是,2000-01-01,,",
          "LZ-JTYS,澜州市交通运输局,city,970100,,部门,28,1,是,2000-01-01,2023-12-31,LZ-CSGL"))
      let outcome = try await Programs.run(
        """
        set -e
        mv counts/2024-12 before
        caseload-ingest -C . --quiet late/*.csv
        caseload-archive -C . --quiet
        caseload-count -C . --month 2024-12 --quiet
        mv counts/2024-12 warm
        test $(ls counts/mapped/penalty_outcomes | wc -l) = $(ls archive/cases | wc -l)
        rm -r counts cache
        caseload-count -C . --month 2024-12 --quiet
        diff -r warm counts/2024-12
        ! diff -q before/cells.csv warm/cells.csv
        ! diff -q before/penalty_outcomes.csv warm/penalty_outcomes.csv
        ! diff -q before/case_counts.csv warm/case_counts.csv
        """, in: folder.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
    }
  }
}
