import Testing

/// A folder that somebody made read-only keeps nobody from other months.
@Suite struct ReadOnlyFolderTests {
  // The rights of a folder do not hold for root.
  private static let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"

  @Test func aReportFolderThatIsReadOnlyBlocksNoRun() async throws {
    let world = try await PersonalWorld()
    try await world.run("cases-2024-02.csv", .utf8, PersonalWorld.february)
    let isRoot = try await Programs.run("test $(id -u) = 0", in: world.folder.path).exitCode == 0
    let mayRun =
      try await Programs.run(
        "\(Self.nobody) caseload --version", in: world.folder.path
      ).exitCode == 0
    guard !isRoot || mayRun else { return }
    let run = (isRoot ? Self.nobody + " " : "") + "caseload run --quiet --level internal"
    if isRoot { try await world.succeed("chown -R 65534:65534 .") }
    // One's own is made writable again, since it is replaced.
    try await world.succeed("chmod 555 reports/2024-02 reports/2024-02/charts; \(run)")
    try await world.succeed("! ls -d reports/.tmp-* 2>/dev/null")
    // What is another's stays, is told, and is in nobody's way.
    guard isRoot else { return }
    try await world.succeed(
      "mkdir -p reports/.tmp-2024-01-7/charts && chmod 555 reports/.tmp-2024-01-7")
    try world.export("cases-2024-03.csv", .gb18030, PersonalWorld.march)
    let told = try await world.succeed(run)
    #expect(told.everything.contains("reports/.tmp-2024-01-7: an earlier run left this"))
    #expect(try !world.folder.files(below: "reports/2024-03").isEmpty)
  }
}
