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
}
