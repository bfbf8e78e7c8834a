import ArgumentParser
import Contracts
import Glibc
import Indicators
import Power
import Simulation

/// Measures the zero-case method, or the pattern indicators, in planted worlds.
@main
struct MeasurePower: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-power",
    abstract: "Measure how much of what is planted in worlds is found.",
    discussion: """
      Makes each world for each seed, counts it as the pipeline does, and compares what is flagged \
      with what was planted: inaction and the zero-case method or, with --patterns, selective \
      and profit patterns and their indicators. The same worlds and seeds give the same page.
      """)

  @Option(help: "Names of worlds, separated by commas; all where none is given.")
  var presets: String?

  @Option(
    help: ArgumentHelp(
      "Names of pattern worlds, separated by commas, or all of them.", valueName: "NAMES|all"))
  var patterns: String?

  @Option(help: "First and last seed, as 1-8.")
  var seeds = "1-8"

  @Option(help: "Worlds that are measured at the same time.")
  var threads = 2

  @Option(
    help: ArgumentHelp(
      "Where to write the page; without it, to the terminal.",
      valueName: "FILE"))
  var output: String?

  func validate() throws {
    if patterns == nil {
      _ = try grid()
    } else {
      guard presets == nil else { throw ValidationError("give --presets or --patterns, not both") }
      _ = try patternGrid()
    }
  }

  func run() async throws {
    let page = try await patterns == nil ? silencePage() : patternPage()
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

  // Standard error shows how far it is; worlds end in any order.
  private func silencePage() async throws -> String {
    let grid = try grid()
    let outcomes = await grid.outcomes(of: Self.method) { outcome in
      write("\(outcome.preset.rawValue) \(outcome.seed)\n", to: STDERR_FILENO)
    }
    return PowerReport(outcomes, of: grid).text
  }

  private func patternPage() async throws -> String {
    let grid = try patternGrid()
    let outcomes = await grid.outcomes(of: patternVerdicts) { outcomes in
      guard let first = outcomes.first else { return }
      write("\(first.preset.rawValue) \(first.seed)\n", to: STDERR_FILENO)
    }
    return PatternReport(outcomes, of: grid).text
  }

  private static let method: @Sendable (Observation) async -> [CellAssessment] = { observation in
    await SilenceModel.findings(of: observation, IndicatorSettings()).silent
  }

  private func grid() throws -> PowerGrid {
    var grid = PowerGrid(presets: try worlds(presets), seeds: try seedRange())
    grid.threads = threads
    return grid
  }

  private func patternGrid() throws -> PatternGrid {
    let names = patterns == "all" ? nil : patterns
    var grid = PatternGrid(presets: try worlds(names), seeds: try seedRange())
    grid.threads = threads
    return grid
  }

  // Worlds by name; all where no name is given.
  private func worlds<World: RawRepresentable & CaseIterable>(
    _ names: String?
  ) throws -> [World] where World.RawValue == String {
    guard let names else { return Array(World.allCases) }
    return try names.split(separator: ",").map(String.init).map { name in
      guard let world = World(rawValue: name) else {
        let known = World.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no world is called '\(name)'; there are \(known)")
      }
      return world
    }
  }

  private func seedRange() throws -> ClosedRange<UInt64> {
    let parts = seeds.split(separator: "-")
    let ends = parts.compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last,
      ends.count == parts.count, ends.count <= 2
    else {
      throw ValidationError("--seeds takes a first and a last seed, as 1-8")
    }
    guard (1...64).contains(threads) else { throw ValidationError("--threads takes 1 to 64") }
    return first...last
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
