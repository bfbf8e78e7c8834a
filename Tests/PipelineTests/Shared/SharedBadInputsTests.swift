import Testing

/// The catalogue of bad inputs, faults and attacks, run by its own program.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBadInputsTests {
  /// Every case holds, and docs/bad-inputs.md says what is observed.
  @Test func everyCaseEndsAsThePageSays() async throws {
    let shared = try #require(SharedFolder.path)
    let programs = try Programs.folder()
    let page = Programs.packageFolder + "/docs/bad-inputs.md"
    let outcome = try await Programs.run(
      "'\(Programs.packageFolder)/.venv/bin/python3' -B -m bad_inputs --programs '\(programs)'"
        + " --shared '\(shared)' --check '\(page)'",
      in: Programs.packageFolder + "/Tests/PipelineTests")
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
  }
}
