import Testing

/// A report is made again, whatever happened beside it.
@Suite struct ReproduceTests {
  private static let number = "〔2024〕902号"
  // Ends once the cases behind findings are written aside.
  private static let begun = """
    caseload reproduce 2024-02 --level internal & \\
    until ls .tmp-*/findings/2024-02 >/dev/null 2>&1; do sleep 0.01; done
    """

  private let world: PersonalWorld

  init() async throws {
    world = try await PersonalWorld()
    try await world.run("cases-2024-02.csv", .utf8, PersonalWorld.february)
  }

  @Test func oneThatWasStoppedLeavesNothingThatIsNotSwept() async throws {
    try await world.succeed(
      Self.begun + "; kill -KILL $!; wait $!; test $? = 137 && test -d .tmp-*/findings")
    #expect(try world.holders([Self.number]).contains { $0.hasPrefix("./.tmp-") })
    try await world.succeed("caseload run --quiet --level internal && ! ls -d .tmp-* 2>/dev/null")
    // A purge is such a command too.
    try await world.succeed(Self.begun + "; kill -TERM $!; wait $!; test $? = 143")
    try await world.succeed(PersonalWorld.purge)
    #expect(try world.holders(PersonalWorld.canaries) == [])
  }

  @Test func oneThatIsAtWorkIsLeftAlone() async throws {
    try await world.succeed(
      Self.begun + "; kill -STOP $! && caseload run --quiet && test -d .tmp-*/findings || exit 1; "
        + "kill -CONT $!; wait $! && ! ls -d .tmp-* 2>/dev/null")
  }

  @Test func aMonthThatWasReportedLaterIsNotTheOneBefore() async throws {
    // April is compared with February; March is reported afterwards.
    try world.export("cases-2024-03.csv", .utf8, [PersonalWorld.case(907, month: "03")])
    try world.export("cases-2024-04.csv", .utf8, PersonalWorld.april)
    try await world.succeed(
      "caseload run --quiet --level internal --month 2024-04 && caseload reproduce --level internal 2024-04"
    )
    try world.export("cases-2024-05.csv", .utf8, [PersonalWorld.case(908, month: "05")])
    try await world.succeed("caseload run --quiet --level internal --month 2024-05")
    try await world.succeed("caseload run --quiet --level internal --month 2024-03")
    let again = try await world.succeed("caseload reproduce --level internal 2024-04")
    #expect(again.errors.isEmpty)
    // May tells how long its flags have stood from February and April alone.
    let later = try await world.succeed("caseload reproduce --level internal 2024-05")
    #expect(later.errors.isEmpty)
    // One that is made anew is told, and that nobody changed what was published.
    try await world.succeed("caseload run --quiet --level internal --month 2024-02 --language en")
    let other = try await world.succeed(
      "caseload reproduce --level internal 2024-04; test $? = 65")
    let told = String(decoding: other.errors, as: UTF8.self)
    #expect(told.contains("2024-02/provenance-internal.json, which this report was compared with"))
    #expect(told.contains("what was published is as its provenance says"))
    // Of flags that come to the same it is told, and no more.
    let flags = try await world.succeed(
      "echo >> reports/2024-02/flags-internal.csv; caseload reproduce --level internal 2024-05")
    #expect(
      String(decoding: flags.errors, as: UTF8.self).contains(
        "2024-02/flags-internal.csv, from which this report told the status of its flags"))
    try await world.succeed("echo >> reports/2024-04/briefing-internal.md")
    let damaged = try await world.succeed(
      "caseload reproduce --level internal 2024-04; test $? = 65")
    #expect(damaged.everything.contains("2024-04: not the report that was published"))
  }

  @Test func whatWasPrunedIsNoDamage() async throws {
    try await world.run("cases-2024-03.csv", .gb18030, PersonalWorld.march)
    try await world.succeed("caseload prune --quiet && caseload verify")
    let told = try await world.succeed(
      "caseload reproduce --level internal 2024-02; test $? = 66")
    #expect(told.everything.contains("2024-02: cannot be rebuilt: archive/"))
    #expect(told.everything.contains("prune removes"))
    let traced = try await world.succeed(
      "caseload trace reports/2024-02 case_counts month=2024-02; test $? = 66")
    #expect(traced.everything.contains("cannot be traced: archive/"))
    #expect(traced.everything.contains("prune removes"))
  }

  @Test func findingsThatAPurgeRemovedAreMadeAnewBesideTheReport() async throws {
    let before = try await world.succeed("sha256sum reports/2024-02/report-internal.md")
    try await world.succeed(PersonalWorld.purge + " && rm -rf findings")
    let trace = "caseload trace reports/2024-02 case_counts month=2024-02"
    let told = try await world.succeed("\(trace); test $? = 66")
    #expect(told.everything.contains("a purge removes findings that name a case"))
    try await world.succeed(
      "caseload-count --month 2024-02 && caseload-flag --month 2024-02 && \(trace)")
    #expect(
      try await world.succeed("sha256sum reports/2024-02/report-internal.md").output
        == before.output)
  }
}
