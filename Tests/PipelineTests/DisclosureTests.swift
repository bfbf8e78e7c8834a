import Testing

/// What a reader can find out of the hidden numbers of shared reports, by a program of its own.
@Suite struct DisclosureTests {
  /// A workspace of small groups with three successive reports, and one without the exports of
  /// an agency.
  private func planted() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let months = ["2024-10", "2024-11", "2024-12"]
    for (name, left, months) in [("whole", "", months), ("without", "U1", ["2024-12"])] {
      try await succeed("\(Self.program).planted '\(folder.path)/\(name)' \(left)", in: Self.tests)
      for month in months {
        try await succeed(
          "caseload run -C \(name) --month \(month) --quiet \(Self.districts)", in: folder.path)
      }
    }
    return folder
  }

  private static let districts =
    "--district 970100 --district 970101 --district 970102 --district 970103"
  private static let program = "python3 -B -m disclosure"
  private static let tests = Programs.packageFolder + "/Tests/PipelineTests"

  private func succeed(_ line: String, in folder: String) async throws {
    let outcome = try await Programs.run(line, in: folder)
    #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
  }

  @Test func smallGroupsFollowFromNothingAndWhatGivesThemAwayIsFound() async throws {
    let folder = try await planted()
    let line = "\(Self.program) '\(folder.path)/whole' '\(folder.path)/without'"
    let found = try await Programs.run(line, in: Self.tests)
    #expect(found.exitCode == 0, "\(found.everything)")
    // The share of the other units, 67 of 240, makes the one hidden number of P06 a three.
    let report = "whole/reports/2024-12/report.md"
    let text = String(decoding: try folder.bytes(report), as: UTF8.self)
    let (titles, row) = ("| 单位 | 可比件数 | 其中 | 占比 |", "| U1局 | 48 | 9 | 18.8% |")
    try #require(text.contains(titles + "\n") && text.contains(row + "\n"))
    try folder.write(
      report,
      text.replacingOccurrences(of: titles + "\n", with: titles + " 同类参照 |\n")
        .replacingOccurrences(of: row + "\n", with: row + " 27.9% |\n"))
    try await succeed("rm -r whole/reports/2024-10 whole/reports/2024-11", in: folder.path)
    let spoilt = try await Programs.run("\(Self.program) '\(folder.path)/whole'", in: Self.tests)
    #expect(spoilt.exitCode == 1 && spoilt.text.contains("'P06', 'U0局'): only [3] is possible"))
    try folder.write(report, text)
    try await aBriefingTellsMore(than: folder)
  }

  // A district is told how many parties are over the cap where the report hides it.
  private func aBriefingTellsMore(than folder: TemporaryFolder) async throws {
    let briefing = "whole/reports/2024-12/districts/970101/briefing.md"
    let text = String(decoding: try folder.bytes(briefing), as: UTF8.self)
    let hidden = "后又检查\\<10次，涉及\\<10个对象"
    try #require(text.contains(hidden))
    try folder.write(
      briefing, text.replacingOccurrences(of: hidden, with: "后又检查\\<10次，涉及3个对象"))
    let spoilt = try await Programs.run("\(Self.program) '\(folder.path)/whole'", in: Self.tests)
    #expect(spoilt.exitCode == 1 && spoilt.text.contains("'低', 'parties'): only [3] is possible"))
    #expect(spoilt.text.contains("970101: D01-"))
  }

  @Test func oneCaseBetweenTwoReportsGivesNoSmallGroupAway() async throws {
    let folder = try TemporaryFolder()
    for (late, month) in [("", "2024-11"), ("late", "2024-12")] {
      try await succeed("\(Self.program).rolling '\(folder.path)/whole' \(late)", in: Self.tests)
      try await succeed("caseload run -C whole --month \(month) --quiet", in: folder.path)
    }
    let found = try await Programs.run("\(Self.program) '\(folder.path)/whole'", in: Self.tests)
    // The window of a year has one case more, of a month that was restated, and five are shown.
    withKnownIssue("P06 shows five where the report before hid the four that it grew from") {
      #expect(found.exitCode == 0, "\(found.everything)")
    }
    #expect(found.text.contains(" 1 found out"))
  }
}

extension SampleTests {
  /// The same of the sample's reports.
  @Suite struct SampleDisclosureTests {
    @Test func hiddenNumbersOfSuccessiveReportsFollowFromNothing() async throws {
      let workspace = try SampleRun.shared().workspace.path
      let found = try await Programs.run(
        "python3 -B -m disclosure '\(workspace)'",
        in: Programs.packageFolder + "/Tests/PipelineTests")
      #expect(found.exitCode == 0, "\(found.everything)")
    }
  }
}
