import Foundation
import Testing

/// Outputs that helper programs make; skipped where these are not installed.
@Suite struct PrintedBriefingTests {
  private static let areInstalled = ["pandoc", "rsvg-convert", "weasyprint", "fc-list"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
  }

  private func printed(_ environment: [String: String]) async throws -> [[UInt8]] {
    let workspace = try TemporaryFolder()
    try workspace.copyContents(
      of: Programs.packageFolder + "/Tests/PipelineTests/Cases/report-of-a-small-city/input")
    let line = "caseload run -C . --quiet --formats md,html,docx,pdf"
    let outcome = try await Programs.run(line, in: workspace.path, environment: environment)
    #expect(outcome.exitCode == 0, "\(String(decoding: outcome.errors, as: UTF8.self))")
    return try ["docx", "pdf"].map { try workspace.bytes("reports/2024-05/briefing." + $0) }
  }

  @Test(.enabled(if: areInstalled, "pandoc, rsvg-convert or weasyprint is not installed"))
  func areTheSameBytesInOtherPlacesLanguagesAndTimeZones() async throws {
    let first = try await printed([:])
    let second = try await printed([
      "LC_ALL": "tr_TR.UTF-8", "LANG": "zh_CN.GB18030", "TZ": "Pacific/Kiritimati",
      "HOME": "/nonexistent",
    ])
    #expect(first == second)
    #expect(first[0].starts(with: Array("PK".utf8)) && first[1].starts(with: Array("%PDF".utf8)))
  }
}
