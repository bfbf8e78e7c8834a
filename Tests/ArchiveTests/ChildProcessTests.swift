import Testing

@testable import Archive

@Suite struct ChildProcessTests {
  private func run(
    _ script: String, _ environment: [String] = [], folder: String = "/", seconds: Int = 20
  ) throws -> ChildProcess.Outcome {
    let shell = try #require(ChildProcess.program(named: "sh", in: "/usr/bin:/bin"))
    return try ChildProcess(shell, ["-c", script], environment: environment, folder: folder)
      .run(seconds: seconds)
  }

  @Test func exitCodeAndErrorsComeBack() throws {
    let outcome = try run("echo words >&2; exit 7")
    #expect(outcome.status == 7 && !outcome.isTimedOut)
    #expect(String(decoding: outcome.errors, as: UTF8.self) == "words\n")
  }

  @Test func environmentAndFolderAreThoseGiven() throws {
    let outcome = try run("echo \"$A,$HOME,$(pwd)\" >&2", ["A=b c"], folder: "/usr")
    #expect(String(decoding: outcome.errors, as: UTF8.self) == "b c,,/usr\n")
  }

  @Test func aProgramThatHangsIsEnded() throws {
    let outcome = try run("sleep 30", seconds: 1)
    #expect(outcome.isTimedOut && outcome.status == 137)
  }

  @Test func manyErrorsNeitherBlockNorFillMemory() throws {
    let outcome = try run("i=0; while [ $i -lt 20000 ]; do echo 12345678901 >&2; i=$((i+1)); done")
    #expect(outcome.status == 0 && outcome.errors.count == 1 << 16)
  }

  @Test func aMissingProgramIsNoneAndRelativeFoldersAreNotSearched() {
    #expect(ChildProcess.program(named: "no-such-program", in: "/usr/bin:/bin") == nil)
    #expect(ChildProcess.program(named: "sh", in: "bin:.") == nil)
    #expect(throws: ArchiveError.self) {
      try ChildProcess("/no/such/program", [], environment: [], folder: "/").run(seconds: 1)
    }
  }
}
