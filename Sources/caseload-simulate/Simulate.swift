import ArgumentParser
import Glibc
import Simulation

/// Writes an invented city for trying out and testing the pipeline.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-simulate",
    abstract: "Write the exports of an invented city, and the truth about them.",
    discussion: "Creates DIR/inbox/*.csv and DIR/truth.csv. The same seed gives the same bytes.")

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 20_240_701

  @Option(help: "Months of history from 2022-01 on, from 36 to 60.")
  var months = 36

  @Option(help: ArgumentHelp("Where to write.", valueName: "DIR"))
  var output: String

  @Flag(help: "Write into an inbox that already holds files; those of other names stay.")
  var force = false

  func validate() throws {
    guard SampleCity.supportedMonths.contains(months) else {
      let allowed = SampleCity.supportedMonths
      throw ValidationError("--months takes \(allowed.lowerBound) to \(allowed.upperBound)")
    }
  }

  func run() throws {
    do {
      let folder = OutputFolder(path: output)
      try folder.prepare(force: force)
      let files = try SampleCity(seed: seed, months: months).files()
      for file in files { try folder.write(file) }
      let total = files.reduce(0) { $0 + $1.bytes.count }
      try writeText("\(files.count) files, \(total) bytes, seed \(seed)\n", to: STDOUT_FILENO)
    } catch let error as OutputError {
      try? writeText("caseload-simulate: \(error)\n", to: STDERR_FILENO)
      throw ExitCode(error.exitCode)
    } catch let error as SimulationError {
      try? writeText("caseload-simulate: \(error)\n", to: STDERR_FILENO)
      throw ExitCode(70)
    }
  }
}
