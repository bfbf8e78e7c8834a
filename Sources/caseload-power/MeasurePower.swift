import ArgumentParser
import Contracts
import Glibc
import Indicators
import Power
import Simulation

/// Measures the zero-case method in planted worlds.
@main
struct MeasurePower: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-power",
    abstract: "Measure how much inaction the zero-case method finds in planted worlds.",
    discussion: """
      Makes each world for each seed, counts it as the pipeline does, and compares what is flagged \
      with what was planted. The same worlds and seeds give the same page.
      """)

  @Option(help: "Names of worlds, separated by commas; all where none is given.")
  var presets: String?

  @Option(help: "First and last seed, as 1-8.")
  var seeds = "1-8"

  @Option(help: "Worlds that are measured at the same time.")
  var threads = 2

  @Option(
    help: ArgumentHelp(
      "Where to write the page; without it, to the terminal.",
      valueName: "FILE"))
  var output: String?

  func validate() throws { _ = try grid() }

  func run() async throws {
    let grid = try grid()
    let outcomes = await grid.outcomes(of: Self.method) { outcome in
      // Standard error shows how far it is; worlds end in any order.
      write("\(outcome.preset.rawValue) \(outcome.seed)\n", to: STDERR_FILENO)
    }
    let page = PowerReport(outcomes, of: grid).text
    guard let output else {
      guard write(page, to: STDOUT_FILENO) else { throw ExitCode(74) }
      return
    }
    let descriptor = unsafe open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      write("caseload-power: \(output) cannot be created\n", to: STDERR_FILENO)
      throw ExitCode(73)
    }
    let isWritten = write(page, to: descriptor)
    guard close(descriptor) == 0, isWritten else {
      write("caseload-power: \(output) cannot be written\n", to: STDERR_FILENO)
      throw ExitCode(74)
    }
  }

  private static let method: @Sendable (Observation) async -> [CellAssessment] = { observation in
    await SilenceModel.findings(of: observation, IndicatorSettings()).silent
  }

  private func grid() throws -> PowerGrid {
    let names = presets?.split(separator: ",").map(String.init)
    let worlds = try names?.map { name in
      guard let world = WorldPreset(rawValue: name) else {
        let known = WorldPreset.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no world is called '\(name)'; there are \(known)")
      }
      return world
    }
    let parts = seeds.split(separator: "-")
    let ends = parts.compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last,
      ends.count == parts.count, ends.count <= 2
    else {
      throw ValidationError("--seeds takes a first and a last seed, as 1-8")
    }
    guard (1...64).contains(threads) else { throw ValidationError("--threads takes 1 to 64") }
    var grid = PowerGrid(presets: worlds ?? WorldPreset.allCases, seeds: first...last)
    grid.threads = threads
    return grid
  }
}

/// Writes a text, and says whether all of it could be written.
@discardableResult
private func write(_ text: String, to descriptor: Int32) -> Bool {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes {
      unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
