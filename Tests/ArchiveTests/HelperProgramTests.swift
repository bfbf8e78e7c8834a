import Archive
import Testing

@Suite struct HelperProgramTests {
  private func run(
    _ arguments: String...
  ) throws -> (ending: HelperProgram.Ending, lines: [String]) {
    var lines: [String] = []
    let ending = try HelperProgram.run(arguments) { lines.append($0) }
    return (ending, lines)
  }

  @Test func passesOnEachLineOfBothStreams() throws {
    let run = try run("sh", "-c", "echo one; echo two >&2; printf three")
    #expect(run.ending == .exited(0))
    #expect(run.lines == ["one", "two", "three"])
  }

  @Test func tellsAnExitCodeFromASignal() throws {
    #expect(try run("sh", "-c", "exit 69").ending == .exited(69))
    #expect(try run("sh", "-c", "kill -KILL $$").ending == .killed(9))
  }

  @Test func readsNoArgumentAsAShellWould() throws {
    #expect(try run("echo", "$HOME; a  b").lines == ["$HOME; a  b"])
  }

  @Test func givesNothingToRead() throws {
    #expect(try run("cat") == (.exited(0), []))
  }

  @Test func saysThatAProgramIsMissing() {
    #expect(throws: ArchiveError.missing(path: "no-such-program-at-all")) {
      try run("no-such-program-at-all")
    }
  }
}
